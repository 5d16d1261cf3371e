/* SPDX-License-Identifier: MIT */
/*
 * Sets of one size are tried in the order of the knowledge base, over states
 * that know all answers but for so many changes. What they do to the end is a
 * table by ways; it is told as products of values.
 */
#include "analysis/changes.h"

#include "analysis/ends.h"
#include "analysis/reach.h"
#include "analysis/states.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Ways of one level that are told apart: a set of them fits a mask. */
#define WAYS_MAX 64

struct changer {
    const struct states *states;
    const value_set *given;
    uint32_t end;  /* of the profile */
    uint32_t told; /* another end, whose sets are told */
    const struct forest *forest;
    const dvf_evaluation *evaluation;
    const uint8_t *standing; /* see space_build() */
    struct changes *out;
    uint32_t levels[CHANGES_SIZE]; /* being changed, by attribute */
    uint32_t size;
    uint32_t *places; /* levels, by attribute */
    uint32_t place_count;
    uint32_t *ends; /* by the ways of the levels, see cell() */
    uint32_t end_capacity;
    struct budget *budget;
};

/* ------------------------------------------------------------------- walks */

static const struct way *ways_of(const struct changer *changer, uint32_t level)
{
    return changer->states->ways + changer->states->levels[level].first;
}

/* The way that is taken at a state; the number of ways where an answer that is
 * to change is not asked for. */
static uint32_t choose(const struct changer *changer, uint32_t state,
                       const uint32_t *ways)
{
    const struct states *states = changer->states;
    uint32_t level = states->items[state].level;
    uint32_t count = states->levels[level].ways;

    for (uint32_t i = 0; i < changer->size; i++)
        if (changer->levels[i] == level)
            return states_next(states, state, ways[i]) == STATE_NONE ? count
                                                                     : ways[i];
    for (uint32_t i = 0; i < count; i++)
        if (ways_of(changer, level)[i].cost == 0 &&
            states_next(states, state, i) != STATE_NONE)
            return i;
    return count;
}

/* @return the end of changed answers; STATE_NONE where one does not apply, or
 *         they contradict themselves anew */
static uint32_t walk(const struct changer *changer, const uint32_t *ways)
{
    const struct states *states = changer->states;
    uint32_t state = states->root;

    while (state != STATE_NONE && state > states_bad(states)) {
        uint32_t way = choose(changer, state, ways);

        state = way < states_level(states, state)->ways
                    ? states_next(states, state, way)
                    : STATE_NONE;
    }
    return state == states_bad(states) ? STATE_NONE : state;
}

/* -------------------------------------------------------------------- sets */

static uint32_t count_of_ways(const struct changer *changer, uint32_t place)
{
    return place < changer->size
               ? changer->states->levels[changer->levels[place]].ways
               : 1;
}

static uint32_t *cell(const struct changer *changer, const uint32_t *ways)
{
    uint32_t row = ways[0] * count_of_ways(changer, 1) + ways[1];

    return &changer->ends[row * count_of_ways(changer, 2) + ways[2]];
}

/* Fill in the ends of one set. @return true where one is another one */
static bool fill(struct changer *changer)
{
    uint32_t ways[CHANGES_SIZE] = {0};
    uint32_t count = count_of_ways(changer, 0) * count_of_ways(changer, 1) *
                     count_of_ways(changer, 2);
    bool any = false;

    if (!BUDGET_GROW(changer->budget, changer->ends, &changer->end_capacity,
                     count))
        return false;

    for (ways[0] = 0; ways[0] < count_of_ways(changer, 0); ways[0]++)
        for (ways[1] = 0; ways[1] < count_of_ways(changer, 1); ways[1]++)
            for (ways[2] = 0; ways[2] < count_of_ways(changer, 2); ways[2]++) {
                uint32_t end = STATE_NONE;
                bool changed = true;

                for (uint32_t i = 0; i < changer->size; i++)
                    changed &=
                        ways_of(changer, changer->levels[i])[ways[i]].cost != 0;
                if (changed)
                    end = walk(changer, ways);
                if (end == changer->end)
                    end = STATE_NONE;
                *cell(changer, ways) = end;
                any |= end != STATE_NONE;
            }
    return any;
}

/* Ways of each level that are taken together: bits. */
struct product {
    uint64_t ways[CHANGES_SIZE];
};

/* True where two ways of a place lead to an end for the same ways of the later
 * places, which are whole; earlier ones are fixed. */
static bool are_alike(const struct changer *changer, uint32_t place,
                      const uint32_t *fixed, uint32_t a, uint32_t b)
{
    uint32_t ways[CHANGES_SIZE] = {fixed[0], fixed[1], fixed[2]};
    uint32_t second = place == 0 ? count_of_ways(changer, 1) : 1;
    uint32_t third = place < 2 ? count_of_ways(changer, 2) : 1;

    for (uint32_t i = 0; i < second; i++)
        for (uint32_t k = 0; k < third; k++) {
            if (place == 0)
                ways[1] = i;
            if (place < 2)
                ways[2] = k;
            ways[place] = a;
            bool own = *cell(changer, ways) == changer->told;
            ways[place] = b;
            if (own != (*cell(changer, ways) == changer->told))
                return false;
        }
    return true;
}

/* True where a way of a place leads to an end for some ways of later places. */
static bool leads(const struct changer *changer, uint32_t place,
                  const uint32_t *fixed, uint32_t way)
{
    uint32_t ways[CHANGES_SIZE] = {fixed[0], fixed[1], fixed[2]};

    ways[place] = way;
    if (place + 1 >= changer->size)
        return *cell(changer, ways) == changer->told;
    for (uint32_t i = 0; i < count_of_ways(changer, place + 1); i++)
        if (leads(changer, place + 1, ways, i))
            return true;
    return false;
}

static value_set values_to(const struct changer *changer, uint32_t level,
                           uint64_t ways)
{
    const struct states *states = changer->states;
    uint32_t attribute = states->space->levels[level].attribute;
    const dvf_kb *kb = states->space->forest->kb;
    value_set given = changer->given[attribute];
    value_set values = 0;
    unsigned least = UINT_MAX;

    for (uint32_t i = 0; i < states->levels[level].ways; i++) {
        const struct way *way = &ways_of(changer, level)[i];

        if ((ways >> i & 1) == 0)
            continue;
        if (kb_attributes(kb)[attribute].type != KB_SET) {
            values |= states_values(states, way);
            continue;
        }
        value_set nearest = states_nearest(states, level, way, given);
        unsigned distance = values_distance(nearest, given);
        if (distance < least || (distance == least && nearest < values)) {
            values = nearest;
            least = distance;
        }
    }
    return values;
}

static void add_set(const struct changer *changer,
                    const struct product *product)
{
    struct changes *out = changer->out;

    if (out->count == CHANGES_MAX) {
        out->more = true;
        return;
    }
    struct change_set *made = &out->sets[out->count++];
    *made = (struct change_set){.end = changer->told, .size = changer->size};
    for (uint32_t i = 0; i < changer->size; i++)
        made->items[i] = (struct change){
            .attribute =
                changer->states->space->levels[changer->levels[i]].attribute,
            .to = values_to(changer, changer->levels[i], product->ways[i]),
        };
}

/* Tell the table of one end as products: ways of a place that lead there for
 * the same ways of later ones are together. */
static void add_products(const struct changer *changer, uint32_t place,
                         const uint32_t *fixed, struct product product)
{
    uint32_t ways[CHANGES_SIZE] = {fixed[0], fixed[1], fixed[2]};
    uint32_t count = count_of_ways(changer, place);
    uint64_t done = 0;

    if (place == changer->size) {
        add_set(changer, &product);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        if ((done >> i & 1) || !leads(changer, place, fixed, i))
            continue;
        product.ways[place] = 0;
        for (uint32_t k = i; k < count; k++)
            if (are_alike(changer, place, fixed, i, k))
                product.ways[place] |= UINT64_C(1) << k;
        done |= product.ways[place];
        ways[place] = i;
        add_products(changer, place + 1, ways, product);
    }
}

static void add_sets(struct changer *changer)
{
    const uint32_t none[CHANGES_SIZE] = {0};
    uint32_t last = end_undecided(changer->forest->kb);

    for (changer->told = 0; changer->told <= last; changer->told++)
        if (changer->told != changer->end)
            add_products(changer, 0, none, (struct product){{0}});
}

/* Try all sets with levels from a place on. */
static void try_sets(struct changer *changer, uint32_t chosen, uint32_t from)
{
    if (changer->out->more || !budget_ok(changer->budget))
        return;
    if (chosen == changer->size) {
        if (fill(changer))
            add_sets(changer);
        return;
    }
    for (uint32_t i = from; i < changer->place_count; i++) {
        changer->levels[chosen] = changer->places[i];
        try_sets(changer, chosen + 1, i + 1);
    }
}

/* -------------------------------------------------------------------- whole */

static bool is_asked(const struct states *states, uint32_t level)
{
    for (uint32_t i = 0; i < states->ordered; i++)
        if (states->items[states->order[i]].level == level)
            return true;
    return false;
}

/* Levels that may be changed, and that some state asks for. */
static void list_places(struct changer *changer)
{
    const struct states *states = changer->states;
    const struct space_level *levels = states->space->levels;

    for (uint32_t i = 0; i < states->space->level_count; i++) {
        bool changes = false;

        for (uint32_t k = 0; k < states->levels[i].ways; k++)
            changes |= ways_of(changer, i)[k].cost > 0;
        if (!changes || !is_asked(states, i))
            continue;
        if (states->levels[i].ways > WAYS_MAX)
            budget_spend(changer->budget);
        uint32_t at = changer->place_count++;
        for (; at > 0 &&
               levels[changer->places[at - 1]].attribute > levels[i].attribute;
             at--)
            changer->places[at] = changer->places[at - 1];
        changer->places[at] = i;
    }
}

/* The score of the option that is the end, or KB_NONE. */
static uint32_t leader_of(const struct changer *changer,
                          const struct space *space)
{
    const dvf_kb *kb = space->forest->kb;

    return changer->end < kb_options_count(kb)
               ? kb_options(kb)[changer->end].score
               : KB_NONE;
}

/* Answers that do not apply stay as they are, should they come to apply. */
static bool build_space(const struct changer *changer, struct space *space)
{
    const dvf_evaluation *evaluation = changer->evaluation;
    uint32_t count = kb_attributes_count(changer->forest->kb);
    struct domain *domains = budget_take(changer->budget, count,
                                         sizeof *domains);
    bool done = false;

    if (domains) {
        for (uint32_t i = 0; i < count; i++)
            domains[i] = (struct domain){
                .mode = values_given(evaluation->answers[i]) ? DOMAIN_VARIED
                                                             : DOMAIN_FIXED,
                .answer = evaluation->given[i],
            };
        done = space_build(space, changer->budget, changer->forest, domains,
                           changer->standing);
    }
    free(domains);
    return done;
}

/* True where so many changes may lead to another end. */
static bool may_change(struct changer *changer, const struct space *space,
                       uint32_t size)
{
    const struct reach_request request = {
        .space = space,
        .cost = size,
        .avoid = changer->end,
    };
    uint32_t end;

    return reach_find(&request, changer->budget, &end) != REACH_NOTHING;
}

/* List the sets of this many changes, with what up to as many do. */
static void list_sets(struct changer *changer, struct space *space)
{
    struct states states;

    space_limit(space, changer->size, leader_of(changer, space));
    if (!states_build(&states, changer->budget, space))
        return;
    changer->states = &states;
    changer->place_count = 0;
    list_places(changer);
    try_sets(changer, 0, 0);
    changer->states = NULL;
    states_release(&states);
}

/* Try sets of each size until some change the verdict. Where none does, that is
 * soon found. */
static bool try_sizes(struct changer *changer)
{
    struct space space;
    bool has_space = false;

    for (uint32_t size = 1; size <= CHANGES_SIZE && changer->out->count == 0;
         size++) {
        changer->size = size;
        if (!has_space && !build_space(changer, &space))
            return false;
        has_space = !may_change(changer, &space, size);
        if (has_space)
            continue;
        list_sets(changer, &space);
        space_release(&space);
        if (changer->out->count > 0)
            changer->out->size = size;
    }
    if (has_space)
        space_release(&space);
    return budget_ok(changer->budget);
}

bool changes_find(struct budget *budget, const struct forest *forest,
                  const dvf_evaluation *evaluation, const uint8_t *standing,
                  struct changes *out)
{
    uint32_t count = kb_attributes_count(forest->kb);
    struct changer changer = {
        .forest = forest,
        .evaluation = evaluation,
        .standing = standing,
        .given = evaluation->given,
        .end = end_of_verdict(forest->kb, &evaluation->verdict),
        .out = out,
        .budget = budget,
        .places = budget_take(budget, count, sizeof(uint32_t)),
    };

    *out = (struct changes){0};
    bool done = budget_ok(budget) && try_sizes(&changer);
    free(changer.places);
    free(changer.ends);
    return done;
}
