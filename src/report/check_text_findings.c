/* SPDX-License-Identifier: MIT */
/*
 * Text report of a check: what was found, each finding where it was found, as
 * compilers do it, with what speaks against the decision and what to do.
 */
#include "base/runner.h"
#include "base/shell.h"
#include "report/check_text.h"
#include "report/findings.h"

#include <inttypes.h>

enum role check_text_level_role(enum check_level level)
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

void check_text_head(struct check_text *check, const struct check_place *place,
                     const enum check_level *level, unsigned kind)
{
    struct layout *layout = &check->text.layout;

    layout_begin(layout, 0, 2);
    put_place(check, place);
    if (level)
        layout_format(layout, check_text_level_role(*level),
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

/* What is wrong with a file reads as any other mistake in it. */
static void put_error(struct check_text *check,
                      const struct check_finding *finding)
{
    struct layout *layout = &check->text.layout;

    layout_begin(layout, 0, 2);
    put_place(check, &finding->place);
    layout_format(layout, check_text_level_role(finding->level),
                  "%s: ", check_level_word(finding->level));
    layout_put(layout, ROLE_PLAIN, told(finding));
    layout_end(layout);
    put_source(check, finding);
    put_hint(check, finding);
}

/* What the reasons add up to. */
static void put_scores(struct check_text *check,
                       const struct check_finding *finding)
{
    struct text *text = &check->text;

    if (finding->related_count == 0)
        return;
    buffer_clear(&text->scratch);
    check_view_append_scores(&text->scratch, check->result);
    text_paragraph(text, text->indent, "Scores:", text_scratch(text));
}

static void put_finding(struct check_text *check,
                        const struct check_finding *finding)
{
    struct text *text = &check->text;

    check_text_head(check, &finding->place, &finding->level, finding->kind);
    text_paragraph(text, text->indent, NULL, told(finding));
    put_related(check, finding);
    put_scores(check, finding);
    put_waiver(check, finding);
    put_hint(check, finding);
}

void check_text_findings(struct check_text *check)
{
    const struct check_result *result = check->result;
    uint32_t i;

    for (i = 0; i < result->findings_count; i++) {
        const struct check_finding *finding = &result->findings[i];
        bool error = finding->kind == CHECK_ERROR;

        if (i == 0 || !error)
            check_text_begin(check);
        if (error)
            put_error(check, finding);
        else
            put_finding(check, finding);
    }
}
