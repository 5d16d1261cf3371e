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
    size_t used;
    size_t capacity;
    _Alignas(max_align_t) unsigned char bytes[];
};

/* Capacity of the next shared chunk: they grow, so that small arenas stay
 * small and large ones take few chunks. */
static size_t next_capacity(const struct arena *arena)
{
    size_t capacity = CHUNK_LEAST;

    if (arena->newest)
        capacity = arena->newest->capacity * CHUNK_FACTOR;
    return capacity < CHUNK_MOST ? capacity : CHUNK_MOST;
}

static struct arena_chunk *chunk_new(size_t capacity)
{
    struct arena_chunk *chunk;
    size_t size;

    if (!size_add(sizeof *chunk, capacity, &size))
        return NULL;
    chunk = malloc(size);
    if (chunk)
        *chunk = (struct arena_chunk){.capacity = capacity};
    return chunk;
}

/* A chunk for one large piece goes behind the newest one, which keeps serving
 * small pieces. */
static void *alloc_alone(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = chunk_new(size);

    if (!chunk)
        return NULL;
    chunk->used = size;
    if (!arena->newest) {
        arena->newest = chunk;
    } else {
        chunk->older = arena->newest->older;
        arena->newest->older = chunk;
    }
    return chunk->bytes;
}

void *arena_take(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = arena->newest;
    size_t rounded;
    void *piece;

    if (!size_add(size != 0 ? size : 1, ALIGNMENT - 1, &rounded))
        return NULL;
    rounded -= rounded % ALIGNMENT;
    if (!chunk || chunk->capacity - chunk->used < rounded) {
        size_t capacity = next_capacity(arena);

        if (rounded > capacity / 2)
            return alloc_alone(arena, rounded);
        chunk = chunk_new(capacity);
        if (!chunk)
            return NULL;
        chunk->older = arena->newest;
        arena->newest = chunk;
    }
    piece = chunk->bytes + chunk->used;
    chunk->used += rounded;
    return piece;
}

bool arena_reserve(struct arena *arena, size_t size, size_t pieces)
{
    size_t rounding;
    size_t total;
    struct arena_chunk *chunk = NULL;

    if (size_multiply(pieces, ALIGNMENT, &rounding) &&
        size_add(size, rounding, &total))
        chunk = chunk_new(total);
    if (!chunk)
        return false;
    chunk->older = arena->newest;
    arena->newest = chunk;
    return true;
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
        return NULL;
    return arena_alloc(arena, total);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy;
    size_t size;

    if (!size_add(length, 1, &size))
        return NULL;
    copy = arena_take(arena, size);
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
    arena->newest = NULL;
}
