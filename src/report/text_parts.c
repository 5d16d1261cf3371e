/* SPDX-License-Identifier: MIT */
/*
 * Text report: headings, bullets, labelled paragraphs and lists, so that all
 * parts of the report look alike.
 */
#include "report/text.h"

#include <inttypes.h>
#include <string.h>

void text_init(struct text *text, struct buffer *out, const dvf_style *style)
{
    layout_init(&text->layout, out, style);
    if (text->layout.width > TEXT_MEASURE_MAX && !text->layout.linear)
        text->layout.width = TEXT_MEASURE_MAX;
    text->indent = text->layout.width < TEXT_NARROW ? 1 : 2;
    text->gutter = text->indent + 3;
}

void text_release(struct text *text)
{
    if (text->scratch.failed)
        text->layout.out->failed = true;
    buffer_release(&text->scratch);
    layout_release(&text->layout);
}

void text_go_to(struct text *text, size_t index)
{
    text->index = index;
    text->evaluation = text->report->evaluations[index];
}

void text_heading(struct text *text, const char *title, const char *right)
{
    struct layout *layout = &text->layout;

    layout_blank(layout);
    layout_begin(layout, 0, 2);
    layout_put(layout, ROLE_HEADING, title);
    if (right)
        layout_right(layout, ROLE_QUIET, right);
    layout_end(layout);
}

void text_paragraph(struct text *text, size_t indent, const char *label,
                    const char *words)
{
    struct layout *layout = &text->layout;

    layout_begin(layout, indent, label ? indent + 2 : indent);
    if (label) {
        layout_put(layout, ROLE_QUIET, label);
        layout_put(layout, ROLE_PLAIN, " ");
    }
    layout_put(layout, ROLE_PLAIN, words);
    layout_end(layout);
}

void text_bullet(struct text *text, enum role role, enum glyph glyph)
{
    layout_begin(&text->layout, text->indent, text->gutter);
    layout_glyph(&text->layout, role, glyph);
    layout_column(&text->layout, text->gutter);
}

void text_listed(struct text *text, bool first, enum role role,
                 const char *word)
{
    if (!first)
        layout_put(&text->layout, ROLE_PLAIN, ", ");
    layout_keep(&text->layout, role, word);
}

void text_claims_of(struct text *text, struct kb_range claims)
{
    const uint32_t *items = kb_index(text->kb, claims);
    uint32_t i;

    if (!text->full || claims.count == 0)
        return;
    layout_begin(&text->layout, text->gutter, text->gutter + 2);
    layout_put(&text->layout, ROLE_QUIET, "Rests on: ");
    for (i = 0; i < claims.count; i++) {
        const struct kb_claim *claim = kb_claims(text->kb) + items[i];

        text_listed(text, i == 0, ROLE_PLAIN, kb_string(text->kb, claim->id));
        layout_format(&text->layout, ROLE_QUIET, " (%s)",
                      kb_string(text->kb, claim->status));
    }
    layout_end(&text->layout);
}

void text_scores(struct text *text, enum role role)
{
    uint32_t i;

    for (i = 0; i < text->kb->scoring; i++)
        layout_format(&text->layout, role, "%s%s %" PRId32, i == 0 ? "" : ", ",
                      kb_option_title(text->kb, kb_scoring_option(text->kb, i)),
                      text->evaluation->scores[i]);
}

void text_answers(struct text *text, enum role role)
{
    layout_format(&text->layout, role, "%" PRIu32 " of %" PRIu32 " answers",
                  text->evaluation->answered.count,
                  kb_attributes_count(text->kb));
}

void text_append_ruled_out(struct text *text, bool leading)
{
    bool any = false;
    uint32_t i;

    for (i = 0; i < kb_options_count(text->kb); i++) {
        if (!verdict_is_ruled_out(text->evaluation, i) ||
            (leading && !view_leads(text->evaluation, i)))
            continue;
        buffer_puts(&text->scratch, any ? ", " : "");
        buffer_puts(&text->scratch, kb_option_title(text->kb, i));
        any = true;
    }
    buffer_puts(&text->scratch, any ? " ruled out" : "");
}

void text_append_answers(struct text *text, const struct reason *reason)
{
    const struct kb_rule *rule = view_rule(text->evaluation, reason);
    const uint32_t *reads = kb_index(text->kb, rule->condition.reads);
    bool any = false;
    uint32_t i;

    for (i = 0; i < rule->condition.reads.count; i++) {
        if (!view_is_answered(text->evaluation, reads[i]))
            continue;
        buffer_puts(&text->scratch, any ? "; " : "");
        buffer_printf(
            &text->scratch,
            "%s: ", kb_string(text->kb, kb_attributes(text->kb)[reads[i]].id));
        view_append_answer(&text->scratch, text->evaluation, reads[i]);
        any = true;
    }
}

const char *text_scratch(const struct text *text)
{
    return text->scratch.failed || !text->scratch.bytes ? ""
                                                        : text->scratch.bytes;
}

const char *text_points(struct text *text, int32_t points)
{
    buffer_clear(&text->scratch);
    buffer_printf(&text->scratch, "%" PRId32 " point%s", points,
                  points == 1 ? "" : "s");
    return text_scratch(text);
}

const char *text_profile_name(const dvf_evaluation *evaluation)
{
    const dvf_profile *profile = evaluation->profile;

    return profile->name && profile->name[0] != '\0' ? profile->name
                                                     : profile->file;
}

const char *text_distinct_name(struct text *text)
{
    const char *name = text_profile_name(text->evaluation);
    const char *file = text->evaluation->profile->file;

    if (!text->shared_names || !text->shared_names[text->index] || name == file)
        return name;
    buffer_clear(&text->scratch);
    buffer_printf(&text->scratch, "%s (%s)", name, file);
    return text_scratch(text);
}

bool text_has_points(const dvf_evaluation *evaluation)
{
    uint32_t i;

    for (i = 0; i < evaluation->kb->scoring; i++)
        if (evaluation->scores[i] > 0)
            return true;
    return false;
}
