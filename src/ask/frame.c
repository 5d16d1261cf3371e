/* SPDX-License-Identifier: MIT */
/*
 * Frames: each part is laid out by itself, then the room is shared out, then
 * the lines are put in order.
 */
#include "ask/frame_parts.h"

/* ------------------------------------------------------------------- parts */

static void draw_parts(struct drawing *drawing)
{
    if (drawing->interview->mode == MODE_DONE) {
        text_end(drawing);
        return;
    }
    text_title(drawing);
    text_note(drawing);
    text_input(drawing);
    text_complaint(drawing);
    text_standing(drawing);
    help_draw(drawing);
    if (drawing->interview->mode == MODE_WHY)
        why_draw(drawing);
}

/* -------------------------------------------------------------------- room */

/* What gives way, in this order, down to how many lines. */
static const struct {
    enum frame_part part;
    size_t least;
} concessions[] = {
    {PART_BODY, 6},     {PART_NOTE, 0},      {PART_HELP, 0},
    {PART_STANDING, 0}, {PART_QUESTION, 3},  {PART_BODY, 4},
    {PART_QUESTION, 2}, {PART_COMPLAINT, 1}, {PART_BODY, 3},
    {PART_QUESTION, 1}, {PART_BODY, 1},      {PART_COMPLAINT, 0},
    {PART_QUESTION, 0}, {PART_BODY, 0},
};

static bool has_list(const struct interview *interview)
{
    return interview->mode != MODE_WHY && interview->mode != MODE_DONE;
}

/* Share out the room among the parts. */
static void share_room(const struct drawing *drawing, size_t room,
                       size_t heights[PART_COUNT])
{
    size_t total = 0;
    size_t i;

    for (i = 0; i < PART_COUNT; i++)
        heights[i] = drawing->parts[i].count;
    if (has_list(drawing->interview))
        heights[PART_BODY] = list_height(drawing);
    for (i = 0; i < PART_COUNT; i++)
        total += heights[i];
    for (i = 0; i < sizeof concessions / sizeof *concessions; i++) {
        size_t *height = &heights[concessions[i].part];
        size_t spare = *height > concessions[i].least
                           ? *height - concessions[i].least
                           : 0;
        size_t excess = total > room ? total - room : 0;
        size_t given = spare < excess ? spare : excess;

        *height -= given;
        total -= given;
    }
}

static void shorten(struct drawing *drawing, enum frame_part part,
                    size_t height)
{
    struct array *lines = &drawing->parts[part];

    if (lines->count <= height)
        return;
    if (height > 0)
        drawing_break_off(drawing, array_at(lines, height - 1));
    lines->count = height;
}

static void fit_parts(struct drawing *drawing, const size_t heights[PART_COUNT])
{
    size_t i;

    if (has_list(drawing->interview))
        list_draw(drawing, heights[PART_BODY]);
    if (drawing->interview->mode == MODE_WHY)
        why_shorten(drawing, heights[PART_BODY]);
    for (i = 0; i < PART_COUNT; i++)
        if (i != PART_BODY)
            shorten(drawing, (enum frame_part)i, heights[i]);
}

static size_t lines_of_parts(const struct drawing *drawing)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < PART_COUNT; i++)
        count += drawing->parts[i].count;
    return count;
}

/* --------------------------------------------------------------- the frame */

/* Whether what is shown passes, so that finished questions come back. */
static bool is_passing(const struct interview *interview)
{
    return interview->revising || interview->mode == MODE_WHY ||
           interview->mode == MODE_WARNING || interview->mode == MODE_SUMMARY;
}

static void draw_finished(struct drawing *drawing, uint32_t first,
                          uint32_t count)
{
    const struct array *asked = &drawing->interview->asked;
    uint32_t i;

    for (i = first; i < first + count; i++)
        text_finished(drawing, *(const uint32_t *)array_at(asked, i));
}

static void place_finished(struct drawing *drawing, size_t room)
{
    struct frame *frame = drawing->frame;
    uint32_t finished = wording_finished(drawing->interview);
    uint32_t hidden = finished > room ? finished - (uint32_t)room : 0;

    if (drawing->interview->mode == MODE_SUMMARY)
        hidden = finished; /* they are all in the list */
    if (is_passing(drawing->interview))
        frame->left_out = hidden;
    else
        frame->above = hidden;
    frame->finished = finished - frame->left_out;
    draw_finished(drawing, frame->left_out, frame->finished);
}

static void place_parts(struct drawing *drawing)
{
    struct frame *frame = drawing->frame;
    size_t i;
    size_t j;

    for (i = 0; i < PART_COUNT; i++) {
        if (i == drawing->cursor_part) {
            frame->cursor_row = (uint32_t)frame->lines.count +
                                drawing->cursor_row;
            frame->cursor_column = drawing->cursor_column;
        }
        for (j = 0; j < drawing->parts[i].count; j++) {
            struct frame_line *line = array_push(&frame->lines);

            if (line == NULL)
                frame->failed = true;
            else
                *line = *(struct frame_line *)array_at(&drawing->parts[i], j);
        }
    }
    /* The part of the cursor may have found no room. */
    if (frame->lines.count > 0 && frame->cursor_row >= frame->lines.count)
        frame->cursor_row = (uint32_t)frame->lines.count - 1;
    if (frame->cursor_column > drawing->width)
        frame->cursor_column = (uint32_t)drawing->width;
}

void frame_append_finished(struct buffer *out,
                           const struct interview *interview,
                           uint32_t attribute, const struct frame_style *style)
{
    struct frame frame = {.failed = false};
    struct drawing drawing;

    array_init(&frame.lines, sizeof(struct frame_line));
    drawing_init(&drawing, &frame, interview, style);
    text_finished(&drawing, attribute);
    drawing_release(&drawing);
    if (frame.failed)
        out->failed = true;
    else
        buffer_append(out, frame.text.bytes, frame.text.length);
    frame_release(&frame);
}

void frame_clear(struct frame *frame)
{
    struct buffer text = frame->text;
    struct array lines = frame->lines;

    buffer_clear(&text);
    text.failed = false;
    lines.count = 0;
    *frame = (struct frame){.text = text, .lines = lines};
}

void frame_draw(struct frame *frame, const struct interview *interview,
                const struct frame_style *style)
{
    size_t room = style->rows > 1 ? style->rows - 1 : 1;
    size_t heights[PART_COUNT];
    struct drawing drawing;
    size_t taken;

    frame_clear(frame);
    frame->columns = style->columns;
    frame->rows = style->rows;
    if (frame->lines.item_size == 0)
        array_init(&frame->lines, sizeof(struct frame_line));
    drawing_init(&drawing, frame, interview, style);
    draw_parts(&drawing);
    share_room(&drawing, room, heights);
    fit_parts(&drawing, heights);
    taken = lines_of_parts(&drawing);
    place_finished(&drawing, taken < room ? room - taken : 0);
    place_parts(&drawing);
    drawing_release(&drawing);
}

void frame_release(struct frame *frame)
{
    buffer_release(&frame->text);
    array_release(&frame->lines);
    *frame = (struct frame){.failed = false};
}
