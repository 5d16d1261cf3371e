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
    uint32_t selected;   /* entry, or KB_NONE */
    size_t column;       /* of the text of entries */
    size_t name_columns; /* of ids of questions */
    const char *verb;    /* before each of them */
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
    return interview->complaint == NULL ? 1 : 0;
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

/* What is marked of a set; else which value is the answer so far. */
static void put_state(struct list *list, uint32_t entry)
{
    struct drawing *drawing = list->drawing;
    const struct interview *interview = drawing->interview;
    const struct answer *answer =
        &interview->profile->answers[interview->question];
    uint32_t value = interview_value(interview, entry);

    if (interview_is_set(interview)) {
        layout_keep(&drawing->layout, role_of(list, entry),
                    (interview->marked >> value & 1) != 0 ? "[x] " : "[ ] ");
    } else if (answer->answered) {
        if ((answer->values >> value & 1) != 0)
            layout_glyph(&drawing->layout, ROLE_FOR, GLYPH_DONE);
        layout_column(&drawing->layout, list->column + 2);
    }
}

static void put_value(struct list *list, uint32_t entry)
{
    struct drawing *drawing = list->drawing;

    put_state(list, entry);
    wording_append_value(drawing->interview, entry, drawing_words(drawing));
    drawing_put_words(drawing, role_of(list, entry));
}

static void put_name(struct list *list, uint32_t attribute, enum role role)
{
    struct drawing *drawing = list->drawing;
    const char *id = kb_string(drawing->kb,
                               kb_attributes(drawing->kb)[attribute].id);

    layout_keep(&drawing->layout, role, list->verb);
    drawing_cut_words(drawing, id, list->name_columns);
    drawing_put_words(drawing, role);
    layout_column(&drawing->layout,
                  list->column + strlen(list->verb) + list->name_columns + 2);
}

static void put_question(struct list *list, uint32_t entry)
{
    struct drawing *drawing = list->drawing;
    const struct interview *interview = drawing->interview;
    uint32_t attribute = interview_attribute(interview, entry);
    enum role role = role_of(list, entry);

    if (attribute == KB_NONE) {
        buffer_puts(drawing_words(drawing), wording_goes_on(interview));
        drawing_put_words(drawing, role);
        return;
    }
    put_name(list, attribute, role);
    if (role == ROLE_PLAIN && interview->states[attribute] == QUESTION_OPEN)
        role = ROLE_QUIET;
    wording_append_state(interview, attribute, drawing_words(drawing));
    drawing_put_words(drawing, role);
}

/* --------------------------------------------------------------- the list */

static size_t widest_name(const struct drawing *drawing)
{
    const struct interview *interview = drawing->interview;
    size_t most = drawing->width / 2;
    size_t widest = 0;
    uint32_t i;

    for (i = 0; i < interview_entries(interview); i++) {
        uint32_t attribute = interview_attribute(interview, i);
        const char *id;
        size_t width;

        if (attribute == KB_NONE)
            continue;
        id = kb_string(drawing->kb, kb_attributes(drawing->kb)[attribute].id);
        width = utf8_width(id, strlen(id));
        widest = width > widest ? width : widest;
    }
    return widest < most ? widest : most;
}

static void hint(struct drawing *drawing, uint32_t before, uint32_t after)
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

void list_draw(struct drawing *drawing, size_t height)
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
        .name_columns = has_questions ? widest_name(drawing) : 0,
        .verb = has_margin && drawing->indent > 0 ? "Change " : "",
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
    /* A value may be as long as has room, in a terminal that is not narrow: to
     * cut it would hide what is chosen. */
    if (!has_questions && drawing->full > FRAME_WIDE)
        drawing->width = drawing->full;
    for (i = first; i < first + shown; i++) {
        begin_entry(&list, i);
        if (has_questions)
            put_question(&list, i);
        else
            put_value(&list, i);
        drawing_end(drawing, &drawing->parts[PART_BODY]);
    }
    drawing->width = drawing->measure;
    if (shown < entries && height > 1)
        hint(drawing, first, entries - first - shown);
}
