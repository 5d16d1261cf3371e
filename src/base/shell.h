/* SPDX-License-Identifier: MIT */
/*
 * Shell: words and commands that a POSIX shell reads as they were meant, for
 * those who paste them. A word is never more than one line of harmless
 * characters.
 */
#ifndef DVF_BASE_SHELL_H
#define DVF_BASE_SHELL_H

#include "base/buffer.h"

/** Append a word: as it is where no shell would mind, else in single quotes,
 * and where a character cannot be shown, by the command printf. */
void shell_word(struct buffer *out, const char *word);

/** One option of a command. */
struct shell_option {
    const char *name;  /* with its dashes */
    const char *value; /* null: it takes none */
};

/** A command with options and operands; borrows all of it. */
struct shell_command {
    const char *words; /* what it begins with, such as "dvf check --lock" */
    const struct shell_option
        *options; /* those without a name are passed over */
    size_t options_count;
    const char *operand; /* a path; null for none */
};

/**
 * Append a command. An operand that begins with a dash gets "./" before it;
 * "-" alone, which is standard input, does not.
 */
void shell_command(struct buffer *out, const struct shell_command *command);

/** Append what was made here so that it means the same in ASCII. */
void shell_ascii(struct buffer *out, const char *command);

#endif
