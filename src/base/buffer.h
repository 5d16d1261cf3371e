/* SPDX-License-Identifier: MIT */
/*
 * Buffer: growable bytes for output. A failed allocation makes the buffer fail
 * for good: writers need no checks, the one who takes the bytes checks once.
 */
#ifndef DVF_BASE_BUFFER_H
#define DVF_BASE_BUFFER_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/** Starts as all zeroes; release when done. */
struct buffer {
    char *bytes; /* NUL-terminated once anything was written */
    size_t length;
    size_t capacity;
    bool failed; /* out of memory at some time: the bytes are incomplete */
};

void buffer_append(struct buffer *buffer, const char *bytes, size_t length);
void buffer_puts(struct buffer *buffer, const char *text);
void buffer_putc(struct buffer *buffer, char byte);
/** Append `text`, `count` times. */
void buffer_repeat(struct buffer *buffer, const char *text, size_t count);
__attribute__((format(printf, 2, 3))) void
buffer_printf(struct buffer *buffer, const char *format, ...);

/** Make room for `capacity` bytes in all, as array_reserve() does. */
void buffer_reserve(struct buffer *buffer, size_t capacity);

/** Forget the bytes, keep the memory. */
void buffer_clear(struct buffer *buffer);
void buffer_release(struct buffer *buffer);

/**
 * Hand the bytes over and leave an empty buffer.
 *
 * @param bytes malloc'ed and NUL-terminated on success, untouched otherwise
 * @return DVF_NO_MEMORY where the buffer had failed; it is released then
 */
dvf_status buffer_detach(struct buffer *buffer, char **bytes, size_t *length);

/**
 * Move the bytes into an arena, which fails where the buffer had failed.
 *
 * @param buffer released in any case
 * @return the text, of the arena; null when out of memory
 */
char *buffer_keep(struct buffer *buffer, struct arena *arena);

#endif
