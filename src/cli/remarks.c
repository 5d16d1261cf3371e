/* SPDX-License-Identifier: MIT */
/*
 * Remarks on a check.
 */
#include "cli/remarks.h"

#include "check/line.h"

static bool add(struct check_run *run, struct buffer *text)
{
    const char **remark = array_push(&run->remarks);
    const char *line = line_keep(&run->arena, text);

    if (remark && line)
        *remark = line;
    return remark && line;
}

/* "3 files left out by exclude." */
static bool add_count(struct check_run *run, size_t count, const char *noun,
                      const char *rest)
{
    struct buffer text = {0};

    if (count == 0)
        return true;
    buffer_printf(&text, "%zu %s%s %s.", count, noun, count == 1 ? "" : "s",
                  rest);
    return add(run, &text);
}

/* A policy that did not count, for want of a repository. */
static bool add_policy(struct check_run *run, const char *name)
{
    struct buffer text = {0};

    buffer_puts(&text, "The policy ");
    check_run_quote(&text, name);
    buffer_puts(&text, " is further up and not used.");
    return add(run, &text);
}

bool remarks_make(struct check_run *run)
{
    const struct check_left_out *left_out = &run->found.left_out;
    const struct array *missed = &run->policies.missed;
    bool good =
        add_count(run, left_out->files, "file", "left out by exclude") &&
        add_count(run, left_out->folders, "folder",
                  "left out by exclude and not searched") &&
        add_count(run, left_out->worktrees, "nested worktree", "left out");

    for (size_t i = 0; i < missed->count && good; i++)
        good = add_policy(run, settings_words(missed)[i]);
    return good;
}
