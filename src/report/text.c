/* SPDX-License-Identifier: MIT */
/*
 * Text report: the order of its parts, the foot, and the brief form of one line
 * a profile.
 */
#include "report/text.h"
#include "report/repeats.h"

#include <inttypes.h>

static void separator(struct layout *layout)
{
    layout_put(layout, ROLE_PLAIN, " ");
    layout_glyph(layout, ROLE_QUIET, GLYPH_BETWEEN);
    layout_put(layout, ROLE_PLAIN, " ");
}

/* Ids that were left out by name, rules before criteria. */
static void left_out(struct text *text)
{
    const struct index_list *rules = &text->evaluation->without_rules;
    const struct index_list *criteria = &text->evaluation->without_criteria;
    uint32_t i;

    for (i = 0; i < rules->count; i++)
        text_listed(
            text, i == 0, ROLE_CAUTION,
            kb_string(text->kb, kb_rules(text->kb)[rules->items[i]].id));
    for (i = 0; i < criteria->count; i++)
        text_listed(
            text, i == 0 && rules->count == 0, ROLE_CAUTION,
            kb_string(text->kb, kb_criteria(text->kb)[criteria->items[i]].id));
}

/* What the evaluation did without, if anything. */
static void selection(struct text *text)
{
    const dvf_evaluation *evaluation = text->evaluation;
    bool without = evaluation->without_rules.count > 0 ||
                   evaluation->without_criteria.count > 0;

    if (!evaluation->article_only && !without)
        return;
    layout_begin(&text->layout, 0, 2);
    if (evaluation->article_only)
        layout_put(&text->layout, ROLE_CAUTION, "Rules of the article only");
    if (evaluation->article_only && without)
        separator(&text->layout);
    if (without) {
        layout_put(&text->layout, ROLE_CAUTION,
                   evaluation->article_only ? "without " : "Without ");
        left_out(text);
    }
    layout_end(&text->layout);
}

void text_foot(struct text *text)
{
    struct layout *layout = &text->layout;
    const dvf_evaluation *evaluation = text->evaluation;

    layout_blank(layout);
    layout_rule(layout, ROLE_QUIET, GLYPH_RULE);
    layout_begin(layout, 0, 2);
    layout_keep(layout, ROLE_QUIET, evaluation->profile->file);
    separator(layout);
    layout_format(layout, ROLE_QUIET,
                  "%" PRIu32 " of %" PRIu32 " questions answered",
                  evaluation->answered.count, kb_attributes_count(text->kb));
    layout_end(layout);
    layout_begin(layout, 0, 2);
    layout_format(layout, ROLE_QUIET, "%s %s, as of %s",
                  kb_string(text->kb, text->kb->id),
                  kb_string(text->kb, text->kb->version),
                  kb_string(text->kb, text->kb->as_of));
    layout_end(layout);
    selection(text);
    if (text->full)
        text_paragraph(text, 2, "SHA-256", dvf_kb_describe(text->kb).sha256);
}

static void section(struct text *text)
{
    text_opening(text);
    text_contradictions(text);
    text_exclusions(text);
    text_first_questions(text);
    text_split(text);
    text_reasons(text);
    text_gates(text);
    text_notes(text);
    if (text->full) {
        text_uncounted(text);
        text_tree(text);
        text_claims(text);
    }
    text_unanswered(text);
    text_foot(text);
}

/* One line, whatever its width: it is read by line. */
static void brief_line(struct text *text)
{
    struct layout *layout = &text->layout;
    const struct verdict *verdict = &text->evaluation->verdict;
    const char *strength = verdict_strength(text->evaluation);

    layout_begin(layout, 0, 0);
    layout_put(layout, ROLE_PLAIN, text_distinct_name(text));
    layout_put(layout, ROLE_PLAIN, ": ");
    layout_put(layout,
               verdict->outcome == OUTCOME_OPTION ? ROLE_WINNER : ROLE_CAUTION,
               verdict_title(text->evaluation));
    layout_format(layout, ROLE_PLAIN, " (%s%s", strength ? strength : "",
                  strength ? "; " : "");
    text_scores(text, ROLE_PLAIN);
    layout_put(layout, ROLE_PLAIN, "; ");
    text_answers(text, ROLE_PLAIN);
    buffer_clear(&text->scratch);
    text_append_ruled_out(text, true);
    if (text->scratch.length > 0)
        layout_format(layout, ROLE_PLAIN, "; %s", text_scratch(text));
    layout_put(layout, ROLE_PLAIN, ")");
    layout_end(layout);
}

static void render_brief(struct text *text)
{
    const struct report *report = text->report;
    size_t i;

    text->layout.width = SIZE_MAX / 2;
    for (i = 0; i < report->count && sink_spill(report->sink, text->layout.out);
         i++) {
        text_go_to(text, i);
        brief_line(text);
    }
}

static void render_sections(struct text *text)
{
    const struct report *report = text->report;
    size_t i;

    if (report->count > 1)
        text_summary(text);
    for (i = 0; i < report->count && sink_spill(report->sink, text->layout.out);
         i++) {
        if (report->count > 1) {
            layout_blank(&text->layout);
            layout_rule(&text->layout, ROLE_STRONG, GLYPH_HEAVY_RULE);
            layout_blank(&text->layout);
        }
        text_go_to(text, i);
        section(text);
    }
}

/* Profiles may have one and the same name: then their files tell them apart. */
static const bool *mark_shared_names(const struct report *report,
                                     struct arena *arena)
{
    const char **names = arena_array(arena, report->count,
                                     sizeof(const char *));

    if (!names)
        return NULL;
    for (size_t i = 0; i < report->count; i++)
        names[i] = text_profile_name(report->evaluations[i]);
    return repeats_mark(arena, names, report->count);
}

void report_text(const struct report *report, struct buffer *out)
{
    struct text text = {.report = report,
                        .kb = report->kb,
                        .full = report->style.detail == DVF_FULL};
    struct arena arena = {0};

    text_init(&text, out, &report->style);
    if (report->count > 1) {
        text.shared_names = mark_shared_names(report, &arena);
        out->failed = !text.shared_names;
    }
    if (report->style.detail == DVF_BRIEF)
        render_brief(&text);
    else
        render_sections(&text);
    text_release(&text);
    arena_release(&arena);
}
