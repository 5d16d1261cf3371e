/* SPDX-License-Identifier: MIT */
/*
 * Loading a knowledge base: guard, schema, libcyaml, compiler.
 */
#include "kb/compile.h"
#include "kb/file_kind.h"
#include "yaml/schema.h"

#include <assert.h>
#include <stdlib.h>

/* A knowledge base of 10,000 rules takes some 5 MB and 300,000 nodes. */
#define BYTES_MAX (8 * 1024 * 1024)
#define NODES_MAX 1000000

/* Load a guarded and checked document, compile it, and free the model. */
static dvf_status compile_document(const struct yaml_document *document,
                                   const dvf_input *input,
                                   struct dvf_diagnostics *problems,
                                   dvf_kb **out)
{
    struct arena arena = {0};
    void *model = NULL;
    dvf_status status = schema_load(document, &model_schema, &arena, problems,
                                    &model);

    if (status == DVF_OK)
        status = compile_model(document, model, input, problems, out);
    arena_release(&arena);
    return status;
}

static dvf_status read_document(void *target, struct yaml_document *document,
                                const dvf_input *input,
                                struct dvf_diagnostics *problems)
{
    if (file_kind_is_other(document, FILE_KIND_KB, problems))
        return diagnostics_status(problems);
    schema_check(document, &model_schema, problems);
    dvf_status status = diagnostics_status(problems);
    /* Stop at a document broken off early: the missing parts cannot be
     * judged. */
    if (status == DVF_NO_MEMORY || !document->whole)
        return status;
    return compile_document(document, input, problems, target);
}

static const struct yaml_format kb_format = {
    .limits = {.bytes = BYTES_MAX, .nodes = NODES_MAX},
    .read = read_document,
};

/* Hand a KB out, but for a problem that could not be kept. */
static dvf_status hand_out(dvf_status status, dvf_kb *kb, dvf_kb **out)
{
    if (status == DVF_OK)
        *out = kb;
    else
        dvf_kb_free(kb);
    return status;
}

dvf_status dvf_kb_load(const dvf_input *input, dvf_diagnostics *problems,
                       dvf_kb **out)
{
    dvf_kb *kb = NULL;
    dvf_status status = yaml_load(&kb_format, input, problems, &kb);

    return hand_out(status, kb, out);
}

dvf_status dvf_kb_load_file(const char *path, dvf_diagnostics *problems,
                            dvf_kb **out)
{
    dvf_kb *kb = NULL;
    dvf_status status = yaml_load_file(&kb_format, path, path, problems, &kb);

    return hand_out(status, kb, out);
}

void dvf_kb_free(dvf_kb *kb)
{
    free(kb);
}

dvf_kb_info dvf_kb_describe(const dvf_kb *kb)
{
    dvf_kb_info info = {
        .id = kb_string(kb, kb->id),
        .version = kb_string(kb, kb->version),
        .title = kb_string(kb, kb->title),
        .as_of = kb_string(kb, kb->as_of),
        .attributes = kb_attributes_count(kb),
        .rules = kb_rules_count(kb),
    };

    kb_digest(kb, info.sha256);
    return info;
}

const char *dvf_kb_attribute(const dvf_kb *kb, size_t index)
{
    assert(index < kb_attributes_count(kb));
    return kb_attribute_id(kb, (uint32_t)index);
}
