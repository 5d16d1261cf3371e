/* SPDX-License-Identifier: MIT */
/*
 * The start of `dvf ask`: how answers come, the profile to go on with, and the
 * answers of the command line; and that profile again where it was edited by
 * hand meanwhile. Answers that only the file has are taken over, those that
 * both have are asked about, and neither replaces the other in silence.
 */
#include "cli/ask.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cli/console.h"
#include "cli/terminal.h"
#include "profile/answer.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_on(const char *name)
{
    const char *value = environment_value(name);

    return value[0] != '\0' && strcmp(value, "0") != 0;
}

/* A runner for CI may give its jobs a terminal that nobody sits at. */
static bool is_ci(void)
{
    const char *value = environment_value("CI");

    return is_on("CI") && strcasecmp(value, "false") != 0;
}

static enum ask_manner choose_manner(struct ask *ask)
{
    const struct settings *settings = ask->settings;
    const char *terminal = environment_value("TERM");

    if (settings->no_input)
        return ASK_NOTHING;
    if (!isatty(STDIN_FILENO))
        return ASK_FROM_PIPE;
    ask->is_ci = !settings->input && is_ci();
    if (ask->is_ci)
        return ASK_NOTHING;
    if (settings->plain || terminal_is_accessible() || terminal[0] == '\0' ||
        strcmp(terminal, "dumb") == 0)
        return ASK_BY_LINES;
    return ASK_BY_KEYS;
}

/* Somebody who types answers has to see the questions. */
static dvf_status check_terminal(const struct ask *ask)
{
    static const char why[] = "questions need standard error to be a terminal; "
                              "without questions: --no-input and --set";
    struct buffer message = {0};

    if (!ask_is_attended(ask) || isatty(STDERR_FILENO))
        return DVF_OK;
    buffer_puts(&message, why);
    (void)console_fail(&message);
    buffer_release(&message);
    return DVF_INVALID;
}

/* The profile to go on with, whose text is kept to be edited. Without a
 * knowledge base only its problems are reported. */
static dvf_status resume(struct ask *ask)
{
    const char *path = ask->settings->resume;
    struct session *session = &ask->session;
    dvf_status status;

    if (!path)
        return DVF_OK;
    status = file_read(path, ASK_PROFILE_MAX, &ask->old, session->problems);
    if (status != DVF_OK)
        return status;
    const dvf_input input = file_input(path, &ask->old);
    if (!session->kb)
        return profile_check(&input, session->problems);
    status = dvf_profile_load(session->kb, &input, session->problems,
                              &ask->before);
    if (status == DVF_OK)
        status = interview_resume(&ask->interview, ask->before);
    return status;
}

/* Answers of the command line: all of their mistakes are noted. */
static dvf_status set_answers(struct ask *ask)
{
    static const struct position nowhere = {0, 0, 0};
    const struct array *given = &ask->settings->answers;
    const char *const *answers = settings_words(given);
    struct dvf_diagnostics *problems = ask->session.problems;
    dvf_status status = DVF_OK;

    diagnostics_input(problems, "dvf", NULL, 0);
    for (size_t i = 0; i < given->count && status != DVF_NO_MEMORY; i++) {
        if (!answer_is_again(answers, i, nowhere, problems))
            status = status_worse(
                status,
                interview_set(&ask->interview, answers[i], nowhere, problems));
    }
    status = status_worse(status, diagnostics_status(problems));
    diagnostics_input_end(problems);
    return status;
}

/* The folder of a path exists; errno says why not. */
static bool has_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct buffer folder = {0};
    struct stat there;
    int error = 0;

    if (!slash)
        return true;
    /* With the sign at its end, nothing but a folder is meant. */
    buffer_append(&folder, path, (size_t)(slash - path) + 1);
    if (folder.failed)
        error = ENOMEM;
    else if (stat(folder.bytes, &there) != 0)
        error = errno;
    buffer_release(&folder);
    errno = error;
    return error == 0;
}

/* Before anything is asked, as the answers could not be saved. */
static dvf_status check_folder(const struct ask *ask)
{
    const char *output = ask->settings->output;
    struct buffer message = {0};
    const char *why;

    if (!output || has_folder(output))
        return DVF_OK;
    why = strerror(errno);
    buffer_puts(&message, "cannot save ");
    console_quote(&message, output);
    buffer_printf(&message, ": %s", why);
    (void)console_fail(&message);
    buffer_release(&message);
    return DVF_INVALID;
}

/* Refuse an -o that exists where nobody can be asked whether to replace it. */
static dvf_status check_output(const struct ask *ask)
{
    const struct settings *settings = ask->settings;
    const char *output = settings->output;
    struct buffer message = {0};

    if (!output || ask_is_attended(ask) || !file_is_regular(output) ||
        (settings->resume && file_is_same(output, settings->resume)))
        return DVF_OK;
    console_quote(&message, output);
    buffer_puts(&message, " is there already; choose another name");
    (void)console_fail(&message);
    buffer_release(&message);
    return DVF_INVALID;
}

/* Reports show where the profile is, or will be. */
static dvf_status name_file(struct ask *ask)
{
    dvf_profile *profile = ask->interview.profile;
    const char *file;

    if (!ask->path)
        return DVF_OK;
    file = arena_copy(&profile->arena, ask->path, strlen(ask->path));
    if (file)
        profile->file = file;
    return file ? DVF_OK : DVF_NO_MEMORY;
}

dvf_status ask_begin(struct ask *ask, const struct settings *settings)
{
    struct buffer name = {0};
    dvf_status status = session_open(&ask->session, settings);

    ask->settings = settings;
    ask->answered = settings->answers.count > 0;
    ask->manner = choose_manner(ask);
    ask->path = settings->output ? settings->output : settings->resume;
    if (status == DVF_OK)
        status = check_terminal(ask);
    else if (status != DVF_NO_MEMORY)
        status = status_worse(status, resume(ask));
    if (status != DVF_OK)
        return status;
    ask_append_name(&name, ask->path ? ask->path : "");
    if (name.failed ||
        interview_init(&ask->interview, ask->session.kb, name.bytes) !=
            DVF_OK ||
        name_file(ask) != DVF_OK)
        status = DVF_NO_MEMORY;
    buffer_release(&name);
    if (status == DVF_OK)
        status = resume(ask);
    if (status != DVF_NO_MEMORY && ask->interview.profile)
        status = status_worse(status, set_answers(ask));
    if (status == DVF_OK)
        status = check_folder(ask);
    if (status == DVF_OK)
        status = check_output(ask);
    if (status != DVF_OK)
        return status;
    ask->interview.in_order = settings->in_order;
    return ask_find_policy(ask);
}

/* -------------------------------------------------------------- One answer */

static void append_pair(const struct ask *ask, uint32_t attribute,
                        const struct answer *answer, struct buffer *out)
{
    const dvf_kb *kb = ask->session.kb;

    buffer_printf(out, "%s: ", kb_attribute_id(kb, attribute));
    answer_append(kb, attribute, answer, out);
}

static void append_clash(const struct ask *ask, uint32_t attribute,
                         const struct answer *theirs, const struct answer *ours,
                         struct buffer *out)
{
    const dvf_kb *kb = ask->session.kb;

    console_quote(out, ask->settings->resume);
    if (answer_given(theirs)) {
        buffer_puts(out, " now says ");
        append_pair(ask, attribute, theirs, out);
    } else {
        buffer_printf(out, " no longer answers %s",
                      kb_attribute_id(kb, attribute));
    }
    buffer_puts(out, ask_is_attended(ask) ? ",\nand in the interview you said "
                                          : ", and the interview said ");
    append_pair(ask, attribute, ours, out);
}

static bool is_either(const char *word, const char *one, const char *other)
{
    return strcasecmp(word, one) == 0 || strcasecmp(word, other) == 0;
}

/* Neither is preselected: an empty line asks again. */
static enum ask_choice read_choice(struct ask *ask, const struct buffer *prompt)
{
    enum ask_choice choice = ASK_NEITHER;
    struct buffer line = {0};

    for (int i = 0; i < ASK_SILENT_MAX && choice == ASK_NEITHER; i++) {
        const char *word;

        if (ask_line(ask, prompt, &line) != TTY_LINE || line.failed)
            break;
        word = ask_trim(&line);
        if (is_either(word, "f", "file"))
            choice = ASK_THEIRS;
        else if (is_either(word, "i", "interview"))
            choice = ASK_OURS;
    }
    buffer_release(&line);
    return choice;
}

enum ask_choice ask_which(struct ask *ask, uint32_t attribute,
                          const struct answer *theirs,
                          const struct answer *ours)
{
    enum ask_choice choice = ASK_NEITHER;
    struct buffer text = {0};

    append_clash(ask, attribute, theirs, ours, &text);
    if (ask_is_attended(ask)) {
        buffer_puts(&text, ".\nWhich one counts, the file's or the "
                           "interview's? [f/i] ");
        if (text.failed)
            (void)console_no_memory();
        else
            choice = read_choice(ask, &text);
    } else {
        buffer_puts(&text, "; nothing is saved");
        (void)console_fail(&text);
    }
    buffer_release(&text);
    return choice;
}

/* ---------------------------------------------------------------- The file */

static void complain(struct ask *ask, const dvf_diagnostics *problems)
{
    struct buffer text = {0};

    console_quote(&text, ask->settings->resume);
    buffer_puts(&text, " was changed in the meantime, and cannot be taken "
                       "over");
    if (problems && dvf_diagnostics_count(problems) > 0) {
        const dvf_diagnostic *first = dvf_diagnostics_at(problems, 0);

        buffer_puts(&text, ": ");
        if (first->line > 0)
            buffer_printf(&text, "line %u, ", (unsigned)first->line);
        utf8_append_safe(&text, first->message, strlen(first->message),
                         !terminal_is_utf8());
    }
    (void)console_fail(&text);
    buffer_release(&text);
}

/* A profile that is read again. */
struct fresh {
    struct buffer text;
    dvf_profile *profile; /* null where nothing has changed */
};

static dvf_status read_fresh(const struct ask *ask, struct fresh *fresh,
                             dvf_diagnostics *problems)
{
    const char *path = ask->settings->resume;
    dvf_status status = file_read(path, ASK_PROFILE_MAX, &fresh->text,
                                  problems);

    if (status != DVF_OK ||
        (fresh->text.length == ask->old.length &&
         memcmp(fresh->text.bytes, ask->old.bytes, ask->old.length) == 0))
        return status;
    const dvf_input input = file_input(path, &fresh->text);
    return dvf_profile_load(ask->session.kb, &input, problems, &fresh->profile);
}

/* @return whether each clash is decided */
static bool decide(struct ask *ask, const dvf_profile *now)
{
    struct interview *interview = &ask->interview;
    uint32_t count = kb_attributes_count(now->kb);

    for (uint32_t i = 0; i < count; i++) {
        const struct answer *ours = &interview->profile->answers[i];
        const struct answer *theirs = &now->answers[i];
        enum ask_choice choice;

        if (!interview->given[i] || answer_is_same(theirs, ours) ||
            answer_is_same(theirs, &ask->before->answers[i]))
            continue;
        choice = ask_which(ask, i, theirs, ours);
        if (choice == ASK_NEITHER)
            return false;
        if (choice == ASK_THEIRS)
            interview_yield(interview, i);
    }
    return true;
}

static bool take_over(struct ask *ask, struct fresh *fresh)
{
    struct buffer old = ask->old;
    dvf_profile *before = ask->before;

    if (!decide(ask, fresh->profile))
        return false;
    if (interview_resume(&ask->interview, fresh->profile) != DVF_OK) {
        (void)console_no_memory();
        return false;
    }
    ask->old = fresh->text;
    ask->before = fresh->profile;
    *fresh = (struct fresh){old, before};
    if (ask->journal.open)
        ask_keep(ask);
    return true;
}

bool ask_catch_up(struct ask *ask, bool *changed)
{
    const char *path = ask->settings->resume;
    dvf_diagnostics *problems;
    struct fresh fresh = {0};
    dvf_status status = DVF_NO_MEMORY;
    bool done;

    *changed = false;
    /* One that is gone cannot be overwritten. */
    if (!path || !file_is_regular(path))
        return true;
    problems = dvf_diagnostics_new();
    if (problems)
        status = read_fresh(ask, &fresh, problems);
    if (status == DVF_NO_MEMORY)
        (void)console_no_memory();
    else if (status != DVF_OK)
        complain(ask, problems);
    *changed = fresh.profile;
    done = status == DVF_OK && (!fresh.profile || take_over(ask, &fresh));
    dvf_diagnostics_free(problems);
    dvf_profile_free(fresh.profile);
    buffer_release(&fresh.text);
    return done;
}
