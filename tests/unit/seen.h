/* SPDX-License-Identifier: MIT */
/*
 * An interview on a tiny terminal: what is written is replayed there, and must
 * then show the live lines below all that was said, and nothing else.
 */
#ifndef DVF_TESTS_SEEN_H
#define DVF_TESTS_SEEN_H

#include "support.h"

#include "ask/screen.h"
#include "emulator.h"

/** A terminal with an interview on it, and what it should show. */
struct session {
    struct interview interview;
    struct frame_style style;
    struct emulator emulator;
    struct screen screen;
    struct frame frame;
    struct buffer out;
    struct buffer scratch;
    struct array above; /* lines that stand above for good */
    bool is_exact;      /* nothing else may stand above */
};

/** Begin an interview below one line. Close it in the end. */
void open_session(struct session *session, const dvf_kb *kb, unsigned columns,
                  unsigned rows);
void close_session(struct session *session);

/** Somebody else writes a line. */
void write_above(struct session *session, const char *text);

/** Fails the test where a line of the terminal is another. */
void expect_line(struct session *session, size_t line, const char *expected);

/** Draw the interview, and look at the terminal. @return bytes written */
size_t show(struct session *session);

/** The terminal changes, and with it what is shown. */
void resize(struct session *session, unsigned columns, unsigned rows);

void press(struct session *session, enum key_kind kind, uint32_t character);

/** The first answer of the list. */
void answer(struct session *session);

/** Any key that leads anywhere; whoever leaves comes back. */
void press_any(struct session *session, struct random *random);

#endif
