/* SPDX-License-Identifier: MIT */
/*
 * Diff writer, by the greedy algorithm of E. W. Myers, "An O(ND) Difference
 * Algorithm and Its Variations", 1986. `edits` paths grow until one reaches the
 * end of both texts; the places that each had reached are kept, and followed
 * back.
 */
#include "write/diff.h"

#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Most changed lines that are looked for: their cost grows with the square. */
#define EDITS_MAX 1000

/* Lines around a change. */
#define CONTEXT   3

struct line {
    const char *start;
    size_t length; /* with its line break */
};

/* A text as lines. */
struct side {
    const struct diff_text *text;
    struct line *lines;
    size_t count;
    bool *changed; /* a line of the other text is no match for it */
};

/* ----------------------------------------------------------------- Lines */

static size_t line_length(const char *start, size_t left)
{
    const char *end = memchr(start, '\n', left);

    return end ? (size_t)(end - start) + 1 : left;
}

static bool open_side(struct side *side, const struct diff_text *text)
{
    size_t count = 0;

    *side = (struct side){.text = text};
    for (size_t at = 0; at < text->length; count++)
        at += line_length(text->bytes + at, text->length - at);
    side->lines = calloc(count + 1, sizeof *side->lines);
    side->changed = calloc(count + 1, sizeof *side->changed);
    if (!side->lines || !side->changed)
        return false;
    for (size_t at = 0; at < text->length; side->count++) {
        struct line *line = &side->lines[side->count];

        line->start = text->bytes + at;
        line->length = line_length(line->start, text->length - at);
        at += line->length;
    }
    return true;
}

static void close_side(struct side *side)
{
    free(side->lines);
    free(side->changed);
}

static bool is_same(const struct side *one, size_t i, const struct side *two,
                    size_t j)
{
    const struct line *a = &one->lines[i];
    const struct line *b = &two->lines[j];

    return a->length == b->length && memcmp(a->start, b->start, a->length) == 0;
}

/* ------------------------------------------------------------- Comparing */

/* Two texts without the lines that are the same at their begin and end. */
struct compare {
    struct side *one;
    struct side *two;
    size_t first;    /* lines left out before, of either */
    size_t n;        /* lines of `one` in between */
    size_t m;        /* of `two` */
    size_t *reached; /* triangle: how far on each diagonal, by edits */
};

/* Row of the triangle: diagonals -edits, -edits + 2, ... edits. */
static size_t *row_of(const struct compare *compare, size_t edits)
{
    return compare->reached + edits * (edits + 1) / 2;
}

/* True where the path to diagonal number `i` of a row ends in a line that was
 * added, from diagonal i of the row before; else it removes one, from i - 1. */
static bool adds(const size_t *before, size_t edits, size_t i)
{
    return i == 0 || (i < edits && before[i - 1] < before[i]);
}

/* Lines of `two` that were passed, on diagonal number `i`. */
static size_t second(size_t x, size_t edits, size_t i)
{
    return x + edits - 2 * i;
}

/* Grow the paths by an edit. @return whether one reaches both ends */
static bool grow(struct compare *compare, size_t edits)
{
    const size_t *before = edits > 0 ? row_of(compare, edits - 1) : NULL;
    size_t *row = row_of(compare, edits);

    for (size_t i = 0; i <= edits; i++) {
        size_t x = 0;

        if (edits > 0)
            x = adds(before, edits, i) ? before[i] : before[i - 1] + 1;
        /* A path past an end goes on, and never reaches both. */
        size_t y = second(x, edits, i);
        while (x < compare->n && y < compare->m &&
               is_same(compare->one, compare->first + x, compare->two,
                       compare->first + y)) {
            x++;
            y++;
        }
        row[i] = x;
        if (x == compare->n && y == compare->m)
            return true;
    }
    return false;
}

/* Follow the path back, from the diagonal on which both texts end. */
static void mark_path(struct compare *compare, size_t edits)
{
    size_t i = (compare->n + edits - compare->m) / 2;

    for (; edits > 0; edits--) {
        const size_t *before = row_of(compare, edits - 1);

        if (adds(before, edits, i)) {
            size_t y = second(before[i], edits - 1, i);

            compare->two->changed[compare->first + y] = true;
        } else {
            i--;
            compare->one->changed[compare->first + before[i]] = true;
        }
    }
}

static void mark_all(struct compare *compare)
{
    for (size_t i = 0; i < compare->n; i++)
        compare->one->changed[compare->first + i] = true;
    for (size_t i = 0; i < compare->m; i++)
        compare->two->changed[compare->first + i] = true;
}

static void trim(struct compare *compare)
{
    size_t n = compare->one->count;
    size_t m = compare->two->count;
    size_t first = 0;

    while (first < n && first < m &&
           is_same(compare->one, first, compare->two, first))
        first++;
    while (n > first && m > first &&
           is_same(compare->one, n - 1, compare->two, m - 1)) {
        n--;
        m--;
    }
    compare->first = first;
    compare->n = n - first;
    compare->m = m - first;
}

static bool mark_changes(struct side *one, struct side *two)
{
    struct compare compare = {.one = one, .two = two};
    size_t edits = 0;

    trim(&compare);
    size_t most = compare.n + compare.m;
    most = most < EDITS_MAX ? most : EDITS_MAX;
    compare.reached = calloc((most + 1) * (most + 2) / 2,
                             sizeof *compare.reached);
    if (!compare.reached)
        return false;
    while (edits <= most && !grow(&compare, edits))
        edits++;
    if (edits <= most)
        mark_path(&compare, edits);
    else
        mark_all(&compare);
    free(compare.reached);
    return true;
}

/* --------------------------------------------------------------- Writing */

/* Places in both texts, and those of a hunk. */
struct hunk {
    const struct side *one;
    const struct side *two;
    size_t i;
    size_t j;
    size_t end_i;
    size_t end_j;
};

static bool is_change(const struct hunk *hunk, size_t i, size_t j)
{
    return (i < hunk->one->count && hunk->one->changed[i]) ||
           (j < hunk->two->count && hunk->two->changed[j]);
}

/* Pass the lines of a change. */
static void pass_change(const struct hunk *hunk, size_t *i, size_t *j)
{
    while (*i < hunk->one->count && hunk->one->changed[*i])
        ++*i;
    while (*j < hunk->two->count && hunk->two->changed[*j])
        ++*j;
}

/* Find the next hunk from its end on: changes with less than two contexts
 * between them are one. */
static bool next_hunk(struct hunk *hunk)
{
    size_t i = hunk->end_i;
    size_t j = hunk->end_j;
    size_t same = 0;

    while (i < hunk->one->count && !is_change(hunk, i, j)) {
        i++;
        j++;
    }
    if (!is_change(hunk, i, j))
        return false;
    const size_t before = i - hunk->end_i;
    const size_t shown = before < CONTEXT ? before : CONTEXT;
    hunk->i = i - shown;
    hunk->j = j - shown;
    while (is_change(hunk, i, j)) {
        pass_change(hunk, &i, &j);
        for (same = 0; same <= 2 * CONTEXT && i + same < hunk->one->count &&
                       !is_change(hunk, i + same, j + same);)
            same++;
        if (same > 2 * CONTEXT || !is_change(hunk, i + same, j + same))
            break;
        i += same;
        j += same;
    }
    same = same < CONTEXT ? same : CONTEXT;
    hunk->end_i = i + same;
    hunk->end_j = j + same;
    return true;
}

/* "12,3"; a single line has no count, and none stands behind the one named. */
static void put_range(struct buffer *out, char sign, size_t start, size_t end)
{
    buffer_printf(out, "%c%zu", sign, end > start ? start + 1 : start);
    if (end - start != 1)
        buffer_printf(out, ",%zu", end - start);
}

static void put_line(struct buffer *out, char sign, const struct line *line)
{
    buffer_putc(out, sign);
    buffer_append(out, line->start, line->length);
    if (line->start[line->length - 1] != '\n')
        buffer_puts(out, "\n\\ No newline at end of file\n");
}

static void put_hunk(struct buffer *out, const struct hunk *hunk)
{
    size_t i = hunk->i;
    size_t j = hunk->j;

    buffer_puts(out, "@@ ");
    put_range(out, '-', i, hunk->end_i);
    buffer_putc(out, ' ');
    put_range(out, '+', j, hunk->end_j);
    buffer_puts(out, " @@\n");
    while (i < hunk->end_i || j < hunk->end_j) {
        if (i < hunk->end_i && hunk->one->changed[i])
            put_line(out, '-', &hunk->one->lines[i++]);
        else if (j < hunk->end_j && hunk->two->changed[j])
            put_line(out, '+', &hunk->two->lines[j++]);
        else {
            put_line(out, ' ', &hunk->one->lines[i++]);
            j++;
        }
    }
}

static void put_name(struct buffer *out, const char *words, const char *prefix,
                     const char *name)
{
    buffer_puts(out, words);
    if (!name)
        buffer_puts(out, "/dev/null");
    else if (name[0] != '/')
        buffer_puts(out, prefix);
    if (name)
        utf8_append_safe(out, name, strlen(name), false);
    buffer_putc(out, '\n');
}

void diff_append(struct buffer *out, const struct diff_text *before,
                 const struct diff_text *after)
{
    struct side one = {0};
    struct side two = {0};
    struct hunk hunk = {.one = &one, .two = &two};

    if (!open_side(&one, before) || !open_side(&two, after) ||
        !mark_changes(&one, &two))
        out->failed = true;
    for (bool first = true; !out->failed && next_hunk(&hunk); first = false) {
        if (first) {
            put_name(out, "--- ", "a/", before->name);
            put_name(out, "+++ ", "b/", after->name);
        }
        put_hunk(out, &hunk);
    }
    close_side(&one);
    close_side(&two);
}
