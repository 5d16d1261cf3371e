/* SPDX-License-Identifier: MIT */
/*
 * Sorted tables of names: as fast as hashing here, and without a worst case
 * that an input could provoke.
 */
#include "kb/symbols.h"

#include <stdlib.h>
#include <string.h>

/* Most that one message may cost: candidates times the square of their length.
 * A thousand ids of 20 letters stay below it. */
#define SUGGESTIONS_COST 441000

void symbols_init(struct symbols *symbols)
{
    array_init(&symbols->items, sizeof(struct symbol));
}

void symbols_release(struct symbols *symbols)
{
    array_release(&symbols->items);
}

/* Eight bytes as a number, the first the most significant. */
static uint64_t read_bytes(const unsigned char *bytes)
{
    uint64_t number = 0;

    for (int i = 0; i < 8; i++)
        number = number << 8 | bytes[i];
    return number;
}

/* Fill a short name up with zeroes, which sort before every character. */
static struct symbol_prefix prefix_of(const char *name)
{
    unsigned char bytes[16] = {0};
    size_t length = strlen(name);

    memcpy(bytes, name, length < sizeof bytes ? length : sizeof bytes);
    return (struct symbol_prefix){read_bytes(bytes), read_bytes(bytes + 8)};
}

/* Compare prefixes first; names with an equal one differ behind it, if at
 * all. */
static int compare_names(struct symbol_prefix a, const char *a_name,
                         struct symbol_prefix b, const char *b_name)
{
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    if (a.low != b.low)
        return a.low < b.low ? -1 : 1;
    return strcmp(a_name, b_name);
}

dvf_status symbols_add(struct symbols *symbols, const char *name,
                       uint32_t index)
{
    if (!*name)
        return DVF_OK;
    struct symbol *symbol = array_push(&symbols->items);
    if (!symbol)
        return DVF_NO_MEMORY;
    *symbol = (struct symbol){prefix_of(name), name, index};
    return DVF_OK;
}

static int compare(const void *left, const void *right)
{
    const struct symbol *a = left;
    const struct symbol *b = right;
    int order = compare_names(a->prefix, a->name, b->prefix, b->name);

    return order ? order : (a->index > b->index) - (a->index < b->index);
}

void symbols_sort(struct symbols *symbols)
{
    if (symbols->items.count > 1)
        qsort(symbols->items.items, symbols->items.count, sizeof(struct symbol),
              compare);
}

uint32_t symbols_find(const struct symbols *symbols, const char *name)
{
    struct symbol_prefix prefix = prefix_of(name);
    const struct symbol *found = NULL;
    size_t low = 0;
    size_t high = symbols->items.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct symbol *symbol = array_at(&symbols->items, middle);
        int order = compare_names(symbol->prefix, symbol->name, prefix, name);

        if (order == 0)
            found = symbol;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return found ? found->index : UINT32_MAX;
}

void symbols_suggest(const struct symbols *symbols, const char *wanted,
                     struct suggestion *best)
{
    size_t length = strlen(wanted) + 1;
    size_t most = SUGGESTIONS_COST / (length * length);

    /* A hostile file must not make its own error messages expensive. */
    for (size_t i = 0; i < symbols->items.count && i < most; i++) {
        const struct symbol *symbol = array_at(&symbols->items, i);

        suggest_offer(best, wanted, symbol->name);
    }
}
