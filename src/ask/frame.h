/* SPDX-License-Identifier: MIT */
/*
 * Frames: what an interview looks like, as lines of text with the place of the
 * cursor. Knows no terminal. May call base, kb, engine, the layout of reports
 * and the interview.
 */
#ifndef DVF_ASK_FRAME_H
#define DVF_ASK_FRAME_H

#include "ask/interview.h"

#include <dvf/dvf.h>

/** Narrowest and lowest terminal that is drawn for; in a smaller one lines are
 * cut. */
#define FRAME_COLUMNS_MIN 20
#define FRAME_ROWS_MIN    6

/** Room and looks. */
struct frame_style {
    unsigned columns; /* of the terminal */
    unsigned rows;    /* likewise; a frame shows at most one less */
    bool colour;
    bool ascii;
};

/** A line of a frame: bytes of its text, with colours. No line is wider than
 * the terminal less one column, so that none wraps. */
struct frame_line {
    size_t start; /* in the text */
    size_t length;
    uint32_t width; /* columns */
};

/**
 * Starts as all zeroes; release when done.
 *
 * Finished questions come first. Where they find no room any more, the oldest
 * are `above`: written once more if need be, they scroll away and stay on the
 * terminal. Where something else needs their room for a while, such as the
 * summary, they are left out and come back.
 */
struct frame {
    struct buffer text;
    struct array lines;     /* struct frame_line */
    uint32_t left_out;      /* finished questions before those in the lines */
    uint32_t finished;      /* the first so many are finished questions */
    uint32_t above;         /* of these, the first so many are above */
    uint32_t cursor_row;    /* line of the cursor, from 0 */
    uint32_t cursor_column; /* from 0 */
    unsigned columns;       /* of the terminal it was drawn for */
    unsigned rows;
    bool failed; /* out of memory */
};

/**
 * Draw an interview: finished questions, one line each; the question with its
 * list, the selected entry under the cursor; scores and questions left; keys.
 * Where there is less room, finished questions go first, then the list scrolls
 * and the help goes, at last the question is cut. An interview that is done has
 * its finished questions and an empty line, for what comes after it.
 *
 * @param frame is emptied first
 */
void frame_draw(struct frame *frame, const struct interview *interview,
                const struct frame_style *style);

/** Append the finished question as the one line that stays. */
void frame_append_finished(struct buffer *out,
                           const struct interview *interview,
                           uint32_t attribute, const struct frame_style *style);

/**
 * Rows that the beginning of a line takes after a terminal has become narrower
 * and wrapped it.
 *
 * @param line below the count of lines
 * @param width of the beginning, in columns; UINT32_MAX for all of it
 * @param columns of the terminal, at least 1
 * @return at least 1
 */
uint32_t frame_rows(const struct frame *frame, size_t line, uint32_t width,
                    unsigned columns);

/** Forget the lines, keep the memory. */
void frame_clear(struct frame *frame);
void frame_release(struct frame *frame);

#endif
