/* SPDX-License-Identifier: MIT */
/*
 * The tree that the walk built: places, lookups, release.
 */
#include "yaml/document.h"

#include <string.h>

struct position yaml_position(const struct yaml_document *document,
                              uint32_t number)
{
    if (number == YAML_NONE)
        return (struct position){0};
    const struct yaml_node *node = yaml_node(document, number);
    return (struct position){node->line, node->column, node->width};
}

void yaml_drop(struct yaml_document *document, uint32_t number)
{
    yaml_node(document, number)->dropped = true;
}

uint32_t yaml_find_key(const struct yaml_document *document, uint32_t mapping,
                       const char *key)
{
    if (mapping == YAML_NONE)
        return YAML_NONE;
    const struct yaml_node *node = yaml_node(document, mapping);
    if (node->kind != YAML_MAPPING)
        return YAML_NONE;
    for (uint32_t at = mapping + 1; at < node->end;) {
        const struct yaml_node *name = yaml_node(document, at);

        if (name->kind == YAML_SCALAR && !name->dropped &&
            strcmp(name->text, key) == 0)
            return at;
        at = yaml_node(document, name->end)->end;
    }
    return YAML_NONE;
}

uint32_t yaml_find(const struct yaml_document *document, uint32_t mapping,
                   const char *key)
{
    uint32_t number = yaml_find_key(document, mapping, key);

    if (number == YAML_NONE)
        return YAML_NONE;
    number = yaml_node(document, number)->end;
    return yaml_node(document, number)->dropped ? YAML_NONE : number;
}

uint32_t yaml_item(const struct yaml_document *document, uint32_t sequence,
                   size_t index)
{
    if (sequence == YAML_NONE)
        return YAML_NONE;
    const struct yaml_node *node = yaml_node(document, sequence);
    if (node->kind != YAML_SEQUENCE || index >= node->count)
        return YAML_NONE;
    uint32_t at = sequence + 1;
    while (index-- > 0)
        at = yaml_node(document, at)->end;
    return at;
}

void yaml_document_release(struct yaml_document *document)
{
    arena_release(&document->arena);
    array_release(&document->nodes);
    buffer_release(&document->clean);
    *document = (struct yaml_document){0};
}
