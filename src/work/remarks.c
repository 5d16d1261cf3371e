/* SPDX-License-Identifier: MIT */
/*
 * Remarks on a check.
 */
#include "work/remarks.h"

#include "check/line.h"

static bool add(struct check_run *run, struct buffer *text)
{
    const char *line = line_keep(&run->arena, text);

    return line && weaker_note(&run->weaker, line);
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
    return add(run, &text);
}

/* A policy that did not count, for want of a repository. */
static bool add_policy(struct check_run *run, const char *name)
{
    struct buffer text = {0};

    buffer_puts(&text, "the policy ");
    notice_quote(&text, name);
    buffer_puts(&text, " is further up and not used");
    return add(run, &text);
}

/* A policy that did not count, for want of the right name. */
static bool add_stray_policy(struct check_run *run, const char *name)
{
    struct buffer text = {0};

    notice_quote(&text, name);
    buffer_puts(&text, " is passed over, since policies are "
                       "named " POLICIES_FILE);
    return add(run, &text);
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
    return add(run, &text);
}

static bool add_left_out(struct check_run *run)
{
    const struct check_left_out *left_out = &run->found.left_out;

    return add_count(run, left_out->files, "file", "left out by exclude") &&
           add_count(run, left_out->folders, "folder",
                     "left out by exclude and not searched") &&
           add_count(run, left_out->worktrees, "nested worktree", "left out");
}

/* Profiles that are gone leave the gate, unless they are errors. */
static bool add_gone(struct check_run *run)
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
    return add(run, &text);
}

/* Options that let pass, or make a failure none. */
static bool add_options(struct check_run *run)
{
    const struct work_settings *settings = run->settings;
    bool passes = run->summary.failed < run->summary.total;
    bool fails = check_summary_status(&run->summary) == CHECK_STATUS_FAILS;

    return (!settings->no_config || !passes ||
            weaker_note(&run->weaker, "no policy was read, by --no-config")) &&
           (!settings->kb_path || !passes ||
            weaker_note(&run->weaker, "another knowledge base, by --kb")) &&
           add_gone(run) &&
           (!settings->exit_zero || !fails ||
            weaker_note(&run->weaker, "the status is 0 by --exit-zero"));
}

/* A run with --lock takes over the knowledge of today. */
static bool add_knowledge(struct check_run *run)
{
    return run->settings->locking ||
           knowledge_compare(&run->knowledge, &run->arena, run->results.items,
                             run->results.count);
}

bool remarks_make(struct check_run *run)
{
    return weaker_gather(&run->weaker, run->results.items,
                         run->results.count) &&
           add_options(run) && add_left_out(run) && add_strays(run) &&
           add_policies(run) && add_knowledge(run);
}
