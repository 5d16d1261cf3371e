/* SPDX-License-Identifier: MIT */
/*
 * Runners: finding the bytes of a text that must be broken. The rules are
 * those of the runner of GitHub Actions, ActionCommand.cs: the line is trimmed
 * at its start, then must begin with `::`; the older `##[` counts anywhere.
 */
#include "base/runner.h"

#include "base/utf8.h"

#include <string.h>

/* White space of .NET, beyond ASCII. */
static bool is_space(uint32_t character)
{
    return character == ' ' || character == 0xa0 || character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200a) ||
           character == 0x202f || character == 0x205f || character == 0x3000;
}

/* Characters that comparing by the rules of a language leaves out: all without
 * width, and the soft hyphen. */
static bool is_ignored(uint32_t character)
{
    return character == 0xad ||
           (character >= 0x80 && utf8_columns(character) == 0);
}

/* The character at some bytes, an invalid byte as U+FFFD. @return its length */
static size_t take(const char *bytes, size_t length, uint32_t *character)
{
    size_t used = utf8_decode(bytes, length, character);

    if (used > 0)
        return used;
    *character = 0xfffd;
    return 1;
}

/* Length of an escape sequence for a colour, or 0. */
static size_t colour_length(const char *bytes, size_t length)
{
    size_t i = 2;

    if (length < 3 || bytes[0] != '\x1b' || bytes[1] != '[')
        return 0;
    while (i < length && strchr("0123456789;", bytes[i]))
        i++;
    return i < length && bytes[i] == 'm' ? i + 1 : 0;
}

/* Skip ignored characters, and with `blanks` also white space and colours. */
static size_t skip(const char *bytes, size_t length, bool blanks)
{
    size_t i = 0;

    while (i < length) {
        size_t colour = colour_length(bytes + i, length - i);
        uint32_t character;
        size_t used = take(bytes + i, length - i, &character);

        if (blanks && colour > 0)
            used = colour;
        else if (!is_ignored(character) && !(blanks && is_space(character)))
            break;
        i += used;
    }
    return i;
}

/* Offset of the colon by which a line begins a command, or `length`. */
static size_t find_colon(const char *bytes, size_t length)
{
    size_t first = skip(bytes, length, true);
    size_t second;

    if (first == length || bytes[first] != ':')
        return length;
    second = first + 1 + skip(bytes + first + 1, length - first - 1, false);
    return second < length && bytes[second] == ':' ? first : length;
}

/* Bytes before the next line or `#`: within a line no command begins there. */
static size_t plain_length(const char *bytes, size_t length)
{
    size_t i = 0;

    while (i < length && bytes[i] != '\n' && bytes[i] != '#')
        i++;
    return i;
}

/* Offset of the first byte that must be broken, or `length`.
 *
 * @param line whether the bytes begin a line */
static size_t find_command(const char *bytes, size_t length, bool line)
{
    unsigned hashes = 0;
    size_t i = 0;

    while (i < length) {
        uint32_t character;

        if (line) {
            size_t colon = find_colon(bytes + i, length - i);

            if (i + colon < length)
                return i + colon;
        } else if (hashes == 0) {
            i += plain_length(bytes + i, length - i);
            if (i == length)
                return length;
        }
        if (bytes[i] == '[' && hashes >= 2)
            return i;
        i += take(bytes + i, length - i, &character);
        line = character == '\n';
        if (character == '#')
            hashes++;
        else if (!is_ignored(character))
            hashes = 0;
    }
    return length;
}

void runner_shield(struct buffer *out, size_t start)
{
    struct buffer text = {0};
    size_t length = out->length - start;
    size_t from = 0;
    size_t found;

    if (out->failed || length == 0)
        return;
    found = find_command(out->bytes + start, length, true);
    if (found == length)
        return;
    buffer_append(&text, out->bytes + start, length);
    out->length = start;
    while (!text.failed && from < length) {
        buffer_append(out, text.bytes + from, found - from);
        if (found < length)
            buffer_printf(out, "\\x%02x", (unsigned)text.bytes[found]);
        from = found < length ? found + 1 : length;
        found = from + find_command(text.bytes + from, length - from, false);
    }
    if (text.failed)
        out->failed = true;
    buffer_release(&text);
}
