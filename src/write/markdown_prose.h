/* SPDX-License-Identifier: MIT */
/*
 * Markdown prose: paragraphs, items of lists and headings that people also read
 * as source, in lines of a width. Of texts of others only what means something
 * where it stands is escaped, most of it by a backslash.
 */
#ifndef DVF_WRITE_MARKDOWN_PROSE_H
#define DVF_WRITE_MARKDOWN_PROSE_H

#include "base/buffer.h"

/** Starts as all zeroes but for `out` and `width`; release when done. */
struct prose {
    struct buffer *out; /* borrowed */
    size_t width;       /* columns of a line; 0: any */
    struct buffer safe; /* scratch: a word made harmless */
    struct buffer word; /* up to the next blank, as Markdown */
    size_t indent;      /* of further lines of the paragraph */
    size_t column;
    bool begins;    /* no word stands in the line yet */
    bool has_blank; /* before the word */
};

/** Free the scratch. Running out of memory shows in the output. */
void prose_release(struct prose *prose);

/**
 * Begin a paragraph or an item.
 *
 * @param opening what stands before its first word, such as "* "
 * @param indent of its further lines, in columns
 */
void prose_begin(struct prose *prose, const char *opening, size_t indent);

/** Add Markdown of ours: words, separated by blanks where a line may end. No
 * word may look like the opening of a block. */
void prose_put(struct prose *prose, const char *markdown);

/** Add a text of others, or one that is to be read as it is. */
void prose_text(struct prose *prose, const char *text);

/** As prose_text(), emphasised. */
void prose_strong(struct prose *prose, const char *text);

/** As prose_text(), as code where it is made of ids and numbers. */
void prose_code(struct prose *prose, const char *text);

/** As prose_text(), as a link where it is a plain address of the web. */
void prose_link(struct prose *prose, const char *text);

/** End the paragraph or item, and its line. */
void prose_end(struct prose *prose);

/**
 * Write a heading, of one line: a text that is too long is cut and ends in an
 * ellipsis.
 *
 * @param level 1 to 6
 */
void prose_heading(struct prose *prose, unsigned level, const char *text);

#endif
