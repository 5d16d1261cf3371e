/* SPDX-License-Identifier: MIT */
/*
 * URIs of files, and words that stood there before.
 */
#include "support.h"

#include "report/repeats.h"
#include "write/uri.h"

#include <string.h>

static void expect_uri(const char *path, const char *expected)
{
    struct buffer out = {0};

    uri_append(&out, path);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void a_relative_path_is_a_relative_reference(void **state)
{
    (void)state;
    expect_uri("dvf.yaml", "dvf.yaml");
    expect_uri("a/b-c_d~e/F.9", "a/b-c_d~e/F.9");
    expect_uri("../a", "../a");
    expect_uri("-", "-");
    assert_false(uri_is_absolute("a/b"));
}

static void an_absolute_path_is_a_file(void **state)
{
    (void)state;
    expect_uri("/a/b", "file:///a/b");
    expect_uri("//host/b", "file:///host/b");
    expect_uri("/", "file:///");
    assert_true(uri_is_absolute("/a"));
}

static void segments_that_say_nothing_are_left_out(void **state)
{
    (void)state;
    expect_uri("./a", "a");
    expect_uri("a//./b/", "a/b");
    expect_uri(".", ".");
    expect_uri("./", ".");
    expect_uri("...", "...");
    expect_uri(".a", ".a");
}

static void everything_else_is_percent_encoded(void **state)
{
    (void)state;
    expect_uri("a b%c", "a%20b%25c");
    expect_uri("http://x", "http%3A/x");
    expect_uri("?q#f", "%3Fq%23f");
    expect_uri("\xc3\xa9\xff\n", "%C3%A9%FF%0A");
    expect_uri("[a]{b}\\c", "%5Ba%5D%7Bb%7D%5Cc");
}

static void repeats_are_counted_in_order_and_marked(void **state)
{
    static const char *const words[] = {"b", "a", "b", "b", "", "a"};
    static const uint32_t expected[] = {0, 0, 1, 2, 0, 1};
    struct arena arena = {0};
    const uint32_t *before;
    const bool *marks;

    (void)state;
    before = repeats_count(&arena, words, COUNT(words));
    assert_non_null(before);
    assert_memory_equal(before, expected, sizeof expected);
    assert_non_null(repeats_count(&arena, words, 0));
    marks = repeats_mark(&arena, words, COUNT(words));
    assert_non_null(marks);
    for (size_t i = 0; i < COUNT(words); i++)
        assert_int_equal(marks[i], words[i][0] != 0);
    assert_non_null(repeats_mark(&arena, words, 0));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_relative_path_is_a_relative_reference),
        cmocka_unit_test(an_absolute_path_is_a_file),
        cmocka_unit_test(segments_that_say_nothing_are_left_out),
        cmocka_unit_test(everything_else_is_percent_encoded),
        cmocka_unit_test(repeats_are_counted_in_order_and_marked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
