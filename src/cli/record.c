/* SPDX-License-Identifier: MIT */
/*
 * `dvf record`: write the decision record of a profile and name it there, or
 * renew one between its markers. Both files change, or neither. A run that was
 * killed between the two is completed by the next one: the record is there
 * then, and only its name is written.
 */
#include "cli/record.h"

#include "base/file.h"
#include "base/file_lock.h"
#include "base/hint.h"
#include "base/path.h"
#include "check/decision_record.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/output.h"
#include "report/document.h"
#include "write/diff.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#define DAY         86400

/* Most bytes of a profile, as its loader has it. */
#define PROFILE_MAX ((size_t)1024 * 1024)

/* Milliseconds to wait for another process that writes in the folder. */
#define PATIENCE_MS 10000

/* ----------------------------------------------------------------- Telling */

/* Say one line and fail. @param name quoted before the words; null: none */
static int refuse(const char *name, const char *words)
{
    struct buffer message = {0};

    if (name)
        console_quote(&message, name);
    buffer_printf(&message, "%s%s", name ? " " : "", words);
    (void)console_fail(&message);
    buffer_release(&message);
    return EXIT_NO_ANSWER;
}

static int refuse_error(const char *before, const char *name, int error)
{
    struct buffer message = {0};

    if (error == ENOMEM)
        return console_no_memory();
    buffer_puts(&message, before);
    console_quote(&message, name);
    buffer_printf(&message, ": %s",
                  error == EEXIST ? "it is there by now" : strerror(error));
    (void)console_fail(&message);
    buffer_release(&message);
    return EXIT_NO_ANSWER;
}

/* ------------------------------------------------------------ The profile */

static dvf_status read_profile(struct recording *recording)
{
    struct session *session = &recording->session;
    dvf_status status = file_read(recording->profile_path, PROFILE_MAX,
                                  &recording->old_profile, session->problems);

    if (status != DVF_OK || !session->kb)
        return status;
    const dvf_input input = file_input(recording->profile_path,
                                       &recording->old_profile);
    return dvf_profile_load(session->kb, &input, session->problems,
                            &recording->profile);
}

/* Put the option of --decide into the profile. */
static dvf_status decide(struct recording *recording)
{
    const struct settings *settings = recording->settings;
    struct decision *decision = &recording->profile->decision;
    struct dvf_diagnostics *problems = recording->session.problems;
    const dvf_kb *kb = recording->session.kb;

    if (!settings->decide)
        return DVF_OK;
    if (kb_find_option(kb, settings->decide) == KB_NONE) {
        struct hint hint = hint_begin(problems, settings->decide);

        diagnostics_input(problems, "dvf", NULL, 0);
        for (uint32_t i = 0; i < kb_options_count(kb); i++)
            hint_offer(&hint, kb_option_id(kb, i));
        diagnostics_error(
            problems, DIAGNOSTIC_USAGE, (struct position){0}, hint_text(&hint),
            "--decide: there is no option named '%s'", settings->decide);
        diagnostics_input_end(problems);
        return DVF_INVALID;
    }
    decision->option = settings->decide;
    decision->date = settings->as_of ? settings->as_of : recording->today;
    return DVF_OK;
}

static dvf_status prepare(struct recording *recording)
{
    struct session *session = &recording->session;
    dvf_status status = session_open(session, recording->settings);

    if (status == DVF_NO_MEMORY)
        return status;
    status = status_worse(status, read_profile(recording));
    if (status == DVF_OK)
        status = decide(recording);
    if (status == DVF_OK)
        status = dvf_evaluate(session->kb, recording->profile, NULL,
                              session->problems, &recording->evaluation);
    return status;
}

static int refuse_choice(const struct recording *recording)
{
    struct buffer words = {0};

    buffer_printf(&words,
                  "leads to nothing that can be recorded, but to '%s'; answer "
                  "more questions, or say what was decided with --decide",
                  verdict_outcome(recording->evaluation));
    int status = words.failed ? console_no_memory()
                              : refuse(recording->profile_path, words.bytes);
    buffer_release(&words);
    return status;
}

/* ------------------------------------------------------------- The record */

/* True where the profile names the record at this path already. */
static bool is_named(struct recording *recording, const char *path)
{
    const char *name = recording->profile->decision.record;

    return name && record_path_leads(&recording->arena, recording->profile_path,
                                     name, path);
}

/* Find a name in the folder. A record there that states the same, and that the
 * profile does not name, is of a run that was killed: it is taken. */
static int name_in_folder(struct recording *recording, const char *folder)
{
    struct arena *arena = &recording->arena;
    struct record_names names;
    int error = record_names_find(&names, arena, folder,
                                  recording->profile->name);

    if (error != 0)
        return refuse_error("cannot look for a name in ", folder, error);
    const char *last = names.last ? path_join(arena, folder, names.last) : NULL;
    recording->is_there = last && !is_named(recording, last) &&
                          record_is_made(recording, last);
    recording->path = recording->is_there
                          ? last
                          : path_join(arena, folder, names.next);
    return arena->failed ? console_no_memory() : EXIT_DONE;
}

static bool is_folder(const char *path)
{
    return path_is_folder(path) || path[path_folder_length(path)] == '\0';
}

static int choose_path(struct recording *recording)
{
    const char *output = recording->settings->output;

    if (is_folder(output))
        return name_in_folder(recording, output);
    recording->path = output;
    if (!path_is_there(output))
        return EXIT_DONE;
    recording->is_there = !is_named(recording, output) &&
                          record_is_made(recording, output);
    if (recording->arena.failed)
        return console_no_memory();
    return recording->is_there
               ? EXIT_DONE
               : refuse(output, "is there already; --update renews a record");
}

static int find_paths(struct recording *recording)
{
    int error = record_paths_find(&recording->paths, &recording->arena,
                                  recording->path, recording->profile_path);

    return error == 0 ? EXIT_DONE
                      : refuse_error("cannot write ", recording->path, error);
}

/* Show problems that were found. */
static int settle(struct recording *recording, dvf_status status)
{
    if (status == DVF_NO_MEMORY)
        return console_no_memory();
    int shown = session_show(&recording->session, recording->session.problems,
                             status != DVF_OK);
    return status == DVF_OK ? shown : EXIT_NO_ANSWER;
}

static int make_record(struct recording *recording)
{
    const dvf_text *fresh = &recording->fresh;

    if (!recording->settings->update)
        recording->is_new = !recording->is_there;
    if (recording->is_there)
        return EXIT_DONE;
    if (!recording->is_new && !path_is_there(recording->path))
        return refuse(recording->path, "is not there; -o writes a new record");
    if (!recording->is_new) {
        dvf_status read = file_read(recording->path, MARKED_BYTES_MAX,
                                    &recording->old_record,
                                    recording->session.problems);
        if (read != DVF_OK)
            return settle(recording, read);
    }
    dvf_status status = record_render(recording);
    if (status != DVF_OK)
        return console_no_memory();
    if (!recording->is_new)
        return settle(recording, record_renew(recording));
    buffer_append(&recording->new_record, fresh->bytes, fresh->length);
    return recording->new_record.failed ? console_no_memory() : EXIT_DONE;
}

/* --------------------------------------------------------------- Writing */

static bool is_changed(const struct buffer *old, const struct buffer *now)
{
    return old->length != now->length ||
           (old->length > 0 &&
            memcmp(old->bytes, now->bytes, old->length) != 0);
}

static bool is_record_changed(const struct recording *recording)
{
    return !recording->is_there &&
           (recording->is_new ||
            is_changed(&recording->old_record, &recording->new_record));
}

static bool is_profile_changed(const struct recording *recording)
{
    return is_changed(&recording->old_profile, &recording->new_profile);
}

static struct diff_text diff_side(const char *name, const struct buffer *text)
{
    return (struct diff_text){name, text->length > 0 ? text->bytes : "",
                              text->length};
}

/* Show both changes. */
static int show(const struct recording *recording)
{
    const char *record = recording->path;
    const char *profile = recording->profile_path;
    struct buffer diff = {0};
    int status = EXIT_NO_ANSWER;

    if (is_record_changed(recording)) {
        const struct diff_text before = diff_side(
            recording->is_new ? NULL : record, &recording->old_record);
        const struct diff_text after = diff_side(record,
                                                 &recording->new_record);

        diff_append(&diff, &before, &after);
    }
    const struct diff_text before = diff_side(profile, &recording->old_profile);
    const struct diff_text after = diff_side(profile, &recording->new_profile);
    diff_append(&diff, &before, &after);
    status = diff.failed
                 ? console_no_memory()
                 : output_write(NULL, &(dvf_text){diff.bytes, diff.length});
    buffer_release(&diff);
    return status;
}

static struct file_text file_side(const char *path, const struct buffer *old,
                                  const struct buffer *now)
{
    return (struct file_text){.path = path,
                              .bytes = now->bytes,
                              .length = now->length,
                              .old = old->bytes,
                              .old_length = old->length};
}

/* True where a file still holds what was read. */
static bool is_as_read(const char *path, const struct buffer *text)
{
    struct dvf_diagnostics *problems = dvf_diagnostics_new();
    struct buffer now = {0};
    bool same = problems &&
                file_read(path, MARKED_BYTES_MAX, &now, problems) == DVF_OK &&
                !is_changed(text, &now);

    buffer_release(&now);
    dvf_diagnostics_free(problems);
    return same;
}

/* Replace what is to be changed. */
static int replace(struct recording *recording)
{
    struct file_text record = file_side(recording->path, &recording->old_record,
                                        &recording->new_record);
    const struct file_text profile = file_side(recording->profile_path,
                                               &recording->old_profile,
                                               &recording->new_profile);
    const char *failed = recording->path;
    int error = 0;

    record.is_new = recording->is_new;
    if (!is_as_read(profile.path, &recording->old_profile))
        return refuse(profile.path, "was changed meanwhile; run it again");
    if (!record.is_new && !recording->is_there &&
        !is_as_read(record.path, &recording->old_record))
        return refuse(record.path, "was changed meanwhile; run it again");
    if (is_record_changed(recording) && is_profile_changed(recording)) {
        error = file_replace_both(&record, &profile, &failed);
    } else if (is_record_changed(recording)) {
        error = record.is_new && path_is_there(record.path)
                    ? EEXIST
                    : file_replace(record.path, record.bytes, record.length);
    } else if (is_profile_changed(recording)) {
        failed = profile.path;
        error = file_replace(profile.path, profile.bytes, profile.length);
    }
    return error == 0 ? EXIT_DONE
                      : refuse_error("cannot write ", failed, error);
}

/* "renewed 'a.md': outcome, answers" */
static void tell_renewed(const struct recording *recording,
                         struct buffer *message)
{
    const char *between = ": ";

    buffer_puts(message, "renewed ");
    console_quote(message, recording->path);
    for (unsigned i = 0; i < RECORD_PART_COUNT; i++) {
        if (!recording->renewed[i])
            continue;
        buffer_printf(message, "%s%s", between,
                      record_part_word((enum record_part)i));
        between = ", ";
    }
}

/* "; it is named in 'dvf.yaml' in place of 'b.md'" */
static void tell_profile(const struct recording *recording,
                         struct buffer *message)
{
    const char *before = recording->old_name;
    const bool same = before &&
                      strcmp(before, recording->profile->decision.record) == 0;

    buffer_puts(message,
                same ? "; the decision stands in " : "; it is named in ");
    console_quote(message, recording->profile_path);
    if (!same && before) {
        buffer_puts(message, " in place of ");
        console_quote(message, before);
    }
}

static void tell(const struct recording *recording)
{
    struct buffer message = {0};

    if (recording->settings->detail == DVF_BRIEF)
        return;
    if (recording->is_new) {
        buffer_puts(&message, "wrote ");
        console_quote(&message, recording->path);
    } else if (is_record_changed(recording)) {
        tell_renewed(recording, &message);
    } else {
        console_quote(&message, recording->path);
        buffer_puts(&message, " is as it would be written");
    }
    if (is_profile_changed(recording))
        tell_profile(recording, &message);
    console_tell(&message);
    buffer_release(&message);
}

/* Others that write in the folder of the profile are waited for. */
static int write_files(struct recording *recording)
{
    struct file_lock lock = {0};
    unsigned patience = PATIENCE_MS;
    const char *folder = path_folder(&recording->arena,
                                     recording->profile_path);
    int status;

    if (!folder)
        return console_no_memory();
    if (file_lock_folder(&lock, folder, &patience) == FILE_LOCK_BUSY)
        return refuse(recording->profile_path,
                      "is in a folder that another process keeps locked");
    status = replace(recording);
    file_lock_release(&lock);
    if (status == EXIT_DONE)
        tell(recording);
    return status;
}

/* --------------------------------------------------------------- Running */

static int edit_profile(struct recording *recording)
{
    switch (record_edit_profile(recording)) {
    case DVF_OK:
        return EXIT_DONE;
    case DVF_NO_MEMORY:
        return console_no_memory();
    default:
        return refuse(
            recording->profile_path,
            "is laid out so that its decision cannot be edited; write "
            "it there by hand, with 'record' under 'decision', and "
            "run this again");
    }
}

static int make_files(struct recording *recording)
{
    int status = EXIT_DONE;

    if (document_choice(recording->evaluation) == KB_NONE)
        return refuse_choice(recording);
    recording->path = recording->settings->update;
    if (!recording->path)
        status = choose_path(recording);
    if (status == EXIT_DONE)
        status = find_paths(recording);
    if (status == EXIT_DONE)
        status = make_record(recording);
    if (status == EXIT_DONE)
        status = edit_profile(recording);
    if (status != EXIT_DONE)
        return status;
    return recording->settings->dry_run ? show(recording)
                                        : write_files(recording);
}

static void release(struct recording *recording)
{
    dvf_evaluation_free(recording->evaluation);
    dvf_profile_free(recording->profile);
    dvf_text_release(&recording->fresh);
    buffer_release(&recording->old_profile);
    buffer_release(&recording->old_record);
    buffer_release(&recording->new_record);
    buffer_release(&recording->new_profile);
    session_close(&recording->session);
    arena_release(&recording->arena);
}

static int run_record(const struct settings *settings)
{
    struct recording recording = {
        .settings = settings,
        .profile_path = settings_words(&settings->operands)[0],
    };

    date_text((int64_t)time(NULL) / DAY, recording.today);
    dvf_status prepared = prepare(&recording);
    int status = settle(&recording, prepared);
    if (status == EXIT_DONE)
        status = make_files(&recording);
    release(&recording);
    return status;
}

static bool accepts(const struct settings *settings, struct buffer *complaint)
{
    const char *output = settings->output;
    const char *name = output ? output : settings->update;

    if (strcmp(settings_words(&settings->operands)[0], "-") == 0)
        buffer_puts(complaint, "a record is named in its profile, so that the "
                               "profile must be a file");
    else if (!name || (output && settings->update))
        buffer_puts(complaint,
                    "name the record: a new one with -o, or one that "
                    "is there with --update");
    else if (strcmp(name, "-") == 0)
        buffer_puts(complaint, "a record must be a file; 'dvf advise -f madr' "
                               "writes one to standard output");
    else if (!decision_record_is_name(name) && !(output && is_folder(output)))
        buffer_puts(complaint, "a record is Markdown: name it NAME.md, or a "
                               "folder that is there");
    else
        return true;
    return false;
}

const struct command command_record = {
    .name = "record",
    .summary = "Write a decision record that can be checked, or renew one",
    .usage = "record [OPTION]... PROFILE",
    .details =
        "Write the decision record of a profile, in the format MADR 4, and "
        "name it\n"
        "in the profile, as 'record' under 'decision'; all else in the "
        "profile\n"
        "stays. With -o FOLDER/ the record gets the next free number there. It "
        "is\n"
        "about the decision that the profile records, and says where the "
        "verdict\n"
        "differs; without one it proposes the verdict. --update renews what "
        "stands\n"
        "between dvf's markers, and nothing else. Both files are written, or\n"
        "neither; no file that is there is replaced. 'dvf check' checks the "
        "record.\n",
    .examples = "  dvf record dvf.yaml -o docs/adr/\n"
                "  dvf record --decide OPTION dvf.yaml -o "
                "docs/adr/0007-backend.md\n"
                "  dvf record --update docs/adr/0007-backend.md dvf.yaml\n",
    .operand = "PROFILE",
    .operands_min = 1,
    .operands_max = 1,
    .reads_operands = true,
    .options = {OPTION_OUTPUT, OPTION_UPDATE, OPTION_DECIDE, OPTION_AS_OF,
                OPTION_DRY_RUN, OPTION_KB},
    .accepts = accepts,
    .run = run_record,
};
