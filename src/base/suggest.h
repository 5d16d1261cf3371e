/* SPDX-License-Identifier: MIT */
/*
 * "Did you mean": the nearest of a list of words.
 */
#ifndef DVF_BASE_SUGGEST_H
#define DVF_BASE_SUGGEST_H

#include "base/lookalike.h"

#include <stddef.h>

/** Best candidate so far; starts as all zeroes. */
struct suggestion {
    const char *word; /* borrowed from the candidates; null for none */
    unsigned distance;
    struct lookalike strange; /* the first of the word wanted, near or not */
};

/**
 * Offer a candidate. It is kept where it is nearer to `wanted` than the best
 * so far and near enough to be meant: a third of the longer word's length at
 * the most, by insertions, deletions, substitutions and swaps of neighbours.
 * Letter case, '-' against '_', and look-alikes cost nothing. Words past 64
 * bytes are never near. The longer of two equally near candidates is kept,
 * then the first.
 */
void suggest_offer(struct suggestion *best, const char *wanted,
                   const char *candidate);

#endif
