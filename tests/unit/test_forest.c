/* SPDX-License-Identifier: MIT */
/*
 * The forest that is embedded with the built-in knowledge base, against the one
 * that is built when there is none; and what analyses by it may take.
 */
#include "support.h"

#include "analysis/forest.h"
#include "random_kb.h"

#include <stdlib.h>
#include <string.h>

#define MEMORY   ((size_t)32 << 20)
#define PROFILES 60

/* The built-in one in memory of its own. */
static dvf_kb *copy_kb(void)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_kb *copy = malloc(kb->size);

    assert_non_null(copy);
    memcpy(copy, kb, kb->size);
    return copy;
}

static dvf_kb *copy_without_forest(void)
{
    dvf_kb *copy = copy_kb();

    copy->sections[KB_SECTION_forest].count = 0;
    return copy;
}

static void the_embedded_forest_is_the_one_that_is_built(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    uint8_t *rules = calloc(kb_rules_count(kb), 1);
    struct budget budget = {.bytes = MEMORY};
    struct forest forest;

    (void)state;
    assert_non_null(rules);
    assert_true(forest_build(&forest, &budget, kb, rules, kb_order(kb)));
    assert_int_equal(forest.words, kb_forest_count(kb));
    assert_memory_equal(forest.block, kb_forest(kb),
                        forest.words * sizeof *forest.block);
    forest_release(&forest);
    free(rules);
}

static void a_forest_that_is_not_understood_is_not_read(void **state)
{
    dvf_kb *kb = copy_kb();
    struct forest forest;

    (void)state;
    assert_true(forest_open(&forest, kb));
    assert_null(forest.block); /* nothing is copied */
    uint32_t *words =
        (uint32_t *)(void *)((char *)kb +
                             kb->sections[KB_SECTION_forest].first);
    words[0]++;
    assert_false(forest_open(&forest, kb));
    words[0]--;
    assert_true(forest_open(&forest, kb));
    kb->sections[KB_SECTION_forest].count -= 2;
    assert_false(forest_open(&forest, kb));
    kb->sections[KB_SECTION_forest].count = 0;
    assert_false(forest_open(&forest, kb));
    free(kb);
}

static const dvf_format *json(void)
{
    size_t i = 0;

    while (strcmp(dvf_format_at(i)->name, "json") != 0)
        i++;
    return dvf_format_at(i);
}

/* A report that tells all of an analysis. */
static void report_on(const dvf_kb *kb, const dvf_profile *profile,
                      const dvf_selection *selection, dvf_text *out)
{
    const dvf_analysis_options options = {
        .parts = DVF_ANALYSE_NEEDS | DVF_ANALYSE_CHANGES | DVF_ANALYSE_WEIGHTS};
    dvf_evaluation *evaluation = evaluate(kb, profile, selection);
    dvf_analysis *analysis;

    assert_int_equal(dvf_analyse(evaluation, &options, &analysis), DVF_OK);
    const dvf_advice advice = {evaluation, analysis};
    assert_int_equal(dvf_render_advice(json(), &advice, 1, NULL, out), DVF_OK);
    dvf_analysis_free(analysis);
    dvf_evaluation_free(evaluation);
}

static dvf_profile *some_answers(const dvf_kb *kb, uint64_t seed)
{
    struct random random = {seed};
    dvf_profile *profile = profile_new(kb, "random");

    assert_non_null(profile);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        if (random_below(&random, 31) < 8 + seed % 23)
            profile->answers[i].chosen = random_values(&kb_attributes(kb)[i],
                                                       &random);
    return profile;
}

static void expect_same_reports(const dvf_kb *bare, uint64_t seed,
                                const dvf_selection *selection)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_profile *profile = some_answers(kb, seed);
    dvf_profile *again = some_answers(bare, seed);
    dvf_text first;
    dvf_text second;

    report_on(kb, profile, selection, &first);
    report_on(bare, again, selection, &second);
    assert_string_equal(first.bytes, second.bytes);
    dvf_text_release(&first);
    dvf_text_release(&second);
    dvf_profile_free(profile);
    dvf_profile_free(again);
}

static void analyses_are_the_same_without_an_embedded_forest(void **state)
{
    dvf_kb *bare = copy_without_forest();

    (void)state;
    for (uint64_t seed = 1; seed <= PROFILES; seed++)
        expect_same_reports(bare, seed, NULL);
    free(bare);
}

/* What is embedded knows all rules. */
static void rules_that_are_left_out_are_left_out_of_analyses(void **state)
{
    dvf_kb *bare = copy_without_forest();
    const char *rule = kb_string(bare, kb_rules(bare)[0].id);
    const dvf_selection selection = {.without = &rule, .without_count = 1};

    (void)state;
    for (uint64_t seed = 1; seed <= PROFILES; seed++)
        expect_same_reports(bare, seed, &selection);
    free(bare);
}

/* What it may take is counted, so that this holds on every machine. */
static void a_profile_without_answers_is_analysed_in_16_mib(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    const dvf_analysis_options options = {
        .parts = DVF_ANALYSE_NEEDS | DVF_ANALYSE_CHANGES | DVF_ANALYSE_WEIGHTS,
        .memory = (size_t)16 << 20,
    };
    dvf_profile *profile = profile_new(kb, "empty");
    dvf_evaluation *evaluation = evaluate(kb, profile, NULL);
    dvf_analysis *analysis;

    (void)state;
    assert_int_equal(dvf_analyse(evaluation, &options, &analysis), DVF_OK);
    assert_int_equal(dvf_analysis_certainty(analysis).method, DVF_EXACT);
    dvf_analysis_free(analysis);
    dvf_evaluation_free(evaluation);
    dvf_profile_free(profile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_embedded_forest_is_the_one_that_is_built),
        cmocka_unit_test(a_forest_that_is_not_understood_is_not_read),
        cmocka_unit_test(analyses_are_the_same_without_an_embedded_forest),
        cmocka_unit_test(rules_that_are_left_out_are_left_out_of_analyses),
        cmocka_unit_test(a_profile_without_answers_is_analysed_in_16_mib),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
