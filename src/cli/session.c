/* SPDX-License-Identifier: MIT */
/*
 * Session: the knowledge base of a run and the problems found on the way.
 */
#include "cli/session.h"

#include "base/file.h"
#include "base/path.h"
#include "cli/console.h"
#include "cli/terminal.h"

#include <assert.h>
#include <unistd.h>

/* Milliseconds of silence before a word on a terminal. */
#define SILENCE   1000

/* The user's policy, below the folder for settings. */
#define USER_FILE "dvf/policy.yaml"

static void tell_waiting(const char *name)
{
    struct buffer message = {0};

    buffer_puts(&message, "waiting for what is written to ");
    console_quote(&message, name);
    buffer_puts(&message, " ...");
    console_tell(&message);
    buffer_release(&message);
}

const struct file_patience *session_patience(void)
{
    static const struct file_patience patient = {SILENCE, tell_waiting};

    return isatty(STDERR_FILENO) != 0 ? &patient : NULL;
}

/* Shown by the variable rather than by what it stands for: reports go to
 * others, and home is another place for each of them. */
void session_find_user(struct work_settings *settings, struct arena *arena)
{
    const char *folder = environment_value("XDG_CONFIG_HOME");
    const char *below = USER_FILE;

    settings->user_name = "$XDG_CONFIG_HOME/" USER_FILE;
    if (folder[0] != '/') {
        folder = environment_value("HOME");
        below = ".config/" USER_FILE;
        settings->user_name = "~/.config/" USER_FILE;
    }
    if (folder[0] == '/')
        settings->user_file = path_join(arena, folder, below);
}

dvf_status session_open(struct session *session,
                        const struct settings *settings)
{
    dvf_status status;

    assert(!session->problems && !session->kb); /* opened once */
    session->settings = settings;
    session->problems = dvf_diagnostics_new();
    if (!session->problems)
        return DVF_NO_MEMORY;
    session->problems->patience = session_patience();
    if (!settings->kb) {
        session->kb = dvf_kb_builtin();
        return DVF_OK;
    }
    status = dvf_kb_load_file(settings->kb, session->problems,
                              &session->loaded);
    session->kb = session->loaded;
    return status;
}

dvf_status session_load(struct session *session, const char *path,
                        const char *name, dvf_diagnostics *problems,
                        dvf_profile **out)
{
    if (!session->schema)
        session->schema = profile_schema_new(session->kb);
    if (!session->schema)
        return DVF_NO_MEMORY;
    return profile_load_named(session->schema, path, name, problems, out);
}

int session_show(const struct session *session, const dvf_diagnostics *problems,
                 bool failed)
{
    bool quiet = session->settings->detail == DVF_BRIEF;
    dvf_text text = {0};
    dvf_style style;

    if (dvf_diagnostics_count(problems) == 0 || (quiet && !failed))
        return EXIT_DONE;
    style = terminal_style(STDERR_FILENO, session->settings->colour);
    if (dvf_diagnostics_render(problems, &style, &text) != DVF_OK)
        return console_no_memory();
    console_show(&(struct buffer){.bytes = text.bytes, .length = text.length});
    dvf_text_release(&text);
    return EXIT_DONE;
}

int session_settle(struct session *session, dvf_status status)
{
    int shown;

    if (status == DVF_NO_MEMORY)
        return console_no_memory();
    shown = session_show(session, session->problems, status != DVF_OK);
    return status == DVF_OK ? shown : EXIT_NO_ANSWER;
}

void session_close(struct session *session)
{
    profile_schema_free(session->schema);
    dvf_kb_free(session->loaded);
    dvf_diagnostics_free(session->problems);
    *session = (struct session){0};
}
