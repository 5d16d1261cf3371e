/* SPDX-License-Identifier: MIT */
/*
 * Shell: words and commands that a POSIX shell reads as they were meant, for
 * those who paste them. A word is never more than one line of harmless
 * characters.
 */
#ifndef DVF_BASE_SHELL_H
#define DVF_BASE_SHELL_H

#include "base/buffer.h"

/** Append a word: bare if all of it is plain to a shell, else in single
 * quotes, and by the command printf if a character cannot be shown. */
void shell_word(struct buffer *out, const char *word);

/** One option of a command. */
struct shell_option {
    const char *name;  /* with its dashes */
    const char *value; /* null: it takes none */
};

/** A command with options and operands; borrows all of it. */
struct shell_command {
    const char *words; /* first words, such as "dvf check --lock" */
    const struct shell_option *options; /* options without a name are skipped */
    size_t options_count;
    const char *operand; /* a path; null for none */
};

/**
 * Append a command. An operand that begins with a dash gets "./" before it;
 * "-" alone, which is standard input, does not.
 */
void shell_command(struct buffer *out, const struct shell_command *command);

/** Append a command made by shell_word() or shell_command() in ASCII, with the
 * same meaning. */
void shell_ascii(struct buffer *out, const char *command);

#endif
