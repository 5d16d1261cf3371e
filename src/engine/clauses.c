/* SPDX-License-Identifier: MIT */
/*
 * Lists of clauses are put together from the operands of a condition, and kept
 * short: a clause within another one goes, and two that differ in one column
 * become one.
 */
#include "engine/clauses.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define LITERALS_MAX 16384
#define ITEMS_MAX    4096
#define PRODUCT_MAX  256 /* clauses of two lists, before they are shortened */
#define STEPS_MAX    2000
#define DEPTH_MAX    200

bool clauses_init(struct clauses *clauses)
{
    clauses->literals = malloc(LITERALS_MAX * sizeof *clauses->literals);
    clauses->items = malloc(ITEMS_MAX * sizeof *clauses->items);
    return clauses->literals && clauses->items;
}

void clauses_release(struct clauses *clauses)
{
    free(clauses->literals);
    free(clauses->items);
}

/* ------------------------------------------------------------------- codes */

/* The lowest `count` bits. */
static uint64_t low_bits(uint32_t count)
{
    return count >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << count) - 1;
}

struct codes clauses_all(const struct clauses *clauses, uint32_t column)
{
    const struct rows_column *record = &clauses->columns[column];
    bool may_not_apply =
        kb_attributes(clauses->kb)[record->attribute].only_if.when.count > 0;

    return (struct codes){
        .given = low_bits(record->size),
        .unsure = may_not_apply ? low_bits(record->size) : 0,
        .absent = CODES_UNKNOWN | CODES_IDLE,
    };
}

static bool is_same(struct codes a, struct codes b)
{
    return a.given == b.given && a.unsure == b.unsure && a.absent == b.absent;
}

static struct codes both(struct codes a, struct codes b)
{
    return (struct codes){a.given & b.given, a.unsure & b.unsure,
                          a.absent & b.absent};
}

static struct codes either(struct codes a, struct codes b)
{
    return (struct codes){a.given | b.given, a.unsure | b.unsure,
                          a.absent | b.absent};
}

static bool is_empty(struct codes codes)
{
    return (codes.given | codes.unsure | codes.absent) == 0;
}

/* ----------------------------------------------------------------- clauses */

static bool add_literal(struct clauses *clauses, struct literal literal)
{
    if (clauses->literal_count == LITERALS_MAX)
        return false;
    clauses->literals[clauses->literal_count++] = literal;
    return true;
}

static bool add_clause(struct clauses *clauses, struct clause clause)
{
    if (clauses->count == ITEMS_MAX)
        return false;
    clauses->items[clauses->count++] = clause;
    return true;
}

/* True for a clause that holds wherever `inner` does. */
static bool covers(const struct clauses *clauses, struct clause outer,
                   struct clause inner)
{
    const struct literal *literals = clauses->literals;
    uint32_t at = 0;

    for (uint32_t i = 0; i < outer.count; i++) {
        const struct literal *wanted = &literals[outer.first + i];

        while (at < inner.count &&
               literals[inner.first + at].column < wanted->column)
            at++;
        if (at == inner.count)
            return false;
        const struct literal *own = &literals[inner.first + at];
        if (own->column != wanted->column ||
            !is_same(both(own->codes, wanted->codes), own->codes))
            return false;
    }
    return true;
}

/* The only literal in which two clauses differ, by its place in both; KB_NONE
 * where they differ in more, or in their columns. */
static uint32_t only_difference(const struct clauses *clauses, struct clause a,
                                struct clause b)
{
    const struct literal *literals = clauses->literals;
    uint32_t found = KB_NONE;

    if (a.count != b.count)
        return KB_NONE;
    for (uint32_t i = 0; i < a.count; i++) {
        if (literals[a.first + i].column != literals[b.first + i].column)
            return KB_NONE;
        if (is_same(literals[a.first + i].codes, literals[b.first + i].codes))
            continue;
        if (found != KB_NONE)
            return KB_NONE;
        found = i;
    }
    return found;
}

/* Make one of two clauses, in place of the first. Literals may be shared with
 * lists that are still needed, so they are copied. */
static bool unite(struct clauses *clauses, struct clause *a, struct clause b,
                  uint32_t difference)
{
    struct clause made = {clauses->literal_count, 0};

    for (uint32_t i = 0; i < a->count; i++) {
        struct literal literal = clauses->literals[a->first + i];

        if (i == difference)
            literal.codes = either(literal.codes,
                                   clauses->literals[b.first + i].codes);
        if (is_same(literal.codes, clauses_all(clauses, literal.column)))
            continue;
        if (!add_literal(clauses, literal))
            return false;
        made.count++;
    }
    *a = made;
    return true;
}

/* Shorten the list by the second of two clauses, if it can be: `out` tells.
 * @return false where there was no room */
static bool shorten_by(struct clauses *clauses, struct clause_list *list,
                       uint32_t i, uint32_t k, bool *out)
{
    struct clause *a = &clauses->items[list->first + i];
    struct clause *b = &clauses->items[list->first + k];

    *out = true;
    if (covers(clauses, *a, *b)) {
        *b = clauses->items[list->first + --list->count];
        return true;
    }
    if (covers(clauses, *b, *a)) {
        *a = *b;
        *b = clauses->items[list->first + --list->count];
        return true;
    }
    uint32_t difference = only_difference(clauses, *a, *b);
    *out = difference != KB_NONE;
    if (!*out)
        return true;
    if (!unite(clauses, a, *b, difference))
        return false;
    *b = clauses->items[list->first + --list->count];
    return true;
}

static bool shorten(struct clauses *clauses, struct clause_list *list)
{
    bool again = true;

    while (again) {
        again = false;
        for (uint32_t i = 0; i < list->count; i++)
            for (uint32_t k = i + 1; k < list->count; k++) {
                bool shorter;

                if (!shorten_by(clauses, list, i, k, &shorter))
                    return false;
                again |= shorter;
                k -= shorter;
            }
    }
    clauses->count = list->first + list->count;
    return list->count <= CLAUSES_MAX * 4;
}

/* ------------------------------------------------------------------- lists */

/* AND of two clauses, added unless it cannot hold. */
static bool add_product(struct clauses *clauses, struct clause a,
                        struct clause b)
{
    const struct literal *literals = clauses->literals;
    struct clause made = {clauses->literal_count, 0};
    uint32_t i = 0;
    uint32_t k = 0;

    while (i < a.count || k < b.count) {
        const struct literal *left = i < a.count ? &literals[a.first + i]
                                                 : NULL;
        const struct literal *right = k < b.count ? &literals[b.first + k]
                                                  : NULL;
        bool takes_left = left && (!right || left->column <= right->column);
        bool takes_right = right && (!left || right->column <= left->column);
        assert(takes_left || takes_right);
        struct literal literal = takes_left ? *left : *right;

        if (takes_left && takes_right)
            literal.codes = both(left->codes, right->codes);
        i += takes_left;
        k += takes_right;
        if (is_empty(literal.codes)) {
            clauses->literal_count = made.first;
            return true;
        }
        if (!add_literal(clauses, literal))
            return false;
        made.count++;
    }
    return add_clause(clauses, made);
}

static bool all_of(struct clauses *clauses, struct clause_list a,
                   struct clause_list b, struct clause_list *out)
{
    *out = (struct clause_list){.first = clauses->count};
    if (a.count * b.count > PRODUCT_MAX)
        return false;
    for (uint32_t i = 0; i < a.count; i++)
        for (uint32_t k = 0; k < b.count; k++)
            if (!add_product(clauses, clauses->items[a.first + i],
                             clauses->items[b.first + k]))
                return false;
    out->count = clauses->count - out->first;
    return shorten(clauses, out);
}

static bool any_of(struct clauses *clauses, struct clause_list a,
                   struct clause_list b, struct clause_list *out)
{
    *out = (struct clause_list){clauses->count, a.count + b.count};
    for (uint32_t i = 0; i < a.count; i++)
        if (!add_clause(clauses, clauses->items[a.first + i]))
            return false;
    for (uint32_t i = 0; i < b.count; i++)
        if (!add_clause(clauses, clauses->items[b.first + i]))
            return false;
    return shorten(clauses, out);
}

/* ------------------------------------------------------------------- tests */

/* The column that a test looks at, and its codes with which it is true. */
static bool find_column(const struct clauses *clauses,
                        const struct kb_test *test, uint32_t *column,
                        uint64_t *given)
{
    uint64_t mask = kb_test_mask(test);
    uint32_t end = clauses->column_of[test->attribute + 1];
    bool counts = test->kind == KB_TEST_COUNT;

    for (uint32_t i = clauses->column_of[test->attribute]; i < end; i++) {
        const struct rows_column *record = &clauses->columns[i];

        *column = i;
        *given = mask & low_bits(record->size);
        if (record->kind == (counts ? ROWS_COUNT : ROWS_VALUE))
            return true;
        if (counts || record->kind != ROWS_PART ||
            ((mask >> record->shift) & (record->size - 1)) == 0)
            continue;
        *given = 0;
        for (uint32_t code = 0; code < record->size; code++)
            if (((mask >> record->shift) & code) != 0)
                *given |= UINT64_C(1) << code;
        /* A test of several values may look at other columns, too. */
        return (mask & ~((uint64_t)(record->size - 1) << record->shift)) == 0;
    }
    return false;
}

static struct codes codes_of(uint64_t given, enum plane plane)
{
    static const uint64_t absent[] = {
        [PLANE_TRUE] = 0,
        [PLANE_MAY_BE] = CODES_UNKNOWN,
        [PLANE_NOT_TRUE] = CODES_UNKNOWN | CODES_IDLE,
        [PLANE_FALSE] = CODES_IDLE,
    };
    const uint64_t unsure[] = {
        [PLANE_TRUE] = 0,
        [PLANE_MAY_BE] = given,
        [PLANE_NOT_TRUE] = ~UINT64_C(0),
        [PLANE_FALSE] = ~given,
    };
    bool positive = plane == PLANE_TRUE || plane == PLANE_MAY_BE;

    return (struct codes){positive ? given : ~given, unsure[plane],
                          absent[plane]};
}

static bool list_test(struct clauses *clauses, const struct kb_test *test,
                      enum plane plane, struct clause_list *out)
{
    uint32_t column;
    uint64_t given;

    if (!find_column(clauses, test, &column, &given))
        return false;
    struct codes all = clauses_all(clauses, column);
    struct codes codes = both(codes_of(given, plane), all);
    struct clause clause = {clauses->literal_count, !is_same(codes, all)};
    *out = (struct clause_list){clauses->count, !is_empty(codes)};
    if (is_empty(codes))
        return true;
    return (clause.count == 0 ||
            add_literal(clauses, (struct literal){column, codes})) &&
           add_clause(clauses, clause);
}

/* -------------------------------------------------------------- operations */

/* List the operand that ends before `*at`, and move that to its begin. */
static bool list_operand(struct clauses *clauses, uint32_t *at, uint32_t depth,
                         enum plane plane, struct clause_list *out)
{
    const dvf_kb *kb = clauses->kb;

    if (clauses->steps == 0 || depth > DEPTH_MAX)
        return false;
    clauses->steps--;
    const struct kb_operation *operation = &kb_operations(kb)[--*at];
    if (operation->code == KB_TEST)
        return list_test(clauses, &kb_tests(kb)[operation->a], plane, out);
    if (operation->code == KB_TERM) {
        struct kb_range when = kb_terms(kb)[operation->a].condition.when;
        uint32_t end = when.first + when.count;

        return list_operand(clauses, &end, depth + 1, plane, out);
    }
    if (operation->code == KB_NOT)
        return list_operand(clauses, at, depth + 1, plane_opposite(plane), out);
    if (kb_operands(operation) != 2)
        return false;
    bool positive = plane == PLANE_TRUE || plane == PLANE_MAY_BE;
    struct clause_list right;
    struct clause_list left;
    if (!list_operand(clauses, at, depth + 1, plane, &right) ||
        !list_operand(clauses, at, depth + 1, plane, &left))
        return false;
    return (operation->code == KB_AND) == positive
               ? all_of(clauses, left, right, out)
               : any_of(clauses, left, right, out);
}

/* List operations; none hold, if `empty`, or do not. */
static bool list_part(struct clauses *clauses, struct kb_range operations,
                      bool empty, enum plane plane, struct clause_list *out)
{
    uint32_t end = operations.first + operations.count;

    if (operations.count > 0)
        return list_operand(clauses, &end, 0, plane, out);
    bool positive = plane == PLANE_TRUE || plane == PLANE_MAY_BE;
    *out = (struct clause_list){clauses->count, empty == positive};
    return empty != positive ||
           add_clause(clauses, (struct clause){clauses->literal_count, 0});
}

static void begin(struct clauses *clauses)
{
    clauses->literal_count = 0;
    clauses->count = 0;
    clauses->steps = STEPS_MAX;
}

bool clauses_find_operand(struct clauses *clauses, uint32_t end,
                          enum plane plane, struct clause_list *out)
{
    begin(clauses);
    return list_operand(clauses, &end, 0, plane, out) &&
           out->count <= CLAUSES_MAX;
}

bool clauses_find(struct clauses *clauses, const struct kb_condition *condition,
                  enum plane when, enum plane unless, struct clause_list *out)
{
    struct clause_list left;
    struct clause_list right;

    begin(clauses);
    return list_part(clauses, condition->when, true, when, &left) &&
           list_part(clauses, condition->unless, false, unless, &right) &&
           all_of(clauses, left, right, out) && out->count <= CLAUSES_MAX;
}
