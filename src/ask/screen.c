/* SPDX-License-Identifier: MIT */
/*
 * Screen: lines are counted from the first one that is not above for good.
 * Moves are relative and stay within what is shown; what lies beyond its last
 * line is reached by line feeds alone, so that the terminal scrolls.
 */
#include "ask/screen.h"

#include <string.h>

#define HIDE_CURSOR "\x1b[?25l"
#define SHOW_CURSOR "\x1b[?25h"
#define ERASE_LINE  "\x1b[K" /* from the cursor on */
#define ERASE_BELOW "\x1b[J" /* the same, with all lines below */

/* A frame's lines less those that stand above. */
struct region {
    const struct frame *frame;
    size_t first;
    size_t count;
};

/* The cursor on its way, and how many lines there are to move over. */
struct pen {
    struct buffer *out;
    size_t row;
    size_t rows;
};

static struct region region_of(const struct frame *frame, uint32_t passed)
{
    uint32_t first = passed > frame->left_out ? passed - frame->left_out : 0;

    if (first > frame->finished)
        first = frame->finished;
    return (struct region){frame, first, frame->lines.count - first};
}

static const struct frame_line *line_at(const struct region *region, size_t row)
{
    return array_at(&region->frame->lines, region->first + row);
}

static size_t cursor_row(const struct region *region)
{
    return region->frame->cursor_row > region->first
               ? region->frame->cursor_row - region->first
               : 0;
}

static bool is_same_line(const struct region *a, const struct region *b,
                         size_t row)
{
    const struct frame_line *one;
    const struct frame_line *other;

    if (row >= a->count || row >= b->count)
        return false;
    one = line_at(a, row);
    other = line_at(b, row);
    return one->length == other->length &&
           (one->length == 0 ||
            memcmp(a->frame->text.bytes + one->start,
                   b->frame->text.bytes + other->start, one->length) == 0);
}

/* ------------------------------------------------------------------- bytes */

static void move(struct buffer *out, size_t count, char direction)
{
    if (count == 1)
        buffer_printf(out, "\x1b[%c", direction);
    else if (count > 1)
        buffer_printf(out, "\x1b[%zu%c", count, direction);
}

/* To the first column of a line, which may be the one after the last. */
static void go_to_row(struct pen *pen, size_t row)
{
    if (row == pen->row + 1) {
        buffer_puts(pen->out, "\r\n");
    } else {
        size_t within = row < pen->rows ? row : pen->rows - 1;

        if (within < pen->row)
            move(pen->out, pen->row - within, 'A');
        else
            move(pen->out, within - pen->row, 'B');
        buffer_putc(pen->out, '\r');
        if (row > within)
            buffer_puts(pen->out, "\n");
    }
    pen->row = row;
    if (row >= pen->rows)
        pen->rows = row + 1;
}

/* Erased as a whole first: some terminals take what is erased behind a text for
 * a part of the line, and would wrap it when they become narrower. */
static void write_line(struct pen *pen, const struct region *region, size_t row)
{
    const struct frame_line *line = line_at(region, row);

    buffer_puts(pen->out, ERASE_LINE);
    if (line->length > 0)
        buffer_append(pen->out, region->frame->text.bytes + line->start,
                      line->length);
}

static void place_cursor(struct pen *pen, const struct region *region)
{
    go_to_row(pen, cursor_row(region));
    move(pen->out, region->frame->cursor_column, 'C');
}

/* From the cursor's place in what is shown to its first line, once a terminal
 * of so many columns has wrapped it. */
static size_t rows_above(const struct region *region, unsigned columns)
{
    const struct frame *frame = region->frame;
    size_t cursor = cursor_row(region);
    size_t rows = 0;
    size_t i;

    for (i = 0; i < cursor; i++)
        rows += frame_rows(frame, region->first + i, UINT32_MAX, columns);
    if (region->count > 0)
        rows += frame_rows(frame, region->first + cursor,
                           frame->cursor_column + 1, columns) -
                1;
    return rows;
}

static void go_to_top(const struct region *region, unsigned columns,
                      struct buffer *out)
{
    move(out, rows_above(region, columns > 0 ? columns : 1), 'A');
    buffer_putc(out, '\r');
}

/* ----------------------------------------------------------------- drawing */

/* A terminal that has become lower keeps the cursor's line, and so many above
 * it as it has room for. Finished questions beyond that are above for good. */
static void pass_lost(struct screen *screen, unsigned columns, unsigned rows)
{
    struct region region = region_of(&screen->shown, screen->passed);
    size_t above = rows_above(&region, columns);
    size_t lost = rows > 0 && above >= rows ? above - rows + 1 : 0;
    size_t i;

    if (screen->passed < screen->shown.left_out)
        return;
    for (i = region.first; i < screen->shown.finished; i++) {
        size_t taken = frame_rows(&screen->shown, i, UINT32_MAX, columns);

        if (taken > lost)
            return;
        lost -= taken;
        screen->passed = screen->shown.left_out + (uint32_t)i + 1;
    }
}

/* What is below is erased last, and never from the first corner of the screen:
 * some terminals would keep all of it in their history then. */
static void draw_anew(const struct region *region, struct buffer *out)
{
    struct pen pen = {out, 0, 1};
    size_t i;

    for (i = 0; i < region->count; i++) {
        if (i > 0)
            go_to_row(&pen, i);
        write_line(&pen, region, i);
    }
    buffer_puts(out, ERASE_BELOW);
    place_cursor(&pen, region);
}

/* Whether more than the cursor differs. */
static bool is_changed(const struct region *from, const struct region *to)
{
    size_t i;

    for (i = 0; i < to->count; i++)
        if (!is_same_line(from, to, i))
            return true;
    return from->count > to->count;
}

static void draw_changes(const struct region *from, const struct region *to,
                         struct buffer *out)
{
    struct pen pen = {out, cursor_row(from), from->count > 0 ? from->count : 1};
    size_t i;

    for (i = 0; i < to->count; i++) {
        if (is_same_line(from, to, i))
            continue;
        go_to_row(&pen, i);
        write_line(&pen, to, i);
    }
    if (from->count > to->count) {
        go_to_row(&pen, to->count);
        buffer_puts(out, ERASE_BELOW);
    }
    place_cursor(&pen, to);
}

/* What is shown, with the cursor in it, becomes another region. */
static void turn(const struct region *from, const struct region *to,
                 struct buffer *out)
{
    bool is_moved = from->frame->cursor_column != to->frame->cursor_column ||
                    cursor_row(from) != cursor_row(to);
    struct pen pen = {out, cursor_row(from), from->count > 0 ? from->count : 1};

    if (is_changed(from, to)) {
        buffer_puts(out, HIDE_CURSOR);
        draw_changes(from, to, out);
        buffer_puts(out, SHOW_CURSOR);
    } else if (is_moved) {
        place_cursor(&pen, to);
    }
}

void screen_update(struct screen *screen, struct frame *frame, unsigned columns,
                   struct buffer *out)
{
    bool is_resized = screen->drawn && (columns != screen->columns ||
                                        frame->rows != screen->shown.rows);
    uint32_t finished = frame->left_out + frame->finished;
    struct frame before;
    struct region from;
    struct region to;

    if (frame->failed) {
        out->failed = true;
        return;
    }
    if (is_resized)
        pass_lost(screen, columns > 0 ? columns : 1, frame->rows);
    from = region_of(&screen->shown, screen->passed);
    if (screen->passed > finished)
        screen->passed = finished;
    to = region_of(frame, screen->passed);
    if (screen->drawn && !is_resized) {
        turn(&from, &to, out);
    } else {
        buffer_puts(out, HIDE_CURSOR);
        go_to_top(&from, columns, out);
        draw_anew(&to, out);
        buffer_puts(out, SHOW_CURSOR);
    }
    if (screen->passed < frame->above)
        screen->passed = frame->above;
    before = screen->shown;
    screen->shown = *frame;
    screen->columns = columns;
    screen->drawn = true;
    *frame = before;
    frame_clear(frame);
}

void screen_erase(struct screen *screen, unsigned columns, struct buffer *out)
{
    struct region region = region_of(&screen->shown, screen->passed);

    if (screen->drawn) {
        go_to_top(&region, columns, out);
        buffer_puts(out, ERASE_LINE "\r\n" ERASE_BELOW);
        move(out, 1, 'A');
    }
    screen_forget(screen);
}

void screen_forget(struct screen *screen)
{
    frame_clear(&screen->shown);
    screen->drawn = false;
}

void screen_release(struct screen *screen)
{
    frame_release(&screen->shown);
    *screen = (struct screen){.drawn = false};
}
