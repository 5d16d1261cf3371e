/* SPDX-License-Identifier: MIT */
/*
 * Look-alikes: characters outside ASCII that readers take for ASCII ones, or do
 * not see at all. All words that dvf knows are ASCII, so each such character in
 * a word that was given is a slip.
 */
#ifndef DVF_BASE_LOOKALIKE_H
#define DVF_BASE_LOOKALIKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** lookalike_of() for a character that looks like no other. */
#define LOOKALIKE_NONE   (-1)

/** lookalike_of() for a character that shows nothing. */
#define LOOKALIKE_UNSEEN 0

/** The first look-alike of a word; place 0 where there is none. */
struct lookalike {
    uint32_t character;
    size_t place;   /* in characters, from 1 */
    int looks_like; /* an ASCII character, or LOOKALIKE_UNSEEN */
};

/** Room for the text of lookalike_describe(). */
#define LOOKALIKE_SIZE 80

/** @return the ASCII character that one is taken for, LOOKALIKE_UNSEEN, or
 * LOOKALIKE_NONE; the last for all of ASCII but controls */
int lookalike_of(uint32_t character);

/** Find the first look-alike of a text. @return whether there is one */
bool lookalike_find(const char *text, struct lookalike *found);

/**
 * Write a text as it looks: each look-alike as its ASCII character, unseen
 * ones left out, and no blanks at the ends.
 *
 * @param size of `plain`, with room for a NUL
 * @return false where it does not fit
 */
bool lookalike_plain(const char *text, char *plain, size_t size);

/** "U+0435 at character 2 looks like 'e'". @param found with a place */
void lookalike_describe(const struct lookalike *found,
                        char text[LOOKALIKE_SIZE]);

#endif
