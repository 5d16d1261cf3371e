/* SPDX-License-Identifier: MIT */
/*
 * The JSON writer: its shape is fixed to the byte, and no text can break it.
 */
#include "support.h"

#include "write/json_writer.h"

#include <stdio.h>
#include <string.h>

static void expect(struct buffer *out, const char *expected)
{
    assert_false(out->failed);
    assert_string_equal(out->bytes, expected);
    buffer_release(out);
}

static void expect_quoted(const char *bytes, size_t length,
                          const char *expected)
{
    struct buffer out = {0};
    struct json_writer json;

    json_init(&json, &out);
    json_bytes(&json, bytes, length);
    expect(&out, expected);
}

static void members_are_indented_and_parted_by_commas(void **state)
{
    struct buffer out = {0};
    struct json_writer json;

    (void)state;
    json_init(&json, &out);
    json_begin_object(&json);
    json_key(&json, "list");
    json_begin_array(&json);
    json_integer(&json, 1);
    json_string(&json, "two");
    json_begin_object(&json);
    json_key(&json, "three");
    json_boolean(&json, true);
    json_end(&json);
    json_end(&json);
    json_key(&json, "none");
    json_null(&json);
    json_end(&json);
    expect(&out, "{\n"
                 "  \"list\": [\n"
                 "    1,\n"
                 "    \"two\",\n"
                 "    {\n"
                 "      \"three\": true\n"
                 "    }\n"
                 "  ],\n"
                 "  \"none\": null\n"
                 "}\n");
}

static void empty_containers_take_no_line(void **state)
{
    struct buffer out = {0};
    struct json_writer json;

    (void)state;
    json_init(&json, &out);
    json_begin_array(&json);
    json_begin_object(&json);
    json_end(&json);
    json_begin_array(&json);
    json_end(&json);
    json_end(&json);
    expect(&out, "[\n  {},\n  []\n]\n");
}

static void a_single_value_is_a_text_of_its_own(void **state)
{
    struct buffer out = {0};
    struct json_writer json;

    (void)state;
    json_init(&json, &out);
    json_boolean(&json, false);
    expect(&out, "false\n");
    json_init(&json, &out);
    json_string(&json, NULL);
    expect(&out, "null\n");
}

static void integers_keep_their_whole_range(void **state)
{
    struct buffer out = {0};
    struct json_writer json;

    (void)state;
    json_init(&json, &out);
    json_begin_array(&json);
    json_integer(&json, INT64_MIN);
    json_integer(&json, INT64_MAX);
    json_end(&json);
    expect(&out, "[\n  -9223372036854775808,\n  9223372036854775807\n]\n");
}

static void quotes_backslashes_and_controls_are_escaped(void **state)
{
    (void)state;
    expect_quoted("a\"b\\c/", 6, "\"a\\\"b\\\\c/\"\n");
    expect_quoted("\b\f\n\r\t", 5, "\"\\b\\f\\n\\r\\t\"\n");
    expect_quoted("\x01\x1f\x7f\0.", 5, "\"\\u0001\\u001f\\u007f\\u0000.\"\n");
}

static void keys_are_escaped_as_well(void **state)
{
    struct buffer out = {0};
    struct json_writer json;

    (void)state;
    json_init(&json, &out);
    json_begin_object(&json);
    json_key(&json, "a\"b\n");
    json_integer(&json, 0);
    json_end(&json);
    expect(&out, "{\n  \"a\\\"b\\n\": 0\n}\n");
}

static void utf8_stays_as_it_is(void **state)
{
    static const char text[] = "\xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x98\x80";

    (void)state;
    expect_quoted(text, strlen(text),
                  "\"\xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x98\x80\"\n");
}

static void invalid_bytes_become_replacement_characters(void **state)
{
    (void)state;
    expect_quoted("a\xff"
                  "b",
                  3,
                  "\"a\xef\xbf\xbd"
                  "b\"\n");
    /* an overlong slash, a surrogate, a sequence cut short */
    expect_quoted("\xc0\xaf", 2, "\"\xef\xbf\xbd\xef\xbf\xbd\"\n");
    expect_quoted("\xed\xa0\x80", 3,
                  "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"\n");
    expect_quoted("\xe6\x97", 2, "\"\xef\xbf\xbd\xef\xbf\xbd\"\n");
}

static void what_no_output_may_show_is_escaped(void **state)
{
    (void)state;
    expect_quoted("\xe2\x80\xa8\xe2\x80\xa9", 6, "\"\\u2028\\u2029\"\n");
    expect_quoted("\xe2\x80\xae", 3, "\"\\u202e\"\n");
    expect_quoted("\xc2\x9b", 2, "\"\\u009b\"\n");
    /* U+1FFFE lies above the basic plane: two escapes */
    expect_quoted("\xf0\x9f\xbf\xbe", 4, "\"\\ud83f\\udffe\"\n");
}

static void a_command_of_a_build_service_is_broken_up(void **state)
{
    (void)state;
    expect_quoted("##[error]", 9, "\"\\u0023#[error]\"\n");
    expect_quoted("###[", 4, "\"#\\u0023#[\"\n");
    expect_quoted("##[##[", 6, "\"\\u0023#[\\u0023#[\"\n");
    /* nothing else is, not even at the end */
    expect_quoted("## #[ [##", 9, "\"## #[ [##\"\n");
}

/* What a run of plain bytes is cut by is what is escaped, in every place. */
static void each_byte_is_the_same_alone_and_within_a_run(void **state)
{
    char alone[16];
    char within[64];
    struct buffer out = {0};
    struct json_writer json;

    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        const char text[] = {'a', 'b', (char)byte, 'c', (char)byte, ' '};

        buffer_clear(&out);
        json_init(&json, &out);
        json_bytes(&json, text + 2, 1);
        assert_true(out.length < sizeof alone);
        out.bytes[out.length - 2] = '\0'; /* the quote and the line */
        (void)snprintf(alone, sizeof alone, "%s", out.bytes + 1);
        (void)snprintf(within, sizeof within, "\"ab%sc%s \"\n", alone, alone);
        expect_quoted(text, sizeof text, within);
    }
    buffer_release(&out);
}

static void depth_is_no_matter_up_to_its_limit(void **state)
{
    struct buffer out = {0};
    struct json_writer json;
    int i;

    (void)state;
    json_init(&json, &out);
    for (i = 0; i < JSON_DEPTH_MAX; i++)
        json_begin_array(&json);
    for (i = 0; i < JSON_DEPTH_MAX; i++)
        json_end(&json);
    assert_false(out.failed);
    assert_memory_equal(out.bytes + out.length - 3, "\n]\n", 3);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_indented_and_parted_by_commas),
        cmocka_unit_test(empty_containers_take_no_line),
        cmocka_unit_test(a_single_value_is_a_text_of_its_own),
        cmocka_unit_test(integers_keep_their_whole_range),
        cmocka_unit_test(quotes_backslashes_and_controls_are_escaped),
        cmocka_unit_test(keys_are_escaped_as_well),
        cmocka_unit_test(utf8_stays_as_it_is),
        cmocka_unit_test(invalid_bytes_become_replacement_characters),
        cmocka_unit_test(what_no_output_may_show_is_escaped),
        cmocka_unit_test(a_command_of_a_build_service_is_broken_up),
        cmocka_unit_test(each_byte_is_the_same_alone_and_within_a_run),
        cmocka_unit_test(depth_is_no_matter_up_to_its_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
