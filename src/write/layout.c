/* SPDX-License-Identifier: MIT */
/*
 * Layout: a word is gathered byte by byte with the role of each, and reaches
 * the line when the blank behind it is seen. Blanks are owed rather than
 * written, so that no line can end in one. In tables the gap before each column
 * shrinks before a table gives up.
 */
#include "write/layout.h"

#include "base/runner.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const role_attributes[ROLE_COUNT] = {
#define X(name, attributes) [ROLE_##name] = (attributes),
    WRITE_ROLES(X)
#undef X
};

static const struct {
    const char *unicode;
    const char *ascii;
} glyphs[GLYPH_COUNT] = {
#define X(name, unicode, ascii) [GLYPH_##name] = {(unicode), (ascii)},
    LAYOUT_GLYPHS(X)
#undef X
};

/* A block of one to seven eighths of a column. */
static const char *const eighths[] = {"",       "\u258f", "\u258e", "\u258d",
                                      "\u258c", "\u258b", "\u258a", "\u2589"};

void layout_init(struct layout *layout, struct buffer *out,
                 const dvf_style *style)
{
    *layout = (struct layout){
        .out = out, .margin = "", .width = LAYOUT_WIDTH_DEFAULT, .empty = true};
    if (!style)
        return;
    layout->colour = style->colour;
    layout->ascii = style->ascii;
    layout->linear = style->linear;
    if (style->width != 0)
        layout->width = style->width;
    if (layout->width < LAYOUT_WIDTH_MIN)
        layout->width = LAYOUT_WIDTH_MIN;
    if (layout->width > LAYOUT_WIDTH_MAX)
        layout->width = LAYOUT_WIDTH_MAX;
    if (layout->linear)
        layout->width = SIZE_MAX / 2;
}

void layout_release(struct layout *layout)
{
    if (layout->word.failed || layout->roles.failed || layout->safe.failed ||
        layout->format.failed)
        layout->out->failed = true;
    buffer_release(&layout->word);
    buffer_release(&layout->roles);
    buffer_release(&layout->safe);
    buffer_release(&layout->format);
}

static void set_role(struct layout *layout, enum role role)
{
    const char *attributes = role_attributes[role];

    if (!layout->colour || role == layout->role)
        return;
    if (role_attributes[layout->role][0] != '\0')
        buffer_puts(layout->out, "\x1b[0m");
    if (attributes[0] != '\0')
        buffer_printf(layout->out, "\x1b[%sm", attributes);
    layout->role = role;
}

/* Shield at the end of a line: only the whole line shows a CI command such as
 * `::error`. */
static void end_line(struct layout *layout)
{
    set_role(layout, ROLE_PLAIN);
    if (!layout->empty)
        runner_shield(layout->out, layout->line);
    buffer_putc(layout->out, '\n');
}

static void break_line(struct layout *layout)
{
    end_line(layout);
    layout->column = layout->hang;
    layout->blanks = layout->hang;
    layout->empty = true;
    layout->space = false;
}

static size_t line_width(const struct layout *layout)
{
    size_t margin = strlen(layout->margin);

    return layout->width > margin ? layout->width - margin : 1;
}

/* Write the blanks that are owed, and the margin before the first of them. */
static void pay_blanks(struct layout *layout)
{
    if (layout->empty) {
        layout->line = layout->out->length;
        buffer_puts(layout->out, layout->margin);
    }
    buffer_repeat(layout->out, " ", layout->blanks);
    layout->blanks = 0;
    layout->empty = false;
}

static void write_word(struct layout *layout)
{
    const char *bytes = layout->word.bytes;
    const char *roles = layout->roles.bytes;
    size_t length = layout->roles.length;
    size_t start = 0;

    while (start < length) {
        size_t end = start + 1;

        while (end < length && roles[end] == roles[start])
            end++;
        set_role(layout, (enum role)roles[start]);
        buffer_append(layout->out, bytes + start, end - start);
        start = end;
    }
}

/* Move the gathered word to the line, or to the next one. */
static void flush_word(struct layout *layout)
{
    size_t gap = layout->space && !layout->empty ? 1 : 0;

    if (layout->word.failed || layout->roles.failed) {
        layout->out->failed = true;
        return;
    }
    if (layout->word.length == 0)
        return;
    if (!layout->empty &&
        layout->column + gap + layout->word_width > line_width(layout)) {
        break_line(layout);
        gap = 0;
    }
    layout->blanks += gap;
    layout->column += gap + layout->word_width;
    pay_blanks(layout);
    write_word(layout);
    buffer_clear(&layout->word);
    buffer_clear(&layout->roles);
    layout->word_width = 0;
    layout->space = false;
}

static void add_bytes(struct layout *layout, enum role role, const char *bytes,
                      size_t length)
{
    size_t i;

    buffer_append(&layout->word, bytes, length);
    for (i = 0; i < length; i++)
        buffer_putc(&layout->roles, (char)role);
    layout->word_width += utf8_width(bytes, length);
}

static void end_word(struct layout *layout)
{
    flush_word(layout);
    layout->space = true;
}

/* Make a text harmless, in the layout's scratch buffer; never null. */
static const char *make_safe(struct layout *layout, const char *text)
{
    buffer_clear(&layout->safe);
    utf8_append_safe(&layout->safe, text, strlen(text), layout->ascii);
    return layout->safe.length > 0 && !layout->safe.failed ? layout->safe.bytes
                                                           : "";
}

void layout_begin(struct layout *layout, size_t indent, size_t hang)
{
    if (layout->linear) {
        indent = 0;
        hang = 0;
    }
    layout->column = indent;
    layout->blanks = indent;
    layout->hang = hang;
    layout->empty = true;
    layout->space = false;
}

/* Add one word. Wide characters (of East Asia) may be parted anywhere. */
static void add_word(struct layout *layout, enum role role, const char *bytes,
                     size_t length)
{
    size_t start = 0;
    size_t i = 0;

    while (i < length) {
        uint32_t character = 0;
        size_t used = utf8_decode(bytes + i, length - i, &character);

        used = used == 0 ? 1 : used;
        if (used > 1 && utf8_columns(character) == 2) {
            add_bytes(layout, role, bytes + start, i - start);
            flush_word(layout);
            start = i;
        }
        i += used;
    }
    add_bytes(layout, role, bytes + start, length - start);
}

void layout_put(struct layout *layout, enum role role, const char *text)
{
    const char *rest = make_safe(layout, text);

    while (*rest != '\0') {
        size_t length = strcspn(rest, " ");

        add_word(layout, role, rest, length);
        rest += length;
        if (*rest == ' ') {
            end_word(layout);
            rest++;
        }
    }
}

void layout_format(struct layout *layout, enum role role, const char *format,
                   ...)
{
    char small[256];
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    buffer_clear(&layout->format);
    if (length < 0)
        return;
    if ((size_t)length < sizeof small) {
        layout_put(layout, role, small);
        return;
    }
    buffer_repeat(&layout->format, " ", (size_t)length);
    if (layout->format.failed)
        return;
    va_start(arguments, format);
    vsnprintf(layout->format.bytes, (size_t)length + 1, format, arguments);
    va_end(arguments);
    layout_put(layout, role, layout->format.bytes);
}

void layout_keep(struct layout *layout, enum role role, const char *text)
{
    const char *safe = make_safe(layout, text);
    size_t length = strlen(safe);

    /* Leave one column for a comma or bracket that may follow. */
    if (layout->hang + utf8_width(safe, length) >= line_width(layout))
        layout_put(layout, role, text);
    else
        add_bytes(layout, role, safe, length);
}

const char *layout_sign(enum glyph glyph, bool ascii)
{
    return ascii ? glyphs[glyph].ascii : glyphs[glyph].unicode;
}

/* Write a comma for the sign between two parts, and nothing for others: read
 * aloud they would mean nothing. */
static void say_glyph(struct layout *layout, enum glyph glyph)
{
    if (glyph != GLYPH_BETWEEN)
        return;
    layout->space = false;
    add_bytes(layout, ROLE_PLAIN, ",", 1);
}

void layout_glyph(struct layout *layout, enum role role, enum glyph glyph)
{
    const char *text = layout_sign(glyph, layout->ascii);

    if (layout->linear) {
        say_glyph(layout, glyph);
        return;
    }
    add_bytes(layout, role, text, strlen(text));
}

void layout_column(struct layout *layout, size_t column)
{
    size_t gap;

    flush_word(layout);
    if (layout->linear) {
        layout->space = true;
        return;
    }
    gap = column > layout->column ? column - layout->column : 1;
    layout->blanks += gap;
    layout->column += gap;
    layout->space = false;
}

void layout_right(struct layout *layout, enum role role, const char *text)
{
    size_t width = layout_width(layout, text);
    size_t line = line_width(layout);

    if (layout->linear) {
        layout_put(layout, ROLE_PLAIN, ", ");
        layout_put(layout, role, text);
        return;
    }
    flush_word(layout);
    if (layout->column + 2 + width <= line)
        layout_column(layout, line - width);
    else if (!layout->empty)
        break_line(layout);
    layout_keep(layout, role, text);
    end_word(layout);
}

void layout_bar(struct layout *layout, enum role role, uint32_t part,
                uint32_t whole, size_t columns)
{
    uint64_t units = whole == 0 ? 0 : (uint64_t)part * columns * 8 / whole;
    size_t full;
    size_t i;

    if (layout->linear)
        return;
    /* Show at least one unit of a part that is not 0. */
    if (part > 0 && units == 0)
        units = 1;
    if (layout->ascii)
        units = part > 0 && units < 8 ? 8 : units;
    full = (size_t)(units / 8);
    for (i = 0; i < full; i++)
        add_bytes(layout, role, layout->ascii ? "#" : "\u2588",
                  layout->ascii ? 1 : 3);
    if (!layout->ascii)
        add_bytes(layout, role, eighths[units % 8], strlen(eighths[units % 8]));
    for (i = full; layout->ascii && i < columns; i++)
        add_bytes(layout, ROLE_QUIET, ".", 1);
    end_word(layout);
}

void layout_end(struct layout *layout)
{
    flush_word(layout);
    if (layout->empty)
        layout->blanks = 0;
    end_line(layout);
    layout_begin(layout, 0, 0);
}

void layout_blank(struct layout *layout)
{
    layout_begin(layout, 0, 0);
    layout_end(layout);
}

void layout_rule(struct layout *layout, enum role role, enum glyph glyph)
{
    size_t i;

    if (layout->linear)
        return;
    layout_begin(layout, 0, 0);
    for (i = 0; i < line_width(layout); i++)
        layout_glyph(layout, role, glyph);
    layout_end(layout);
}

size_t layout_width(struct layout *layout, const char *text)
{
    const char *safe = make_safe(layout, text);

    return utf8_width(safe, strlen(safe));
}

/* ------------------------------------------------------------------- tables */

/* Columns that an open last column needs at least. */
#define OPEN_WIDTH 20

void table_measure(struct table *table, struct layout *layout)
{
    uint32_t i;

    assert(table->columns <= TABLE_COLUMNS_MAX);
    for (i = 0; i < table->columns; i++) {
        size_t width = layout_width(layout, table->cell(table->rows, i));

        table->widths[i] = width > table->widths[i] ? width : table->widths[i];
    }
}

bool table_fits(struct table *table, const struct layout *layout)
{
    size_t total = 0;
    uint32_t i;

    if (layout->linear)
        return false;
    for (i = 0; i < table->columns; i++)
        total += table->widths[i];
    if (table->is_open && table->widths[table->columns - 1] > OPEN_WIDTH)
        total -= table->widths[table->columns - 1] - OPEN_WIDTH;
    table->gap = 2;
    while (table->gap > 0 &&
           total + table->columns * table->gap > layout->width)
        table->gap--;
    return table->gap > 0;
}

void table_row(const struct table *table, struct layout *layout)
{
    size_t column = table->gap;
    uint32_t i;

    layout_begin(layout, table->gap, table->gap);
    for (i = 0; i < table->columns; i++) {
        const char *words = table->cell(table->rows, i);
        size_t blanks = i < table->numbers
                            ? 0
                            : table->widths[i] - layout_width(layout, words);

        if (i > 0)
            layout_column(layout, column + blanks);
        layout_keep(layout, table->role(table->rows, i), words);
        column += table->widths[i] + table->gap;
    }
    layout_end(layout);
}
