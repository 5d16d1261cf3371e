/* SPDX-License-Identifier: MIT */
/*
 * Findings of a result: message, place, hint, command and fingerprint of each.
 */
#include "base/shell.h"
#include "check/judge.h"
#include "check/line.h"
#include "profile/answer.h"

#include <stdlib.h>
#include <string.h>

/* An outcome, a waiver, a lock, a provisional verdict, answers that do not
 * count and a record yield one each. */
#define FINDINGS_MAX 6

/* Sort by level, failures first, and keep the order of equals. Insertion sort:
 * there are few. */
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

/* Place of the decision, or else of the name of the profile. */
static struct check_place decision_place(const struct check_result *result)
{
    const dvf_profile *profile = judge_profile(result);
    struct check_place place = {.file = result->file};

    if (profile->decision.option) {
        place.pointer = check_is_record(result) ? "/option"
                                                : "/decision/option";
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

/* "realtime: core, io_profile: mixed": the answers in a range of indices.
 * @return whether there are several */
static bool put_answers(struct check_result *result, struct kb_range range,
                        struct buffer *text)
{
    const dvf_kb *kb = result->evaluation->kb;
    const uint32_t *reads = kb_index(kb, range);
    bool several = false;

    for (uint32_t i = 0; i < range.count; i++) {
        const struct answer *answer = &judge_profile(result)->answers[reads[i]];
        struct buffer word = {0};

        if (!answer_given(answer))
            continue;
        several = text->length > 0;
        buffer_puts(text, several ? ", " : "");
        line_put(text, kb_attribute_id(kb, reads[i]));
        buffer_puts(text, ": ");
        answer_append(kb, reads[i], answer, &word);
        if (word.failed)
            text->failed = true;
        else
            line_put(text, word.bytes);
        buffer_release(&word);
    }
    return several;
}

/* Place at an answer; its message is set by the caller. */
static void place_at(struct check_result *result, uint32_t attribute,
                     struct check_place *place)
{
    const dvf_kb *kb = result->evaluation->kb;
    struct buffer text = {0};

    buffer_printf(&text, "/answers/%s", kb_attribute_id(kb, attribute));
    place->pointer = line_keep(&result->arena, &text);
    place->file = result->file;
    place->at = judge_profile(result)->places[attribute].value;
}

/* "realtime: core speaks for Right (+4)", at the first answer it rests on. */
static void relate_reason(struct check_result *result,
                          const struct reason *reason,
                          struct check_place *place)
{
    const dvf_kb *kb = result->evaluation->kb;
    const struct kb_rule *rule = &kb_rules(kb)[reason->rule];
    struct buffer text = {0};

    place_at(result, reason_first_answer(result->evaluation, reason), place);
    buffer_puts(&text, put_answers(result, rule->condition.reads, &text)
                           ? " speak for "
                           : " speaks for ");
    line_put(&text, kb_string(kb, kb_options(kb)[rule->option].title));
    buffer_printf(&text, " (+%u)", (unsigned)reason->points);
    place->message = line_keep(&result->arena, &text);
}

/* The answers by which an option is ruled out, or a combination not met. */
static void relate_cause(struct check_result *result,
                         struct check_finding *finding, struct kb_range reads)
{
    const uint32_t *attributes = kb_index(result->evaluation->kb, reads);

    for (uint32_t i = 0; i < reads.count; i++) {
        const struct kb_range one = {reads.first + i, 1};
        struct buffer text = {0};

        if (!answer_given(&judge_profile(result)->answers[attributes[i]]) ||
            finding->related_count == CHECK_RELATED_MAX)
            continue;
        struct check_place *place = &finding->related[finding->related_count++];
        place_at(result, attributes[i], place);
        (void)put_answers(result, one, &text);
        buffer_puts(&text, " stands against it");
        place->message = line_keep(&result->arena, &text);
    }
}

static void relate_causes(struct check_result *result,
                          struct check_finding *finding)
{
    struct cause causes[CHECK_RELATED_MAX];
    uint32_t count = result->unwaived == CHECK_DIFFERS
                         ? judge_causes(result, causes, CHECK_RELATED_MAX)
                         : 0;

    for (uint32_t i = 0; i < count; i++) {
        relate_cause(result, finding, causes[i].condition->reads);
        relate_cause(result, finding, causes[i].condition->guards);
    }
}

/* Relate causes, then reasons that count: those against the decision come
 * first. */
static void relate(struct check_result *result, struct check_finding *finding)
{
    const dvf_evaluation *evaluation = result->evaluation;
    uint32_t expected = kb_find_option(evaluation->kb, result->expected);

    finding->related = arena_array(&result->arena, CHECK_RELATED_MAX,
                                   sizeof *finding->related);
    if (!finding->related)
        return;
    relate_causes(result, finding);
    for (int own = 0; own <= 1; own++) {
        for (uint32_t i = 0; i < evaluation->reason_count; i++) {
            const struct reason *reason = &evaluation->reasons[i];
            uint32_t option = kb_rules(evaluation->kb)[reason->rule].option;

            if (!reason->counts || (option == expected) != own ||
                finding->related_count == CHECK_RELATED_MAX ||
                reason_first_answer(evaluation, reason) == KB_NONE)
                continue;
            relate_reason(result, reason,
                          &finding->related[finding->related_count++]);
        }
    }
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

static bool lacks_answers(const struct check_result *result)
{
    return result->outcome == CHECK_UNDECIDED &&
           judge_lacks(result->evaluation, result->policy) != 0;
}

/* Make a command that ends in the operand, if any, and names the knowledge
 * base. */
static const char *command_text(struct check_result *result,
                                const struct check_request *request,
                                const char *words, const char *operand)
{
    const struct shell_option options[] = {
        {request->kb_path ? "--kb" : NULL, request->kb_path},
    };
    const struct shell_command command = {.words = words,
                                          .options = options,
                                          .options_count = 1,
                                          .operand = operand};
    struct buffer text = {0};

    shell_command(&text, &command);
    return buffer_keep(&text, &result->arena);
}

/* Advise to record a decision, with all options. */
static const char *decision_hint(struct check_result *result)
{
    const dvf_kb *kb = result->evaluation->kb;
    struct buffer text = {0};

    buffer_puts(&text, "add 'decision: {option: ...}' with one of: ");
    for (uint32_t i = 0; i < kb_options_count(kb); i++) {
        buffer_puts(&text, i > 0 ? ", " : "");
        line_put(&text, kb_option_id(kb, i));
    }
    return line_keep(&result->arena, &text);
}

/* Advise on an outcome that fails. */
static const char *outcome_hint(struct check_result *result)
{
    if (check_is_record(result))
        return "decide anew, or correct the answers in the profile; then renew "
               "the record";
    switch (result->outcome) {
    case CHECK_DIFFERS:
        return result->expected_is_given
                   ? "expect another option, or correct the answers"
                   : "re-decide, correct the answers, or record a waiver with "
                     "a reason and an end";
    case CHECK_UNDECIDED:
        return lacks_answers(result)
                   ? "answer what is missing; every question is explained by"
                   : "answer more questions, re-decide, or record a waiver "
                     "with a reason and an end";
    case CHECK_WAIVER_EXPIRED:
        return "re-decide, correct the answers, or renew the waiver";
    case CHECK_NO_DECISION:
        return decision_hint(result);
    default:
        return "this outcome is one of those to fail on";
    }
}

/* True for an outcome that compares an expected option with reasons. */
static bool rests_on_reasons(const struct check_result *result)
{
    return result->unwaived == CHECK_DIFFERS ||
           result->unwaived == CHECK_TOLERATED ||
           (result->unwaived == CHECK_UNDECIDED &&
            judge_lacks(result->evaluation, result->policy) == 0);
}

/* "until 2027-03-31, by platform: the reason" */
static const char *waiver_text(struct check_result *result)
{
    const struct waiver *waiver = &judge_profile(result)->waiver;
    struct buffer text = {0};

    buffer_printf(&text, "until %s", waiver->expires);
    if (waiver->owner && *waiver->owner)
        buffer_printf(&text, ", by %s", waiver->owner);
    buffer_printf(&text, ": %s", waiver->reason);
    return line_keep(&result->arena, &text);
}

static void add_outcome(struct check_result *result,
                        const struct check_request *request)
{
    bool fails = result->fails_by_outcome;

    if (result->outcome == CHECK_AGREES && !fails)
        return;
    struct check_finding *finding = add(
        result, result->outcome, fails ? CHECK_LEVEL_ERROR : CHECK_LEVEL_NOTE,
        decision_place(result));
    finding->message = result->message;
    finding->told = result->told;
    finding->hint = fails ? outcome_hint(result) : NULL;
    if (fails && lacks_answers(result))
        finding->command = command_text(result, request, "dvf init", NULL);
    if (result->outcome != result->unwaived)
        finding->waiver = waiver_text(result);
    if (rests_on_reasons(result))
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

static void add_waiver(struct check_result *result)
{
    const struct waiver *waiver = &judge_profile(result)->waiver;
    bool expiring = result->waiver == WAIVER_ACTIVE &&
                    result->waiver_days <= CHECK_WAIVER_WARNING_DAYS;
    struct check_finding *finding = NULL;

    /* The waiver stands in the profile, and is warned of there. */
    if (check_is_record(result))
        return;
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
}

/* Advise to re-decide or to refresh the lock. */
static const char *lock_hint(const struct check_result *result)
{
    if (!lock_can_name(result->subject->name))
        return "rename the file: its name cannot stand in a lock";
    if (result->lock.state == LOCK_NONE)
        return "lock it";
    if (result->fails_by_outcome)
        return "re-decide, or correct the answers; then lock again";
    if (result->lock.state == LOCK_MOVED)
        return "the decision passes with this verdict too; if the change is "
               "right, refresh the lock";
    return "the verdict is the same, so refresh the lock";
}

static void advise_lock(struct check_result *result,
                        const struct check_request *request,
                        struct check_finding *finding)
{
    const struct check_subject *subject = result->subject;

    finding->hint = lock_hint(result);
    if (lock_can_name(subject->name))
        finding->command = command_text(result, request, "dvf check --lock",
                                        subject->path ? subject->path
                                                      : subject->file);
}

static void add_lock(struct check_result *result,
                     const struct check_request *request)
{
    enum lock_state state = result->lock.state;
    struct check_finding *finding;

    /* Skip other knowledge without an effect: it is told once for the run. */
    if (request->locking || check_is_record(result) || state == LOCK_SAME ||
        (state == LOCK_NONE && !request->locked) ||
        (state == LOCK_CHANGED && !result->lock.effects))
        return;
    if (state == LOCK_NONE) {
        finding = add(result, CHECK_LOCK_MISSING, CHECK_LEVEL_ERROR,
                      decision_place(result));
        finding->message = "No verdict is locked for it.";
    } else if (state == LOCK_CHANGED) {
        finding = add(result, CHECK_LOCK_CHANGED, CHECK_LEVEL_NOTE,
                      decision_place(result));
        finding->message = message_of_lock(result);
    } else {
        finding = add(result, CHECK_LOCK_MOVED,
                      request->locked ? CHECK_LEVEL_ERROR : CHECK_LEVEL_WARNING,
                      decision_place(result));
        finding->message = message_of_lock(result);
    }
    advise_lock(result, request, finding);
}

/* ------------------------------------------------------- open, not counted */

/* A lock ignores that a verdict is provisional; people should not. */
static void add_provisional(struct check_result *result)
{
    const dvf_evaluation *evaluation = result->evaluation;
    const struct index_list *list = &evaluation->hangs_on;
    struct buffer text = {0};
    uint32_t count = 0;

    if (!evaluation->verdict.provisional)
        return;
    struct check_finding *finding = add(
        result, CHECK_PROVISIONAL, CHECK_LEVEL_WARNING, decision_place(result));
    buffer_puts(&text, "The verdict ");
    line_put(&text, verdict_title(evaluation));
    buffer_puts(&text, " is provisional: it hangs on what is not answered");
    for (uint32_t i = 0; i < list->count; i++)
        if (line_begin_item(&text, &count, ", "))
            line_put(&text, kb_attribute_id(evaluation->kb, list->items[i]));
    line_end_items(&text, count);
    buffer_putc(&text, '.');
    finding->message = line_keep(&result->arena, &text);
    finding->hint = "answer what it hangs on";
}

/* One finding for all of them, at the first. */
static void add_idle(struct check_result *result)
{
    const dvf_kb *kb = result->evaluation->kb;
    struct check_finding *finding = NULL;
    struct buffer text = {0};
    uint32_t count = 0;

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        if (!evaluation_is_idle(result->evaluation, i))
            continue;
        if (!finding) {
            finding = add(result, CHECK_IDLE_ANSWER, CHECK_LEVEL_WARNING,
                          (struct check_place){0});
            place_at(result, i, &finding->place);
        }
        if (line_begin_item(&text, &count,
                            "Answered, but by other answers the question does "
                            "not apply: "))
            line_put(&text, kb_attribute_id(kb, i));
    }
    if (!finding)
        return;
    line_end_items(&text, count);
    buffer_putc(&text, '.');
    finding->message = line_keep(&result->arena, &text);
    finding->hint = "remove it, or correct the others";
}

/* The record that the profile names. */
static void add_unread(struct check_result *result)
{
    const struct check_record *record = result->subject->record;
    struct check_finding *finding;

    if (!record || !record->unread)
        return;
    finding = add(
        result, CHECK_RECORD_UNREAD, CHECK_LEVEL_WARNING,
        (struct check_place){.file = result->file,
                             .pointer = "/decision/record",
                             .at = judge_profile(result)->decision.record_at});
    finding->message = record->unread;
    finding->hint = "'dvf record' writes a record that can be checked";
}

static void take_fingerprint(struct check_result *result,
                             struct check_finding *finding,
                             const struct fingerprint *fingerprint)
{
    if (fingerprint_take(finding, fingerprint) != DVF_OK)
        result->arena.failed = true;
}

void findings_make(struct check_result *result,
                   const struct check_request *request)
{
    const struct fingerprint fingerprint = {.current = request->current};
    const bool is_record = check_is_record(result);
    struct check_finding few[FINDINGS_MAX] = {0};
    struct check_finding *room = few;

    /* Add them where there is room for all that there may be. */
    if (is_record)
        room = arena_array(&result->arena,
                           JUDGE_RECORD_FINDINGS(result->evaluation->kb) +
                               FINDINGS_MAX,
                           sizeof *room);
    if (!room)
        return;
    result->findings = room;
    add_outcome(result, request);
    add_waiver(result);
    add_lock(result, request);
    add_provisional(result);
    add_idle(result);
    add_unread(result);
    if (is_record)
        findings_of_record(result, request);
    result->findings = arena_array(&result->arena, result->findings_count,
                                   sizeof *result->findings);
    if (!result->findings)
        return;
    memcpy(result->findings, room,
           result->findings_count * sizeof *result->findings);
    for (uint32_t i = 0; i < result->findings_count; i++)
        take_fingerprint(result, &result->findings[i], &fingerprint);
    sort_findings(result);
}

/* --------------------------------------------------------------- problems */

/* Count the problems before one with the same file, code and key. The ordinal
 * ignores all others, so that they can come and go. */
static uint32_t count_before(const struct dvf_diagnostics *problems,
                             size_t index)
{
    const dvf_diagnostic *one = dvf_diagnostics_at(problems, index);
    uint32_t count = 0;

    for (size_t i = 0; i < index; i++) {
        const dvf_diagnostic *other = dvf_diagnostics_at(problems, i);

        count += strcmp(one->code, other->code) == 0 &&
                 strcmp(one->file, other->file) == 0 &&
                 strcmp(diagnostics_key(problems, index),
                        diagnostics_key(problems, i)) == 0;
    }
    return count;
}

static void add_problem(struct check_result *result, size_t index,
                        const char *current)
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

    finding->problem = index + 1;
    buffer_printf(&text, "%s [%s]", problem->message, problem->code);
    finding->message = line_keep(&result->arena, &text);
    finding->ordinal = count_before(result->problems, index);
    if (problem->hint) {
        buffer_puts(&text, problem->hint);
        finding->hint = line_keep(&result->arena, &text);
    }
    take_fingerprint(
        result, finding,
        &(struct fingerprint){.current = current,
                              .code = problem->code,
                              .key = diagnostics_key(result->problems, index)});
}

/* True where a problem is in the file itself. With all in others, such as its
 * policy, the failure itself must be a finding at the file. */
static bool is_own_problem(const struct check_result *result)
{
    for (uint32_t i = 0; i < result->findings_count; i++)
        if (strcmp(result->findings[i].place.file, result->file) == 0)
            return true;
    return false;
}

/* The failure itself, at its place or else at the whole file. */
static void add_failure(struct check_result *result,
                        const struct check_failure *failure)
{
    struct check_place place = failure->place;

    if (!place.file)
        place = (struct check_place){.file = result->file};
    place.pointer = "";
    struct check_finding *finding = add(result, CHECK_ERROR, CHECK_LEVEL_ERROR,
                                        place);
    finding->message = result->message;
    take_fingerprint(result, finding,
                     &(struct fingerprint){.current = failure->current,
                                           .key = failure->key});
}

void findings_of_problems(struct check_result *result,
                          const struct check_failure *failure)
{
    size_t count = result->problems ? dvf_diagnostics_count(result->problems)
                                    : 0;

    result->findings = arena_array(&result->arena, count + 1,
                                   sizeof *result->findings);
    if (!result->findings)
        return;
    for (size_t i = 0; i < count; i++)
        add_problem(result, i, failure->current);
    if (!is_own_problem(result))
        add_failure(result, failure);
    sort_findings(result);
}
