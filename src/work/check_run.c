/* SPDX-License-Identifier: MIT */
/*
 * A run of `dvf check`. Every file is read, so that all problems are known
 * after one run; those of a policy or a lock are kept with the first profile
 * that they concern.
 */
#include "work/check_run.h"

#include "check/check.h"
#include "kb/block.h"
#include "work/check_survey.h"
#include "work/records.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------- Opening */

dvf_diagnostics *check_run_problems_new(const struct check_run *run)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();

    if (problems)
        problems->patience = run->settings->patience;
    return problems;
}

/* A profile that is read for a run. */
struct reading {
    struct check_run *run;
    dvf_profile *profile;
};

/* Load one profile; the schema is made with the first and serves all. */
static dvf_status load(void *target, const struct source *file,
                       struct dvf_diagnostics *problems)
{
    struct reading *reading = target;
    struct check_run *run = reading->run;

    if (!run->schema)
        run->schema = profile_schema_new(run->kb);
    if (!run->schema)
        return DVF_NO_MEMORY;
    return profile_load_named(run->schema, file->path, file->shown, problems,
                              &reading->profile);
}

/* @param profile receives null where the file is broken
 * @return false when out of memory */
static bool read_profile(struct check_run *run, struct source *file,
                         struct dvf_diagnostics *problems,
                         dvf_profile **profile)
{
    const struct place *place = profiles_found_place(&run->found, file);
    bool is_held = place->real && strcmp(file->path, "-") != 0;
    struct reading reading = {run, NULL};
    bool good = source_read(file, is_held ? place : NULL, load, &reading,
                            problems);

    *profile = reading.profile;
    return good;
}

/* Report the problems of all profiles after a mistake in the knowledge base or
 * the options, which keeps them from being judged. */
static dvf_status report_profiles(struct check_run *run,
                                  struct dvf_diagnostics *problems)
{
    dvf_status status = profiles_find(&run->found, run->settings,
                                      &run->policies, &run->notices);

    if (status != DVF_OK)
        return status;
    for (size_t i = 0; i < run->found.files.count &&
                       dvf_diagnostics_count(problems) < CHECK_RUN_PROBLEMS_MAX;
         i++) {
        dvf_profile *profile;
        bool good = read_profile(run, profiles_found_at(&run->found, i),
                                 problems, &profile);

        dvf_profile_free(profile);
        if (!good)
            return DVF_NO_MEMORY;
    }
    for (size_t i = 0; i < run->found.faults.count && !problems->arena.failed;
         i++)
        (void)profiles_found_report(&run->found,
                                    array_at(&run->found.faults, i), problems);
    return problems->arena.failed ? DVF_NO_MEMORY : status;
}

dvf_status check_run_open(struct check_run *run, const dvf_kb *kb,
                          const struct work_settings *settings,
                          struct dvf_diagnostics *problems)
{
    dvf_status status;

    array_init(&run->results, sizeof(struct check_result));
    array_init(&run->names, sizeof(struct check_name));
    array_init(&run->records, sizeof(struct record_item *));
    array_init(&run->other_problems, sizeof(struct dvf_diagnostics *));
    notices_init(&run->notices);
    run->settings = settings;
    run->kb = kb;
    run->as_of = settings->as_of ? settings->as_of : settings->today;
    status = policies_open(&run->policies, kb, settings, &run->notices,
                           problems);
    if (status == DVF_NO_MEMORY)
        return status;
    if (status != DVF_OK || !kb)
        return status_worse(status, report_profiles(run, problems));
    status = profiles_find(&run->found, settings, &run->policies,
                           &run->notices);
    return status == DVF_OK && !profiles_found_warn(&run->found, &run->notices)
               ? DVF_NO_MEMORY
               : status;
}

/* ------------------------------------------------------------- Judging */

/* File, place, policy and lock of one profile; broken ones are flagged. */
struct bundle {
    struct check_item *item;
    struct source *file;
    const struct place *place;
    bool broken;                /* the file could not be loaded */
    struct record_item *record; /* null: it is a profile */
    const struct policy_source *policy;
    const struct lock_source *lock; /* null: none is possible */
};

static bool is_policy_broken(const struct bundle *bundle)
{
    return bundle->policy->source.state == SOURCE_BROKEN;
}

static bool is_lock_broken(const struct bundle *bundle)
{
    return bundle->lock && bundle->lock->source.state == SOURCE_BROKEN;
}

/* Report a problem with the profile's place or name instead of its content. */
static dvf_status refuse_place(struct bundle *bundle, enum diagnostic_code code,
                               const char *hint, const char *why)
{
    struct dvf_diagnostics *problems = bundle->item->problems;
    dvf_status status;

    diagnostics_input(problems, bundle->file->shown, NULL, 0);
    diagnostics_error(problems, code, (struct position){0}, hint, "%s", why);
    status = diagnostics_status(problems);
    diagnostics_input_end(problems);
    bundle->broken = true;
    return status == DVF_NO_MEMORY ? status : DVF_OK;
}

static dvf_status load_profile(struct check_run *run, struct bundle *bundle)
{
    struct check_item *item = bundle->item;
    struct source *file = bundle->file;

    if (records_is_record(file)) {
        dvf_status status = records_load(run, file, bundle->place,
                                         item->problems, &bundle->record);

        if (bundle->record)
            item->profile = bundle->record->recorded.profile;
        if (status != DVF_OK)
            return status;
    }
    bundle->broken = file->state == SOURCE_BROKEN;
    if (bundle->broken)
        return DVF_OK;
    if (!bundle->place->real)
        return refuse_place(bundle, DIAGNOSTIC_FILE_UNREADABLE, NULL,
                            "its folder cannot be found");
    if (run->settings->locking && !bundle->record &&
        !lock_can_name(bundle->file->name))
        return refuse_place(bundle, DIAGNOSTIC_CHARACTER, "rename the file",
                            "its name cannot stand in a lock");
    return DVF_OK;
}

/* Load profile, policy and lock, each even after a mistake in another. */
static dvf_status load_bundle(struct check_run *run, struct bundle *bundle)
{
    struct dvf_diagnostics *problems = bundle->item->problems;
    dvf_status status = load_profile(run, bundle);

    if (status != DVF_OK)
        return status;
    return policies_get(&run->policies, bundle->place, problems,
                        &bundle->policy) &&
                   (bundle->record || locks_get(&run->locks, bundle->file,
                                                problems, &bundle->lock))
               ? DVF_OK
               : DVF_NO_MEMORY;
}

/* Names of a file: in reports, and for people in the current folder. */
enum naming {
    NAMING_REPORTS,
    NAMING_PEOPLE
};

/* Append "Its policy 'x'" to an empty message, else " and its policy 'x'". */
static void append_broken(struct buffer *out, const char *what,
                          const char *name)
{
    buffer_puts(out, out->length == 0 ? "Its " : " and its ");
    buffer_printf(out, "%s ", what);
    notice_quote(out, name);
}

/* "The profile and its lock 'x' could not be loaded." A broken lock comes with
 * advice: it is not to be mended by hand. */
static void append_message(const struct bundle *bundle, enum naming naming,
                           struct buffer *out)
{
    bool others = bundle->broken || is_policy_broken(bundle);
    bool local = naming == NAMING_PEOPLE;

    if (bundle->broken)
        buffer_puts(out, bundle->record ? "The record" : "The profile");
    if (is_policy_broken(bundle))
        append_broken(out, "policy",
                      local ? bundle->policy->source.local
                            : bundle->policy->source.shown);
    if (is_lock_broken(bundle))
        append_broken(out, "lock",
                      local ? bundle->lock->source.local
                            : bundle->lock->source.shown);
    buffer_puts(out, " could not be loaded");
    if (is_lock_broken(bundle))
        buffer_printf(out, ": restore %s, or remove it and lock again",
                      others ? "the lock" : "it");
    buffer_putc(out, '.');
}

/* Drop the problems of a file past CHECK_RUN_PROBLEMS_MAX, and keep their
 * number: many broken files must not cost memory without bound. */
static bool forget_problems(struct check_run *run, struct check_item *item,
                            struct buffer *note)
{
    size_t count = dvf_diagnostics_count(item->problems);

    run->problems += count;
    if (run->problems <= CHECK_RUN_PROBLEMS_MAX)
        return true;
    buffer_printf(note,
                  " Of its %zu problem%s none is shown: the run has "
                  "more than %d.",
                  count, count == 1 ? "" : "s", CHECK_RUN_PROBLEMS_MAX);
    dvf_diagnostics_free(item->problems);
    item->problems = check_run_problems_new(run);
    return item->problems;
}

/* Make the result of a broken bundle. Problems without an error are left out:
 * the error was found with another profile. */
static bool fail_as(const struct bundle *bundle, const struct buffer *note,
                    const char *current, struct check_result *result)
{
    const struct dvf_diagnostics *problems = bundle->item->problems;
    struct buffer message = {0};
    struct buffer told = {0};
    bool done;

    append_message(bundle, NAMING_REPORTS, &message);
    append_message(bundle, NAMING_PEOPLE, &told);
    buffer_append(&message, note->bytes, note->length);
    buffer_append(&told, note->bytes, note->length);
    done = !message.failed && !told.failed && !note->failed &&
           check_fail(result,
                      &(struct check_failure){
                          .file = bundle->file->shown,
                          .problems = diagnostics_have_errors(problems)
                                          ? problems
                                          : NULL,
                          .message = message.bytes,
                          .current = current}) == DVF_OK &&
           check_tell(result, told.bytes) == DVF_OK;
    buffer_release(&message);
    buffer_release(&told);
    return done;
}

static dvf_status fail(struct check_run *run, const struct bundle *bundle,
                       struct check_result *result)
{
    struct buffer note = {0};
    bool done = forget_problems(run, bundle->item, &note) &&
                fail_as(bundle, &note, run->policies.request.current, result);

    result->is_record = bundle->record;
    buffer_release(&note);
    return done ? DVF_OK : DVF_NO_MEMORY;
}

/* Find what a file is compared with: a record with its profile, and a profile
 * with its record. */
static dvf_status find_other(struct check_run *run, const struct bundle *bundle,
                             const struct check_record **record)
{
    if (!bundle->record)
        return records_look(run, bundle->item->profile, bundle->place,
                            &bundle->policy->request, record);
    *record = &bundle->record->record;
    return records_compare(run, bundle->record);
}

static dvf_status judge(struct check_run *run, const struct bundle *bundle,
                        struct check_result *result)
{
    struct check_item *item = bundle->item;
    const struct check_record *record = NULL;
    dvf_status status = DVF_OK;

    if (bundle->record)
        status = profile_evaluate(item->profile, run->rows, NULL,
                                  item->problems, &item->evaluation);
    if (status == DVF_OK)
        status = check_dates(item->profile, run->as_of, item->problems);
    if (status == DVF_OK)
        status = find_other(run, bundle, &record);
    if (status != DVF_OK)
        return status;
    item->subject = (struct check_subject){
        .file = bundle->file->shown,
        .path = bundle->file->local,
        .name = bundle->file->name,
        .evaluation = item->evaluation,
        .locked = bundle->lock
                      ? lock_find(&bundle->lock->lock, bundle->file->name)
                      : NULL,
        .record = record,
    };
    if (bundle->lock && bundle->lock->lock.is_today)
        item->subject.today = item->subject.locked;
    return check_judge(result, &item->subject, &bundle->policy->request);
}

/* Free a list without problems. */
static void forget_nothing(struct check_item *item)
{
    if (dvf_diagnostics_count(item->problems) > 0)
        return;
    dvf_diagnostics_free(item->problems);
    item->problems = NULL;
}

/* Make a list of problems, unless one is kept. @return false when out of
 * memory */
static bool has_problems(const struct check_run *run, struct check_item *item)
{
    if (!item->problems)
        item->problems = check_run_problems_new(run);
    return item->problems;
}

/* Load and evaluate a profile ahead of the lock of its folder, which is not
 * parsed where it is as all of them would be locked today. Decision records
 * have no part in locks. */
static dvf_status evaluate_one(struct check_run *run, size_t index)
{
    struct source *file = profiles_found_at(&run->found, index);
    struct check_item *item = &run->items[index];
    dvf_status status = DVF_OK;

    if (records_is_record(file))
        return DVF_OK;
    if (!has_problems(run, item) ||
        !read_profile(run, file, item->problems, &item->profile))
        return DVF_NO_MEMORY;
    if (item->profile)
        status = profile_evaluate(item->profile, run->rows, NULL,
                                  item->problems, &item->evaluation);
    if (status == DVF_OK && item->profile &&
        !locks_note(&run->locks, file, item->evaluation))
        status = DVF_NO_MEMORY;
    forget_nothing(item);
    return status;
}

static dvf_status judge_one(struct check_run *run, size_t index)
{
    struct source *file = profiles_found_at(&run->found, index);
    struct check_result *result = array_push(&run->results);
    struct bundle bundle = {
        .item = &run->items[index],
        .file = file,
        .place = profiles_found_place(&run->found, file),
    };
    dvf_status status;

    if (!result || !has_problems(run, bundle.item))
        return DVF_NO_MEMORY;
    status = load_bundle(run, &bundle);
    if (status != DVF_OK)
        return status;
    if (bundle.broken || is_policy_broken(&bundle) || is_lock_broken(&bundle))
        return fail(run, &bundle, result);
    status = judge(run, &bundle, result);
    forget_nothing(bundle.item);
    return status;
}

dvf_status check_run_judge(struct check_run *run)
{
    size_t count = run->found.files.count;
    dvf_status status = DVF_OK;

    run->items = calloc(count + 1, sizeof *run->items);
    if (!run->items || array_reserve(&run->results, count) != DVF_OK ||
        !locks_open(&run->locks, &run->found, &run->notices))
        return DVF_NO_MEMORY;
    run->rows = rows_make_for(run->kb, count);
    for (size_t i = 0; i < count && status == DVF_OK; i++)
        status = evaluate_one(run, i);
    for (size_t i = 0; i < count && status == DVF_OK; i++)
        status = judge_one(run, i);
    if (status == DVF_OK)
        status = records_judge(run);
    if (status == DVF_OK)
        status = check_survey(run);
    if (status == DVF_OK)
        run->summary = check_summarise(run->results.items, run->results.count);
    return status == DVF_OK && (!remarks_make(run) || !names_make(run))
               ? DVF_NO_MEMORY
               : status;
}

bool check_run_has_errors(const struct check_run *run)
{
    return run->summary.outcomes[CHECK_ERROR] > 0;
}

dvf_status check_run_lock(struct check_run *run)
{
    if (check_run_has_errors(run)) {
        struct buffer text = {0};

        buffer_puts(&text, "no lock was written, since not every profile could "
                           "be evaluated");
        return notices_add(&run->notices, NOTICE_REFUSAL, &text)
                   ? DVF_INVALID
                   : DVF_NO_MEMORY;
    }
    for (size_t i = 0; i < run->found.files.count; i++) {
        const struct check_result *result = array_at(&run->results, i);

        if (!check_is_record(result) &&
            !locks_put(&run->locks, profiles_found_at(&run->found, i), result))
            return DVF_NO_MEMORY;
    }
    return locks_write(&run->locks);
}

void check_run_close(struct check_run *run)
{
    for (size_t i = 0; i < run->results.count; i++)
        check_result_release(array_at(&run->results, i));
    for (size_t i = 0; run->items && i < run->found.files.count; i++) {
        dvf_evaluation_free(run->items[i].evaluation);
        dvf_profile_free(run->items[i].profile);
        dvf_diagnostics_free(run->items[i].problems);
    }
    for (size_t i = 0; i < run->other_problems.count; i++) {
        struct dvf_diagnostics **problems = array_at(&run->other_problems, i);

        dvf_diagnostics_free(*problems);
    }
    free(run->items);
    records_release(run);
    array_release(&run->results);
    array_release(&run->names);
    arena_release(&run->arena);
    array_release(&run->other_problems);
    weaker_release(&run->weaker);
    locks_release(&run->locks);
    policies_release(&run->policies);
    profiles_found_release(&run->found);
    profile_schema_free(run->schema);
    free(run->rows);
    notices_release(&run->notices);
}
