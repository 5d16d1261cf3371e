/* SPDX-License-Identifier: MIT */
/*
 * Text report: one document for each profile, above them a table where there
 * are several, or in brief one line a profile.
 */
#include "report/profiles.h"
#include "report/report.h"
#include "report/text.h"
#include "write/layout.h"

/* A report that is being printed. */
struct advice {
    struct text text;
    const struct report *report;
    struct profiles profiles;
    size_t row; /* of the table: a profile, or PROFILES_TITLES */
};

static const char *cell(void *rows, uint32_t column)
{
    struct advice *advice = rows;

    profiles_append_cell(text_words(&advice->text), &advice->profiles,
                         advice->row, column);
    return text_scratch(&advice->text);
}

static enum role cell_role(void *rows, uint32_t column)
{
    const struct advice *advice = rows;

    if (advice->row == PROFILES_TITLES)
        return ROLE_QUIET;
    if (column != PROFILES_VERDICT)
        return ROLE_PLAIN;
    return advice->report->evaluations[advice->row]->verdict.outcome ==
                   OUTCOME_OPTION
               ? ROLE_WINNER
               : ROLE_CAUTION;
}

/* The scores and how many answers they come from, within a paragraph. */
static void put_basis(struct advice *advice, enum role role)
{
    const dvf_evaluation *evaluation = advice->report->evaluations[advice->row];
    struct buffer *words = text_words(&advice->text);

    phrase_scores(words, evaluation, ", ");
    buffer_puts(words, "; ");
    phrase_answered(words, evaluation);
    layout_put(&advice->text.layout, role, text_scratch(&advice->text));
}

static void append_ruled_out(struct advice *advice, bool leading)
{
    struct ranking ranking;

    ranking_of(&ranking, advice->report->evaluations[advice->row]);
    phrase_ruled_out(text_words(&advice->text), &ranking, leading);
}

static void append_certainty(struct advice *advice)
{
    profiles_append_certainty(text_words(&advice->text), &advice->profiles,
                              advice->row);
}

/* Verdict and strength within a paragraph. */
static void put_verdict(struct advice *advice, const char *before_strength)
{
    const dvf_evaluation *evaluation = advice->report->evaluations[advice->row];
    const char *strength = verdict_strength(evaluation);

    layout_put(&advice->text.layout, cell_role(advice, PROFILES_VERDICT),
               verdict_title(evaluation));
    if (strength)
        layout_format(&advice->text.layout, ROLE_PLAIN, "%s%s%s",
                      before_strength, strength,
                      phrase_provisional(evaluation));
}

/* A row as a short paragraph, where the table finds no room. */
static void short_paragraph(struct advice *advice)
{
    struct layout *layout = &advice->text.layout;

    layout_begin(layout, 2, 4);
    layout_put(layout, ROLE_STRONG, cell(advice, PROFILES_NAME));
    layout_end(layout);
    layout_begin(layout, 4, 6);
    put_verdict(advice, ", ");
    layout_end(layout);
    append_ruled_out(advice, false);
    if (advice->text.scratch.length > 0) {
        layout_begin(layout, 4, 6);
        layout_put(layout, ROLE_CAUTION, text_scratch(&advice->text));
        layout_end(layout);
    }
    layout_begin(layout, 4, 6);
    put_basis(advice, ROLE_QUIET);
    append_certainty(advice);
    if (advice->text.scratch.length > 0)
        layout_format(layout, ROLE_QUIET, "; %s", text_scratch(&advice->text));
    layout_end(layout);
}

static void put_table(struct advice *advice)
{
    const struct report *report = advice->report;
    struct layout *layout = &advice->text.layout;
    struct table table = {.columns = profiles_columns(report),
                          .numbers = PROFILES_SCORES,
                          .cell = cell,
                          .role = cell_role,
                          .rows = advice};
    bool fits;

    advice->row = PROFILES_TITLES;
    table_measure(&table, layout);
    for (advice->row = 0; advice->row < report->count; advice->row++)
        table_measure(&table, layout);
    fits = table_fits(&table, layout);
    layout_begin(layout, 0, 2);
    layout_put(layout, ROLE_HEADING, "Summary");
    layout_end(layout);
    advice->row = PROFILES_TITLES;
    if (fits)
        table_row(&table, layout);
    for (advice->row = 0;
         advice->row < report->count && sink_spill(report->sink, layout->out);
         advice->row++) {
        if (fits)
            table_row(&table, layout);
        else
            short_paragraph(advice);
    }
}

/* One line, whatever its width: it is read by line. */
static void brief_line(struct advice *advice)
{
    struct layout *layout = &advice->text.layout;
    bool strength = verdict_strength(advice->report->evaluations[advice->row]);

    layout_begin(layout, 0, 0);
    layout_put(layout, ROLE_PLAIN, cell(advice, PROFILES_NAME));
    layout_put(layout, ROLE_PLAIN, ": ");
    put_verdict(advice, " (");
    layout_put(layout, ROLE_PLAIN, strength ? "; " : " (");
    put_basis(advice, ROLE_PLAIN);
    append_ruled_out(advice, true);
    if (advice->text.scratch.length > 0)
        layout_format(layout, ROLE_PLAIN, "; %s", text_scratch(&advice->text));
    append_certainty(advice);
    if (advice->text.scratch.length > 0)
        layout_format(layout, ROLE_PLAIN, "; %s", text_scratch(&advice->text));
    layout_put(layout, ROLE_PLAIN, ")");
    layout_end(layout);
}

static void put_section(struct advice *advice)
{
    struct layout *layout = &advice->text.layout;

    if (advice->report->count > 1) {
        layout_blank(layout);
        layout_rule(layout, ROLE_STRONG, GLYPH_HEAVY_RULE);
        layout_blank(layout);
    }
    profiles_compose(&advice->profiles, &advice->text.document, advice->row,
                     layout->out);
    text_blocks(&advice->text);
}

static void put_answer(struct advice *advice)
{
    document_answer(&advice->text.document, advice->report->evaluations[0],
                    advice->report->asked);
    text_blocks(&advice->text);
}

void report_text(const struct report *report, struct buffer *out)
{
    bool brief = report->style.detail == DVF_BRIEF;
    struct advice advice = {.report = report};

    text_init(&advice.text, report->kb, out, &report->style);
    if (report->compares) {
        document_compare(&advice.text.document, report);
        text_blocks(&advice.text);
        text_release(&advice.text);
        return;
    }
    if (profiles_init(&advice.profiles, report) != DVF_OK)
        out->failed = true;
    else if (brief)
        advice.text.layout.width = SIZE_MAX / 2;
    else if (report->count > 1)
        put_table(&advice);
    for (advice.row = 0;
         advice.row < report->count && sink_spill(report->sink, out);
         advice.row++) {
        if (report->asked)
            put_answer(&advice);
        else if (brief)
            brief_line(&advice);
        else
            put_section(&advice);
    }
    profiles_release(&advice.profiles);
    text_release(&advice.text);
}
