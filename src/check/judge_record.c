/* SPDX-License-Identifier: MIT */
/*
 * Judging decision records: a record is held against the profile that it was
 * made from, as that is today, and against the knowledge it was made with.
 */
#include "check/judge.h"

#include "base/shell.h"
#include "check/line.h"
#include "kb/wording.h"
#include "profile/answer.h"

#include <string.h>

/* The records that are compared, as evaluations. */
struct sides {
    struct check_result *result;
    const struct check_record *record;
    const dvf_evaluation *then;    /* of the record's answers */
    const dvf_evaluation *profile; /* of the profile's; null: there is none */
    bool locked;
};

/* -------------------------------------------------------------- comparing */

static bool is_other_knowledge(const struct check_record *record,
                               const dvf_kb *kb)
{
    char digest[SHA256_HEX_SIZE];

    kb_digest(kb, digest);
    return strcmp(record->recorded->kb_sha256, digest) != 0 ||
           strcmp(record->recorded->kb_id, kb_string(kb, kb->id)) != 0;
}

/* Compare the digest of the answers, which only the knowledge that it was made
 * with tells anew. */
static bool is_edited(struct check_result *result,
                      const struct check_record *record)
{
    struct lock_entry entry;

    return lock_entry_make(&entry, &result->arena, result->evaluation, "") ==
               DVF_OK &&
           strcmp(entry.answers_sha256, record->recorded->answers_sha256) != 0;
}

static bool is_same_verdict(const dvf_evaluation *a, const dvf_evaluation *b)
{
    return strcmp(verdict_outcome(a), verdict_outcome(b)) == 0;
}

/* The option that the profile records is another one than the record's. */
static bool is_decided_otherwise(const struct check_record *record)
{
    const char *now = record->profile->profile->decision.option;
    const char *then = record->recorded->profile->decision.option;

    return now && strcmp(now, then) != 0;
}

/* True for an answer that counts, and differs between the two. */
static bool is_changed(const struct sides *sides, uint32_t attribute)
{
    const struct answer *then = &sides->then->profile->answers[attribute];
    const struct answer *now = &sides->profile->profile->answers[attribute];
    const bool was = answer_given(then) &&
                     !evaluation_is_idle(sides->then, attribute);
    const bool is = answer_given(now) &&
                    !evaluation_is_idle(sides->profile, attribute);

    return was != is || (was && !answer_is_same(then, now));
}

static bool are_changed(const struct sides *sides)
{
    const uint32_t count = kb_attributes_count(sides->then->kb);

    for (uint32_t i = 0; i < count && sides->profile; i++)
        if (is_changed(sides, i))
            return true;
    return false;
}

static struct sides sides_of(struct check_result *result, bool locked)
{
    const struct check_record *record = result->subject->record;

    return (struct sides){result, record, result->evaluation, record->profile,
                          locked};
}

void judge_record(struct check_result *result, bool locked)
{
    const struct sides sides = sides_of(result, locked);
    const bool other = is_other_knowledge(sides.record, sides.then->kb);

    result->record_moved = sides.profile &&
                           (!is_same_verdict(sides.then, sides.profile) ||
                            is_decided_otherwise(sides.record));
    result->record_edited = !other && is_edited(result, sides.record);
    result->fails_by_record = result->record_moved || result->record_edited ||
                              (locked && (other || are_changed(&sides)));
}

/* --------------------------------------------------------------- findings */

static struct check_finding *add(const struct sides *sides, unsigned kind,
                                 enum check_level level,
                                 struct check_place place)
{
    struct check_result *result = sides->result;
    struct check_finding *finding = &result->findings[result->findings_count++];

    place.file = result->file;
    *finding = (struct check_finding){
        .kind = kind, .level = level, .place = place};
    return finding;
}

/* "dvf record --update docs/adr/0007.md dvf.yaml" */
static const char *update_command(const struct sides *sides,
                                  const struct check_request *request)
{
    const struct check_subject *subject = sides->result->subject;
    const struct shell_option options[] = {
        {"--update", subject->path ? subject->path : subject->file},
        {request->kb_path ? "--kb" : NULL, request->kb_path},
    };
    const struct shell_command command = {
        .words = "dvf record",
        .options = options,
        .options_count = sizeof options / sizeof *options,
        .operand = sides->record->profile_path};
    struct buffer text = {0};

    if (!sides->record->profile_path)
        return NULL;
    shell_command(&text, &command);
    return buffer_keep(&text, &sides->result->arena);
}

static void advise(const struct sides *sides,
                   const struct check_request *request,
                   struct check_finding *finding, const char *hint)
{
    finding->hint = hint;
    finding->command = update_command(sides, request);
}

/* " leads to Left (clear)", " is too close to call" */
static void put_verdict(struct buffer *out, const dvf_evaluation *evaluation,
                        bool several)
{
    const char *strength = verdict_strength(evaluation);

    if (evaluation->verdict.outcome != OUTCOME_OPTION) {
        buffer_puts(out, several ? " are " : " is ");
        buffer_puts(out, evaluation->verdict.outcome == OUTCOME_TOO_CLOSE
                             ? "too close to call"
                             : "not enough to tell");
        return;
    }
    buffer_puts(out, several ? " lead to " : " leads to ");
    line_put(out, verdict_title(evaluation));
    if (strength)
        buffer_printf(out, " (%s)", strength);
}

static void put_option(struct buffer *out, const dvf_kb *kb, const char *id)
{
    line_put(out, kb_option_title(kb, kb_find_option(kb, id)));
}

static void put_moved(struct buffer *out, const struct sides *sides)
{
    const dvf_kb *kb = sides->then->kb;

    buffer_puts(out, "The profile");
    if (is_decided_otherwise(sides->record)) {
        buffer_puts(out, " records the decision ");
        put_option(out, kb, sides->profile->profile->decision.option);
        buffer_puts(out, "; this record chooses ");
        put_option(out, kb, sides->then->profile->decision.option);
    } else {
        put_verdict(out, sides->profile, false);
        buffer_puts(out, "; the answers in this record");
        put_verdict(out, sides->then, true);
    }
    buffer_putc(out, '.');
}

static void add_moved(const struct sides *sides,
                      const struct check_request *request)
{
    struct check_finding *finding;
    struct buffer text = {0};

    if (!sides->result->record_moved)
        return;
    finding = add(
        sides, CHECK_RECORD_MOVED, CHECK_LEVEL_ERROR,
        (struct check_place){.pointer = "/option",
                             .at = sides->then->profile->decision.at});
    put_moved(&text, sides);
    finding->message = line_keep(&sides->result->arena, &text);
    advise(sides, request, finding,
           "correct the profile; or decide anew, and renew the record");
}

/* An answer as it is written, or "unanswered". */
static void put_answer(struct buffer *out, const dvf_evaluation *evaluation,
                       uint32_t attribute)
{
    const struct answer *answer = &evaluation->profile->answers[attribute];
    struct buffer word = {0};

    if (!answer_given(answer) || evaluation_is_idle(evaluation, attribute)) {
        buffer_puts(out, "unanswered");
        return;
    }
    answer_append(evaluation->kb, attribute, answer, &word);
    if (word.failed)
        out->failed = true;
    else
        line_put(out, word.bytes);
    buffer_release(&word);
}

/* Point to the answer in the profile. */
static void relate(const struct sides *sides, struct check_finding *finding,
                   uint32_t attribute)
{
    struct position at = sides->profile->profile->places[attribute].value;
    struct arena *arena = &sides->result->arena;

    if (at.line == 0)
        return;
    finding->related = arena_array(arena, 1, sizeof *finding->related);
    if (!finding->related)
        return;
    finding->related_count = 1;
    finding->related[0] = (struct check_place){
        .file = sides->record->profile_file,
        .pointer = finding->place.pointer,
        .at = at,
        .message = "answered so in the profile",
    };
}

static void add_changed(const struct sides *sides,
                        const struct check_request *request, uint32_t attribute)
{
    struct arena *arena = &sides->result->arena;
    struct position at = sides->then->profile->places[attribute].value;
    const char *id = kb_attribute_id(sides->then->kb, attribute);
    struct check_place place = {
        .at = at.line != 0 ? at : sides->record->recorded->answers_at};
    struct buffer text = {0};

    buffer_printf(&text, "/answers/%s", id);
    place.pointer = line_keep(arena, &text);
    struct check_finding *finding = add(
        sides, CHECK_RECORD_CHANGED,
        sides->locked ? CHECK_LEVEL_ERROR : CHECK_LEVEL_WARNING, place);
    line_put(&text, id);
    buffer_puts(&text, ": ");
    put_answer(&text, sides->then, attribute);
    buffer_puts(&text, " in this record, ");
    put_answer(&text, sides->profile, attribute);
    buffer_puts(&text, " in the profile.");
    finding->message = line_keep(arena, &text);
    advise(sides, request, finding, "renew the record, or correct the profile");
    relate(sides, finding, attribute);
}

static void add_answers(const struct sides *sides,
                        const struct check_request *request)
{
    const uint32_t count = kb_attributes_count(sides->then->kb);

    for (uint32_t i = 0; i < count && sides->profile; i++)
        if (is_changed(sides, i))
            add_changed(sides, request, i);
}

static void add_knowledge(const struct sides *sides,
                          const struct check_request *request)
{
    const struct recorded *recorded = sides->record->recorded;
    const dvf_kb *kb = sides->then->kb;
    struct buffer text = {0};

    if (!is_other_knowledge(sides->record, kb))
        return;
    struct check_finding *finding = add(
        sides, CHECK_RECORD_CHANGED,
        sides->locked ? CHECK_LEVEL_ERROR : CHECK_LEVEL_NOTE,
        (struct check_place){.pointer = "/sha256", .at = recorded->sha256_at});
    buffer_puts(&text, "The record was made with ");
    line_put(&text, recorded->kb_id);
    buffer_putc(&text, ' ');
    line_put(&text, recorded->kb_version);
    buffer_puts(&text, " and is judged with ");
    line_put(&text, kb_string(kb, kb->id));
    buffer_putc(&text, ' ');
    line_put(&text, kb_string(kb, kb->version));
    buffer_puts(&text, ", of other content.");
    finding->message = line_keep(&sides->result->arena, &text);
    advise(sides, request, finding, "look at it again, and renew the record");
}

static void add_edited(const struct sides *sides,
                       const struct check_request *request)
{
    if (!sides->result->record_edited)
        return;
    struct check_finding *finding = add(
        sides, CHECK_RECORD_CHANGED, CHECK_LEVEL_ERROR,
        (struct check_place){.pointer = "/answers_sha256",
                             .at = sides->record->recorded->answers_sha256_at});
    finding->message = "The answers are not those that were recorded: their "
                       "digest is another one.";
    advise(sides, request, finding,
           "edit the profile instead, and renew the record");
}

static void add_apart(const struct sides *sides)
{
    const struct recorded *recorded = sides->record->recorded;

    if (!sides->record->apart)
        return;
    struct check_finding *finding = add(
        sides, CHECK_RECORD_APART, CHECK_LEVEL_WARNING,
        (struct check_place){.pointer = "/file", .at = recorded->file_at});
    finding->message = sides->record->apart;
    finding->hint = sides->profile ? "write its name under 'decision' in the "
                                     "profile, as 'record'"
                                   : "correct the profile";
}

void findings_of_record(struct check_result *result,
                        const struct check_request *request)
{
    const struct sides sides = sides_of(result, request->locked);

    add_moved(&sides, request);
    add_edited(&sides, request);
    add_answers(&sides, request);
    add_knowledge(&sides, request);
    add_apart(&sides);
}
