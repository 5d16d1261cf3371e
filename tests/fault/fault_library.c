/* SPDX-License-Identifier: MIT */
/*
 * Profiles that a program fills and judges: each allocation fails once, nothing
 * leaks, and an evaluator allocates nothing for the profiles that it judges.
 * Built as fault_advise.c is.
 * Run:   fault_library
 */
#include "fault/allocations.h"

#include <dvf/dvf.h>
#include <stdio.h>
#include <stdlib.h>

/* What a run works with; handles are freed whatever failed. */
struct run {
    dvf_diagnostics *problems;
    dvf_profile *profile;
    dvf_evaluator *evaluator;
    dvf_result result;
    dvf_profile *changed;
    dvf_why_not *why;
};

/* Why not, and what if. @return whether all calls had their memory */
static int ask_library(struct run *run)
{
    static const char *const words[] = {"throughput=3"};
    dvf_profile *changed = UNTOUCHED;
    dvf_why_not *why = UNTOUCHED;
    dvf_status status = dvf_why_not_new(
        dvf_evaluator_evaluation(run->evaluator), "django", run->problems,
        &why);

    must((status == DVF_OK) == (why != UNTOUCHED), "why not and status");
    if (status != DVF_OK)
        return 0;
    run->why = why;
    status = dvf_profile_change(run->profile, words, 1, run->problems,
                                &changed);
    must((status == DVF_OK) == (changed != UNTOUCHED), "change and status");
    if (status == DVF_OK)
        run->changed = changed;
    return status == DVF_OK;
}

/* @return whether all calls had their memory */
static int use_library(struct run *run)
{
    static const char *const without[] = {"fit"};
    static const dvf_selection some = {.without = without, .without_count = 1};
    const dvf_kb *kb = dvf_kb_builtin();
    size_t throughput = dvf_kb_find_attribute(kb, "throughput");
    dvf_profile *profile = UNTOUCHED;
    dvf_evaluator *evaluator = UNTOUCHED;

    run->problems = dvf_diagnostics_new();
    if (!run->problems)
        return 0;
    dvf_status status = dvf_profile_new(kb, "p", &profile);
    must((status == DVF_OK) == (profile != UNTOUCHED), "profile and status");
    if (status != DVF_OK)
        return 0;
    run->profile = profile;
    must(dvf_profile_set(profile, 0, 0) == DVF_OK, "an answer is set");
    if (dvf_profile_set_number(profile, throughput, 3) != DVF_OK ||
        dvf_profile_answer(profile, "throughput", "1500", run->problems) !=
            DVF_OK ||
        dvf_profile_answer(profile, "building_blocks", "payments,search",
                           run->problems) != DVF_OK)
        return 0;
    status = dvf_evaluator_new(kb, &some, run->problems, &evaluator);
    must((status == DVF_OK) == (evaluator != UNTOUCHED),
         "evaluator and status");
    if (status != DVF_OK)
        return 0;
    run->evaluator = evaluator;
    const dvf_profile *judged = profile;
    must(dvf_evaluator_run(evaluator, &judged, 1, &run->result) == DVF_OK,
         "a profile is judged");
    return ask_library(run);
}

static void release(struct run *run)
{
    dvf_why_not_free(run->why);
    dvf_profile_free(run->changed);
    dvf_evaluator_free(run->evaluator);
    dvf_profile_free(run->profile);
    dvf_diagnostics_free(run->problems);
}

/* The number of allocations of a run, of which number `first` fails. */
static size_t fail_one(size_t first)
{
    struct run run = {0};
    long live = allocations.live;

    allocations = (struct allocations){
        .watching = true, .first = first, .live = live};
    int done = use_library(&run);
    allocations.watching = false;
    must(done == (allocations.failed == 0), "a failure is told");
    release(&run);
    must(allocations.live == live, "nothing leaks");
    return allocations.count;
}

/* After the first profile, and but for what the caller allocates. */
static void count_allocations(void)
{
    struct run run = {0};
    dvf_attribute attribute;
    dvf_reason reason;
    size_t reasons = 0;
    const dvf_kb *kb = dvf_kb_builtin();

    must(use_library(&run), "the library can be used");
    allocations = (struct allocations){.watching = true,
                                       .live = allocations.live};
    for (size_t i = 0; i < 100000; i++) {
        const dvf_profile *profile = run.profile;
        size_t rest = i * 7919;

        dvf_profile_clear(run.profile);
        for (size_t k = 0; dvf_kb_attribute_at(kb, k, &attribute); k++) {
            if (attribute.takes_number)
                (void)dvf_profile_set_number(run.profile, k, rest);
            else
                (void)dvf_profile_set(run.profile, k, rest % attribute.values);
            rest = rest / attribute.values + i;
        }
        (void)dvf_evaluator_run(run.evaluator, &profile, 1, &run.result);
        for (size_t k = 0; dvf_evaluation_reason(
                 dvf_evaluator_evaluation(run.evaluator), k, &reason);
             k++)
            reasons++;
    }
    allocations.watching = false;
    must(reasons > 0, "there are reasons");
    printf("# %zu allocations for 100,000 profiles\n", allocations.count);
    must(allocations.count == 0, "profiles are judged without allocating");
    release(&run);
}

int main(void)
{
    size_t count = fail_one(0);

    must(count > 8, "allocations are seen");
    for (size_t i = 1; i <= count; i++)
        fail_one(i);
    count_allocations();
    return mistakes() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
