/* SPDX-License-Identifier: MIT */
/*
 * `dvf ask`: what is known beforehand, the interview, the report, the profile.
 * An interview in a terminal leaves a journal until its profile is saved or
 * not wanted.
 */
#include "cli/ask.h"

#include "ask/wording.h"
#include "base/file.h"
#include "base/shell.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "report/report.h"
#include "write/layout.h"

#include <string.h>
#include <unistd.h>

#define EXIT_INTERRUPTED 130

/* ------------------------------------------------------------ Settings */

/* Refuse settings that exclude each other, beside those of all commands. */
static bool accepts(const struct settings *settings, struct buffer *complaint)
{
    const char *resume = settings->resume;

    if (settings->input && settings->no_input) {
        buffer_puts(complaint, "options '--input' and '--no-input' exclude "
                               "each other");
    } else if (resume && strcmp(resume, "-") == 0) {
        buffer_puts(complaint, "option '--resume' needs a file");
    } else if (settings->output && output_is_standard(settings->output)) {
        buffer_puts(complaint, "the report goes to standard output: option "
                               "'-o' needs a file for the profile");
    } else if (settings->kb && strcmp(settings->kb, "-") == 0 &&
               !settings->no_input) {
        buffer_puts(complaint, "standard input is for answers: option '--kb' "
                               "needs a file");
    } else if (settings->kb && resume && file_is_same(settings->kb, resume)) {
        buffer_puts(complaint, "the profile would replace the input ");
        console_quote(complaint, settings->kb);
    } else {
        return true;
    }
    return false;
}

/* ----------------------------------------------------------- Interview */

/* Name the questions that are due on standard error, if there are any. */
static enum ask_end check_whole(const struct ask *ask)
{
    const dvf_kb *kb = ask->session.kb;
    const char *first = NULL;
    struct buffer message = {0};

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        const char *id = kb_attribute_id(kb, i);

        if (!interview_is_due(&ask->interview, i))
            continue;
        buffer_puts(&message, !first ? "not answered: " : ", ");
        buffer_puts(&message, id);
        first = !first ? id : first;
    }
    if (!first)
        return ASK_FINISHED;
    buffer_printf(&message, "\nWhere an answer is not known, say so: %s%s=%s",
                  ask->manner == ASK_NOTHING ? "--set " : "", first, "unknown");
    if (ask->is_ci)
        buffer_puts(&message, "\nNothing is asked where CI is set; --input "
                              "asks all the same.");
    (void)console_fail(&message);
    buffer_release(&message);
    return ASK_MISTAKEN;
}

static enum ask_end ask_in_terminal(struct ask *ask)
{
    enum ask_end end;

    if (!tty_open(&ask->tty, STDIN_FILENO, STDERR_FILENO))
        return ASK_ENDING;
    end = ask_open_journal(ask);
    if (end != ASK_FINISHED)
        return end;
    ask->begun = true;
    if (interview_begin(&ask->interview) == INTERVIEW_NO_MEMORY)
        return ASK_NO_MEMORY;
    if (ask->manner == ASK_BY_KEYS && tty_read_keys(&ask->tty))
        return ask_by_keys(ask);
    return ask_by_lines(ask);
}

static enum ask_end hold_interview(struct ask *ask)
{
    enum ask_end end = ASK_FINISHED;

    if (ask_is_attended(ask))
        return ask_in_terminal(ask);
    ask->interview.unattended = true;
    if (interview_begin(&ask->interview) == INTERVIEW_NO_MEMORY)
        return ASK_NO_MEMORY;
    if (ask->manner == ASK_FROM_PIPE)
        end = ask_from_pipe(ask);
    return end;
}

/* -------------------------------------------------------------- Result */

/* Begin a paragraph of words for the terminal. */
static void begin_words(const struct ask *ask, struct layout *layout,
                        struct buffer *text)
{
    const dvf_style looks = ask_style(ask, ask->tty.out);

    layout_init(layout, text,
                &(dvf_style){.width = looks.width,
                             .ascii = looks.ascii,
                             .linear = looks.linear});
    layout_begin(layout, 0, 2);
}

static void end_words(struct layout *layout, struct buffer *text)
{
    layout_end(layout);
    layout_release(layout);
    if (text->failed)
        (void)console_no_memory();
    else
        console_show(text);
    buffer_release(text);
}

static void say_skipped(const struct ask *ask)
{
    const dvf_kb *kb = ask->session.kb;
    struct buffer text = {0};
    struct layout layout;
    bool any = false;

    if (interview_skipped(&ask->interview) == 0)
        return;
    begin_words(ask, &layout, &text);
    layout_put(
        &layout, ROLE_PLAIN,
        ask->interview.outlook.doubt
            ? "Not asked, because, as far as you know, they cannot change "
              "the verdict: "
            : "Not asked, because they cannot change the verdict: ");
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        if (!interview_is_skipped(&ask->interview, i))
            continue;
        layout_put(&layout, ROLE_PLAIN, any ? ", " : "");
        layout_put(&layout, ROLE_PLAIN, kb_attribute_id(kb, i));
        any = true;
    }
    layout_put(&layout, ROLE_PLAIN, ".");
    end_words(&layout, &text);
}

static void say_doubt(const struct ask *ask)
{
    struct buffer words = {0};
    struct buffer text = {0};
    struct layout layout;

    wording_append_doubt(&ask->interview, &words);
    if (words.failed) {
        (void)console_no_memory();
    } else if (words.length > 0) {
        begin_words(ask, &layout, &text);
        layout_put(&layout, ROLE_PLAIN, words.bytes);
        end_words(&layout, &text);
    }
    buffer_release(&words);
}

/* Questions that were not asked, and those that nobody knew. */
static void say_certainty(const struct ask *ask)
{
    if (ask->settings->detail == DVF_BRIEF)
        return;
    say_skipped(ask);
    say_doubt(ask);
}

/* Render the recommendation, in the extent of the style, with what `advise`
 * tells of the profile. */
static dvf_status render(struct ask *ask, const dvf_format *format,
                         const dvf_style *style, dvf_text *text)
{
    dvf_advice advice = {ask->interview.evaluation, NULL};
    unsigned parts = report_parts(format, 1, style->detail);
    dvf_status status = interview_analyse_report(&ask->interview, parts,
                                                 &advice.analysis);

    return status == DVF_OK ? dvf_render_advice(format, &advice, 1, style, text)
                            : status;
}

static const dvf_format *format_of(const struct ask *ask)
{
    return command_format(&command_ask, ask->settings->format);
}

static int report(struct ask *ask)
{
    dvf_style style = ask_style(ask, STDOUT_FILENO);
    dvf_text text = {0};
    int status;

    style.detail = ask->settings->detail;
    if (render(ask, format_of(ask), &style, &text) != DVF_OK)
        return console_no_memory();
    tty_hand_over(&ask->tty);
    status = output_write(NULL, &text);
    tty_take_over(&ask->tty);
    dvf_text_release(&text);
    return status;
}

void ask_tell_verdict(struct ask *ask)
{
    dvf_style style = ask_style(ask, ask->tty.out);
    dvf_text text = {0};
    struct buffer line = {0};

    style.detail = DVF_BRIEF;
    if (render(ask, dvf_format_at(0), &style, &text) == DVF_OK) {
        /* Its end of line is added again. */
        buffer_append(&line, text.bytes, text.length - 1);
        ask_tell(ask, &line);
    } else {
        (void)console_no_memory();
    }
    buffer_release(&line);
    dvf_text_release(&text);
}

/* The command that goes on with what was saved. */
static void append_resume(struct buffer *out, const struct ask *ask)
{
    const char *kb = ask->settings->kb;
    const struct shell_option options[] = {
        {"--resume", ask->path},
        {kb ? "--kb" : NULL, kb},
    };
    const struct shell_command command = {
        .words = "dvf ask", .options = options, .options_count = 2};
    struct buffer text = {0};

    shell_command(&text, &command);
    if (text.failed)
        out->failed = true;
    else if (terminal_is_utf8())
        buffer_puts(out, text.bytes);
    else
        shell_ascii(out, text.bytes);
    buffer_release(&text);
}

/* Tell the command that goes on with the answers, or that none are kept. */
static void say_how_to_go_on(struct ask *ask, bool saved)
{
    struct buffer text = {0};

    /* Answers of the command line alone are not in the journal yet. */
    if (!saved && ask->begun && ask->answered)
        ask_keep(ask);
    if (saved) {
        buffer_puts(&text, "To go on: ");
        append_resume(&text, ask);
    } else if (ask->begun && !ask->answered) {
        buffer_puts(&text, "Nothing was answered, so nothing is saved.");
    } else if (ask_is_kept(ask)) {
        buffer_puts(&text, "Your answers are kept. To go on, run dvf ask here "
                           "as before.");
    } else {
        buffer_puts(&text, "Your answers are not kept.");
    }
    ask_tell(ask, &text);
    buffer_release(&text);
}

/* @return whether the profile is saved, or need not be */
static bool save_finished(struct ask *ask)
{
    bool done = ask_save(ask) != ASK_UNSAVED;

    if (done)
        journal_remove(&ask->journal);
    else
        say_how_to_go_on(ask, false);
    return done || !ask->path;
}

/* The report goes to the same terminal as the questions, which can follow
 * it. */
static bool is_in_sight(const struct ask *ask)
{
    return ask_is_attended(ask) && isatty(STDOUT_FILENO);
}

/* A report that others read, or page, has the terminal for itself: all is asked
 * before. One on the screen may be longer than that, and its verdict is said
 * again below it. */
static int finish(struct ask *ask)
{
    const bool in_sight = is_in_sight(ask);
    bool changed;
    int status = EXIT_DONE;

    say_certainty(ask);
    /* The status is settled before the report is written. */
    if (!ask_is_attended(ask))
        return ask_save(ask) == ASK_UNSAVED ? EXIT_NO_ANSWER : report(ask);
    ask->at_odds = !ask_catch_up(ask, &changed);
    if (ask->at_odds && ask->tty.signal != 0) {
        say_how_to_go_on(ask, false);
        return EXIT_INTERRUPTED;
    }
    if (in_sight)
        status = report(ask);
    if (!in_sight || ask->settings->detail != DVF_BRIEF ||
        format_of(ask) != dvf_format_at(0))
        ask_tell_verdict(ask);
    if (!save_finished(ask))
        status = EXIT_NO_ANSWER;
    if (!in_sight && ask->tty.signal == 0)
        status = report(ask) != EXIT_DONE ? EXIT_NO_ANSWER : status;
    return status;
}

static int leave(struct ask *ask)
{
    bool saved = false;

    if (ask->answered && (ask->path || !ask_is_kept(ask)))
        saved = ask_save(ask) == ASK_SAVED;
    if (saved)
        journal_remove(&ask->journal);
    say_how_to_go_on(ask, saved);
    return EXIT_INTERRUPTED;
}

/* The status that an end has earned, but for what comes after it. */
static dvf_status status_of(enum ask_end end)
{
    if (end == ASK_NO_MEMORY)
        return DVF_NO_MEMORY;
    return end == ASK_MISTAKEN ? DVF_INVALID : DVF_OK;
}

static int settle(struct ask *ask, enum ask_end end)
{
    int status = session_settle(&ask->session, status_of(end));

    if (status != EXIT_DONE)
        return status;
    if (end == ASK_FINISHED && !ask_is_attended(ask) &&
        check_whole(ask) != ASK_FINISHED)
        return EXIT_NO_ANSWER;
    if (end == ASK_FINISHED)
        return finish(ask);
    if (end == ASK_LEFT)
        return leave(ask);
    say_how_to_go_on(ask, false);
    return EXIT_INTERRUPTED;
}

static void ask_release(struct ask *ask)
{
    journal_close(&ask->journal);
    tty_close(&ask->tty);
    interview_release(&ask->interview);
    dvf_profile_free(ask->before);
    buffer_release(&ask->old);
    session_close(&ask->session);
}

static int ask_run(const struct settings *settings)
{
    struct ask ask = {0};
    dvf_status status;
    int exit_status;

    status = ask_begin(&ask, settings);
    if (status == DVF_OK)
        exit_status = settle(&ask, hold_interview(&ask));
    else
        exit_status = session_settle(&ask.session, status);
    if (ask.tty.signal != 0) {
        journal_close(&ask.journal);
        exit_status = tty_end(&ask.tty);
    }
    ask_release(&ask);
    return exit_status;
}

const struct command command_ask = {
    .name = "ask",
    .summary = "Ask about a project, recommend, and save the profile",
    .usage = "ask [OPTION]...",
    .details =
        "Ask about a project, one question after the other, recommend as\n"
        "'dvf advise' does, and offer to save the answers as a profile. The\n"
        "keys are shown below each question. The next question is the one\n"
        "that tells most about the verdict; those that cannot change it are\n"
        "skipped, but for what a policy requires. An interview that was\n"
        "interrupted is offered again by the next one in the same folder.\n"
        "\n"
        "The report goes to standard output, questions go to standard error,\n"
        "and -o names the file for the profile. Without a terminal, answers\n"
        "are read from standard input, one a line: ATTRIBUTE=VALUE, or the\n"
        "answer to the next question as it would be typed. What is missing at\n"
        "the end is an error; an answer that is not known is 'unknown'.\n",
    .examples = "  dvf ask -o dvf.yaml\n"
                "  dvf ask --resume dvf.yaml\n"
                "  dvf ask -f json > result.json\n"
                "  dvf ask --set project_type=saas < answers.txt\n",
    .format_at = ask_format_at,
    .options = {OPTION_FORMAT, OPTION_OUTPUT, OPTION_SET, OPTION_RESUME,
                OPTION_NO_INPUT, OPTION_INPUT, OPTION_IN_ORDER, OPTION_PLAIN,
                OPTION_KB},
    .accepts = accepts,
    .run = ask_run,
};
