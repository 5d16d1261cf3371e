/* SPDX-License-Identifier: MIT */
/*
 * Console: everything that goes to standard error. Words from outside are made
 * harmless before they are shown.
 */
#ifndef DVF_CLI_CONSOLE_H
#define DVF_CLI_CONSOLE_H

#include "base/buffer.h"
#include "work/notice.h"

/** Exit status of a run that did what it was asked for. */
#define EXIT_DONE        0

/** Exit status of a run whose gate fails. */
#define EXIT_GATE_FAILS  1

/** Exit status of a run that could give no answer. */
#define EXIT_NO_ANSWER   2

/** Exit status of a run whose output nobody reads any more: as the shell shows
 * the end by SIGPIPE, which main() makes of it. */
#define EXIT_READER_LEFT 141

/** Append a word from outside, in quotes and made harmless. */
void console_quote(struct buffer *out, const char *word);

/**
 * Show text on standard error, with nothing in it that a CI runner would obey.
 * Failures to write are not noticed: there is nowhere left to report them.
 */
void console_show(const struct buffer *text);

/**
 * Show one line, "dvf: " and the message. Out of memory is said instead where
 * the buffer has failed.
 */
void console_tell(const struct buffer *message);

/** Tell one line, as console_tell(), before the run ends. @return
 * EXIT_NO_ANSWER */
int console_fail(const struct buffer *message);

/** Tell what a run noticed, and forget it. @param quiet only what was refused
 */
void console_tell_notices(struct notices *notices, bool quiet);

/** Say that memory ran out. @return EXIT_NO_ANSWER */
int console_no_memory(void);

#endif
