/* SPDX-License-Identifier: MIT */
/*
 * Runners: programs of CI hosts that run a command, read its output, and obey
 * lines of a certain form. Text of others must never look like one. May call
 * nothing of dvf but base. Owns nothing.
 */
#ifndef DVF_BASE_RUNNER_H
#define DVF_BASE_RUNNER_H

#include "base/buffer.h"

/**
 * Break commands that a runner would obey, in lines of text for people: `::`
 * at the start of a line, behind white space or colours, becomes `\x3a:`, and
 * `##[` becomes `##\x5b`. Runners compare by the rules of a language, so
 * characters that these leave out, such as joiners, do not hide a command.
 *
 * @param start of the bytes to look at, which begin a line
 */
void runner_shield(struct buffer *out, size_t start);

#endif
