/* SPDX-License-Identifier: MIT */
/*
 * Forest: everything that decides a verdict, as decision diagrams over all
 * answers to all questions of a knowledge base. Made once for a selection of
 * rules; space.h cuts it down to one profile.
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

/** Release with forest_release(). */
struct forest {
    const dvf_kb *kb;
    struct classes classes;
    struct diagram diagram;
    uint32_t attributes;
    uint32_t *order;   /* attribute of each level */
    uint32_t *places;  /* level of each attribute */
    uint16_t *answers; /* classes of each level, leaves included */
    const struct kb_operation *leaves[FOREST_LEAVES_MAX];
    uint32_t leaf_count;

    struct edge scores[KB_OPTIONS_MAX];   /* points, by score index */
    struct edge excluded[KB_OPTIONS_MAX]; /* cannot be recommended */
    struct edge close;                    /* too close whatever the points */
    uint32_t gate_count;
    struct edge gates[FOREST_GATES_MAX]; /* of a combination: it holds */
    uint32_t warning_count;
    uint32_t warnings[FOREST_GATES_MAX];  /* contradictions */
    struct edge warned[FOREST_GATES_MAX]; /* it holds for certain */
    struct edge *idle; /* by attribute: its question does not apply */
};

/**
 * @param rules enum rule_state of each rule; only RULE_LEFT_OUT is looked at
 * @param order see kb_is_order()
 * @return false where the budget fails
 */
bool forest_build(struct forest *forest, struct budget *budget,
                  const dvf_kb *kb, const uint8_t *rules,
                  const uint32_t *order);
void forest_release(struct forest *forest);

/** The truth of a relation between a function and a number.
 * @param at_least truth of the function being the number or more
 * @param above of being more */
struct edge forest_relate(struct diagram *diagram, enum kb_relation relation,
                          struct edge at_least, struct edge above);

#endif
