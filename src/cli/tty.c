/* SPDX-License-Identifier: MIT */
/*
 * The terminal of an interview. Signals are blocked but while we wait, so that
 * none is lost between a look at the flags and the wait; their handlers only
 * set flags.
 */
#include "cli/tty.h"

#include "ask/keys.h"
#include "ask/screen.h"
#include "base/file.h"
#include "cli/terminal.h"
#include "cli/tty_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ERASE_BELOW     "\x1b[J"
#define DEFAULT_ROWS    24

/* Descriptors that the keeper closes at the most: a shell gives few. */
#define DESCRIPTORS_MAX 1024

/* Bytes written at once: less than what a terminal that is ready can take, or
 * we would wait for it in a place where no signal reaches us. */
#define CHUNK           512

/* Milliseconds to wait for a terminal whose output is stopped, when we end. */
#define MOMENT          100

/* Number and length of the waits for a process to end. */
#define WHILES          100
static const struct timespec a_while = {0, 2 * 1000000L};

/* ------------------------------------------------------------- Signals */

static volatile sig_atomic_t ending_by; /* the signal; 0: none */
static volatile sig_atomic_t is_stopping;
static volatile sig_atomic_t is_resumed;
static volatile sig_atomic_t is_resized;

/* The ends of a pipe that handlers write to: a signal that comes just before
 * poll() makes it return at once. Without one such a signal waits for the next
 * key. */
static int wakers[2] = {-1, -1};

static void wake_up(void)
{
    int error = errno;

    if (write(wakers[1], "", 1) < 0)
        errno = error; /* a full pipe wakes as well */
}

static void note_end(int number)
{
    ending_by = number;
    wake_up();
}

static void note_stop(int number)
{
    (void)number;
    is_stopping = 1;
    wake_up();
}

static void note_resumption(int number)
{
    (void)number;
    is_resumed = 1;
    wake_up();
}

static void note_size(int number)
{
    (void)number;
    is_resized = 1;
    wake_up();
}

/* The signals with what notes them, and what was in force before. */
static struct {
    int number;
    void (*note)(int);
    struct sigaction before;
    bool taken;
} signals[] = {
    {.number = SIGINT, .note = note_end},
    {.number = SIGTERM, .note = note_end},
    {.number = SIGHUP, .note = note_end},
    {.number = SIGQUIT, .note = note_end},
    {.number = SIGTSTP, .note = note_stop},
    {.number = SIGCONT, .note = note_resumption},
#ifdef SIGWINCH
    {.number = SIGWINCH, .note = note_size},
#endif
};

#define SIGNALS (sizeof signals / sizeof *signals)

static bool set_handler(int number, void (*handler)(int),
                        struct sigaction *before)
{
    struct sigaction action = {.sa_handler = handler};

    (void)sigemptyset(&action.sa_mask);
    return sigaction(number, &action, before) == 0;
}

/* Neither end may be waited for. */
static void open_wakers(void)
{
    if (wakers[0] >= 0 || pipe(wakers) != 0)
        return;
    for (size_t i = 0; i < 2; i++) {
        (void)fcntl(wakers[i], F_SETFL, O_NONBLOCK);
        (void)fcntl(wakers[i], F_SETFD, FD_CLOEXEC);
    }
}

static void close_wakers(void)
{
    for (size_t i = 0; i < 2; i++) {
        if (wakers[i] >= 0)
            (void)close(wakers[i]);
        wakers[i] = -1;
    }
}

/* Signals that were ignored at the start, such as SIGHUP under nohup, stay
 * so. */
static void take_signals(struct tty *tty)
{
    sigset_t blocked;

    ending_by = 0;
    is_stopping = 0;
    is_resumed = 0;
    is_resized = 0;
    (void)sigemptyset(&blocked);
    for (size_t i = 0; i < SIGNALS; i++)
        (void)sigaddset(&blocked, signals[i].number);
    (void)sigprocmask(SIG_BLOCK, &blocked, &tty->before);
    for (size_t i = 0; i < SIGNALS; i++) {
        struct sigaction *before = &signals[i].before;

        signals[i].taken = sigaction(signals[i].number, NULL, before) == 0 &&
                           before->sa_handler != SIG_IGN &&
                           set_handler(signals[i].number, signals[i].note,
                                       before);
    }
}

static void return_signals(const struct tty *tty)
{
    for (size_t i = 0; i < SIGNALS; i++)
        if (signals[i].taken)
            (void)sigaction(signals[i].number, &signals[i].before, NULL);
    (void)sigprocmask(SIG_SETMASK, &tty->before, NULL);
}

/* Act on a signal as if nobody had taken it.
 * @param whom who gets it, as for kill(): we are among them */
static void let_happen(pid_t whom, int number)
{
    struct sigaction before;
    sigset_t only;
    sigset_t mask;

    (void)sigemptyset(&only);
    (void)sigaddset(&only, number);
    if (!set_handler(number, SIG_DFL, &before))
        return;
    (void)kill(whom, number);
    (void)sigprocmask(SIG_UNBLOCK, &only, &mask);
    (void)sigprocmask(SIG_SETMASK, &mask, NULL);
    (void)sigaction(number, &before, NULL);
}

static void let_signals_in(const struct tty *tty)
{
    sigset_t blocked;

    (void)sigprocmask(SIG_SETMASK, &tty->before, &blocked);
    (void)sigprocmask(SIG_SETMASK, &blocked, NULL);
}

/* poll() for one descriptor, with signals let in.
 * @return as poll() does; with EINTR also for a signal that came before */
static int wait_for(const struct tty *tty, int descriptor, short events,
                    int milliseconds)
{
    struct pollfd waits[] = {{descriptor, events, 0}, {wakers[0], POLLIN, 0}};
    char bytes[64];
    sigset_t blocked;
    int ready;

    (void)sigprocmask(SIG_SETMASK, &tty->before, &blocked);
    ready = poll(waits, sizeof waits / sizeof *waits, milliseconds);
    (void)sigprocmask(SIG_SETMASK, &blocked, NULL);
    if (ready <= 0 || waits[0].revents != 0)
        return ready;
    while (read(wakers[0], bytes, sizeof bytes) == sizeof bytes)
        continue;
    errno = EINTR;
    return -1;
}

/* ---------------------------------------------------------- Background */

/* Without a foreground job to be known there are no jobs at all. */
bool tty_is_behind(const struct tty *tty)
{
    pid_t front = tcgetpgrp(tty->in);

    return front > 0 && front != getpgrp();
}

/* Continued in the background, as by `bg`, stop again, as the system stops
 * whoever sets modes there: those of the terminal belong to a shell's line
 * editor. All of our job stops, or its shell would hold it for running.
 * @return whether the terminal is ours; otherwise nothing is written any more,
 * as a signal ends us or nobody can continue us */
static bool come_to_front(struct tty *tty)
{
    bool stops = true;

    let_signals_in(tty);
    while (tty_is_behind(tty) && ending_by == 0 && stops) {
        is_resumed = 0;
        let_happen(0, SIGTTOU);
        let_signals_in(tty);
        stops = is_resumed != 0;
    }
    if (!tty_is_behind(tty))
        return true;
    tty->lost = true;
    return false;
}

/* -------------------------------------------------------------- Keeper */

bool tty_modes_are_same(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag &&
           a->c_cflag == b->c_cflag && a->c_lflag == b->c_lflag &&
           memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}

/* Tell the terminal something, unless its output is stopped (Ctrl-S) and we
 * would wait for who knows how long. */
static void say(const struct tty *tty, const char *sequence)
{
    struct pollfd wait = {tty->out, POLLOUT, 0};

    if (poll(&wait, 1, MOMENT) == 1)
        (void)file_write_all(tty->out, sequence, strlen(sequence));
}

/* Drop input that was not read: the rest of a paste must not become a command
 * of the shell. Should the terminal be taken from us meanwhile, we are not
 * stopped half way. */
static void put_back(const struct tty *tty)
{
    sigset_t only;
    sigset_t mask;

    (void)sigemptyset(&only);
    (void)sigaddset(&only, SIGTTOU);
    (void)sigprocmask(SIG_BLOCK, &only, &mask);
    (void)tcflush(tty->in, TCIFLUSH);
    (void)tcsetattr(tty->in, TCSANOW, &tty->saved);
    say(tty, SCREEN_PUT_BACK KEYS_PASTE_OFF);
    (void)sigprocmask(SIG_SETMASK, &mask, NULL);
}

/* The terminal is as we left it: neither a shell nor the next program of a
 * script has set modes of its own. */
static bool is_left_behind(const struct tty *tty)
{
    struct termios now;

    return tcgetattr(tty->in, &now) == 0 &&
           tty_modes_are_same(&now, &tty->keys);
}

static void be_deaf(void)
{
    static const int numbers[] = {SIGINT,  SIGTERM, SIGHUP, SIGQUIT,
                                  SIGTSTP, SIGTTOU, SIGTTIN};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        (void)set_handler(numbers[i], SIG_IGN, NULL);
}

static void close_others(const struct tty *tty, int pipe_end)
{
    long most = sysconf(_SC_OPEN_MAX);

    if (most < 0 || most > DESCRIPTORS_MAX)
        most = DESCRIPTORS_MAX;
    for (int i = 0; i < (int)most; i++)
        if (i != tty->in && i != tty->out && i != pipe_end)
            (void)close(i);
}

/* The keeper's life: a byte in the pipe means that all went well, its end
 * without one that whoever should have written it died. What kills all of our
 * job does not reach it in a group of its own. */
static void keep(const struct tty *tty, int pipe_end)
{
    ssize_t got;
    char byte;

    be_deaf();
    (void)setpgid(0, 0);
    close_others(tty, pipe_end);
    do {
        got = read(pipe_end, &byte, 1);
    } while (got < 0 && errno == EINTR);
    if (got == 0 && is_left_behind(tty)) {
        put_back(tty);
        say(tty, ERASE_BELOW);
    }
    _exit(0);
}

/* Without a keeper everything works but for the case it is there for. */
static void start_keeper(struct tty *tty)
{
    int ends[2];

    if (tty->keeper != 0 || pipe(ends) != 0)
        return;
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    tty->keeper = fork();
    if (tty->keeper == 0)
        keep(tty, ends[0]);
    if (tty->keeper > 0)
        (void)setpgid(tty->keeper, tty->keeper); /* whoever comes first */
    (void)close(ends[0]);
    tty->keeper_pipe = ends[1];
    if (tty->keeper < 0) {
        (void)close(ends[1]);
        tty->keeper = 0;
    }
}

/* @return whether the keeper is gone, within a number of short whiles */
static bool has_gone(const struct tty *tty, int whiles)
{
    for (int i = 0; i < whiles; i++) {
        pid_t done = waitpid(tty->keeper, NULL, WNOHANG);

        if (done != 0 && !(done < 0 && errno == EINTR))
            return true;
        (void)nanosleep(&a_while, NULL);
    }
    return false;
}

/* A keeper that somebody has stopped does not read what we write, nor is it
 * waited for longer than for one that the system is slow to end. */
static void dismiss_keeper(struct tty *tty)
{
    if (tty->keeper == 0)
        return;
    (void)file_write_all(tty->keeper_pipe, "", 1);
    if (!has_gone(tty, WHILES)) {
        (void)kill(tty->keeper, SIGKILL);
        (void)has_gone(tty, WHILES);
    }
    (void)close(tty->keeper_pipe);
    tty->keeper = 0;
}

/* --------------------------------------------------------------- Modes */

bool tty_open(struct tty *tty, int in, int out)
{
    tty->in = in;
    tty->out = out;
    if (isatty(in) == 0)
        return false;
    open_wakers();
    take_signals(tty);
    tty->open = true;
    return !come_to_front(tty) || tcgetattr(in, &tty->saved) == 0;
}

void tty_hand_over(struct tty *tty)
{
    if (tty->open)
        return_signals(tty);
}

void tty_take_over(struct tty *tty)
{
    if (tty->open)
        take_signals(tty);
}

void tty_close(struct tty *tty)
{
    if (!tty->open)
        return;
    tty_read_lines(tty);
    dismiss_keeper(tty);
    return_signals(tty);
    close_wakers();
    tty->open = false;
}

/* Signals stay on, so that Ctrl-C and Ctrl-Z need no code of ours. */
static void make_key_modes(struct tty *tty)
{
    tty->keys = tty->saved;
    tty->keys.c_lflag &= (tcflag_t) ~(ICANON | ECHO | IEXTEN);
    tty->keys.c_cc[VMIN] = 1;
    tty->keys.c_cc[VTIME] = 0;
}

static bool set_key_modes(struct tty *tty)
{
    struct termios now;

    if (tcgetattr(tty->in, &now) != 0)
        return false;
    /* While we were stopped others may have set what is to be put back; but
     * after SIGSTOP the modes may still be ours. */
    if (!tty_modes_are_same(&now, &tty->keys) &&
        !tty_modes_are_same(&now, &tty->saved)) {
        dismiss_keeper(tty);
        tty->saved = now;
    }
    make_key_modes(tty);
    start_keeper(tty); /* it has to know them */
    if (tcsetattr(tty->in, TCSANOW, &tty->keys) != 0)
        return false;
    say(tty, KEYS_PASTE_ON);
    return true;
}

bool tty_read_keys(struct tty *tty)
{
    if (tty->raw)
        return true;
    tty->raw = come_to_front(tty) && set_key_modes(tty);
    return tty->raw;
}

void tty_read_lines(struct tty *tty)
{
    tty_leave_line(tty);
    if (!tty->raw)
        return;
    if (!tty_is_behind(tty)) /* otherwise it was done before we were stopped */
        put_back(tty);
    tty->raw = false;
}

void tty_stop(struct tty *tty)
{
    bool raw = tty->raw;

    tty_read_lines(tty);
    let_happen(getpid(), SIGTSTP);
    tty->raw = raw;
    is_resumed = 1; /* also where nobody could have continued us */
}

int tty_end(struct tty *tty)
{
    int number = tty->signal;

    tty_close(tty);
    let_happen(getpid(), number);
    return 128 + number;
}

/* ------------------------------------------------------------- Waiting */

static enum tty_event take_end(struct tty *tty)
{
    tty->signal = ending_by;
    if (tty_is_behind(tty))
        tty->lost = true;
    return TTY_ENDING;
}

/* Continued: by `fg`, or to be ended, or where nobody can continue us again;
 * then reading tells of an error. */
static enum tty_event take_resumption(struct tty *tty)
{
    bool is_ours = come_to_front(tty);

    is_resumed = 0;
    is_resized = 0;
    if (ending_by != 0)
        return take_end(tty);
    if (!is_ours)
        return TTY_INPUT;
    if (tty->raw)
        (void)set_key_modes(tty);
    return TTY_RESUMED;
}

/* Take one of the signals that have come, the gravest first. */
static bool take_event(struct tty *tty, enum tty_event *event)
{
    if (ending_by != 0) {
        *event = take_end(tty);
    } else if (is_stopping) {
        is_stopping = 0;
        *event = TTY_STOPPING;
    } else if (is_resumed) {
        *event = take_resumption(tty);
    } else if (is_resized) {
        is_resized = 0;
        *event = TTY_RESIZED;
    } else {
        return false;
    }
    return true;
}

enum tty_event tty_wait(struct tty *tty, int milliseconds)
{
    enum tty_event event;

    for (;;) {
        int ready;

        let_signals_in(tty);
        if (take_event(tty, &event))
            return event;
        ready = wait_for(tty, tty->in, POLLIN, milliseconds);
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return TTY_INPUT; /* reading tells of an error */
        if (ready == 0)
            return TTY_QUIET;
    }
}

/* -------------------------------------------------- Reading and writing */

bool tty_has_input(const struct tty *tty)
{
    struct pollfd wait = {tty->in, POLLIN, 0};

    return poll(&wait, 1, 0) == 1;
}

ssize_t tty_read(const struct tty *tty, char *bytes, size_t size)
{
    ssize_t got = read(tty->in, bytes, size);

    if (got > 0)
        return got;
    if (got < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK))
        return 0;
    return -1;
}

/* The terminal takes more bytes. Its output may be stopped (Ctrl-S) for as long
 * as people like, but not once a signal ends us. */
static bool wait_writable(const struct tty *tty)
{
    int ready;

    do {
        ready = wait_for(tty, tty->out, POLLOUT, ending_by != 0 ? MOMENT : -1);
    } while (ready < 0 && errno == EINTR);
    return ready != 0;
}

void tty_write(struct tty *tty, const struct buffer *text)
{
    size_t at = 0;

    while (at < text->length && !tty->lost) {
        size_t left = text->length - at;
        ssize_t put = 0;

        if (wait_writable(tty))
            put = write(tty->out, text->bytes + at,
                        left < CHUNK ? left : CHUNK);
        if (put > 0)
            at += (size_t)put;
        else if (put == 0 || (errno != EINTR && errno != EAGAIN))
            tty->lost = true;
    }
}

static unsigned number_from(const char *text)
{
    unsigned number = 0;

    for (; *text >= '0' && *text <= '9' && number < 1000; text++)
        number = number * 10 + (unsigned)(*text - '0');
    return *text == '\0' ? number : 0;
}

void tty_size(const struct tty *tty, unsigned *columns, unsigned *rows)
{
    struct winsize window = {0};

    *columns = terminal_width(tty->out);
    if (ioctl(tty->out, TIOCGWINSZ, &window) == 0)
        *rows = window.ws_row;
    if (window.ws_row == 0)
        *rows = number_from(environment_value("LINES"));
    if (*rows == 0)
        *rows = DEFAULT_ROWS;
}
