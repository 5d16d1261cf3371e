/* SPDX-License-Identifier: MIT */
/*
 * Markdown writer: text of others in Markdown that a code host renders, so that
 * it stays text. Lines are begun by the renderer with words or signs of its
 * own, never with a text of others.
 */
#ifndef DVF_WRITE_MARKDOWN_WRITER_H
#define DVF_WRITE_MARKDOWN_WRITER_H

#include "base/buffer.h"

/** Starts as all zeroes but for `out`; release when done. */
struct markdown {
    struct buffer *out; /* borrowed */
    struct buffer safe; /* scratch: text made harmless */
};

/** Free the scratch. Running out of memory shows in the output. */
void markdown_release(struct markdown *markdown);

/**
 * Append text in which nothing means anything to Markdown, HTML or the host:
 * neither emphasis, links, tags and cells of a table nor mentions and
 * references.
 *
 * @param limit most characters; a longer text is cut and ends in "..."
 */
void markdown_text(struct markdown *markdown, const char *text, size_t limit);

/**
 * Append a byte of a text so that people can read it in the source too: escaped
 * only where it could mean something beside its neighbours. Not for cells of
 * HTML, nor for what begins a line; see markdown_prose.h.
 *
 * @param text a word, made harmless
 * @param at index of the byte
 */
void markdown_escape(struct buffer *out, const char *text, size_t at);

/** @return how many bytes at the beginning of a text are harmless, no blanks,
 * and left as they are by markdown_escape(), whatever stands beside them */
size_t markdown_plain(const char *text);

/** As markdown_text(), shown as code. */
void markdown_code(struct markdown *markdown, const char *text, size_t limit);

#endif
