/* SPDX-License-Identifier: MIT */
/*
 * Forest: everything that decides a verdict, as decision diagrams over all
 * answers to all questions of a knowledge base. Made once for a selection of
 * rules; space.h cuts it down to one profile. It is one block of numbers
 * without a pointer, read only: that of the built-in knowledge base is made
 * while dvf is built.
 *
 * Levels come in a given order, with a level behind them for each distinct
 * comparison of scores that a condition makes ("leaf": false or true), as those
 * are known at the end only.
 */
#ifndef DVF_ANALYSIS_FOREST_H
#define DVF_ANALYSIS_FOREST_H

#include "analysis/classes.h"
#include "analysis/diagram.h"
#include "engine/truth.h"

/** Most leaves: a set of them fits a mask. */
#define FOREST_LEAVES_MAX 64

/** Most combinations and warnings; they are few. */
#define FOREST_GATES_MAX  64

/** A block, as it is read. Release with forest_release(). */
struct forest {
    const dvf_kb *kb;
    uint32_t *block; /* that is owned, or null */
    uint32_t words;  /* of it */
    struct classes classes;
    const struct diagram_node *nodes; /* DIAGRAM_END first */
    uint32_t node_count;
    const struct edge *edges;
    uint32_t attributes;
    const uint32_t *order;   /* attribute of each level */
    const uint32_t *places;  /* level of each attribute */
    const uint16_t *answers; /* classes of each level, leaves included */
    const uint32_t *leaves;  /* operations, see forest_leaf() */
    uint32_t leaf_count;

    const struct edge *scores;   /* points, by score index */
    const struct edge *excluded; /* by score index: cannot be recommended */
    struct edge close;           /* too close whatever the points */
    const struct edge *gates;    /* of a combination: it holds */
    uint32_t gate_count;
    const uint32_t *warnings;  /* contradictions */
    const struct edge *warned; /* it holds for certain */
    uint32_t warning_count;
    const struct edge *idle; /* by attribute: its question does not apply */
};

/**
 * @param rules enum rule_state of each rule; only RULE_LEFT_OUT is looked at
 * @param order see kb_is_order()
 * @return false where the budget fails
 */
bool forest_build(struct forest *forest, struct budget *budget,
                  const dvf_kb *kb, const uint8_t *rules,
                  const uint32_t *order);

/**
 * Read the forest of all rules that a knowledge base has with it.
 *
 * @return false where there is none, or none that this version reads
 */
bool forest_open(struct forest *forest, const dvf_kb *kb);

void forest_release(struct forest *forest);

/** The comparison of a leaf. */
static inline const struct kb_operation *
forest_leaf(const struct forest *forest, uint32_t leaf)
{
    return kb_operations(forest->kb) + forest->leaves[leaf];
}

/** The function for one answer to the question of a node. */
static inline struct edge forest_child(const struct forest *forest,
                                       uint32_t node, uint32_t answer)
{
    return forest->edges[forest->nodes[node].first + answer];
}

/** The truth of a relation between a function and a number.
 * @param at_least truth of the function being the number or more
 * @param above of being more */
struct edge forest_relate(struct diagram *diagram, enum kb_relation relation,
                          struct edge at_least, struct edge above);

#endif
