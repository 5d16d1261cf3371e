/* SPDX-License-Identifier: MIT */
/*
 * A block has a head of counts, then the parts one behind the other, in a fixed
 * order and each at a multiple of 8 bytes. Only nodes that a function needs are
 * packed, in the order in which they were made: children first.
 */
#include "analysis/forest_block.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Another number wherever a block means something else than before. */
#define FORMAT 1

struct head {
    uint32_t format;
    uint32_t bytes; /* of the whole block */
    uint32_t attributes;
    uint32_t scoring;
    uint32_t leaves;
    uint32_t gates;
    uint32_t warnings;
    uint32_t nodes;
    uint32_t edges;
    uint32_t classes;
    uint32_t groups;
    uint32_t unused; /* 0 */
};

/* The parts: name, record, number of them. Roots are the functions: scores,
 * excluded, close, gates, warned, idle. */
#define PARTS(X)                                                               \
    X(classes, struct answer_class, head->classes)                             \
    X(attributes, struct attribute_classes, head->attributes)                  \
    X(groups, struct value_group, head->groups)                                \
    X(edges, struct edge, head->edges)                                         \
    X(roots, struct edge, roots_of(head))                                      \
    X(nodes, struct diagram_node, head->nodes)                                 \
    X(order, uint32_t, head->attributes)                                       \
    X(places, uint32_t, head->attributes)                                      \
    X(leaves, uint32_t, head->leaves)                                          \
    X(warnings, uint32_t, head->warnings)                                      \
    X(answers, uint16_t, head->attributes + head->leaves)

_Static_assert(sizeof(struct head) == 48 && sizeof(struct answer_class) == 32 &&
                   sizeof(struct attribute_classes) == 24 &&
                   sizeof(struct value_group) == 8 &&
                   sizeof(struct edge) == 8 &&
                   sizeof(struct diagram_node) == 12,
               "a block is the same on machines of one byte order");

/* Beginnings of the parts. */
struct layout {
#define X(name, record, count) size_t name;
    PARTS(X)
#undef X
    size_t bytes; /* of the whole block */
};

static size_t roots_of(const struct head *head)
{
    return (size_t)2 * head->scoring + 1 + head->gates + head->warnings +
           head->attributes;
}

static size_t take_place(size_t *bytes, size_t size, size_t count)
{
    size_t place = *bytes;

    *bytes += (size * count + 7) & ~(size_t)7;
    return place;
}

static struct layout lay_out(const struct head *head)
{
    struct layout layout = {.bytes = sizeof *head};

#define X(name, record, count)                                                 \
    layout.name = take_place(&layout.bytes, sizeof(record), count);
    PARTS(X)
#undef X
    return layout;
}

/* ----------------------------------------------------------------- reading */

/* A part of a block. */
#define PART(name, record) ((const record *)(const void *)(bytes + layout.name))

static void read_block(struct forest *forest, const dvf_kb *kb,
                       const uint32_t *block)
{
    const struct head *head = (const struct head *)(const void *)block;
    const struct layout layout = lay_out(head);
    const char *bytes = (const char *)block;
    const struct edge *roots = PART(roots, struct edge);
    const struct edge *close = roots + (size_t)2 * head->scoring;

    *forest = (struct forest){
        .kb = kb,
        .words = head->bytes / (uint32_t)sizeof *block,
        .classes =
            {
                .items = PART(classes, struct answer_class),
                .count = head->classes,
                .groups = PART(groups, struct value_group),
                .group_count = head->groups,
                .attributes = PART(attributes, struct attribute_classes),
            },
        .nodes = PART(nodes, struct diagram_node),
        .node_count = head->nodes,
        .edges = PART(edges, struct edge),
        .attributes = head->attributes,
        .order = PART(order, uint32_t),
        .places = PART(places, uint32_t),
        .answers = PART(answers, uint16_t),
        .leaves = PART(leaves, uint32_t),
        .leaf_count = head->leaves,
        .scores = roots,
        .excluded = roots + head->scoring,
        .close = *close,
        .gates = close + 1,
        .gate_count = head->gates,
        .warnings = PART(warnings, uint32_t),
        .warned = close + 1 + head->gates,
        .warning_count = head->warnings,
        .idle = close + 1 + head->gates + head->warnings,
    };
}

bool forest_open(struct forest *forest, const dvf_kb *kb)
{
    const uint32_t *block = kb_forest(kb);
    const struct head *head = (const struct head *)(const void *)block;
    size_t bytes = kb_forest_count(kb) * sizeof *block;

    if (bytes < sizeof *head || head->format != FORMAT ||
        head->bytes != bytes || head->attributes != kb_attributes_count(kb) ||
        lay_out(head).bytes != bytes)
        return false;
    read_block(forest, kb, block);
    return true;
}

void forest_release(struct forest *forest)
{
    free(forest->block);
    *forest = (struct forest){0};
}

/* ----------------------------------------------------------------- packing */

struct packer {
    const struct forest_parts *parts;
    uint32_t *numbers; /* by node: 1 where it is needed, then its new number */
};

static void need(struct packer *packer, const struct edge *edges,
                 uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        packer->numbers[edges[i].node] = 1;
}

/* Mark the nodes that functions need, parents before children. */
static void mark(struct packer *packer)
{
    const struct forest_parts *parts = packer->parts;
    const struct diagram *diagram = &parts->diagram;

    need(packer, parts->scores, parts->kb->scoring);
    need(packer, parts->excluded, parts->kb->scoring);
    need(packer, &parts->close, 1);
    need(packer, parts->gates, parts->gate_count);
    need(packer, parts->warned, parts->warning_count);
    need(packer, parts->idle, parts->attributes);
    for (uint32_t i = diagram->index.count; i-- > 1;) {
        const struct diagram_node *node = &diagram->nodes[i];

        if (packer->numbers[i])
            need(packer, diagram->edges + node->first,
                 diagram->answers[node->level]);
    }
}

/* Number the nodes that are needed. */
static void number(struct packer *packer, struct head *head)
{
    const struct diagram *diagram = &packer->parts->diagram;

    packer->numbers[DIAGRAM_END] = 1;
    for (uint32_t i = 0; i < diagram->index.count; i++) {
        if (packer->numbers[i] == 0)
            continue;
        packer->numbers[i] = head->nodes++;
        if (i != DIAGRAM_END)
            head->edges += diagram->answers[diagram->nodes[i].level];
    }
}

static struct edge *put_edges(const struct packer *packer, struct edge *to,
                              const struct edge *edges, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        to[i] = (struct edge){edges[i].offset, packer->numbers[edges[i].node]};
    return to + count;
}

static void put_nodes(const struct packer *packer, struct diagram_node *nodes,
                      struct edge *edges)
{
    const struct diagram *diagram = &packer->parts->diagram;
    struct edge *next = edges;

    nodes[DIAGRAM_END] = diagram->nodes[DIAGRAM_END];
    for (uint32_t i = 1; i < diagram->index.count; i++) {
        const struct diagram_node *node = &diagram->nodes[i];

        if (packer->numbers[i] == DIAGRAM_END)
            continue;
        nodes[packer->numbers[i]] = (struct diagram_node){
            .level = node->level,
            .first = (uint32_t)(next - edges),
            .most = node->most,
        };
        next = put_edges(packer, next, diagram->edges + node->first,
                         diagram->answers[node->level]);
    }
}

static void put_roots(const struct packer *packer, struct edge *to)
{
    const struct forest_parts *parts = packer->parts;
    uint32_t scoring = parts->kb->scoring;

    to = put_edges(packer, to, parts->scores, scoring);
    to = put_edges(packer, to, parts->excluded, scoring);
    to = put_edges(packer, to, &parts->close, 1);
    to = put_edges(packer, to, parts->gates, parts->gate_count);
    to = put_edges(packer, to, parts->warned, parts->warning_count);
    put_edges(packer, to, parts->idle, parts->attributes);
}

static void put_all(const struct packer *packer, const struct head *head,
                    char *block)
{
    const struct forest_parts *parts = packer->parts;
    const struct classes *found = &parts->found.classes;
    const struct layout layout = lay_out(head);
    const struct {
        size_t place;
        const void *from;
        size_t bytes;
    } copies[] = {
        {0, head, sizeof *head},
        {layout.classes, found->items, head->classes * sizeof *found->items},
        {layout.attributes, found->attributes,
         head->attributes * sizeof *found->attributes},
        {layout.groups, found->groups, head->groups * sizeof *found->groups},
        {layout.order, parts->order, head->attributes * sizeof *parts->order},
        {layout.places, parts->places,
         head->attributes * sizeof *parts->places},
        {layout.leaves, parts->leaves, head->leaves * sizeof *parts->leaves},
        {layout.warnings, parts->warnings,
         head->warnings * sizeof *parts->warnings},
        {layout.answers, parts->answers,
         (head->attributes + head->leaves) * sizeof *parts->answers},
    };

    for (size_t i = 0; i < sizeof copies / sizeof copies[0]; i++)
        if (copies[i].bytes > 0)
            memcpy(block + copies[i].place, copies[i].from, copies[i].bytes);
    put_nodes(packer, (struct diagram_node *)(void *)(block + layout.nodes),
              (struct edge *)(void *)(block + layout.edges));
    put_roots(packer, (struct edge *)(void *)(block + layout.roots));
}

static struct head head_of(const struct forest_parts *parts)
{
    return (struct head){
        .format = FORMAT,
        .attributes = parts->attributes,
        .scoring = parts->kb->scoring,
        .leaves = parts->leaf_count,
        .gates = parts->gate_count,
        .warnings = parts->warning_count,
        .classes = parts->found.classes.count,
        .groups = parts->found.classes.group_count,
    };
}

bool forest_pack(struct forest *forest, struct budget *budget,
                 const struct forest_parts *parts)
{
    struct packer packer = {
        .parts = parts,
        .numbers = budget_take(budget, parts->diagram.index.count,
                               sizeof *packer.numbers),
    };
    struct head head = head_of(parts);
    uint32_t *block = NULL;

    if (packer.numbers) {
        mark(&packer);
        number(&packer, &head);
        head.bytes = (uint32_t)lay_out(&head).bytes;
        block = budget_take(budget, head.bytes / sizeof *block, sizeof *block);
    }
    if (block) {
        put_all(&packer, &head, (char *)block);
        read_block(forest, parts->kb, block);
        forest->block = block;
    }
    free(packer.numbers);
    return block;
}
