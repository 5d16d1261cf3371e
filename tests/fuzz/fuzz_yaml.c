/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: any bytes through the guard. The tree that comes of them holds
 * together, its nodes lie in the text in their order, and every value of it
 * written as a scalar is read as the same.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "yaml/document.h"
#include "yaml/scalar.h"
#include "yaml/text.h"

#include <string.h>

static const struct yaml_limits limits = {.bytes = 64 * 1024, .nodes = 512};

/* @return the number behind the node's last descendant */
static uint32_t check_node(const struct yaml_document *document,
                           uint32_t number, unsigned depth)
{
    const struct yaml_node *node = yaml_node(document, number);
    uint32_t next = number + 1;
    uint32_t children = node->count;

    must(node->line > 0 && node->column > 0 && depth <= YAML_DEPTH_MAX);
    if (node->kind == YAML_SCALAR) {
        must(node->text && strlen(node->text) <= node->length);
        must(node->length <= YAML_SCALAR_MAX && node->end == next);
        return next;
    }
    must(!node->text);
    if (node->kind == YAML_MAPPING)
        children *= 2;
    for (; children > 0; children--) {
        must(next < document->nodes.count);
        next = check_node(document, next, depth + 1);
    }
    must(node->end == next);
    return next;
}

/* A NUL is refused, and so in no text of a clean document. */
static void check_characters(const struct yaml_node *node)
{
    must(strlen(node->text) == node->length);
    for (uint32_t at = 0; at < node->length;) {
        uint32_t character = 0;
        size_t size = utf8_decode(node->text + at, node->length - at,
                                  &character);

        must(size > 0 && !utf8_is_hostile(character));
        at += (uint32_t)size;
    }
}

static void check_places(const struct yaml_document *document,
                         struct fuzz_input input)
{
    struct yaml_text text;
    size_t last = 0;

    if (input.length >= 3 && memcmp(input.bytes, "\xef\xbb\xbf", 3) == 0) {
        input.bytes += 3;
        input.length -= 3;
    }
    must(yaml_text_open(&text, document, input.bytes, input.length) == DVF_OK);
    for (uint32_t i = 0; i < document->nodes.count; i++) {
        size_t start = yaml_text_start(&text, i);

        must(start >= last && start <= input.length);
        last = start;
        if (yaml_node(document, i)->kind != YAML_SCALAR)
            continue;
        text.lost = false;
        size_t end = yaml_text_scalar_end(&text, i);
        must(text.lost || (end >= start && end <= input.length));
    }
    yaml_text_release(&text);
}

/* All scalars as one list, which is read as the same. */
static void check_scalars(const struct yaml_document *document)
{
    struct yaml_document again = {0};
    struct buffer list = {0};
    dvf_diagnostics *problems = dvf_diagnostics_new();
    uint32_t item = 0;

    must(problems);
    for (uint32_t i = 0; i < document->nodes.count; i++)
        if (yaml_node(document, i)->kind == YAML_SCALAR) {
            buffer_puts(&list, "- ");
            yaml_append_scalar(&list, yaml_node(document, i)->text);
            buffer_putc(&list, '\n');
        }
    diagnostics_input(problems, "list", list.bytes, list.length);
    if (list.length > 0 && list.length <= limits.bytes) {
        must(yaml_read(list.bytes, list.length, &limits, problems, &again) ==
             DVF_OK);
        must(dvf_diagnostics_count(problems) == 0);
        for (uint32_t i = 0; i < document->nodes.count; i++)
            if (yaml_node(document, i)->kind == YAML_SCALAR)
                must(strcmp(yaml_node(&again, ++item)->text,
                            yaml_node(document, i)->text) == 0);
        must(again.nodes.count == item + 1);
    }
    diagnostics_input_end(problems);
    yaml_document_release(&again);
    buffer_release(&list);
    dvf_diagnostics_free(problems);
}

static void check_document(const struct yaml_document *document,
                           struct fuzz_input input, bool is_clean)
{
    must(document->nodes.count > 0 && document->nodes.count <= limits.nodes);
    if (document->whole)
        must(check_node(document, 0, 1) == document->nodes.count);
    if (!is_clean)
        return;
    must(document->whole);
    for (uint32_t i = 0; i < document->nodes.count; i++)
        if (yaml_node(document, i)->kind == YAML_SCALAR)
            check_characters(yaml_node(document, i));
    check_places(document, input);
    check_scalars(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_input input = fuzz_input_of(data, size);
    struct yaml_document document = {0};
    dvf_diagnostics *problems = dvf_diagnostics_new();

    must(problems);
    diagnostics_input(problems, "input", input.bytes, input.length);
    dvf_status status = yaml_read(input.bytes, input.length, &limits, problems,
                                  &document);
    dvf_status earned = diagnostics_status(problems);
    must(status == DVF_OK || earned == DVF_INVALID);
    if (status == DVF_OK)
        check_document(&document, input, dvf_diagnostics_count(problems) == 0);
    yaml_key_problems(&document, problems);
    yaml_document_release(&document);
    diagnostics_input_end(problems);
    fuzz_check_problems(problems, earned, size);
    dvf_diagnostics_free(problems);
    return 0;
}
