/* SPDX-License-Identifier: MIT */
/*
 * The list of a frame: values to choose from, or questions to go to. Where it
 * is longer than its room it scrolls around the selected entry, and a line
 * below it says how much there is on both sides.
 */
#include "ask/frame_parts.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

/* Entries that a digit selects: 1 to 9, then 0. */
#define DIGITS 10

/* A list that is being drawn. */
struct list {
    struct drawing *drawing;
    uint32_t selected;       /* entry, or KB_NONE */
    size_t column;           /* of the text of entries */
    size_t question_columns; /* at most, with answers behind them */
    const char *verb;        /* before each of them */
};

static bool lists_questions(const struct interview *interview)
{
    return interview->mode == MODE_SUMMARY || interview->mode == MODE_WARNING;
}

size_t list_height(const struct drawing *drawing)
{
    const struct interview *interview = drawing->interview;
    uint32_t entries = interview_entries(interview);

    if (entries > 0)
        return entries;
    return !interview->complaint ? 1 : 0;
}

/* ---------------------------------------------------------------- entries */

static enum role role_of(const struct list *list, uint32_t entry)
{
    return entry == list->selected ? ROLE_ANSWER : ROLE_PLAIN;
}

/* While a text or a number is typed, digits are a part of it. */
static bool has_digits(const struct interview *interview)
{
    return interview->mode == MODE_QUESTION || interview->mode == MODE_WARNING;
}

/* The mark of the selected entry, and the digit that selects it. */
static void begin_entry(struct list *list, uint32_t entry)
{
    struct drawing *drawing = list->drawing;
    struct layout *layout = &drawing->layout;
    const struct interview *interview = drawing->interview;
    enum role role = role_of(list, entry);

    drawing_begin_line(drawing, drawing->indent);
    if (entry == list->selected)
        layout_glyph(layout, ROLE_ANSWER, GLYPH_MARK);
    if (has_digits(interview) && entry < DIGITS) {
        layout_column(layout, drawing->gutter);
        layout_format(layout, role == ROLE_PLAIN ? ROLE_QUIET : role,
                      "%" PRIu32, (entry + 1) % DIGITS);
    }
    layout_column(layout, list->column);
}

/* Columns of what put_state() puts. */
static size_t state_columns(const struct interview *interview)
{
    if (interview_is_set(interview))
        return strlen("[x] ");
    return answer_given(&interview->profile->answers[interview->question]) ? 2
                                                                           : 0;
}

/* Mark the values chosen of a set; else the value that is the answer so far. */
static void put_state(struct list *list, uint32_t entry)
{
    struct drawing *drawing = list->drawing;
    const struct interview *interview = drawing->interview;
    const struct answer *answer =
        &interview->profile->answers[interview->question];
    uint32_t value = interview_value(interview, entry);

    if (interview_is_set(interview)) {
        layout_keep(&drawing->layout, role_of(list, entry),
                    values_have(interview->marked, value) ? "[x] " : "[ ] ");
    } else if (answer_given(answer)) {
        if (values_have(answer_values(answer), value))
            layout_glyph(&drawing->layout, ROLE_FOR, GLYPH_DONE);
        layout_column(&drawing->layout, list->column + 2);
    }
}

/* Behind the label, where all of it has room and the line is no longer than
 * others: it is told by '?' too. */
static void put_example(struct list *list, uint32_t entry)
{
    struct drawing *drawing = list->drawing;
    const struct interview *interview = drawing->interview;
    struct buffer *words = &drawing->words;
    size_t column = list->column + state_columns(interview);

    if (words->failed || words->length == 0)
        return;
    column += layout_width(&drawing->layout, words->bytes);
    kb_append_example(drawing_words(drawing), drawing->kb, interview->question,
                      interview_value(interview, entry),
                      "  " WORDING_EXAMPLE " ");
    if (!words->failed && words->length > 0 &&
        column + layout_width(&drawing->layout, words->bytes) <=
            drawing->measure)
        drawing_put_words(drawing, ROLE_QUIET);
}

static void put_value(struct list *list, uint32_t entry)
{
    struct drawing *drawing = list->drawing;

    put_state(list, entry);
    wording_append_value(drawing->interview, entry, drawing_words(drawing));
    drawing_put_words(drawing, role_of(list, entry));
    put_example(list, entry);
}

static void put_question(struct list *list, uint32_t entry)
{
    struct drawing *drawing = list->drawing;
    const struct interview *interview = drawing->interview;
    uint32_t attribute = interview_attribute(interview, entry);
    enum role role = role_of(list, entry);
    bool is_open = attribute != KB_NONE &&
                   interview->states[attribute] == QUESTION_OPEN;
    const struct pair pair = {
        .attribute = attribute,
        .column = list->column + strlen(list->verb),
        .least = list->question_columns / 2,
        .most = list->question_columns,
        .question_role = role,
        .answer_role = is_open && role == ROLE_PLAIN ? ROLE_QUIET : role,
        .is_aligned = true,
    };

    if (attribute == KB_NONE) {
        wording_append_entry(interview, entry, drawing_words(drawing));
        drawing_put_words(drawing, role);
        return;
    }
    layout_keep(&drawing->layout, role, list->verb);
    text_pair(drawing, &pair);
}

/* --------------------------------------------------------------- the list */

/* Columns of the longest question, at most half of the frame. */
static size_t question_columns(struct drawing *drawing)
{
    const struct interview *interview = drawing->interview;
    size_t most = drawing->width / 2;
    size_t widest = 0;

    for (uint32_t i = 0; i < interview_entries(interview); i++) {
        uint32_t attribute = interview_attribute(interview, i);
        const char *ask = "";

        if (attribute != KB_NONE)
            ask = kb_string(drawing->kb,
                            kb_attributes(drawing->kb)[attribute].ask);
        size_t width = layout_width(&drawing->layout, ask);
        widest = width > widest ? width : widest;
    }
    return widest < most ? widest : most;
}

static void nothing(struct drawing *drawing)
{
    drawing_begin_line(drawing, drawing->gutter);
    layout_put(&drawing->layout, ROLE_QUIET, "nothing matches");
    drawing_end(drawing, &drawing->parts[PART_BODY]);
}

/* The first entry that is shown: the selected one is in the middle, where both
 * sides have as many. */
static uint32_t first_shown(uint32_t entries, uint32_t selected, uint32_t shown)
{
    uint32_t middle = selected == KB_NONE ? 0 : selected;
    uint32_t first = middle > shown / 2 ? middle - shown / 2 : 0;

    return first < entries - shown ? first : entries - shown;
}

static void draw_list(struct drawing *drawing, size_t height)
{
    const struct interview *interview = drawing->interview;
    bool has_questions = lists_questions(interview);
    bool has_margin = interview->mode != MODE_SUMMARY; /* for digits */
    uint32_t entries = interview_entries(interview);
    uint32_t shown = entries;
    uint32_t first;
    uint32_t i;
    struct list list = {
        .drawing = drawing,
        .selected = interview->mode == MODE_NUMBER ? KB_NONE
                                                   : interview->selected,
        .column = drawing->gutter + (has_margin ? drawing->gutter / 2 + 1 : 0),
        .question_columns = has_questions ? question_columns(drawing) : 0,
        .verb = has_margin && drawing->indent > 0 ? "Change: " : "",
    };

    if (height == 0)
        return;
    if (entries == 0) {
        nothing(drawing);
        return;
    }
    if (shown > height)
        shown = (uint32_t)(height > 1 ? height - 1 : 1);
    first = first_shown(entries, interview->selected, shown);
    for (i = first; i < first + shown; i++) {
        begin_entry(&list, i);
        if (has_questions)
            put_question(&list, i);
        else
            put_value(&list, i);
        drawing_end(drawing, &drawing->parts[PART_BODY]);
    }
    if (shown < entries && height > 1)
        drawing_put_rest(drawing, first, entries - first - shown);
}

/* A value may be as long as has room, in a terminal that is not narrow: to cut
 * it would hide what is chosen. */
void list_draw(struct drawing *drawing, size_t height)
{
    if (!lists_questions(drawing->interview) && drawing->full > FRAME_WIDE)
        drawing->width = drawing->full;
    draw_list(drawing, height);
    drawing->width = drawing->measure;
}
