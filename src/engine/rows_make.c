/* SPDX-License-Identifier: MIT */
/*
 * Compiling conditions into rows: columns of the answers that tests look at,
 * then a bit for each clause, then the rows, then tables of points. Made once
 * for a knowledge base, so simple before it is fast.
 */
#include "engine/rows_maker.h"

#include <stdlib.h>
#include <string.h>

/* Values of a set in one column. */
#define PART_VALUES 4

static const size_t record_sizes[ROWS_SECTION_COUNT] = {
#define X(name, record) [ROWS_SECTION_##name] = sizeof(record),
    ROWS_SECTIONS(X)
#undef X
};

/* ----------------------------------------------------------------- columns */

static void add_column(struct maker *maker, struct rows_column column)
{
    const struct kb_attribute *attribute = &kb_attributes(
        maker->kb)[column.attribute];
    struct rows_column *record = maker_add(
        maker, &maker->sections[ROWS_SECTION_columns]);

    if (!record)
        return;
    column.codes = maker->codes;
    column.guard = KB_NONE;
    column.last = 3;
    while (column.last < column.size + 1)
        column.last = column.last * 2 + 1;
    *record = column;
    maker->codes += column.last + 1 +
                    (attribute->only_if.when.count > 0 ? column.size : 0);
}

/* Columns of a set: for the values that are tested, and for their number. */
static void add_parts(struct maker *maker, uint32_t attribute, uint64_t tested,
                      bool is_counted)
{
    uint32_t values = kb_attributes(maker->kb)[attribute].values.count;

    while (tested != 0) {
        uint32_t shift = values_first(tested);
        uint32_t width = 0;

        for (uint32_t i = 0; i < PART_VALUES && shift + i < KB_VALUES_MAX; i++)
            if ((tested >> (shift + i) & 1) != 0)
                width = i + 1;
        add_column(maker, (struct rows_column){.attribute = attribute,
                                               .kind = ROWS_PART,
                                               .shift = shift,
                                               .size = 1U << width});
        tested &= ~((((uint64_t)1 << width) - 1) << shift);
    }
    if (is_counted)
        add_column(maker, (struct rows_column){.attribute = attribute,
                                               .kind = ROWS_COUNT,
                                               .size = values + 1});
}

/* Columns of an attribute whose tests begin at one. A question that may not
 * apply has a column in any case, to find out by. */
static void add_columns(struct maker *maker, uint32_t attribute, uint32_t *test)
{
    const dvf_kb *kb = maker->kb;
    const struct kb_attribute *record = &kb_attributes(kb)[attribute];
    uint32_t before = (uint32_t)maker->sections[ROWS_SECTION_columns].count;
    uint64_t tested = 0;
    bool is_tested = false;
    bool is_counted = false;

    for (; *test < kb_tests_count(kb) &&
           kb_tests(kb)[*test].attribute == attribute;
         ++*test) {
        is_tested = true;
        if (kb_tests(kb)[*test].kind == KB_TEST_COUNT)
            is_counted = true;
        else
            tested |= kb_test_mask(&kb_tests(kb)[*test]);
    }
    tested &= (UINT64_C(1) << record->values.count) - 1;
    if (record->type == KB_SET)
        add_parts(maker, attribute, tested, is_counted);
    else if (is_tested || record->only_if.when.count > 0)
        add_column(maker, (struct rows_column){.attribute = attribute,
                                               .kind = ROWS_VALUE,
                                               .size = record->values.count});
    if (maker->sections[ROWS_SECTION_columns].count == before &&
        record->only_if.when.count > 0)
        add_column(maker, (struct rows_column){.attribute = attribute,
                                               .kind = ROWS_PART,
                                               .size = 1});
}

static void make_columns(struct maker *maker)
{
    const struct array *columns = &maker->sections[ROWS_SECTION_columns];
    uint32_t test = 0;

    for (uint32_t i = 0; i <= kb_attributes_count(maker->kb); i++) {
        uint32_t *first = maker_add(maker, &maker->column_of);

        if (first)
            *first = (uint32_t)columns->count;
        if (i < kb_attributes_count(maker->kb))
            add_columns(maker, i, &test);
    }
    maker->clauses.columns = columns->items;
    maker->clauses.column_of = maker->column_of.items;
}

/* ----------------------------------------------------------------- clauses */

struct rows_bits maker_keep(struct maker *maker, struct clause_list list)
{
    /* Those of one list are looked up within one word. */
    if (maker->bits % 64 + list.count > 64)
        maker->bits = (maker->bits / 64 + 1) * 64;
    struct rows_bits bits = {maker->bits, list.count};

    for (uint32_t i = 0; i < list.count; i++) {
        struct clause clause = maker->clauses.items[list.first + i];
        struct kept_clause *kept = maker_add(maker, &maker->kept);

        if (kept)
            *kept = (struct kept_clause){
                maker->bits, (uint32_t)maker->literals.count, clause.count};
        maker->bits++;
        for (uint32_t k = 0; k < clause.count; k++) {
            struct literal *literal = maker_add(maker, &maker->literals);

            if (literal)
                *literal = maker->clauses.literals[clause.first + k];
        }
    }
    return bits;
}

static struct rows_bits keep_condition(struct maker *maker,
                                       const struct kb_condition *condition,
                                       enum plane plane)
{
    struct clause_list list;

    if (!clauses_find(&maker->clauses, condition, plane, PLANE_NOT_TRUE, &list))
        return (struct rows_bits){0, KB_NONE};
    return maker_keep(maker, list);
}

/* ------------------------------------------------------------------ guards */

static uint64_t mask_of(struct rows_bits bits)
{
    return bits.count == 0 ? 0
                           : ~UINT64_C(0) >> (64 - bits.count) << bits.first;
}

/* Add the guard of an attribute, in word 0. @return false where it is a tree */
static bool add_guard(struct maker *maker, uint32_t attribute)
{
    const struct kb_condition *only_if =
        &kb_attributes(maker->kb)[attribute].only_if;
    struct rows_bits may = keep_condition(maker, only_if, PLANE_MAY_BE);
    struct rows_bits does = keep_condition(maker, only_if, PLANE_TRUE);
    const struct array *guards = &maker->sections[ROWS_SECTION_guards];
    uint32_t *column_of = maker->column_of.items;

    if (may.count == KB_NONE || does.count == KB_NONE || maker->bits > 64)
        return false;
    struct rows_guard *guard = maker_add(maker,
                                         &maker->sections[ROWS_SECTION_guards]);
    if (!guard)
        return true;
    *guard = (struct rows_guard){mask_of(may), mask_of(does)};
    struct rows_column *column = array_at(
        &maker->sections[ROWS_SECTION_columns], column_of[attribute]);
    column->guard = (uint32_t)guards->count - 1;
    return true;
}

static void make_guards(struct maker *maker)
{
    const dvf_kb *kb = maker->kb;
    struct array *columns = &maker->sections[ROWS_SECTION_columns];

    for (uint32_t i = 0; i < kb_attributes_count(kb) && !maker->failed; i++) {
        if (kb_attributes(kb)[i].only_if.when.count == 0 || add_guard(maker, i))
            continue;
        /* All or none of them are trees. */
        maker->head.walks_applies = 1;
        maker->bits = 0;
        maker->kept.count = 0;
        maker->literals.count = 0;
        maker->sections[ROWS_SECTION_guards].count = 0;
        for (size_t k = 0; k < columns->count; k++)
            ((struct rows_column *)array_at(columns, k))->guard = KB_NONE;
        return;
    }
}

/* -------------------------------------------------------------- conditions */

/* Conditions by the section and index that rows.h has for them. */
struct place_of_condition {
    const char *items; /* the condition of the first record */
    size_t size;
    uint32_t count;
};

static struct place_of_condition find_conditions(const dvf_kb *kb,
                                                 enum rows_condition kind)
{
    const struct place_of_condition all[] = {
#define X(name, section)                                                       \
    [ROWS_##name] = {(const char *)&kb_##section(kb)->condition,               \
                     sizeof *kb_##section(kb), kb_##section##_count(kb)},
        ROWS_CONDITIONS(X)
#undef X
    };

    return all[kind];
}

/* Note that a tree uses terms. */
static void mark_terms(struct maker *maker,
                       const struct kb_condition *condition)
{
    const struct kb_operation *items = kb_operations(maker->kb);
    struct kb_range when = condition->when;
    struct kb_range unless = condition->unless;

    for (uint32_t i = when.first; i < when.first + when.count; i++)
        maker->head.walks_terms |= items[i].code == KB_TERM;
    for (uint32_t i = unless.first; i < unless.first + unless.count; i++)
        maker->head.walks_terms |= items[i].code == KB_TERM;
}

static void make_conditions(struct maker *maker, enum rows_condition kind)
{
    struct place_of_condition place = find_conditions(maker->kb, kind);
    struct array *conditions = &maker->sections[ROWS_SECTION_conditions];

    maker->head.first[kind] = (uint32_t)conditions->count;
    for (uint32_t i = 0; i < place.count && !maker->failed; i++) {
        const struct kb_condition *condition =
            (const struct kb_condition *)(const void *)(place.items +
                                                        i * place.size);
        struct rows_bits *bits = maker_add(maker, conditions);

        struct rows_bits made = keep_condition(maker, condition, PLANE_TRUE);
        if (made.count == KB_NONE)
            made.first = maker_make_steps(maker, condition);
        if (made.count == KB_NONE && made.first == KB_NONE &&
            kind < ROWS_ALTERNATIVE)
            mark_terms(maker, condition);
        if (bits)
            *bits = made;
    }
}

/* ------------------------------------------------------------------- rules */

/* The clauses of a rule in all three ways; false for a tree, which is kept in
 * mind. */
static bool is_tree(struct maker *maker, uint32_t rule)
{
    const struct kb_condition *condition = &kb_rules(maker->kb)[rule].condition;
    struct clauses *clauses = &maker->clauses;
    struct clause_list list;

    return !clauses_find(clauses, condition, PLANE_MAY_BE, PLANE_NOT_TRUE,
                         &list) ||
           !clauses_find(clauses, condition, PLANE_TRUE, PLANE_FALSE, &list) ||
           !clauses_find(clauses, condition, PLANE_TRUE, PLANE_NOT_TRUE, &list);
}

static void make_rules(struct maker *maker)
{
    const dvf_kb *kb = maker->kb;

    for (uint32_t i = 0; i < kb_rules_count(kb) && !maker->failed; i++) {
        const struct kb_rule *rule = &kb_rules(kb)[kb_places(kb)[i]];
        struct clause_list list = {0, 1};
        bool tree = is_tree(maker, kb_places(kb)[i]);

        if (tree)
            maker_add_number(maker, ROWS_SECTION_trees, i);
        else /* again, as the last list is the one to be had */
            clauses_find(&maker->clauses, &rule->condition, PLANE_TRUE,
                         PLANE_NOT_TRUE, &list);
        /* As maker_keep() does, lest a tree's bit lie apart. */
        if (maker->bits % 64 + list.count > 64)
            maker->bits = (maker->bits / 64 + 1) * 64;
        maker_add_number(maker, ROWS_SECTION_fired, maker->bits);
        if (tree) {
            maker->bits++; /* to be set by the tree */
            mark_terms(maker, &rule->condition);
        } else {
            maker_keep(maker, list);
        }
        uint32_t *end = maker_add(maker, &maker->ends);
        if (end)
            *end = maker->bits;
    }
    maker_add_number(maker, ROWS_SECTION_fired, maker->bits);
}

/* Bits by place in one more way; a tree has one. */
static void make_standings(struct maker *maker, enum rows_section section,
                           enum plane when, enum plane unless)
{
    const dvf_kb *kb = maker->kb;
    const struct array *trees = &maker->sections[ROWS_SECTION_trees];
    uint32_t next = 0;

    for (uint32_t i = 0; i < kb_rules_count(kb) && !maker->failed; i++) {
        struct clause_list list;

        maker_add_number(maker, section, maker->bits);
        if (next < trees->count && *(uint32_t *)array_at(trees, next) == i) {
            next++;
            maker->bits++;
        } else if (clauses_find(&maker->clauses,
                                &kb_rules(kb)[kb_places(kb)[i]].condition, when,
                                unless, &list)) {
            maker_keep(maker, list);
        }
    }
    maker_add_number(maker, section, maker->bits);
}

/* -------------------------------------------------------------------- bits */

/* Words for the bits so far; two at a time are looked up. */
static uint32_t end_words(struct maker *maker)
{
    uint32_t words = (maker->bits + 127) / 128 * 2;

    maker->bits = words * 64;
    return words;
}

static void make_bits(struct maker *maker)
{
    make_guards(maker);
    make_rules(maker);
    for (int kind = 0; kind < ROWS_ALTERNATIVE; kind++)
        make_conditions(maker, (enum rows_condition)kind);
    maker->bits = maker->bits > 0 ? maker->bits : 1;
    maker->head.early = end_words(maker);
    make_standings(maker, ROWS_SECTION_open, PLANE_MAY_BE, PLANE_NOT_TRUE);
    make_standings(maker, ROWS_SECTION_sure, PLANE_TRUE, PLANE_FALSE);
    for (int kind = ROWS_ALTERNATIVE; kind < ROWS_CONDITION_COUNT; kind++)
        make_conditions(maker, (enum rows_condition)kind);
    maker->head.width = end_words(maker);
}

/* ------------------------------------------------------------------- order */

/* Rank of a column, see rows.h. */
static int rank_of(const dvf_kb *kb, const struct rows_column *column)
{
    if (kb_attributes(kb)[column->attribute].only_if.when.count > 0)
        return 2;
    return column->kind != ROWS_VALUE || column->size > ROWS_SINGLE_MAX;
}

/* Put the columns in the order in which they are looked at, once nothing else
 * is to be made by their order. */
static void order_columns(struct maker *maker)
{
    struct array *columns = &maker->sections[ROWS_SECTION_columns];
    const struct rows_column *items = columns->items;
    struct array ordered;
    size_t count = columns->count;

    array_init(&ordered, sizeof(struct rows_column));
    for (int rank = 0; rank < 3; rank++) {
        if (rank == 1)
            maker->head.single = (uint32_t)ordered.count;
        else if (rank == 2)
            maker->head.open = (uint32_t)ordered.count;
        for (size_t i = 0; i < count && !maker->failed; i++) {
            struct rows_column *record = rank_of(maker->kb, &items[i]) == rank
                                             ? maker_add(maker, &ordered)
                                             : NULL;

            if (record)
                *record = items[i];
        }
    }
    array_release(columns);
    *columns = ordered;
}

/* ------------------------------------------------------------------- whole */

/* Put the sections behind the head. */
static struct rows *finish(struct maker *maker)
{
    size_t size = sizeof(struct rows);

    for (int i = 0; i < ROWS_SECTION_COUNT; i++) {
        const struct array *section = &maker->sections[i];

        maker->head.sections[i] = (struct kb_range){(uint32_t)size,
                                                    (uint32_t)section->count};
        size += (section->count * section->item_size + 7) / 8 * 8;
    }
    char *block = size > UINT32_MAX ? NULL : calloc(1, size);
    if (!block)
        return NULL;
    maker->head.size = (uint32_t)size;
    memcpy(block, &maker->head, sizeof maker->head);
    for (int i = 0; i < ROWS_SECTION_COUNT; i++) {
        const struct array *section = &maker->sections[i];

        if (section->count > 0)
            memcpy(block + maker->head.sections[i].first, section->items,
                   section->count * section->item_size);
    }
    return (struct rows *)(void *)block;
}

static struct rows *make(struct maker *maker)
{
    make_columns(maker);
    if (maker->failed)
        return NULL;
    make_bits(maker);
    if (!maker_make_rows(maker))
        return NULL;
    maker_make_points(maker);
    if (!maker->failed)
        maker_make_masks(maker);
    order_columns(maker);
    return maker->failed ? NULL : finish(maker);
}

struct rows *rows_make(const dvf_kb *kb)
{
    struct maker maker = {.kb = kb, .clauses = {.kb = kb}};
    struct rows *rows = NULL;

    for (int i = 0; i < ROWS_SECTION_COUNT; i++)
        array_init(&maker.sections[i], record_sizes[i]);
    array_init(&maker.column_of, sizeof(uint32_t));
    array_init(&maker.kept, sizeof(struct kept_clause));
    array_init(&maker.literals, sizeof(struct literal));
    array_init(&maker.ends, sizeof(uint32_t));
    array_init(&maker.names, sizeof(struct mask_names));
    if (clauses_init(&maker.clauses))
        rows = make(&maker);
    for (int i = 0; i < ROWS_SECTION_COUNT; i++)
        array_release(&maker.sections[i]);
    array_release(&maker.column_of);
    array_release(&maker.kept);
    array_release(&maker.literals);
    array_release(&maker.ends);
    array_release(&maker.names);
    clauses_release(&maker.clauses);
    return rows;
}

struct rows *rows_make_for(const dvf_kb *kb, size_t evaluations)
{
    return rows_embedded(kb) || evaluations < ROWS_PAY ? NULL : rows_make(kb);
}
