/* SPDX-License-Identifier: MIT */
/*
 * Text report: the table that closes a report on several profiles. Where its
 * columns find no room, each profile becomes a short paragraph instead.
 */
#include "report/text.h"

#include <inttypes.h>

/* Profile, verdict, strength, then a number for each option, answers last. */
enum {
    COLUMN_PROFILE,
    COLUMN_VERDICT,
    COLUMN_STRENGTH,
    COLUMN_SCORES
};

#define COLUMNS_MAX (COLUMN_SCORES + KB_OPTIONS_MAX + 1)

static const char *const titles[COLUMN_SCORES] = {
    [COLUMN_PROFILE] = "Profile",
    [COLUMN_VERDICT] = "Verdict",
    [COLUMN_STRENGTH] = "Strength",
};

static uint32_t column_count(const struct text *text)
{
    return COLUMN_SCORES + text->kb->scoring + 1;
}

/* A number of the current row, or the title above it. */
static const char *number_cell(struct text *text, uint32_t column)
{
    const dvf_evaluation *evaluation = text->evaluation;
    uint32_t score = column - COLUMN_SCORES;
    bool answers = score == text->kb->scoring;

    if (evaluation == NULL)
        return answers ? "Answers"
                       : view_option_title(text->kb,
                                           kb_scoring_option(text->kb, score));
    buffer_clear(&text->scratch);
    if (answers)
        buffer_printf(&text->scratch, "%" PRIu32 "/%" PRIu32,
                      evaluation->answered.count,
                      kb_attributes_count(text->kb));
    else
        buffer_printf(&text->scratch, "%" PRId32, evaluation->scores[score]);
    return text_scratch(text);
}

static const char *verdict_cell(struct text *text)
{
    if (text->evaluation->excludes.count == 0)
        return verdict_title(text->evaluation);
    buffer_clear(&text->scratch);
    buffer_printf(&text->scratch, "%s (", verdict_title(text->evaluation));
    text_append_ruled_out(text, false);
    buffer_putc(&text->scratch, ')');
    return text_scratch(text);
}

/* Text of a cell in the row of the current evaluation; null: the titles. */
static const char *cell(struct text *text, uint32_t column)
{
    const char *strength;

    if (column >= COLUMN_SCORES)
        return number_cell(text, column);
    if (text->evaluation == NULL)
        return titles[column];
    if (column == COLUMN_PROFILE)
        return text_distinct_name(text);
    if (column == COLUMN_VERDICT)
        return verdict_cell(text);
    strength = verdict_strength(text->evaluation);
    return strength != NULL ? strength : "-";
}

static void widen(struct text *text, size_t *widths)
{
    uint32_t i;

    for (i = 0; i < column_count(text); i++) {
        size_t width = layout_width(&text->layout, cell(text, i));

        widths[i] = width > widths[i] ? width : widths[i];
    }
}

static enum role cell_role(const struct text *text, uint32_t column)
{
    if (text->evaluation == NULL)
        return ROLE_QUIET;
    if (column == COLUMN_VERDICT)
        return text->evaluation->verdict.outcome == OUTCOME_OPTION
                   ? ROLE_WINNER
                   : ROLE_CAUTION;
    return ROLE_PLAIN;
}

static void table_row(struct text *text, const size_t *widths, size_t gap)
{
    size_t column = gap;
    uint32_t i;

    layout_begin(&text->layout, gap, gap);
    for (i = 0; i < column_count(text); i++) {
        const char *words = cell(text, i);
        size_t blanks = i < COLUMN_SCORES
                            ? 0
                            : widths[i] - layout_width(&text->layout, words);

        if (i > 0)
            layout_column(&text->layout, column + blanks);
        layout_keep(&text->layout, cell_role(text, i), words);
        column += widths[i] + gap;
    }
    layout_end(&text->layout);
}

/* The same as a paragraph: profile, verdict and strength, numbers. */
static void short_paragraph(struct text *text)
{
    struct layout *layout = &text->layout;
    const char *strength = verdict_strength(text->evaluation);

    layout_begin(layout, 2, 4);
    layout_put(layout, ROLE_STRONG, text_distinct_name(text));
    layout_end(layout);
    layout_begin(layout, 4, 6);
    layout_put(layout, cell_role(text, COLUMN_VERDICT),
               verdict_title(text->evaluation));
    if (strength != NULL)
        layout_format(layout, ROLE_PLAIN, ", %s", strength);
    layout_end(layout);
    buffer_clear(&text->scratch);
    text_append_ruled_out(text, false);
    if (text->scratch.length > 0) {
        layout_begin(layout, 4, 6);
        layout_put(layout, ROLE_CAUTION, text_scratch(text));
        layout_end(layout);
    }
    layout_begin(layout, 4, 6);
    text_scores(text, ROLE_QUIET);
    layout_put(layout, ROLE_QUIET, "; ");
    text_answers(text, ROLE_QUIET);
    layout_end(layout);
}

/* Columns between two cells, as before the first: two, or one where that makes
 * the table fit, or 0 where there is no room for it. */
static size_t find_gap(const struct text *text, const size_t *widths)
{
    size_t columns = column_count(text);
    size_t total = 0;
    size_t gap = 2;
    size_t i;

    for (i = 0; i < columns; i++)
        total += widths[i];
    while (gap > 0 && total + columns * gap > text->layout.width)
        gap--;
    return gap;
}

void text_summary(struct text *text)
{
    const struct report *report = text->report;
    size_t widths[COLUMNS_MAX] = {0};
    size_t gap;
    size_t i;

    text->evaluation = NULL;
    widen(text, widths);
    for (i = 0; i < report->count; i++) {
        text->evaluation = report->evaluations[i];
        widen(text, widths);
    }
    gap = find_gap(text, widths);
    layout_blank(&text->layout);
    layout_rule(&text->layout, ROLE_STRONG, GLYPH_HEAVY_RULE);
    text_heading(text, "Summary", NULL);
    text->evaluation = NULL;
    if (gap > 0)
        table_row(text, widths, gap);
    for (i = 0; i < report->count; i++) {
        text->evaluation = report->evaluations[i];
        if (gap > 0)
            table_row(text, widths, gap);
        else
            short_paragraph(text);
    }
}
