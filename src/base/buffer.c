/* SPDX-License-Identifier: MIT */
/*
 * Buffer: one growth function that keeps room for the NUL; every writer goes
 * through it. A buffer that failed ignores all further writing.
 */
#include "base/buffer.h"

#include "base/array.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY ((size_t)256)

static size_t doubled(const struct buffer *buffer, size_t needed)
{
    size_t capacity = buffer->capacity > 0 ? buffer->capacity : FIRST_CAPACITY;

    while (capacity < needed)
        if (!size_multiply(capacity, 2, &capacity))
            return needed;
    return capacity;
}

/* Take `capacity` bytes in all; the buffer fails where there are none. */
static void resize(struct buffer *buffer, size_t capacity)
{
    char *bytes = realloc(buffer->bytes, capacity);

    if (!bytes) {
        buffer->failed = true;
        return;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
}

/* Make room for `more` bytes and the NUL behind them. */
static void make_room(struct buffer *buffer, size_t more)
{
    size_t needed;

    if (!size_add(buffer->length, more, &needed) ||
        !size_add(needed, 1, &needed))
        buffer->failed = true;
    else if (!buffer->failed && needed > buffer->capacity)
        resize(buffer, doubled(buffer, needed));
}

void buffer_reserve(struct buffer *buffer, size_t capacity)
{
    if (!buffer->failed && capacity > buffer->capacity)
        resize(buffer, capacity);
}

void buffer_append(struct buffer *buffer, const char *bytes, size_t length)
{
    make_room(buffer, length);
    if (buffer->failed)
        return;
    if (length != 0)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_puts(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_putc(struct buffer *buffer, char byte)
{
    buffer_append(buffer, &byte, 1);
}

void buffer_repeat(struct buffer *buffer, const char *text, size_t count)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < count && !buffer->failed; i++)
        buffer_append(buffer, text, length);
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        buffer->failed = true;
        return;
    }
    make_room(buffer, (size_t)length);
    if (buffer->failed)
        return;
    va_start(arguments, format);
    (void)vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format,
                    arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    if (buffer->bytes)
        buffer->bytes[0] = '\0';
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

dvf_status buffer_detach(struct buffer *buffer, char **bytes, size_t *length)
{
    buffer_append(buffer, "", 0); /* an empty buffer gets its NUL */
    if (buffer->failed) {
        buffer_release(buffer);
        return DVF_NO_MEMORY;
    }
    *bytes = buffer->bytes;
    *length = buffer->length;
    *buffer = (struct buffer){0};
    return DVF_OK;
}

char *buffer_keep(struct buffer *buffer, struct arena *arena)
{
    char *copy = NULL;

    if (buffer->failed)
        arena->failed = true;
    else
        copy = arena_copy(arena, buffer->bytes, buffer->length);
    buffer_release(buffer);
    return copy;
}
