/* SPDX-License-Identifier: MIT */
/*
 * Text report of a check: the order of its parts, the table that closes it,
 * and the brief form of one line a profile.
 */
#include "report/check_text.h"

#include "write/table.h"

#include <string.h>

/* ----------------------------------------------------------------- Table */

enum {
    COLUMN_GATE,
    COLUMN_OUTCOME,
    COLUMN_EXPECTED,
    COLUMN_VERDICT,
    COLUMN_LOCK,    /* left out where nothing is locked */
    COLUMN_PROFILE, /* last, since there is no bound to its length */
    COLUMN_COUNT
};

static const char *const titles[COLUMN_COUNT] = {
    [COLUMN_PROFILE] = "Profile", [COLUMN_GATE] = "Gate",
    [COLUMN_OUTCOME] = "Outcome", [COLUMN_EXPECTED] = "Decided",
    [COLUMN_VERDICT] = "Verdict", [COLUMN_LOCK] = "Lock",
};

static const char *cell(void *rows, uint32_t column)
{
    struct check_text *check = rows;
    const struct check_result *result = check->result;

    if (column == COLUMN_LOCK && !check->locks)
        column = COLUMN_PROFILE;
    if (!result)
        return titles[column];
    buffer_clear(&check->text.scratch);
    switch (column) {
    case COLUMN_PROFILE:
        return check_report_local(check->report, result->file);
    case COLUMN_GATE:
        return check_view_gate(result);
    case COLUMN_OUTCOME:
        return check_outcome_word(result->outcome);
    case COLUMN_EXPECTED:
        check_view_append_expected(&check->text.scratch, result);
        return text_scratch(&check->text);
    case COLUMN_VERDICT:
        check_view_append_verdict(&check->text.scratch, result, check->compact);
        return text_scratch(&check->text);
    default:
        return check_view_lock(result);
    }
}

/* Green is for what was evaluated and agrees, and for nothing else. */
static enum role gate_role(const struct check_result *result)
{
    if (result->fails)
        return ROLE_FAILURE;
    return result->outcome == CHECK_AGREES ? ROLE_FOR : ROLE_CAUTION;
}

static enum role cell_role(void *rows, uint32_t column)
{
    const struct check_text *check = rows;

    if (!check->result)
        return ROLE_QUIET;
    return column == COLUMN_GATE || column == COLUMN_OUTCOME
               ? gate_role(check->result)
               : ROLE_PLAIN;
}

/* "decided left; verdict right (clear, lead 7)", within a paragraph. */
static void put_facts(struct check_text *check, enum role role)
{
    struct text *text = &check->text;

    buffer_clear(&text->scratch);
    buffer_puts(&text->scratch,
                check->result->expected ? "decided " : "nothing decided");
    if (check->result->expected)
        check_view_append_expected(&text->scratch, check->result);
    buffer_puts(&text->scratch, "; verdict ");
    check_view_append_verdict(&text->scratch, check->result, false);
    if (check->locks || check->result->fails_by_lock)
        buffer_printf(&text->scratch, "; lock %s",
                      check_view_lock(check->result));
    layout_put(&text->layout, role, text_scratch(text));
}

/* A row as a short paragraph, where the table finds no room. */
static void short_paragraph(struct check_text *check)
{
    struct layout *layout = &check->text.layout;
    const struct check_result *result = check->result;

    layout_begin(layout, 2, 4);
    layout_put(layout, ROLE_STRONG,
               check_report_local(check->report, result->file));
    layout_end(layout);
    layout_begin(layout, 4, 6);
    layout_format(layout, gate_role(result), "%s: %s", check_view_gate(result),
                  check_outcome_word(result->outcome));
    layout_end(layout);
    if (result->outcome == CHECK_ERROR)
        return;
    layout_begin(layout, 4, 6);
    put_facts(check, ROLE_QUIET);
    layout_end(layout);
}

/* Whether the table finds room. */
static bool measure(struct check_text *check, struct table *table)
{
    const struct check_report *report = check->report;
    struct layout *layout = &check->text.layout;
    size_t i;

    memset(table->widths, 0, sizeof table->widths);
    check->result = NULL;
    table_measure(table, layout);
    for (i = 0; i < report->count; i++) {
        check->result = &report->results[i];
        table_measure(table, layout);
    }
    return table_fits(table, layout);
}

static void put_table(struct check_text *check)
{
    const struct check_report *report = check->report;
    struct layout *layout = &check->text.layout;
    struct table table = {.columns = COLUMN_COUNT - (check->locks ? 0 : 1),
                          .numbers = COLUMN_COUNT,
                          .is_open = true,
                          .cell = cell,
                          .role = cell_role,
                          .rows = check};
    const size_t width = layout->width;
    bool fits = measure(check, &table);
    size_t i;

    if (!fits) {
        check->compact = true;
        fits = measure(check, &table);
    }
    check->result = NULL;
    if (fits) {
        layout->width = SIZE_MAX / 2;
        table_row(&table, layout);
    }
    for (i = 0; i < report->count && sink_spill(report->sink, layout->out);
         i++) {
        check->result = &report->results[i];
        if (fits)
            table_row(&table, layout);
        else
            short_paragraph(check);
    }
    layout->width = width;
}

/* ------------------------------------------------------------ All of it */

void check_text_begin(struct check_text *check)
{
    if (check->any)
        layout_blank(&check->text.layout);
    check->any = true;
}

/* What a policy lets pass without a verdict is no success. */
static enum role conclusion_role(const struct check_report *report)
{
    const size_t *outcomes = report->summary.outcomes;

    if (report->status != CHECK_STATUS_HOLDS)
        return ROLE_FAILURE;
    return outcomes[CHECK_AGREES] + outcomes[CHECK_TOLERATED] ==
                   report->summary.total
               ? ROLE_WINNER
               : ROLE_CAUTION;
}

/* What was checked against, the counts, and what they mean. */
static void put_close(struct check_text *check)
{
    const struct check_report *report = check->report;
    struct text *text = &check->text;
    struct layout *layout = &text->layout;

    layout_begin(layout, 0, 2);
    layout_format(layout, ROLE_QUIET, "%s %s, on %s.",
                  kb_string(report->kb, report->kb->id),
                  kb_string(report->kb, report->kb->version), report->as_of);
    layout_end(layout);
    buffer_clear(&text->scratch);
    check_view_append_counts(&text->scratch, report);
    layout_begin(layout, 0, 2);
    layout_put(layout, ROLE_PLAIN, text_scratch(text));
    layout_put(layout, ROLE_PLAIN, " ");
    layout_put(layout, conclusion_role(report), check_view_conclusion(report));
    buffer_clear(&text->scratch);
    check_view_append_weaker(&text->scratch, report);
    if (text->scratch.length > 0) {
        layout_put(layout, ROLE_PLAIN, " ");
        layout_put(layout, ROLE_CAUTION, text_scratch(text));
    }
    layout_end(layout);
}

static void put_blocks(struct check_text *check)
{
    const struct check_report *report = check->report;
    bool full = report->style.detail == DVF_FULL;
    size_t i;

    for (i = 0;
         i < report->count && sink_spill(report->sink, check->text.layout.out);
         i++) {
        check->result = &report->results[i];
        if (full && i > 0) {
            layout_blank(&check->text.layout);
            layout_rule(&check->text.layout, ROLE_QUIET, GLYPH_RULE);
        }
        check_text_findings(check);
        if (full && check->result->evaluation)
            check_text_basis(check);
    }
    if (full) {
        layout_blank(&check->text.layout);
        layout_rule(&check->text.layout, ROLE_STRONG, GLYPH_HEAVY_RULE);
    }
    check_text_begin(check);
    if (report->count > 0) {
        put_table(check);
        layout_blank(&check->text.layout);
    }
    put_close(check);
}

/* That a waiver lets it pass is what the outcome says. */
static void put_only_by(struct check_text *check)
{
    const struct check_result *result = check->result;
    struct text *text = &check->text;

    if (result->weaker_count == (result->outcome == CHECK_WAIVED ? 1 : 0))
        return;
    buffer_clear(&text->scratch);
    buffer_puts(&text->scratch, "; only by ");
    check_view_append_only_by(&text->scratch, check->result);
    layout_put(&text->layout, ROLE_CAUTION, text_scratch(text));
}

/* Each line says by what its profile passes: what is left concerns the run. */
static void put_weaker_run(struct check_text *check)
{
    struct text *text = &check->text;

    buffer_clear(&text->scratch);
    if (check->report->weaker)
        weaker_append(check->report->weaker, WEAKER_RUN, &text->scratch);
    if (text->scratch.length == 0)
        return;
    layout_begin(&text->layout, 0, 0);
    layout_put(&text->layout, ROLE_CAUTION, text_scratch(text));
    layout_end(&text->layout);
}

/* One line each, whatever its width: they are read by line. */
static void put_brief(struct check_text *check)
{
    const struct check_report *report = check->report;
    struct layout *layout = &check->text.layout;
    size_t i;

    layout->width = SIZE_MAX / 2;
    for (i = 0; i < report->count && sink_spill(report->sink, layout->out);
         i++) {
        const struct check_result *result = &report->results[i];

        check->result = result;
        layout_begin(layout, 0, 0);
        layout_format(layout, ROLE_PLAIN,
                      "%s: ", check_report_local(report, result->file));
        layout_put(layout, gate_role(result),
                   check_outcome_word(result->outcome));
        layout_put(layout, ROLE_PLAIN, " (");
        if (result->outcome == CHECK_ERROR) {
            layout_put(layout, ROLE_PLAIN, result->told);
        } else {
            layout_format(layout, ROLE_PLAIN, "%s; ", check_view_gate(result));
            put_facts(check, ROLE_PLAIN);
            put_only_by(check);
        }
        layout_put(layout, ROLE_PLAIN, ")");
        layout_end(layout);
    }
    put_weaker_run(check);
}

void check_report_text(const struct check_report *report, struct buffer *out)
{
    struct check_text check = {.report = report,
                               .locks = check_view_has_locks(report)};
    struct text *text = &check.text;
    dvf_style style = report->style;

    /* Reasons stand below much else here: without claims and weights. */
    style.detail = DVF_NORMAL;
    text_init(text, report->kb, out, &style);
    if (report->style.detail == DVF_BRIEF)
        put_brief(&check);
    else
        put_blocks(&check);
    text_release(text);
}
