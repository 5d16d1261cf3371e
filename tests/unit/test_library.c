/* SPDX-License-Identifier: MIT */
/*
 * The public calls that build profiles, list a knowledge base, walk an
 * evaluation and judge many profiles, and what they do when misused.
 */
#include "support.h"

#include <string.h>

static const char sections[] =
    "criteria:\n"
    "  - {id: total, collect: sum}\n"
    "  - {id: l, in: total, collect: max, title: For left}\n"
    "  - {id: r, in: total, collect: sum}\n"
    "rules:\n"
    "  - id: l.red\n"
    "    criterion: l\n"
    "    when:\n"
    "      - colour == red\n"
    "    unless:\n"
    "      - loud\n"
    "    favours: left\n"
    "    weight: strong\n"
    "    because: Red is left.\n"
    "    otherwise: Paint it.\n"
    "    claims: [c1]\n"
    "    origin: paper\n"
    "  - id: l.parts\n"
    "    criterion: l\n"
    "    when:\n"
    "      - count(parts) >= 2\n"
    "    favours: left\n"
    "    weight: slight\n"
    "    because: Many parts.\n"
    "    claims: [c1]\n"
    "    origin: paper\n"
    "  - id: r.fast\n"
    "    criterion: r\n"
    "    when:\n"
    "      - speed == fast\n"
    "    favours: right\n"
    "    weight: decisive\n"
    "    because: Right is fast.\n"
    "    claims: [c1]\n"
    "    origin: paper\n"
    "notes:\n"
    "  - id: note.red\n"
    "    when:\n"
    "      - fired(l.red)\n"
    "    says: Red fades.\n"
    "    claims: [c1]\n"
    "warnings:\n"
    "  - id: odd\n"
    "    when:\n"
    "      - deep\n"
    "      - colour == red\n"
    "    says: Deep red.\n"
    "verdict:\n"
    "  too_close: {points: 2, percent: 15}\n"
    "  strength:\n"
    "    - {id: weak, points: 0, percent: 0}\n"
    "    - {id: clear, points: 4, percent: 30}\n"
    "  excludes:\n"
    "    - option: right\n"
    "      when:\n"
    "        - deep\n"
    "      says: Right is never deep.\n"
    "  combinations:\n"
    "    - option: pair\n"
    "      requires:\n"
    "        - when:\n"
    "            - strongest(left, l) >= strong\n"
    "          essential: true\n"
    "          unmet: Left is weak.\n"
    "        - when:\n"
    "            - loud\n"
    "          unmet: It is quiet.\n";

/* A knowledge base, a profile of it, and what the tests ask of them. */
struct bench {
    dvf_kb *kb;
    dvf_profile *profile;
    dvf_diagnostics *problems;
    size_t colour, size, speed, parts, loud, deep;
};

static int set_up(void **state)
{
    static struct bench bench;

    bench.kb = load_small_kb(sections);
    bench.problems = dvf_diagnostics_new();
    assert_int_equal(dvf_profile_new(bench.kb, NULL, &bench.profile), DVF_OK);
    bench.colour = dvf_kb_find_attribute(bench.kb, "colour");
    bench.size = dvf_kb_find_attribute(bench.kb, "size");
    bench.speed = dvf_kb_find_attribute(bench.kb, "speed");
    bench.parts = dvf_kb_find_attribute(bench.kb, "parts");
    bench.loud = dvf_kb_find_attribute(bench.kb, "loud");
    bench.deep = dvf_kb_find_attribute(bench.kb, "deep");
    *state = &bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;

    dvf_profile_free(bench->profile);
    dvf_diagnostics_free(bench->problems);
    dvf_kb_free(bench->kb);
    return 0;
}

static size_t value(const struct bench *bench, size_t attribute, const char *id)
{
    size_t index = dvf_kb_find_value(bench->kb, attribute, id);

    assert_true(index != DVF_NONE);
    return index;
}

/* The evaluation of the profile as it is; to be freed. */
static dvf_evaluation *judge(const struct bench *bench)
{
    return evaluate(bench->kb, bench->profile, NULL);
}

static void expect_outcome(const struct bench *bench, const char *outcome)
{
    dvf_evaluation *evaluation = judge(bench);

    assert_string_equal(dvf_evaluation_verdict(evaluation).outcome, outcome);
    dvf_evaluation_free(evaluation);
}

/* ---------------------------------------------------------------- listing */

static void a_knowledge_base_is_listed(void **state)
{
    const struct bench *bench = *state;
    dvf_attribute attribute;
    dvf_value named;
    dvf_option option;
    size_t count = 0;

    while (dvf_kb_attribute_at(bench->kb, count, &attribute)) {
        assert_string_equal(attribute.id, dvf_kb_attribute(bench->kb, count));
        assert_true(dvf_kb_find_attribute(bench->kb, attribute.id) == count);
        for (size_t i = 0; i < attribute.values; i++) {
            assert_true(dvf_kb_value_at(bench->kb, count, i, &named));
            assert_true(dvf_kb_find_value(bench->kb, count, named.id) == i);
        }
        count++;
    }
    assert_true(count == dvf_kb_describe(bench->kb).attributes);
    assert_true(dvf_kb_attribute_at(bench->kb, bench->speed, &attribute));
    assert_int_equal(attribute.type, DVF_SCALE);
    assert_true(attribute.takes_number);
    assert_string_equal(attribute.unit, "metres/s");
    assert_true(dvf_kb_attribute_at(bench->kb, bench->size, &attribute));
    assert_false(attribute.takes_number);
    assert_true(dvf_kb_attribute_at(bench->kb, bench->parts, &attribute));
    assert_int_equal(attribute.type, DVF_SET);
    assert_true(dvf_kb_attribute_at(bench->kb, bench->deep, &attribute));
    assert_int_equal(attribute.type, DVF_FLAG);
    assert_true(attribute.values == 2);
    assert_true(dvf_kb_option_at(bench->kb, 1, &option));
    assert_string_equal(option.id, "right");
    assert_true(option.score == 1);
    assert_true(dvf_kb_option_at(bench->kb, 2, &option));
    assert_true(option.score == DVF_NONE);
    assert_string_equal(dvf_kb_strength(bench->kb, 1), "clear");
}

static void what_is_not_there_is_not_listed(void **state)
{
    const struct bench *bench = *state;
    dvf_attribute attribute = {.id = "untouched"};
    dvf_value named = {.id = "untouched"};
    dvf_option option = {.id = "untouched"};

    assert_false(dvf_kb_attribute_at(bench->kb, DVF_NONE, &attribute));
    assert_false(dvf_kb_value_at(bench->kb, DVF_NONE, 0, &named));
    assert_false(dvf_kb_value_at(bench->kb, bench->deep, 2, &named));
    assert_false(dvf_kb_option_at(bench->kb, 3, &option));
    assert_string_equal(attribute.id, "untouched");
    assert_string_equal(named.id, "untouched");
    assert_string_equal(option.id, "untouched");
    assert_null(dvf_kb_strength(bench->kb, 2));
    assert_null(dvf_kb_strength(bench->kb, DVF_NONE));
    assert_true(dvf_kb_find_attribute(bench->kb, "color") == DVF_NONE);
    assert_true(dvf_kb_find_value(bench->kb, bench->size, "red") == DVF_NONE);
    assert_true(dvf_kb_find_value(bench->kb, DVF_NONE, "red") == DVF_NONE);
}

/* --------------------------------------------------------------- building */

static void answers_are_set_and_taken_back(void **state)
{
    const struct bench *bench = *state;
    dvf_profile *profile = bench->profile;
    size_t red = value(bench, bench->colour, "red");

    expect_outcome(bench, "undecided");
    assert_int_equal(dvf_profile_set(profile, bench->colour, red), DVF_OK);
    expect_outcome(bench, "left");
    assert_int_equal(dvf_profile_set_unknown(profile, bench->colour), DVF_OK);
    expect_outcome(bench, "undecided");
    assert_int_equal(dvf_profile_set(profile, bench->speed,
                                     value(bench, bench->speed, "fast")),
                     DVF_OK);
    expect_outcome(bench, "right");
    dvf_profile_clear(profile);
    expect_outcome(bench, "undecided");
}

static void a_number_means_a_value(void **state)
{
    const struct bench *bench = *state;
    dvf_text by_number = {0};
    const dvf_format *json = dvf_format_at(1);

    assert_int_equal(
        dvf_profile_set_number(bench->profile, bench->speed, UINT64_MAX),
        DVF_OK);
    expect_outcome(bench, "right");
    dvf_evaluation *evaluation = judge(bench);
    const dvf_evaluation *const one = evaluation;
    assert_int_equal(dvf_render(json, &one, 1, NULL, &by_number), DVF_OK);
    assert_non_null(strstr(by_number.bytes, "18446744073709551615"));
    dvf_text_release(&by_number);
    dvf_evaluation_free(evaluation);
    assert_int_equal(dvf_profile_set_number(bench->profile, bench->speed, 0),
                     DVF_OK);
    expect_outcome(bench, "undecided");
}

static void a_set_has_any_number_of_values(void **state)
{
    const struct bench *bench = *state;
    const size_t two[] = {value(bench, bench->parts, "lamp"),
                          value(bench, bench->parts, "door")};
    dvf_reason reason;

    assert_int_equal(
        dvf_profile_set_values(bench->profile, bench->parts, two, 2), DVF_OK);
    dvf_evaluation *evaluation = judge(bench);
    assert_true(dvf_evaluation_reason(evaluation, 0, &reason));
    assert_string_equal(reason.rule, "l.parts");
    dvf_evaluation_free(evaluation);
    /* The empty set is an answer: nothing is open for it. */
    assert_int_equal(
        dvf_profile_set_values(bench->profile, bench->parts, NULL, 0), DVF_OK);
    evaluation = judge(bench);
    dvf_open_rule open;
    for (size_t i = 0; dvf_evaluation_open_rule(evaluation, i, &open); i++)
        assert_string_not_equal(open.rule, "l.parts");
    dvf_evaluation_free(evaluation);
}

static void misuse_changes_nothing(void **state)
{
    const struct bench *bench = *state;
    dvf_profile *profile = bench->profile;
    const size_t twice[] = {1, 1};
    const size_t beyond[] = {0, 4};

    assert_int_equal(dvf_profile_set(profile, bench->colour,
                                     value(bench, bench->colour, "red")),
                     DVF_OK);
    assert_int_equal(dvf_profile_set(profile, DVF_NONE, 0), DVF_INVALID);
    assert_int_equal(dvf_profile_set(profile, bench->colour, DVF_NONE),
                     DVF_INVALID);
    assert_int_equal(dvf_profile_set(profile, bench->colour, 63), DVF_INVALID);
    assert_int_equal(dvf_profile_set_number(profile, bench->colour, 1),
                     DVF_INVALID);
    assert_int_equal(dvf_profile_set_number(profile, bench->size, 1),
                     DVF_INVALID);
    assert_int_equal(dvf_profile_set_number(profile, 6, 1), DVF_INVALID);
    assert_int_equal(dvf_profile_set_values(profile, bench->colour, twice, 1),
                     DVF_INVALID);
    assert_int_equal(dvf_profile_set_values(profile, bench->parts, twice, 2),
                     DVF_INVALID);
    assert_int_equal(dvf_profile_set_values(profile, bench->parts, beyond, 2),
                     DVF_INVALID);
    assert_int_equal(dvf_profile_set_values(profile, bench->parts, NULL, 1),
                     DVF_INVALID);
    assert_int_equal(dvf_profile_set_unknown(profile, DVF_NONE), DVF_INVALID);
    expect_outcome(bench, "left");
}

static void words_are_answers_too(void **state)
{
    const struct bench *bench = *state;
    dvf_profile *profile = bench->profile;

    assert_int_equal(
        dvf_profile_answer(profile, "speed", "99999", bench->problems), DVF_OK);
    expect_outcome(bench, "right");
    assert_int_equal(
        dvf_profile_answer(profile, "speed", "unknown", bench->problems),
        DVF_OK);
    assert_int_equal(
        dvf_profile_answer(profile, "parts", "lamp,door", bench->problems),
        DVF_OK);
    assert_int_equal(
        dvf_profile_answer(profile, "colour", "red", bench->problems), DVF_OK);
    expect_outcome(bench, "left");
    assert_int_equal(
        dvf_profile_answer(profile, "colour", "large", bench->problems),
        DVF_INVALID);
    assert_int_equal(
        dvf_profile_answer(profile, "color", "red", bench->problems),
        DVF_INVALID);
    assert_int_equal(dvf_diagnostics_count(bench->problems), 2);
    expect_outcome(bench, "left");
}

/* ---------------------------------------------------------------- walking */

static void every_part_of_an_evaluation_is_walked(void **state)
{
    const struct bench *bench = *state;
    dvf_profile *profile = bench->profile;
    dvf_reason reason;
    dvf_open_rule open;
    dvf_remark remark;
    dvf_gate gate;
    dvf_requirement requirement;
    dvf_criterion criterion;

    assert_int_equal(
        dvf_profile_answer(profile, "colour", "red", bench->problems), DVF_OK);
    assert_int_equal(
        dvf_profile_answer(profile, "deep", "true", bench->problems), DVF_OK);
    dvf_evaluation *evaluation = judge(bench);
    assert_true(dvf_evaluation_reason(evaluation, 0, &reason));
    assert_string_equal(reason.rule, "l.red");
    assert_string_equal(reason.criterion, "l");
    assert_string_equal(reason.option, "left");
    assert_string_equal(reason.because, "Red is left.");
    assert_string_equal(reason.otherwise, "Paint it.");
    assert_int_equal(reason.points, 4);
    assert_true(reason.counts && reason.provisional);
    assert_false(dvf_evaluation_reason(evaluation, 1, &reason));
    assert_true(dvf_evaluation_open_rule(evaluation, 0, &open));
    assert_string_equal(open.rule, "l.parts");
    assert_int_equal(open.points, 1);
    assert_true(dvf_evaluation_open_rule(evaluation, 1, &open));
    assert_string_equal(open.option, "right");
    assert_false(dvf_evaluation_open_rule(evaluation, 2, &open));
    assert_true(dvf_evaluation_note(evaluation, 0, &remark));
    assert_string_equal(remark.id, "note.red");
    assert_false(dvf_evaluation_note(evaluation, 1, &remark));
    assert_true(dvf_evaluation_warning(evaluation, 0, &remark));
    assert_string_equal(remark.says, "Deep red.");
    assert_false(dvf_evaluation_warning(evaluation, 1, &remark));
    assert_true(dvf_evaluation_exclusion(evaluation, 0, &remark));
    assert_string_equal(remark.id, "right");
    assert_false(dvf_evaluation_exclusion(evaluation, 1, &remark));
    assert_true(dvf_evaluation_gate(evaluation, 0, &gate));
    assert_string_equal(gate.option, "pair");
    assert_int_equal(gate.met, DVF_FALSE);
    assert_true(gate.requirements == 2);
    assert_false(dvf_evaluation_gate(evaluation, 1, &gate));
    assert_true(dvf_evaluation_requirement(evaluation, 0, 0, &requirement));
    assert_true(requirement.met == DVF_TRUE && requirement.essential);
    assert_true(dvf_evaluation_requirement(evaluation, 0, 1, &requirement));
    assert_true(requirement.met == DVF_OPEN && !requirement.essential);
    assert_string_equal(requirement.unmet, "It is quiet.");
    assert_false(dvf_evaluation_requirement(evaluation, 0, 2, &requirement));
    assert_false(dvf_evaluation_requirement(evaluation, 1, 0, &requirement));
    assert_true(dvf_evaluation_criterion(evaluation, 0, &criterion));
    assert_true(criterion.parent == DVF_NONE && criterion.sums);
    assert_true(dvf_evaluation_criterion(evaluation, 1, &criterion));
    assert_string_equal(criterion.title, "For left");
    assert_true(criterion.parent == 0 && !criterion.sums);
    assert_true(criterion.scores == 2);
    assert_int_equal(criterion.points[0], 4);
    assert_int_equal(criterion.points[1], 0);
    assert_false(dvf_evaluation_criterion(evaluation, 3, &criterion));
    dvf_evaluation_free(evaluation);
}

/* --------------------------------------------------------------- evaluator */

static void an_evaluator_judges_one_profile_after_the_other(void **state)
{
    const struct bench *bench = *state;
    dvf_profile *other = load_answers(bench->kb, "speed: fast");
    const dvf_profile *const both[] = {bench->profile, other};
    dvf_evaluator *evaluator = NULL;
    dvf_result results[2];

    assert_int_equal(
        dvf_profile_answer(bench->profile, "colour", "red", bench->problems),
        DVF_OK);
    assert_int_equal(
        dvf_evaluator_new(bench->kb, NULL, bench->problems, &evaluator),
        DVF_OK);
    assert_null(dvf_evaluator_evaluation(evaluator));
    assert_int_equal(dvf_evaluator_run(evaluator, NULL, 0, NULL), DVF_OK);
    assert_null(dvf_evaluator_evaluation(evaluator));
    assert_int_equal(dvf_evaluator_run(evaluator, both, 2, results), DVF_OK);
    for (size_t i = 0; i < 2; i++) {
        dvf_evaluation *fresh = evaluate(bench->kb, both[i], NULL);
        dvf_verdict verdict = dvf_evaluation_verdict(fresh);
        dvf_option option;

        assert_int_equal(results[i].outcome, DVF_OPTION);
        assert_true(dvf_kb_option_at(bench->kb, results[i].option, &option));
        assert_string_equal(option.id, verdict.outcome);
        assert_string_equal(dvf_kb_strength(bench->kb, results[i].strength),
                            verdict.strength);
        assert_int_equal(results[i].lead, verdict.lead);
        assert_int_equal(results[i].points[option.score],
                         score_of(fresh, option.id));
        dvf_evaluation_free(fresh);
    }
    assert_string_equal(
        dvf_evaluation_verdict(dvf_evaluator_evaluation(evaluator)).outcome,
        "right");
    dvf_evaluator_free(evaluator);
    dvf_profile_free(other);
}

static void an_evaluator_leaves_out_what_its_selection_names(void **state)
{
    static const char *const names[] = {"l", "nothing"};
    const struct bench *bench = *state;
    dvf_selection selection = {.without = names, .without_count = 1};
    const dvf_profile *const profile = bench->profile;
    dvf_evaluator *evaluator = NULL;
    dvf_result result;

    assert_int_equal(
        dvf_profile_answer(bench->profile, "colour", "red", bench->problems),
        DVF_OK);
    assert_int_equal(
        dvf_evaluator_new(bench->kb, &selection, bench->problems, &evaluator),
        DVF_OK);
    assert_int_equal(dvf_evaluator_run(evaluator, &profile, 1, &result),
                     DVF_OK);
    assert_int_equal(result.outcome, DVF_UNDECIDED);
    assert_true(result.option == DVF_NONE && result.strength == DVF_NONE);
    dvf_evaluator_free(evaluator);
    evaluator = NULL;
    selection.without_count = 2;
    assert_int_equal(
        dvf_evaluator_new(bench->kb, &selection, bench->problems, &evaluator),
        DVF_INVALID);
    assert_null(evaluator);
    assert_int_equal(dvf_diagnostics_count(bench->problems), 1);
    dvf_evaluator_free(NULL);
}

static void a_profile_of_another_kb_is_not_judged(void **state)
{
    const struct bench *bench = *state;
    dvf_kb *other = load_small_kb("");
    const dvf_profile *const profile = bench->profile;
    dvf_evaluator *evaluator = NULL;
    dvf_result result = {.lead = 77};

    assert_int_equal(
        dvf_evaluator_new(other, NULL, bench->problems, &evaluator), DVF_OK);
    assert_int_equal(dvf_evaluator_run(evaluator, &profile, 1, &result),
                     DVF_INVALID);
    assert_int_equal(result.lead, 77);
    assert_null(dvf_evaluator_evaluation(evaluator));
    dvf_evaluator_free(evaluator);
    dvf_kb_free(other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_knowledge_base_is_listed),
        TEST(what_is_not_there_is_not_listed),
        TEST(answers_are_set_and_taken_back),
        TEST(a_number_means_a_value),
        TEST(a_set_has_any_number_of_values),
        TEST(misuse_changes_nothing),
        TEST(words_are_answers_too),
        TEST(every_part_of_an_evaluation_is_walked),
        TEST(an_evaluator_judges_one_profile_after_the_other),
        TEST(an_evaluator_leaves_out_what_its_selection_names),
        TEST(a_profile_of_another_kb_is_not_judged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
