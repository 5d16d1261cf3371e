/* SPDX-License-Identifier: MIT */
/*
 * Analyses: what they cost by the number of answers, and by the size of the
 * knowledge base.
 */
#ifndef DVF_BENCH_ANALYSES_H
#define DVF_BENCH_ANALYSES_H

#include <dvf/dvf.h>
#include <stdbool.h>

/**
 * Print figures of analyses of a profile with its first answers, of the
 * built-in knowledge base.
 *
 * @param rounds of each figure, from 1
 * @return false where one fails
 */
bool analyses_print(const dvf_profile *profile, unsigned rounds);

#endif
