/* SPDX-License-Identifier: MIT */
/*
 * The interview by lines, for those who type and for pipes.
 */
#include "asking.h"

#include <string.h>

/* One line, said to the small KB with these answers beforehand. */
static enum interview_event say(struct scene *scene, const char *answers,
                                const char *line)
{
    open_small(scene, answers);
    return say_lines(&scene->interview, line);
}

/* ------------------------------------------------------------------ Choices */

static void a_choice_is_answered_in_many_words(void **state)
{
    static const char *const lines[] = {"2",
                                        "red",
                                        "  red\t",
                                        "RED",
                                        "Red",
                                        "colour=red",
                                        "colour = red",
                                        "red\r\n\n",
                                        "\tcolour=red\r",
                                        "02"};

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct scene scene;

        open_small(&scene, "");
        assert_int_equal(interview_say(&scene.interview, lines[i]),
                         INTERVIEW_ANSWERED);
        expect_evaluated(&scene.interview);
        expect_lines(&scene.interview, "colour=red\n");
        expect_question(&scene.interview, "size");
        close_scene(&scene);
    }
}

static void a_flag_is_answered_by_yes_and_no(void **state)
{
    static const struct {
        const char *line;
        const char *answer;
    } rows[] = {{"yes", "Yes"},       {"No", "No"},   {"true", "Yes"},
                {"1", "No"},          {"2", "Yes"},   {"YES", "Yes"},
                {"loud=true", "Yes"}, {"false", "No"}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct scene scene;

        assert_int_equal(say(&scene, "colour=none size=small speed=slow parts=",
                             rows[i].line),
                         INTERVIEW_ANSWERED);
        expect_answer(&scene.interview, "loud", rows[i].answer);
        close_scene(&scene);
    }
}

static void a_number_is_a_position_only_within_the_list(void **state)
{
    static const struct {
        const char *line;
        const char *answer;
    } rows[] = {
        {"1", "Slow"},
        {"3", "Fast"},
        {"4", "4 metres/s"},
        {"0", "0 metres/s"},
        {"=2", "2 metres/s"},
        {"= 3 ", "3 metres/s"},
        {"1500", "1500 metres/s"},
        {"speed=2", "2 metres/s"},
        {"99999999999999999999999", "99999999999999999999999 metres/s"}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct scene scene;

        assert_int_equal(say(&scene, "colour=none size=small", rows[i].line),
                         INTERVIEW_ANSWERED);
        expect_answer(&scene.interview, "speed", rows[i].answer);
        close_scene(&scene);
    }
}

static void a_set_is_answered_by_positions_and_ids(void **state)
{
    static const struct {
        const char *line;
        const char *answer;
    } rows[] = {{"1 3", "parts=wheel,roof\n"},
                {"3,1", "parts=wheel,roof\n"},
                {"1\t3", "parts=wheel,roof\n"},
                {" 2 , 4 ", "parts=door,lamp\n"},
                {"roof", "parts=roof\n"},
                {"wheel, lamp", "parts=wheel,lamp\n"},
                {"lamp door", "parts=door,lamp\n"},
                {"1,roof", "parts=wheel,roof\n"},
                {"none", "parts=\n"},
                {"None", "parts=\n"},
                {"parts=", "parts=\n"},
                {"parts = wheel , roof", "parts=wheel,roof\n"},
                {"4", "parts=lamp\n"},
                {"ROOF", "parts=roof\n"}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct scene scene;

        assert_int_equal(
            say(&scene, "colour=none size=small speed=slow", rows[i].line),
            INTERVIEW_ANSWERED);
        expect_question(&scene.interview, "loud");
        interview_release(&scene.interview);
        begin_interview(&scene.interview, scene.kb, "colour=none");
        say_lines(&scene.interview, "1\n1");
        expect_question(&scene.interview, "parts");
        say_lines(&scene.interview, rows[i].line);
        struct buffer expected = {0};
        buffer_puts(&expected, "colour=none\nsize=tiny\nspeed=slow\n");
        buffer_puts(&expected, rows[i].answer);
        expect_lines(&scene.interview, expected.bytes);
        buffer_release(&expected);
        close_scene(&scene);
    }
}

static void a_label_with_a_comma_is_one_answer(void **state)
{
    struct scene scene;

    (void)state;
    open_menu(&scene, "dish=plain");
    say_lines(&scene.interview, "mint, fresh");
    expect_answer(&scene.interview, "herbs", "Mint, fresh");
    close_scene(&scene);
}

static void a_label_is_taken_as_it_is_shown(void **state)
{
    struct scene scene;

    (void)state;
    open_menu(&scene, "");
    say_lines(&scene.interview, "cR\u00e8mE bR\u00fbl\u00e9E");
    expect_lines(&scene.interview, "dish=creme\n");
    close_scene(&scene);
}

/* ----------------------------------------------------------------- Commands */

static void a_value_goes_before_a_command_of_its_name(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_menu(&scene, "dish=plain herbs=");
    expect_question(interview, "extras");
    say_lines(interview, "s");
    expect_answer(interview, "extras", "Salt");
    expect_question(interview, "way");
    say_lines(interview, "<");
    say_lines(interview, "none");
    expect_answer(interview, "extras", "Nothing at all");
    say_lines(interview, "back");
    expect_answer(interview, "way", "Quit");
    close_scene(&scene);
}

static void a_command_and_a_position_go_before_a_label(void **state)
{
    struct scene scene;

    (void)state;
    open_menu(&scene, "dish=plain herbs= extras=");
    assert_int_equal(say_lines(&scene.interview, "2"), INTERVIEW_ANSWERED);
    expect_lines(&scene.interview, "dish=plain\nherbs=\nextras=\nway=back\n");
    say_lines(&scene.interview, "s\n6\n3");
    expect_complaint(&scene.interview, "'3' is no answer to way");
    assert_int_equal(say_lines(&scene.interview, "quit"), INTERVIEW_LEFT);
    close_scene(&scene);
}

static void each_command_has_a_sign_and_a_word(void **state)
{
    static const char *const signs[] = {"?", "<", "-", "s", "q"};
    static const char *const words[] = {"why", "back", "unknown", "summary",
                                        "Quit"};
    static const enum interview_mode modes[] = {
        MODE_WHY, MODE_QUESTION, MODE_QUESTION, MODE_SUMMARY, MODE_DONE};
    static const enum interview_event events[] = {
        INTERVIEW_CHANGED, INTERVIEW_CHANGED, INTERVIEW_ANSWERED,
        INTERVIEW_CHANGED, INTERVIEW_LEFT};

    (void)state;
    for (size_t i = 0; i < 2 * COUNT(signs); i++) {
        const char *line = i % 2 ? words[i / 2] : signs[i / 2];
        struct scene scene;

        open_small(&scene, "");
        say_lines(&scene.interview, "red");
        assert_int_equal(say_lines(&scene.interview, line), events[i / 2]);
        assert_int_equal(scene.interview.mode, modes[i / 2]);
        if (i / 2 == 1)
            expect_question(&scene.interview, "colour");
        if (i / 2 == 2)
            expect_answer(&scene.interview, "size", "don't know");
        close_scene(&scene);
    }
}

static void an_answer_may_follow_why(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    assert_int_equal(say_lines(interview, "why"), INTERVIEW_CHANGED);
    assert_int_equal(interview_say(interview, ""), INTERVIEW_CHANGED);
    expect_question(interview, "colour");
    assert_int_equal(say_lines(interview, "why\nred"), INTERVIEW_ANSWERED);
    expect_answer(interview, "colour", "Red");
    close_scene(&scene);
}

static void a_line_ends_what_keys_have_begun(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_menu(&scene, "");
    press_keys(interview, "/ p i e");
    say_lines(interview, "1");
    expect_answer(interview, "dish", "Cr\u00e8me br\u00fbl\u00e9e");
    close_scene(&scene);
}

static void before_the_first_question_is_nothing_to_say(void **state)
{
    struct scene scene;

    (void)state;
    assert_int_equal(say(&scene, "", "back"), INTERVIEW_CHANGED);
    expect_complaint(&scene.interview, "nothing here");
    expect_question(&scene.interview, "colour");
    close_scene(&scene);
}

/* ---------------------------------------------------------------- Bad lines */

static void an_empty_line_is_no_answer(void **state)
{
    static const char *const lines[] = {"", " ", "\t \t", "\n", "\r\n", " \r"};

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct scene scene;

        open_small(&scene, "colour=none size=small speed=slow");
        assert_int_equal(interview_say(&scene.interview, lines[i]),
                         INTERVIEW_IGNORED);
        expect_question(&scene.interview, "parts");
        expect_complaint(&scene.interview, NULL);
        close_scene(&scene);
    }
}

static void a_wrong_line_is_complained_of_and_answers_nothing(void **state)
{
    static const struct {
        const char *answers;
        const char *line;
        const char *complaint;
    } rows[] = {
        {"", "rad", "'rad' is no answer to colour; did you mean 'red'?"},
        {"", "4", "'4' is no answer to colour; one of: none, red, green"},
        {"", "0", "'0' is no answer to colour"},
        {"", "99999999999999999999", "is no answer to colour"},
        {"", "18446744073709551617", "is no answer to colour"},
        {"", "red green", "is no answer to colour"},
        {"", "=2", "this question takes no number"},
        {"", "=", "this question takes no number"},
        {"", "color=red", "did you mean 'colour'?"},
        {"", "colour=rad", "did you mean 'red'?"},
        {"", "==", "is no question"},
        {"", "=a=b", "is no question"},
        {"", "colour=2", "'2' is no answer to colour"},
        {"colour=red size=small", "fastt", "did you mean 'fast'?"},
        {"colour=red size=small", "=", "whole number"},
        {"colour=red size=small", "=-1", "whole number"},
        {"colour=red size=small", "=1.5", "whole number"},
        {"colour=red size=small", "12 3", "whole number (metres/s)"},
        {"colour=none size=small speed=slow", "1 5", "'5' is no answer"},
        {"colour=none size=small speed=slow", "1 1", "'wheel' is given twice"},
        {"colour=none size=small speed=slow", "1, wheel", "given twice"},
        {"colour=none size=small speed=slow", ",", "nothing is named"},
        {"colour=none size=small speed=slow", "1 none", "'none' is no answer"},
        {"colour=none size=small speed=slow", "roof unknown",
         "'unknown' is no answer"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct scene scene;
        struct buffer before = {0};

        open_small(&scene, rows[i].answers);
        buffer_puts(&before, "");
        interview_append_lines(&scene.interview, NULL, &before);
        assert_int_equal(interview_say(&scene.interview, rows[i].line),
                         INTERVIEW_CHANGED);
        expect_sound(&scene.interview);
        expect_complaint(&scene.interview, rows[i].complaint);
        assert_int_equal(scene.interview.mode, MODE_QUESTION);
        expect_lines(&scene.interview, before.bytes);
        buffer_release(&before);
        close_scene(&scene);
    }
}

static void a_complaint_is_gone_after_an_answer(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "");
    say_lines(&scene.interview, "rad\n\n");
    expect_complaint(&scene.interview, "rad");
    say_lines(&scene.interview, "red");
    expect_complaint(&scene.interview, NULL);
    close_scene(&scene);
}

static void what_is_no_text_is_refused(void **state)
{
    static const char *const lines[] = {
        "re\x1b[31md",  "red\x07",        "re\nd",   "\xff",     "r\xc3",
        "re\u202ed",    "re\u200bd",      "\x7f",    "red\rred", "\ufeffred",
        "\xed\xa0\x80", "colour=\x1bred", "\xc2\x85"};

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct scene scene;

        open_small(&scene, "");
        assert_int_equal(interview_say(&scene.interview, lines[i]),
                         INTERVIEW_CHANGED);
        expect_complaint(&scene.interview, "no text");
        expect_lines(&scene.interview, "");
        close_scene(&scene);
    }
}

static void a_long_line_is_refused(void **state)
{
    static char line[2000000];
    struct scene scene;

    (void)state;
    open_small(&scene, "colour=none size=small");
    memset(line, ' ', sizeof line);
    memset(line + 1000, '7', INTERVIEW_LINE_MAX);
    line[sizeof line - 1] = '\0';
    assert_int_equal(interview_say(&scene.interview, line), INTERVIEW_ANSWERED);
    expect_question(&scene.interview, "parts");
    line[1000 + INTERVIEW_LINE_MAX] = '7';
    assert_int_equal(interview_say(&scene.interview, line), INTERVIEW_CHANGED);
    expect_complaint(&scene.interview, "too long");
    memset(line, 'x', sizeof line - 1);
    interview_say(&scene.interview, line);
    expect_complaint(&scene.interview, "too long");
    close_scene(&scene);
}

static void the_longest_line_makes_a_complaint(void **state)
{
    char line[INTERVIEW_LINE_MAX + 1];
    struct scene scene;

    (void)state;
    open_small(&scene, "");
    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 1] = '\0';
    assert_int_equal(interview_say(&scene.interview, line), INTERVIEW_CHANGED);
    expect_complaint(&scene.interview, "that is no answer");
    line[100] = '\0';
    interview_say(&scene.interview, line);
    expect_complaint(&scene.interview, "x' is no answer to colour; one of: ");
    line[215] = '\0';
    memset(line, 'x', 215);
    interview_say(&scene.interview, line);
    expect_complaint(&scene.interview, "x' is no answer to colour");
    assert_true(strlen(scene.interview.complaint) <= 240);
    for (size_t i = 0; i < sizeof line - 1; i++)
        line[i] = i % 2 ? ',' : 'x';
    interview_release(&scene.interview);
    begin_interview(&scene.interview, scene.kb,
                    "colour=none size=small speed=slow");
    assert_int_equal(interview_say(&scene.interview, line), INTERVIEW_CHANGED);
    expect_complaint(&scene.interview, "no answer to parts");
    close_scene(&scene);
}

/* ------------------------------------------------ Beside the question asked */

static void an_answer_to_another_question_stays_at_this_one(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "");
    assert_int_equal(say_lines(interview, "speed=70"), INTERVIEW_ANSWERED);
    expect_question(interview, "colour");
    say_lines(interview, "red\nsmall");
    expect_question(interview, "parts");
    expect_lines(interview, "speed=70\ncolour=red\nsize=small\n");
    say_lines(interview, "<\n<\nloud=false");
    expect_question(interview, "colour");
    close_scene(&scene);
}

static void an_answer_beside_does_not_end_a_revision(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=none");
    say_lines(interview, "s\ncolour\nsize=small");
    expect_question(interview, "colour");
    assert_true(interview->revising);
    say_lines(interview, "green");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    say_lines(interview, "loud=false\ndeep\nsize=large");
    expect_question(interview, "deep"); /* though it is moot */
    close_scene(&scene);
}

/* ----------------------------------------------------- Summary and warnings */

static void the_summary_takes_positions_and_names(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=none");
    say_lines(interview, "summary\n5");
    expect_question(interview, "speed");
    assert_true(interview->revising);
    say_lines(interview, "70");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    say_lines(interview, "parts");
    expect_question(interview, "parts");
    say_lines(interview, "back");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    say_lines(interview, "9");
    expect_complaint(interview, "no such entry");
    say_lines(interview, "unknown");
    expect_complaint(interview, "nothing here");
    say_lines(interview, "why");
    expect_complaint(interview, "nothing here");
    assert_int_equal(say_lines(interview, "size=large"), INTERVIEW_ANSWERED);
    assert_int_equal(interview->mode, MODE_SUMMARY);
    assert_int_equal(interview->selected, SUMMARY_MORE + 1);
    assert_int_equal(say_lines(interview, "1"), INTERVIEW_CHANGED);
    assert_int_equal(interview->mode, MODE_REPORT);
    assert_int_equal(say_lines(interview, "2"), INTERVIEW_FINISHED);
    close_scene(&scene);
}

static void the_summary_is_finished_by_a_word(void **state)
{
    struct scene scene;

    (void)state;
    assert_int_equal(say(&scene, "", "s\nFinish"), INTERVIEW_FINISHED);
    close_scene(&scene);
}

static void a_warning_takes_positions_and_names(void **state)
{
    static const struct {
        const char *line;
        const char *question;
    } rows[] = {{"1", "colour"},  {"2", "loud"},        {"3", "deep"},
                {"keep", "deep"}, {"colour", "colour"}, {"back", "loud"}};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct scene scene;

        open_small(&scene, "colour=red size=small speed=slow parts=");
        say_lines(&scene.interview, "yes");
        assert_int_equal(scene.interview.mode, MODE_WARNING);
        assert_int_equal(say_lines(&scene.interview, rows[i].line),
                         INTERVIEW_CHANGED);
        expect_question(&scene.interview, rows[i].question);
        close_scene(&scene);
    }
}

static void an_answer_beside_a_warning_keeps_both(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=red size=tiny speed=slow parts=");
    say_lines(interview, "yes");
    assert_int_equal(interview->mode, MODE_WARNING);
    say_lines(interview, "roof");
    expect_complaint(interview, "no such entry");
    say_lines(interview, "speed=faster");
    expect_complaint(interview, "did you mean 'fast'?");
    assert_int_equal(interview->mode, MODE_WARNING);
    assert_int_equal(say_lines(interview, "speed=fast"), INTERVIEW_ANSWERED);
    expect_question(interview, "deep");
    expect_answer(interview, "speed", "Fast");
    close_scene(&scene);
}

static void an_answer_beside_may_contradict(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_small(&scene, "colour=red");
    say_lines(interview, "loud=true");
    assert_int_equal(interview->mode, MODE_WARNING);
    say_lines(interview, "back");
    expect_question(interview, "loud");
    say_lines(interview, "no");
    expect_question(interview, "size");
    say_lines(interview, "loud=true\nkeep");
    expect_question(interview, "size");
    say_lines(interview, "loud=false\nloud=true\ns");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    assert_int_equal(interview->selected, SUMMARY_MORE + 4);
    say_lines(interview, "<");
    expect_question(interview, "size");
    say_lines(interview, "s\nloud=false\nloud=true");
    assert_int_equal(interview->mode, MODE_WARNING);
    say_lines(interview, "keep");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    assert_int_equal(interview->selected, SUMMARY_MORE + 4);
    say_lines(interview, "loud=false\nloud=true\n<");
    expect_question(interview, "loud");
    close_scene(&scene);
}

static void lines_that_nobody_sees_are_not_interrupted(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "");
    scene.interview.unattended = true;
    say_lines(&scene.interview, "2\n1\n1\n1\n2\n2");
    assert_int_equal(scene.interview.mode, MODE_SUMMARY);
    expect_lines(&scene.interview,
                 "colour=red\nsize=tiny\nspeed=slow\nparts=wheel\nloud=true\n"
                 "deep=true\n");
    close_scene(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_choice_is_answered_in_many_words),
        cmocka_unit_test(a_flag_is_answered_by_yes_and_no),
        cmocka_unit_test(a_number_is_a_position_only_within_the_list),
        cmocka_unit_test(a_set_is_answered_by_positions_and_ids),
        cmocka_unit_test(a_label_with_a_comma_is_one_answer),
        cmocka_unit_test(a_label_is_taken_as_it_is_shown),
        cmocka_unit_test(a_value_goes_before_a_command_of_its_name),
        cmocka_unit_test(a_command_and_a_position_go_before_a_label),
        cmocka_unit_test(each_command_has_a_sign_and_a_word),
        cmocka_unit_test(an_answer_may_follow_why),
        cmocka_unit_test(a_line_ends_what_keys_have_begun),
        cmocka_unit_test(before_the_first_question_is_nothing_to_say),
        cmocka_unit_test(an_empty_line_is_no_answer),
        cmocka_unit_test(a_wrong_line_is_complained_of_and_answers_nothing),
        cmocka_unit_test(a_complaint_is_gone_after_an_answer),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(a_long_line_is_refused),
        cmocka_unit_test(the_longest_line_makes_a_complaint),
        cmocka_unit_test(an_answer_to_another_question_stays_at_this_one),
        cmocka_unit_test(an_answer_beside_does_not_end_a_revision),
        cmocka_unit_test(the_summary_takes_positions_and_names),
        cmocka_unit_test(the_summary_is_finished_by_a_word),
        cmocka_unit_test(a_warning_takes_positions_and_names),
        cmocka_unit_test(an_answer_beside_a_warning_keeps_both),
        cmocka_unit_test(an_answer_beside_may_contradict),
        cmocka_unit_test(lines_that_nobody_sees_are_not_interrupted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
