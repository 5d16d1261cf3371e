/* SPDX-License-Identifier: MIT */
/*
 * Judging: the outcome of a profile, what stands against a decision whatever
 * the scores, the effect of a waiver, and the summary of many.
 */
#include "check/judge.h"

#include "base/date.h"
#include "check/weaker.h"
#include "profile/profile.h"

#include <assert.h>
#include <string.h>

/* --------------------------------------------------------------- bounds */

static bool lacks_required(const dvf_evaluation *evaluation,
                           const struct policy *policy)
{
    const struct index_list *unknown = &evaluation->unknown;

    for (uint32_t i = 0; i < unknown->count; i++)
        if (policy->required[unknown->items[i]])
            return true;
    return false;
}

bool judge_lacks_count(const dvf_evaluation *evaluation,
                       const struct policy *policy)
{
    /* All that apply are enough, however few they are. */
    return evaluation->answered.count < policy->min_answered &&
           evaluation->unknown.count > 0;
}

unsigned judge_lacks(const dvf_evaluation *evaluation,
                     const struct policy *policy)
{
    bool answers = evaluation->verdict.outcome == OUTCOME_UNDECIDED ||
                   judge_lacks_count(evaluation, policy);

    return (answers ? JUDGE_LACKS_ANSWERS : 0) |
           (lacks_required(evaluation, policy) ? JUDGE_LACKS_REQUIRED : 0);
}

bool judge_lacks_lead(const dvf_evaluation *evaluation,
                      const struct policy *policy)
{
    /* Test for a bound first: without one even a lead below 0, which an
     * excluded option can cause, is not short. */
    return policy->min_lead > 0 &&
           verdict_margin(evaluation) < (int64_t)policy->min_lead;
}

bool judge_lacks_strength(const dvf_evaluation *evaluation,
                          const struct policy *policy)
{
    const struct verdict *verdict = &evaluation->verdict;

    /* Too close to call is weaker than the least strength. */
    return policy->min_strength != KB_NONE &&
           (verdict->outcome != OUTCOME_OPTION ||
            verdict->strength < policy->min_strength);
}

/* -------------------------------------------------------------- outcome */

bool judge_lacks_settled(const struct check_result *result)
{
    return result->policy->require_settled && !result->is_settled;
}

static bool is_short(const dvf_evaluation *evaluation,
                     const struct policy *policy, bool settled)
{
    return (policy->require_settled && !settled) ||
           judge_lacks(evaluation, policy) != 0 ||
           judge_lacks_lead(evaluation, policy) ||
           judge_lacks_strength(evaluation, policy);
}

enum check_outcome judge_outcome(const dvf_evaluation *evaluation,
                                 const struct policy *policy,
                                 const char *expected, bool settled)
{
    if (!expected)
        return CHECK_NO_DECISION;
    if (evaluation->verdict.outcome == OUTCOME_UNDECIDED)
        return CHECK_UNDECIDED;
    uint32_t option = kb_find_option(evaluation->kb, expected);
    assert(option != KB_NONE);
    /* Test for `differs` before the bounds: min_lead must never soften it to
     * `undecided`. */
    if (!verdict_is_leading(evaluation, option))
        return CHECK_DIFFERS;
    if (policy && is_short(evaluation, policy, settled))
        return CHECK_UNDECIDED;
    return evaluation->verdict.outcome == OUTCOME_OPTION ? CHECK_AGREES
                                                         : CHECK_TOLERATED;
}

/* ---------------------------------------------------------------- causes */

static uint32_t add_exclusions(const dvf_evaluation *evaluation,
                               uint32_t option, struct cause *causes,
                               uint32_t room)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t count = 0;

    for (uint32_t i = 0; i < evaluation->excludes.count && count < room; i++) {
        const struct kb_exclude *exclude = &kb_excludes(
            kb)[evaluation->excludes.items[i]];

        if (kb_option_includes(kb, option, exclude->option))
            causes[count++] = (struct cause){exclude->says,
                                             &exclude->condition};
    }
    return count;
}

static uint32_t add_unmet(const dvf_evaluation *evaluation,
                          const struct gate *gate, struct cause *causes,
                          uint32_t room)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_range range =
        kb_combinations(kb)[gate->combination].requirements;
    uint32_t count = 0;

    for (uint32_t i = 0; i < range.count && count < room; i++) {
        const struct kb_requirement *requirement = &kb_requirements(
            kb)[range.first + i];

        if (gate->requirements[i] != TRUTH_TRUE)
            causes[count++] = (struct cause){requirement->unmet,
                                             &requirement->condition};
    }
    return count;
}

uint32_t judge_causes(const struct check_result *result, struct cause *causes,
                      uint32_t room)
{
    const dvf_evaluation *evaluation = result->evaluation;
    uint32_t option = kb_find_option(evaluation->kb, result->expected);
    uint32_t count = add_exclusions(evaluation, option, causes, room);

    uint32_t combination = kb_combination_of(evaluation->kb, option);

    if (combination != KB_NONE)
        count += add_unmet(evaluation, &evaluation->gates[combination],
                           causes + count, room - count);
    return count;
}

/* --------------------------------------------------------------- judging */

/* Let a waiver replace an outcome that would fail, as long as it lasts. */
static void apply_waiver(struct check_result *result, const char *as_of)
{
    const struct waiver *waiver = &judge_profile(result)->waiver;

    if (!waiver->reason)
        return;
    result->waiver_days = date_days(waiver->expires) - date_days(as_of);
    if (!result->policy->fails[result->unwaived]) {
        result->waiver = WAIVER_UNUSED;
    } else if (result->waiver_days >= 0) {
        result->waiver = WAIVER_ACTIVE;
        result->outcome = CHECK_WAIVED;
    } else {
        result->waiver = WAIVER_EXPIRED;
        result->outcome = CHECK_WAIVER_EXPIRED;
    }
}

static void compare_lock(struct check_result *result,
                         const struct check_subject *subject)
{
    struct arena *arena = &result->arena;

    if (!subject->locked)
        return;
    if (subject->today) {
        result->today = subject->today;
        (void)lock_compare(&result->lock, arena, subject->locked,
                           subject->today);
        return;
    }
    struct lock_entry *today = arena_alloc(arena, sizeof *today);
    result->today = today;
    if (today && lock_entry_make(today, arena, subject->evaluation,
                                 subject->name) == DVF_OK)
        (void)lock_compare(&result->lock, arena, subject->locked, today);
}

static bool fails_by_lock(const struct check_result *result,
                          const struct check_request *request)
{
    return request->locked && !request->locking && !check_is_record(result) &&
           (result->lock.state == LOCK_NONE ||
            result->lock.state == LOCK_MOVED);
}

/* Fail by the policy, and by an expired waiver: the outcome that it waived
 * fails again. */
static bool outcome_fails(const struct check_result *result)
{
    return result->policy->fails[result->outcome] ||
           result->outcome == CHECK_WAIVER_EXPIRED;
}

/* True where people find the policy, which a message may name, by another
 * name. */
static bool judge_names_policy(const struct check_result *result)
{
    const struct policy *policy = result->policy;

    return policy->file && policy->local &&
           strcmp(policy->file, policy->local) != 0;
}

dvf_status check_judge(struct check_result *result,
                       const struct check_subject *subject,
                       const struct check_request *request)
{
    const dvf_profile *profile = subject->evaluation->profile;

    assert(request->policy && request->policy->kb == subject->evaluation->kb);
    assert(date_is_day(request->as_of));
    *result = (struct check_result){
        .file = subject->file,
        .profile = profile->name,
        .evaluation = subject->evaluation,
        .policy = request->policy,
        .subject = subject,
        .is_record = subject->record && subject->record->recorded,
        .expected = request->expect ? request->expect
                                    : profile->decision.option,
        .expected_is_given = request->expect,
    };
    if (settled_find(result, request) != DVF_OK)
        return DVF_NO_MEMORY;
    result->unwaived = judge_outcome(result->evaluation, result->policy,
                                     result->expected, result->is_settled);
    result->outcome = result->unwaived;
    apply_waiver(result, request->as_of);
    compare_lock(result, subject);
    if (result->arena.failed)
        return DVF_NO_MEMORY;
    result->fails_by_lock = fails_by_lock(result, request);
    result->fails_by_outcome = outcome_fails(result);
    if (check_is_record(result))
        judge_record(result, request->locked);
    result->fails = result->fails_by_outcome || result->fails_by_lock ||
                    result->fails_by_record;
    result->message = message_of_outcome(result);
    result->told = result->message;
    if (judge_names_policy(result)) {
        result->telling = true;
        result->told = message_of_outcome(result);
    }
    findings_make(result, request);
    weaker_find(result, request);
    return arena_status(&result->arena);
}

dvf_status check_tell(struct check_result *result, const char *told)
{
    result->told = arena_copy(&result->arena, told, strlen(told));
    for (uint32_t i = 0; i < result->findings_count && result->told; i++)
        if (result->findings[i].message == result->message)
            result->findings[i].told = result->told;
    return arena_status(&result->arena);
}

dvf_status check_fail(struct check_result *result,
                      const struct check_failure *failure)
{
    assert(failure->file && failure->message);
    *result = (struct check_result){
        .file = failure->file,
        .problems = failure->problems,
        .outcome = CHECK_ERROR,
        .unwaived = CHECK_ERROR,
        .fails = true,
        .fails_by_outcome = true,
    };
    result->message = arena_copy(&result->arena, failure->message,
                                 strlen(failure->message));
    result->told = result->message;
    findings_of_problems(result, failure);
    return arena_status(&result->arena);
}

void check_result_release(struct check_result *result)
{
    arena_release(&result->arena);
}

const char *waiver_word(enum waiver_state state)
{
    static const char *const words[] = {
        [WAIVER_NONE] = NULL,
        [WAIVER_ACTIVE] = "active",
        [WAIVER_EXPIRED] = "expired",
        [WAIVER_UNUSED] = "unused",
    };

    return words[state];
}

/* -------------------------------------------------------------- summary */

struct check_summary check_summarise(const struct check_result *results,
                                     size_t count)
{
    struct check_summary summary = {.total = count};

    for (size_t i = 0; i < count; i++) {
        summary.outcomes[results[i].outcome]++;
        summary.failed += results[i].fails;
    }
    return summary;
}

enum check_status check_summary_status(const struct check_summary *summary)
{
    if (summary->outcomes[CHECK_ERROR] > 0)
        return CHECK_STATUS_ERROR;
    return summary->failed > 0 ? CHECK_STATUS_FAILS : CHECK_STATUS_HOLDS;
}

/* -------------------------------------------------------- slips of the year */

/* Adds the years to the digits of the start, which may pass the year 9999. */
static bool is_years_after(const char *day, const char *start, int years)
{
    char limit[DATE_SIZE];

    memcpy(limit, start, sizeof limit);
    for (int i = 3; i >= 0 && years > 0; i--) {
        int digit = limit[i] - '0' + years;

        limit[i] = (char)('0' + digit % 10);
        years = digit / 10;
    }
    /* Past the year 9999 there is no day. */
    return years == 0 && strcmp(day, limit) > 0;
}

dvf_status check_dates(const dvf_profile *profile, const char *as_of,
                       struct dvf_diagnostics *problems)
{
    const struct decision *decision = &profile->decision;
    const struct waiver *waiver = &profile->waiver;

    assert(date_is_day(as_of));
    diagnostics_input(problems, profile->file, NULL, 0);
    if (decision->date && strcmp(decision->date, as_of) > 0)
        diagnostics_warning(problems, DIAGNOSTIC_DATE, decision->date_at,
                            "is the year right?",
                            "the decision is dated %s, which is after %s",
                            decision->date, as_of);
    if (waiver->reason &&
        is_years_after(waiver->expires, as_of, CHECK_WAIVER_YEARS_MAX))
        diagnostics_warning(problems, DIAGNOSTIC_DATE, waiver->expires_at,
                            "is the year right? A waiver is leave for a time",
                            "the waiver lasts until %s, more than %d years "
                            "after %s",
                            waiver->expires, CHECK_WAIVER_YEARS_MAX, as_of);
    dvf_status status = diagnostics_status(problems);
    diagnostics_input_end(problems);
    return status;
}
