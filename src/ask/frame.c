/* SPDX-License-Identifier: MIT */
/*
 * Frames: each part is laid out by itself, as lines of a width, then the room
 * is shared out, then the lines are put in order.
 */
#include "ask/frame_parts.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

/* --------------------------------------------------------- lines of a width */

#define COLOUR_OFF "\x1b[0m"

/* Bytes and columns that one step through a line passes over. */
struct piece {
    size_t length;
    size_t width;
    bool is_colour;
};

static struct piece next_piece(const char *bytes, size_t length)
{
    struct piece piece = {1, 1, false};
    uint32_t character = 0;
    const char *end;
    size_t used;

    if (bytes[0] == '\x1b') {
        end = memchr(bytes, 'm', length);
        return (struct piece){end ? (size_t)(end - bytes) + 1 : length, 0,
                              true};
    }
    used = utf8_decode(bytes, length, &character);
    if (used > 0)
        piece = (struct piece){used, utf8_columns(character), false};
    return piece;
}

static size_t width_of(const char *bytes, size_t length)
{
    size_t width = 0;
    size_t i = 0;

    while (i < length) {
        struct piece piece = next_piece(bytes + i, length - i);

        width += piece.width;
        i += piece.length;
    }
    return width;
}

/* Append what fits into a width, marks that combine with the last character
 * too. */
static size_t append_beginning(struct buffer *out, const char *bytes,
                               size_t length, size_t most)
{
    bool is_coloured = false;
    size_t width = 0;
    size_t i = 0;

    while (i < length) {
        struct piece piece = next_piece(bytes + i, length - i);

        if (width + piece.width > most)
            break;
        if (piece.is_colour)
            is_coloured = strncmp(bytes + i, COLOUR_OFF, piece.length) != 0;
        width += piece.width;
        i += piece.length;
    }
    buffer_append(out, bytes, i);
    if (is_coloured && i < length)
        buffer_puts(out, COLOUR_OFF);
    return width;
}

static size_t append_with_ellipsis(struct buffer *out, const char *bytes,
                                   size_t length, size_t width, bool ascii)
{
    const char *ellipsis = layout_sign(GLYPH_ELLIPSIS, ascii);
    size_t columns = utf8_width(ellipsis, strlen(ellipsis));
    size_t kept;

    if (columns > width)
        return append_beginning(out, bytes, length, width);
    kept = append_beginning(out, bytes, length, width - columns);
    buffer_puts(out, ellipsis);
    return kept + columns;
}

/* Append a text, with colours or without, cut to a width with an ellipsis.
 * @return columns of what was appended */
static size_t frame_append_cut(struct buffer *out, const char *bytes,
                               size_t length, size_t width, bool ascii)
{
    size_t all = width_of(bytes, length);

    if (all > width)
        return append_with_ellipsis(out, bytes, length, width, ascii);
    buffer_append(out, bytes, length);
    return all;
}

uint32_t frame_rows(const struct frame *frame, size_t line, unsigned columns)
{
    const struct frame_line *record = array_at(&frame->lines, line);
    const char *bytes = frame->text.bytes + record->start;
    uint32_t rows = 1;
    size_t column = 0;
    size_t i = 0;

    while (i < record->length) {
        struct piece piece = next_piece(bytes + i, record->length - i);

        if (column + piece.width > columns) {
            rows++;
            column = 0;
        }
        column += piece.width;
        i += piece.length;
    }
    return rows;
}

/* ---------------------------------------------------------------- drawing */

static size_t measure_of(size_t full)
{
    size_t measure = full * 2 / 3;

    if (measure < FRAME_MEASURE_MIN)
        measure = FRAME_MEASURE_MIN;
    if (measure > FRAME_MEASURE_MAX)
        measure = FRAME_MEASURE_MAX;
    return measure < full ? measure : full;
}

static void drawing_init(struct drawing *drawing, struct frame *frame,
                         const struct interview *interview,
                         const struct frame_style *style)
{
    const dvf_style looks = {.colour = style->colour, .ascii = style->ascii};
    bool is_narrow = style->columns < FRAME_NARROW;
    size_t full = style->columns > 1 ? style->columns - 1 : 0;
    size_t i;

    *drawing = (struct drawing){
        .frame = frame,
        .interview = interview,
        .kb = interview->kb,
        .style = style,
        .full = full,
        .measure = measure_of(full),
        .width = measure_of(full),
        .indent = is_narrow ? 0 : 2,
        .gutter = is_narrow ? 2 : 4,
    };
    layout_init(&drawing->layout, &drawing->page, &looks);
    for (i = 0; i < PART_COUNT; i++)
        array_init(&drawing->parts[i], sizeof(struct frame_line));
}

static void drawing_release(struct drawing *drawing)
{
    size_t i;

    layout_release(&drawing->layout);
    if (drawing->page.failed || drawing->words.failed ||
        drawing->frame->text.failed)
        drawing->frame->failed = true;
    buffer_release(&drawing->page);
    buffer_release(&drawing->words);
    for (i = 0; i < PART_COUNT; i++)
        array_release(&drawing->parts[i]);
}

void drawing_begin_text(struct drawing *drawing, size_t indent, size_t hang)
{
    drawing->layout.width = drawing->width;
    layout_begin(&drawing->layout, indent, hang);
}

void drawing_begin_line(struct drawing *drawing, size_t indent)
{
    drawing->layout.width = SIZE_MAX / 2;
    layout_begin(&drawing->layout, indent, 0);
}

static void take_line(struct drawing *drawing, struct array *lines,
                      const char *bytes, size_t length)
{
    struct frame *frame = drawing->frame;
    struct frame_line *line = array_push(lines);

    if (!line) {
        frame->failed = true;
        return;
    }
    line->start = frame->text.length;
    line->width = (uint32_t)frame_append_cut(
        &frame->text, bytes, length, drawing->width, drawing->style->ascii);
    line->length = frame->text.length - line->start;
}

void drawing_take_page(struct drawing *drawing, struct array *lines)
{
    size_t start = 0;

    while (start < drawing->page.length && !drawing->page.failed) {
        const char *bytes = drawing->page.bytes + start;
        const char *end = memchr(bytes, '\n', drawing->page.length - start);
        size_t length = end ? (size_t)(end - bytes)
                            : drawing->page.length - start;

        take_line(drawing, lines, bytes, length);
        start += length + 1;
    }
    buffer_clear(&drawing->page);
}

void drawing_end(struct drawing *drawing, struct array *lines)
{
    layout_end(&drawing->layout);
    drawing_take_page(drawing, lines);
}

/* One line with an ellipsis in place of all that comes after it. */
static void drawing_break_off(struct drawing *drawing, struct frame_line *line)
{
    struct buffer *text = &drawing->frame->text;
    struct buffer *words = drawing_words(drawing);
    size_t start = text->length;
    size_t columns = drawing->style->ascii ? 3 : 1;
    size_t width = line->width + columns;

    if (text->failed)
        return;
    buffer_append(words, text->bytes + line->start, line->length);
    if (words->failed)
        return;
    width = width < drawing->width ? width : drawing->width;
    line->width = (uint32_t)append_with_ellipsis(
        text, words->bytes, words->length, width, drawing->style->ascii);
    line->start = start;
    line->length = text->length - start;
}

struct buffer *drawing_words(struct drawing *drawing)
{
    buffer_clear(&drawing->words);
    return &drawing->words;
}

void drawing_cut_words(struct drawing *drawing, const char *text, size_t width)
{
    struct buffer *words = drawing_words(drawing);
    struct buffer safe = {0};

    utf8_append_safe(&safe, text, strlen(text), drawing->style->ascii);
    if (safe.failed)
        words->failed = true;
    else if (safe.length > 0)
        frame_append_cut(words, safe.bytes, safe.length, width,
                         drawing->style->ascii);
    buffer_release(&safe);
}

void drawing_put_words(struct drawing *drawing, enum role role)
{
    const struct buffer *words = &drawing->words;

    if (words->length > 0 && !words->failed)
        layout_keep(&drawing->layout, role, words->bytes);
}

void drawing_put_rest(struct drawing *drawing, uint32_t before, uint32_t after)
{
    struct layout *layout = &drawing->layout;

    drawing_begin_line(drawing, drawing->gutter);
    if (before > 0) {
        layout_glyph(layout, ROLE_QUIET, GLYPH_MORE_ABOVE);
        layout_format(layout, ROLE_QUIET, " %" PRIu32 " ", before);
    }
    if (before > 0 && after > 0) {
        layout_glyph(layout, ROLE_QUIET, GLYPH_BETWEEN);
        layout_put(layout, ROLE_QUIET, " ");
    }
    if (after > 0) {
        layout_glyph(layout, ROLE_QUIET, GLYPH_MORE_BELOW);
        layout_format(layout, ROLE_QUIET, " %" PRIu32 " ", after);
    }
    layout_put(layout, ROLE_QUIET, "more");
    drawing_end(drawing, &drawing->parts[PART_BODY]);
}

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
