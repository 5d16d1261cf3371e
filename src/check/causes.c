/* SPDX-License-Identifier: MIT */
/*
 * Causes: reasons for which an option that was decided for cannot be the
 * verdict, whatever the scores.
 */
#include "check/judge.h"

/* True for an exclusion of an option, or of a part of it. */
static bool concerns(const dvf_kb *kb, const struct kb_exclude *exclude,
                     uint32_t option)
{
    const struct kb_range parts = kb_options(kb)[option].parts;

    if (exclude->option == option)
        return true;
    for (uint32_t i = 0; i < parts.count; i++)
        if (exclude->option == kb_index(kb, parts)[i])
            return true;
    return false;
}

static uint32_t add_exclusions(const dvf_evaluation *evaluation,
                               uint32_t option, struct cause *causes,
                               uint32_t room)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t count = 0;

    for (uint32_t i = 0; i < evaluation->excludes.count && count < room; i++) {
        const struct kb_exclude *exclude = &kb_excludes(
            kb)[evaluation->excludes.items[i]];

        if (concerns(kb, exclude, option))
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

    for (uint32_t i = 0; i < evaluation->gate_count; i++) {
        const struct gate *gate = &evaluation->gates[i];

        if (kb_combinations(evaluation->kb)[gate->combination].option == option)
            count += add_unmet(evaluation, gate, causes + count, room - count);
    }
    return count;
}
