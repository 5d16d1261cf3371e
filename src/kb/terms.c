/* SPDX-License-Identifier: MIT */
/*
 * Terms in the order of their use, so that each is evaluated once and before
 * its users; equal tests merged; and for each condition the attributes it
 * reads. Without recursion: a hostile file may chain many terms.
 */
#include "kb/compiler.h"

#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- terms */

static struct kb_term *term_at(const struct compiler *compiler, uint32_t index)
{
    return builder_at(&compiler->builder, KB_SECTION_terms, index);
}

static struct kb_operation *operation_at(const struct compiler *compiler,
                                         uint32_t index)
{
    return builder_at(&compiler->builder, KB_SECTION_operations, index);
}

void compile_terms(struct compiler *compiler)
{
    const struct model *model = compiler->model;
    struct step section = {.key = "terms"};

    for (uint32_t i = 0; i < model->terms_count; i++) {
        struct step item = {.up = &section, .index = i};
        struct step when = {.up = &item, .key = "when"};
        struct kb_condition condition = compile_condition(
            compiler, &model->terms[i].condition, SCOPE_ANSWERS, &item);

        compile_count(compiler, model->terms[i].condition.when_count,
                      "condition", &when);
        struct kb_term *term = builder_add(&compiler->builder,
                                           KB_SECTION_terms);
        if (!term)
            return;
        term->id = builder_text(&compiler->builder, model->terms[i].id);
        term->condition = condition;
    }
}

/* The ordering: a term is taken once all the terms it uses were taken. */
struct ordering {
    uint32_t count;
    uint32_t taken;
    uint32_t *waits;   /* number of uses of terms not taken yet */
    uint32_t *users;   /* users of all terms, in one list ... */
    uint32_t *first;   /* ... first user of each term; one more for the end */
    uint32_t *queue;   /* the order */
    uint32_t *number;  /* of a term in the order; KB_NONE: not taken */
    uint32_t untaken;  /* all terms before this one were taken */
    uint32_t walks;    /* number of walks in search of cycles */
    uint32_t *visited; /* last walk that passed each term */
};

/* Call back for each use of a term by another. */
static void for_each_use(struct compiler *compiler, struct ordering *ordering,
                         void (*visit)(struct ordering *ordering, uint32_t user,
                                       uint32_t used))
{
    for (uint32_t user = 0; user < ordering->count; user++) {
        struct kb_range when = term_at(compiler, user)->condition.when;

        for (uint32_t k = 0; k < when.count; k++) {
            const struct kb_operation *operation = operation_at(compiler,
                                                                when.first + k);

            if (operation->code == KB_TERM)
                visit(ordering, user, operation->a);
        }
    }
}

static void count_use(struct ordering *ordering, uint32_t user, uint32_t used)
{
    ordering->waits[user]++;
    ordering->first[used]++;
}

static void list_use(struct ordering *ordering, uint32_t user, uint32_t used)
{
    ordering->users[--ordering->first[used]] = user;
}

static void take(struct ordering *ordering, uint32_t term)
{
    ordering->number[term] = ordering->taken;
    ordering->queue[ordering->taken++] = term;
}

static void release_users(struct ordering *ordering, uint32_t term)
{
    for (uint32_t i = ordering->first[term]; i < ordering->first[term + 1]; i++)
        if (--ordering->waits[ordering->users[i]] == 0 &&
            ordering->number[ordering->users[i]] == KB_NONE)
            take(ordering, ordering->users[i]);
}

/* Find a term not taken that this one uses: a term not taken has one; KB_NONE
 * for a term that was taken. */
static uint32_t next_untaken(struct compiler *compiler,
                             const struct ordering *ordering, uint32_t term)
{
    struct kb_range when = term_at(compiler, term)->condition.when;

    for (uint32_t k = 0; k < when.count; k++) {
        const struct kb_operation *operation = operation_at(compiler,
                                                            when.first + k);

        if (operation->code == KB_TERM &&
            ordering->number[operation->a] == KB_NONE)
            return operation->a;
    }
    return KB_NONE;
}

/* Every term left uses another one left, so following them finds a cycle. */
static uint32_t find_cycle(struct compiler *compiler, struct ordering *ordering)
{
    uint32_t at = ordering->untaken;

    ordering->walks++;
    while (at != KB_NONE && ordering->visited[at] != ordering->walks) {
        ordering->visited[at] = ordering->walks;
        at = next_untaken(compiler, ordering, at);
    }
    return at;
}

static void report_cycle(struct compiler *compiler, uint32_t term)
{
    struct step section = {.key = "terms"};
    struct step item = {.up = &section, .index = term};
    struct step step = {.up = &item, .key = "when"};

    compile_error(compiler, &step, DIAGNOSTIC_CYCLE, NULL,
                  "the term '%s' uses itself, perhaps through others",
                  compiler->model->terms[term].id);
}

/* Take a term of a cycle as if it waited for none, to find the next cycle. */
static void break_cycle(struct compiler *compiler, struct ordering *ordering)
{
    uint32_t term;

    while (ordering->number[ordering->untaken] != KB_NONE)
        ordering->untaken++;
    term = ordering->untaken;
    if (!compiler->problems->full) {
        term = find_cycle(compiler, ordering);
        report_cycle(compiler, term);
    }
    take(ordering, term);
}

static void order_terms(struct compiler *compiler, struct ordering *ordering)
{
    for_each_use(compiler, ordering, count_use);
    for (uint32_t i = 1; i <= ordering->count; i++)
        ordering->first[i] += ordering->first[i - 1];
    for_each_use(compiler, ordering, list_use);
    for (uint32_t i = 0; i < ordering->count; i++)
        ordering->number[i] = KB_NONE;
    for (uint32_t i = 0; i < ordering->count; i++)
        if (ordering->waits[i] == 0)
            take(ordering, i);
    for (uint32_t done = 0; done < ordering->count; done++) {
        if (done == ordering->taken)
            break_cycle(compiler, ordering);
        release_users(ordering, ordering->queue[done]);
    }
}

/* Last attribute that a term reads; the terms it uses must have theirs. */
static uint32_t find_last(struct compiler *compiler, uint32_t term)
{
    struct kb_range when = term_at(compiler, term)->condition.when;
    uint32_t last = 0;

    for (uint32_t k = 0; k < when.count; k++) {
        const struct kb_operation *operation = operation_at(compiler,
                                                            when.first + k);
        uint32_t read = 0;

        if (operation->code == KB_TERM)
            read = term_at(compiler, operation->a)->last;
        else if (operation->code == KB_TEST)
            read = ((const struct kb_test *)builder_at(
                        &compiler->builder, KB_SECTION_tests, operation->a))
                       ->attribute;
        last = read > last ? read : last;
    }
    return last;
}

/* Sort the order by the last attribute, so that terms can be evaluated as the
 * attributes are settled one by one. Equal ones keep their order: a term reads
 * no less far than those it uses. */
static void order_by_last(struct compiler *compiler, struct ordering *ordering)
{
    uint32_t attributes = builder_count(&compiler->builder,
                                        KB_SECTION_attributes);
    /* One more than attributes: terms of a faulty file may have none to
     * read. */
    uint32_t *first = compile_numbers(compiler, attributes + (size_t)2);

    if (!first)
        return;
    for (uint32_t i = 0; i < ordering->count; i++) {
        struct kb_term *term = term_at(compiler, ordering->queue[i]);

        term->last = find_last(compiler, ordering->queue[i]);
        first[term->last + 1]++;
    }
    for (uint32_t i = 1; i <= attributes; i++)
        first[i] += first[i - 1];
    for (uint32_t i = 0; i < ordering->count; i++) {
        uint32_t term = ordering->queue[i];

        ordering->number[term] = first[term_at(compiler, term)->last]++;
    }
    for (uint32_t i = 0; i < ordering->count; i++)
        ordering->queue[ordering->number[i]] = i;
    free(first);
}

/* Lay the terms' records in their order. */
static void permute_terms(struct compiler *compiler,
                          const struct ordering *ordering)
{
    struct kb_term *copy = calloc(ordering->count, sizeof *copy);

    if (!copy) {
        compiler->no_memory = true;
        return;
    }
    for (uint32_t i = 0; i < ordering->count; i++)
        copy[i] = *term_at(compiler, ordering->queue[i]);
    memcpy(term_at(compiler, 0), copy, ordering->count * sizeof *copy);
    free(copy);
}

static void finish_terms(struct compiler *compiler)
{
    struct ordering ordering = {
        .count = builder_count(&compiler->builder, KB_SECTION_terms)};
    uint32_t operations = builder_count(&compiler->builder,
                                        KB_SECTION_operations);

    if (ordering.count == 0)
        return;
    ordering.waits = compile_numbers(compiler, ordering.count);
    ordering.users = compile_numbers(compiler, operations);
    ordering.first = compile_numbers(compiler, ordering.count + (size_t)1);
    ordering.queue = compile_numbers(compiler, ordering.count);
    ordering.number = compile_numbers(compiler, ordering.count);
    ordering.visited = compile_numbers(compiler, ordering.count);
    if (!compiler->no_memory) {
        order_terms(compiler, &ordering);
        order_by_last(compiler, &ordering);
        permute_terms(compiler, &ordering);
        for (uint32_t i = 0; i < operations; i++) {
            struct kb_operation *operation = operation_at(compiler, i);

            if (operation->code == KB_TERM)
                operation->a = ordering.number[operation->a];
        }
    }
    free(ordering.waits);
    free(ordering.users);
    free(ordering.first);
    free(ordering.queue);
    free(ordering.number);
    free(ordering.visited);
}

/* ---------------------------------------------------------------- tests */

struct numbered_test {
    struct kb_test test;
    uint32_t number;
};

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_tests(const void *left, const void *right)
{
    const struct kb_test *a = &((const struct numbered_test *)left)->test;
    const struct kb_test *b = &((const struct numbered_test *)right)->test;
    int order = compare_numbers(a->attribute, b->attribute);

    if (order == 0)
        order = compare_numbers(a->kind, b->kind);
    if (order == 0)
        order = compare_numbers(a->mask[1], b->mask[1]);
    return order ? order : compare_numbers(a->mask[0], b->mask[0]);
}

/* Keep one of each run of equal tests; @return how many were kept. */
static uint32_t merge_run(struct kb_test *kept,
                          const struct numbered_test *sorted, uint32_t count,
                          uint32_t *merged)
{
    uint32_t last = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 && compare_tests(&sorted[i], &sorted[i - 1]) != 0)
            last++;
        kept[last] = sorted[i].test;
        merged[sorted[i].number] = last;
    }
    return last + 1;
}

static void merge_tests(struct compiler *compiler)
{
    struct array *tests = &compiler->builder.sections[KB_SECTION_tests];
    uint32_t count = (uint32_t)tests->count;

    if (count == 0)
        return;
    struct numbered_test *sorted = calloc(count, sizeof *sorted);
    uint32_t *merged = compile_numbers(compiler, count);
    if (sorted && merged) {
        uint32_t operations = builder_count(&compiler->builder,
                                            KB_SECTION_operations);

        for (uint32_t i = 0; i < count; i++)
            sorted[i] = (struct numbered_test){
                *(struct kb_test *)array_at(tests, i), i};
        qsort(sorted, count, sizeof *sorted, compare_tests);
        tests->count = merge_run(tests->items, sorted, count, merged);
        for (uint32_t i = 0; i < operations; i++) {
            struct kb_operation *operation = operation_at(compiler, i);

            if (operation->code == KB_TEST)
                operation->a = merged[operation->a];
        }
    } else {
        compiler->no_memory = true;
    }
    free(sorted);
    free(merged);
}

/* ---------------------------------------------------------------- reads */

static void read_attribute(struct compiler *compiler, uint32_t attribute)
{
    if (compiler->seen[attribute])
        return;
    compiler->seen[attribute] = 1;
    builder_index(&compiler->builder, attribute);
}

static uint32_t index_at(const struct compiler *compiler, uint32_t index)
{
    return *(uint32_t *)builder_at(&compiler->builder, KB_SECTION_indices,
                                   index);
}

/* List the attributes that operations read, in order, also through terms. */
static struct kb_range list_reads(struct compiler *compiler,
                                  struct kb_range operations)
{
    struct builder *builder = &compiler->builder;
    uint32_t first = builder_count(builder, KB_SECTION_indices);

    for (uint32_t i = 0; i < operations.count; i++) {
        const struct kb_operation *operation = operation_at(
            compiler, operations.first + i);

        if (operation->code == KB_TEST) {
            const struct kb_test *test = builder_at(builder, KB_SECTION_tests,
                                                    operation->a);

            read_attribute(compiler, test->attribute);
        } else if (operation->code == KB_TERM) {
            struct kb_range reads =
                term_at(compiler, operation->a)->condition.reads;

            for (uint32_t k = 0; k < reads.count; k++)
                read_attribute(compiler, index_at(compiler, reads.first + k));
        }
    }
    struct kb_range reads = builder_since(builder, KB_SECTION_indices, first);
    for (uint32_t i = 0; i < reads.count && !builder->no_memory; i++)
        compiler->seen[index_at(compiler, reads.first + i)] = 0;
    return reads;
}

/* Sections whose records hold a condition, and its offset. Terms come first:
 * in their order, each is done before it is used. */
static const struct condition_member {
    enum kb_section section;
    size_t offset;
} condition_members[] = {
    {KB_SECTION_terms, offsetof(struct kb_term, condition)},
    {KB_SECTION_attributes, offsetof(struct kb_attribute, only_if)},
    {KB_SECTION_rules, offsetof(struct kb_rule, condition)},
    {KB_SECTION_notes, offsetof(struct kb_remark, condition)},
    {KB_SECTION_warnings, offsetof(struct kb_remark, condition)},
    {KB_SECTION_strengths, offsetof(struct kb_strength, condition)},
    {KB_SECTION_closes, offsetof(struct kb_close, condition)},
    {KB_SECTION_alternatives, offsetof(struct kb_alternative, condition)},
    {KB_SECTION_excludes, offsetof(struct kb_exclude, condition)},
    {KB_SECTION_requirements, offsetof(struct kb_requirement, condition)},
    {KB_SECTION_variants, offsetof(struct kb_variant, condition)},
};

/* Most indices of a block: every condition lists the attributes it reads,
 * through terms too, so many that read all of them would exhaust memory. */
#define READS_MAX (4 * 1024 * 1024)

static bool is_too_much(const struct compiler *compiler)
{
    return builder_count(&compiler->builder, KB_SECTION_indices) > READS_MAX;
}

static void fill_section(struct compiler *compiler,
                         const struct condition_member *member)
{
    uint32_t count = builder_count(&compiler->builder, member->section);

    for (uint32_t i = 0;
         i < count && !compiler->builder.no_memory &&
         builder_count(&compiler->builder, KB_SECTION_indices) <= READS_MAX;
         i++) {
        char *record = builder_at(&compiler->builder, member->section, i);
        struct kb_condition *condition =
            (struct kb_condition *)(void *)(record + member->offset);

        condition->reads = list_reads(compiler, condition->when);
        condition->guards = list_reads(compiler, condition->unless);
    }
}

void compile_finish(struct compiler *compiler)
{
    struct step section = {.key = "rules"};
    uint32_t attributes = builder_count(&compiler->builder,
                                        KB_SECTION_attributes);

    compiler->seen = calloc(attributes ? attributes : 1, 1);
    if (!compiler->seen) {
        compiler->no_memory = true;
        return;
    }
    merge_tests(compiler);
    finish_terms(compiler);
    for (size_t i = 0; i < sizeof condition_members / sizeof *condition_members;
         i++)
        if (!compiler->no_memory)
            fill_section(compiler, &condition_members[i]);
    if (is_too_much(compiler))
        compile_error(compiler, &section, DIAGNOSTIC_LIMIT,
                      "let terms and rules read fewer attributes",
                      "the conditions read too many attributes in all");
}
