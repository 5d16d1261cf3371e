/* SPDX-License-Identifier: MIT */
/*
 * Shapes of profiles: files of other kinds, profiles of another knowledge
 * base, and what is told without one.
 */
#include "support.h"

#include "check/lock.h"
#include "check/policy.h"
#include "profile/profile.h"

#include <string.h>

static void a_file_of_another_kind_gets_one_line(void **state)
{
    static const struct {
        const char *text;
        struct expected wrong;
    } files[] = {
        {"knowledge_base: k\nversion: 1.0.0\n",
         {1, 1, "wrong-kind", "this is a knowledge base", "--kb"}},
        {"policy: p\nmin_lead: 3\n",
         {1, 1, "wrong-kind", "this is a policy", ".dvf-policy.yaml"}},
        {"lock: 1\nprofiles: []\n",
         {1, 1, "wrong-kind", "this is a lock", NULL}},
        {"version: '3'\nservices:\n  web: {image: x}\n",
         {2, 1, "wrong-kind", "looks like a Compose file, not a profile",
          NULL}},
        {"apiVersion: v1\nkind: Pod\n",
         {1, 1, "wrong-kind", "Kubernetes", NULL}},
        {"name: ci\non: push\njobs: {}\n",
         {3, 1, "wrong-kind", "GitHub workflow", NULL}},
        {"{\"name\": \"x\", \"dependencies\": {}}",
         {1, 2, "wrong-kind", "package.json", NULL}},
        {"some: thing\nelse: entirely\n",
         {1, 1, "wrong-kind", "this is no profile", "dvf init"}},
        {"colour: red\nsize: small\n",
         {1, 1, "wrong-kind", "'answers'", "'answers:'"}},
        {"profile: p\ncolour: red\n",
         {2, 1, "wrong-kind", "'answers'", "'answers:'"}},
    };

    for (size_t i = 0; i < COUNT(files); i++)
        expect_bad_profile(*state, files[i].text, strlen(files[i].text),
                           &files[i].wrong, 1);
}

static void slips_in_the_keys_are_no_other_kind(void **state)
{
    static const char text[] = "Profile: p\nanswer:\n  colour: red\n";
    static const struct expected wrong[] = {
        {1, 1, "unknown-key", "'Profile'", "'profile'"},
        {2, 1, "unknown-key", "'answer'", "'answers'"},
    };

    expect_bad_profile(*state, text, sizeof text - 1, wrong, COUNT(wrong));
}

static void others_know_a_profile_too(void **state)
{
    static const char text[] = "profile: p\nanswers: {colour: red}\n";
    static const struct expected kb = {2, 1, "wrong-kind",
                                       "not a knowledge base", NULL};
    static const struct expected policy = {2, 1, "wrong-kind", "not a policy",
                                           NULL};
    static const struct expected lock = {2, 1, "wrong-kind", "not a lock",
                                         NULL};
    const dvf_input input = {"f", text, sizeof text - 1};
    struct policy read = {0};
    struct lock locked = {0};

    expect_bad_kb(text, sizeof text - 1, &kb, 1);
    dvf_diagnostics *list = dvf_diagnostics_new();
    assert_int_equal(policy_init(&read, *state), DVF_OK);
    assert_int_equal(policy_load(&read, &input, list), DVF_INVALID);
    expect_list(list, &policy, 1);
    policy_release(&read);
    dvf_diagnostics_free(list);
    list = dvf_diagnostics_new();
    assert_int_equal(lock_load(&locked, &input, list), DVF_INVALID);
    expect_list(list, &lock, 1);
    lock_release(&locked);
    dvf_diagnostics_free(list);
}

static void a_profile_of_another_kb_is_called_that_first(void **state)
{
    static const char text[] = "profile: p\nanswers:\n  language: rust\n"
                               "  hosting: cloud\n  budget: 5\n"
                               "  colour: rad\n  siez: small\n";
    static const struct expected wrong[] = {
        {0, 0, "unknown-key", "4 of 5 answers", "--kb"},
        {3, 3, "unknown-key", "'language'", NULL},
        {4, 3, "unknown-key", "'hosting'", NULL},
        {5, 3, "unknown-key", "'budget'", NULL},
        {6, 11, "unknown-value", "'rad'", "'red'"},
        {7, 3, "unknown-key", "'siez'", "'size'"},
    };
    /* Slips, or too few. */
    static const char slips[] = "profile: p\nanswers:\n  colur: red\n"
                                "  siez: small\n  spede: fast\n";
    static const struct expected near[] = {
        {3, 3, "unknown-key", NULL, "'colour'"},
        {4, 3, "unknown-key", NULL, "'size'"},
        {5, 3, "unknown-key", NULL, "'speed'"},
    };
    static const char few[] = "profile: p\nanswers:\n  language: rust\n"
                              "  hosting: cloud\n";
    static const struct expected two[] = {
        {3, 3, "unknown-key", NULL, "one of:"},
        {4, 3, "unknown-key", NULL, "one of:"},
    };

    expect_bad_profile(*state, text, sizeof text - 1, wrong, COUNT(wrong));
    expect_bad_profile(*state, slips, sizeof slips - 1, near, COUNT(near));
    expect_bad_profile(*state, few, sizeof few - 1, two, COUNT(two));
}

static void without_a_kb_the_rest_is_told(void **state)
{
    static const char text[] =
        "profile: p\nanswers:\n  any: thing\n  at_all: [a, b]\n  no: \n"
        "  how: unknown\n  mapped: {a: b}\n  any: again\n"
        "decisoin:\n  option: whatever\n  date: 2026-02-30\n"
        "waiver:\n  reason: \" \"\n  expires: soon\n";
    static const struct expected wrong[] = {
        {5, 6, "empty-value", "'no'", "unknown"},
        {7, 11, "wrong-kind", "'mapped'", NULL},
        {8, 3, "duplicate-key", "'any'", NULL},
        {9, 1, "unknown-key", "'decisoin'", "'decision'"},
        {11, 9, "date", "no such day", NULL},
        {13, 11, "empty-value", "reason", NULL},
        {14, 12, "date", "'soon'", NULL},
    };
    static const char sound[] = "profile: p\nanswers:\n  any: thing\n"
                                "decision:\n  option: other\n";
    dvf_diagnostics *list = dvf_diagnostics_new();

    (void)state;
    assert_int_equal(
        profile_check(&(dvf_input){"p", text, sizeof text - 1}, list),
        DVF_INVALID);
    expect_list(list, wrong, COUNT(wrong));
    dvf_diagnostics_free(list);
    list = dvf_diagnostics_new();
    assert_int_equal(
        profile_check(&(dvf_input){"p", sound, sizeof sound - 1}, list),
        DVF_OK);
    expect_list(list, NULL, 0);
    dvf_diagnostics_free(list);
}

static void an_option_that_is_not_decided_is_left_out(void **state)
{
    static const char *const words[] = {"null", "tbd", "none", "?"};
    static const struct expected wrong = {
        4, 11, "unknown-id", NULL,
        "leave 'decision' out while nothing is decided"};

    for (size_t i = 0; i < COUNT(words); i++) {
        struct buffer text = {0};

        buffer_printf(&text,
                      "profile: p\nanswers: {}\ndecision:\n"
                      "  option: \"%s\"\n",
                      words[i]);
        expect_bad_profile(*state, text.bytes, text.length, &wrong, 1);
        buffer_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_of_another_kind_gets_one_line),
        cmocka_unit_test(slips_in_the_keys_are_no_other_kind),
        cmocka_unit_test(others_know_a_profile_too),
        cmocka_unit_test(a_profile_of_another_kb_is_called_that_first),
        cmocka_unit_test(without_a_kb_the_rest_is_told),
        cmocka_unit_test(an_option_that_is_not_decided_is_left_out),
    };

    return cmocka_run_group_tests(tests, open_small_kb, close_kb);
}
