/* SPDX-License-Identifier: MIT */
/*
 * The lines of a frame: the layout writes a paragraph to the page, and each of
 * its lines is taken from there, cut where it is too wide. The only sequences
 * in it are colours of the layout, as texts of others have been made harmless.
 */
#include "ask/frame_parts.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

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

size_t frame_append_cut(struct buffer *out, const char *bytes, size_t length,
                        size_t width, bool ascii)
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

void drawing_init(struct drawing *drawing, struct frame *frame,
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

void drawing_release(struct drawing *drawing)
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

void drawing_break_off(struct drawing *drawing, struct frame_line *line)
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
