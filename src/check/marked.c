/* SPDX-License-Identifier: MIT */
/*
 * Marked texts, read line by line. Only as much of Markdown is known as tells
 * fenced code and front matter apart: a marker begins its line, where neither a
 * list nor a quotation can hold it.
 */
#include "check/marked.h"

#include "base/hint.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

/* Begin of any comment. */
#define OPENING      "<!--"

/* Most blanks before a fence: behind more of them it is code by itself. */
#define FENCE_INDENT 3
#define FENCE_LEAST  3

/* ----------------------------------------------------------------- Lines */

/* A text that is walked by its lines. */
struct lines {
    const char *bytes;
    size_t length;
    size_t next;  /* where the next line begins */
    size_t start; /* of this line */
    size_t end;   /* of this line, before its break */
    uint32_t number;
};

static bool next_line(struct lines *lines)
{
    size_t at = lines->next;

    if (at >= lines->length)
        return false;
    lines->start = at;
    while (at < lines->length && lines->bytes[at] != '\n' &&
           lines->bytes[at] != '\r')
        at++;
    lines->end = at;
    if (at < lines->length)
        at++;
    if (at < lines->length && lines->bytes[at - 1] == '\r' &&
        lines->bytes[at] == '\n')
        at++;
    lines->next = at;
    lines->number++;
    return true;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* The line without blanks at its end. */
static size_t line_length(const struct lines *lines)
{
    size_t end = lines->end;

    while (end > lines->start && is_blank(lines->bytes[end - 1]))
        end--;
    return end - lines->start;
}

static bool line_is(const struct lines *lines, const char *text)
{
    return line_length(lines) == strlen(text) &&
           memcmp(lines->bytes + lines->start, text, strlen(text)) == 0;
}

/* Front matter opens in the first line. Without its end it is none, and its
 * first line a rule. */
static void skip_front_matter(struct lines *lines)
{
    struct lines ahead = *lines;

    if (!next_line(&ahead) || !line_is(&ahead, "---"))
        return;
    while (next_line(&ahead)) {
        if (!line_is(&ahead, "---") && !line_is(&ahead, "..."))
            continue;
        *lines = ahead;
        return;
    }
}

/* A text from its first line on, without a byte order mark. */
static struct lines lines_of(const char *bytes, size_t length)
{
    static const char mark[] = "\xEF\xBB\xBF";
    bool marked = length >= 3 && memcmp(bytes, mark, 3) == 0;

    return (struct lines){
        .bytes = bytes, .length = length, .next = marked ? 3 : 0};
}

/* ---------------------------------------------------------------- Fences */

/* Fenced code that is open. */
struct fence {
    char sign;     /* ` or ~; 0: none is open */
    size_t length; /* signs that opened it */
    size_t info;   /* where its info string begins */
};

/* Count the signs of a fence. @param at receives the byte behind them
 * @return 0 where the line is none */
static size_t count_signs(const struct lines *lines, size_t *at)
{
    size_t start = lines->start;

    while (start < lines->end && lines->bytes[start] == ' ')
        start++;
    *at = start;
    if (start == lines->end || start - lines->start > FENCE_INDENT ||
        (lines->bytes[start] != '`' && lines->bytes[start] != '~'))
        return 0;
    while (*at < lines->end && lines->bytes[*at] == lines->bytes[start])
        ++*at;
    return *at - start;
}

/* Take a line that may open or close a fence. @return whether it is a fence, or
 * code within one */
static bool take_fence(const struct lines *lines, struct fence *fence)
{
    size_t at;
    size_t count = count_signs(lines, &at);
    const char sign = count > 0 ? lines->bytes[at - 1] : '\0';
    size_t rest = lines->end - at;

    if (fence->sign != '\0') {
        if (sign == fence->sign && count >= fence->length &&
            at - lines->start >= line_length(lines))
            fence->sign = '\0';
        return true;
    }
    /* Backquotes behind backquotes: a line of text with code in it. */
    if (count < FENCE_LEAST ||
        (sign == '`' && memchr(lines->bytes + at, '`', rest)))
        return false;
    while (at < lines->start + line_length(lines) && is_blank(lines->bytes[at]))
        at++;
    *fence = (struct fence){sign, count, at};
    return true;
}

/* --------------------------------------------------------------- Markers */

/* A text while its markers are read. */
struct marking {
    struct marked *marked;
    struct lines lines;
    struct dvf_diagnostics *problems;
    unsigned open;                      /* part, or RECORD_PART_COUNT */
    bool doubtful[RECORD_PART_COUNT];   /* a marker of it was reported */
    uint32_t begins[RECORD_PART_COUNT]; /* line of its first marker; or 0 */
};

static struct position line_position(const struct lines *lines)
{
    return (struct position){lines->number, 1, (uint32_t)line_length(lines)};
}

static const char *marker_hint(struct dvf_diagnostics *problems,
                               const char *before, const char *name)
{
    return diagnostics_text(problems, "write '%s%s%s' on a line of its own",
                            before, name, RECORD_CLOSE);
}

static void begin_part(struct marking *marking, unsigned part)
{
    struct dvf_diagnostics *problems = marking->problems;
    const struct position at = line_position(&marking->lines);
    struct marked_region *region = &marking->marked->parts[part];
    const char *name = record_part_word((enum record_part)part);

    if (marking->open != RECORD_PART_COUNT) {
        const char *around = record_part_word((enum record_part)marking->open);

        diagnostics_error(problems, DIAGNOSTIC_STRUCTURE, at,
                          marker_hint(problems, RECORD_END, around),
                          "the part '%s' begins within the part '%s', which "
                          "has no end before it",
                          name, around);
        marking->doubtful[marking->open] = true;
    }
    if (marking->begins[part] != 0) {
        diagnostics_error(problems, DIAGNOSTIC_DUPLICATE_ID, at,
                          "keep one of the two",
                          "the part '%s' stands twice, first in line %u", name,
                          (unsigned)marking->begins[part]);
        marking->doubtful[part] = true;
    } else {
        marking->begins[part] = at.line;
        region->start = marking->lines.next;
    }
    marking->open = part;
}

static void end_part(struct marking *marking, unsigned part)
{
    struct dvf_diagnostics *problems = marking->problems;
    struct marked_region *region = &marking->marked->parts[part];
    const char *name = record_part_word((enum record_part)part);

    if (marking->open == part) {
        if (region->begin == 0) {
            region->begin = marking->begins[part];
            region->end = marking->lines.start;
        }
        marking->open = RECORD_PART_COUNT;
        return;
    }
    if (!marking->doubtful[part])
        diagnostics_error(
            problems, DIAGNOSTIC_STRUCTURE, line_position(&marking->lines),
            marker_hint(problems, RECORD_BEGIN, name),
            region->begin != 0 ? "the part '%s' ends twice"
                               : "the part '%s' ends here, but begins nowhere "
                                 "before",
            name);
    marking->doubtful[part] = true;
}

/* The part of this name, or RECORD_PART_COUNT. */
static unsigned find_part(const char *name, size_t length)
{
    unsigned part = 0;

    while (part < RECORD_PART_COUNT) {
        const char *known = record_part_word((enum record_part)part);

        if (strlen(known) == length && memcmp(known, name, length) == 0)
            break;
        part++;
    }
    return part;
}

static void report_name(struct marking *marking, const char *name,
                        size_t length)
{
    char word[64];
    const size_t size = length < sizeof word ? length : sizeof word - 1;

    memcpy(word, name, size);
    word[size] = '\0';
    struct hint hint = hint_begin(marking->problems, word);
    for (unsigned i = 0; i < RECORD_PART_COUNT; i++)
        hint_offer(&hint, record_part_word((enum record_part)i));
    diagnostics_error(marking->problems, DIAGNOSTIC_UNKNOWN_ID,
                      line_position(&marking->lines), hint_text(&hint),
                      "there is no part named '%s'", word);
}

/* Take a marker that begins with these words. @return whether it is one */
static bool take_marker(struct marking *marking, const char *words,
                        void (*take)(struct marking *marking, unsigned part))
{
    const struct lines *lines = &marking->lines;
    const char *line = lines->bytes + lines->start;
    const size_t length = line_length(lines);
    const size_t before = strlen(words);
    const size_t behind = strlen(RECORD_CLOSE);

    if (length < before + behind || memcmp(line, words, before) != 0 ||
        memcmp(line + length - behind, RECORD_CLOSE, behind) != 0)
        return false;
    const char *name = line + before;
    const size_t size = length - before - behind;
    if (memchr(name, ' ', size) || memchr(name, '>', size))
        return false;
    unsigned part = find_part(name, size);
    if (part == RECORD_PART_COUNT)
        report_name(marking, name, size);
    else
        take(marking, part);
    return true;
}

/* Begins with a word, in whatever case. */
static bool begins(const char *at, size_t left, const char *word)
{
    const size_t size = strlen(word);

    return left >= size && strncasecmp(at, word, size) == 0;
}

/* Length of the signs that may part the words of a marker. */
static size_t count_between(const char *at, size_t left)
{
    size_t count = 0;

    while (count < left && at[count] != '\0' && strchr(":;. -_", at[count]))
        count++;
    return count;
}

/* Find the words of a marker in a comment, in any spelling. */
static bool is_meant(const struct lines *lines)
{
    const char *line = lines->bytes + lines->start;
    const size_t length = line_length(lines);
    size_t at = 0;

    while (at < length && is_blank(line[at]))
        at++;
    if (!begins(line + at, length - at, OPENING))
        return false;
    while (at < length && !begins(line + at, length - at, "dvf"))
        at++;
    if (at == length)
        return false;
    at += strlen("dvf");
    const size_t between = count_between(line + at, length - at);
    at += between;
    return between > 0 && (begins(line + at, length - at, "begin") ||
                           begins(line + at, length - at, "start") ||
                           begins(line + at, length - at, "end"));
}

static void read_line(struct marking *marking)
{
    if (!is_meant(&marking->lines))
        return;
    marking->marked->any = true;
    if (take_marker(marking, RECORD_BEGIN, begin_part) ||
        take_marker(marking, RECORD_END, end_part))
        return;
    diagnostics_error(
        marking->problems, DIAGNOSTIC_SYNTAX, line_position(&marking->lines),
        "write '" RECORD_BEGIN "NAME" RECORD_CLOSE "' or '" RECORD_END
        "NAME" RECORD_CLOSE "', with nothing before it in its line",
        "this is nearly a marker of dvf, but not one");
}

static void report_open(struct marking *marking)
{
    for (unsigned i = 0; i < RECORD_PART_COUNT; i++) {
        const char *name = record_part_word((enum record_part)i);

        if (marking->begins[i] == 0 || marking->doubtful[i] ||
            marking->marked->parts[i].begin != 0)
            continue;
        diagnostics_error(marking->problems, DIAGNOSTIC_STRUCTURE,
                          (struct position){marking->begins[i], 1, 0},
                          marker_hint(marking->problems, RECORD_END, name),
                          "the part '%s' begins, but ends nowhere", name);
    }
}

/* ------------------------------------------------------------ Characters */

static void report_character(struct dvf_diagnostics *problems,
                             struct position at, uint32_t character)
{
    diagnostics_error(problems, DIAGNOSTIC_CHARACTER, at,
                      character == 0 ? "remove it; the file may be binary, or "
                                       "text in another encoding than UTF-8"
                                     : "remove it",
                      character == 0 ? "NUL byte" : "%s U+%04X",
                      utf8_hostile_kind(character), (unsigned)character);
}

/* Report characters of a line that no input may hold. */
static void check_line(const struct lines *lines,
                       struct dvf_diagnostics *problems)
{
    struct position at = {lines->number, 1, 1};
    size_t length;

    for (size_t i = lines->start; i < lines->end && !problems->full;
         i += length, at.column++) {
        uint32_t character = 0;

        length = utf8_decode(lines->bytes + i, lines->end - i, &character);
        if (length == 0)
            diagnostics_error(problems, DIAGNOSTIC_ENCODING, at,
                              "save the file as UTF-8",
                              "byte 0x%02X is not UTF-8",
                              (unsigned)(unsigned char)lines->bytes[i]);
        else if (utf8_is_hostile(character))
            report_character(problems, at, character);
        length += length == 0;
    }
}

/* ------------------------------------------------------------------ Calls */

dvf_status marked_read(struct marked *marked, const char *bytes, size_t length,
                       struct dvf_diagnostics *problems)
{
    struct marking marking = {.marked = marked,
                              .lines = lines_of(bytes, length),
                              .problems = problems,
                              .open = RECORD_PART_COUNT};
    struct lines all = marking.lines;
    struct fence fence = {0};

    assert(bytes || length == 0);
    *marked = (struct marked){.bytes = bytes, .length = length};
    skip_front_matter(&marking.lines);
    while (next_line(&marking.lines) && !problems->full)
        if (!take_fence(&marking.lines, &fence))
            read_line(&marking);
    report_open(&marking);
    /* A text without markers is none of ours, whatever its encoding. */
    while (marked->any && next_line(&all) && !problems->full)
        check_line(&all, problems);
    return diagnostics_status(problems);
}

void marked_report_missing(enum record_part part,
                           struct dvf_diagnostics *problems)
{
    const char *name = record_part_word(part);

    diagnostics_about(problems, name);
    diagnostics_error(problems, DIAGNOSTIC_MISSING_KEY, (struct position){0},
                      diagnostics_text(problems,
                                       "write '%s%s%s' and '%s%s%s' where it "
                                       "belongs, each on a line of its own",
                                       RECORD_BEGIN, name, RECORD_CLOSE,
                                       RECORD_END, name, RECORD_CLOSE),
                      "the part '%s' is missing", name);
}

bool marked_find_fence(const struct marked *marked, enum record_part part,
                       const char *info, struct marked_fence *found)
{
    const struct marked_region *region = &marked->parts[part];
    struct lines lines = {.bytes = marked->bytes,
                          .length = region->end,
                          .next = region->start,
                          .number = region->begin};
    struct fence fence = {0};
    bool wanted = false;

    assert(region->begin != 0);
    while (next_line(&lines)) {
        const bool was_open = fence.sign != '\0';

        (void)take_fence(&lines, &fence);
        if (!was_open && fence.sign != '\0') {
            const size_t size = lines.start + line_length(&lines) - fence.info;

            wanted = size == strlen(info) &&
                     memcmp(lines.bytes + fence.info, info, size) == 0;
            *found = (struct marked_fence){.start = lines.next,
                                           .line = lines.number + 1};
        } else if (was_open && fence.sign == '\0' && wanted) {
            found->end = lines.start;
            return true;
        }
    }
    return false;
}

/* ---------------------------------------------------------------- Renewing */

/* The line break that ends the line before a place. */
static const char *break_before(const struct marked *marked, size_t at)
{
    const char *bytes = marked->bytes;

    assert(at > 0);
    if (bytes[at - 1] == '\r')
        return "\r";
    return at > 1 && bytes[at - 2] == '\r' ? "\r\n" : "\n";
}

/* Append the lines of a part with other line breaks. */
static void put_lines(struct buffer *out, const struct marked *fresh,
                      const struct marked_region *region,
                      const char *line_break)
{
    struct lines lines = {
        .bytes = fresh->bytes, .length = region->end, .next = region->start};

    while (next_line(&lines)) {
        buffer_append(out, lines.bytes + lines.start, lines.end - lines.start);
        buffer_puts(out, line_break);
    }
}

/* The next part behind a place in the text; null: there is none. */
static const struct marked_region *next_region(const struct marked *marked,
                                               size_t at)
{
    const struct marked_region *next = NULL;

    for (unsigned i = 0; i < RECORD_PART_COUNT; i++) {
        const struct marked_region *region = &marked->parts[i];

        if (region->begin != 0 && region->start > at &&
            (!next || region->start < next->start))
            next = region;
    }
    return next;
}

void marked_renew(const struct marked *marked, const struct marked *fresh,
                  struct buffer *out, bool changed[RECORD_PART_COUNT])
{
    const struct marked_region *region;
    size_t copied = 0;

    memset(changed, 0, RECORD_PART_COUNT * sizeof *changed);
    while ((region = next_region(marked, copied))) {
        const size_t part = (size_t)(region - marked->parts);
        const size_t length = region->end - region->start;

        buffer_append(out, marked->bytes + copied, region->start - copied);
        const size_t start = out->length;
        put_lines(out, fresh, &fresh->parts[part],
                  break_before(marked, region->start));
        changed[part] = out->failed || out->length - start != length ||
                        (length > 0 &&
                         memcmp(out->bytes + start,
                                marked->bytes + region->start, length) != 0);
        copied = region->end;
    }
    buffer_append(out, marked->bytes + copied, marked->length - copied);
}
