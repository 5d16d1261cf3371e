/* SPDX-License-Identifier: MIT */
/*
 * "Did you mean": near words are offered, others are not, the nearest wins.
 */
#include "base/hint.h"

/* cmocka wants these four before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const char *nearest(const char *wanted, const char *const *words)
{
    struct suggestion best = {0};

    for (; *words; words++)
        suggest_offer(&best, wanted, *words);
    return best.word;
}

static unsigned distance(const char *wanted, const char *word)
{
    struct suggestion best = {0};

    suggest_offer(&best, wanted, word);
    return best.word ? best.distance : UINT32_MAX;
}

static void one_slip_costs_one(void **state)
{
    (void)state;
    assert_int_equal(distance("required", "required"), 0);
    assert_int_equal(distance("reqired", "required"), 1);
    assert_int_equal(distance("requiired", "required"), 1);
    assert_int_equal(distance("requirad", "required"), 1);
    assert_int_equal(distance("erquired", "required"), 1);
    assert_int_equal(distance("requierd", "required"), 1);
    assert_int_equal(distance("requierx", "required"), 2);
}

static void case_and_dashes_cost_nothing(void **state)
{
    (void)state;
    assert_int_equal(distance("Admin-UI", "admin_ui"), 0);
    assert_int_equal(distance("a_b-C", "A-b_c"), 0);
}

static void words_that_are_far_are_not_offered(void **state)
{
    (void)state;
    assert_int_equal(distance("none", "some"), UINT32_MAX);
    assert_int_equal(distance("nome", "none"), 1);
    assert_int_equal(distance("abc", "abd"), 1);
    assert_int_equal(distance("abc", "add"), UINT32_MAX);
    assert_int_equal(distance("ab", "ac"), UINT32_MAX);
    assert_int_equal(distance("kubernetes", "deployment"), UINT32_MAX);
}

static void empty_words_are_never_near(void **state)
{
    (void)state;
    assert_int_equal(distance("", "a"), UINT32_MAX);
    assert_int_equal(distance("a", ""), UINT32_MAX);
    assert_int_equal(distance("", ""), UINT32_MAX);
}

static void the_nearest_word_wins_and_the_first_of_equals(void **state)
{
    static const char *const words[] = {"throughputs", "troughput",
                                        "throughput", NULL};
    static const char *const equals[] = {"stage_b", "stage_c", NULL};

    (void)state;
    assert_string_equal(nearest("througput", words), "throughput");
    assert_string_equal(nearest("stage_a", equals), "stage_b");
}

static void words_of_64_bytes_are_the_longest(void **state)
{
    char first[66];
    char second[66];

    (void)state;
    memset(first, 'a', sizeof first);
    memset(second, 'a', sizeof second);
    first[64] = '\0';
    second[64] = '\0';
    second[10] = 'b';
    assert_int_equal(distance(first, second), 1);
    second[64] = 'a';
    second[65] = '\0';
    assert_int_equal(distance(first, second), UINT32_MAX);
    assert_int_equal(distance(second, first), UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_slip_costs_one),
        cmocka_unit_test(case_and_dashes_cost_nothing),
        cmocka_unit_test(words_that_are_far_are_not_offered),
        cmocka_unit_test(empty_words_are_never_near),
        cmocka_unit_test(the_nearest_word_wins_and_the_first_of_equals),
        cmocka_unit_test(words_of_64_bytes_are_the_longest),
    };

    return cmocka_run_group_tests_name("suggest", tests, NULL, NULL);
}
