/* SPDX-License-Identifier: MIT */
/*
 * One pass over rules, exclusions, requirements, strengths and alternatives,
 * which decide a verdict. Further answers turn an open truth into true or false
 * and never back, so a part of a condition that is not open keeps its truth,
 * and attributes that only this part reads are moot. Scores have no such order:
 * a condition that asks for them counts as open until every rule behind them is
 * decided, and one that asks for the leader until the outcome is.
 */
#include "engine/relevance.h"

#include <stdlib.h>
#include <string.h>

struct relevance {
    const dvf_evaluation *evaluation;
    struct facts facts; /* for sure */
    const dvf_kb *kb;
    uint8_t *matters;
    uint8_t *rules;    /* 1: not decided */
    uint8_t *criteria; /* 1: a rule in it or below it is not decided */
    bool outcome;      /* it is not decided */
    bool strength;     /* it is not decided */
};

static void mark(struct relevance *relevance, struct kb_range attributes)
{
    const uint32_t *items = kb_index(relevance->kb, attributes);

    for (uint32_t i = 0; i < attributes.count; i++)
        relevance->matters[items[i]] = 1;
}

/* True where an answer to an open part can still change the whole condition. */
static bool is_open(struct condition_truth standing)
{
    return standing.when != TRUTH_FALSE && standing.unless != TRUTH_TRUE &&
           (standing.when == TRUTH_OPEN || standing.unless == TRUTH_OPEN);
}

/* @return whether it is open */
static bool mark_open(struct relevance *relevance,
                      const struct kb_condition *condition,
                      struct condition_truth standing)
{
    if (!is_open(standing))
        return false;
    if (standing.when == TRUTH_OPEN)
        mark(relevance, condition->reads);
    if (standing.unless == TRUTH_OPEN)
        mark(relevance, condition->guards);
    return true;
}

/* ------------------------------------------------------------------ rules */

static void mark_rules(struct relevance *relevance)
{
    const dvf_kb *kb = relevance->kb;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];

        if (relevance->facts.rules[i] == RULE_LEFT_OUT)
            continue;
        struct condition_truth standing = truth_of(&relevance->facts,
                                                   &rule->condition);
        relevance->rules[i] = mark_open(relevance, &rule->condition, standing);
        relevance->criteria[rule->criterion] |= relevance->rules[i];
    }
    for (uint32_t i = kb_criteria_count(kb); i-- > 1;)
        relevance->criteria[kb_criteria(kb)[i].parent] |=
            relevance->criteria[i];
}

/* -------------------------------------------------- conditions on results */

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

static bool result_changes(const struct relevance *relevance,
                           const struct kb_operation *operation)
{
    if (relevance->outcome && kb_asks_contender(operation))
        return true;
    switch ((enum kb_operation_code)operation->code) {
    case KB_FIRED:
    case KB_STRONGEST:
        return names_change(relevance, operation->names);
    case KB_STRONGER:
        return names_change(relevance, operation->names) ||
               names_change(relevance, operation->others);
    case KB_SCORE:
    case KB_LEAD:
        return relevance->criteria[0];
    case KB_OUTCOME:
        return relevance->outcome;
    default:
        return false;
    }
}

static bool results_change(const struct relevance *relevance,
                           struct kb_range operations)
{
    const struct kb_operation *items = kb_operations(relevance->kb) +
                                       operations.first;

    for (uint32_t i = 0; i < operations.count; i++)
        if (result_changes(relevance, &items[i]))
            return true;
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

/* @return whether it is open */
static bool mark_lasting(struct relevance *relevance,
                         const struct kb_condition *condition)
{
    return mark_open(relevance, condition, lasting(relevance, condition));
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
        relevance->outcome |= mark_lasting(relevance, &items[i].condition);
}

/* Mark the attributes of exclusions, close calls and requirements, on which the
 * outcome hangs besides scores. */
static void mark_outcome(struct relevance *relevance)
{
    const dvf_kb *kb = relevance->kb;
    bool changes = relevance->criteria[0];

    for (uint32_t i = 0; i < kb_excludes_count(kb); i++)
        changes |= mark_lasting(relevance, &kb_excludes(kb)[i].condition);
    for (uint32_t i = 0; i < kb_closes_count(kb); i++)
        changes |= mark_lasting(relevance, &kb_closes(kb)[i].condition);
    for (uint32_t i = 0; i < kb_combinations_count(kb); i++)
        mark_combination(relevance, kb_combinations(kb)[i].requirements);
    relevance->outcome |= changes;
}

/* ---------------------------------------------- strengths, alternatives */

/* Count the answered questions that apply whatever else is answered. */
static uint32_t count_sure_answers(const dvf_evaluation *evaluation)
{
    const uint8_t *applies = evaluation_sure_applies(evaluation);
    uint32_t count = 0;

    for (uint32_t i = 0; i < kb_attributes_count(evaluation->kb); i++)
        count += applies[i] == TRUTH_TRUE && values_given(evaluation->given[i]);
    return count;
}

/* Mark all attributes while a strength needs more answers: any will do. */
static void mark_strengths(struct relevance *relevance)
{
    const dvf_kb *kb = relevance->kb;
    uint32_t answered = count_sure_answers(relevance->evaluation);
    bool too_few = false;

    for (uint32_t i = 0; i < kb_strengths_count(kb); i++) {
        relevance->strength |= mark_lasting(relevance,
                                            &kb_strengths(kb)[i].condition);
        too_few |= answered < kb_strengths(kb)[i].answers;
    }
    if (too_few)
        memset(relevance->matters, 1, kb_attributes_count(kb));
    relevance->strength |= too_few;
}

/* Skip alternatives once the verdict is strong for good: it names none. */
static void mark_alternatives(struct relevance *relevance)
{
    const dvf_kb *kb = relevance->kb;
    const struct verdict *verdict = relevance->facts.verdict;

    if (!relevance->outcome && !relevance->strength &&
        verdict->outcome == OUTCOME_OPTION && verdict->strength > 0)
        return;
    for (uint32_t i = 0; i < kb_alternatives_count(kb); i++)
        mark_lasting(relevance, &kb_alternatives(kb)[i].condition);
}

/* Mark the attributes by which a question that matters may not apply, and
 * unmark one that never will. Go backwards: a question hangs on earlier
 * ones. */
static void mark_applicability(struct relevance *relevance)
{
    const dvf_evaluation *evaluation = relevance->evaluation;
    const uint8_t *applies = evaluation_sure_applies(evaluation);

    for (uint32_t i = kb_attributes_count(relevance->kb); i-- > 0;) {
        if (applies[i] == TRUTH_FALSE)
            relevance->matters[i] = 0;
        else if (relevance->matters[i] && applies[i] == TRUTH_OPEN)
            mark(relevance, kb_attributes(relevance->kb)[i].only_if.reads);
    }
}

bool relevance_mark(const dvf_evaluation *evaluation, uint8_t *matters)
{
    const dvf_kb *kb = evaluation->kb;
    struct relevance relevance = {
        .evaluation = evaluation,
        .facts = evaluation_sure_facts(evaluation),
        .kb = kb,
        .matters = matters,
        .rules = calloc((size_t)kb_rules_count(kb) + 1, 1),
        .criteria = calloc((size_t)kb_criteria_count(kb) + 1, 1),
    };
    bool done = relevance.rules && relevance.criteria;

    if (done) {
        memset(matters, 0, kb_attributes_count(kb));
        mark_rules(&relevance);
        mark_outcome(&relevance);
        mark_strengths(&relevance);
        mark_alternatives(&relevance);
        mark_applicability(&relevance);
    }
    free(relevance.rules);
    free(relevance.criteria);
    return done;
}
