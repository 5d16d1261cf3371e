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

static dvf_status array_resize(struct array *array, size_t capacity)
{
    size_t size;
    void *items;

    if (!size_multiply(capacity, array->item_size, &size))
        return DVF_NO_MEMORY;
    items = realloc(array->items, size);
    if (!items)
        return DVF_NO_MEMORY;
    array->items = items;
    array->capacity = capacity;
    return DVF_OK;
}

static dvf_status array_grow(struct array *array)
{
    size_t capacity = FIRST_CAPACITY;

    if (array->capacity != 0 && !size_multiply(array->capacity, 2, &capacity))
        return DVF_NO_MEMORY;
    return array_resize(array, capacity);
}

dvf_status array_reserve(struct array *array, size_t count)
{
    return count <= array->capacity ? DVF_OK : array_resize(array, count);
}

void *array_push(struct array *array)
{
    void *item;

    assert(array->item_size > 0);
    if (array->count == array->capacity && array_grow(array) != DVF_OK)
        return NULL;
    array->count++;
    item = array_at(array, array->count - 1);
    memset(item, 0, array->item_size);
    return item;
}

dvf_status array_push_u32(struct array *array, uint32_t number)
{
    uint32_t *item;

    assert(array->item_size == sizeof number);
    item = array_push(array);
    if (!item)
        return DVF_NO_MEMORY;
    *item = number;
    return DVF_OK;
}

void array_release(struct array *array)
{
    free(array->items);
    *array = (struct array){.item_size = array->item_size};
}
