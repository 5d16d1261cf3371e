/* SPDX-License-Identifier: MIT */
/*
 * Causes: reasons for which an option that was decided for cannot be the
 * verdict, whatever the scores.
 */
#include "check/judge.h"

static uint32_t add_exclusions(const dvf_evaluation *evaluation,
                               uint32_t option, struct cause *causes,
                               uint32_t room)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t count = 0;

    for (uint32_t i = 0; i < evaluation->excludes.count && count < room; i++) {
        const struct kb_exclude *exclude = &kb_excludes(
            kb)[evaluation->excludes.items[i]];

        if (kb_option_includes(kb, option, exclude->option))
            causes[count++] = (struct cause){exclude->says,
                                             &exclude->condition};
    }
    return count;
}

static uint32_t add_unmet(const dvf_evaluation *evaluation,
                          const struct gate *gate, struct cause *causes,
                          uint32_t room)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_range range =
        kb_combinations(kb)[gate->combination].requirements;
    uint32_t count = 0;

    for (uint32_t i = 0; i < range.count && count < room; i++) {
        const struct kb_requirement *requirement = &kb_requirements(
            kb)[range.first + i];

        if (gate->requirements[i] != TRUTH_TRUE)
            causes[count++] = (struct cause){requirement->unmet,
                                             &requirement->condition};
    }
    return count;
}

uint32_t judge_causes(const struct check_result *result, struct cause *causes,
                      uint32_t room)
{
    const dvf_evaluation *evaluation = result->evaluation;
    uint32_t option = kb_find_option(evaluation->kb, result->expected);
    uint32_t count = add_exclusions(evaluation, option, causes, room);

    uint32_t combination = kb_combination_of(evaluation->kb, option);

    if (combination != KB_NONE)
        count += add_unmet(evaluation, &evaluation->gates[combination],
                           causes + count, room - count);
    return count;
}
