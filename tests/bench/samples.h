/* SPDX-License-Identifier: MIT */
/*
 * Samples of measured times, and their medians, which a busy machine disturbs
 * least.
 */
#ifndef DVF_BENCH_SAMPLES_H
#define DVF_BENCH_SAMPLES_H

#include <stddef.h>

/** Most samples of one measurement. */
#define SAMPLES_MAX 1000

struct samples {
    double milliseconds[SAMPLES_MAX];
    size_t count;
};

/** Add what has passed since a moment of clock_now(); full samples take no
 * more. */
void samples_add(struct samples *samples, double since);

/** Add one; full samples take no more. */
void samples_put(struct samples *samples, double milliseconds);

/** @return the median; sorts the samples; 0 without any */
double samples_median(struct samples *samples);

#endif
