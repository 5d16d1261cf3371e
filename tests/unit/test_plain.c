/* SPDX-License-Identifier: MIT */
/*
 * Plain lines: what is said in each mode, one line for each entry, and nothing
 * but text in it.
 */
#include "asking.h"

#include "ask/plain.h"
#include "base/utf8.h"
#include "wide_kb.h"

#include <string.h>

static const char sections[] =
    "  - {id: c2, about: left, kind: strength, says: "
    "No., source: paper, status: holds}\n"
    "rules:\n"
    "  - id: r1\n"
    "    criterion: main\n"
    "    when:\n"
    "      - colour == red\n"
    "      - size >= medium\n"
    "    favours: left\n"
    "    weight: strong\n"
    "    because: Red is left.\n"
    "    claims: [c1]\n"
    "    origin: paper\n"
    "  - id: r2\n"
    "    criterion: main\n"
    "    when:\n"
    "      - speed == fast\n"
    "      - parts has wheel\n"
    "    favours: right\n"
    "    weight: strong\n"
    "    because: Fast is right.\n"
    "    claims: [c1]\n"
    "    origin: paper\n"
    "warnings:\n"
    "  - id: w1\n"
    "    when:\n"
    "      - colour == red\n"
    "      - size == tiny\n"
    "    says: Nobody sees so little red.\n";

/* An interview on the small KB. */
struct talk {
    dvf_kb *kb;
    struct interview interview;
};

static void open_talk(struct talk *talk)
{
    *talk = (struct talk){.kb = load_small_kb(sections)};
    assert_int_equal(interview_init(&talk->interview, talk->kb, "x"), DVF_OK);
    talk->interview.unanalysed = true;
    interview_begin(&talk->interview);
}

static void close_talk(struct talk *talk)
{
    interview_release(&talk->interview);
    dvf_kb_free(talk->kb);
}

/* After a line, null for none, this is said. */
static void expect_said(struct talk *talk, const char *line,
                        const char *expected)
{
    struct buffer out = {0};

    if (line)
        interview_say(&talk->interview, line);
    buffer_puts(&out, "");
    plain_append(&talk->interview, false, &out);
    interview_told(&talk->interview);
    assert_false(out.failed);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void each_value_is_a_line_with_its_number_and_its_id(void **state)
{
    struct talk talk;

    (void)state;
    open_talk(&talk);
    expect_said(&talk, NULL,
                "Question 1, up to 5 more: Which colour?\n"
                "1. None (none)\n"
                "2. Red (red)\n"
                "3. Green (green)\n"
                "Answer with a number, or: why, back, unknown, summary, quit\n"
                "> ");
    close_talk(&talk);
}

static void later_questions_say_less(void **state)
{
    struct talk talk;

    (void)state;
    open_talk(&talk);
    expect_said(&talk, "red",
                "Chosen: Red\n"
                "Question 2, up to 4 more: Which size?\n"
                "1. Tiny (tiny)\n"
                "2. Small (small)\n"
                "3. Medium (medium)\n"
                "4. Large (large)\n"
                "Answer with a number (help lists the words)\n"
                "> ");
    expect_said(&talk, "back",
                "Question 1, up to 5 more: Which colour?\n"
                "1. None (none)\n"
                "2. Red (red), chosen\n"
                "3. Green (green)\n"
                "Answer with a number (help lists the words)\n"
                "> ");
    close_talk(&talk);
}

static void numbers_and_sets_say_how_to_answer(void **state)
{
    struct talk talk;

    (void)state;
    open_talk(&talk);
    interview_say(&talk.interview, "red");
    expect_said(&talk, "medium",
                "Chosen: Red\n"
                "Chosen: Medium\n"
                "Question 3, up to 3 more: How fast?\n"
                "1. below 50 metres/s: Slow (slow)\n"
                "2. below 500 metres/s: Fair (fair)\n"
                "3. from 500 metres/s: Fast (fast)\n"
                "Answer with a number, or an amount such as =20 in metres/s "
                "(help lists the words)\n"
                "> ");
    expect_said(
        &talk, "=700",
        "Chosen: 700 metres/s\n"
        "Question 4, up to 2 more: Which parts?\n"
        "1. Wheel (wheel)\n"
        "2. Door (door)\n"
        "3. Roof (roof)\n"
        "4. Lamp (lamp)\n"
        "Answer with numbers, such as 1 3, or none (help lists the words)\n"
        "> ");
    expect_said(&talk, "back",
                "Question 3, up to 3 more: How fast?\n"
                "1. below 50 metres/s: Slow (slow)\n"
                "2. below 500 metres/s: Fair (fair)\n"
                "3. from 500 metres/s: Fast (fast), chosen\n"
                "Answer so far: 700 metres/s\n"
                "Answer with a number, or an amount such as =20 in metres/s "
                "(help lists the words)\n"
                "> ");
    close_talk(&talk);
}

static void why_says_the_meaning_first_and_then_the_claims(void **state)
{
    static const char claims[] =
        "Claims that hang on the answer, and whether they hold today:\n"
        "c1 (holds): Left is good.\n"
        "Answer now, or an empty line for the question\n"
        "> ";
    static const char reason[] =
        "Why: It shows.\n"
        "Answer now, say why once more for the claims behind it, or an empty "
        "line for the question\n"
        "> ";
    struct talk talk;

    (void)state;
    open_talk(&talk);
    expect_said(&talk, "why", reason);
    expect_said(&talk, "why", claims);
    expect_said(&talk, "?", reason);
    interview_say(&talk.interview, "");
    expect_said(&talk, "why", reason);
    close_talk(&talk);
}

static void meanings_and_examples_are_said(void **state)
{
    struct scene scene;
    struct buffer out = {0};

    (void)state;
    open_menu(&scene, "");
    plain_append(&scene.interview, false, &out);
    assert_non_null(strstr(out.bytes, "\n3. \u5bff\u53f8. For example: maki "
                                      "(sushi)\n"));
    assert_non_null(strstr(out.bytes, "\n5. Cheese Pie (pie_2)\n"));
    interview_say(&scene.interview, "why");
    buffer_clear(&out);
    plain_append(&scene.interview, false, &out);
    assert_int_equal(strncmp(out.bytes,
                             "Meaning: One plate of the menu.\n"
                             "Why: Hunger.\n",
                             45),
                     0);
    buffer_release(&out);
    close_scene(&scene);
}

static void a_problem_is_said_right_before_the_prompt(void **state)
{
    static const char question[] = "Question 1, up to 5 more: Which colour?\n";
    struct talk talk;
    struct buffer out = {0};
    const char *problem;

    (void)state;
    open_talk(&talk);
    interview_say(&talk.interview, "blue");
    plain_append(&talk.interview, false, &out);
    assert_int_equal(strncmp(out.bytes, question, strlen(question)), 0);
    problem = strstr(out.bytes, "\nProblem: 'blue' is no answer to colour");
    assert_non_null(problem);
    assert_string_equal(strchr(problem + 1, '\n'), "\n> ");
    buffer_release(&out);
    close_talk(&talk);
}

static void help_lists_the_words_until_the_next_line(void **state)
{
    static const char *const words[] = {
        "\nwhy: ",    "\nback: ",    "\nunknown: ",
        "\nnone: ",   "\nsummary: ", "\nrecommendation: ",
        "\nfinish: ", "\nkeep: ",    "\nquit: ",
    };
    struct talk talk;
    struct buffer out = {0};

    (void)state;
    open_talk(&talk);
    interview_say(&talk.interview, "red");
    interview_say(&talk.interview, "help");
    assert_null(talk.interview.complaint);
    plain_append(&talk.interview, false, &out);
    assert_non_null(strstr(out.bytes, "Which size?"));
    for (size_t i = 0; i < COUNT(words); i++)
        assert_non_null(strstr(out.bytes, words[i]));
    interview_say(&talk.interview, "");
    buffer_clear(&out);
    plain_append(&talk.interview, false, &out);
    assert_null(strstr(out.bytes, words[0]));
    buffer_release(&out);
    close_talk(&talk);
}

static void a_contradiction_has_ways_back(void **state)
{
    struct talk talk;

    (void)state;
    open_talk(&talk);
    interview_say(&talk.interview, "red");
    expect_said(&talk, "tiny",
                "Chosen: Red\n"
                "Chosen: Tiny\n"
                "Contradiction: Nobody sees so little red.\n"
                "1. Change: Which colour? Red (colour)\n"
                "2. Change: Which size? Tiny (size)\n"
                "3. Leave it so and go on (keep)\n"
                "Answer with a number, or: back, keep, summary, quit\n"
                "> ");
    close_talk(&talk);
}

static void the_summary_lists_every_question(void **state)
{
    struct talk talk;

    (void)state;
    open_talk(&talk);
    talk.interview.unanalysed = false;
    talk.interview.in_order = true;
    interview_begin(&talk.interview);
    interview_say(&talk.interview, "green");
    expect_said(&talk, "summary",
                "Chosen: Green\n"
                "Your answers, 1 of 3\n"
                "Left 0, Right 0; up to 2 more questions\n"
                "1. Show the recommendation (recommendation)\n"
                "2. Finish (finish)\n"
                "3. Which colour? Green (colour)\n"
                "4. Which size? need not be asked (size)\n"
                "5. How fast? not asked yet (speed)\n"
                "6. Which parts? not asked yet (parts)\n"
                "7. Is it loud? need not be asked (loud)\n"
                "8. Is it deep? need not be asked (deep)\n"
                "Still possible: Right, undecided.\n"
                "Answer with a number, or: back, recommendation, finish, "
                "quit\n"
                "> ");
    interview_say(&talk.interview, "back");
    expect_said(&talk, "unknown",
                "Chosen: don't know\n"
                "Your answers, 2 of 2\n"
                "Left 0, Right 0; no question left\n"
                "1. Show the recommendation (recommendation)\n"
                "2. Finish (finish)\n"
                "3. Go on with 4 more questions (more)\n"
                "4. Which colour? Green (colour)\n"
                "5. Which size? need not be asked (size)\n"
                "6. How fast? don't know (speed)\n"
                "7. Which parts? need not be asked (parts)\n"
                "8. Is it loud? need not be asked (loud)\n"
                "9. Is it deep? need not be asked (deep)\n"
                "Settled as far as you know; Right would still be possible if "
                "speed is fast and parts is [wheel].\n"
                "Answer with a number, or: recommendation, finish, more, "
                "quit\n"
                "> ");
    expect_said(&talk, "finish", "");
    close_talk(&talk);
}

static void the_recommendation_is_said_and_the_summary_comes_back(void **state)
{
    static const char head[] = "Recommendation for x: Left\n";
    static const char foot[] = "\nAn empty line for your answers, or: finish, "
                               "quit\n> ";
    struct talk talk;
    struct buffer out = {0};

    (void)state;
    open_talk(&talk);
    interview_say(&talk.interview, "red");
    interview_say(&talk.interview, "medium");
    interview_say(&talk.interview, "summary");
    assert_int_equal(interview_say(&talk.interview, "recommendation"),
                     INTERVIEW_CHANGED);
    interview_told(&talk.interview);
    plain_append(&talk.interview, false, &out);
    assert_int_equal(strncmp(out.bytes, head, strlen(head)), 0);
    assert_string_equal(out.bytes + out.length - strlen(foot), foot);
    interview_say(&talk.interview, "");
    assert_int_equal(talk.interview.mode, MODE_SUMMARY);
    interview_say(&talk.interview, "1");
    assert_int_equal(talk.interview.mode, MODE_REPORT);
    assert_int_equal(interview_say(&talk.interview, "finish"),
                     INTERVIEW_FINISHED);
    buffer_release(&out);
    close_talk(&talk);
}

static void nothing_but_text_is_said(void **state)
{
    static const char *const lines[] = {"1",       "why",    "2",    "\x1b[31m",
                                        "summary", "1",      "back", "2 3",
                                        "none",    "unknown"};
    dvf_kb *kb = load_wide_kb();
    struct random random = {7};
    struct interview interview = {.kb = NULL};
    struct buffer out = {0};
    size_t i;
    int k;

    (void)state;
    assert_int_equal(interview_init(&interview, kb, "x"), DVF_OK);
    interview.unanalysed = true;
    interview_begin(&interview);
    for (k = 0; k < 500; k++) {
        bool ascii = random_once_in(&random, 2);

        buffer_clear(&out);
        plain_append(&interview, ascii, &out);
        for (i = 0; i < out.length; i++) {
            unsigned char byte = (unsigned char)out.bytes[i];

            assert_true(byte == '\n' || (byte >= ' ' && byte != 0x7f));
            assert_true(!ascii || byte < 0x80);
        }
        interview_say(&interview, lines[random_below(&random, COUNT(lines))]);
        if (interview.mode == MODE_DONE)
            interview_begin(&interview);
    }
    buffer_release(&out);
    interview_release(&interview);
    dvf_kb_free(kb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value_is_a_line_with_its_number_and_its_id),
        cmocka_unit_test(later_questions_say_less),
        cmocka_unit_test(numbers_and_sets_say_how_to_answer),
        cmocka_unit_test(why_says_the_meaning_first_and_then_the_claims),
        cmocka_unit_test(meanings_and_examples_are_said),
        cmocka_unit_test(a_problem_is_said_right_before_the_prompt),
        cmocka_unit_test(help_lists_the_words_until_the_next_line),
        cmocka_unit_test(a_contradiction_has_ways_back),
        cmocka_unit_test(the_summary_lists_every_question),
        cmocka_unit_test(the_recommendation_is_said_and_the_summary_comes_back),
        cmocka_unit_test(nothing_but_text_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
