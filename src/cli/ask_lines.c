/* SPDX-License-Identifier: MIT */
/*
 * `dvf ask` by lines: in a terminal, where each question is written out and
 * answered by a line; and from a pipe, where all mistakes are noted with their
 * lines and an end is no answer.
 */
#include "ask/plain.h"
#include "cli/ask.h"
#include "cli/message.h"
#include "cli/terminal.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

/* Blanks before a line's first word. */
#define BLANKS    " \t\r"

/* Most bytes of answers, remarks and all. */
#define INPUT_MAX ((size_t)1024 * 1024)

/* Lines that get no further, one after the other, until the input is taken for
 * endless, as ASK_SILENT_MAX has it. Those that do so for a reason weigh less:
 * remarks between answers, and words that people say to read and revise. */
#define WEIGHT    10
#define IDLE_MAX  (ASK_SILENT_MAX * WEIGHT)

/* ------------------------------------------------------------ Terminal */

/* Take a line. @return whether the interview goes on */
static bool take_line(struct ask *ask, const char *line, enum ask_end *end)
{
    switch (interview_say(&ask->interview, line)) {
    case INTERVIEW_FINISHED:
        *end = ASK_FINISHED;
        return false;
    case INTERVIEW_LEFT:
        *end = ASK_LEFT;
        return false;
    case INTERVIEW_NO_MEMORY:
        *end = ASK_NO_MEMORY;
        return false;
    case INTERVIEW_ANSWERED:
        ask_keep(ask);
        if (ask_is_attended(ask) && ask_owes_word(ask))
            ask_say_unkept(ask);
        return true;
    case INTERVIEW_IGNORED:
    case INTERVIEW_CHANGED:
        return true;
    }
    return true;
}

/* One question and what is typed. @return whether the interview goes on */
static bool ask_one(struct ask *ask, struct buffer *prompt, struct buffer *line,
                    enum ask_end *end)
{
    enum tty_line got;

    buffer_clear(prompt);
    plain_append(&ask->interview, !terminal_is_utf8(), prompt);
    interview_told(&ask->interview);
    got = ask_line(ask, prompt, line);
    if (got == TTY_LINE && !line->failed && !prompt->failed)
        return take_line(ask, line->length > 0 ? line->bytes : "", end);
    if (got == TTY_LINE)
        *end = ASK_NO_MEMORY;
    else
        *end = got == TTY_LINE_ENDING ? ASK_ENDING : ASK_LEFT;
    return false;
}

static bool is_silent(const struct buffer *line)
{
    return line->length == 0 ||
           line->bytes[strspn(line->bytes, BLANKS)] == '\0';
}

enum ask_end ask_by_lines(struct ask *ask)
{
    struct buffer prompt = {0};
    struct buffer line = {0};
    enum ask_end end = ASK_FINISHED;
    struct ask_idle idle = {0};

    /* Those who go on know what they have answered. */
    interview_told(&ask->interview);
    while (idle.count < IDLE_MAX && ask_one(ask, &prompt, &line, &end)) {
        idle.count += is_silent(&line) ? WEIGHT : 1;
        ask_note_progress(&ask->interview, &idle);
    }
    if (idle.count >= IDLE_MAX)
        end = ASK_LEFT;
    buffer_release(&prompt);
    buffer_release(&line);
    return end;
}

/* ---------------------------------------------------------------- Pipe */

/* Standard input, line by line. */
struct pipe_reader {
    char bytes[4096];
    size_t length;
    size_t at;
    size_t total;       /* bytes that were read so far */
    struct buffer line; /* at most TTY_LINE_MAX bytes of it */
    uint32_t number;
    bool is_long; /* the line has more */
    bool is_over; /* there is more than is read */
    struct ask_idle idle;
    int error;
};

/* @return whether there is more to read */
static bool fill(struct pipe_reader *reader)
{
    struct pollfd waiting = {.fd = STDIN_FILENO, .events = POLLIN};
    ssize_t got;

    reader->is_over = reader->total >= INPUT_MAX;
    if (reader->is_over)
        return false;
    do {
        got = read(STDIN_FILENO, reader->bytes, sizeof reader->bytes);
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            (void)poll(&waiting, 1, -1);
    } while (got < 0 &&
             (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK));
    if (got < 0)
        reader->error = errno;
    reader->at = 0;
    reader->length = got > 0 ? (size_t)got : 0;
    reader->total += reader->length;
    return got > 0;
}

/* @return whether there is a line; one without an end counts where it is not
 * empty */
static bool next_line(struct pipe_reader *reader)
{
    bool any = false;

    buffer_clear(&reader->line);
    reader->is_long = false;
    while (reader->at < reader->length || fill(reader)) {
        const char *start = reader->bytes + reader->at;
        size_t left = reader->length - reader->at;
        const char *end = memchr(start, '\n', left);
        size_t length = end ? (size_t)(end - start) : left;
        size_t room = TTY_LINE_MAX - reader->line.length;

        any = true;
        reader->is_long |= length > room;
        buffer_append(&reader->line, start, length < room ? length : room);
        reader->at += end ? length + 1 : length;
        if (end)
            break;
    }
    reader->number += any && reader->number < UINT32_MAX;
    return any;
}

/* The first byte of a line that is no blank; NUL where there is none. */
static char first_byte(const struct pipe_reader *reader)
{
    const char *line = reader->line.length > 0 ? reader->line.bytes : "";

    return line[strspn(line, BLANKS)];
}

static bool is_remark(const struct pipe_reader *reader)
{
    return !reader->is_long && first_byte(reader) == '#';
}

/* Nothing, or a remark: as a file of answers may hold. */
static bool is_idle(const struct pipe_reader *reader)
{
    const char *line = reader->line.length > 0 ? reader->line.bytes : "";

    return is_remark(reader) ||
           (!reader->is_long && strspn(line, BLANKS) == reader->line.length);
}

static void note(struct ask *ask, const struct pipe_reader *reader,
                 const char *mistake)
{
    const struct position at = {reader->number, 1, 1};

    diagnostics_error(ask->session.problems, DIAGNOSTIC_USAGE, at, NULL, "%s",
                      mistake);
}

/* @return whether more lines are wanted */
static bool say(struct ask *ask, const struct pipe_reader *reader,
                enum ask_end *end)
{
    static const char nothing_left[] =
        "there is no question left that this could answer";
    struct interview *interview = &ask->interview;
    bool over = interview->mode == MODE_SUMMARY &&
                interview_left(interview) == 0;
    bool more = true;

    if (interview->mode == MODE_DONE)
        note(ask, reader, nothing_left);
    else if (reader->is_long)
        note(ask, reader, "the line is too long");
    else if (memchr(reader->line.bytes, '\0', reader->line.length))
        note(ask, reader, "the line holds what is no text");
    else
        more = take_line(ask, reader->line.bytes, end);
    if (interview->complaint)
        note(ask, reader, over ? nothing_left : interview->complaint);
    interview->complaint = NULL;
    return more || *end == ASK_FINISHED;
}

/* The id of the question, for whoever types into a pipe. */
static void show_prompt(const struct ask *ask)
{
    const struct interview *interview = &ask->interview;
    const dvf_kb *kb = interview->kb;
    struct buffer prompt = {0};

    if (interview->mode == MODE_QUESTION)
        buffer_puts(&prompt,
                    kb_string(kb, kb_attributes(kb)[interview->question].id));
    buffer_puts(&prompt, "> ");
    if (!prompt.failed)
        message_show(&prompt);
    buffer_release(&prompt);
}

/* Note that the input is given up where it is. @return whether it is */
static bool gives_up(struct ask *ask, const struct pipe_reader *reader)
{
    if (reader->is_over && reader->is_long)
        note(ask, reader, "the line is too long, and so is all of the input");
    else if (reader->is_over)
        note(ask, reader, "the input is longer than 1 MiB");
    else if (reader->idle.count > IDLE_MAX)
        note(ask, reader,
             "too many lines up to here answer no question that was open");
    else
        return false;
    return true;
}

/* @return whether more lines are wanted */
static bool take_one(struct ask *ask, struct pipe_reader *reader,
                     enum ask_end *end)
{
    bool more = is_idle(reader) || say(ask, reader, end);

    ask_note_progress(&ask->interview, &reader->idle);
    return more;
}

static enum ask_end read_pipe(struct ask *ask, struct pipe_reader *reader)
{
    static const struct position whole = {0, 0, 0};
    const struct dvf_diagnostics *problems = ask->session.problems;
    bool prompting = isatty(STDERR_FILENO) != 0;
    enum ask_end end = ASK_FINISHED;

    while (!problems->full && !problems->no_memory) {
        if (prompting && !is_idle(reader))
            show_prompt(ask);
        if (!next_line(reader)) {
            (void)gives_up(ask, reader);
            break;
        }
        if (reader->line.failed)
            return ASK_NO_MEMORY;
        reader->idle.count += is_remark(reader) ? 1 : WEIGHT;
        if (gives_up(ask, reader))
            break;
        if (!take_one(ask, reader, &end))
            return end;
    }
    if (reader->error != 0)
        diagnostics_error(ask->session.problems, DIAGNOSTIC_FILE_UNREADABLE,
                          whole, NULL, "cannot be read: %s",
                          strerror(reader->error));
    return end;
}

enum ask_end ask_from_pipe(struct ask *ask)
{
    struct pipe_reader reader = {.number = 0};
    dvf_status status;
    enum ask_end end;

    ask->interview.unattended = true;
    diagnostics_input(ask->session.problems, "-", NULL, 0);
    end = read_pipe(ask, &reader);
    status = diagnostics_status(ask->session.problems);
    diagnostics_input_end(ask->session.problems);
    buffer_release(&reader.line);
    if (status == DVF_NO_MEMORY)
        return ASK_NO_MEMORY;
    return status == DVF_OK ? end : ASK_MISTAKEN;
}
