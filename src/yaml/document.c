/* SPDX-License-Identifier: MIT */
/*
 * The tree that the walk built: loading by it, places, lookups, release.
 */
#include "yaml/document.h"

#include "base/file.h"

#include <assert.h>
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
