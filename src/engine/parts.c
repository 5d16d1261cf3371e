/* SPDX-License-Identifier: MIT */
/*
 * Parts of an evaluation for users of the library.
 */
#include "engine/evaluation.h"
#include "kb/wording.h"

static dvf_truth public_truth(enum truth truth)
{
    static const dvf_truth truths[] = {
        [TRUTH_FALSE] = DVF_FALSE,
        [TRUTH_OPEN] = DVF_OPEN,
        [TRUTH_TRUE] = DVF_TRUE,
    };

    return truths[truth];
}

bool dvf_evaluation_reason(const dvf_evaluation *evaluation, size_t index,
                           dvf_reason *out)
{
    const dvf_kb *kb = evaluation->kb;

    if (index >= evaluation->reason_count)
        return false;
    const struct reason *reason = &evaluation->reasons[index];
    const struct kb_rule *rule = &kb_rules(kb)[reason->rule];
    *out = (dvf_reason){
        .rule = kb_string(kb, rule->id),
        .criterion = kb_string(kb, kb_criteria(kb)[rule->criterion].id),
        .option = kb_option_id(kb, rule->option),
        .points = reason->points,
        .counts = reason->counts,
        .provisional = reason->provisional,
        .because = kb_string(kb, rule->because),
        .otherwise = kb_string(kb, rule->otherwise),
    };
    return true;
}

bool dvf_evaluation_open_rule(const dvf_evaluation *evaluation, size_t index,
                              dvf_open_rule *out)
{
    const dvf_kb *kb = evaluation->kb;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];

        if (evaluation->rules[i] != RULE_OPEN || index-- > 0)
            continue;
        *out = (dvf_open_rule){
            .rule = kb_string(kb, rule->id),
            .criterion = kb_string(kb, kb_criteria(kb)[rule->criterion].id),
            .option = kb_option_id(kb, rule->option),
            .points = kb_weights(kb)[rule->weight].points,
        };
        return true;
    }
    return false;
}

/* @param remarks section that the list holds indices of */
static bool take_remark(const dvf_kb *kb, const struct index_list *list,
                        const struct kb_remark *remarks, size_t index,
                        dvf_remark *out)
{
    if (index >= list->count)
        return false;
    const struct kb_remark *remark = &remarks[list->items[index]];
    *out = (dvf_remark){
        .id = kb_string(kb, remark->id),
        .says = kb_string(kb, remark->says),
    };
    return true;
}

bool dvf_evaluation_note(const dvf_evaluation *evaluation, size_t index,
                         dvf_remark *out)
{
    return take_remark(evaluation->kb, &evaluation->notes,
                       kb_notes(evaluation->kb), index, out);
}

bool dvf_evaluation_warning(const dvf_evaluation *evaluation, size_t index,
                            dvf_remark *out)
{
    return take_remark(evaluation->kb, &evaluation->warnings,
                       kb_warnings(evaluation->kb), index, out);
}

bool dvf_evaluation_exclusion(const dvf_evaluation *evaluation, size_t index,
                              dvf_remark *out)
{
    const dvf_kb *kb = evaluation->kb;

    if (index >= evaluation->excludes.count)
        return false;
    const struct kb_exclude *exclude = &kb_excludes(
        kb)[evaluation->excludes.items[index]];
    *out = (dvf_remark){
        .id = kb_option_id(kb, exclude->option),
        .says = kb_string(kb, exclude->says),
    };
    return true;
}

bool dvf_evaluation_gate(const dvf_evaluation *evaluation, size_t index,
                         dvf_gate *out)
{
    const dvf_kb *kb = evaluation->kb;

    if (index >= evaluation->gate_count)
        return false;
    const struct kb_combination *combination = &kb_combinations(kb)[index];
    *out = (dvf_gate){
        .option = kb_option_id(kb, combination->option),
        .met = public_truth(evaluation->gates[index].met),
        .requirements = combination->requirements.count,
    };
    return true;
}

bool dvf_evaluation_requirement(const dvf_evaluation *evaluation, size_t gate,
                                size_t index, dvf_requirement *out)
{
    const dvf_kb *kb = evaluation->kb;

    if (gate >= evaluation->gate_count ||
        index >= kb_combinations(kb)[gate].requirements.count)
        return false;
    const struct kb_requirement *requirement = &kb_requirements(
        kb)[kb_combinations(kb)[gate].requirements.first + index];
    *out = (dvf_requirement){
        .met = public_truth(
            (enum truth)evaluation->gates[gate].requirements[index]),
        .essential = requirement->essential != 0,
        .unmet = kb_string(kb, requirement->unmet),
    };
    return true;
}

bool dvf_evaluation_criterion(const dvf_evaluation *evaluation, size_t index,
                              dvf_criterion *out)
{
    const dvf_kb *kb = evaluation->kb;

    if (index >= kb_criteria_count(kb))
        return false;
    const struct kb_criterion *criterion = &kb_criteria(kb)[index];
    *out = (dvf_criterion){
        .id = kb_string(kb, criterion->id),
        .title = kb_criterion_title(kb, (uint32_t)index),
        .parent = criterion->parent == KB_NONE ? DVF_NONE : criterion->parent,
        .sums = criterion->collect == KB_SUM,
        .scores = kb->scoring,
    };
    for (uint32_t i = 0; i < kb->scoring; i++)
        out->points[i] = evaluation->points[index * kb->scoring + i];
    return true;
}
