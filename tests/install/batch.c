/* SPDX-License-Identifier: MIT */
/*
 * A program on the public header alone, in C and in C++: it sets answers,
 * judges 100,000 profiles, and prints the outcome and the reasons of the last.
 */
#include <dvf/dvf.h>
#include <stdio.h>

int main(void)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    dvf_evaluator *evaluator = NULL;
    dvf_result result;
    dvf_attribute attribute;
    dvf_reason reason;
    size_t decided = 0;

    if (dvf_profile_new(kb, "batch", &profile) != DVF_OK ||
        dvf_evaluator_new(kb, NULL, problems, &evaluator) != DVF_OK)
        return 2;
    const dvf_profile *judged = profile;
    for (size_t run = 0; run < 100000; run++) {
        size_t rest = run * 7919;
        for (size_t i = 0; dvf_kb_attribute_at(kb, i, &attribute); i++) {
            dvf_profile_set(profile, i, rest % attribute.values);
            rest = rest / attribute.values + run;
        }
        if (dvf_evaluator_run(evaluator, &judged, 1, &result) != DVF_OK)
            return 2;
        decided += result.outcome == DVF_OPTION;
    }
    printf("%zu decided\n", decided);
    const dvf_evaluation *last = dvf_evaluator_evaluation(evaluator);
    for (size_t i = 0; dvf_evaluation_reason(last, i, &reason); i++)
        printf("+%u %s: %s\n", reason.points, reason.option, reason.because);
    dvf_evaluator_free(evaluator);
    dvf_profile_free(profile);
    dvf_diagnostics_free(problems);
    return 0;
}
