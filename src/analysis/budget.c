/* SPDX-License-Identifier: MIT */
#include "analysis/budget.h"

#include <stdlib.h>

#define LEAST_ITEMS 16

void budget_spend(struct budget *budget)
{
    budget->bytes = 0;
    if (budget->state == BUDGET_LEFT)
        budget->state = BUDGET_SPENT;
}

bool budget_walk(struct budget *budget, uint64_t steps)
{
    budget->steps += steps;
    if (budget->steps > BUDGET_STEPS)
        budget_spend(budget);
    return budget_ok(budget);
}

/* Twice as many, or as many as are needed; kept far from overflow. */
static uint32_t next_capacity(uint32_t capacity, uint32_t count)
{
    uint32_t twice = capacity < LEAST_ITEMS      ? LEAST_ITEMS
                     : capacity < UINT32_MAX / 2 ? capacity * 2
                                                 : UINT32_MAX;

    return twice < count ? count : twice;
}

void *budget_grow(struct budget *budget, void *items, uint32_t *capacity,
                  uint32_t count, size_t size)
{
    if (count <= *capacity)
        return items;
    uint32_t wanted = next_capacity(*capacity, count);
    if (!budget_ok(budget) || wanted - *capacity > budget->bytes / size) {
        budget_spend(budget);
        return items;
    }
    void *grown = realloc(items, wanted * size);
    if (!grown) {
        budget->state = BUDGET_NO_MEMORY;
        return items;
    }
    budget->bytes -= (wanted - *capacity) * size;
    *capacity = wanted;
    return grown;
}

void *budget_take(struct budget *budget, size_t count, size_t size)
{
    if (count == 0)
        count = 1;
    if (!budget_ok(budget) || count > budget->bytes / size) {
        budget_spend(budget);
        return NULL;
    }
    void *items = calloc(count, size);
    if (!items)
        budget->state = BUDGET_NO_MEMORY;
    budget->bytes -= items ? count * size : 0;
    return items;
}
