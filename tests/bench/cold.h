/* SPDX-License-Identifier: MIT */
/*
 * Whole processes: how long they take from nothing to their end, what memory
 * they reach, and how many instructions they need.
 */
#ifndef DVF_BENCH_COLD_H
#define DVF_BENCH_COLD_H

#include "samples.h"

/** A command and what was measured of it. */
struct cold {
    const char *title;
    const char *const *words; /* null-terminated */
    struct samples wall;
    struct samples cpu; /* processor time, which other programs change less */
    long peak;          /* KiB; at least that of the measuring process */
    long long instructions; /* 0 where valgrind is not there */
    int status;             /* of the last run; -1: could not be run */
};

/** Run the commands in turn, `rounds` times. */
void cold_time(struct cold *commands, size_t count, unsigned rounds);

/** As cold_time(), then each once under valgrind. */
void cold_measure(struct cold *commands, size_t count, unsigned rounds);

#endif
