/* SPDX-License-Identifier: MIT */
/*
 * JSON writer: comma, line and indent before a value are decided in one place,
 * so that the members need not know where they stand.
 */
#include "write/json_writer.h"

#include "base/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

void json_init(struct json_writer *json, struct buffer *out)
{
    *json = (struct json_writer){.out = out};
}

/* Begin a line: the comma of the member before, indent, quote of a key. All in
 * one append, which long reports need to be fast. */
static void new_line(struct json_writer *json, bool comma, bool quote)
{
    char line[1 + 1 + 2 * JSON_DEPTH_MAX + 1];
    size_t blanks = 2 * (size_t)json->depth;
    size_t length = 0;

    if (comma)
        line[length++] = ',';
    line[length++] = '\n';
    memset(line + length, ' ', blanks);
    length += blanks;
    if (quote)
        line[length++] = '"';
    buffer_append(json->out, line, length);
}

/* Begin the line of a key, or of a value of an array. */
static void before_member(struct json_writer *json, bool quote)
{
    bool *has_members;

    if (json->depth == 0)
        return;
    has_members = &json->has_members[json->depth - 1];
    new_line(json, *has_members, quote);
    *has_members = true;
}

static void before_value(struct json_writer *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    assert(json->depth == 0 || !json->in_object[json->depth - 1]);
    before_member(json, false);
}

static void after_value(struct json_writer *json)
{
    if (json->depth == 0)
        buffer_putc(json->out, '\n');
}

static void begin(struct json_writer *json, bool object)
{
    before_value(json);
    assert(json->depth < JSON_DEPTH_MAX);
    buffer_putc(json->out, object ? '{' : '[');
    json->in_object[json->depth] = object;
    json->has_members[json->depth] = false;
    json->depth++;
}

void json_begin_object(struct json_writer *json)
{
    begin(json, true);
}

void json_begin_array(struct json_writer *json)
{
    begin(json, false);
}

void json_end(struct json_writer *json)
{
    bool object;

    assert(json->depth > 0 && !json->after_key);
    json->depth--;
    object = json->in_object[json->depth];
    if (json->has_members[json->depth])
        new_line(json, false, false);
    buffer_putc(json->out, object ? '}' : ']');
    after_value(json);
}

/* A code point as one escape, or as two above the basic plane. */
static void append_escape(struct buffer *out, uint32_t character)
{
    if (character > 0xffff) {
        uint32_t rest = character - 0x10000;

        buffer_printf(out, "\\u%04" PRIx32, 0xd800 + (rest >> 10));
        character = 0xdc00 + (rest & 0x3ff);
    }
    buffer_printf(out, "\\u%04" PRIx32, character);
}

/* The characters with an escape of their own; null for the others. */
static const char *short_escape(uint32_t character)
{
    switch (character) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

static void append_character(struct buffer *out, uint32_t character,
                             const char *bytes, size_t length)
{
    const char *escape = short_escape(character);

    if (escape)
        buffer_puts(out, escape);
    else if (character < 0x20 || utf8_is_hostile(character))
        append_escape(out, character);
    else
        buffer_append(out, bytes, length);
}

/* Append the first character of some bytes. @return bytes read, at least 1 */
static size_t append_first(struct buffer *out, const char *bytes, size_t length)
{
    static const char command[] = "##[";
    uint32_t character = 0;
    size_t used = utf8_decode(bytes, length, &character);

    if (used == 0) {
        buffer_puts(out, "\xef\xbf\xbd");
        return 1;
    }
    if (length >= sizeof command - 1 &&
        memcmp(bytes, command, sizeof command - 1) == 0)
        append_escape(out, character);
    else
        append_character(out, character, bytes, used);
    return used;
}

/* True for ASCII that stands for itself, next to any other byte. */
static bool is_plain(char byte)
{
    return byte >= ' ' && byte < 0x7f && byte != '"' && byte != '\\' &&
           byte != '#';
}

static size_t plain_length(const char *bytes, size_t length)
{
    size_t i = 0;

    while (i < length && is_plain(bytes[i]))
        i++;
    return i;
}

static void append_escaped(struct buffer *out, const char *bytes, size_t length)
{
    size_t i = 0;

    while (i < length) {
        size_t plain = plain_length(bytes + i, length - i);

        buffer_append(out, bytes + i, plain);
        i += plain;
        if (i < length)
            i += append_first(out, bytes + i, length - i);
    }
}

void json_key(struct json_writer *json, const char *key)
{
    assert(json->depth > 0 && json->in_object[json->depth - 1]);
    assert(!json->after_key);
    before_member(json, true);
    append_escaped(json->out, key, strlen(key));
    buffer_append(json->out, "\": ", 3);
    json->after_key = true;
}

void json_bytes(struct json_writer *json, const char *bytes, size_t length)
{
    before_value(json);
    buffer_putc(json->out, '"');
    append_escaped(json->out, bytes, length);
    buffer_putc(json->out, '"');
    after_value(json);
}

void json_string(struct json_writer *json, const char *text)
{
    if (!text)
        json_null(json);
    else
        json_bytes(json, text, strlen(text));
}

void json_integer(struct json_writer *json, int64_t number)
{
    before_value(json);
    buffer_printf(json->out, "%" PRId64, number);
    after_value(json);
}

void json_thousandths(struct json_writer *json, int64_t number)
{
    before_value(json);
    buffer_printf(json->out, "%" PRId64 ".%03" PRId64, number / 1000,
                  number % 1000);
    after_value(json);
}

void json_boolean(struct json_writer *json, bool value)
{
    before_value(json);
    buffer_puts(json->out, value ? "true" : "false");
    after_value(json);
}

void json_null(struct json_writer *json)
{
    before_value(json);
    buffer_puts(json->out, "null");
    after_value(json);
}

void json_member(struct json_writer *json, const char *key, const char *text)
{
    json_key(json, key);
    json_string(json, text);
}

void json_number(struct json_writer *json, const char *key, int64_t number)
{
    json_key(json, key);
    json_integer(json, number);
}

void json_flag(struct json_writer *json, const char *key, bool value)
{
    json_key(json, key);
    json_boolean(json, value);
}
