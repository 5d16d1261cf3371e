/* SPDX-License-Identifier: MIT */
/*
 * Whole numbers are read without the C library, whose functions accept signs
 * and blanks and depend on the locale.
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
