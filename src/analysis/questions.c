/* SPDX-License-Identifier: MIT */
/*
 * Completions run along the edges between states. One that passes over a level
 * has any answer to it, each as often.
 */
#include "analysis/questions.h"

#include "analysis/entropy.h"

#include <stdlib.h>
#include <string.h>

struct asker {
    struct questions *questions;
    struct budget *budget;
    const struct tally *tally;
    const struct states *states;
    uint8_t *come;          /* by state: completions come there */
    struct count *before;   /* by state: ways to come there */
    struct count *by_way;   /* by way and end: completions */
    struct count *passing;  /* by level and end: that begin to pass over it, */
    struct count *passed;   /* and that no longer do */
    uint64_t *reached_over; /* by level: ends of those that pass over it */
    struct table alike;     /* pairs of states that never end differently */
    uint32_t (*pairs)[2];
    uint32_t pair_capacity;
};

/* ------------------------------------------------------------------ matters */

static bool differ(struct asker *asker, uint32_t a, uint32_t b);

/* The next state by a way; a state behind the level stays. */
static uint32_t follow(const struct asker *asker, uint32_t state,
                       uint32_t level, uint32_t way)
{
    const struct states *states = asker->states;

    return states->items[state].level == level ? states_next(states, state, way)
                                               : state;
}

/* True for a way that completions take. */
static bool completes(const struct states *states, uint32_t level, uint32_t way)
{
    return states->ways[states->levels[level].first + way].ways > 0;
}

/* The way of a state for an answer to its level: the same one, or "does not
 * apply" where it does not. */
static uint32_t take_answer(const struct asker *asker, uint32_t state,
                            uint32_t level, uint32_t way)
{
    const struct states *states = asker->states;
    uint32_t next = follow(asker, state, level, way);

    for (uint32_t i = 0; next == STATE_NONE && i < states->levels[level].ways;
         i++)
        if (completes(states, level, i))
            next = follow(asker, state, level, i);
    return next;
}

static bool children_differ(struct asker *asker, uint32_t a, uint32_t b)
{
    const struct states *states = asker->states;
    uint32_t level = states->items[a].level < states->items[b].level
                         ? states->items[a].level
                         : states->items[b].level;

    for (uint32_t i = 0; i < states->levels[level].ways; i++) {
        if (!completes(states, level, i))
            continue;
        if (follow(asker, a, level, i) == STATE_NONE &&
            follow(asker, b, level, i) == STATE_NONE)
            continue;
        if (differ(asker, take_answer(asker, a, level, i),
                   take_answer(asker, b, level, i)))
            return true;
    }
    return false;
}

static bool is_known(struct asker *asker, uint32_t a, uint32_t b, uint32_t hash)
{
    uint32_t at = hash;

    for (uint32_t i; (i = table_next(&asker->alike, hash, &at)) != TABLE_END;)
        if (asker->pairs[i][0] == a && asker->pairs[i][1] == b)
            return true;
    return false;
}

/* True where some answers to the rest are completions of both states and end
 * differently. */
static bool differ(struct asker *asker, uint32_t a, uint32_t b)
{
    const uint64_t *reached = asker->tally->reached;
    uint32_t outcomes = asker->states->outcomes;

    if (a == b || a == STATE_NONE || b == STATE_NONE || reached[a] == 0 ||
        reached[b] == 0 || !budget_ok(asker->budget))
        return false;
    /* An end goes with all answers, so any other end of the other will do. */
    if (a < outcomes || b < outcomes)
        return (reached[a] | reached[b]) != (reached[a] & reached[b]);
    const uint32_t pair[] = {a < b ? a : b, a < b ? b : a};
    uint32_t hash = table_hash(pair, 2);
    if (is_known(asker, pair[0], pair[1], hash))
        return false;
    if (children_differ(asker, a, b))
        return true;
    uint32_t index = table_add(&asker->alike, asker->budget, hash);
    if (index != TABLE_END && BUDGET_GROW(asker->budget, asker->pairs,
                                          &asker->pair_capacity, index + 1))
        memcpy(asker->pairs[index], pair, sizeof pair);
    return false;
}

/* Answers that a question takes where it applies. */
static bool is_answer(const struct states *states, uint32_t level, uint32_t way)
{
    return completes(states, level, way) &&
           states->ways[states->levels[level].first + way].kind == ANSWER_GIVEN;
}

static bool answers_differ(struct asker *asker, uint32_t state)
{
    const struct states *states = asker->states;
    uint32_t level = states->items[state].level;

    for (uint32_t i = 0; i < states->levels[level].ways; i++)
        for (uint32_t k = i + 1;
             is_answer(states, level, i) && k < states->levels[level].ways; k++)
            if (is_answer(states, level, k) &&
                differ(asker, states_next(states, state, i),
                       states_next(states, state, k)))
                return true;
    return false;
}

static void find_matters(struct asker *asker)
{
    const struct states *states = asker->states;

    for (uint32_t i = 0; i < states->ordered; i++) {
        uint32_t state = states->order[i];
        struct question *question =
            &asker->questions->items[states->items[state].level];

        if (!question->matters && asker->come[state] &&
            asker->tally->reached[state] != 0)
            question->matters = answers_differ(asker, state);
    }
}

/* ------------------------------------------------------------------ reached */

static void pass_over(struct asker *asker, uint32_t first, uint32_t end,
                      uint64_t reached)
{
    for (uint32_t i = first; i < end; i++)
        asker->reached_over[i] |= reached;
}

static void reach_from(struct asker *asker, uint32_t state)
{
    const struct states *states = asker->states;
    const uint64_t *reached = asker->tally->reached;
    uint32_t level = states->items[state].level;

    for (uint32_t i = 0; i < states->levels[level].ways; i++) {
        uint32_t next = states_next(states, state, i);

        if (next == STATE_NONE || !completes(states, level, i) ||
            reached[next] == 0)
            continue;
        asker->come[next] = 1;
        asker->questions->reached[states->levels[level].first + i] |=
            reached[next];
        pass_over(asker, level + 1, states->items[next].level, reached[next]);
    }
}

static void find_reached(struct asker *asker)
{
    const struct states *states = asker->states;

    asker->come[states->root] = 1;
    pass_over(asker, 0, states->items[states->root].level,
              asker->tally->reached[states->root]);
    for (uint32_t i = 0; i < states->ordered; i++)
        if (asker->come[states->order[i]])
            reach_from(asker, states->order[i]);
    for (uint32_t level = 0; level < states->space->level_count; level++)
        for (uint32_t i = 0; i < states->levels[level].ways; i++)
            if (is_answer(states, level, i))
                asker->questions->reached[states->levels[level].first + i] |=
                    asker->reached_over[level];
}

/* ------------------------------------------------------------------- counts */

static void add_ends(struct count *to, const struct count *ends, uint32_t count,
                     struct count ways)
{
    for (uint32_t i = 0; i < count; i++)
        if (!count_is_zero(ends[i]))
            to[i] = count_add(to[i], count_multiply(ends[i], ways));
}

/* Completions that come to a state by so many ways, and those that pass over
 * levels on it. */
static void count_passing(struct asker *asker, uint32_t first, uint32_t state,
                          struct count ways)
{
    const struct tally *tally = asker->tally;
    uint32_t ends = tally->end_count;
    uint32_t level = asker->states->items[state].level;

    if (first == level)
        return;
    add_ends(asker->passing + (size_t)first * ends, tally_of(tally, state),
             ends, ways);
    add_ends(asker->passed + (size_t)level * ends, tally_of(tally, state), ends,
             ways);
}

static void count_from(struct asker *asker, uint32_t state)
{
    const struct states *states = asker->states;
    const struct tally *tally = asker->tally;
    uint32_t level = states->items[state].level;

    for (uint32_t i = 0; i < states->levels[level].ways; i++) {
        uint32_t next = states_next(states, state, i);
        uint32_t way = states->levels[level].first + i;

        if (next == STATE_NONE || !completes(states, level, i) ||
            tally->reached[next] == 0)
            continue;
        struct count ways = count_multiply(
            asker->before[state],
            count_multiply(
                count_of(states->ways[way].ways),
                tally_gap(tally, level + 1, states->items[next].level)));
        asker->before[next] = count_add(asker->before[next], ways);
        add_ends(asker->by_way + (size_t)way * tally->end_count,
                 tally_of(tally, next), tally->end_count, ways);
        count_passing(asker, level + 1, next, ways);
    }
}

/* Share out those that pass over each level among its answers. */
static void share_passing(struct asker *asker)
{
    const struct states *states = asker->states;
    uint32_t ends = asker->tally->end_count;

    for (uint32_t level = 0; level < states->space->level_count; level++) {
        struct count *own = asker->passing + (size_t)level * ends;

        for (uint32_t i = 0; i < ends; i++) {
            if (level > 0)
                own[i] = count_add(own[i], (own - ends)[i]);
            own[i] = count_subtract(own[i],
                                    asker->passed[(size_t)level * ends + i]);
        }
        const struct states_level *record = &states->levels[level];
        for (uint32_t k = 0; k < record->ways; k++) {
            const struct way *way = &states->ways[record->first + k];
            struct count *to = asker->by_way +
                               (size_t)(record->first + k) * ends;

            if (way->kind == ANSWER_NOT_APPLICABLE || way->ways == 0)
                continue;
            for (uint32_t i = 0; i < ends; i++)
                to[i] = count_add(
                    to[i], count_multiply(count_divide(own[i], record->total),
                                          count_of(way->ways)));
        }
    }
}

static struct count sum_of(const struct count *counts, uint32_t count)
{
    struct count sum = {0};

    for (uint32_t i = 0; i < count; i++)
        sum = count_add(sum, counts[i]);
    return sum;
}

/* Entropy of the ends less what is left of it once a question is answered. */
static void find_gains(struct asker *asker)
{
    const struct states *states = asker->states;
    uint32_t ends = asker->tally->end_count;
    struct count totals[TALLY_ENDS_MAX];

    for (uint32_t i = 0; i < ends; i++)
        totals[i] = tally_total(asker->tally, i);
    struct count whole = sum_of(totals, ends);
    uint32_t entropy = entropy_of(totals, ends);
    for (uint32_t level = 0; level < states->space->level_count; level++) {
        const struct states_level *record = &states->levels[level];
        uint64_t left = 0;

        for (uint32_t i = 0; i < record->ways; i++) {
            const struct count *own = asker->by_way +
                                      (size_t)(record->first + i) * ends;
            struct count part = sum_of(own, ends);

            if (!count_is_zero(part))
                left += count_share(part, whole) * entropy_of(own, ends);
        }
        left >>= 32;
        asker->questions->items[level].gain = entropy > left
                                                  ? entropy - (uint32_t)left
                                                  : 0;
    }
}

static void count_all(struct asker *asker)
{
    const struct states *states = asker->states;

    asker->before[states->root] = tally_gap(asker->tally, 0,
                                            states->items[states->root].level);
    count_passing(asker, 0, states->root, asker->before[states->root]);
    for (uint32_t i = 0; i < states->ordered; i++)
        if (asker->come[states->order[i]])
            count_from(asker, states->order[i]);
    share_passing(asker);
    find_gains(asker);
}

/* -------------------------------------------------------------------- whole */

static bool begin(struct asker *asker, uint32_t ways)
{
    struct budget *budget = asker->budget;
    const struct states *states = asker->states;
    size_t levels = states->space->level_count;
    size_t ends = asker->tally->end_count;

    asker->questions->items = budget_take(budget, levels,
                                          sizeof(struct question));
    asker->questions->reached = budget_take(budget, ways, sizeof(uint64_t));
    asker->come = budget_take(budget, states->count, 1);
    asker->reached_over = budget_take(budget, levels + 1, sizeof(uint64_t));
    if (asker->tally->counted) {
        asker->before = budget_take(budget, states->count,
                                    sizeof(struct count));
        asker->by_way = budget_take(budget, ways * ends, sizeof(struct count));
        asker->passing = budget_take(budget, (levels + 1) * ends,
                                     sizeof(struct count));
        asker->passed = budget_take(budget, (levels + 1) * ends,
                                    sizeof(struct count));
    }
    return budget_ok(budget);
}

bool questions_build(struct questions *questions, struct budget *budget,
                     const struct tally *tally)
{
    const struct states *states = tally->states;
    struct asker asker = {
        .questions = questions,
        .budget = budget,
        .tally = tally,
        .states = states,
    };

    *questions = (struct questions){0};
    if (begin(&asker, tally->way_count)) {
        find_reached(&asker);
        find_matters(&asker);
        if (tally->counted)
            count_all(&asker);
    }
    free(asker.come);
    free(asker.before);
    free(asker.by_way);
    free(asker.passing);
    free(asker.passed);
    free(asker.reached_over);
    table_release(&asker.alike);
    free(asker.pairs);
    if (!budget_ok(budget))
        questions_release(questions);
    return budget_ok(budget);
}

void questions_release(struct questions *questions)
{
    free(questions->items);
    free(questions->reached);
    *questions = (struct questions){0};
}
