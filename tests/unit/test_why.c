/* SPDX-License-Identifier: MIT */
/*
 * The public answers to "why not?" and "what if?": states of rules, what keeps
 * them from firing, requirements that are not met, and what other answers
 * change.
 */
#include "support.h"

#include <string.h>

static const char sections[] = "criteria:\n"
                               "  - {id: total, collect: sum}\n"
                               "  - {id: l, in: total, collect: max}\n"
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
                               "verdict:\n"
                               "  too_close: {points: 2, percent: 15}\n"
                               "  strength:\n"
                               "    - {id: weak, points: 0, percent: 0}\n"
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

/* An answer to a question about a profile with these answers. */
struct question {
    dvf_kb *kb;
    dvf_profile *profile;
    dvf_evaluation *evaluation;
    dvf_diagnostics *problems;
    dvf_why_not *why;
};

static struct question ask(const char *answers, const char *word)
{
    struct question question = {.problems = dvf_diagnostics_new()};

    question.kb = load_small_kb(sections);
    question.profile = load_answers(question.kb, answers);
    question.evaluation = evaluate(question.kb, question.profile, NULL);
    assert_int_equal(dvf_why_not_new(question.evaluation, word,
                                     question.problems, &question.why),
                     DVF_OK);
    return question;
}

static void let_go(struct question *question)
{
    dvf_why_not_free(question->why);
    dvf_evaluation_free(question->evaluation);
    dvf_profile_free(question->profile);
    dvf_diagnostics_free(question->problems);
    dvf_kb_free(question->kb);
}

static void rules_that_did_not_fire_come_by_points(void **state)
{
    struct question question = ask("colour: green\nparts: [door]", "left");
    size_t colour = dvf_kb_find_attribute(question.kb, "colour");
    size_t red = dvf_kb_find_value(question.kb, colour, "red");
    dvf_standing standing;
    dvf_lack lack;

    (void)state;
    assert_true(dvf_why_not_rule(question.why, 0, &standing));
    assert_string_equal(standing.rule, "l.red");
    assert_string_equal(standing.criterion, "l");
    assert_string_equal(standing.option, "left");
    assert_string_equal(standing.because, "Red is left.");
    assert_int_equal(standing.state, DVF_RULE_CLOSED);
    assert_int_equal(standing.points, 4);
    assert_int_equal(standing.gain, 4);
    assert_false(standing.counts);
    assert_string_equal(standing.obstacle.condition, "colour == red");
    assert_false(standing.obstacle.exception || standing.obstacle.open);
    assert_true(standing.obstacle.ways == 1);
    assert_true(standing.obstacle.way[0].attribute == colour);
    assert_int_equal(standing.obstacle.way[0].kind, DVF_ANY_OF);
    assert_true(standing.obstacle.way[0].values == UINT64_C(1) << red);
    assert_true(dvf_why_not_rule(question.why, 1, &standing));
    assert_string_equal(standing.rule, "l.parts");
    assert_int_equal(standing.obstacle.way[0].kind, DVF_COUNT_OF);
    assert_true((standing.obstacle.way[0].values & 3) == 0);
    assert_true((standing.obstacle.way[0].values & 4) != 0);
    assert_false(dvf_why_not_rule(question.why, 2, &standing));
    assert_false(dvf_why_not_requirement(question.why, 0, &lack));
    let_go(&question);
}

static void a_rule_tells_its_state(void **state)
{
    struct question fired = ask("colour: red\nparts: [door, lamp]", "l.parts");
    struct question excepted = ask("colour: red\nloud: true", "l.red");
    struct question open = ask("loud: false", "l.red");
    dvf_standing standing;

    (void)state;
    assert_true(dvf_why_not_rule(fired.why, 0, &standing));
    assert_int_equal(standing.state, DVF_RULE_FIRED);
    assert_false(standing.counts);
    assert_string_equal(standing.outweighed_by, "l.red");
    assert_null(standing.counted_within);
    assert_null(standing.obstacle.condition);
    assert_int_equal(standing.gain, 0);
    assert_false(dvf_why_not_rule(fired.why, 1, &standing));

    assert_true(dvf_why_not_rule(excepted.why, 0, &standing));
    assert_int_equal(standing.state, DVF_RULE_CLOSED);
    assert_string_equal(standing.obstacle.condition, "loud");
    assert_true(standing.obstacle.exception && !standing.obstacle.open);

    assert_true(dvf_why_not_rule(open.why, 0, &standing));
    assert_int_equal(standing.state, DVF_RULE_OPEN);
    assert_true(standing.obstacle.open);
    assert_string_equal(standing.obstacle.condition, "colour == red");
    let_go(&fired);
    let_go(&excepted);
    let_go(&open);
}

static void a_combination_tells_what_it_lacks(void **state)
{
    struct question question = ask("colour: red", "pair");
    dvf_standing standing;
    dvf_lack lack;

    (void)state;
    assert_false(dvf_why_not_rule(question.why, 0, &standing));
    assert_true(dvf_why_not_requirement(question.why, 0, &lack));
    assert_string_equal(lack.unmet, "It is quiet.");
    assert_true(lack.open && lack.obstacle.open);
    assert_string_equal(lack.obstacle.condition, "loud");
    assert_false(dvf_why_not_requirement(question.why, 1, &lack));
    let_go(&question);

    question = ask("colour: green\nloud: true", "pair");
    assert_true(dvf_why_not_requirement(question.why, 0, &lack));
    assert_string_equal(lack.unmet, "Left is weak.");
    assert_true(!lack.open && lack.obstacle.by_rules);
    assert_true(lack.obstacle.ways == 0);
    assert_false(dvf_why_not_requirement(question.why, 1, &lack));
    let_go(&question);
}

static void a_word_that_names_nothing_is_a_diagnostic(void **state)
{
    struct question question = ask("colour: red", "left");
    dvf_why_not *untouched = question.why;

    (void)state;
    assert_int_equal(dvf_why_not_new(question.evaluation, "lefd",
                                     question.problems, &question.why),
                     DVF_INVALID);
    assert_ptr_equal(question.why, untouched);
    assert_true(dvf_diagnostics_count(question.problems) == 1);
    assert_non_null(
        strstr(dvf_diagnostics_at(question.problems, 0)->hint, "left"));
    let_go(&question);
}

static void other_answers_are_compared(void **state)
{
    static const char *const words[] = {"colour=unknown", "speed=fast"};
    struct question question = ask("colour: red\nloud: false", "left");
    size_t speed = dvf_kb_find_attribute(question.kb, "speed");
    dvf_profile *changed = NULL;
    dvf_difference difference;
    dvf_reason reason;

    (void)state;
    assert_int_equal(dvf_profile_change(question.profile, words, 2,
                                        question.problems, &changed),
                     DVF_OK);
    dvf_evaluation *after = evaluate(question.kb, changed, NULL);
    assert_true(
        dvf_evaluation_difference(question.evaluation, after, 0, &difference));
    assert_true(difference.known_before && !difference.known_after);
    assert_true(
        dvf_evaluation_difference(question.evaluation, after, 1, &difference));
    assert_true(difference.attribute == speed);
    assert_true(!difference.known_before && difference.known_after);
    assert_true(difference.after ==
                UINT64_C(1) << dvf_kb_find_value(question.kb, speed, "fast"));
    assert_false(
        dvf_evaluation_difference(question.evaluation, after, 2, &difference));
    assert_true(dvf_evaluation_gone(question.evaluation, after, 0, &reason));
    assert_string_equal(reason.rule, "l.red");
    assert_false(dvf_evaluation_gone(question.evaluation, after, 1, &reason));
    assert_true(dvf_evaluation_gone(after, question.evaluation, 0, &reason));
    assert_string_equal(reason.rule, "r.fast");
    assert_false(dvf_evaluation_gone(after, question.evaluation, 1, &reason));
    assert_string_equal(dvf_evaluation_verdict(after).outcome, "right");
    dvf_evaluation_free(after);
    dvf_profile_free(changed);
    let_go(&question);
}

static void wrong_words_change_nothing(void **state)
{
    static const char *const words[] = {"colour=loud", "kolour=red",
                                        "colour=red"};
    struct question question = ask("colour: red", "left");
    dvf_profile *changed = question.profile;

    (void)state;
    assert_int_equal(dvf_profile_change(question.profile, words, 3,
                                        question.problems, &changed),
                     DVF_INVALID);
    assert_ptr_equal(changed, question.profile);
    assert_true(dvf_diagnostics_count(question.problems) == 3);
    let_go(&question);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_that_did_not_fire_come_by_points),
        cmocka_unit_test(a_rule_tells_its_state),
        cmocka_unit_test(a_combination_tells_what_it_lacks),
        cmocka_unit_test(a_word_that_names_nothing_is_a_diagnostic),
        cmocka_unit_test(other_answers_are_compared),
        cmocka_unit_test(wrong_words_change_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
