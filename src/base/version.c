/* SPDX-License-Identifier: MIT */
/*
 * The two public calls that need no other code: the library's version, and
 * freeing memory that a call handed out.
 */
#include <dvf/dvf.h>

#include <stdlib.h>

const char *dvf_version(void)
{
    return DVF_VERSION;
}

void dvf_text_release(dvf_text *text)
{
    if (!text)
        return;
    free(text->bytes);
    *text = (dvf_text){0};
}
