/* SPDX-License-Identifier: MIT */
/*
 * Strength of a verdict: the last one whose points, answers and condition are
 * all met; and the reason that withholds a stronger one which the points reach.
 */
#include "engine/verdict.h"

/* Pass over a comparison of contenders under a combination: it leads alone, so
 * that there is no runner-up. */
static bool is_passed_over(const struct facts *facts,
                           const struct kb_condition *condition)
{
    const dvf_kb *kb = facts->kb;
    const struct kb_operation *items = kb_operations(kb) +
                                       condition->when.first;

    if (!kb_is_combination(kb, facts->verdict->option))
        return false;
    for (uint32_t i = 0; i < condition->when.count; i++)
        if (kb_asks_contender(&items[i]))
            return true;
    return false;
}

static bool condition_holds(const struct facts *facts,
                            const struct kb_strength *strength)
{
    return is_passed_over(facts, &strength->condition) ||
           truth_of(facts, &strength->condition).when == TRUTH_TRUE;
}

/* ----------------------------------------------------------------- missed */

/* The weightiest rule that fired for the runner-up in these criteria. */
static uint32_t strongest_rule(const struct facts *facts,
                               struct kb_range criteria)
{
    const dvf_kb *kb = facts->kb;
    uint32_t best = KB_NONE;
    uint32_t most = 0;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];
        uint32_t points = kb_weights(kb)[rule->weight].points;

        if (facts->rules[i] == RULE_FIRED && points > most &&
            rule->option == facts->verdict->runner_up &&
            kb_criterion_within_names(kb, rule->criterion, criteria)) {
            best = i;
            most = points;
        }
    }
    return best;
}

/* The criteria in which an operation asks for the runner-up's strongest. */
static struct kb_range runner_up_criteria(const struct kb_operation *operation)
{
    if (operation->code == KB_STRONGER && operation->b == KB_RUNNER_UP)
        return operation->others;
    if ((operation->code == KB_STRONGER || operation->code == KB_STRONGEST) &&
        operation->a == KB_RUNNER_UP)
        return operation->names;
    return (struct kb_range){0};
}

/* The runner-up's strongest rule in the first comparison that is false, or
 * KB_NONE. */
static uint32_t rule_in_the_way(const struct facts *facts,
                                const struct kb_condition *condition)
{
    const struct kb_operation *items = kb_operations(facts->kb) +
                                       condition->when.first;

    for (uint32_t i = 0; i < condition->when.count; i++) {
        struct kb_range criteria = runner_up_criteria(&items[i]);
        const struct kb_condition alone = {
            .when = {condition->when.first + i, 1}};

        if (criteria.count > 0 && truth_of(facts, &alone).when == TRUTH_FALSE)
            return strongest_rule(facts, criteria);
    }
    return KB_NONE;
}

static void find_missed(const struct facts *facts, struct verdict *verdict,
                        uint32_t strength)
{
    const struct kb_strength *record = &kb_strengths(facts->kb)[strength];

    verdict->missed = (struct missed_strength){
        .strength = strength,
        .rule = KB_NONE,
        .answers = facts->answered < record->answers,
        .condition = !condition_holds(facts, record),
    };
    if (verdict->missed.condition)
        verdict->missed.rule = rule_in_the_way(facts, &record->condition);
}

void verdict_find_strength(const struct facts *facts, struct verdict *verdict,
                           int32_t points)
{
    const dvf_kb *kb = facts->kb;
    uint32_t reached = 0;

    verdict->strength = 0;
    for (uint32_t i = 0; i < kb_strengths_count(kb); i++) {
        const struct kb_strength *strength = &kb_strengths(kb)[i];

        if (!verdict_reaches(facts, points, strength->points,
                             strength->percent))
            continue;
        reached = i;
        if (facts->answered >= strength->answers &&
            condition_holds(facts, strength))
            verdict->strength = i;
    }
    if (reached > verdict->strength)
        find_missed(facts, verdict, reached);
}
