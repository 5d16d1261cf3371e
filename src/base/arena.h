/* SPDX-License-Identifier: MIT */
/*
 * Arena: memory that is freed all at once, one per handle. The arena owns what
 * it hands out; nothing is freed by itself. It remembers that memory ran out,
 * so that an operation of many pieces asks once, at its end.
 */
#ifndef DVF_BASE_ARENA_H
#define DVF_BASE_ARENA_H

#include <dvf/dvf.h>
#include <stdbool.h>
#include <stddef.h>

struct arena_chunk;

/** Starts as all zeroes; release when done. */
struct arena {
    struct arena_chunk *newest;
    bool failed; /* out of memory at some time: a piece is missing */
};

/**
 * @param size bytes; 0 is allowed
 * @return zeroed, aligned for any type, owned by the arena; null when out of
 *         memory
 */
void *arena_alloc(struct arena *arena, size_t size);

/** As arena_alloc(), but the piece is not zeroed. */
void *arena_take(struct arena *arena, size_t size);

/** As arena_alloc() for `count` items of `size` bytes; null on overflow. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/**
 * Allocate one chunk for pieces of a known total size that come next: growing
 * chunks would leave more unused. Pieces of other sizes may follow.
 *
 * @param size bytes of all pieces
 * @param pieces number of pieces
 */
void arena_reserve(struct arena *arena, size_t size, size_t pieces);

/** @return a copy with a NUL behind it, or null when out of memory */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/** DVF_NO_MEMORY where a piece could not be had since the arena was empty, else
 * DVF_OK. */
static inline dvf_status arena_status(const struct arena *arena)
{
    return arena->failed ? DVF_NO_MEMORY : DVF_OK;
}

/** Free everything and leave an empty arena. */
void arena_release(struct arena *arena);

#endif
