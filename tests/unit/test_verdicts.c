/* SPDX-License-Identifier: MIT */
/*
 * The profiles of tests/data/verdicts.txt against the built-in knowledge base,
 * through the public API alone.
 */
#include "verdict_cases.h"

#include <stdio.h>
#include <string.h>

/* At least this many profiles: 45 and the entries of the article's lists. */
#define PROFILES 94

/* What is left out of the evaluations of a test; null for nothing. */
static const dvf_selection *selection;

static bool comes_out(const char *id, const char *name, const char *outcome,
                      const char *text)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    dvf_evaluation *evaluation = NULL;
    dvf_verdict verdict;
    int32_t django = -1;
    int32_t fastapi = -1;
    bool good;

    assert_non_null(problems);
    assert_int_equal(dvf_profile_load(kb,
                                      &(dvf_input){name, text, strlen(text)},
                                      problems, &profile),
                     DVF_OK);
    assert_int_equal(
        dvf_evaluate(kb, profile, selection, problems, &evaluation), DVF_OK);
    assert_int_equal(dvf_diagnostics_count(problems), 0);
    verdict = dvf_evaluation_verdict(evaluation);
    good = strcmp(verdict.outcome, outcome) == 0;
    assert_true(dvf_evaluation_score(evaluation, "django", &django));
    assert_true(dvf_evaluation_score(evaluation, "fastapi", &fastapi));
    if (!good)
        print_error("%s %s: %s (%d : %d), expected %s\n", id, name,
                    verdict.outcome, (int)django, (int)fastapi, outcome);
    dvf_evaluation_free(evaluation);
    dvf_profile_free(profile);
    dvf_diagnostics_free(problems);
    return good;
}

/* How many profiles do not come out as the file says, but for one, which is to
 * come out as `outcome`. */
static size_t count_wrong(const char *changed, const char *outcome)
{
    struct verdict_case one = {0};
    struct buffer file = {0};
    size_t count = 0;
    size_t wrong = 0;

    read_source_file("tests/data/verdicts.txt", &file);
    for (const char *text = file.bytes; verdict_case_next(&one, &text);) {
        bool turns = strcmp(one.id, changed) == 0;

        wrong += !comes_out(one.id, one.name, turns ? outcome : one.outcome,
                            one.profile.bytes);
        count++;
    }
    buffer_release(&file);
    assert_int_equal(count, PROFILES);
    return wrong;
}

static void every_profile_comes_out_as_expected(void **state)
{
    (void)state;
    assert_int_equal(count_wrong("", NULL), 0);
}

static void without_the_prior_one_close_call_turns(void **state)
{
    static const char *const prior[] = {"prior"};
    static const dvf_selection without = {.without = prior, .without_count = 1};
    size_t wrong;

    (void)state;
    selection = &without;
    wrong = count_wrong("H22", "fastapi");
    selection = NULL;
    assert_int_equal(wrong, 0);
}

/* The first strength, or none. */
static void expect_weak(dvf_evaluator *evaluator, const dvf_profile *profile,
                        const char *question, size_t value)
{
    dvf_result result;

    assert_int_equal(dvf_evaluator_run(evaluator, &profile, 1, &result),
                     DVF_OK);
    if (result.strength != DVF_NONE && result.strength > 0)
        fail_msg("value %zu of %s alone is %s", value, question,
                 dvf_kb_strength(dvf_kb_builtin(), result.strength));
}

static void no_answer_alone_is_more_than_slight(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_evaluator *evaluator = NULL;
    dvf_attribute attribute;
    size_t tried = 0;

    (void)state;
    assert_int_equal(dvf_evaluator_new(kb, NULL, problems, &evaluator), DVF_OK);
    for (size_t i = 0; dvf_kb_attribute_at(kb, i, &attribute); i++)
        for (size_t value = 0; value < attribute.values; value++) {
            dvf_profile *profile = NULL;

            assert_int_equal(dvf_profile_new(kb, "alone", &profile), DVF_OK);
            assert_int_equal(dvf_profile_set(profile, i, value), DVF_OK);
            expect_weak(evaluator, profile, attribute.id, value);
            dvf_profile_free(profile);
            tried++;
        }
    assert_true(tried > 100);
    dvf_evaluator_free(evaluator);
    dvf_diagnostics_free(problems);
}

static void no_profile_stands_twice(void **state)
{
    struct verdict_case one = {0};
    struct buffer file = {0};

    (void)state;
    read_source_file("tests/data/verdicts.txt", &file);
    for (const char *text = file.bytes; verdict_case_next(&one, &text);) {
        char id[64];

        snprintf(id, sizeof id, "\n%s ", one.id);
        assert_null(strstr(text, id));
    }
    buffer_release(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_profile_comes_out_as_expected),
        cmocka_unit_test(without_the_prior_one_close_call_turns),
        cmocka_unit_test(no_answer_alone_is_more_than_slight),
        cmocka_unit_test(no_profile_stands_twice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
