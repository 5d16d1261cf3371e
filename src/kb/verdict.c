/* SPDX-License-Identifier: MIT */
/*
 * The verdict's policy: what is too close, the strengths, exclusions and
 * combinations.
 */
#include "kb/compiler.h"

#include <string.h>

/* Of few options few combinations make sense. */
#define COMBINATIONS_MAX 64
#define EXCLUDES_MAX     256

static const struct step verdict_step = {.key = "verdict"};

static void compile_too_close(struct compiler *compiler)
{
    const struct model_too_close *limits = &compiler->model->verdict.too_close;
    struct dvf_kb *head = &compiler->builder.head;
    struct step too_close = {.up = &verdict_step, .key = "too_close"};
    struct step points = {.up = &too_close, .key = "points"};
    struct step percent = {.up = &too_close, .key = "percent"};

    head->too_close_points = compile_number(compiler, limits->points, 1000000,
                                            &points);
    head->too_close_percent = compile_number(compiler, limits->percent, 100,
                                             &percent);
}

/* The last one that is reached holds, so each must ask for no less than the
 * one before; the first asks for nothing. */
static void check_strength(struct compiler *compiler, uint32_t index,
                           const struct step *item)
{
    const struct kb_strength *made = builder_at(&compiler->builder,
                                                KB_SECTION_strengths, index);

    if (made->points == KB_NONE || made->percent == KB_NONE)
        return; /* reported */
    if (index == 0) {
        if (made->points > 0 || made->percent > 0)
            compile_error(compiler, item, DIAGNOSTIC_STRUCTURE,
                          "begin with points: 0 and percent: 0",
                          "the first strength must always be reached");
        return;
    }
    if (made[-1].points != KB_NONE && made[-1].percent != KB_NONE &&
        (made->points < made[-1].points || made->percent < made[-1].percent))
        compile_error(compiler, item, DIAGNOSTIC_STRUCTURE,
                      "list the strengths from the least to the greatest",
                      "the strength asks for less than the one before");
}

static void compile_strengths(struct compiler *compiler)
{
    const struct model_verdict *verdict = &compiler->model->verdict;
    struct builder *builder = &compiler->builder;
    struct step section = {.up = &verdict_step, .key = "strength"};

    compile_count(compiler, verdict->strength_count, "strength", &section);
    for (uint32_t i = 0; i < verdict->strength_count; i++) {
        struct step item = {.up = &section, .index = i};
        struct step points = {.up = &item, .key = "points"};
        struct step percent = {.up = &item, .key = "percent"};
        struct kb_strength *made = builder_add(builder, KB_SECTION_strengths);

        if (!made)
            return;
        made->id = builder_text(builder, verdict->strength[i].id);
        made->points = compile_number(compiler, verdict->strength[i].points,
                                      1000000, &points);
        made->percent = compile_number(compiler, verdict->strength[i].percent,
                                       100, &percent);
        check_strength(compiler, i, &item);
    }
}

static void compile_exclude(struct compiler *compiler, uint32_t index)
{
    const struct model_exclude *exclude =
        &compiler->model->verdict.excludes[index];
    struct builder *builder = &compiler->builder;
    struct step section = {.up = &verdict_step, .key = "excludes"};
    struct step item = {.up = &section, .index = index};
    struct step option = {.up = &item, .key = "option"};
    struct step when = {.up = &item, .key = "when"};
    struct kb_exclude made = {0};

    made.option = compile_reference(compiler, &compiler->options,
                                    exclude->option, "option", &option);
    made.says = builder_text(builder, exclude->says);
    made.condition = compile_condition(compiler, &exclude->condition,
                                       SCOPE_RESULT, &item);
    made.claims = compile_claim_list(compiler, exclude->claims,
                                     exclude->claims_count, &item);

    compile_count(compiler, exclude->condition.when_count, "condition", &when);
    struct kb_exclude *record = builder_add(builder, KB_SECTION_excludes);
    if (record)
        *record = made;
}

/* A flag as text: true, false, or absent. */
static uint32_t compile_flag(struct compiler *compiler, const char *text,
                             const struct step *step)
{
    if (!text || !*text || strcmp(text, "false") == 0)
        return 0;
    if (strcmp(text, "true") != 0)
        compile_error(compiler, step, DIAGNOSTIC_UNKNOWN_VALUE,
                      "write true or false", "'%s' is neither true nor false",
                      text);
    return 1;
}

/* Either key will do. One that is there but unusable was reported. */
static void check_requirement(struct compiler *compiler,
                              const struct model_condition *condition,
                              const struct step *item)
{
    struct step when = {.up = item, .key = "when"};
    struct step unless = {.up = item, .key = "unless"};
    const struct step *at = item;

    if (step_node(compiler, &when) != YAML_NONE)
        at = &when;
    else if (step_node(compiler, &unless) != YAML_NONE)
        at = &unless;
    compile_count(compiler, condition->when_count + condition->unless_count,
                  "condition", at);
}

static void compile_requirement(struct compiler *compiler,
                                const struct model_requirement *requirement,
                                const struct step *item)
{
    struct builder *builder = &compiler->builder;
    struct step essential = {.up = item, .key = "essential"};
    struct kb_requirement made = {0};

    made.unmet = builder_text(builder, requirement->unmet);
    made.essential = compile_flag(compiler, requirement->essential, &essential);
    made.condition = compile_condition(compiler, &requirement->condition,
                                       SCOPE_RESULT, item);

    check_requirement(compiler, &requirement->condition, item);
    struct kb_requirement *record = builder_add(builder,
                                                KB_SECTION_requirements);
    if (record)
        *record = made;
}

static void check_combination_once(struct compiler *compiler, uint32_t index,
                                   const struct step *step)
{
    const struct model_combination *all = compiler->model->verdict.combinations;

    for (uint32_t i = 0; i < index; i++)
        if (strcmp(all[i].option, all[index].option) == 0)
            compile_error(compiler, step, DIAGNOSTIC_DUPLICATE_ID,
                          "join the requirements",
                          "'%s' has requirements already", all[index].option);
}

static void compile_combination(struct compiler *compiler, uint32_t index)
{
    const struct model_combination *combination =
        &compiler->model->verdict.combinations[index];
    struct builder *builder = &compiler->builder;
    struct step section = {.up = &verdict_step, .key = "combinations"};
    struct step item = {.up = &section, .index = index};
    struct step option = {.up = &item, .key = "option"};
    struct step requires = {.up = &item, .key = "requires"};
    uint32_t first = builder_count(builder, KB_SECTION_requirements);
    struct kb_combination made = {0};

    made.option = compile_reference(compiler, &compiler->options,
                                    combination->option, "option", &option);
    made.against = builder_text(builder, combination->against);
    made.claims = compile_claim_list(compiler, combination->claims,
                                     combination->claims_count, &item);

    if (made.option != KB_NONE &&
        compiler->model->options[made.option].of_count == 0)
        compile_error(compiler, &option, DIAGNOSTIC_STRUCTURE,
                      "give the option an 'of' list",
                      "'%s' is not a combination", combination->option);
    check_combination_once(compiler, index, &option);
    compile_count(compiler, combination->requires_count, "requirement",
                  &requires);
    for (uint32_t i = 0; i < combination->requires_count; i++) {
        struct step requirement = {.up = &requires, .index = i};

        compile_requirement(compiler, &combination->requires[i], &requirement);
    }
    made.requirements = builder_since(builder, KB_SECTION_requirements, first);
    struct kb_combination *record = builder_add(builder,
                                                KB_SECTION_combinations);
    if (record)
        *record = made;
}

static void compile_limit(struct compiler *compiler, uint32_t count, int most,
                          const char *key)
{
    struct step step = {.up = &verdict_step, .key = key};

    if (count > (uint32_t)most)
        compile_error(compiler, &step, DIAGNOSTIC_LIMIT, NULL,
                      "there are more than %d %s", most, key);
}

void compile_verdict(struct compiler *compiler)
{
    const struct model_verdict *verdict = &compiler->model->verdict;

    compile_too_close(compiler);
    compile_strengths(compiler);
    compile_limit(compiler, verdict->excludes_count, EXCLUDES_MAX, "excludes");
    for (uint32_t i = 0; i < verdict->excludes_count && i < EXCLUDES_MAX; i++)
        compile_exclude(compiler, i);
    compile_limit(compiler, verdict->combinations_count, COMBINATIONS_MAX,
                  "combinations");
    for (uint32_t i = 0;
         i < verdict->combinations_count && i < COMBINATIONS_MAX; i++)
        compile_combination(compiler, i);
}
