/* SPDX-License-Identifier: MIT */
/*
 * Array: doubling realloc with overflow checks, and the checked sums that
 * others use too.
 */
#include "base/array.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 8

bool size_add(size_t a, size_t b, size_t *sum)
{
    if (b > SIZE_MAX - a)
        return false;
    *sum = a + b;
    return true;
}

bool size_multiply(size_t a, size_t b, size_t *product)
{
    if (a != 0 && b > SIZE_MAX / a)
        return false;
    *product = a * b;
    return true;
}

void array_init(struct array *array, size_t item_size)
{
    assert(item_size > 0);
    *array = (struct array){.item_size = item_size};
}

static bool array_grow(struct array *array)
{
    size_t capacity = FIRST_CAPACITY;
    size_t size;
    void *items;

    if (array->capacity != 0 && !size_multiply(array->capacity, 2, &capacity))
        return false;
    if (!size_multiply(capacity, array->item_size, &size))
        return false;
    items = realloc(array->items, size);
    if (items == NULL)
        return false;
    array->items = items;
    array->capacity = capacity;
    return true;
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
    if (item == NULL)
        return false;
    *item = number;
    return true;
}

void *array_at(const struct array *array, size_t index)
{
    assert(index < array->count);
    return (unsigned char *)array->items + index * array->item_size;
}

void array_release(struct array *array)
{
    free(array->items);
    *array = (struct array){.item_size = array->item_size};
}
