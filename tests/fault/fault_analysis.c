/* SPDX-License-Identifier: MIT */
/*
 * Analyses: each allocation fails once, nothing leaks, and what was not made
 * is not written. Built as fault_advise.c is.
 * Run:   fault_analysis [NUMBER OF], see share_of()
 */
#include "fault/allocations.h"

#include <dvf/dvf.h>
#include <stdio.h>
#include <stdlib.h>

/* A profile with its first answers, evaluated. */
struct subject {
    dvf_profile *profile;
    dvf_evaluation *evaluation;
};

static void open_subject(struct subject *subject, size_t answers)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_diagnostics *problems = dvf_diagnostics_new();

    must(!!problems, "problems");
    must(dvf_profile_new(kb, "p", &subject->profile) == DVF_OK, "a profile");
    for (size_t i = 0; i < answers; i++)
        must(dvf_profile_set(subject->profile, i, 0) == DVF_OK, "an answer");
    must(dvf_evaluate(kb, subject->profile, NULL, problems,
                      &subject->evaluation) == DVF_OK,
         "an evaluation");
    dvf_diagnostics_free(problems);
}

static void close_subject(struct subject *subject)
{
    dvf_evaluation_free(subject->evaluation);
    dvf_profile_free(subject->profile);
}

/* The number of allocations of an analysis, of which number `first` fails. */
static size_t fail_one(const struct subject *subject,
                       const dvf_analysis_options *options, size_t first)
{
    dvf_analysis *analysis = UNTOUCHED;
    long live = allocations.live;

    allocations = (struct allocations){
        .watching = true, .first = first, .live = live};
    dvf_status status = dvf_analyse(subject->evaluation, options, &analysis);
    allocations.watching = false;
    must(status == (allocations.failed == 0 ? DVF_OK : DVF_NO_MEMORY),
         "a failure is told");
    must((status == DVF_OK) == (analysis != UNTOUCHED), "analysis and status");
    if (status == DVF_OK)
        dvf_analysis_free(analysis);
    must(allocations.live == live, "nothing leaks");
    return allocations.count;
}

static void fail_each(size_t answers, size_t memory, struct share share)
{
    static const size_t unknowable[] = {20};
    const dvf_analysis_options options = {
        .parts = DVF_ANALYSE_NEEDS | DVF_ANALYSE_CHANGES | DVF_ANALYSE_WEIGHTS,
        .unknowable = unknowable,
        .unknowable_count = 1,
        .memory = memory,
    };
    struct subject subject = {0};

    open_subject(&subject, answers);
    size_t count = fail_one(&subject, &options, 0);
    printf("# %zu answers, %zu bytes: %zu allocations\n", answers, memory,
           count);
    must(count > 8, "allocations are seen");
    for (size_t i = 1 + share.number; i <= count; i += share.of)
        fail_one(&subject, &options, i);
    close_subject(&subject);
}

int main(int argc, char **argv)
{
    struct share share = share_of(argc, argv);

    fail_each(18, 0, share);    /* exactly */
    fail_each(18, 1, share);    /* by bounds */
    fail_each(4, 65536, share); /* by bounds behind a forest begun */
    return mistakes() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
