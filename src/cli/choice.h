/* SPDX-License-Identifier: MIT */
/*
 * Choices: words of a closed list, such as formats, colours and commands.
 */
#ifndef DVF_CLI_CHOICE_H
#define DVF_CLI_CHOICE_H

#include "base/buffer.h"

#include <stddef.h>

/** A closed list of words. */
struct choice {
    const char *what; /* such as "format" */
    /* Word number `index` of the list; null past the last one. */
    const char *(*at)(const void *list, size_t index);
    const void *list; /* for at(): what the words depend on; null: nothing */
};

/** Index of no word. */
#define CHOICE_NONE ((size_t)-1)

/** @return index of a word, which must match exactly, or CHOICE_NONE */
size_t choice_find(const struct choice *choice, const char *word);

/**
 * Append that a word is unknown, with the nearest one of the list, or with the
 * whole list where none is near.
 */
void choice_complain(const struct choice *choice, const char *word,
                     struct buffer *complaint);

/** Append, in brackets, what to say of the first look-alike of a word, if it
 * has one. */
void choice_append_lookalike(const char *word, struct buffer *complaint);

#endif
