/* SPDX-License-Identifier: MIT */
/*
 * Dates that are hardly meant: a decision of the future, a waiver for years.
 */
#include "support.h"

#include "check/check.h"

static dvf_diagnostics *warnings_of(const dvf_kb *kb, const char *text,
                                    const char *as_of)
{
    dvf_profile *profile = load_profile(kb, text);
    dvf_diagnostics *list = dvf_diagnostics_new();

    assert_int_equal(check_dates(profile, as_of, list), DVF_OK);
    dvf_profile_free(profile);
    for (size_t i = 0; i < dvf_diagnostics_count(list); i++)
        assert_int_equal(dvf_diagnostics_at(list, i)->severity, DVF_WARNING);
    return list;
}

static void expect_warnings(const dvf_kb *kb, const char *text,
                            const char *as_of, const struct expected *wanted,
                            size_t count)
{
    dvf_diagnostics *list = warnings_of(kb, text, as_of);

    expect_list(list, wanted, count);
    dvf_diagnostics_free(list);
}

static void a_decision_of_the_future_is_warned_of(void **state)
{
    static const char text[] = "profile: p\nanswers: {}\ndecision:\n"
                               "  option: left\n  date: 2026-11-23\n";
    static const struct expected wanted = {5, 9, "date", "2026-11-23", "year"};

    expect_warnings(*state, text, "2026-11-22", &wanted, 1);
    expect_warnings(*state, text, "2026-11-23", NULL, 0);
    expect_warnings(*state, text, "2027-01-01", NULL, 0);
}

static void a_waiver_of_more_than_five_years_is_warned_of(void **state)
{
    static const char text[] = "profile: p\nanswers: {}\nwaiver:\n"
                               "  reason: r\n  expires: 2031-11-23\n";
    static const struct expected wanted = {5, 12, "date",
                                           "more than 5 years after", NULL};

    expect_warnings(*state, text, "2026-11-22", &wanted, 1);
    expect_warnings(*state, text, "2026-11-23", NULL, 0);
    expect_warnings(*state, text, "2031-11-23", NULL, 0);
    expect_warnings(*state, text, "2000-02-29", &wanted, 1);
    expect_warnings(*state, text, "9998-01-01", NULL, 0);
}

static void both_are_warned_of(void **state)
{
    static const char text[] = "profile: p\nanswers: {}\ndecision:\n"
                               "  option: left\n  date: 2062-10-02\nwaiver:\n"
                               "  reason: r\n  expires: 2206-11-23\n";
    static const struct expected wanted[] = {{5, 9, "date", "2062", NULL},
                                             {8, 12, "date", "2206", NULL}};

    expect_warnings(*state, text, "2026-11-22", wanted, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decision_of_the_future_is_warned_of),
        cmocka_unit_test(a_waiver_of_more_than_five_years_is_warned_of),
        cmocka_unit_test(both_are_warned_of),
    };

    return cmocka_run_group_tests(tests, open_small_kb, close_kb);
}
