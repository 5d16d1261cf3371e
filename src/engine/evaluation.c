/* SPDX-License-Identifier: MIT */
/*
 * Looking things up in an evaluation: for the other rooms, and as values for
 * users of the library.
 */
#include "engine/evaluation.h"

#include "kb/wording.h"

#include <string.h>

struct facts evaluation_facts(const dvf_evaluation *evaluation)
{
    return (struct facts){
        .kb = evaluation->kb,
        .rows = evaluation->rows,
        .answers = evaluation->answers,
        .terms = evaluation->terms,
        .bits = evaluation->rows ? evaluation->bits : NULL,
        .fired = evaluation->bits,
        .states = evaluation->rules,
        .scores = evaluation->scores,
        .points = evaluation->moved_points,
        .verdict = &evaluation->verdict,
        .answered = evaluation->answered.count,
        .moved = evaluation->moved,
        .moved_by = evaluation->moved_by,
    };
}

struct facts evaluation_sure_facts(const dvf_evaluation *evaluation)
{
    struct facts facts = evaluation_facts(evaluation);

    if (evaluation->unsure) {
        facts.answers = evaluation->given;
        facts.applies = evaluation->sure_applies;
        facts.terms = evaluation->sure_terms;
        facts.bits = NULL;
    }
    return facts;
}

const char *evaluation_text(const dvf_evaluation *evaluation, uint32_t option,
                            enum kb_varying which)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t index = kb_combination_of(kb, option);
    const struct kb_combination *combination =
        index == KB_NONE ? NULL : &kb_combinations(kb)[index];
    const kb_text texts[] = {
        [KB_VARYING_TITLE] = kb_options(kb)[option].title,
        [KB_VARYING_SUMMARY] = kb_options(kb)[option].summary,
        [KB_VARYING_AGAINST] = combination ? combination->against : 0,
    };
    struct facts facts = evaluation_facts(evaluation);

    for (uint32_t i = 0; combination && i < combination->variants[which].count;
         i++) {
        const struct kb_variant *variant = &kb_variants(
            kb)[combination->variants[which].first + i];

        if (truth_of(&facts, &variant->condition).when == TRUTH_TRUE)
            return kb_string(kb, variant->text);
    }
    return kb_string(kb, texts[which]);
}

uint32_t reason_first_answer(const dvf_evaluation *evaluation,
                             const struct reason *reason)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_condition *condition =
        &kb_rules(kb)[reason->rule].condition;
    const uint32_t *reads = kb_index(kb, condition->reads);

    for (uint32_t i = 0; i < condition->reads.count; i++)
        if (values_given(evaluation->answers[reads[i]]))
            return reads[i];
    return KB_NONE;
}

const char *outcome_id(const dvf_kb *kb, enum outcome outcome, uint32_t option)
{
    static const char *const words[] = {
        [OUTCOME_UNDECIDED] = "undecided",
        [OUTCOME_TOO_CLOSE] = "too_close",
    };

    return outcome == OUTCOME_OPTION ? kb_option_id(kb, option)
                                     : words[outcome];
}

const char *outcome_title(const dvf_kb *kb, enum outcome outcome,
                          uint32_t option)
{
    static const char *const words[] = {
        [OUTCOME_UNDECIDED] = "Not enough answers",
        [OUTCOME_TOO_CLOSE] = "Too close to call",
    };

    return outcome == OUTCOME_OPTION
               ? kb_string(kb, kb_options(kb)[option].title)
               : words[outcome];
}

const char *verdict_outcome(const dvf_evaluation *evaluation)
{
    return outcome_id(evaluation->kb, evaluation->verdict.outcome,
                      evaluation->verdict.option);
}

const char *verdict_title(const dvf_evaluation *evaluation)
{
    const struct verdict *verdict = &evaluation->verdict;

    if (verdict->outcome != OUTCOME_OPTION)
        return outcome_title(evaluation->kb, verdict->outcome, KB_NONE);
    return evaluation_text(evaluation, verdict->option, KB_VARYING_TITLE);
}

static const char *strength_id(const dvf_kb *kb, uint32_t strength)
{
    return strength == KB_NONE ? NULL
                               : kb_string(kb, kb_strengths(kb)[strength].id);
}

const char *verdict_strength(const dvf_evaluation *evaluation)
{
    return strength_id(evaluation->kb, evaluation->verdict.strength);
}

bool verdict_is_ruled_out(const dvf_evaluation *evaluation, uint32_t option)
{
    return option_set_has(evaluation->excluded, option);
}

int32_t verdict_margin(const dvf_evaluation *evaluation)
{
    const struct verdict *verdict = &evaluation->verdict;
    struct facts facts = evaluation_facts(evaluation);

    if (verdict->outcome != OUTCOME_OPTION)
        return verdict_distance(&facts, evaluation->excluded);
    if (kb_is_combination(evaluation->kb, verdict->option))
        return verdict_weakest_part(&facts, verdict->option);
    return verdict->lead;
}

bool verdict_is_leading(const dvf_evaluation *evaluation, uint32_t option)
{
    const struct verdict *verdict = &evaluation->verdict;
    struct facts facts = evaluation_facts(evaluation);

    /* A verdict leads alone. */
    if (verdict->outcome != OUTCOME_TOO_CLOSE)
        return verdict->option == option;
    return !kb_is_combination(evaluation->kb, option) &&
           !option_set_has(evaluation->excluded, option) &&
           verdict_is_close(&facts, evaluation->excluded, option);
}

static const char *option_id(const dvf_kb *kb, uint32_t option)
{
    return option == KB_NONE ? NULL : kb_option_id(kb, option);
}

dvf_verdict dvf_evaluation_verdict(const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct verdict *verdict = &evaluation->verdict;

    return (dvf_verdict){
        .outcome = verdict_outcome(evaluation),
        .title = verdict_title(evaluation),
        .strength = verdict_strength(evaluation),
        .lead = verdict->lead,
        .missed_strength = strength_id(kb, verdict->missed.strength),
        .alternative = option_id(kb, verdict->alternative),
        .provisional = verdict->provisional,
    };
}

bool dvf_evaluation_score(const dvf_evaluation *evaluation, const char *option,
                          int32_t *points)
{
    uint32_t index = kb_find_option(evaluation->kb, option);

    if (index == KB_NONE || kb_is_combination(evaluation->kb, index))
        return false;
    *points = evaluation->scores[kb_options(evaluation->kb)[index].score];
    return true;
}

/* ------------------------------------------------- for users of the library */

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
