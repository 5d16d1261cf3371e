/* SPDX-License-Identifier: MIT */
/*
 * Escapes of surrogates: JSON writes a character past U+FFFF as
 * "\ud83d\ude00", which libyaml refuses. Each escape is replaced by one of
 * U+FDD0, which no input may hold, before libyaml sees it; the width is the
 * same, and so are all columns. A text in single quotes or none, which has no
 * escapes, gets the original bytes back.
 */
#include "base/utf8.h"
#include "yaml/document.h"

#include <string.h>

/* Stand-in for an escape, and the character that libyaml reads from it. */
static const char stand_in[] = "\\ufdd0";
static const char stand_in_read[] = "\xEF\xB7\x90";

#define ESCAPE_LENGTH (sizeof stand_in - 1)
#define READ_LENGTH   (sizeof stand_in_read - 1)
#define STAND_IN      0xFDD0

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The number in an escape such as \ud83d, or 0. */
static uint32_t escape_number(const char *text, size_t length)
{
    uint32_t number = 0;

    if (length < ESCAPE_LENGTH || text[0] != '\\' || text[1] != 'u')
        return 0;
    for (size_t i = 2; i < ESCAPE_LENGTH; i++) {
        int digit = hex_digit(text[i]);

        if (digit < 0)
            return 0;
        number = number * 16 + (uint32_t)digit;
    }
    return number;
}

static bool is_high(uint32_t number)
{
    return number >= 0xD800 && number <= 0xDBFF;
}

static bool is_low(uint32_t number)
{
    return number >= 0xDC00 && number <= 0xDFFF;
}

static bool is_replaced(uint32_t number)
{
    return is_high(number) || is_low(number) || number == STAND_IN;
}

/* --------------------------------------------------------------- replace */

/* A search for escapes: where it is, in lines and columns. */
struct search {
    const char *at;
    uint32_t line;
    uint32_t column;
};

static void advance(struct search *search, const char *to)
{
    for (; search->at < to; search->at++) {
        if (*search->at == '\n' ||
            (*search->at == '\r' && search->at[1] != '\n')) {
            search->line++;
            search->column = 1;
        } else if (*search->at != '\r') {
            search->column += !utf8_continues(*search->at);
        }
    }
}

/* A pair of backslashes stands for one: only a backslash behind a whole number
 * of pairs begins an escape. @return the next escape, or the end */
static const char *find_escape(const char *at, const char *end)
{
    while (at < end) {
        const char *begin = memchr(at, '\\', (size_t)(end - at));

        if (!begin)
            return end;
        for (at = begin; at < end && *at == '\\'; at++)
            ;
        if ((at - begin) % 2 != 0)
            return at - 1;
    }
    return end;
}

void yaml_escapes_replace(struct yaml_scan *scan, struct arena *arena)
{
    const char *end = scan->bytes + scan->length;
    struct search search = {scan->bytes, 1, 1};
    const char *at = scan->bytes;

    for (; (at = find_escape(at, end)) < end; at++) {
        if (!is_replaced(escape_number(at, (size_t)(end - at))))
            continue;
        advance(&search, at);
        struct yaml_escape *escape = array_push(&scan->escapes);
        if (escape)
            *escape = (struct yaml_escape){search.at, search.line,
                                           search.column};
        else
            arena->failed = true;
    }
    if (scan->escapes.count == 0)
        return;
    char *copy = arena_copy(arena, scan->bytes, scan->length);
    if (!copy)
        return;
    for (size_t i = 0; i < scan->escapes.count; i++) {
        const struct yaml_escape *escape = array_at(&scan->escapes, i);

        memcpy(copy + (escape->text - scan->bytes), stand_in, ESCAPE_LENGTH);
    }
    scan->bytes = copy;
}

/* --------------------------------------------------------------- restore */

static size_t put_character(char *text, uint32_t character)
{
    text[0] = (char)(0xF0 | character >> 18);
    text[1] = (char)(0x80 | (character >> 12 & 0x3F));
    text[2] = (char)(0x80 | (character >> 6 & 0x3F));
    text[3] = (char)(0x80 | (character & 0x3F));
    return 4;
}

/* Character that two escapes in a row stand for, or 0. */
static uint32_t pair_character(const struct yaml_escape *escape, size_t left)
{
    uint32_t high = escape_number(escape[0].text, ESCAPE_LENGTH);

    if (left < 2 || escape[1].text != escape[0].text + ESCAPE_LENGTH)
        return 0;
    uint32_t low = escape_number(escape[1].text, ESCAPE_LENGTH);
    return is_high(high) && is_low(low)
               ? 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
               : 0;
}

static const struct yaml_escape *restore_pairs(struct yaml_escaped *scalar)
{
    char *text = scalar->text;
    size_t made = 0;
    size_t next = 0;

    for (size_t at = 0; at < scalar->length;) {
        if (next == scalar->count || scalar->length - at < READ_LENGTH ||
            memcmp(text + at, stand_in_read, READ_LENGTH) != 0) {
            text[made++] = text[at++];
            continue;
        }
        const struct yaml_escape *escape = scalar->escapes + next;
        uint32_t character = pair_character(escape, scalar->count - next);
        if (character == 0)
            return escape;
        made += put_character(text + made, character);
        next += 2;
        at += 2 * READ_LENGTH;
    }
    scalar->length = made;
    text[made] = '\0';
    return NULL;
}

/* Outside double quotes the text equals the input but for line breaks, so the
 * stand-ins are found in it and in the order of `escapes`. */
static void restore_text(struct yaml_escaped *scalar)
{
    const char *end = scalar->text + scalar->length;
    char *at = scalar->text;

    for (size_t next = 0; next < scalar->count; at++) {
        at = scalar->text + (find_escape(at, end) - scalar->text);
        if (at == end)
            return;
        if (escape_number(at, (size_t)(end - at)) == STAND_IN)
            memcpy(at, scalar->escapes[next++].text, ESCAPE_LENGTH);
    }
}

const struct yaml_escape *yaml_escapes_restore(struct yaml_escaped *scalar)
{
    if (scalar->double_quoted)
        return restore_pairs(scalar);
    restore_text(scalar);
    return NULL;
}
