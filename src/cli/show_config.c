/* SPDX-License-Identifier: MIT */
/*
 * Settings and their origins, in the form of a policy file: each value with
 * its origin as a comment.
 */
#include "cli/show_config.h"

#include "base/path.h"
#include "base/runner.h"
#include "base/utf8.h"
#include "cli/console.h"
#include "cli/output.h"

#include <errno.h>
#include <string.h>

/* Column of the comments. Behind a longer value there are two blanks, and where
 * the line gets too long, the comment stands above it. */
#define ORIGIN_COLUMN 32
#define WIDTH         80

/* The files for which one policy holds. */
struct block {
    const struct policy_source *source;
    const char *first; /* as it is shown; null: no file was named */
    size_t files;
    const struct place *place; /* of the first */
    bool places;               /* there are others */
    bool repositories;         /* one of them is in a repository */
};

/* All settings, as they are written. */
struct listing {
    struct check_run *run;
    const struct session *session;
    bool ascii; /* only that is written */
};

static void append_safe(struct buffer *out, const char *text, bool ascii)
{
    utf8_append_safe(out, text, strlen(text), ascii);
}

/* "key: value    # origin" */
static void append_line(struct buffer *out, const char *key, const char *value,
                        const char *origin, bool ascii)
{
    struct buffer line = {0};
    struct buffer comment = {0};

    buffer_printf(&line, "%s: ", key);
    append_safe(&line, value, ascii);
    buffer_puts(&comment, "# ");
    append_safe(&comment, origin, ascii);
    if (line.failed || comment.failed) {
        out->failed = true;
    } else {
        size_t width = utf8_width(line.bytes, line.length);
        size_t blanks = width + 2 <= ORIGIN_COLUMN ? ORIGIN_COLUMN - width : 2;

        if (width + blanks + utf8_width(comment.bytes, comment.length) > WIDTH)
            buffer_printf(out, "%s\n%s\n", comment.bytes, line.bytes);
        else
            buffer_printf(out, "%s%*s%s\n", line.bytes, (int)blanks, "",
                          comment.bytes);
    }
    buffer_release(&line);
    buffer_release(&comment);
}

/* --------------------------------------------------------------- Blocks */

/* Name the files that a policy is for, where there are several policies. */
static void append_heading(struct buffer *out, const struct listing *listing,
                           const struct block *block)
{
    buffer_puts(out, "# For ");
    append_safe(out, block->first, listing->ascii);
    if (block->files > 1)
        buffer_printf(out, " and %zu more", block->files - 1);
    buffer_puts(out, "\n");
}

/* "from docs up to the root of the repository"; a repository within that of the
 * current folder has its own root. */
static void append_way(struct buffer *out, const struct listing *listing,
                       const struct place *place, struct arena *arena)
{
    const struct surroundings *surroundings =
        &listing->run->policies.surroundings;
    size_t length = strlen(place->real);
    const char *folder = place_local_folder(arena, place, surroundings, length);
    const char *top = place_local_folder(arena, place, surroundings,
                                         place->top);

    if (!folder || !top) {
        out->failed = true;
        return;
    }
    buffer_puts(out, length == place->top ? "in " : "from ");
    if (length != place->top)
        buffer_printf(out, "%s up to ", folder);
    if (place->root == 0)
        buffer_puts(out, strcmp(top, ".") == 0 ? "the current folder" : top);
    else if (place->root == place->base)
        buffer_puts(out, "the root of the repository");
    else
        buffer_printf(out, "%s, the root of its repository", top);
}

/* Name the folders in which a policy was looked for. */
static void append_looked(struct buffer *out, const struct listing *listing,
                          const struct block *block, struct arena *arena)
{
    buffer_puts(out, "no file ");
    if (!block->places && block->place->real)
        append_way(out, listing, block->place, arena);
    else if (block->repositories)
        buffer_puts(out, "from each profile's folder up to the root of its "
                         "repository");
    else
        buffer_puts(out, "from each profile's folder up to the current one, or "
                         "to the one that was named");
    if (!block->repositories)
        buffer_puts(out, " (there is no repository)");
}

/* Why there is no policy. */
static void append_absent(struct buffer *out, const struct listing *listing,
                          const struct block *block)
{
    struct arena arena = {0};
    struct buffer why = {0};

    if (listing->run->settings->no_config) {
        buffer_puts(&why, "--no-config");
    } else {
        append_looked(&why, listing, block, &arena);
        if (listing->run->settings->user_file)
            buffer_printf(&why, ", nor %s", listing->run->settings->user_name);
    }
    if (why.failed)
        out->failed = true;
    else
        append_line(out, "policy", "none", why.bytes, listing->ascii);
    buffer_release(&why);
    arena_release(&arena);
}

static void append_policy(struct buffer *out, const struct listing *listing,
                          const struct block *block)
{
    const struct policy *policy = &block->source->policy;
    struct buffer value = {0};

    if (policy->file)
        append_line(out, "policy", policy->name, block->source->source.local,
                    listing->ascii);
    else
        append_absent(out, listing, block);
    for (size_t i = 0; i < POLICY_SETTING_COUNT; i++) {
        buffer_clear(&value);
        policy_append(policy, (enum policy_setting)i, &value);
        if (value.failed)
            out->failed = true;
        else
            append_line(out, policy_key((enum policy_setting)i), value.bytes,
                        policy->told[i], listing->ascii);
    }
    buffer_release(&value);
}

/* Patterns of the command line hold besides those of a policy, and are shown
 * with the settings where there is none. */
static void append_excluded(struct buffer *out, const struct listing *listing)
{
    const struct policy *options = &listing->run->policies.options.policy;
    struct buffer value = {0};

    if (options->exclude_count == 0 || listing->run->policies.files.count == 0)
        return;
    policy_append(options, POLICY_EXCLUDE, &value);
    if (value.failed)
        out->failed = true;
    else
        append_line(out, "exclude", value.bytes,
                    "--exclude, besides those of a policy", listing->ascii);
    buffer_release(&value);
}

/* Settings that hold under every policy. */
static void append_shared(struct buffer *out, const struct listing *listing)
{
    const struct work_settings *settings = listing->run->settings;
    dvf_kb_info kb = dvf_kb_describe(listing->run->kb);
    struct buffer name = {0};

    if (settings->expect)
        append_line(out, "expect", settings->expect, "--expect",
                    listing->ascii);
    else
        append_line(out, "expect", "none", "the decision of each profile",
                    listing->ascii);
    append_excluded(out, listing);
    append_line(out, "as_of", listing->run->as_of,
                settings->as_of ? "--as-of" : "today, in UTC", listing->ascii);
    buffer_printf(&name, "%s %s", kb.id, kb.version);
    if (name.failed)
        out->failed = true;
    else
        append_line(out, "kb", name.bytes,
                    settings->kb_path ? settings->kb_path : "built in",
                    listing->ascii);
    buffer_release(&name);
}

/* ------------------------------------------------------------ Gathering */

/* @return the block of a policy, new or not; null when out of memory */
static struct block *block_of(struct array *blocks,
                              const struct policy_source *source)
{
    struct block *block;

    for (size_t i = 0; i < blocks->count; i++) {
        block = array_at(blocks, i);
        if (block->source == source)
            return block;
    }
    block = array_push(blocks);
    if (block)
        block->source = source;
    return block;
}

/* Note that a policy is for one file more. */
static dvf_status count_file(struct array *blocks,
                             const struct policy_source *source,
                             const char *shown, const struct place *place)
{
    struct block *block = block_of(blocks, source);

    if (!block)
        return DVF_NO_MEMORY;
    if (block->files++ == 0) {
        block->first = shown;
        block->place = place;
    }
    block->places = block->places || block->place != place;
    block->repositories = block->repositories || place->root != 0;
    return DVF_OK;
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
            shown = profiles_found_at(found, i)->local;
        }
        if (!policies_get(&run->policies, place, problems, &source) ||
            count_file(blocks, source, shown, place) != DVF_OK)
            return DVF_NO_MEMORY;
        if (source->source.state == SOURCE_BROKEN)
            status = DVF_INVALID;
    }
    return status;
}

/* The errno of a file that cannot be found, be it named for standard input and
 * hence only its folder; or 0. */
static int find_file(struct check_run *run, const struct source *file)
{
    const struct place *place = profiles_found_place(&run->found, file);
    int error = 0;

    if (!place->real)
        return place->error;
    if (strcmp(file->path, "-") != 0)
        (void)path_real(&run->found.arena, file->path, &error);
    return error;
}

/* Refuse files that cannot be found: they have no settings. */
static dvf_status find_files(struct check_run *run)
{
    struct buffer message = {0};
    dvf_status status = DVF_OK;

    for (size_t i = 0; i < run->found.files.count; i++) {
        const struct source *file = profiles_found_at(&run->found, i);
        int error = find_file(run, file);

        if (error == ENOMEM)
            status = DVF_NO_MEMORY;
        if (error == 0 || status == DVF_NO_MEMORY)
            continue;
        status = DVF_INVALID;
        buffer_clear(&message);
        console_quote(&message, file->local);
        buffer_printf(&message, " cannot be found: %s", strerror(error));
        console_tell(&message);
    }
    for (size_t i = 0; i < run->found.faults.count; i++) {
        const struct source *fault = array_at(&run->found.faults, i);

        if (status == DVF_OK)
            status = DVF_INVALID;
        buffer_clear(&message);
        console_quote(&message, fault->path);
        buffer_putc(&message, ' ');
        profiles_found_append_fault(&run->found, fault, &message);
        console_tell(&message);
    }
    buffer_release(&message);
    return status;
}

static int write_blocks(const struct listing *listing,
                        const struct array *blocks)
{
    struct buffer out = {0};
    int status;

    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = array_at(blocks, i);

        if (blocks->count > 1 && block->first)
            append_heading(&out, listing, block);
        append_policy(&out, listing, block);
        if (blocks->count > 1)
            buffer_putc(&out, '\n');
    }
    append_shared(&out, listing);
    runner_shield(&out, 0);
    if (out.failed)
        status = console_no_memory();
    else
        status = output_write(listing->session->settings->output,
                              &(dvf_text){out.bytes, out.length});
    buffer_release(&out);
    return status;
}

/* Show what was gathered, or what is wrong with it. */
static int show(const struct listing *listing, const struct array *blocks,
                const struct dvf_diagnostics *problems, dvf_status status)
{
    int exit_status;

    if (status == DVF_NO_MEMORY)
        return console_no_memory();
    exit_status = session_show(listing->session, problems, status != DVF_OK);
    if (exit_status != EXIT_DONE || status != DVF_OK)
        return EXIT_NO_ANSWER;
    return write_blocks(listing, blocks);
}

int show_config(struct check_run *run, const struct session *session)
{
    const struct listing listing = {
        .run = run,
        .session = session,
        .ascii = terminal_is_ascii(
            output_descriptor(session->settings->output)),
    };
    struct dvf_diagnostics *problems = dvf_diagnostics_new();
    struct array blocks;
    dvf_status status = DVF_NO_MEMORY;
    int exit_status;

    array_init(&blocks, sizeof(struct block));
    if (problems)
        status = find_files(run);
    if (status == DVF_OK)
        status = gather(run, &blocks, problems);
    console_tell_notices(&run->notices, session->settings->detail == DVF_BRIEF);
    exit_status = show(&listing, &blocks, problems, status);
    array_release(&blocks);
    dvf_diagnostics_free(problems);
    return exit_status;
}
