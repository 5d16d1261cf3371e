/* SPDX-License-Identifier: MIT */
/*
 * UTF-8: decoding, classes and columns of characters. Independent of the
 * locale, so that the same text is laid out alike everywhere.
 */
#ifndef DVF_BASE_UTF8_H
#define DVF_BASE_UTF8_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Decode one character.
 *
 * @param bytes at least one byte
 * @param length bytes available, at least 1
 * @param character the code point; not written where the bytes are invalid
 * @return bytes read, 1 to 4, or 0 where they are no well-formed UTF-8
 *         (overlong forms, surrogates and anything past U+10FFFF included)
 */
size_t utf8_decode(const char *bytes, size_t length, uint32_t *character);

/** Bytes of the first character; an invalid byte counts as one. Parameters as
 * of utf8_decode(). */
size_t utf8_length(const char *bytes, size_t length);

/** True for well-formed UTF-8 without a hostile character. */
bool utf8_is_text(const char *bytes, size_t length);

/**
 * Characters that no input may hold and no output may show: C0 and C1 controls
 * but tab, line feed and carriage return; DEL; bidirectional marks,
 * embeddings, overrides and isolates; line and paragraph separators;
 * characters without width that join nothing, such as U+200B and tags; byte
 * order marks; non-characters.
 */
bool utf8_is_hostile(uint32_t character);

/** A hostile character in words, such as "control character" or
 * "noncharacter". */
const char *utf8_hostile_kind(uint32_t character);

/** Columns of one character on a terminal: 0, 1 or 2, by Unicode 15.0.0 and the
 * rules of src/host/utf8_widths.py. */
unsigned utf8_columns(uint32_t character);

/** Columns of a text; an invalid byte counts as one. */
size_t utf8_width(const char *bytes, size_t length);

/**
 * Append text made harmless: hostile characters, line breaks, tabs and invalid
 * bytes become escapes such as \n, \x1b and \u202e; with `ascii`, so does
 * everything above U+007E.
 */
void utf8_append_safe(struct buffer *buffer, const char *bytes, size_t length,
                      bool ascii);

/** True for a byte that continues a character rather than begins one. */
static inline bool utf8_continues(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

#endif
