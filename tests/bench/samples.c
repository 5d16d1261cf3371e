/* SPDX-License-Identifier: MIT */
/*
 * Samples of measured times: see samples.h.
 */
#include "samples.h"

#include "support/clock.h"

#include <stdlib.h>

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
