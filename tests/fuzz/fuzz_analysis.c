/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: analyses against plain evaluation. What stands before a form
 * feed is a knowledge base; without one it is a small one. Bytes behind it
 * choose answers, those that are missing, and how these are completed.
 *
 * With nothing missing the verdict is the only one; else the completion ends in
 * one that is reachable, with points in their ranges.
 */
#include "fuzz.h"

#include "analysis/analysis.h"
#include "profile/profile.h"

#include <string.h>

/* Bytes that an analysis may take: large enough for the small KB. */
#define MEMORY ((size_t)1 << 20)

static uint64_t choose(const struct kb_attribute *attribute, unsigned choice)
{
    return attribute->type == KB_SET
               ? choice % (UINT64_C(1) << attribute->values.count % 8)
               : UINT64_C(1) << choice % attribute->values.count;
}

static dvf_evaluation *evaluate(const dvf_profile *profile)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_evaluation *evaluation = NULL;

    must(problems);
    must(dvf_evaluate(profile->kb, profile, NULL, problems, &evaluation) ==
         DVF_OK);
    dvf_diagnostics_free(problems);
    return evaluation;
}

static bool is_reachable(const dvf_analysis *analysis, const char *outcome)
{
    dvf_reachable one;

    for (size_t i = 0; dvf_analysis_reachable(analysis, i, &one); i++)
        if (strcmp(one.outcome, outcome) == 0)
            return true;
    return false;
}

static void check_points(const dvf_analysis *analysis,
                         const dvf_evaluation *evaluation)
{
    dvf_range range;
    int32_t points;

    for (size_t i = 0; dvf_analysis_range(analysis, i, &range); i++) {
        must(dvf_evaluation_score(evaluation, range.option, &points));
        must(range.least <= points && points <= range.greatest);
    }
}

/* A contradiction that holds may be what is left out. */
static bool warns(const dvf_evaluation *evaluation)
{
    return evaluation->warnings.count > 0;
}

static dvf_analysis *analyse(const dvf_evaluation *evaluation, unsigned parts)
{
    const dvf_analysis_options options = {.parts = parts & 7, .memory = MEMORY};
    dvf_analysis *analysis = NULL;

    must(dvf_analyse(evaluation, &options, &analysis) == DVF_OK);
    return analysis;
}

/* With every answer given. */
static void check_complete(const dvf_evaluation *evaluation, unsigned parts)
{
    dvf_analysis *analysis = analyse(evaluation, parts);
    dvf_certainty certainty = dvf_analysis_certainty(analysis);
    dvf_question question;
    dvf_reachable second;

    must(certainty.settled && certainty.stands);
    must(certainty.method != DVF_EXACT ||
         strcmp(certainty.completions, "1") == 0);
    must(is_reachable(analysis, dvf_evaluation_verdict(evaluation).outcome));
    must(!dvf_analysis_reachable(analysis, 1, &second));
    must(!dvf_analysis_question(analysis, 0, &question));
    check_points(analysis, evaluation);
    dvf_analysis_free(analysis);
}

/* @param complete a completion of the other one */
static void check_missing(const dvf_evaluation *evaluation,
                          const dvf_evaluation *complete, unsigned parts)
{
    dvf_analysis *analysis = analyse(evaluation, parts);

    if (!warns(complete)) {
        must(is_reachable(analysis, dvf_evaluation_verdict(complete).outcome));
        check_points(analysis, complete);
    }
    dvf_analysis_free(analysis);
}

static void try_answers(const dvf_kb *kb, struct fuzz_input *input)
{
    dvf_profile *complete = profile_new(kb, "complete");
    dvf_profile *missing = profile_new(kb, "missing");
    unsigned parts = fuzz_take(input);

    must(complete && missing);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        unsigned choice = fuzz_take(input);
        struct answer *answer = &complete->answers[i];

        answer->chosen = choose(&kb_attributes(kb)[i], choice / 2);
        if (choice % 2 == 0)
            missing->answers[i] = *answer;
    }
    dvf_evaluation *all = evaluate(complete);
    dvf_evaluation *some = evaluate(missing);
    check_complete(all, parts);
    check_missing(some, all, parts);
    dvf_evaluation_free(all);
    dvf_evaluation_free(some);
    dvf_profile_free(complete);
    dvf_profile_free(missing);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_input input = fuzz_input_of(data, size);
    dvf_diagnostics *problems;
    dvf_kb *kb = NULL;

    if (size == 0 || !memchr(data, '\f', size)) {
        try_answers(fuzz_kb(), &input);
        return 0;
    }
    const dvf_input text = fuzz_named("kb", fuzz_take_until(&input, '\f'));
    problems = dvf_diagnostics_new();
    must(problems);
    if (dvf_kb_load(&text, problems, &kb) == DVF_OK)
        try_answers(kb, &input);
    dvf_kb_free(kb);
    dvf_diagnostics_free(problems);
    return 0;
}
