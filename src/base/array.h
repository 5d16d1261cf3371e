/* SPDX-License-Identifier: MIT */
/*
 * Array: growable items of one size, zeroed when added. Items move when the
 * array grows: keep indices, not pointers.
 */
#ifndef DVF_BASE_ARRAY_H
#define DVF_BASE_ARRAY_H

#include <assert.h>
#include <dvf/dvf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct array {
    void *items;
    size_t count;
    size_t capacity;
    size_t item_size;
};

/** @param item_size bytes, at least 1 */
void array_init(struct array *array, size_t item_size);

/**
 * Make room for `count` items in all, so that a large array need not move
 * again and again. Room that is not used costs next to nothing.
 *
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status array_reserve(struct array *array, size_t count);

/** @return the new zeroed last item, or null when out of memory */
void *array_push(struct array *array);

/** Append one 32-bit number; the item size must be 4. @return DVF_OK or
 * DVF_NO_MEMORY */
dvf_status array_push_u32(struct array *array, uint32_t number);

/** @param index below count */
static inline void *array_at(const struct array *array, size_t index)
{
    assert(index < array->count);
    return (char *)array->items + index * array->item_size;
}

/** Free the items and leave an empty array of the same item size. */
void array_release(struct array *array);

/** a + b in *sum, or false where it does not fit. */
static inline bool size_add(size_t a, size_t b, size_t *sum)
{
    if (b > SIZE_MAX - a)
        return false;
    *sum = a + b;
    return true;
}

/** a * b in *product, or false where it does not fit. */
static inline bool size_multiply(size_t a, size_t b, size_t *product)
{
    if (a != 0 && b > SIZE_MAX / a)
        return false;
    *product = a * b;
    return true;
}

#endif
