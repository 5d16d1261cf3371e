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
};

struct tree *tree_read(const char *text, size_t length);
void tree_free(struct tree *tree);

/** @return the value of a key, or null; null for a null mapping */
const struct tree *tree_get(const struct tree *mapping, const char *key);

/** @return the text of a key's value, or null */
const char *tree_text(const struct tree *mapping, const char *key);

/** @return the number of children, 0 for null */
size_t tree_count(const struct tree *tree);

#endif
