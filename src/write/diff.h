/* SPDX-License-Identifier: MIT */
/*
 * Diff writer: the change of a text as a unified diff, which patch(1) applies.
 */
#ifndef DVF_WRITE_DIFF_H
#define DVF_WRITE_DIFF_H

#include "base/buffer.h"

/** A text and the name of its file. */
struct diff_text {
    const char *name; /* null: there is no file */
    const char *bytes;
    size_t length;
};

/**
 * Append the difference of two texts, line by line, as `diff -u` shows it, in
 * as few changed lines as there can be; nothing where they are the same. Lines
 * end with LF; what else is in them is shown as it is. Texts that differ in
 * more than a thousand lines are shown as replaced where they differ.
 */
void diff_append(struct buffer *out, const struct diff_text *before,
                 const struct diff_text *after);

#endif
