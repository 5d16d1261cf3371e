/* SPDX-License-Identifier: MIT */
/*
 * Loading a checked document through libcyaml: its own bytes where nothing had
 * to be changed, else a clean text written from the tree.
 */
#include "yaml/schema.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

/* libcyaml's memory comes from an arena: what it loads is freed as a whole.
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

/* ---------------------------------------------------------- clean text */

struct emission {
    const struct yaml_document *document;
    struct buffer text;
};

static void emit_value(struct emission *emission, uint32_t number,
                       const cyaml_schema_value_t *schema);

static void emit_text(struct buffer *text, const char *value)
{
    buffer_putc(text, '"');
    for (; *value; value++) {
        if (*value == '\n')
            buffer_puts(text, "\\n");
        else if (*value == '\r')
            buffer_puts(text, "\\r");
        else if (*value == '\t')
            buffer_puts(text, "\\t");
        else {
            if (*value == '"' || *value == '\\')
                buffer_putc(text, '\\');
            buffer_putc(text, *value);
        }
    }
    buffer_putc(text, '"');
}

static void emit_mapping(struct emission *emission, uint32_t number,
                         const cyaml_schema_value_t *schema)
{
    const char *separator = "{";

    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key;
         field++) {
        uint32_t value = yaml_find(emission->document, number, field->key);

        if (value == YAML_NONE &&
            (field->value.flags & CYAML_FLAG_OPTIONAL) != 0)
            continue;
        buffer_puts(&emission->text, separator);
        emit_text(&emission->text, field->key);
        buffer_puts(&emission->text, ": ");
        emit_value(emission, value, &field->value);
        separator = ",\n";
    }
    buffer_puts(&emission->text, *separator == '{' ? "{}" : "}");
}

static void emit_sequence(struct emission *emission, uint32_t number,
                          const cyaml_schema_value_t *schema)
{
    const char *separator = "[";

    if (number != YAML_NONE) {
        const struct yaml_document *document = emission->document;

        for (uint32_t at = number + 1; at < yaml_node(document, number)->end;
             at = yaml_node(document, at)->end) {
            buffer_puts(&emission->text, separator);
            emit_value(emission, at, schema->sequence.entry);
            separator = ",\n";
        }
    }
    buffer_puts(&emission->text, *separator == '[' ? "[]" : "]");
}

static void emit_word(struct emission *emission, const char *word,
                      const cyaml_schema_value_t *schema)
{
    const char *known = schema->enumeration.strings[0].str;

    for (uint32_t i = 0; word && i < schema->enumeration.count; i++)
        if (strcmp(schema->enumeration.strings[i].str, word) == 0)
            known = word;
    emit_text(&emission->text, known);
}

/* A faulty node, one of the wrong kind, or none is written as an empty value.
 */
static void emit_value(struct emission *emission, uint32_t number,
                       const cyaml_schema_value_t *schema)
{
    static const enum yaml_kind kinds[CYAML__TYPE_COUNT] = {
        [CYAML_SEQUENCE] = YAML_SEQUENCE,
        [CYAML_MAPPING] = YAML_MAPPING,
    };
    const struct yaml_node *node = number == YAML_NONE
                                       ? NULL
                                       : yaml_node(emission->document, number);
    bool fits = node && !node->faulty && node->kind == kinds[schema->type];

    if (schema->type == CYAML_MAPPING)
        emit_mapping(emission, fits ? number : YAML_NONE, schema);
    else if (schema->type == CYAML_SEQUENCE)
        emit_sequence(emission, fits ? number : YAML_NONE, schema);
    else if (schema->type == CYAML_ENUM)
        emit_word(emission, fits ? node->text : NULL, schema);
    else
        emit_text(&emission->text, fits ? node->text : "");
}

/* ---------------------------------------------------------------- load */

/* What a load is told. */
struct load {
    const cyaml_schema_value_t *schema;
    struct arena *arena;
    struct dvf_diagnostics *problems;
};

static dvf_status load_bytes(const struct load *load, const char *bytes,
                             size_t length, void **data)
{
    const cyaml_config_t config = {
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = grow,
        .mem_ctx = load->arena,
        .flags = CYAML_CFG_NO_ALIAS,
    };
    cyaml_err_t error = cyaml_load_data((const uint8_t *)bytes, length, &config,
                                        load->schema, data, NULL);

    if (error == CYAML_OK)
        return DVF_OK;
    /* The text is well-formed: libyaml can fail for want of memory only. */
    if (error == CYAML_ERR_OOM || error == CYAML_ERR_LIBYAML_PARSER_INIT ||
        error == CYAML_ERR_LIBYAML_PARSER)
        return DVF_NO_MEMORY;
    diagnostics_error(
        load->problems, DIAGNOSTIC_STRUCTURE, (struct position){0}, NULL,
        "the file could not be loaded: %s", cyaml_strerror(error));
    return DVF_INVALID;
}

dvf_status schema_load(const struct yaml_document *document,
                       const cyaml_schema_value_t *schema, struct arena *arena,
                       struct dvf_diagnostics *problems, void **data)
{
    const struct load load = {schema, arena, problems};

    if (!document->changed && diagnostics_errors(problems) == 0)
        return load_bytes(&load, document->bytes, document->length, data);

    struct emission emission = {.document = document};
    emit_value(&emission, 0, schema);
    buffer_putc(&emission.text, '\n');
    dvf_status status = DVF_NO_MEMORY;
    if (!emission.text.failed)
        status = load_bytes(&load, emission.text.bytes, emission.text.length,
                            data);
    buffer_release(&emission.text);
    return status;
}
