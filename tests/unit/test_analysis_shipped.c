/* SPDX-License-Identifier: MIT */
/*
 * Analyses of the shipped knowledge base against brute force, of profiles with
 * one to six answers missing.
 *
 * Run: test_analysis_shipped [PART], 1 to 4, of all that is tried; else all
 */
#include "analysis_checks.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define PARTS    4 /* each a test of its own */
#define PROFILES (2000 / PARTS)
#define MISSING  6

/* Completions up to which they are tried; about as many as six questions with
 * four answers have. */
#define MOST     5000

/* A profile of this many is tried for changes, for those of two answers. */
#define CHANGES  4
#define PAIRS    40

static void answer_all(dvf_profile *profile, struct random *random)
{
    const dvf_kb *kb = profile->kb;

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        profile->answers[i].chosen = random_values(&kb_attributes(kb)[i],
                                                   random);
}

/* Take some answers away, fewer where that makes too many completions. */
static void forget_some(dvf_profile *profile, struct random *random)
{
    const dvf_kb *kb = profile->kb;
    uint32_t missing = 1 + random_below(random, MISSING);
    uint32_t size = 1;

    while (missing > 0) {
        uint32_t i = random_below(random, kb_attributes_count(kb));
        const struct kb_attribute *attribute = &kb_attributes(kb)[i];
        uint32_t answers = attribute->type == KB_SET
                               ? UINT32_C(1) << attribute->values.count
                               : attribute->values.count;

        if (!answer_given(&profile->answers[i]))
            continue;
        missing--;
        if (size * answers > MOST)
            continue;
        size *= answers;
        profile->answers[i] = (struct answer){.chosen = VALUES_UNKNOWN};
    }
}

static void try_profile(struct random *random, unsigned number,
                        struct seen_analyses *seen)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_profile *profile = profile_new(kb, "random");
    bool changes = number % CHANGES == 0;
    const dvf_analysis_options options = {
        .parts = DVF_ANALYSE_NEEDS | (changes ? DVF_ANALYSE_CHANGES : 0)};
    struct completions completions;
    dvf_analysis *analysis;

    assert_non_null(profile);
    answer_all(profile, random);
    forget_some(profile, random);
    dvf_evaluation *evaluation = evaluate(kb, profile, NULL);
    assert_true(completions_find(&completions, evaluation, NULL, MOST));
    assert_int_equal(dvf_analyse(evaluation, &options, &analysis), DVF_OK);
    struct subject subject = {&completions, analysis, NULL, seen};
    seen->profiles++;
    check_reachable(&subject);
    check_ranges(&subject);
    check_questions(&subject);
    check_needs(&subject);
    if (changes)
        check_changes(&subject, number % PAIRS == 0 ? 2 : 1);
    dvf_analysis_free(analysis);
    check_bare(&completions, NULL, seen, NULL);
    completions_release(&completions);
    forget(evaluation);
}

static void the_shipped_kb_is_analysed_as_by_force(void **state)
{
    struct random random = {80 + *(unsigned *)*state};
    struct seen_analyses seen = {0};

    for (unsigned i = 0; i < PROFILES; i++)
        try_profile(&random, i, &seen);
    assert_true(seen.reachable[1] > 100 && seen.reachable[2] > 50);
    assert_true(seen.reachable[3] > 20 && seen.reachable[4] > 0);
    assert_true(seen.left_out > 50 && seen.moot > 500);
    assert_true(seen.needs[1] > 50 && seen.needs[2] > 10);
    assert_true(seen.changes[1] > 50);
}

int main(int argc, char **argv)
{
    static unsigned part;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(the_shipped_kb_is_analysed_as_by_force,
                                  &part),
    };

    return run_parts(argc, argv, PARTS, &part, tests,
                     sizeof tests / sizeof tests[0]);
}
