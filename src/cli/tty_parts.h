/* SPDX-License-Identifier: MIT */
/*
 * Parts of the terminal: modes, signals and the keeper (tty.c), and lines
 * (tty_lines.c). Nobody else includes this.
 */
#ifndef DVF_CLI_TTY_PARTS_H
#define DVF_CLI_TTY_PARTS_H

#include "cli/tty.h"

/** The terminal is another job's. */
bool tty_is_behind(const struct tty *tty);

bool tty_modes_are_same(const struct termios *a, const struct termios *b);

/** Put back the modes that a line was not read in, if there were such. */
void tty_leave_line(struct tty *tty);

#endif
