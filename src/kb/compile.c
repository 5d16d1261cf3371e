/* SPDX-License-Identifier: MIT */
/*
 * The stages of the compiler in their order.
 */
#include "kb/compile.h"
#include "kb/compiler.h"

#include <stdlib.h>

/* The stages in their order. Each relies on the records of those before it, so
 * none begins once memory ran out. */
static void (*const stages[])(struct compiler *compiler) = {
    compile_basics,  compile_criteria, compile_terms,
    compile_only_if, compile_rules,    compile_remarks,
    compile_verdict, compile_finish,   compile_check_only_if,
};

static bool out_of_memory(const struct compiler *compiler)
{
    return compiler->no_memory || compiler->builder.no_memory ||
           compiler->builder.pool.failed;
}

/* Offsets of the tables of names in the compiler. */
static const size_t symbol_tables[] = {
    offsetof(struct compiler, weights), offsetof(struct compiler, options),
    offsetof(struct compiler, sources), offsetof(struct compiler, names),
    offsetof(struct compiler, claims),  offsetof(struct compiler, criteria),
    offsetof(struct compiler, rules),
};

static void for_each_table(struct compiler *compiler,
                           void (*visit)(struct symbols *symbols))
{
    for (size_t i = 0; i < sizeof symbol_tables / sizeof symbol_tables[0]; i++)
        visit((struct symbols *)(void *)((char *)compiler + symbol_tables[i]));
}

static void release(struct compiler *compiler)
{
    for_each_table(compiler, symbols_release);
    builder_release(&compiler->builder);
    free(compiler->criterion_order);
    free(compiler->rule_order);
    free(compiler->seen);
}

dvf_status compile_model(const struct yaml_document *document,
                         const struct model *model, const dvf_input *input,
                         struct dvf_diagnostics *problems, dvf_kb **out)
{
    struct compiler compiler = {
        .document = document, .model = model, .problems = problems};
    dvf_kb *kb = NULL;

    for_each_table(&compiler, symbols_init);
    builder_init(&compiler.builder, input->bytes, input->length);
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
        if (!out_of_memory(&compiler))
            stages[i](&compiler);
    dvf_status status = diagnostics_status(problems);
    if (out_of_memory(&compiler))
        status = DVF_NO_MEMORY;
    else if (status == DVF_OK && !(kb = builder_finish(&compiler.builder)))
        status = DVF_NO_MEMORY;
    release(&compiler);
    if (status == DVF_OK)
        *out = kb;
    return status;
}
