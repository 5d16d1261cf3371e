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

/* Does an operation ask for the strongest rule of this rule's option, in a
 * criterion that the rule lies in? */
static bool asks_for(const dvf_kb *kb, const struct kb_operation *operation,
                     const struct kb_rule *rule)
{
    const uint32_t *names = kb_index(kb, operation->names);
    uint32_t i;

    if (operation->code != KB_STRONGEST || operation->a != rule->option)
        return false;
    for (i = 0; i < operation->names.count; i++)
        if ((names[i] & KB_CRITERION_BIT) != 0 &&
            view_lies_within(kb, rule->criterion, names[i] & ~KB_CRITERION_BIT))
            return true;
    return false;
}

/* Is a rule of the kind that a combination requires of its part? */
static bool is_required(const dvf_kb *kb,
                        const struct kb_combination *combination,
                        const struct kb_rule *rule)
{
    const struct kb_requirement *requirements = kb_requirements(kb) +
                                                combination->requirements.first;
    uint32_t i;
    uint32_t j;

    for (i = 0; i < combination->requirements.count; i++) {
        struct kb_range when = requirements[i].condition.when;

        for (j = 0; j < when.count; j++)
            if (asks_for(kb, kb_operations(kb) + when.first + j, rule))
                return true;
    }
    return false;
}

/* List the criteria that count for an option: those that the combination
 * requires, or with null all. @return whether there was one */
static bool list_needs(struct text *text, uint32_t option,
                       const struct kb_combination *combination)
{
    const dvf_evaluation *evaluation = text->evaluation;
    bool any = false;
    uint32_t i;

    for (i = 0; i < evaluation->reason_count; i++) {
        const struct kb_rule *rule = view_rule(evaluation,
                                               &evaluation->reasons[i]);

        if (!evaluation->reasons[i].counts || rule->option != option ||
            named_before(evaluation, i) ||
            (combination && !is_required(text->kb, combination, rule)))
            continue;
        text_listed(text, !any, ROLE_PLAIN,
                    kb_criterion_title(text->kb, rule->criterion));
        any = true;
    }
    return any;
}

/* The needs that one part takes: what the combination was chosen for, or all
 * that counts for the part where that names none of it. */
static void part_takes(struct text *text, uint32_t option, size_t column)
{
    const struct kb_combination *combination = view_combination(
        text->evaluation);

    layout_begin(&text->layout, text->indent, column);
    layout_put(&text->layout, ROLE_WINNER, kb_option_title(text->kb, option));
    layout_put(&text->layout, ROLE_PLAIN, text->layout.linear ? ":" : "");
    layout_column(&text->layout, column);
    if ((!combination || !list_needs(text, option, combination)) &&
        !list_needs(text, option, NULL))
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
                                    kb_option_title(text->kb, parts[i]));

        widest = width > widest ? width : widest;
    }
    column = text->indent + widest + 2;
    if (column > text->layout.width / 2)
        column = text->gutter;
    text_heading(text, "What goes where", NULL);
    for (i = 0; i < option->parts.count; i++)
        part_takes(text, parts[i], column);
}
