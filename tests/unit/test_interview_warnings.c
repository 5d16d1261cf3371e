/* SPDX-License-Identifier: MIT */
/*
 * Contradictory answers in an interview: when they are pointed out, and the
 * ways back.
 */
#include "asking.h"

#include <string.h>

/* ----------------------------------------------------------- Contradictions */

static void expect_warning(const struct interview *interview, const char *id)
{
    assert_int_equal(interview->mode, MODE_WARNING);
    assert_string_equal(
        kb_string(interview->kb,
                  kb_warnings(interview->kb)[interview->warning].id),
        id);
}

static const char *entry_id(const struct interview *interview, uint32_t entry)
{
    uint32_t attribute = interview_attribute(interview, entry);

    assert_true(attribute != KB_NONE);
    return kb_string(interview->kb, kb_attributes(interview->kb)[attribute].id);
}

static void a_contradiction_is_pointed_out_when_it_arises(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=red speed=slow parts=");
    press_keys(interview, "2 enter");
    expect_question(interview, "loud");
    assert_int_equal(press_keys(interview, "2 enter"), INTERVIEW_ANSWERED);
    expect_warning(interview, "red-and-loud");
    expect_answer(interview, "loud", "Yes"); /* it is given all the same */
    assert_int_equal(interview_entries(interview), 3);
    assert_string_equal(entry_id(interview, 0), "colour");
    assert_string_equal(entry_id(interview, 1), "loud");
    assert_int_equal(interview_attribute(interview, 2), KB_NONE);
    close_scene(&scene);
}

static void both_answers_can_be_kept(void **state)
{
    static const char *const ways[] = {"end enter", "up enter", "3 enter",
                                       "escape"};

    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct scene scene;

        open_small(&scene, "colour=red size=small speed=slow parts=");
        press_keys(&scene.interview, "2 enter");
        expect_warning(&scene.interview, "red-and-loud");
        assert_int_equal(press_keys(&scene.interview, ways[i]),
                         INTERVIEW_CHANGED);
        expect_question(&scene.interview, "deep");
        close_scene(&scene);
    }
}

static void a_contradiction_has_a_way_back(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=red size=small speed=slow parts=");
    press_keys(interview, "2 enter home enter");
    expect_question(interview, "colour");
    expect_selected(interview, "red");
    assert_false(interview->revising);
    press_keys(interview, "3 enter");
    expect_question(interview, "deep");
    expect_answer(interview, "colour", "Green");
    expect_answer(interview, "loud", "Yes");
    assert_int_equal(interview->evaluation->warnings.count, 0);
    close_scene(&scene);
}

static void back_from_a_contradiction_is_to_what_caused_it(void **state)
{
    static const char *const ways[] = {"<", "left", "backspace"};

    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct scene scene;

        open_small(&scene, "colour=red size=small speed=slow parts=");
        press_keys(&scene.interview, "2 enter");
        press_keys(&scene.interview, ways[i]);
        expect_question(&scene.interview, "loud");
        expect_selected(&scene.interview, "true");
        close_scene(&scene);
    }
}

static void contradictions_come_one_after_the_other(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=red size=tiny speed=slow parts=");
    press_keys(interview, "2 enter");
    expect_warning(interview, "tiny-and-loud");
    assert_int_equal(interview_entries(interview), 3);
    assert_string_equal(entry_id(interview, 0), "size");
    assert_string_equal(entry_id(interview, 1), "loud");
    press_keys(interview, "escape");
    expect_warning(interview, "red-and-loud");
    press_keys(interview, "escape");
    expect_question(interview, "deep");
    close_scene(&scene);
}

static void what_waits_is_pointed_out_after_a_revision(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=red size=tiny speed=slow parts=");
    press_keys(interview, "2 enter 1 enter");
    expect_question(interview, "size");
    press_keys(interview, "2 enter");
    expect_warning(interview, "red-and-loud");
    close_scene(&scene);
}

static void a_contradiction_is_pointed_out_once(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=red size=small speed=slow parts=");
    press_keys(interview, "2 enter escape < enter");
    expect_question(interview, "deep"); /* it held before */
    press_keys(interview, "< 1 enter");
    expect_question(interview, "deep");
    press_keys(interview, "s 7 enter 2 enter");
    expect_warning(interview, "red-and-loud"); /* it arose anew */
    close_scene(&scene);
}

static void what_contradicts_beforehand_is_not_asked_about(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "colour=red loud=true");
    expect_question(&scene.interview, "size");
    assert_int_equal(scene.interview.evaluation->warnings.count, 1);
    press_keys(&scene.interview, "2 enter");
    expect_question(&scene.interview, "speed");
    close_scene(&scene);
}

static void a_contradicting_revision_returns_to_the_summary(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=none size=small loud=true");
    press_keys(interview, "s 3 enter 2 enter");
    expect_warning(interview, "red-and-loud");
    press_keys(interview, "escape");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    assert_int_equal(interview->selected, SUMMARY_MORE);
    press_keys(interview, "enter 1 enter enter 2 enter");
    expect_warning(interview, "red-and-loud");
    press_keys(interview, "<");
    expect_question(interview, "colour");
    press_keys(interview, "3 enter");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    close_scene(&scene);
}

static void the_summary_can_be_reached_from_a_contradiction(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=red size=small speed=slow parts=");
    press_keys(interview, "2 enter");
    assert_int_equal(press_keys(interview, "?"), INTERVIEW_IGNORED);
    assert_int_equal(press_keys(interview, "-"), INTERVIEW_IGNORED);
    press_keys(interview, "s");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    assert_int_equal(interview->selected, SUMMARY_MORE + 4);
    press_keys(interview, "s");
    expect_question(interview, "deep");
    close_scene(&scene);
}

static void an_exception_that_is_answered_is_a_way_back_too(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=none size=tiny speed=slow parts= deep=false");
    press_keys(interview, "2 enter");
    expect_warning(interview, "tiny-and-loud");
    assert_int_equal(interview_entries(interview), 4);
    assert_string_equal(entry_id(interview, 2), "deep");
    close_scene(&scene);
}

static void an_answer_not_known_contradicts_nothing(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "colour=red size=small speed=slow parts=");
    press_keys(&scene.interview, "-");
    expect_question(&scene.interview, "deep");
    close_scene(&scene);
}

static void nobody_is_asked_where_nobody_can_choose(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "colour=red size=small speed=slow parts=");
    scene.interview.unattended = true;
    press_keys(&scene.interview, "2 enter");
    expect_question(&scene.interview, "deep");
    assert_int_equal(scene.interview.evaluation->warnings.count, 1);
    close_scene(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_contradiction_is_pointed_out_when_it_arises),
        cmocka_unit_test(both_answers_can_be_kept),
        cmocka_unit_test(a_contradiction_has_a_way_back),
        cmocka_unit_test(back_from_a_contradiction_is_to_what_caused_it),
        cmocka_unit_test(contradictions_come_one_after_the_other),
        cmocka_unit_test(what_waits_is_pointed_out_after_a_revision),
        cmocka_unit_test(a_contradiction_is_pointed_out_once),
        cmocka_unit_test(what_contradicts_beforehand_is_not_asked_about),
        cmocka_unit_test(a_contradicting_revision_returns_to_the_summary),
        cmocka_unit_test(the_summary_can_be_reached_from_a_contradiction),
        cmocka_unit_test(an_exception_that_is_answered_is_a_way_back_too),
        cmocka_unit_test(an_answer_not_known_contradicts_nothing),
        cmocka_unit_test(nobody_is_asked_where_nobody_can_choose),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
