/* SPDX-License-Identifier: MIT */
/*
 * Wording: counts and short phrases, each in one place.
 */
#include "ask/wording.h"

#include "analysis/certainty.h"
#include "report/report.h"

#include <inttypes.h>

static uint32_t position_asked(const struct interview *interview,
                               uint32_t attribute)
{
    uint32_t at = 0;

    while (at < interview->asked.count &&
           *(uint32_t *)array_at(&interview->asked, at) != attribute)
        at++;
    return at;
}

struct progress wording_progress(const struct interview *interview)
{
    struct progress progress = {.left = interview_left(interview),
                                .closed = interview_closed(interview)};
    uint32_t question = interview->question;
    uint32_t beforehand;

    progress.total = progress.closed + progress.left;
    if (interview->mode == MODE_SUMMARY || interview->mode == MODE_REPORT ||
        interview->mode == MODE_DONE || question == KB_NONE)
        return progress;
    if (interview->states[question] == QUESTION_OPEN &&
        !interview_is_skipped(interview, question))
        progress.left--;
    if (interview->revising)
        return progress;
    beforehand = progress.closed - (uint32_t)interview->asked.count;
    progress.number = beforehand + position_asked(interview, question) + 1;
    if (progress.number > progress.total)
        progress.number = progress.total;
    return progress;
}

uint32_t wording_finished(const struct interview *interview)
{
    switch (interview->mode) {
    case MODE_WARNING:
    case MODE_SUMMARY:
    case MODE_REPORT:
    case MODE_DONE:
        return (uint32_t)interview->asked.count;
    default:
        return position_asked(
            interview, interview->revising ? KB_NONE : interview->question);
    }
}

void wording_append_value(const struct interview *interview, uint32_t entry,
                          struct buffer *out)
{
    const dvf_kb *kb = interview->kb;
    uint32_t question = interview->question;
    uint32_t value = interview_value(interview, entry);
    size_t before = out->length;

    if (kb_attributes(kb)[question].type != KB_FLAG)
        kb_append_meaning(out, kb, question, value);
    if (out->length == before)
        buffer_puts(out, interview_label(interview, question, value));
}

void wording_append_left(const struct interview *interview,
                         enum left_extent extent, struct buffer *out)
{
    struct progress progress = wording_progress(interview);
    const char *noun = progress.left == 1 ? " question" : " questions";

    if (progress.left > 0)
        buffer_printf(out, "%s%" PRIu32 " more%s",
                      extent == LEFT_BRIEF ? "" : "up to ", progress.left,
                      extent == LEFT_FULL ? noun : "");
    else if (progress.number > 0)
        buffer_puts(out, extent == LEFT_BRIEF ? "last" : "last question");
    else
        buffer_puts(out, extent == LEFT_BRIEF ? "0 left" : "no question left");
}

void wording_append_state(const struct interview *interview, uint32_t attribute,
                          struct buffer *out)
{
    if (interview->states[attribute] != QUESTION_OPEN) {
        interview_append_answer(interview, attribute, out);
        if (evaluation_is_idle(interview->evaluation, attribute))
            buffer_puts(out, " (does not count: the question does not apply)");
    } else if (!evaluation_applies(interview->evaluation, attribute)) {
        buffer_puts(out, "does not apply");
    } else if (interview_is_skipped(interview, attribute)) {
        buffer_puts(out, "need not be asked");
    } else {
        buffer_puts(out, "not asked yet");
    }
}

bool wording_has_other_answer(const struct interview *interview)
{
    uint32_t question = interview->question;

    if (interview->mode != MODE_QUESTION && interview->mode != MODE_FILTER &&
        interview->mode != MODE_NUMBER)
        return false;
    return interview->states[question] == QUESTION_UNKNOWN ||
           interview->profile->answers[question].number;
}

void wording_append_entry(const struct interview *interview, uint32_t entry,
                          struct buffer *out)
{
    uint32_t more = interview_skipped(interview);

    if (interview->mode != MODE_SUMMARY)
        buffer_puts(out, "Leave it so and go on");
    else if (entry == SUMMARY_REPORT)
        buffer_puts(out, "Show the recommendation");
    else if (entry == SUMMARY_FINISH)
        buffer_puts(out, "Finish");
    else
        buffer_printf(out, "Go on with %" PRIu32 " more question%s", more,
                      more == 1 ? "" : "s");
}

/* ---------------------------------------------------------------- certainty */

/* Verdicts that are proved, or those that are only not excluded. */
static uint32_t count_ends(const dvf_analysis *analysis, bool proved)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < analysis->reachable_count; i++)
        count += analysis->reachable[i].proved == proved;
    return count;
}

/* "One, Other, too close to call" */
static void append_ends(const dvf_analysis *analysis, bool proved,
                        struct buffer *out)
{
    uint32_t named = 0;

    for (uint32_t i = 0; i < analysis->reachable_count; i++) {
        const struct reachable *reachable = &analysis->reachable[i];

        if (reachable->proved == proved)
            buffer_printf(out, "%s%s", named++ > 0 ? ", " : "",
                          certainty_verdict(analysis->kb, reachable->end));
    }
}

/* "Still possible: One, Other, too close to call." */
static void append_possible(const struct interview *interview,
                            struct buffer *out)
{
    static const char *const words[] = {"Not excluded: ", "Still possible: "};
    const dvf_analysis *analysis = interview->outlook.analysis;

    for (int proved = 1; analysis && proved >= 0; proved--) {
        if (count_ends(analysis, proved) == 0)
            continue;
        buffer_puts(out, out->length > 0 ? " " : "");
        buffer_puts(out, words[proved]);
        append_ends(analysis, proved, out);
        buffer_putc(out, '.');
    }
}

/* Append another verdict with what it needs: "One would still be possible if
 * speed is fast", and from the second on ", or Other if ...". */
static void append_other(const dvf_analysis *doubt, uint32_t index,
                         bool is_first, struct buffer *out)
{
    const struct reachable *reachable = &doubt->reachable[index];

    buffer_printf(out, "%s %s", is_first ? ";" : ", or",
                  certainty_verdict(doubt->kb, reachable->end));
    if (is_first)
        buffer_puts(out, reachable->proved ? " would still be possible"
                                           : " is not excluded");
    if (reachable->has_needs && reachable->need_count > 0) {
        buffer_puts(out, " if ");
        certainty_needs(out, doubt->kb, reachable);
    }
}

void wording_append_doubt(const struct interview *interview, struct buffer *out)
{
    const dvf_analysis *doubt = interview->outlook.doubt;
    uint32_t named = 0;

    if (!doubt || !interview_is_settled(interview))
        return;
    bool proved = count_ends(doubt, true) > 1;
    buffer_puts(out, "Settled as far as you know");
    for (uint32_t i = 0; i < doubt->reachable_count; i++) {
        if (doubt->reachable[i].end == doubt->end ||
            doubt->reachable[i].proved != proved)
            continue;
        append_other(doubt, i, named++ == 0, out);
    }
    buffer_putc(out, '.');
}

static void append_settled(const struct interview *interview,
                           struct buffer *out)
{
    const dvf_analysis *analysis = interview->outlook.analysis;
    uint32_t skipped = interview_skipped(interview);

    buffer_printf(out, "Settled: %s. No ",
                  certainty_verdict(analysis->kb, analysis->end));
    if (interview_left(interview) > 0 || skipped == 0)
        buffer_puts(out, "open answer");
    else if (skipped == 1)
        buffer_puts(out, "answer to the question left");
    else
        buffer_printf(out, "answer to the %" PRIu32 " questions left", skipped);
    buffer_puts(out, analysis->contradictions_left_out
                         ? " can change this without contradicting others."
                         : " can change this.");
}

/* The policy wants an answer that the verdict does not need. */
static void append_wanted(const struct interview *interview, struct buffer *out)
{
    uint32_t question = interview->question;

    if (!interview_is_settled(interview) || interview->thorough ||
        interview->states[question] != QUESTION_OPEN ||
        !interview->due[question])
        return;
    buffer_puts(out, "settled; the policy asks for ");
    if (interview->required[question])
        buffer_puts(out, "this answer");
    else
        buffer_printf(out, "%" PRIu32 " answers", interview->min_answered);
}

void wording_append_certainty(const struct interview *interview,
                              struct buffer *out)
{
    switch (interview->mode) {
    case MODE_SUMMARY:
        if (interview_is_settled(interview) && interview->outlook.doubt)
            wording_append_doubt(interview, out);
        else if (interview_is_settled(interview))
            append_settled(interview, out);
        else if (interview->question == KB_NONE)
            buffer_puts(out, "Nothing is left to ask.");
        else
            append_possible(interview, out);
        break;
    case MODE_QUESTION:
    case MODE_FILTER:
    case MODE_NUMBER:
        append_wanted(interview, out);
        break;
    default:
        break;
    }
}

/* ------------------------------------------------------- report and claims */

void wording_append_report(const struct interview *interview,
                           const dvf_style *style, struct buffer *out)
{
    const dvf_advice advice = {interview->evaluation, interview->outlook.told};
    struct given_analyses given = analyses_given(&advice);
    struct report report = {.kb = interview->kb,
                            .evaluations = &advice.evaluation,
                            .count = 1,
                            .analyses = &given.analyses,
                            .style = *style};

    report.style.detail = DVF_NORMAL;
    report_text(&report, out);
}

dvf_status wording_cite(const struct interview *interview,
                        struct citations *citations)
{
    const dvf_kb *kb = interview->kb;

    if (citations_init(citations, kb) != DVF_OK)
        return DVF_NO_MEMORY;
    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];

        if (kb_index_has(kb, rule->condition.reads, interview->question) ||
            kb_index_has(kb, rule->condition.guards, interview->question))
            citations_add(citations, kb, rule->claims);
    }
    return DVF_OK;
}
