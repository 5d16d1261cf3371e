/* SPDX-License-Identifier: MIT */
/*
 * Many files: what each command and format takes for a thousand profiles and
 * for ten thousand.
 */
#ifndef DVF_BENCH_MANY_H
#define DVF_BENCH_MANY_H

#include <stdbool.h>

/** Copy a profile into folders in /tmp, run the commands over them, print a
 * table, and remove the folders. @return false where that cannot be done */
bool many_print(const char *dvf, const char *profile, const char *kb);

#endif
