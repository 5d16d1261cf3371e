/* SPDX-License-Identifier: MIT */
#include "analysis/table.h"

#include <stdlib.h>

#define LEAST_SLOTS 64

static void place(struct table *table, uint64_t slot)
{
    uint32_t at = (uint32_t)(slot >> 32);

    while (table->slots[at & (table->size - 1)] != 0)
        at++;
    table->slots[at & (table->size - 1)] = slot;
}

/* Keep half of the slots free. */
static bool make_room(struct table *table, struct budget *budget)
{
    uint32_t size = table->size == 0 ? LEAST_SLOTS : table->size * 2;
    struct table old = *table;

    if (table->count < table->size / 2)
        return true;
    table->slots = budget_take(budget, size, sizeof *table->slots);
    if (!table->slots) {
        *table = old;
        return false;
    }
    table->size = size;
    for (uint32_t i = 0; i < old.size; i++)
        if (old.slots[i] != 0)
            place(table, old.slots[i]);
    free(old.slots);
    budget->bytes += old.size * sizeof *old.slots;
    return true;
}

uint32_t table_add(struct table *table, struct budget *budget, uint32_t hash)
{
    if (table->count >= UINT32_MAX / 4) {
        budget_spend(budget);
        return TABLE_END;
    }
    if (!make_room(table, budget))
        return TABLE_END;
    table->count++;
    place(table, (uint64_t)hash << 32 | table->count);
    return table->count - 1;
}

void table_release(struct table *table)
{
    free(table->slots);
    *table = (struct table){0};
}
