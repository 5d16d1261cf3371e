/* SPDX-License-Identifier: MIT */
/*
 * YAML as a tree: see tree.h. Built on libyaml's own document loader.
 */
#include "tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <yaml.h>

/* ------------------------------------------------------------------- Names */

/* What a name stands for. Names with equal hashes are taken to be equal: were
 * they not, evaluations would differ, and a test fail. */
struct tree_name {
    uint64_t hash;
    const struct tree *tree; /* null: nothing here */
};

/* FNV-1a */
static uint64_t hash_of(const char *text)
{
    uint64_t hash = 14695981039346656037U;

    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211U;
    return hash;
}

/* The place of a name, or the empty one where it would be. */
static struct tree_name *place_of(const struct tree *tree, const char *name)
{
    uint64_t hash = hash_of(name);
    size_t at = hash & tree->last_name;

    while (tree->names[at].tree && tree->names[at].hash != hash)
        at = (at + 1) & tree->last_name;
    return &tree->names[at];
}

static void make_places(struct tree *tree)
{
    while (tree->last_name < 2 * tree->count)
        tree->last_name = 2 * tree->last_name + 1;
    tree->names = calloc(tree->last_name + 1, sizeof *tree->names);
    assert_non_null(tree->names);
}

static void name_child(struct tree *tree, const char *name,
                       const struct tree *child)
{
    struct tree_name *place = place_of(tree, name);

    assert_null(place->tree);
    *place = (struct tree_name){hash_of(name), child};
}

void tree_name_keys(struct tree *mapping)
{
    make_places(mapping);
    for (size_t i = 0; i + 1 < mapping->count; i += 2)
        name_child(mapping, mapping->children[i]->text,
                   mapping->children[i + 1]);
}

/* Items that have no `id` have no name. */
static void name_items(struct tree *list)
{
    make_places(list);
    for (size_t i = 0; i < list->count; i++) {
        const char *id = tree_text(list->children[i], "id");

        if (id)
            name_child(list, id, list->children[i]);
    }
}

/* ----------------------------------------------------------------- Reading */

/* The text stands behind the node. */
static struct tree *new_scalar(const char *text, size_t length)
{
    struct tree *tree = calloc(1, sizeof *tree + length + 1);

    assert_non_null(tree);
    tree->text = memcpy(tree + 1, text, length);
    return tree;
}

struct tree *tree_scalar(const char *text)
{
    return new_scalar(text, strlen(text));
}

struct tree *tree_list(void)
{
    struct tree *tree = calloc(1, sizeof *tree);

    assert_non_null(tree);
    return tree;
}

void tree_add(struct tree *list, struct tree *child)
{
    /* Room for twice as many wherever a power of two is full. */
    if ((list->count & (list->count - 1)) == 0) {
        list->children = realloc(list->children,
                                 (list->count * 2 + 1) * sizeof(struct tree *));
        assert_non_null(list->children);
    }
    list->children[list->count++] = child;
}

static struct tree *read_node(yaml_document_t *document, int number)
{
    const yaml_node_t *node = yaml_document_get_node(document, number);

    assert_non_null(node);
    if (node->type == YAML_SCALAR_NODE)
        return new_scalar((const char *)node->data.scalar.value,
                          node->data.scalar.length);
    struct tree *tree = tree_list();
    if (node->type == YAML_SEQUENCE_NODE) {
        for (const yaml_node_item_t *item = node->data.sequence.items.start;
             item < node->data.sequence.items.top; item++)
            tree_add(tree, read_node(document, *item));
        name_items(tree);
        return tree;
    }
    for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top; pair++) {
        tree_add(tree, read_node(document, pair->key));
        tree_add(tree, read_node(document, pair->value));
    }
    tree_name_keys(tree);
    return tree;
}

struct tree *tree_read(const char *text, size_t length)
{
    yaml_parser_t parser;
    yaml_document_t document;
    struct tree *tree;

    assert_true(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    assert_true(yaml_parser_load(&parser, &document));
    tree = read_node(&document, 1); /* the root */
    yaml_document_delete(&document);
    yaml_parser_delete(&parser);
    return tree;
}

void tree_free(struct tree *tree)
{
    size_t i;

    if (!tree)
        return;
    for (i = 0; i < tree->count; i++)
        tree_free(tree->children[i]);
    free(tree->children);
    free(tree->names);
    free(tree);
}

/* ----------------------------------------------------------------- Looking */

const struct tree *tree_get(const struct tree *tree, const char *name)
{
    return !tree || !tree->names ? NULL : place_of(tree, name)->tree;
}

const char *tree_text(const struct tree *mapping, const char *key)
{
    const struct tree *found = tree_get(mapping, key);

    return !found ? NULL : found->text;
}

size_t tree_count(const struct tree *tree)
{
    return !tree ? 0 : tree->count;
}
