/* SPDX-License-Identifier: MIT */
/*
 * YAML as a tree: see tree.h. Built on libyaml's own document loader.
 */
#include "tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <yaml.h>

static struct tree *read_node(yaml_document_t *document, yaml_node_t *node)
{
    struct tree *tree = calloc(1, sizeof *tree);
    size_t i;

    assert_non_null(tree);
    assert_non_null(node);
    if (node->type == YAML_SCALAR_NODE) {
        tree->text = calloc(1, node->data.scalar.length + 1);
        assert_non_null(tree->text);
        memcpy(tree->text, node->data.scalar.value, node->data.scalar.length);
        return tree;
    }
    if (node->type == YAML_SEQUENCE_NODE)
        tree->count = (size_t)(node->data.sequence.items.top -
                               node->data.sequence.items.start);
    else
        tree->count = 2 * (size_t)(node->data.mapping.pairs.top -
                                   node->data.mapping.pairs.start);
    tree->children = calloc(tree->count + 1, sizeof(struct tree *));
    assert_non_null(tree->children);
    for (i = 0; i < tree->count; i++) {
        int number;

        if (node->type == YAML_SEQUENCE_NODE)
            number = node->data.sequence.items.start[i];
        else if (i % 2 == 0)
            number = node->data.mapping.pairs.start[i / 2].key;
        else
            number = node->data.mapping.pairs.start[i / 2].value;
        tree->children[i] = read_node(document,
                                      yaml_document_get_node(document, number));
    }
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
    tree = read_node(&document, yaml_document_get_root_node(&document));
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
    free(tree->text);
    free(tree);
}

const struct tree *tree_get(const struct tree *mapping, const char *key)
{
    size_t i;

    for (i = 0; i + 1 < tree_count(mapping); i += 2)
        if (strcmp(mapping->children[i]->text, key) == 0)
            return mapping->children[i + 1];
    return NULL;
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
