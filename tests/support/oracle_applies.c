/* SPDX-License-Identifier: MIT */
/*
 * Answers of the oracle: one pass over the attributes, whether each applies,
 * then the tests of its answer, and a second pass for what no other answer can
 * change.
 */
#include "support/oracle_parts.h"

/* Arrays that a pass fills in, with its next test and term. */
struct pass {
    struct oracle *oracle;
    struct oracle_facts facts; /* whose tests and terms are filled in */
    uint8_t *applies;
    uint8_t *tests;
    uint8_t *terms;
    uint32_t test;
    uint32_t term;
    bool sure;
};

static void settle_terms(struct pass *pass, uint32_t before)
{
    const dvf_kb *kb = pass->facts.kb;

    for (; pass->term < kb_terms_count(kb) &&
           kb_terms(kb)[pass->term].last < before;
         pass->term++)
        pass->terms[pass->term] = (uint8_t)oracle_truth_of_term(&pass->facts,
                                                                pass->term);
}

static enum truth settle_attribute(struct pass *pass, uint32_t attribute)
{
    const struct kb_condition *only_if =
        &kb_attributes(pass->facts.kb)[attribute].only_if;

    if (only_if->when.count == 0)
        return TRUTH_TRUE;
    settle_terms(pass, attribute);
    return oracle_truth_of(&pass->facts, only_if).when;
}

static void settle_tests(struct pass *pass, uint32_t attribute, value_set given,
                         enum truth applies)
{
    const dvf_kb *kb = pass->facts.kb;
    const struct kb_test *tests = kb_tests(kb);
    bool uncertain = pass->sure && applies == TRUTH_OPEN;

    for (; pass->test < kb_tests_count(kb) &&
           tests[pass->test].attribute == attribute;
         pass->test++) {
        enum truth truth = oracle_truth_of_test(&tests[pass->test], given);

        pass->tests[pass->test] =
            (uint8_t)(uncertain && truth == TRUTH_TRUE ? TRUTH_OPEN : truth);
    }
}

static void run_pass(struct pass *pass)
{
    struct oracle *oracle = pass->oracle;
    uint32_t count = kb_attributes_count(oracle->kb);

    for (uint32_t i = 0; i < count; i++) {
        enum truth applies = settle_attribute(pass, i);
        value_set answer = applies == TRUTH_FALSE ? VALUES_NOT_APPLICABLE
                                                  : oracle->given[i];

        pass->applies[i] = (uint8_t)applies;
        settle_tests(pass, i, answer, applies);
        if (pass->sure)
            continue;
        oracle->answers[i] = answer;
        oracle->unsure |= applies == TRUTH_OPEN && values_given(answer);
    }
    settle_terms(pass, count);
}

void oracle_applies_settle(struct oracle *oracle)
{
    struct pass pass = {
        .oracle = oracle,
        .facts = oracle_facts_of(oracle),
        .applies = oracle->applies,
        .tests = oracle->tests,
        .terms = oracle->terms,
    };

    oracle->unsure = false;
    run_pass(&pass);
    if (!oracle->unsure)
        return;
    struct pass sure = {
        .oracle = oracle,
        .facts = oracle_sure_facts(oracle),
        .applies = oracle->sure_applies,
        .tests = oracle->sure_tests,
        .terms = oracle->sure_terms,
        .sure = true,
    };
    run_pass(&sure);
}

/* ------------------------------------------------------- hanging attributes */

static void mark_part(const struct oracle_facts *facts,
                      struct kb_range operations, struct kb_range reads,
                      uint8_t *marks)
{
    const uint32_t *items = kb_index(facts->kb, reads);

    for (uint32_t i = 0; i < reads.count; i++)
        if (!marks[items[i]] &&
            oracle_truth_hangs_on(facts, operations, items[i]))
            marks[items[i]] = 1;
}

void oracle_mark_hanging(const struct oracle *oracle,
                         const struct kb_condition *condition, uint8_t *marks)
{
    const dvf_kb *kb = oracle->kb;
    struct oracle_facts facts = oracle_sure_facts(oracle);
    const uint8_t *applies = oracle->unsure ? oracle->sure_applies
                                            : oracle->applies;
    struct condition_truth truth = oracle_truth_of(&facts, condition);

    if (truth.when != TRUTH_FALSE && truth.unless != TRUTH_TRUE) {
        mark_part(&facts, condition->when, condition->reads, marks);
        mark_part(&facts, condition->unless, condition->guards, marks);
    }
    /* Go backwards: a question hangs on earlier ones, which are yet to come. */
    for (uint32_t i = kb_attributes_count(kb); i-- > 0;) {
        const struct kb_condition *only_if = &kb_attributes(kb)[i].only_if;

        if (marks[i] && applies[i] == TRUTH_OPEN)
            mark_part(&facts, only_if->when, only_if->reads, marks);
        if (oracle->answers[i] != VALUES_UNKNOWN)
            marks[i] = 0;
    }
}
