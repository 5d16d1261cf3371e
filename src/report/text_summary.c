/* SPDX-License-Identifier: MIT */
/*
 * Text report: the table that opens a report on several profiles. Where its
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

static const char *const titles[COLUMN_SCORES] = {
    [COLUMN_PROFILE] = "Profile",
    [COLUMN_VERDICT] = "Verdict",
    [COLUMN_STRENGTH] = "Strength",
};

/* A number of the current row, or the title above it. */
static const char *number_cell(struct text *text, uint32_t column)
{
    const dvf_evaluation *evaluation = text->evaluation;
    uint32_t score = column - COLUMN_SCORES;
    bool answers = score == text->kb->scoring;

    if (!evaluation)
        return answers ? "Answers"
                       : kb_option_title(text->kb,
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
static const char *cell(void *rows, uint32_t column)
{
    struct text *text = rows;
    const char *strength;

    if (column >= COLUMN_SCORES)
        return number_cell(text, column);
    if (!text->evaluation)
        return titles[column];
    if (column == COLUMN_PROFILE)
        return text_distinct_name(text);
    if (column == COLUMN_VERDICT)
        return verdict_cell(text);
    strength = verdict_strength(text->evaluation);
    return strength ? strength : "-";
}

static enum role cell_role(void *rows, uint32_t column)
{
    const struct text *text = rows;

    if (!text->evaluation)
        return ROLE_QUIET;
    if (column == COLUMN_VERDICT)
        return text->evaluation->verdict.outcome == OUTCOME_OPTION
                   ? ROLE_WINNER
                   : ROLE_CAUTION;
    return ROLE_PLAIN;
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
    if (strength)
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

void text_summary(struct text *text)
{
    const struct report *report = text->report;
    struct table table = {.columns = COLUMN_SCORES + text->kb->scoring + 1,
                          .numbers = COLUMN_SCORES,
                          .cell = cell,
                          .role = cell_role,
                          .rows = text};
    bool fits;
    size_t i;

    text->evaluation = NULL;
    table_measure(&table, &text->layout);
    for (i = 0; i < report->count; i++) {
        text_go_to(text, i);
        table_measure(&table, &text->layout);
    }
    fits = table_fits(&table, &text->layout);
    layout_begin(&text->layout, 0, 2);
    layout_put(&text->layout, ROLE_HEADING, "Summary");
    layout_end(&text->layout);
    text->evaluation = NULL;
    if (fits)
        table_row(&table, &text->layout);
    for (i = 0; i < report->count && sink_spill(report->sink, text->layout.out);
         i++) {
        text_go_to(text, i);
        if (fits)
            table_row(&table, &text->layout);
        else
            short_paragraph(text);
    }
}
