/* SPDX-License-Identifier: MIT */
/*
 * Policies: defaults, files with and without mistakes, options over files, and
 * settings as text.
 */
#include "support.h"

#include "check/policy.h"

#include <string.h>

/* Load a policy that has no mistake. */
static void load(struct policy *policy, const dvf_kb *kb, const char *text)
{
    dvf_diagnostics *list = dvf_diagnostics_new();

    assert_non_null(list);
    assert_int_equal(policy_init(policy, kb), DVF_OK);
    assert_int_equal(
        policy_load(policy, &(dvf_input){"p.yaml", text, strlen(text)}, list),
        DVF_OK);
    assert_int_equal(dvf_diagnostics_count(list), 0);
    dvf_diagnostics_free(list);
}

static void expect_bad(const dvf_kb *kb, const char *text,
                       const struct expected *expected, size_t count)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct policy policy;

    assert_non_null(list);
    assert_int_equal(policy_init(&policy, kb), DVF_OK);
    assert_int_equal(
        policy_load(&policy, &(dvf_input){"p.yaml", text, strlen(text)}, list),
        DVF_INVALID);
    expect_list(list, expected, count);
    policy_release(&policy);
    dvf_diagnostics_free(list);
}

/* Set an option of one word. */
static dvf_status set(struct policy *policy, enum policy_setting setting,
                      const char *word, dvf_diagnostics *list)
{
    const struct policy_option option = {
        .setting = setting, .name = "--it", .words = &word, .count = 1};

    return policy_set(policy, &option, list);
}

static void expect_text(const struct policy *policy,
                        enum policy_setting setting, const char *text)
{
    struct buffer out = {0};

    policy_append(policy, setting, &out);
    assert_false(out.failed);
    assert_string_equal(out.bytes, text);
    buffer_release(&out);
}

/* ------------------------------------------------------------------ files */

static void without_a_file_there_are_no_bounds(void **state)
{
    struct policy policy;
    unsigned i;

    assert_int_equal(policy_init(&policy, *state), DVF_OK);
    assert_null(policy.name);
    assert_null(policy.file);
    assert_int_equal(policy.min_lead, 0);
    assert_int_equal(policy.min_strength, KB_NONE);
    assert_int_equal(policy.min_answered, 0);
    for (i = 0; i < kb_attributes_count(*state); i++)
        assert_int_equal(policy.required[i], 0);
    for (i = 0; i < CHECK_OUTCOME_COUNT; i++)
        assert_int_equal(policy.fails[i], i != CHECK_AGREES &&
                                              i != CHECK_TOLERATED &&
                                              i != CHECK_WAIVED);
    for (i = 0; i < POLICY_SETTING_COUNT; i++)
        assert_string_equal(policy.origins[i], "default");
    expect_text(&policy, POLICY_MIN_LEAD, "none");
    expect_text(&policy, POLICY_MIN_STRENGTH, "none");
    expect_text(&policy, POLICY_MIN_ANSWERED, "none");
    expect_text(&policy, POLICY_REQUIRE, "[]");
    expect_text(&policy, POLICY_FAIL_ON,
                "[differs, undecided, waiver_expired, no_decision]");
    policy_release(&policy);
}

static void a_file_sets_what_it_names_and_where(void **state)
{
    struct policy policy;

    load(&policy, *state,
         "# ours\n"
         "policy: platform\n"
         "fail_on: [tolerated, differs]\n"
         "min_lead: 3\n"
         "require:\n"
         "  - size\n"
         "  - loud\n"
         "min_strength: \"clear\"\n"
         "min_answered: 6\n"
         "require_settled: true\n");
    assert_string_equal(policy.name, "platform");
    assert_string_equal(policy.file, "p.yaml");
    assert_int_equal(policy.min_lead, 3);
    assert_int_equal(policy.min_strength, 1);
    assert_int_equal(policy.min_answered, 6);
    assert_string_equal(policy.origins[POLICY_FAIL_ON], "p.yaml:3");
    assert_string_equal(policy.origins[POLICY_MIN_LEAD], "p.yaml:4");
    assert_string_equal(policy.origins[POLICY_REQUIRE], "p.yaml:5");
    assert_string_equal(policy.origins[POLICY_MIN_STRENGTH], "p.yaml:8");
    assert_string_equal(policy.origins[POLICY_MIN_ANSWERED], "p.yaml:9");
    expect_text(&policy, POLICY_MIN_LEAD, "3");
    expect_text(&policy, POLICY_MIN_STRENGTH, "clear");
    expect_text(&policy, POLICY_MIN_ANSWERED, "6");
    assert_true(policy.require_settled);
    assert_string_equal(policy.origins[POLICY_REQUIRE_SETTLED], "p.yaml:10");
    expect_text(&policy, POLICY_REQUIRE, "[size, loud]");
    expect_text(&policy, POLICY_REQUIRE_SETTLED, "true");
    expect_text(&policy, POLICY_FAIL_ON, "[tolerated, differs]");
    assert_true(policy.fails[CHECK_ERROR]);
    assert_false(policy.fails[CHECK_UNDECIDED]);
    policy_release(&policy);
}

static void patterns_leave_files_out(void **state)
{
    static const char text[] = "policy: p\n"
                               "exclude: [build/, '*.old', \"a\\\"b\"]\n";
    struct policy policy;
    struct policy again;
    struct buffer shown = {0};

    load(&policy, *state, text);
    assert_true(policy_excludes(&policy, "x/build", true));
    assert_false(policy_excludes(&policy, "x/build", false));
    assert_true(policy_excludes(&policy, "x.old", false));
    assert_true(policy_excludes(&policy, "a\"b", false));
    assert_false(policy_excludes(&policy, "x", false));
    assert_string_equal(policy.origins[POLICY_EXCLUDE], "p.yaml:2");
    buffer_puts(&shown, "policy: p\nexclude: ");
    policy_append(&policy, POLICY_EXCLUDE, &shown);
    load(&again, *state, shown.bytes);
    assert_int_equal(again.exclude_count, 3);
    assert_string_equal(again.exclude[2].given, "a\"b");
    policy_release(&again);
    policy_release(&policy);
    buffer_release(&shown);
}

/* As many as are taken, then one more. */
static void patterns_are_few(void **state)
{
    struct buffer text = {0};

    buffer_puts(&text, "policy: p\nexclude:\n");
    for (unsigned i = 0; i < POLICY_EXCLUDE_MAX; i++)
        buffer_printf(&text, "- f%u\n", i);
    for (unsigned more = 0; more <= 1; more++) {
        dvf_diagnostics *list = dvf_diagnostics_new();
        const dvf_input input = {"p.yaml", text.bytes, text.length};
        struct policy policy;

        assert_int_equal(policy_init(&policy, *state), DVF_OK);
        assert_int_equal(policy_load(&policy, &input, list),
                         more == 0 ? DVF_OK : DVF_INVALID);
        assert_int_equal(policy.exclude_count, POLICY_EXCLUDE_MAX);
        policy_release(&policy);
        dvf_diagnostics_free(list);
        buffer_puts(&text, "- one-more\n");
    }
    buffer_release(&text);
}

static void a_personal_policy_leaves_nothing_out(void **state)
{
    static const char text[] = "policy: p\nexclude: [a]\n";
    static const struct expected one = {2, 11, "structure", "personal",
                                        "--exclude"};
    const dvf_input input = {"p.yaml", text, sizeof text - 1};
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct policy policy;

    assert_int_equal(policy_init(&policy, *state), DVF_OK);
    policy.is_personal = true;
    assert_int_equal(policy_load(&policy, &input, list), DVF_INVALID);
    expect_list(list, &one, 1);
    policy_release(&policy);
    dvf_diagnostics_free(list);
}

static void people_find_a_policy_by_another_name(void **state)
{
    static const char text[] = "policy: p\nmin_lead: 2\n";
    const dvf_input input = {"docs/p.yaml", text, sizeof text - 1};
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct policy policy;

    assert_int_equal(policy_init(&policy, *state), DVF_OK);
    policy.local = "../p.yaml";
    assert_int_equal(policy_load(&policy, &input, list), DVF_OK);
    assert_string_equal(policy.origins[POLICY_MIN_LEAD], "docs/p.yaml:2");
    assert_string_equal(policy.told[POLICY_MIN_LEAD], "../p.yaml:2");
    assert_string_equal(policy.told[POLICY_FAIL_ON], "default");
    policy_release(&policy);
    dvf_diagnostics_free(list);
}

static void the_least_strength_is_a_bound(void **state)
{
    static const char *const lines[] = {"", "min_strength: none\n",
                                        "min_strength: weak\n"};
    struct buffer text = {0};
    size_t i;

    for (i = 0; i < COUNT(lines); i++) {
        bool is_bound = i == 2;
        struct policy policy;

        buffer_clear(&text);
        buffer_printf(&text, "policy: p\n%s", lines[i]);
        load(&policy, *state, text.bytes);
        assert_int_equal(policy.min_strength, is_bound ? 0 : KB_NONE);
        expect_text(&policy, POLICY_MIN_STRENGTH, is_bound ? "weak" : "none");
        policy_release(&policy);
    }
    buffer_release(&text);
}

static void what_a_file_does_not_name_keeps_its_default(void **state)
{
    struct policy policy;

    load(&policy, *state, "policy: p\nmin_lead: 1\n");
    assert_string_equal(policy.origins[POLICY_MIN_LEAD], "p.yaml:2");
    assert_string_equal(policy.origins[POLICY_FAIL_ON], "default");
    assert_true(policy.fails[CHECK_DIFFERS]);
    policy_release(&policy);
}

static void an_empty_list_is_a_setting(void **state)
{
    struct policy policy;
    unsigned i;

    load(&policy, *state, "policy: p\nfail_on: []\nrequire: []\n");
    for (i = 0; i < CHECK_OUTCOME_COUNT; i++)
        assert_int_equal(policy.fails[i], i == CHECK_ERROR);
    assert_string_equal(policy.origins[POLICY_FAIL_ON], "p.yaml:2");
    expect_text(&policy, POLICY_FAIL_ON, "[]");
    policy_release(&policy);
}

static void what_the_settings_show_can_stand_in_a_file(void **state)
{
    struct policy policy;
    struct policy again;
    struct buffer text = {0};
    unsigned i;

    load(&policy, *state, "policy: p\nmin_answered: 2\nrequire: [deep]\n");
    buffer_puts(&text, "policy: p\n");
    for (i = 0; i < POLICY_SETTING_COUNT; i++) {
        buffer_printf(&text, "%s: ", policy_key((enum policy_setting)i));
        policy_append(&policy, (enum policy_setting)i, &text);
        buffer_putc(&text, '\n');
    }
    load(&again, *state, text.bytes);
    assert_int_equal(again.min_lead, policy.min_lead);
    assert_int_equal(again.min_strength, policy.min_strength);
    assert_int_equal(again.min_answered, policy.min_answered);
    assert_memory_equal(again.required, policy.required,
                        kb_attributes_count(*state));
    assert_memory_equal(again.fails, policy.fails, sizeof policy.fails);
    buffer_release(&text);
    policy_release(&again);
    policy_release(&policy);
}

static void mistakes_in_a_file_are_reported_at_their_place(void **state)
{
    static const struct expected wrong[] = {
        {1, 1, "missing-key", "'policy'", NULL},
        {1, 11, "number", "'3x'", "digits"},
        {2, 15, "unknown-value", "'cler'", "clear"},
        {3, 15, "number", "0 to 6", NULL},
        {4, 17, "duplicate-value", "'loud'", NULL},
        {4, 23, "unknown-id", "'sise'", "size"},
        {5, 11, "unknown-value", "'differ'", "differs"},
        {5, 27, "duplicate-value", "'waived' stands twice in fail_on", NULL},
        {6, 1, "unknown-key", "'min_leed'", NULL},
    };
    static const struct expected nameless = {1, 9, "empty-value", NULL, NULL};
    static const struct expected kind = {2, 10, "wrong-kind", NULL, NULL};
    static const struct expected item = {2, 11, "wrong-kind", NULL, NULL};

    expect_bad(*state,
               "min_lead: 3x\n"
               "min_strength: cler\n"
               "min_answered: 7\n"
               "require: [loud, loud, sise]\n"
               "fail_on: [differ, waived, waived]\n"
               "min_leed: 3\n",
               wrong, COUNT(wrong));
    expect_bad(*state, "policy: \"\"\n", &nameless, 1);
    expect_bad(*state, "policy: p\nrequire: loud\n", &kind, 1);
    expect_bad(*state, "policy: p\nrequire: [[loud]]\n", &item, 1);
}

/* What is wrong at a key that is taken for the one that was meant is of that
 * key, be the word shorter or longer. */
static void problems_of_a_misspelt_key_go_by_what_was_meant(void **state)
{
    static const char *const texts[] = {"policy: p\nmin_led: x\n",
                                        "policy: p\nminn_leadd: x\n"};

    for (size_t i = 0; i < COUNT(texts); i++) {
        dvf_diagnostics *list = dvf_diagnostics_new();
        struct policy policy;

        assert_non_null(list);
        assert_int_equal(policy_init(&policy, *state), DVF_OK);
        assert_int_equal(
            policy_load(&policy,
                        &(dvf_input){"p.yaml", texts[i], strlen(texts[i])},
                        list),
            DVF_INVALID);
        assert_int_equal(dvf_diagnostics_count(list), 2);
        assert_string_equal(diagnostics_key(list, 1), "/min_lead");
        policy_release(&policy);
        dvf_diagnostics_free(list);
    }
}

static void numbers_are_whole_and_in_range(void **state)
{
    static const char *const wrong[] = {
        "-1",  "+1",  "1.0",        "0x1",  "1e1",
        "1_0", "1 0", "2147483648", "true", "18446744073709551617"};
    static const struct expected number = {2, 11, "number", NULL, NULL};
    struct policy policy;
    struct buffer text = {0};
    size_t i;

    for (i = 0; i < COUNT(wrong); i++) {
        buffer_clear(&text);
        buffer_printf(&text, "policy: p\nmin_lead: %s\n", wrong[i]);
        expect_bad(*state, text.bytes, &number, 1);
    }
    buffer_release(&text);
    load(&policy, *state, "policy: p\nmin_lead: 2147483647\n");
    assert_int_equal(policy.min_lead, 2147483647);
    policy_release(&policy);
    load(&policy, *state, "policy: p\nmin_lead: 010\nmin_answered: none\n");
    assert_int_equal(policy.min_lead, 10);
    assert_int_equal(policy.min_answered, 0);
    policy_release(&policy);
}

static void a_file_of_another_kind_is_named(void **state)
{
    static const struct expected kb = {1, 1, "wrong-kind", "knowledge base",
                                       "--kb"};
    static const struct expected profile = {2, 1, "wrong-kind", "a profile",
                                            NULL};

    expect_bad(*state, "knowledge_base: k\nrules: []\n", &kb, 1);
    expect_bad(*state, "profile: p\nanswers: {}\n", &profile, 1);
}

static void limits_hold(void **state)
{
    static const struct expected large = {0, 0, "file-too-large", "65536",
                                          NULL};
    struct buffer text = {0};
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct policy policy;

    buffer_puts(&text, "policy: p\n#");
    buffer_repeat(&text, "x", 64 * 1024 + 1 - text.length);
    expect_bad(*state, text.bytes, &large, 1);
    buffer_clear(&text);
    buffer_puts(&text, "policy: p\nrequire: [");
    buffer_repeat(&text, "loud,", 5000);
    buffer_puts(&text, "]\n");
    assert_int_equal(policy_init(&policy, *state), DVF_OK);
    assert_int_equal(
        policy_load(&policy, &(dvf_input){"p", text.bytes, text.length}, list),
        DVF_INVALID);
    assert_true(list_has(list, "limit"));
    policy_release(&policy);
    dvf_diagnostics_free(list);
    buffer_release(&text);
}

static void a_file_is_shown_by_its_name_rather_than_its_path(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct policy policy;

    assert_int_equal(policy_init(&policy, *state), DVF_OK);
    assert_int_equal(
        policy_load_file(&policy, "/nowhere/at/all", "shown.yaml", list),
        DVF_IO);
    assert_int_equal(dvf_diagnostics_count(list), 1);
    assert_string_equal(dvf_diagnostics_at(list, 0)->file, "shown.yaml");
    policy_release(&policy);
    assert_int_equal(policy_init(&policy, dvf_kb_builtin()), DVF_OK);
    assert_int_equal(policy_load_file(&policy,
                                      DVF_SOURCE_DIR "/tests/data/policy.yaml",
                                      "shown.yaml", list),
                     DVF_OK);
    assert_string_equal(policy.file, "shown.yaml");
    assert_string_equal(policy.origins[POLICY_MIN_LEAD], "shown.yaml:3");
    policy_release(&policy);
    dvf_diagnostics_free(list);
}

/* ---------------------------------------------------------------- options */

static void an_option_takes_the_place_of_the_file(void **state)
{
    static const char *const outcomes[] = {"differs,tolerated", "waived"};
    static const char *const attributes[] = {"deep , loud", "loud"};
    const struct policy_option fail_on = {.setting = POLICY_FAIL_ON,
                                          .name = "--fail-on",
                                          .words = outcomes,
                                          .count = 2};
    const struct policy_option require = {.setting = POLICY_REQUIRE,
                                          .name = "--require",
                                          .words = attributes,
                                          .count = 2};
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct policy policy;

    load(&policy, *state,
         "policy: p\nmin_lead: 3\nrequire: [size]\nfail_on: [undecided]\n");
    assert_int_equal(policy_set(&policy, &fail_on, list), DVF_OK);
    assert_int_equal(policy_set(&policy, &require, list), DVF_OK);
    assert_int_equal(set(&policy, POLICY_MIN_STRENGTH, "weak", list), DVF_OK);
    expect_text(&policy, POLICY_MIN_STRENGTH, "weak");
    assert_int_equal(set(&policy, POLICY_MIN_STRENGTH, "full", list), DVF_OK);
    assert_int_equal(set(&policy, POLICY_MIN_ANSWERED, "6", list), DVF_OK);
    assert_int_equal(dvf_diagnostics_count(list), 0);
    expect_text(&policy, POLICY_FAIL_ON, "[tolerated, differs, waived]");
    expect_text(&policy, POLICY_REQUIRE, "[loud, deep]");
    expect_text(&policy, POLICY_MIN_STRENGTH, "full");
    expect_text(&policy, POLICY_MIN_ANSWERED, "6");
    expect_text(&policy, POLICY_MIN_LEAD, "3");
    assert_true(policy.fails[CHECK_ERROR]);
    assert_string_equal(policy.origins[POLICY_FAIL_ON], "--fail-on");
    assert_string_equal(policy.origins[POLICY_REQUIRE], "--require");
    assert_string_equal(policy.origins[POLICY_MIN_LEAD], "p.yaml:2");
    policy_release(&policy);
    dvf_diagnostics_free(list);
}

static void none_lifts_a_bound_and_empties_a_list(void **state)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct policy policy;
    unsigned i;

    load(&policy, *state,
         "policy: p\nmin_lead: 3\nmin_strength: full\nmin_answered: 2\n"
         "require: [size]\nrequire_settled: true\nfail_on: [agrees]\n");
    for (i = 0; i < POLICY_SETTING_COUNT; i++)
        assert_int_equal(set(&policy, (enum policy_setting)i, "none", list),
                         DVF_OK);
    assert_int_equal(policy.min_strength, KB_NONE);
    expect_text(&policy, POLICY_MIN_LEAD, "none");
    expect_text(&policy, POLICY_MIN_STRENGTH, "none");
    expect_text(&policy, POLICY_MIN_ANSWERED, "none");
    expect_text(&policy, POLICY_REQUIRE, "[]");
    expect_text(&policy, POLICY_REQUIRE_SETTLED, "false");
    expect_text(&policy, POLICY_FAIL_ON, "[]");
    policy_release(&policy);
    dvf_diagnostics_free(list);
}

static void wrong_words_of_options_are_mistakes_of_usage(void **state)
{
    static const struct {
        enum policy_setting setting;
        const char *word;
        const char *message;
        const char *hint;
    } wrong[] = {
        {POLICY_MIN_LEAD, "x", "--it: 'x' is", "digits"},
        {POLICY_MIN_LEAD, "", "''", NULL},
        {POLICY_MIN_STRENGTH, "cleer", "'cleer'", "clear"},
        {POLICY_MIN_STRENGTH, "", "''", "weak"},
        {POLICY_MIN_ANSWERED, "7", "0 to 6", NULL},
        {POLICY_REQUIRE_SETTLED, "treu", "'treu'", "true"},
        {POLICY_REQUIRE, "size,coluor", "'coluor'", "colour"},
        {POLICY_REQUIRE, "size,", "''", NULL},
        {POLICY_REQUIRE, ",size", "''", NULL},
        {POLICY_FAIL_ON, "diffs", "'diffs'", "differs"},
        {POLICY_FAIL_ON, "differs,none", "'none'", NULL},
        {POLICY_FAIL_ON, "", "''", "agrees"},
    };
    size_t i;

    for (i = 0; i < COUNT(wrong); i++) {
        const struct expected one = {0, 0, "usage", wrong[i].message,
                                     wrong[i].hint};
        dvf_diagnostics *list = dvf_diagnostics_new();
        struct policy policy;

        assert_int_equal(policy_init(&policy, *state), DVF_OK);
        assert_int_equal(set(&policy, wrong[i].setting, wrong[i].word, list),
                         DVF_INVALID);
        expect_list(list, &one, 1);
        assert_string_equal(dvf_diagnostics_at(list, 0)->file, "dvf");
        policy_release(&policy);
        dvf_diagnostics_free(list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_file_there_are_no_bounds),
        cmocka_unit_test(a_file_sets_what_it_names_and_where),
        cmocka_unit_test(patterns_leave_files_out),
        cmocka_unit_test(patterns_are_few),
        cmocka_unit_test(a_personal_policy_leaves_nothing_out),
        cmocka_unit_test(people_find_a_policy_by_another_name),
        cmocka_unit_test(the_least_strength_is_a_bound),
        cmocka_unit_test(what_a_file_does_not_name_keeps_its_default),
        cmocka_unit_test(an_empty_list_is_a_setting),
        cmocka_unit_test(what_the_settings_show_can_stand_in_a_file),
        cmocka_unit_test(mistakes_in_a_file_are_reported_at_their_place),
        cmocka_unit_test(problems_of_a_misspelt_key_go_by_what_was_meant),
        cmocka_unit_test(numbers_are_whole_and_in_range),
        cmocka_unit_test(a_file_of_another_kind_is_named),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(a_file_is_shown_by_its_name_rather_than_its_path),
        cmocka_unit_test(an_option_takes_the_place_of_the_file),
        cmocka_unit_test(none_lifts_a_bound_and_empties_a_list),
        cmocka_unit_test(wrong_words_of_options_are_mistakes_of_usage),
    };

    return cmocka_run_group_tests(tests, open_small_kb, close_kb);
}
