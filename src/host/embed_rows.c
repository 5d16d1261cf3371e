/* SPDX-License-Identifier: MIT */
/*
 * Rows behind the block: see embed_rows.h.
 */
#include "host/embed_rows.h"

#include "engine/rows.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool embed_rows(dvf_kb **kb)
{
    struct rows *rows = rows_make(*kb);
    uint32_t first = (*kb)->size;
    dvf_kb *grown = rows ? realloc(*kb, (size_t)first + rows->size) : NULL;

    assert(first % 8 == 0);
    if (grown) {
        memcpy((char *)grown + first, rows, rows->size);
        grown->sections[KB_SECTION_rows] = (struct kb_range){
            first, rows->size / (uint32_t)sizeof(uint32_t)};
        grown->size = first + rows->size;
        *kb = grown;
    } else {
        fputs("dvf-embed: out of memory\n", stderr);
    }
    free(rows);
    return grown;
}
