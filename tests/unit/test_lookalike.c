/* SPDX-License-Identifier: MIT */
/*
 * Look-alikes: what a character is taken for, and that a hint names the first
 * one of a word with its place.
 */
#include "support.h"

#include "base/date.h"
#include "base/hint.h"
#include "base/lookalike.h"

#include <string.h>

static void characters_look_like_ascii_ones(void **state)
{
    static const struct {
        uint32_t character;
        int looks_like;
    } characters[] = {
        {0x0435, 'e'},  {0x0430, 'a'},  {0x0440, 'p'},  {0x0421, 'C'},
        {0x0456, 'i'},  {0x04cf, 'l'},  {0x03bf, 'o'},  {0x0391, 'A'},
        {0x03bd, 'v'},  {0x0585, 'o'},  {0x057d, 'u'},  {0x0131, 'i'},
        {0x017f, 'f'},  {0x00e9, 'e'},  {0x00ff, 'y'},  {0x13aa, 'A'},
        {0xff41, 'a'},  {0xff3f, '_'},  {0xff1a, ':'},  {0xff10, '0'},
        {0x1d41a, 'a'}, {0x1d468, 'A'}, {0x1d6a3, 'z'}, {0x1d7d8, '0'},
        {0x0663, '3'},  {0x096f, '9'},  {0x00b2, '2'},  {0x212a, 'K'},
        {0x2113, 'l'},  {0x2170, 'i'},  {0x24b6, 'A'},  {0x2010, '-'},
        {0x2013, '-'},  {0x2015, '-'},  {0x2212, '-'},  {0x2018, '\''},
        {0x201d, '"'},  {0x2044, '/'},  {0x00a0, ' '},  {0x2009, ' '},
        {0x202f, ' '},  {0x3000, ' '},  {0x00ad, 0},    {0x200b, 0},
        {0x200c, 0},    {0x200d, 0},    {0x2060, 0},    {0xfeff, 0},
        {0xfe0f, 0},    {0xe0100, 0},   {0x0301, 0},    {0x0000 + 13, 0},
        {'a', -1},      {' ', -1},      {'~', -1},      {0x4e2d, -1},
        {0x1f600, -1},  {0x0416, -1},   {0x10ffff, -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(characters); i++)
        if (lookalike_of(characters[i].character) != characters[i].looks_like)
            fail_msg("U+%04X looks like %d", (unsigned)characters[i].character,
                     lookalike_of(characters[i].character));
}

static void the_first_one_of_a_text_is_found_with_its_place(void **state)
{
    struct lookalike found;
    char text[LOOKALIKE_SIZE];

    (void)state;
    assert_false(lookalike_find("plain - 'text'", &found));
    assert_int_equal(found.place, 0);
    assert_false(lookalike_find("\xff\xc3", &found));
    assert_true(lookalike_find("r\xd0\xb5qu\xd1\x96red", &found));
    assert_int_equal(found.character, 0x0435);
    assert_int_equal(found.place, 2);
    lookalike_describe(&found, text);
    assert_string_equal(text, "U+0435 at character 2 looks like 'e'");
    assert_true(lookalike_find("\xe4\xb8\xad\xc2\xa0", &found));
    lookalike_describe(&found, text);
    assert_string_equal(text, "U+00A0 at character 2 looks like a blank");
    assert_true(lookalike_find("a\xe2\x80\x8d", &found));
    lookalike_describe(&found, text);
    assert_string_equal(text, "U+200D at character 2 cannot be seen");
}

static void a_text_is_written_as_it_looks(void **state)
{
    char plain[9];

    (void)state;
    assert_true(lookalike_plain("\xc2\xa0r\xd0\xb5\xc2\xad q\xe3\x80\x80",
                                plain, sizeof plain));
    assert_string_equal(plain, "re q");
    assert_true(lookalike_plain("12345678", plain, sizeof plain));
    assert_false(lookalike_plain("123456789", plain, sizeof plain));
    assert_true(lookalike_plain("\xff", plain, sizeof plain));
    assert_string_equal(plain, "\xff");
    assert_true(lookalike_plain("\xe2\x80\x8b", plain, sizeof plain));
    assert_string_equal(plain, "");
}

/* The hint for a word where one of two others is wanted. */
static const char *hint_for(dvf_diagnostics *list, const char *word)
{
    struct hint hint = hint_begin(list, word);

    hint_offer(&hint, "required");
    hint_offer(&hint, "nice_to_have");
    return hint_text(&hint);
}

static void a_hint_names_the_first_look_alike(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    assert_string_equal(hint_for(list, "r\xd0\xb5quired"),
                        "did you mean 'required'? U+0435 at character 2 looks "
                        "like 'e'");
    assert_string_equal(hint_for(list, "requird"), "did you mean 'required'?");
    assert_string_equal(hint_for(list, "nice\xe2\x80\x91to\xe2\x80\x91have"),
                        "did you mean 'nice_to_have'? U+2011 at character 5 "
                        "looks like '-'");
    /* In letters of three bytes each it is far longer than what is meant. */
    assert_non_null(strstr(hint_for(list, "\xef\xbd\x92\xef\xbd\x85\xef\xbd\x91"
                                          "\xef\xbd\x95\xef\xbd\x89\xef\xbd\x92"
                                          "\xef\xbd\x85\xef\xbd\x84"),
                           "'required'? U+FF52 at character 1"));
    assert_string_equal(hint_for(list, "\xd0\xb0ll"),
                        "one of: required, nice_to_have; U+0430 at character 1 "
                        "looks like 'a'");
    dvf_diagnostics_free(list);
}

static void dates_and_numbers_are_recognised(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    const struct position at = {1, 1, 1};
    static const struct expected wrong[] = {
        {1, 1, "date",
         "'2026\xe2\x80\x91"
         "01-02' is not a date",
         "did you mean '2026-01-02'? U+2011 at character 5 looks like '-'"},
        {1, 1, "date", "'2026-02-30': there is no such day",
         "February 2026 has 28 days"},
        {1, 1, "date", "'soon' is not a date", "write it"},
    };

    (void)state;
    hint_date_error(list, at,
                    "2026\xe2\x80\x91"
                    "01-02",
                    "write it", date_is_day);
    hint_date_error(list, at, "2026-02-30", "write it", date_is_day);
    hint_date_error(list, at, "soon", "write it", date_is_day);
    expect_list(list, wrong, COUNT(wrong));
    assert_string_equal(hint_number(list,
                                    "\xef\xbc\x94"
                                    "2",
                                    "digits"),
                        "did you mean '42'? U+FF14 at character 1 looks like "
                        "'4'");
    assert_string_equal(hint_number(list, "4x", "digits"), "digits");
    assert_string_equal(hint_number(list, "\xef\xbc\x94x", "digits"), "digits");
    dvf_diagnostics_free(list);
}

/* A KB with one rule, whose condition is in line `small_kb_lines() + 5`. */
static void expect_condition(const char *condition, uint32_t column,
                             const char *message, const char *hint)
{
    struct buffer sections = {0};
    struct buffer text = {0};
    struct expected wrong = {0, column, "condition", message, hint};

    buffer_printf(&sections,
                  "rules:\n  - id: r\n    criterion: main\n    when:\n"
                  "      - %s\n    favours: left\n    weight: strong\n"
                  "    because: b\n    claims: [c1]\n    origin: advisor\n",
                  condition);
    small_kb_with(sections.bytes, &text);
    for (const char *at = text.bytes; at < strstr(text.bytes, condition); at++)
        wrong.line += *at == '\n';
    wrong.line++;
    expect_bad_kb(text.bytes, text.length, &wrong, 1);
    buffer_release(&sections);
    buffer_release(&text);
}

static void conditions_name_the_look_alike(void **state)
{
    (void)state;
    expect_condition("col\xd0\xbeur == red", 9, "'col\xd0\xbeur'",
                     "'colour'? U+043E at character 4 looks like 'o'");
    expect_condition("colour == r\xd0\xb5"
                     "d",
                     19,
                     "'r\xd0\xb5"
                     "d' is not a value",
                     "'red'? U+0435 at character 2");
    expect_condition("colour == red \xd0\xb0nd loud", 23, "\xd0\xb0nd",
                     "U+0430 at character 1 looks like 'a'");
    expect_condition("colour ==\xc2\xa0red", 18, "expected",
                     "U+00A0 at character 1 looks like a blank");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_look_like_ascii_ones),
        cmocka_unit_test(the_first_one_of_a_text_is_found_with_its_place),
        cmocka_unit_test(a_text_is_written_as_it_looks),
        cmocka_unit_test(a_hint_names_the_first_look_alike),
        cmocka_unit_test(dates_and_numbers_are_recognised),
        cmocka_unit_test(conditions_name_the_look_alike),
    };

    return cmocka_run_group_tests_name("lookalike", tests, NULL, NULL);
}
