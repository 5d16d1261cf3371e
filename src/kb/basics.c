/* SPDX-License-Identifier: MIT */
/*
 * Sections of a knowledge base that need no other: its head, weights, options,
 * sources and claims.
 */
#include "base/date.h"
#include "base/hint.h"
#include "kb/compiler.h"

#include <string.h>

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

static void check_part(struct compiler *compiler, const uint32_t *parts,
                       uint32_t index, const struct step *of)
{
    struct step item = {.up = of, .index = index};

    if (compiler->model->options[parts[index]].of_count > 0)
        compile_error(compiler, &item, DIAGNOSTIC_STRUCTURE, NULL,
                      "a combination cannot be part of a combination");
    for (uint32_t i = 0; i < index; i++)
        if (parts[i] == parts[index])
            compile_error(compiler, &item, DIAGNOSTIC_DUPLICATE_VALUE,
                          "keep one of the two",
                          "the option stands twice in the combination");
}

static void check_parts(struct compiler *compiler, const struct kb_option *made,
                        const struct step *of)
{
    uint32_t count = made->parts.count;

    if (count < 2 || count > KB_OPTIONS_MAX) {
        compile_error(compiler, of, DIAGNOSTIC_STRUCTURE, NULL,
                      "a combination needs 2 to %d options", KB_OPTIONS_MAX);
        return;
    }
    const uint32_t *parts = builder_at(&compiler->builder, KB_SECTION_indices,
                                       made->parts.first);
    for (uint32_t i = 0; i < count; i++)
        check_part(compiler, parts, i, of);
}

static void compile_option(struct compiler *compiler, uint32_t index,
                           const struct step *item)
{
    const struct model_option *option = &compiler->model->options[index];
    struct builder *builder = &compiler->builder;
    struct step of = {.up = item, .key = "of"};
    struct kb_option made = {0};

    made.id = builder_text(builder, option->id);
    made.title = builder_text(builder, option->title);
    made.summary = builder_text(builder, option->summary);
    made.score = KB_NONE;

    compile_title(compiler, option->title, item);
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

    if (compiler->model->options_count > KB_OPTIONS_ALL)
        compile_error(compiler, &section, DIAGNOSTIC_LIMIT, NULL,
                      "there are more than %d options", KB_OPTIONS_ALL);
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

static void date_error(struct compiler *compiler, const char *text,
                       const struct step *step, const char *form,
                       bool (*is_date)(const char *text))
{
    uint32_t node = step_node(compiler, step);

    hint_date_error(compiler->problems, yaml_position(compiler->document, node),
                    text, form, is_date);
}

kb_text compile_until(struct compiler *compiler, const char *until,
                      const struct step *item)
{
    struct step step = {.up = item, .key = "until"};

    if (until && *until && !date_is_period(until))
        date_error(compiler, until, &step, "write YYYY, YYYY-MM or YYYY-MM-DD",
                   date_is_period);
    return builder_text(&compiler->builder, until);
}

static void check_source_id(struct compiler *compiler, const char *id,
                            const struct step *item)
{
    struct step step = {.up = item, .key = "id"};

    if (strcmp(id, KB_ADVISOR) == 0)
        compile_error(compiler, &step, DIAGNOSTIC_BAD_ID, "choose another word",
                      "'%s' is the origin of rules that come from no source",
                      id);
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
        check_source_id(compiler, source->id, &item);
        if (*source->date && strcmp(source->date, "undated") != 0 &&
            !date_is_period(source->date))
            date_error(compiler, source->date, &date,
                       "write YYYY, YYYY-MM, YYYY-MM-DD or undated",
                       date_is_period);
        made->id = builder_text(builder, source->id);
        made->title = builder_text(builder, source->title);
        made->date = builder_text(builder, source->date);
        made->kind = builder_text(builder, model_source_kinds[source->kind]);
        made->url = builder_text(builder, source->url);
        made->caveat = builder_text(builder, source->caveat);
    }
}

/* --------------------------------------------------------------- claims */

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
    struct step kind = {.up = item, .key = "kind"};
    struct kb_claim made = {0};

    compile_word(compiler, claim->kind, "kind of a claim", &kind);
    made.id = builder_text(builder, claim->id);
    made.kind = builder_text(builder, claim->kind);
    made.says = builder_text(builder, claim->says);
    made.status = builder_text(builder, model_claim_statuses[claim->status]);
    made.now = builder_text(builder, claim->now);
    made.until = compile_until(compiler, claim->until, item);
    made.confidence = builder_text(builder,
                                   model_confidences[claim->confidence]);
    made.about = KB_NONE;

    if (claim->about)
        made.about = compile_reference(compiler, &compiler->options,
                                       claim->about, "option", &about);
    made.source = compile_reference(compiler, &compiler->sources, claim->source,
                                    "source", &source);
    made.refs = compile_references(compiler, &sources, &refs);
    made.cells = compile_cells(compiler, claim->cells, claim->cells_count,
                               item);
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
        date_error(compiler, model->as_of, &as_of, "write YYYY-MM-DD",
                   date_is_day);
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
