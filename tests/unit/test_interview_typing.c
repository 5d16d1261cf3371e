/* SPDX-License-Identifier: MIT */
/*
 * Typing in an interview: a filter of the list, and a number.
 */
#include "asking.h"

#include <string.h>

/* ------------------------------------------------------------------- Filter */

static void a_filter_leaves_what_holds_the_text(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_menu(&scene, "");
    press_keys(interview, "/");
    assert_int_equal(interview->mode, MODE_FILTER);
    assert_int_equal(interview_entries(interview), 6);
    press_keys(interview, "p i");
    assert_int_equal(interview_entries(interview), 2);
    expect_selected(interview, "pie_1");
    press_keys(interview, "down");
    expect_selected(interview, "pie_2");
    press_keys(interview, "E space");
    expect_complaint(interview, NULL);
    assert_string_equal(interview->text, "piE ");
    expect_complaint(interview, NULL);
    close_scene(&scene);
}

static void a_filter_matches_id_and_label_in_either_case(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_menu(&scene, "");
    press_keys(interview, "/ C H E E S E");
    expect_selected(interview, "pie_2");
    assert_int_equal(interview_entries(interview), 1);
    press_keys(interview, "clear _ 1");
    expect_selected(interview, "pie_1");
    press_keys(interview, "clear p l a i");
    expect_selected(interview, "plain");
    assert_int_equal(interview_entries(interview), 1);
    close_scene(&scene);
}

static void a_filter_takes_utf8(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_menu(&scene, "");
    press_keys(interview, "/ \u5bff");
    expect_selected(interview, "sushi");
    assert_int_equal(interview_entries(interview), 1);
    press_keys(interview, "backspace");
    assert_string_equal(interview->text, "");
    expect_selected(interview, "sushi");
    assert_int_equal(interview_entries(interview), 6);
    press_keys(interview, "\u00fb l \u00e9");
    assert_string_equal(interview->text, "\u00fbl\u00e9");
    expect_selected(interview, "creme");
    press_keys(interview, "backspace backspace");
    assert_string_equal(interview->text, "\u00fb");
    assert_int_equal(press_keys(interview, "enter"), INTERVIEW_ANSWERED);
    expect_answer(interview, "dish", "Cr\u00e8me br\u00fbl\u00e9e");
    close_scene(&scene);
}

static void a_filter_holds_whole_characters_only(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;
    int i;

    (void)state;
    open_menu(&scene, "");
    press_keys(interview, "/");
    for (i = 0; i < 30; i++)
        press_keys(interview, "\u5bff");
    assert_int_equal(interview->text_length, 63);
    expect_complaint(interview, "as long as it may be");
    press_keys(interview, "\U0001f600");
    assert_int_equal(interview->text_length, 63);
    press_keys(interview, "x");
    assert_int_equal(interview->text_length, 64);
    press_keys(interview, "x");
    expect_complaint(interview, "as long as it may be");
    assert_int_equal(press_keys(interview, "clear"), INTERVIEW_CHANGED);
    press_keys(interview, "\U0001f600");
    assert_string_equal(interview->text, "\U0001f600");
    close_scene(&scene);
}

static void a_filter_that_matches_nothing_answers_nothing(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_menu(&scene, "");
    press_keys(interview, "down / x x");
    assert_int_equal(interview_entries(interview), 0);
    assert_int_equal(interview_value(interview, 0), KB_NONE);
    assert_int_equal(press_keys(interview, "enter"), INTERVIEW_CHANGED);
    expect_complaint(interview, "nothing matches");
    press_keys(interview, "down pgdn end up");
    press_keys(interview, "escape");
    expect_question(interview, "dish");
    expect_lines(interview, "");
    close_scene(&scene);
}

static void escape_ends_a_filter_and_keeps_the_selection(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_menu(&scene, "");
    press_keys(interview, "5 /");
    expect_selected(interview, "pie_2");
    press_keys(interview, "p");
    expect_selected(interview, "pie_2");
    assert_int_equal(press_keys(interview, "escape"), INTERVIEW_CHANGED);
    expect_question(interview, "dish");
    expect_selected(interview, "pie_2");
    assert_int_equal(interview_entries(interview), 6);
    close_scene(&scene);
}

static void commands_are_text_in_a_filter(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_menu(&scene, "");
    press_keys(interview, "/ q s - ? < / = 1 0");
    assert_string_equal(interview->text, "qs-?</=10");
    assert_int_equal(press_keys(interview, "left"), INTERVIEW_IGNORED);
    assert_int_equal(press_keys(interview, "right"), INTERVIEW_IGNORED);
    assert_int_equal(interview->mode, MODE_FILTER);
    press_keys(interview, "clear");
    assert_int_equal(press_keys(interview, "clear"), INTERVIEW_IGNORED);
    assert_int_equal(press_keys(interview, "backspace"), INTERVIEW_IGNORED);
    assert_int_equal(interview->mode, MODE_FILTER);
    close_scene(&scene);
}

static void a_set_is_marked_through_its_filter(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_menu(&scene, "");
    press_keys(interview, "- 1 / m i space");
    assert_int_equal(interview_entries(interview), 1);
    assert_int_equal(interview->marked, 1 | 1 << 3);
    press_keys(interview, "clear a g space x space");
    expect_complaint(interview, "nothing matches");
    press_keys(interview, "backspace enter");
    expect_answer(interview, "herbs", "Basil, Mint, fresh, Sage");
    close_scene(&scene);
}

static void a_short_list_has_no_filter(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "");
    assert_int_equal(press_keys(&scene.interview, "/"), INTERVIEW_CHANGED);
    expect_complaint(&scene.interview, "no filter");
    expect_question(&scene.interview, "colour");
    close_scene(&scene);
}

/* ------------------------------------------------------------------- Number */

static void a_number_means_the_value_whose_bounds_it_fits(void **state)
{
    static const struct {
        const char *keys;
        const char *value;
        const char *answer;
    } rows[] = {
        {"= 0 enter", "slow", "0 metres/s"},
        {"= 4 9 enter", "slow", "49 metres/s"},
        {"= 5 0 enter", "fair", "50 metres/s"},
        {"= 4 9 9 enter", "fair", "499 metres/s"},
        {"= 5 0 0 enter", "fast", "500 metres/s"},
        {"= 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 enter", "fast",
         "9999999999999999999999 metres/s"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct scene scene;

        open_small(&scene, "colour=none size=small");
        expect_question(&scene.interview, "speed");
        assert_int_equal(press_keys(&scene.interview, rows[i].keys),
                         INTERVIEW_ANSWERED);
        expect_answer(&scene.interview, "speed", rows[i].answer);
        press_keys(&scene.interview, "<");
        expect_selected(&scene.interview, rows[i].value);
        close_scene(&scene);
    }
}

static void only_digits_are_typed_as_a_number(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=none size=small");
    press_keys(interview, "= 1 -");
    expect_complaint(interview, "whole number");
    assert_string_equal(interview->text, "1");
    press_keys(interview, "space q . 5 backspace 7");
    assert_string_equal(interview->text, "17");
    assert_int_equal(press_keys(interview, "down"), INTERVIEW_IGNORED);
    assert_int_equal(press_keys(interview, "left"), INTERVIEW_IGNORED);
    press_keys(interview, "clear 8 enter");
    expect_answer(interview, "speed", "8 metres/s");
    close_scene(&scene);
}

static void a_number_is_left_by_escape_or_an_empty_one(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=none size=small");
    press_keys(interview, "2 = 7 escape");
    expect_question(interview, "speed");
    expect_selected(interview, "fair");
    assert_int_equal(press_keys(interview, "= enter"), INTERVIEW_CHANGED);
    expect_question(interview, "speed");
    expect_selected(interview, "fair");
    expect_lines(interview, "colour=none\nsize=small\n");
    close_scene(&scene);
}

static void a_number_has_an_end(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;
    int i;

    (void)state;
    open_small(&scene, "colour=none size=small");
    press_keys(interview, "=");
    for (i = 0; i < INTERVIEW_TEXT_MAX + 5; i++)
        press_keys(interview, "1");
    expect_complaint(interview, "as long as it may be");
    assert_int_equal(interview->text_length, INTERVIEW_TEXT_MAX);
    assert_int_equal(press_keys(interview, "enter"), INTERVIEW_ANSWERED);
    close_scene(&scene);
}

static void a_value_takes_the_place_of_a_number(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=none size=small");
    press_keys(interview, "= 7 enter < 3 enter");
    expect_answer(interview, "speed", "Fast");
    press_keys(interview, "< = 0 5 enter");
    expect_answer(interview, "speed", "05 metres/s");
    press_keys(interview, "< -");
    expect_answer(interview, "speed", "don't know");
    close_scene(&scene);
}

static void what_has_no_bounds_takes_no_number(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "colour=none");
    expect_question(&scene.interview, "size");
    press_keys(&scene.interview, "=");
    expect_question(&scene.interview, "size");
    expect_complaint(&scene.interview, "no number");
    close_scene(&scene);
}

/* ------------------------------------------------------------------- Pastes */

static void a_paste_is_taken_where_text_is_typed(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_menu(&scene, "");
    assert_int_equal(interview_paste(interview, "2"), INTERVIEW_IGNORED);
    press_keys(interview, "?");
    assert_int_equal(interview_paste(interview, "q"), INTERVIEW_IGNORED);
    assert_int_equal(interview->mode, MODE_WHY);
    press_keys(interview, "x / p");
    assert_int_equal(interview_paste(interview, "ie\x9b\xe2\x80\xae"),
                     INTERVIEW_CHANGED);
    assert_string_equal(interview->text, "pie");
    assert_int_equal(interview_entries(interview), 2);
    expect_sound(interview);
    close_scene(&scene);
}

static void a_pasted_filter_is_as_long_as_it_may_be(void **state)
{
    char text[300];
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_menu(&scene, "");
    press_keys(interview, "/");
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    interview_paste(interview, text);
    assert_int_equal(interview->text_length, INTERVIEW_TEXT_MAX);
    expect_complaint(interview, "as long as it may be");
    expect_sound(interview);
    close_scene(&scene);
}

/* Never as another number than the one that was pasted. */
static void a_pasted_number_is_taken_as_a_whole(void **state)
{
    static const struct {
        const char *pasted;
        const char *typed;
        const char *complaint;
    } pastes[] = {
        {"500", "500", NULL},
        {"  500 ", "500", NULL},
        {"1,500", "", "no number"},
        {"1 500", "", "no number"},
        {"500 metres", "", "no number"},
        {"-5", "", "no number"},
        {"", "", "no number"},
        {"00000000000000000000000000000000000000000000000000000000000000001",
         "", "as long as it may be"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(pastes); i++) {
        struct scene scene;

        open_small(&scene, "colour=none size=small");
        press_keys(&scene.interview, "=");
        assert_int_equal(interview_paste(&scene.interview, pastes[i].pasted),
                         INTERVIEW_CHANGED);
        assert_string_equal(scene.interview.text, pastes[i].typed);
        expect_complaint(&scene.interview, pastes[i].complaint);
        expect_sound(&scene.interview);
        close_scene(&scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_filter_leaves_what_holds_the_text),
        cmocka_unit_test(a_filter_matches_id_and_label_in_either_case),
        cmocka_unit_test(a_filter_takes_utf8),
        cmocka_unit_test(a_filter_holds_whole_characters_only),
        cmocka_unit_test(a_filter_that_matches_nothing_answers_nothing),
        cmocka_unit_test(escape_ends_a_filter_and_keeps_the_selection),
        cmocka_unit_test(commands_are_text_in_a_filter),
        cmocka_unit_test(a_set_is_marked_through_its_filter),
        cmocka_unit_test(a_short_list_has_no_filter),
        cmocka_unit_test(a_number_means_the_value_whose_bounds_it_fits),
        cmocka_unit_test(only_digits_are_typed_as_a_number),
        cmocka_unit_test(a_number_is_left_by_escape_or_an_empty_one),
        cmocka_unit_test(a_number_has_an_end),
        cmocka_unit_test(a_value_takes_the_place_of_a_number),
        cmocka_unit_test(what_has_no_bounds_takes_no_number),
        cmocka_unit_test(a_paste_is_taken_where_text_is_typed),
        cmocka_unit_test(a_pasted_filter_is_as_long_as_it_may_be),
        cmocka_unit_test(a_pasted_number_is_taken_as_a_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
