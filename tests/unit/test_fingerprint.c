/* SPDX-License-Identifier: MIT */
/*
 * Fingerprints of what is wrong with a profile: mending one problem, moving
 * lines or naming the folder in another way leaves those of the others alone,
 * and no two problems share one.
 */
#include "trial.h"

#include <stdio.h>
#include <string.h>

#define PRINTS_MAX 20

/* The problems of a text, each with its fingerprint. */
struct prints {
    char messages[PRINTS_MAX][200];
    char prints[PRINTS_MAX][SHA256_HEX_SIZE];
    uint32_t count;
};

static void take(struct prints *prints, const dvf_kb *kb, const char *file,
                 const char *text, const char *current)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    struct check_result result;

    assert_non_null(list);
    assert_int_equal(dvf_profile_load(kb,
                                      &(dvf_input){file, text, strlen(text)},
                                      list, &profile),
                     DVF_INVALID);
    assert_int_equal(
        check_fail(&result, &(struct check_failure){.file = file,
                                                    .problems = list,
                                                    .message = "It is wrong.",
                                                    .current = current}),
        DVF_OK);
    prints->count = result.findings_count;
    assert_in_range(prints->count, 1, PRINTS_MAX);
    for (uint32_t i = 0; i < prints->count; i++) {
        const struct check_finding *finding = &result.findings[i];

        (void)snprintf(prints->messages[i], sizeof prints->messages[i], "%s",
                       finding->message);
        memcpy(prints->prints[i], finding->fingerprint, SHA256_HEX_SIZE);
    }
    check_result_release(&result);
    dvf_diagnostics_free(list);
}

/* The fingerprint of the problem whose message holds the words. */
static const char *print_of(const struct prints *prints, const char *words)
{
    for (uint32_t i = 0; i < prints->count; i++)
        if (strstr(prints->messages[i], words))
            return prints->prints[i];
    fail_msg("no problem says '%s'", words);
    return NULL;
}

static void expect_distinct(const struct prints *prints)
{
    for (uint32_t i = 0; i < prints->count; i++)
        for (uint32_t j = 0; j < i; j++)
            assert_string_not_equal(prints->prints[i], prints->prints[j]);
}

static void mending_one_problem_leaves_the_others_as_they_are(void **state)
{
    static const struct {
        const char *before;
        const char *after;
        const char *stays; /* words of its message, before and after */
    } rows[] = {
        {"profile: p\nanswers: {zz: 1, yy: 2}\n",
         "profile: p\nanswers: {yy: 2}\n", "'yy'"},
        {"profile: p\nanswers: {zz: 1, yy: 2}\n",
         "# moved\n\nprofile: p\ndescription: d\nanswers:\n  yy: 2\n", "'yy'"},
        {"profile: p\nanswers:\n  colou: red\n  colourx: red\n",
         "profile: p\nanswers:\n  colourx: red\n", "'colourx'"},
        {"profile: p\nanswers:\n  colour: xx\n  size: xx\n",
         "profile: p\nanswers:\n  colour: red\n  size: xx\n", "value of size"},
        {"profile: p\nanswers: {parts: [door, door, lamp, lamp]}\n",
         "profile: p\nanswers: {parts: [door, lamp, lamp]}\n", "'lamp'"},
        {"profile: p\nanswers: {parts: [aa, bb]}\n",
         "profile: p\nanswers: {parts: [bb]}\n", "'bb'"},
        {"x: 1\nprofile: p\n", "profile: p\n", "'answers' is missing"},
        {"answers: {zz: 1}\n", "answers: {}\n", "'profile' is missing"},
        {"profile: p\nx: 1\n", "profile: p\nanswers: {}\nx: 1\n", "'x'"},
        {"profile: p\nanswers: {}\ndecision: {}\nwaiver: {}\n",
         "profile: p\nanswers: {}\nwaiver: {}\n", "'expires' is missing"},
        {"profile: p\nanswers: {}\nwaiver: {}\n",
         "profile: p\nanswers: {}\nwaiver: {owner: o, reason: r}\n",
         "'expires' is missing"},
        {"profile: p\nanswers: {}\ndecision: {option: left, date: x}\n"
         "waiver: {reason: r, expires: y}\n",
         "profile: p\nanswers: {}\ndecision: {option: left}\n"
         "waiver: {reason: r, expires: y}\n",
         "'y'"},
        {"profile: p\nanswers:\n  ? [a]\n  : 1\n  ? {b: c}\n  : 2\n",
         "profile: p\nanswers:\n  ? {b: c}\n  : 2\n", "not a list"},
        {"profile: p\nanswers:\n  colour: &a red\n  size: &b small\n",
         "profile: p\nanswers:\n  size: &b small\n", "anchors"},
        {"profile: p\nanswers:\n  colour:\n  size:\n",
         "profile: p\nanswers:\n  size:\n", "size"},
        {"profile: \"\\u0001\"\nanswers: {}\ndescription: \"\\u0002\"\n",
         "profile: p\nanswers: {}\ndescription: \"\\u0002\"\n", "U+0002"},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct prints before;
        struct prints after;
        const char *stays = rows[i].stays;

        take(&before, *state, "p.yaml", rows[i].before, NULL);
        take(&after, *state, "p.yaml", rows[i].after, NULL);
        expect_distinct(&before);
        expect_distinct(&after);
        /* Of two that say the same, the last one stays. */
        if (strcmp(stays, "not a list") == 0 || strcmp(stays, "anchors") == 0)
            assert_string_equal(before.prints[before.count - 1],
                                after.prints[0]);
        else
            assert_string_equal(print_of(&before, stays),
                                print_of(&after, stays));
    }
}

static void equal_problems_are_counted(void **state)
{
    struct prints prints;

    take(&prints, *state, "p.yaml",
         "profile: p\nanswers:\n  colour: red\n  colour: red\n"
         "  colour: red\n  colour: red\n",
         NULL);
    assert_int_equal(prints.count, 3);
    expect_distinct(&prints);
}

static void a_file_is_the_same_however_it_is_named(void **state)
{
    static const char text[] = "profile: p\nanswers: {zz: 1}\n";
    static const struct {
        const char *file;
        const char *same; /* in the folder /work/here */
    } rows[] = {
        {"docs/p.yaml", "docs/p.yaml"},
        {"./docs/p.yaml", "docs/p.yaml"},
        {"docs//p.yaml", "docs/p.yaml"},
        {".//./docs/./p.yaml", "docs/p.yaml"},
        {"docs/../docs/p.yaml", "docs/p.yaml"},
        {"docs/a/.././p.yaml", "docs/p.yaml"},
        {"/work/here/docs/p.yaml", "docs/p.yaml"},
        {"/work/here/./docs/../docs/p.yaml", "docs/p.yaml"},
        {"../p.yaml", "../p.yaml"},
        {"./../p.yaml", "../p.yaml"},
        {"../../p.yaml", "../../p.yaml"},
        {"a/../../p.yaml", "../p.yaml"},
        {"/work/hereafter/p.yaml", "/work/hereafter/p.yaml"},
        {"//work/./x/../p.yaml", "/work/p.yaml"},
    };
    struct prints one;
    struct prints two;

    for (size_t i = 0; i < COUNT(rows); i++) {
        take(&one, *state, rows[i].file, text, "/work/here");
        take(&two, *state, rows[i].same, text, NULL);
        assert_string_equal(one.prints[0], two.prints[0]);
    }
    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t j = 0; j < i; j++) {
            take(&one, *state, rows[i].file, text, "/work/here");
            take(&two, *state, rows[j].file, text, "/work/here");
            assert_int_equal(strcmp(one.prints[0], two.prints[0]) == 0,
                             strcmp(rows[i].same, rows[j].same) == 0);
        }
}

static void one_that_is_gone_is_told_apart_by_its_name(void **state)
{
    struct check_failure failure = {
        .file = "docs/a.dvf.yaml",
        .key = "a.dvf.yaml",
        .message = "It is not there.",
        .place = {.file = "docs/dvf.lock", .at = {.line = 4, .column = 11}},
    };
    struct check_result one;
    struct check_result two;
    struct check_result moved;

    (void)state;
    assert_int_equal(check_fail(&one, &failure), DVF_OK);
    assert_string_equal(one.findings[0].place.file, "docs/dvf.lock");
    assert_int_equal(one.findings[0].place.at.line, 4);
    failure.key = "b.dvf.yaml";
    assert_int_equal(check_fail(&two, &failure), DVF_OK);
    failure.key = "a.dvf.yaml";
    failure.place.at.line = 40;
    assert_int_equal(check_fail(&moved, &failure), DVF_OK);
    assert_string_not_equal(one.findings[0].fingerprint,
                            two.findings[0].fingerprint);
    assert_string_equal(one.findings[0].fingerprint,
                        moved.findings[0].fingerprint);
    check_result_release(&one);
    check_result_release(&two);
    check_result_release(&moved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mending_one_problem_leaves_the_others_as_they_are),
        cmocka_unit_test(equal_problems_are_counted),
        cmocka_unit_test(a_file_is_the_same_however_it_is_named),
        cmocka_unit_test(one_that_is_gone_is_told_apart_by_its_name),
    };

    return cmocka_run_group_tests(tests, trial_open, trial_close);
}
