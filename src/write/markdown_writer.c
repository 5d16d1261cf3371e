/* SPDX-License-Identifier: MIT */
/*
 * Markdown writer: one table gives each byte a class, by which it is written.
 *
 * An entity hides a sign from Markdown and HTML. Hosts look for mentions,
 * references, addresses and emoji once more, in the text between the elements
 * of the rendered page, where entities are signs again; an empty comment ends
 * such a text right behind the sign.
 */
#include "write/markdown_writer.h"

#include "base/utf8.h"

#include <string.h>

enum byte_class {
    BYTE_PLAIN,
    BYTE_BLANK,  /* an entity where it is the first, the last or one of many */
    BYTE_INNER,  /* an entity within a word, as the dots of an address */
    BYTE_ENTITY, /* an entity */
    BYTE_BREAK   /* an entity, with a comment behind it within a word */
};

#define BREAK "<!-- -->"

static const unsigned char classes[128] = {
    [' '] = BYTE_BLANK,   ['.'] = BYTE_INNER,  ['"'] = BYTE_ENTITY,
    ['*'] = BYTE_ENTITY,  ['+'] = BYTE_ENTITY, ['<'] = BYTE_ENTITY,
    ['='] = BYTE_ENTITY,  ['>'] = BYTE_ENTITY, ['['] = BYTE_ENTITY,
    ['\\'] = BYTE_ENTITY, [']'] = BYTE_ENTITY, ['_'] = BYTE_ENTITY,
    ['`'] = BYTE_ENTITY,  ['{'] = BYTE_ENTITY, ['|'] = BYTE_ENTITY,
    ['}'] = BYTE_ENTITY,  ['!'] = BYTE_BREAK,  ['#'] = BYTE_BREAK,
    ['$'] = BYTE_BREAK,   ['%'] = BYTE_BREAK,  ['&'] = BYTE_BREAK,
    [':'] = BYTE_BREAK,   ['@'] = BYTE_BREAK,  ['^'] = BYTE_BREAK,
    ['~'] = BYTE_BREAK,
};

void markdown_release(struct markdown *markdown)
{
    if (markdown->safe.failed)
        markdown->out->failed = true;
    buffer_release(&markdown->safe);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\0';
}

/* @param before, after the bytes beside it, NUL at the ends */
static void put_byte(struct buffer *out, char before, char byte, char after)
{
    unsigned char code = (unsigned char)byte;
    unsigned class = code < sizeof classes ? classes[code] : BYTE_PLAIN;

    if (class == BYTE_PLAIN || (class == BYTE_INNER && is_blank(after)) ||
        (class == BYTE_BLANK && !is_blank(before) && !is_blank(after))) {
        buffer_putc(out, byte);
        return;
    }
    buffer_printf(out, "&#%u;", (unsigned)code);
    if (class == BYTE_BREAK && !is_blank(after))
        buffer_puts(out, BREAK);
}

/* Length in bytes of the first characters of a text, or of a shorter text.
 * Stops at 4 bytes a character, so that stray UTF-8 cannot make it long. */
static size_t length_of(const char *text, size_t characters)
{
    size_t most = characters * 4;
    size_t i = 0;

    while (i < most && text[i] != '\0') {
        if (!utf8_continues(text[i]) && characters-- == 0)
            break;
        i++;
    }
    return i;
}

void markdown_text(struct markdown *markdown, const char *text, size_t limit)
{
    struct buffer *safe = &markdown->safe;
    size_t taken = length_of(text, limit);
    size_t length;
    size_t i;

    buffer_clear(safe);
    utf8_append_safe(safe, text, taken, false);
    if (safe->failed || safe->length == 0)
        return;
    length = length_of(safe->bytes, limit);
    for (i = 0; i < length; i++)
        put_byte(markdown->out, i > 0 ? safe->bytes[i - 1] : '\0',
                 safe->bytes[i], safe->bytes[i + 1]);
    if (length < safe->length || text[taken] != '\0')
        buffer_puts(markdown->out, "...");
}

void markdown_code(struct markdown *markdown, const char *text, size_t limit)
{
    buffer_puts(markdown->out, "<code>");
    markdown_text(markdown, text, limit);
    buffer_puts(markdown->out, "</code>");
}
