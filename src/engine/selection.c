/* SPDX-License-Identifier: MIT */
/*
 * Selections: rules that an evaluation leaves out.
 */
#include "base/hint.h"
#include "engine/evaluation.h"

#include <string.h>

static void allocate_list(struct arena *arena, struct index_list *list,
                          size_t most)
{
    list->items = arena_array(arena, most, sizeof *list->items);
}

static void report_unknown(const dvf_kb *kb, struct dvf_diagnostics *problems,
                           const char *id)
{
    struct suggestion best = {0};

    for (uint32_t i = 0; i < kb_rules_count(kb); i++)
        suggest_offer(&best, id, kb_string(kb, kb_rules(kb)[i].id));
    for (uint32_t i = 0; i < kb_criteria_count(kb); i++)
        suggest_offer(&best, id, kb_string(kb, kb_criteria(kb)[i].id));
    diagnostics_error(problems, DIAGNOSTIC_USAGE, (struct position){0},
                      hint_nearest(problems, &best),
                      "there is no rule or criterion named '%s'", id);
}

static void report_unknown_source(const dvf_kb *kb,
                                  struct dvf_diagnostics *problems,
                                  const char *id)
{
    struct hint hint = hint_begin(problems, id);

    for (uint32_t i = 0; i < kb_sources_count(kb); i++)
        hint_offer(&hint, kb_string(kb, kb_sources(kb)[i].id));
    diagnostics_error(problems, DIAGNOSTIC_USAGE, (struct position){0},
                      hint_text(&hint), "there is no source named '%s'", id);
}

/* Leave out the rules of a criterion and of all below it, in one pass: parents
 * come before children. */
static void leave_out_criterion(dvf_evaluation *evaluation, uint32_t criterion)
{
    const dvf_kb *kb = evaluation->kb;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        uint32_t at = kb_rules(kb)[i].criterion;

        while (at != KB_NONE && at > criterion)
            at = kb_criteria(kb)[at].parent;
        if (at == criterion)
            evaluation->rules[i] = RULE_LEFT_OUT;
    }
}

static bool is_in_list(const struct index_list *list, uint32_t item)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] == item)
            return true;
    return false;
}

static void add_once(struct index_list *list, uint32_t item)
{
    if (!is_in_list(list, item))
        list->items[list->count++] = item;
}

/* @param id of a rule or a criterion */
static void leave_out(dvf_evaluation *evaluation, const char *id)
{
    uint32_t rule = kb_find_rule(evaluation->kb, id);
    uint32_t criterion = kb_find_criterion(evaluation->kb, id);
    struct index_list *rules = &evaluation->without_rules;
    struct index_list *criteria = &evaluation->without_criteria;

    if (rule != KB_NONE) {
        evaluation->rules[rule] = RULE_LEFT_OUT;
        add_once(rules, rule);
    } else {
        leave_out_criterion(evaluation, criterion);
        add_once(criteria, criterion);
    }
}

dvf_status evaluation_check_selection(const dvf_kb *kb,
                                      const dvf_selection *selection,
                                      struct dvf_diagnostics *problems)
{
    diagnostics_input(problems, "dvf", NULL, 0);
    for (size_t i = 0; i < selection->without_count; i++) {
        const char *id = selection->without[i];

        if (kb_find_rule(kb, id) == KB_NONE &&
            kb_find_criterion(kb, id) == KB_NONE)
            report_unknown(kb, problems, id);
    }
    for (size_t i = 0; i < selection->only_sources_count; i++)
        if (kb_find_source(kb, selection->only_sources[i]) == KB_NONE)
            report_unknown_source(kb, problems, selection->only_sources[i]);
    dvf_status status = diagnostics_status(problems);
    diagnostics_input_end(problems);
    return status;
}

static void leave_out_other_sources(dvf_evaluation *evaluation,
                                    const dvf_selection *selection)
{
    const dvf_kb *kb = evaluation->kb;
    struct index_list *sources = &evaluation->only_sources;

    for (size_t i = 0; i < selection->only_sources_count; i++)
        add_once(sources, kb_find_source(kb, selection->only_sources[i]));
    for (uint32_t i = 0; sources->count > 0 && i < kb_rules_count(kb); i++)
        if (!is_in_list(sources, kb_rules(kb)[i].origin))
            evaluation->rules[i] = RULE_LEFT_OUT;
}

/* Clear the bits of rules that are left out among those that are kept. */
static void keep_bits(dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        uint32_t place = kb_rules(kb)[i].place;
        uint32_t end = rows_fired_at(evaluation->rows, place + 1);

        if (evaluation->rules[i] != RULE_LEFT_OUT)
            continue;
        for (uint32_t bit = rows_fired_at(evaluation->rows, place); bit < end;
             bit++)
            evaluation->kept[bit / 64] &= ~(UINT64_C(1) << bit % 64);
    }
}

dvf_status evaluation_select(dvf_evaluation *evaluation,
                             const dvf_selection *selection,
                             struct dvf_diagnostics *problems)
{
    const dvf_kb *kb = evaluation->kb;
    struct arena *arena = &evaluation->arena;
    size_t count = selection->without_count;

    allocate_list(arena, &evaluation->without_rules, count);
    allocate_list(arena, &evaluation->without_criteria, count);
    allocate_list(arena, &evaluation->only_sources,
                  selection->only_sources_count);
    if (arena->failed)
        return DVF_NO_MEMORY;
    dvf_status status = evaluation_check_selection(kb, selection, problems);
    if (status != DVF_OK)
        return status;
    leave_out_other_sources(evaluation, selection);
    for (size_t i = 0; i < count; i++)
        leave_out(evaluation, selection->without[i]);
    keep_bits(evaluation);
    return DVF_OK;
}

void evaluation_take(dvf_evaluation *copy, const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;

    memcpy(copy->given, evaluation->given,
           kb_attributes_count(kb) * sizeof *copy->given);
    for (uint32_t i = 0; i < kb_rules_count(kb); i++)
        if (evaluation->rules[i] == RULE_LEFT_OUT)
            copy->rules[i] = RULE_LEFT_OUT;
    keep_bits(copy);
}
