/* SPDX-License-Identifier: MIT */
/*
 * View: small questions about an evaluation, asked by more than one renderer.
 */
#include "report/view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const struct kb_rule *view_rule(const dvf_evaluation *evaluation,
                                const struct reason *reason)
{
    return kb_rules(evaluation->kb) + reason->rule;
}

bool view_is_answered(const dvf_evaluation *evaluation, uint32_t attribute)
{
    return evaluation->profile->answers[attribute].answered;
}

uint32_t view_chosen(const dvf_evaluation *evaluation, uint32_t attribute)
{
    uint64_t values = evaluation->profile->answers[attribute].values;
    uint32_t index = 0;

    while (index < KB_VALUES_MAX && (values >> index & 1) == 0)
        index++;
    return index;
}

void view_append_answer(struct buffer *out, const dvf_evaluation *evaluation,
                        uint32_t attribute)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_attribute *record = kb_attributes(kb) + attribute;
    const struct kb_value *values = kb_attribute_values(kb, record);
    const struct answer *answer = &evaluation->profile->answers[attribute];
    bool any = false;
    uint32_t i;

    if (answer->number)
        buffer_printf(out, "%s (", answer->number);
    for (i = 0; i < record->values.count; i++) {
        if ((answer->values >> i & 1) == 0)
            continue;
        buffer_puts(out, any ? ", " : "");
        buffer_puts(out, kb_string(kb, values[i].id));
        any = true;
    }
    if (!any)
        buffer_puts(out, "[]");
    if (answer->number)
        buffer_putc(out, ')');
}

bool view_is_recommended(const dvf_evaluation *evaluation, uint32_t option)
{
    const struct verdict *verdict = &evaluation->verdict;
    const struct kb_option *winner;
    const uint32_t *parts;
    uint32_t i;

    if (verdict->outcome != OUTCOME_OPTION)
        return false;
    if (verdict->option == option)
        return true;
    winner = kb_options(evaluation->kb) + verdict->option;
    parts = kb_index(evaluation->kb, winner->parts);
    for (i = 0; i < winner->parts.count; i++)
        if (parts[i] == option)
            return true;
    return false;
}

uint32_t view_counted(const dvf_evaluation *evaluation, uint32_t option)
{
    uint32_t count = 0;
    uint32_t i;

    for (i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];

        if (reason->counts && view_rule(evaluation, reason)->option == option)
            count++;
    }
    return count;
}

bool view_leads(const dvf_evaluation *evaluation, uint32_t option)
{
    uint32_t score = kb_options(evaluation->kb)[option].score;
    uint32_t i;

    if (score == KB_NONE || evaluation->scores[score] == 0)
        return false;
    for (i = 0; i < evaluation->kb->scoring; i++)
        if (evaluation->scores[i] > evaluation->scores[score])
            return false;
    return true;
}

bool view_lies_within(const dvf_kb *kb, uint32_t criterion, uint32_t outer)
{
    while (criterion != KB_NONE && criterion != outer)
        criterion = kb_criteria(kb)[criterion].parent;
    return criterion == outer;
}

const struct kb_combination *view_combination(const dvf_evaluation *evaluation)
{
    uint32_t i;

    for (i = 0; i < evaluation->gate_count; i++) {
        const struct kb_combination *combination =
            kb_combinations(evaluation->kb) + evaluation->gates[i].combination;

        if (evaluation->gates[i].met == TRUTH_TRUE &&
            combination->option == evaluation->verdict.option)
            return combination;
    }
    return NULL;
}

/* The strongest reason that counts for an option within a criterion. */
static uint32_t counted_within(const dvf_evaluation *evaluation,
                               uint32_t option, uint32_t criterion)
{
    uint32_t i;

    for (i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];
        const struct kb_rule *rule = view_rule(evaluation, reason);

        if (reason->counts && rule->option == option &&
            view_lies_within(evaluation->kb, rule->criterion, criterion))
            return reason->rule;
    }
    return KB_NONE;
}

/* The branch that counts where a criterion takes the largest only. */
static uint32_t chosen_branch(const dvf_evaluation *evaluation, uint32_t option,
                              uint32_t criterion)
{
    const struct kb_criterion *record = kb_criteria(evaluation->kb) + criterion;
    const uint32_t *children = kb_index(evaluation->kb, record->children);
    uint32_t i;

    for (i = 0; record->collect == KB_MAX && i < record->children.count; i++)
        if (counted_within(evaluation, option, children[i]) != KB_NONE)
            return children[i];
    return KB_NONE;
}

struct loss view_loss(const dvf_evaluation *evaluation,
                      const struct reason *reason)
{
    const struct kb_rule *rule = view_rule(evaluation, reason);
    uint32_t criterion = rule->criterion;
    struct loss loss = {KB_NONE, KB_NONE};

    if (reason->counts)
        return loss;
    loss.rule = counted_within(evaluation, rule->option, criterion);
    if (loss.rule != KB_NONE)
        return loss;
    /* The first criterion on the way up where something counts chose. */
    while (criterion != KB_NONE &&
           counted_within(evaluation, rule->option, criterion) == KB_NONE)
        criterion = kb_criteria(evaluation->kb)[criterion].parent;
    if (criterion != KB_NONE)
        loss.criterion = chosen_branch(evaluation, rule->option, criterion);
    return loss;
}

bool citations_init(struct citations *citations, const dvf_kb *kb)
{
    citations->claims = calloc((size_t)kb_claims_count(kb) + 1, 1);
    citations->sources = calloc((size_t)kb_sources_count(kb) + 1, 1);
    return citations->claims && citations->sources;
}

void citations_release(struct citations *citations)
{
    free(citations->claims);
    free(citations->sources);
    *citations = (struct citations){NULL, NULL};
}

void citations_add(struct citations *citations, const dvf_kb *kb,
                   struct kb_range claims)
{
    const uint32_t *items = kb_index(kb, claims);
    uint32_t i;
    uint32_t j;

    for (i = 0; i < claims.count; i++) {
        const struct kb_claim *claim = kb_claims(kb) + items[i];
        const uint32_t *refs = kb_index(kb, claim->refs);

        citations->claims[items[i]] = 1;
        if (claim->source != KB_NONE)
            citations->sources[claim->source] = 1;
        for (j = 0; j < claim->refs.count; j++)
            citations->sources[refs[j]] = 1;
    }
}

static void add_remarks(struct citations *citations, const dvf_kb *kb,
                        const struct kb_remark *remarks,
                        const struct index_list *list)
{
    uint32_t i;

    for (i = 0; i < list->count; i++)
        citations_add(citations, kb, remarks[list->items[i]].claims);
}

bool view_tells_gate(const struct gate *gate, enum telling telling)
{
    return telling == TELLING_ALL || gate->worth_reporting ||
           gate->met == TRUTH_TRUE;
}

uint32_t view_told_reasons(const dvf_evaluation *evaluation,
                           enum telling telling)
{
    uint32_t count = 0;

    if (telling != TELLING_BRIEF)
        return evaluation->reason_count;
    while (count < evaluation->reason_count &&
           evaluation->reasons[count].counts)
        count++;
    return count;
}

void citations_collect(struct citations *citations,
                       const dvf_evaluation *evaluation, enum telling telling)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t reasons = view_told_reasons(evaluation, telling);
    uint32_t i;

    for (i = 0; i < reasons; i++)
        citations_add(citations, kb,
                      view_rule(evaluation, &evaluation->reasons[i])->claims);
    if (telling != TELLING_BRIEF)
        add_remarks(citations, kb, kb_notes(kb), &evaluation->notes);
    add_remarks(citations, kb, kb_warnings(kb), &evaluation->warnings);
    for (i = 0; i < evaluation->excludes.count; i++)
        citations_add(citations, kb,
                      kb_excludes(kb)[evaluation->excludes.items[i]].claims);
    for (i = 0; i < evaluation->gate_count; i++) {
        const struct gate *gate = &evaluation->gates[i];

        if (view_tells_gate(gate, telling))
            citations_add(citations, kb,
                          kb_combinations(kb)[gate->combination].claims);
    }
}
