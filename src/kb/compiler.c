/* SPDX-License-Identifier: MIT */
/*
 * The compiler: functions shared by all its parts (places in the file, checks
 * of references and numbers), and its stages in their order.
 */
#include "kb/compiler.h"

#include "base/hint.h"
#include "base/number.h"
#include "kb/compile.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>

uint32_t step_node(const struct compiler *compiler, const struct step *step)
{
    if (compiler->problems->full)
        return YAML_NONE;
    uint32_t up = step->up ? step_node(compiler, step->up) : 0;

    return step->key ? yaml_find(compiler->document, up, step->key)
                     : yaml_item(compiler->document, up, step->index);
}

void compile_error(struct compiler *compiler, const struct step *step,
                   enum diagnostic_code code, const char *hint,
                   const char *format, ...)
{
    uint32_t node = YAML_NONE;
    va_list arguments;

    if (compiler->problems->full)
        return;
    for (; step && node == YAML_NONE; step = step->up)
        node = step_node(compiler, step);
    if (node == YAML_NONE)
        node = 0;
    if (yaml_node(compiler->document, node)->faulty)
        return;
    va_start(arguments, format);
    const char *message = diagnostics_vtext(compiler->problems, format,
                                            arguments);
    va_end(arguments);
    diagnostics_error(compiler->problems, code,
                      yaml_position(compiler->document, node), hint, "%s",
                      message);
}

uint32_t *compile_numbers(struct compiler *compiler, size_t count)
{
    uint32_t *numbers = calloc(count ? count : 1, sizeof *numbers);

    if (!numbers)
        compiler->no_memory = true;
    return numbers;
}

/* Longest list of names that a hint shows whole, where none is near. */
#define LISTED_MAX 12

static const char *reference_hint(struct compiler *compiler,
                                  const struct symbols *symbols, const char *id)
{
    struct suggestion best = {0};
    struct hint hint = hint_begin(compiler->problems, id);

    if (symbols->items.count > LISTED_MAX) {
        symbols_suggest(symbols, id, &best);
        return hint_nearest(compiler->problems, &best);
    }
    for (size_t i = 0; i < symbols->items.count; i++) {
        const struct symbol *symbol = array_at(&symbols->items, i);

        hint_offer(&hint, symbol->name);
    }
    return hint_text(&hint);
}

uint32_t compile_reference(struct compiler *compiler,
                           const struct symbols *symbols, const char *id,
                           const char *what, const struct step *step)
{
    uint32_t index = symbols_find(symbols, id);

    if (index == KB_NONE && *id && !compiler->problems->full)
        compile_error(compiler, step, DIAGNOSTIC_UNKNOWN_ID,
                      reference_hint(compiler, symbols, id),
                      "there is no %s named '%s'", what, id);
    return index;
}

struct kb_range compile_references(struct compiler *compiler,
                                   const struct references *references,
                                   const struct step *step)
{
    uint32_t first = builder_count(&compiler->builder, KB_SECTION_indices);

    for (uint32_t i = 0; i < references->count; i++) {
        struct step item = {.up = step, .index = i};
        uint32_t index = compile_reference(compiler, references->symbols,
                                           references->ids[i], references->what,
                                           &item);

        if (index != KB_NONE)
            builder_index(&compiler->builder, index);
    }
    return builder_since(&compiler->builder, KB_SECTION_indices, first);
}

struct kb_range compile_claim_list(struct compiler *compiler, char *const *ids,
                                   uint32_t count, const struct step *up)
{
    const struct references references = {&compiler->claims, "claim", ids,
                                          count};
    struct step step = {.up = up, .key = "claims"};

    return compile_references(compiler, &references, &step);
}

uint32_t compile_number(struct compiler *compiler, const char *text,
                        uint32_t maximum, const struct step *step)
{
    uint64_t number;

    if (!*text)
        return KB_NONE;
    if (number_read(text, &number) && number <= maximum)
        return (uint32_t)number;
    compile_error(
        compiler, step, DIAGNOSTIC_NUMBER,
        hint_number(compiler->problems, text, "write it in digits, such as 4"),
        "'%.40s' is not a whole number from 0 to %u", text, (unsigned)maximum);
    return KB_NONE;
}

uint32_t compile_count(struct compiler *compiler, uint32_t count,
                       const char *what, const struct step *step)
{
    /* schema_check() reported a missing key. */
    if (count == 0 && step_node(compiler, step) != YAML_NONE)
        compile_error(compiler, step, DIAGNOSTIC_EMPTY_VALUE, NULL,
                      "there must be at least one %s", what);
    return count;
}

/* ------------------------------------------------------------------- stages */

/* Stages in their order. Each relies on the records of those before it, so
 * none begins once memory ran out. */
static void (*const stages[])(struct compiler *compiler) = {
    compile_basics, compile_criteria,      compile_terms,      compile_only_if,
    compile_rules,  compile_remarks,       compile_comparison, compile_verdict,
    compile_finish, compile_check_only_if,
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

    assert(model && document->nodes.count > 0);
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
