/* SPDX-License-Identifier: MIT */
/*
 * Text report: one reason with its points, answers and texts, and with -v the
 * section of those that are true but add nothing.
 */
#include "report/text.h"

#include <inttypes.h>

static const struct {
    const char *format;
    enum role role;
    size_t width; /* beside the digits */
} signs[] = {
    [SIGN_FOR] = {"+", ROLE_FOR, 1},
    [SIGN_AGAINST] = {"+", ROLE_AGAINST, 1},
    [SIGN_UNCOUNTED] = {"(", ROLE_QUIET, 2},
};

/* The same in words. */
static void say_points(struct text *text, const struct reason *reason,
                       enum sign sign)
{
    layout_begin(&text->layout, 0, 0);
    layout_put(&text->layout, ROLE_PLAIN,
               text_points(text, (int32_t)reason->points));
    layout_put(&text->layout, ROLE_PLAIN,
               sign == SIGN_UNCOUNTED ? ", not counted: " : ": ");
}

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
    layout_put(&text->layout, ROLE_ANSWER, text_scratch(text));
}

/* Points, criterion, answers and rule: on one line where there is room, else
 * the answers on a line of their own. */
static void reason_head(struct text *text, const struct reason *reason,
                        enum sign sign)
{
    struct layout *layout = &text->layout;
    const struct kb_rule *rule = view_rule(text->evaluation, reason);
    const char *title = kb_criterion_title(text->kb, rule->criterion);
    const char *id = kb_string(text->kb, rule->id);
    size_t width = text->gutter + layout_width(layout, title) + 2 +
                   layout_width(layout, id);
    bool beside;
    bool below;

    if (text->layout.linear)
        say_points(text, reason, sign);
    else
        points_in_gutter(text, reason, sign);
    buffer_clear(&text->scratch);
    text_append_answers(text, reason);
    width += 3 + layout_width(layout, text_scratch(text));
    beside = width <= layout->width && text_scratch(text)[0] != '\0';
    below = !beside && text_scratch(text)[0] != '\0';
    layout_put(layout, ROLE_STRONG, title);
    if (beside)
        answers_beside(text);
    layout_right(layout, ROLE_QUIET, id);
    layout_end(layout);
    if (below) {
        layout_begin(layout, text->gutter, text->gutter + 2);
        layout_put(layout, ROLE_ANSWER, text_scratch(text));
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

/* What another option needs instead: below a reason against the recommended
 * one that is what the recommended one needs, and thus always told. */
static void otherwise(struct text *text, const struct kb_rule *rule,
                      enum sign sign)
{
    if (rule->otherwise != 0 && (text->full || sign == SIGN_AGAINST))
        text_paragraph(text, text->gutter,
                       sign == SIGN_AGAINST ? "Instead:" : "Otherwise:",
                       kb_string(text->kb, rule->otherwise));
}

/* What is true in the same criterion for the same option, and adds nothing. */
static void also(struct text *text, const struct reason *reason)
{
    const struct kb_rule *rule = view_rule(text->evaluation, reason);
    bool first = true;
    uint32_t i;

    for (i = 0; i < text->evaluation->reason_count; i++) {
        const struct reason *other = &text->evaluation->reasons[i];
        const struct kb_rule *its = view_rule(text->evaluation, other);

        if (other->counts || its->criterion != rule->criterion ||
            its->option != rule->option)
            continue;
        if (first)
            layout_begin(&text->layout, text->gutter, text->gutter + 2);
        layout_put(&text->layout, ROLE_QUIET, first ? "Also: " : "; ");
        buffer_clear(&text->scratch);
        text_append_answers(text, other);
        layout_put(&text->layout, ROLE_ANSWER, text_scratch(text));
        layout_format(&text->layout, ROLE_QUIET, " (%s)",
                      kb_string(text->kb, its->id));
        first = false;
    }
    if (!first)
        layout_end(&text->layout);
}

static void reason_details(struct text *text, const struct reason *reason)
{
    const struct kb_rule *rule = view_rule(text->evaluation, reason);

    if (!text->full)
        return;
    provisional(text, reason);
    layout_begin(&text->layout, text->gutter, text->gutter + 2);
    layout_put(&text->layout, ROLE_QUIET, "Weight: ");
    layout_put(&text->layout, ROLE_PLAIN,
               kb_string(text->kb, kb_weights(text->kb)[rule->weight].id));
    layout_put(&text->layout, ROLE_QUIET, "; origin: ");
    layout_put(&text->layout, ROLE_PLAIN,
               kb_origin_word((enum kb_origin)rule->origin));
    layout_end(&text->layout);
    text_claims_of(text, rule->claims);
}

void text_reason(struct text *text, const struct reason *reason, enum sign sign,
                 bool first)
{
    const struct kb_rule *rule = view_rule(text->evaluation, reason);

    if (text->full && !first)
        layout_blank(&text->layout);
    reason_head(text, reason, sign);
    text_paragraph(text, text->gutter, NULL,
                   kb_string(text->kb, rule->because));
    otherwise(text, rule, sign);
    also(text, reason);
    reason_details(text, reason);
}

/* What counts in place of a reason. */
static void loss(struct text *text, const struct reason *reason)
{
    const struct kb_rule *rule = view_rule(text->evaluation, reason);
    struct loss lost = view_loss(text->evaluation, reason);

    if (lost.rule != KB_NONE) {
        const struct kb_rule *winner = kb_rules(text->kb) + lost.rule;
        bool equal = kb_weights(text->kb)[winner->weight].points ==
                     reason->points;

        layout_format(&text->layout, ROLE_QUIET,
                      equal ? "; equal to %s, counted once"
                            : "; outweighed by %s",
                      kb_string(text->kb, winner->id));
    } else if (lost.criterion != KB_NONE) {
        size_t row = (size_t)lost.criterion * text->kb->scoring;
        uint32_t score = kb_options(text->kb)[rule->option].score;

        layout_format(&text->layout, ROLE_QUIET,
                      "; counted within %s (%" PRId32 ")",
                      kb_criterion_title(text->kb, lost.criterion),
                      text->evaluation->points[row + score]);
    }
}

static void uncounted(struct text *text, const struct reason *reason)
{
    const struct kb_rule *rule = view_rule(text->evaluation, reason);

    reason_head(text, reason, SIGN_UNCOUNTED);
    layout_begin(&text->layout, text->gutter, text->gutter + 2);
    layout_format(&text->layout, ROLE_QUIET, "For %s",
                  kb_option_title(text->kb, rule->option));
    loss(text, reason);
    layout_end(&text->layout);
    text_paragraph(text, text->gutter, NULL,
                   kb_string(text->kb, rule->because));
    otherwise(text, rule, SIGN_UNCOUNTED);
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
