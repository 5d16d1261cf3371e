/* SPDX-License-Identifier: MIT */
/*
 * Messages on outcomes. Each sentence is put together from the decision, the
 * verdict of the answers, and the waiver.
 */
#include "check/judge.h"
#include "check/line.h"
#include "profile/profile.h"

#include <string.h>

/* Most sentences on why an option cannot be recommended. */
#define CAUSES_MAX 2

static const char *option_title(const dvf_kb *kb, uint32_t option)
{
    return kb_string(kb, kb_options(kb)[option].title);
}

static const char *points_word(int64_t points)
{
    return points == 1 ? "point" : "points";
}

/* ---------------------------------------------------------------- verdict */

/* "(clear, 7 points ahead)", for a verdict that is an option. */
static void put_margin(struct buffer *out, const struct check_result *result)
{
    const dvf_evaluation *evaluation = result->evaluation;
    const struct verdict *verdict = &evaluation->verdict;
    int32_t margin = verdict_margin(evaluation);

    buffer_putc(out, '(');
    line_put(out, verdict_strength(evaluation));
    if (kb_is_combination(evaluation->kb, verdict->option))
        buffer_printf(out, ", %ld %s for its weaker part", (long)margin,
                      points_word(margin));
    else if (margin > 0)
        buffer_printf(out, ", %ld %s ahead", (long)margin, points_word(margin));
    buffer_puts(out, verdict->provisional ? ", provisional)" : ")");
}

/* "team.yaml:3", or "--min-lead" */
static const char *origin_of(const struct check_result *result,
                             enum policy_setting setting)
{
    return result->telling ? result->policy->told[setting]
                           : result->policy->origins[setting];
}

/* "; team.yaml:3 asks for ", or "; --min-lead asks for " */
static void put_asks(struct buffer *out, const struct check_result *result,
                     enum policy_setting setting)
{
    buffer_puts(out, "; ");
    line_put(out, origin_of(result, setting));
    buffer_puts(out, " asks for ");
}

/* Append the bounds that a verdict falls short of. */
static void put_bounds(struct buffer *out, const struct check_result *result)
{
    const struct policy *policy = result->policy;
    const dvf_kb *kb = policy->kb;

    if (judge_lacks_strength(result->evaluation, policy)) {
        put_asks(out, result, POLICY_MIN_STRENGTH);
        line_put(out, kb_string(kb, kb_strengths(kb)[policy->min_strength].id));
    }
    if (judge_lacks_lead(result->evaluation, policy)) {
        put_asks(out, result, POLICY_MIN_LEAD);
        buffer_printf(out, "%u %s", (unsigned)policy->min_lead,
                      points_word(policy->min_lead));
    }
}

/* Say what open answers can still do, where a policy asks for that: nothing, or
 * which other verdicts they lead to. */
static void put_settled(struct buffer *out, const struct check_result *result)
{
    if (!result->policy->require_settled || !result->is_analysed)
        return;
    if (result->is_settled) {
        buffer_puts(out, "; no open answer can change that");
        return;
    }
    put_asks(out, result, POLICY_REQUIRE_SETTLED);
    buffer_puts(out, "a settled verdict, but it could still become ");
    buffer_puts(out, result->overturned);
}

/* "Left and Right": those that lead where it is too close to call. */
static void put_leaders(struct buffer *out, const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t count = 0;
    uint32_t put = 0;

    for (uint32_t i = 0; i < kb_options_count(kb); i++)
        count += verdict_is_leading(evaluation, i);
    for (uint32_t i = 0; i < kb_options_count(kb); i++) {
        if (!verdict_is_leading(evaluation, i))
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
        line_put(out, verdict_title(evaluation));
        buffer_putc(out, ' ');
        put_margin(out, result);
        return;
    }
    buffer_puts(out, "it is too close to call between ");
    put_leaders(out, evaluation);
    /* Leave out the distance to an excluded option: it would mislead. */
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

static void put_agrees(struct buffer *out, const struct check_result *result)
{
    put_expected(out, result);
    buffer_puts(out, ", and the answers lead to it ");
    put_margin(out, result);
    put_settled(out, result);
}

static void put_tolerated(struct buffer *out, const struct check_result *result)
{
    put_expected(out, result);
    buffer_puts(out, ", and ");
    put_verdict(out, result);
    put_settled(out, result);
}

static void put_differs(struct buffer *out, const struct check_result *result)
{
    put_expected(out, result);
    buffer_puts(
        out, verdict_is_ruled_out(result->evaluation, expected_option(result))
                 ? ", which is ruled out; "
                 : ", but ");
    put_verdict(out, result);
    if (expected_option(result) == result->evaluation->verdict.alternative)
        buffer_printf(out, "; what %s is the alternative",
                      result->expected_is_given ? "is expected"
                                                : "was decided");
}

/* "not answered, but required by --require: deployment and 3 more" */
static void put_required(struct buffer *out, const struct check_result *result)
{
    const dvf_kb *kb = result->evaluation->kb;
    const struct index_list *unknown = &result->evaluation->unknown;
    uint32_t count = 0;

    buffer_puts(out, "ot answered, but required by ");
    line_put(out, origin_of(result, POLICY_REQUIRE));
    for (uint32_t i = 0; i < unknown->count; i++) {
        uint32_t attribute = unknown->items[i];

        if (result->policy->required[attribute] &&
            line_begin_item(out, &count, ": "))
            line_put(out, kb_attribute_id(kb, attribute));
    }
    line_end_items(out, count);
}

static void put_too_few(struct buffer *out, const struct check_result *result)
{
    const dvf_evaluation *evaluation = result->evaluation;
    uint32_t answered = evaluation->answered.count;

    buffer_printf(
        out, "There are not enough answers: %u of %u questions are answered",
        (unsigned)answered, (unsigned)(answered + evaluation->unknown.count));
    if (evaluation->verdict.outcome == OUTCOME_UNDECIDED)
        buffer_puts(out, ", and nothing speaks for an option");
    if (judge_lacks_count(evaluation, result->policy)) {
        put_asks(out, result, POLICY_MIN_ANSWERED);
        buffer_printf(out, "%u", (unsigned)result->policy->min_answered);
    }
}

static void put_too_weak(struct buffer *out, const struct check_result *result)
{
    put_expected(out, result);
    if (result->evaluation->verdict.outcome == OUTCOME_OPTION) {
        bool is_weak = judge_lacks_lead(result->evaluation, result->policy) ||
                       judge_lacks_strength(result->evaluation, result->policy);

        buffer_puts(out, ", and the answers lead to it");
        buffer_puts(out, is_weak ? ", but not by enough " : " ");
        put_margin(out, result);
    } else {
        buffer_puts(out, ", and ");
        put_verdict(out, result);
    }
    put_bounds(out, result);
    put_settled(out, result);
}

static void put_undecided(struct buffer *out, const struct check_result *result)
{
    unsigned lacks = judge_lacks(result->evaluation, result->policy);

    if ((lacks & JUDGE_LACKS_ANSWERS) != 0)
        put_too_few(out, result);
    if ((lacks & JUDGE_LACKS_REQUIRED) != 0) {
        buffer_puts(out, (lacks & JUDGE_LACKS_ANSWERS) != 0 ? "; n" : "N");
        put_required(out, result);
    }
    if (lacks == 0)
        put_too_weak(out, result);
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

/* Writers by the outcome without a waiver. */
static void (*const putters[CHECK_OUTCOME_COUNT])(
    struct buffer *out, const struct check_result *result) = {
    [CHECK_AGREES] = put_agrees,           [CHECK_TOLERATED] = put_tolerated,
    [CHECK_DIFFERS] = put_differs,         [CHECK_UNDECIDED] = put_undecided,
    [CHECK_NO_DECISION] = put_no_decision,
};

/* Append the causes in the words of the knowledge base: an exclusion, or a
 * requirement of a combination that is not met. */
static void put_cause(struct buffer *out, const struct check_result *result)
{
    struct cause causes[CAUSES_MAX];
    uint32_t count = result->unwaived == CHECK_DIFFERS
                         ? judge_causes(result, causes, CAUSES_MAX)
                         : 0;

    for (uint32_t i = 0; i < count; i++) {
        buffer_putc(out, ' ');
        buffer_puts(out, kb_string(result->evaluation->kb, causes[i].says));
    }
}

static void put_waiver(struct buffer *out, const struct check_result *result)
{
    const struct waiver *waiver = &judge_profile(result)->waiver;

    if (result->waiver == WAIVER_ACTIVE)
        buffer_printf(out, "; a waiver is in force until %s", waiver->expires);
    else if (result->waiver == WAIVER_EXPIRED)
        buffer_printf(out, "; the waiver ended on %s", waiver->expires);
}

const char *message_of_outcome(struct check_result *result)
{
    struct buffer text = {0};

    putters[result->unwaived](&text, result);
    put_waiver(&text, result);
    buffer_putc(&text, '.');
    put_cause(&text, result);
    return line_keep(&result->arena, &text);
}
