/* SPDX-License-Identifier: MIT */
/*
 * A run of `dvf check`. Every file is read, so that all problems are known
 * after one run; those of a policy or a lock are kept with the first profile
 * that they concern.
 */
#include "cli/check_run.h"

#include "base/utf8.h"
#include "cli/message.h"
#include "kb/block.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY 86400

/* ------------------------------------------------------------- Opening */

static void find_day(struct check_run *run, const struct settings *settings)
{
    run->as_of = settings->as_of;
    if (run->as_of != NULL)
        return;
    date_text((int64_t)time(NULL) / DAY, run->today);
    run->as_of = run->today;
}

dvf_status check_run_open(struct check_run *run,
                          const struct settings *settings)
{
    dvf_status status = session_open(&run->session, settings);

    find_day(run, settings);
    /* Each lock entry names its digest: hashed once, not for each profile. */
    if (run->session.loaded != NULL)
        kb_seal(run->session.loaded);
    if (status == DVF_OK)
        status = policies_open(&run->policies, run->session.kb, settings,
                               run->as_of, run->session.problems);
    if (status == DVF_OK)
        status = profiles_find(&run->found, settings);
    return status;
}

/* ------------------------------------------------------------- Judging */

/* What one profile needs, as far as it could be had. */
struct needs {
    struct check_item *item;
    const struct found_file *file;
    const struct place *place;
    const struct policy_source *policy;
    const struct lock_source *lock; /* null: none is possible */
    const char *broken; /* what could not be loaded; null: nothing */
    const char *name;   /* of it */
};

static void need_failed(struct needs *needs, const char *broken,
                        const char *name)
{
    if (needs->broken != NULL)
        return;
    needs->broken = broken;
    needs->name = name;
}

/* A problem with where the profile is, rather than with what it says. */
static dvf_status refuse_place(struct needs *needs, enum diagnostic_code code,
                               const char *hint, const char *why)
{
    struct dvf_diagnostics *problems = needs->item->problems;
    dvf_status status;

    diagnostics_input(problems, needs->file->shown, NULL, 0);
    diagnostics_error(problems, code, (struct position){0}, hint, "%s", why);
    status = diagnostics_status(problems);
    diagnostics_input_end(problems);
    need_failed(needs, "profile", NULL);
    return status == DVF_NO_MEMORY ? status : DVF_OK;
}

static dvf_status load_profile(const struct check_run *run, struct needs *needs)
{
    struct check_item *item = needs->item;
    dvf_status status = profile_load_named(run->session.kb, needs->file->path,
                                           needs->file->shown, item->problems,
                                           &item->profile);

    if (status == DVF_NO_MEMORY)
        return status;
    if (status != DVF_OK)
        need_failed(needs, "profile", NULL);
    else if (needs->place->real == NULL)
        return refuse_place(needs, DIAGNOSTIC_FILE_UNREADABLE, NULL,
                            "its folder cannot be found");
    else if (run->session.settings->lock && !lock_can_name(needs->file->name))
        return refuse_place(needs, DIAGNOSTIC_CHARACTER, "rename the file",
                            "its name cannot stand in a lock");
    return DVF_OK;
}

/* All of them, even after a mistake in one. */
static dvf_status load_needs(struct check_run *run, struct needs *needs)
{
    struct dvf_diagnostics *problems = needs->item->problems;
    dvf_status status = load_profile(run, needs);

    if (status != DVF_OK)
        return status;
    if (!policies_get(&run->policies, needs->place, problems, &needs->policy) ||
        !locks_get(&run->locks, needs->file, problems, &needs->lock))
        return DVF_NO_MEMORY;
    if (needs->policy->state == SOURCE_BROKEN)
        need_failed(needs, "policy", needs->policy->name);
    if (needs->lock != NULL && needs->lock->state == SOURCE_BROKEN)
        need_failed(needs, "lock", needs->lock->name);
    return DVF_OK;
}

/* "Its policy 'x' could not be loaded." */
static void append_message(const struct needs *needs, struct buffer *out)
{
    buffer_printf(out, "%s %s", needs->name != NULL ? "Its" : "The",
                  needs->broken);
    if (needs->name != NULL) {
        buffer_puts(out, " '");
        utf8_append_safe(out, needs->name, strlen(needs->name), false);
        buffer_putc(out, '\'');
    }
    buffer_puts(out, " could not be loaded.");
}

static bool has_errors(const dvf_diagnostics *problems)
{
    for (size_t i = 0; i < dvf_diagnostics_count(problems); i++)
        if (dvf_diagnostics_at(problems, i)->severity == DVF_ERROR)
            return true;
    return false;
}

/* Where there is no error here, the one that matters was found with another
 * profile. */
static dvf_status fail(const struct needs *needs, struct check_result *result)
{
    const struct dvf_diagnostics *problems = needs->item->problems;
    struct buffer message = {0};
    bool done;

    append_message(needs, &message);
    done = !message.failed &&
           check_fail(result, needs->file->shown,
                      has_errors(problems) ? problems : NULL, message.bytes);
    buffer_release(&message);
    return done ? DVF_OK : DVF_NO_MEMORY;
}

static dvf_status judge(const struct check_run *run, const struct needs *needs,
                        struct check_result *result)
{
    struct check_item *item = needs->item;
    dvf_status status = dvf_evaluate(run->session.kb, item->profile, NULL,
                                     item->problems, &item->evaluation);

    if (status != DVF_OK)
        return status;
    item->subject = (struct check_subject){
        .file = needs->file->shown,
        .name = needs->file->name,
        .evaluation = item->evaluation,
        .locked = needs->lock != NULL
                      ? lock_find(&needs->lock->lock, needs->file->name)
                      : NULL,
    };
    return check_judge(result, &item->subject, &needs->policy->request)
               ? DVF_OK
               : DVF_NO_MEMORY;
}

static dvf_status judge_one(struct check_run *run, size_t index)
{
    const struct found_file *file = profiles_found_at(&run->found, index);
    struct needs needs = {
        .item = &run->items[index],
        .file = file,
        .place = profiles_found_place(&run->found, file),
    };
    dvf_status status;

    needs.item->problems = dvf_diagnostics_new();
    if (needs.item->problems == NULL)
        return DVF_NO_MEMORY;
    status = load_needs(run, &needs);
    if (status != DVF_OK)
        return status;
    return needs.broken != NULL ? fail(&needs, &run->results[index])
                                : judge(run, &needs, &run->results[index]);
}

dvf_status check_run_judge(struct check_run *run)
{
    dvf_status status = DVF_OK;

    run->count = run->found.files.count;
    run->items = calloc(run->count, sizeof *run->items);
    run->results = calloc(run->count, sizeof *run->results);
    if (run->items == NULL || run->results == NULL ||
        !locks_open(&run->locks, &run->found))
        return DVF_NO_MEMORY;
    for (size_t i = 0; i < run->count && status == DVF_OK; i++)
        status = judge_one(run, i);
    if (status == DVF_OK)
        run->summary = check_summarise(run->results, run->count);
    return status;
}

bool check_run_has_errors(const struct check_run *run)
{
    return run->summary.outcomes[CHECK_ERROR] > 0;
}

int check_run_tell(const struct check_run *run)
{
    int status = EXIT_DONE;

    for (size_t i = 0; i < run->count && status == EXIT_DONE; i++)
        status = session_show(&run->session, run->items[i].problems,
                              run->results[i].outcome == CHECK_ERROR);
    return status;
}

static void release_item(struct check_item *item)
{
    dvf_evaluation_free(item->evaluation);
    dvf_profile_free(item->profile);
    dvf_diagnostics_free(item->problems);
}

void check_run_close(struct check_run *run)
{
    for (size_t i = 0; run->results != NULL && i < run->count; i++)
        check_result_release(&run->results[i]);
    for (size_t i = 0; run->items != NULL && i < run->count; i++)
        release_item(&run->items[i]);
    free(run->results);
    free(run->items);
    locks_release(&run->locks);
    policies_release(&run->policies);
    profiles_found_release(&run->found);
    session_close(&run->session);
}
