/* SPDX-License-Identifier: MIT */
/*
 * Text report of a check: each finding where it was found, as compilers do it;
 * in full what each result rests on; then a table and what it means. In brief
 * one line a profile.
 */
#include "base/runner.h"
#include "base/shell.h"
#include "profile/profile.h"
#include "report/check_view.h"
#include "report/text.h"
#include "write/layout.h"

#include <inttypes.h>
#include <string.h>

/* A report that is being printed. */
struct check_text {
    struct text text;
    const struct check_report *report;
    const struct check_result *result; /* null: the titles of the table */
    bool locks;                        /* the table has a column for them */
    bool compact;                      /* its verdicts are short */
    bool any;                          /* a block was written */
};

/* An empty line parts a block from one before. */
static void begin_block(struct check_text *check)
{
    if (check->any)
        layout_blank(&check->text.layout);
    check->any = true;
}

/* ----------------------------------------------------------------- Findings */

static enum role level_role(enum check_level level)
{
    static const enum role roles[CHECK_LEVEL_COUNT] = {
        [CHECK_LEVEL_ERROR] = ROLE_FAILURE,
        [CHECK_LEVEL_WARNING] = ROLE_CAUTION,
        [CHECK_LEVEL_NOTE] = ROLE_STRONG,
    };

    return roles[level];
}

/* "file:line:column: ", within a paragraph. */
static void put_place(struct check_text *check, const struct check_place *place)
{
    struct text *text = &check->text;
    struct check_place local = *place;

    local.file = check_report_local(check->report, place->file);
    buffer_clear(&text->scratch);
    finding_append_place(&text->scratch, &local);
    layout_format(&text->layout, ROLE_STRONG, "%s: ", text_scratch(text));
}

static void put_head(struct check_text *check, const struct check_place *place,
                     const enum check_level *level, unsigned kind)
{
    struct layout *layout = &check->text.layout;

    layout_begin(layout, 0, 2);
    put_place(check, place);
    if (level)
        layout_format(layout, level_role(*level),
                      "%s: ", check_level_word(*level));
    layout_put(layout, ROLE_HEADING, check_finding_title(kind));
    layout_format(layout, ROLE_QUIET, " [%s]", check_finding_word(kind));
    layout_end(layout);
}

/* The answers behind the reasons, what speaks against the decision first, each
 * with its line against the right edge. */
static void put_related(struct check_text *check,
                        const struct check_finding *finding)
{
    struct text *text = &check->text;
    uint32_t i;

    for (i = 0; i < finding->related_count; i++) {
        const struct check_place *place = &finding->related[i];

        text_bullet(text, ROLE_QUIET, GLYPH_BULLET);
        layout_put(&text->layout, ROLE_PLAIN, place->message);
        if (place->at.line > 0) {
            buffer_clear(&text->scratch);
            buffer_printf(&text->scratch, "line %" PRIu32, place->at.line);
            layout_right(&text->layout, ROLE_QUIET, text_scratch(text));
        }
        layout_end(&text->layout);
    }
}

static void put_waiver(struct check_text *check,
                       const struct check_finding *finding)
{
    if (finding->waiver)
        text_paragraph(&check->text, check->text.indent,
                       "Waiver:", finding->waiver);
}

/* A command has a line of its own, whatever its width: it is to be pasted. */
static void put_command(struct check_text *check, const char *command)
{
    struct layout *layout = &check->text.layout;
    struct buffer *scratch = &check->text.scratch;
    const size_t width = layout->width;

    buffer_clear(scratch);
    if (layout->ascii)
        shell_ascii(scratch, command);
    else
        buffer_puts(scratch, command);
    layout->width = SIZE_MAX / 2;
    layout_begin(layout, check->text.indent + 2, 0);
    layout_put(layout, ROLE_STRONG, text_scratch(&check->text));
    layout_end(layout);
    layout->width = width;
}

static void put_hint(struct check_text *check,
                     const struct check_finding *finding)
{
    struct text *text = &check->text;

    if (!finding->hint)
        return;
    buffer_clear(&text->scratch);
    buffer_printf(&text->scratch, "%s%s", finding->hint,
                  finding->command ? ":" : "");
    text_paragraph(text, text->indent, "Hint:", text_scratch(text));
    if (finding->command)
        put_command(check, finding->command);
}

/* The message, with files named as people find them. */
static const char *told(const struct check_finding *finding)
{
    return finding->told ? finding->told : finding->message;
}

/* The line at fault is shown as it is, however long. */
static void put_source(struct check_text *check,
                       const struct check_finding *finding)
{
    struct buffer *out = check->text.layout.out;
    size_t start = out->length;

    if (finding->problem == 0)
        return;
    diagnostics_append_source(check->result->problems, finding->problem - 1,
                              &check->report->style, out);
    if (!out->failed)
        runner_shield(out, start);
}

/* Mistakes in a file read as compilers show them. */
static void put_error(struct check_text *check,
                      const struct check_finding *finding)
{
    struct layout *layout = &check->text.layout;

    layout_begin(layout, 0, 2);
    put_place(check, &finding->place);
    layout_format(layout, level_role(finding->level),
                  "%s: ", check_level_word(finding->level));
    layout_put(layout, ROLE_PLAIN, told(finding));
    layout_end(layout);
    put_source(check, finding);
    put_hint(check, finding);
}

/* Scores stand below the reasons that add up to them. */
static void put_scores(struct check_text *check,
                       const struct check_finding *finding)
{
    struct text *text = &check->text;

    if (finding->related_count == 0 || finding->kind >= CHECK_OUTCOME_COUNT)
        return;
    buffer_clear(&text->scratch);
    check_view_append_scores(&text->scratch, check->result);
    text_paragraph(text, text->indent, "Scores:", text_scratch(text));
}

static void put_told(struct check_text *check,
                     const struct check_finding *finding)
{
    struct text *text = &check->text;

    put_head(check, &finding->place, &finding->level, finding->kind);
    text_paragraph(text, text->indent, NULL, told(finding));
    put_related(check, finding);
    put_scores(check, finding);
    put_waiver(check, finding);
    put_hint(check, finding);
}

static void put_findings(struct check_text *check)
{
    const struct check_result *result = check->result;
    uint32_t i;

    for (i = 0; i < result->findings_count; i++) {
        const struct check_finding *finding = &result->findings[i];
        bool error = finding->kind == CHECK_ERROR;

        if (i == 0 || !error)
            begin_block(check);
        if (error)
            put_error(check, finding);
        else
            put_told(check, finding);
    }
}

/* -------------------------------------------------------------------- Basis */

/* A result without findings has no head yet. */
static void put_profile_head(struct check_text *check)
{
    const struct check_result *result = check->result;
    const dvf_profile *profile = result->evaluation->profile;
    const struct check_place place = {.file = result->file,
                                      .at = profile->decision.option
                                                ? profile->decision.at
                                                : profile->name_at};

    begin_block(check);
    put_head(check, &place, NULL, result->outcome);
    text_paragraph(&check->text, check->text.indent, NULL, result->told);
}

static void put_verdict(struct check_text *check)
{
    struct text *text = &check->text;
    const char *name = check_view_name(check->result);

    if (name)
        text_paragraph(text, text->indent, "Profile:", name);
    buffer_clear(&text->scratch);
    check_view_append_expected(&text->scratch, check->result);
    text_paragraph(text, text->indent, "Decided:", text_scratch(text));
    buffer_clear(&text->scratch);
    check_view_append_verdict(&text->scratch, check->result, false);
    buffer_puts(&text->scratch, "; ");
    check_view_append_scores(&text->scratch, check->result);
    text_paragraph(text, text->indent, "Verdict:", text_scratch(text));
}

/* ------------------------------------------------------------------ Lock */

static void put_changed_answer(struct text *text,
                               const struct lock_answer_change *change)
{
    text_bullet(text, ROLE_QUIET, GLYPH_BULLET);
    layout_format(&text->layout, ROLE_PLAIN, "%s: %s -> %s", change->attribute,
                  change->before ? change->before : "unanswered",
                  change->after ? change->after : "unanswered");
    layout_end(&text->layout);
}

static void put_changed_knowledge(struct text *text,
                                  const struct lock_entry *before)
{
    const dvf_kb *kb = text->document.kb;

    text_bullet(text, ROLE_QUIET, GLYPH_BULLET);
    layout_format(&text->layout, ROLE_PLAIN,
                  "Knowledge base: %s %s -> %s %s, of other content",
                  before->kb_id, before->kb_version, kb_string(kb, kb->id),
                  kb_string(kb, kb->version));
    layout_end(&text->layout);
}

static void put_changed_rule(struct text *text,
                             const struct lock_rule_change *change)
{
    text_bullet(text, ROLE_QUIET, GLYPH_BULLET);
    layout_format(
        &text->layout, ROLE_PLAIN,
        "%s: %s %" PRId32 " -> %s %" PRId32 " points", change->rule,
        change->option_before ? change->option_before : "-", change->before,
        change->option_after ? change->option_after : "-", change->after);
    layout_end(&text->layout);
}

static void put_lock(struct check_text *check)
{
    const struct lock_change *change = &check->result->lock;
    struct text *text = &check->text;
    uint32_t i;

    if (change->state == LOCK_NONE)
        return;
    text_heading(text, "Since it was locked", lock_state_word(change->state));
    if (change->state == LOCK_SAME)
        text_paragraph(text, text->indent, NULL, "Nothing changed.");
    for (i = 0; i < change->answers_count; i++)
        put_changed_answer(text, &change->answers[i]);
    if (change->knowledge_changed)
        put_changed_knowledge(text, change->before);
    for (i = 0; i < change->rules_count; i++)
        put_changed_rule(text, &change->rules[i]);
    if (change->scores_changed) {
        buffer_clear(&text->scratch);
        check_append_lead(check->result, &text->scratch);
        text_paragraph(text, text->indent, NULL, text_scratch(text));
    }
}

/* ---------------------------------------------------------------- Policy */

static void put_policy(struct check_text *check)
{
    const struct policy *policy = check->result->policy;
    struct text *text = &check->text;
    unsigned setting;

    if (!policy)
        return;
    text_heading(text, "Policy", policy->name);
    for (setting = 0; setting < POLICY_JUDGING_COUNT; setting++) {
        const char *key = policy_key((enum policy_setting)setting);

        buffer_clear(&text->scratch);
        policy_append(policy, (enum policy_setting)setting, &text->scratch);
        layout_begin(&text->layout, text->indent, text->gutter + 2);
        layout_format(&text->layout, ROLE_QUIET, "%s: ", key);
        layout_put(&text->layout, ROLE_PLAIN, text_scratch(text));
        layout_format(&text->layout, ROLE_QUIET, " (%s)",
                      policy->told[setting]);
        layout_end(&text->layout);
    }
}

static void put_basis(struct check_text *check)
{
    if (check->result->findings_count == 0)
        put_profile_head(check);
    put_verdict(check);
    document_begin(&check->text.document, check->result->evaluation, NULL);
    document_add(&check->text.document, SECTION_SIDES);
    document_add(&check->text.document, SECTION_AGAINST);
    text_blocks(&check->text);
    put_lock(check);
    put_policy(check);
}

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

/* Measure every row. @return does the table find room? */
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

/* Passing by a policy without a verdict is no success. */
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

static void put_knowledge(struct check_text *check)
{
    struct layout *layout = &check->text.layout;

    if (!check->report->knowledge.says)
        return;
    layout_begin(layout, 0, 2);
    layout_put(layout, ROLE_CAUTION, check->report->knowledge.says);
    layout_end(layout);
}

/* Knowledge base and day, the counts, and their conclusion. */
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
    put_knowledge(check);
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
    bool full = report->style.detail >= DVF_MORE;
    size_t i;

    for (i = 0;
         i < report->count && sink_spill(report->sink, check->text.layout.out);
         i++) {
        check->result = &report->results[i];
        if (full && i > 0) {
            layout_blank(&check->text.layout);
            layout_rule(&check->text.layout, ROLE_QUIET, GLYPH_RULE);
        }
        put_findings(check);
        if (full && check->result->evaluation)
            put_basis(check);
    }
    if (full) {
        layout_blank(&check->text.layout);
        layout_rule(&check->text.layout, ROLE_STRONG, GLYPH_HEAVY_RULE);
    }
    begin_block(check);
    if (report->count > 0) {
        put_table(check);
        layout_blank(&check->text.layout);
    }
    put_close(check);
}

/* The outcome `waived` tells of the waiver already. */
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
    put_knowledge(check);
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
