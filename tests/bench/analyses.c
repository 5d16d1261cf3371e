/* SPDX-License-Identifier: MIT */
#include "analyses.h"

#include "engine/evaluation.h"
#include "figures.h"
#include "profile/profile.h"
#include "samples.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Answers that are kept, in the order of the knowledge base. */
static const unsigned kept[] = {0, 1, 4, 8, 12, 99};

static const struct {
    const char *name;
    unsigned parts;
} jobs[] = {
    {"reachable", 0},
    {"needs", DVF_ANALYSE_NEEDS},
    {"changes", DVF_ANALYSE_CHANGES},
    {"all", DVF_ANALYSE_NEEDS | DVF_ANALYSE_CHANGES | DVF_ANALYSE_WEIGHTS},
};

static double cpu_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* @return the median CPU time in milliseconds, or less than 0 */
static double measure(const dvf_evaluation *evaluation, unsigned parts,
                      unsigned rounds)
{
    static struct samples samples;
    const dvf_analysis_options options = {.parts = parts};

    samples.count = 0;
    for (; rounds > 0; rounds--) {
        dvf_analysis *analysis = NULL;
        double start = cpu_now();

        if (dvf_analyse(evaluation, &options, &analysis) != DVF_OK)
            return -1;
        samples_put(&samples, cpu_now() - start);
        dvf_analysis_free(analysis);
    }
    return samples_median(&samples);
}

/* The answers of a profile, but for those behind the first so many. */
static unsigned take_answers(const dvf_profile *profile, unsigned most,
                             dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    unsigned count = 0;

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        evaluation->given[i] = VALUES_UNKNOWN;
        if (count < most && profile->answers[i].answered) {
            evaluation->given[i] = profile->answers[i].values;
            count++;
        }
    }
    return count;
}

static bool print_row(const dvf_evaluation *evaluation, unsigned answers,
                      unsigned rounds)
{
    char subject[32];

    snprintf(subject, sizeof subject, "%u answers", answers);
    figures_table("  %7u", answers);
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        char what[32];
        double milliseconds = measure(evaluation, jobs[i].parts, rounds);

        if (milliseconds < 0)
            return false;
        snprintf(what, sizeof what, "%s_cpu_ms", jobs[i].name);
        figures_table(" %12.2f", milliseconds);
        figures_put("analyse", subject, what, milliseconds);
    }
    figures_table("\n");
    return true;
}

bool analyses_print(const dvf_profile *profile, unsigned rounds)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_evaluation *evaluation = evaluation_new(kb);
    bool done = evaluation;

    figures_table("\nAnalyses of the built-in KB, CPU ms\n\n"
                  "  %7s %12s %12s %12s %12s\n",
                  "answers", "reachable", "and needs", "and changes", "all");
    for (size_t i = 0; done && i < sizeof kept / sizeof kept[0]; i++) {
        unsigned answers = take_answers(profile, kept[i], evaluation);

        evaluation_run(evaluation);
        done = print_row(evaluation, answers, rounds);
    }
    dvf_evaluation_free(evaluation);
    return done;
}
