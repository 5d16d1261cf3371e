/* SPDX-License-Identifier: MIT */
/*
 * Places of nodes in the bytes. The tree has the begin of each; the end
 * follows from its width, or from the bracket behind its last item.
 */
#include "yaml/text.h"

#include "base/utf8.h"

#include <assert.h>

bool yaml_text_is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

size_t yaml_text_skip_blanks(const struct yaml_text *text, size_t at)
{
    while (at < text->length && is_blank(text->bytes[at]))
        at++;
    return at;
}

size_t yaml_text_line_end(const struct yaml_text *text, size_t at)
{
    while (at < text->length && !yaml_text_is_break(text->bytes[at]))
        at++;
    return at;
}

size_t yaml_text_skip_break(const struct yaml_text *text, size_t at)
{
    if (at + 1 < text->length && text->bytes[at] == '\r' &&
        text->bytes[at + 1] == '\n')
        return at + 2;
    return at < text->length ? at + 1 : at;
}

dvf_status yaml_text_open(struct yaml_text *text,
                          const struct yaml_document *document,
                          const char *bytes, size_t length)
{
    size_t at = 0;

    assert(bytes && document->whole);
    *text = (struct yaml_text){.document = document,
                               .bytes = bytes,
                               .length = length,
                               .line_break = "\n"};
    array_init(&text->lines, sizeof(size_t));
    for (;;) {
        size_t *start = array_push(&text->lines);

        if (!start)
            return DVF_NO_MEMORY;
        *start = at;
        at = yaml_text_line_end(text, at);
        if (at == text->length)
            return DVF_OK;
        if (*start == 0 && text->bytes[at] == '\r')
            text->line_break = yaml_text_skip_break(text, at) == at + 2 ? "\r\n"
                                                                        : "\r";
        at = yaml_text_skip_break(text, at);
    }
}

/* Offset of the byte `count` characters behind another one. */
static size_t skip_characters(const struct yaml_text *text, size_t at,
                              uint32_t count)
{
    for (; count > 0 && at < text->length; count--) {
        at++;
        while (at < text->length && utf8_continues(text->bytes[at]))
            at++;
    }
    return at;
}

size_t yaml_text_start(const struct yaml_text *text, uint32_t number)
{
    const struct yaml_node *node = yaml_node(text->document, number);

    if (node->line > text->lines.count)
        return text->length;
    return skip_characters(text,
                           *(size_t *)array_at(&text->lines, node->line - 1),
                           node->column - 1);
}

/* Offset behind the closing quote. In double quotes a backslash escapes the
 * next byte; in single quotes a doubled quote stands for one. */
static size_t find_quote(struct yaml_text *text, size_t at)
{
    const char *bytes = text->bytes;
    const char quote = bytes[at++];

    for (; at < text->length; at++) {
        bool escaped = quote == '"'
                           ? bytes[at] == '\\'
                           : bytes[at] == quote && at + 1 < text->length &&
                                 bytes[at + 1] == quote;

        if (escaped)
            at++;
        else if (bytes[at] == quote)
            return at + 1;
    }
    text->lost = true;
    return text->length;
}

size_t yaml_text_scalar_end(struct yaml_text *text, uint32_t number)
{
    const struct yaml_node *node = yaml_node(text->document, number);
    const size_t start = yaml_text_start(text, number);

    if (node->multiline && !node->plain && start < text->length &&
        (text->bytes[start] == '"' || text->bytes[start] == '\''))
        return find_quote(text, start);
    if (node->multiline || node->width == UINT16_MAX)
        text->lost = true;
    return skip_characters(text, start, node->width);
}

/* Offset behind a closing bracket; only commas and comments may precede it. */
static size_t find_bracket(struct yaml_text *text, size_t at)
{
    while (at < text->length) {
        char byte = text->bytes[at];

        if (byte == ']')
            return at + 1;
        if (byte == '#')
            at = yaml_text_line_end(text, at);
        else if (is_blank(byte) || yaml_text_is_break(byte) || byte == ',')
            at++;
        else
            break;
    }
    text->lost = true;
    return at;
}

static size_t list_end(struct yaml_text *text, uint32_t number)
{
    const struct yaml_node *node = yaml_node(text->document, number);
    size_t at = yaml_text_start(text, number) + 1;

    for (uint32_t i = number + 1; i < node->end; i++)
        at = yaml_text_scalar_end(text, i);
    return node->flow ? find_bracket(text, at) : at;
}

size_t yaml_text_behind_key(struct yaml_text *text, uint32_t key)
{
    size_t at = yaml_text_skip_blanks(text, yaml_text_scalar_end(text, key));

    if (at < text->length && text->bytes[at] == ':')
        return at + 1;
    text->lost = true;
    return at;
}

/* Offset behind the last line of a block text, whose lines are indented deeper
 * than its key; empty lines belong to it if more of its lines follow. */
static size_t block_end(const struct yaml_text *text, size_t at, size_t indent)
{
    size_t end = yaml_text_line_end(text, at);

    for (size_t line = end; line < text->length;) {
        size_t start = yaml_text_skip_break(text, line);
        size_t first = yaml_text_skip_blanks(text, start);

        line = yaml_text_line_end(text, first);
        if (first < line && first - start <= indent)
            break;
        if (first < line)
            end = line;
    }
    return end;
}

static bool is_block(const struct yaml_text *text, const struct yaml_node *node,
                     size_t start)
{
    return node->multiline && !node->plain && start < text->length &&
           (text->bytes[start] == '|' || text->bytes[start] == '>');
}

struct yaml_region yaml_text_value(struct yaml_text *text, uint32_t key)
{
    struct yaml_region region = {.node = yaml_node(text->document, key)->end};
    const struct yaml_node *node = yaml_node(text->document, region.node);

    region.start = yaml_text_start(text, region.node);
    if (node->kind == YAML_SCALAR && is_block(text, node, region.start)) {
        region.end = block_end(text, region.start,
                               yaml_node(text->document, key)->column - 1);
    } else if (node->kind == YAML_SCALAR) {
        region.end = yaml_text_scalar_end(text, region.node);
    } else if (node->kind == YAML_SEQUENCE) {
        region.end = list_end(text, region.node);
        if (!node->flow)
            region.start = yaml_text_behind_key(text, key);
    } else {
        text->lost = true;
    }
    if (region.end < region.start || region.end > text->length)
        text->lost = true;
    return region;
}

void yaml_text_release(struct yaml_text *text)
{
    array_release(&text->lines);
}
