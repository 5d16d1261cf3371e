/* SPDX-License-Identifier: MIT */
/*
 * Keeping texts of one line.
 */
#include "check/line.h"

#include "base/utf8.h"

#include <string.h>

void line_put(struct buffer *line, const char *word)
{
    size_t length = strlen(word);

    if (length <= LINE_WORD_MAX) {
        buffer_append(line, word, length);
        return;
    }
    /* Cut between characters. */
    for (length = LINE_WORD_MAX; length > 0; length--)
        if (!utf8_continues(word[length]))
            break;
    buffer_append(line, word, length);
    buffer_puts(line, "...");
}

const char *line_keep(struct arena *arena, struct buffer *text)
{
    char *line = NULL;

    if (!text->failed)
        line = arena_copy(arena, text->length ? text->bytes : "", text->length);
    buffer_release(text);
    if (!line)
        return NULL;
    for (char *at = line; *(at += strcspn(at, "\n\r\t"));)
        *at = ' ';
    return line;
}
