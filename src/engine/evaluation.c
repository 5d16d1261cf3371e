/* SPDX-License-Identifier: MIT */
/*
 * Looking things up in an evaluation.
 */
#include "engine/evaluation.h"

#include <string.h>

struct facts evaluation_facts(const dvf_evaluation *evaluation)
{
    return (struct facts){
        .kb = evaluation->kb,
        .tests = evaluation->tests,
        .terms = evaluation->terms,
        .rules = evaluation->rules,
        .scores = evaluation->scores,
        .strongest = evaluation->strongest,
        .verdict = &evaluation->verdict,
    };
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

const char *verdict_outcome(const dvf_evaluation *evaluation)
{
    static const char *const words[] = {
        [OUTCOME_UNDECIDED] = "undecided",
        [OUTCOME_TOO_CLOSE] = "too_close",
    };
    const struct verdict *verdict = &evaluation->verdict;

    if (verdict->outcome != OUTCOME_OPTION)
        return words[verdict->outcome];
    return kb_string(evaluation->kb,
                     kb_options(evaluation->kb)[verdict->option].id);
}

const char *verdict_title(const dvf_evaluation *evaluation)
{
    static const char *const words[] = {
        [OUTCOME_UNDECIDED] = "Not enough answers",
        [OUTCOME_TOO_CLOSE] = "Too close to call",
    };
    const struct verdict *verdict = &evaluation->verdict;

    if (verdict->outcome != OUTCOME_OPTION)
        return words[verdict->outcome];
    return kb_string(evaluation->kb,
                     kb_options(evaluation->kb)[verdict->option].title);
}

const char *verdict_strength(const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;

    if (evaluation->verdict.outcome != OUTCOME_OPTION)
        return NULL;
    return kb_string(kb, kb_strengths(kb)[evaluation->verdict.strength].id);
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
    if (kb_options(evaluation->kb)[verdict->option].score == KB_NONE)
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
    return kb_options(evaluation->kb)[option].score != KB_NONE &&
           !option_set_has(evaluation->excluded, option) &&
           verdict_is_close(&facts, evaluation->excluded, option);
}

dvf_verdict dvf_evaluation_verdict(const dvf_evaluation *evaluation)
{
    return (dvf_verdict){
        .outcome = verdict_outcome(evaluation),
        .title = verdict_title(evaluation),
        .strength = verdict_strength(evaluation),
        .lead = evaluation->verdict.lead,
    };
}

bool dvf_evaluation_score(const dvf_evaluation *evaluation, const char *option,
                          int32_t *points)
{
    uint32_t index = kb_find_option(evaluation->kb, option);

    if (index == KB_NONE || kb_options(evaluation->kb)[index].score == KB_NONE)
        return false;
    *points = evaluation->scores[kb_options(evaluation->kb)[index].score];
    return true;
}
