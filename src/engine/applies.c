/* SPDX-License-Identifier: MIT */
/*
 * One pass over the attributes: whether each applies, then the tests of its
 * answer. Tests are sorted by attribute, and terms by the last one that they
 * read, so each is evaluated once, before its readers.
 *
 * An answer to a question that may not apply is taken as given. A second pass,
 * made only if there is such an answer, finds the truths that no other answer
 * can change: a test that is true by it is open there, as it turns false if the
 * question does not apply.
 */
#include "engine/applies.h"

/* Arrays that a pass fills in, with its next test and term. */
struct pass {
    dvf_evaluation *evaluation;
    struct facts facts; /* whose tests and terms are filled in */
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
        pass->terms[pass->term] = (uint8_t)truth_of_term(&pass->facts,
                                                         pass->term);
}

static enum truth settle_attribute(struct pass *pass, uint32_t attribute)
{
    const struct kb_condition *only_if =
        &kb_attributes(pass->facts.kb)[attribute].only_if;

    if (only_if->when.count == 0)
        return TRUTH_TRUE;
    settle_terms(pass, attribute);
    return truth_of(&pass->facts, only_if).when;
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
        enum truth truth = truth_of_test(&tests[pass->test], given);

        pass->tests[pass->test] =
            (uint8_t)(uncertain && truth == TRUTH_TRUE ? TRUTH_OPEN : truth);
    }
}

static void run_pass(struct pass *pass)
{
    dvf_evaluation *evaluation = pass->evaluation;
    uint32_t count = kb_attributes_count(evaluation->kb);

    for (uint32_t i = 0; i < count; i++) {
        enum truth applies = settle_attribute(pass, i);
        value_set answer = applies == TRUTH_FALSE ? VALUES_NOT_APPLICABLE
                                                  : evaluation->given[i];

        pass->applies[i] = (uint8_t)applies;
        settle_tests(pass, i, answer, applies);
        if (pass->sure)
            continue;
        evaluation->answers[i] = answer;
        evaluation->unsure |= applies == TRUTH_OPEN && values_given(answer);
    }
    settle_terms(pass, count);
}

void applies_settle(dvf_evaluation *evaluation)
{
    struct pass pass = {
        .evaluation = evaluation,
        .facts = evaluation_facts(evaluation),
        .applies = evaluation->applies,
        .tests = evaluation->tests,
        .terms = evaluation->terms,
    };

    evaluation->unsure = false;
    run_pass(&pass);
    if (!evaluation->unsure)
        return;
    struct pass sure = {
        .evaluation = evaluation,
        .facts = evaluation_sure_facts(evaluation),
        .applies = evaluation->sure_applies,
        .tests = evaluation->sure_tests,
        .terms = evaluation->sure_terms,
        .sure = true,
    };
    run_pass(&sure);
}

/* ------------------------------------------------------- hanging attributes */

static void mark_part(const struct facts *facts, struct kb_range operations,
                      struct kb_range reads, uint8_t *marks)
{
    const uint32_t *items = kb_index(facts->kb, reads);

    for (uint32_t i = 0; i < reads.count; i++)
        if (!marks[items[i]] && truth_hangs_on(facts, operations, items[i]))
            marks[items[i]] = 1;
}

void evaluation_mark_hanging(const dvf_evaluation *evaluation,
                             const struct kb_condition *condition,
                             uint8_t *marks)
{
    const dvf_kb *kb = evaluation->kb;
    struct facts facts = evaluation_sure_facts(evaluation);
    const uint8_t *applies = evaluation_sure_applies(evaluation);
    struct condition_truth truth = truth_of(&facts, condition);

    if (truth.when != TRUTH_FALSE && truth.unless != TRUTH_TRUE) {
        mark_part(&facts, condition->when, condition->reads, marks);
        mark_part(&facts, condition->unless, condition->guards, marks);
    }
    /* Go backwards: a question hangs on earlier ones, which are yet to come. */
    for (uint32_t i = kb_attributes_count(kb); i-- > 0;) {
        const struct kb_condition *only_if = &kb_attributes(kb)[i].only_if;

        if (marks[i] && applies[i] == TRUTH_OPEN)
            mark_part(&facts, only_if->when, only_if->reads, marks);
        if (evaluation->answers[i] != VALUES_UNKNOWN)
            marks[i] = 0;
    }
}

bool evaluation_applies(const dvf_evaluation *evaluation, uint32_t attribute)
{
    return evaluation->answers[attribute] != VALUES_NOT_APPLICABLE;
}

bool evaluation_is_idle(const dvf_evaluation *evaluation, uint32_t attribute)
{
    return !evaluation_applies(evaluation, attribute) &&
           values_given(evaluation->given[attribute]);
}
