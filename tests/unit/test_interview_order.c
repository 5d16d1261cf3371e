/* SPDX-License-Identifier: MIT */
/*
 * Which questions an interview asks, in which order, and when it is settled: on
 * a small knowledge base whose questions tell more or less, and on random ones.
 */
#include "asking.h"
#include "random_kb.h"

#include "analysis/analysis.h"
#include "ask/interview_parts.h"
#include "ask/wording.h"
#include "bench/generate.h"

#include <string.h>

#define RANDOM_KBS  60
#define ANSWERS_MAX 200

/* A thing that is heavy goes left, whatever else is said. The depth is asked on
 * water alone, and nothing hangs on the colour. */
static const char scales[] =
    "knowledge_base: scales\nversion: 1.0.0\nas_of: 2026-01-31\ntitle: Scales\n"
    "weights:\n"
    "  - {id: slight, points: 1}\n"
    "  - {id: strong, points: 4}\n"
    "  - {id: heavy, points: 9}\n"
    "options:\n"
    "  - {id: left, title: Left, summary: Go left.}\n"
    "  - {id: right, title: Right, summary: Go right.}\n"
    "sources:\n  - {id: paper, title: P, date: 2026-01-01, kind: paper}\n"
    "attributes:\n"
    "  - {id: first, type: flag, ask: First?, why: Order.}\n"
    "  - id: ground\n    type: choice\n    ask: On what?\n    why: Grip.\n"
    "    values:\n"
    "      - {id: sand, label: Sand}\n"
    "      - {id: rock, label: Rock}\n"
    "      - {id: water, label: Water}\n"
    "  - id: depth\n    type: flag\n    ask: Is it deep?\n    why: Danger.\n"
    "    only_if:\n      - ground == water\n"
    "  - {id: weight, type: flag, ask: Is it heavy?, why: Gravity.}\n"
    "  - {id: wind, type: flag, ask: Is it windy?, why: Drift.}\n"
    "  - {id: colour, type: flag, ask: Is it red?, why: Beauty.}\n"
    "claims:\n"
    "  - {id: c1, about: left, kind: strength, says: Good., source: paper,\n"
    "     status: holds}\n"
    "criteria:\n  - {id: total, collect: sum}\n"
    "rules:\n"
#define RULE(id, condition, option, weight)                                    \
    "  - id: " id "\n    criterion: total\n    when:\n      - " condition      \
    "\n    favours: " option "\n    weight: " weight                           \
    "\n    because: So.\n    claims: [c1]\n    origin: paper\n"
    /* one to a line */
    RULE("a", "first", "left", "slight") RULE(
        "b", "ground == rock", "left",
        "slight") RULE("c", "depth", "right", "strong") RULE("d", "weight",
                                                             "left", "heavy")
        RULE("e", "not weight", "right", "slight") RULE(
            "f", "wind", "right",
            "slight") "verdict:\n  too_close: {points: 1, percent: 1}\n"
                      "  strength:\n    - {id: weak, points: 0, percent: 0}\n";

static void open_scales(struct scene *scene, const char *answers)
{
    scene->kb = load_kb(scales);
    begin_analysed(&scene->interview, scene->kb, answers);
}

static uint32_t find(const struct interview *interview, const char *attribute)
{
    uint32_t index = kb_find_attribute(interview->kb, attribute);

    assert_true(index != KB_NONE);
    return index;
}

static void expect_note(const struct interview *interview, const char *note)
{
    struct buffer text = {0};

    buffer_puts(&text, "");
    wording_append_certainty(interview, &text);
    assert_string_equal(text.bytes, note);
    buffer_release(&text);
}

static void expect_settled(const struct interview *interview, const char *note)
{
    assert_int_equal(interview->mode, MODE_SUMMARY);
    assert_int_equal(interview->question, KB_NONE);
    assert_int_equal(interview->selected, SUMMARY_FINISH);
    assert_true(interview_is_settled(interview));
    expect_note(interview, note);
}

/* -------------------------------------------------------------------- Order */

static void
the_first_question_comes_first_and_then_what_tells_most(void **state)
{
    struct scene scene;

    (void)state;
    open_scales(&scene, "");
    expect_question(&scene.interview, "first");
    press_keys(&scene.interview, "1 enter");
    expect_question(&scene.interview, "weight");
    close_scene(&scene);
}

static void in_order_they_come_as_in_the_kb(void **state)
{
    struct scene scene;

    (void)state;
    open_scales(&scene, "");
    scene.interview.in_order = true;
    interview_begin(&scene.interview);
    press_keys(&scene.interview, "1 enter");
    expect_question(&scene.interview, "ground");
    close_scene(&scene);
}

static void a_question_that_may_not_apply_waits_until_it_does(void **state)
{
    struct scene scene;

    (void)state;
    open_scales(&scene, "first=true weight=false wind=false");
    expect_question(&scene.interview, "ground");
    say_lines(&scene.interview, "water");
    expect_question(&scene.interview, "depth");
    close_scene(&scene);
}

static void or_until_nothing_else_is_left(void **state)
{
    struct scene scene;

    (void)state;
    open_scales(&scene, "first=true weight=false ground=unknown");
    expect_question(&scene.interview, "wind");
    say_lines(&scene.interview, "no");
    expect_question(&scene.interview, "depth");
    close_scene(&scene);
}

/* ------------------------------------------------------------------ Settled */

static void what_cannot_change_the_verdict_is_not_asked(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_scales(&scene, "");
    assert_false(interview_is_skipped(interview, find(interview, "ground")));
    assert_true(interview_is_skipped(interview, find(interview, "colour")));
    assert_int_equal(interview_left(interview), 5);
    say_lines(interview, "yes\nyes");
    expect_settled(interview,
                   "Settled: Left. No answer to the 4 questions left "
                   "can change this.");
    assert_int_equal(interview_left(interview), 0);
    expect_answer(interview, "ground", "");
    assert_int_equal(press_keys(interview, "enter"), INTERVIEW_FINISHED);
    close_scene(&scene);
}

static void it_is_settled_no_earlier(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_scales(&scene, "first=true weight=false wind=false ground=sand");
    expect_settled(interview, "Settled: too close to call. No answer to the "
                              "question left can change this.");
    close_scene(&scene);
    open_scales(&scene, "first=true weight=false ground=sand");
    expect_question(interview, "wind");
    assert_false(interview_is_settled(interview));
    press_keys(interview, "s");
    expect_note(interview, "Still possible: Right, too close to call.");
    close_scene(&scene);
}

static void one_may_go_on_with_what_is_left(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_scales(&scene, "first=true weight=true");
    assert_true(interview_has_more(interview));
    press_keys(interview, "3 enter");
    expect_question(interview, "ground");
    expect_note(interview, "");
    press_keys(interview, "s");
    assert_false(interview_has_more(interview));
    say_lines(interview, "back\nsand\nyes");
    expect_question(interview, "colour");
    say_lines(interview, "no");
    expect_settled(interview, "Settled: Left. No open answer can change this.");
    close_scene(&scene);
}

static void it_can_be_said_in_a_word(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_scales(&scene, "first=true");
    say_lines(interview, "summary\nmore");
    expect_complaint(interview, "no such entry");
    say_lines(interview, "back\nyes\nmore");
    expect_question(interview, "ground");
    close_scene(&scene);
}

static void a_question_comes_back_with_its_reason(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_scales(&scene, "first=true");
    say_lines(interview, "yes");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    press_keys(interview, "<");
    assert_int_equal(interview->mode, MODE_SUMMARY); /* no question to go to */
    press_keys(interview, "7 enter");
    expect_question(interview, "weight");
    press_keys(interview, "1 enter");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    assert_int_equal(interview_left(interview), 3);
    press_keys(interview, "escape");
    expect_question(interview, "ground");
    close_scene(&scene);
}

static void a_question_left_out_can_be_answered_all_the_same(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_scales(&scene, "first=true weight=true");
    press_keys(interview, "9 enter");
    expect_question(interview, "colour");
    press_keys(interview, "2 enter");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    expect_answer(interview, "colour", "Yes");
    close_scene(&scene);
}

static void an_answer_beside_may_make_this_question_moot(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_scales(&scene, "first=true weight=false wind=false");
    expect_question(interview, "ground");
    say_lines(interview, "weight=true");
    expect_settled(interview,
                   "Settled: Left. No answer to the 3 questions left "
                   "can change this.");
    close_scene(&scene);
}

static void the_builtin_skips_what_cannot_decide(void **state)
{
    static const char answers[] =
        "project_type=web_app admin_ui=required deployment=wsgi_hosting "
        "existing_codebase=django user_accounts=full data_model=rich "
        "ui_rendering=server_rendered realtime=none ml_serving=none "
        "throughput=low io_profile=database_bound content_editing=none";
    struct interview interview;
    uint32_t skipped;

    (void)state;
    begin_analysed(&interview, dvf_kb_builtin(), answers);
    skipped = interview_skipped(&interview);
    assert_true(skipped > 0);
    assert_true(interview_is_skipped(&interview,
                                     find(&interview, "separable_hot_path")));
    interview_release(&interview);
}

/* -------------------------------------------------------------- Not known */

static void what_is_not_known_is_settled_as_far_as_one_knows(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_scales(&scene, "first=true");
    say_lines(interview, "unknown\nground=sand");
    expect_question(interview, "wind");
    say_lines(interview, "no");
    expect_settled(interview, "Settled as far as you know; too close to call "
                              "would still be possible if weight is false.");
    assert_false(
        answer_given(&interview->profile->answers[find(interview, "weight")]));
    say_lines(interview, "weight=true");
    expect_note(interview, "Settled: Left. No answer to the question left "
                           "can change this.");
    close_scene(&scene);
}

/* In a file it is open: resumed, it is asked again. */
static void what_a_file_does_not_know_is_asked(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;
    dvf_profile *profile;

    (void)state;
    scene.kb = load_kb(scales);
    start_interview(interview, scene.kb);
    profile = load_answers(scene.kb, "first: true\nweight: unknown\n"
                                     "ground: sand\nwind: false\n");
    assert_int_equal(interview_resume(interview, profile), DVF_OK);
    dvf_profile_free(profile);
    interview_begin(interview);
    expect_question(interview, "weight");
    assert_int_equal(interview_left(interview), 1);
    close_scene(&scene);
}

/* ------------------------------------------------------------------ Policies
 */

static void what_a_policy_requires_is_asked(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_scales(&scene, "first=true weight=true");
    interview->required[find(interview, "colour")] = 1;
    interview->required[find(interview, "depth")] = 1;
    interview_begin(interview);
    expect_question(interview, "colour");
    expect_note(interview, "settled; the policy asks for this answer");
    say_lines(interview, "unknown");
    expect_question(interview, "depth");
    say_lines(interview, "ground=sand");
    expect_settled(interview, "Settled: Left. No answer to the question left "
                              "can change this.");
    close_scene(&scene);
}

static void so_many_answers_are_asked_for(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_scales(&scene, "first=true weight=true");
    interview->min_answered = 4;
    interview_begin(interview);
    expect_question(interview, "ground");
    expect_note(interview, "settled; the policy asks for 4 answers");
    say_lines(interview, "unknown\nno");
    expect_question(interview, "colour");
    say_lines(interview, "no");
    expect_settled(interview, "Settled: Left. No answer to the question left "
                              "can change this.");
    close_scene(&scene);
}

/* --------------------------------------------------------------- Unattended */

/* Nobody could choose to: lines of a pipe are answers to all questions. */
static void unattended_what_is_left_is_asked_at_the_end(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;

    (void)state;
    open_scales(&scene, "first=true");
    interview->unattended = true;
    say_lines(interview, "yes");
    assert_true(interview_is_settled(interview));
    assert_int_equal(interview_left(interview), 0);
    expect_question(interview, "ground");
    say_lines(interview, "sand\n-\nno");
    assert_int_equal(interview->mode, MODE_SUMMARY);
    expect_answer(interview, "colour", "No");
    close_scene(&scene);
}

/* ---------------------------------------------------------------- Too large */

/* Beyond what can be counted no question is known to tell more than another,
 * and one is left out only where no rule needs it any more. */
static void what_is_too_large_is_asked_as_in_the_kb(void **state)
{
    struct buffer text = {0};
    struct interview interview;

    (void)state;
    generate_kb(100, 1000, &text);
    dvf_kb *kb = load_kb(text.bytes);
    start_interview(&interview, kb);
    interview_begin(&interview);
    for (uint32_t last = 0, i = 0; i < 4; i++) {
        struct dvf_analysis *analysis = interview.outlook.analysis;

        assert_true(dvf_analysis_certainty(analysis).method != DVF_EXACT);
        assert_false(interview_is_settled(&interview));
        assert_true(i == 0 ? interview.question == 0
                           : interview.question > last);
        last = interview.question;
        press_keys(&interview, "1 enter");
        if (interview.mode == MODE_WARNING)
            press_keys(&interview, "escape");
    }
    assert_true(interview_left(&interview) > 0);
    interview_release(&interview);
    dvf_kb_free(kb);
    buffer_release(&text);
}

/* ------------------------------------------------------------------ At random
 */

static void answer_at_random(struct interview *interview, struct random *random)
{
    uint32_t attribute =
        random_once_in(random, 2) && interview->question != KB_NONE
            ? interview->question
            : random_below(random, kb_attributes_count(interview->kb));
    const struct kb_attribute *record = &kb_attributes(
        interview->kb)[attribute];
    struct answer answer = {.chosen = VALUES_UNKNOWN};

    if (!random_once_in(random, 4))
        answer.chosen = random_values(record, random);
    assert_int_equal(interview_answer(interview, attribute, &answer),
                     INTERVIEW_ANSWERED);
}

/* What is due depends on the answers, not on how they came. */
static void expect_the_same_afresh(const struct interview *interview)
{
    const dvf_kb *kb = interview->kb;
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct interview afresh;
    struct buffer lines = {0};

    buffer_puts(&lines, "");
    interview_append_lines(interview, NULL, &lines);
    start_interview(&afresh, kb);
    afresh.unattended = true;
    for (char *line = lines.bytes; *line != '\0';) {
        char *end = strchr(line, '\n');

        *end = '\0';
        assert_int_equal(
            interview_set(&afresh, line, (struct position){0}, problems),
            DVF_OK);
        line = end + 1;
    }
    interview_begin(&afresh);
    assert_memory_equal(interview->due, afresh.due, kb_attributes_count(kb));
    assert_int_equal(interview_next(interview), afresh.question);
    buffer_release(&lines);
    dvf_diagnostics_free(problems);
    interview_release(&afresh);
}

static void expect_order(const struct interview *interview)
{
    const uint8_t *applies = evaluation_sure_applies(interview->evaluation);
    uint32_t next = interview_next(interview);
    bool may_apply = false;

    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++) {
        bool due = interview_is_due(interview, i);

        may_apply = may_apply || (interview->states[i] == QUESTION_OPEN &&
                                  applies[i] != TRUTH_FALSE);
        if (due && applies[i] == TRUTH_TRUE)
            assert_int_equal(applies[next], TRUTH_TRUE);
    }
    assert_int_equal(next != KB_NONE, may_apply);
    if (interview_left(interview) == 0 && may_apply)
        assert_true(interview_is_settled(interview));
    if (interview_is_settled(interview))
        assert_int_equal(interview_left(interview), 0);
}

static void in_random_kbs_the_order_follows_from_the_answers(void **state)
{
    struct random random = {23};
    struct buffer text = {0};
    unsigned settled = 0;

    (void)state;
    for (int i = 0; i < RANDOM_KBS; i++) {
        struct interview interview;
        dvf_kb *kb;

        random_kb(&random, &text);
        kb = load_kb(text.bytes);
        start_interview(&interview, kb);
        interview.unattended = true;
        interview_begin(&interview);
        for (uint32_t k = random_below(&random, ANSWERS_MAX); k > 0; k--) {
            answer_at_random(&interview, &random);
            expect_evaluated(&interview);
            expect_order(&interview);
            settled += interview_is_settled(&interview);
        }
        expect_the_same_afresh(&interview);
        interview_release(&interview);
        dvf_kb_free(kb);
    }
    assert_true(settled > 0);
    buffer_release(&text);
}

static void keys_between_answers_analyse_nothing(void **state)
{
    struct scene scene;
    struct interview *interview = &scene.interview;
    const dvf_analysis *analysis;

    (void)state;
    open_scales(&scene, "");
    analysis = interview->outlook.analysis;
    assert_non_null(analysis);
    press_keys(interview, "down ? ? escape s down enter escape s 1");
    assert_ptr_equal(interview->outlook.analysis, analysis);
    close_scene(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            the_first_question_comes_first_and_then_what_tells_most),
        cmocka_unit_test(in_order_they_come_as_in_the_kb),
        cmocka_unit_test(a_question_that_may_not_apply_waits_until_it_does),
        cmocka_unit_test(or_until_nothing_else_is_left),
        cmocka_unit_test(what_cannot_change_the_verdict_is_not_asked),
        cmocka_unit_test(it_is_settled_no_earlier),
        cmocka_unit_test(one_may_go_on_with_what_is_left),
        cmocka_unit_test(it_can_be_said_in_a_word),
        cmocka_unit_test(a_question_comes_back_with_its_reason),
        cmocka_unit_test(a_question_left_out_can_be_answered_all_the_same),
        cmocka_unit_test(an_answer_beside_may_make_this_question_moot),
        cmocka_unit_test(the_builtin_skips_what_cannot_decide),
        cmocka_unit_test(what_is_not_known_is_settled_as_far_as_one_knows),
        cmocka_unit_test(what_a_file_does_not_know_is_asked),
        cmocka_unit_test(what_a_policy_requires_is_asked),
        cmocka_unit_test(so_many_answers_are_asked_for),
        cmocka_unit_test(unattended_what_is_left_is_asked_at_the_end),
        cmocka_unit_test(what_is_too_large_is_asked_as_in_the_kb),
        cmocka_unit_test(in_random_kbs_the_order_follows_from_the_answers),
        cmocka_unit_test(keys_between_answers_analyse_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
