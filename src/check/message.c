/* SPDX-License-Identifier: MIT */
/*
 * Messages: why an outcome is what it is. Each sentence is put together from
 * what is decided, what the answers lead to, and what the waiver adds.
 */
#include "check/judge.h"
#include "check/line.h"

#include <string.h>

/* Most attributes that a sentence names. */
#define NAMED_MAX 5

static const char *option_title(const dvf_kb *kb, uint32_t option)
{
    return kb_string(kb, kb_options(kb)[option].title);
}

static const char *points_word(int64_t points)
{
    return points == 1 ? "point" : "points";
}

/* ---------------------------------------------------------------- verdict */

/* "; the policy asks for clear and 3 points" */
static void put_bounds(struct buffer *out, const struct check_result *result)
{
    const struct policy *policy = result->policy;
    const dvf_kb *kb = policy->kb;
    bool strength = judge_lacks_strength(result->evaluation, policy);
    bool lead = judge_lacks_lead(result->evaluation, policy);

    if (strength || lead)
        buffer_puts(out, "; the policy asks for ");
    if (strength)
        line_put(out, kb_string(kb, kb_strengths(kb)[policy->min_strength].id));
    if (lead)
        buffer_printf(out, "%s%u %s", strength ? " and " : "",
                      (unsigned)policy->min_lead,
                      points_word(policy->min_lead));
}

/* "(clear, 7 points ahead)", for a verdict that is an option. */
static void put_margin(struct buffer *out, const struct check_result *result)
{
    const struct verdict *verdict = &result->evaluation->verdict;

    buffer_putc(out, '(');
    line_put(out, verdict_strength(result->evaluation));
    if (judge_has_lead(result->evaluation) && verdict->lead > 0)
        buffer_printf(out, ", %ld %s ahead", (long)verdict->lead,
                      points_word(verdict->lead));
    put_bounds(out, result);
    buffer_putc(out, ')');
}

/* "Left and Right": those that lead where it is too close to call. */
static void put_leaders(struct buffer *out, const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct verdict_reach reach = {0};
    uint32_t count = 0;
    uint32_t put = 0;

    for (uint32_t i = 0; i < kb_options_count(kb); i++)
        count += verdict_is_leading(evaluation, i, reach);
    for (uint32_t i = 0; i < kb_options_count(kb); i++) {
        if (!verdict_is_leading(evaluation, i, reach))
            continue;
        if (put > 0)
            buffer_puts(out, put + 1 == count ? " and " : ", ");
        line_put(out, option_title(kb, i));
        put++;
    }
}

/* "the answers lead to Right (clear, 7 points ahead)" */
static void put_verdict(struct buffer *out, const struct check_result *result)
{
    const dvf_evaluation *evaluation = result->evaluation;
    const struct verdict *verdict = &evaluation->verdict;

    if (verdict->outcome == OUTCOME_OPTION) {
        buffer_puts(out, "the answers lead to ");
        line_put(out, option_title(evaluation->kb, verdict->option));
        buffer_putc(out, ' ');
        put_margin(out, result);
        return;
    }
    buffer_puts(out, "it is too close to call between ");
    put_leaders(out, evaluation);
    /* The distance to an excluded option would mislead. */
    if (verdict->lead > 0 && evaluation->excludes.count == 0)
        buffer_printf(out, " (%ld %s apart)", (long)verdict->lead,
                      points_word(verdict->lead));
}

/* --------------------------------------------------------------- outcomes */

static uint32_t expected_option(const struct check_result *result)
{
    return kb_find_option(result->evaluation->kb, result->expected);
}

static void put_expected(struct buffer *out, const struct check_result *result)
{
    const char *title = option_title(result->evaluation->kb,
                                     expected_option(result));

    if (!result->expected_is_given)
        buffer_puts(out, "The decision is ");
    line_put(out, title);
    if (result->expected_is_given)
        buffer_puts(out, " is expected");
}

/* Whether the verdict is what was expected, be it too weak. */
static bool is_expected(const struct check_result *result)
{
    const struct verdict *verdict = &result->evaluation->verdict;

    return verdict->outcome == OUTCOME_OPTION &&
           verdict->option == expected_option(result);
}

static void put_agrees(struct buffer *out, const struct check_result *result)
{
    put_expected(out, result);
    buffer_puts(out, ", and the answers lead to it ");
    put_margin(out, result);
}

static void put_tolerated(struct buffer *out, const struct check_result *result)
{
    put_expected(out, result);
    if (is_expected(result)) {
        buffer_puts(out, ", and the answers lead to it, but not by enough ");
        put_margin(out, result);
        return;
    }
    buffer_puts(out, result->evaluation->verdict.outcome == OUTCOME_OPTION
                         ? ", which is within reach: "
                         : ", and ");
    put_verdict(out, result);
}

static void put_differs(struct buffer *out, const struct check_result *result)
{
    put_expected(out, result);
    buffer_puts(
        out, verdict_is_ruled_out(result->evaluation, expected_option(result))
                 ? ", which is ruled out: "
                 : ", but ");
    put_verdict(out, result);
}

/* "deployment, team_size and 3 more" */
static void put_missing(struct buffer *out, const struct check_result *result)
{
    const dvf_kb *kb = result->evaluation->kb;
    const struct answer *answers = judge_profile(result)->answers;
    uint32_t count = 0;

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        if (!result->policy->required[i] || answers[i].answered)
            continue;
        if (count < NAMED_MAX) {
            buffer_puts(out, count > 0 ? ", " : "; the policy requires ");
            line_put(out, kb_string(kb, kb_attributes(kb)[i].id));
        }
        count++;
    }
    if (count > NAMED_MAX)
        buffer_printf(out, " and %u more", (unsigned)(count - NAMED_MAX));
}

static void put_undecided(struct buffer *out, const struct check_result *result)
{
    const dvf_evaluation *evaluation = result->evaluation;
    uint32_t answered = evaluation->answered.count;

    buffer_printf(
        out, "There are not enough answers: %u of %u questions are answered",
        (unsigned)answered, (unsigned)kb_attributes_count(evaluation->kb));
    if (evaluation->verdict.outcome == OUTCOME_UNDECIDED)
        buffer_puts(out, ", and nothing speaks for an option");
    if (answered < result->policy->min_answered)
        buffer_printf(out, "; the policy asks for %u",
                      (unsigned)result->policy->min_answered);
    put_missing(out, result);
}

static void put_no_decision(struct buffer *out,
                            const struct check_result *result)
{
    buffer_puts(out, "No decision is recorded; ");
    if (result->evaluation->verdict.outcome == OUTCOME_UNDECIDED)
        buffer_puts(out, "there are not enough answers to tell");
    else
        put_verdict(out, result);
}

/* By the outcome without a waiver. */
static void (*const putters[CHECK_OUTCOME_COUNT])(
    struct buffer *out, const struct check_result *result) = {
    [CHECK_AGREES] = put_agrees,           [CHECK_TOLERATED] = put_tolerated,
    [CHECK_DIFFERS] = put_differs,         [CHECK_UNDECIDED] = put_undecided,
    [CHECK_NO_DECISION] = put_no_decision,
};

const char *message_of_outcome(struct check_result *result)
{
    const char *expires = judge_profile(result)->waiver.expires;
    struct buffer text = {0};

    putters[result->unwaived](&text, result);
    if (result->waiver == WAIVER_ACTIVE)
        buffer_printf(&text, "; a waiver is in force until %s", expires);
    else if (result->waiver == WAIVER_EXPIRED)
        buffer_printf(&text, "; the waiver ended on %s", expires);
    buffer_putc(&text, '.');
    return line_keep(&result->arena, &text);
}
