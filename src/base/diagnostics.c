/* SPDX-License-Identifier: MIT */
/*
 * The list of diagnostics: adding, with a copy of the source line around the
 * fault, and putting them in order. Nothing here costs more than one pass over
 * an input whose problems come in the order of its text.
 */
#include "base/diagnostics.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Most bytes kept of a source line on either side of the fault. */
#define SOURCE_MAX      ((size_t)2048)

/* Shown for a NUL, which a C string cannot hold: SYMBOL FOR NULL. */
#define NUL_SYMBOL      "\xe2\x90\x80"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static const char *const code_names[DIAGNOSTIC_CODE_COUNT] = {
#define X(code, name) [DIAGNOSTIC_##code] = name,
    DIAGNOSTIC_CODES(X)
#undef X
};

const char *diagnostic_code_name(enum diagnostic_code code)
{
    assert(code < DIAGNOSTIC_CODE_COUNT);
    return code_names[code];
}

dvf_diagnostics *dvf_diagnostics_new(void)
{
    dvf_diagnostics *list = calloc(1, sizeof *list);

    if (!list)
        return NULL;
    array_init(&list->items, sizeof(struct diagnostics_entry));
    list->file = "";
    return list;
}

void dvf_diagnostics_free(dvf_diagnostics *list)
{
    if (!list)
        return;
    array_release(&list->items);
    arena_release(&list->arena);
    free(list);
}

size_t dvf_diagnostics_count(const dvf_diagnostics *list)
{
    assert(list);
    return list->items.count;
}

static struct diagnostics_entry *entry_at(const dvf_diagnostics *list,
                                          size_t index)
{
    return array_at(&list->items, index);
}

const dvf_diagnostic *dvf_diagnostics_at(const dvf_diagnostics *list,
                                         size_t index)
{
    assert(list);
    return &entry_at(list, index)->shown;
}

/* --------------------------------------------------------------- Inputs */

static void rewind_cursor(dvf_diagnostics *list)
{
    list->cursor = (struct diagnostics_cursor){.line = 1, .column = 1};
}

void diagnostics_input(dvf_diagnostics *list, const char *file,
                       const char *bytes, size_t length)
{
    const size_t mark = sizeof BYTE_ORDER_MARK - 1;

    assert(list && file);
    diagnostics_input_end(list);
    list->first = list->items.count;
    list->full = false;
    list->arena.failed = false;
    list->file = arena_copy(&list->arena, file, strlen(file));
    if (!list->file)
        list->file = "";
    if (bytes && length >= mark && memcmp(bytes, BYTE_ORDER_MARK, mark) == 0) {
        bytes += mark;
        length -= mark;
    }
    list->bytes = bytes;
    list->length = length;
    rewind_cursor(list);
}

static bool comes_before(const dvf_diagnostic *a, const dvf_diagnostic *b)
{
    if (a->line != b->line)
        return a->line < b->line;
    return a->column < b->column;
}

/* Insertion sort: stable, and fast for few entries mostly in order. */
void diagnostics_input_end(dvf_diagnostics *list)
{
    size_t end;

    assert(list);
    /* The note that there are more stays last. */
    end = list->items.count - (list->full ? 1 : 0);
    for (size_t i = list->first + 1; i < end; i++) {
        struct diagnostics_entry entry = *entry_at(list, i);
        size_t to = i;

        while (to > list->first &&
               comes_before(&entry.shown, &entry_at(list, to - 1)->shown)) {
            *entry_at(list, to) = *entry_at(list, to - 1);
            to--;
        }
        *entry_at(list, to) = entry;
    }
    list->bytes = NULL;
    list->length = 0;
}

/* --------------------------------------------------------- Source lines */

/* YAML ends lines at LF, CR and CR LF. */
static bool is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* Go to the start of the next line, or stay where there is none. */
static bool next_line(dvf_diagnostics *list)
{
    size_t end = list->cursor.offset;

    while (end < list->length && !is_break(list->bytes[end]))
        end++;
    if (end == list->length)
        return false;
    if (list->bytes[end] == '\r' && end + 1 < list->length &&
        list->bytes[end + 1] == '\n')
        end++;
    list->cursor.line++;
    list->cursor.column = 1;
    list->cursor.line_start = end + 1;
    list->cursor.offset = end + 1;
    return true;
}

/* Put the cursor on a character, or on the end of a line that is shorter. */
static bool seek(dvf_diagnostics *list, uint32_t line, uint32_t column)
{
    struct diagnostics_cursor *cursor = &list->cursor;

    if (line < cursor->line)
        rewind_cursor(list);
    while (cursor->line < line) {
        if (!next_line(list))
            return false;
    }
    if (column < cursor->column) {
        cursor->column = 1;
        cursor->offset = cursor->line_start;
    }
    while (cursor->column < column && cursor->offset < list->length &&
           !is_break(list->bytes[cursor->offset])) {
        cursor->offset += utf8_length(list->bytes + cursor->offset,
                                      list->length - cursor->offset);
        cursor->column++;
    }
    return true;
}

/* Move an offset inside a character to the start of the next one. */
static size_t align(const dvf_diagnostics *list, size_t offset, size_t end)
{
    for (int i = 0; i < 3 && offset < end; i++) {
        if (!utf8_continues(list->bytes[offset]))
            break;
        offset++;
    }
    return offset;
}

static char *copy_line(dvf_diagnostics *list, size_t begin, size_t end)
{
    size_t length = end - begin;
    char *copy;
    char *to;

    for (size_t i = begin; i < end; i++) {
        if (list->bytes[i] == '\0')
            length += sizeof NUL_SYMBOL - 2;
    }
    copy = arena_alloc(&list->arena, length + 1);
    if (!copy)
        return NULL;
    to = copy;
    for (size_t i = begin; i < end; i++) {
        if (list->bytes[i] == '\0') {
            memcpy(to, NUL_SYMBOL, sizeof NUL_SYMBOL - 1);
            to += sizeof NUL_SYMBOL - 1;
        } else {
            *to++ = list->bytes[i];
        }
    }
    return copy;
}

/* Copy the source line around the fault. */
static void keep_source(dvf_diagnostics *list, struct diagnostics_entry *entry)
{
    const struct diagnostics_cursor *cursor = &list->cursor;
    size_t begin;
    size_t end;

    if (!list->bytes || entry->shown.line == 0 ||
        !seek(list, entry->shown.line, entry->shown.column))
        return;
    begin = cursor->line_start;
    if (cursor->offset - begin > SOURCE_MAX)
        begin = align(list, cursor->offset - SOURCE_MAX, cursor->offset);
    end = cursor->offset;
    while (end < list->length && !is_break(list->bytes[end]) &&
           end - cursor->offset < SOURCE_MAX)
        end++;
    end = align(list, end, list->length);
    entry->cut_behind = end < list->length && !is_break(list->bytes[end]);
    entry->cut_before = cursor->column - 1;
    for (size_t i = begin; i < cursor->offset;
         i += utf8_length(list->bytes + i, list->length - i))
        entry->cut_before--;
    entry->shown.source = copy_line(list, begin, end);
}

/* --------------------------------------------------------------- Adding */

/* Format into a fixed space; what does not fit is cut between characters. */
__attribute__((format(printf, 2, 0))) static void
format_text(char text[DIAGNOSTICS_TEXT_MAX], const char *format,
            va_list arguments)
{
    static const char dots[] = "...";
    int length = vsnprintf(text, DIAGNOSTICS_TEXT_MAX, format, arguments);
    size_t cut = DIAGNOSTICS_TEXT_MAX - sizeof dots;

    if (length < 0)
        text[0] = '\0';
    if (length < DIAGNOSTICS_TEXT_MAX)
        return;
    while (utf8_continues(text[cut]) && cut > 0)
        cut--;
    memcpy(text + cut, dots, sizeof dots);
}

static void keep_text(dvf_diagnostics *list, const char **text)
{
    if (*text)
        *text = arena_copy(&list->arena, *text, strlen(*text));
}

/* Replace the last diagnostic by the note that there are more. */
static void close_input(dvf_diagnostics *list, dvf_severity severity)
{
    struct diagnostics_entry *last = entry_at(list, list->items.count - 1);

    if (last->shown.severity == DVF_ERROR)
        severity = DVF_ERROR;
    *last = (struct diagnostics_entry){
        .shown = {.severity = severity,
                  .code = diagnostic_code_name(DIAGNOSTIC_LIMIT),
                  .file = list->file,
                  .length = 1,
                  .message = "further problems are not shown",
                  .hint = "correct the ones above first"}};
    list->full = true;
}

/* Add a diagnostic whose strings are not yet copied. */
static void add(dvf_diagnostics *list, dvf_diagnostic shown)
{
    struct diagnostics_entry entry = {.shown = shown, .about = list->about};

    list->about = NULL;
    if (list->full) {
        if (shown.severity == DVF_ERROR)
            entry_at(list, list->items.count - 1)->shown.severity = DVF_ERROR;
        return;
    }
    if (list->items.count - list->first == DIAGNOSTICS_MAX) {
        close_input(list, shown.severity);
        return;
    }
    entry.shown.file = list->file;
    if (shown.hint && shown.hint[0] == '\0')
        entry.shown.hint = NULL;
    keep_text(list, &entry.shown.message);
    keep_text(list, &entry.shown.hint);
    keep_text(list, &entry.about);
    keep_source(list, &entry);
    struct diagnostics_entry *kept = list->arena.failed
                                         ? NULL
                                         : array_push(&list->items);
    if (kept)
        *kept = entry;
    else
        list->arena.failed = true;
}

static dvf_diagnostic shown_at(dvf_severity severity, enum diagnostic_code code,
                               struct position at)
{
    dvf_diagnostic shown = {.severity = severity,
                            .code = diagnostic_code_name(code),
                            .line = at.line,
                            .length = at.length != 0 ? at.length : 1};

    if (at.line != 0)
        shown.column = at.column != 0 ? at.column : 1;
    return shown;
}

__attribute__((format(printf, 3, 0))) static void
add_formatted(dvf_diagnostics *list, dvf_diagnostic shown, const char *format,
              va_list arguments)
{
    char message[DIAGNOSTICS_TEXT_MAX];

    assert(list);
    format_text(message, format, arguments);
    shown.message = message;
    add(list, shown);
}

void diagnostics_error(dvf_diagnostics *list, enum diagnostic_code code,
                       struct position at, const char *hint, const char *format,
                       ...)
{
    dvf_diagnostic shown = shown_at(DVF_ERROR, code, at);
    va_list arguments;

    shown.hint = hint;
    va_start(arguments, format);
    add_formatted(list, shown, format, arguments);
    va_end(arguments);
}

void diagnostics_warning(dvf_diagnostics *list, enum diagnostic_code code,
                         struct position at, const char *hint,
                         const char *format, ...)
{
    dvf_diagnostic shown = shown_at(DVF_WARNING, code, at);
    va_list arguments;

    shown.hint = hint;
    va_start(arguments, format);
    add_formatted(list, shown, format, arguments);
    va_end(arguments);
}

void diagnostics_about(struct dvf_diagnostics *list, const char *about)
{
    list->about = about;
}

void diagnostics_set_key(struct dvf_diagnostics *list, size_t index,
                         const char *key)
{
    entry_at(list, index)->key = key;
    keep_text(list, &entry_at(list, index)->key);
}

const char *diagnostics_key(const struct dvf_diagnostics *list, size_t index)
{
    const char *key = entry_at(list, index)->key;

    return key ? key : "";
}

const char *diagnostics_vtext(dvf_diagnostics *list, const char *format,
                              va_list arguments)
{
    char text[DIAGNOSTICS_TEXT_MAX];
    const char *copy;

    assert(list);
    if (list->full)
        return "";
    format_text(text, format, arguments);
    copy = arena_copy(&list->arena, text, strlen(text));
    return copy ? copy : "";
}

const char *diagnostics_text(dvf_diagnostics *list, const char *format, ...)
{
    const char *text;
    va_list arguments;

    va_start(arguments, format);
    text = diagnostics_vtext(list, format, arguments);
    va_end(arguments);
    return text;
}

void diagnostics_take_back(dvf_diagnostics *list, size_t count, uint32_t line)
{
    size_t kept = list->first;

    for (size_t i = list->first; i < list->items.count && i < count; i++)
        if (entry_at(list, i)->shown.line < line)
            *entry_at(list, kept++) = *entry_at(list, i);
    list->items.count = kept;
    list->full = false;
}

void diagnostics_rename(struct dvf_diagnostics *list,
                        const char *(*name)(const void *names,
                                            const char *file),
                        const void *names)
{
    for (size_t i = 0; i < list->items.count; i++) {
        dvf_diagnostic *shown = &entry_at(list, i)->shown;

        shown->file = name(names, shown->file);
    }
}

size_t diagnostics_errors(const dvf_diagnostics *list)
{
    size_t errors = 0;

    assert(list);
    for (size_t i = list->first; i < list->items.count; i++)
        errors += dvf_diagnostics_at(list, i)->severity == DVF_ERROR;
    return errors;
}

dvf_status diagnostics_status(const dvf_diagnostics *list)
{
    assert(list);
    if (list->arena.failed)
        return DVF_NO_MEMORY;
    return diagnostics_errors(list) > 0 ? DVF_INVALID : DVF_OK;
}

bool diagnostics_have_errors(const dvf_diagnostics *list)
{
    for (size_t i = 0; i < list->items.count; i++)
        if (dvf_diagnostics_at(list, i)->severity == DVF_ERROR)
            return true;
    return false;
}

dvf_status status_worse(dvf_status a, dvf_status b)
{
    if (a == DVF_NO_MEMORY || b == DVF_NO_MEMORY)
        return DVF_NO_MEMORY;
    return a != DVF_OK ? a : b;
}
