/* SPDX-License-Identifier: MIT */
#include "analysis/space.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define NOT_DONE UINT32_MAX

struct cutter {
    struct space *space;
    struct budget *budget;
    const struct forest *forest;
    const struct domain *domains;
    uint8_t *allowed;  /* by level of the forest and answer, see row() */
    uint32_t *places;  /* by level of the forest: of the space, or KB_NONE */
    uint32_t *only;    /* by level without a place: its answer */
    struct edge *done; /* by node: what became of it; its node is NOT_DONE */
    uint8_t *seen;     /* by node, see may_be() */
};

static uint8_t *row(const struct cutter *cutter, uint32_t level)
{
    return cutter->allowed + (size_t)level * DIAGRAM_ANSWERS;
}

/* ----------------------------------------------------------------- domains */

/* The values that a truth may have: bit 0 for false, bit 1 for true. */
static unsigned may_be(struct cutter *cutter, struct edge truth)
{
    const struct forest *forest = cutter->forest;

    if (truth.node == DIAGRAM_END)
        return 1U << truth.offset;
    if (cutter->seen[truth.node] != 0)
        return cutter->seen[truth.node];
    uint32_t level = forest->nodes[truth.node].level;
    unsigned values = 0;
    for (uint32_t i = 0; i < forest->answers[level]; i++)
        if (row(cutter, level)[i])
            values |= may_be(cutter, forest_child(forest, truth.node, i));
    cutter->seen[truth.node] = (uint8_t)values;
    return values;
}

static bool allows(const struct cutter *cutter, uint32_t attribute,
                   const struct answer_class *class)
{
    const struct forest *forest = cutter->forest;
    const struct domain *domain = &cutter->domains[attribute];

    if (domain->mode == DOMAIN_OPEN ||
        (domain->mode != DOMAIN_FIXED && class->kind == ANSWER_GIVEN))
        return true;
    return domain->mode != DOMAIN_ASKED &&
           class_has(&forest->classes, forest->kb, attribute, class,
                     domain->answer);
}

/* Allow the classes of a domain, and "not applicable" as may be. A question
 * hangs on levels before its own. */
static void allow_level(struct cutter *cutter, uint32_t level)
{
    const struct forest *forest = cutter->forest;
    uint32_t attribute = forest->order[level];
    const struct attribute_classes *own =
        &forest->classes.attributes[attribute];
    unsigned idle = may_be(cutter, forest->idle[attribute]);

    for (uint32_t i = 0; i < own->count; i++) {
        const struct answer_class *class =
            &forest->classes.items[own->first + i];

        row(cutter, level)[i] = class->kind == ANSWER_NOT_APPLICABLE
                                    ? (idle & 2) != 0
                                    : (idle & 1) != 0 &&
                                          allows(cutter, attribute, class);
    }
}

/* ------------------------------------------------------------------ levels */

static uint32_t cost_of(const struct cutter *cutter, uint32_t attribute,
                        const struct answer_class *class)
{
    const struct forest *forest = cutter->forest;
    const struct domain *domain = &cutter->domains[attribute];

    if (class->kind != ANSWER_GIVEN || domain->mode == DOMAIN_FIXED)
        return 0;
    return domain->mode != DOMAIN_VARIED ||
           !class_has(&forest->classes, forest->kb, attribute, class,
                      domain->answer);
}

/* Classes of varied or fixed answers count as one. */
static uint64_t ways_of(const struct cutter *cutter, uint32_t attribute,
                        const struct answer_class *class)
{
    if (class->kind == ANSWER_MISSING)
        return cutter->domains[attribute].mode != DOMAIN_OPEN;
    if (class->kind == ANSWER_NOT_APPLICABLE ||
        cutter->domains[attribute].mode == DOMAIN_FIXED)
        return 1;
    return class->ways;
}

static struct space_answer describe(const struct cutter *cutter,
                                    uint32_t attribute, uint32_t index)
{
    const struct answer_class *class = &cutter->forest->classes.items[index];

    return (struct space_answer){
        .class = index,
        .kind = class->kind,
        .cost = cost_of(cutter, attribute, class),
        .ways = ways_of(cutter, attribute, class),
    };
}

/* A question that is asked has a level even if no answer to it tells anything.
 */
static bool is_asked(const struct cutter *cutter, uint32_t attribute,
                     const struct space_answer *only)
{
    return cutter->domains[attribute].mode == DOMAIN_ASKED &&
           only->kind == ANSWER_GIVEN;
}

static bool place_level(struct cutter *cutter, uint32_t level, uint32_t *used)
{
    struct space *space = cutter->space;
    const struct forest *forest = cutter->forest;
    uint32_t attribute = forest->order[level];
    uint32_t first = forest->classes.attributes[attribute].first;
    uint32_t count = 0;

    for (uint32_t i = 0; i < forest->answers[level]; i++) {
        if (!row(cutter, level)[i])
            continue;
        space->items[*used + count++] = describe(cutter, attribute, first + i);
        cutter->only[level] = i;
    }
    assert(count > 0);
    cutter->places[level] = KB_NONE;
    if (count == 1 && !is_asked(cutter, attribute, &space->items[*used]))
        return true;
    struct space_level *made = &space->levels[space->level_count];
    *made = (struct space_level){
        .attribute = attribute,
        .first = *used,
        .idle = KB_NONE,
    };
    if (may_be(cutter, forest->idle[attribute]) == 3) {
        if (space->idle_count == SPACE_IDLE_MAX) {
            budget_spend(cutter->budget);
            return false;
        }
        made->idle = space->idle_count++;
    }
    cutter->places[level] = space->level_count;
    space->answers[space->level_count++] = (uint16_t)count;
    *used += count;
    return true;
}

static bool place_levels(struct cutter *cutter)
{
    struct space *space = cutter->space;
    const struct forest *forest = cutter->forest;
    uint32_t used = 0;

    for (uint32_t i = 0; i < forest->attributes; i++) {
        allow_level(cutter, i);
        if (!place_level(cutter, i, &used))
            return false;
    }
    for (uint32_t i = 0; i < forest->leaf_count; i++) {
        cutter->places[forest->attributes + i] = space->level_count + i;
        space->answers[space->level_count + i] = 2;
        memset(row(cutter, forest->attributes + i), 1, 2);
    }
    return true;
}

/* --------------------------------------------------------------- diagrams */

static struct edge cut(struct cutter *cutter, struct edge edge);

static struct edge cut_node(struct cutter *cutter, uint32_t node)
{
    const struct forest *from = cutter->forest;
    uint32_t level = from->nodes[node].level;
    struct edge children[DIAGRAM_ANSWERS];
    uint32_t count = 0;

    if (cutter->places[level] == KB_NONE)
        return cut(cutter, forest_child(from, node, cutter->only[level]));
    for (uint32_t i = 0; i < from->answers[level]; i++)
        if (row(cutter, level)[i])
            children[count++] = cut(cutter, forest_child(from, node, i));
    assert(count == cutter->space->answers[cutter->places[level]]);
    return diagram_ask(&cutter->space->diagram, cutter->places[level],
                       children);
}

static struct edge cut(struct cutter *cutter, struct edge edge)
{
    if (edge.node == DIAGRAM_END || !budget_ok(cutter->budget))
        return diagram_number(edge.offset);
    if (cutter->done[edge.node].node == NOT_DONE)
        cutter->done[edge.node] = cut_node(cutter, edge.node);
    struct edge done = cutter->done[edge.node];
    return (struct edge){.offset = edge.offset + done.offset,
                         .node = done.node};
}

static void cut_all(struct cutter *cutter, const uint8_t *standing)
{
    struct space *space = cutter->space;
    const struct forest *forest = cutter->forest;

    for (uint32_t i = 0; i < forest->kb->scoring; i++) {
        space->scores[i] = cut(cutter, forest->scores[i]);
        space->excluded[i] = cut(cutter, forest->excluded[i]);
    }
    space->close = cut(cutter, forest->close);
    for (uint32_t i = 0; i < forest->gate_count; i++)
        space->gates[i] = cut(cutter, forest->gates[i]);
    for (uint32_t i = 0; i < space->level_count; i++)
        if (space->levels[i].idle != KB_NONE)
            space->idle[space->levels[i].idle] = cut(
                cutter, forest->idle[space->levels[i].attribute]);
    space->bad = diagram_number(0);
    for (uint32_t i = 0; standing && i < forest->warning_count; i++)
        if (!standing[forest->warnings[i]])
            space->bad = diagram_greatest(&space->diagram, space->bad,
                                          cut(cutter, forest->warned[i]));
}

/* ------------------------------------------------------------------ limits */

/* The cost of answers, from the last level up. */
static struct edge find_cost(struct space *space)
{
    struct edge cost = diagram_number(0);

    for (uint32_t level = space->level_count; level-- > 0;) {
        struct edge children[DIAGRAM_ANSWERS];

        for (uint32_t i = 0; i < space->answers[level]; i++) {
            children[i] = cost;
            children[i].offset += (int32_t)space_answer(space, level, i)->cost;
        }
        cost = diagram_ask(&space->diagram, level, children);
    }
    return cost;
}

/* Above all points that are looked at. */
#define FAR SPACE_POINTS_MAX

void space_limit(struct space *space, uint32_t cost, uint32_t leader)
{
    struct diagram *diagram = &space->diagram;

    space->beyond = diagram_at_least(diagram, find_cost(space),
                                     (int64_t)cost + 1);
    struct edge high = diagram_scale(diagram, space->beyond, FAR);
    struct edge within = diagram_scale(
        diagram, diagram_not(diagram, space->beyond), FAR);
    for (uint32_t i = 0; i < space->forest->kb->scoring; i++) {
        space->scores[i] =
            i == leader ? diagram_greatest(diagram, space->scores[i], high)
                        : diagram_least(diagram, space->scores[i], within);
        space->excluded[i] = diagram_least(diagram, space->excluded[i], within);
    }
    space->close = diagram_least(diagram, space->close, within);
    for (uint32_t i = 0; i < space->forest->gate_count; i++)
        space->gates[i] = diagram_least(diagram, space->gates[i], within);
    space->bad = diagram_least(diagram, space->bad, within);
    for (uint32_t i = 0; i < space->idle_count; i++)
        space->idle[i] = diagram_least(diagram, space->idle[i], within);
}

/* ------------------------------------------------------------------- whole */

static bool begin(struct cutter *cutter)
{
    struct space *space = cutter->space;
    const struct forest *forest = cutter->forest;
    struct budget *budget = cutter->budget;
    uint32_t levels = forest->attributes + forest->leaf_count;
    uint32_t nodes = forest->node_count;

    cutter->allowed = budget_take(budget, (size_t)levels * DIAGRAM_ANSWERS, 1);
    cutter->places = budget_take(budget, levels, sizeof *cutter->places);
    cutter->only = budget_take(budget, levels, sizeof *cutter->only);
    cutter->done = budget_take(budget, nodes, sizeof *cutter->done);
    cutter->seen = budget_take(budget, nodes, 1);
    space->answers = budget_take(budget, levels, sizeof *space->answers);
    space->levels = budget_take(budget, forest->attributes,
                                sizeof *space->levels);
    space->items = budget_take(budget, forest->classes.count,
                               sizeof *space->items);
    for (uint32_t i = 0; budget_ok(budget) && i < nodes; i++)
        cutter->done[i].node = NOT_DONE;
    return budget_ok(budget);
}

static void release_cutter(struct cutter *cutter)
{
    free(cutter->allowed);
    free(cutter->places);
    free(cutter->only);
    free(cutter->done);
    free(cutter->seen);
}

bool space_build(struct space *space, struct budget *budget,
                 const struct forest *forest, const struct domain *domains,
                 const uint8_t *standing)
{
    *space = (struct space){.forest = forest};
    struct cutter cutter = {
        .space = space,
        .budget = budget,
        .forest = forest,
        .domains = domains,
    };

    if (begin(&cutter) && place_levels(&cutter)) {
        diagram_init(&space->diagram, budget, space->answers,
                     space->level_count + forest->leaf_count);
        cut_all(&cutter, standing);
    }
    release_cutter(&cutter);
    if (!budget_ok(budget))
        space_release(space);
    return budget_ok(budget);
}

void space_release(struct space *space)
{
    diagram_release(&space->diagram);
    free(space->answers);
    free(space->levels);
    free(space->items);
    *space = (struct space){0};
}
