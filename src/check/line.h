/* SPDX-License-Identifier: MIT */
/*
 * Lines: texts of one line, put together in a buffer and kept in an arena.
 */
#ifndef DVF_CHECK_LINE_H
#define DVF_CHECK_LINE_H

#include "base/arena.h"
#include "base/buffer.h"

/** Most bytes of a word that stand in a line. */
#define LINE_WORD_MAX 100

/** Append a word of an input; a longer one is cut and ends in "...". */
void line_put(struct buffer *line, const char *word);

/** Most items of a list that a line names. */
#define LINE_ITEMS_MAX 5

/**
 * Begin an item of a list: the words before the first one, or a comma.
 *
 * @param count items so far, which is counted on
 * @return whether the item is to be named; the rest is only counted
 */
bool line_begin_item(struct buffer *line, uint32_t *count, const char *first);

/** End a list: how many were not named. */
void line_end_items(struct buffer *line, uint32_t count);

/**
 * Move a text into an arena. Line breaks and tabs, which may come with quoted
 * words of an input, become blanks.
 *
 * @param text released in any case
 * @return the text, of the arena; "" when out of memory: the arena failed then
 */
const char *line_keep(struct arena *arena, struct buffer *text);

#endif
