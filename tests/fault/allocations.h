/* SPDX-License-Identifier: MIT */
/*
 * Allocations that fail: counted, and made to fail by their number. Linked
 * with -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup,
 * --wrap=free and without sanitizers, which bring their own malloc.
 */
#ifndef DVF_TESTS_ALLOCATIONS_H
#define DVF_TESTS_ALLOCATIONS_H

#include <stdbool.h>
#include <stddef.h>

/** What is counted, and which allocations fail: number `first`, and all behind
 * it where `onwards`. 0: none. */
struct allocations {
    bool watching;
    size_t count;
    size_t first;
    bool onwards;
    size_t failed;
    long live; /* blocks, watched or not */
};

extern struct allocations allocations;

/** A handle that no call may have written to. */
#define UNTOUCHED ((void *)&allocations)

/** Print a mistake with the allocation that failed, and count it.
 * @param where null where it goes without saying */
void mistake(const char *what, const char *where);

/** Call what does not hold a mistake. */
void must(bool holds, const char *what);

/** @return number of mistakes so far */
size_t mistakes(void);

/** Which of several processes this one is that share the faults: of every `of`
 * allocations that are failed it fails one. */
struct share {
    size_t number; /* from 0 on */
    size_t of;
};

/** Of the arguments of main(): NUMBER OF, as in `1 2` and `2 2`; all faults
 * without any. Ends the program where they are none. */
struct share share_of(int argc, char **argv);

#endif
