/* SPDX-License-Identifier: MIT */
/*
 * The keys, in a line or two: those that mean something now, as many as there
 * is room for. One row each, in the order in which they are shown.
 */
#include "ask/frame_parts.h"

#include "base/utf8.h"

#include <string.h>

/* Where a key means something: bits of enum interview_mode. */
#define IN(mode)    (1U << (mode))
#define IN_QUESTION IN(MODE_QUESTION)
#define IN_FILTER   IN(MODE_FILTER)
#define IN_NUMBER   IN(MODE_NUMBER)
#define IN_WHY      IN(MODE_WHY)
#define IN_WARNING  IN(MODE_WARNING)
#define IN_SUMMARY  IN(MODE_SUMMARY)
#define IN_LISTS    (IN_QUESTION | IN_WARNING | IN_SUMMARY)

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

/* Where room is lacking, brief words come first; then what has the highest
 * rank goes. */
static const struct help {
    unsigned modes;
    condition *condition; /* null: always */
    unsigned rank;
    const char *words;
    const char *brief; /* null: the same */
} table[] = {
    {IN_QUESTION | IN_FILTER, interview_is_set, 1, "space mark", NULL},
    {IN_QUESTION | IN_FILTER, interview_is_set, 2, "enter done", NULL},
    {IN_QUESTION, is_no_set, 9, "enter choose", NULL},
    {IN_FILTER, is_no_set, 1, "enter choose", NULL},
    {IN_WARNING | IN_SUMMARY, NULL, 1, "enter choose", NULL},
    {IN_NUMBER, NULL, 1, "enter take it", "enter take"},
    {IN_FILTER, NULL, 2, "esc whole list", "esc list"},
    {IN_NUMBER, NULL, 2, "esc back to the list", "esc list"},
    {IN_WHY, NULL, 0, "any key goes back", NULL},
    {IN_QUESTION, interview_can_filter, 7, "/ filter", NULL},
    {IN_QUESTION, interview_takes_number, 6, "= number", NULL},
    {IN_QUESTION, NULL, 3, "? why", NULL},
    {IN_QUESTION, interview_is_set, 4, "n none", NULL},
    {IN_QUESTION, NULL, 4, "- don't know", NULL},
    {IN_WARNING, NULL, 3, "esc go on", NULL},
    {IN_SUMMARY, has_question, 3, "esc back", NULL},
    {IN_QUESTION, can_go_back, 5, "< back", NULL},
    {IN_QUESTION | IN_WARNING, has_summary, 8, "s summary", NULL},
    {IN_LISTS, NULL, 0, "q save and leave", "q leave"},
};

#define ROWS    (sizeof table / sizeof *table)

/* No words of the table are longer, with what is between two of them. */
#define LONGEST 24

/* What is shown of the table. */
struct choice {
    bool shown[ROWS];
    bool is_brief;
};

static const char *words_of(const struct choice *choice, size_t row)
{
    return choice->is_brief && table[row].brief != NULL ? table[row].brief
                                                        : table[row].words;
}

static void choose(const struct interview *interview, struct choice *choice)
{
    size_t i;

    for (i = 0; i < ROWS; i++)
        choice->shown[i] = (table[i].modes & IN(interview->mode)) != 0 &&
                           (table[i].condition == NULL ||
                            table[i].condition(interview));
}

static size_t width_of(const struct choice *choice)
{
    static const char between[] = " | ";
    size_t width = 0;
    size_t i;

    for (i = 0; i < ROWS; i++)
        if (choice->shown[i])
            width += (width > 0 ? sizeof between - 1 : 0) +
                     strlen(words_of(choice, i));
    return width;
}

/* @return false where nothing can be left out */
static bool leave_out(struct choice *choice)
{
    size_t worst = ROWS;
    size_t i;

    if (!choice->is_brief) {
        choice->is_brief = true;
        return true;
    }
    for (i = 0; i < ROWS; i++)
        if (choice->shown[i] && table[i].rank > 0 &&
            (worst == ROWS || table[i].rank > table[worst].rank))
            worst = i;
    if (worst == ROWS)
        return false;
    choice->shown[worst] = false;
    return true;
}

/* Whether the words have room: in one line, or in two of a high terminal, whose
 * lines break between words. */
static bool is_too_wide(const struct drawing *drawing,
                        const struct choice *choice)
{
    size_t room = drawing->width > drawing->gutter
                      ? drawing->width - drawing->gutter
                      : 0;
    size_t width = width_of(choice);

    if (drawing->style->rows < FRAME_HIGH)
        return width > room;
    return width > room && width + LONGEST > 2 * room;
}

void help_draw(struct drawing *drawing)
{
    struct choice choice = {.is_brief = false};
    struct layout *layout = &drawing->layout;
    const char *between = layout_sign(GLYPH_BETWEEN, drawing->style->ascii);
    size_t last = 0;
    size_t i;

    choose(drawing->interview, &choice);
    while (is_too_wide(drawing, &choice) && leave_out(&choice))
        ;
    drawing_begin_text(drawing, drawing->gutter, drawing->gutter);
    for (i = 0; i < ROWS; i++)
        last = choice.shown[i] ? i : last;
    for (i = 0; i < ROWS; i++) {
        if (!choice.shown[i])
            continue;
        buffer_puts(drawing_words(drawing), words_of(&choice, i));
        if (i != last)
            buffer_printf(&drawing->words, " %s", between);
        drawing_put_words(drawing, ROLE_QUIET);
        layout_put(layout, ROLE_QUIET, " ");
    }
    drawing_end(drawing, &drawing->parts[PART_HELP]);
}
