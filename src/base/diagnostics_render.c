/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics as text for people: position and message, the source line with a
 * caret under the fault, hint. All columns are counted in the printed text,
 * after hostile characters became escapes, so that the caret stands right.
 */
#include "base/diagnostics.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Columns of a source line that are shown; most of them before the caret. */
#define WINDOW        ((size_t)100)
#define WINDOW_BEFORE ((size_t)60)

/* Least digits of the line number. */
#define GUTTER        4

#define ELLIPSIS      "..."

/* Word and colour of each severity. */
static const struct {
    const char *word;
    const char *colour;
} severities[] = {
    [DVF_ERROR] = {"error", "\033[1;31m"},
    [DVF_WARNING] = {"warning", "\033[1;33m"},
};

#define BOLD  "\033[1m"
#define RESET "\033[0m"

struct renderer {
    struct buffer out;
    struct buffer piece; /* one character of a source line, as printed */
    bool colour;
    bool ascii;
    int gutter; /* columns of the line number */
};

/* The fault in a source line, in columns of the whole line as printed. */
struct span {
    size_t caret;
    size_t end;   /* behind the underlining */
    size_t total; /* of the line */
};

static void put_colour(struct renderer *renderer, const char *colour)
{
    if (renderer->colour)
        buffer_puts(&renderer->out, colour);
}

static void put_safe(struct renderer *renderer, const char *text)
{
    utf8_append_safe(&renderer->out, text, strlen(text), renderer->ascii);
}

/* Make the piece for the character at `text`; returns the bytes it takes. */
static size_t make_piece(struct renderer *renderer, const char *text,
                         size_t length)
{
    uint32_t character;
    size_t taken = utf8_decode(text, length, &character);

    if (taken == 0)
        taken = 1;
    buffer_clear(&renderer->piece);
    if (*text == '\t')
        buffer_putc(&renderer->piece, ' ');
    else
        utf8_append_safe(&renderer->piece, text, taken, renderer->ascii);
    return taken;
}

static size_t piece_columns(const struct renderer *renderer)
{
    return utf8_width(renderer->piece.bytes, renderer->piece.length);
}

/* Map the fault to columns of the printed line; a fault behind the end of the
 * line stays behind it. */
static struct span measure(struct renderer *renderer,
                           const struct diagnostics_entry *entry)
{
    const dvf_diagnostic *shown = &entry->shown;
    size_t length = strlen(shown->source);
    size_t first = shown->column - 1 - entry->cut_before;
    size_t number = 0;
    struct span span = {0};

    for (size_t i = 0; i < length && !renderer->piece.failed; number++) {
        i += make_piece(renderer, shown->source + i, length - i);
        span.total += piece_columns(renderer);
        if (number < first)
            span.caret = span.total;
        if (number < first || number - first < shown->length)
            span.end = span.total;
    }
    if (span.end <= span.caret)
        span.end = span.caret + 1;
    return span;
}

/* Print the part of the line between two columns; returns the column where
 * its first character begins. */
static size_t put_part(struct renderer *renderer, const char *source,
                       size_t from, size_t to)
{
    size_t length = strlen(source);
    size_t column = 0;
    size_t start = from;
    bool any = false;

    for (size_t i = 0; i < length && !renderer->piece.failed;) {
        size_t begin = column;

        i += make_piece(renderer, source + i, length - i);
        column += piece_columns(renderer);
        if (begin < from || column > to || (!any && column == begin))
            continue;
        if (!any)
            start = begin;
        any = true;
        buffer_append(&renderer->out, renderer->piece.bytes,
                      renderer->piece.length);
    }
    return start;
}

static void put_underline(struct renderer *renderer, dvf_severity severity,
                          size_t indent, size_t columns)
{
    buffer_printf(&renderer->out, "%*s | ", renderer->gutter, "");
    buffer_repeat(&renderer->out, " ", indent);
    put_colour(renderer, severities[severity].colour);
    buffer_putc(&renderer->out, '^');
    buffer_repeat(&renderer->out, "~", columns - 1);
    put_colour(renderer, RESET);
    buffer_putc(&renderer->out, '\n');
}

static void put_source(struct renderer *renderer,
                       const struct diagnostics_entry *entry)
{
    struct span span = measure(renderer, entry);
    size_t from = 0;
    size_t to = span.total;
    size_t indent = 0;

    if (span.total > WINDOW) {
        if (span.caret > WINDOW_BEFORE)
            from = span.caret - WINDOW_BEFORE;
        if (from > span.total - WINDOW)
            from = span.total - WINDOW;
        to = from + WINDOW;
    }
    buffer_printf(&renderer->out, "%*u | ", renderer->gutter,
                  (unsigned)entry->shown.line);
    if (from > 0 || entry->cut_before > 0) {
        buffer_puts(&renderer->out, ELLIPSIS);
        indent = sizeof ELLIPSIS - 1;
    }
    indent += span.caret - put_part(renderer, entry->shown.source, from, to);
    if (to < span.total || entry->cut_behind)
        buffer_puts(&renderer->out, ELLIPSIS);
    buffer_putc(&renderer->out, '\n');
    if (span.end > to && to > span.caret)
        span.end = to;
    put_underline(renderer, entry->shown.severity, indent,
                  span.end - span.caret);
}

/* "file:line:column: error: message [code]" */
static void put_head(struct renderer *renderer, const dvf_diagnostic *shown)
{
    bool standard_input = strcmp(shown->file, "-") == 0;

    put_colour(renderer, BOLD);
    put_safe(renderer, standard_input ? "<stdin>" : shown->file);
    if (shown->line != 0)
        buffer_printf(&renderer->out, ":%u:%u", (unsigned)shown->line,
                      (unsigned)shown->column);
    if (shown->file[0] != '\0')
        buffer_puts(&renderer->out, ": ");
    put_colour(renderer, severities[shown->severity].colour);
    buffer_printf(&renderer->out, "%s:", severities[shown->severity].word);
    put_colour(renderer, RESET);
    buffer_putc(&renderer->out, ' ');
    put_safe(renderer, shown->message);
    buffer_printf(&renderer->out, " [%s]\n", shown->code);
}

static int gutter_for(uint32_t line)
{
    int digits = 1;

    while ((line /= 10) != 0)
        digits++;
    return digits > GUTTER ? digits : GUTTER;
}

static void put_entry(struct renderer *renderer,
                      const struct diagnostics_entry *entry)
{
    renderer->gutter = gutter_for(entry->shown.line);
    put_head(renderer, &entry->shown);
    if (entry->shown.source)
        put_source(renderer, entry);
    if (!entry->shown.hint)
        return;
    buffer_printf(&renderer->out, "%*s = hint: ", renderer->gutter, "");
    put_safe(renderer, entry->shown.hint);
    buffer_putc(&renderer->out, '\n');
}

dvf_status dvf_diagnostics_render(const dvf_diagnostics *list,
                                  const dvf_style *style, dvf_text *out)
{
    struct renderer renderer = {0};
    dvf_status status = DVF_NO_MEMORY;

    assert(list && out);
    if (style) {
        renderer.colour = style->colour;
        renderer.ascii = style->ascii;
    }
    for (size_t i = 0; i < list->items.count && !renderer.piece.failed; i++)
        put_entry(&renderer, array_at(&list->items, i));
    if (!renderer.piece.failed)
        status = buffer_detach(&renderer.out, &out->bytes, &out->length);
    buffer_release(&renderer.out);
    buffer_release(&renderer.piece);
    return status;
}

void diagnostics_append_source(const dvf_diagnostics *list, size_t index,
                               const dvf_style *style, struct buffer *out)
{
    const struct diagnostics_entry *entry = array_at(&list->items, index);
    struct renderer renderer = {.colour = style->colour, .ascii = style->ascii};

    if (!entry->shown.source)
        return;
    renderer.gutter = gutter_for(entry->shown.line);
    put_source(&renderer, entry);
    if (renderer.out.failed || renderer.piece.failed)
        out->failed = true;
    else
        buffer_append(out, renderer.out.bytes, renderer.out.length);
    buffer_release(&renderer.out);
    buffer_release(&renderer.piece);
}
