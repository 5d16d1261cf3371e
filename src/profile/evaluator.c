/* SPDX-License-Identifier: MIT */
/*
 * Evaluations of profiles: one for a profile, or one that is run for each
 * profile in turn.
 */
#include "engine/evaluation.h"
#include "profile/profile.h"

#include <assert.h>
#include <stdlib.h>

static_assert(DVF_SCORES_MAX == KB_OPTIONS_MAX, "results hold every score");

void profile_answers(const dvf_profile *profile, value_set *answers)
{
    const struct answer *given = profile->answers;
    size_t count = kb_attributes_count(profile->kb);
    size_t i = 0;

    /* Every evaluation comes by here: four at a time. */
    for (; i + 4 <= count; i += 4) {
        answers[i] = given[i].chosen;
        answers[i + 1] = given[i + 1].chosen;
        answers[i + 2] = given[i + 2].chosen;
        answers[i + 3] = given[i + 3].chosen;
    }
    for (; i < count; i++)
        answers[i] = given[i].chosen;
}

/* Make an evaluation to be run, by these rows or those that are embedded; null
 * in `out` on failure. */
static dvf_status prepare(const dvf_kb *kb, const struct rows *rows,
                          const dvf_selection *selection,
                          dvf_diagnostics *problems, dvf_evaluation **out)
{
    dvf_evaluation *evaluation = evaluation_new_with(
        kb, rows ? rows : rows_embedded(kb));
    dvf_status status = evaluation ? DVF_OK : DVF_NO_MEMORY;

    if (evaluation && selection)
        status = evaluation_select(evaluation, selection, problems);
    if (status != DVF_OK) {
        dvf_evaluation_free(evaluation);
        evaluation = NULL;
    }
    *out = evaluation;
    return status;
}

dvf_status profile_evaluate(const dvf_profile *profile, const struct rows *rows,
                            const dvf_selection *selection,
                            dvf_diagnostics *problems, dvf_evaluation **out)
{
    static const dvf_selection everything;
    dvf_evaluation *evaluation;
    dvf_status status = prepare(profile->kb, rows,
                                selection ? selection : &everything, problems,
                                &evaluation);

    if (status != DVF_OK)
        return status;
    evaluation->profile = profile;
    profile_answers(profile, evaluation->given);
    evaluation_run(evaluation);
    status = evaluation_end(evaluation);
    if (status == DVF_OK)
        *out = evaluation;
    else
        dvf_evaluation_free(evaluation);
    return status;
}

dvf_status dvf_evaluate(const dvf_kb *kb, const dvf_profile *profile,
                        const dvf_selection *selection,
                        dvf_diagnostics *problems, dvf_evaluation **out)
{
    (void)kb;
    assert(profile->kb == kb);
    return profile_evaluate(profile, NULL, selection, problems, out);
}

struct dvf_evaluator {
    dvf_evaluation *evaluation;
    struct rows *rows; /* made for a KB without; null otherwise */
    bool has_run;
};

dvf_status dvf_evaluator_new(const dvf_kb *kb, const dvf_selection *selection,
                             dvf_diagnostics *problems, dvf_evaluator **out)
{
    dvf_evaluator *evaluator = calloc(1, sizeof *evaluator);

    if (!evaluator)
        return DVF_NO_MEMORY;
    if (!rows_embedded(kb))
        evaluator->rows = rows_make(kb);
    dvf_status status = prepare(kb, evaluator->rows, selection, problems,
                                &evaluator->evaluation);
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
    free(evaluator->rows);
    free(evaluator);
}

static size_t index_or_none(uint32_t index)
{
    return index == KB_NONE ? DVF_NONE : index;
}

static void put_result(const dvf_evaluation *evaluation, dvf_result *result)
{
    static const dvf_outcome outcomes[] = {
        [OUTCOME_UNDECIDED] = DVF_UNDECIDED,
        [OUTCOME_TOO_CLOSE] = DVF_TOO_CLOSE,
        [OUTCOME_OPTION] = DVF_OPTION,
    };
    const struct verdict *verdict = &evaluation->verdict;

    *result = (dvf_result){
        .outcome = outcomes[verdict->outcome],
        .option = index_or_none(verdict->option),
        .strength = index_or_none(verdict->strength),
        .lead = verdict->lead,
        .scores = evaluation->kb->scoring,
    };

    for (uint32_t i = 0; i < evaluation->kb->scoring; i++)
        result->points[i] = evaluation->scores[i];
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
        evaluation_judge(evaluation);
        evaluator->has_run = true;
        put_result(evaluation, &results[i]);
    }
    return DVF_OK;
}

const dvf_evaluation *dvf_evaluator_evaluation(const dvf_evaluator *evaluator)
{
    if (!evaluator->has_run)
        return NULL;
    if (evaluator->evaluation->is_partial)
        evaluation_run(evaluator->evaluation);
    return evaluator->evaluation;
}
