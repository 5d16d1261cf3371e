/* SPDX-License-Identifier: MIT */
/*
 * Survey of a check. Only what was searched is looked at: who names files asks
 * about these and no others.
 */
#include "work/check_survey.h"

#include <string.h>

/* ------------------------------------------------------------- Results */

/* Add a result of what could not be evaluated. */
static dvf_status add_failure(struct check_run *run,
                              struct check_failure failure,
                              const struct buffer *message)
{
    struct check_result *result = array_push(&run->results);

    failure.message = message->bytes;
    failure.current = run->policies.request.current;
    return result && !message->failed && check_fail(result, &failure)
               ? DVF_OK
               : DVF_NO_MEMORY;
}

static void append_gone(struct buffer *out, const char *name, const char *lock)
{
    buffer_puts(out, "The profile ");
    notice_quote(out, name);
    buffer_puts(out, " is locked in ");
    notice_quote(out, lock);
    buffer_puts(out, ", but it is not there: restore it, or lock the folder "
                     "again.");
}

/* Located in the lock, since there is no file of its own. */
static dvf_status add_gone(struct check_run *run, size_t folder,
                           const char *name)
{
    const struct place *place = array_at(&run->found.folders, folder);
    const char *shown = place_name(&run->found.arena, place,
                                   strlen(place->real), name);
    const struct lock_source *source = &run->locks.sources[folder];
    struct buffer message = {0};
    struct buffer told = {0};
    dvf_status status = DVF_NO_MEMORY;

    append_gone(&message, name, source->source.shown);
    append_gone(&told, name, source->source.local);
    if (shown)
        status = add_failure(
            run,
            (struct check_failure){
                .file = shown,
                .key = name,
                .place = {.file = source->source.shown,
                          .at = lock_find(&source->lock, name)->at}},
            &message);
    if (status == DVF_OK &&
        (told.failed ||
         !check_tell(array_at(&run->results, run->results.count - 1),
                     told.bytes)))
        status = DVF_NO_MEMORY;
    buffer_release(&message);
    buffer_release(&told);
    return status;
}

static dvf_status add_broken(struct check_run *run,
                             const struct lock_source *source,
                             const struct dvf_diagnostics *problems)
{
    struct buffer message = {0};
    dvf_status status;

    buffer_puts(&message,
                "The lock could not be loaded: restore it, or remove it.");
    status = add_failure(run,
                         (struct check_failure){.file = source->source.shown,
                                                .problems = problems},
                         &message);
    buffer_release(&message);
    return status;
}

/* A list of problems that lives as long as the run; null when out of memory. */
static struct dvf_diagnostics *add_problems(struct check_run *run)
{
    struct dvf_diagnostics **problems = array_push(&run->other_problems);

    if (!problems)
        return NULL;
    *problems = check_run_problems_new(run);
    return *problems;
}

/* ------------------------------------------------------------- Reading */

static dvf_status read_lock(struct check_run *run, const struct source *lock)
{
    struct dvf_diagnostics *problems = add_problems(run);
    const struct lock_source *source;

    if (!problems || !locks_survey(&run->locks, lock, problems, &source))
        return DVF_NO_MEMORY;
    if (!source || dvf_diagnostics_count(problems) == 0)
        return DVF_OK;
    return source->source.state == SOURCE_BROKEN
               ? add_broken(run, source, problems)
               : DVF_OK;
}

static dvf_status read_locks(struct check_run *run)
{
    const struct array *locks = &run->found.locks;
    dvf_status status = DVF_OK;

    for (size_t i = 0; i < locks->count && status == DVF_OK; i++)
        status = read_lock(run, array_at(locks, i));
    return status == DVF_OK && !locks_compare(&run->locks) ? DVF_NO_MEMORY
                                                           : status;
}

/* ------------------------------------------------------------ Telling */

/* "'docs/dvf.lock' locks 'a', which ..." */
static bool warn(struct check_run *run, const struct lock_source *source,
                 const struct lock_names *names, const char *why)
{
    struct buffer text = {0};

    notice_quote(&text, source->source.local);
    buffer_puts(&text, " locks ");
    lock_names_append(names, &text);
    buffer_printf(&text, ", which %s %s", names->count == 1 ? "is" : "are",
                  why);
    return notices_add(&run->notices, NOTICE_WARNING, &text);
}

static dvf_status refuse_many(struct check_run *run,
                              const struct lock_source *source)
{
    struct buffer text = {0};

    notice_quote(&text, source->source.local);
    buffer_puts(&text, " locks one profile too many for one run");
    return notices_add(&run->notices, NOTICE_REFUSAL, &text) ? DVF_INVALID
                                                             : DVF_NO_MEMORY;
}

static dvf_status settle_one(struct check_run *run, size_t folder)
{
    const struct work_settings *settings = run->settings;
    const struct lock_source *source = &run->locks.sources[folder];
    dvf_status status = DVF_OK;

    if (settings->locked && source->outside.count > 0 &&
        !warn(run, source, &source->outside,
              "not checked: a folder stands for " PROFILES_FOUND_NAME
              " and *." PROFILES_FOUND_NAME))
        return DVF_NO_MEMORY;
    if (!settings->locked && !settings->locking && source->gone.count > 0 &&
        !warn(run, source, &source->gone, "not there"))
        return DVF_NO_MEMORY;
    if (!settings->locked)
        return DVF_OK;
    if (source->gone.count > PROFILES_FOUND_MAX ||
        run->results.count > PROFILES_FOUND_MAX - source->gone.count)
        return refuse_many(run, source);
    for (size_t i = 0; i < source->gone.count && status == DVF_OK; i++)
        status = add_gone(run, folder, source->gone.items[i]);
    return status;
}

/* Whether a lock below a folder that was named has led to a result. */
static bool has_results(const struct check_run *run, const struct source *fault)
{
    for (size_t i = 0; i < run->found.locks.count; i++) {
        const struct source *lock = array_at(&run->found.locks, i);
        const struct lock_source *source = &run->locks.sources[lock->folder];

        if (lock->operand == fault->operand &&
            (source->source.state == SOURCE_BROKEN ||
             (run->settings->locked && source->gone.count > 0)))
            return true;
    }
    return false;
}

static dvf_status add_fault(struct check_run *run, const struct source *fault)
{
    struct dvf_diagnostics *problems = add_problems(run);
    struct buffer why = {0};
    struct buffer message = {0};
    dvf_status status = DVF_NO_MEMORY;

    profiles_found_append_fault(&run->found, fault, &why);
    buffer_puts(&message, "The folder ");
    if (problems && !why.failed) {
        buffer_printf(&message, "%s.", why.bytes);
        if (profiles_found_report(&run->found, fault, problems))
            status = add_failure(run,
                                 (struct check_failure){.file = fault->shown,
                                                        .problems = problems},
                                 &message);
    }
    buffer_release(&why);
    buffer_release(&message);
    return status;
}

/* With --locked, what was locked below a folder without a profile may be what
 * is missing, and is told of by itself. */
static dvf_status add_faults(struct check_run *run)
{
    const struct array *faults = &run->found.faults;
    dvf_status status = DVF_OK;

    for (size_t i = 0; i < faults->count && status == DVF_OK; i++) {
        const struct source *fault = array_at(faults, i);

        if (fault->kind != SOURCE_EMPTY || !has_results(run, fault))
            status = add_fault(run, fault);
    }
    return status;
}

dvf_status check_survey(struct check_run *run)
{
    dvf_status status = read_locks(run);

    for (size_t i = 0; i < run->locks.count && status == DVF_OK; i++)
        status = settle_one(run, i);
    return status == DVF_OK ? add_faults(run) : status;
}
