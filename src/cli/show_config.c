/* SPDX-License-Identifier: MIT */
/*
 * Settings and their origins, in the form of a policy file: each value with
 * its origin as a comment.
 */
#include "cli/show_config.h"

#include "base/runner.h"
#include "base/utf8.h"
#include "cli/message.h"
#include "cli/output.h"

#include <string.h>

/* Column of the comments; a longer value pushes its own further. */
#define ORIGIN_COLUMN 32

/* The files for which one policy holds. */
struct block {
    const struct policy_source *source;
    const char *first; /* as it is shown; null: no file was named */
    size_t files;
};

static void append_safe(struct buffer *out, const char *text)
{
    utf8_append_safe(out, text, strlen(text), !terminal_is_utf8());
}

/* "key: value    # origin"; the line begins at `start`, up to the value. */
static void end_line(struct buffer *out, size_t start, const char *origin)
{
    size_t width = utf8_width(out->bytes + start, out->length - start);

    buffer_repeat(out, " ", width < ORIGIN_COLUMN ? ORIGIN_COLUMN - width : 1);
    buffer_puts(out, "# ");
    append_safe(out, origin);
    buffer_putc(out, '\n');
}

static void append_line(struct buffer *out, const char *key, const char *value,
                        const char *origin)
{
    size_t start = out->length;

    buffer_printf(out, "%s: ", key);
    append_safe(out, value);
    if (!out->failed)
        end_line(out, start, origin);
}

/* --------------------------------------------------------------- Blocks */

/* Which files a policy is for, where there are several policies. */
static void append_heading(struct buffer *out, const struct block *block)
{
    buffer_puts(out, "# For ");
    append_safe(out, block->first);
    if (block->files > 1)
        buffer_printf(out, " and %zu more", block->files - 1);
    buffer_puts(out, "\n");
}

static void append_policy(struct buffer *out, const struct policy *policy)
{
    struct buffer value = {0};

    if (policy->file != NULL)
        append_line(out, "policy", policy->name, policy->file);
    else
        append_line(out, "policy", "none", "no file");
    for (size_t i = 0; i < POLICY_SETTING_COUNT; i++) {
        buffer_clear(&value);
        policy_append(policy, (enum policy_setting)i, &value);
        if (value.failed)
            out->failed = true;
        else
            append_line(out, policy_key((enum policy_setting)i), value.bytes,
                        policy->origins[i]);
    }
    buffer_release(&value);
}

/* What is the same for all of them. */
static void append_shared(struct buffer *out, const struct check_run *run)
{
    const struct settings *settings = run->session.settings;
    dvf_kb_info kb = dvf_kb_describe(run->session.kb);
    struct buffer name = {0};

    if (settings->expect != NULL)
        append_line(out, "expect", settings->expect, "--expect");
    else
        append_line(out, "expect", "none", "the decision of each profile");
    append_line(out, "as_of", run->as_of,
                settings->as_of != NULL ? "--as-of" : "today, in UTC");
    buffer_printf(&name, "%s %s", kb.id, kb.version);
    if (name.failed)
        out->failed = true;
    else
        append_line(out, "kb", name.bytes,
                    settings->kb != NULL ? settings->kb : "built in");
    buffer_release(&name);
}

/* ------------------------------------------------------------ Gathering */

/* Note that a policy is for one file more. @return false when out of memory */
static bool count_file(struct array *blocks, const struct policy_source *source,
                       const char *shown)
{
    struct block *block;

    for (size_t i = 0; i < blocks->count; i++) {
        block = array_at(blocks, i);
        if (block->source == source) {
            block->files++;
            return true;
        }
    }
    block = array_push(blocks);
    if (block == NULL)
        return false;
    *block = (struct block){.source = source, .first = shown, .files = 1};
    return true;
}

static dvf_status gather(struct check_run *run, struct array *blocks,
                         struct dvf_diagnostics *problems)
{
    const struct profiles_found *found = &run->found;
    size_t count = found->files.count;
    dvf_status status = DVF_OK;

    for (size_t i = 0; i < count || i == 0; i++) {
        const struct policy_source *source;
        const struct place *place = array_at(&found->folders, 0);
        const char *shown = NULL;

        if (count > 0) {
            place = profiles_found_place(found, profiles_found_at(found, i));
            shown = profiles_found_at(found, i)->shown;
        }
        if (!policies_get(&run->policies, place, problems, &source) ||
            !count_file(blocks, source, shown))
            return DVF_NO_MEMORY;
        if (source->state == SOURCE_BROKEN)
            status = DVF_INVALID;
    }
    return status;
}

static int write_blocks(const struct check_run *run, const struct array *blocks)
{
    struct buffer out = {0};
    int status;

    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = array_at(blocks, i);

        if (blocks->count > 1)
            append_heading(&out, block);
        append_policy(&out, &block->source->policy);
        if (blocks->count > 1)
            buffer_putc(&out, '\n');
    }
    append_shared(&out, run);
    runner_shield(&out, 0);
    if (out.failed)
        status = message_no_memory();
    else
        status = output_write(run->session.settings->output,
                              &(dvf_text){out.bytes, out.length});
    buffer_release(&out);
    return status;
}

int show_config(struct check_run *run)
{
    struct dvf_diagnostics *problems = dvf_diagnostics_new();
    struct array blocks;
    dvf_status status = DVF_NO_MEMORY;
    int exit_status;

    array_init(&blocks, sizeof(struct block));
    if (problems != NULL)
        status = gather(run, &blocks, problems);
    if (status == DVF_NO_MEMORY) {
        exit_status = message_no_memory();
    } else {
        exit_status = session_show(&run->session, problems, status != DVF_OK);
        if (exit_status == EXIT_DONE)
            exit_status = status == DVF_OK ? write_blocks(run, &blocks)
                                           : EXIT_NO_ANSWER;
    }
    array_release(&blocks);
    dvf_diagnostics_free(problems);
    return exit_status;
}
