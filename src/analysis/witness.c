/* SPDX-License-Identifier: MIT */
/*
 * Least costs from both sides of every edge tell which answers lie on a
 * cheapest path to an end. The first of them is fixed, then the next. What is
 * fixed must be taken: that is worth more than all costs.
 */
#include "analysis/witness.h"

#include <stdlib.h>
#include <string.h>

/* Candidates that are looked at before none is named. */
#define TRIES_MAX 200

#define FAR       (INT32_MAX / 4)

/* Gain of an answer that is fixed, above all costs. */
#define GAIN      4096

struct search {
    const struct tally *tally;
    const struct states *states;
    uint32_t end;         /* state */
    uint32_t end_bit;     /* index of tally->ends */
    uint32_t *fixed;      /* by level: way, FREE, or MISSED: it stays missing */
    uint32_t *kept;       /* `fixed` of each depth of the search */
    int32_t *way_costs;   /* by way, as things are fixed; FAR: not allowed */
    int32_t *through;     /* by way: the least cost of a path by it */
    int32_t *costs;       /* by state: the least from it on */
    const int32_t *paths; /* by state: the least up to it, nothing fixed */
    int32_t *before;      /* by state: the least up to it */
    uint8_t *reached; /* by state: 1 where completions of the answers come */
    uint32_t *order;  /* states that are looked at, by level */
    uint32_t ordered;
    uint32_t tries;
    struct witness *out;
};

#define FREE   UINT32_MAX
#define MISSED (UINT32_MAX - 1)

static int32_t cost_of(const struct search *search, uint32_t level,
                       uint32_t index)
{
    const struct states *states = search->states;
    const struct way *way = &states->ways[states->levels[level].first + index];
    uint32_t fixed = search->fixed[level];

    if (fixed == FREE)
        return (int32_t)way->cost;
    if (way->cost == 0)
        return fixed == MISSED || way->kind == ANSWER_NOT_APPLICABLE ? 0 : FAR;
    return fixed == index ? 1 - GAIN : FAR;
}

static void set_costs(struct search *search)
{
    const struct states *states = search->states;

    for (uint32_t level = 0; level < states->space->level_count; level++)
        for (uint32_t i = 0; i < states->levels[level].ways; i++)
            search->way_costs[states->levels[level].first + i] = cost_of(
                search, level, i);
}

/* ------------------------------------------------------------------- costs */

static void find_costs(struct search *search)
{
    const struct states *states = search->states;

    set_costs(search);
    for (uint32_t i = 0; i <= states->outcomes; i++)
        search->costs[i] = i == search->end ? 0 : FAR;
    for (uint32_t i = search->ordered; i-- > 0;) {
        uint32_t state = search->order[i];
        const struct states_level *level = states_level(states, state);
        const uint32_t *next = states->edges + states->items[state].first;
        const int32_t *ways = search->way_costs + level->first;
        int32_t least = FAR;

        for (uint32_t k = 0; k < level->ways; k++)
            if (next[k] != STATE_NONE &&
                search->costs[next[k]] + ways[k] < least)
                least = search->costs[next[k]] + ways[k];
        search->costs[state] = least;
    }
}

/* Least costs up to each state, and of whole paths by each way. */
static void find_before(struct search *search)
{
    const struct states *states = search->states;

    for (uint32_t i = 0; i < search->ordered; i++)
        search->before[search->order[i]] = FAR;
    for (uint32_t i = 0; i < search->tally->way_count; i++)
        search->through[i] = FAR;
    search->before[states->root] = 0;
    for (uint32_t i = 0; i < search->ordered; i++) {
        uint32_t state = search->order[i];
        const struct states_level *level = states_level(states, state);
        const uint32_t *next = states->edges + states->items[state].first;
        int32_t before = search->before[state];

        for (uint32_t k = 0; before < FAR / 2 && k < level->ways; k++) {
            int32_t cost = before + search->way_costs[level->first + k];
            int32_t *through = &search->through[level->first + k];

            if (next[k] == STATE_NONE || cost >= FAR / 2)
                continue;
            if (cost < search->before[next[k]])
                search->before[next[k]] = cost;
            if (cost + search->costs[next[k]] < *through)
                *through = cost + search->costs[next[k]];
        }
    }
}

static void look_at_all(struct search *search)
{
    const struct states *states = search->states;

    search->ordered = states->ordered;
    if (states->ordered > 0)
        memcpy(search->order, states->order,
               states->ordered * sizeof *search->order);
}

/* Pass over the states that no path of this many answers visits. Fixing answers
 * makes no other path possible. */
static void look_at_paths(struct search *search, int32_t size)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < search->ordered; i++) {
        uint32_t state = search->order[i];

        if (search->paths[state] + search->costs[state] <= size)
            search->order[kept++] = state;
        else
            search->costs[state] = FAR;
    }
    search->ordered = kept;
}

/* ----------------------------------------------------------------- lasting */

/* True where a completion of the fixed answers ends there. An answer to a
 * question that turns out not to apply is idle. */
static bool lasts(struct search *search)
{
    const struct states *states = search->states;

    memset(search->reached, 0, states->count * sizeof *search->reached);
    search->reached[states->root] = 1;
    for (uint32_t i = 0; i < states->ordered; i++) {
        uint32_t state = states->order[i];
        const struct states_level *level = states_level(states, state);
        uint32_t fixed = search->fixed[states->items[state].level];

        if (!search->reached[state] ||
            (search->tally->reached[state] >> search->end_bit & 1) == 0)
            continue;
        for (uint32_t k = 0; k < level->ways; k++) {
            const struct way *way = &states->ways[level->first + k];
            uint32_t next = states_next(states, state, k);

            if (next != STATE_NONE && way->ways > 0 &&
                (fixed >= MISSED || fixed == k ||
                 way->kind == ANSWER_NOT_APPLICABLE))
                search->reached[next] = 1;
        }
    }
    return search->reached[search->end] != 0;
}

/* -------------------------------------------------------------- candidates */

struct candidate {
    uint32_t level;
    uint32_t way;
    value_set values; /* to order ways of one level */
};

static value_set first_answer(const struct search *search, uint32_t level,
                              uint32_t way)
{
    const struct states *states = search->states;

    return states_nearest(states, level,
                          &states->ways[states->levels[level].first + way], 0);
}

/* Ways of a level in the order of their first answers. */
static bool comes_before(const struct search *search, const struct candidate *a,
                         const struct candidate *b)
{
    const struct space_level *levels = search->states->space->levels;

    if (a->level != b->level)
        return levels[a->level].attribute < levels[b->level].attribute;
    return a->values < b->values;
}

/* The next answer, behind the last one, on a path of `cost` at most that takes
 * all that is fixed. @return false where there is none */
static bool next_candidate(const struct search *search, int32_t cost,
                           const struct candidate *last, struct candidate *out)
{
    const struct states *states = search->states;
    bool found = false;

    for (uint32_t level = 0; level < states->space->level_count; level++)
        for (uint32_t i = 0;
             search->fixed[level] == FREE && i < states->levels[level].ways;
             i++) {
            uint32_t way = states->levels[level].first + i;

            if (search->way_costs[way] != 1 || search->through[way] > cost)
                continue;
            const struct candidate one = {level, i,
                                          first_answer(search, level, i)};
            if ((last && !comes_before(search, last, &one)) ||
                (found && !comes_before(search, &one, out)))
                continue;
            *out = one;
            found = true;
        }
    return found;
}

/* Leave missing what comes before an answer in the order of attributes. */
static void miss_before(struct search *search, uint32_t attribute)
{
    const struct space *space = search->states->space;

    for (uint32_t i = 0; i < space->level_count; i++)
        if (space->levels[i].attribute < attribute && search->fixed[i] == FREE)
            search->fixed[i] = MISSED;
}

/* --------------------------------------------------------------------- sets */

static void save(const struct search *search)
{
    const struct space *space = search->states->space;
    struct witness *out = search->out;

    out->found = true;
    out->count = 0;
    for (uint32_t i = 0; i < space->level_count; i++) {
        if (search->fixed[i] >= MISSED)
            continue;
        uint32_t at = out->count++;
        for (; at > 0 && space->levels[out->answers[at - 1].level].attribute >
                             space->levels[i].attribute;
             at--)
            out->answers[at] = out->answers[at - 1];
        out->answers[at] = (struct witness_answer){i, search->fixed[i]};
    }
}

static uint32_t *fixed_at(const struct search *search, uint32_t depth)
{
    return search->kept + (size_t)depth * search->states->space->level_count;
}

static void keep(const struct search *search, uint32_t *to,
                 const uint32_t *from)
{
    memcpy(to, from, search->states->space->level_count * sizeof *to);
}

/* True where dvf says it by exactly what is fixed, and it may last. */
static bool is_witness(struct search *search, uint32_t count)
{
    search->tries++;
    find_costs(search);
    return search->costs[search->states->root] ==
               (int32_t)count - (int32_t)count * GAIN &&
           lasts(search);
}

/* Try sets of `left` more answers. @return true where one was saved, or no
 * more may be tried */
static bool try_sets(struct search *search, uint32_t count, uint32_t left)
{
    struct candidate last = {0};
    struct candidate next = {0};
    bool any = false;
    bool done = false;

    if (left == 0) {
        done = is_witness(search, count);
        if (done)
            save(search);
        return done || search->tries >= TRIES_MAX;
    }
    keep(search, fixed_at(search, count), search->fixed);
    while (!done) {
        keep(search, search->fixed, fixed_at(search, count));
        find_costs(search);
        find_before(search);
        if (!next_candidate(search,
                            (int32_t)(count + left) - (int32_t)count * GAIN,
                            any ? &last : NULL, &next))
            break;
        last = next;
        any = true;
        miss_before(search,
                    search->states->space->levels[next.level].attribute);
        search->fixed[next.level] = next.way;
        done = try_sets(search, count + 1, left - 1);
    }
    return done;
}

static void free_all(struct search *search)
{
    for (uint32_t i = 0; i < search->states->space->level_count; i++)
        search->fixed[i] = FREE;
}

/* The costs of all paths while nothing is fixed. */
static void find_paths(struct search *search)
{
    free_all(search);
    look_at_all(search);
    find_costs(search);
}

static void search_sizes(struct search *search)
{
    uint32_t levels = search->states->space->level_count;
    uint32_t most = levels < WITNESS_MAX ? levels : WITNESS_MAX;

    find_paths(search);
    int32_t least = search->costs[search->states->root];
    for (uint32_t size = (uint32_t)least; least < FAR / 2 && size <= most;
         size++) {
        if (size > (uint32_t)least)
            find_paths(search);
        look_at_paths(search, (int32_t)size);
        if (try_sets(search, 0, size))
            break;
    }
}

int32_t *witness_paths(const struct tally *tally, struct budget *budget)
{
    const struct states *states = tally->states;
    int32_t *paths = budget_take(budget, states->count, sizeof *paths);

    for (uint32_t i = 0; paths && i < states->count; i++)
        paths[i] = i == states->root ? 0 : FAR;
    for (uint32_t i = 0; paths && i < states->ordered; i++) {
        uint32_t state = states->order[i];
        const struct states_level *level = states_level(states, state);
        const struct way *ways = states->ways + level->first;
        const uint32_t *next = states->edges + states->items[state].first;

        for (uint32_t k = 0; k < level->ways; k++) {
            int32_t cost = paths[state] + (int32_t)ways[k].cost;

            if (next[k] != STATE_NONE && cost < paths[next[k]])
                paths[next[k]] = cost;
        }
    }
    return paths;
}

bool witness_find(const struct tally *tally, const int32_t *paths,
                  struct budget *budget, uint32_t end, struct witness *out)
{
    const struct states *states = tally->states;
    size_t levels = states->space->level_count;
    size_t left = budget->bytes;
    struct search search = {
        .tally = tally,
        .states = states,
        .end = tally->ends[end],
        .end_bit = end,
        .paths = paths,
        .costs = budget_take(budget, states->count, sizeof(int32_t)),
        .before = budget_take(budget, states->count, sizeof(int32_t)),
        .reached = budget_take(budget, states->count, 1),
        .order = budget_take(budget, states->ordered, sizeof(uint32_t)),
        .way_costs = budget_take(budget, tally->way_count, sizeof(int32_t)),
        .through = budget_take(budget, tally->way_count, sizeof(int32_t)),
        .fixed = budget_take(budget, levels, sizeof(uint32_t)),
        .kept = budget_take(budget, levels * (WITNESS_MAX + 1),
                            sizeof(uint32_t)),
        .out = out,
    };

    *out = (struct witness){0};
    if (budget_ok(budget))
        search_sizes(&search);
    free(search.costs);
    free(search.before);
    free(search.reached);
    free(search.order);
    free(search.way_costs);
    free(search.through);
    free(search.fixed);
    free(search.kept);
    if (budget_ok(budget))
        budget->bytes = left; /* for the next one */
    return budget_ok(budget);
}
