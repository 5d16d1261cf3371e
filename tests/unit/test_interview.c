/* SPDX-License-Identifier: MIT */
/*
 * The interview by keys: what each does in a list, the way through the
 * questions and back, what is skipped, the summary. Without a terminal.
 */
#include "asking.h"

/* --------------------------------------------------------- A list of values */

static void arrows_move_and_go_round(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    expect_question(interview, "colour");
    assert_int_equal(interview->selected, KB_NONE);
    assert_int_equal(press_keys(interview, "down"), INTERVIEW_CHANGED);
    expect_selected(interview, "none");
    press_keys(interview, "tab");
    expect_selected(interview, "red");
    press_keys(interview, "down");
    expect_selected(interview, "green");
    press_keys(interview, "down");
    expect_selected(interview, "none");
    press_keys(interview, "up");
    expect_selected(interview, "green");
    close_scene(&scene);
}

static void home_end_and_pages_stop_at_the_ends(void **state)
{
    struct interview interview;

    (void)state;
    begin_interview(&interview, dvf_kb_builtin(), "");
    assert_int_equal(press_keys(&interview, "home"), INTERVIEW_CHANGED);
    expect_selected(&interview, "saas");
    assert_int_equal(press_keys(&interview, "home"), INTERVIEW_IGNORED);
    assert_int_equal(press_keys(&interview, "pgup"), INTERVIEW_IGNORED);
    press_keys(&interview, "end");
    expect_selected(&interview, "high_throughput_api");
    assert_int_equal(press_keys(&interview, "pgdn"), INTERVIEW_IGNORED);
    press_keys(&interview, "pgup");
    expect_selected(&interview, "ecommerce");
    press_keys(&interview, "pgup");
    expect_selected(&interview, "saas");
    press_keys(&interview, "pgdn");
    expect_selected(&interview, "ml_api");
    press_keys(&interview, "pgdn");
    expect_selected(&interview, "high_throughput_api");
    interview_release(&interview);
}

static void digits_select_by_position(void **state)
{
    struct interview interview;

    (void)state;
    begin_interview(&interview, dvf_kb_builtin(), "");
    assert_int_equal(press_keys(&interview, "3"), INTERVIEW_CHANGED);
    expect_question(&interview, "project_type");
    expect_selected(&interview, "content_site");
    press_keys(&interview, "0");
    expect_selected(&interview, "high_throughput_api");
    press_keys(&interview, "1 enter");
    expect_answer(&interview, "project_type",
                  "A product that customers subscribe to (SaaS)");
    expect_question(&interview, "admin_ui");
    press_keys(&interview, "2 4");
    expect_selected(&interview, "nice_to_have");
    expect_complaint(&interview, "not that long");
    press_keys(&interview, "0");
    expect_complaint(&interview, "not that long");
    interview_release(&interview);
}

static void enter_takes_what_is_selected(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    assert_int_equal(press_keys(interview, "down down enter"),
                     INTERVIEW_ANSWERED);
    expect_answer(interview, "colour", "Red");
    assert_int_equal(score_of(interview->evaluation, "left"), 1);
    expect_question(interview, "size");
    close_scene(&scene);
}

static void nothing_is_selected_where_nobody_chose(void **state)
{
    static const char *const keys[][2] = {
        {"up", "green"},  {"down", "none"}, {"tab", "none"}, {"home", "none"},
        {"end", "green"}, {"pgup", "none"}, {"pgdn", "none"}};

    (void)state;
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct scene scene;

        open_small(&scene, "");
        assert_int_equal(scene.interview.selected, KB_NONE);
        press_keys(&scene.interview, keys[i][0]);
        expect_selected(&scene.interview, keys[i][1]);
        close_scene(&scene);
    }
}

/* Enter, as often as anyone likes, at each kind of question. */
static void enter_alone_answers_nothing(void **state)
{
    static const char *const before[] = {
        "", "colour=none", "colour=none size=small",
        "colour=none size=small speed=slow",
        "colour=none size=small speed=slow parts="};

    (void)state;
    for (size_t i = 0; i < COUNT(before); i++) {
        struct scene scene;

        open_small(&scene, before[i]);
        for (int k = 0; k < 24; k++)
            assert_int_equal(press_keys(&scene.interview, "enter"),
                             INTERVIEW_CHANGED);
        expect_complaint(&scene.interview, "'-' if not known");
        assert_int_equal(scene.interview.asked.count, 0);
        close_scene(&scene);
    }
}

static void enter_takes_again_what_was_answered(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    press_keys(interview, "2 enter <");
    expect_selected(interview, "red");
    assert_int_equal(press_keys(interview, "enter"), INTERVIEW_ANSWERED);
    press_keys(interview, "- < enter");
    expect_complaint(interview, "choose with");
    close_scene(&scene);
}

static void a_set_without_marks_is_said_to_be_empty(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=none size=small speed=slow");
    press_keys(interview, "space");
    expect_complaint(interview, "choose with");
    press_keys(interview, "1 1 enter");
    expect_complaint(interview, "'n' if none of them");
    expect_question(interview, "parts");
    assert_int_equal(press_keys(interview, "n"), INTERVIEW_ANSWERED);
    expect_answer(interview, "parts", "none");
    press_keys(interview, "<");
    assert_int_equal(press_keys(interview, "enter"), INTERVIEW_ANSWERED);
    expect_answer(interview, "parts", "none");
    assert_int_equal(press_keys(interview, "n"), INTERVIEW_IGNORED);
    close_scene(&scene);
}

static void a_set_takes_what_is_marked(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=none size=small speed=slow");
    expect_question(interview, "parts");
    assert_int_equal(press_keys(interview, "home space"), INTERVIEW_CHANGED);
    press_keys(interview, "3 4 4 enter");
    expect_answer(interview, "parts", "Wheel, Roof");
    expect_question(interview, "loud");
    press_keys(interview, "<");
    expect_question(interview, "parts");
    expect_selected(interview, "wheel");
    press_keys(interview, "1 3 enter");
    expect_answer(interview, "parts", "none");
    expect_lines(interview, "colour=none\nsize=small\nspeed=slow\nparts=\n");
    close_scene(&scene);
}

static void space_marks_nothing_in_a_choice(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "");
    assert_int_equal(press_keys(&scene.interview, "space"), INTERVIEW_IGNORED);
    close_scene(&scene);
}

static void other_keys_do_nothing(void **state)
{
    static const char *const keys[] = {"right",  "escape", "clear",
                                       "redraw", "none",   "interrupt",
                                       "x",      "Q",      "\u00e9"};
    struct scene scene;

    (void)state;
    open_small(&scene, "");
    for (size_t i = 0; i < COUNT(keys); i++)
        assert_int_equal(press_keys(&scene.interview, keys[i]),
                         INTERVIEW_IGNORED);
    expect_question(&scene.interview, "colour");
    expect_lines(&scene.interview, "");
    close_scene(&scene);
}

static void no_key_is_taken_for_text_that_is_none(void **state)
{
    static const uint32_t characters[] = {0,      0x1b,   0x7f,     0x9b,
                                          0x202e, 0xd800, 0x110000, UINT32_MAX};
    struct interview interview;

    (void)state;
    begin_interview(&interview, dvf_kb_builtin(), "");
    press_keys(&interview, "/");
    for (size_t i = 0; i < COUNT(characters); i++)
        assert_int_equal(
            interview_press(&interview,
                            (struct key){KEY_CHARACTER, characters[i]}),
            INTERVIEW_IGNORED);
    expect_sound(&interview);
    assert_string_equal(interview.text, "");
    interview_release(&interview);
}

static void a_complaint_lasts_until_the_next_key(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    assert_int_equal(press_keys(interview, "9"), INTERVIEW_CHANGED);
    assert_int_equal(press_keys(interview, "none"), INTERVIEW_IGNORED);
    assert_int_equal(press_keys(interview, "redraw"), INTERVIEW_IGNORED);
    expect_complaint(interview, "not that long");
    assert_int_equal(press_keys(interview, "x"), INTERVIEW_CHANGED);
    expect_complaint(interview, NULL);
    assert_int_equal(press_keys(interview, "x"), INTERVIEW_IGNORED);
    close_scene(&scene);
}

/* --------------------------------------------------------------- Commands */

static void why_is_left_by_any_key_that_does_nothing_else(void **state)
{
    static const char *const keys[] = {"q",     "s",     "-",      "<",
                                       "enter", "right", "escape", "3",
                                       "x",     "space", "tab",    "left"};
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=none size=small speed=slow");
    press_keys(interview, "2 down");
    for (size_t i = 0; i < COUNT(keys); i++) {
        assert_int_equal(press_keys(interview, "?"), INTERVIEW_CHANGED);
        assert_int_equal(interview->mode, MODE_WHY);
        assert_int_equal(interview_entries(interview), 4);
        assert_int_equal(press_keys(interview, "redraw"), INTERVIEW_IGNORED);
        assert_int_equal(interview->mode, MODE_WHY);
        assert_int_equal(press_keys(interview, keys[i]), INTERVIEW_CHANGED);
        expect_question(interview, "parts");
        expect_selected(interview, "roof");
        assert_int_equal(interview->marked, 2);
    }
    close_scene(&scene);
}

static void a_second_question_mark_shows_the_claims(void **state)
{
    static const char *const keys[] = {"?", "q", "enter", "escape", "x"};
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    for (size_t i = 0; i < COUNT(keys); i++) {
        press_keys(interview, "? down");
        assert_int_equal(interview->mode, MODE_WHY);
        assert_int_equal(press_keys(interview, "?"), INTERVIEW_CHANGED);
        assert_int_equal(interview->mode, MODE_CLAIMS);
        assert_int_equal(interview->top, 0);
        assert_int_equal(press_keys(interview, keys[i]), INTERVIEW_CHANGED);
        expect_question(interview, "colour");
    }
    close_scene(&scene);
}

static void what_is_read_scrolls(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    press_keys(interview, "? up");
    assert_int_equal(interview->top, 0);
    press_keys(interview, "down j j k");
    assert_int_equal(interview->top, 2);
    press_keys(interview, "pgdn");
    assert_true(interview->top > 3);
    press_keys(interview, "pgup");
    assert_int_equal(interview->top, 2);
    press_keys(interview, "pgup");
    assert_int_equal(interview->top, 0);
    for (int i = 0; i < 3; i++)
        press_keys(interview, "end down pgdn");
    assert_true(interview->top > 1000);
    press_keys(interview, "home");
    assert_int_equal(interview->top, 0);
    assert_int_equal(interview->mode, MODE_WHY);
    close_scene(&scene);
}

static void j_and_k_move_where_nothing_is_typed(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    press_keys(interview, "j");
    expect_selected(interview, "none");
    press_keys(interview, "j j");
    expect_selected(interview, "green");
    press_keys(interview, "j k k");
    expect_selected(interview, "red");
    press_keys(interview, "s j j");
    assert_int_equal(interview->selected, 2);
    press_keys(interview, "k");
    assert_int_equal(interview->selected, 1);
    close_scene(&scene);
    open_menu(&scene, "");
    press_keys(interview, "/ j");
    assert_string_equal(interview->text, "j");
    assert_int_equal(interview->mode, MODE_FILTER);
    press_keys(interview, "backspace k");
    assert_string_equal(interview->text, "k");
    close_scene(&scene);
    open_small(&scene, "colour=none size=small");
    press_keys(interview, "= 1 j");
    expect_complaint(interview, "whole number");
    close_scene(&scene);
}

static void not_knowing_is_an_answer_of_its_own(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    assert_int_equal(press_keys(interview, "2 -"), INTERVIEW_ANSWERED);
    expect_question(interview, "size");
    expect_answer(interview, "colour", "don't know");
    expect_lines(interview, "colour=unknown\n");
    assert_int_equal(interview_left(interview), 5);
    close_scene(&scene);
}

static void not_knowing_takes_an_answer_back(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    press_keys(interview, "2 enter < -");
    expect_question(interview, "size");
    expect_answer(interview, "colour", "don't know");
    assert_int_equal(score_of(interview->evaluation, "left"), 0);
    close_scene(&scene);
}

static void quitting_leaves_from_anywhere(void **state)
{
    static const char *const ways[] = {"q",     "eof",     "s q",
                                       "? eof", "- = eof", "s eof"};

    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct scene scene;

        open_small(&scene, "colour=none");
        assert_int_equal(press_keys(&scene.interview, ways[i]), INTERVIEW_LEFT);
        assert_int_equal(scene.interview.mode, MODE_DONE);
        assert_int_equal(press_keys(&scene.interview, "enter"),
                         INTERVIEW_IGNORED);
        assert_int_equal(interview_say(&scene.interview, "1"),
                         INTERVIEW_IGNORED);
        close_scene(&scene);
    }
}

/* ------------------------------------------------------------------- Back */

static void going_back_shows_what_was_answered(void **state)
{
    static const char *const ways[] = {"<", "left", "backspace"};

    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct scene scene;

        open_small(&scene, "");
        press_keys(&scene.interview, "2 enter 3 enter");
        expect_question(&scene.interview, "speed");
        assert_int_equal(press_keys(&scene.interview, ways[i]),
                         INTERVIEW_CHANGED);
        expect_question(&scene.interview, "size");
        expect_selected(&scene.interview, "medium");
        press_keys(&scene.interview, ways[i]);
        expect_question(&scene.interview, "colour");
        expect_selected(&scene.interview, "red");
        assert_int_equal(press_keys(&scene.interview, ways[i]),
                         INTERVIEW_IGNORED);
        expect_lines(&scene.interview, "colour=red\nsize=medium\n");
        close_scene(&scene);
    }
}

static void
an_answer_given_again_goes_on_to_the_next_open_question(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    press_keys(interview, "2 enter 3 enter - < < <");
    expect_question(interview, "colour");
    press_keys(interview, "3 enter");
    expect_question(interview, "parts");
    expect_lines(interview, "colour=green\nsize=medium\nspeed=unknown\n");
    close_scene(&scene);
}

static void nothing_is_before_the_first_question(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "colour=red");
    expect_question(&scene.interview, "size");
    assert_int_equal(press_keys(&scene.interview, "<"), INTERVIEW_IGNORED);
    close_scene(&scene);
}

static void back_passes_over_what_was_answered_beforehand(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "size=small");
    press_keys(&scene.interview, "1 enter");
    expect_question(&scene.interview, "speed");
    press_keys(&scene.interview, "<");
    expect_question(&scene.interview, "colour");
    close_scene(&scene);
}

/* ------------------------------------------------------------------ Summary */

static void the_end_is_the_summary(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "colour=none size=small speed=slow parts= loud=true");
    expect_question(&scene.interview, "deep");
    assert_int_equal(press_keys(&scene.interview, "1 enter"),
                     INTERVIEW_ANSWERED);
    assert_int_equal(scene.interview.mode, MODE_SUMMARY);
    assert_int_equal(scene.interview.question, KB_NONE);
    assert_int_equal(scene.interview.selected, SUMMARY_FINISH);
    assert_int_equal(press_keys(&scene.interview, "s"), INTERVIEW_IGNORED);
    assert_int_equal(press_keys(&scene.interview, "enter"), INTERVIEW_FINISHED);
    assert_int_equal(scene.interview.mode, MODE_DONE);
    close_scene(&scene);
}

static void all_answered_beforehand_begins_with_the_summary(void **state)
{
    struct scene scene;

    open_small(
        &scene,
        "colour=none size=small speed=slow parts= loud=true deep=unknown");
    (void)state;
    assert_int_equal(scene.interview.mode, MODE_SUMMARY);
    assert_int_equal(scene.interview.selected, SUMMARY_FINISH);
    close_scene(&scene);
}

static void the_summary_is_left_for_the_question_there_was(void **state)
{
    static const char *const ways[] = {"s", "escape", "left", "backspace", "<"};

    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct scene scene;

        open_small(&scene, "");
        press_keys(&scene.interview, "2 enter 3 enter <");
        assert_int_equal(press_keys(&scene.interview, "s"), INTERVIEW_CHANGED);
        assert_int_equal(scene.interview.mode, MODE_SUMMARY);
        assert_int_equal(scene.interview.selected, SUMMARY_REPORT);
        press_keys(&scene.interview, ways[i]);
        expect_question(&scene.interview, "size");
        expect_selected(&scene.interview, "medium");
        close_scene(&scene);
    }
}

static void the_summary_moves_like_any_list(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    press_keys(interview, "s");
    assert_int_equal(interview_entries(interview), 8);
    assert_int_equal(interview->selected, SUMMARY_REPORT);
    press_keys(interview, "end");
    assert_int_equal(interview->selected, 7);
    press_keys(interview, "down");
    assert_int_equal(interview->selected, SUMMARY_REPORT);
    press_keys(interview, "4");
    assert_int_equal(interview->selected, 3);
    press_keys(interview, "9");
    expect_complaint(interview, "not that long");
    assert_int_equal(press_keys(interview, "home"), INTERVIEW_CHANGED);
    assert_int_equal(press_keys(interview, "?"), INTERVIEW_IGNORED);
    assert_int_equal(press_keys(interview, "-"), INTERVIEW_IGNORED);
    assert_int_equal(press_keys(interview, "space"), INTERVIEW_IGNORED);
    assert_int_equal(press_keys(interview, "/"), INTERVIEW_IGNORED);
    close_scene(&scene);
}

static void a_revision_returns_to_the_summary(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    press_keys(interview, "2 enter 3 enter s 3 enter");
    expect_question(interview, "colour");
    expect_selected(interview, "red");
    assert_true(interview->revising);
    assert_int_equal(press_keys(interview, "3 enter"), INTERVIEW_ANSWERED);
    assert_int_equal(interview->mode, MODE_SUMMARY);
    assert_int_equal(interview->selected, SUMMARY_MORE);
    expect_answer(interview, "colour", "Green");
    press_keys(interview, "escape");
    expect_question(interview, "speed");
    close_scene(&scene);
}

static void a_revision_can_be_left_without_an_answer(void **state)
{
    static const char *const ways[] = {"<", "s", "left"};

    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct scene scene;

        open_small(&scene, "");
        press_keys(&scene.interview, "2 enter s 3 enter 3");
        assert_int_equal(press_keys(&scene.interview, ways[i]),
                         INTERVIEW_CHANGED);
        assert_int_equal(scene.interview.mode, MODE_SUMMARY);
        assert_int_equal(scene.interview.selected, SUMMARY_MORE);
        expect_answer(&scene.interview, "colour", "Red");
        press_keys(&scene.interview, "s");
        expect_question(&scene.interview, "size");
        close_scene(&scene);
    }
}

static void a_revision_may_say_that_it_is_not_known(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "colour=red");
    press_keys(&scene.interview, "s 3 enter -");
    assert_int_equal(scene.interview.mode, MODE_SUMMARY);
    expect_answer(&scene.interview, "colour", "don't know");
    close_scene(&scene);
}

static void the_interview_may_end_before_all_is_answered(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "");
    assert_int_equal(press_keys(&scene.interview, "s home down enter"),
                     INTERVIEW_FINISHED);
    close_scene(&scene);
}

static void the_recommendation_is_shown_and_the_summary_comes_back(void **state)
{
    static const char *const ways[] = {"enter", "escape", "s", "backspace",
                                       "<",     "left",   "?"};
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    press_keys(interview, "2 enter s");
    for (size_t i = 0; i < COUNT(ways); i++) {
        assert_int_equal(press_keys(interview, "enter"), INTERVIEW_CHANGED);
        assert_int_equal(interview->mode, MODE_REPORT);
        press_keys(interview, "down space");
        assert_int_equal(interview->mode, MODE_REPORT);
        assert_int_equal(press_keys(interview, ways[i]), INTERVIEW_CHANGED);
        assert_int_equal(interview->mode, MODE_SUMMARY);
        assert_int_equal(interview->selected, SUMMARY_REPORT);
    }
    press_keys(interview, "s");
    expect_question(interview, "size");
    assert_int_equal(press_keys(interview, "s enter q"), INTERVIEW_LEFT);
    close_scene(&scene);
}

static void
at_the_end_enter_finishes_though_the_recommendation_was_seen(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=none size=small speed=slow parts= loud=false "
                       "deep=false");
    assert_int_equal(interview->selected, SUMMARY_FINISH);
    press_keys(interview, "up enter");
    assert_int_equal(interview->mode, MODE_REPORT);
    press_keys(interview, "enter");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    assert_int_equal(press_keys(interview, "down enter"), INTERVIEW_FINISHED);
    close_scene(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrows_move_and_go_round),
        cmocka_unit_test(home_end_and_pages_stop_at_the_ends),
        cmocka_unit_test(digits_select_by_position),
        cmocka_unit_test(enter_takes_what_is_selected),
        cmocka_unit_test(nothing_is_selected_where_nobody_chose),
        cmocka_unit_test(enter_alone_answers_nothing),
        cmocka_unit_test(enter_takes_again_what_was_answered),
        cmocka_unit_test(a_set_without_marks_is_said_to_be_empty),
        cmocka_unit_test(a_set_takes_what_is_marked),
        cmocka_unit_test(space_marks_nothing_in_a_choice),
        cmocka_unit_test(other_keys_do_nothing),
        cmocka_unit_test(no_key_is_taken_for_text_that_is_none),
        cmocka_unit_test(a_complaint_lasts_until_the_next_key),
        cmocka_unit_test(why_is_left_by_any_key_that_does_nothing_else),
        cmocka_unit_test(a_second_question_mark_shows_the_claims),
        cmocka_unit_test(what_is_read_scrolls),
        cmocka_unit_test(j_and_k_move_where_nothing_is_typed),
        cmocka_unit_test(not_knowing_is_an_answer_of_its_own),
        cmocka_unit_test(not_knowing_takes_an_answer_back),
        cmocka_unit_test(quitting_leaves_from_anywhere),
        cmocka_unit_test(going_back_shows_what_was_answered),
        cmocka_unit_test(
            an_answer_given_again_goes_on_to_the_next_open_question),
        cmocka_unit_test(nothing_is_before_the_first_question),
        cmocka_unit_test(back_passes_over_what_was_answered_beforehand),
        cmocka_unit_test(the_end_is_the_summary),
        cmocka_unit_test(all_answered_beforehand_begins_with_the_summary),
        cmocka_unit_test(the_summary_is_left_for_the_question_there_was),
        cmocka_unit_test(the_summary_moves_like_any_list),
        cmocka_unit_test(a_revision_returns_to_the_summary),
        cmocka_unit_test(a_revision_can_be_left_without_an_answer),
        cmocka_unit_test(a_revision_may_say_that_it_is_not_known),
        cmocka_unit_test(
            the_recommendation_is_shown_and_the_summary_comes_back),
        cmocka_unit_test(
            at_the_end_enter_finishes_though_the_recommendation_was_seen),
        cmocka_unit_test(the_interview_may_end_before_all_is_answered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
