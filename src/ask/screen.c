/* SPDX-License-Identifier: MIT */
/*
 * Screen: rows are those of the live lines, from the first one. Moves are
 * relative and stay within what is shown; what lies beyond its last line is
 * reached by line feeds alone, so that the terminal scrolls.
 */
#include "ask/screen.h"

#include <string.h>

#define HIDE_CURSOR "\x1b[?25l"
#define SHOW_CURSOR "\x1b[?25h"
#define ERASE_LINE  "\x1b[K" /* from the cursor on */
#define ERASE_BELOW "\x1b[J" /* the same, with all lines below */

/* While we draw, a terminal that has become narrower meanwhile is to cut lines
 * rather than wrap them: rows would no longer be where we take them to be. */
#define WRAP_OFF    "\x1b[?7l"
#define WRAP_ON     "\x1b[?7h"

/* The cursor on its way, and how many rows there are to move over. */
struct pen {
    struct buffer *out;
    size_t row;
    size_t rows;
};

static size_t live_lines(const struct frame *frame)
{
    return frame->lines.count - frame->news;
}

static const struct frame_line *live_line(const struct frame *frame, size_t row)
{
    return array_at(&frame->lines, frame->news + row);
}

static bool is_same_line(const struct frame *a, const struct frame *b,
                         size_t row)
{
    const struct frame_line *one;
    const struct frame_line *other;

    if (row >= live_lines(a) || row >= live_lines(b))
        return false;
    one = live_line(a, row);
    other = live_line(b, row);
    return one->length == other->length &&
           (one->length == 0 ||
            memcmp(a->text.bytes + one->start, b->text.bytes + other->start,
                   one->length) == 0);
}

/* ------------------------------------------------------------------- bytes */

static void move(struct buffer *out, size_t count, char direction)
{
    if (count == 1)
        buffer_printf(out, "\x1b[%c", direction);
    else if (count > 1)
        buffer_printf(out, "\x1b[%zu%c", count, direction);
}

/* To the first column of a row that is not above, which may be the one after
 * the last. */
static void go_down_to(struct pen *pen, size_t row)
{
    size_t within = row < pen->rows ? row : pen->rows - 1;

    if (row == pen->row + 1) {
        buffer_puts(pen->out, "\r\n");
    } else {
        move(pen->out, within - pen->row, 'B');
        buffer_puts(pen->out, row > within ? "\r\n" : "\r");
    }
    pen->row = row;
    if (row >= pen->rows)
        pen->rows = row + 1;
}

static void go_to_top(struct pen *pen)
{
    move(pen->out, pen->row, 'A');
    buffer_putc(pen->out, '\r');
    pen->row = 0;
}

/* Erased as a whole first: some terminals take what is erased behind a text for
 * a part of the line, and would wrap it when they become narrower. */
static void write_line(struct buffer *out, const struct frame *frame,
                       size_t index)
{
    const struct frame_line *line = array_at(&frame->lines, index);

    buffer_puts(out, ERASE_LINE);
    if (line->length > 0)
        buffer_append(out, frame->text.bytes + line->start, line->length);
}

/* ----------------------------------------------------------------- drawing */

/* True for a frame that leaves the cursor in the first column. */
static bool is_empty(const struct frame *frame)
{
    return live_lines(frame) == 0 ||
           (live_lines(frame) == 1 && live_line(frame, 0)->length == 0);
}

/* Erase the rows below last, and never from the first corner of the screen:
 * some terminals would keep all of it in their history then. */
static void draw_anew(const struct frame *frame, struct buffer *out)
{
    struct pen pen = {out, 0, 1};
    size_t i;

    buffer_putc(out, '\r');
    for (i = 0; i < frame->news; i++) {
        write_line(out, frame, i);
        buffer_puts(out, "\r\n");
    }
    for (i = 0; i < live_lines(frame); i++) {
        if (i > 0)
            go_down_to(&pen, i);
        write_line(out, frame, frame->news + i);
    }
    if (is_empty(frame))
        go_down_to(&pen, 1);
    buffer_puts(out, ERASE_BELOW);
    go_to_top(&pen);
}

static void draw_changes(const struct frame *from, const struct frame *to,
                         struct buffer *out)
{
    struct pen pen = {out, 0, live_lines(from)};
    size_t i;

    for (i = 0; i < live_lines(to); i++) {
        if (is_same_line(from, to, i))
            continue;
        if (i > 0)
            go_down_to(&pen, i);
        write_line(out, to, to->news + i);
    }
    if (live_lines(from) > live_lines(to)) {
        go_down_to(&pen, live_lines(to));
        buffer_puts(out, ERASE_BELOW);
    }
    go_to_top(&pen);
}

static bool is_changed(const struct frame *from, const struct frame *to)
{
    size_t i;

    for (i = 0; i < live_lines(to); i++)
        if (!is_same_line(from, to, i))
            return true;
    return live_lines(from) > live_lines(to);
}

/* True for a frame of which all has to be drawn. */
static bool is_new(const struct screen *screen, const struct frame *frame)
{
    return !screen->drawn || live_lines(&screen->shown) == 0 ||
           screen->shown.is_last || frame->news > 0 ||
           frame->columns != screen->shown.columns ||
           frame->rows != screen->shown.rows;
}

static void draw(const struct screen *screen, const struct frame *frame,
                 struct buffer *out)
{
    if (is_new(screen, frame)) {
        buffer_puts(out, HIDE_CURSOR WRAP_OFF);
        draw_anew(frame, out);
        buffer_puts(out, WRAP_ON);
    } else if (is_changed(&screen->shown, frame)) {
        buffer_puts(out, WRAP_OFF);
        draw_changes(&screen->shown, frame, out);
        buffer_puts(out, WRAP_ON);
    }
    if (frame->is_last)
        buffer_puts(out, SHOW_CURSOR);
}

void screen_update(struct screen *screen, struct frame *frame,
                   struct buffer *out)
{
    struct frame before;

    if (frame->failed) {
        out->failed = true;
        return;
    }
    draw(screen, frame, out);
    before = screen->shown;
    screen->shown = *frame;
    screen->drawn = true;
    *frame = before;
    frame_clear(frame);
}

void screen_erase(struct screen *screen, struct buffer *out)
{
    if (screen->drawn) {
        buffer_puts(out, "\r" ERASE_LINE "\r\n" ERASE_BELOW);
        move(out, 1, 'A');
        buffer_puts(out, SHOW_CURSOR);
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
