/* SPDX-License-Identifier: MIT */
/*
 * Screen: from one frame to the next on a terminal, by as few bytes as need
 * be: moves, erases and text. Remembers what it has drawn, inline, below what
 * was there before. Reads and writes nothing itself. May call base and frames.
 */
#ifndef DVF_ASK_SCREEN_H
#define DVF_ASK_SCREEN_H

#include "ask/frame.h"

/** Starts as all zeroes; release when done. */
struct screen {
    struct frame shown; /* what stands on the terminal now */
    unsigned columns;   /* of the terminal when it was drawn */
    uint32_t passed;    /* finished questions that stand above what is shown,
                           for good */
    bool drawn;
};

/**
 * Append the bytes that turn what is shown into a frame.
 *
 * The cursor stays hidden no longer than the drawing takes. Lines equal to
 * those shown are not written again. After a resize all of it is drawn anew,
 * from where its first line stands after the terminal has wrapped it.
 * Finished questions that find no room any more stay where they scroll to.
 *
 * @param frame is taken over, and empty afterwards
 * @param columns of the terminal now
 */
void screen_update(struct screen *screen, struct frame *frame, unsigned columns,
                   struct buffer *out);

/** Append the bytes that forget the frame and leave the cursor on the line
 * where it began, with everything below erased. */
void screen_erase(struct screen *screen, unsigned columns, struct buffer *out);

/** Forget what is shown without a byte: after a stop, others have written. */
void screen_forget(struct screen *screen);

void screen_release(struct screen *screen);

#endif
