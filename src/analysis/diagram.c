/* SPDX-License-Identifier: MIT */
#include "analysis/diagram.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum operation {
    OPERATION_ADD,
    OPERATION_GREATEST,
    OPERATION_LEAST,
    OPERATION_SCALE,
    OPERATION_NOT,
    OPERATION_FIX
};

/* An operation on two nodes, the second ahead by an offset. */
struct operands {
    uint32_t operation;
    uint32_t a;
    uint32_t b;
    int32_t offset;
};

struct diagram_memo {
    struct operands operands;
    struct edge result;
};

void diagram_init(struct diagram *diagram, struct budget *budget,
                  const uint16_t *answers, uint32_t levels)
{
    *diagram = (struct diagram){
        .budget = budget,
        .answers = answers,
        .levels = levels,
    };
    if (table_add(&diagram->index, budget, 0) == TABLE_END ||
        !BUDGET_GROW(budget, diagram->nodes, &diagram->node_capacity, 1))
        return;
    diagram->nodes[0] = (struct diagram_node){.level = levels};
}

void diagram_release(struct diagram *diagram)
{
    diagram_forget(diagram);
    table_release(&diagram->index);
    free(diagram->nodes);
    free(diagram->edges);
    free(diagram->stack);
    *diagram = (struct diagram){0};
}

void diagram_forget(struct diagram *diagram)
{
    table_release(&diagram->memo);
    free(diagram->memos);
    free(diagram->bounds);
    free(diagram->bound_heads);
    diagram->memos = NULL;
    diagram->memo_capacity = 0;
    diagram->bounds = NULL;
    diagram->bound_count = 0;
    diagram->bound_capacity = 0;
    diagram->bound_heads = NULL;
    diagram->bound_nodes = 0;
    diagram->head_capacity = 0;
}

/* ------------------------------------------------------------------ nodes */

static uint32_t hash_of_node(uint32_t level, const struct edge *children,
                             uint32_t count)
{
    /* Of two words each. */
    return table_hash((const uint32_t *)(const void *)children, 2 * count) ^
           level;
}

static bool are_equal(const struct edge *a, const struct edge *b,
                      uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!edge_equal(a[i], b[i]))
            return false;
    return true;
}

static int32_t most_of(const struct diagram *diagram,
                       const struct edge *children, uint32_t count)
{
    int32_t most = 0;

    for (uint32_t i = 0; i < count; i++) {
        int32_t own = edge_most(diagram, children[i]);

        most = own > most ? own : most;
    }
    return most;
}

static uint32_t add_node(struct diagram *diagram, uint32_t hash, uint32_t level,
                         const struct edge *children)
{
    uint32_t count = diagram->answers[level];
    uint32_t index = table_add(&diagram->index, diagram->budget, hash);

    if (index == TABLE_END ||
        !BUDGET_GROW(diagram->budget, diagram->nodes, &diagram->node_capacity,
                     index + 1) ||
        !BUDGET_GROW(diagram->budget, diagram->edges, &diagram->edge_capacity,
                     diagram->edge_count + count))
        return DIAGRAM_END;
    diagram->nodes[index] = (struct diagram_node){
        .level = level,
        .first = diagram->edge_count,
        .most = most_of(diagram, children, count),
    };
    memcpy(diagram->edges + diagram->edge_count, children,
           count * sizeof *children);
    diagram->edge_count += count;
    return index;
}

static uint32_t find_node(struct diagram *diagram, uint32_t level,
                          const struct edge *children)
{
    uint32_t count = diagram->answers[level];
    uint32_t hash = hash_of_node(level, children, count);
    uint32_t at = hash;

    for (uint32_t i;
         (i = table_next(&diagram->index, hash, &at)) != TABLE_END;) {
        const struct diagram_node *node = &diagram->nodes[i];

        if (i != DIAGRAM_END && node->level == level &&
            are_equal(diagram->edges + node->first, children, count))
            return i;
    }
    return add_node(diagram, hash, level, children);
}

struct edge diagram_ask(struct diagram *diagram, uint32_t level,
                        const struct edge *children)
{
    struct edge normal[DIAGRAM_ANSWERS];
    uint32_t count = diagram->answers[level];
    int32_t least;
    bool differ = false;

    assert(count > 0 && count <= DIAGRAM_ANSWERS);
    /* NOLINTBEGIN(clang-analyzer-core.*): callers have filled in a child for
     * each answer. */
    /* cppcheck-suppress uninitvar; see above */
    least = children[0].offset;
    for (uint32_t i = 1; i < count; i++) {
        differ |= children[i].offset != children[0].offset ||
                  children[i].node != children[0].node;
        least = children[i].offset < least ? children[i].offset : least;
    }
    if (!differ || !budget_ok(diagram->budget))
        return children[0];
    for (uint32_t i = 0; i < count; i++)
        normal[i] = (struct edge){.offset = children[i].offset - least,
                                  .node = children[i].node};
    /* NOLINTEND(clang-analyzer-core.*) */
    return (struct edge){.offset = least,
                         .node = find_node(diagram, level, normal)};
}

/* ------------------------------------------------------------- operations */

static bool same_operands(const struct operands *a, const struct operands *b)
{
    return a->operation == b->operation && a->a == b->a && a->b == b->b &&
           a->offset == b->offset;
}

/* @return the index of a memo, or TABLE_END */
static uint32_t find_memo(const struct diagram *diagram,
                          const struct operands *operands, uint32_t hash)
{
    uint32_t at = hash;

    for (uint32_t i; (i = table_next(&diagram->memo, hash, &at)) != TABLE_END;)
        if (same_operands(&diagram->memos[i].operands, operands))
            return i;
    return TABLE_END;
}

static void remember(struct diagram *diagram, const struct operands *operands,
                     uint32_t hash, struct edge result)
{
    uint32_t index = table_add(&diagram->memo, diagram->budget, hash);

    if (index != TABLE_END && BUDGET_GROW(diagram->budget, diagram->memos,
                                          &diagram->memo_capacity, index + 1))
        diagram->memos[index] = (struct diagram_memo){*operands, result};
}

static uint32_t level_of(const struct diagram *diagram, uint32_t node)
{
    return diagram->nodes[node].level;
}

/* The function for one answer to a level that it may not ask. */
static struct edge follow(const struct diagram *diagram, struct edge edge,
                          uint32_t level, uint32_t answer)
{
    if (level_of(diagram, edge.node) != level)
        return edge;
    struct edge child = diagram_child(diagram, edge.node, answer);
    return (struct edge){.offset = edge.offset + child.offset,
                         .node = child.node};
}

static struct edge apply(struct diagram *diagram, enum operation operation,
                         struct edge a, struct edge b);

/* Ask the first question of two functions, and apply to what comes of it. */
static struct edge apply_children(struct diagram *diagram,
                                  enum operation operation, struct edge a,
                                  struct edge b)
{
    uint32_t level = level_of(diagram, a.node);
    uint32_t other = level_of(diagram, b.node);
    uint32_t base = diagram->stack_count;

    level = other < level ? other : level;
    uint32_t count = diagram->answers[level];
    if (!BUDGET_GROW(diagram->budget, diagram->stack, &diagram->stack_capacity,
                     base + count))
        return diagram_number(0);
    diagram->stack_count += count;
    for (uint32_t i = 0; i < count; i++) {
        struct edge result = apply(diagram, operation,
                                   follow(diagram, a, level, i),
                                   follow(diagram, b, level, i));

        diagram->stack[base + i] = result;
    }
    diagram->stack_count = base;
    return diagram_ask(diagram, level, diagram->stack + base);
}

/* True where a function is never below another one. */
static bool covers(const struct diagram *diagram, struct edge a, struct edge b)
{
    return a.offset >= edge_most(diagram, b) ||
           (a.node == b.node && a.offset >= b.offset);
}

/* The result where no question need be asked. */
static bool is_plain(const struct diagram *diagram, enum operation operation,
                     struct edge a, struct edge b, struct edge *result)
{
    switch (operation) {
    case OPERATION_ADD:
        *result = a.node == DIAGRAM_END
                      ? (struct edge){a.offset + b.offset, b.node}
                      : (struct edge){a.offset + b.offset, a.node};
        return a.node == DIAGRAM_END || b.node == DIAGRAM_END;
    case OPERATION_GREATEST:
        *result = covers(diagram, a, b) ? a : b;
        return covers(diagram, a, b) || covers(diagram, b, a);
    case OPERATION_LEAST:
        *result = covers(diagram, a, b) ? b : a;
        return covers(diagram, a, b) || covers(diagram, b, a);
    case OPERATION_SCALE:
        *result = diagram_number(a.offset * b.offset);
        return a.node == DIAGRAM_END || b.offset == 0;
    case OPERATION_NOT:
        *result = diagram_number(1 - a.offset);
        return a.node == DIAGRAM_END;
    case OPERATION_FIX:
        break;
    }
    return true;
}

/* Take the offset out, so that one memo serves functions that differ in it. */
static int32_t take_offset(enum operation operation, struct edge *a,
                           struct edge *b)
{
    int32_t base = a->offset < b->offset ? a->offset : b->offset;

    switch (operation) {
    case OPERATION_ADD:
        base = a->offset + b->offset;
        a->offset = 0;
        b->offset = 0;
        return base;
    case OPERATION_SCALE:
        base = a->offset * b->offset;
        a->offset = 0;
        return base;
    case OPERATION_GREATEST:
    case OPERATION_LEAST:
        a->offset -= base;
        b->offset -= base;
        return base;
    case OPERATION_NOT:
    case OPERATION_FIX:
        break;
    }
    return 0;
}

static struct edge apply(struct diagram *diagram, enum operation operation,
                         struct edge a, struct edge b)
{
    struct edge result;

    if (!budget_ok(diagram->budget) ||
        is_plain(diagram, operation, a, b, &result))
        return budget_ok(diagram->budget) ? result : diagram_number(0);
    if (operation <= OPERATION_LEAST && a.node > b.node) {
        struct edge first = a;

        a = b;
        b = first;
    }
    int32_t base = take_offset(operation, &a, &b);
    const struct operands operands = {
        .operation = operation,
        .a = a.node,
        .b = b.node,
        .offset = operation == OPERATION_NOT ? a.offset : b.offset - a.offset,
    };
    const uint32_t words[] = {operands.operation, operands.a, operands.b,
                              (uint32_t)operands.offset};
    uint32_t hash = table_hash(words, 4);
    uint32_t known = find_memo(diagram, &operands, hash);
    if (known == TABLE_END) {
        result = apply_children(diagram, operation, a, b);
        remember(diagram, &operands, hash, result);
    } else {
        result = diagram->memos[known].result;
    }
    result.offset += base;
    return result;
}

struct edge diagram_add(struct diagram *diagram, struct edge a, struct edge b)
{
    return apply(diagram, OPERATION_ADD, a, b);
}

struct edge diagram_greatest(struct diagram *diagram, struct edge a,
                             struct edge b)
{
    return apply(diagram, OPERATION_GREATEST, a, b);
}

struct edge diagram_least(struct diagram *diagram, struct edge a, struct edge b)
{
    return apply(diagram, OPERATION_LEAST, a, b);
}

struct edge diagram_scale(struct diagram *diagram, struct edge edge,
                          int32_t number)
{
    return apply(diagram, OPERATION_SCALE, edge, diagram_number(number));
}

struct edge diagram_not(struct diagram *diagram, struct edge truth)
{
    return apply(diagram, OPERATION_NOT, truth, diagram_number(0));
}

static struct edge fix_children(struct diagram *diagram, uint32_t node,
                                uint32_t level, uint32_t answer)
{
    uint32_t own = level_of(diagram, node);
    struct edge children[DIAGRAM_ANSWERS];

    for (uint32_t i = 0; i < diagram->answers[own]; i++)
        children[i] = diagram_fix(diagram, diagram_child(diagram, node, i),
                                  level, answer);
    return diagram_ask(diagram, own, children);
}

struct edge diagram_fix(struct diagram *diagram, struct edge edge,
                        uint32_t level, uint32_t answer)
{
    const struct operands operands = {
        .operation = OPERATION_FIX,
        .a = edge.node,
        .b = level,
        .offset = (int32_t)answer,
    };
    const uint32_t words[] = {OPERATION_FIX, edge.node, level, answer};
    uint32_t own = level_of(diagram, edge.node);

    if (own >= level || !budget_ok(diagram->budget))
        return follow(diagram, edge, level, answer);
    uint32_t hash = table_hash(words, 4);
    uint32_t known = find_memo(diagram, &operands, hash);
    struct edge result;
    if (known == TABLE_END) {
        result = fix_children(diagram, edge.node, level, answer);
        remember(diagram, &operands, hash, result);
    } else {
        result = diagram->memos[known].result;
    }
    return (struct edge){edge.offset + result.offset, result.node};
}

/* ------------------------------------------------------------- comparisons */

/* A comparison with a node, which has the same result for all numbers of a
 * range: that of all its children. So there are as many as there are results,
 * however many numbers are compared with. */
struct diagram_bound {
    int64_t least;
    int64_t most;
    struct edge result;
    uint32_t next; /* of the same node, or UINT32_MAX */
};

static bool grow_heads(struct diagram *diagram)
{
    uint32_t nodes = diagram->index.count;

    if (!BUDGET_GROW(diagram->budget, diagram->bound_heads,
                     &diagram->head_capacity, nodes))
        return false;
    for (; diagram->bound_nodes < nodes; diagram->bound_nodes++)
        diagram->bound_heads[diagram->bound_nodes] = UINT32_MAX;
    return true;
}

static struct diagram_bound compare(struct diagram *diagram, uint32_t node,
                                    int64_t number);

/* Compare each child, and narrow the range to what they have in common. */
static struct diagram_bound compare_children(struct diagram *diagram,
                                             uint32_t node, int64_t number)
{
    struct diagram_bound bound = {.least = INT64_MIN, .most = INT64_MAX};
    struct edge children[DIAGRAM_ANSWERS];
    uint32_t level = level_of(diagram, node);

    for (uint32_t i = 0; i < diagram->answers[level]; i++) {
        struct edge child = diagram_child(diagram, node, i);
        struct diagram_bound own = compare(diagram, child.node,
                                           number - child.offset);

        if (own.least != INT64_MIN && own.least + child.offset > bound.least)
            bound.least = own.least + child.offset;
        if (own.most != INT64_MAX && own.most + child.offset < bound.most)
            bound.most = own.most + child.offset;
        children[i] = own.result;
    }
    bound.result = diagram_ask(diagram, level, children);
    return bound;
}

static struct diagram_bound compare(struct diagram *diagram, uint32_t node,
                                    int64_t number)
{
    int32_t most = diagram->nodes[node].most;

    if (number <= 0)
        return (struct diagram_bound){INT64_MIN, 0, diagram_number(1), 0};
    if (number > most || !budget_ok(diagram->budget) || !grow_heads(diagram))
        return (struct diagram_bound){(int64_t)most + 1, INT64_MAX,
                                      diagram_number(0), 0};
    for (uint32_t i = diagram->bound_heads[node]; i != UINT32_MAX;
         i = diagram->bounds[i].next)
        if (number >= diagram->bounds[i].least &&
            number <= diagram->bounds[i].most)
            return diagram->bounds[i];
    struct diagram_bound bound = compare_children(diagram, node, number);
    uint32_t made = diagram->bound_count;
    if (BUDGET_GROW(diagram->budget, diagram->bounds, &diagram->bound_capacity,
                    made + 1)) {
        diagram->bound_count++;
        bound.next = diagram->bound_heads[node];
        diagram->bounds[made] = bound;
        diagram->bound_heads[node] = made;
    }
    return bound;
}

struct edge diagram_at_least(struct diagram *diagram, struct edge edge,
                             int64_t number)
{
    return compare(diagram, edge.node, number - edge.offset).result;
}
