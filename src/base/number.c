/* SPDX-License-Identifier: MIT */
/*
 * Reading whole numbers: the C library's functions take signs, blanks and the
 * locale along.
 */
#include "base/number.h"

bool number_read(const char *text, uint64_t *number)
{
    *number = 0;
    if (!*text)
        return false;
    for (; *text >= '0' && *text <= '9'; text++)
        if (*number <= UINT32_MAX)
            *number = *number * 10 + (uint64_t)(*text - '0');
    return *text == '\0';
}
