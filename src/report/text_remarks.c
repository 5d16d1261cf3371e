/* SPDX-License-Identifier: MIT */
/*
 * Text report: what is ruled out, what a combination lacks, notes,
 * contradictory answers, and the questions that were not answered.
 */
#include "report/text.h"

#include <inttypes.h>
#include <string.h>

/* Questions put to somebody whose answers decide nothing yet. */
#define FIRST_QUESTIONS 5

/* A combination whose requirements are met would have been the verdict. */
static void fallen_combinations(struct text *text)
{
    const dvf_evaluation *evaluation = text->evaluation;
    uint32_t i;

    for (i = 0; i < evaluation->gate_count; i++) {
        uint32_t option = kb_combinations(text->kb)[i].option;

        if (!evaluation->gates[i].ruled_out)
            continue;
        text_bullet(text, ROLE_CAUTION, GLYPH_BULLET);
        layout_format(&text->layout, ROLE_PLAIN,
                      "%s falls with it, though all that it requires is met.",
                      kb_option_title(text->kb, option));
        layout_end(&text->layout);
    }
}

void text_exclusions(struct text *text)
{
    const dvf_evaluation *evaluation = text->evaluation;
    uint32_t i;

    if (evaluation->excludes.count == 0)
        return;
    text_heading(text, "Ruled out", NULL);
    for (i = 0; i < evaluation->excludes.count; i++) {
        const struct kb_exclude *exclude = kb_excludes(text->kb) +
                                           evaluation->excludes.items[i];
        const char *title = kb_option_title(text->kb, exclude->option);
        const char *says = kb_string(text->kb, exclude->says);

        text_bullet(text, ROLE_CAUTION, GLYPH_BULLET);
        if (strncmp(says, title, strlen(title)) != 0)
            layout_format(&text->layout, ROLE_STRONG, "%s: ", title);
        layout_put(&text->layout, ROLE_PLAIN, says);
        layout_end(&text->layout);
        text_claims_of(text, exclude->claims);
    }
    fallen_combinations(text);
}

/* What an open condition waits for. */
static void waits_for(struct text *text, struct kb_condition condition)
{
    struct kb_range ranges[] = {condition.reads, condition.guards};
    bool first = true;
    size_t i;
    uint32_t j;

    for (i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        const uint32_t *reads = kb_index(text->kb, ranges[i]);

        for (j = 0; j < ranges[i].count; j++) {
            if (view_is_answered(text->evaluation, reads[j]))
                continue;
            layout_put(&text->layout, ROLE_QUIET,
                       first ? " (depends on " : ", ");
            layout_put(
                &text->layout, ROLE_ANSWER,
                kb_string(text->kb, kb_attributes(text->kb)[reads[j]].id));
            first = false;
        }
    }
    if (!first)
        layout_put(&text->layout, ROLE_QUIET, ", not answered)");
}

static void gate(struct text *text, const struct gate *gate)
{
    const struct kb_combination *combination = kb_combinations(text->kb) +
                                               gate->combination;
    struct buffer title = {0};
    uint32_t i;

    buffer_printf(&title, "What is missing for %s",
                  kb_option_title(text->kb, combination->option));
    text_heading(text, title.failed ? "What is missing" : title.bytes, NULL);
    if (title.failed)
        text->scratch.failed = true;
    buffer_release(&title);
    for (i = 0; i < combination->requirements.count; i++) {
        const struct kb_requirement *requirement =
            kb_requirements(text->kb) + combination->requirements.first + i;

        if (gate->requirements[i] == TRUTH_TRUE)
            continue;
        text_bullet(text, ROLE_CAUTION, GLYPH_BULLET);
        layout_put(&text->layout, ROLE_PLAIN,
                   kb_string(text->kb, requirement->unmet));
        if (gate->requirements[i] == TRUTH_OPEN)
            waits_for(text, requirement->condition);
        layout_end(&text->layout);
    }
    text_claims_of(text, combination->claims);
}

void text_gates(struct text *text)
{
    const dvf_evaluation *evaluation = text->evaluation;
    uint32_t i;

    for (i = 0; i < evaluation->gate_count; i++)
        if (evaluation->gates[i].worth_reporting)
            gate(text, &evaluation->gates[i]);
}

static void put_remark(struct text *text, enum role role,
                       const struct kb_remark *remark)
{
    text_bullet(text, role, GLYPH_BULLET);
    layout_put(&text->layout, ROLE_PLAIN, kb_string(text->kb, remark->says));
    if (text->full)
        layout_format(&text->layout, ROLE_QUIET, " (%s)",
                      kb_string(text->kb, remark->id));
    if (text->full && remark->until != 0)
        layout_format(&text->layout, ROLE_QUIET, " (until %s)",
                      kb_string(text->kb, remark->until));
    layout_end(&text->layout);
    text_claims_of(text, remark->claims);
}

void text_notes(struct text *text)
{
    const struct index_list *list = &text->evaluation->notes;

    if (list->count > 0)
        text_heading(text, "Worth knowing", NULL);
    for (uint32_t i = 0; i < list->count; i++)
        put_remark(text, ROLE_QUIET, kb_notes(text->kb) + list->items[i]);
}

static void put_warnings(struct text *text, const char *title,
                         enum kb_warning_kind kind)
{
    const struct index_list *list = &text->evaluation->warnings;
    bool first = true;

    for (uint32_t i = 0; i < list->count; i++) {
        const struct kb_remark *warning = kb_warnings(text->kb) +
                                          list->items[i];

        if (warning->kind != (uint32_t)kind)
            continue;
        if (first)
            text_heading(text, title, NULL);
        first = false;
        put_remark(text, ROLE_CAUTION, warning);
    }
}

void text_contradictions(struct text *text)
{
    put_warnings(text, "Contradictory answers", KB_WARNING_CONTRADICTION);
    put_warnings(text, "Unusual answers", KB_WARNING_UNUSUAL);
}

/* The values of an attribute, as words to choose from. */
static void choices(struct text *text, const struct kb_attribute *attribute)
{
    const struct kb_value *values = kb_attribute_values(text->kb, attribute);
    uint32_t i;

    layout_begin(&text->layout, text->gutter + 2, text->gutter + 2);
    for (i = 0; i < attribute->values.count; i++)
        text_listed(text, i == 0, ROLE_QUIET,
                    kb_string(text->kb, values[i].id));
    layout_end(&text->layout);
}

static void question(struct text *text, uint32_t index)
{
    const struct kb_attribute *attribute = kb_attributes(text->kb) + index;

    text_bullet(text, ROLE_QUIET, GLYPH_BULLET);
    layout_format(&text->layout, ROLE_ANSWER,
                  "%s: ", kb_string(text->kb, attribute->id));
    layout_put(&text->layout, ROLE_PLAIN, kb_string(text->kb, attribute->ask));
    layout_end(&text->layout);
    choices(text, attribute);
}

void text_first_questions(struct text *text)
{
    const dvf_evaluation *evaluation = text->evaluation;
    uint32_t i;

    if (evaluation->verdict.outcome != OUTCOME_UNDECIDED ||
        evaluation->unknown.count == 0 || text_has_points(evaluation))
        return;
    text_heading(text, "Answer these first", NULL);
    for (i = 0; i < evaluation->unknown.count && i < FIRST_QUESTIONS; i++)
        question(text, evaluation->unknown.items[i]);
}

void text_unanswered(struct text *text)
{
    const struct index_list *unknown = &text->evaluation->unknown;
    uint32_t i;

    if (unknown->count == 0)
        return;
    buffer_clear(&text->scratch);
    buffer_printf(&text->scratch, "Not answered (%" PRIu32 ")", unknown->count);
    text_heading(text, text->scratch.failed ? "" : text->scratch.bytes, NULL);
    if (text->full) {
        for (i = 0; i < unknown->count; i++)
            question(text, unknown->items[i]);
        return;
    }
    layout_begin(&text->layout, text->indent, text->indent);
    for (i = 0; i < unknown->count; i++)
        text_listed(
            text, i == 0, ROLE_PLAIN,
            kb_string(text->kb, kb_attributes(text->kb)[unknown->items[i]].id));
    layout_end(&text->layout);
}
