/* SPDX-License-Identifier: MIT */
/*
 * The keys: a line of how to answer, and a line or two of what else they do.
 * Those that mean something now are shown, as many as there is room for. One
 * row each, in the order in which they are shown.
 */
#include "ask/frame_parts.h"

#include <string.h>

/* Modes in which a key means something: bits of enum interview_mode. */
#define IN(mode)    (1U << (mode))
#define IN_QUESTION IN(MODE_QUESTION)
#define IN_FILTER   IN(MODE_FILTER)
#define IN_NUMBER   IN(MODE_NUMBER)
#define IN_WHY      IN(MODE_WHY)
#define IN_CLAIMS   IN(MODE_CLAIMS)
#define IN_WARNING  IN(MODE_WARNING)
#define IN_SUMMARY  IN(MODE_SUMMARY)
#define IN_REPORT   IN(MODE_REPORT)

/* Most steps in which a line is made shorter. */
#define STEPS       8

/* Most times that a row gives way, the last time altogether. */
#define CONCESSIONS 3

typedef bool condition(const struct interview *interview);

static bool is_no_set(const struct interview *interview)
{
    return !interview_is_set(interview);
}

static bool can_go_back(const struct interview *interview)
{
    return interview->mode != MODE_QUESTION || interview->revising ||
           wording_finished(interview) > 0;
}

static bool has_summary(const struct interview *interview)
{
    return interview->mode != MODE_QUESTION || !interview->revising;
}

static bool has_question(const struct interview *interview)
{
    return interview->question != KB_NONE;
}

enum help_line {
    LINE_ANSWERING,
    LINE_KEYS
};

/* A row gives way step by step where room is lacking, with fewer words or with
 * none: "" leaves it out. */
struct concession {
    unsigned step; /* from 1; 0: there is none */
    const char *words;
};

static const struct help {
    enum help_line line;
    unsigned modes;
    condition *condition; /* null: always */
    const char *words;
    struct concession concessions[CONCESSIONS];
} table[] = {
    {LINE_ANSWERING,
     IN_QUESTION,
     is_no_set,
     "arrows or digits, then enter",
     {{2, "enter choose"}, {4, ""}}},
    {LINE_ANSWERING,
     IN_QUESTION | IN_FILTER,
     interview_is_set,
     "space mark",
     {{6, ""}}},
    {LINE_ANSWERING,
     IN_QUESTION | IN_FILTER,
     interview_is_set,
     "enter done",
     {{5, ""}}},
    {LINE_ANSWERING,
     IN_QUESTION,
     interview_is_set,
     "n none of them",
     {{2, "n none"}, {3, ""}}},
    {LINE_ANSWERING, IN_FILTER, is_no_set, "enter choose", {{4, ""}}},
    {LINE_ANSWERING, IN_NUMBER, NULL, "enter take it", {{4, ""}}},
    {LINE_ANSWERING, IN_QUESTION, interview_can_filter, "/ search", {{1, ""}}},
    {LINE_ANSWERING,
     IN_QUESTION,
     interview_takes_number,
     "= type a number",
     {{5, ""}}},

    {LINE_KEYS, IN_WARNING | IN_SUMMARY, NULL, "enter choose", {{2, ""}}},
    {LINE_KEYS,
     IN_FILTER | IN_NUMBER,
     NULL,
     "esc back to the list",
     {{1, "esc list"}}},
    {LINE_KEYS,
     IN_WHY,
     NULL,
     "? the claims behind it",
     {{1, "? claims"}, {3, ""}}},
    {LINE_KEYS, IN_CLAIMS | IN_REPORT, NULL, "arrows scroll", {{3, ""}}},
    {LINE_KEYS,
     IN_WHY | IN_CLAIMS,
     NULL,
     "any other key goes back",
     {{2, "any key: back"}}},
    {LINE_KEYS,
     IN_REPORT,
     NULL,
     "enter back to the answers",
     {{1, "enter back"}}},
    {LINE_KEYS, IN_QUESTION, NULL, "? explain", {{2, "? why"}, {7, ""}}},
    {LINE_KEYS, IN_QUESTION, NULL, "- don't know", {{3, "- unknown"}, {5, ""}}},
    {LINE_KEYS, IN_WARNING, NULL, "esc go on", {{5, ""}}},
    {LINE_KEYS, IN_SUMMARY, has_question, "esc back", {{0, NULL}}},
    {LINE_KEYS, IN_QUESTION, can_go_back, "< back", {{0, NULL}}},
    {LINE_KEYS,
     IN_QUESTION | IN_WARNING,
     has_summary,
     "s recommendation, revise",
     {{4, "s result, revise"}, {8, "s revise"}}},
    {LINE_KEYS,
     IN_QUESTION | IN_WARNING | IN_SUMMARY | IN_REPORT,
     NULL,
     "q save and leave",
     {{1, "q leave"}, {6, ""}}},
};

#define ROWS (sizeof table / sizeof *table)

/* The words of a row after so many steps; null where it is not shown. */
static const char *words_of(const struct help *row, unsigned step)
{
    const char *words = row->words;

    for (size_t i = 0; i < CONCESSIONS; i++)
        if (row->concessions[i].step > 0 && row->concessions[i].step <= step)
            words = row->concessions[i].words;
    return *words ? words : NULL;
}

/* Lines that are written into the scratch buffer, parted by line feeds. */
struct lines {
    struct drawing *drawing;
    size_t room; /* columns of a line */
    size_t most; /* lines there may be */
    size_t column;
    size_t count;
    bool fits;
};

static void add_words(struct lines *lines, const char *words)
{
    const char *between = layout_sign(GLYPH_BETWEEN,
                                      lines->drawing->style->ascii);
    struct buffer *out = &lines->drawing->words;
    size_t width = layout_width(&lines->drawing->layout, words);

    if (lines->column > 0 && lines->column + 3 + width > lines->room) {
        buffer_putc(out, '\n');
        lines->column = 0;
        lines->count++;
    }
    if (lines->column > 0) {
        buffer_printf(out, " %s ", between);
        lines->column += 3;
    }
    buffer_puts(out, words);
    lines->column += width;
    lines->fits = lines->fits && width <= lines->room &&
                  lines->count <= lines->most;
}

/* Write a line, which may take several. @param last stands behind it */
static void write_line(struct lines *lines, enum help_line line, unsigned step,
                       const char *last)
{
    const struct interview *interview = lines->drawing->interview;

    drawing_words(lines->drawing);
    lines->column = 0;
    lines->count = 1;
    lines->fits = true;
    for (size_t i = 0; i < ROWS; i++) {
        const char *words = words_of(&table[i], step);

        if (table[i].line == line && words &&
            (table[i].modes & IN(interview->mode)) != 0 &&
            (!table[i].condition || table[i].condition(interview)))
            add_words(lines, words);
    }
    if (*last)
        add_words(lines, last);
}

/* Draw a line in the fewest steps that make it fit.
 *
 * @param last stands behind it: in full, and where that is too long */
static void draw_line(struct drawing *drawing, enum help_line line,
                      enum frame_part part, const char *const last[2])
{
    bool is_high = drawing->style->rows >= FRAME_HIGH;
    struct lines lines = {
        .drawing = drawing,
        .room = drawing->width > drawing->gutter
                    ? drawing->width - drawing->gutter
                    : 0,
        .most = part == PART_HELP && is_high ? 2 : 1,
    };
    struct buffer words = {0};

    for (unsigned step = 0; step <= STEPS && !lines.fits; step++)
        write_line(&lines, line, step, last[step > 2]);
    if (drawing->words.length > 0)
        buffer_append(&words, drawing->words.bytes, drawing->words.length);
    buffer_putc(&words, '\n');
    for (size_t at = 0; at < words.length && !words.failed;) {
        const char *start = words.bytes + at;
        size_t length = strcspn(start, "\n");

        buffer_append(drawing_words(drawing), start, length);
        drawing_begin_line(drawing, drawing->gutter);
        drawing_put_words(drawing, ROLE_QUIET);
        drawing_end(drawing, &drawing->parts[part]);
        at += length + 1;
    }
    if (words.failed)
        drawing->frame->failed = true;
    buffer_release(&words);
}

void help_draw_answering(struct drawing *drawing)
{
    struct buffer left = {0};
    struct buffer brief = {0};

    wording_append_left(drawing->interview, LEFT_SHORT, &left);
    wording_append_left(drawing->interview, LEFT_BRIEF, &brief);
    if (left.failed || brief.failed)
        drawing->frame->failed = true;
    else
        draw_line(drawing, LINE_ANSWERING, PART_STANDING,
                  (const char *const[]){left.bytes, brief.bytes});
    buffer_release(&left);
    buffer_release(&brief);
}

void help_draw(struct drawing *drawing)
{
    draw_line(drawing, LINE_KEYS, PART_HELP, (const char *const[]){"", ""});
}
