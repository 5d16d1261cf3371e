/* SPDX-License-Identifier: MIT */
/*
 * Loading a checked document through libcyaml.
 */
#include "yaml/clean.h"
#include "yaml/schema.h"

#include <stddef.h>
#include <string.h>

/* libcyaml's memory comes from an arena: all that it loads is freed at once.
 * It grows a list by one item at a time; room for twice as much, kept in front
 * of the block, makes that linear. */
struct block_head {
    _Alignas(max_align_t) size_t capacity;
};

static void *grow(void *context, void *block, size_t size)
{
    struct block_head *head = block ? (struct block_head *)block - 1 : NULL;
    size_t capacity = size;
    size_t bytes;

    if (size == 0)
        return NULL;
    if (head && size <= head->capacity)
        return block;
    if ((head && !size_multiply(size, 2, &capacity)) ||
        !size_add(capacity, sizeof *head, &bytes))
        return NULL;
    struct block_head *made = arena_take(context, bytes);
    if (!made)
        return NULL;
    made->capacity = capacity;
    if (head)
        memcpy(made + 1, block, head->capacity);
    return made + 1;
}

/* ----------------------------------------------------------- references */

static void resolve_value(const struct yaml_document *document,
                          const cyaml_schema_value_t *schema, char *data,
                          size_t count);

/* Read a list's count: all tables of dvf count in 32 bits. */
static size_t read_count(const cyaml_schema_field_t *field, const char *data)
{
    uint32_t count = 0;

    if (field->count_size == sizeof count)
        memcpy(&count, data + field->count_offset, sizeof count);
    return count;
}

static void resolve_mapping(const struct yaml_document *document,
                            const cyaml_schema_value_t *schema, char *data)
{
    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key;
         field++)
        resolve_value(document, &field->value, data + field->data_offset,
                      read_count(field, data));
}

static void resolve_text(const struct yaml_document *document, char *slot,
                         const char *text)
{
    uint32_t number = 0;

    if (*text != CLEAN_REFERENCE)
        return;
    for (text++; *text; text++)
        number = number * 10 + (uint32_t)(*text - '0');
    text = yaml_node(document, number)->text;
    memcpy(slot, &text, sizeof text);
}

static void resolve_items(const struct yaml_document *document,
                          const cyaml_schema_value_t *entry, char *items,
                          size_t count)
{
    size_t size = (entry->flags & CYAML_FLAG_POINTER) != 0 ? sizeof(char *)
                                                           : entry->data_size;

    for (size_t i = 0; i < count; i++)
        resolve_value(document, entry, items + i * size, 0);
}

/* Put the texts of the tree in place of the references to them. */
static void resolve_value(const struct yaml_document *document,
                          const cyaml_schema_value_t *schema, char *data,
                          size_t count)
{
    char *target = data;

    if ((schema->flags & CYAML_FLAG_POINTER) != 0)
        memcpy(&target, data, sizeof target);
    if (!target)
        return;
    if (schema->type == CYAML_STRING)
        resolve_text(document, data, target);
    else if (schema->type == CYAML_MAPPING)
        resolve_mapping(document, schema, target);
    else if (schema->type == CYAML_SEQUENCE)
        resolve_items(document, schema->sequence.entry, target, count);
}

/* ---------------------------------------------------------------- load */

dvf_status schema_load(const struct yaml_document *document,
                       const cyaml_schema_value_t *schema, struct arena *arena,
                       struct dvf_diagnostics *problems, void **data)
{
    const cyaml_config_t config = {
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = grow,
        .mem_ctx = arena,
        .flags = CYAML_CFG_NO_ALIAS,
    };
    const struct buffer *text = &document->clean;
    void *loaded = NULL;

    if (text->failed)
        return DVF_NO_MEMORY;
    cyaml_err_t error = cyaml_load_data((const uint8_t *)text->bytes,
                                        text->length, &config, schema, &loaded,
                                        NULL);
    /* The clean text is well-formed: libyaml fails for want of memory only. */
    if (error == CYAML_ERR_OOM || error == CYAML_ERR_LIBYAML_PARSER_INIT ||
        error == CYAML_ERR_LIBYAML_PARSER)
        return DVF_NO_MEMORY;
    if (error != CYAML_OK) {
        diagnostics_error(problems, DIAGNOSTIC_STRUCTURE, (struct position){0},
                          NULL, "the file could not be loaded: %s",
                          cyaml_strerror(error));
        return DVF_INVALID;
    }
    resolve_value(document, schema, (char *)&loaded, 0);
    *data = loaded;
    return DVF_OK;
}
