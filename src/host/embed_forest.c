/* SPDX-License-Identifier: MIT */
#include "host/embed_forest.h"

#include "analysis/forest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes to make a forest in, and most bytes of one that is embedded: the
 * command is to stay small. */
#define MEMORY     ((size_t)32 << 20)
#define FOREST_MAX ((size_t)128 << 10)

/* @return the same block with a forest behind it, or null */
static dvf_kb *append(dvf_kb *kb, const struct forest *forest)
{
    size_t bytes = (size_t)forest->words * sizeof *forest->block;
    uint32_t first = kb->size;
    dvf_kb *grown = realloc(kb, first + bytes);

    if (!grown)
        return NULL;
    memcpy((char *)grown + first, forest->block, bytes);
    grown->sections[KB_SECTION_forest] = (struct kb_range){first,
                                                           forest->words};
    grown->size = first + (uint32_t)bytes;
    return grown;
}

bool embed_forest(dvf_kb **kb)
{
    struct budget budget = {.bytes = MEMORY};
    struct forest forest = {0};
    uint8_t *rules = calloc(kb_rules_count(*kb) + (size_t)1, 1);
    dvf_kb *grown = *kb;

    if (rules && forest_build(&forest, &budget, *kb, rules, kb_order(*kb)) &&
        forest.words * sizeof *forest.block <= FOREST_MAX)
        grown = append(*kb, &forest);
    forest_release(&forest);
    free(rules);
    if (grown)
        *kb = grown;
    if (!rules || !grown || budget.state == BUDGET_NO_MEMORY) {
        fputs("dvf-embed: out of memory\n", stderr);
        return false;
    }
    return true;
}
