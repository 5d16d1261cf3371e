/* SPDX-License-Identifier: MIT */
/*
 * Evaluator: one evaluation that is run for each profile in turn.
 */
#include "engine/evaluation.h"
#include "profile/profile.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static_assert(DVF_SCORES_MAX == KB_OPTIONS_MAX, "results hold every score");

struct dvf_evaluator {
    dvf_evaluation *evaluation;
    bool has_run;
};

dvf_status dvf_evaluator_new(const dvf_kb *kb, const dvf_selection *selection,
                             dvf_diagnostics *problems, dvf_evaluator **out)
{
    dvf_evaluator *evaluator = calloc(1, sizeof *evaluator);

    if (!evaluator)
        return DVF_NO_MEMORY;
    evaluator->evaluation = evaluation_new(kb);
    dvf_status status = evaluator->evaluation ? DVF_OK : DVF_NO_MEMORY;
    if (status == DVF_OK && selection)
        status = evaluation_select(evaluator->evaluation, selection, problems);
    if (status == DVF_OK)
        *out = evaluator;
    else
        dvf_evaluator_free(evaluator);
    return status;
}

void dvf_evaluator_free(dvf_evaluator *evaluator)
{
    if (!evaluator)
        return;
    dvf_evaluation_free(evaluator->evaluation);
    free(evaluator);
}

static size_t index_or_none(uint32_t index)
{
    return index == KB_NONE ? DVF_NONE : index;
}

static dvf_result result_of(const dvf_evaluation *evaluation)
{
    static const dvf_outcome outcomes[] = {
        [OUTCOME_UNDECIDED] = DVF_UNDECIDED,
        [OUTCOME_TOO_CLOSE] = DVF_TOO_CLOSE,
        [OUTCOME_OPTION] = DVF_OPTION,
    };
    const struct verdict *verdict = &evaluation->verdict;
    dvf_result result = {
        .outcome = outcomes[verdict->outcome],
        .option = index_or_none(verdict->option),
        .strength = index_or_none(verdict->strength),
        .lead = verdict->lead,
        .scores = evaluation->kb->scoring,
    };

    memcpy(result.points, evaluation->scores,
           result.scores * sizeof result.points[0]);
    return result;
}

dvf_status dvf_evaluator_run(dvf_evaluator *evaluator,
                             const dvf_profile *const *profiles, size_t count,
                             dvf_result *results)
{
    dvf_evaluation *evaluation = evaluator->evaluation;

    for (size_t i = 0; i < count; i++)
        if (profiles[i]->kb != evaluation->kb)
            return DVF_INVALID;
    for (size_t i = 0; i < count; i++) {
        evaluation->profile = profiles[i];
        profile_answers(profiles[i], evaluation->given);
        evaluation_run(evaluation);
        evaluator->has_run = true;
        results[i] = result_of(evaluation);
    }
    return DVF_OK;
}

const dvf_evaluation *dvf_evaluator_evaluation(const dvf_evaluator *evaluator)
{
    return evaluator->has_run ? evaluator->evaluation : NULL;
}
