/* SPDX-License-Identifier: MIT */
/*
 * One pass over what decides: rules, exclusions, requirements. Further answers
 * turn open truths into true or false and never back, so a part of a condition
 * that is not open keeps its truth, and what only that part reads is moot.
 * Scores have no such order: a condition that asks for them counts as open
 * until every rule behind them is decided.
 */
#include "engine/relevance.h"

#include <stdlib.h>
#include <string.h>

struct relevance {
    struct facts facts;
    const dvf_kb *kb;
    uint8_t *matters;
    uint8_t *rules;    /* 1: not decided */
    uint8_t *criteria; /* 1: a rule in it or below it is not decided */
};

static void mark(struct relevance *relevance, struct kb_range attributes)
{
    const uint32_t *items = kb_index(relevance->kb, attributes);

    for (uint32_t i = 0; i < attributes.count; i++)
        relevance->matters[items[i]] = 1;
}

/* Whether an answer can change what holds, by one of its parts. */
static bool is_open(struct condition_truth standing)
{
    return standing.when != TRUTH_FALSE && standing.unless != TRUTH_TRUE &&
           (standing.when == TRUTH_OPEN || standing.unless == TRUTH_OPEN);
}

static void mark_open(struct relevance *relevance,
                      const struct kb_condition *condition,
                      struct condition_truth standing)
{
    if (!is_open(standing))
        return;
    if (standing.when == TRUTH_OPEN)
        mark(relevance, condition->reads);
    if (standing.unless == TRUTH_OPEN)
        mark(relevance, condition->guards);
}

/* ------------------------------------------------------------------ rules */

static void mark_rules(struct relevance *relevance)
{
    const dvf_kb *kb = relevance->kb;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];

        if (relevance->facts.rules[i] == RULE_LEFT_OUT ||
            relevance->facts.rules[i] == RULE_CLOSED)
            continue;
        struct condition_truth standing = truth_of(&relevance->facts,
                                                   &rule->condition);
        relevance->rules[i] = is_open(standing);
        relevance->criteria[rule->criterion] |= relevance->rules[i];
        mark_open(relevance, &rule->condition, standing);
    }
    for (uint32_t i = kb_criteria_count(kb); i-- > 1;)
        relevance->criteria[kb_criteria(kb)[i].parent] |=
            relevance->criteria[i];
}

/* ------------------------------------------------------ what asks results */

static bool names_change(const struct relevance *relevance,
                         struct kb_range names)
{
    const uint32_t *items = kb_index(relevance->kb, names);

    for (uint32_t i = 0; i < names.count; i++) {
        uint32_t item = items[i] & ~KB_CRITERION_BIT;

        if ((items[i] & KB_CRITERION_BIT) != 0 ? relevance->criteria[item]
                                               : relevance->rules[item])
            return true;
    }
    return false;
}

static bool results_change(const struct relevance *relevance,
                           struct kb_range operations)
{
    const struct kb_operation *items = kb_operations(relevance->kb) +
                                       operations.first;

    for (uint32_t i = 0; i < operations.count; i++) {
        bool changes = false;

        switch ((enum kb_operation_code)items[i].code) {
        case KB_FIRED:
        case KB_STRONGEST:
            changes = names_change(relevance, items[i].names);
            break;
        case KB_SCORE:
        case KB_LEAD:
        case KB_OUTCOME:
            changes = relevance->criteria[0];
            break;
        default:
            break;
        }
        if (changes)
            return true;
    }
    return false;
}

/* A part counts as open while the results it asks for can change. */
static struct condition_truth lasting(const struct relevance *relevance,
                                      const struct kb_condition *condition)
{
    struct condition_truth standing = truth_of(&relevance->facts, condition);

    if (results_change(relevance, condition->when))
        standing.when = TRUTH_OPEN;
    if (results_change(relevance, condition->unless))
        standing.unless = TRUTH_OPEN;
    return standing;
}

static void mark_excludes(struct relevance *relevance)
{
    const dvf_kb *kb = relevance->kb;

    for (uint32_t i = 0; i < kb_excludes_count(kb); i++) {
        const struct kb_condition *condition = &kb_excludes(kb)[i].condition;

        mark_open(relevance, condition, lasting(relevance, condition));
    }
}

static void mark_combination(struct relevance *relevance,
                             struct kb_range requirements)
{
    const struct kb_requirement *items = kb_requirements(relevance->kb) +
                                         requirements.first;

    for (uint32_t i = 0; i < requirements.count; i++)
        if (items[i].essential &&
            truth_holds(lasting(relevance, &items[i].condition)) == TRUTH_FALSE)
            return;
    for (uint32_t i = 0; i < requirements.count; i++)
        mark_open(relevance, &items[i].condition,
                  lasting(relevance, &items[i].condition));
}

bool relevance_mark(const dvf_evaluation *evaluation, uint8_t *matters)
{
    const dvf_kb *kb = evaluation->kb;
    struct relevance relevance = {
        .facts = evaluation_facts(evaluation),
        .kb = kb,
        .matters = matters,
        .rules = calloc((size_t)kb_rules_count(kb) + 1, 1),
        .criteria = calloc((size_t)kb_criteria_count(kb) + 1, 1),
    };
    bool done = relevance.rules && relevance.criteria;

    if (done) {
        memset(matters, 0, kb_attributes_count(kb));
        mark_rules(&relevance);
        mark_excludes(&relevance);
        for (uint32_t i = 0; i < kb_combinations_count(kb); i++)
            mark_combination(&relevance, kb_combinations(kb)[i].requirements);
    }
    free(relevance.rules);
    free(relevance.criteria);
    return done;
}
