/* SPDX-License-Identifier: MIT */
/*
 * The verdict's policy: too-close limits, strengths, alternatives, exclusions
 * and combinations.
 */
#include "kb/compiler.h"

#include <string.h>

/* Limits of the lists: few options have few sensible combinations. */
#define COMBINATIONS_MAX 64
#define EXCLUDES_MAX     256
#define ALTERNATIVES_MAX 64
#define STRENGTHS_MAX    64
#define CLOSES_MAX       256

/* Greatest number of points, and of verdicts in a record. */
#define MOST             1000000

static const struct step verdict_step = {.key = "verdict"};

/* Compile a limit under an optional key; 0 where it is absent. */
static uint32_t compile_limit_of(struct compiler *compiler, const char *text,
                                 uint32_t maximum, const char *key,
                                 const struct step *item)
{
    struct step step = {.up = item, .key = key};

    return text ? compile_number(compiler, text, maximum, &step) : 0;
}

static void compile_limit(struct compiler *compiler, uint32_t count, int most,
                          const char *key)
{
    struct step step = {.up = &verdict_step, .key = key};

    if (count > (uint32_t)most)
        compile_error(compiler, &step, DIAGNOSTIC_LIMIT, NULL,
                      "there are more than %d %s", most, key);
}

static void compile_closes(struct compiler *compiler, const struct step *item)
{
    const struct model_too_close *limits = &compiler->model->verdict.too_close;
    struct step any = {.up = item, .key = "any"};

    compile_count(compiler, limits->any_count, "condition", &any);
    if (limits->any_count > CLOSES_MAX)
        compile_error(compiler, &any, DIAGNOSTIC_LIMIT, "join some of them",
                      "there are more than %d conditions", CLOSES_MAX);
    for (uint32_t i = 0; i < limits->any_count && i < CLOSES_MAX; i++) {
        const struct condition_list list = {"any", &limits->any[i], 1, i,
                                            KB_NONE};
        struct kb_condition made = compile_condition_list(compiler, &list,
                                                          SCOPE_RESULT, item);
        struct kb_close *record = builder_add(&compiler->builder,
                                              KB_SECTION_closes);

        if (record)
            record->condition = made;
    }
}

static void compile_too_close(struct compiler *compiler)
{
    const struct model_too_close *limits = &compiler->model->verdict.too_close;
    struct dvf_kb *head = &compiler->builder.head;
    struct step too_close = {.up = &verdict_step, .key = "too_close"};

    head->too_close_points = compile_limit_of(compiler, limits->points, MOST,
                                              "points", &too_close);
    head->too_close_percent = compile_limit_of(compiler, limits->percent, 100,
                                               "percent", &too_close);
    compile_closes(compiler, &too_close);
}

/* ------------------------------------------------------------ strengths */

static bool has_key(const struct compiler *compiler, const struct step *item,
                    const char *key)
{
    struct step step = {.up = item, .key = key};

    return step_node(compiler, &step) != YAML_NONE;
}

/* The first strength must require nothing, so that every verdict has one. */
static void check_first_strength(struct compiler *compiler,
                                 const struct kb_strength *made,
                                 const struct step *item)
{
    static const char *const keys[] = {"answers", "when"};

    if (made->points > 0 || made->percent > 0)
        compile_error(compiler, item, DIAGNOSTIC_STRUCTURE,
                      "begin with points: 0 and percent: 0",
                      "the first strength must always be reached");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct step step = {.up = item, .key = keys[i]};

        if (has_key(compiler, item, keys[i]))
            compile_error(compiler, &step, DIAGNOSTIC_STRUCTURE,
                          "remove it, or put a strength with points: 0 before "
                          "this one",
                          "the first strength must always be reached, without "
                          "'%s'",
                          keys[i]);
    }
}

/* The last strength reached holds, so each must require no less than the one
 * before. */
static void check_strength(struct compiler *compiler, uint32_t index,
                           const struct step *item)
{
    const struct kb_strength *made = builder_at(&compiler->builder,
                                                KB_SECTION_strengths, index);

    if (made->points == KB_NONE || made->percent == KB_NONE ||
        made->answers == KB_NONE)
        return; /* reported */
    if (index == 0) {
        check_first_strength(compiler, made, item);
        return;
    }
    const struct kb_strength *before = made - 1;
    if (before->points != KB_NONE && before->percent != KB_NONE &&
        before->answers != KB_NONE &&
        (made->points < before->points || made->percent < before->percent ||
         made->answers < before->answers))
        compile_error(compiler, item, DIAGNOSTIC_STRUCTURE,
                      "list the strengths from the least to the greatest",
                      "the strength asks for less than the one before");
}

static void check_record(struct compiler *compiler,
                         const struct kb_strength *made,
                         const struct step *record)
{
    struct step agreed = {.up = record, .key = "agreed"};
    struct step of = {.up = record, .key = "of"};

    if (made->of == 0)
        compile_error(compiler, &of, DIAGNOSTIC_NUMBER, "leave the record out",
                      "a record of nothing says nothing");
    else if (made->agreed != KB_NONE && made->of != KB_NONE &&
             made->agreed > made->of)
        compile_error(compiler, &agreed, DIAGNOSTIC_NUMBER,
                      "'agreed' counts some of those that 'of' counts",
                      "%u cannot agree of %u", (unsigned)made->agreed,
                      (unsigned)made->of);
}

static void compile_record(struct compiler *compiler,
                           const struct model_record *record,
                           struct kb_strength *made, const struct step *item)
{
    struct step step = {.up = item, .key = "record"};
    struct step agreed = {.up = &step, .key = "agreed"};
    struct step of = {.up = &step, .key = "of"};
    struct step source = {.up = &step, .key = "source"};

    made->source = KB_NONE;
    if (!record->of)
        return;
    made->agreed = compile_number(compiler, record->agreed, MOST, &agreed);
    made->of = compile_number(compiler, record->of, MOST, &of);
    made->source = compile_reference(compiler, &compiler->sources,
                                     record->source, "source", &source);
    check_record(compiler, made, &step);
}

static void compile_strength(struct compiler *compiler, uint32_t index,
                             const struct step *item)
{
    const struct model_strength *strength =
        &compiler->model->verdict.strength[index];
    struct builder *builder = &compiler->builder;
    struct step when = {.up = item, .key = "when"};
    struct step unmet = {.up = item, .key = "unmet"};
    struct kb_strength made = {0};

    made.id = builder_text(builder, strength->id);
    made.points = compile_limit_of(compiler, strength->points, MOST, "points",
                                   item);
    made.percent = compile_limit_of(compiler, strength->percent, 100, "percent",
                                    item);
    made.answers = compile_limit_of(compiler, strength->answers,
                                    KB_ATTRIBUTES_MAX, "answers", item);
    made.condition = compile_condition(compiler, &strength->condition,
                                       SCOPE_CONTENDERS, item);
    made.unmet = builder_text(builder, strength->unmet);

    compile_count(compiler, strength->condition.when_count, "condition", &when);
    if (strength->unmet && !has_key(compiler, item, "when"))
        compile_error(compiler, &unmet, DIAGNOSTIC_STRUCTURE,
                      "remove it, or add a condition under 'when'",
                      "there is no condition here that could be unmet");
    compile_record(compiler, &strength->record, &made, item);
    struct kb_strength *record = builder_add(builder, KB_SECTION_strengths);
    if (!record)
        return;
    *record = made;
    check_strength(compiler, index, item);
}

static void compile_strengths(struct compiler *compiler)
{
    const struct model_verdict *verdict = &compiler->model->verdict;
    struct step section = {.up = &verdict_step, .key = "strength"};

    compile_count(compiler, verdict->strength_count, "strength", &section);
    compile_limit(compiler, verdict->strength_count, STRENGTHS_MAX, "strength");
    for (uint32_t i = 0; i < verdict->strength_count && i < STRENGTHS_MAX;
         i++) {
        struct step item = {.up = &section, .index = i};

        compile_strength(compiler, i, &item);
    }
}

/* ------------------------------------------- alternatives and exclusions */

static void compile_alternative(struct compiler *compiler, uint32_t index)
{
    const struct model_alternative *alternative =
        &compiler->model->verdict.alternatives[index];
    struct step section = {.up = &verdict_step, .key = "alternatives"};
    struct step item = {.up = &section, .index = index};
    struct step option = {.up = &item, .key = "option"};
    struct step when = {.up = &item, .key = "when"};
    struct kb_alternative made = {0};

    made.option = compile_reference(compiler, &compiler->options,
                                    alternative->option, "option", &option);
    made.condition = compile_condition(compiler, &alternative->condition,
                                       SCOPE_CONTENDERS, &item);

    compile_count(compiler, alternative->condition.when_count, "condition",
                  &when);
    struct kb_alternative *record = builder_add(&compiler->builder,
                                                KB_SECTION_alternatives);
    if (record)
        *record = made;
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

/* --------------------------------------------------------- combinations */

/* Compile a flag: true, false, or absent. */
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

/* Require `when` or `unless`. A key that is there but unusable was reported. */
static void check_requirement(struct compiler *compiler,
                              const struct model_condition *condition,
                              const struct step *item)
{
    struct step when = {.up = item, .key = "when"};
    struct step unless = {.up = item, .key = "unless"};
    const struct step *at = item;

    if (condition->when_count + condition->unless_count > 0)
        return;
    if (step_node(compiler, &when) != YAML_NONE)
        at = &when;
    else if (step_node(compiler, &unless) != YAML_NONE)
        at = &unless;
    compile_count(compiler, 0, "condition", at);
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

/* The list under a key of `variants`, as it stands in the model. */
struct variant_list {
    const char *key;
    const struct model_variant *items;
    uint32_t count;
};

static void compile_variant(struct compiler *compiler,
                            const struct model_variant *variant, bool is_title,
                            const struct step *item)
{
    struct builder *builder = &compiler->builder;
    struct step when = {.up = item, .key = "when"};
    struct step text = {.up = item, .key = "text"};
    struct kb_variant made = {0};

    made.text = builder_text(builder, variant->text);
    made.condition = compile_condition(compiler, &variant->condition,
                                       SCOPE_RESULT, item);

    if (is_title)
        compile_title_at(compiler, variant->text, &text);
    compile_count(compiler, variant->condition.when_count, "condition", &when);
    struct kb_variant *record = builder_add(builder, KB_SECTION_variants);
    if (record)
        *record = made;
}

static void compile_variants(struct compiler *compiler,
                             const struct model_variants *variants,
                             struct kb_combination *made,
                             const struct step *item)
{
    const struct variant_list lists[] = {
#define X(name, key)                                                           \
    [KB_VARYING_##name] = {#key, variants->key, variants->key##_count},
        KB_VARYING(X)
#undef X
    };
    struct builder *builder = &compiler->builder;
    struct step section = {.up = item, .key = "variants"};
    uint32_t all = 0;

    for (size_t i = 0; i < KB_VARYING_COUNT; i++) {
        struct step list = {.up = &section, .key = lists[i].key};
        uint32_t first = builder_count(builder, KB_SECTION_variants);

        for (uint32_t k = 0; k < lists[i].count; k++) {
            struct step variant = {.up = &list, .index = k};

            compile_variant(compiler, &lists[i].items[k], i == KB_VARYING_TITLE,
                            &variant);
        }
        all += lists[i].count;
        made->variants[i] = builder_since(builder, KB_SECTION_variants, first);
    }
    compile_count(compiler, all, "variant", &section);
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
    compile_variants(compiler, &combination->variants, &made, &item);
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

void compile_verdict(struct compiler *compiler)
{
    const struct model_verdict *verdict = &compiler->model->verdict;

    compile_too_close(compiler);
    compile_strengths(compiler);
    compile_limit(compiler, verdict->alternatives_count, ALTERNATIVES_MAX,
                  "alternatives");
    compiler->builder.head.names_alternatives = has_key(compiler, &verdict_step,
                                                        "alternatives");
    for (uint32_t i = 0;
         i < verdict->alternatives_count && i < ALTERNATIVES_MAX; i++)
        compile_alternative(compiler, i);
    compile_limit(compiler, verdict->excludes_count, EXCLUDES_MAX, "excludes");
    for (uint32_t i = 0; i < verdict->excludes_count && i < EXCLUDES_MAX; i++)
        compile_exclude(compiler, i);
    compile_limit(compiler, verdict->combinations_count, COMBINATIONS_MAX,
                  "combinations");
    for (uint32_t i = 0;
         i < verdict->combinations_count && i < COMBINATIONS_MAX; i++)
        compile_combination(compiler, i);
}
