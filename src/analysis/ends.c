/* SPDX-License-Identifier: MIT */
#include "analysis/ends.h"

#include <string.h>

/* Options whose exclusion is open, up to which every case is tried. */
#define OPEN_MAX   4

/* Points beyond which a hundredfold of them may not fit. */
#define POINTS_MAX 1000000

/* Ends by rank, so that the greatest of those that hold is the end: no way to
 * answer, contradictions, then combinations, the first one first, then too
 * close, then the rest. */
static int32_t rank_of(const dvf_kb *kb, uint32_t end)
{
    uint32_t options = kb_options_count(kb);
    uint32_t combinations = kb_combinations_count(kb);

    if (end == end_none(kb))
        return (int32_t)(options + combinations + 3);
    if (end == end_bad(kb))
        return (int32_t)(options + combinations + 2);
    if (end == end_too_close(kb))
        return (int32_t)(options + 1);
    if (end == end_undecided(kb))
        return (int32_t)options;
    if (!kb_is_combination(kb, end))
        return (int32_t)end;
    return (int32_t)(options + 1 + combinations - kb_combination_of(kb, end));
}

uint32_t end_of_rank(const dvf_kb *kb, int32_t rank)
{
    uint32_t end = 0;

    while (end < end_none(kb) && rank_of(kb, end) != rank)
        end++;
    return end;
}

uint32_t end_of_verdict(const dvf_kb *kb, const struct verdict *verdict)
{
    switch (verdict->outcome) {
    case OUTCOME_OPTION:
        return verdict->option;
    case OUTCOME_TOO_CLOSE:
        return end_too_close(kb);
    case OUTCOME_UNDECIDED:
        break;
    }
    return end_undecided(kb);
}

struct builder {
    struct space *space;
    struct diagram *diagram;
    const dvf_kb *kb;
    struct edge sum;  /* of all points */
    struct edge some; /* there are points */
    struct edge close;
};

static struct edge both(const struct builder *builder, struct edge a,
                        struct edge b)
{
    return diagram_least(builder->diagram, a, b);
}

static struct edge either(const struct builder *builder, struct edge a,
                          struct edge b)
{
    return diagram_greatest(builder->diagram, a, b);
}

static struct edge negation(const struct builder *builder, struct edge truth)
{
    return diagram_not(builder->diagram, truth);
}

/* The end where a truth holds, else as before. It must outrank what was. */
static struct edge overlay(const struct builder *builder, struct edge ends,
                           struct edge truth, uint32_t end)
{
    return either(
        builder, ends,
        diagram_scale(builder->diagram, truth, rank_of(builder->kb, end)));
}

/* ------------------------------------------------------------------ points */

/* a - b */
static struct edge difference(const struct builder *builder, struct edge a,
                              struct edge b)
{
    return diagram_add(builder->diagram, a,
                       diagram_scale(builder->diagram, b, -1));
}

/* An option leads another one by enough points and percent of all; the first
 * of equals leads where no points are asked for. */
static struct edge leads(const struct builder *builder, uint32_t score,
                         uint32_t other)
{
    struct diagram *diagram = builder->diagram;
    const dvf_kb *kb = builder->kb;
    struct edge lead = difference(builder, builder->space->scores[score],
                                  builder->space->scores[other]);
    struct edge share = difference(
        builder, diagram_scale(diagram, lead, 100),
        diagram_scale(diagram, builder->sum, (int32_t)kb->too_close_percent));
    int64_t least = kb->too_close_points;

    if (least == 0 && other < score)
        least = 1;
    return both(builder, diagram_at_least(diagram, lead, least),
                diagram_at_least(diagram, share, 0));
}

static struct edge wins(const struct builder *builder, option_set excluded,
                        uint32_t score)
{
    struct edge all = builder->some;

    for (uint32_t i = 0; i < builder->kb->scoring; i++)
        if (i != score && !option_set_has(excluded, i))
            all = both(builder, all, leads(builder, score, i));
    return all;
}

/* Ends by points where these scores are excluded. */
static struct edge ends_without(const struct builder *builder,
                                option_set excluded)
{
    const dvf_kb *kb = builder->kb;
    struct edge ends = diagram_number(0);
    struct edge won = diagram_number(0);
    uint32_t runners = 0;

    for (uint32_t i = 0; i < kb->scoring; i++) {
        if (option_set_has(excluded, i))
            continue;
        struct edge own = wins(builder, excluded, i);

        ends = overlay(builder, ends, own, kb_scoring_option(kb, i));
        won = either(builder, won, own);
        runners++;
    }
    if (runners == 0)
        return diagram_number(rank_of(kb, end_undecided(kb)));
    ends = overlay(builder, ends, negation(builder, builder->some),
                   end_undecided(kb));
    if (runners == 1)
        return ends;
    return overlay(
        builder, ends,
        both(builder, builder->some,
             either(builder, negation(builder, won), builder->close)),
        end_too_close(kb));
}

/* Ends by points, in each case of the exclusions that are open. */
static struct edge ends_by_points(const struct builder *builder)
{
    const struct space *space = builder->space;
    const dvf_kb *kb = builder->kb;
    uint32_t open[OPEN_MAX];
    uint32_t count = 0;
    option_set certain = 0;
    struct edge ends = diagram_number(0);

    for (uint32_t i = 0; i < kb->scoring; i++) {
        if (edge_is(space->excluded[i], 1))
            certain |= UINT64_C(1) << i;
        else if (!edge_is(space->excluded[i], 0) && count < OPEN_MAX)
            open[count++] = i;
        else if (!edge_is(space->excluded[i], 0))
            budget_spend(builder->diagram->budget);
    }
    for (uint32_t cases = 0; cases < UINT32_C(1) << count; cases++) {
        struct edge all = diagram_number(1);
        option_set excluded = certain;

        for (uint32_t i = 0; i < count; i++) {
            struct edge truth = space->excluded[open[i]];

            if (cases >> i & 1)
                excluded |= UINT64_C(1) << open[i];
            all = both(builder, all,
                       cases >> i & 1 ? truth : negation(builder, truth));
        }
        if (edge_is(all, 0))
            continue;
        all = diagram_scale(builder->diagram, all, rank_of(kb, end_none(kb)));
        ends = either(builder, ends,
                      both(builder, all, ends_without(builder, excluded)));
    }
    return ends;
}

/* ------------------------------------------------------------------ leaves */

static struct edge score_of(const struct builder *builder, uint32_t option)
{
    return builder->space->scores[kb_options(builder->kb)[option].score];
}

/* The truth of a comparison of scores. */
static struct edge leaf_truth(const struct builder *builder,
                              const struct kb_operation *leaf)
{
    struct diagram *diagram = builder->diagram;
    struct edge own = score_of(builder, leaf->a);

    if (leaf->code == KB_LEAD)
        own = difference(builder, own, score_of(builder, leaf->b));
    return forest_relate(
        diagram, (enum kb_relation)leaf->relation,
        diagram_at_least(diagram, own, leaf->number),
        diagram_at_least(diagram, own, (int64_t)leaf->number + 1));
}

/* Put the truths of leaves where a function asks for them. */
static struct edge resolve(const struct builder *builder, struct edge truth)
{
    const struct space *space = builder->space;
    const struct forest *forest = space->forest;

    for (uint32_t i = 0; i < forest->leaf_count; i++) {
        uint32_t level = space->level_count + i;
        struct edge yes = diagram_fix(builder->diagram, truth, level, 1);
        struct edge no = diagram_fix(builder->diagram, truth, level, 0);

        if (edge_equal(yes, no))
            continue;
        struct edge leaf = leaf_truth(builder, forest->leaves[i]);
        truth = either(builder, both(builder, leaf, yes),
                       both(builder, negation(builder, leaf), no));
    }
    return truth;
}

/* --------------------------------------------------- questions that apply */

/* The truth of an answer to a level being that it does not apply, or one that
 * completes nothing. */
static struct edge is_left(const struct builder *builder, uint32_t level)
{
    const struct space *space = builder->space;
    struct edge children[DIAGRAM_ANSWERS];

    for (uint32_t i = 0; i < space->answers[level]; i++)
        children[i] = diagram_number(space_answer(space, level, i)->kind ==
                                     ANSWER_NOT_APPLICABLE);
    return diagram_ask(builder->diagram, level, children);
}

static struct edge is_missing(const struct builder *builder, uint32_t level)
{
    const struct space *space = builder->space;
    struct edge children[DIAGRAM_ANSWERS];

    for (uint32_t i = 0; i < space->answers[level]; i++)
        children[i] = diagram_number(space_answer(space, level, i)->ways == 0);
    return diagram_ask(builder->diagram, level, children);
}

/* Answers to questions that do not apply, and the other way round. */
static struct edge is_idle(const struct builder *builder)
{
    const struct space *space = builder->space;
    struct edge any = diagram_number(0);

    for (uint32_t i = space->level_count; i-- > 0;) {
        if (space->levels[i].idle == KB_NONE)
            continue;
        struct edge idle = space->idle[space->levels[i].idle];
        struct edge left = is_left(builder, i);

        any = either(builder, any,
                     either(builder,
                            both(builder, idle, negation(builder, left)),
                            both(builder, negation(builder, idle), left)));
    }
    return any;
}

/* ------------------------------------------------------------------- whole */

static struct builder begin(struct space *space)
{
    struct builder builder = {
        .space = space,
        .diagram = &space->diagram,
        .kb = space->forest->kb,
    };

    for (uint32_t i = 0; i < builder.kb->scoring; i++) {
        if (edge_most(builder.diagram, space->scores[i]) > POINTS_MAX)
            budget_spend(builder.diagram->budget);
        builder.sum = diagram_add(builder.diagram, builder.sum,
                                  space->scores[i]);
    }
    builder.some = diagram_at_least(builder.diagram, builder.sum, 1);
    return builder;
}

struct edge ends_build(struct space *space)
{
    struct builder builder = begin(space);
    const dvf_kb *kb = builder.kb;
    struct edge idle = is_idle(&builder);

    for (uint32_t i = 0; i < kb->scoring; i++)
        space->excluded[i] = resolve(&builder, space->excluded[i]);
    builder.close = resolve(&builder, space->close);
    for (uint32_t i = 0; i < space->forest->gate_count; i++) {
        space->gates[i] = resolve(&builder, space->gates[i]);
    }
    struct edge ends = ends_by_points(&builder);
    for (uint32_t i = space->forest->gate_count; i-- > 0;)
        ends = overlay(&builder, ends, space->gates[i],
                       kb_combinations(kb)[i].option);
    ends = overlay(&builder, ends, space->bad, end_bad(kb));
    return overlay(&builder, ends, either(&builder, idle, space->beyond),
                   end_none(kb));
}

struct edge ends_exclude(struct space *space)
{
    struct builder builder = begin(space);
    struct edge any = either(&builder, space->bad, is_idle(&builder));

    for (uint32_t i = space->level_count; i-- > 0;)
        any = either(&builder, any, is_missing(&builder, i));
    return any;
}
