/* SPDX-License-Identifier: MIT */
/*
 * Changes by force: all other answers to one, two or three questions. See
 * analysis_checks.h.
 */
#include "analysis_checks.h"

#include "support.h"

#include <stdlib.h>
#include <string.h>

#define SIZE CHANGES_SIZE

/* Changed answers that lead to another end. */
struct cell {
    uint32_t attributes[SIZE];
    value_set to[SIZE];
    uint32_t end;
    bool told;  /* for a set by any selection */
    bool exact; /* told as it is */
};

struct changing {
    const struct subject *subject;
    const dvf_kb *kb;
    uint32_t own; /* end of the profile */
    uint32_t size;
    struct cell now;
    struct cell *cells; /* by attributes */
    size_t count;
    size_t capacity;
};

static uint32_t answers_to(const struct changing *changing, uint32_t attribute)
{
    const struct kb_attribute *record = &kb_attributes(changing->kb)[attribute];

    return record->type == KB_SET ? UINT32_C(1) << record->values.count
                                  : record->values.count;
}

static value_set answer(const struct changing *changing, uint32_t attribute,
                        uint32_t digit)
{
    return kb_attributes(changing->kb)[attribute].type == KB_SET
               ? digit
               : UINT64_C(1) << digit;
}

static void add_cell(struct changing *changing)
{
    if (changing->count == changing->capacity) {
        changing->capacity = changing->capacity * 2 + 64;
        changing->cells = realloc(changing->cells,
                                  changing->capacity * sizeof(struct cell));
        assert_non_null(changing->cells);
    }
    changing->cells[changing->count++] = changing->now;
}

/* Keep changed answers, which are given to the engine, that apply and lead to
 * another end. */
static void try_cell(struct changing *changing)
{
    const struct completions *completions = changing->subject->completions;
    bool bad;

    changing->now.end = completions_judge(completions, &bad);
    for (uint32_t i = 0; i < changing->size; i++)
        bad |= !evaluation_applies(completions->working,
                                   changing->now.attributes[i]);
    if (!bad && changing->now.end != changing->own)
        add_cell(changing);
}

/* @param values those of the answers, chosen for the first `chosen` */
static void try_values(struct changing *changing, uint32_t chosen)
{
    const struct completions *completions = changing->subject->completions;

    if (chosen == changing->size) {
        try_cell(changing);
        return;
    }
    uint32_t attribute = changing->now.attributes[chosen];
    value_set given = completions->evaluation->given[attribute];
    for (uint32_t i = 0; i < answers_to(changing, attribute); i++) {
        changing->now.to[chosen] = answer(changing, attribute, i);
        completions->working->given[attribute] = changing->now.to[chosen];
        if (changing->now.to[chosen] != given)
            try_values(changing, chosen + 1);
    }
    completions->working->given[attribute] = given;
}

static void try_attributes(struct changing *changing, uint32_t chosen,
                           uint32_t from)
{
    const dvf_evaluation *evaluation =
        changing->subject->completions->evaluation;

    if (chosen == changing->size) {
        try_values(changing, 0);
        return;
    }
    for (uint32_t i = from; i < kb_attributes_count(changing->kb); i++)
        if (values_given(evaluation->answers[i])) {
            changing->now.attributes[chosen] = i;
            try_attributes(changing, chosen + 1, i + 1);
        }
}

static void try_size(struct changing *changing, uint32_t size)
{
    changing->size = size;
    changing->count = 0;
    completions_reset(changing->subject->completions);
    try_attributes(changing, 0, 0);
}

/* ------------------------------------------------------------- comparison */

static bool is_set(const struct changing *changing, uint32_t attribute)
{
    return kb_attributes(changing->kb)[attribute].type == KB_SET;
}

/* Of a set the nearest selection stands for the others. */
static bool tells(const struct changing *changing,
                  const struct change_set *change, const struct cell *cell,
                  bool exactly)
{
    for (uint32_t i = 0; i < changing->size; i++) {
        bool set = is_set(changing, cell->attributes[i]);
        value_set to = change->items[i].to;

        if (cell->attributes[i] != change->items[i].attribute)
            return false;
        if (set ? exactly && to != cell->to[i] : (to & cell->to[i]) == 0)
            return false;
    }
    return cell->end == change->end;
}

static unsigned distance(value_set a, value_set b)
{
    return values_count(a ^ b);
}

/* No selection that does as much is nearer to the one given. */
static void expect_nearest(const struct changing *changing,
                           const struct change_set *change)
{
    const struct completions *completions = changing->subject->completions;
    uint32_t attribute = change->items[0].attribute;
    value_set given = completions->evaluation->given[attribute];
    value_set to = change->items[0].to;

    if (changing->size > 1 || !is_set(changing, attribute))
        return;
    for (size_t i = 0; i < changing->count; i++) {
        const struct cell *cell = &changing->cells[i];

        if (!tells(changing, change, cell, false))
            continue;
        unsigned own = distance(cell->to[0], given);
        expect_of(changing->subject,
                  own > distance(to, given) ||
                      (own == distance(to, given) && cell->to[0] >= to),
                  "%llx is nearer than %llx to %llx",
                  (unsigned long long)cell->to[0], (unsigned long long)to,
                  (unsigned long long)given);
    }
}

/* @return the cells that a change is made of, in full; a set counts once */
static size_t size_of(const struct changing *changing,
                      const struct change_set *change)
{
    size_t size = 1;

    for (uint32_t i = 0; i < changing->size; i++)
        if (!is_set(changing, change->items[i].attribute))
            size *= values_count(change->items[i].to);
    return size;
}

static void check_change(struct changing *changing,
                         const struct change_set *change)
{
    size_t exact = 0;

    for (size_t i = 0; i < changing->count; i++) {
        struct cell *cell = &changing->cells[i];

        cell->told |= tells(changing, change, cell, false);
        if (!tells(changing, change, cell, true))
            continue;
        expect_of(changing->subject, !cell->exact,
                  "a change of %u is told twice", change->items[0].attribute);
        cell->exact = true;
        exact++;
    }
    expect_of(changing->subject, exact == size_of(changing, change),
              "a change of %u to end %u is of %zu answers, by force %zu",
              change->items[0].attribute, change->end,
              size_of(changing, change), exact);
    expect_nearest(changing, change);
}

/* Negative, 0 or positive, as the attributes of a come before those of b. */
static int compare(const struct changing *changing,
                   const struct change_set *change, const struct cell *cell)
{
    for (uint32_t i = 0; i < changing->size; i++)
        if (cell->attributes[i] != change->items[i].attribute)
            return cell->attributes[i] < change->items[i].attribute ? -1 : 1;
    return 0;
}

static void check_told(const struct changing *changing,
                       const struct changes *changes)
{
    bool full = changes->count == CHANGES_MAX;

    for (size_t i = 0; i < changing->count; i++) {
        const struct cell *cell = &changing->cells[i];

        expect_of(
            changing->subject,
            cell->told ||
                (full && compare(changing, &changes->sets[changes->count - 1],
                                 cell) >= 0),
            "a change of %u to %llx leads to end %u", cell->attributes[0],
            (unsigned long long)cell->to[0], cell->end);
    }
}

static void check_order(const struct changing *changing,
                        const struct changes *changes)
{
    for (uint32_t i = 1; i < changes->count; i++) {
        const struct change_set *last = &changes->sets[i - 1];
        const struct change_set *next = &changes->sets[i];
        int order = 0;

        for (uint32_t k = 0; order == 0 && k < changing->size; k++)
            order = (next->items[k].attribute > last->items[k].attribute) -
                    (next->items[k].attribute < last->items[k].attribute);
        expect_of(changing->subject,
                  order > 0 || (order == 0 && next->end >= last->end),
                  "change %u comes too late", i);
    }
}

/* What is public is what is compared. */
static void check_public(const struct subject *subject)
{
    const struct changes *changes = &subject->analysis->changes;
    dvf_change change;
    dvf_changed changed;

    for (uint32_t i = 0; i < changes->count; i++) {
        assert_true(dvf_analysis_change(subject->analysis, i, &change));
        assert_int_equal(change.size, changes->sets[i].size);
        assert_int_equal(change.size, changes->size);
        for (uint32_t k = 0; k < change.size; k++) {
            assert_true(
                dvf_analysis_changed(subject->analysis, i, k, &changed));
            assert_int_equal(changed.attribute,
                             changes->sets[i].items[k].attribute);
            assert_int_equal(changed.to, changes->sets[i].items[k].to);
            assert_int_equal(
                changed.from,
                subject->completions->evaluation->given[changed.attribute]);
        }
        assert_false(
            dvf_analysis_changed(subject->analysis, i, change.size, &changed));
    }
    assert_false(
        dvf_analysis_change(subject->analysis, changes->count, &change));
}

void check_changes(const struct subject *subject, uint32_t most)
{
    const struct changes *changes = &subject->analysis->changes;
    struct changing changing = {
        .subject = subject,
        .kb = subject->completions->kb,
        .own = end_of_verdict(subject->completions->kb,
                              &subject->completions->evaluation->verdict),
    };
    uint32_t size = changes->size > 0 ? changes->size : SIZE;

    expect_of(subject, subject->analysis->has_changes, "no changes");
    check_public(subject);
    for (uint32_t i = 1; i < size && i <= most; i++) {
        try_size(&changing, i);
        expect_of(subject, changing.count == 0,
                  "%u answers do, not only %u: %u to %llx", i, size,
                  changing.count ? changing.cells[0].attributes[0] : 0,
                  changing.count ? (unsigned long long)changing.cells[0].to[0]
                                 : 0);
    }
    subject->seen->changes[changes->size]++;
    if (size <= most) {
        try_size(&changing, size);
        for (uint32_t i = 0; i < changes->count; i++)
            check_change(&changing, &changes->sets[i]);
        check_told(&changing, changes);
        check_order(&changing, changes);
    }
    free(changing.cells);
}
