/* SPDX-License-Identifier: MIT */
/*
 * Table: finds the index of an item by its hash. The items lie with the owner;
 * the table numbers them as they are added and keeps their hashes. Results
 * hang on the numbers only, which come in the order of the work, never on the
 * places of hashes.
 *
 *     uint32_t at = hash;
 *
 *     for (uint32_t i; (i = table_next(table, hash, &at)) != TABLE_END;)
 *         if (items[i] is the one)
 *             return i;
 *     return table_add(table, budget, hash);
 */
#ifndef DVF_ANALYSIS_TABLE_H
#define DVF_ANALYSIS_TABLE_H

#include "analysis/budget.h"

#define TABLE_END UINT32_MAX

/** Starts as all zeroes. */
struct table {
    uint64_t *slots; /* hash above, index + 1 below; or 0 */
    uint32_t size;   /* a power of two, or 0 */
    uint32_t count;  /* of items */
};

/** @return the next item of this hash, or TABLE_END. `at` begins as the hash */
static inline uint32_t table_next(const struct table *table, uint32_t hash,
                                  uint32_t *at)
{
    while (table->size > 0) {
        uint64_t found = table->slots[*at & (table->size - 1)];

        if (found == 0)
            break;
        (*at)++;
        if (found >> 32 == hash)
            return (uint32_t)found - 1;
    }
    return TABLE_END;
}

/** @return the index of a new item, or TABLE_END where the budget fails */
uint32_t table_add(struct table *table, struct budget *budget, uint32_t hash);

void table_release(struct table *table);

/** Hash of words, two at a time. */
static inline uint32_t table_hash(const uint32_t *words, uint32_t count)
{
    uint64_t hash = UINT64_C(0x9e3779b97f4a7c15);

    for (uint32_t i = 0; i < count; i += 2) {
        uint64_t two = i + 1 < count ? (uint64_t)words[i + 1] << 32 : 0;

        hash = (hash ^ two ^ words[i]) * UINT64_C(0xff51afd7ed558ccd);
        hash ^= hash >> 32;
    }
    return (uint32_t)hash;
}

#endif
