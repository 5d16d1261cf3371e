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

/* ------------------------------------------------------ readable as source */

/* In the middle of a word, without the blank by which a line could end. */
#define WORD_BREAK "<!---->"

static bool is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0x80;
}

/* True for a byte before which no sign begins a reference of a host. */
static bool ends_reference(char byte)
{
    return byte == '\0' || strchr(" .,;:?!)'", byte);
}

/* True for the dot of a bare "www.", which hosts take for an address. */
static bool ends_www(const char *text, size_t at)
{
    if (at < 3)
        return false;
    for (size_t i = at - 3; i < at; i++)
        if (text[i] != 'w' && text[i] != 'W')
            return false;
    return true;
}

/* True for a sign that is plain where it stands. */
static bool is_harmless(const char *text, size_t at)
{
    char before = at > 0 ? text[at - 1] : '\0';

    switch (text[at]) {
    case '.':
        return !ends_www(text, at);
    case '"':
    case '+':
    case '=':
        return true;
    case '_':
        return is_word(before) && is_word(text[at + 1]);
    case '!':
    case '%':
    case ':':
    case '^':
        return ends_reference(text[at + 1]);
    default:
        return false;
    }
}

size_t markdown_plain(const char *text)
{
    size_t length = 0;

    while (text[length] > ' ' && text[length] < '\x7f' &&
           classes[(unsigned char)text[length]] == BYTE_PLAIN)
        length++;
    return length;
}

/* A brace opens a command of site generators, which know no backslash. */
void markdown_escape(struct buffer *out, const char *text, size_t at)
{
    unsigned code = (unsigned char)text[at];
    unsigned class = code < sizeof classes ? classes[code] : BYTE_PLAIN;
    bool refers = class == BYTE_BREAK && !ends_reference(text[at + 1]);

    if (class == BYTE_PLAIN || class == BYTE_BLANK || is_harmless(text, at))
        buffer_putc(out, text[at]);
    else if (refers || text[at] == '{' || text[at] == '}')
        buffer_printf(out, "&#%u;%s", code, refers ? WORD_BREAK : "");
    else
        buffer_printf(out, "\\%c", text[at]);
}

/* -------------------------------------------------------------- whole texts */

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
