/* SPDX-License-Identifier: MIT */
/*
 * The terminal of an interview: its modes, its size, the signals that concern
 * it, and a keeper that puts the modes back when we no longer can. There is one
 * at a time.
 */
#ifndef DVF_CLI_TTY_H
#define DVF_CLI_TTY_H

#include "base/buffer.h"

#include <signal.h>
#include <sys/types.h>
#include <termios.h>

/** Longest line that is taken; what is beyond is left out. */
#define TTY_LINE_MAX 4096

/** Starts as all zeroes; tty_close() in any case. */
struct tty {
    int in;
    int out;
    bool open;
    bool raw;             /* keys are read, not lines */
    bool lost;            /* nothing can be written any more */
    int signal;           /* that ends us; 0: none came */
    struct termios saved; /* modes to put back */
    struct termios keys;  /* modes in which keys are read */
    struct termios found; /* modes that a line is not read in */
    bool is_set;          /* others are set instead of them */
    sigset_t before;      /* signals that were blocked */
    pid_t keeper;         /* 0: there is none */
    int keeper_pipe;
};

/** Why waiting ended. */
enum tty_event {
    TTY_INPUT,    /* there is something to read */
    TTY_QUIET,    /* the time is over */
    TTY_RESIZED,  /* the window has another size */
    TTY_STOPPING, /* Ctrl-Z: clear up, then call tty_stop() */
    TTY_RESUMED,  /* others have written in the meantime: draw anew */
    TTY_ENDING    /* a signal ends us: clear up, then call tty_end() */
};

/**
 * Take a terminal: its signals are noted from now on, and acted on in
 * tty_wait() only. In the background we stop, here as whenever we are
 * continued there.
 *
 * @param tty all zeroes
 * @param in where keys and lines come from
 * @param out where what is drawn goes
 * @return whether the first is a terminal
 */
bool tty_open(struct tty *tty, int in, int out);

/** Put back modes and signals. */
void tty_close(struct tty *tty);

/** Read keys from now on. @return false where the terminal does not allow it */
bool tty_read_keys(struct tty *tty);

/** Read lines again; what was typed and not read is forgotten. */
void tty_read_lines(struct tty *tty);

/** Restore the actions of signals while lines are read and we may wait in
 * another place than tty_wait(), such as for a reader of the report. */
void tty_hand_over(struct tty *tty);

/** Note signals again. */
void tty_take_over(struct tty *tty);

/** @param milliseconds -1: no end */
enum tty_event tty_wait(struct tty *tty, int milliseconds);

/** Stop as Ctrl-Z does, with the modes put back; returns when continued. The
 * next tty_wait() says TTY_RESUMED and has set the modes again. */
void tty_stop(struct tty *tty);

/** Close, and end by the signal that came. @return the exit status, where the
 * signal does not end us */
int tty_end(struct tty *tty);

/** Bytes can be read without waiting. */
bool tty_has_input(const struct tty *tty);

/** @return bytes read; 0: nothing just now; -1: nothing ever again */
ssize_t tty_read(const struct tty *tty, char *bytes, size_t size);

/** Write all bytes, unless a signal ends us meanwhile. */
void tty_write(struct tty *tty, const struct buffer *text);

/** Ends of reading a line. */
enum tty_line {
    TTY_LINE,       /* it is read, without its end */
    TTY_LINE_AGAIN, /* others have written: show the prompt again */
    TTY_LINE_NONE,  /* the end of input came instead */
    TTY_LINE_ENDING /* a signal ends us */
};

/** Read a line, with the modes as they were, but for those without which no
 * line could be read; replies of the terminal are left out.
 * @param line is emptied first */
enum tty_line tty_read_line(struct tty *tty, struct buffer *line);

/** Columns and rows, 80 and 24 where they cannot be known. */
void tty_size(const struct tty *tty, unsigned *columns, unsigned *rows);

#endif
