/* SPDX-License-Identifier: MIT */
/*
 * The points are moved step by step in an evaluation of the same answers, as
 * conditions may turn on any number. Above all numbers that conditions name
 * and all points that fired, only the race is left, in which more points of one
 * rule move the verdict one way: then the last step tells.
 */
#include "analysis/weights.h"

#include <string.h>

struct mover {
    dvf_evaluation *copy; /* whose reasons are moved */
    const dvf_evaluation *evaluation;
    int32_t enough; /* points above which only the race is left */
};

static int32_t points_of(const dvf_kb *kb, uint32_t weight)
{
    return (int32_t)kb_weights(kb)[weight].points;
}

/* Numbers of one condition's comparisons. */
static int32_t most_number(const dvf_kb *kb, struct kb_range range,
                           int32_t most)
{
    const struct kb_operation *items = kb_operations(kb) + range.first;

    for (uint32_t i = 0; i < range.count; i++)
        if (items[i].number > most)
            most = items[i].number;
    return most;
}

static int32_t most_in_verdict(const dvf_kb *kb)
{
    int32_t most = 0;

    for (uint32_t i = 0; i < kb_requirements_count(kb); i++) {
        const struct kb_condition *own = &kb_requirements(kb)[i].condition;

        most = most_number(kb, own->when, most);
        most = most_number(kb, own->unless, most);
    }
    for (uint32_t i = 0; i < kb_excludes_count(kb); i++) {
        const struct kb_condition *own = &kb_excludes(kb)[i].condition;

        most = most_number(kb, own->when, most);
        most = most_number(kb, own->unless, most);
    }
    for (uint32_t i = 0; i < kb_closes_count(kb); i++)
        most = most_number(kb, kb_closes(kb)[i].condition.when, most);
    return most;
}

/* ------------------------------------------------------------------- moves */

/* A move of the points of one reason, or of all of a weight. */
struct move {
    uint32_t reason; /* index, or KB_NONE */
    uint32_t weight; /* with no reason */
    int32_t points;  /* as they are */
};

static bool stands(const struct mover *mover, const struct move *move,
                   int32_t points)
{
    dvf_evaluation *copy = mover->copy;
    const struct verdict *verdict = &mover->evaluation->verdict;

    for (uint32_t i = 0; i < copy->reason_count; i++) {
        struct reason *reason = &copy->reasons[i];
        uint32_t weight = kb_rules(copy->kb)[reason->rule].weight;
        bool moves = move->reason == KB_NONE ? weight == move->weight
                                             : i == move->reason;

        reason->points = (uint32_t)(moves ? points
                                          : points_of(copy->kb, weight));
    }
    if (move->reason == KB_NONE)
        evaluation_reweigh(copy, move->weight, points - move->points);
    else
        evaluation_reweigh(copy, 0, 0);
    return copy->verdict.outcome == verdict->outcome &&
           copy->verdict.option == verdict->option;
}

static int32_t find_least(const struct mover *mover, const struct move *move,
                          int32_t bound)
{
    int32_t points = move->points;

    while (points > bound && stands(mover, move, points - 1))
        points--;
    return points > bound ? points : -1;
}

/* Halve the way between points with which it stands and points with which it
 * does not, where only the race is left. */
static int32_t halve(const struct mover *mover, const struct move *move,
                     int32_t stood, int32_t fell)
{
    while (fell - stood > 1) {
        int32_t middle = stood + (fell - stood) / 2;

        if (stands(mover, move, middle))
            stood = middle;
        else
            fell = middle;
    }
    return stood;
}

static int32_t find_greatest(const struct mover *mover, const struct move *move,
                             int32_t bound)
{
    int32_t points = move->points;

    while (points < bound && points < mover->enough &&
           stands(mover, move, points + 1))
        points++;
    if (points >= bound)
        return -1;
    if (points < mover->enough)
        return points;
    return stands(mover, move, bound) ? -1 : halve(mover, move, points, bound);
}

/* -------------------------------------------------------------------- whole */

static void find_rules(const struct mover *mover, struct weight_range *rules)
{
    const dvf_evaluation *copy = mover->copy;
    const dvf_kb *kb = copy->kb;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++)
        rules[i] = (struct weight_range){-1, -1};
    for (uint32_t i = 0; i < copy->reason_count; i++) {
        uint32_t rule = copy->reasons[i].rule;
        const struct move move = {
            .reason = i,
            .points = points_of(kb, kb_rules(kb)[rule].weight),
        };

        rules[rule].least = find_least(mover, &move, 0);
        rules[rule].greatest = find_greatest(mover, &move, WEIGHTS_MOST);
    }
}

static void find_words(const struct mover *mover, struct weight_range *words)
{
    const dvf_kb *kb = mover->copy->kb;
    uint32_t count = kb_weights_count(kb);

    for (uint32_t i = 0; i < count; i++) {
        const struct move move = {
            .reason = KB_NONE,
            .weight = i,
            .points = points_of(kb, i),
        };
        int32_t below = i > 0 ? points_of(kb, i - 1) + 1 : 0;
        int32_t above = i + 1 < count ? points_of(kb, i + 1) - 1 : WEIGHTS_MOST;

        words[i].least = find_least(mover, &move, below);
        words[i].greatest = find_greatest(mover, &move, above);
    }
}

dvf_status weights_find(const dvf_evaluation *evaluation,
                        struct weight_range *rules, struct weight_range *words)
{
    const dvf_kb *kb = evaluation->kb;
    struct mover mover = {
        .copy = evaluation_new_with(kb, evaluation->rows),
        .evaluation = evaluation,
        .enough = most_in_verdict(kb) + 1,
    };

    if (!mover.copy)
        return DVF_NO_MEMORY;
    evaluation_take(mover.copy, evaluation);
    evaluation_run(mover.copy);
    for (uint32_t i = 0; i < mover.copy->reason_count; i++)
        mover.enough += (int32_t)mover.copy->reasons[i].points;
    find_rules(&mover, rules);
    find_words(&mover, words);
    dvf_evaluation_free(mover.copy);
    return DVF_OK;
}
