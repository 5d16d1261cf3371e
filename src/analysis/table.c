/* SPDX-License-Identifier: MIT */
#include "analysis/table.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_SLOTS 64

static void place(struct table *table, uint32_t index)
{
    uint32_t at = table->hashes[index];

    while (table->slots[at & (table->size - 1)] != 0)
        at++;
    table->slots[at & (table->size - 1)] = index + 1;
}

/* Keep half of the slots free. */
static bool make_room(struct table *table, struct budget *budget)
{
    uint32_t size = table->size;

    if (table->count < size / 2)
        return true;
    if (!BUDGET_GROW(budget, table->slots, &table->size,
                     size == 0 ? LEAST_SLOTS : size * 2))
        return false;
    memset(table->slots, 0, table->size * sizeof *table->slots);
    for (uint32_t i = 0; i < table->count; i++)
        place(table, i);
    return true;
}

uint32_t table_add(struct table *table, struct budget *budget, uint32_t hash)
{
    if (table->count >= UINT32_MAX / 4) {
        budget_spend(budget);
        return TABLE_END;
    }
    if (!make_room(table, budget) ||
        !BUDGET_GROW(budget, table->hashes, &table->capacity, table->count + 1))
        return TABLE_END;
    table->hashes[table->count] = hash;
    table->count++;
    place(table, table->count - 1);
    return table->count - 1;
}

void table_release(struct table *table)
{
    free(table->slots);
    free(table->hashes);
    *table = (struct table){0};
}
