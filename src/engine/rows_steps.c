/* SPDX-License-Identifier: MIT */
/*
 * Steps of conditions that ask for results. Parts that ask for answers alone
 * become bits, the others questions; each leads to the next one by what its
 * answer leaves open. Operands are in postfix order, so that the last one is
 * found first.
 */
#include "engine/rows_maker.h"

#define STEPS_MAX 64 /* of a condition */

/* Targets of a part. */
struct exits {
    uint32_t yes;
    uint32_t no;
};

static uint32_t add_step(struct maker *maker, struct rows_step step)
{
    struct array *steps = &maker->sections[ROWS_SECTION_steps];
    struct rows_step *record = maker_add(maker, steps);

    if (!record)
        return KB_NONE;
    *record = step;
    return (uint32_t)steps->count - 1;
}

/* Have a mask made for names. @return its number */
static uint32_t add_names(struct maker *maker, struct mask_names names)
{
    struct mask_names *record = maker_add(maker, &maker->names);

    if (record)
        *record = names;
    return (uint32_t)maker->names.count - 1;
}

/* Of what is asked for the strongest rule of an option by its points: that some
 * rule with the least points of these fired, or that none did. */
static enum rows_way way_of_strongest(const struct kb_operation *operation,
                                      int64_t *least)
{
    bool is_above = operation->relation == KB_ABOVE ||
                    operation->relation == KB_AT_MOST;
    enum rows_way way = operation->relation == KB_ABOVE ||
                                operation->relation == KB_AT_LEAST
                            ? ROWS_ANY
                            : ROWS_NO;

    *least = (int64_t)operation->number + is_above;
    /* Where nothing fired, the strongest has no points. */
    return *least < 1 || operation->relation == KB_EQUAL ||
                   operation->relation == KB_UNEQUAL
               ? ROWS_ASK
               : way;
}

static uint32_t add_question(struct maker *maker, uint32_t operation,
                             struct exits exits)
{
    const struct kb_operation *record = &kb_operations(maker->kb)[operation];
    struct rows_step step = {
        ROWS_ASK, operation, KB_NONE, 0, {exits.no, exits.yes}};
    struct mask_names names = {record->names, KB_NONE, 0};

    if (record->code == KB_FIRED) {
        step.way = ROWS_ANY;
    } else if (record->code == KB_STRONGEST && !kb_is_contender(record->a)) {
        int64_t least;

        step.way = way_of_strongest(record, &least);
        names.option = record->a;
        /* The operation itself wants to know of weaker ones too. */
        names.least = step.way == ROWS_ASK ? 0 : least;
    }
    assert(step.way == ROWS_ASK || names.names.count > 0);
    if (record->names.count > 0)
        step.first = add_names(maker, names);
    if (record->others.count > 0)
        add_names(maker, (struct mask_names){record->others, KB_NONE, 0});
    return add_step(maker, step);
}

/* The first operation of the operand that ends before `end`. */
static uint32_t operand_first(const dvf_kb *kb, uint32_t end)
{
    for (uint32_t wanted = 1; wanted > 0;)
        wanted += kb_operands(&kb_operations(kb)[--end]) - 1;
    return end;
}

/* The bits of an operand; false where it is none of answers alone. */
static bool has_bits(struct maker *maker, uint32_t end, enum plane plane,
                     struct rows_bits *bits)
{
    struct clause_list list;

    if (!clauses_find_operand(&maker->clauses, end, plane, &list))
        return false;
    *bits = maker_keep(maker, list);
    return true;
}

/* Make the steps of the operand that ends before `end`. @return the first;
 * KB_NONE where it cannot have them */
static uint32_t make_operand(struct maker *maker, uint32_t end,
                             enum plane plane, struct exits exits,
                             uint32_t depth)
{
    const dvf_kb *kb = maker->kb;
    const struct kb_operation *last = &kb_operations(kb)[end - 1];
    struct rows_bits bits;

    if (depth == 0)
        return KB_NONE;
    if (has_bits(maker, end, plane, &bits))
        return add_step(maker, (struct rows_step){ROWS_BITS,
                                                  KB_NONE,
                                                  bits.first,
                                                  bits.count,
                                                  {exits.no, exits.yes}});
    if (last->code == KB_TEST || last->code == KB_TERM)
        return KB_NONE;
    if (last->code == KB_NOT)
        return make_operand(maker, end - 1, plane_opposite(plane), exits,
                            depth - 1);
    if (kb_operands(last) == 0) {
        struct exits turned = {exits.no, exits.yes};

        return add_question(maker, end - 1,
                            plane == PLANE_TRUE ? exits : turned);
    }
    /* The right operand is asked for where the left one leaves it open. */
    bool needs_both = (last->code == KB_AND) == (plane == PLANE_TRUE);
    uint32_t right = make_operand(maker, end - 1, plane, exits, depth - 1);
    if (right == KB_NONE)
        return KB_NONE;
    if (needs_both)
        exits.yes = right;
    else
        exits.no = right;
    return make_operand(maker, operand_first(kb, end - 1), plane, exits,
                        depth - 1);
}

uint32_t maker_make_steps(struct maker *maker,
                          const struct kb_condition *condition)
{
    struct kb_range when = condition->when;
    struct kb_range unless = condition->unless;
    struct exits exits = {ROWS_HOLDS, ROWS_FAILS};
    struct exits exceptions = {ROWS_FAILS, ROWS_HOLDS};

    if (unless.count > 0)
        exits.yes = make_operand(maker, unless.first + unless.count, PLANE_TRUE,
                                 exceptions, STEPS_MAX);
    if (exits.yes == KB_NONE || when.count == 0)
        return exits.yes;
    return make_operand(maker, when.first + when.count, PLANE_TRUE, exits,
                        STEPS_MAX);
}
