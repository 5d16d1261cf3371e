/* SPDX-License-Identifier: MIT */
/*
 * Analyses of small knowledge bases by hand: what is easily taken wrongly has a
 * test of its own here, beside those by force.
 */
#include "bench/generate.h"
#include "support.h"

#include "analysis/entropy.h"

#include <string.h>

#define RULE(name, favours, weight, conditions)                                \
    "  - id: " name "\n    criterion: main\n" conditions                       \
    "    favours: " favours "\n    weight: " weight "\n    because: So.\n"     \
    "    claims: [c1]\n    origin: paper\n"

#define VERDICT(more)                                                          \
    "verdict:\n  too_close: {points: 2, percent: 15}\n  strength:\n"           \
    "    - {id: weak, points: 0, percent: 0}\n" more

/* ---------------------------------------------------------------- subjects */

struct subject {
    dvf_kb *kb;
    dvf_evaluation *evaluation;
    dvf_analysis *analysis;
};

static void analyse(struct subject *subject, const char *unknowable)
{
    size_t attribute = unknowable
                           ? dvf_kb_find_attribute(subject->kb, unknowable)
                           : 0;
    const dvf_analysis_options options = {
        .parts = DVF_ANALYSE_NEEDS | DVF_ANALYSE_CHANGES | DVF_ANALYSE_WEIGHTS,
        .unknowable = &attribute,
        .unknowable_count = unknowable ? 1 : 0,
    };

    assert_int_equal(
        dvf_analyse(subject->evaluation, &options, &subject->analysis), DVF_OK);
}

/* A small KB with some sections, and answers "attribute: value". */
static struct subject open_subject(const char *sections, const char *answers,
                                   const char *unknowable)
{
    struct subject subject = {.kb = load_small_kb(sections)};

    subject.evaluation = evaluate(subject.kb, load_answers(subject.kb, answers),
                                  NULL);
    analyse(&subject, unknowable);
    return subject;
}

static void close_subject(struct subject *subject)
{
    dvf_analysis_free(subject->analysis);
    forget(subject->evaluation);
    dvf_kb_free(subject->kb);
}

static void expect_text(struct buffer *got, const char *expected)
{
    assert_false(got->failed);
    assert_string_equal(got->length > 0 ? got->bytes : "", expected);
    buffer_release(got);
}

/* Verdicts and their completions: "left 3, right 4". */
static void expect_verdicts(const struct subject *subject, const char *expected)
{
    struct buffer text = {0};
    dvf_reachable one;

    for (size_t i = 0; dvf_analysis_reachable(subject->analysis, i, &one); i++)
        buffer_printf(&text, "%s%s %s", i > 0 ? ", " : "", one.outcome,
                      one.completions ? one.completions : "?");
    expect_text(&text, expected);
}

static const char *name_of(const struct subject *subject, size_t attribute)
{
    dvf_attribute record;

    assert_true(dvf_kb_attribute_at(subject->kb, attribute, &record));
    return record.id;
}

/* Changes: "colour 1>6 to left; ..." */
static void expect_changes(const struct subject *subject, const char *expected)
{
    struct buffer text = {0};
    dvf_change change;
    dvf_changed one;

    for (size_t i = 0; dvf_analysis_change(subject->analysis, i, &change);
         i++) {
        buffer_puts(&text, i > 0 ? "; " : "");
        for (size_t k = 0; dvf_analysis_changed(subject->analysis, i, k, &one);
             k++)
            buffer_printf(&text, "%s %x>%x ", name_of(subject, one.attribute),
                          (unsigned)one.from, (unsigned)one.to);
        buffer_printf(&text, "to %s", change.outcome);
    }
    expect_text(&text, expected);
}

static dvf_question question_of(const struct subject *subject, const char *id)
{
    dvf_question question;

    for (size_t i = 0; dvf_analysis_question(subject->analysis, i, &question);
         i++)
        if (strcmp(name_of(subject, question.attribute), id) == 0)
            return question;
    fail_msg("there is no question %s", id);
    return question;
}

static dvf_margin margin_of(const struct subject *subject, const char *id)
{
    dvf_margin margin;

    for (size_t i = 0; dvf_analysis_margin(subject->analysis, i, &margin); i++)
        if (strcmp(margin.id, id) == 0)
            return margin;
    fail_msg("there is no margin of %s", id);
    return margin;
}

/* ---------------------------------------------- what is easily taken wrongly
 */

/* No option has a point yet, so that left does not win, although nobody is left
 * to beat it: colours 1 of 3. */
static void with_all_rivals_excluded_and_no_points_it_is_undecided(void **state)
{
    struct subject subject = open_subject(
        "rules:\n" RULE("red", "left", "strong",
                        "    when:\n      - colour == red\n")
            VERDICT("  excludes:\n    - option: right\n      says: X.\n"
                    "      when:\n        - loud\n"),
        "loud: true\ndeep: true\nsize: tiny\nspeed: slow\nparts: [wheel]",
        NULL);

    (void)state;
    expect_verdicts(&subject, "undecided 2, left 1");
    close_subject(&subject);
}

/* Small and medium are alike to every condition, but one of them is given. */
static void a_given_answer_counts_once(void **state)
{
    static const char sections[] = "rules:\n" RULE(
        "big", "left", "strong", "    when:\n      - size == large\n")
        RULE("red", "right", "strong", "    when:\n      - colour == red\n")
            RULE("two", "right", "strong",
                 "    when:\n      - count(parts) == 4\n");
    struct subject subject = open_subject(
        sections,
        "size: small\nspeed: slow\nloud: false\ndeep: false\nparts: [door]",
        NULL);

    (void)state;
    assert_string_equal(dvf_analysis_certainty(subject.analysis).completions,
                        "3");
    expect_verdicts(&subject, "undecided 2, right 1");
    close_subject(&subject);
}

/* Left where exactly one of two is true: neither alone tells anything. */
static void a_question_that_tells_nothing_alone_may_matter(void **state)
{
    struct subject subject = open_subject(
        "rules:\n" RULE("one", "left", "strong",
                        "    when:\n      - loud and not deep or deep and not "
                        "loud\n")
            RULE("none", "right", "strong",
                 "    when:\n      - loud and deep or not (loud or deep)\n"),
        "", NULL);

    (void)state;
    assert_true(question_of(&subject, "loud").matters);
    assert_true(question_of(&subject, "deep").matters);
    assert_int_equal(question_of(&subject, "loud").gain, 0);
    assert_int_equal(question_of(&subject, "deep").gain, 0);
    assert_false(question_of(&subject, "colour").matters);
    expect_verdicts(&subject, "left 1152, right 1152");
    close_subject(&subject);
}

/* -------------------------------------------------------------- completions */

static void what_nobody_will_know_stays_missing(void **state)
{
    static const char sections[] = "rules:\n" RULE("loud", "left", "strong",
                                                   "    when:\n      - loud\n")
        RULE("red", "right", "strong", "    when:\n      - colour == red\n");
    static const char answers[] = "size: tiny\nspeed: slow\nparts: [wheel]\n"
                                  "deep: false";
    struct subject subject = open_subject(sections, answers, NULL);

    (void)state;
    expect_verdicts(&subject, "undecided 2, left 2, right 1, too_close 1");
    close_subject(&subject);
    subject = open_subject(sections, answers, "loud");
    expect_verdicts(&subject, "undecided 2, right 1");
    close_subject(&subject);
    subject = open_subject(sections, answers, "colour");
    expect_verdicts(&subject, "undecided 1, left 1");
    close_subject(&subject);
}

static void an_attribute_that_does_not_exist_is_invalid(void **state)
{
    struct subject subject = open_subject("", "", NULL);
    const size_t none = 6;
    const dvf_analysis_options options = {.unknowable = &none,
                                          .unknowable_count = 1};
    dvf_analysis *kept = subject.analysis;

    (void)state;
    assert_int_equal(
        dvf_analyse(subject.evaluation, &options, &subject.analysis),
        DVF_INVALID);
    assert_ptr_equal(subject.analysis, kept);
    close_subject(&subject);
}

#define WARNING(condition)                                                     \
    "warnings:\n  - id: w\n    when:\n      - " condition "\n    says: W.\n"

static void completions_that_contradict_themselves_are_left_out(void **state)
{
    static const char answers[] = "size: tiny\nspeed: slow\nparts: []\n"
                                  "deep: false";
    struct subject subject = open_subject(WARNING("loud and colour == red"),
                                          answers, NULL);

    (void)state;
    expect_verdicts(&subject, "undecided 4, left 1");
    assert_true(
        dvf_analysis_certainty(subject.analysis).contradictions_left_out);
    close_subject(&subject);
    /* All do: all count. */
    subject = open_subject(WARNING("loud or not loud"), answers, NULL);
    expect_verdicts(&subject, "undecided 4, left 2");
    assert_false(
        dvf_analysis_certainty(subject.analysis).contradictions_left_out);
    close_subject(&subject);
    /* It holds already. */
    subject = open_subject(WARNING("not deep"), answers, NULL);
    expect_verdicts(&subject, "undecided 4, left 2");
    assert_false(
        dvf_analysis_certainty(subject.analysis).contradictions_left_out);
    close_subject(&subject);
}

/* An unusual answer is none that contradicts another one. */
static void what_is_unusual_counts(void **state)
{
    struct subject subject = open_subject(
        "warnings:\n  - id: w\n    kind: unusual\n    when:\n      - loud\n"
        "    says: W.\n",
        "size: tiny\nspeed: slow\nparts: []\ndeep: false", NULL);

    (void)state;
    expect_verdicts(&subject, "undecided 4, left 2");
    close_subject(&subject);
}

static void an_answer_settles_it(void **state)
{
    struct subject subject = open_subject("", "colour: red", NULL);
    dvf_certainty certainty = dvf_analysis_certainty(subject.analysis);

    (void)state;
    assert_int_equal(certainty.method, DVF_EXACT);
    assert_true(certainty.settled && certainty.stands);
    expect_verdicts(&subject, "left 768");
    close_subject(&subject);
    subject = open_subject("", "", NULL);
    certainty = dvf_analysis_certainty(subject.analysis);
    assert_false(certainty.settled);
    assert_true(certainty.stands);
    close_subject(&subject);
}

/* --------------------------------------------------------- needs, changes */

static void needs_are_the_fewest_and_the_first(void **state)
{
    struct subject subject = open_subject(
        "rules:\n" RULE("both", "left", "strong",
                        "    when:\n      - colour != none\n      - loud\n")
            RULE("parts", "right", "strong",
                 "    when:\n      - count(parts) >= 2\n"),
        "", NULL);
    dvf_reachable one;
    dvf_need need;

    (void)state;
    assert_true(dvf_analysis_reachable(subject.analysis, 0, &one));
    assert_string_equal(one.outcome, "undecided");
    assert_int_equal(one.needs, 0);
    assert_true(dvf_analysis_reachable(subject.analysis, 1, &one));
    assert_string_equal(one.outcome, "right");
    assert_int_equal(one.needs, 1);
    assert_true(dvf_analysis_need(subject.analysis, 1, 0, &need));
    assert_string_equal(name_of(&subject, need.attribute), "parts");
    assert_int_equal(need.values, 3); /* the first two */
    assert_true(dvf_analysis_reachable(subject.analysis, 2, &one));
    assert_string_equal(one.outcome, "left");
    assert_int_equal(one.needs, 2);
    assert_true(dvf_analysis_need(subject.analysis, 2, 0, &need));
    assert_string_equal(name_of(&subject, need.attribute), "colour");
    assert_int_equal(need.values, 6); /* red or green */
    assert_true(dvf_analysis_need(subject.analysis, 2, 1, &need));
    assert_string_equal(name_of(&subject, need.attribute), "loud");
    assert_false(dvf_analysis_need(subject.analysis, 2, 2, &need));
    assert_false(dvf_analysis_need(subject.analysis, 9, 0, &need));
    close_subject(&subject);
}

static void changes_are_the_smallest_and_name_all_values(void **state)
{
    static const char three[] = "rules:\n" RULE(
        "all", "left", "strong",
        "    when:\n      - loud\n      - deep\n"
        "      - size >= medium\n");
    struct subject subject = open_subject(
        three, "loud: true\ndeep: true\nsize: tiny", NULL);

    (void)state;
    expect_changes(&subject, "size 1>c to left");
    close_subject(&subject);
    subject = open_subject(three, "loud: true\ndeep: false\nsize: tiny", NULL);
    expect_changes(&subject, "size 1>c deep 1>2 to left");
    close_subject(&subject);
    subject = open_subject(three, "loud: false\ndeep: false\nsize: tiny", NULL);
    expect_changes(&subject, "size 1>c loud 1>2 deep 1>2 to left");
    close_subject(&subject);
    subject = open_subject(three, "loud: false\ndeep: false", NULL);
    expect_changes(&subject, "");
    close_subject(&subject);
}

static void a_set_changes_to_the_nearest_selection(void **state)
{
    static const char sections[] = "rules:\n" RULE(
        "three", "left", "strong",
        "    when:\n      - count(parts) >= 3\n"
        "      - parts has lamp\n");
    struct subject subject = open_subject(sections, "parts: [door]", NULL);

    (void)state;
    expect_changes(&subject, "parts 2>b to left");
    close_subject(&subject);
    subject = open_subject(sections, "parts: [wheel, door, roof, lamp]", NULL);
    expect_changes(&subject, "parts f>7 to undecided");
    close_subject(&subject);
}

static void a_change_that_contradicts_itself_is_left_out(void **state)
{
    static const char rules[] = "rules:\n" RULE("loud", "left", "strong",
                                                "    when:\n      - loud\n");
    struct buffer text = {0};
    struct subject subject;

    (void)state;
    buffer_printf(&text, "%s%s", rules, WARNING("loud and size == tiny"));
    subject = open_subject(text.bytes, "loud: false\nsize: tiny", NULL);
    expect_changes(&subject, "size 1>e loud 1>2 to left");
    close_subject(&subject);
    buffer_release(&text);
}

/* ------------------------------------------------------------------ margins */

static void points_move_until_the_verdict_does(void **state)
{
    struct subject subject = open_subject(
        "criteria:\n  - {id: main, collect: sum}\n"
        "rules:\n" RULE("loud", "left", "decisive", "    when:\n      - loud\n")
            RULE("deep", "right", "strong", "    when:\n      - deep\n"),
        "loud: true\ndeep: true", NULL);
    dvf_margin margin = margin_of(&subject, "loud");

    (void)state;
    assert_false(margin.is_weight);
    assert_int_equal(margin.points, 8);
    assert_int_equal(margin.least, 6); /* 2 ahead, and 15 % of 10 */
    assert_int_equal(margin.greatest, -1);
    margin = margin_of(&subject, "deep");
    assert_int_equal(margin.least, -1);
    assert_int_equal(margin.greatest, 5); /* 3 ahead, and 15 % of 13 */
    margin = margin_of(&subject, "decisive");
    assert_true(margin.is_weight);
    assert_int_equal(margin.least, 6);
    assert_int_equal(margin.greatest, -1);
    margin = margin_of(&subject, "slight");
    assert_int_equal(margin.least, -1);
    assert_int_equal(margin.greatest, -1);
    close_subject(&subject);
}

/* ------------------------------------------------------------------ in large
 */

/* Five answers to each of 100 questions are more than a count holds. */
static void more_completions_than_can_be_counted_are_analysed(void **state)
{
    struct buffer text = {0};
    struct subject subject = {0};
    dvf_reachable one;
    dvf_question question;
    size_t mattering = 0;
    size_t found = 0;

    (void)state;
    generate_kb(100, 8, &text);
    subject.kb = load_kb(text.bytes);
    subject.evaluation = evaluate(subject.kb, load_answers(subject.kb, ""),
                                  NULL);
    analyse(&subject, NULL);
    dvf_certainty certainty = dvf_analysis_certainty(subject.analysis);
    assert_int_equal(certainty.method, DVF_EXACT);
    assert_null(certainty.completions);
    for (; dvf_analysis_reachable(subject.analysis, found, &one); found++) {
        assert_true(one.proved && one.has_needs);
        assert_null(one.completions);
    }
    assert_int_equal(found, 4);
    for (size_t i = 0; dvf_analysis_question(subject.analysis, i, &question);
         i++) {
        assert_false(question.counted);
        mattering += question.matters;
    }
    assert_in_range(mattering, 8, 16); /* those that the rules read */
    close_subject(&subject);
    buffer_release(&text);
}

static void too_little_memory_leaves_bounds(void **state)
{
    struct subject subject = open_subject("", "", NULL);
    const dvf_analysis_options options = {.memory = 1};
    dvf_question question;
    dvf_range range;

    (void)state;
    dvf_analysis_free(subject.analysis);
    assert_int_equal(
        dvf_analyse(subject.evaluation, &options, &subject.analysis), DVF_OK);
    dvf_certainty certainty = dvf_analysis_certainty(subject.analysis);
    assert_int_equal(certainty.method, DVF_PROVED);
    assert_null(certainty.completions);
    expect_verdicts(&subject, "left ?, undecided ?");
    assert_false(dvf_analysis_question(subject.analysis, 0, &question));
    assert_true(dvf_analysis_range(subject.analysis, 0, &range));
    assert_int_equal(range.least, 0);
    assert_int_equal(range.greatest, 4);
    close_subject(&subject);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            with_all_rivals_excluded_and_no_points_it_is_undecided),
        cmocka_unit_test(a_given_answer_counts_once),
        cmocka_unit_test(a_question_that_tells_nothing_alone_may_matter),
        cmocka_unit_test(what_nobody_will_know_stays_missing),
        cmocka_unit_test(an_attribute_that_does_not_exist_is_invalid),
        cmocka_unit_test(completions_that_contradict_themselves_are_left_out),
        cmocka_unit_test(what_is_unusual_counts),
        cmocka_unit_test(an_answer_settles_it),
        cmocka_unit_test(needs_are_the_fewest_and_the_first),
        cmocka_unit_test(changes_are_the_smallest_and_name_all_values),
        cmocka_unit_test(a_set_changes_to_the_nearest_selection),
        cmocka_unit_test(a_change_that_contradicts_itself_is_left_out),
        cmocka_unit_test(points_move_until_the_verdict_does),
        cmocka_unit_test(more_completions_than_can_be_counted_are_analysed),
        cmocka_unit_test(too_little_memory_leaves_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
