/* SPDX-License-Identifier: MIT */
/*
 * The order of the questions: which are due, and which comes next. An analysis
 * of the answers so far tells which can still change the verdict, and which
 * tells the most. It is made once for each answer.
 */
#include "ask/interview_parts.h"

#include "analysis/analysis.h"

#include <stdlib.h>

/* ---------------------------------------------------------------- certainty */

void outlook_release(struct outlook *outlook)
{
    dvf_analysis_free(outlook->analysis);
    dvf_analysis_free(outlook->doubt);
    dvf_analysis_free(outlook->told);
    *outlook = (struct outlook){0};
}

static size_t list_unknown(const struct interview *interview, size_t *unknown)
{
    size_t count = 0;

    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++)
        if (interview->states[i] == QUESTION_UNKNOWN)
            unknown[count++] = i;
    return count;
}

/* Analyse as if what is not known might become so, to see if that makes a
 * difference. */
static dvf_status find_doubt(struct interview *interview,
                             const dvf_evaluation *evaluation,
                             struct outlook *outlook)
{
    const dvf_analysis_options options = {.parts = DVF_ANALYSE_NEEDS};
    dvf_status status = analyser_run(interview->analyser, evaluation, &options,
                                     &outlook->doubt);

    if (status == DVF_OK && analysis_settled(outlook->doubt)) {
        dvf_analysis_free(outlook->doubt);
        outlook->doubt = NULL;
    }
    return status;
}

dvf_status interview_analyse(struct interview *interview,
                             const dvf_evaluation *evaluation,
                             struct outlook *outlook)
{
    size_t attributes = kb_attributes_count(interview->kb);

    if (!interview->begun || interview->unanalysed)
        return DVF_OK;
    size_t *unknown = calloc(attributes + 1, sizeof *unknown);
    if (!unknown)
        return DVF_NO_MEMORY;
    const dvf_analysis_options options = {
        .unknowable = unknown,
        .unknowable_count = list_unknown(interview, unknown),
    };
    dvf_status status = analyser_run(interview->analyser, evaluation, &options,
                                     &outlook->analysis);
    if (status == DVF_OK && options.unknowable_count > 0 &&
        analysis_settled(outlook->analysis))
        status = find_doubt(interview, evaluation, outlook);
    free(unknown);
    if (status != DVF_OK)
        outlook_release(outlook);
    return status;
}

dvf_status interview_analyse_report(struct interview *interview, unsigned parts,
                                    const dvf_analysis **out)
{
    const dvf_analysis_options options = {.parts = parts};
    dvf_status status = DVF_OK;

    dvf_analysis_free(interview->outlook.told);
    interview->outlook.told = NULL;
    if (interview->begun && !interview->unanalysed)
        status = analyser_run(interview->analyser, interview->evaluation,
                              &options, &interview->outlook.told);
    *out = interview->outlook.told;
    return status;
}

bool interview_is_settled(const struct interview *interview)
{
    const dvf_analysis *analysis = interview->outlook.analysis;

    return analysis && analysis_settled(analysis) &&
           analysis->reachable[0].end == analysis->end;
}

/* ---------------------------------------------------------------------- due */

static enum truth applies(const struct interview *interview, uint32_t attribute)
{
    return (enum truth)evaluation_sure_applies(
        interview->evaluation)[attribute];
}

/* Rank the questions as in the knowledge base; those that matter before them,
 * as the analysis has them; but the first one of all before these.
 *
 * @return true where any is known to matter */
static bool rank_all(struct interview *interview)
{
    const dvf_analysis *analysis = interview->outlook.analysis;
    uint32_t count = kb_attributes_count(interview->kb);
    uint32_t known = 0;

    for (uint32_t i = 0; i < count; i++) {
        interview->rank[i] = i == 0 ? 0 : count + i;
        interview->due[i] = 0;
    }
    for (uint32_t i = 0; analysis && i < analysis->inquiry_count; i++) {
        const struct inquiry *inquiry = &analysis->inquiries[i];

        if (!inquiry->matters)
            continue;
        interview->due[inquiry->attribute] = 1;
        known++;
        if (inquiry->attribute != 0 && !interview->in_order)
            interview->rank[inquiry->attribute] = known;
    }
    return known > 0;
}

/* Where the verdict is not settled, and no question is known to matter, any
 * that applies may: it was too much to analyse, several together decide, or the
 * verdict as it stands is not yet the one that is left. */
void interview_put_in_order(struct interview *interview)
{
    bool any = rank_all(interview);
    bool all =
        interview->begun &&
        (interview->thorough || (!any && !interview_is_settled(interview)) ||
         interview->evaluation->answered.count < interview->min_answered);

    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++) {
        bool wanted = all || interview->due[i] || interview->required[i];

        interview->due[i] = wanted && applies(interview, i) != TRUTH_FALSE;
    }
}

bool interview_is_due(const struct interview *interview, uint32_t attribute)
{
    return interview->states[attribute] == QUESTION_OPEN &&
           interview->due[attribute];
}

/* A question that may not apply waits until that is known, or nothing else is
 * left. In the knowledge base it comes after those that it hangs on. */
static bool comes_before(const struct interview *interview, uint32_t a,
                         uint32_t b)
{
    bool a_applies = applies(interview, a) == TRUTH_TRUE;
    bool b_applies = applies(interview, b) == TRUTH_TRUE;

    if (a_applies != b_applies && !interview->in_order)
        return a_applies;
    return interview->rank[a] < interview->rank[b];
}

typedef bool candidate(const struct interview *interview, uint32_t attribute);

static uint32_t first_of(const struct interview *interview, candidate *is_one)
{
    uint32_t first = KB_NONE;

    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++)
        if (is_one(interview, i) &&
            (first == KB_NONE || comes_before(interview, i, first)))
            first = i;
    return first;
}

/* Where nobody can choose to go on, whatever is said goes on. */
uint32_t interview_next(const struct interview *interview)
{
    uint32_t next = first_of(interview, interview_is_due);

    if (next == KB_NONE && interview->unattended)
        next = first_of(interview, interview_is_skipped);
    return next;
}

/* ------------------------------------------------------------------- counts */

uint32_t interview_left(const struct interview *interview)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++)
        count += interview_is_due(interview, i);
    return count;
}

bool interview_is_skipped(const struct interview *interview, uint32_t attribute)
{
    return interview->states[attribute] == QUESTION_OPEN &&
           !interview->due[attribute] &&
           applies(interview, attribute) != TRUTH_FALSE;
}

uint32_t interview_skipped(const struct interview *interview)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++)
        count += interview_is_skipped(interview, i);
    return count;
}

bool interview_has_more(const struct interview *interview)
{
    return interview->begun && interview_left(interview) == 0 &&
           interview_skipped(interview) > 0;
}

uint32_t interview_first_question(const struct interview *interview)
{
    return interview_has_more(interview) ? SUMMARY_MORE + 1 : SUMMARY_MORE;
}
