/* SPDX-License-Identifier: MIT */
/*
 * "Did you mean": the nearest of a list of words. May call nothing of dvf.
 */
#ifndef DVF_BASE_SUGGEST_H
#define DVF_BASE_SUGGEST_H

#include <stddef.h>

/** Best candidate so far; starts as all zeroes. */
struct suggestion {
    const char *word; /* borrowed from the candidates; null for none */
    unsigned distance;
};

/**
 * Offer a candidate. It is kept where it is nearer to `wanted` than the best
 * so far and near enough to be meant: a third of the longer word's length at
 * the most, by insertions, deletions, substitutions and swaps of neighbours.
 * Letter case and '-' against '_' cost nothing. Words past 64 bytes are never
 * near. The first of two equally near candidates stays.
 */
void suggest_offer(struct suggestion *best, const char *wanted,
                   const char *candidate);

#endif
