/* SPDX-License-Identifier: MIT */
/*
 * Answers as text: what is written is read back as the same, and a word that
 * is no answer is reported. Scalars of YAML likewise.
 */
#include "unit/support.h"

#include "base/utf8.h"
#include "profile/answer.h"
#include "yaml/scalar.h"

#include <string.h>

static const struct position nowhere = {0, 0, 0};

static bool read_word(const char *word, dvf_diagnostics *list,
                      struct given_answer *given)
{
    bool good;

    diagnostics_input(list, "test", NULL, 0);
    good = answer_read(dvf_kb_builtin(), word, nowhere, list, given) == DVF_OK;
    diagnostics_input_end(list);
    return good;
}

/* The value of an answer, as a word of the command line. */
static void append_word(const dvf_kb *kb, const struct given_answer *given,
                        struct buffer *out)
{
    struct buffer value = {0};
    const char *text;
    size_t length;

    answer_append(kb, given->attribute, &given->answer, &value);
    text = value.bytes;
    length = value.length;
    if (*text == '[') {
        text++;
        length -= 2;
    }
    buffer_printf(out, "%s=%.*s",
                  kb_string(kb, kb_attributes(kb)[given->attribute].id),
                  (int)length, text);
    buffer_release(&value);
}

static void every_answer_is_read_back_as_it_was_written(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        const struct kb_attribute *attribute = &kb_attributes(kb)[i];
        bool is_set = attribute->type == KB_SET;
        uint64_t count = is_set ? UINT64_C(1) << attribute->values.count
                                : attribute->values.count;

        for (uint64_t n = 0; n < count; n++) {
            struct given_answer given = {
                .attribute = i,
                .answer = {.chosen = is_set ? n : UINT64_C(1) << n},
            };
            struct given_answer back = {0};
            struct buffer word = {0};

            append_word(kb, &given, &word);
            assert_true(read_word(word.bytes, list, &back));
            assert_int_equal(back.attribute, i);
            assert_true(answer_given(&back.answer));
            assert_true(back.answer.chosen == given.answer.chosen);
            assert_null(back.answer.number);
            buffer_release(&word);
        }
    }
    assert_int_equal(dvf_diagnostics_count(list), 0);
    dvf_diagnostics_free(list);
}

static void a_number_is_kept_as_it_was_written(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_profile *profile = load_answers(dvf_kb_builtin(), "");
    struct given_answer given;
    struct buffer out = {0};
    char word[] = "throughput=1500";

    (void)state;
    assert_true(read_word(word, list, &given));
    assert_int_equal(answer_put(profile, given.attribute, &given.answer),
                     DVF_OK);
    memset(word, 'x', strlen(word));
    answer_append(dvf_kb_builtin(), given.attribute,
                  &profile->answers[given.attribute], &out);
    assert_string_equal(out.bytes, "1500");
    buffer_release(&out);
    dvf_profile_free(profile);
    dvf_diagnostics_free(list);
}

static void unknown_is_no_answer(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct given_answer given;
    struct buffer out = {0};

    (void)state;
    assert_true(read_word("building_blocks=unknown", list, &given));
    assert_false(answer_given(&given.answer));
    answer_append(dvf_kb_builtin(), given.attribute, &given.answer, &out);
    assert_string_equal(out.bytes, "unknown");
    buffer_release(&out);
    dvf_diagnostics_free(list);
}

static void none_is_the_empty_set(void **state)
{
    static const char *const words[] = {
        "building_blocks=none", "building_blocks= none ", "building_blocks="};

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        dvf_diagnostics *list = dvf_diagnostics_new();
        struct given_answer given;

        assert_true(read_word(words[i], list, &given));
        assert_true(answer_given(&given.answer));
        assert_true(answer_values(&given.answer) == 0);
        dvf_diagnostics_free(list);
    }
}

static void a_word_that_is_no_answer_is_reported(void **state)
{
    static const struct {
        const char *word;
        const char *message;
        const char *hint;
    } wrong[] = {
        {"admin_ui", "names no question", "attribute=value"},
        {"admin_u=none", "is no question", "admin_ui"},
        {"admin_ui=requird", "is no answer", "required"},
        {"admin_ui=", "is no answer", "one of"},
        {"throughput=1.5", "is no answer", "whole number"},
        {"building_blocks=payments,payments", "given twice", NULL},
        {"building_blocks=payments,,search", "is no answer", NULL},
        {"building_blocks=payments,none", "is no answer", NULL},
        {"building_blocks=nonesuch", "is no answer", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        dvf_diagnostics *list = dvf_diagnostics_new();
        const struct expected expected = {0, 0, "usage", wrong[i].message,
                                          wrong[i].hint};
        struct given_answer given;

        assert_false(read_word(wrong[i].word, list, &given));
        expect_list(list, &expected, 1);
        dvf_diagnostics_free(list);
    }
}

/* The name of a profile that was written as a scalar. */
static void expect_same(const char *text)
{
    struct buffer yaml = {0};
    struct buffer with_name = {0};
    dvf_profile *profile;

    yaml_append_scalar(&yaml, text);
    assert_null(memchr(yaml.bytes, '\n', yaml.length));
    buffer_printf(&with_name, "profile: %s\nanswers:\n", yaml.bytes);
    profile = load_profile(dvf_kb_builtin(), with_name.bytes);
    assert_string_equal(profile->name, text);
    dvf_profile_free(profile);
    buffer_release(&with_name);
    buffer_release(&yaml);
}

static void a_scalar_is_read_back_as_it_was_written(void **state)
{
    static const char *const texts[] = {
        "word", "two words", "a: b",     "- a",
        "#a",   "a #b",      "'",        "\"",
        "\\",   "\\n",       "~",        "null",
        "yes",  "1",         "0x1",      "{a}",
        "[a]",  "*a",        "&a",       "!a",
        "%a",   "@a",        "`a",       "a\nb",
        "a\tb", " a ",       "...",      "---",
        "-",    "?",         "\xc3\xa4", "\xe2\x82\xac",
        "|",    ">",         "<<",       "=",
        "a,b",  "\r\n x",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_same(texts[i]);
}

static void random_scalars_are_read_back_as_they_were_written(void **state)
{
    static const char signs[] = "ab \"'\\:#-\n\t[]{},&*!|>%@`?~=<.0";
    struct random random = {1};

    (void)state;
    for (int round = 0; round < 5000; round++) {
        char text[13] = "";
        uint32_t length = 1 + random_below(&random, 12);

        for (uint32_t i = 0; i < length; i++)
            text[i] = signs[random_below(&random, sizeof signs - 1)];
        expect_same(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_answer_is_read_back_as_it_was_written),
        cmocka_unit_test(a_number_is_kept_as_it_was_written),
        cmocka_unit_test(unknown_is_no_answer),
        cmocka_unit_test(none_is_the_empty_set),
        cmocka_unit_test(a_word_that_is_no_answer_is_reported),
        cmocka_unit_test(a_scalar_is_read_back_as_it_was_written),
        cmocka_unit_test(random_scalars_are_read_back_as_they_were_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
