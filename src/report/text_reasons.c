/* SPDX-License-Identifier: MIT */
/*
 * Text report: why, or what there is for each side, and what speaks against
 * the recommendation.
 */
#include "report/text.h"

#include <inttypes.h>

static void reasons_for(struct text *text, uint32_t option, enum sign sign)
{
    const dvf_evaluation *evaluation = text->evaluation;
    bool first = true;
    uint32_t i;

    for (i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];

        if (!reason->counts || view_rule(evaluation, reason)->option != option)
            continue;
        text_reason(text, reason, sign, first);
        first = false;
    }
}

/* "Why One": everything that counts for one option. */
static void side(struct text *text, const char *word, uint32_t option)
{
    uint32_t score = kb_options(text->kb)[option].score;
    struct buffer title = {0};

    if (score == KB_NONE || view_counted(text->evaluation, option) == 0)
        return;
    buffer_printf(&title, "%s %s", word, kb_option_title(text->kb, option));
    text_heading(text, title.failed ? word : title.bytes,
                 text_points(text, text->evaluation->scores[score]));
    if (title.failed)
        text->scratch.failed = true;
    buffer_release(&title);
    reasons_for(text, option, SIGN_FOR);
}

/* What a recommended combination has against it, whatever the answers. */
static bool against_combination(struct text *text)
{
    const struct kb_combination *combination = view_combination(
        text->evaluation);

    if (!combination || combination->against == 0)
        return false;
    text_bullet(text, ROLE_AGAINST, GLYPH_BULLET);
    layout_put(&text->layout, ROLE_PLAIN,
               kb_string(text->kb, combination->against));
    layout_end(&text->layout);
    text_claims_of(text, combination->claims);
    return true;
}

/* Does this option have reasons against the recommended one? */
static bool is_against(const dvf_evaluation *evaluation, uint32_t option)
{
    return !view_is_recommended(evaluation, option) &&
           view_counted(evaluation, option) > 0;
}

/* "Other: 8 points" */
static const char *option_points(struct text *text, uint32_t option)
{
    int32_t points =
        text->evaluation->scores[kb_options(text->kb)[option].score];

    buffer_clear(&text->scratch);
    buffer_printf(&text->scratch, "%s: %" PRId32 " point%s",
                  kb_option_title(text->kb, option), points,
                  points == 1 ? "" : "s");
    return text_scratch(text);
}

/* The heading names the other option where there is only one; else each has
 * a line of its own above its reasons. */
static void against(struct text *text)
{
    uint32_t others = 0;
    uint32_t other = KB_NONE;
    bool any;
    uint32_t i;

    for (i = 0; i < text->kb->scoring; i++) {
        uint32_t option = kb_scoring_option(text->kb, i);

        if (!is_against(text->evaluation, option))
            continue;
        others++;
        other = option;
    }
    text_heading(text, "What speaks against it",
                 others == 1 ? option_points(text, other) : NULL);
    any = against_combination(text);
    for (i = 0; i < text->kb->scoring; i++) {
        uint32_t option = kb_scoring_option(text->kb, i);

        if (!is_against(text->evaluation, option))
            continue;
        if (others > 1)
            text_paragraph(text, text->indent, NULL,
                           option_points(text, option));
        reasons_for(text, option, SIGN_AGAINST);
    }
    if (!any && others == 0)
        text_paragraph(text, text->indent, NULL,
                       "Nothing among the answers given.");
}

void text_reasons(struct text *text)
{
    const struct verdict *verdict = &text->evaluation->verdict;
    bool single = verdict->outcome == OUTCOME_OPTION &&
                  kb_options(text->kb)[verdict->option].score != KB_NONE;
    uint32_t i;

    for (i = 0; i < text->kb->scoring; i++) {
        uint32_t option = kb_scoring_option(text->kb, i);

        if (verdict->outcome != OUTCOME_OPTION ||
            view_is_recommended(text->evaluation, option))
            side(text, single ? "Why" : "For", option);
    }
    if (verdict->outcome == OUTCOME_OPTION)
        against(text);
}
