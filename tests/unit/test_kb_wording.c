/* SPDX-License-Identifier: MIT */
/*
 * Meanings of values as renderers show them: bounds of scales that numbers
 * answer, however many values there are, and labels that say numbers already.
 */
#include "support.h"

#include "kb/wording.h"

#include <string.h>

/* The values of an attribute `speed` in a KB that is otherwise small. */
static dvf_kb *kb_with_speeds(const char *values)
{
    static const char next[] = "  - id: parts\n";
    struct buffer whole = {0};
    struct buffer text = {0};

    small_kb_with("", &whole);
    const char *speed = strstr(whole.bytes, "  - id: speed\n");
    assert_non_null(speed);
    const char *rest = strstr(speed, next);
    assert_non_null(rest);
    buffer_append(&text, whole.bytes, (size_t)(speed - whole.bytes));
    buffer_printf(&text,
                  "  - id: speed\n"
                  "    type: scale\n"
                  "    unit: km/h\n"
                  "    ask: How fast?\n"
                  "    why: It hurts.\n"
                  "    values:\n%s%s",
                  values, rest);
    assert_false(text.failed);
    dvf_kb *kb = load_kb(text.bytes);
    buffer_release(&text);
    buffer_release(&whole);
    return kb;
}

/* @param meanings one for each value, up to null */
static void expect_meanings(const char *values, const char *const *meanings)
{
    dvf_kb *kb = kb_with_speeds(values);
    uint32_t speed = kb_find_attribute(kb, "speed");
    uint32_t count = kb_attributes(kb)[speed].values.count;

    for (uint32_t i = 0; i < count; i++) {
        struct buffer out = {0};

        kb_append_meaning(&out, kb, speed, i);
        assert_non_null(meanings[i]);
        assert_string_equal(out.bytes, meanings[i]);
        buffer_release(&out);
    }
    assert_null(meanings[count]);
    dvf_kb_free(kb);
}

static void of_two_values_the_last_begins_where_the_first_ends(void **state)
{
    static const char *const meanings[] = {"below 30 km/h: Slow",
                                           "from 30 km/h: Fast", NULL};

    (void)state;
    expect_meanings("      - {id: slow, label: Slow, below: 30}\n"
                    "      - {id: fast, label: Fast}\n",
                    meanings);
}

static void of_more_values_each_but_the_last_has_its_own_bound(void **state)
{
    static const char *const meanings[] = {"below 30 km/h: Slow",
                                           "below 130 km/h: Fair",
                                           "from 130 km/h: Fast", NULL};

    (void)state;
    expect_meanings("      - {id: slow, label: Slow, below: 30}\n"
                    "      - {id: fair, label: Fair, below: 130}\n"
                    "      - {id: fast, label: Fast}\n",
                    meanings);
}

static void without_bounds_the_label_is_the_meaning(void **state)
{
    static const char *const meanings[] = {"Slow", "Fast", NULL};

    (void)state;
    expect_meanings("      - {id: slow, label: Slow}\n"
                    "      - {id: fast, label: Fast}\n",
                    meanings);
}

static void a_label_with_a_number_says_its_bound_itself(void **state)
{
    static const char *const meanings[] = {"Under 30 km/h",
                                           "from 30 km/h: Fast", NULL};

    (void)state;
    expect_meanings("      - {id: slow, label: Under 30 km/h, below: 30}\n"
                    "      - {id: fast, label: Fast}\n",
                    meanings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_two_values_the_last_begins_where_the_first_ends),
        cmocka_unit_test(of_more_values_each_but_the_last_has_its_own_bound),
        cmocka_unit_test(without_bounds_the_label_is_the_meaning),
        cmocka_unit_test(a_label_with_a_number_says_its_bound_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
