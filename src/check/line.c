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

bool line_begin_item(struct buffer *line, uint32_t *count, const char *first)
{
    (*count)++;
    if (*count <= LINE_ITEMS_MAX)
        buffer_puts(line, *count == 1 ? first : ", ");
    return *count <= LINE_ITEMS_MAX;
}

void line_end_items(struct buffer *line, uint32_t count)
{
    if (count > LINE_ITEMS_MAX)
        buffer_printf(line, " and %u more", (unsigned)(count - LINE_ITEMS_MAX));
}

const char *line_keep(struct arena *arena, struct buffer *text)
{
    buffer_append(text, "", 0); /* an empty text gets its NUL */
    char *line = buffer_keep(text, arena);

    if (!line)
        return "";
    for (char *at = line; *(at += strcspn(at, "\n\r\t"));)
        *at = ' ';
    return line;
}
