/* SPDX-License-Identifier: MIT */
/*
 * Budget: the memory that one analysis may take, and the steps of what stores
 * nothing. Work is capped by these, never by time, so that the same input
 * always gets as far. Growing
 * beyond it, or a failed allocation, makes the budget fail for good: whoever
 * builds something checks once, at its end.
 */
#ifndef DVF_ANALYSIS_BUDGET_H
#define DVF_ANALYSIS_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum budget_state {
    BUDGET_LEFT,
    BUDGET_SPENT,
    BUDGET_NO_MEMORY
};

struct budget {
    size_t bytes; /* left */
    enum budget_state state;
    uint64_t steps; /* taken, of BUDGET_STEPS */
};

/** Most steps: some tenths of a second. */
#define BUDGET_STEPS 20000000

static inline bool budget_ok(const struct budget *budget)
{
    return budget->state == BUDGET_LEFT;
}

/** Spend the rest: something has outgrown what is worth its work. */
void budget_spend(struct budget *budget);

/** Count steps before they are taken. @return false where the budget fails */
bool budget_walk(struct budget *budget, uint64_t steps);

/**
 * Make room for `count` items. They move when room is made.
 *
 * @param items malloc'ed, or null with a capacity of 0
 * @return the items, grown; as they were where the budget fails
 */
void *budget_grow(struct budget *budget, void *items, uint32_t *capacity,
                  uint32_t count, size_t size);

/* Grow an array where it lies; false where the budget fails. */
#define BUDGET_GROW(budget, items, capacity, count)                            \
    ((items) = budget_grow(budget, items, capacity, count, sizeof *(items)),   \
     budget_ok(budget))

/** @return room for `count` items, zeroed, to be freed; null when the budget
 *         fails */
void *budget_take(struct budget *budget, size_t count, size_t size);

#endif
