/* SPDX-License-Identifier: MIT */
#include "analyses.h"

#include "engine/evaluation.h"
#include "figures.h"
#include "generate.h"
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

/* What some figures are held to, in CPU ms: an interview looks for the verdicts
 * that are reachable, and for what to ask next, after each answer. */
static const struct {
    unsigned answers;
    unsigned job;
    double milliseconds;
} limits[] = {
    {0, 3, 40},
    {1, 0, 16},
    {12, 3, 3},
};

/* Generated KBs, and their answers in percent. */
static const struct {
    unsigned attributes;
    unsigned rules;
} sizes[] = {{10, 100}, {30, 100}, {30, 1000}, {100, 100}, {100, 1000}};

#define MIB_MAX 64

static const unsigned shares[] = {0, 40, 80};

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
        if (count < most && answer_given(&profile->answers[i])) {
            evaluation->given[i] = answer_values(&profile->answers[i]);
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
    for (unsigned i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        char what[32];
        double milliseconds = measure(evaluation, jobs[i].parts, rounds);

        if (milliseconds < 0)
            return false;
        snprintf(what, sizeof what, "%s_cpu_ms", jobs[i].name);
        figures_table(" %12.2f", milliseconds);
        figures_put("analyse", subject, what, milliseconds);
        for (size_t k = 0; k < sizeof limits / sizeof limits[0]; k++)
            if (limits[k].answers == answers && limits[k].job == i) {
                snprintf(what, sizeof what, "%s_times_limit", jobs[i].name);
                figures_table(" (%2.0f)", limits[k].milliseconds);
                figures_put("analyse", subject, what,
                            milliseconds / limits[k].milliseconds);
            }
    }
    figures_table("\n");
    return true;
}

/* Print the least memory with which an analysis is exact. */
static bool print_memory(const dvf_evaluation *evaluation)
{
    size_t mib = 0;
    dvf_method method = DVF_BOUNDS;

    while (method != DVF_EXACT && mib < MIB_MAX) {
        const dvf_analysis_options options = {
            .parts = jobs[sizeof jobs / sizeof jobs[0] - 1].parts,
            .memory = ++mib << 20,
        };
        dvf_analysis *analysis = NULL;

        if (dvf_analyse(evaluation, &options, &analysis) != DVF_OK)
            return false;
        method = dvf_analysis_certainty(analysis).method;
        dvf_analysis_free(analysis);
    }
    figures_table("\n  Without an answer it takes %zu MiB (16)\n", mib);
    figures_put("analyse", "0 answers", "memory_mib", (double)mib);
    return true;
}

/* ------------------------------------------------------------- generated KBs
 */

static const char *const methods[] = {
    [DVF_EXACT] = "exact",
    [DVF_PROVED] = "proved",
    [DVF_BOUNDS] = "bounds",
};

static bool print_share(const dvf_kb *kb, const struct buffer *answers,
                        const char *subject, unsigned share, unsigned rounds)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    dvf_evaluation *evaluation = NULL;
    dvf_analysis *analysis = NULL;
    const dvf_input input = {"generated", answers->bytes, answers->length};
    bool done = problems &&
                dvf_profile_load(kb, &input, problems, &profile) == DVF_OK &&
                dvf_evaluate(kb, profile, NULL, problems, &evaluation) ==
                    DVF_OK &&
                dvf_analyse(evaluation, NULL, &analysis) == DVF_OK;

    if (done) {
        char what[32];
        double milliseconds = measure(evaluation, 0, rounds);
        dvf_certainty certainty = dvf_analysis_certainty(analysis);

        figures_table(" %9.2f %-7s", milliseconds, methods[certainty.method]);
        snprintf(what, sizeof what, "%u_percent_cpu_ms", share);
        figures_put("analyse", subject, what, milliseconds);
        snprintf(what, sizeof what, "%u_percent_exact", share);
        figures_put("analyse", subject, what, certainty.method == DVF_EXACT);
    }
    dvf_analysis_free(analysis);
    dvf_evaluation_free(evaluation);
    dvf_profile_free(profile);
    dvf_diagnostics_free(problems);
    return done;
}

static bool print_size(unsigned attributes, unsigned rules, unsigned rounds)
{
    struct buffer text = {0};
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_kb *kb = NULL;
    char subject[64];

    generate_kb(attributes, rules, &text);
    snprintf(subject, sizeof subject, "%u attributes %u rules", attributes,
             rules);
    const dvf_input input = {"generated", text.bytes, text.length};
    bool done = problems && !text.failed &&
                dvf_kb_load(&input, problems, &kb) == DVF_OK;
    figures_table("  %10u %7u", attributes, rules);
    for (size_t i = 0; done && i < sizeof shares / sizeof shares[0]; i++) {
        struct buffer answers = {0};

        generate_profile(attributes * shares[i] / 100, &answers);
        done = !answers.failed &&
               print_share(kb, &answers, subject, shares[i], rounds);
        buffer_release(&answers);
    }
    figures_table("\n");
    dvf_kb_free(kb);
    dvf_diagnostics_free(problems);
    buffer_release(&text);
    return done;
}

/* Which verdicts are reachable, ranges and questions; some take long. */
static bool print_generated(unsigned rounds)
{
    bool done = true;

    figures_table("\nAnalyses of generated KBs by the share of answers, "
                  "CPU ms, method\n\n  %10s %7s %17s %17s %17s\n",
                  "attributes", "rules", "0 %", "40 %", "80 %");
    for (size_t i = 0; done && i < sizeof sizes / sizeof sizes[0]; i++)
        done = print_size(sizes[i].attributes, sizes[i].rules,
                          rounds / 5 + rounds % 5);
    return done;
}

/* ------------------------------------------------------------------ all of it
 */

bool analyses_print(const dvf_profile *profile, unsigned rounds)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_evaluation *evaluation = evaluation_new(kb);
    bool done = evaluation;

    figures_table("\nAnalyses of the built-in KB, CPU ms (limit)\n\n"
                  "  %7s %12s %12s %12s %12s\n",
                  "answers", "reachable", "and needs", "and changes", "all");
    for (size_t i = 0; done && i < sizeof kept / sizeof kept[0]; i++) {
        unsigned answers = take_answers(profile, kept[i], evaluation);

        evaluation_run(evaluation);
        done = print_row(evaluation, answers, rounds);
    }
    if (done) {
        take_answers(profile, 0, evaluation);
        evaluation_run(evaluation);
        done = print_memory(evaluation);
    }
    dvf_evaluation_free(evaluation);
    return done && print_generated(rounds);
}
