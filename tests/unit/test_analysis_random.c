/* SPDX-License-Identifier: MIT */
/*
 * Analyses of random knowledge bases against brute force: every completion is
 * evaluated, every set of further answers tried, every change made, and points
 * moved.
 *
 * Run: test_analysis_random [PART], 1 or 2, of all that is tried; else both
 */
#include "analysis_checks.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define PARTS         2 /* each a test of its own */
#define RANDOM_KBS    (500 / PARTS)
#define PROFILES_EACH 12

/* Completions, and changes of three answers, up to which they are tried. */
#define MOST          2000
#define MOST_CHANGES  40000

/* Ways to change three answers. */
static uint64_t count_triples(const dvf_evaluation *evaluation)
{
    uint64_t sums[4] = {1};

    for (uint32_t i = 0; i < kb_attributes_count(evaluation->kb); i++) {
        const struct kb_attribute *attribute = &kb_attributes(
            evaluation->kb)[i];
        uint64_t others = (attribute->type == KB_SET
                               ? UINT64_C(1) << attribute->values.count
                               : attribute->values.count) -
                          1;

        for (int k = 3; k > 0 && values_given(evaluation->answers[i]); k--)
            sums[k] += sums[k - 1] * others;
    }
    return sums[3];
}

/* Some questions that nobody can answer. @return their number */
static size_t choose_unknowable(const dvf_evaluation *evaluation,
                                struct random *random, size_t *chosen,
                                uint8_t *marks)
{
    size_t count = 0;

    memset(marks, 0, kb_attributes_count(evaluation->kb));
    for (uint32_t i = 0; i < kb_attributes_count(evaluation->kb); i++)
        if (evaluation->given[i] == VALUES_UNKNOWN &&
            random_once_in(random, 4)) {
            marks[i] = 1;
            chosen[count++] = i;
        }
    return count;
}

static dvf_analysis *analyse(const dvf_evaluation *evaluation,
                             const size_t *unknowable, size_t count)
{
    const dvf_analysis_options options = {
        .parts = DVF_ANALYSE_NEEDS | DVF_ANALYSE_CHANGES | DVF_ANALYSE_WEIGHTS,
        .unknowable = unknowable,
        .unknowable_count = count,
    };
    dvf_analysis *analysis;

    assert_int_equal(dvf_analyse(evaluation, &options, &analysis), DVF_OK);
    return analysis;
}

static void check_all(struct subject *subject, struct random *random,
                      struct tree *kb, const char *profile)
{
    const dvf_evaluation *evaluation = subject->completions->evaluation;
    struct tree *tree = tree_read(profile, strlen(profile));

    subject->seen->profiles++;
    check_reachable(subject);
    check_ranges(subject);
    check_questions(subject);
    check_needs(subject);
    check_changes(subject, count_triples(evaluation) <= MOST_CHANGES ? 3 : 2);
    if (random_once_in(random, 10))
        check_margins(subject, random, kb, tree_get(tree, "answers"));
    tree_free(tree);
}

static void try_profile(const dvf_kb *kb, struct tree *tree, const char *text,
                        struct random *random, struct seen_analyses *seen)
{
    struct buffer profile = {0};
    struct completions completions;
    uint8_t marks[COMPLETIONS_OPEN_MAX];
    size_t unknowable[COMPLETIONS_OPEN_MAX];
    size_t count = 0;

    random_profile_text(random, tree, &profile);
    dvf_evaluation *evaluation = evaluate(kb, load_profile(kb, profile.bytes),
                                          NULL);
    memset(marks, 0, sizeof marks);
    if (random_once_in(random, 3))
        count = choose_unknowable(evaluation, random, unknowable, marks);
    if (completions_find(&completions, evaluation, marks, MOST)) {
        dvf_analysis *analysis = analyse(evaluation, unknowable, count);
        struct subject subject = {&completions, analysis, text, seen};

        seen->unknowable += count > 0;
        check_all(&subject, random, tree, profile.bytes);
        dvf_analysis_free(analysis);
        check_bare(&completions, text, seen,
                   &(dvf_analysis_options){.unknowable = unknowable,
                                           .unknowable_count = count});
        completions_release(&completions);
    }
    forget(evaluation);
    buffer_release(&profile);
}

static void random_kbs_are_analysed_as_by_force(void **state)
{
    struct random random = {90 + *(unsigned *)*state};
    struct seen_analyses seen = {0};
    struct buffer text = {0};

    for (int i = 0; i < RANDOM_KBS; i++) {
        random_kb(&random, &text);
        dvf_kb *kb = load_kb(text.bytes);
        struct tree *tree = tree_read(text.bytes, strlen(text.bytes));

        for (int k = 0; k < PROFILES_EACH; k++)
            try_profile(kb, tree, text.bytes, &random, &seen);
        tree_free(tree);
        dvf_kb_free(kb);
    }
    buffer_release(&text);
    assert_true(seen.profiles > 2000 && seen.left_out > 200);
    assert_true(seen.reachable[1] > 500 && seen.reachable[2] > 200);
    assert_true(seen.reachable[3] > 100 && seen.reachable[4] > 50);
    assert_true(seen.moot > 1000 && seen.idle > 200 && seen.unknowable > 200);
    assert_true(seen.needs[1] > 500 && seen.needs[2] > 100 && seen.needs[3]);
    assert_true(seen.changes[0] > 200 && seen.changes[1] > 500);
    assert_true(seen.changes[2] > 30 && seen.changes[3] > 0);
    assert_true(seen.margins[0] > 100 && seen.margins[1] > 30);
}

int main(int argc, char **argv)
{
    static unsigned part;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(random_kbs_are_analysed_as_by_force, &part),
    };

    return run_parts(argc, argv, PARTS, &part, tests,
                     sizeof tests / sizeof tests[0]);
}
