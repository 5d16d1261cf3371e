/* SPDX-License-Identifier: MIT */
/*
 * The tree of criteria: laid out from the root, each before its children, so
 * that a walk from the end collects the points of a criterion's children
 * before its own. Without recursion: a hostile tree may be a long chain.
 */
#include "kb/compiler.h"

#include <stdlib.h>

/* The tree by numbers of the file; KB_NONE ends each chain. Criteria under a
 * fault are not reached from the root, and so have no number in the block. */
struct tree {
    uint32_t count;
    uint32_t root;
    uint32_t *parent;
    uint32_t *child;   /* the first one */
    uint32_t *sibling; /* the next one */
    uint32_t *mark;    /* 1 + number of the walk that passed here; 0: none */
};

static void criterion_error(struct compiler *compiler, uint32_t index,
                            const char *key, enum diagnostic_code code,
                            const char *message)
{
    struct step section = {.key = "criteria"};
    struct step item = {.up = &section, .index = index};
    struct step step = {.up = &item, .key = key};

    compile_error(compiler, &step, code, NULL, "%s", message);
}

/* Link parents and children; from the last, so that lists of children keep the
 * order of the file. */
static void link_tree(struct compiler *compiler, struct tree *tree)
{
    const struct model *model = compiler->model;

    for (uint32_t i = 0; i < tree->count; i++) {
        tree->parent[i] = tree->child[i] = tree->sibling[i] = KB_NONE;
        if (!model->criteria[i].in) {
            if (tree->root != KB_NONE)
                criterion_error(compiler, i, "id", DIAGNOSTIC_STRUCTURE,
                                "a second criterion without 'in': there must "
                                "be one root");
            else
                tree->root = i;
        }
    }
    for (uint32_t i = tree->count; i-- > 0;) {
        struct step section = {.key = "criteria"};
        struct step item = {.up = &section, .index = i};
        struct step step = {.up = &item, .key = "in"};

        if (!model->criteria[i].in)
            continue;
        uint32_t parent = compile_reference(compiler, &compiler->criteria,
                                            model->criteria[i].in, "criterion",
                                            &step);
        tree->parent[i] = parent;
        if (parent == KB_NONE)
            continue;
        tree->sibling[i] = tree->child[parent];
        tree->child[parent] = i;
    }
}

/* Walk up from each criterion: a walk that meets its own mark has found a
 * cycle. */
static bool has_cycle(struct compiler *compiler, struct tree *tree)
{
    bool found = false;

    for (uint32_t i = 0; i < tree->count; i++) {
        uint32_t at = i;

        while (at != KB_NONE && tree->mark[at] == 0) {
            tree->mark[at] = i + 1;
            at = tree->parent[at];
        }
        if (at == KB_NONE || tree->mark[at] != i + 1)
            continue;
        criterion_error(compiler, at, "in", DIAGNOSTIC_CYCLE,
                        "the criterion contains itself");
        found = true;
    }
    return found;
}

/* The next criterion behind `at`, its children first. */
static uint32_t next_criterion(const struct tree *tree, uint32_t at)
{
    if (tree->child[at] != KB_NONE)
        return tree->child[at];
    while (at != tree->root && tree->sibling[at] == KB_NONE)
        at = tree->parent[at];
    return at == tree->root ? KB_NONE : tree->sibling[at];
}

static void add_criterion(struct compiler *compiler, const struct tree *tree,
                          uint32_t index)
{
    const struct model_criterion *criterion = &compiler->model->criteria[index];
    struct builder *builder = &compiler->builder;
    uint32_t number = builder_count(builder, KB_SECTION_criteria);
    struct kb_criterion *made = builder_add(builder, KB_SECTION_criteria);

    compiler->criterion_order[index] = number;
    if (criterion->title) {
        struct step section = {.key = "criteria"};
        struct step item = {.up = &section, .index = index};

        compile_title(compiler, criterion->title, &item);
    }
    if (!made)
        return;
    made->id = builder_text(builder, criterion->id);
    made->title = builder_text(builder, criterion->title ? criterion->title
                                                         : criterion->id);
    made->collect = criterion->collect;
    made->parent = index == tree->root
                       ? KB_NONE
                       : compiler->criterion_order[tree->parent[index]];
}

/* List children by id: the tie-break under `max` must not depend on the order
 * of the file. */
static void list_children(struct compiler *compiler, const struct tree *tree)
{
    struct builder *builder = &compiler->builder;

    for (uint32_t i = 0; i < tree->count && !compiler->no_memory; i++) {
        struct symbols children;
        uint32_t first = builder_count(builder, KB_SECTION_indices);

        if (tree->child[i] == KB_NONE ||
            compiler->criterion_order[i] == KB_NONE)
            continue;
        symbols_init(&children);
        for (uint32_t at = tree->child[i]; at != KB_NONE;
             at = tree->sibling[at])
            if (symbols_add(&children, compiler->model->criteria[at].id,
                            compiler->criterion_order[at]) != DVF_OK)
                compiler->no_memory = true;
        symbols_sort(&children);
        for (size_t k = 0; k < children.items.count; k++) {
            const struct symbol *child = array_at(&children.items, k);

            builder_index(builder, child->index);
        }
        symbols_release(&children);
        struct kb_criterion *made = builder_at(builder, KB_SECTION_criteria,
                                               compiler->criterion_order[i]);
        made->children = builder_since(builder, KB_SECTION_indices, first);
    }
}

/* Bound the depth: reports walk up the tree from each reason. */
#define DEPTH_MAX 64

static void check_depth(struct compiler *compiler, const struct tree *tree,
                        uint32_t index)
{
    uint32_t depth = 1;

    for (uint32_t at = index; at != tree->root; at = tree->parent[at])
        if (++depth > DEPTH_MAX + 1)
            return; /* an ancestor was reported */
    if (depth == DEPTH_MAX + 1)
        criterion_error(compiler, index, "in", DIAGNOSTIC_LIMIT,
                        "the criteria are nested more than 64 deep");
}

/* A criterion ends where the last one below it does. */
static void find_ends(struct builder *builder)
{
    for (uint32_t i = builder_count(builder, KB_SECTION_criteria); i-- > 0;) {
        struct kb_criterion *made = builder_at(builder, KB_SECTION_criteria, i);

        if (made->end == 0)
            made->end = i + 1;
        if (made->parent == KB_NONE)
            continue;
        struct kb_criterion *parent = builder_at(builder, KB_SECTION_criteria,
                                                 made->parent);
        if (parent->end == 0)
            parent->end = made->end;
    }
}

static void lay_out_tree(struct compiler *compiler, struct tree *tree)
{
    for (uint32_t at = tree->root; at != KB_NONE;
         at = next_criterion(tree, at)) {
        check_depth(compiler, tree, at);
        add_criterion(compiler, tree, at);
    }
    if (compiler->builder.no_memory)
        return;
    find_ends(&compiler->builder);
    list_children(compiler, tree);
}

static dvf_status allocate_tree(struct compiler *compiler, struct tree *tree)
{
    tree->count = compiler->model->criteria_count;
    tree->root = KB_NONE;
    tree->parent = compile_numbers(compiler, tree->count);
    tree->child = compile_numbers(compiler, tree->count);
    tree->sibling = compile_numbers(compiler, tree->count);
    tree->mark = compile_numbers(compiler, tree->count);
    compiler->criterion_order = compile_numbers(compiler, tree->count);
    for (uint32_t i = 0; compiler->criterion_order && i < tree->count; i++)
        compiler->criterion_order[i] = KB_NONE;
    return compiler->no_memory ? DVF_NO_MEMORY : DVF_OK;
}

void compile_criteria(struct compiler *compiler)
{
    struct step section = {.key = "criteria"};
    struct tree tree = {0};

    if (allocate_tree(compiler, &tree) == DVF_OK) {
        link_tree(compiler, &tree);
        bool round = has_cycle(compiler, &tree);

        if (tree.root == KB_NONE && !round)
            compile_error(compiler, &section, DIAGNOSTIC_STRUCTURE,
                          "leave out 'in' for exactly one criterion",
                          "there is no root criterion");
        else if (tree.root != KB_NONE)
            lay_out_tree(compiler, &tree);
    }
    free(tree.parent);
    free(tree.child);
    free(tree.sibling);
    free(tree.mark);
}
