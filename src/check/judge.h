/* SPDX-License-Identifier: MIT */
/*
 * Judging, step by step. Between the files of check only: others call
 * check_judge() and check_fail(). Texts are made in the result's arena.
 */
#ifndef DVF_CHECK_JUDGE_H
#define DVF_CHECK_JUDGE_H

#include "check/check.h"

/** Whether there are fewer answers than the policy asks for, or no verdict. */
bool judge_lacks_answers(const dvf_evaluation *evaluation,
                         const struct policy *policy);

/** Whether a verdict is an option that scores: a combination has no lead. */
bool judge_has_lead(const dvf_evaluation *evaluation);

/** Whether a verdict that has a lead leads by fewer points than the policy asks
 * for. */
bool judge_lacks_lead(const dvf_evaluation *evaluation,
                      const struct policy *policy);

/** Whether a verdict is weaker than the policy asks for. */
bool judge_lacks_strength(const dvf_evaluation *evaluation,
                          const struct policy *policy);

/** The profile that was judged; not for results that are errors. */
static inline const dvf_profile *
judge_profile(const struct check_result *result)
{
    return result->evaluation->profile;
}

/** Why an outcome is what it is, in one sentence; null when out of memory. */
const char *message_of_outcome(struct check_result *result);

/** What changed since it was locked; null when out of memory. */
const char *message_of_lock(struct check_result *result);

/** Make the findings of a result, all else of which is known.
 * @return false when out of memory */
bool findings_make(struct check_result *result,
                   const struct check_request *request);

/** As findings_make(), of a profile that could not be evaluated. */
bool findings_of_problems(struct check_result *result);

#endif
