/* SPDX-License-Identifier: MIT */
/*
 * One pass over all conditions of a knowledge base. The truth of each is known;
 * a combination also asks which of its requirements fail, and by which answers.
 */
#include "engine/bearing.h"

#include <string.h>

struct bearing {
    const dvf_evaluation *evaluation;
    const dvf_kb *kb;
    struct facts facts;
    uint8_t *bears;
};

static void mark(struct bearing *bearing, struct kb_range attributes)
{
    const uint32_t *items = kb_index(bearing->kb, attributes);

    for (uint32_t i = 0; i < attributes.count; i++)
        bearing->bears[items[i]] = 1;
}

/* Mark what a condition rests on if it holds, or what holds it back. */
static void mark_condition(struct bearing *bearing,
                           const struct kb_condition *condition)
{
    struct condition_truth truth = truth_of(&bearing->facts, condition);

    if (truth.when != TRUTH_TRUE)
        return;
    mark(bearing, condition->guards);
    if (truth.unless != TRUTH_TRUE)
        mark(bearing, condition->reads);
}

static void mark_conditions(struct bearing *bearing)
{
    const dvf_kb *kb = bearing->kb;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++)
        if (bearing->facts.states[i] != RULE_LEFT_OUT)
            mark_condition(bearing, &kb_rules(kb)[i].condition);
    for (uint32_t i = 0; i < kb_notes_count(kb); i++)
        if (kb_notes(kb)[i].kind != KB_NOTE_BACKGROUND)
            mark_condition(bearing, &kb_notes(kb)[i].condition);
    for (uint32_t i = 0; i < kb_warnings_count(kb); i++)
        mark_condition(bearing, &kb_warnings(kb)[i].condition);
    for (uint32_t i = 0; i < kb_excludes_count(kb); i++)
        mark_condition(bearing, &kb_excludes(kb)[i].condition);
    for (uint32_t i = 0; i < kb_closes_count(kb); i++)
        mark_condition(bearing, &kb_closes(kb)[i].condition);
    for (uint32_t i = 0; i < kb_strengths_count(kb); i++)
        mark_condition(bearing, &kb_strengths(kb)[i].condition);
    for (uint32_t i = 0; i < kb_alternatives_count(kb); i++)
        if (kb_alternatives(kb)[i].option ==
            bearing->evaluation->verdict.alternative)
            mark_condition(bearing, &kb_alternatives(kb)[i].condition);
}

/* How many of the requirements that fail read each attribute; the last one
 * that was counted for it, from 1. */
struct failures {
    uint32_t count;
    uint32_t by[KB_ATTRIBUTES_MAX];
    uint32_t last[KB_ATTRIBUTES_MAX];
};

static void count_failure(struct failures *failures, const dvf_kb *kb,
                          struct kb_range attributes)
{
    const uint32_t *items = kb_index(kb, attributes);

    for (uint32_t i = 0; i < attributes.count; i++) {
        if (failures->last[items[i]] != failures->count)
            failures->by[items[i]]++;
        failures->last[items[i]] = failures->count;
    }
}

/* Mark attributes that every requirement that fails reads: with other answers
 * to them the combination might be met. */
static void mark_if_decisive(struct bearing *bearing,
                             const struct failures *failures,
                             struct kb_range attributes)
{
    const uint32_t *items = kb_index(bearing->kb, attributes);

    for (uint32_t i = 0; i < attributes.count; i++)
        if (failures->by[items[i]] == failures->count)
            bearing->bears[items[i]] = 1;
}

static void mark_combination(struct bearing *bearing,
                             struct kb_range requirements)
{
    const struct kb_requirement *items = kb_requirements(bearing->kb) +
                                         requirements.first;
    const uint8_t *met = bearing->evaluation->requirements.met +
                         requirements.first;
    struct failures failures;

    memset(&failures, 0, sizeof failures);
    for (uint32_t i = 0; i < requirements.count; i++) {
        if (met[i] != TRUTH_FALSE)
            continue;
        failures.count++;
        count_failure(&failures, bearing->kb, items[i].condition.reads);
        count_failure(&failures, bearing->kb, items[i].condition.guards);
    }
    for (uint32_t i = 0; i < requirements.count; i++) {
        mark_if_decisive(bearing, &failures, items[i].condition.reads);
        mark_if_decisive(bearing, &failures, items[i].condition.guards);
    }
}

void bearing_mark(const dvf_evaluation *evaluation, uint8_t *bears)
{
    const dvf_kb *kb = evaluation->kb;
    struct bearing bearing = {.evaluation = evaluation,
                              .kb = kb,
                              .facts = evaluation_facts(evaluation),
                              .bears = bears};

    memset(bears, 0, kb_attributes_count(kb));
    mark_conditions(&bearing);
    for (uint32_t i = 0; i < kb_combinations_count(kb); i++)
        mark_combination(&bearing, kb_combinations(kb)[i].requirements);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        if (!evaluation_applies(evaluation, i))
            mark(&bearing, kb_attributes(kb)[i].only_if.reads);
}
