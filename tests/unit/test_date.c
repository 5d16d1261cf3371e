/* SPDX-License-Identifier: MIT */
/*
 * Dates: every day has one number, and nothing else is a day.
 */
#include "base/date.h"

/* cmocka wants these four before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void test_a_day_is_one_that_the_calendar_has(void **state)
{
    static const char *const days[] = {"2024-02-29", "2000-02-29", "0000-01-01",
                                       "9999-12-31"};
    static const char *const others[] = {
        "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1",
        "2026-01-32", "2026/01/02", "",           "2026-01",    "2026-01-011"};

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        assert_true(date_is_day(days[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(date_is_day(others[i]));
}

static void test_a_day_that_is_none_says_why(void **state)
{
    static const struct {
        const char *text;
        const char *why; /* null: a day, or written in another way */
    } days[] = {
        {"2026-02-30", "February 2026 has 28 days"},
        {"2025-02-29", "February 2025 has 28 days"},
        {"1900-02-29", "February 1900 has 28 days"},
        {"2024-02-30", "February 2024 has 29 days"},
        {"2026-04-31", "April 2026 has 30 days"},
        {"2026-12-99", "December 2026 has 31 days"},
        {"2026-01-00", "a month begins with day 01"},
        {"2026-13-01", "a year has no month 13"},
        {"2026-00-01", "a year has no month 00"},
        {"2026-13", "a year has no month 13"},
        {"2024-02-29", NULL},
        {"2026-12", NULL},
        {"2026", NULL},
        {"2026-2-30", NULL},
        {"30.02.2026", NULL},
        {"2026-02-30T00", NULL},
        {"2026/02/30", NULL},
        {"", NULL},
    };
    char why[DATE_FAULT_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        assert_int_equal(date_fault(days[i].text, why), !!days[i].why);
        if (days[i].why)
            assert_string_equal(why, days[i].why);
    }
}

static void test_days_are_counted_from_1970(void **state)
{
    (void)state;
    assert_int_equal(date_days("1970-01-01"), 0);
    assert_int_equal(date_days("1969-12-31"), -1);
    assert_int_equal(date_days("2000-03-01") - date_days("2000-02-28"), 2);
    assert_int_equal(date_days("2100-03-01") - date_days("2100-02-28"), 1);
    assert_int_equal(date_days("2026-11-22"), 20779);
}

static void test_every_day_has_one_number_and_back(void **state)
{
    char text[DATE_SIZE];
    char before[DATE_SIZE] = "";
    int32_t last = date_days("9999-12-31");

    (void)state;
    for (int32_t day = date_days("0000-01-01"); day <= last; day++) {
        date_text(day, text);
        if (date_days(text) != day || !date_is_day(text) ||
            strcmp(before, text) >= 0)
            fail_msg("day %d is %s", (int)day, text);
        memcpy(before, text, sizeof before);
    }
}

static void test_days_past_the_calendar_are_its_ends(void **state)
{
    char text[DATE_SIZE];

    (void)state;
    date_text(INT64_MAX, text);
    assert_string_equal(text, "9999-12-31");
    date_text(INT64_MIN, text);
    assert_string_equal(text, "0000-01-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_day_is_one_that_the_calendar_has),
        cmocka_unit_test(test_a_day_that_is_none_says_why),
        cmocka_unit_test(test_days_are_counted_from_1970),
        cmocka_unit_test(test_every_day_has_one_number_and_back),
        cmocka_unit_test(test_days_past_the_calendar_are_its_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
