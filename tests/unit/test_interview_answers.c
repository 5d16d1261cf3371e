/* SPDX-License-Identifier: MIT */
/*
 * Answers that an interview is given beforehand, by words and by a profile; and
 * the lines that it leaves behind, which lead back to where it was.
 */
#include "asking.h"

#include <string.h>

/* --------------------------------------------------------------- Beforehand */

static void wrong_answers_beforehand_are_diagnostics(void **state)
{
    static const struct expected expected[] = {
        {0, 0, "usage", "'rad' is no answer to colour", "did you mean 'red'?"},
        {0, 0, "usage", "names no question", "attribute=value"},
    };
    dvf_diagnostics *problems = dvf_diagnostics_new();
    const struct position nowhere = {0, 0, 0};
    struct scene scene;

    (void)state;
    open_small(&scene, "");
    diagnostics_input(problems, "dvf", NULL, 0);
    assert_int_equal(
        interview_set(&scene.interview, "colour=rad", nowhere, problems),
        DVF_INVALID);
    assert_int_equal(interview_set(&scene.interview, "red", nowhere, problems),
                     DVF_INVALID);
    diagnostics_input_end(problems);
    expect_list(problems, expected, COUNT(expected));
    expect_evaluated(&scene.interview);
    expect_lines(&scene.interview, "");
    dvf_diagnostics_free(problems);
    close_scene(&scene);
}

static void the_last_of_two_answers_beforehand_holds(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "colour=red speed=70 colour=green speed=unknown");
    expect_lines(&scene.interview, "colour=green\nspeed=unknown\n");
    close_scene(&scene);
}

static void a_profile_is_taken_with_all_that_it_says(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;
    dvf_profile *profile;

    (void)state;
    open_small(&scene, "colour=red size=large");
    interview_release(interview);
    profile = load_profile(scene.kb, "profile: mine\n"
                                     "description: A thing\n"
                                     "answers:\n"
                                     "  colour: green\n"
                                     "  speed: 70\n"
                                     "  parts: [roof, wheel]\n"
                                     "  loud: unknown\n"
                                     "decision:\n"
                                     "  option: left\n"
                                     "  date: 2026-01-02\n"
                                     "  because: So.\n");
    memset(interview, 0, sizeof *interview);
    assert_int_equal(interview_init(interview, scene.kb, "other"), DVF_OK);
    interview->unanalysed = true;
    assert_int_equal(interview_resume(interview, profile), DVF_OK);
    dvf_profile_free(profile);
    expect_evaluated(interview);
    interview_begin(interview);
    expect_question(interview, "size");
    press_keys(interview, "1 enter");
    expect_question(interview, "loud"); /* unknown there: open here */
    expect_lines(interview, "size=tiny\n");
    assert_string_equal(interview->profile->name, "mine");
    assert_string_equal(interview->profile->description, "A thing");
    assert_string_equal(interview->profile->decision.option, "left");
    assert_string_equal(interview->profile->decision.date, "2026-01-02");
    assert_string_equal(interview->profile->decision.because, "So.");
    assert_null(interview->profile->decision.record);
    close_scene(&scene);
}

static void what_was_given_here_stays_when_a_profile_is_read_again(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;
    struct buffer lines = {0};
    dvf_profile *first;
    dvf_profile *second;

    (void)state;
    open_small(&scene, "");
    first = load_profile(scene.kb, "profile: p\nanswers:\n  colour: green\n"
                                   "  speed: 70\n  loud: true\n");
    second = load_profile(scene.kb, "profile: q\nanswers:\n  colour: none\n"
                                    "  size: large\n  loud: false\n");
    assert_int_equal(interview_resume(interview, first), DVF_OK);
    interview_begin(interview);
    interview_say(interview, "colour=red");
    interview_say(interview, "parts=roof,wheel");
    interview_say(interview, "deep=unknown");
    interview_append_lines(interview, first, &lines);
    assert_string_equal(lines.bytes, "colour=red\twas green\n"
                                     "parts=wheel,roof\twas unknown\n"
                                     "deep=unknown\twas unknown\n");
    assert_int_equal(interview_resume(interview, second), DVF_OK);
    interview_begin(interview);
    expect_evaluated(interview);
    expect_lines(interview, "colour=red\nparts=wheel,roof\ndeep=unknown\n");
    assert_string_equal(interview->profile->name, "q");
    assert_false(answer_given(&interview->profile->answers[2]));
    assert_int_equal(interview->states[2], QUESTION_OPEN);
    assert_int_equal(answer_values(&interview->profile->answers[4]), 1);
    interview_yield(interview, 0);
    assert_int_equal(interview_resume(interview, second), DVF_OK);
    expect_lines(interview, "parts=wheel,roof\ndeep=unknown\n");
    assert_int_equal(answer_values(&interview->profile->answers[0]), 1);
    dvf_profile_free(first);
    dvf_profile_free(second);
    buffer_release(&lines);
    close_scene(&scene);
}

/* -------------------------------------------------------------- Left behind */

static void expect_same_answers(const struct interview *a,
                                const struct interview *b)
{
    uint32_t count = kb_attributes_count(a->kb);

    assert_memory_equal(a->states, b->states, count);
    assert_memory_equal(a->due, b->due, count);
    for (uint32_t i = 0; i < count; i++) {
        struct buffer one = {0};
        struct buffer two = {0};

        assert_int_equal(answer_values(&a->profile->answers[i]),
                         answer_values(&b->profile->answers[i]));
        buffer_puts(&one, "");
        buffer_puts(&two, "");
        interview_append_answer(a, i, &one);
        interview_append_answer(b, i, &two);
        assert_string_equal(one.bytes, two.bytes);
        buffer_release(&one);
        buffer_release(&two);
    }
}

static void answer_at_random(struct interview *interview, struct random *random)
{
    uint32_t keys = random_below(random, 150);

    while (keys-- > 0) {
        static const char *const some[] = {"down",  "enter", "space", "-",
                                           "enter", "=",     "7",     "2",
                                           "up",    "enter"};

        press_keys(interview, some[random_below(random, COUNT(some))]);
        if (interview->mode == MODE_SUMMARY)
            press_keys(interview, "pgdn enter");
        if (interview->mode == MODE_DONE)
            return;
    }
}

static void the_lines_left_behind_lead_back(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    struct random random = {31};
    int i;

    (void)state;
    for (i = 0; i < 100; i++) {
        struct interview interview;
        struct interview again;
        dvf_diagnostics *problems = dvf_diagnostics_new();
        struct buffer lines = {0};

        begin_interview(&interview, kb, "team_size=3 io_profile=unknown");
        answer_at_random(&interview, &random);
        buffer_puts(&lines, "");
        interview_append_lines(&interview, NULL, &lines);
        start_interview(&again, kb);
        diagnostics_input(problems, "lines", NULL, 0);
        for (char *line = lines.bytes; *line != '\0';) {
            char *end = strchr(line, '\n');

            *end = '\0';
            assert_int_equal(
                interview_set(&again, line, (struct position){0}, problems),
                DVF_OK);
            line = end + 1;
        }
        again.unanalysed = true;
        interview_begin(&again);
        expect_same_answers(&interview, &again);
        expect_evaluated(&again);
        dvf_diagnostics_free(problems);
        buffer_release(&lines);
        interview_release(&again);
        interview_release(&interview);
    }
}

/* As a journal has them; the file's own answers stand in it as well. */
static void answers_restored_were_asked_in_their_order(void **state)
{
    static const char *const lines[] = {"size=small", "deep=true", "speed=70",
                                        "colour=none", "loud=unknown"};
    struct scene scene;
    dvf_diagnostics *problems = dvf_diagnostics_new();

    (void)state;
    open_small(&scene, "size=small deep=false");
    diagnostics_input(problems, "test", NULL, 0);
    for (size_t i = 0; i < COUNT(lines); i++)
        assert_int_equal(interview_restore(&scene.interview, lines[i],
                                           (struct position){0}, problems),
                         DVF_OK);
    assert_int_equal(interview_restore(&scene.interview, "colour=blue",
                                       (struct position){0}, problems),
                     DVF_INVALID);
    diagnostics_input_end(problems);
    dvf_diagnostics_free(problems);
    expect_lines(&scene.interview, "size=small\ndeep=true\nspeed=70\n"
                                   "colour=none\nloud=unknown\n");
    assert_int_equal(scene.interview.asked.count, 4);
    interview_begin(&scene.interview);
    expect_question(&scene.interview, "parts");
    press_keys(&scene.interview, "<");
    expect_question(&scene.interview, "loud");
    press_keys(&scene.interview, "<");
    expect_question(&scene.interview, "colour");
    press_keys(&scene.interview, "< <");
    expect_question(&scene.interview, "deep");
    press_keys(&scene.interview, "<");
    expect_question(&scene.interview, "deep");
    expect_evaluated(&scene.interview);
    close_scene(&scene);
}

static void lines_stand_in_the_order_of_asking(void **state)
{
    struct scene scene;

    (void)state;
    open_small(&scene, "deep=true size=small");
    press_keys(&scene.interview, "2 enter - s 5 enter 3 enter");
    press_keys(&scene.interview, "home down down enter 1 enter");
    expect_lines(&scene.interview, "size=small\ndeep=true\ncolour=none\n"
                                   "speed=fast\n");
    close_scene(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_answers_beforehand_are_diagnostics),
        cmocka_unit_test(the_last_of_two_answers_beforehand_holds),
        cmocka_unit_test(a_profile_is_taken_with_all_that_it_says),
        cmocka_unit_test(
            what_was_given_here_stays_when_a_profile_is_read_again),
        cmocka_unit_test(the_lines_left_behind_lead_back),
        cmocka_unit_test(answers_restored_were_asked_in_their_order),
        cmocka_unit_test(lines_stand_in_the_order_of_asking),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
