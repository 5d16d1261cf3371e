/* SPDX-License-Identifier: MIT */
/*
 * Output: the one place that writes a result. A result is written whole, and a
 * run whose result could not be written fails.
 */
#ifndef DVF_CLI_OUTPUT_H
#define DVF_CLI_OUTPUT_H

#include "base/file.h"

/** -o means standard output: it was not given, or is "-". */
bool output_is_standard(const char *path);

/** Descriptor that the style of a result depends on: standard output, or
 * TERMINAL_NONE for a file. */
int output_descriptor(const char *path);

/**
 * Write a result to standard output, or to a file in one step. Standard output
 * is closed by this, since some errors come to light only then: call it once,
 * as the last thing of a run.
 *
 * @param path as given to -o, null where it was not given
 * @return EXIT_DONE; EXIT_READER_LEFT, without a word, where whoever read it is
 *         gone; or EXIT_NO_ANSWER after a message
 */
int output_write(const char *path, const dvf_text *text);

/** A result that is written while it is made. */
struct output {
    const char *path; /* null: standard output */
    struct file_writer file;
    int error; /* the first one; later pieces are dropped */
};

/** Begin a result. @param path as given to -o, null where it was not given */
void output_begin(struct output *output, const char *path);

/** Write a piece. @param output a struct output @return false once one could
 * not be written */
bool output_put(void *output, const char *bytes, size_t length);

/**
 * End a result: as output_write().
 *
 * @param made whether all of it was made, else memory ran out
 */
int output_end(struct output *output, bool made);

/**
 * Append to a file, which is made where there is none. What cannot be appended
 * whole is taken back where the file allows.
 *
 * @return as output_write()
 */
int output_append(const char *path, const dvf_text *text);

/** The worse end of two writings: a failure before a reader that left, and that
 * before success. */
int output_worse(int status, int other);

/**
 * The file of a result is also an input, which it would replace.
 *
 * @param input null for none
 * @param complaint receives that it would
 */
bool output_replaces(const char *output, const char *input,
                     struct buffer *complaint);

#endif
