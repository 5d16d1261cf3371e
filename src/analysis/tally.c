/* SPDX-License-Identifier: MIT */
#include "analysis/tally.h"

#include <stdlib.h>
#include <string.h>

/* -------------------------------------------------------------------- ends */

static void find_ends(struct tally *tally, struct budget *budget)
{
    const struct states *states = tally->states;
    bool used[2 + KB_OPTIONS_ALL + 1] = {false};

    used[states->root < states->outcomes ? states->root : states->outcomes] =
        true;
    for (uint32_t i = 0; i < states->edge_count; i++)
        if (states->edges[i] < states->outcomes)
            used[states->edges[i]] = true;
    for (uint32_t i = 0; i < states->outcomes; i++) {
        if (!used[i])
            continue;
        if (tally->end_count == TALLY_ENDS_MAX) {
            budget_spend(budget);
            return;
        }
        tally->ends[tally->end_count++] = i;
    }
}

/* Ends that completions reach, and whether some contradict themselves. */
static void find_reached(struct tally *tally, struct budget *budget)
{
    const struct states *states = tally->states;
    uint8_t *bad = budget_take(budget, states->count, 1);

    if (!bad)
        return;
    bad[states_bad(states)] = 1;
    for (uint32_t i = 0; i < tally->end_count; i++)
        tally->reached[tally->ends[i]] = UINT64_C(1) << i;
    for (uint32_t i = states->ordered; i-- > 0;) {
        uint32_t state = states->order[i];
        const struct states_level *level = states_level(states, state);
        const struct way *ways = states->ways + level->first;
        const uint32_t *next = states->edges + states->items[state].first;
        uint64_t reached = 0;
        uint8_t any = 0;

        for (uint32_t k = 0; k < level->ways; k++)
            if (next[k] != STATE_NONE && ways[k].ways > 0) {
                reached |= tally->reached[next[k]];
                any |= bad[next[k]];
            }
        tally->reached[state] = reached;
        bad[state] = any;
    }
    tally->contradicts = bad[states->root];
    free(bad);
}

/* ------------------------------------------------------------------ counts */

static void find_gaps(struct tally *tally)
{
    uint32_t levels = tally->states->space->level_count;

    for (uint32_t first = 0; first <= levels; first++) {
        struct count product = count_of(1);

        for (uint32_t end = first; end <= levels; end++) {
            tally->gaps[first * (levels + 1) + end] = product;
            if (end < levels)
                product = count_multiply(
                    product, count_of(tally->states->levels[end].total));
        }
    }
}

static void count_state(struct tally *tally, uint32_t state)
{
    const struct states *states = tally->states;
    uint32_t level = states->items[state].level;
    uint32_t ends = tally->end_count;
    struct count *own = tally->completions + (size_t)state * ends;

    const struct states_level *record = &states->levels[level];
    const uint32_t *edges = states->edges + states->items[state].first;

    for (uint32_t i = 0; i < record->ways; i++) {
        const struct way *way = &states->ways[record->first + i];
        uint32_t next = edges[i];

        if (next == STATE_NONE || way->ways == 0 || tally->reached[next] == 0)
            continue;
        struct count ways = count_multiply(
            count_of(way->ways),
            tally_gap(tally, level + 1, states->items[next].level));
        const struct count *more = tally_of(tally, next);
        for (uint32_t k = 0; k < ends; k++)
            if (!count_is_zero(more[k]))
                own[k] = count_add(own[k], count_multiply(ways, more[k]));
    }
}

static bool count_all(struct tally *tally)
{
    const struct states *states = tally->states;

    find_gaps(tally);
    for (uint32_t i = 0; i < tally->end_count; i++)
        tally->completions[(size_t)tally->ends[i] * tally->end_count + i] =
            count_of(1);
    for (uint32_t i = states->ordered; i-- > 0;)
        count_state(tally, states->order[i]);
    for (uint32_t i = 0; i < tally->end_count; i++)
        if (count_is_lost(tally_total(tally, i)))
            return false;
    return true;
}

struct count tally_total(const struct tally *tally, uint32_t end)
{
    const struct states *states = tally->states;
    uint32_t root = states->root;

    return count_multiply(tally_gap(tally, 0, states->items[root].level),
                          tally_of(tally, root)[end]);
}

bool tally_build(struct tally *tally, struct budget *budget,
                 const struct states *states)
{
    size_t levels = states->space->level_count;

    *tally = (struct tally){.states = states};
    for (uint32_t i = 0; i < levels; i++)
        tally->way_count = states->levels[i].first + states->levels[i].ways;
    find_ends(tally, budget);
    tally->reached = budget_take(budget, states->count, sizeof *tally->reached);
    if (budget_ok(budget))
        find_reached(tally, budget);
    tally->counted = levels <= TALLY_LEVELS_MAX;
    if (tally->counted) {
        tally->gaps = budget_take(budget, (levels + 1) * (levels + 1),
                                  sizeof *tally->gaps);
        tally->completions = budget_take(
            budget, (size_t)states->count * tally->end_count,
            sizeof *tally->completions);
    }
    if (budget_ok(budget) && tally->counted)
        tally->counted = count_all(tally);
    if (!budget_ok(budget))
        tally_release(tally);
    return budget_ok(budget);
}

void tally_release(struct tally *tally)
{
    free(tally->reached);
    free(tally->completions);
    free(tally->gaps);
    *tally = (struct tally){0};
}
