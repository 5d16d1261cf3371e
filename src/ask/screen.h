/* SPDX-License-Identifier: MIT */
/*
 * Screen: from one frame to the next on a terminal, by as few bytes as need be:
 * moves, erases and text. Remembers what it has drawn, inline, below what was
 * there before. Reads and writes nothing itself.
 *
 * Between two drawings the cursor is hidden, at the first character of the live
 * lines. A terminal whose width changes either wraps its lines anew and keeps
 * the cursor with its character, or cuts them and keeps it in its line. Either
 * way all that is drawn begins at the cursor: it can be drawn anew without
 * knowing which, and nothing above it is ever touched.
 */
#ifndef DVF_ASK_SCREEN_H
#define DVF_ASK_SCREEN_H

#include "ask/frame.h"

/** Starts as all zeroes; release when done. */
struct screen {
    struct frame shown; /* its live lines stand on the terminal now */
    bool drawn;
};

/**
 * Append the bytes that write a frame's news above what is shown, for good, and
 * turn what is shown into its live lines.
 *
 * Live lines equal to those shown are not written again. After a resize all of
 * them are drawn anew. The last frame of an interview leaves the cursor
 * visible.
 *
 * @param frame is taken over, and empty afterwards
 */
void screen_update(struct screen *screen, struct frame *frame,
                   struct buffer *out);

/** Append the bytes that forget the frame and leave the cursor visible on the
 * line where it began, with everything below erased. */
void screen_erase(struct screen *screen, struct buffer *out);

/** Forget what is shown without a byte: after a stop, others have written. */
void screen_forget(struct screen *screen);

void screen_release(struct screen *screen);

/** Sequences for a terminal that was left while a frame was shown or drawn. */
#define SCREEN_PUT_BACK "\x1b[?7h\x1b[?25h"

#endif
