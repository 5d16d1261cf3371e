/* SPDX-License-Identifier: MIT */
/*
 * Duplicate keys: the first of a name stays, later ones are reported and
 * dropped.
 */
#include "yaml/document.h"

#include <stdlib.h>
#include <string.h>

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
#define FEW_KEYS 16

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
