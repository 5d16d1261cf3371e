/* SPDX-License-Identifier: MIT */
/*
 * Arena: chunks from malloc, in a list. A piece is zeroed when it is handed
 * out, just before it is used.
 */
#include "base/arena.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

#define ALIGNMENT    (_Alignof(max_align_t))
#define CHUNK_LEAST  ((size_t)256)
#define CHUNK_MOST   ((size_t)1024 * 1024)
#define CHUNK_FACTOR 2

struct arena_chunk {
    struct arena_chunk *older;
    uint32_t used;
    uint32_t capacity; /* bytes; larger pieces count as out of memory */
    _Alignas(max_align_t) unsigned char bytes[];
};

/* Capacity of the next shared chunk: they grow, so that small arenas stay
 * small and large ones take few chunks. */
static size_t next_capacity(const struct arena *arena)
{
    size_t capacity = CHUNK_LEAST;

    if (arena->newest)
        capacity = (size_t)arena->newest->capacity * CHUNK_FACTOR;
    return capacity < CHUNK_MOST ? capacity : CHUNK_MOST;
}

/* Add a chunk that becomes the newest, or stands behind it. */
static struct arena_chunk *add_chunk(struct arena *arena, size_t capacity,
                                     bool behind)
{
    struct arena_chunk *chunk = NULL;
    size_t size;

    if (capacity <= UINT32_MAX && size_add(sizeof *chunk, capacity, &size))
        chunk = malloc(size);
    if (!chunk) {
        arena->failed = true;
        return NULL;
    }
    struct arena_chunk **place = behind && arena->newest ? &arena->newest->older
                                                         : &arena->newest;
    *chunk = (struct arena_chunk){.older = *place,
                                  .capacity = (uint32_t)capacity};
    *place = chunk;
    return chunk;
}

void *arena_take(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = arena->newest;
    size_t rounded;

    if (!size_add(size != 0 ? size : 1, ALIGNMENT - 1, &rounded))
        rounded = SIZE_MAX;
    rounded -= rounded % ALIGNMENT;
    if (!chunk || chunk->capacity - chunk->used < rounded) {
        size_t capacity = next_capacity(arena);
        bool alone = rounded > capacity / 2;

        /* A chunk for one large piece goes behind the newest one, which keeps
         * serving small pieces. */
        chunk = add_chunk(arena, alone ? rounded : capacity, alone);
        if (!chunk)
            return NULL;
    }
    void *piece = chunk->bytes + chunk->used;
    chunk->used += (uint32_t)rounded;
    return piece;
}

void arena_reserve(struct arena *arena, size_t size, size_t pieces)
{
    size_t rounding;
    size_t total;

    if (!size_multiply(pieces, ALIGNMENT, &rounding) ||
        !size_add(size, rounding, &total))
        total = SIZE_MAX;
    (void)add_chunk(arena, total, false);
}

void *arena_alloc(struct arena *arena, size_t size)
{
    void *piece = arena_take(arena, size);

    if (piece)
        memset(piece, 0, size);
    return piece;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    size_t total;

    if (!size_multiply(count, size, &total))
        total = SIZE_MAX;
    return arena_alloc(arena, total);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_take(arena, length < SIZE_MAX ? length + 1 : length);

    if (!copy)
        return NULL;
    if (length != 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

void arena_release(struct arena *arena)
{
    struct arena_chunk *chunk = arena->newest;

    while (chunk) {
        struct arena_chunk *older = chunk->older;

        free(chunk);
        chunk = older;
    }
    *arena = (struct arena){0};
}
