/* SPDX-License-Identifier: MIT */
/*
 * Text report: for a combination, which of its parts takes which need.
 */
#include "report/text.h"

/* Did an earlier reason that counts name this criterion for this option? */
static bool named_before(const dvf_evaluation *evaluation, uint32_t index)
{
    const struct kb_rule *rule = view_rule(evaluation,
                                           &evaluation->reasons[index]);
    uint32_t i;

    for (i = 0; i < index; i++) {
        const struct kb_rule *earlier = view_rule(evaluation,
                                                  &evaluation->reasons[i]);

        if (evaluation->reasons[i].counts && earlier->option == rule->option &&
            earlier->criterion == rule->criterion)
            return true;
    }
    return false;
}

/* The needs that one part takes: the criteria that count for it. */
static void part_takes(struct text *text, uint32_t option, size_t column)
{
    const dvf_evaluation *evaluation = text->evaluation;
    bool first = true;
    uint32_t i;

    layout_begin(&text->layout, text->indent, column);
    layout_put(&text->layout, ROLE_WINNER, view_option_title(text->kb, option));
    layout_column(&text->layout, column);
    for (i = 0; i < evaluation->reason_count; i++) {
        const struct kb_rule *rule = view_rule(evaluation,
                                               &evaluation->reasons[i]);

        if (!evaluation->reasons[i].counts || rule->option != option ||
            named_before(evaluation, i))
            continue;
        text_listed(text, first, ROLE_PLAIN,
                    view_criterion_title(text->kb, rule->criterion));
        first = false;
    }
    if (first)
        layout_put(&text->layout, ROLE_QUIET, "nothing of its own");
    layout_end(&text->layout);
}

void text_split(struct text *text)
{
    const struct verdict *verdict = &text->evaluation->verdict;
    const struct kb_option *option;
    const uint32_t *parts;
    size_t widest = 0;
    size_t column;
    uint32_t i;

    if (verdict->outcome != OUTCOME_OPTION)
        return;
    option = kb_options(text->kb) + verdict->option;
    if (option->parts.count == 0)
        return;
    parts = kb_index(text->kb, option->parts);
    for (i = 0; i < option->parts.count; i++) {
        size_t width = layout_width(&text->layout,
                                    view_option_title(text->kb, parts[i]));

        widest = width > widest ? width : widest;
    }
    column = text->indent + widest + 2;
    if (column > text->layout.width / 2)
        column = text->gutter;
    text_heading(text, "What goes where", NULL);
    for (i = 0; i < option->parts.count; i++)
        part_takes(text, parts[i], column);
}
