/* SPDX-License-Identifier: MIT */
/*
 * The stages of the compiler, the helpers that all of them share, and what
 * stands by itself: weights, options, sources, claims.
 */
#include "kb/compile.h"
#include "base/date.h"
#include "base/hint.h"
#include "kb/compiler.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -------------------------------------------------------------- helpers */

uint32_t step_node(const struct compiler *compiler, const struct step *step)
{
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
    char message[512];
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
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

uint32_t compile_reference(struct compiler *compiler,
                           const struct symbols *symbols, const char *id,
                           const char *what, const struct step *step)
{
    struct suggestion best = {0};
    uint32_t index = symbols_find(symbols, id);

    if (index != KB_NONE || !*id || compiler->problems->full)
        return index;
    symbols_suggest(symbols, id, &best);
    compile_error(compiler, step, DIAGNOSTIC_UNKNOWN_ID,
                  hint_nearest(compiler->problems, &best),
                  "there is no %s named '%s'", what, id);
    return KB_NONE;
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
    uint64_t number = 0;
    const char *digit = text;

    for (; *digit >= '0' && *digit <= '9' && number <= maximum; digit++)
        number = number * 10 + (uint64_t)(*digit - '0');
    if (!*text)
        return KB_NONE;
    if (*digit == '\0' && number <= maximum)
        return (uint32_t)number;
    compile_error(
        compiler, step, DIAGNOSTIC_NUMBER, "write it in digits, such as 4",
        "'%.40s' is not a whole number from 0 to %u", text, (unsigned)maximum);
    return KB_NONE;
}

uint32_t compile_count(struct compiler *compiler, uint32_t count,
                       const char *what, const struct step *step)
{
    if (count == 0)
        compile_error(compiler, step, DIAGNOSTIC_EMPTY_VALUE, NULL,
                      "there must be at least one %s", what);
    return count;
}

/* ---------------------------------------------------------------- parts */

static void compile_weights(struct compiler *compiler)
{
    const struct model *model = compiler->model;
    struct step section = {.key = "weights"};
    uint32_t least = 1;

    compile_count(compiler, model->weights_count, "weight", &section);
    for (uint32_t i = 0; i < model->weights_count; i++) {
        struct step item = {.up = &section, .index = i};
        struct step step = {.up = &item, .key = "points"};
        struct kb_weight *weight = builder_add(&compiler->builder,
                                               KB_SECTION_weights);

        if (!weight)
            return;
        weight->id = builder_text(&compiler->builder, model->weights[i].id);
        weight->points = compile_number(compiler, model->weights[i].points,
                                        1000, &step);
        if (weight->points == KB_NONE) /* reported; conditions may name it */
            weight->points = least;
        if (weight->points < least)
            compile_error(compiler, &step, DIAGNOSTIC_NUMBER,
                          "list the weights from the least to the greatest",
                          "the points must be at least %u here",
                          (unsigned)least);
        least = weight->points + 1;
    }
}

static void check_parts(struct compiler *compiler, const struct kb_option *made,
                        const struct step *of)
{
    const struct model *model = compiler->model;

    if (made->parts.count < 2)
        compile_error(compiler, of, DIAGNOSTIC_STRUCTURE, NULL,
                      "a combination needs at least two options");
    for (uint32_t i = 0; i < made->parts.count; i++) {
        const uint32_t *part = builder_at(
            &compiler->builder, KB_SECTION_indices, made->parts.first + i);
        struct step item = {.up = of, .index = i};

        if (model->options[*part].of_count > 0)
            compile_error(compiler, &item, DIAGNOSTIC_STRUCTURE, NULL,
                          "a combination cannot be part of a combination");
    }
}

static void compile_option(struct compiler *compiler, uint32_t index,
                           const struct step *item)
{
    const struct model_option *option = &compiler->model->options[index];
    struct builder *builder = &compiler->builder;
    struct step of = {.up = item, .key = "of"};
    struct kb_option made = {
        .id = builder_text(builder, option->id),
        .title = builder_text(builder, option->title),
        .summary = builder_text(builder, option->summary),
        .score = KB_NONE,
    };

    if (option->of_count == 0) {
        made.score = builder->head.scoring++;
    } else {
        const struct references parts = {&compiler->options, "option",
                                         option->of, option->of_count};

        made.parts = compile_references(compiler, &parts, &of);
        if (made.parts.count == option->of_count && !compiler->no_memory)
            check_parts(compiler, &made, &of);
    }
    struct kb_option *record = builder_add(builder, KB_SECTION_options);
    if (record)
        *record = made;
}

static void compile_options(struct compiler *compiler)
{
    struct step section = {.key = "options"};

    for (uint32_t i = 0; i < compiler->model->options_count; i++) {
        struct step item = {.up = &section, .index = i};

        compile_option(compiler, i, &item);
    }
    uint32_t scoring = compiler->builder.head.scoring;
    if (scoring < 2 || scoring > KB_OPTIONS_MAX)
        compile_error(compiler, &section, DIAGNOSTIC_STRUCTURE, NULL,
                      "there must be 2 to %d options besides combinations, "
                      "not %u",
                      KB_OPTIONS_MAX, (unsigned)scoring);
}

static void compile_sources(struct compiler *compiler)
{
    struct step section = {.key = "sources"};
    struct builder *builder = &compiler->builder;

    for (uint32_t i = 0; i < compiler->model->sources_count; i++) {
        const struct model_source *source = &compiler->model->sources[i];
        struct step item = {.up = &section, .index = i};
        struct step date = {.up = &item, .key = "date"};
        struct kb_source *made = builder_add(builder, KB_SECTION_sources);

        if (!made)
            return;
        if (*source->date && strcmp(source->date, "undated") != 0 &&
            !date_is_period(source->date))
            compile_error(compiler, &date, DIAGNOSTIC_DATE,
                          "write YYYY, YYYY-MM, YYYY-MM-DD or undated",
                          "'%s' is not a date", source->date);
        made->id = builder_text(builder, source->id);
        made->title = builder_text(builder, source->title);
        made->date = builder_text(builder, source->date);
        made->kind = builder_text(builder, model_source_kinds[source->kind]);
        made->url = builder_text(builder, source->url);
        made->caveat = builder_text(builder, source->caveat);
    }
}

/* --------------------------------------------------------------- claims */

static struct kb_range compile_cells(struct compiler *compiler,
                                     const struct model_claim *claim,
                                     const struct step *up)
{
    struct builder *builder = &compiler->builder;
    struct step cells = {.up = up, .key = "cells"};
    uint32_t first = builder_count(builder, KB_SECTION_cells);

    for (uint32_t i = 0; i < claim->cells_count; i++) {
        struct step item = {.up = &cells, .index = i};
        struct step step = {.up = &item, .key = "option"};
        struct kb_cell *cell = builder_add(builder, KB_SECTION_cells);

        if (!cell)
            break;
        cell->option = compile_reference(compiler, &compiler->options,
                                         claim->cells[i].option, "option",
                                         &step);
        cell->says = builder_text(builder, claim->cells[i].says);
    }
    return builder_since(builder, KB_SECTION_cells, first);
}

static void compile_claim(struct compiler *compiler, uint32_t index,
                          const struct step *item)
{
    const struct model_claim *claim = &compiler->model->claims[index];
    struct builder *builder = &compiler->builder;
    struct step about = {.up = item, .key = "about"};
    struct step source = {.up = item, .key = "source"};
    struct step refs = {.up = item, .key = "refs"};
    const struct references sources = {&compiler->sources, "source",
                                       claim->refs, claim->refs_count};
    struct kb_claim made = {
        .id = builder_text(builder, claim->id),
        .kind = builder_text(builder, model_claim_kinds[claim->kind]),
        .says = builder_text(builder, claim->says),
        .status = builder_text(builder, model_claim_statuses[claim->status]),
        .now = builder_text(builder, claim->now),
        .confidence = builder_text(builder,
                                   model_confidences[claim->confidence]),
        .about = KB_NONE,
    };

    if (claim->about)
        made.about = compile_reference(compiler, &compiler->options,
                                       claim->about, "option", &about);
    made.source = compile_reference(compiler, &compiler->sources, claim->source,
                                    "source", &source);
    made.refs = compile_references(compiler, &sources, &refs);
    made.cells = compile_cells(compiler, claim, item);
    struct kb_claim *record = builder_add(builder, KB_SECTION_claims);
    if (record)
        *record = made;
}

static void compile_claims(struct compiler *compiler)
{
    struct step section = {.key = "claims"};

    for (uint32_t i = 0; i < compiler->model->claims_count; i++) {
        struct step item = {.up = &section, .index = i};

        compile_claim(compiler, i, &item);
    }
}

static void compile_head(struct compiler *compiler)
{
    const struct model *model = compiler->model;
    struct builder *builder = &compiler->builder;
    struct step as_of = {.key = "as_of"};
    struct step id = {.key = "knowledge_base"};

    compile_id(compiler, model->knowledge_base, &id);
    if (*model->as_of && !date_is_day(model->as_of))
        compile_error(compiler, &as_of, DIAGNOSTIC_DATE, "write YYYY-MM-DD",
                      "'%s' is not a date", model->as_of);
    builder->head.id = builder_text(builder, model->knowledge_base);
    builder->head.version = builder_text(builder, model->version);
    builder->head.as_of = builder_text(builder, model->as_of);
    builder->head.title = builder_text(builder, model->title);
}

void compile_basics(struct compiler *compiler)
{
    compile_names(compiler);
    compile_head(compiler);
    compile_weights(compiler);
    compile_options(compiler);
    compile_sources(compiler);
    compile_attributes(compiler);
    compile_claims(compiler);
}

/* ---------------------------------------------------------------- whole */

/* The stages in their order. Each relies on what the ones before it laid
 * down, so none begins once memory ran out. */
static void (*const stages[])(struct compiler *compiler) = {
    compile_basics,  compile_criteria, compile_terms,  compile_rules,
    compile_remarks, compile_verdict,  compile_finish,
};

static bool out_of_memory(const struct compiler *compiler)
{
    return compiler->no_memory || compiler->builder.no_memory ||
           compiler->builder.pool.failed;
}

/* Where the tables of names are in the compiler. */
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
