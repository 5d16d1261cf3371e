/* SPDX-License-Identifier: MIT */
/*
 * YAML as a tree, for the second implementation of evaluation: trusts its
 * input, and fails the test where it is no YAML.
 */
#ifndef DVF_TESTS_TREE_H
#define DVF_TESTS_TREE_H

#include <stddef.h>

/** A YAML node. A mapping's children are key, value, key, value. */
struct tree {
    char *text; /* of a scalar, else null */
    struct tree **children;
    size_t count;
    struct tree_name *names; /* as many as is a power of two; null: none */
    size_t last_name;
};

struct tree *tree_read(const char *text, size_t length);
void tree_free(struct tree *tree);

/** New trees by hand: a scalar; a list, or a mapping until it is told its
 * names, and one more child of it, which it then owns. */
struct tree *tree_scalar(const char *text);
struct tree *tree_list(void);
void tree_add(struct tree *list, struct tree *child);
void tree_name_keys(struct tree *mapping);

/** @return the value of a key, or the item of a list of mappings that has this
 * `id`; null where there is none, and for null */
const struct tree *tree_get(const struct tree *tree, const char *name);

/** @return the text of a key's value, or null */
const char *tree_text(const struct tree *mapping, const char *key);

/** @return the number of children, 0 for null */
size_t tree_count(const struct tree *tree);

#endif
