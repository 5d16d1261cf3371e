/* SPDX-License-Identifier: MIT */
/*
 * Many files: what each command and format takes for a thousand profiles and
 * for ten thousand.
 */
#ifndef DVF_BENCH_MANY_H
#define DVF_BENCH_MANY_H

#include <stdbool.h>

/** Paths of what is measured. */
struct many_inputs {
    const char *dvf;
    const char *profile;
    const char *kb; /* null: none */
};

/** Copy a profile into folders in /tmp, run the commands over them, print the
 * figures, and remove the folders. @param is_quick a few files, run once
 * @return false where that cannot be done */
bool many_print(const struct many_inputs *inputs, bool is_quick);

#endif
