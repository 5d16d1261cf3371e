/* SPDX-License-Identifier: MIT */
/*
 * Forest as it is built: its diagram grows, and what is not needed in the end
 * is in it too. Packed into a block, it is read by forest.h.
 */
#ifndef DVF_ANALYSIS_FOREST_BLOCK_H
#define DVF_ANALYSIS_FOREST_BLOCK_H

#include "analysis/forest.h"

/** Members as in struct forest. */
struct forest_parts {
    const dvf_kb *kb;
    struct found_classes found;
    struct diagram diagram;
    uint32_t attributes;
    const uint32_t *order; /* borrowed */
    uint32_t *places;
    uint16_t *answers;
    uint32_t leaves[FOREST_LEAVES_MAX];
    uint32_t leaf_count;

    struct edge scores[KB_OPTIONS_MAX];
    struct edge excluded[KB_OPTIONS_MAX];
    struct edge close;
    struct edge gates[FOREST_GATES_MAX];
    uint32_t gate_count;
    uint32_t warnings[FOREST_GATES_MAX];
    struct edge warned[FOREST_GATES_MAX];
    uint32_t warning_count;
    struct edge *idle;
};

/** Make a block of it.
 * @return false where the budget fails */
bool forest_pack(struct forest *forest, struct budget *budget,
                 const struct forest_parts *parts);

#endif
