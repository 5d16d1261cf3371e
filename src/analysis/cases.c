/* SPDX-License-Identifier: MIT */
#include "analysis/cases.h"

#include "analysis/ends.h"

static struct edge both(struct space *space, struct edge a, struct edge b)
{
    return diagram_least(&space->diagram, a, b);
}

static struct edge either(struct space *space, struct edge a, struct edge b)
{
    return diagram_greatest(&space->diagram, a, b);
}

static struct edge negation(struct space *space, struct edge truth)
{
    return diagram_not(&space->diagram, truth);
}

/* Cases that do not hang on points are ranks of ends above all others. */
static void overlay(struct space *space, struct cases *cases, struct edge truth,
                    uint32_t end)
{
    int32_t rank = (int32_t)(CASES_SOFT + end_rank(space->forest->kb, end));

    cases->function = either(space, cases->function,
                             diagram_scale(&space->diagram, truth, rank));
}

/* Answers to questions that do not apply. */
static struct edge is_left(struct space *space, uint32_t level)
{
    struct edge children[DIAGRAM_ANSWERS];

    for (uint32_t i = 0; i < space->answers[level]; i++)
        children[i] = diagram_number(space_answer(space, level, i)->kind ==
                                     ANSWER_NOT_APPLICABLE);
    return diagram_ask(&space->diagram, level, children);
}

static struct edge is_missing(struct space *space, uint32_t level)
{
    struct edge children[DIAGRAM_ANSWERS];

    for (uint32_t i = 0; i < space->answers[level]; i++)
        children[i] = diagram_number(space_answer(space, level, i)->ways == 0);
    return diagram_ask(&space->diagram, level, children);
}

/* Answers to what does not apply, or none to what does. */
static struct edge is_idle(struct space *space)
{
    struct edge any = diagram_number(0);

    for (uint32_t i = space->level_count; i-- > 0;) {
        if (space->levels[i].idle == KB_NONE)
            continue;
        struct edge idle = space->idle[space->levels[i].idle];
        struct edge left = is_left(space, i);

        any = either(space, any,
                     either(space, both(space, idle, negation(space, left)),
                            both(space, negation(space, idle), left)));
    }
    return any;
}

/* Options that may be excluded, each a bit of the case. */
static void find_soft(struct space *space, struct cases *cases)
{
    struct diagram *diagram = &space->diagram;

    cases->function = diagram_scale(diagram, space->close, CASES_CLOSE_BIT);
    for (uint32_t i = 0; i < space->forest->kb->scoring; i++) {
        struct edge excluded = space->excluded[i];

        if (edge_is(excluded, 1)) {
            cases->runners &= ~(1U << i);
        } else if (!edge_is(excluded, 0) &&
                   cases->open_count < CASES_OPEN_MAX) {
            int32_t bit = 2 << cases->open_count;

            cases->open[cases->open_count++] = i;
            cases->function = diagram_add(
                diagram, cases->function,
                diagram_scale(diagram, excluded, bit));
        } else if (!edge_is(excluded, 0)) {
            budget_spend(diagram->budget);
        }
    }
}

struct cases cases_find(struct space *space)
{
    const dvf_kb *kb = space->forest->kb;
    struct cases cases = {.runners = (1U << kb->scoring) - 1};

    find_soft(space, &cases);
    for (uint32_t i = space->forest->gate_count; i-- > 0;)
        overlay(space, &cases, space->gates[i], kb_combinations(kb)[i].option);
    overlay(space, &cases, space->bad, end_bad(kb));
    overlay(space, &cases, either(space, is_idle(space), space->beyond),
            end_none(kb));
    return cases;
}

struct edge cases_exclude(struct space *space)
{
    struct edge any = either(space, space->bad, is_idle(space));

    for (uint32_t i = space->level_count; i-- > 0;)
        any = either(space, any, is_missing(space, i));
    return any;
}
