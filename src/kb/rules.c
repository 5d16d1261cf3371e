/* SPDX-License-Identifier: MIT */
/*
 * Rules, notes and warnings.
 */
#include "kb/compiler.h"

#include "base/hint.h"

#include <string.h>

/* ---------------------------------------------------------------- rules */

/* Sort rules by id; the rules of one criterion then are sorted too. */
static dvf_status order_rules(struct compiler *compiler)
{
    const struct array *sorted = &compiler->rules.items;

    compiler->rule_order = compile_numbers(compiler,
                                           compiler->model->rules_count);
    if (!compiler->rule_order)
        return DVF_NO_MEMORY;
    for (uint32_t i = 0; i < sorted->count; i++) {
        const struct symbol *symbol = array_at(sorted, i);

        compiler->rule_order[symbol->index] = i;
    }
    return DVF_OK;
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

/* Find the source of a rule; hints include "advisor", which may be misspelt as
 * any id. */
static uint32_t rule_origin(struct compiler *compiler,
                            const struct model_rule *rule,
                            const struct step *item)
{
    struct step step = {.up = item, .key = "origin"};
    const struct symbols *sources = &compiler->sources;
    uint32_t source = symbols_find(sources, rule->origin);
    struct hint hint = hint_begin(compiler->problems, rule->origin);

    if (source != KB_NONE || !*rule->origin ||
        strcmp(rule->origin, KB_ADVISOR) == 0 || compiler->problems->full)
        return source;
    hint_offer(&hint, KB_ADVISOR);
    for (size_t i = 0; i < sources->items.count; i++) {
        const struct symbol *symbol = array_at(&sources->items, i);

        hint_offer(&hint, symbol->name);
    }
    compile_error(compiler, &step, DIAGNOSTIC_UNKNOWN_ID, hint_text(&hint),
                  "'%s' is neither a source nor %s", rule->origin, KB_ADVISOR);
    return KB_NONE;
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
    made.origin = rule_origin(compiler, rule, &item);

    compile_count(compiler, rule->condition.when_count, "condition", &when);
    made.condition = compile_condition(compiler, &rule->condition,
                                       SCOPE_ANSWERS, &item);
    made.claims = compile_claim_list(compiler, rule->claims, rule->claims_count,
                                     &item);
    struct kb_rule *record = builder_add(builder, KB_SECTION_rules);
    if (record)
        *record = made;
}

/* List the rules of each leaf: count them, lay out the ranges, fill them. */
static void list_rules(struct compiler *compiler)
{
    struct builder *builder = &compiler->builder;
    uint32_t base = builder_count(builder, KB_SECTION_indices);
    uint32_t first = base;
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
        struct kb_rule *rule = builder_at(builder, KB_SECTION_rules, i);
        struct kb_criterion *criterion = builder_at(
            builder, KB_SECTION_criteria, rule->criterion);
        struct kb_range *list = &criterion->rules;
        uint32_t at = list->first + list->count++;
        uint32_t *index = builder_at(builder, KB_SECTION_indices, at);

        *index = i;
        rule->place = at - base;
    }
}

void compile_rules(struct compiler *compiler)
{
    if (order_rules(compiler) != DVF_OK)
        return;
    for (size_t i = 0; i < compiler->rules.items.count; i++) {
        const struct symbol *symbol = array_at(&compiler->rules.items, i);

        compile_rule(compiler, symbol->index);
    }
    if (!compiler->builder.no_memory)
        list_rules(compiler);
}

/* -------------------------------------------------- notes and warnings */

/* A list of remarks, notes or warnings, and the scope of its conditions. */
struct remark_list {
    const char *key;
    const struct model_remark *items;
    uint32_t count;
    enum scope scope;
    enum kb_section section;
};

/* Find a rule or criterion, as operations name them; KB_NONE where there is
 * none, which is reported, or its criterion lies in itself. */
static uint32_t find_qualified(struct compiler *compiler, const char *id,
                               const struct step *step)
{
    struct suggestion best = {0};
    uint32_t index = symbols_find(&compiler->rules, id);

    if (index != KB_NONE)
        return compiler->rule_order[index];
    index = symbols_find(&compiler->criteria, id);
    if (index != KB_NONE) {
        index = compiler->criterion_order[index];
        return index == KB_NONE ? KB_NONE : index | KB_CRITERION_BIT;
    }
    if (!*id || compiler->problems->full)
        return KB_NONE;
    symbols_suggest(&compiler->rules, id, &best);
    symbols_suggest(&compiler->criteria, id, &best);
    compile_error(compiler, step, DIAGNOSTIC_UNKNOWN_ID,
                  hint_nearest(compiler->problems, &best),
                  "there is no rule or criterion named '%s'", id);
    return KB_NONE;
}

static struct kb_range compile_qualifies(struct compiler *compiler,
                                         const struct model_remark *note,
                                         const struct step *up)
{
    struct builder *builder = &compiler->builder;
    struct step list = {.up = up, .key = "qualifies"};
    uint32_t first = builder_count(builder, KB_SECTION_indices);

    for (uint32_t i = 0; i < note->qualifies_count; i++) {
        struct step item = {.up = &list, .index = i};
        uint32_t index = find_qualified(compiler, note->qualifies[i], &item);

        if (index != KB_NONE)
            builder_index(builder, index);
    }
    return builder_since(builder, KB_SECTION_indices, first);
}

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
    made.qualifies = compile_qualifies(compiler, remark, &item);
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
