/* SPDX-License-Identifier: MIT */
/*
 * A line of the terminal, whatever modes it was left in.
 */
#include "ask/keys.h"
#include "cli/tty_parts.h"

#include <string.h>

/* A program that died may have left modes in which no line ends, and Ctrl-C
 * does nothing. Whether keys are echoed is left to whoever decided it: a shell
 * within an editor shows them itself. */
static struct termios line_modes(const struct termios *found)
{
    struct termios modes = *found;

    modes.c_lflag |= ICANON | ISIG;
    modes.c_iflag |= ICRNL;
    modes.c_iflag &= (tcflag_t) ~(IGNCR | INLCR);
    return modes;
}

static void enter_line(struct tty *tty)
{
    struct termios modes;

    if (tty->is_set || tty_is_behind(tty) ||
        tcgetattr(tty->in, &tty->found) != 0)
        return;
    modes = line_modes(&tty->found);
    tty->is_set = !tty_modes_are_same(&modes, &tty->found) &&
                  tcsetattr(tty->in, TCSANOW, &modes) == 0;
}

/* Others may have set modes of their own while we were stopped. */
void tty_leave_line(struct tty *tty)
{
    const struct termios set = line_modes(&tty->found);
    struct termios now;

    if (tty->is_set && !tty_is_behind(tty) && tcgetattr(tty->in, &now) == 0 &&
        tty_modes_are_same(&now, &set))
        (void)tcsetattr(tty->in, TCSANOW, &tty->found);
    tty->is_set = false;
}

/* Add what was read, as far as there is room. @return whether it ends a line */
static bool take_line(struct buffer *line, const char *bytes, size_t length)
{
    const char *end = memchr(bytes, '\n', length);
    size_t room = TTY_LINE_MAX - line->length;

    if (end)
        length = (size_t)(end - bytes);
    buffer_append(line, bytes, length < room ? length : room);
    return end;
}

/* Wait for a line, in modes in which there is one. */
static enum tty_line wait_for_line(struct tty *tty, struct buffer *line)
{
    char bytes[512];
    ssize_t got;

    for (;;) {
        switch (tty_wait(tty, -1)) {
        case TTY_STOPPING:
            tty_stop(tty);
            break;
        case TTY_RESUMED:
            return TTY_LINE_AGAIN;
        case TTY_ENDING:
            return TTY_LINE_ENDING;
        case TTY_QUIET:
        case TTY_RESIZED:
            break;
        case TTY_INPUT:
            got = tty_read(tty, bytes, sizeof bytes);
            if (got < 0)
                return TTY_LINE_NONE;
            if (take_line(line, bytes, (size_t)got))
                return TTY_LINE;
            break;
        }
    }
}

enum tty_line tty_read_line(struct tty *tty, struct buffer *line)
{
    enum tty_line got;

    tty_read_lines(tty);
    enter_line(tty);
    buffer_clear(line);
    got = wait_for_line(tty, line);
    tty_leave_line(tty);
    if (line->length > 0 && !line->failed) {
        line->length = keys_drop_replies(line->bytes, line->length);
        line->bytes[line->length] = '\0';
    }
    return got;
}
