/* SPDX-License-Identifier: MIT */
/*
 * The engine's results against those of the naive implementation: answers and
 * what applies, the state of every rule, all points, the reasons that count,
 * gates, vetoes, the verdict, texts, notes and warnings.
 */
#ifndef DVF_TESTS_NAIVE_COMPARE_H
#define DVF_TESTS_NAIVE_COMPARE_H

#include "naive.h"
#include "support.h"

#include "engine/evaluation.h"

/** One KB and one profile, twice. */
struct pair {
    const dvf_kb *kb;
    const dvf_evaluation *evaluation;
    struct naive naive;  /* with its inputs */
    const char *kb_text; /* for messages */
};

/** Evaluate naively, and fail the test where the two differ. */
void naive_compare(struct pair *pair);

/** @return given answers as naive evaluation reads them, to be freed */
struct tree *naive_answers(const dvf_kb *kb, const value_set *given);

#endif
