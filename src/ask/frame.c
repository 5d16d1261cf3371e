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
    if (interview_is_reading(drawing->interview))
        reading_draw(drawing);
}

/* -------------------------------------------------------------------- room */

/* Lines that a list keeps as long as anything else can give way. */
#define BODY_USUAL 6

/* Parts that give way, in this order, and the fewest lines each keeps. */
static const struct {
    enum frame_part part;
    size_t least;
} concessions[] = {
    {PART_BODY, BODY_USUAL}, {PART_NOTE, 0},      {PART_STANDING, 0},
    {PART_HELP, 0},          {PART_QUESTION, 3},  {PART_BODY, 4},
    {PART_QUESTION, 2},      {PART_COMPLAINT, 1}, {PART_BODY, 3},
    {PART_QUESTION, 1},      {PART_BODY, 1},      {PART_COMPLAINT, 0},
    {PART_QUESTION, 0},      {PART_BODY, 0},
};

static bool has_list(const struct interview *interview)
{
    return !interview_is_reading(interview) && interview->mode != MODE_DONE;
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
    if (interview_is_reading(drawing->interview))
        reading_fit(drawing, heights[PART_BODY]);
    for (i = 0; i < PART_COUNT; i++)
        if (i != PART_BODY)
            shorten(drawing, (enum frame_part)i, heights[i]);
}

/* --------------------------------------------------------------- the frame */

static void place_news(struct drawing *drawing)
{
    struct frame *frame = drawing->frame;
    const struct array *news = &drawing->interview->news;
    size_t i;

    drawing->width = drawing->full;
    for (i = 0; i < news->count; i++) {
        const struct interview_note *note = array_at(news, i);

        if (note->news == NEWS_BACK)
            text_back(drawing, note->attribute);
        else
            text_finished(drawing, note->attribute);
    }
    drawing->width = drawing->measure;
    frame->news = (uint32_t)frame->lines.count;
}

static void place_parts(struct drawing *drawing)
{
    struct frame *frame = drawing->frame;
    size_t i;
    size_t j;

    for (i = 0; i < PART_COUNT; i++) {
        for (j = 0; j < drawing->parts[i].count; j++) {
            struct frame_line *line = array_push(&frame->lines);

            if (!line)
                frame->failed = true;
            else
                *line = *(struct frame_line *)array_at(&drawing->parts[i], j);
        }
    }
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

/* Draw into so many lines.
 * @return how many of them the list could do without */
static size_t draw_into(struct frame *frame, const struct interview *interview,
                        const struct frame_style *style, size_t room)
{
    size_t heights[PART_COUNT];
    struct drawing drawing;
    size_t body;

    frame_clear(frame);
    frame->columns = style->columns;
    frame->rows = style->rows;
    frame->is_last = interview->mode == MODE_DONE;
    drawing_init(&drawing, frame, interview, style);
    place_news(&drawing);
    draw_parts(&drawing);
    share_room(&drawing, room, heights);
    fit_parts(&drawing, heights);
    place_parts(&drawing);
    body = drawing.parts[PART_BODY].count;
    drawing_release(&drawing);
    return body > BODY_USUAL ? body - BODY_USUAL : 0;
}

/* Rows beyond those of the terminal that the live lines would take if it became
 * narrower by a third and wrapped them. */
static size_t rows_beyond(const struct frame *frame)
{
    unsigned columns = frame->columns - frame->columns / 3;
    size_t rows = 0;
    size_t i;

    for (i = frame->news; i < frame->lines.count; i++)
        rows += frame_rows(frame, i, columns > 0 ? columns : 1);
    return rows > frame->rows ? rows - frame->rows : 0;
}

/* Lines that wrap push the first ones off the terminal, where nobody can erase
 * them any more: a list that can scroll leaves room for that. */
void frame_draw(struct frame *frame, const struct interview *interview,
                const struct frame_style *style)
{
    size_t room = style->rows > 1 ? style->rows - 1 : 1;
    size_t spare;
    size_t beyond;

    if (frame->lines.item_size == 0)
        array_init(&frame->lines, sizeof(struct frame_line));
    spare = draw_into(frame, interview, style, room);
    beyond = frame->failed ? 0 : rows_beyond(frame);
    if (beyond == 0 || spare == 0)
        return;
    room = frame->lines.count - frame->news;
    draw_into(frame, interview, style,
              room - (beyond < spare ? beyond : spare));
}

void frame_release(struct frame *frame)
{
    buffer_release(&frame->text);
    array_release(&frame->lines);
    *frame = (struct frame){.failed = false};
}
