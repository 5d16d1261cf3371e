/* SPDX-License-Identifier: MIT */
/*
 * Text report: the table that closes a report on several profiles. Where its
 * columns find no room, each profile becomes a short paragraph instead.
 */
#include "report/text.h"

#include <inttypes.h>

/* Profile, verdict, strength, then a number for each option. */
enum {
    COLUMN_PROFILE,
    COLUMN_VERDICT,
    COLUMN_STRENGTH,
    COLUMN_SCORES
};

#define COLUMNS_MAX (COLUMN_SCORES + KB_OPTIONS_MAX)

static const char *const titles[COLUMN_SCORES] = {
    [COLUMN_PROFILE] = "Profile",
    [COLUMN_VERDICT] = "Verdict",
    [COLUMN_STRENGTH] = "Strength",
};

/* Text of a cell in the row of the current evaluation; null: the titles. */
static const char *cell(struct text *text, uint32_t column)
{
    const dvf_evaluation *evaluation = text->evaluation;
    const char *strength;

    if (column >= COLUMN_SCORES) {
        uint32_t score = column - COLUMN_SCORES;

        if (evaluation == NULL)
            return view_option_title(text->kb,
                                     kb_scoring_option(text->kb, score));
        buffer_clear(&text->scratch);
        buffer_printf(&text->scratch, "%" PRId32, evaluation->scores[score]);
        return text->scratch.failed ? "" : text->scratch.bytes;
    }
    if (evaluation == NULL)
        return titles[column];
    if (column == COLUMN_PROFILE)
        return text_profile_name(evaluation);
    if (column == COLUMN_VERDICT)
        return verdict_title(evaluation);
    strength = verdict_strength(evaluation);
    return strength != NULL ? strength : "-";
}

static uint32_t column_count(const struct text *text)
{
    return COLUMN_SCORES + text->kb->scoring;
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

static void table_row(struct text *text, const size_t *widths)
{
    size_t column = 2;
    uint32_t i;

    layout_begin(&text->layout, 2, 2);
    for (i = 0; i < column_count(text); i++) {
        const char *words = cell(text, i);
        size_t blanks = i < COLUMN_SCORES
                            ? 0
                            : widths[i] - layout_width(&text->layout, words);

        if (i > 0)
            layout_column(&text->layout, column + blanks);
        layout_keep(&text->layout, cell_role(text, i), words);
        column += widths[i] + 2;
    }
    layout_end(&text->layout);
}

/* The same as a paragraph: profile, then verdict, strength and scores. */
static void short_paragraph(struct text *text)
{
    struct layout *layout = &text->layout;
    const char *strength = verdict_strength(text->evaluation);
    uint32_t i;

    layout_begin(layout, 2, 4);
    layout_put(layout, ROLE_STRONG, text_profile_name(text->evaluation));
    layout_end(layout);
    layout_begin(layout, 4, 6);
    layout_put(layout, cell_role(text, COLUMN_VERDICT),
               verdict_title(text->evaluation));
    if (strength != NULL)
        layout_format(layout, ROLE_PLAIN, ", %s", strength);
    layout_end(layout);
    layout_begin(layout, 4, 6);
    for (i = 0; i < text->kb->scoring; i++)
        layout_format(
            layout, ROLE_QUIET, "%s%s %" PRId32, i == 0 ? "" : ", ",
            view_option_title(text->kb, kb_scoring_option(text->kb, i)),
            text->evaluation->scores[i]);
    layout_end(layout);
}

void text_summary(struct text *text, const struct report *report)
{
    size_t widths[COLUMNS_MAX] = {0};
    size_t total = 0;
    bool table;
    uint32_t column;
    size_t i;

    text->evaluation = NULL;
    widen(text, widths);
    for (i = 0; i < report->count; i++) {
        text->evaluation = report->evaluations[i];
        widen(text, widths);
    }
    for (column = 0; column < column_count(text); column++)
        total += widths[column] + 2;
    table = total <= text->layout.width;
    layout_blank(&text->layout);
    layout_rule(&text->layout, ROLE_STRONG, GLYPH_HEAVY_RULE);
    text_heading(text, "Summary", NULL);
    text->evaluation = NULL;
    if (table)
        table_row(text, widths);
    for (i = 0; i < report->count; i++) {
        text->evaluation = report->evaluations[i];
        if (table)
            table_row(text, widths);
        else
            short_paragraph(text);
    }
}
