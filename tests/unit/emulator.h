/* SPDX-License-Identifier: MIT */
/*
 * A tiny terminal: what bytes make of a grid with its scrollback. Knows what
 * every terminal knows and fails the test on anything else: text, CR, LF, and
 * the sequences for moving by lines and columns, for erasing, for colours, for
 * the cursor and for wrapping. When its width changes it wraps its lines anew,
 * as tmux and kitty do, or cuts them, as xterm and the Linux console do. May
 * use arrays, buffers, UTF-8 and cmocka.
 */
#ifndef DVF_TESTS_EMULATOR_H
#define DVF_TESTS_EMULATOR_H

#include "base/array.h"
#include "base/buffer.h"

/** Widest terminal. */
#define EMULATOR_COLUMNS_MAX 220

struct emulator {
    unsigned columns;
    unsigned rows;
    struct array lines; /* of the grid and of what has scrolled away */
    size_t top;         /* first line of the grid */
    size_t row;         /* of the cursor, as an index of lines */
    unsigned column;
    unsigned wrapped; /* times that text ran into the edge */
    bool is_hidden;   /* the cursor */
    bool is_coloured;
    bool is_cutting; /* text at the edge, rather than wrapping it */
    bool cuts;       /* lines, when it becomes narrower; to be set */
    bool holds;      /* as tmux, what is at the bottom: rows that wrapping adds
                        push others off the top; to be set */
};

void emulator_init(struct emulator *emulator, unsigned columns, unsigned rows);
void emulator_release(struct emulator *emulator);

/** Write bytes to the terminal. */
void emulator_write(struct emulator *emulator, const char *bytes,
                    size_t length);

/** Change its size: lines are wrapped anew and the cursor stays on its
 * character, or they are cut and it stays in its line; and on the grid. */
void emulator_resize(struct emulator *emulator, unsigned columns,
                     unsigned rows);

/** Number of lines up to the last one with text, or with the cursor. */
size_t emulator_lines(const struct emulator *emulator);

/** Whether a line goes on in the next one. */
bool emulator_goes_on(const struct emulator *emulator, size_t line);

/** Put a line's text, less the blanks at its end, into a buffer. */
void emulator_read(const struct emulator *emulator, size_t line,
                   struct buffer *out);

/** Print the grid, for a test that fails. */
void emulator_print(const struct emulator *emulator);

#endif
