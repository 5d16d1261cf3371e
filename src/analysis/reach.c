/* SPDX-License-Identifier: MIT */
/*
 * A place is what is left of all functions behind the answers so far. Places
 * from which nothing is found are kept, so that none is searched twice.
 */
#include "analysis/reach.h"

#include "analysis/race.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Places that are searched before the search is given up: some milliseconds. */
#define STEPS 4000

/* Least and most of a node within a cost. */
struct range {
    int32_t side[SIDES];
};

#define NOT_DONE INT32_MAX

/* What is left of the functions: scores, exclusions, close, contradictions,
 * gates, questions that do not apply. */
struct place {
    const struct edge *scores;
    const struct edge *excluded;
    struct edge close;
    struct edge bad;
    const struct edge *gates;
    const struct edge *idle;
};

struct walker {
    const struct reach_request *request;
    const struct space *space;
    const struct diagram *diagram;
    const dvf_kb *kb;
    struct budget *budget;
    uint32_t costs;       /* that are told apart: 0 to costs - 1 */
    uint32_t functions;   /* of a place */
    struct range *ranges; /* by node and cost; NOT_DONE where unknown */
    struct edge *stack;   /* places that are being searched */
    uint32_t stack_capacity;
    struct table index; /* of places without a find */
    struct edge *kept;
    uint32_t kept_capacity;
    uint32_t steps;
    bool given_up;
    uint32_t end; /* that was found */
};

static uint32_t cost_of(const struct walker *walker, uint32_t level,
                        uint32_t answer)
{
    return walker->costs > 1 && level < walker->space->level_count
               ? space_answer(walker->space, level, answer)->cost
               : 0;
}

/* ------------------------------------------------------------------ ranges */

static struct range range_of(struct walker *walker, struct edge edge,
                             uint32_t cost);

static struct range range_of_node(struct walker *walker, uint32_t node,
                                  uint32_t cost)
{
    const struct diagram *diagram = walker->diagram;
    uint32_t level = diagram->nodes[node].level;
    struct range range = {{INT32_MAX, INT32_MIN}};

    for (uint32_t i = 0; i < diagram->answers[level]; i++) {
        uint32_t own_cost = cost_of(walker, level, i);

        if (own_cost > cost)
            continue;
        struct range own = range_of(walker, diagram_child(diagram, node, i),
                                    cost - own_cost);
        if (own.side[LEAST] < range.side[LEAST])
            range.side[LEAST] = own.side[LEAST];
        if (own.side[MOST] > range.side[MOST])
            range.side[MOST] = own.side[MOST];
    }
    assert(range.side[LEAST] <= range.side[MOST]);
    return range;
}

/* Whether questions apply is not looked at: the range may be too wide. */
static struct range range_of(struct walker *walker, struct edge edge,
                             uint32_t cost)
{
    struct range *known = &walker->ranges[edge.node * walker->costs + cost];

    if (edge.node == DIAGRAM_END)
        return (struct range){{edge.offset, edge.offset}};
    if (known->side[LEAST] == NOT_DONE)
        *known = range_of_node(walker, edge.node, cost);
    return (struct range){
        {edge.offset + known->side[LEAST], edge.offset + known->side[MOST]}};
}

static enum truth truth_of_edge(struct walker *walker, struct edge edge,
                                uint32_t cost)
{
    struct range range = range_of(walker, edge, cost);

    return truth_of_range(KB_ABOVE, range.side[LEAST], range.side[MOST], 0);
}

/* ------------------------------------------------------------------- places */

static struct place place_at(const struct walker *walker,
                             const struct edge *functions)
{
    uint32_t scoring = walker->kb->scoring;
    const struct edge *rest = functions + (size_t)2 * scoring;

    return (struct place){
        .scores = functions,
        .excluded = functions + scoring,
        .close = rest[0],
        .bad = rest[1],
        .gates = rest + 2,
        .idle = rest + 2 + walker->space->forest->gate_count,
    };
}

static uint32_t first_level(const struct walker *walker,
                            const struct edge *functions)
{
    uint32_t first = walker->diagram->levels;

    for (uint32_t i = 0; i < walker->functions; i++) {
        uint32_t level = walker->diagram->nodes[functions[i].node].level;

        first = level < first ? level : first;
    }
    return first;
}

/* What an answer to a level, or to a comparison, leaves. */
static void follow(const struct walker *walker, const struct edge *from,
                   uint32_t level, uint32_t answer, struct edge *to)
{
    const struct diagram *diagram = walker->diagram;

    for (uint32_t i = 0; i < walker->functions; i++) {
        to[i] = from[i];
        if (diagram->nodes[from[i].node].level != level)
            continue;
        struct edge child = diagram_child(diagram, from[i].node, answer);
        to[i] = (struct edge){from[i].offset + child.offset, child.node};
    }
}

/* --------------------------------------------------------------------- ends */

/* True where an end that is looked for may still come. */
static bool may_find(struct walker *walker, const struct edge *functions,
                     uint32_t cost)
{
    const struct place place = place_at(walker, functions);
    const dvf_kb *kb = walker->kb;
    uint32_t avoid = walker->request->avoid;
    enum truth bad = truth_of_edge(walker, place.bad, cost);
    int32_t points[SIDES][KB_OPTIONS_MAX] = {{0}};
    bool possible[ENDS_MAX] = {false};
    struct race_box box = {.kb = kb, .points = {points[LEAST], points[MOST]}};

    if (walker->request->wants_bad)
        return bad != TRUTH_FALSE;
    if (bad == TRUTH_TRUE)
        return false;
    for (uint32_t i = 0; i < walker->space->forest->gate_count; i++) {
        enum truth met = truth_of_edge(walker, place.gates[i], cost);

        if (met != TRUTH_FALSE && kb_combinations(kb)[i].option != avoid)
            return true;
        if (met == TRUTH_TRUE)
            return false;
    }
    for (uint32_t i = 0; i < kb->scoring; i++) {
        struct range range = range_of(walker, place.scores[i], cost);
        enum truth excluded = truth_of_edge(walker, place.excluded[i], cost);

        points[LEAST][i] = range.side[LEAST];
        points[MOST][i] = range.side[MOST];
        box.excluded[LEAST] |= (uint32_t)(excluded == TRUTH_TRUE) << i;
        box.excluded[MOST] |= (uint32_t)(excluded != TRUTH_FALSE) << i;
    }
    box.close = truth_of_edge(walker, place.close, cost);
    race_ends(&box, possible);
    for (uint32_t i = 0; i < ENDS_MAX; i++)
        if (possible[i] && i != avoid)
            return true;
    return false;
}

/* Answer the comparisons of points that are known. */
static void compare(const struct walker *walker, struct edge *functions)
{
    const struct space *space = walker->space;
    const struct forest *forest = space->forest;

    for (uint32_t i = 0; i < forest->leaf_count; i++) {
        const struct kb_operation *leaf = forest_leaf(forest, i);
        const struct kb_option *options = kb_options(walker->kb);
        int64_t number = functions[options[leaf->a].score].offset;

        if (leaf->code == KB_LEAD)
            number -= functions[options[leaf->b].score].offset;
        follow(walker, functions, space->level_count + i,
               kb_relate(leaf->relation, number, leaf->number), functions);
    }
}

/* The end of a place where everything is known. */
static uint32_t end_at(const struct walker *walker,
                       const struct edge *functions)
{
    const struct place place = place_at(walker, functions);
    const dvf_kb *kb = walker->kb;
    int32_t points[KB_OPTIONS_MAX] = {0};
    struct race_box box = {
        .kb = kb,
        .points = {points, points},
        .close = place.close.offset ? TRUTH_TRUE : TRUTH_FALSE,
    };
    bool possible[ENDS_MAX] = {false};
    uint32_t end = 0;

    if (place.bad.offset)
        return end_bad(kb);
    for (uint32_t i = 0; i < walker->space->forest->gate_count; i++)
        if (place.gates[i].offset)
            return kb_combinations(kb)[i].option;
    for (uint32_t i = 0; i < kb->scoring; i++) {
        /* cppcheck-suppress unreadVariable; the box points to it */
        points[i] = place.scores[i].offset;
        box.excluded[LEAST] |= (uint32_t)place.excluded[i].offset << i;
    }
    box.excluded[MOST] = box.excluded[LEAST];
    race_ends(&box, possible);
    while (!possible[end])
        end++;
    return end;
}

/* ------------------------------------------------------------------- search */

static uint32_t hash_of(const struct walker *walker,
                        const struct edge *functions, uint32_t cost)
{
    return table_hash((const uint32_t *)(const void *)functions,
                      2 * walker->functions) ^
           cost;
}

/* Places are kept with the cost that was left, as an edge. */
static bool is_searched(const struct walker *walker,
                        const struct edge *functions, uint32_t cost,
                        uint32_t hash)
{
    size_t size = (size_t)walker->functions + 1;
    uint32_t at = hash;

    for (uint32_t i;
         (i = table_next(&walker->index, hash, &at)) != TABLE_END;) {
        const struct edge *kept = walker->kept + i * size;

        if (kept[walker->functions].node == cost &&
            memcmp(kept, functions, walker->functions * sizeof *kept) == 0)
            return true;
    }
    return false;
}

static void keep(struct walker *walker, const struct edge *functions,
                 uint32_t cost, uint32_t hash)
{
    uint32_t size = walker->functions + 1;
    uint32_t index = table_add(&walker->index, walker->budget, hash);

    if (index == TABLE_END ||
        !BUDGET_GROW(walker->budget, walker->kept, &walker->kept_capacity,
                     (index + 1) * size))
        return;
    struct edge *kept = walker->kept + (size_t)index * size;
    memcpy(kept, functions, walker->functions * sizeof *kept);
    kept[walker->functions] = (struct edge){0, cost};
}

/* True for an answer that may be given: one that does not apply only where the
 * question does not, which earlier answers have told. */
static bool may_answer(const struct walker *walker,
                       const struct edge *functions, uint32_t level,
                       uint32_t answer)
{
    const struct space_level *record = &walker->space->levels[level];
    bool idle = false;

    if (record->idle != KB_NONE)
        idle = place_at(walker, functions).idle[record->idle].offset != 0;
    return record->idle == KB_NONE ||
           idle == (space_answer(walker->space, level, answer)->kind ==
                    ANSWER_NOT_APPLICABLE);
}

static bool search(struct walker *walker, uint32_t depth, uint32_t cost);

/* Search what each answer leaves. */
static bool search_answers(struct walker *walker, uint32_t depth,
                           uint32_t level, uint32_t cost)
{
    size_t at = (size_t)depth * walker->functions;
    uint32_t next = (depth + 2) * walker->functions;

    if (!BUDGET_GROW(walker->budget, walker->stack, &walker->stack_capacity,
                     next))
        return false;
    for (uint32_t i = 0; i < walker->diagram->answers[level]; i++) {
        uint32_t own = cost_of(walker, level, i);

        if (own > cost || !may_answer(walker, walker->stack + at, level, i))
            continue;
        follow(walker, walker->stack + at, level, i,
               walker->stack + at + walker->functions);
        if (search(walker, depth + 1, cost - own))
            return true;
    }
    return false;
}

/* @param depth place of the stack that is searched */
static bool search(struct walker *walker, uint32_t depth, uint32_t cost)
{
    struct edge *functions = walker->stack + (size_t)depth * walker->functions;
    uint32_t level = first_level(walker, functions);

    if (walker->given_up || !may_find(walker, functions, cost))
        return false;
    if (level >= walker->space->level_count) {
        compare(walker, functions);
        walker->end = end_at(walker, functions);
        return walker->request->wants_bad
                   ? walker->end == end_bad(walker->kb)
                   : walker->end != end_bad(walker->kb) &&
                         walker->end != walker->request->avoid;
    }
    uint32_t hash = hash_of(walker, functions, cost);
    if (is_searched(walker, functions, cost, hash))
        return false;
    if (search_answers(walker, depth, level, cost))
        return true;
    walker->given_up |= ++walker->steps > STEPS || !budget_ok(walker->budget);
    if (!walker->given_up)
        keep(walker, walker->stack + (size_t)depth * walker->functions, cost,
             hash);
    return false;
}

/* -------------------------------------------------------------------- whole */

static bool begin(struct walker *walker)
{
    const struct space *space = walker->space;
    const struct forest *forest = space->forest;
    uint32_t scoring = walker->kb->scoring;
    size_t ranges = (size_t)walker->diagram->index.count * walker->costs;

    walker->functions = 2 * scoring + 2 + forest->gate_count +
                        space->idle_count;
    walker->ranges = budget_take(walker->budget, ranges,
                                 sizeof *walker->ranges);
    if (!BUDGET_GROW(walker->budget, walker->stack, &walker->stack_capacity,
                     walker->functions))
        return false;
    for (size_t i = 0; i < ranges; i++)
        walker->ranges[i].side[LEAST] = NOT_DONE;
    struct edge *to = walker->stack;
    memcpy(to, space->scores, scoring * sizeof *to);
    memcpy(to + scoring, space->excluded, scoring * sizeof *to);
    to += (size_t)2 * scoring;
    to[0] = space->close;
    to[1] = space->bad;
    memcpy(to + 2, space->gates, forest->gate_count * sizeof *to);
    memcpy(to + 2 + forest->gate_count, space->idle,
           space->idle_count * sizeof *to);
    return true;
}

enum reach_result reach_find(const struct reach_request *request,
                             struct budget *budget, uint32_t *end)
{
    const struct space *space = request->space;
    uint32_t cost = request->cost == REACH_ANY_COST ? 0 : request->cost;
    struct walker walker = {
        .request = request,
        .space = space,
        .diagram = &space->diagram,
        .kb = space->forest->kb,
        .budget = budget,
        .costs = cost + 1,
    };

    assert(cost <= REACH_COST_MAX);
    bool found = begin(&walker) && search(&walker, 0, cost);
    bool given_up = walker.given_up || !budget_ok(budget);
    table_release(&walker.index);
    free(walker.ranges);
    free(walker.stack);
    free(walker.kept);
    *end = walker.end;
    return found ? REACH_FOUND : given_up ? REACH_GIVEN_UP : REACH_NOTHING;
}
