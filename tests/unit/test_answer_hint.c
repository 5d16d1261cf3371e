/* SPDX-License-Identifier: MIT */
/*
 * Hints about answers: words for "not known", for no and for yes, whatever the
 * attribute's type; a word that is a value stays one.
 */
#include "support.h"

#include "kb/block.h"
#include "profile/answer.h"

#include <stdio.h>
#include <string.h>

/* Ways to say that something is not known, and to say nothing. */
static const char *const unknowns[] = {
    "null",
    "~",
    "Unknown",
    "UNKNOWN",
    "n/a",
    "N/A",
    "na",
    "n.a.",
    "tbd",
    "TBD",
    "to do",
    "?",
    "???",
    "-",
    "--",
    "...",
    "dunno",
    "not known",
    "Null",
    "NULL",
    "nil",
    "undefined",
    "don't know",
    "not-known",
    "tba",
    "don\xe2\x80\x99t know",
    "pending",
    "unsure",
    "unspecified",
    "\"\"",
    "to be decided",
    "NaN",
    "not set",
    "unkown",
};

static const char *const nos[] = {"no", "No",    "NO", "off", "n",
                                  "N",  "false", "F",  "Off", "never"};

static const char *const yeses[] = {"yes", "Yes", "on", "y", "TRUE", "t"};

/* The only problem of a profile with one answer in its line 3. */
static void expect_hint(const dvf_kb *kb, const char *attribute,
                        const char *value, const char *hint)
{
    struct buffer text = {0};
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_profile *profile = NULL;

    buffer_printf(&text, "profile: p\nanswers:\n  %s: %s\n", attribute, value);
    assert_int_equal(
        dvf_profile_load(kb, &(dvf_input){"p", text.bytes, text.length}, list,
                         &profile),
        DVF_INVALID);
    assert_int_equal(dvf_diagnostics_count(list), 1);
    const dvf_diagnostic *problem = dvf_diagnostics_at(list, 0);
    assert_int_equal(problem->line, 3);
    if (!problem->hint || !strstr(problem->hint, hint))
        fail_msg("%s: %s: %s: the hint is '%s', not '%s'", attribute, value,
                 problem->message, problem->hint ? problem->hint : "", hint);
    dvf_diagnostics_free(list);
    buffer_release(&text);
}

/* As a scalar of YAML that is a word and nothing else. */
static const char *quoted(const char *word)
{
    static char text[64];

    if (*word == '"')
        return word;
    assert_true(snprintf(text, sizeof text, "\"%s\"", word) < 64);
    return text;
}

static void a_word_for_not_known_names_unknown(void **state)
{
    static const char *const attributes[] = {"colour", "size", "speed", "loud",
                                             "parts"};

    for (size_t i = 0; i < COUNT(unknowns); i++) {
        for (size_t j = 0; j < COUNT(attributes); j++)
            expect_hint(*state, attributes[j], quoted(unknowns[i]), "unknown");
        char item[80];
        assert_true(snprintf(item, sizeof item, "[door, %s]",
                             quoted(unknowns[i])) < 80);
        expect_hint(*state, "parts", item, "unknown");
    }
    for (size_t j = 0; j < COUNT(attributes); j++) {
        expect_hint(*state, attributes[j], "", "unknown");
        expect_hint(*state, attributes[j], "{}", "unknown");
    }
    expect_hint(*state, "colour", "[]", "unknown");
    expect_hint(*state, "loud", "[]", "unknown");
    expect_hint(*state, "parts", "[unknown]", "in place of the list");
    expect_hint(*state, "parts", "[door, unknown]", "in place of the list");
}

static void plain_words_of_yaml_are_words(void **state)
{
    expect_hint(*state, "colour", "null",
                "write unknown where it is not known");
    expect_hint(*state, "colour", "~", "else one of: none, red, green");
    expect_hint(*state, "speed", "~", "or a whole number");
    expect_hint(*state, "size", "null",
                "else one of: tiny, small, medium, large");
}

static void a_word_for_no_is_the_answer_that_says_so(void **state)
{
    for (size_t i = 0; i < COUNT(nos); i++) {
        expect_hint(*state, "colour", nos[i], "did you mean 'none'?");
        expect_hint(*state, "loud",
                    strcmp(nos[i], "false") == 0 ? "off" : nos[i],
                    "did you mean 'false'?");
        expect_hint(*state, "parts", nos[i], "write [] for none of them");
        expect_hint(*state, "size", nos[i], "unknown");
    }
    for (size_t i = 0; i < COUNT(yeses); i++)
        expect_hint(*state, "loud", yeses[i], "did you mean 'true'?");
    expect_hint(*state, "colour", "None", "'none'? Or unknown");
    expect_hint(*state, "colour", "NONE", "did you mean 'none'?");
    expect_hint(*state, "loud", "none", "unknown");
}

static void a_set_says_how_a_list_is_written(void **state)
{
    expect_hint(*state, "parts", "none", "write [] for none of them");
    expect_hint(*state, "parts", "[none]", "write [] for none of them");
    expect_hint(*state, "parts", "[None]", "[]");
    expect_hint(*state, "parts", "door", "write it in brackets: [door]");
    expect_hint(*state, "parts", "door, lamp", "[door, lamp]");
    expect_hint(*state, "parts", "door lamp", "in brackets");
    expect_hint(*state, "parts", "{door: true}", "in brackets");
    expect_hint(*state, "parts", "[\"\"]", "unknown");
    expect_hint(*state, "parts", "[bell]",
                "one of: wheel, door, roof, lamp; or unknown in place of the "
                "list");
    expect_hint(*state, "parts", "[unknwon]", "in place of the list");
    expect_hint(*state, "colour", "[red]", "without brackets: red");
    expect_hint(*state, "colour", "[red, green]", "one value");
}

static void near_words_and_look_alikes_come_first(void **state)
{
    expect_hint(*state, "colour", "Red", "did you mean 'red'?");
    expect_hint(*state, "colour", "n\xd0\xbene",
                "did you mean 'none'? U+043E at character 2");
    expect_hint(*state, "colour", "gren", "did you mean 'green'?");
    expect_hint(*state, "speed", "\xef\xbc\x95", "did you mean '5'? U+FF15");
}

/* "none" is a value here, and "no", "off" and "null" are none of their kind
 * where they are values. */
static void a_word_that_is_a_value_is_that_value(void **state)
{
    dvf_profile *profile = load_answers(*state, "colour: none\nparts: []\n"
                                                "loud: false\nsize: unknown\n");

    dvf_profile_free(profile);
    expect_hint(*state, "colour", "null", "none, red");
}

static void the_same_words_are_known_as_arguments(void **state)
{
    static const struct {
        const char *word;
        const char *hint;
    } words[] = {
        {"colour=null", "write unknown"},
        {"colour=", "write unknown"},
        {"colour=no", "did you mean 'none'?"},
        {"parts=no", "write none for none of them"},
        {"parts=[]", "write none for none of them"},
        {"parts=door,unknown", "in place of the list"},
        {"loud=on", "did you mean 'true'?"},
    };
    const dvf_kb *kb = *state;

    for (size_t i = 0; i < COUNT(words); i++) {
        dvf_diagnostics *list = dvf_diagnostics_new();
        dvf_text text = {0};

        assert_int_equal(
            dvf_profile_template(kb, &words[i].word, 1, list, &text),
            DVF_INVALID);
        const char *hint = dvf_diagnostics_at(list, 0)->hint;
        if (!hint || !strstr(hint, words[i].hint))
            fail_msg("%s: '%s'", words[i].word, hint ? hint : "");
        dvf_diagnostics_free(list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_for_not_known_names_unknown),
        cmocka_unit_test(plain_words_of_yaml_are_words),
        cmocka_unit_test(a_word_for_no_is_the_answer_that_says_so),
        cmocka_unit_test(a_set_says_how_a_list_is_written),
        cmocka_unit_test(near_words_and_look_alikes_come_first),
        cmocka_unit_test(a_word_that_is_a_value_is_that_value),
        cmocka_unit_test(the_same_words_are_known_as_arguments),
    };

    return cmocka_run_group_tests(tests, open_small_kb, close_kb);
}
