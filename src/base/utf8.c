/* SPDX-License-Identifier: MIT */
/*
 * UTF-8: decoding by the table of well-formed sequences (Unicode, table 3-7),
 * and sorted ranges for the few classes of characters that matter here. The
 * ranges for columns are generated from Unicode data.
 */
#include "base/utf8.h"

struct utf8_range {
    uint32_t first;
    uint32_t last;
};

#include "base/utf8_widths.h"

#define LENGTH_OF(array) (sizeof(array) / sizeof *(array))

/* Controls but tab, line feed and carriage return; bidirectional controls;
 * line and paragraph separators; characters without width that join nothing;
 * the byte order mark. Noncharacters: see is_noncharacter(). */
static const struct utf8_range hostile[] = {
    {0x0000, 0x0008}, {0x000b, 0x000c},   {0x000e, 0x001f}, {0x007f, 0x009f},
    {0x061c, 0x061c}, {0x180e, 0x180e},   {0x200b, 0x200b}, {0x200e, 0x200f},
    {0x2028, 0x202e}, {0x2060, 0x2064},   {0x2066, 0x2069}, {0xfeff, 0xfeff},
    {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
};

static bool is_in(uint32_t character, const struct utf8_range *ranges,
                  size_t count)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (character < ranges[middle].first)
            high = middle;
        else if (character > ranges[middle].last)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

/* Well-formed sequences by their first byte: the range of the second byte
 * excludes overlong forms, surrogates and code points past U+10FFFF. */
static const struct sequence {
    unsigned char first_low;
    unsigned char first_high;
    unsigned char second_low;
    unsigned char second_high;
    unsigned char length;
} sequences[] = {
    {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3},
    {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
    {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

static const struct sequence *find_sequence(unsigned char first)
{
    for (size_t i = 0; i < LENGTH_OF(sequences); i++) {
        if (first >= sequences[i].first_low && first <= sequences[i].first_high)
            return &sequences[i];
    }
    return NULL;
}

size_t utf8_decode(const char *bytes, size_t length, uint32_t *character)
{
    unsigned char first = (unsigned char)bytes[0];
    const struct sequence *sequence;
    unsigned char low;
    unsigned char high;
    uint32_t value;

    if (first < 0x80) {
        *character = first;
        return 1;
    }
    sequence = find_sequence(first);
    if (!sequence || sequence->length > length)
        return 0;
    value = first & (0x7fU >> sequence->length);
    low = sequence->second_low;
    high = sequence->second_high;
    for (size_t i = 1; i < sequence->length; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        if (byte < low || byte > high)
            return 0;
        value = value << 6 | (byte & 0x3fU);
        low = 0x80;
        high = 0xbf;
    }
    *character = value;
    return sequence->length;
}

/* U+xFFFE and U+xFFFF of each plane, and U+FDD0 to U+FDEF. */
static bool is_noncharacter(uint32_t character)
{
    return (character & 0xfffe) == 0xfffe ||
           (character >= 0xfdd0 && character <= 0xfdef);
}

bool utf8_is_hostile(uint32_t character)
{
    if (character >= 0x20 && character < 0x7f)
        return false;
    return is_noncharacter(character) ||
           is_in(character, hostile, LENGTH_OF(hostile));
}

const char *utf8_hostile_kind(uint32_t character)
{
    static const struct utf8_range bidirectional[] = {
        {0x061c, 0x061c}, {0x200e, 0x200f}, {0x202a, 0x202e}, {0x2066, 0x2069}};
    static const struct utf8_range controls[] = {{0x0000, 0x001f},
                                                 {0x007f, 0x009f}};

    if (is_in(character, controls, LENGTH_OF(controls)))
        return "control character";
    if (is_in(character, bidirectional, LENGTH_OF(bidirectional)))
        return "bidirectional character";
    if (is_noncharacter(character))
        return "noncharacter";
    if (character == 0x2028 || character == 0x2029)
        return "line separator";
    return character == 0xfeff ? "byte order mark" : "invisible character";
}

unsigned utf8_columns(uint32_t character)
{
    if (character >= 0x20 && character < 0x7f)
        return 1;
    if (is_in(character, zero, LENGTH_OF(zero)))
        return 0;
    return is_in(character, wide, LENGTH_OF(wide)) ? 2 : 1;
}

size_t utf8_length(const char *bytes, size_t length)
{
    uint32_t character;
    size_t taken = utf8_decode(bytes, length, &character);

    return taken != 0 ? taken : 1;
}

bool utf8_is_text(const char *bytes, size_t length)
{
    for (size_t taken; length > 0; bytes += taken, length -= taken) {
        uint32_t character;

        taken = utf8_decode(bytes, length, &character);
        if (taken == 0 || utf8_is_hostile(character))
            return false;
    }
    return true;
}

size_t utf8_width(const char *bytes, size_t length)
{
    size_t width = 0;
    size_t i = 0;

    while (i < length) {
        uint32_t character;
        size_t taken = utf8_decode(bytes + i, length - i, &character);

        width += taken != 0 ? utf8_columns(character) : 1;
        i += taken != 0 ? taken : 1;
    }
    return width;
}

static void append_escape(struct buffer *buffer, uint32_t character)
{
    static const char letters[] = {['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r'};

    if (character < sizeof letters && letters[character] != '\0')
        buffer_printf(buffer, "\\%c", letters[character]);
    else if (character < 0x80)
        buffer_printf(buffer, "\\x%02x", (unsigned)character);
    else if (character <= 0xffff)
        buffer_printf(buffer, "\\u%04x", (unsigned)character);
    else
        buffer_printf(buffer, "\\U%08x", (unsigned)character);
}

static bool is_shown(uint32_t character, bool ascii)
{
    if (character < 0x7f)
        return character >= 0x20;
    return !ascii && !utf8_is_hostile(character);
}

void utf8_append_safe(struct buffer *buffer, const char *bytes, size_t length,
                      bool ascii)
{
    size_t i = 0;

    while (i < length && !buffer->failed) {
        uint32_t character;
        size_t taken = utf8_decode(bytes + i, length - i, &character);

        if (taken == 0) {
            taken = 1;
            buffer_printf(buffer, "\\x%02x", (unsigned)(unsigned char)bytes[i]);
        } else if (is_shown(character, ascii)) {
            buffer_append(buffer, bytes + i, taken);
        } else {
            append_escape(buffer, character);
        }
        i += taken;
    }
}
