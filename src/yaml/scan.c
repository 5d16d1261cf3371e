/* SPDX-License-Identifier: MIT */
/*
 * The scan of a text before libyaml sees it. libyaml cuts scalars at NUL,
 * counts some Unicode separators as line breaks, and swallows any number of
 * %TAG lines within one event, at quadratic cost; none of that may reach it.
 * And places and a hint where the text turns out to be no YAML.
 */
#include "base/lookalike.h"
#include "base/utf8.h"
#include "yaml/document.h"

#include <string.h>

/* Place of the scan, and the copy that is made at the first fault. */
struct cursor {
    const char *at;
    const char *end;
    const char *line_start;
    uint32_t line;
    const char *counted; /* `columns` characters of the line lie before it */
    uint32_t columns;
    char *copy; /* null until the first fault */
    struct yaml_scan *scan;
    struct arena *arena;
    struct dvf_diagnostics *problems;
};

/* Count on from the last fault of the line: long lines with many faults must
 * not cost quadratic time. */
static struct position cursor_position(struct cursor *cursor)
{
    if (cursor->counted < cursor->line_start) {
        cursor->counted = cursor->line_start;
        cursor->columns = 0;
    }
    for (; cursor->counted < cursor->at; cursor->counted++)
        cursor->columns += !utf8_continues(*cursor->counted);
    return (struct position){cursor->line, cursor->columns + 1, 1};
}

/* Remember a fault, and make the copy at the first one. */
static void note(struct cursor *cursor, struct position at)
{
    struct yaml_scan *scan = cursor->scan;
    struct position *fault = array_push(&scan->faults);

    if (!cursor->copy)
        cursor->copy = arena_copy(cursor->arena, scan->bytes, scan->length);
    if (fault)
        *fault = at;
    else
        cursor->arena->failed = true;
}

/* Overwrite a fault in the copy with as many characters as libyaml would have
 * counted, so that the columns behind it stay right. */
static void replace(struct cursor *cursor, size_t length, char with)
{
    size_t place = (size_t)(cursor->at - cursor->scan->bytes);

    cursor->at += length;
    if (!cursor->copy)
        return; /* out of memory */
    if (length == 3)
        memcpy(cursor->copy + place, "\xEF\xBF\xBD", 3); /* U+FFFD */
    else if (length == 2)
        memcpy(cursor->copy + place, "\xC3\xBF", 2); /* U+00FF */
    else if (length == 4)
        memcpy(cursor->copy + place, "\xF0\x90\x80\x80", 4); /* U+10000 */
    else
        cursor->copy[place] = with;
}

static void fault(struct cursor *cursor, size_t length, uint32_t character)
{
    struct position at = cursor_position(cursor);

    diagnostics_error(cursor->problems, DIAGNOSTIC_CHARACTER, at,
                      character == 0 ? "remove it; the file may be binary, or "
                                       "text in another encoding than UTF-8"
                                     : "remove it",
                      character == 0 ? "NUL byte" : "%s U+%04X",
                      utf8_hostile_kind(character), (unsigned)character);
    note(cursor, at);
    replace(cursor, length, '_');
}

/* One fault covers the continuation bytes behind it too: they belong to the
 * same broken character. */
static void encoding_fault(struct cursor *cursor)
{
    struct position at = cursor_position(cursor);

    diagnostics_error(cursor->problems, DIAGNOSTIC_ENCODING, at,
                      "save the file as UTF-8", "byte 0x%02X is not UTF-8",
                      (unsigned)(unsigned char)*cursor->at);
    note(cursor, at);
    do
        replace(cursor, 1, '_');
    while (cursor->at < cursor->end && utf8_continues(*cursor->at));
}

static void directive_fault(struct cursor *cursor)
{
    struct position at = {cursor->line, 1, 1};

    diagnostics_error(cursor->problems, DIAGNOSTIC_DIRECTIVE, at,
                      "remove the line; quote a value that begins with '%'",
                      "a line must not begin with '%%': YAML directives are "
                      "not accepted");
    note(cursor, at);
    replace(cursor, 1, '#');
}

/* Signs at the start of a line that may mark a merge conflict; a blank or
 * nothing follows. */
#define MARKER_LENGTH 7

static void note_marker(struct cursor *cursor)
{
    size_t left = (size_t)(cursor->end - cursor->at);
    size_t length = 1;

    if (left < MARKER_LENGTH || !strchr("<|=>", *cursor->at))
        return;
    while (length < left && cursor->at[length] == *cursor->at)
        length++;
    if (*cursor->at == '\0' || length != MARKER_LENGTH ||
        (length < left && !strchr(" \r\n", cursor->at[length])))
        return;
    if (array_push_u32(&cursor->scan->markers, cursor->line) != DVF_OK)
        cursor->arena->failed = true;
}

/* A line ends with LF, CR or CR LF, as libyaml counts. */
static void line_break(struct cursor *cursor)
{
    if (*cursor->at == '\r' && cursor->at + 1 < cursor->end &&
        cursor->at[1] == '\n')
        cursor->at++;
    cursor->at++;
    cursor->line++;
    cursor->line_start = cursor->at;
    note_marker(cursor);
}

/* Scan one character that is not printable ASCII. */
static void scan_special(struct cursor *cursor)
{
    uint32_t character = 0;

    if (*cursor->at == '\n' || *cursor->at == '\r') {
        line_break(cursor);
        return;
    }
    size_t length = utf8_decode(cursor->at, (size_t)(cursor->end - cursor->at),
                                &character);
    if (length == 0)
        encoding_fault(cursor);
    else if (utf8_is_hostile(character))
        fault(cursor, length, character);
    else
        cursor->at += length;
}

/* Test eight bytes at once for 0x20 to 0x7E: any other byte sets its top bit,
 * by itself, by a borrow below 0x20, or by a carry at 0x7F. */
static bool are_printable(const char *bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    return ((word | (word - ones * 0x20) | (word + ones)) & ones * 0x80) == 0;
}

static void scan_text(struct cursor *cursor)
{
    note_marker(cursor);
    /* Stop once the list of problems is full. */
    while (cursor->at < cursor->end && !cursor->problems->full) {
        unsigned char byte = (unsigned char)*cursor->at;

        if (byte == '%' && cursor->at == cursor->line_start) {
            directive_fault(cursor);
        } else if (cursor->end - cursor->at >= 8 && are_printable(cursor->at)) {
            cursor->at += 8;
        } else if (byte >= 0x20 && byte < 0x7F) {
            cursor->at++;
        } else {
            scan_special(cursor);
        }
    }
}

/* Other encodings, by their byte order mark or by the places of zero bytes in
 * the first character. UTF-32 comes first: its mark begins like that of
 * UTF-16. */
static const struct {
    const char *name;
    size_t length;
    bool is_mark; /* else `bytes` has '0' for a zero byte, 'x' for another */
    const char *bytes;
} encodings[] = {
    {"UTF-32", 4, true, "\xFF\xFE\0\0"}, {"UTF-32", 4, true, "\0\0\xFE\xFF"},
    {"UTF-32", 4, false, "x000"},        {"UTF-32", 4, false, "xx00"},
    {"UTF-32", 4, false, "000x"},        {"UTF-32", 4, false, "00xx"},
    {"UTF-16", 2, true, "\xFF\xFE"},     {"UTF-16", 2, true, "\xFE\xFF"},
    {"UTF-16", 2, false, "x0"},          {"UTF-16", 2, false, "0x"},
};

static bool has_zeros(const char *bytes, const char *pattern, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((bytes[i] == '\0') != (pattern[i] == '0'))
            return false;
    return true;
}

/* @return the name of an encoding that is not UTF-8, or null */
static const char *find_encoding(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof encodings / sizeof encodings[0]; i++) {
        if (length < encodings[i].length)
            continue;
        if (encodings[i].is_mark
                ? memcmp(bytes, encodings[i].bytes, encodings[i].length) == 0
                : has_zeros(bytes, encodings[i].bytes, encodings[i].length))
            return encodings[i].name;
    }
    return NULL;
}

void yaml_scan_release(struct yaml_scan *scan)
{
    array_release(&scan->faults);
    array_release(&scan->markers);
    array_release(&scan->escapes);
}

dvf_status yaml_scan(const char *bytes, size_t length, struct arena *arena,
                     struct dvf_diagnostics *problems, struct yaml_scan *scan)
{
    const char *encoding = find_encoding(bytes, length);

    array_init(&scan->faults, sizeof(struct position));
    array_init(&scan->markers, sizeof(uint32_t));
    array_init(&scan->escapes, sizeof(struct yaml_escape));
    if (encoding) {
        diagnostics_error(problems, DIAGNOSTIC_ENCODING, (struct position){0},
                          "save the file as UTF-8", "the file looks like %s",
                          encoding);
        return DVF_INVALID;
    }
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        length -= 3;
    }
    scan->bytes = bytes;
    scan->length = length;

    struct cursor cursor = {.at = bytes,
                            .end = bytes + length,
                            .line_start = bytes,
                            .counted = bytes,
                            .line = 1,
                            .scan = scan,
                            .arena = arena,
                            .problems = problems};
    scan_text(&cursor);
    if (problems->full && !arena->failed)
        return DVF_INVALID;
    if (cursor.copy)
        scan->bytes = cursor.copy;
    yaml_escapes_replace(scan, arena);
    return arena_status(arena);
}

/* ------------------------------------------------------------ broken syntax */

static bool ends_line(const char *bytes, size_t at)
{
    return bytes[at] == '\n' || (bytes[at] == '\r' && bytes[at + 1] != '\n');
}

const char *yaml_line(const struct yaml_scan *scan, uint32_t line)
{
    size_t at = 0;

    for (; line > 1; at++)
        line -= ends_line(scan->bytes, at);
    return scan->bytes + at;
}

struct position yaml_last_position(const struct yaml_scan *scan)
{
    struct position at = {1, 1, 1};

    for (size_t i = 0; i + 1 < scan->length; i++) {
        at.column += !utf8_continues(scan->bytes[i + 1]);
        if (ends_line(scan->bytes, i)) {
            at.line++;
            at.column = 1;
        }
    }
    return at;
}

/* True for a look-alike of a sign of YAML, or an unseen character. */
static bool is_sign(int looks_like, bool first)
{
    return looks_like == LOOKALIKE_UNSEEN ||
           (looks_like > 0 && strchr(" :'\"[]{}#", looks_like)) ||
           (looks_like == '-' && first);
}

/* Say that a line has a character in place of a sign of YAML, such as a
 * no-break space. @return null where it has none */
static const char *sign_hint(const struct yaml_scan *scan,
                             struct dvf_diagnostics *problems, uint32_t line)
{
    const char *at = yaml_line(scan, line);
    const char *end = scan->bytes + scan->length;
    struct lookalike found = {0};
    char described[LOOKALIKE_SIZE];
    bool first = true;

    for (size_t taken; at < end && *at != '\n' && *at != '\r'; at += taken) {
        taken = utf8_decode(at, (size_t)(end - at), &found.character);
        if (taken == 0)
            return NULL;
        found.place++;
        found.looks_like = lookalike_of(found.character);
        if (found.character != '\t' && is_sign(found.looks_like, first)) {
            lookalike_describe(&found, described);
            return diagnostics_text(problems, "in line %u, %s", (unsigned)line,
                                    described);
        }
        first &= *at == ' ';
    }
    return NULL;
}

const char *yaml_syntax_hint(const struct yaml_scan *scan,
                             struct dvf_diagnostics *problems,
                             const char *problem, struct position at)
{
    const char *hint = NULL;

    if (problem && (strstr(problem, "escape") || strstr(problem, "hexdecimal")))
        return "correct the escape; a backslash itself is written as two, or "
               "in single quotes";
    if (at.line > 1)
        hint = sign_hint(scan, problems, at.line - 1);
    if (!hint)
        hint = sign_hint(scan, problems, at.line);
    return hint ? hint
                : "check indentation (spaces, not tabs), colons and quotes "
                  "here and in the line above";
}
