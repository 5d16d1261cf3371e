/* SPDX-License-Identifier: MIT */
/*
 * Writing the clean text. A line ends behind each item of a mapping: libyaml
 * looks ahead for a key as far as the end of the line.
 */
#include "yaml/clean.h"

/* Texts below this length are written out: a reference is no shorter. */
#define REFERENCE_LEAST 16

void clean_separate(struct buffer *text, bool first)
{
    if (!first)
        buffer_append(text, ",\n", 2);
}

void clean_word(struct buffer *text, const char *word)
{
    buffer_append(text, "\"", 1);
    buffer_puts(text, word);
    buffer_append(text, "\"", 1);
}

void clean_key(struct buffer *text, const char *key)
{
    buffer_append(text, "\"", 1);
    buffer_puts(text, key);
    buffer_append(text, "\": ", 3);
}

/* Letter that escapes a character behind a backslash; 0: none is needed. */
static char escape_of(char c)
{
    static const char escapes[256] = {
        ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['"'] = '"', ['\\'] = '\\',
    };
    return escapes[(unsigned char)c];
}

static void append_text(struct buffer *text, const struct yaml_node *node)
{
    char piece[2 * REFERENCE_LEAST + 2];
    size_t length = 0;

    piece[length++] = '"';
    for (size_t i = 0; i < node->length; i++) {
        char escape = escape_of(node->text[i]);

        if (escape)
            piece[length++] = '\\';
        piece[length++] = escape ? escape : node->text[i];
    }
    piece[length++] = '"';
    buffer_append(text, piece, length);
}

/* Digits from the last one, without printf: a file may have a hundred thousand
 * references. */
static void append_reference(struct buffer *text, uint32_t number)
{
    char piece[16];
    size_t at = sizeof piece;

    piece[--at] = '"';
    do {
        piece[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    piece[--at] = 'a';
    piece[--at] = '\\';
    piece[--at] = '"';
    buffer_append(text, piece + at, sizeof piece - at);
}

void clean_scalar(struct buffer *text, const struct yaml_node *node,
                  uint32_t number)
{
    if (node->length < REFERENCE_LEAST)
        append_text(text, node);
    else
        append_reference(text, number);
}

static void empty_mapping(struct buffer *text,
                          const cyaml_schema_value_t *schema)
{
    bool first = true;

    buffer_putc(text, '{');
    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key;
         field++) {
        if ((field->value.flags & CYAML_FLAG_OPTIONAL) != 0)
            continue;
        clean_separate(text, first);
        clean_key(text, field->key);
        clean_empty(text, &field->value);
        first = false;
    }
    buffer_putc(text, '}');
}

void clean_empty(struct buffer *text, const cyaml_schema_value_t *schema)
{
    if (schema->type == CYAML_MAPPING) {
        empty_mapping(text, schema);
    } else if (schema->type == CYAML_SEQUENCE) {
        buffer_append(text, "[]", 2);
    } else {
        clean_word(text, schema->type == CYAML_ENUM
                             ? schema->enumeration.strings[0].str
                             : "");
    }
}
