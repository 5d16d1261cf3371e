/* SPDX-License-Identifier: MIT */
/*
 * Comparison: a state for each rule and profile, found once.
 */
#include "report/comparison.h"

#include "profile/answer.h"

static void find_states(const dvf_evaluation *evaluation, uint8_t *states)
{
    for (uint32_t i = 0; i < kb_rules_count(evaluation->kb); i++)
        states[i] = evaluation->rules[i] == RULE_OPEN ? COMPARED_OPEN
                                                      : COMPARED_CLOSED;
    for (uint32_t i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];

        states[reason->rule] = reason->counts ? COMPARED_COUNTS
                                              : COMPARED_UNCOUNTED;
    }
}

dvf_status comparison_init(struct comparison *comparison,
                           const struct report *report)
{
    size_t rules = kb_rules_count(report->kb);
    uint8_t *states;

    *comparison = (struct comparison){.report = report};
    if (report->count == 0 || rules == 0)
        return DVF_OK;
    states = arena_array(&comparison->arena, report->count, rules);
    if (!states)
        return DVF_NO_MEMORY;
    for (size_t i = 0; i < report->count; i++)
        find_states(report->evaluations[i], states + i * rules);
    comparison->states = states;
    return DVF_OK;
}

void comparison_release(struct comparison *comparison)
{
    arena_release(&comparison->arena);
}

enum compared_state comparison_state(const struct comparison *comparison,
                                     size_t profile, uint32_t rule)
{
    size_t rules = kb_rules_count(comparison->report->kb);

    return (enum compared_state)comparison->states[profile * rules + rule];
}

const char *compared_word(enum compared_state state)
{
    static const char *const words[] = {
#define X(state, word) [COMPARED_##state] = word,
        COMPARED_STATES(X)
#undef X
    };

    return words[state];
}

static bool is_answered_alike(const dvf_evaluation *a, const dvf_evaluation *b,
                              uint32_t attribute)
{
    bool applies = evaluation_applies(a, attribute);

    if (applies != evaluation_applies(b, attribute))
        return false;
    return !applies || answer_is_same(&a->profile->answers[attribute],
                                      &b->profile->answers[attribute]);
}

bool comparison_has_answer(const struct comparison *comparison,
                           uint32_t attribute)
{
    const struct report *report = comparison->report;

    for (size_t i = 1; i < report->count; i++)
        if (!is_answered_alike(report->evaluations[0], report->evaluations[i],
                               attribute))
            return true;
    return false;
}

bool comparison_has_rule(const struct comparison *comparison, uint32_t rule)
{
    for (size_t i = 1; i < comparison->report->count; i++)
        if (comparison_state(comparison, i, rule) !=
            comparison_state(comparison, 0, rule))
            return true;
    return false;
}

bool comparison_fires(const struct comparison *comparison, uint32_t rule)
{
    for (size_t i = 0; i < comparison->report->count; i++)
        if (comparison_state(comparison, i, rule) >= COMPARED_UNCOUNTED)
            return true;
    return false;
}
