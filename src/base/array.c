/* SPDX-License-Identifier: MIT */
/*
 * Array: doubling realloc with overflow checks.
 */
#include "base/array.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 8

void array_init(struct array *array, size_t item_size)
{
    assert(item_size > 0);
    *array = (struct array){.item_size = item_size};
}

static bool array_resize(struct array *array, size_t capacity)
{
    size_t size;
    void *items;

    if (!size_multiply(capacity, array->item_size, &size))
        return false;
    items = realloc(array->items, size);
    if (!items)
        return false;
    array->items = items;
    array->capacity = capacity;
    return true;
}

static bool array_grow(struct array *array)
{
    size_t capacity = FIRST_CAPACITY;

    if (array->capacity != 0 && !size_multiply(array->capacity, 2, &capacity))
        return false;
    return array_resize(array, capacity);
}

bool array_reserve(struct array *array, size_t count)
{
    return count <= array->capacity || array_resize(array, count);
}

void *array_push(struct array *array)
{
    void *item;

    assert(array->item_size > 0);
    if (array->count == array->capacity && !array_grow(array))
        return NULL;
    array->count++;
    item = array_at(array, array->count - 1);
    memset(item, 0, array->item_size);
    return item;
}

bool array_push_u32(struct array *array, uint32_t number)
{
    uint32_t *item;

    assert(array->item_size == sizeof number);
    item = array_push(array);
    if (!item)
        return false;
    *item = number;
    return true;
}

void array_release(struct array *array)
{
    free(array->items);
    *array = (struct array){.item_size = array->item_size};
}
