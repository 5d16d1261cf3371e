/* SPDX-License-Identifier: MIT */
/*
 * The guard: merge conflicts, escapes of surrogates as JSON writes them, and
 * other encodings.
 */
#include "support.h"

#include "yaml/document.h"

#include <string.h>

static const struct yaml_limits limits = {1024 * 1024, 20000, NULL};

/* The scalars of a text that must be sound, each followed by a line feed. */
static void read_scalars(const char *text, struct buffer *scalars)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct yaml_document document = {0};

    diagnostics_input(list, "t", text, strlen(text));
    assert_int_equal(yaml_read(text, strlen(text), &limits, list, &document),
                     DVF_OK);
    expect_list(list, NULL, 0);
    for (uint32_t i = 0; i < document.nodes.count; i++) {
        const struct yaml_node *node = yaml_node(&document, i);

        if (node->kind != YAML_SCALAR)
            continue;
        assert_int_equal(node->length, strlen(node->text));
        buffer_puts(scalars, node->text);
        buffer_putc(scalars, '\n');
    }
    yaml_document_release(&document);
    dvf_diagnostics_free(list);
}

static void expect_scalars(const char *text, const char *wanted)
{
    struct buffer scalars = {0};

    read_scalars(text, &scalars);
    assert_string_equal(scalars.bytes, wanted);
    buffer_release(&scalars);
}

static void expect_faults(const char *text, size_t length,
                          const struct expected *wrong, size_t count)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct yaml_document document = {0};

    diagnostics_input(list, "t", text, length);
    assert_int_not_equal(yaml_read(text, length, &limits, list, &document),
                         DVF_NO_MEMORY);
    diagnostics_input_end(list);
    expect_list(list, wrong, count);
    yaml_document_release(&document);
    dvf_diagnostics_free(list);
}

/* ------------------------------------------------------------- conflicts */

static void a_conflict_is_one_problem_at_its_marker(void **state)
{
    static const struct {
        const char *text;
        struct expected wrong;
    } texts[] = {
        {"a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\nc: 4\n",
         {2, 1, "syntax", "a merge conflict begins here", "keep one side"}},
        {"a:\n  b: 1\n<<<<<<< HEAD\n  c: 2\n||||||| base\n=======\n>>>>>>> x\n",
         {3, 1, "syntax", "begins here", NULL}},
        {"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n",
         {1, 1, "syntax", "begins here", NULL}},
        {"\xef\xbb\xbf<<<<<<<\na: 1\n=======\na: 2\n>>>>>>>\n",
         {1, 1, "syntax", "begins here", NULL}},
        {"{\"a\": 1,\r\n<<<<<<< HEAD\r\n\"b\": 2\r\n=======\r\n\"b\": 3\r\n"
         ">>>>>>> x\r\n}\r\n",
         {2, 1, "syntax", "begins here", NULL}},
        {"a: |\n  x\n<<<<<<< HEAD\n  y\n=======\n  z\n>>>>>>> x\n",
         {3, 1, "syntax", "begins here", NULL}},
        {"a: 1\n=======\nb: 2\n", {2, 1, "syntax", "has left", NULL}},
        {"a: 1\nb: 2\n>>>>>>> x\n", {3, 1, "syntax", "has left", NULL}},
        {"a: 1\n||||||| x\nb: 2\n", {2, 1, "syntax", "has left", NULL}},
        {"a: [1,\n=======\n2]\n", {2, 1, "syntax", "has left", NULL}},
        {"a: \"x\n<<<<<<< HEAD\ny\n=======\n", {2, 1, "syntax", NULL, NULL}},
        {"a: 1\n<<<<<<< H\n%%%%%%%\n\x01\n>>>>>>> x\n",
         {2, 1, "syntax", "begins here", NULL}},
        {"a: 1\na: 2\n<<<<<<< H\nb: 1\n>>>>>>> x\n",
         {3, 1, "syntax", "begins here", NULL}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        expect_faults(texts[i].text, strlen(texts[i].text), &texts[i].wrong, 1);
}

static void markers_within_texts_are_text(void **state)
{
    static const char other[] = "a: \"x\n<<<<<<< HEAD\ny\"\nb: [\n";

    (void)state;
    expect_scalars("a: \"x\n<<<<<<< HEAD\n=======\ny\"\n",
                   "a\nx <<<<<<< HEAD ======= y\n");
    expect_scalars("a: 'x\n>>>>>>> y'\n", "a\nx >>>>>>> y\n");
    expect_scalars("a: |\n  <<<<<<< HEAD\n  =======\n",
                   "a\n<<<<<<< HEAD\n=======\n");
    expect_scalars("a: <<<<<<<\nb: =======\n", "a\n<<<<<<<\nb\n=======\n");
    expect_scalars("a: x\n  ======= y\n", "a\nx ======= y\n");
    expect_scalars("========: 1\n<<<<<<: 2\n", "========\n1\n<<<<<<\n2\n");
    expect_scalars("=======x: 1\n", "=======x\n1\n");
    /* What is broken elsewhere is no conflict. */
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct yaml_document document = {0};
    diagnostics_input(list, "t", other, sizeof other - 1);
    yaml_read(other, sizeof other - 1, &limits, list, &document);
    assert_int_equal(dvf_diagnostics_count(list), 1);
    assert_non_null(
        strstr(dvf_diagnostics_at(list, 0)->message, "not well-formed"));
    yaml_document_release(&document);
    dvf_diagnostics_free(list);
}

/* ------------------------------------------------------------ surrogates */

#define GRIN "\xf0\x9f\x98\x80"

static void a_pair_is_the_character_that_json_means(void **state)
{
    (void)state;
    expect_scalars("{\"a\": \"x\\ud83d\\ude00y\"}", "a\nx" GRIN "y\n");
    expect_scalars("{\"\\uD83D\\uDE00\": \"\\uD83D\\uDE00\\ud83d\\ude00\"}",
                   GRIN "\n" GRIN GRIN "\n");
    expect_scalars("a: \"\\udbff\\udffd\"\n", "a\n\xf4\x8f\xbf\xbd\n");
    expect_scalars("a: \"\\ud800\\udc00 \\\\\\ud83d\\ude00\"\n",
                   "a\n\xf0\x90\x80\x80 \\" GRIN "\n");
    expect_scalars("a: \"\\ud83d\\ude00\n  \\ud83d\\ude00\"\n",
                   "a\n" GRIN " " GRIN "\n");
    expect_scalars("{\t\"a\"\t:\t\"\\/\\u00e9\\t\"}", "a\n/\xc3\xa9\t\n");
}

static void elsewhere_it_is_as_it_stands(void **state)
{
    (void)state;
    expect_scalars("a: '\\ud83d\\ude00'\n", "a\n\\ud83d\\ude00\n");
    expect_scalars("a: \\ud83d\\uDE00 \\ufdd0\n",
                   "a\n\\ud83d\\uDE00 \\ufdd0\n");
    expect_scalars("a: | # \\udead\n  \\ud83d \\\\ude00\n  \\uFDD0\n",
                   "a\n\\ud83d \\\\ude00\n\\uFDD0\n");
    expect_scalars("a: \"\\\\ud83d\\\\ude00\"\n", "a\n\\ud83d\\ude00\n");
    expect_scalars("# \\ud83d\na: \"\\ud83d\\ude00\" # \\ud83d\nb: '\\ude00'\n",
                   "a\n" GRIN "\nb\n\\ude00\n");
    expect_scalars("a: '\\\\ufdd0 \\udfff'\n", "a\n\\\\ufdd0 \\udfff\n");
}

static void half_a_pair_is_refused_at_its_place(void **state)
{
    static const struct {
        const char *text;
        struct expected wrong;
    } texts[] = {
        {"a: \"x\\ud83d\"\n", {1, 6, "character", "'\\ud83d'", "halves"}},
        {"a: \"x\\ude00\\ud83d\"\n", {1, 6, "character", "'\\ude00'", NULL}},
        {"a: \"\\ud83d\\ud83d\\ude00\"\n", {1, 5, "character", NULL, NULL}},
        {"a: \"\\ud83d\\ude00\\ude00\"\n", {1, 17, "character", NULL, NULL}},
        {"a: \"\\ud83dx\\ude00\"\n", {1, 5, "character", NULL, NULL}},
        {"a: \"\\\\ud83d\\ude00\"\n", {1, 12, "character", NULL, NULL}},
        {"a: \"\n  \xc3\xa9\\uDEAD\"\n", {2, 4, "character", NULL, NULL}},
        {"\"\\udead\": b\n", {1, 2, "character", NULL, NULL}},
        {"a: \"\\ufdd0\"\n", {1, 5, "character", "no character", "remove"}},
        {"a: \"\\U0000fdd0\\ud83d\\ude00\"\n",
         {1, 4, "character", "noncharacter U+FDD0", NULL}},
        {"a: \"\\udb40\\udc41\"\n", {1, 4, "character", "U+E0041", NULL}},
        {"a: \"\\U0000d83d\"\n", {1, 7, "syntax", NULL, "escape"}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        expect_faults(texts[i].text, strlen(texts[i].text), &texts[i].wrong, 1);
}

static void a_hostile_character_is_called_what_it_is(void **state)
{
    static const struct {
        const char *text;
        struct expected wrong;
    } texts[] = {
        {"a: \xf4\x8f\xbf\xbf\n",
         {1, 4, "character", "noncharacter U+10FFFF", "remove"}},
        {"a: \xef\xb7\x90\n",
         {1, 4, "character", "noncharacter U+FDD0", "remove"}},
        {"a: \"\\U0010ffff\"\n",
         {1, 4, "character", "for the noncharacter U+10FFFF", "remove"}},
        {"a: \x07\n", {1, 4, "character", "control character U+0007", NULL}},
        {"a: \xe2\x80\xae\n",
         {1, 4, "character", "bidirectional character U+202E", NULL}},
        {"a: \xe2\x80\x8b\n",
         {1, 4, "character", "invisible character U+200B", NULL}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        expect_faults(texts[i].text, strlen(texts[i].text), &texts[i].wrong, 1);
}

static void columns_behind_a_pair_stay_right(void **state)
{
    static const char text[] = "{\"a\": \"\\ud83d\\ude00\", \"b\": &x 1}";
    static const struct expected wrong = {1, 28, "anchor", NULL, NULL};

    (void)state;
    expect_faults(text, sizeof text - 1, &wrong, 1);
}

static void signs_that_only_look_like_yaml_are_named(void **state)
{
    static const struct {
        const char *text;
        struct expected wrong;
    } texts[] = {
        {"a: 1\nb:\xc2\xa0"
         "2\nc: 3\n",
         {3, 1, "syntax", NULL,
          "in line 2, U+00A0 at character 3 looks like a "
          "blank"}},
        {"a: 1\nb\xef\xbc\x9a 2\nc: 3\n",
         {3, 1, "syntax", NULL, "U+FF1A at character 2 looks like ':'"}},
        {"a: x\xe2\x80\x94y\nb\n", {2, 1, "syntax", NULL, "indentation"}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        expect_faults(texts[i].text, strlen(texts[i].text), &texts[i].wrong, 1);
}

/* ------------------------------------------------------------- encodings */

static void encodings_are_called_by_their_names(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *name;
    } texts[] = {
        {"\xff\xfe\0\0a\0\0\0", 8, "UTF-32"},
        {"\0\0\xfe\xff\0\0\0a", 8, "UTF-32"},
        {"a\0\0\0:\0\0\0", 8, "UTF-32"},
        {"\0\0\0a\0\0\0:", 8, "UTF-32"},
        {"\xff\xfe"
         "a\0:\0",
         6, "UTF-16"},
        {"\xfe\xff\0a\0:", 6, "UTF-16"},
        {"a\0:\0", 4, "UTF-16"},
        {"\0a\0:", 4, "UTF-16"},
        {"\xff\xfe", 2, "UTF-16"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct expected wrong = {0, 0, "encoding", texts[i].name, "UTF-8"};

        expect_faults(texts[i].bytes, texts[i].length, &wrong, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_conflict_is_one_problem_at_its_marker),
        cmocka_unit_test(markers_within_texts_are_text),
        cmocka_unit_test(a_pair_is_the_character_that_json_means),
        cmocka_unit_test(elsewhere_it_is_as_it_stands),
        cmocka_unit_test(half_a_pair_is_refused_at_its_place),
        cmocka_unit_test(a_hostile_character_is_called_what_it_is),
        cmocka_unit_test(columns_behind_a_pair_stay_right),
        cmocka_unit_test(signs_that_only_look_like_yaml_are_named),
        cmocka_unit_test(encodings_are_called_by_their_names),
    };

    return cmocka_run_group_tests_name("yaml_marks", tests, NULL, NULL);
}
