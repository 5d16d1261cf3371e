/* SPDX-License-Identifier: MIT */
/*
 * Output: the one place that writes a result. May call base and messages. A
 * result is written whole, and a run whose result could not be written fails.
 */
#ifndef DVF_CLI_OUTPUT_H
#define DVF_CLI_OUTPUT_H

#include "base/buffer.h"

#include <dvf/dvf.h>

/** Whether -o means standard output: not given, or "-". */
bool output_is_standard(const char *path);

/**
 * Write a result to standard output, or to a file in one step. Standard output
 * is closed by this, since some errors come to light only then: call it once,
 * as the last thing of a run.
 *
 * @param path as given to -o, null where it was not given
 * @return EXIT_DONE, or EXIT_NO_ANSWER after a message
 */
int output_write(const char *path, const dvf_text *text);

/**
 * Append to a file, which is made where there is none. What cannot be appended
 * whole is taken back where the file allows.
 *
 * @return as output_write()
 */
int output_append(const char *path, const dvf_text *text);

/**
 * Whether a result would replace an input.
 *
 * @param input null for none
 * @param complaint receives that it would
 */
bool output_replaces(const char *output, const char *input,
                     struct buffer *complaint);

#endif
