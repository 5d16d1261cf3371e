/* SPDX-License-Identifier: MIT */
/*
 * Layout: words into lines of a given width, measured in columns of the
 * terminal, with hanging indents, roles for colour, and bars. Text of others is
 * made harmless on the way. Lines never end in blanks, and none is wider than
 * the width unless a single word is, or had to be broken lest a CI host's
 * runner obeys it.
 */
#ifndef DVF_WRITE_LAYOUT_H
#define DVF_WRITE_LAYOUT_H

#include "base/buffer.h"
#include "write/role.h"

#include <dvf/dvf.h>

/* Signs beyond ASCII and their substitutes: enum, UTF-8, ASCII. */
#define LAYOUT_GLYPHS(X)                                                       \
    X(BULLET, "\u2022", "*")                                                   \
    X(MARK, "\u25b8", ">")                                                     \
    X(BETWEEN, "\u00b7", "|")                                                  \
    X(RULE, "\u2500", "-")                                                     \
    X(HEAVY_RULE, "\u2501", "=")                                               \
    X(BRANCH, "\u251c\u2500 ", "|- ")                                          \
    X(LAST_BRANCH, "\u2514\u2500 ", "`- ")                                     \
    X(TRUNK, "\u2502  ", "|  ")                                                \
    X(DONE, "\u2713", "+")                                                     \
    X(ELLIPSIS, "\u2026", "...")                                               \
    X(MORE_ABOVE, "\u2191", "^")                                               \
    X(MORE_BELOW, "\u2193", "v")

enum glyph {
#define X(name, unicode, ascii) GLYPH_##name,
    LAYOUT_GLYPHS(X)
#undef X
    GLYPH_COUNT
};

/** Narrowest and widest line; width in place of 0. */
#define LAYOUT_WIDTH_MIN     20
#define LAYOUT_WIDTH_MAX     400
#define LAYOUT_WIDTH_DEFAULT 80

/** Made by layout_init(); release when done. */
struct layout {
    struct buffer *out;   /* borrowed */
    size_t line;          /* start of this line in it, unless empty */
    struct buffer word;   /* gathered, not yet on the line */
    struct buffer roles;  /* a role for each byte of the word */
    struct buffer safe;   /* scratch: text made harmless */
    struct buffer format; /* scratch: formatted text */
    const char *margin;   /* begins every line; borrowed; "" by default */
    size_t width;         /* columns of a line */
    size_t column;        /* columns taken on this line */
    size_t blanks;        /* of these, at its end and not yet written */
    size_t hang;          /* indent of the lines after the first */
    size_t word_width;    /* columns of the word */
    enum role role;       /* in force on the output */
    bool colour;
    bool ascii;
    bool linear; /* words alone: see dvf_style */
    bool empty;  /* nothing but blanks is on this line */
    bool space;  /* a blank is due before the next word */
};

/** @param style null for the defaults; its width is clamped. A linear style
 * ends no lines, indents nothing, and leaves out signs and bars. */
void layout_init(struct layout *layout, struct buffer *out,
                 const dvf_style *style);

/** Free the buffers. Running out of memory shows in the output. */
void layout_release(struct layout *layout);

/** Begin a paragraph. @param hang indent of every line but the first */
void layout_begin(struct layout *layout, size_t indent, size_t hang);

/** Add text. A blank parts words; pieces without one stick together. */
void layout_put(struct layout *layout, enum role role, const char *text);

/** As layout_put(), formatted. */
__attribute__((format(printf, 3, 4))) void
layout_format(struct layout *layout, enum role role, const char *format, ...);

/** Add text whose words stay on one line where a line has room for it. */
void layout_keep(struct layout *layout, enum role role, const char *text);

/** Add a sign. */
void layout_glyph(struct layout *layout, enum role role, enum glyph glyph);

/** @return a sign as text, static */
const char *layout_sign(enum glyph glyph, bool ascii);

/** Go on at a column, at least one blank further. */
void layout_column(struct layout *layout, size_t column);

/** Put text against the right edge, or on a line below where it finds no
 * room. */
void layout_right(struct layout *layout, enum role role, const char *text);

/** A bar for a part of a whole, `columns` wide when it is all of it. */
void layout_bar(struct layout *layout, enum role role, uint32_t part,
                uint32_t whole, size_t columns);

/** End the paragraph's last line. */
void layout_end(struct layout *layout);

/** An empty line. */
void layout_blank(struct layout *layout);

/** A line across the whole width. */
void layout_rule(struct layout *layout, enum role role, enum glyph glyph);

/** @return columns that a text takes once it is harmless */
size_t layout_width(struct layout *layout, const char *text);

/** Most columns. */
#define TABLE_COLUMNS_MAX 16

/**
 * A table. Measure with every row, the titles too, as the current one; ask
 * whether it fits; then write each row.
 */
struct table {
    uint32_t columns; /* at most TABLE_COLUMNS_MAX */
    uint32_t numbers; /* columns from this one on stand to the right */
    bool is_open;     /* the last column may run over the edge */
    /* Of the current row; a text stays valid until the next one. */
    const char *(*cell)(void *rows, uint32_t column);
    enum role (*role)(void *rows, uint32_t column);
    void *rows; /* passed to both */
    size_t widths[TABLE_COLUMNS_MAX];
    size_t gap; /* before each column */
};

/** Widen the columns for the current row. */
void table_measure(struct table *table, struct layout *layout);

/** Set the gap: two columns, or one where that makes the table fit.
 * @return false where there is no room for it, or the layout is linear */
bool table_fits(struct table *table, const struct layout *layout);

/** Write the current row. */
void table_row(const struct table *table, struct layout *layout);

#endif
