/* SPDX-License-Identifier: MIT */
/*
 * Findings: what is to be said of a result, where, and under which
 * fingerprint.
 */
#include "check/judge.h"
#include "check/line.h"
#include "check/lock_format.h"

#include <stdlib.h>
#include <string.h>

/* An outcome, a waiver and a lock yield one each. */
#define FINDINGS_MAX 3

/* ------------------------------------------------------------ fingerprint */

/* Of what stays the same while lines move. */
static bool take_fingerprint(struct check_finding *finding, const char *code)
{
    struct buffer text = {0};

    buffer_printf(&text, "%s\n%s%s%s\n%s\n%u", finding->place.file,
                  check_finding_word(finding->kind), code ? "/" : "",
                  code ? code : "", finding->place.pointer,
                  (unsigned)finding->ordinal);
    bool made = !text.failed;
    if (made)
        sha256_text(text.bytes, text.length, finding->fingerprint);
    buffer_release(&text);
    return made;
}

/* Those that fail first, otherwise as they were found. There are few. */
static void sort_findings(struct check_result *result)
{
    for (uint32_t i = 1; i < result->findings_count; i++) {
        struct check_finding finding = result->findings[i];
        uint32_t to = i;

        for (; to > 0 && result->findings[to - 1].level > finding.level; to--)
            result->findings[to] = result->findings[to - 1];
        result->findings[to] = finding;
    }
}

/* ---------------------------------------------------------------- places */

/* Where the decision stands, or else the name of what has none. */
static struct check_place decision_place(const struct check_result *result)
{
    const dvf_profile *profile = judge_profile(result);
    struct check_place place = {.file = result->file};

    if (profile->decision.option) {
        place.pointer = "/decision/option";
        place.at = profile->decision.at;
    } else {
        place.pointer = "/profile";
        place.at = profile->name_at;
    }
    return place;
}

static struct check_place waiver_place(const struct check_result *result,
                                       const char *pointer, struct position at)
{
    return (struct check_place){
        .file = result->file,
        .pointer = pointer,
        .at = at,
    };
}

/* --------------------------------------------------------------- related */

/* The answers that a finding is related to, each once. */
struct answers {
    uint32_t attributes[CHECK_RELATED_MAX];
    uint32_t count;
};

static bool has_answer(const struct answers *answers, uint32_t attribute)
{
    for (uint32_t i = 0; i < answers->count; i++)
        if (answers->attributes[i] == attribute)
            return true;
    return false;
}

/* "realtime: core speaks for Right (+4)" */
static bool make_related(struct check_result *result,
                         const struct reason *reason, uint32_t attribute,
                         struct check_place *place)
{
    const dvf_kb *kb = result->evaluation->kb;
    const char *id = kb_string(kb, kb_attributes(kb)[attribute].id);
    const struct kb_option *option = &kb_options(
        kb)[kb_rules(kb)[reason->rule].option];
    const char *answer = lock_answer_text(&result->arena, result->evaluation,
                                          attribute);
    struct buffer text = {0};

    buffer_printf(&text, "/answers/%s", id);
    place->pointer = line_keep(&result->arena, &text);
    line_put(&text, id);
    buffer_puts(&text, ": ");
    line_put(&text, answer ? answer : "");
    buffer_puts(&text, " speaks for ");
    line_put(&text, kb_string(kb, option->title));
    buffer_printf(&text, " (+%u)", (unsigned)reason->points);
    place->message = line_keep(&result->arena, &text);
    place->file = result->file;
    place->at = judge_profile(result)->answers[attribute].value;
    return answer && place->pointer && place->message;
}

/* Add the answers behind one reason. */
static bool relate_reason(struct check_result *result,
                          struct check_finding *finding,
                          struct answers *answers, const struct reason *reason)
{
    const dvf_kb *kb = result->evaluation->kb;
    const struct kb_range range = kb_rules(kb)[reason->rule].condition.reads;
    const uint32_t *reads = kb_index(kb, range);

    for (uint32_t i = 0; i < range.count; i++) {
        if (!judge_profile(result)->answers[reads[i]].answered ||
            answers->count == CHECK_RELATED_MAX ||
            has_answer(answers, reads[i]))
            continue;
        if (!make_related(result, reason, reads[i],
                          &finding->related[answers->count]))
            return false;
        answers->attributes[answers->count++] = reads[i];
    }
    return true;
}

/* What speaks against the decision comes first. */
static bool relate(struct check_result *result, struct check_finding *finding)
{
    const dvf_evaluation *evaluation = result->evaluation;
    uint32_t expected = kb_find_option(evaluation->kb, result->expected);
    struct answers answers = {.count = 0};

    finding->related = arena_array(&result->arena, CHECK_RELATED_MAX,
                                   sizeof *finding->related);
    if (!finding->related)
        return false;
    for (int own = 0; own <= 1; own++) {
        for (uint32_t i = 0; i < evaluation->reason_count; i++) {
            const struct reason *reason = &evaluation->reasons[i];
            uint32_t option = kb_rules(evaluation->kb)[reason->rule].option;

            if (reason->counts && (option == expected) == own &&
                !relate_reason(result, finding, &answers, reason))
                return false;
        }
    }
    finding->related_count = answers.count;
    return true;
}

/* --------------------------------------------------------------- findings */

static struct check_finding *add(struct check_result *result, unsigned kind,
                                 enum check_level level,
                                 struct check_place place)
{
    struct check_finding *finding = &result->findings[result->findings_count++];

    finding->kind = kind;
    finding->level = level;
    finding->place = place;
    return finding;
}

/* What to do about an outcome. */
static const char *outcome_hint(const struct check_result *result)
{
    static const char *const hints[CHECK_OUTCOME_COUNT] = {
        [CHECK_DIFFERS] = "re-decide, correct the answers, or record a waiver "
                          "with a reason and an end",
        [CHECK_UNDECIDED] = "answer more questions; dvf init lists them all",
        [CHECK_WAIVER_EXPIRED] = "re-decide, correct the answers, or renew the "
                                 "waiver",
        [CHECK_NO_DECISION] = "record it under 'decision:', with its option",
    };

    if (!result->policy->fails[result->outcome])
        return NULL;
    if (result->outcome == CHECK_DIFFERS && result->expected_is_given)
        return "expect another option, or correct the answers";
    return hints[result->outcome] ? hints[result->outcome]
                                  : "the policy fails on it: look at fail_on";
}

static bool add_outcome(struct check_result *result)
{
    bool fails = result->policy->fails[result->outcome];

    if (result->outcome == CHECK_AGREES && !fails)
        return true;
    struct check_finding *finding = add(
        result, result->outcome, fails ? CHECK_LEVEL_ERROR : CHECK_LEVEL_NOTE,
        decision_place(result));
    finding->message = result->message;
    finding->hint = outcome_hint(result);
    return (result->unwaived != CHECK_DIFFERS &&
            result->unwaived != CHECK_TOLERATED) ||
           relate(result, finding);
}

static const char *waiver_message(struct check_result *result)
{
    const char *expires = judge_profile(result)->waiver.expires;
    struct buffer text = {0};

    if (result->waiver == WAIVER_UNUSED) {
        buffer_puts(&text, "The waiver waives nothing: the outcome passes "
                           "without it.");
        if (result->waiver_days < 0)
            buffer_printf(&text, " It ended on %s.", expires);
    } else if (result->waiver_days == 0) {
        buffer_printf(&text, "The waiver ends today, on %s.", expires);
    } else {
        buffer_printf(&text, "The waiver ends in %ld %s, on %s.",
                      (long)result->waiver_days,
                      result->waiver_days == 1 ? "day" : "days", expires);
    }
    return line_keep(&result->arena, &text);
}

static bool add_waiver(struct check_result *result)
{
    const struct waiver *waiver = &judge_profile(result)->waiver;
    bool expiring = result->waiver == WAIVER_ACTIVE &&
                    result->waiver_days <= CHECK_WAIVER_WARNING_DAYS;
    struct check_finding *finding = NULL;

    if (expiring) {
        finding = add(
            result, CHECK_WAIVER_EXPIRING, CHECK_LEVEL_WARNING,
            waiver_place(result, "/waiver/expires", waiver->expires_at));
        finding->hint = "re-decide, or renew the waiver, before it ends";
    } else if (result->waiver == WAIVER_UNUSED) {
        finding = add(result, CHECK_WAIVER_UNUSED, CHECK_LEVEL_WARNING,
                      waiver_place(result, "/waiver", waiver->at));
        finding->hint = "remove the waiver";
    }
    if (finding)
        finding->message = waiver_message(result);
    return !finding || finding->message;
}

/* Whether to re-decide or to refresh the lock. */
static const char *lock_hint(const struct check_result *result)
{
    if (result->policy->fails[result->outcome])
        return "re-decide, or correct the answers; then lock again: "
               "dvf check --lock";
    if (result->outcome == CHECK_AGREES || result->outcome == CHECK_TOLERATED)
        return "the decision still holds, so refresh the lock: "
               "dvf check --lock";
    return "it passes as it is, so refresh the lock: dvf check --lock";
}

static bool add_lock(struct check_result *result,
                     const struct check_request *request)
{
    enum lock_state state = result->lock.state;
    struct check_finding *finding;

    if (request->locking || state == LOCK_SAME ||
        (state == LOCK_NONE && !request->locked))
        return true;
    if (state == LOCK_NONE) {
        finding = add(result, CHECK_LOCK_MISSING, CHECK_LEVEL_ERROR,
                      decision_place(result));
        finding->message = "The decision is not locked.";
        finding->hint = "lock it: dvf check --lock";
        return true;
    }
    if (state == LOCK_CHANGED)
        finding = add(result, CHECK_LOCK_CHANGED, CHECK_LEVEL_NOTE,
                      decision_place(result));
    else
        finding = add(result, CHECK_LOCK_MOVED,
                      request->locked ? CHECK_LEVEL_ERROR : CHECK_LEVEL_WARNING,
                      decision_place(result));
    finding->message = message_of_lock(result);
    finding->hint = lock_hint(result);
    return finding->message;
}

bool findings_make(struct check_result *result,
                   const struct check_request *request)
{
    result->findings = arena_array(&result->arena, FINDINGS_MAX,
                                   sizeof *result->findings);
    if (!result->findings || !add_outcome(result) || !add_waiver(result) ||
        !add_lock(result, request))
        return false;
    for (uint32_t i = 0; i < result->findings_count; i++)
        if (!take_fingerprint(&result->findings[i], NULL))
            return false;
    sort_findings(result);
    return true;
}

/* --------------------------------------------------------------- problems */

/* How many problems of the same file and code stand before one. */
static uint32_t count_before(const struct dvf_diagnostics *problems,
                             size_t index)
{
    const dvf_diagnostic *one = dvf_diagnostics_at(problems, index);
    uint32_t count = 0;

    for (size_t i = 0; i < index; i++) {
        const dvf_diagnostic *other = dvf_diagnostics_at(problems, i);

        count += strcmp(one->code, other->code) == 0 &&
                 strcmp(one->file, other->file) == 0;
    }
    return count;
}

static bool add_problem(struct check_result *result, size_t index)
{
    const dvf_diagnostic *problem = dvf_diagnostics_at(result->problems, index);
    struct check_place place = {
        .file = problem->file,
        .pointer = "",
        .at = {problem->line, problem->column, problem->length},
    };
    struct check_finding *finding = add(result, CHECK_ERROR,
                                        problem->severity == DVF_ERROR
                                            ? CHECK_LEVEL_ERROR
                                            : CHECK_LEVEL_WARNING,
                                        place);
    struct buffer text = {0};

    buffer_printf(&text, "%s [%s]", problem->message, problem->code);
    finding->message = line_keep(&result->arena, &text);
    finding->ordinal = count_before(result->problems, index);
    if (problem->hint) {
        buffer_puts(&text, problem->hint);
        finding->hint = line_keep(&result->arena, &text);
    }
    return finding->message && (!problem->hint || finding->hint) &&
           take_fingerprint(finding, problem->code);
}

bool findings_of_problems(struct check_result *result)
{
    size_t count = result->problems ? dvf_diagnostics_count(result->problems)
                                    : 0;

    result->findings = arena_array(&result->arena, count ? count : 1,
                                   sizeof *result->findings);
    if (!result->findings)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!add_problem(result, i))
            return false;
    if (count == 0) {
        struct check_finding *finding = add(
            result, CHECK_ERROR, CHECK_LEVEL_ERROR,
            (struct check_place){.file = result->file, .pointer = ""});

        finding->message = result->message;
        if (!take_fingerprint(finding, NULL))
            return false;
    }
    sort_findings(result);
    return true;
}
