/* SPDX-License-Identifier: MIT */
/*
 * dvf-completions: runs while dvf is built, and writes completions for shells
 * from the tables of options and commands and from the built-in knowledge
 * base. The code of each shell that uses the tables is in
 * src/host/completions. May call all of dvf; nothing else may call it.
 */
#ifndef DVF_HOST_COMPLETIONS_H
#define DVF_HOST_COMPLETIONS_H

#include "cli/command.h"
#include "kb/block.h"

/** A word that may be completed. Texts are borrowed. */
struct word {
    const char *text;
    const char *title; /* its meaning; may be "" */
};

/** Words for one kind of argument. */
struct word_list {
    const char *kind; /* as in struct option_row; or "command", "values" */
    const char *of;   /* command or attribute of the words; null: all of them */
    struct array items; /* struct word */
};

/** Use a list, which is valid during the call only. */
typedef void word_list_use(const struct word_list *list, struct buffer *out);

/** Use each list of words, in a fixed order. @return false: out of memory */
bool completions_each(const dvf_kb *kb, word_list_use *use, struct buffer *out);

/** Use each option of a command; for null, the common options. */
void completions_options(const struct command *command,
                         void (*use)(const struct command *command,
                                     const struct option_row *row,
                                     struct buffer *out),
                         struct buffer *out);

/** @return the kind of a command's operands; null where there are none */
const char *completions_operand(const struct command *command);

/** Append text, each byte of `special` behind `escape`. */
void completions_escape(struct buffer *out, const char *text,
                        const char *special, const char *escape);

/** Append the tables of a shell. @return false: out of memory */
typedef bool completions_tables(const dvf_kb *kb, struct buffer *out);

completions_tables completions_bash;
completions_tables completions_zsh;
completions_tables completions_fish;

#endif
