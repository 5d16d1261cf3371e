/* SPDX-License-Identifier: MIT */
/*
 * `dvf init`: write a profile to fill in, generated from the knowledge base.
 * --type answers its first question, whatever that is called there.
 */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/session.h"

/* The template, with the first question answered where --type was given. */
static dvf_status make_template(struct session *session, dvf_text *text)
{
    const char *type = session->settings->type;
    const char *answers[1];
    struct buffer answer = {0};
    dvf_status status = DVF_NO_MEMORY;

    if (!type)
        return dvf_profile_template(session->kb, NULL, 0, session->problems,
                                    text);
    buffer_printf(&answer, "%s=%s", dvf_kb_attribute(session->kb, 0), type);
    if (!answer.failed) {
        answers[0] = answer.bytes;
        status = dvf_profile_template(session->kb, answers, 1,
                                      session->problems, text);
    }
    buffer_release(&answer);
    return status;
}

static int init_run(const struct settings *settings)
{
    struct session session = {0};
    dvf_text text = {0};
    dvf_status status = session_open(&session, settings);
    int exit_status;

    if (status == DVF_OK)
        status = make_template(&session, &text);
    exit_status = session_settle(&session, status);
    if (exit_status == EXIT_DONE)
        exit_status = output_write(settings->output, &text);
    dvf_text_release(&text);
    session_close(&session);
    return exit_status;
}

const struct command command_init = {
    .name = "init",
    .summary = "Write a profile to fill in, with every question explained",
    .usage = "init [OPTION]...",
    .details =
        "Write a profile to fill in: every question of the knowledge "
        "base with\n"
        "its answers and their meaning as comments, all unanswered. A "
        "question\n"
        "left unanswered counts as unknown, never as a default. A file that "
        "is there\n"
        "already is never replaced. See dvf-profile(5).\n",
    .examples = "  dvf init -o dvf.yaml\n"
                "  dvf init --type saas -o dvf.yaml\n",
    .output_is_new = true,
    .options = {OPTION_TYPE, OPTION_OUTPUT, OPTION_KB},
    .run = init_run,
};
