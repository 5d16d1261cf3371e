/* SPDX-License-Identifier: MIT */
/*
 * Frames: what an interview looks like, as lines of text with the place of the
 * cursor. Knows no terminal.
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
 * The news come first: lines that are written once and stay on the terminal,
 * whatever becomes of it. The others are live: they are drawn again and again.
 */
struct frame {
    struct buffer text;
    struct array lines; /* struct frame_line */
    uint32_t news;      /* the first so many are news */
    uint32_t top;       /* first line shown of what is only read */
    unsigned columns;   /* of the terminal it was drawn for */
    unsigned rows;
    bool is_last; /* the interview is done: nothing is drawn after it */
    bool failed;  /* out of memory */
};

/**
 * Draw an interview: its news, one line each; the question with its list;
 * scores and questions left; keys. What is typed ends in a mark of its own, as
 * the cursor is elsewhere. Where there is less room the list scrolls and the
 * help goes, at last the question is cut. An interview that is done has its
 * news and an empty line, for what comes after it.
 *
 * @param frame is emptied first
 */
void frame_draw(struct frame *frame, const struct interview *interview,
                const struct frame_style *style);

/**
 * Rows that a line takes after a terminal has become narrower and wrapped it.
 *
 * @param line below the count of lines
 * @param columns of the terminal, at least 1
 * @return at least 1
 */
uint32_t frame_rows(const struct frame *frame, size_t line, unsigned columns);

/** Forget the lines, keep the memory. */
void frame_clear(struct frame *frame);
void frame_release(struct frame *frame);

#endif
