/* SPDX-License-Identifier: MIT */
/*
 * Measured times: see clock.h.
 */
#include "clock.h"

#include <stdlib.h>
#include <time.h>

double clock_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void samples_put(struct samples *samples, double milliseconds)
{
    if (samples->count < SAMPLES_MAX)
        samples->milliseconds[samples->count++] = milliseconds;
}

void samples_add(struct samples *samples, double since)
{
    samples_put(samples, clock_now() - since);
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;

    return (a > b) - (a < b);
}

double samples_median(struct samples *samples)
{
    if (samples->count == 0)
        return 0;
    qsort(samples->milliseconds, samples->count, sizeof(double), compare);
    return samples->milliseconds[samples->count / 2];
}
