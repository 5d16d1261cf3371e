/* SPDX-License-Identifier: MIT */
/*
 * Parts of the oracle, as its files know them.
 */
#ifndef DVF_TESTS_SUPPORT_ORACLE_PARTS_H
#define DVF_TESTS_SUPPORT_ORACLE_PARTS_H

#include "support/oracle.h"

/* Results that conditions look up, borrowed. */
struct oracle_facts {
    const dvf_kb *kb;
    const uint8_t *tests;     /* enum truth, for each test */
    const uint8_t *terms;     /* enum truth, for each term */
    const uint8_t *rules;     /* enum rule_state, for each rule */
    const int32_t *scores;    /* points of each option that scores */
    const int32_t *strongest; /* [criterion * kb->scoring + score] */
    const struct verdict *verdict;
    uint32_t answered;
    uint32_t moved;
    int32_t moved_by;
};

enum truth oracle_truth_of_test(const struct kb_test *test, value_set answer);
bool oracle_truth_hangs_on(const struct oracle_facts *facts,
                           struct kb_range operations, uint32_t attribute);
enum truth oracle_truth_of_term(const struct oracle_facts *facts,
                                uint32_t term);
struct condition_truth oracle_truth_of(const struct oracle_facts *facts,
                                       const struct kb_condition *condition);
enum truth oracle_truth_holds(struct condition_truth standing);

struct oracle_facts oracle_facts_of(const struct oracle *oracle);
struct oracle_facts oracle_sure_facts(const struct oracle *oracle);

/** Settle answers, tests and terms. */
void oracle_applies_settle(struct oracle *oracle);

/** Mark unknown attributes on which a condition hangs. */
void oracle_mark_hanging(const struct oracle *oracle,
                         const struct kb_condition *condition, uint8_t *marks);

option_set oracle_verdict_excluded(const dvf_kb *kb, const uint32_t *excludes,
                                   uint32_t count);
struct gate oracle_verdict_gate(const dvf_kb *kb, uint32_t combination,
                                const struct requirement_truths *requirements,
                                option_set excluded);
struct verdict oracle_verdict_of(const struct oracle_facts *facts,
                                 option_set excluded, const struct gate *gates);

#endif
