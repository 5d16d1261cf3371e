/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: nothing is lost, all is in order, and the caret stands under
 * the fault whatever the line holds.
 */
#include "base/diagnostics.h"

#include "base/buffer.h"

/* cmocka wants these four before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct position at(uint32_t line, uint32_t column, uint32_t length)
{
    return (struct position){line, column, length};
}

static void begin(dvf_diagnostics *list, const char *text)
{
    diagnostics_input(list, "profile.yaml", text, strlen(text));
}

/* What a list shows, whichever the style; the list is freed. */
static void expect_shown(dvf_diagnostics *list, dvf_style style,
                         const char *expected)
{
    dvf_text text = {0};

    diagnostics_input_end(list);
    assert_int_equal(dvf_diagnostics_render(list, &style, &text), DVF_OK);
    assert_string_equal(text.bytes, expected);
    assert_int_equal(text.length, strlen(expected));
    dvf_text_release(&text);
    dvf_diagnostics_free(list);
}

/* One error in one line of text, as it is shown. */
static void expect_line(const char *line, struct position place,
                        dvf_style style, const char *expected)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct buffer whole = {0};

    begin(list, line);
    diagnostics_error(list, DIAGNOSTIC_SYNTAX, place, NULL, "wrong");
    buffer_printf(&whole, "profile.yaml:%u:%u: error: wrong [syntax]\n%s",
                  (unsigned)place.line, (unsigned)place.column, expected);
    expect_shown(list, style, whole.bytes);
    buffer_release(&whole);
}

static const dvf_style plain = {0};
static const dvf_style ascii = {.ascii = true};

/* ------------------------------------------------------------- The list */

static void every_code_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (unsigned i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        const char *name = diagnostic_code_name((enum diagnostic_code)i);

        assert_true(strlen(name) > 0);
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz-"),
                         strlen(name));
        for (unsigned j = 0; j < i; j++)
            assert_string_not_equal(
                name, diagnostic_code_name((enum diagnostic_code)j));
    }
}

static void a_new_list_is_empty_and_no_list_can_be_freed(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    assert_int_equal(dvf_diagnostics_count(list), 0);
    assert_int_equal(diagnostics_status(list), DVF_OK);
    expect_shown(list, plain, "");
    dvf_diagnostics_free(NULL);
}

static void the_list_keeps_copies(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    char file[] = "a.yaml";
    char text[] = "first\nsecond\n";
    char hint[] = "try this";
    char word[] = "word";
    const dvf_diagnostic *shown;

    (void)state;
    diagnostics_input(list, file, text, strlen(text));
    diagnostics_warning(list, DIAGNOSTIC_TAG, at(2, 3, 2), hint, "a %s", word);
    diagnostics_input_end(list);
    memset(file, 'x', sizeof file);
    memset(text, 'x', sizeof text);
    memset(hint, 'x', sizeof hint);
    memset(word, 'x', sizeof word);
    shown = dvf_diagnostics_at(list, 0);
    assert_int_equal(shown->severity, DVF_WARNING);
    assert_string_equal(shown->code, "tag");
    assert_string_equal(shown->file, "a.yaml");
    assert_int_equal(shown->line, 2);
    assert_int_equal(shown->column, 3);
    assert_int_equal(shown->length, 2);
    assert_string_equal(shown->message, "a word");
    assert_string_equal(shown->hint, "try this");
    assert_string_equal(shown->source, "second");
    dvf_diagnostics_free(list);
}

static void diagnostics_come_in_the_order_of_the_text(void **state)
{
    static const char *const expected[] = {"whole", "1:1",   "1:9",
                                           "2:4 a", "2:4 b", "10:1"};
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    begin(list, "");
    diagnostics_error(list, DIAGNOSTIC_TAG, at(10, 1, 1), NULL, "10:1");
    diagnostics_error(list, DIAGNOSTIC_TAG, at(2, 4, 1), NULL, "2:4 a");
    diagnostics_warning(list, DIAGNOSTIC_TAG, at(1, 9, 1), NULL, "1:9");
    diagnostics_error(list, DIAGNOSTIC_TAG, at(2, 4, 9), NULL, "2:4 b");
    diagnostics_error(list, DIAGNOSTIC_TAG, at(0, 7, 0), NULL, "whole");
    diagnostics_error(list, DIAGNOSTIC_TAG, at(1, 0, 0), NULL, "1:1");
    diagnostics_input_end(list);
    assert_int_equal(dvf_diagnostics_count(list), 6);
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(dvf_diagnostics_at(list, i)->message, expected[i]);
    assert_int_equal(dvf_diagnostics_at(list, 0)->column, 0);
    assert_int_equal(dvf_diagnostics_at(list, 1)->column, 1);
    assert_int_equal(dvf_diagnostics_at(list, 1)->length, 1);
    dvf_diagnostics_free(list);
}

static void inputs_stay_in_the_order_they_were_read(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    diagnostics_input(list, "b.yaml", "x\ny", 3);
    diagnostics_error(list, DIAGNOSTIC_TAG, at(2, 1, 1), NULL, "one");
    assert_int_equal(diagnostics_errors(list), 1);
    assert_int_equal(diagnostics_status(list), DVF_INVALID);
    diagnostics_input(list, "a.yaml", "z", 1);
    assert_int_equal(diagnostics_errors(list), 0);
    assert_int_equal(diagnostics_status(list), DVF_OK);
    diagnostics_warning(list, DIAGNOSTIC_TAG, at(1, 1, 1), NULL, "two");
    assert_int_equal(diagnostics_status(list), DVF_OK);
    diagnostics_input_end(list);
    assert_string_equal(dvf_diagnostics_at(list, 0)->file, "b.yaml");
    assert_string_equal(dvf_diagnostics_at(list, 0)->source, "y");
    assert_string_equal(dvf_diagnostics_at(list, 1)->file, "a.yaml");
    assert_string_equal(dvf_diagnostics_at(list, 1)->source, "z");
    dvf_diagnostics_free(list);
}

static void exactly_the_limit_is_shown_whole(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    begin(list, "");
    for (uint32_t i = 0; i < DIAGNOSTICS_MAX; i++)
        diagnostics_error(list, DIAGNOSTIC_TAG, at(i + 1, 1, 1), NULL, "x");
    diagnostics_input_end(list);
    assert_int_equal(dvf_diagnostics_count(list), DIAGNOSTICS_MAX);
    assert_string_equal(dvf_diagnostics_at(list, DIAGNOSTICS_MAX - 1)->message,
                        "x");
    dvf_diagnostics_free(list);
}

static void past_the_limit_the_last_one_says_that_there_are_more(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    const dvf_diagnostic *last;

    (void)state;
    begin(list, "");
    for (uint32_t i = 0; i < 5000; i++)
        diagnostics_error(list, DIAGNOSTIC_TAG, at(9999 - i, 1, 1),
                          diagnostics_text(list, "hint %u", (unsigned)i), "x%u",
                          (unsigned)i);
    diagnostics_input_end(list);
    assert_int_equal(dvf_diagnostics_count(list), DIAGNOSTICS_MAX);
    assert_int_equal(diagnostics_errors(list), DIAGNOSTICS_MAX);
    last = dvf_diagnostics_at(list, DIAGNOSTICS_MAX - 1);
    assert_string_equal(last->code, "limit");
    assert_string_equal(last->message, "further problems are not shown");
    assert_int_equal(last->line, 0);
    assert_string_equal(dvf_diagnostics_at(list, 0)->message, "x98");
    diagnostics_input(list, "next.yaml", NULL, 0);
    diagnostics_error(list, DIAGNOSTIC_TAG, at(1, 1, 1), NULL, "next");
    diagnostics_input_end(list);
    assert_int_equal(dvf_diagnostics_count(list), DIAGNOSTICS_MAX + 1);
    dvf_diagnostics_free(list);
}

static void an_error_behind_many_warnings_is_still_an_error(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    begin(list, "");
    for (uint32_t i = 0; i < DIAGNOSTICS_MAX + 5; i++)
        diagnostics_warning(list, DIAGNOSTIC_TAG, at(1, 1, 1), NULL, "x");
    assert_int_equal(diagnostics_status(list), DVF_OK);
    diagnostics_error(list, DIAGNOSTIC_TAG, at(1, 1, 1), NULL, "y");
    assert_int_equal(diagnostics_status(list), DVF_INVALID);
    assert_int_equal(diagnostics_errors(list), 1);
    dvf_diagnostics_free(list);
}

static void a_long_message_is_cut_between_characters(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct buffer text = {0};
    const char *message;
    size_t length;

    (void)state;
    buffer_puts(&text, "x");
    buffer_repeat(&text, "\xe2\x82\xac", 1000);
    begin(list, "");
    diagnostics_error(list, DIAGNOSTIC_TAG, at(0, 0, 0), NULL, "%s",
                      text.bytes);
    message = dvf_diagnostics_at(list, 0)->message;
    length = strlen(message);
    assert_true(length < DIAGNOSTICS_TEXT_MAX);
    assert_true(length > DIAGNOSTICS_TEXT_MAX - 8);
    assert_string_equal(message + length - 6, "\xe2\x82\xac...");
    buffer_release(&text);
    dvf_diagnostics_free(list);
}

/* --------------------------------------------------------- Source lines */

static void expect_source(const char *text, size_t length, uint32_t line,
                          const char *expected)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    const char *source;

    diagnostics_input(list, "x", text, length);
    diagnostics_error(list, DIAGNOSTIC_TAG, at(line, 1, 1), NULL, "x");
    source = dvf_diagnostics_at(list, 0)->source;
    if (!expected)
        assert_null(source);
    else
        assert_string_equal(source, expected);
    dvf_diagnostics_free(list);
}

static void lines_end_as_they_do_in_yaml(void **state)
{
    static const char text[] = "a\nb\r\nc\rd\n\re";
    static const char *const lines[] = {NULL, "a", "b", "c",
                                        "d",  "",  "e", NULL};

    (void)state;
    for (uint32_t i = 0; i < sizeof lines / sizeof *lines; i++)
        expect_source(text, sizeof text - 1, i, lines[i]);
}

static void a_fault_behind_the_last_line_break_has_an_empty_line(void **state)
{
    (void)state;
    expect_source("a\n", 2, 2, "");
    expect_source("a\n", 2, 3, NULL);
    expect_source("", 0, 1, "");
}

static void a_byte_order_mark_is_no_part_of_the_line(void **state)
{
    (void)state;
    expect_source("\xef\xbb\xbf"
                  "a: 1",
                  7, 1, "a: 1");
}

static void a_nul_in_a_line_does_not_end_it(void **state)
{
    (void)state;
    expect_source("a\0b\0\nc", 6, 1,
                  "a\xe2\x90\x80"
                  "b\xe2\x90\x80");
    expect_source("a\0b\0\nc", 6, 2, "c");
}

static void lines_are_found_in_any_order(void **state)
{
    static const uint32_t order[][2] = {{3, 2}, {1, 3}, {3, 3}, {3, 1},
                                        {2, 9}, {2, 1}, {1, 1}};
    static const char *const lines[] = {"", "one", "two", "three"};
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    begin(list, "one\ntwo\nthree\n");
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        diagnostics_error(list, DIAGNOSTIC_TAG, at(order[i][0], order[i][1], 1),
                          NULL, "x");
        assert_string_equal(dvf_diagnostics_at(list, i)->source,
                            lines[order[i][0]]);
    }
    dvf_diagnostics_free(list);
}

/* -------------------------------------------------------------- Layout */

static void a_diagnostic_shows_place_line_caret_and_hint(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    begin(list, "profile: x\nanswers:\n  admin_ui: reqired\n");
    diagnostics_error(list, DIAGNOSTIC_UNKNOWN_VALUE, at(3, 13, 7),
                      diagnostics_text(list, "did you mean '%s'?", "required"),
                      "'%s' is not a value of %s", "reqired", "admin_ui");
    expect_shown(list, plain,
                 "profile.yaml:3:13: error: 'reqired' is not a value of "
                 "admin_ui [unknown-value]\n"
                 "   3 |   admin_ui: reqired\n"
                 "     |             ^~~~~~~\n"
                 "     = hint: did you mean 'required'?\n");
}

static void a_diagnostic_of_the_whole_input_has_no_line(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    diagnostics_input(list, "-", NULL, 0);
    diagnostics_error(list, DIAGNOSTIC_FILE_EMPTY, at(0, 0, 0), "", "is empty");
    diagnostics_input(list, "", NULL, 0);
    diagnostics_warning(list, DIAGNOSTIC_USAGE, at(0, 0, 0), "look", "odd");
    expect_shown(list, plain,
                 "<stdin>: error: is empty [file-empty]\n"
                 "warning: odd [usage]\n"
                 "     = hint: look\n");
}

static void colours_are_only_added(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_style colour = {.colour = true};

    (void)state;
    begin(list, "a: b\n");
    diagnostics_warning(list, DIAGNOSTIC_TAG, at(1, 4, 1), NULL, "odd");
    diagnostics_error(list, DIAGNOSTIC_TAG, at(1, 4, 2), NULL, "bad");
    expect_shown(list, colour,
                 "\033[1mprofile.yaml:1:4: \033[1;33mwarning:\033[0m odd "
                 "[tag]\n"
                 "   1 | a: b\n"
                 "     |    \033[1;33m^\033[0m\n"
                 "\033[1mprofile.yaml:1:4: \033[1;31merror:\033[0m bad [tag]\n"
                 "   1 | a: b\n"
                 "     |    \033[1;31m^\033[0m\n");
}

static void no_style_is_the_plain_one(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_text text = {0};

    (void)state;
    begin(list, "");
    diagnostics_error(list, DIAGNOSTIC_TAG, at(0, 0, 0), NULL, "caf\xc3\xa9");
    assert_int_equal(dvf_diagnostics_render(list, NULL, &text), DVF_OK);
    assert_string_equal(text.bytes, "profile.yaml: error: caf\xc3\xa9 [tag]\n");
    dvf_text_release(&text);
    assert_null(text.bytes);
    dvf_text_release(&text);
    dvf_text_release(NULL);
    dvf_diagnostics_free(list);
}

static void the_caret_follows_what_is_printed(void **state)
{
    (void)state;
    expect_line("\ta:\tb", at(1, 5, 1), plain,
                "   1 |  a: b\n"
                "     |     ^\n");
    expect_line("\xe4\xb8\xad\xe6\x96\x87: x", at(1, 2, 1), plain,
                "   1 | \xe4\xb8\xad\xe6\x96\x87: x\n"
                "     |   ^~\n");
    expect_line("e\xcc\x81: x", at(1, 5, 1), plain,
                "   1 | e\xcc\x81: x\n"
                "     |    ^\n");
    expect_line("a\033[m: x", at(1, 5, 2), plain,
                "   1 | a\\x1b[m: x\n"
                "     |        ^~\n");
    expect_line("\xc3\xa9\xff: x", at(1, 2, 1), ascii,
                "   1 | \\u00e9\\xff: x\n"
                "     |       ^~~~\n");
    expect_line("\xe2\x80\x8f: x", at(1, 4, 1), plain,
                "   1 | \\u200f: x\n"
                "     |         ^\n");
}

static void the_underlining_ends_with_the_line(void **state)
{
    (void)state;
    expect_line("a: bcd\nmore", at(1, 4, 50), plain,
                "   1 | a: bcd\n"
                "     |    ^~~\n");
    expect_line("a: bcd", at(1, 7, 5), plain,
                "   1 | a: bcd\n"
                "     |       ^\n");
    expect_line("", at(1, 1, 3), plain,
                "   1 | \n"
                "     | ^\n");
    expect_line("ab", at(1, UINT32_MAX, UINT32_MAX), plain,
                "   1 | ab\n"
                "     |   ^\n");
}

static void large_line_numbers_keep_the_caret_right(void **state)
{
    struct buffer text = {0};

    (void)state;
    buffer_repeat(&text, "\n", 123456);
    buffer_puts(&text, "a: b");
    expect_line(text.bytes, at(123457, 4, 1), plain,
                "123457 | a: b\n"
                "       |    ^\n");
    buffer_release(&text);
}

/* Position of the caret's character in the line above it. */
static void expect_caret_under(const char *shown, char expected)
{
    const char *line = strchr(shown, '\n') + 1;
    const char *below = strchr(line, '\n') + 1;
    const char *caret = strchr(below, '^');

    assert_non_null(caret);
    assert_int_equal(line[caret - below], expected);
    assert_true((size_t)(below - line) <= 8 + 100 + 6);
}

/* Columns that a line of `length` takes with its caret at a column: 100 of it
 * at the most, with dots where something is left out. */
static size_t shown_columns(size_t length, size_t column)
{
    size_t from = column > 61 ? column - 61 : 0;

    if (length <= 100)
        return length;
    if (from > length - 100)
        from = length - 100;
    return 100 + (from > 0 ? 3U : 0U) + (from + 100 < length ? 3U : 0U);
}

/* A line of '.', with 'X' at a column, and how it is shown. */
static void check_line(uint32_t length, uint32_t column)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct buffer line = {0};
    dvf_text text = {0};

    buffer_puts(&line, "\xef\xbb\xbf# first\n");
    buffer_repeat(&line, ".", length);
    line.bytes[11 + column - 1] = 'X';
    buffer_puts(&line, "\nlast\n");
    diagnostics_input(list, "x", line.bytes, line.length);
    diagnostics_error(list, DIAGNOSTIC_TAG, at(2, column, 1), NULL, "x");
    assert_int_equal(dvf_diagnostics_render(list, &plain, &text), DVF_OK);
    expect_caret_under(text.bytes, 'X');
    assert_int_equal(strcspn(strchr(text.bytes, '\n') + 1, "\n"),
                     7 + shown_columns(length, column));
    assert_true(strlen(dvf_diagnostics_at(list, 0)->source) <= 4100);
    dvf_text_release(&text);
    buffer_release(&line);
    dvf_diagnostics_free(list);
}

static void every_cut_of_a_long_line_keeps_the_caret_right(void **state)
{
    static const uint32_t columns[] = {1,      61,     62,     2048,   2049,
                                       2050,   499999, 997951, 997952, 997953,
                                       999940, 999941, 1000000};

    (void)state;
    for (uint32_t length = 98; length <= 103; length++) {
        for (uint32_t column = 1; column <= length; column++)
            check_line(length, column);
    }
    for (uint32_t column = 1; column <= 300; column++)
        check_line(300, column);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        check_line(1000000, columns[i]);
}

static void a_long_line_of_any_characters_is_cut_between_them(void **state)
{
    static const char *const characters[] = {"\xc3\xa9", "\xe4\xb8\xad",
                                             "\xf0\x9f\x98\x80"};
    dvf_style styles[] = {plain, ascii};

    (void)state;
    for (size_t i = 0; i < 6; i++) {
        dvf_diagnostics *list = dvf_diagnostics_new();
        struct buffer line = {0};
        dvf_text text = {0};

        buffer_repeat(&line, characters[i % 3], 2000);
        buffer_puts(&line, "X");
        buffer_repeat(&line, characters[i % 3], 2000);
        begin(list, line.bytes);
        diagnostics_error(list, DIAGNOSTIC_TAG, at(1, 2001, 1), NULL, "x");
        assert_int_equal(dvf_diagnostics_render(list, &styles[i / 3], &text),
                         DVF_OK);
        assert_null(strstr(text.bytes, "\\x"));
        assert_non_null(strstr(text.bytes, "X"));
        if (i >= 3)
            expect_caret_under(text.bytes, 'X');
        dvf_text_release(&text);
        buffer_release(&line);
        dvf_diagnostics_free(list);
    }
}

static void hostile_text_is_harmless_everywhere(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    diagnostics_input(list, "a\033]0;b\nc", "x\033y\n", 4);
    diagnostics_error(list, DIAGNOSTIC_TAG, at(1, 1, 1), "h\xe2\x80\x8fi",
                      "m\tn%s", "\x9b");
    expect_shown(list, plain,
                 "a\\x1b]0;b\\nc:1:1: error: m\\tn\\x9b [tag]\n"
                 "   1 | x\\x1by\n"
                 "     | ^\n"
                 "     = hint: h\\u200fi\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_has_a_name_of_its_own),
        cmocka_unit_test(a_new_list_is_empty_and_no_list_can_be_freed),
        cmocka_unit_test(the_list_keeps_copies),
        cmocka_unit_test(diagnostics_come_in_the_order_of_the_text),
        cmocka_unit_test(inputs_stay_in_the_order_they_were_read),
        cmocka_unit_test(exactly_the_limit_is_shown_whole),
        cmocka_unit_test(past_the_limit_the_last_one_says_that_there_are_more),
        cmocka_unit_test(an_error_behind_many_warnings_is_still_an_error),
        cmocka_unit_test(a_long_message_is_cut_between_characters),
        cmocka_unit_test(lines_end_as_they_do_in_yaml),
        cmocka_unit_test(a_fault_behind_the_last_line_break_has_an_empty_line),
        cmocka_unit_test(a_byte_order_mark_is_no_part_of_the_line),
        cmocka_unit_test(a_nul_in_a_line_does_not_end_it),
        cmocka_unit_test(lines_are_found_in_any_order),
        cmocka_unit_test(a_diagnostic_shows_place_line_caret_and_hint),
        cmocka_unit_test(a_diagnostic_of_the_whole_input_has_no_line),
        cmocka_unit_test(colours_are_only_added),
        cmocka_unit_test(no_style_is_the_plain_one),
        cmocka_unit_test(the_caret_follows_what_is_printed),
        cmocka_unit_test(the_underlining_ends_with_the_line),
        cmocka_unit_test(large_line_numbers_keep_the_caret_right),
        cmocka_unit_test(every_cut_of_a_long_line_keeps_the_caret_right),
        cmocka_unit_test(a_long_line_of_any_characters_is_cut_between_them),
        cmocka_unit_test(hostile_text_is_harmless_everywhere),
    };

    return cmocka_run_group_tests_name("diagnostics", tests, NULL, NULL);
}
