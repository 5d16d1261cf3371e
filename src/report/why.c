/* SPDX-License-Identifier: MIT */
/*
 * Public answers to why a verdict is not another one, and to what other answers
 * change: the same findings as those of reports, as values.
 */
#include "profile/profile.h"
#include "report/asked.h"
#include "report/ranking.h"

#include <assert.h>
#include <stdlib.h>

static_assert(DVF_WAYS_MAX == WAYS_MAX, "every way has room");

struct dvf_why_not {
    const dvf_evaluation *evaluation;
    struct asked asked;
};

dvf_status dvf_why_not_new(const dvf_evaluation *evaluation, const char *word,
                           dvf_diagnostics *problems, dvf_why_not **out)
{
    dvf_why_not *why = calloc(1, sizeof *why);

    if (!why)
        return DVF_NO_MEMORY;
    why->evaluation = evaluation;
    dvf_status status = asked_why_not(&why->asked, evaluation, word, problems);
    if (status != DVF_OK) {
        dvf_why_not_free(why);
        return status;
    }
    *out = why;
    return DVF_OK;
}

void dvf_why_not_free(dvf_why_not *why)
{
    if (!why)
        return;
    asked_release(&why->asked);
    free(why);
}

/* ------------------------------------------------------------ an obstacle */

static dvf_way public_way(const struct way *way)
{
    static const dvf_way_kind kinds[] = {
        [WAY_ANY_OF] = DVF_ANY_OF,
        [WAY_NONE_OF] = DVF_NONE_OF,
        [WAY_COUNT] = DVF_COUNT_OF,
    };

    return (dvf_way){way->attribute, kinds[way->kind], way->values};
}

static dvf_obstacle obstacle_of(const dvf_evaluation *evaluation,
                                const struct kb_condition *condition)
{
    struct facts facts = evaluation_facts(evaluation);
    struct obstacle found;
    struct ways ways = {.count = 0};
    dvf_obstacle obstacle = {.condition = NULL};

    if (!obstacle_find(&facts, condition, &found))
        return obstacle;
    obstacle_ways(&facts, &found, &ways);
    obstacle.condition = kb_string(evaluation->kb, found.text);
    obstacle.exception = found.is_exception;
    obstacle.open = found.is_open;
    obstacle.by_rules = ways.by_rules;
    obstacle.ways = ways.count;
    for (uint32_t i = 0; i < ways.count; i++)
        obstacle.way[i] = public_way(&ways.items[i]);
    return obstacle;
}

/* ---------------------------------------------------- rules, requirements */

static dvf_rule_state public_state(uint8_t state)
{
    static const dvf_rule_state states[] = {
        [RULE_CLOSED] = DVF_RULE_CLOSED,
        [RULE_OPEN] = DVF_RULE_OPEN,
        [RULE_FIRED] = DVF_RULE_FIRED,
        [RULE_LEFT_OUT] = DVF_RULE_LEFT_OUT,
    };

    return states[state];
}

static void add_loss(const dvf_evaluation *evaluation,
                     const struct reason *reason, dvf_standing *standing)
{
    const dvf_kb *kb = evaluation->kb;
    struct loss loss = reason_loss(evaluation, reason);

    if (loss.rule != KB_NONE)
        standing->outweighed_by = kb_string(kb, kb_rules(kb)[loss.rule].id);
    if (loss.criterion != KB_NONE)
        standing->counted_within = kb_string(
            kb, kb_criteria(kb)[loss.criterion].id);
}

static dvf_standing standing_of(const dvf_evaluation *evaluation,
                                uint32_t index)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_rule *rule = &kb_rules(kb)[index];
    const struct reason *reason = asked_reason(evaluation, index);
    dvf_standing standing = {
        .rule = kb_string(kb, rule->id),
        .criterion = kb_string(kb, kb_criteria(kb)[rule->criterion].id),
        .option = kb_option_id(kb, rule->option),
        .because = kb_string(kb, rule->because),
        .points = kb_rule_points(kb, rule),
        .state = public_state(evaluation->rules[index]),
        .counts = reason && reason->counts,
    };

    if (reason)
        add_loss(evaluation, reason, &standing);
    if (standing.state == DVF_RULE_CLOSED || standing.state == DVF_RULE_OPEN) {
        standing.gain = obstacle_gain(evaluation, index);
        standing.obstacle = obstacle_of(evaluation, &rule->condition);
    }
    return standing;
}

bool dvf_why_not_rule(const dvf_why_not *why, size_t index, dvf_standing *out)
{
    const struct asked *asked = &why->asked;

    if (index >= (asked->rule != KB_NONE ? 1 : asked->rules_count))
        return false;
    *out = standing_of(why->evaluation, asked->rule != KB_NONE
                                            ? asked->rule
                                            : asked->rules[index]);
    return true;
}

bool dvf_why_not_requirement(const dvf_why_not *why, size_t index,
                             dvf_lack *out)
{
    const dvf_evaluation *evaluation = why->evaluation;
    const dvf_kb *kb = evaluation->kb;
    uint32_t number = why->asked.option == KB_NONE
                          ? KB_NONE
                          : kb_combination_of(kb, why->asked.option);

    if (number == KB_NONE)
        return false;
    struct kb_range range = kb_combinations(kb)[number].requirements;
    for (uint32_t i = range.first; i < range.first + range.count; i++) {
        uint8_t met = evaluation->requirements.met[i];

        if (met == TRUTH_TRUE || index-- > 0)
            continue;
        const struct kb_requirement *requirement = &kb_requirements(kb)[i];
        *out = (dvf_lack){
            .unmet = kb_string(kb, requirement->unmet),
            .open = met == TRUTH_OPEN,
            .obstacle = obstacle_of(evaluation, &requirement->condition),
        };
        return true;
    }
    return false;
}

/* ----------------------------------------------------------------- what if */

bool dvf_evaluation_difference(const dvf_evaluation *before,
                               const dvf_evaluation *after, size_t index,
                               dvf_difference *out)
{
    uint32_t cursor = 0;
    uint32_t attribute = KB_NONE;

    for (size_t i = 0; i <= index; i++) {
        attribute = asked_next_change(before, after, &cursor);
        if (attribute == KB_NONE)
            return false;
    }
    const struct answer *one = &before->profile->answers[attribute];
    const struct answer *other = &after->profile->answers[attribute];
    *out = (dvf_difference){
        .attribute = attribute,
        .known_before = answer_given(one),
        .known_after = answer_given(other),
        .before = answer_values(one),
        .after = answer_values(other),
    };
    return true;
}

bool dvf_evaluation_gone(const dvf_evaluation *evaluation,
                         const dvf_evaluation *other, size_t index,
                         dvf_reason *out)
{
    const struct reason *reason = NULL;
    uint32_t cursor = 0;

    for (size_t i = 0; i <= index; i++) {
        reason = asked_next_gone(evaluation, other, &cursor);
        if (!reason)
            return false;
    }
    return dvf_evaluation_reason(evaluation,
                                 (size_t)(reason - evaluation->reasons), out);
}
