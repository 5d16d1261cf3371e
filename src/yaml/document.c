/* SPDX-License-Identifier: MIT */
/*
 * The tree that the walk built: loading by it, places, lookups, duplicate keys
 * (the first of a name stays, later ones are reported and dropped), and the
 * paths of keys that lead to problems.
 */
#include "yaml/document.h"

#include "base/file.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

dvf_status yaml_load(const struct yaml_format *format, const dvf_input *input,
                     struct dvf_diagnostics *problems, void *target)
{
    struct yaml_document document = {0};

    assert(input->name && (input->bytes || input->length == 0));
    diagnostics_input(problems, input->name, input->bytes, input->length);
    dvf_status status = yaml_read(input->bytes, input->length, &format->limits,
                                  problems, &document);
    if (status == DVF_OK)
        status = format->read(target, &document, input, problems);
    yaml_key_problems(&document, problems);
    if (problems->arena.failed)
        status = DVF_NO_MEMORY;
    yaml_document_release(&document);
    diagnostics_input_end(problems);
    return status;
}

dvf_status yaml_load_file(const struct yaml_format *format, const char *path,
                          const char *name, struct dvf_diagnostics *problems,
                          void *target)
{
    struct buffer bytes = {0};

    dvf_status status = file_read_as(path, name, format->limits.bytes, &bytes,
                                     problems);
    if (status == DVF_OK) {
        const dvf_input input = file_input(name, &bytes);

        status = yaml_load(format, &input, problems, target);
    }
    buffer_release(&bytes);
    return status;
}

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
    const size_t length = strlen(key);
    for (uint32_t at = mapping + 1; at < node->end;) {
        const struct yaml_node *name = yaml_node(document, at);

        if (name->kind == YAML_SCALAR && !name->dropped &&
            name->length == length && memcmp(name->text, key, length) == 0)
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

/* ----------------------------------------------------------- duplicate keys */

struct key_order {
    const char *text;
    uint32_t node;
};

static int compare_keys(const void *left, const void *right)
{
    const struct key_order *a = left;
    const struct key_order *b = right;
    int order = strcmp(a->text, b->text);

    return order ? order : (a->node > b->node) - (a->node < b->node);
}

static void report_duplicate(struct yaml_document *document,
                             struct dvf_diagnostics *problems, uint32_t first,
                             uint32_t again)
{
    const struct yaml_node *key = yaml_node(document, again);

    diagnostics_error(problems, DIAGNOSTIC_DUPLICATE_KEY,
                      yaml_position(document, again),
                      "keep one of the two lines",
                      "the key '%s' stands here for a second time; the first "
                      "is in line %u",
                      key->text, (unsigned)yaml_node(document, first)->line);
    yaml_drop(document, again);
}

/* Up to so many keys are compared each with each, by their length first. */
#define FEW_KEYS 32

static bool all_differ(const struct yaml_document *document, uint32_t mapping)
{
    const struct yaml_node *keys[FEW_KEYS];
    uint32_t end = yaml_node(document, mapping)->end;
    size_t count = 0;

    for (uint32_t at = mapping + 1; at < end;) {
        const struct yaml_node *key = yaml_node(document, at);

        for (size_t i = 0; i < count; i++)
            if (keys[i]->length == key->length && key->text && keys[i]->text &&
                strcmp(keys[i]->text, key->text) == 0)
                return false;
        keys[count++] = key;
        at = yaml_node(document, key->end)->end;
    }
    return true;
}

/* Sorting keeps a hostile mapping of many keys at n log n. */
dvf_status yaml_check_duplicates(struct yaml_document *document,
                                 uint32_t mapping,
                                 struct dvf_diagnostics *problems)
{
    const struct yaml_node *node = yaml_node(document, mapping);
    size_t count = 0;

    if (node->count <= FEW_KEYS && all_differ(document, mapping))
        return DVF_OK;
    struct key_order *keys = calloc(node->count, sizeof *keys);
    if (!keys)
        return DVF_NO_MEMORY;
    for (uint32_t at = mapping + 1; at < node->end;) {
        const struct yaml_node *key = yaml_node(document, at);

        if (key->kind == YAML_SCALAR && !key->dropped && !key->faulty)
            keys[count++] = (struct key_order){key->text, at};
        at = yaml_node(document, key->end)->end;
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 1, first = 0; i < count; i++) {
        if (strcmp(keys[i].text, keys[first].text) == 0)
            report_duplicate(document, problems, keys[first].node,
                             keys[i].node);
        else
            first = i;
    }
    free(keys);
    return DVF_OK;
}

/* --------------------------------------------------------- keys of problems */

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
        size_t bytes = utf8_length(at, strlen(at));

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
