/* SPDX-License-Identifier: MIT */
/*
 * Rules, notes, warnings and the verdict.
 */
#include "kb/compiler.h"

#include <string.h>

/* ---------------------------------------------------------------- rules */

/* Rules in the order of their ids; those of one criterion then are too. */
static bool order_rules(struct compiler *compiler)
{
    const struct array *sorted = &compiler->rules.items;

    compiler->rule_order = compile_numbers(compiler,
                                           compiler->model->rules_count);
    if (!compiler->rule_order)
        return false;
    for (uint32_t i = 0; i < sorted->count; i++) {
        const struct symbol *symbol = array_at(sorted, i);

        compiler->rule_order[symbol->index] = i;
    }
    return true;
}

static void check_leaf(struct compiler *compiler, uint32_t criterion,
                       const char *id, const struct step *step)
{
    const struct kb_criterion *leaf = builder_at(
        &compiler->builder, KB_SECTION_criteria, criterion);

    if (leaf->children.count > 0)
        compile_error(compiler, step, DIAGNOSTIC_STRUCTURE,
                      "name one of the criteria below it",
                      "'%s' collects criteria and cannot collect rules", id);
}

static uint32_t rule_criterion(struct compiler *compiler,
                               const struct model_rule *rule,
                               const struct step *item)
{
    struct step step = {.up = item, .key = "criterion"};
    uint32_t index = compile_reference(compiler, &compiler->criteria,
                                       rule->criterion, "criterion", &step);

    if (index == KB_NONE)
        return KB_NONE;
    uint32_t criterion = compiler->criterion_order[index];
    if (criterion != KB_NONE)
        check_leaf(compiler, criterion, rule->criterion, &step);
    return criterion;
}

static uint32_t rule_option(struct compiler *compiler,
                            const struct model_rule *rule,
                            const struct step *item)
{
    struct step step = {.up = item, .key = "favours"};
    uint32_t index = compile_reference(compiler, &compiler->options,
                                       rule->favours, "option", &step);

    if (index != KB_NONE && compiler->model->options[index].of_count > 0) {
        compile_error(compiler, &step, DIAGNOSTIC_STRUCTURE,
                      "a combination is a gate: see 'verdict'",
                      "'%s' is a combination and collects no points",
                      rule->favours);
        return KB_NONE;
    }
    return index;
}

static void compile_rule(struct compiler *compiler, uint32_t index)
{
    const struct model_rule *rule = &compiler->model->rules[index];
    struct builder *builder = &compiler->builder;
    struct step section = {.key = "rules"};
    struct step item = {.up = &section, .index = index};
    struct step when = {.up = &item, .key = "when"};
    struct step weight = {.up = &item, .key = "weight"};
    struct kb_rule made = {0};

    made.id = builder_text(builder, rule->id);
    made.because = builder_text(builder, rule->because);
    made.otherwise = builder_text(builder, rule->otherwise);
    made.criterion = rule_criterion(compiler, rule, &item);
    made.option = rule_option(compiler, rule, &item);
    made.weight = compile_reference(compiler, &compiler->weights, rule->weight,
                                    "weight", &weight);
    made.origin = rule->origin;

    compile_count(compiler, rule->condition.when_count, "condition", &when);
    made.condition = compile_condition(compiler, &rule->condition,
                                       SCOPE_ANSWERS, &item);
    made.claims = compile_claim_list(compiler, rule->claims, rule->claims_count,
                                     &item);
    struct kb_rule *record = builder_add(builder, KB_SECTION_rules);
    if (record)
        *record = made;
}

/* Give each leaf its rules: counted, laid out, then filled in. */
static void list_rules(struct compiler *compiler)
{
    struct builder *builder = &compiler->builder;
    uint32_t first = builder_count(builder, KB_SECTION_indices);
    uint32_t rules = builder_count(builder, KB_SECTION_rules);
    uint32_t criteria = builder_count(builder, KB_SECTION_criteria);

    for (uint32_t i = 0; i < rules; i++) {
        const struct kb_rule *rule = builder_at(builder, KB_SECTION_rules, i);

        builder_index(builder, 0);
        if (rule->criterion == KB_NONE || builder->no_memory)
            return;
        struct kb_criterion *criterion = builder_at(
            builder, KB_SECTION_criteria, rule->criterion);
        criterion->rules.count++;
    }
    for (uint32_t i = 0; i < criteria; i++) {
        struct kb_criterion *criterion = builder_at(builder,
                                                    KB_SECTION_criteria, i);

        criterion->rules.first = first;
        first += criterion->rules.count;
        criterion->rules.count = 0;
    }
    for (uint32_t i = 0; i < rules; i++) {
        const struct kb_rule *rule = builder_at(builder, KB_SECTION_rules, i);
        struct kb_criterion *criterion = builder_at(
            builder, KB_SECTION_criteria, rule->criterion);
        struct kb_range *list = &criterion->rules;
        uint32_t *place = builder_at(builder, KB_SECTION_indices,
                                     list->first + list->count++);

        *place = i;
    }
}

void compile_rules(struct compiler *compiler)
{
    if (!order_rules(compiler))
        return;
    for (size_t i = 0; i < compiler->rules.items.count; i++) {
        const struct symbol *symbol = array_at(&compiler->rules.items, i);

        compile_rule(compiler, symbol->index);
    }
    if (!compiler->builder.no_memory)
        list_rules(compiler);
}

/* -------------------------------------------------- notes and warnings */

/* The two lists of remarks, and what their conditions may speak of. */
struct remark_list {
    const char *key;
    const struct model_remark *items;
    uint32_t count;
    enum scope scope;
    enum kb_section section;
};

static void compile_remark(struct compiler *compiler,
                           const struct remark_list *list, uint32_t index)
{
    const struct model_remark *remark = &list->items[index];
    struct builder *builder = &compiler->builder;
    struct step section = {.key = list->key};
    struct step item = {.up = &section, .index = index};
    struct step when = {.up = &item, .key = "when"};
    struct kb_remark made = {0};

    made.id = builder_text(builder, remark->id);
    made.says = builder_text(builder, remark->says);
    made.until = compile_until(compiler, remark->until, &item);
    made.kind = remark->kind;
    made.condition = compile_condition(compiler, &remark->condition,
                                       list->scope, &item);
    made.claims = compile_claim_list(compiler, remark->claims,
                                     remark->claims_count, &item);

    compile_count(compiler, remark->condition.when_count, "condition", &when);
    struct kb_remark *record = builder_add(builder, list->section);
    if (record)
        *record = made;
}

void compile_remarks(struct compiler *compiler)
{
    const struct model *model = compiler->model;
    const struct remark_list lists[] = {
        {"notes", model->notes, model->notes_count, SCOPE_NOTES,
         KB_SECTION_notes},
        {"warnings", model->warnings, model->warnings_count, SCOPE_ANSWERS,
         KB_SECTION_warnings},
    };

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        for (uint32_t k = 0; k < lists[i].count; k++)
            compile_remark(compiler, &lists[i], k);
}

/* -------------------------------------------------------------- verdict */

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
