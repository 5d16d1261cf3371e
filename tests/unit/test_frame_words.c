/* SPDX-License-Identifier: MIT */
/*
 * Frames, at whatever width: finished lines and the summary keep answers whole,
 * keys that matter stay in the hints, and what is only read begins with the
 * meaning and scrolls.
 */
#include "asking.h"

#include <string.h>

/* Widths from the narrowest that is drawn for to beyond the widest text. */
#define COLUMNS_MAX 130

/* A frame as text, in ASCII. */
struct drawn {
    struct frame frame;
    struct buffer text;
};

static const char *draw(struct drawn *drawn, const struct interview *interview,
                        unsigned columns, unsigned rows)
{
    const struct frame_style style = {
        .columns = columns, .rows = rows, .ascii = true};

    frame_draw(&drawn->frame, interview, &style);
    assert_false(drawn->frame.failed);
    buffer_clear(&drawn->text);
    buffer_putc(&drawn->text, '\n');
    append_frame(&drawn->frame, &drawn->text);
    assert_false(drawn->text.failed);
    return drawn->text.bytes;
}

static void release(struct drawn *drawn)
{
    frame_release(&drawn->frame);
    buffer_release(&drawn->text);
}

/* ------------------------------------------------------- finished questions */

/* The answer is cut where it alone is too wide, and the question before. */
static void a_finished_line_keeps_the_answer_whole(void **state)
{
    static const char answer[] = "Apple pie";
    struct scene scene;
    struct drawn drawn = {0};

    (void)state;
    open_menu(&scene, "");
    press_keys(&scene.interview, "4 enter");
    for (unsigned columns = 2; columns <= COLUMNS_MAX; columns++) {
        const char *text = draw(&drawn, &scene.interview, columns, 24);
        size_t length = strcspn(text + 1, "\n");

        assert_true(length < columns);
        if (columns > strlen("+ ") + strlen(answer)) {
            assert_true(length >= strlen(answer));
            assert_int_equal(strncmp(text + 1 + length - strlen(answer), answer,
                                     strlen(answer)),
                             0);
        }
        if (columns > strlen("+ Which dish?  ") + strlen(answer))
            expect_part(text, "\n+ Which dish?  Apple pie\n");
    }
    release(&drawn);
    close_scene(&scene);
}

static void the_summary_lists_questions_with_their_answers(void **state)
{
    struct scene scene;
    struct drawn drawn = {0};

    (void)state;
    open_menu(&scene, "");
    press_keys(&scene.interview, "4 enter s");
    interview_told(&scene.interview);
    for (unsigned columns = 30; columns <= COLUMNS_MAX; columns++) {
        const char *text = draw(&drawn, &scene.interview, columns, 24);

        expect_part(text, "Show the recommendation\n");
        expect_part(text, "Finish\n");
        expect_part(text, "Which d");
        expect_part(text, "  Apple pie\n");
        expect_no_part(text, "dish  ");
        if (columns >= 40)
            expect_part(text, "Which herbs?   not asked yet\n");
    }
    release(&drawn);
    close_scene(&scene);
}

/* --------------------------------------------------------------------- keys */

static void back_and_the_recommendation_stay_in_the_hints(void **state)
{
    struct scene scene;
    struct drawn drawn = {0};

    (void)state;
    open_menu(&scene, "");
    press_keys(&scene.interview, "4 enter");
    interview_told(&scene.interview);
    for (unsigned columns = FRAME_COLUMNS_MIN; columns <= COLUMNS_MAX;
         columns++) {
        const char *text = draw(&drawn, &scene.interview, columns, 24);

        expect_part(text, "< back");
        expect_part(text, "s re");
        expect_part(text, "revise");
        if (columns >= 40)
            assert_true(strstr(text, "? why") || strstr(text, "? explain"));
        if (columns >= 80) {
            expect_part(text, "s recommendation, revise");
            expect_part(text, "- don't know");
            assert_true(strstr(text, "q leave") || strstr(text, "q save"));
        }
    }
    release(&drawn);
    close_scene(&scene);
}

/* What room there is for lines goes to these keys before others. */
static void the_hints_that_matter_need_one_line(void **state)
{
    struct scene scene;
    struct drawn drawn = {0};

    (void)state;
    open_menu(&scene, "");
    press_keys(&scene.interview, "4 enter");
    interview_told(&scene.interview);
    expect_part(draw(&drawn, &scene.interview, 80, 9), "< back | s res");
    expect_no_part(drawn.text.bytes, "space mark");
    release(&drawn);
    close_scene(&scene);
}

static void hints_tell_how_to_answer(void **state)
{
    struct scene scene;
    struct drawn drawn = {0};

    (void)state;
    open_menu(&scene, "");
    expect_part(
        draw(&drawn, &scene.interview, 120, 24),
        "\n    arrows or digits, then enter | / search | up to 3 more\n");
    press_keys(&scene.interview, "4 enter");
    interview_told(&scene.interview);
    expect_part(draw(&drawn, &scene.interview, 132, 24),
                "\n    space mark | enter done | n none of them | / search | "
                "up to 2 more\n");
    close_scene(&scene);
    open_small(&scene, "colour=none size=small");
    expect_part(draw(&drawn, &scene.interview, 120, 24),
                "arrows or digits, then enter | = type a number | ");
    release(&drawn);
    close_scene(&scene);
}

/* ------------------------------------------------------------------- scores */

static void scores_are_in_the_summary_alone(void **state)
{
    static const char *const beside[] = {"", "?", "?", "/"};
    struct scene scene;
    struct drawn drawn = {0};

    (void)state;
    open_small(&scene, "colour=red");
    for (size_t i = 0; i < COUNT(beside); i++) {
        press_keys(&scene.interview, beside[i]);
        expect_no_part(draw(&drawn, &scene.interview, 100, 30), "Left 1");
    }
    press_keys(&scene.interview, "2 enter");
    expect_question(&scene.interview, "speed");
    expect_no_part(draw(&drawn, &scene.interview, 100, 30), "Left 1");
    interview_say(&scene.interview, "loud=true");
    assert_int_equal(scene.interview.mode, MODE_WARNING);
    expect_no_part(draw(&drawn, &scene.interview, 100, 30), "Left 1");
    press_keys(&scene.interview, "s");
    expect_part(draw(&drawn, &scene.interview, 100, 30), "Left 1 | Right 0 | ");
    release(&drawn);
    close_scene(&scene);
}

/* -------------------------------------------------------- what is only read */

static void the_meaning_comes_first(void **state)
{
    struct scene scene;
    struct drawn drawn = {0};

    (void)state;
    open_menu(&scene, "");
    press_keys(&scene.interview, "?");
    expect_part(draw(&drawn, &scene.interview, 100, 24),
                "\n  One plate of the menu.\n"
                "  Why it is asked: Hunger.\n"
                "  * \\u5bff\\u53f8 e.g. maki\n"
                "  * Bread e.g. rye, or a roll\n"
                "    ? the claims behind it | any other key goes back\n");
    expect_no_part(drawn.text.bytes, "c1");
    press_keys(&scene.interview, "?");
    expect_part(
        draw(&drawn, &scene.interview, 100, 24),
        "\n  Claims that hang on the answer, and whether they hold today:\n"
        "  * c1 (holds) Good.\n"
        "    arrows scroll | any other key goes back\n");
    release(&drawn);
    close_scene(&scene);
}

static void a_question_may_have_no_claims(void **state)
{
    dvf_kb *kb = load_small_kb("");
    struct interview interview;
    struct drawn drawn = {0};

    (void)state;
    begin_interview(&interview, kb, "");
    interview.question = kb_find_attribute(kb, "deep");
    interview.mode = MODE_CLAIMS;
    expect_part(draw(&drawn, &interview, 60, 24),
                "No claim hangs on the answer.");
    release(&drawn);
    interview_release(&interview);
    dvf_kb_free(kb);
}

static void examples_stand_behind_labels_where_they_have_room(void **state)
{
    struct scene scene;
    struct drawn drawn = {0};
    static const char line[] = "    6  Bread  e.g. rye, or a roll\n";

    (void)state;
    open_menu(&scene, "");
    for (unsigned columns = 36; columns < 60; columns++) {
        const char *text = draw(&drawn, &scene.interview, columns, 24);

        if (columns >= strlen(line))
            expect_part(text, line);
        else
            expect_part(text, "    6  Bread\n");
    }
    release(&drawn);
    close_scene(&scene);
}

/* Each with its example, in a wide terminal. */
static void all_built_in_answers_have_room(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    struct interview interview;
    struct drawn drawn = {0};

    (void)state;
    begin_interview(&interview, kb, "");
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        const struct kb_attribute *attribute = &kb_attributes(kb)[i];
        const struct kb_value *values = kb_attribute_values(kb, attribute);

        interview.question = i;
        draw(&drawn, &interview, 130, 40);
        for (uint32_t k = 0; k < attribute->values.count; k++) {
            expect_part(drawn.text.bytes, interview_label(&interview, i, k));
            expect_part(drawn.text.bytes, kb_string(kb, values[k].example));
        }
    }
    release(&drawn);
    interview_release(&interview);
}

/* From the first line to the last one, and never beyond. */
static void what_is_read_scrolls_to_its_end(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;
    struct drawn drawn = {0};

    (void)state;
    open_small(&scene, "colour=red");
    press_keys(interview, "s enter");
    expect_part(draw(&drawn, interview, 60, 12), "? The recommendation so far");
    expect_part(drawn.text.bytes, "\nNo recommendation for test: too close ");
    expect_part(drawn.text.bytes, " more\n    arrows scroll | enter back");
    expect_no_part(drawn.text.bytes, "small 1.2.3");
    press_keys(interview, "end");
    draw(&drawn, interview, 60, 12);
    expect_part(drawn.text.bytes, "small 1.2.3, as of 2026-01-31\n    ^ ");
    expect_no_part(drawn.text.bytes, "recommendation for");
    assert_true(drawn.frame.top > 0 && drawn.frame.top < 100);
    interview->top = drawn.frame.top;
    press_keys(interview, "up");
    expect_part(draw(&drawn, interview, 60, 12), " | v 1 more\n");
    expect_no_part(draw(&drawn, interview, 60, 100), " more\n");
    assert_int_equal(drawn.frame.top, 0);
    release(&drawn);
    close_scene(&scene);
}

static void the_recommendation_at_the_end_is_not_so_far(void **state)
{
    struct scene scene;
    struct drawn drawn = {0};

    (void)state;
    open_small(&scene, "colour=red size=small speed=slow parts= loud=false "
                       "deep=false");
    press_keys(&scene.interview, "up enter");
    expect_part(draw(&drawn, &scene.interview, 60, 24),
                "? The recommendation  ");
    release(&drawn);
    close_scene(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finished_line_keeps_the_answer_whole),
        cmocka_unit_test(the_summary_lists_questions_with_their_answers),
        cmocka_unit_test(back_and_the_recommendation_stay_in_the_hints),
        cmocka_unit_test(the_hints_that_matter_need_one_line),
        cmocka_unit_test(hints_tell_how_to_answer),
        cmocka_unit_test(scores_are_in_the_summary_alone),
        cmocka_unit_test(the_meaning_comes_first),
        cmocka_unit_test(a_question_may_have_no_claims),
        cmocka_unit_test(examples_stand_behind_labels_where_they_have_room),
        cmocka_unit_test(all_built_in_answers_have_room),
        cmocka_unit_test(what_is_read_scrolls_to_its_end),
        cmocka_unit_test(the_recommendation_at_the_end_is_not_so_far),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
