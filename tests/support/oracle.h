/* SPDX-License-Identifier: MIT */
/*
 * The oracle: evaluations of a compiled knowledge base by a stack machine, test
 * by test and rule by rule. It is how the engine used to work, and is slow and
 * plain. Tests hold the engine against it, and the bench its speed.
 */
#ifndef DVF_TESTS_SUPPORT_ORACLE_H
#define DVF_TESTS_SUPPORT_ORACLE_H

#include "engine/evaluation.h"

/** Results, as those of the same names of an evaluation. */
struct oracle {
    struct arena arena;
    const dvf_kb *kb;
    value_set *given; /* answers to judge */
    value_set *answers;
    uint8_t *applies;
    uint8_t *tests; /* enum truth, for each test */
    uint8_t *terms;
    bool unsure;
    uint8_t *sure_applies;
    uint8_t *sure_tests;
    uint8_t *sure_terms;
    uint8_t *rules; /* RULE_LEFT_OUT may be set before a run */
    int32_t *points;
    int32_t *strongest;
    int32_t scores[KB_OPTIONS_MAX];
    struct reason *reasons;
    uint32_t reason_count;
    struct gate *gates;
    uint32_t gate_count;
    struct requirement_truths requirements;
    struct verdict verdict;
    struct index_list excludes;
    option_set excluded;
    struct index_list notes;
    struct index_list warnings;
    struct index_list answered;
    struct index_list unknown;
    struct index_list hangs_on;
    struct oracle_scratch *scratch;
    uint32_t moved;
    int32_t moved_by;
};

/** @param kb must outlive the oracle @return new; null when out of memory */
struct oracle *oracle_new(const dvf_kb *kb);
void oracle_free(struct oracle *oracle);

/** Judge the answers that are given. Allocates nothing. */
void oracle_run(struct oracle *oracle);

#endif
