/* SPDX-License-Identifier: MIT */
/*
 * Asking: by lines in a terminal, where each question is written out; from a
 * pipe, where all mistakes are noted with their lines and an end is no answer;
 * by keys, where bytes of the terminal become keys, keys move the interview,
 * and its page is drawn anew. All keys that have come are taken before anything
 * is drawn, up to an answer: what was typed before the next question could be
 * seen answers nothing. And the questions beside the interview.
 */
#include "cli/ask.h"

#include "ask/plain.h"
#include "ask/screen.h"
#include "cli/console.h"
#include "cli/terminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Blanks before a line's first word. */
#define BLANKS       " \t\r"

/* Most bytes of answers, remarks and all. */
#define INPUT_MAX    ((size_t)1024 * 1024)

/* Lines that get no further, one after the other, until the input is taken for
 * endless, as ASK_SILENT_MAX has it. Those that do so for a reason weigh less:
 * remarks between answers, and words that people say to read and revise. */
#define WEIGHT       10
#define IDLE_MAX     (ASK_SILENT_MAX * WEIGHT)

/* Milliseconds after which ESC is the key and no sequence begins with it. */
#define ESCAPE_DELAY 50

/* Reads at the most to drop what was typed ahead: it may have no end. */
#define DROPS_MAX    256

/* Lines, one after the other, that close no more questions than were closed
 * already: whoever goes back and forth for ever gets no further. Starts as all
 * zeroes. */
struct idle {
    uint32_t count;  /* or their weight; for the caller to add to */
    uint32_t closed; /* most questions that were */
};

/* Forget what was counted where the interview got further. */
static void note_progress(const struct interview *interview, struct idle *idle)
{
    const uint32_t closed = interview_closed(interview);

    if (closed <= idle->closed)
        return;
    idle->closed = closed;
    idle->count = 0;
}

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
    struct idle idle = {0};

    /* Do not repeat the answers of an interview that is gone on with. */
    interview_told(&ask->interview);
    while (idle.count < IDLE_MAX && ask_one(ask, &prompt, &line, &end)) {
        idle.count += is_silent(&line) ? WEIGHT : 1;
        note_progress(&ask->interview, &idle);
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
    struct idle idle;
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
        buffer_puts(&prompt, kb_attribute_id(kb, interview->question));
    buffer_puts(&prompt, "> ");
    if (!prompt.failed)
        console_show(&prompt);
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

    note_progress(&ask->interview, &reader->idle);
    return more;
}

static enum ask_end read_pipe(struct ask *ask, struct pipe_reader *reader)
{
    static const struct position whole = {0, 0, 0};
    const struct dvf_diagnostics *problems = ask->session.problems;
    bool prompting = isatty(STDERR_FILENO) != 0;
    enum ask_end end = ASK_FINISHED;

    while (!problems->full && !problems->arena.failed) {
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

/* ------------------------------------------------------------------- Keys */

/* The screen of an interview by keys, with the keys that came in. */
struct sitting {
    struct ask *ask;
    struct key_decoder keys;
    struct frame frame;
    struct screen screen;
    struct buffer out;
    struct frame_style style;
    bool changed;
    bool answered;
    bool ended;
    enum ask_end end;
};

static void end_by(struct sitting *sitting, enum ask_end end)
{
    sitting->ended = true;
    sitting->end = end;
}

/* ------------------------------------------------------------- Drawing */

static void send(struct sitting *sitting)
{
    if (sitting->out.failed)
        end_by(sitting, ASK_NO_MEMORY);
    else
        tty_write(&sitting->ask->tty, &sitting->out);
    buffer_clear(&sitting->out);
}

static void draw(struct sitting *sitting)
{
    struct frame_style *style = &sitting->style;

    tty_size(&sitting->ask->tty, &style->columns, &style->rows);
    frame_draw(&sitting->frame, &sitting->ask->interview, style);
    if (sitting->frame.failed) {
        end_by(sitting, ASK_NO_MEMORY);
        return;
    }
    interview_told(&sitting->ask->interview);
    sitting->ask->interview.top = sitting->frame.top;
    screen_update(&sitting->screen, &sitting->frame, &sitting->out);
    send(sitting);
    sitting->changed = false;
}

static void erase(struct sitting *sitting)
{
    screen_erase(&sitting->screen, &sitting->out);
    send(sitting);
}

/* ---------------------------------------------------------------- Keys */

/* An answer is kept before it is drawn. */
static void keep(struct sitting *sitting)
{
    ask_keep(sitting->ask);
    if (!ask_owes_word(sitting->ask))
        return;
    erase(sitting);
    ask_say_unkept(sitting->ask);
}

static void take_event(struct sitting *sitting, enum interview_event event)
{
    sitting->changed |= event != INTERVIEW_IGNORED;
    sitting->answered |= event == INTERVIEW_ANSWERED;
    if (event == INTERVIEW_FINISHED)
        end_by(sitting, ASK_FINISHED);
    else if (event == INTERVIEW_LEFT)
        end_by(sitting, ASK_LEFT);
    else if (event == INTERVIEW_NO_MEMORY)
        end_by(sitting, ASK_NO_MEMORY);
}

static void take_key(struct sitting *sitting, struct key key)
{
    struct interview *interview = &sitting->ask->interview;

    if (key.kind == KEY_INTERRUPT) {
        sitting->ask->tty.signal = SIGINT;
        end_by(sitting, ASK_ENDING);
    } else if (sitting->answered) {
        return; /* typed ahead */
    } else if (key.kind == KEY_REDRAW) {
        erase(sitting);
        sitting->changed = true;
    } else if (key.kind == KEY_PASTE) {
        take_event(sitting,
                   interview_paste(interview, keys_pasted(&sitting->keys)));
    } else {
        take_event(sitting, interview_press(interview, key));
    }
}

static void take_input(struct sitting *sitting)
{
    char bytes[4096];
    ssize_t got = tty_read(&sitting->ask->tty, bytes, sizeof bytes);
    struct key key;

    if (got < 0)
        end_by(sitting, ASK_ENDING);
    for (ssize_t i = 0; i < got && !sitting->ended; i++)
        if (keys_take(&sitting->keys, (unsigned char)bytes[i], &key))
            take_key(sitting, key);
}

static void settle_keys(struct sitting *sitting)
{
    struct key key;

    if (keys_settle(&sitting->keys, &key))
        take_key(sitting, key);
}

/* Drop keys typed before the next question could be seen. It is decoded all the
 * same: dropped as bytes, the rest of a paste or a reply would become keys. */
static void drop_input(struct sitting *sitting)
{
    struct key key;

    for (int i = 0; i < DROPS_MAX && !sitting->ended; i++) {
        if (!tty_has_input(&sitting->ask->tty))
            break;
        take_input(sitting);
    }
    if (sitting->keys.state == KEYS_ESCAPE)
        keys_settle(&sitting->keys, &key);
}

/* ---------------------------------------------------------------- Loop */

static void go_on(struct sitting *sitting)
{
    bool pending = keys_are_pending(&sitting->keys);

    switch (tty_wait(&sitting->ask->tty, pending ? ESCAPE_DELAY : -1)) {
    case TTY_INPUT:
        take_input(sitting);
        break;
    case TTY_QUIET:
        settle_keys(sitting);
        break;
    case TTY_RESIZED:
        sitting->changed = true;
        break;
    case TTY_STOPPING:
        erase(sitting);
        tty_stop(&sitting->ask->tty);
        break;
    case TTY_RESUMED:
        screen_forget(&sitting->screen);
        sitting->changed = true;
        break;
    case TTY_ENDING:
        end_by(sitting, ASK_ENDING);
        break;
    }
}

/* An answer is kept before it is drawn. */
static void settle_answer(struct sitting *sitting)
{
    if (!sitting->answered)
        return;
    keep(sitting);
    if (!sitting->ended)
        drop_input(sitting);
    sitting->answered = false;
}

static void follow(struct sitting *sitting)
{
    while (!sitting->ended) {
        settle_answer(sitting);
        if (sitting->changed && !sitting->ended)
            draw(sitting);
        if (!sitting->ended)
            go_on(sitting);
    }
    settle_answer(sitting);
}

enum ask_end ask_by_keys(struct ask *ask)
{
    const dvf_style style = terminal_style(ask->tty.out, ask->settings->colour);
    struct sitting sitting = {
        .ask = ask,
        .style = {.colour = style.colour, .ascii = style.ascii},
        .changed = true,
    };

    follow(&sitting);
    /* Leave the answers on the screen, wherever the interview was left. */
    ask->interview.mode = MODE_DONE;
    draw(&sitting);
    tty_read_lines(&ask->tty);
    screen_release(&sitting.screen);
    frame_release(&sitting.frame);
    buffer_release(&sitting.out);
    return sitting.end;
}

/* ---------------------------------------------------------------- Talking */

void ask_tell(struct ask *ask, const struct buffer *text)
{
    struct buffer line = {0};

    buffer_append(&line, text->bytes, text->length);
    buffer_putc(&line, '\n');
    if (text->failed || line.failed)
        (void)console_no_memory();
    else if (ask->tty.open)
        tty_write(&ask->tty, &line);
    else
        console_show(&line);
    buffer_release(&line);
}

enum tty_line ask_line(struct ask *ask, const struct buffer *prompt,
                       struct buffer *line)
{
    static const struct buffer nothing = {0};
    enum tty_line got;

    do {
        tty_write(&ask->tty, prompt);
        got = tty_read_line(&ask->tty, line);
    } while (got == TTY_LINE_AGAIN);
    /* The cursor still stands behind the prompt. */
    if (got != TTY_LINE)
        ask_tell(ask, &nothing);
    return got;
}

const char *ask_trim(struct buffer *line)
{
    char *text = line->length > 0 ? line->bytes : NULL;

    if (!text)
        return "";
    while (line->length > 0 && strchr(" \t\r", text[line->length - 1]))
        text[--line->length] = '\0';
    return text + strspn(text, " \t");
}

enum ask_reply ask_whether(struct ask *ask, const struct buffer *question,
                           bool otherwise)
{
    struct buffer prompt = {0};
    struct buffer line = {0};
    enum ask_reply reply = ASK_SILENCE;
    enum tty_line got = TTY_LINE;
    bool open = true;

    buffer_append(&prompt, question->bytes, question->length);
    buffer_puts(&prompt, otherwise ? " [Y/n] " : " [y/N] ");
    for (int i = 0; i < ASK_SILENT_MAX && open; i++) {
        const char *word;

        got = ask_line(ask, &prompt, &line);
        if (got != TTY_LINE)
            break;
        word = ask_trim(&line);
        open = false;
        if (word[0] == '\0')
            reply = otherwise ? ASK_YES : ASK_NO;
        else if (strcasecmp(word, "y") == 0 || strcasecmp(word, "yes") == 0)
            reply = ASK_YES;
        else if (strcasecmp(word, "n") == 0 || strcasecmp(word, "no") == 0)
            reply = ASK_NO;
        else
            open = true;
    }
    if (open && got == TTY_LINE_ENDING)
        reply = ASK_STOPPED;
    buffer_release(&prompt);
    buffer_release(&line);
    return reply;
}
