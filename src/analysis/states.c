/* SPDX-License-Identifier: MIT */
/*
 * The function of ends is unfolded: a node under different offsets is as many
 * states. Then answers that lead to the same states everywhere are one way.
 */
#include "analysis/states.h"

#include "analysis/cases.h"
#include "analysis/ends.h"

#include <stdlib.h>
#include <string.h>

/* Most states: their numbers stay far from those that mean none. */
#define STATES_MAX (UINT32_MAX / 4)

/* A state that was made of a node and an offset. */
struct origin {
    int32_t offset;
    uint32_t next; /* state of the same node; 0: none */
};

struct unfolder {
    struct states *states;
    struct budget *budget;
    const struct diagram *diagram;
    uint32_t *heads;        /* by node: state that was made of it last, or 0 */
    struct origin *origins; /* of states behind the ends */
    uint32_t capacity;      /* of origins */
    uint32_t item_capacity;
    uint32_t edge_capacity;
    uint32_t *stack; /* edges of states that are being made */
    uint32_t stack_count;
    uint32_t stack_capacity;
    uint32_t ends[END_RANKS_MAX]; /* by rank: state, or STATE_NONE */
    uint8_t *same; /* by level and answer: the first that leads alike */
};

/* ------------------------------------------------------------------ unfold */

static uint32_t first_state(const struct states *states)
{
    return states->outcomes + 1;
}

static uint32_t find_state(const struct unfolder *unfolder, struct edge edge)
{
    uint32_t first = first_state(unfolder->states);

    for (uint32_t i = unfolder->heads[edge.node]; i != 0;
         i = unfolder->origins[i - first].next)
        if (unfolder->origins[i - first].offset == edge.offset)
            return i;
    return STATE_NONE;
}

static uint32_t add_state(struct unfolder *unfolder, struct edge edge,
                          const uint32_t *next)
{
    struct states *states = unfolder->states;
    uint32_t level = unfolder->diagram->nodes[edge.node].level;
    uint32_t count = unfolder->diagram->answers[level];
    uint32_t made = states->count;
    uint32_t index = made - first_state(states);

    if (made >= STATES_MAX)
        budget_spend(unfolder->budget);
    if (!budget_ok(unfolder->budget) ||
        !BUDGET_GROW(unfolder->budget, unfolder->origins, &unfolder->capacity,
                     index + 1) ||
        !BUDGET_GROW(unfolder->budget, states->items, &unfolder->item_capacity,
                     made + 1) ||
        !BUDGET_GROW(unfolder->budget, states->edges, &unfolder->edge_capacity,
                     states->edge_count + count))
        return STATE_NONE;
    unfolder->origins[index] = (struct origin){
        .offset = edge.offset,
        .next = unfolder->heads[edge.node],
    };
    unfolder->heads[edge.node] = made;
    states->items[made] = (struct state){level, states->edge_count};
    states->count = made + 1;
    memcpy(states->edges + states->edge_count, next, count * sizeof *next);
    states->edge_count += count;
    return made;
}

/* @return the state of a function, made with all behind it; children first */
static uint32_t unfold(struct unfolder *unfolder, struct edge edge)
{
    const struct diagram *diagram = unfolder->diagram;

    if (edge.node == DIAGRAM_END)
        return unfolder->ends[edge.offset];
    if (!budget_ok(unfolder->budget))
        return STATE_NONE;
    uint32_t known = find_state(unfolder, edge);
    uint32_t count = diagram->answers[diagram->nodes[edge.node].level];
    uint32_t base = unfolder->stack_count;
    if (known != STATE_NONE ||
        !BUDGET_GROW(unfolder->budget, unfolder->stack,
                     &unfolder->stack_capacity, base + count))
        return known;
    unfolder->stack_count += count;
    for (uint32_t i = 0; i < count; i++) {
        struct edge child = diagram_child(diagram, edge.node, i);

        child.offset += edge.offset;
        uint32_t next = unfold(unfolder, child);
        unfolder->stack[base + i] = next;
    }
    unfolder->stack_count = base;
    return add_state(unfolder, edge, unfolder->stack + base);
}

/* -------------------------------------------------------------------- ways */

static uint8_t *same_of(const struct unfolder *unfolder, uint32_t level)
{
    return unfolder->same + (size_t)level * DIAGRAM_ANSWERS;
}

/* Answers of one kind begin as the same. */
static void begin_same(struct unfolder *unfolder)
{
    const struct space *space = unfolder->states->space;

    for (uint32_t level = 0; level < space->level_count; level++) {
        uint8_t *same = same_of(unfolder, level);

        for (uint32_t i = 0; i < space->answers[level]; i++) {
            uint32_t k = 0;

            while (space_answer(space, level, k)->kind !=
                   space_answer(space, level, i)->kind)
                k++;
            same[i] = (uint8_t)k;
        }
    }
}

/* Part answers that lead a state elsewhere. */
static void part_answers(struct unfolder *unfolder, uint32_t state)
{
    const struct states *states = unfolder->states;
    uint32_t level = states->items[state].level;
    const uint32_t *next = states->edges + states->items[state].first;
    uint8_t *same = same_of(unfolder, level);
    uint8_t parted[DIAGRAM_ANSWERS];
    uint32_t count = states->space->answers[level];
    bool differ = false;

    for (uint32_t i = 0; i < count; i++)
        differ |= next[i] != next[same[i]];
    for (uint32_t i = 0; differ && i < count; i++) {
        uint32_t k = 0;

        while (same[k] != same[i] || next[k] != next[i])
            k++;
        parted[i] = (uint8_t)k;
    }
    if (differ)
        memcpy(same, parted, count);
}

/* Gather the members of one way. @return one behind the last member */
static uint32_t add_way(struct unfolder *unfolder, uint32_t level,
                        uint32_t answer, uint32_t members)
{
    struct states *states = unfolder->states;
    const struct space *space = states->space;
    const uint8_t *same = same_of(unfolder, level);
    struct states_level *made = &states->levels[level];
    struct way way = {
        .first = members,
        .kind = space_answer(space, level, answer)->kind,
        .cost = UINT32_MAX,
    };

    for (uint32_t i = answer; i < space->answers[level]; i++) {
        const struct space_answer *own = space_answer(space, level, i);

        if (same[i] != answer)
            continue;
        way.ways += own->ways;
        way.cost = own->cost < way.cost ? own->cost : way.cost;
        states->members[members++] = own->class;
    }
    way.members = members - way.first;
    if (way.kind != ANSWER_NOT_APPLICABLE)
        made->total += way.ways;
    states->ways[made->first + made->ways++] = way;
    return members;
}

/* Keep one edge for each way, in place. */
static void join_edges(struct unfolder *unfolder, uint32_t state)
{
    struct states *states = unfolder->states;
    uint32_t level = states->items[state].level;
    uint32_t *next = states->edges + states->items[state].first;
    const uint8_t *same = same_of(unfolder, level);
    uint32_t kept = 0;

    for (uint32_t i = 0; i < states->space->answers[level]; i++)
        if (same[i] == i)
            next[kept++] = next[i];
}

static bool take_ways(struct unfolder *unfolder)
{
    struct states *states = unfolder->states;
    const struct space *space = states->space;
    uint32_t answers = 0;

    for (uint32_t i = 0; i < space->level_count; i++)
        answers += space->answers[i];
    states->levels = budget_take(unfolder->budget, space->level_count,
                                 sizeof *states->levels);
    states->ways = budget_take(unfolder->budget, answers, sizeof *states->ways);
    states->members = budget_take(unfolder->budget, answers,
                                  sizeof *states->members);
    unfolder->same = budget_take(
        unfolder->budget, (size_t)space->level_count * DIAGRAM_ANSWERS, 1);
    return budget_ok(unfolder->budget);
}

static void find_ways(struct unfolder *unfolder)
{
    struct states *states = unfolder->states;
    const struct space *space = states->space;
    uint32_t members = 0;

    begin_same(unfolder);
    for (uint32_t i = first_state(states); i < states->count; i++)
        part_answers(unfolder, i);
    for (uint32_t level = 0; level < space->level_count; level++) {
        states->levels[level].first = members;
        for (uint32_t i = 0; i < space->answers[level]; i++)
            if (same_of(unfolder, level)[i] == i)
                members = add_way(unfolder, level, i, members);
    }
    for (uint32_t i = first_state(states); i < states->count; i++)
        join_edges(unfolder, i);
}

/* ------------------------------------------------------------------- order */

/* Sort states by level, those of one level as they were made. */
static bool find_order(struct unfolder *unfolder)
{
    struct states *states = unfolder->states;
    uint32_t levels = states->space->level_count;
    uint32_t *places = budget_take(unfolder->budget, (size_t)levels + 1,
                                   sizeof *places);
    uint32_t next = 0;

    states->ordered = states->count - first_state(states);
    states->order = budget_take(unfolder->budget, states->ordered,
                                sizeof *states->order);
    if (budget_ok(unfolder->budget)) {
        for (uint32_t i = first_state(states); i < states->count; i++)
            places[states->items[i].level]++;
        for (uint32_t i = 0; i < levels; i++) {
            uint32_t count = places[i];

            places[i] = next;
            next += count;
        }
        for (uint32_t i = first_state(states); i < states->count; i++)
            states->order[places[states->items[i].level]++] = i;
    }
    free(places);
    return budget_ok(unfolder->budget);
}

/* ------------------------------------------------------------------- whole */

static bool begin(struct unfolder *unfolder)
{
    struct states *states = unfolder->states;
    uint32_t count = first_state(states);
    const dvf_kb *kb = states->space->forest->kb;

    unfolder->heads = budget_take(unfolder->budget,
                                  unfolder->diagram->index.count,
                                  sizeof *unfolder->heads);
    if (!BUDGET_GROW(unfolder->budget, states->items, &unfolder->item_capacity,
                     count))
        return false;
    for (uint32_t i = 0; i <= end_none(kb); i++)
        unfolder->ends[end_rank(kb, i)] = i == end_none(kb) ? STATE_NONE : i;
    for (uint32_t i = 0; i < count; i++)
        states->items[i] = (struct state){.level = states->space->level_count};
    states->count = count;
    return true;
}

bool states_build(struct states *states, struct budget *budget,
                  struct space *space)
{
    const dvf_kb *kb = space->forest->kb;

    *states = (struct states){
        .space = space,
        .outcomes = end_bad(kb),
        .root = STATE_NONE,
    };
    struct unfolder unfolder = {
        .states = states,
        .budget = budget,
        .diagram = &space->diagram,
    };
    struct edge ends = ends_build(space);
    if (budget_ok(budget) && begin(&unfolder))
        states->root = unfold(&unfolder, ends);
    if (budget_ok(budget) && take_ways(&unfolder)) {
        find_ways(&unfolder);
        find_order(&unfolder);
    }
    free(unfolder.heads);
    free(unfolder.origins);
    free(unfolder.stack);
    free(unfolder.same);
    if (!budget_ok(budget))
        states_release(states);
    return budget_ok(budget);
}

void states_release(struct states *states)
{
    free(states->levels);
    free(states->ways);
    free(states->members);
    free(states->items);
    free(states->edges);
    free(states->order);
    *states = (struct states){0};
}

/* ----------------------------------------------------------------- answers */

value_set states_values(const struct states *states, const struct way *way)
{
    const struct answer_class *classes = states->space->forest->classes.items;
    value_set values = 0;

    for (uint32_t i = 0; i < way->members; i++)
        values |= classes[states->members[way->first + i]].values;
    return values;
}

value_set states_nearest(const struct states *states, uint32_t level,
                         const struct way *way, value_set answer)
{
    const struct forest *forest = states->space->forest;
    uint32_t attribute = states->space->levels[level].attribute;
    value_set from = values_given(answer) ? answer : 0;
    value_set best = VALUES_UNKNOWN;

    for (uint32_t i = 0; i < way->members; i++) {
        uint32_t class = states->members[way->first + i];
        value_set nearest = class_nearest(
            &forest->classes, forest->kb, attribute,
            &forest->classes.items[class], answer);
        unsigned less = values_distance(nearest, from);

        if (best == VALUES_UNKNOWN || less < values_distance(best, from) ||
            (less == values_distance(best, from) && nearest < best))
            best = nearest;
    }
    return best;
}

/* ------------------------------------------------------------------ ranges */

/* Above all points. */
#define FAR 1000000000

bool states_ranges(struct space *space, int32_t (*ranges)[2])
{
    struct diagram *diagram = &space->diagram;
    struct edge excluded = diagram_scale(diagram, cases_exclude(space), FAR);
    struct edge away = diagram_scale(diagram, excluded, -1);

    for (uint32_t i = 0; i < space->forest->kb->scoring; i++) {
        struct edge least = diagram_add(diagram, space->scores[i], excluded);
        struct edge most = diagram_add(diagram, space->scores[i], away);

        if (!budget_ok(diagram->budget))
            return false;
        if (least.offset >= FAR)
            continue;
        ranges[i][0] = least.offset;
        ranges[i][1] = edge_most(diagram, most);
    }
    return true;
}
