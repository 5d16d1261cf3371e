/* SPDX-License-Identifier: MIT */
/*
 * Profiles: which answers are understood, what is unknown, what is refused and
 * where, templates, and hostile inputs.
 */
#include "asking.h"

#include "profile/profile.h"

#include <string.h>

static const struct answer *answer_to(const dvf_profile *profile,
                                      const char *attribute)
{
    uint32_t number = kb_find_attribute(profile->kb, attribute);

    assert_int_not_equal(number, KB_NONE);
    return &profile->answers[number];
}

static const struct answer_place *place_of(const dvf_profile *profile,
                                           const char *attribute)
{
    return &profile->places[kb_find_attribute(profile->kb, attribute)];
}

/* ----------------------------------------------------------------- Answers */

static void answers_become_sets_of_values(void **state)
{
    dvf_profile *profile = load_answers(*state, "colour: green\n"
                                                "size: large\n"
                                                "parts: [lamp, door]\n"
                                                "loud: true\n"
                                                "deep: false\n");

    assert_int_equal(answer_values(answer_to(profile, "colour")), 4);
    assert_int_equal(answer_values(answer_to(profile, "size")), 8);
    assert_int_equal(answer_values(answer_to(profile, "parts")), 2 + 8);
    assert_int_equal(answer_values(answer_to(profile, "loud")), 2);
    assert_int_equal(answer_values(answer_to(profile, "deep")), 1);
    assert_true(answer_given(answer_to(profile, "deep")));
    assert_false(answer_given(answer_to(profile, "speed")));
    assert_int_equal(place_of(profile, "speed")->key.line, 0);
    assert_int_equal(place_of(profile, "size")->key.line, 4);
    assert_int_equal(place_of(profile, "size")->key.column, 3);
    assert_int_equal(place_of(profile, "size")->value.column, 9);
    dvf_profile_free(profile);
}

static void a_scale_with_bounds_takes_numbers(void **state)
{
    static const struct {
        const char *answer;
        uint64_t values;
        const char *number;
    } cases[] = {
        {"speed: 0", 1, "0"},
        {"speed: 49", 1, "49"},
        {"speed: 50", 2, "50"},
        {"speed: 499", 2, "499"},
        {"speed: 500", 4, "500"},
        {"speed: 2000000", 4, "2000000"},
        {"speed: 99999999999999999999", 4, "99999999999999999999"},
        {"speed: 010", 1, "010"},
        {"speed: slow", 1, NULL},
        {"speed: \"50\"", 2, "50"},
    };
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        dvf_profile *profile = load_answers(*state, cases[i].answer);
        const struct answer *answer = answer_to(profile, "speed");

        assert_true(answer_given(answer));
        assert_int_equal(answer_values(answer), cases[i].values);
        if (!cases[i].number)
            assert_null(answer->number);
        else
            assert_string_equal(answer->number, cases[i].number);
        dvf_profile_free(profile);
    }
}

static void unknown_is_no_answer_and_an_empty_set_is_one(void **state)
{
    dvf_profile *profile = load_answers(*state, "colour: unknown\n"
                                                "speed: unknown\n"
                                                "parts: []\n"
                                                "loud: unknown\n");

    assert_false(answer_given(answer_to(profile, "colour")));
    assert_false(answer_given(answer_to(profile, "speed")));
    assert_false(answer_given(answer_to(profile, "loud")));
    assert_true(answer_given(answer_to(profile, "parts")));
    assert_int_equal(answer_values(answer_to(profile, "parts")), 0);
    dvf_profile_free(profile);
    profile = load_answers(*state, "parts: unknown\n");
    assert_false(answer_given(answer_to(profile, "parts")));
    dvf_profile_free(profile);
}

static void a_profile_without_answers_is_one(void **state)
{
    static const char *const texts[] = {
        "profile: p\nanswers:\n",
        "profile: p\nanswers: {}\n",
        "profile: p\nanswers:\n  # colour: red\n",
        "\xef\xbb\xbfprofile: p\r\nanswers:\r\n",
    };
    size_t i;

    for (i = 0; i < COUNT(texts); i++) {
        dvf_profile *profile = load_profile(*state, texts[i]);

        assert_string_equal(profile->name, "p");
        assert_null(profile->description);
        assert_null(profile->decision.option);
        assert_false(answer_given(answer_to(profile, "colour")));
        dvf_profile_free(profile);
    }
}

static void name_description_and_decision_are_kept(void **state)
{
    dvf_profile *profile = load_profile(*state,
                                        "profile: acme\n"
                                        "description: An \"assistant\"\n"
                                        "answers:\n"
                                        "  loud: true\n"
                                        "decision:\n"
                                        "  option: left\n"
                                        "  date: 2026-10-02\n"
                                        "  record: docs/7.md\n"
                                        "  because: We said so.\n");

    assert_string_equal(profile->name, "acme");
    assert_string_equal(profile->description, "An \"assistant\"");
    assert_string_equal(profile->decision.option, "left");
    assert_string_equal(profile->decision.date, "2026-10-02");
    assert_string_equal(profile->decision.record, "docs/7.md");
    assert_string_equal(profile->decision.because, "We said so.");
    assert_int_equal(profile->decision.at.line, 6);
    assert_int_equal(profile->decision.at.column, 11);
    assert_string_equal(profile->file, "profile.yaml");
    dvf_profile_free(profile);
}

static void a_waiver_is_kept_with_its_places(void **state)
{
    dvf_profile *profile = load_profile(*state,
                                        "answers: {loud: true}\n"
                                        "waiver:\n"
                                        "  reason: \"The team\\nleaves.\"\n"
                                        "  owner: ops\n"
                                        "  expires: 2027-02-28\n"
                                        "profile: acme\n");

    assert_string_equal(profile->waiver.reason, "The team\nleaves.");
    assert_string_equal(profile->waiver.owner, "ops");
    assert_string_equal(profile->waiver.expires, "2027-02-28");
    assert_int_equal(profile->waiver.at.line, 2);
    assert_int_equal(profile->waiver.at.column, 1);
    assert_int_equal(profile->waiver.at.length, 6);
    assert_int_equal(profile->waiver.expires_at.line, 5);
    assert_int_equal(profile->waiver.expires_at.column, 12);
    assert_int_equal(profile->name_at.line, 6);
    assert_int_equal(profile->name_at.column, 10);
    assert_int_equal(profile->name_at.length, 4);
    dvf_profile_free(profile);
    profile = load_profile(*state, "profile: p\nanswers: {}\nwaiver: {expires: "
                                   "2028-02-29, reason: r}\n");
    assert_null(profile->waiver.owner);
    dvf_profile_free(profile);
    profile = load_answers(*state, "loud: true\n");
    assert_null(profile->waiver.reason);
    assert_int_equal(profile->waiver.at.line, 0);
    dvf_profile_free(profile);
}

static void a_profile_goes_by_the_name_it_is_given(void **state)
{
    struct profile_schema *schema = profile_schema_new(dvf_kb_builtin());
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_profile *profile = NULL;

    (void)state;
    assert_int_equal(profile_load_named(schema, "/nowhere/at/all",
                                        "docs/p.dvf.yaml", list, &profile),
                     DVF_IO);
    assert_int_equal(dvf_diagnostics_count(list), 1);
    assert_string_equal(dvf_diagnostics_at(list, 0)->file, "docs/p.dvf.yaml");
    assert_int_equal(
        profile_load_named(
            schema, DVF_SOURCE_DIR "/tests/data/profiles/saas-billing.yaml",
            "docs/p.dvf.yaml", list, &profile),
        DVF_OK);
    assert_string_equal(profile->file, "docs/p.dvf.yaml");
    dvf_profile_free(profile);
    profile_schema_free(schema);
    dvf_diagnostics_free(list);
}

static void quoted_words_are_the_same_words(void **state)
{
    dvf_profile *profile = load_answers(*state, "colour: \"red\"\n"
                                                "'size': 'tiny'\n"
                                                "parts: [\"door\"]\n"
                                                "loud: \"true\"\n");

    assert_int_equal(answer_values(answer_to(profile, "colour")), 2);
    assert_int_equal(answer_values(answer_to(profile, "size")), 1);
    assert_int_equal(answer_values(answer_to(profile, "parts")), 2);
    assert_int_equal(answer_values(answer_to(profile, "loud")), 2);
    dvf_profile_free(profile);
}

/* ---------------------------------------------------------------- Mistakes */

struct wrong_answer {
    const char *line; /* the only line below answers: */
    uint32_t column;
    const char *code;
    const char *message;
    const char *hint;
};

static const struct wrong_answer wrong_answers[] = {
    {"colur: red", 3, "unknown-key", "'colur'", "colour"},
    {"colour: rad", 11, "unknown-value", "'rad'", "red"},
    {"colour: Red", 11, "unknown-value", "'Red'", "red"},
    {"colour: tiny", 11, "unknown-value", "'tiny'", NULL},
    {"colour: [red]", 11, "wrong-kind", NULL, NULL},
    {"colour: {red: x}", 11, "wrong-kind", NULL, NULL},
    {"colour: \"\"", 11, "empty-value", NULL, NULL},
    {"colour: 1", 11, "unknown-value", "'1'", NULL},
    {"size: 3", 9, "unknown-value", "'3'", NULL},
    {"speed: -1", 10, NULL, NULL, NULL},
    {"speed: 1.5", 10, NULL, NULL, NULL},
    {"speed: 0x10", 10, NULL, NULL, NULL},
    {"speed: 5abc", 10, NULL, NULL, NULL},
    {"speed: fasst", 10, "unknown-value", "'fasst'", "fast"},
    {"parts: door", 10, NULL, NULL, NULL},
    {"parts: [door, dor]", 17, "unknown-value", "'dor'", "door"},
    {"parts: [door, lamp, door]", 23, "duplicate-value", "'door'", NULL},
    {"parts: [[door]]", 11, "wrong-kind", NULL, NULL},
    {"parts: [unknown]", 11, "unknown-value", NULL, NULL},
    {"loud: yes", 9, "unknown-value", "'yes'", "true"},
    {"loud: True", 9, "unknown-value", "'True'", "true"},
    {"loud: 1", 9, "unknown-value", NULL, NULL},
    {"loud: null", 9, "unknown-value", NULL, NULL},
    {"loud: [true]", 9, "wrong-kind", NULL, NULL},
    {"colour: !!str red", 11, "tag", NULL, NULL},
    {"colour: &a red", 11, "anchor", NULL, NULL},
    {"<<: {colour: red}", 3, "merge-key", NULL, NULL},
};

static void each_wrong_answer_is_reported_at_its_place(void **state)
{
    size_t i;

    for (i = 0; i < COUNT(wrong_answers); i++) {
        const struct wrong_answer *one = &wrong_answers[i];
        struct expected wrong = {3, one->column, one->code, one->message,
                                 one->hint};
        struct buffer text = {0};

        buffer_printf(&text, "profile: p\nanswers:\n  %s\n", one->line);
        if (one->code)
            expect_bad_profile(*state, text.bytes, text.length, &wrong, 1);
        else {
            dvf_diagnostics *list = dvf_diagnostics_new();
            dvf_profile *profile = NULL;

            assert_int_equal(
                dvf_profile_load(*state,
                                 &(dvf_input){"p", text.bytes, text.length},
                                 list, &profile),
                DVF_INVALID);
            assert_int_equal(dvf_diagnostics_count(list), 1);
            assert_int_equal(dvf_diagnostics_at(list, 0)->line, 3);
            assert_int_equal(dvf_diagnostics_at(list, 0)->column, one->column);
            dvf_diagnostics_free(list);
        }
        buffer_release(&text);
    }
}

static void a_waiver_needs_a_reason_and_a_day(void **state)
{
    static const struct {
        const char *waiver;
        struct expected wrong;
    } waivers[] = {
        {"{expires: 2027-01-01}", {3, 9, "missing-key", "'reason'", NULL}},
        {"{reason: r}", {3, 9, "missing-key", "'expires'", NULL}},
        {"{reason: \"\", expires: 2027-01-01}",
         {3, 18, "empty-value", "'reason'", NULL}},
        {"{reason: r, expires: \"\"}",
         {3, 30, "empty-value", "'expires'", NULL}},
        {"{reason: r, expires: 2027-02-29}",
         {3, 30, "date", "there is no such day", "has 28 days"}},
        {"{reason: r, expires: 2027-02}", {3, 30, "date", NULL, NULL}},
        {"{reason: r, expires: 2027-01-01T00:00}", {3, 30, "date", NULL, NULL}},
        {"{reason: r, expires: [2027-01-01]}",
         {3, 30, "wrong-kind", NULL, NULL}},
        {"{reason: r, expires: 2027-01-01, owner: \"\"}",
         {3, 49, "empty-value", "'owner'", "remove the key"}},
        {"{reason: r, expires: 2027-01-01, ovner: o}",
         {3, 42, "unknown-key", "'ovner'", "owner"}},
        {"always", {3, 9, "wrong-kind", NULL, NULL}},
        {"[]", {3, 9, "wrong-kind", NULL, NULL}},
        {"{reason: \"\\e[31m\", expires: 2027-01-01}",
         {3, 18, "character", NULL, NULL}},
    };
    size_t i;

    for (i = 0; i < COUNT(waivers); i++) {
        struct buffer text = {0};

        buffer_printf(&text, "profile: p\nanswers: {}\nwaiver: %s\n",
                      waivers[i].waiver);
        expect_bad_profile(*state, text.bytes, text.length, &waivers[i].wrong,
                           1);
        buffer_release(&text);
    }
    expect_bad_profile(
        *state, "profile: p\nanswers: {}\nwaiver:\n", 31,
        (const struct expected[]){{3, 8, "missing-key", "'reason'", NULL},
                                  {3, 8, "missing-key", "'expires'", NULL}},
        2);
}

static void nine_and_more_mistakes_are_reported_in_one_run(void **state)
{
    static const char text[] = "profil: p\n"
                               "description: \"a\\u202e\"\n"
                               "answers:\n"
                               "  colour: rad\n"
                               "  szie: tiny\n"
                               "  speed: 5abc\n"
                               "  parts: [door, door]\n"
                               "  loud: yes\n"
                               "  deep: [true]\n"
                               "  colour: red\n"
                               "  size: *x\n"
                               "decision:\n"
                               "  option: lift\n"
                               "  date: 2026-13-01\n"
                               "  because: !a b\n"
                               "---\n";
    static const struct expected wrong[] = {
        {1, 1, "unknown-key", "'profil'", "profile"},
        {2, 14, "character", "U+202E", NULL},
        {4, 11, "unknown-value", "'rad'", "red"},
        {5, 3, "unknown-key", "'szie'", "size"},
        {6, 10, "unknown-value", "5abc", NULL},
        {7, 17, "duplicate-value", "'door'", NULL},
        {8, 9, "unknown-value", "'yes'", "true"},
        {9, 9, "wrong-kind", NULL, NULL},
        {10, 3, "duplicate-key", "'colour'", NULL},
        {11, 9, "anchor", NULL, NULL},
        {13, 11, "unknown-id", "'lift'", "left"},
        {14, 9, "date", NULL, NULL},
        {15, 12, "tag", NULL, NULL},
        {16, 1, "second-document", NULL, NULL},
    };

    expect_bad_profile(*state, text, sizeof text - 1, wrong, COUNT(wrong));
}

static void a_file_of_another_kind_is_refused(void **state)
{
    static const struct expected list = {1, 1, "wrong-kind", NULL, NULL};
    static const struct expected flat = {2, 1, "wrong-kind", "'answers'",
                                         "'answers:'"};

    expect_bad_profile(*state, "- a\n", 4, &list, 1);
    expect_bad_profile(*state, "word", 4, &list, 1);
    {
        static const char text[] = "profile: p\ncolour: red\n";

        expect_bad_profile(*state, text, sizeof text - 1, &flat, 1);
    }
}

static void expect_refused(const dvf_kb *kb, const char *bytes, size_t length,
                           const char *code)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_profile *profile = NULL;

    assert_int_equal(
        dvf_profile_load(kb, &(dvf_input){"p", bytes, length}, list, &profile),
        DVF_INVALID);
    assert_null(profile);
    assert_true(list_has(list, code));
    dvf_diagnostics_free(list);
}

static void hostile_texts_are_refused(void **state)
{
    struct buffer text = {0};
    int i;

    expect_refused(*state, "", 0, "file-empty");
    expect_refused(*state, "\xfe\xff\0p", 4, "encoding");
    expect_refused(*state, "p\0r\0o\0", 6, "encoding");
    expect_refused(*state, "profile: \0", 10, "character");
    buffer_repeat(&text, "[", 1000000);
    expect_refused(*state, text.bytes, text.length, "limit");
    buffer_repeat(&text, "[", 48577);
    expect_refused(*state, text.bytes, text.length, "file-too-large");
    buffer_clear(&text);
    buffer_puts(&text, "profile: p\nanswers:\n  parts: [");
    buffer_repeat(&text, "door,", 20000);
    buffer_puts(&text, "]\n");
    expect_refused(*state, text.bytes, text.length, "limit");
    buffer_clear(&text);
    buffer_puts(&text, "answers:\n");
    for (i = 0; i < 9000; i++)
        buffer_printf(&text, "  k%d: x\n", i);
    expect_refused(*state, text.bytes, text.length, "unknown-key");
    buffer_release(&text);
}

/* --------------------------------------------------------------- Templates */

static void a_template_names_every_question_and_answers_none(void **state)
{
    const dvf_kb *kb = *state;
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_text text = {NULL, 0};
    dvf_profile *profile;
    uint32_t i;

    assert_int_equal(dvf_profile_template(kb, NULL, 0, list, &text), DVF_OK);
    assert_int_equal(text.length, strlen(text.bytes));
    profile = load_profile(kb, text.bytes);
    for (i = 0; i < kb_attributes_count(kb); i++) {
        const struct kb_attribute *attribute = &kb_attributes(kb)[i];
        uint32_t value;

        assert_non_null(strstr(text.bytes, kb_string(kb, attribute->id)));
        assert_non_null(strstr(text.bytes, kb_string(kb, attribute->ask)));
        for (value = 0; value < attribute->values.count; value++)
            assert_non_null(strstr(
                text.bytes,
                kb_string(kb, kb_attribute_values(kb, attribute)[value].id)));
        assert_false(answer_given(&profile->answers[i]));
    }
    dvf_profile_free(profile);
    dvf_text_release(&text);
    dvf_diagnostics_free(list);
}

static void a_template_can_be_answered_beforehand(void **state)
{
    static const char *const answers[] = {"colour=red", "loud=true",
                                          "speed=60"};
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_text text = {NULL, 0};
    dvf_profile *profile;

    assert_int_equal(
        dvf_profile_template(*state, answers, COUNT(answers), list, &text),
        DVF_OK);
    profile = load_profile(*state, text.bytes);
    assert_int_equal(answer_values(answer_to(profile, "colour")), 2);
    assert_int_equal(answer_values(answer_to(profile, "loud")), 2);
    assert_int_equal(answer_values(answer_to(profile, "speed")), 2);
    assert_false(answer_given(answer_to(profile, "size")));
    dvf_profile_free(profile);
    dvf_text_release(&text);
    dvf_diagnostics_free(list);
}

static void a_template_refuses_what_the_kb_does_not_know(void **state)
{
    static const char *const wrong[] = {"colour=rad", "szie=tiny", "loud", "=",
                                        "colour="};
    size_t i;

    for (i = 0; i < COUNT(wrong); i++) {
        dvf_diagnostics *list = dvf_diagnostics_new();
        dvf_text text = {NULL, 0};

        assert_int_equal(
            dvf_profile_template(*state, &wrong[i], 1, list, &text),
            DVF_INVALID);
        assert_null(text.bytes);
        assert_int_equal(dvf_diagnostics_count(list), 1);
        dvf_diagnostics_free(list);
    }
}

static void a_template_says_what_questions_mean_and_gives_examples(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_text text = {NULL, 0};
    struct scene scene;

    (void)state;
    open_menu(&scene, "");
    assert_int_equal(dvf_profile_template(scene.kb, NULL, 0, list, &text),
                     DVF_OK);
    assert_non_null(strstr(text.bytes, "\n  # Which dish?\n"
                                       "  # One plate of the menu.\n"
                                       "  # Why: Hunger.\n"));
    assert_non_null(strstr(text.bytes, "\n  #   plain  Bread, e.g. rye, "
                                       "or a roll\n"));
    assert_non_null(
        strstr(text.bytes, "\n  # Which herbs?\n  # Why: Taste.\n"));
    dvf_text_release(&text);
    dvf_diagnostics_free(list);
    close_scene(&scene);
}

static void the_built_in_kb_has_a_template_without_a_problem(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_text text = {NULL, 0};

    (void)state;
    assert_int_equal(
        dvf_profile_template(dvf_kb_builtin(), NULL, 0, list, &text), DVF_OK);
    dvf_profile_free(load_profile(dvf_kb_builtin(), text.bytes));
    dvf_text_release(&text);
    dvf_diagnostics_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_become_sets_of_values),
        cmocka_unit_test(a_scale_with_bounds_takes_numbers),
        cmocka_unit_test(unknown_is_no_answer_and_an_empty_set_is_one),
        cmocka_unit_test(a_profile_without_answers_is_one),
        cmocka_unit_test(name_description_and_decision_are_kept),
        cmocka_unit_test(a_waiver_is_kept_with_its_places),
        cmocka_unit_test(a_profile_goes_by_the_name_it_is_given),
        cmocka_unit_test(quoted_words_are_the_same_words),
        cmocka_unit_test(each_wrong_answer_is_reported_at_its_place),
        cmocka_unit_test(a_waiver_needs_a_reason_and_a_day),
        cmocka_unit_test(nine_and_more_mistakes_are_reported_in_one_run),
        cmocka_unit_test(a_file_of_another_kind_is_refused),
        cmocka_unit_test(hostile_texts_are_refused),
        cmocka_unit_test(a_template_names_every_question_and_answers_none),
        cmocka_unit_test(a_template_can_be_answered_beforehand),
        cmocka_unit_test(
            a_template_says_what_questions_mean_and_gives_examples),
        cmocka_unit_test(a_template_refuses_what_the_kb_does_not_know),
        cmocka_unit_test(the_built_in_kb_has_a_template_without_a_problem),
    };

    return cmocka_run_group_tests(tests, open_small_kb, close_kb);
}
