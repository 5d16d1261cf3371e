/* SPDX-License-Identifier: MIT */
/*
 * Settled: whether open answers can still change the verdict, and to what.
 * Only profiles are analysed that a policy asks for, and that would pass: an
 * analysis costs more than all the rest of a check.
 */
#include "analysis/certainty.h"
#include "check/judge.h"
#include "check/line.h"

/* Most other verdicts that a message names. */
#define VERDICTS_MAX 3

/* True where the policy asks for it, or one that the result may be judged by
 * to name what lets it pass. */
static bool is_asked(const struct check_request *request)
{
    const struct policy *policy = request->policy;

    if (request->file_policy && request->file_policy->require_settled)
        return true;
    while (policy && !policy->require_settled)
        policy = policy->outer;
    return policy;
}

/* With every question answered there is nothing to ask. */
static bool may_change(const struct check_result *result)
{
    const dvf_evaluation *evaluation = result->evaluation;

    return result->expected && evaluation->unknown.count > 0 &&
           evaluation->verdict.outcome != OUTCOME_UNDECIDED &&
           verdict_is_leading(evaluation,
                              kb_find_option(evaluation->kb, result->expected));
}

/* "Left if deep is true": the verdict, and answers that lead to it. */
static void put_verdict(struct buffer *out, const dvf_analysis *analysis,
                        const struct reachable *one)
{
    line_put(out, certainty_verdict(analysis->kb, one->end));
    if (!one->has_needs || one->need_count == 0)
        return;
    buffer_puts(out, " if ");
    certainty_needs(out, analysis->kb, one);
}

/* "Left if deep is true, or too close to call": all but the verdict. */
static const char *overturned(struct check_result *result,
                              const dvf_analysis *analysis)
{
    struct buffer text = {0};
    uint32_t count = 0;

    for (uint32_t i = 0; i < analysis->reachable_count; i++) {
        if (analysis->reachable[i].end == analysis->end ||
            count++ >= VERDICTS_MAX)
            continue;
        buffer_puts(&text, count > 1 ? ", or " : "");
        put_verdict(&text, analysis, &analysis->reachable[i]);
    }
    if (count > VERDICTS_MAX)
        buffer_puts(&text, ", or another verdict");
    return line_keep(&result->arena, &text);
}

dvf_status settled_find(struct check_result *result,
                        const struct check_request *request)
{
    const dvf_analysis_options options = {.parts = DVF_ANALYSE_NEEDS};
    dvf_analysis *analysis = NULL;
    dvf_status status;

    result->is_settled = true;
    if (!is_asked(request) || !may_change(result))
        return DVF_OK;
    status = request->analyser
                 ? analyser_run(request->analyser, result->evaluation, &options,
                                &analysis)
                 : dvf_analyse(result->evaluation, &options, &analysis);
    if (status != DVF_OK)
        return DVF_NO_MEMORY;
    result->is_analysed = true;
    result->is_settled = analysis_settled(analysis) &&
                         analysis_find(analysis, analysis->end) != KB_NONE;
    if (!result->is_settled)
        result->overturned = overturned(result, analysis);
    dvf_analysis_free(analysis);
    return arena_status(&result->arena);
}
