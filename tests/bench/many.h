/* SPDX-License-Identifier: MIT */
/*
 * Many files: what each command and format takes for a thousand profiles and
 * for ten thousand, and how a check of them compares with two bare passes of
 * libyaml over the same files.
 */
#ifndef DVF_BENCH_MANY_H
#define DVF_BENCH_MANY_H

#include <stdbool.h>
#include <stddef.h>

/** Option by which the bench runs many_pass() as a process of its own. */
#define MANY_PASS "--pass"

/** Paths of what is measured. */
struct many_inputs {
    const char *bench; /* this program, for many_pass() */
    const char *dvf;
    const char *profile;
    const char *kb; /* null: none */
};

/** Copy a profile into folders in /tmp, run the commands over them, print the
 * figures, and remove the folders. @param is_quick a few files, run once
 * @return false where that cannot be done */
bool many_print(const struct many_inputs *inputs, bool is_quick);

/** Read each file and pass libyaml over it twice: all that a reader has to do
 * at least which guards its inputs and then loads them.
 * @return false where that cannot be done */
bool many_pass(const char *const *paths);

/** A bare pass of libyaml over a text. @return false for no YAML */
bool many_pass_text(const char *bytes, size_t length);

#endif
