/* SPDX-License-Identifier: MIT */
/*
 * Completion of a check that was judged: profiles that locks of searched
 * folders name and no search found, both names of each file, and remarks on
 * options and policies that made the gate weaker. Files that were named alone
 * are compared with no lock.
 */
#include "work/check_survey.h"

#include "check/line.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------- Results */

/* Add a result for a profile, lock or folder that could not be evaluated. */
static dvf_status add_failure(struct check_run *run,
                              struct check_failure failure,
                              const struct buffer *message)
{
    struct check_result *result = array_push(&run->results);

    failure.message = message->bytes;
    failure.current = run->policies.request.current;
    return result && !message->failed ? check_fail(result, &failure)
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

/* Add a result for a locked profile that is gone, located in the lock, since it
 * has no file. */
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
    if (status == DVF_OK)
        status = told.failed ? DVF_NO_MEMORY
                             : check_tell(array_at(&run->results,
                                                   run->results.count - 1),
                                          told.bytes);
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

/* True where a lock below the fault's operand is broken or, with --locked,
 * names profiles that are gone: each is a result by itself. */
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

/* Add a result for each fault, less empty folders of which a lock has results
 * already: these tell what is missing. */
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

/* ------------------------------------------------------------------ Names */

/* @param file null: no name in reports, and nothing is added */
static bool add_name(struct check_run *run, const char *file, const char *local)
{
    struct check_name *name;

    if (!file || strcmp(file, local) == 0)
        return true;
    name = array_push(&run->names);
    if (name)
        *name = (struct check_name){file, local};
    return name;
}

static bool add_found(struct check_run *run, const struct array *sources)
{
    bool good = true;

    for (size_t i = 0; i < sources->count && good; i++) {
        const struct source *source = array_at(sources, i);

        good = add_name(run, source->shown, source->local);
    }
    return good;
}

static int by_name(const void *a, const void *b)
{
    const struct check_name *one = a;
    const struct check_name *two = b;
    int order = strcmp(one->file, two->file);

    return order != 0 ? order : strcmp(one->local, two->local);
}

/* Add the names of locked profiles that are gone: no search found them. */
static bool add_gone_names(struct check_run *run, size_t folder)
{
    const struct place *place = array_at(&run->found.folders, folder);
    const struct lock_names *gone = &run->locks.sources[folder].gone;
    bool good = true;

    for (size_t i = 0; i < gone->count && good; i++) {
        const char *file = place_name(&run->arena, place, strlen(place->real),
                                      gone->items[i]);
        const char *local = place_local_name(
            &run->arena, place, &run->policies.surroundings,
            strlen(place->real), gone->items[i]);

        good = file && local && add_name(run, file, local);
    }
    return good;
}

bool names_make(struct check_run *run)
{
    bool good = add_found(run, &run->found.files) &&
                add_found(run, &run->found.faults);

    for (size_t i = 0; i < run->records.count && good; i++) {
        const struct source *source = &records_at(run, i)->source;

        good = records_at(run, i)->is_operand ||
               add_name(run, source->shown, source->local);
    }

    for (size_t i = 0; i < run->policies.files.count && good; i++) {
        const struct source *source = &policies_at(&run->policies, i)->source;

        good = add_name(run, source->shown, source->local);
    }
    for (size_t i = 0; i < run->locks.count && good; i++)
        good = add_name(run, run->locks.sources[i].source.shown,
                        run->locks.sources[i].source.local) &&
               add_gone_names(run, i);
    if (run->names.count > 0)
        qsort(run->names.items, run->names.count, sizeof(struct check_name),
              by_name);
    return good;
}

/* ---------------------------------------------------------------- Remarks */

static bool remark(struct check_run *run, struct buffer *text)
{
    const char *line = line_keep(&run->arena, text);

    return !run->arena.failed && weaker_note(&run->weaker, line) == DVF_OK;
}

/* "3 files left out by exclude" */
static bool add_count(struct check_run *run, size_t count, const char *noun,
                      const char *rest)
{
    struct buffer text = {0};

    if (count == 0)
        return true;
    buffer_printf(&text, "%zu %s%s %s", count, noun, count == 1 ? "" : "s",
                  rest);
    return remark(run, &text);
}

/* Remark on a policy that is too far up to count, for want of a repository. */
static bool add_policy(struct check_run *run, const char *name)
{
    struct buffer text = {0};

    buffer_puts(&text, "the policy ");
    notice_quote(&text, name);
    buffer_puts(&text, " is further up and not used");
    return remark(run, &text);
}

/* Remark on a policy that did not count, for want of the right name. */
static bool add_stray_policy(struct check_run *run, const char *name)
{
    struct buffer text = {0};

    notice_quote(&text, name);
    buffer_puts(&text, " is passed over, since policies are "
                       "named " POLICIES_FILE);
    return remark(run, &text);
}

static bool add_policies(struct check_run *run)
{
    const struct array *missed = &run->policies.missed;
    const struct array *strays = &run->policies.strays;
    bool good = true;

    for (size_t i = 0; i < missed->count && good; i++)
        good = add_policy(run, *(const char **)array_at(missed, i));
    for (size_t i = 0; i < strays->count && good; i++)
        good = add_stray_policy(run, *(const char **)array_at(strays, i));
    return good;
}

static bool add_strays(struct check_run *run)
{
    size_t count = run->found.strays.count;
    struct buffer text = {0};

    if (count == 0)
        return true;
    buffer_printf(&text, "%zu file%s not checked", count,
                  count == 1 ? " that looks like a profile is"
                             : "s that look like profiles are");
    return remark(run, &text);
}

static bool add_left_out(struct check_run *run)
{
    const struct check_left_out *left_out = &run->found.left_out;

    return add_count(run, left_out->files, "file", "left out by exclude") &&
           add_count(run, left_out->folders, "folder",
                     "left out by exclude and not searched") &&
           add_count(run, left_out->worktrees, "nested worktree", "left out");
}

/* Remark on locked profiles that are gone: except as errors, with --locked,
 * they leave the gate. */
static bool add_gone_count(struct check_run *run)
{
    const struct work_settings *settings = run->settings;
    struct buffer text = {0};
    size_t count = 0;

    for (size_t i = 0; i < run->locks.count; i++)
        count += run->locks.sources[i].gone.count;
    if (settings->locked || count == 0)
        return true;
    if (settings->locking && !check_run_has_errors(run))
        buffer_printf(&text, "--lock drops %zu locked profile%s gone", count,
                      count == 1 ? " that is" : "s that are");
    else
        buffer_printf(&text, "%zu locked profile%s not there", count,
                      count == 1 ? " is" : "s are");
    return remark(run, &text);
}

/* Remark on options by which profiles pass, or a failure has status 0. */
static bool add_options(struct check_run *run)
{
    const struct work_settings *settings = run->settings;
    bool passes = run->summary.failed < run->summary.total;
    bool fails = check_summary_status(&run->summary) == CHECK_STATUS_FAILS;
    dvf_status status = DVF_OK;

    if (settings->no_config && passes)
        status = weaker_note(&run->weaker,
                             "no policy was read, by --no-config");
    if (settings->kb_path && passes && status == DVF_OK)
        status = weaker_note(&run->weaker, "another knowledge base, by --kb");
    if (status != DVF_OK || !add_gone_count(run))
        return false;
    return !settings->exit_zero || !fails ||
           weaker_note(&run->weaker, "the status is 0 by --exit-zero") ==
               DVF_OK;
}

/* Compare the knowledge, except with --lock, which takes over that of today. */
static bool add_knowledge(struct check_run *run)
{
    return run->settings->locking ||
           knowledge_compare(&run->knowledge, &run->arena, run->results.items,
                             run->results.count) == DVF_OK;
}

bool remarks_make(struct check_run *run)
{
    return weaker_gather(&run->weaker, run->results.items,
                         run->results.count) == DVF_OK &&
           add_options(run) && add_left_out(run) && add_strays(run) &&
           add_policies(run) && add_knowledge(run);
}
