/* SPDX-License-Identifier: MIT */
/*
 * Reports of a run. A report may go to any file but one that is read, and no
 * two to the same one.
 */
#include "cli/reports.h"

#include "base/file.h"
#include "base/path.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "report/report.h"
#include "work/policies.h"
#include "work/profiles_found.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

static struct report_target *target_at(const struct reports *reports,
                                       size_t index)
{
    return array_at(&reports->targets, index);
}

/* --------------------------------------------------------- Command line */

static const dvf_format *find_format(const struct command *command,
                                     const char *name, size_t length,
                                     struct buffer *complaint)
{
    const dvf_format *format = NULL;
    struct buffer word = {0};

    buffer_append(&word, name, length);
    if (word.failed) {
        complaint->failed = true;
    } else {
        format = command_format(command, word.bytes);
        if (!format)
            command_complain_format(command, word.bytes, complaint);
    }
    buffer_release(&word);
    return format;
}

/* Later checks take a file of this name for a profile, a policy or a lock. */
static bool is_read_by_checks(const char *path)
{
    const char *name = path + path_folder_length(path);

    return strcmp(name, POLICIES_FILE) == 0 || strcmp(name, LOCK_FILE) == 0 ||
           profiles_found_is_name(name);
}

/* "FORMAT=FILE" */
static dvf_status read_word(const struct command *command, const char *word,
                            struct report_target *target,
                            struct buffer *complaint)
{
    size_t length = strcspn(word, "=");

    if (length == 0 || word[length] == '\0' || word[length + 1] == '\0') {
        console_quote(complaint, word);
        buffer_puts(complaint, " is no report; write FORMAT=FILE");
        return DVF_INVALID;
    }
    target->path = word + length + 1;
    if (is_read_by_checks(target->path)) {
        console_quote(complaint, target->path);
        buffer_puts(complaint, " is a name that later checks read; choose "
                               "another one");
        return DVF_INVALID;
    }
    if (output_is_standard(target->path)) {
        buffer_puts(complaint, "a report for standard output is chosen with "
                               "'--format'");
        return DVF_INVALID;
    }
    target->format = find_format(command, word, length, complaint);
    return target->format ? DVF_OK : DVF_INVALID;
}

static dvf_status add_target(struct reports *reports,
                             const struct report_target *target,
                             struct buffer *complaint)
{
    struct report_target *added = array_push(&reports->targets);
    int error = 0;

    if (!added) {
        complaint->failed = true;
        return DVF_NO_MEMORY;
    }
    *added = *target;
    if (!output_is_standard(added->path))
        added->real = path_real_parent(&reports->arena, added->path, &error);
    complaint->failed |= error == ENOMEM;
    return error == ENOMEM ? DVF_NO_MEMORY : DVF_OK;
}

static bool same_file(const char *path, const char *other)
{
    return strcmp(path, other) == 0 || file_is_same(path, other);
}

static bool are_apart(const struct reports *reports, struct buffer *complaint)
{
    for (size_t i = 0; i < reports->targets.count; i++) {
        const char *path = target_at(reports, i)->path;

        if (!reports->job_file || output_is_standard(path) ||
            !same_file(path, reports->job_file))
            continue;
        console_quote(complaint, path);
        buffer_puts(complaint, " is the summary of the job already");
        return false;
    }
    for (size_t i = 0; i < reports->targets.count; i++) {
        const struct report_target *target = target_at(reports, i);

        for (size_t j = 0; j < i && !output_is_standard(target->path); j++) {
            const struct report_target *other = target_at(reports, j);

            if (!file_is_same(target->path, other->path) &&
                (!target->real || !other->real ||
                 strcmp(target->real, other->real) != 0))
                continue;
            buffer_puts(complaint, "two reports would be written to ");
            console_quote(complaint, target->path);
            return false;
        }
    }
    return true;
}

/* The runner of a workflow names a file where its annotations are wanted. */
static void find_job_file(struct reports *reports)
{
    const char *path = environment_value("GITHUB_STEP_SUMMARY");

    for (size_t i = 0; i < reports->targets.count && path[0] != '\0'; i++)
        if (strcmp(target_at(reports, i)->format->name, "github") == 0)
            reports->job_file = path;
}

dvf_status reports_open(struct reports *reports, const struct command *command,
                        const struct settings *settings,
                        struct buffer *complaint)
{
    const char *const *words = settings_words(&settings->reports);
    struct report_target target = {
        .format = command_format(command, settings->format),
        .path = settings->output,
    };
    const struct report_target last = target;
    dvf_status status = DVF_OK;

    array_init(&reports->targets, sizeof(struct report_target));
    for (size_t i = 0; i < settings->reports.count && status == DVF_OK; i++) {
        status = read_word(command, words[i], &target, complaint);
        if (status == DVF_OK)
            status = add_target(reports, &target, complaint);
    }
    if (status == DVF_OK)
        status = add_target(reports, &last, complaint);
    if (status != DVF_OK)
        return status;
    if (reports->summarise)
        find_job_file(reports);
    return are_apart(reports, complaint) ? DVF_OK : DVF_INVALID;
}

bool reports_have(const struct reports *reports, unsigned trait)
{
    for (size_t i = 0; i < reports->targets.count; i++)
        if (format_has(target_at(reports, i)->format, trait))
            return true;
    return false;
}

unsigned reports_parts(const struct reports *reports, size_t count,
                       dvf_detail detail)
{
    unsigned parts = 0;

    for (size_t i = 0; i < reports->targets.count; i++)
        parts |= report_parts(target_at(reports, i)->format, count, detail);
    return parts;
}

bool reports_spare(const struct reports *reports, const char *input,
                   struct buffer *complaint)
{
    if (input && reports->job_file &&
        output_replaces(reports->job_file, input, complaint))
        return false;
    for (size_t i = 0; i < reports->targets.count && input; i++) {
        const struct report_target *target = target_at(reports, i);

        if (output_is_standard(target->path))
            continue;
        if (output_replaces(target->path, input, complaint))
            return false;
        if (!target->real || strcmp(target->real, input) != 0)
            continue;
        console_quote(complaint, target->path);
        buffer_puts(complaint, " is no place for a report");
        return false;
    }
    return true;
}

/* --------------------------------------------------------------- Writing */

/* A file is the same bytes whatever the environment says. */
static dvf_style style_of(const struct report_target *target,
                          const struct settings *settings)
{
    dvf_style style = terminal_style(output_descriptor(target->path),
                                     settings->colour);

    style.detail = settings->detail;
    if (!output_is_standard(target->path))
        style.colour = settings->colour == TERMINAL_COLOUR_ALWAYS;
    return style;
}

static int write_target(const struct report_target *target,
                        const struct settings *settings,
                        report_render_to *render, const void *context)
{
    struct output output;
    struct sink sink = {.put = output_put, .context = &output};
    const dvf_style style = style_of(target, settings);
    dvf_text rest = {0};
    bool made;

    output_begin(&output, target->path);
    made = render(context, target->format, &style, &sink, &rest) == DVF_OK &&
           output_put(&output, rest.bytes, rest.length);
    dvf_text_release(&rest);
    return output_end(&output, made);
}

static int write_job_summary(const struct reports *reports, const void *context)
{
    dvf_text text = {0};
    int status;

    if (reports->summarise(context, NULL, NULL, NULL, &text) != DVF_OK)
        return console_no_memory();
    status = output_append(reports->job_file, &text);
    dvf_text_release(&text);
    return status;
}

bool reports_spare_inputs(const struct reports *reports,
                          const struct settings *settings,
                          struct buffer *complaint)
{
    const char *const *words = settings_words(&settings->operands);

    for (size_t i = 0; i < settings->operands.count; i++)
        if (!reports_spare(reports, words[i], complaint))
            return false;
    return reports_spare(reports, settings->kb, complaint);
}

int reports_write(const struct reports *reports,
                  const struct settings *settings, report_render_to *render,
                  const void *context)
{
    size_t last = reports->targets.count - 1;
    int status = EXIT_DONE;

    assert(reports->targets.count > 0 /* -f and -o name one */);
    for (size_t i = 0; i < last; i++)
        status = output_worse(status, write_target(target_at(reports, i),
                                                   settings, render, context));
    if (reports->job_file)
        status = output_worse(status, write_job_summary(reports, context));
    return output_worse(status, write_target(target_at(reports, last), settings,
                                             render, context));
}

void reports_release(struct reports *reports)
{
    array_release(&reports->targets);
    arena_release(&reports->arena);
}
