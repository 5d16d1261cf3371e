/* SPDX-License-Identifier: MIT */
/*
 * `dvf ask` by keys: bytes of the terminal become keys, keys move the
 * interview, and what it shows is drawn anew. All keys that have come are taken
 * before anything is drawn, up to an answer: what was typed before the next
 * question could be seen answers nothing.
 */
#include "ask/screen.h"
#include "cli/ask.h"
#include "cli/terminal.h"

#include <signal.h>
#include <unistd.h>

/* Milliseconds after which ESC is the key and no sequence begins with it. */
#define ESCAPE_DELAY 50

/* Reads at the most to drop what was typed ahead: it may have no end. */
#define DROPS_MAX    256

/* What is shown, and what came in. */
struct view {
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

static void end_by(struct view *view, enum ask_end end)
{
    view->ended = true;
    view->end = end;
}

/* ------------------------------------------------------------- Drawing */

static void send(struct view *view)
{
    if (view->out.failed)
        end_by(view, ASK_NO_MEMORY);
    else
        tty_write(&view->ask->tty, &view->out);
    buffer_clear(&view->out);
}

static void draw(struct view *view)
{
    struct frame_style *style = &view->style;

    tty_size(&view->ask->tty, &style->columns, &style->rows);
    frame_draw(&view->frame, &view->ask->interview, style);
    if (view->frame.failed) {
        end_by(view, ASK_NO_MEMORY);
        return;
    }
    interview_told(&view->ask->interview);
    view->ask->interview.top = view->frame.top;
    screen_update(&view->screen, &view->frame, &view->out);
    send(view);
    view->changed = false;
}

static void erase(struct view *view)
{
    screen_erase(&view->screen, &view->out);
    send(view);
}

/* ---------------------------------------------------------------- Keys */

/* An answer is kept before it is drawn. */
static void keep(struct view *view)
{
    ask_keep(view->ask);
    if (!ask_owes_word(view->ask))
        return;
    erase(view);
    ask_say_unkept(view->ask);
}

static void take_event(struct view *view, enum interview_event event)
{
    view->changed |= event != INTERVIEW_IGNORED;
    view->answered |= event == INTERVIEW_ANSWERED;
    if (event == INTERVIEW_FINISHED)
        end_by(view, ASK_FINISHED);
    else if (event == INTERVIEW_LEFT)
        end_by(view, ASK_LEFT);
    else if (event == INTERVIEW_NO_MEMORY)
        end_by(view, ASK_NO_MEMORY);
}

static void take_key(struct view *view, struct key key)
{
    struct interview *interview = &view->ask->interview;

    if (key.kind == KEY_INTERRUPT) {
        view->ask->tty.signal = SIGINT;
        end_by(view, ASK_ENDING);
    } else if (view->answered) {
        return; /* typed ahead */
    } else if (key.kind == KEY_REDRAW) {
        erase(view);
        view->changed = true;
    } else if (key.kind == KEY_PASTE) {
        take_event(view, interview_paste(interview, keys_pasted(&view->keys)));
    } else {
        take_event(view, interview_press(interview, key));
    }
}

static void take_input(struct view *view)
{
    char bytes[4096];
    ssize_t got = tty_read(&view->ask->tty, bytes, sizeof bytes);
    struct key key;

    if (got < 0)
        end_by(view, ASK_ENDING);
    for (ssize_t i = 0; i < got && !view->ended; i++)
        if (keys_take(&view->keys, (unsigned char)bytes[i], &key))
            take_key(view, key);
}

static void settle_keys(struct view *view)
{
    struct key key;

    if (keys_settle(&view->keys, &key))
        take_key(view, key);
}

/* What was typed before the next question could be seen. It is decoded all the
 * same: dropped as bytes, the rest of a paste or a reply would become keys. */
static void drop_input(struct view *view)
{
    struct key key;

    for (int i = 0; i < DROPS_MAX && !view->ended; i++) {
        if (!tty_has_input(&view->ask->tty))
            break;
        take_input(view);
    }
    if (view->keys.state == KEYS_ESCAPE)
        keys_settle(&view->keys, &key);
}

/* ---------------------------------------------------------------- Loop */

static void step(struct view *view)
{
    bool pending = keys_are_pending(&view->keys);

    switch (tty_wait(&view->ask->tty, pending ? ESCAPE_DELAY : -1)) {
    case TTY_INPUT:
        take_input(view);
        break;
    case TTY_QUIET:
        settle_keys(view);
        break;
    case TTY_RESIZED:
        view->changed = true;
        break;
    case TTY_STOPPING:
        erase(view);
        tty_stop(&view->ask->tty);
        break;
    case TTY_RESUMED:
        screen_forget(&view->screen);
        view->changed = true;
        break;
    case TTY_ENDING:
        end_by(view, ASK_ENDING);
        break;
    }
}

/* An answer is kept before it is drawn. */
static void settle_answer(struct view *view)
{
    if (!view->answered)
        return;
    keep(view);
    if (!view->ended)
        drop_input(view);
    view->answered = false;
}

static void follow(struct view *view)
{
    while (!view->ended) {
        settle_answer(view);
        if (view->changed && !view->ended)
            draw(view);
        if (!view->ended)
            step(view);
    }
    settle_answer(view);
}

enum ask_end ask_by_keys(struct ask *ask)
{
    const dvf_style style = terminal_style(ask->tty.out, ask->settings->colour);
    struct view view = {
        .ask = ask,
        .style = {.colour = style.colour, .ascii = style.ascii},
        .changed = true,
    };

    follow(&view);
    /* What was said stays above, wherever the interview was left. */
    ask->interview.mode = MODE_DONE;
    draw(&view);
    tty_read_lines(&ask->tty);
    screen_release(&view.screen);
    frame_release(&view.frame);
    buffer_release(&view.out);
    return view.end;
}
