/* SPDX-License-Identifier: MIT */
/*
 * Text report: why, what speaks against it, and with -v what fired without
 * counting.
 */
#include "report/text.h"

#include <inttypes.h>

/* Append what the reason's condition read and the profile answered. */
static void append_answers(struct text *text, const struct reason *reason)
{
    const struct kb_rule *rule = view_rule(text->evaluation, reason);
    const uint32_t *reads = kb_index(text->kb, rule->condition.reads);
    bool any = false;
    uint32_t i;

    buffer_clear(&text->scratch);
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

static const char *scratch_text(const struct text *text)
{
    return text->scratch.failed || text->scratch.bytes == NULL
               ? ""
               : text->scratch.bytes;
}

/* How the points of a reason are shown: +8, -4 or, where they add nothing,
 * (4). */
enum sign {
    SIGN_FOR,
    SIGN_AGAINST,
    SIGN_UNCOUNTED
};

static const struct {
    const char *format;
    enum role role;
    size_t width; /* beside the digits */
} signs[] = {
    [SIGN_FOR] = {"+", ROLE_FOR, 1},
    [SIGN_AGAINST] = {"-", ROLE_AGAINST, 1},
    [SIGN_UNCOUNTED] = {"(", ROLE_QUIET, 2},
};

static void points_in_gutter(struct text *text, const struct reason *reason,
                             enum sign sign)
{
    uint32_t points = reason->points;
    size_t width = signs[sign].width + 1;
    uint32_t rest;

    for (rest = points; rest >= 10; rest /= 10)
        width++;
    layout_begin(&text->layout,
                 width < text->gutter ? text->gutter - 1 - width : 0,
                 text->gutter);
    layout_format(&text->layout, signs[sign].role, "%s%" PRIu32 "%s",
                  signs[sign].format, points,
                  sign == SIGN_UNCOUNTED ? ")" : "");
    layout_column(&text->layout, text->gutter);
}

static void answers_beside(struct text *text)
{
    layout_put(&text->layout, ROLE_PLAIN, " ");
    layout_glyph(&text->layout, ROLE_QUIET, GLYPH_BETWEEN);
    layout_put(&text->layout, ROLE_PLAIN, " ");
    layout_put(&text->layout, ROLE_ANSWER, scratch_text(text));
}

/* Points, criterion, answers and rule: on one line where there is room, else
 * the answers on a line of their own. */
static void reason_head(struct text *text, const struct reason *reason,
                        enum sign sign)
{
    struct layout *layout = &text->layout;
    const struct kb_rule *rule = view_rule(text->evaluation, reason);
    const char *title = view_criterion_title(text->kb, rule->criterion);
    const char *id = kb_string(text->kb, rule->id);
    size_t width = text->gutter + layout_width(layout, title) + 2 +
                   layout_width(layout, id);
    bool beside;
    bool below;

    append_answers(text, reason);
    width += 3 + layout_width(layout, scratch_text(text));
    beside = width <= layout->width && scratch_text(text)[0] != '\0';
    below = !beside && scratch_text(text)[0] != '\0';
    points_in_gutter(text, reason, sign);
    layout_put(layout, ROLE_STRONG, title);
    if (beside)
        answers_beside(text);
    layout_right(layout, ROLE_QUIET, id);
    layout_end(layout);
    if (below) {
        layout_begin(layout, text->gutter, text->gutter + 2);
        layout_put(layout, ROLE_ANSWER, scratch_text(text));
        layout_end(layout);
    }
}

/* The unanswered attributes that may still close a provisional reason. */
static void provisional(struct text *text, const struct reason *reason)
{
    const struct kb_rule *rule = view_rule(text->evaluation, reason);
    const uint32_t *guards = kb_index(text->kb, rule->condition.guards);
    bool first = true;
    uint32_t i;

    if (!reason->provisional)
        return;
    layout_begin(&text->layout, text->gutter, text->gutter + 2);
    layout_put(&text->layout, ROLE_CAUTION, "Provisional: ");
    layout_put(&text->layout, ROLE_PLAIN, "may yet fall, by an answer to ");
    for (i = 0; i < rule->condition.guards.count; i++) {
        if (view_is_answered(text->evaluation, guards[i]))
            continue;
        text_listed(text, first, ROLE_ANSWER,
                    kb_string(text->kb, kb_attributes(text->kb)[guards[i]].id));
        first = false;
    }
    layout_end(&text->layout);
}

static void reason_details(struct text *text, const struct reason *reason)
{
    static const char *const origins[] = {
        [KB_ORIGIN_ARTICLE] = "article", [KB_ORIGIN_ADVISOR] = "advisor"};
    const struct kb_rule *rule = view_rule(text->evaluation, reason);

    if (!text->full)
        return;
    if (rule->otherwise != 0)
        text_paragraph(text, text->gutter,
                       "Otherwise:", kb_string(text->kb, rule->otherwise));
    provisional(text, reason);
    layout_begin(&text->layout, text->gutter, text->gutter + 2);
    layout_put(&text->layout, ROLE_QUIET, "Weight: ");
    layout_put(&text->layout, ROLE_PLAIN,
               kb_string(text->kb, kb_weights(text->kb)[rule->weight].id));
    layout_put(&text->layout, ROLE_QUIET, "; origin: ");
    layout_put(&text->layout, ROLE_PLAIN, origins[rule->origin]);
    layout_end(&text->layout);
    text_claims_of(text, rule->claims);
}

static void put_reason(struct text *text, const struct reason *reason,
                       enum sign sign, bool first)
{
    const struct kb_rule *rule = view_rule(text->evaluation, reason);

    if (text->full && !first)
        layout_blank(&text->layout);
    reason_head(text, reason, sign);
    text_paragraph(text, text->gutter, NULL,
                   kb_string(text->kb, rule->because));
    reason_details(text, reason);
}

static void reasons_for(struct text *text, uint32_t option, enum sign sign)
{
    const dvf_evaluation *evaluation = text->evaluation;
    bool first = true;
    uint32_t i;

    for (i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];

        if (!reason->counts || view_rule(evaluation, reason)->option != option)
            continue;
        put_reason(text, reason, sign, first);
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
    buffer_printf(&title, "%s %s", word, view_option_title(text->kb, option));
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
    const dvf_evaluation *evaluation = text->evaluation;
    uint32_t i;

    for (i = 0; i < evaluation->gate_count; i++) {
        const struct kb_combination *combination =
            kb_combinations(text->kb) + evaluation->gates[i].combination;

        if (combination->option != evaluation->verdict.option ||
            combination->against == 0)
            continue;
        text_bullet(text, ROLE_AGAINST, GLYPH_BULLET);
        layout_put(&text->layout, ROLE_PLAIN,
                   kb_string(text->kb, combination->against));
        layout_end(&text->layout);
        text_claims_of(text, combination->claims);
        return true;
    }
    return false;
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
                  view_option_title(text->kb, option), points,
                  points == 1 ? "" : "s");
    return scratch_text(text);
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

static void uncounted(struct text *text, const struct reason *reason)
{
    const struct kb_rule *rule = view_rule(text->evaluation, reason);
    uint32_t winner = view_beaten_by(text->evaluation, reason);

    reason_head(text, reason, SIGN_UNCOUNTED);
    layout_begin(&text->layout, text->gutter, text->gutter + 2);
    layout_format(&text->layout, ROLE_QUIET, "For %s",
                  view_option_title(text->kb, rule->option));
    if (winner != KB_NONE)
        layout_format(&text->layout, ROLE_QUIET, "; outweighed by %s",
                      kb_string(text->kb, kb_rules(text->kb)[winner].id));
    layout_end(&text->layout);
    text_paragraph(text, text->gutter, NULL,
                   kb_string(text->kb, rule->because));
    reason_details(text, reason);
}

void text_uncounted(struct text *text)
{
    const dvf_evaluation *evaluation = text->evaluation;
    bool any = false;
    uint32_t i;

    for (i = 0; i < evaluation->reason_count; i++) {
        if (evaluation->reasons[i].counts)
            continue;
        if (!any)
            text_heading(text, "True as well, but adds nothing", NULL);
        else
            layout_blank(&text->layout);
        any = true;
        uncounted(text, &evaluation->reasons[i]);
    }
}
