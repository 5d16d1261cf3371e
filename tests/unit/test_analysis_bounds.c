/* SPDX-License-Identifier: MIT */
/*
 * Bounds of the ends where completions are too many: never wrong on random
 * knowledge bases, and within its number of evaluations on large ones.
 */
#include "analysis_checks.h"
#include "bench/generate.h"
#include "support.h"

#include "analysis/bounds.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define RANDOM_KBS        500
#define PROFILES_EACH     6
#define MEMORY_KBS        40
#define WIDE_VALUES       9
#define MOST              2000

/* Completions of large ones that are tried; KiB that an analysis may take. */
#define COMPLETIONS_TRIED 500
#define MEMORY_MOST       (48 * 1024)

#if defined(__SANITIZE_ADDRESS__)
static const bool instrumented = true;
#else
static const bool instrumented = false;
#endif

struct tally {
    unsigned profiles;
    unsigned complete;
    unsigned left_out;
};

/* ------------------------------------------------------------ random ones */

static void check_ends(const struct subject *subject,
                       const struct bounds *bounds, struct tally *tally)
{
    const struct completions *completions = subject->completions;
    bool reached[ENDS_MAX] = {false};

    for (uint32_t i = 0; i < completions->size; i++)
        if (completions_allow(completions, i))
            reached[completions->ends[i]] = true;
    for (uint32_t i = 0; i < ENDS_MAX; i++) {
        expect_of(subject, !reached[i] || bounds->possible[i],
                  "end %u is excluded", i);
        expect_of(subject, reached[i] || !bounds->proved[i], "end %u is proved",
                  i);
        expect_of(subject,
                  !bounds->complete || bounds->possible[i] == reached[i],
                  "end %u is not excluded", i);
    }
    expect_of(subject,
              !bounds->contradictions_left_out ||
                  (completions->some_bad && !completions->all_bad),
              "contradictions are left out");
    tally->profiles++;
    tally->complete += bounds->complete;
    tally->left_out += bounds->contradictions_left_out;
}

static void check_points(const struct subject *subject,
                         const struct bounds *bounds)
{
    const struct completions *completions = subject->completions;
    uint32_t scoring = completions->kb->scoring;

    for (uint32_t i = 0; i < completions->size; i++)
        for (uint32_t k = 0; k < scoring; k++) {
            int32_t score = completions->scores[i * scoring + k];

            expect_of(subject,
                      bounds->ranges[k][0] <= score &&
                          score <= bounds->ranges[k][1],
                      "score %u of %d is beyond", k, score);
        }
}

static void try_profile(const dvf_kb *kb, const char *text,
                        struct random *random, struct tally *tally)
{
    struct seen_analyses seen = {0};
    struct completions completions;
    struct bounds bounds;
    uint8_t unknowable[COMPLETIONS_OPEN_MAX] = {0};
    dvf_evaluation *evaluation = evaluate(kb, random_profile(kb, random), NULL);

    for (uint32_t i = 0; random_once_in(random, 3) && i < COUNT(unknowable);
         i++)
        unknowable[i] = random_once_in(random, 4);
    if (completions_find(&completions, evaluation, unknowable, MOST)) {
        struct subject subject = {&completions, NULL, text, &seen};

        assert_int_equal(bounds_find(evaluation, unknowable, &bounds), DVF_OK);
        check_ends(&subject, &bounds, tally);
        check_points(&subject, &bounds);
        completions_release(&completions);
    }
    forget(evaluation);
}

static void bounds_of_random_kbs_are_never_wrong(void **state)
{
    struct random random = {77};
    struct tally tally = {0};
    struct buffer text = {0};

    (void)state;
    for (int i = 0; i < RANDOM_KBS; i++) {
        random_kb(&random, &text);
        dvf_kb *kb = load_kb(text.bytes);

        for (int k = 0; k < PROFILES_EACH; k++)
            try_profile(kb, text.bytes, &random, &tally);
        dvf_kb_free(kb);
    }
    buffer_release(&text);
    assert_true(tally.profiles > 1000);
    assert_true(tally.complete > tally.profiles * 99 / 100);
    assert_true(tally.left_out > 100);
}

/* ------------------------------------------------------- too little memory */

/* Whatever the method, no reachable end is missing, and none is proved that is
 * not. */
static void check_analysis(const struct subject *subject)
{
    const struct completions *completions = subject->completions;
    const dvf_analysis *analysis = subject->analysis;
    bool reached[ENDS_MAX] = {false};

    for (uint32_t i = 0; i < completions->size; i++)
        if (completions_allow(completions, i))
            reached[completions->ends[i]] = true;
    for (uint32_t i = 0; i < ENDS_MAX; i++) {
        uint32_t index = analysis_find(analysis, i);

        expect_of(subject, !reached[i] || index != KB_NONE, "end %u is missing",
                  i);
        expect_of(subject,
                  reached[i] || index == KB_NONE ||
                      !analysis->reachable[index].proved,
                  "end %u is proved", i);
    }
}

static void try_memory(const dvf_kb *kb, const char *text,
                       struct random *random, unsigned methods[3])
{
    struct seen_analyses seen = {0};
    struct completions completions;
    dvf_evaluation *evaluation = evaluate(kb, random_profile(kb, random), NULL);

    if (completions_find(&completions, evaluation, NULL, MOST)) {
        for (size_t memory = 1; memory < 300000; memory += 1 + memory / 3) {
            const dvf_analysis_options options = {.parts = 7, .memory = memory};
            dvf_analysis *analysis;

            assert_int_equal(dvf_analyse(evaluation, &options, &analysis),
                             DVF_OK);
            struct subject subject = {&completions, analysis, text, &seen};
            check_analysis(&subject);
            methods[dvf_analysis_certainty(analysis).method]++;
            dvf_analysis_free(analysis);
        }
        completions_release(&completions);
    }
    forget(evaluation);
}

static void any_memory_has_a_sound_result(void **state)
{
    struct random random = {78};
    struct buffer text = {0};
    unsigned methods[3] = {0};

    (void)state;
    for (int i = 0; i < MEMORY_KBS; i++) {
        random_kb(&random, &text);
        dvf_kb *kb = load_kb(text.bytes);

        try_memory(kb, text.bytes, &random, methods);
        dvf_kb_free(kb);
    }
    buffer_release(&text);
    assert_true(methods[DVF_EXACT] > 100 && methods[DVF_PROVED] > 100);
}

/* Sections of a small KB with a set of nine values, each of which a rule
 * reads; another rule, of more points, reads a flag. */
static void put_sections(struct buffer *text)
{
    static const char rest[] = "    because: So.\n    claims: [c1]\n"
                               "    origin: paper\n";

    buffer_puts(text, "rules:\n");
    for (int i = 0; i < WIDE_VALUES; i++)
        buffer_printf(text,
                      "  - id: r%d\n    criterion: main\n    when:\n"
                      "      - wide has v%d\n    favours: %s\n"
                      "    weight: %s\n%s",
                      i, i, i % 2 ? "left" : "right",
                      i % 3 ? "strong" : "slight", rest);
    for (int i = 0; i < 2; i++)
        buffer_printf(text,
                      "  - id: s%d\n    criterion: main\n    when:\n"
                      "      - %sdeep\n    favours: %s\n"
                      "    weight: decisive\n%s",
                      i, i ? "not " : "", i ? "right" : "left", rest);
}

/* The set comes before the other attributes. */
static dvf_kb *load_wide_set(const char *warnings)
{
    static const char attributes[] = "attributes:\n";
    struct buffer sections = {0};
    struct buffer text = {0};
    struct buffer whole = {0};

    put_sections(&sections);
    buffer_puts(&sections, warnings);
    small_kb_with(sections.bytes, &text);
    const char *at = strstr(text.bytes, attributes) + strlen(attributes);
    buffer_append(&whole, text.bytes, (size_t)(at - text.bytes));
    buffer_puts(&whole, "  - id: wide\n    type: set\n    ask: A?\n"
                        "    why: B.\n    values:\n");
    for (int i = 0; i < WIDE_VALUES; i++)
        buffer_printf(&whole, "      - {id: v%d, label: V}\n", i);
    buffer_puts(&whole, at);
    dvf_kb *kb = load_kb(whole.bytes);
    buffer_release(&sections);
    buffer_release(&text);
    buffer_release(&whole);
    return kb;
}

static void check_wide_set(const char *warnings, bool all_bad)
{
    static const char answers[] = "colour: red\nsize: tiny\nspeed: slow\n"
                                  "parts: []\nloud: true";
    struct seen_analyses seen = {0};
    struct completions completions;
    dvf_analysis *analysis;
    dvf_kb *kb = load_wide_set(warnings);
    dvf_evaluation *evaluation = evaluate(kb, load_answers(kb, answers), NULL);

    assert_true(completions_find(&completions, evaluation, NULL, MOST));
    assert_int_equal(completions.all_bad, all_bad);
    assert_int_equal(dvf_analyse(evaluation, NULL, &analysis), DVF_OK);
    struct subject subject = {&completions, analysis, "a wide set", &seen};
    check_analysis(&subject);
    dvf_analysis_free(analysis);
    completions_release(&completions);
    forget(evaluation);
    dvf_kb_free(kb);
}

/* More values that conditions tell apart than classes may be made of, in a set
 * that has more selections than are tried. */
static void a_wide_set_is_not_tried_and_excludes_nothing(void **state)
{
    (void)state;
    check_wide_set("", false);
    check_wide_set("warnings:\n  - id: w\n    when:\n"
                   "      - wide has v0 and deep\n    says: W.\n",
                   false);
}

/* All completions contradict themselves, which cannot be told: so what only
 * these exclude may be reachable. */
static void
contradictions_exclude_nothing_where_none_else_is_found(void **state)
{
    (void)state;
    check_wide_set("warnings:\n  - id: w\n    when:\n      - not deep\n"
                   "    says: W.\n  - id: x\n    when:\n"
                   "      - wide has v0 or not wide has v0\n    says: X.\n",
                   true);
}

/* ------------------------------------------------------------- long loops */

/* Each requirement asks for the strongest of all rules. */
static dvf_kb *load_many(unsigned rules, unsigned requirements)
{
    struct buffer sections = {0};

    buffer_puts(&sections, "rules:\n");
    for (unsigned i = 0; i < rules; i++)
        buffer_printf(&sections,
                      "  - id: r%u\n    criterion: main\n    when:\n"
                      "      - loud\n    favours: left\n    weight: strong\n"
                      "    because: So.\n    claims: [c1]\n    origin: paper\n",
                      i);
    buffer_puts(&sections, "verdict:\n"
                           "  too_close: {points: 2, percent: 15}\n"
                           "  strength:\n    - {id: weak, points: 0}\n"
                           "  combinations:\n    - option: pair\n"
                           "      against: Two are dearer than one.\n"
                           "      requires:\n");
    for (unsigned i = 0; i < requirements; i++)
        buffer_puts(&sections, "        - when:\n"
                               "            - strongest(left, main) >= strong\n"
                               "          unmet: Left is weak.\n");
    dvf_kb *kb = load_small_kb(sections.bytes);
    buffer_release(&sections);
    return kb;
}

static dvf_method method_of_many(unsigned rules, unsigned requirements)
{
    dvf_kb *kb = load_many(rules, requirements);
    dvf_evaluation *evaluation = evaluate(kb, load_answers(kb, "deep: true"),
                                          NULL);
    dvf_analysis *analysis;

    assert_int_equal(dvf_analyse(evaluation, NULL, &analysis), DVF_OK);
    dvf_method method = dvf_analysis_certainty(analysis).method;
    dvf_analysis_free(analysis);
    forget(evaluation);
    dvf_kb_free(kb);
    return method;
}

/* The diagrams of such rules are small, the loops over them are not. */
static void rules_times_requirements_are_capped(void **state)
{
    (void)state;
    assert_int_equal(method_of_many(100, 100), DVF_EXACT);
    assert_int_not_equal(method_of_many(5000, 5000), DVF_EXACT);
}

/* ------------------------------------------------------------- large ones */

/* Completions by chance: their ends and points are within the bounds. */
static void check_some(const dvf_evaluation *evaluation,
                       const dvf_analysis *analysis, struct random *random)
{
    const dvf_kb *kb = evaluation->kb;
    dvf_evaluation *working = evaluation_new(kb);
    dvf_range range;

    assert_non_null(working);
    for (int i = 0; i < COMPLETIONS_TRIED; i++) {
        for (uint32_t k = 0; k < kb_attributes_count(kb); k++)
            working->given[k] = values_given(evaluation->given[k])
                                    ? evaluation->given[k]
                                    : random_values(&kb_attributes(kb)[k],
                                                    random);
        evaluation_run(working);
        assert_int_not_equal(
            analysis_find(analysis, end_of_verdict(kb, &working->verdict)),
            KB_NONE);
        for (uint32_t k = 0; dvf_analysis_range(analysis, k, &range); k++)
            assert_in_range(working->scores[k], range.least, range.greatest);
    }
    dvf_evaluation_free(working);
}

static long peak_memory(void)
{
    struct rusage usage;

    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss;
}

/* @return ends that are not excluded */
static size_t try_large(unsigned attributes, unsigned rules, unsigned answers,
                        dvf_method method)
{
    struct random random = {attributes + answers};
    struct buffer text = {0};
    struct buffer profile = {0};
    dvf_analysis *analysis;

    generate_kb(attributes, rules, &text);
    generate_profile(answers, &profile);
    dvf_kb *kb = load_kb(text.bytes);
    dvf_evaluation *evaluation = evaluate(kb, load_profile(kb, profile.bytes),
                                          NULL);
    long before = peak_memory();
    assert_int_equal(dvf_analyse(evaluation, NULL, &analysis), DVF_OK);
    if (!instrumented)
        assert_in_range(peak_memory() - before, 0, MEMORY_MOST);
    dvf_certainty certainty = dvf_analysis_certainty(analysis);
    assert_int_equal(certainty.method, method);
    assert_null(certainty.completions);
    check_some(evaluation, analysis, &random);
    size_t ends = analysis->reachable_count;
    dvf_analysis_free(analysis);
    forget(evaluation);
    dvf_kb_free(kb);
    buffer_release(&text);
    buffer_release(&profile);
    return ends;
}

static void a_large_kb_ends_within_its_bounds(void **state)
{
    (void)state;
    assert_int_equal(try_large(100, 1000, 0, DVF_BOUNDS), 4);
    assert_int_equal(try_large(100, 1000, 40, DVF_BOUNDS), 3);
}

static void with_few_answers_missing_the_search_is_complete(void **state)
{
    (void)state;
    assert_int_equal(try_large(50, 200, 25, DVF_PROVED), 3);
    assert_int_equal(try_large(100, 1000, 90, DVF_PROVED), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_memory_has_a_sound_result),
        cmocka_unit_test(a_wide_set_is_not_tried_and_excludes_nothing),
        cmocka_unit_test(rules_times_requirements_are_capped),
        cmocka_unit_test(
            contradictions_exclude_nothing_where_none_else_is_found),
        cmocka_unit_test(a_large_kb_ends_within_its_bounds),
        cmocka_unit_test(with_few_answers_missing_the_search_is_complete),
        cmocka_unit_test(bounds_of_random_kbs_are_never_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
