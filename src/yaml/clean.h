/* SPDX-License-Identifier: MIT */
/*
 * The clean text: libcyaml gets it instead of the input. It is YAML in flow
 * style, written from the guarded tree by the walk that holds it against the
 * schema, so it always fits the schema.
 *
 * A long text does not pass through libyaml a second time: a reference to its
 * node stands in its place, and is resolved after loading. It begins with a
 * character that no input can hold.
 */
#ifndef DVF_YAML_CLEAN_H
#define DVF_YAML_CLEAN_H

#include "base/buffer.h"
#include "yaml/document.h"

#include <cyaml/cyaml.h>

/** First character of a reference; the node's number follows in decimal. */
#define CLEAN_REFERENCE '\a'

/** Bytes of the clean text to reserve for a node; a rough mean. */
#define CLEAN_PER_NODE  12

/** Begin an item of a mapping or a list; a separator unless it is the first. */
void clean_separate(struct buffer *text, bool first);

/** Append a key and its colon. */
void clean_key(struct buffer *text, const char *key);

/** Append a word in quotes. */
void clean_word(struct buffer *text, const char *word);

/** Append a scalar of the tree, or a reference to it. */
void clean_scalar(struct buffer *text, const struct yaml_node *node,
                  uint32_t number);

/** Append an empty value that fits a schema. */
void clean_empty(struct buffer *text, const cyaml_schema_value_t *schema);

#endif
