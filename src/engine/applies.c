/* SPDX-License-Identifier: MIT */
/*
 * One pass over the attributes: whether each applies, by walks over those
 * before it. Terms are sorted by the last attribute that they read, so each is
 * evaluated once, before its readers.
 *
 * An answer to a question that may not apply is taken as given. A second pass,
 * made only if there is such an answer, finds the truths that no other answer
 * can change: a test that is true by it is open there, as it turns false if the
 * question does not apply.
 */
#include "engine/applies.h"

/* Arrays that a pass fills in, with its next term. */
struct pass {
    struct facts facts;
    uint8_t *applies;
    uint8_t *terms;
    uint32_t term;
};

static struct pass pass_of(dvf_evaluation *evaluation)
{
    return (struct pass){
        .facts = evaluation_facts(evaluation),
        .applies = evaluation->applies,
        .terms = evaluation->terms,
    };
}

static struct pass sure_pass_of(dvf_evaluation *evaluation)
{
    return (struct pass){
        .facts = evaluation_sure_facts(evaluation),
        .applies = evaluation->sure_applies,
        .terms = evaluation->sure_terms,
    };
}

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
    enum truth applies = TRUTH_TRUE;

    if (only_if->when.count > 0) {
        settle_terms(pass, attribute);
        applies = truth_of(&pass->facts, only_if).when;
    }
    pass->applies[attribute] = (uint8_t)applies;
    return applies;
}

void applies_settle(dvf_evaluation *evaluation)
{
    struct pass pass = pass_of(evaluation);

    for (uint32_t i = 0; i < kb_attributes_count(evaluation->kb); i++)
        evaluation->answers[i] = settle_attribute(&pass, i) == TRUTH_FALSE
                                     ? VALUES_NOT_APPLICABLE
                                     : evaluation->given[i];
}

void applies_settle_sure(dvf_evaluation *evaluation)
{
    struct pass pass = sure_pass_of(evaluation);

    for (uint32_t i = 0; i < kb_attributes_count(evaluation->kb); i++)
        settle_attribute(&pass, i);
}

void applies_settle_terms(dvf_evaluation *evaluation)
{
    struct pass pass = pass_of(evaluation);
    struct pass sure = sure_pass_of(evaluation);
    uint32_t end = kb_attributes_count(evaluation->kb);

    settle_terms(&pass, end);
    if (evaluation->unsure)
        settle_terms(&sure, end);
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
