/* SPDX-License-Identifier: MIT */
/*
 * Keys of problems: the path of keys that leads to a place in the text.
 */
#include "base/utf8.h"
#include "yaml/document.h"

#include <string.h>

static bool is_behind(const struct yaml_node *node, const dvf_diagnostic *place)
{
    return node->line > place->line ||
           (node->line == place->line && node->column > place->column);
}

/* Number of the last child that begins at the place or before it: an item, a
 * key or a value. YAML_NONE where every child begins behind it. */
static uint32_t find_child(const struct yaml_document *document,
                           uint32_t parent, const dvf_diagnostic *place)
{
    uint32_t end = yaml_node(document, parent)->end;
    uint32_t found = YAML_NONE;

    for (uint32_t at = parent + 1; at < end;) {
        const struct yaml_node *child = yaml_node(document, at);

        if (is_behind(child, place))
            break;
        found = at;
        at = child->end;
    }
    return found;
}

/* Number of the key that stands before a value. */
static uint32_t key_of(const struct yaml_document *document, uint32_t mapping,
                       uint32_t value)
{
    uint32_t key = mapping + 1;

    while (yaml_node(document, key)->end < value)
        key = yaml_node(document, yaml_node(document, key)->end)->end;
    return key;
}

static bool is_key(const struct yaml_document *document, uint32_t mapping,
                   uint32_t child)
{
    uint32_t at = mapping + 1;

    while (at < child)
        at = yaml_node(document, yaml_node(document, at)->end)->end;
    return at == child;
}

static void append_step(struct buffer *key, const struct yaml_node *node)
{
    buffer_putc(key, '/');
    if (node->text)
        buffer_append(key, node->text, node->length);
}

/* Name an item that is a mapping by its first value, mostly an id. */
static void append_item(const struct yaml_document *document, uint32_t item,
                        struct buffer *key)
{
    const struct yaml_node *node = yaml_node(document, item);

    if (node->kind == YAML_MAPPING && node->count > 0)
        node = yaml_node(document, yaml_node(document, item + 1)->end);
    append_step(key, node);
}

/* Append the characters that a problem underlines: a key as it is written,
 * since the tree may hold the corrected word. */
static void append_underlined(const struct diagnostics_entry *entry,
                              struct buffer *key)
{
    const dvf_diagnostic *shown = &entry->shown;
    const char *at = shown->source ? shown->source : "";
    uint32_t skipped = entry->cut_before + 1;
    uint32_t taken = 0;

    for (; *at && taken < shown->length; skipped++) {
        uint32_t character;
        size_t bytes = utf8_decode(at, strlen(at), &character);

        bytes = bytes > 0 ? bytes : 1;
        if (skipped >= shown->column) {
            buffer_append(key, at, bytes);
            taken++;
        }
        at += bytes;
    }
}

/* Append a key at the place. A key that is a list or a mapping is named by the
 * first text in it. */
static void append_key(const struct yaml_document *document, uint32_t number,
                       const struct diagnostics_entry *entry,
                       struct buffer *key)
{
    uint32_t end = yaml_node(document, number)->end;

    if (yaml_node(document, number)->kind == YAML_SCALAR) {
        buffer_putc(key, '/');
        append_underlined(entry, key);
        return;
    }
    while (number + 1 < end && yaml_node(document, number)->kind != YAML_SCALAR)
        number++;
    append_step(key, yaml_node(document, number));
}

/* True for a problem with a whole mapping: its place is that of the first key,
 * and only the name in `about` tells the two apart. */
static bool is_meant(const struct yaml_node *node,
                     const struct diagnostics_entry *entry)
{
    return node->kind == YAML_MAPPING && entry->about &&
           node->line == entry->shown.line &&
           node->column == entry->shown.column;
}

/* Append one step of the path to the place. @return the node to go on from;
 * YAML_NONE at the end of the path */
static uint32_t append_way(const struct yaml_document *document,
                           uint32_t parent,
                           const struct diagnostics_entry *entry,
                           struct buffer *key)
{
    const struct yaml_node *node = yaml_node(document, parent);
    uint32_t child = node->kind == YAML_SCALAR || is_meant(node, entry)
                         ? YAML_NONE
                         : find_child(document, parent, &entry->shown);

    if (child == YAML_NONE)
        return YAML_NONE;
    if (node->kind == YAML_SEQUENCE) {
        append_item(document, child, key);
    } else if (is_key(document, parent, child)) {
        append_key(document, child, entry, key);
        return YAML_NONE;
    } else {
        append_step(key, yaml_node(document, key_of(document, parent, child)));
    }
    return child;
}

static void make_key(const struct yaml_document *document,
                     const struct diagnostics_entry *entry, struct buffer *key)
{
    uint32_t at = document->nodes.count > 0 ? 0 : YAML_NONE;

    while (at != YAML_NONE && entry->shown.line > 0)
        at = append_way(document, at, entry, key);
    if (entry->about)
        buffer_printf(key, " %s", entry->about);
}

void yaml_key_problems(const struct yaml_document *document,
                       struct dvf_diagnostics *problems)
{
    struct buffer key = {0};

    for (size_t i = problems->first; i < problems->items.count; i++) {
        buffer_clear(&key);
        make_key(document, array_at(&problems->items, i), &key);
        if (!key.failed && key.length > 0)
            diagnostics_set_key(problems, i, key.bytes);
    }
    if (key.failed)
        problems->arena.failed = true;
    buffer_release(&key);
}
