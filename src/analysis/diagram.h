/* SPDX-License-Identifier: MIT */
/*
 * Decision diagrams: functions from answers to whole numbers, as graphs that
 * ask one question after the other. A node stands for a function whose least
 * value is 0; an edge adds an offset. Equal functions have equal edges, so that
 * to compare two is to compare their edges, and what can no longer change shows
 * as an edge without a question.
 *
 * A level is a question with its classes of answers. Functions of truth have
 * the values 0 and 1.
 */
#ifndef DVF_ANALYSIS_DIAGRAM_H
#define DVF_ANALYSIS_DIAGRAM_H

#include "analysis/table.h"

/** A function of answers. */
struct edge {
    int32_t offset; /* its least value */
    uint32_t node;  /* the rest of it; DIAGRAM_END where there is none */
};

/** Node without a question. */
#define DIAGRAM_END     UINT32_C(0)

/** Most answers that one question may have. */
#define DIAGRAM_ANSWERS 255

struct diagram_node {
    uint32_t level; /* question; the number of levels for DIAGRAM_END */
    uint32_t first; /* edge, one for each answer */
    int32_t most;   /* greatest value */
};

/** Release with diagram_release(). */
struct diagram {
    struct budget *budget;
    const uint16_t *answers; /* borrowed: number of them, by level */
    uint32_t levels;
    struct diagram_node *nodes;
    uint32_t node_capacity;
    struct edge *edges;
    uint32_t edge_count;
    uint32_t edge_capacity;
    struct table index; /* of nodes */
    struct table memo;  /* of operations done */
    struct diagram_memo *memos;
    uint32_t memo_capacity;
    struct diagram_bound *bounds; /* comparisons done */
    uint32_t bound_count;
    uint32_t bound_capacity;
    uint32_t *bound_heads; /* by node: list of bounds */
    uint32_t bound_nodes;  /* with a head */
    uint32_t head_capacity;
    struct edge *stack; /* of edges that become a node */
    uint32_t stack_count;
    uint32_t stack_capacity;
};

/** @param answers borrowed, at most DIAGRAM_ANSWERS for each level */
void diagram_init(struct diagram *diagram, struct budget *budget,
                  const uint16_t *answers, uint32_t levels);
void diagram_release(struct diagram *diagram);

/** Forget what was computed, keep the nodes. */
void diagram_forget(struct diagram *diagram);

static inline struct edge diagram_number(int32_t number)
{
    return (struct edge){.offset = number, .node = DIAGRAM_END};
}

static inline bool edge_equal(struct edge a, struct edge b)
{
    return a.offset == b.offset && a.node == b.node;
}

/** True for the function that is this number whatever is answered. */
static inline bool edge_is(struct edge edge, int32_t number)
{
    return edge.node == DIAGRAM_END && edge.offset == number;
}

/** Greatest value of a function. */
static inline int32_t edge_most(const struct diagram *diagram, struct edge edge)
{
    return edge.offset + diagram->nodes[edge.node].most;
}

/** The function for one answer to the question of a node. */
static inline struct edge diagram_child(const struct diagram *diagram,
                                        uint32_t node, uint32_t answer)
{
    return diagram->edges[diagram->nodes[node].first + answer];
}

/**
 * The function that asks a question first.
 *
 * @param level above the levels of all children
 * @param children one for each answer; need not outlive the call
 */
struct edge diagram_ask(struct diagram *diagram, uint32_t level,
                        const struct edge *children);

/* Sum, greatest and least value of two functions in every case. For
 * truths the latter two are `or` and `and`. Where the budget fails, any edge
 * that is safe to use. */
struct edge diagram_add(struct diagram *diagram, struct edge a, struct edge b);
struct edge diagram_greatest(struct diagram *diagram, struct edge a,
                             struct edge b);
struct edge diagram_least(struct diagram *diagram, struct edge a,
                          struct edge b);

/** A function times a number. */
struct edge diagram_scale(struct diagram *diagram, struct edge edge,
                          int32_t number);

/** The truth of a function being a number or more. */
struct edge diagram_at_least(struct diagram *diagram, struct edge edge,
                             int64_t number);

/** `not` of a truth. */
struct edge diagram_not(struct diagram *diagram, struct edge truth);

/** A function where the answer to a level is known. */
struct edge diagram_fix(struct diagram *diagram, struct edge edge,
                        uint32_t level, uint32_t answer);

#endif
