/* SPDX-License-Identifier: MIT */
/*
 * Judging answers by rows: the AND of one row for each column.
 */
#include "engine/rows.h"

#include "engine/truth.h"

#include <string.h>

/* The code of an answer that is given. */
static inline uint32_t code_of_given(const struct rows_column *column,
                                     value_set answer)
{
    if (column->kind == ROWS_VALUE)
        return values_lowest(answer);
    if (column->kind == ROWS_PART)
        return (uint32_t)(answer >> column->shift) & (column->size - 1);
    return values_count(answer);
}

static inline uint32_t code_of(const struct rows_column *column,
                               value_set answer)
{
    return values_given(answer)
               ? code_of_given(column, answer)
               : column->last - (answer == VALUES_NOT_APPLICABLE);
}

/* ------------------------------------------------------------------- words */

/* AND the rows that were chosen, from a word on: a few words at a time stay in
 * registers. */
static void and_rows(const struct rows_job *job, uint32_t first, uint32_t end)
{
    const struct rows *rows = job->rows;
    const uint64_t *words = rows_words(rows);
    const uint64_t *start = rows_start(rows);
    uint32_t count = rows_columns_count(rows);
    uint32_t at = first;

    for (; at + 4 <= end; at += 4) {
        uint64_t a = start[at];
        uint64_t b = start[at + 1];
        uint64_t c = start[at + 2];
        uint64_t d = start[at + 3];

        for (uint32_t i = 0; i < count; i++) {
            const uint64_t *row = words + job->chosen[i] + at;

            a &= row[0];
            b &= row[1];
            c &= row[2];
            d &= row[3];
        }
        job->bits[at] = a;
        job->bits[at + 1] = b;
        job->bits[at + 2] = c;
        job->bits[at + 3] = d;
    }
    for (; at < end; at += 2) {
        uint64_t a = start[at];
        uint64_t b = start[at + 1];

        for (uint32_t i = 0; i < count; i++) {
            const uint64_t *row = words + job->chosen[i] + at;

            a &= row[0];
            b &= row[1];
        }
        job->bits[at] = a;
        job->bits[at + 1] = b;
    }
}

/* ----------------------------------------------------------------- answers */

/* Word 0 holds all of a guard by the time that its question comes, as it reads
 * those before it only. @return true for an answer that is none */
static bool settle_guard(const struct rows_job *job,
                         const struct rows_column *column, uint64_t word)
{
    const struct rows_guard *guard = &rows_guards(job->rows)[column->guard];
    value_set *answer = &job->answers[column->attribute];
    bool may = (word & guard->may) != 0;
    bool is_idle = !may && values_given(*answer);

    *answer = may ? *answer : VALUES_NOT_APPLICABLE;
    if (job->applies)
        job->applies[column->attribute] = !may ? TRUTH_FALSE
                                          : (word & guard->does) != 0
                                              ? TRUTH_TRUE
                                              : TRUTH_OPEN;
    return is_idle;
}

static inline void and_head(struct rows_head *all, const struct rows_head *head)
{
    all->a &= head->a;
    all->b &= head->b;
}

/* Settle answers, and the head of all rows. @return as rows_settle() */
static uint32_t settle_answers(const struct rows_job *job)
{
    const struct rows *rows = job->rows;
    const struct rows_column *columns = rows_columns(rows);
    const struct rows_head *heads = rows_heads(rows);
    const value_set *answers = job->answers;
    struct rows_head all = {rows_start(rows)[0], rows_start(rows)[1]};
    uint32_t single = rows->single;
    uint32_t open = rows->open;
    uint32_t count = rows_columns_count(rows);
    uint32_t idle = 0;
    uint32_t i = 0;

    for (; i < single; i++) {
        value_set answer = answers[columns[i].attribute];

        /* As code_of(): bits 63 and 62 stand for the last codes. */
        and_head(&all, &heads[columns[i].codes +
                              (values_lowest(answer) & columns[i].last)]);
    }
    for (; i < open; i++)
        and_head(&all,
                 &heads[columns[i].codes +
                        code_of(&columns[i], answers[columns[i].attribute])]);
    for (; i < count; i++) {
        if (columns[i].guard != KB_NONE)
            idle += settle_guard(job, &columns[i], all.a);
        and_head(&all,
                 &heads[columns[i].codes +
                        code_of(&columns[i], answers[columns[i].attribute])]);
    }
    job->bits[0] = all.a;
    job->bits[1] = all.b;
    return idle;
}

static void choose_rows(const struct rows_job *job)
{
    const uint32_t *codes = rows_codes(job->rows);

    for (uint32_t i = 0; i < rows_columns_count(job->rows); i++) {
        const struct rows_column *column = &rows_columns(job->rows)[i];
        value_set answer = job->answers[column->attribute];

        job->chosen[i] = codes[column->codes + code_of(column, answer)];
    }
}

uint32_t rows_settle(const struct rows_job *job)
{
    const struct rows *rows = job->rows;
    uint32_t idle = settle_answers(job);

    if (job->applies || rows->early > 2) {
        choose_rows(job);
        and_rows(job, 2, job->applies ? rows->width : rows->early);
    }
    return idle;
}

/* -------------------------------------------------------------------- sure */

static uint32_t sure_code(const struct rows_job *job,
                          const struct rows_column *column)
{
    value_set answer = job->given[column->attribute];
    uint8_t applies = job->applies[column->attribute];

    if (applies == TRUTH_FALSE)
        return column->last - 1;
    if (applies == TRUTH_OPEN && values_given(answer))
        return column->last + 1 + code_of_given(column, answer);
    return code_of(column, answer);
}

void rows_settle_sure(const struct rows_job *job)
{
    const struct rows *rows = job->rows;
    const uint32_t *codes = rows_codes(rows);
    uint64_t word = rows_start(rows)[0];

    for (uint32_t i = 0; i < rows_columns_count(rows); i++) {
        const struct rows_column *column = &rows_columns(rows)[i];

        if (column->guard != KB_NONE) {
            const struct rows_guard *guard = &rows_guards(rows)[column->guard];
            bool may = (word & guard->may) != 0;
            bool does = (word & guard->does) != 0;

            job->applies[column->attribute] = (uint8_t)(does  ? TRUTH_TRUE
                                                        : may ? TRUTH_OPEN
                                                              : TRUTH_FALSE);
        }
        job->chosen[i] = codes[column->codes + sure_code(job, column)];
        word &= rows_words(rows)[job->chosen[i]];
    }
    and_rows(job, 0, rows->width);
}

/* ------------------------------------------------------------------ points */

/* The greater points in each lane: their highest bits are free, to borrow. */
static inline points_lanes most_of(points_lanes a, points_lanes b)
{
    const points_lanes high = UINT32_C(0x80008000);
    points_lanes greater = ((a | high) - b) & high;
    points_lanes mask = greater - (greater >> 15);

    return (a & mask) | (b & ~mask);
}

static inline points_lanes points_of(const struct rows_field *field,
                                     const points_lanes *points,
                                     const uint64_t *bits)
{
    uint64_t state = bits[field->word] >> field->shift & field->mask;

    return points[field->points + state];
}

points_lanes rows_collect(const struct rows *rows, const uint64_t *bits,
                          points_lanes *cells)
{
    const struct rows_run *runs = rows_runs(rows);
    const struct rows_field *field = rows_fields(rows);
    const points_lanes *points = rows_points(rows);
    uint32_t count = rows_runs_count(rows);
    points_lanes all = 0;

    assert(rows->has_points);
    memset(cells, 0, (count + 1) * sizeof *cells);
    for (uint32_t i = 0; i < count; i++) {
        const struct rows_field *end = rows_fields(rows) + runs[i].end;
        points_lanes *into = &cells[runs[i].into];

        all = cells[i];
        if (runs[i].sums != 0)
            for (; field < end; field++)
                all += points_of(field, points, bits);
        else
            for (; field < end; field++)
                all = most_of(all, points_of(field, points, bits));
        *into = runs[i].adds != 0 ? *into + all : most_of(*into, all);
    }
    return all;
}
