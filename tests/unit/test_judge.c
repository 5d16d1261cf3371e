/* SPDX-License-Identifier: MIT */
/*
 * Outcomes: every one of them, what policies and waivers make of it, and the
 * sum of a run.
 */
#include "trial.h"

#include <string.h>

/* --------------------------------------------------------------- outcomes */

static void a_decision_agrees_with_the_verdict_or_differs(void **state)
{
    static const struct expectation expectations[] = {
        {"speed: fast", LEFT, NULL, CHECK_AGREES, false,
         "The decision is Left, and the answers lead to it (full, 8 points "
         "ahead)."},
        {"speed: fast", RIGHT, NULL, CHECK_DIFFERS, true,
         "The decision is Right, but the answers lead to Left (full, 8 points "
         "ahead)."},
        {"speed: fast", PAIR, NULL, CHECK_DIFFERS, true,
         "The decision is Pair, but the answers lead to Left (full, 8 points "
         "ahead). It stands still."},
        {"loud: true, size: large, parts: [roof, lamp]", RIGHT, NULL,
         CHECK_DIFFERS, true,
         "The decision is Right, which is ruled out; the answers lead to Left "
         "(weak). No room."},
        {"loud: true, parts: [roof, lamp]", PAIR, NULL, CHECK_DIFFERS, true,
         "The decision is Pair, which is ruled out; the answers lead to Left "
         "(weak). No room. It stands still."},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void without_a_decision_there_is_nothing_to_agree_with(void **state)
{
    static const struct expectation expectations[] = {
        {"speed: fast", NULL, NULL, CHECK_NO_DECISION, true,
         "No decision is recorded; the answers lead to Left (full, 8 points "
         "ahead)."},
        {"deep: true, size: medium", NULL, NULL, CHECK_NO_DECISION, true,
         "No decision is recorded; it is too close to call between Left and "
         "Right."},
        {"", NULL, NULL, CHECK_NO_DECISION, true,
         "No decision is recorded; there are not enough answers to tell."},
        {"", NULL, "require: [size]\n", CHECK_NO_DECISION, true, NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void an_expected_option_stands_in_for_the_decision(void **state)
{
    static const struct {
        const char *rest;
        const char *expect;
        enum check_outcome outcome;
        const char *message;
    } trials[] = {
        {NULL, "left", CHECK_AGREES,
         "Left is expected, and the answers lead to it (full, 8 points "
         "ahead)."},
        {RIGHT, "left", CHECK_AGREES, NULL},
        {LEFT, "right", CHECK_DIFFERS,
         "Right is expected, but the answers lead to Left (full, 8 points "
         "ahead)."},
        {LEFT, "pair", CHECK_DIFFERS, NULL},
        {LEFT UNTIL("2026-11-22"), "right", CHECK_WAIVED, NULL},
    };
    struct judged judged;
    size_t i;

    for (i = 0; i < COUNT(trials); i++) {
        judge(&judged, *state,
              &(struct trial){.answers = "speed: fast",
                              .rest = trials[i].rest,
                              .expect = trials[i].expect});
        assert_int_equal(judged.result.outcome, trials[i].outcome);
        assert_string_equal(judged.result.expected, trials[i].expect);
        assert_true(judged.result.expected_is_given);
        if (trials[i].message)
            assert_string_equal(judged.result.message, trials[i].message);
        forget_trial(&judged);
    }
    judge(&judged, *state,
          &(struct trial){.answers = "deep: true", .rest = LEFT});
    assert_string_equal(judged.result.expected, "left");
    assert_false(judged.result.expected_is_given);
    forget_trial(&judged);
}

static void too_close_tolerates_the_leading_options_only(void **state)
{
    static const struct expectation expectations[] = {
        {"deep: true, size: small", LEFT, NULL, CHECK_TOLERATED, false,
         "The decision is Left, and it is too close to call between Left and "
         "Right (1 point apart)."},
        {"deep: true, size: small", RIGHT, NULL, CHECK_TOLERATED, false, NULL},
        {"deep: true, size: medium", RIGHT, NULL, CHECK_TOLERATED, false, NULL},
        {"deep: true, size: small", PAIR, NULL, CHECK_DIFFERS, true,
         "The decision is Pair, but it is too close to call between Left and "
         "Right (1 point apart). It stands still."},
        {"deep: true, size: small", LEFT, "fail_on: [tolerated]\n",
         CHECK_TOLERATED, true, NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void too_few_answers_never_pass_by_default(void **state)
{
    static const struct expectation expectations[] = {
        {"", LEFT, NULL, CHECK_UNDECIDED, true,
         "There are not enough answers: 0 of 6 questions are answered, and "
         "nothing speaks for an option."},
        {"colour: none, size: tiny", LEFT, NULL, CHECK_UNDECIDED, true, NULL},
        {"speed: fast, deep: false", LEFT, "min_answered: 2\n", CHECK_AGREES,
         false, NULL},
        {"speed: fast, deep: false", LEFT, "min_answered: 3\n", CHECK_UNDECIDED,
         true,
         "There are not enough answers: 2 of 6 questions are answered; "
         "p.yaml:2 asks for 3."},
        {"speed: fast, deep: false, parts: []", LEFT,
         "require: [deep, parts]\n", CHECK_AGREES, false, NULL},
        {"speed: fast, deep: unknown, parts: []", LEFT,
         "require: [deep, parts, loud]\nmin_answered: 3\n", CHECK_UNDECIDED,
         true,
         "There are not enough answers: 2 of 6 questions are answered; "
         "p.yaml:3 asks for 3; not answered, but required by p.yaml:2: loud, "
         "deep."},
        {"", LEFT, "require: [deep, parts, loud, size, speed, colour]\n",
         CHECK_UNDECIDED, true,
         "There are not enough answers: 0 of 6 questions are answered, and "
         "nothing speaks for an option; not answered, but required by "
         "p.yaml:2: colour, size, speed, parts, loud and 1 more."},
        {"speed: fast, deep: unknown", LEFT, "require: [deep, speed]\n",
         CHECK_UNDECIDED, true,
         "Not answered, but required by p.yaml:2: deep."},
        /* Answers are missing before a verdict is too weak. */
        {"deep: true", LEFT, "min_answered: 2\nmin_lead: 9\n", CHECK_UNDECIDED,
         true,
         "There are not enough answers: 1 of 6 questions are answered; "
         "p.yaml:2 asks for 2."},
        {"", LEFT, "fail_on: [differs]\n", CHECK_UNDECIDED, false, NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void a_verdict_that_open_answers_change_is_not_settled(void **state)
{
    static const char asks[] = "require_settled: true\n";
    static const struct expectation expectations[] = {
        {"speed: fast, parts: [], loud: false", LEFT, asks, CHECK_AGREES, false,
         "The decision is Left, and the answers lead to it (full, 8 points "
         "ahead); no open answer can change that."},
        {"speed: fast, parts: [], deep: false", LEFT, asks, CHECK_UNDECIDED,
         true,
         "The decision is Left, and the answers lead to it (full, 8 points "
         "ahead); p.yaml:2 asks for a settled verdict, but it could still "
         "become too close to call if loud is true, or Right if size is large "
         "and loud is true."},
        /* It fails as it is. */
        {"speed: fast", RIGHT, asks, CHECK_DIFFERS, true,
         "The decision is Right, but the answers lead to Left (full, 8 points "
         "ahead)."},
        /* Nothing is open. */
        {"speed: fast, parts: [], deep: true, colour: red, size: tiny, loud: "
         "false",
         LEFT, asks, CHECK_AGREES, false,
         "The decision is Left, and the answers lead to it (full, 14 points "
         "ahead)."},
        {"speed: fast", LEFT, "require_settled: false\n", CHECK_AGREES, false,
         "The decision is Left, and the answers lead to it (full, 8 points "
         "ahead)."},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void the_policy_says_which_outcomes_fail(void **state)
{
    static const struct {
        enum check_outcome outcome;
        struct trial trial;
    } trials[] = {
        {CHECK_AGREES, {.answers = "deep: true", .rest = LEFT}},
        {CHECK_TOLERATED,
         {.answers = "deep: true, size: medium", .rest = LEFT}},
        {CHECK_DIFFERS, {.answers = "deep: true", .rest = RIGHT}},
        {CHECK_UNDECIDED, {.answers = "", .rest = RIGHT}},
        {CHECK_NO_DECISION, {.answers = "deep: true"}},
    };
    size_t i;
    unsigned fails;

    for (i = 0; i < COUNT(trials); i++)
        for (fails = 0; fails < CHECK_OUTCOME_COUNT; fails++) {
            struct trial trial = trials[i].trial;
            struct buffer policy = {0};
            struct judged judged;
            const struct check_finding *finding;
            bool failing = fails == (unsigned)trials[i].outcome;

            buffer_printf(&policy, "fail_on: [%s]\n",
                          check_outcome_word((enum check_outcome)fails));
            trial.policy = policy.bytes;
            judge(&judged, *state, &trial);
            assert_int_equal(judged.result.outcome, trials[i].outcome);
            assert_int_equal(judged.result.fails, failing);
            finding = finding_of(&judged.result, judged.result.outcome);
            if (failing)
                assert_int_equal(finding->level, CHECK_LEVEL_ERROR);
            else if (judged.result.outcome == CHECK_AGREES)
                assert_null(finding);
            else
                assert_int_equal(finding->level, CHECK_LEVEL_NOTE);
            if (failing)
                assert_non_null(finding->hint);
            forget_trial(&judged);
            buffer_release(&policy);
        }
}

/* ---------------------------------------------------------------- waivers */

static void a_waiver_holds_on_its_last_day_and_not_the_day_after(void **state)
{
    static const struct {
        const char *as_of;
        enum check_outcome outcome;
        enum waiver_state state;
        int32_t days;
        bool warns;
        const char *message;
    } days[] = {
        {"2026-12-31", CHECK_WAIVED, WAIVER_ACTIVE, 31, false, NULL},
        {"2027-01-01", CHECK_WAIVED, WAIVER_ACTIVE, 30, true,
         "The waiver ends in 30 days, on 2027-01-31."},
        {"2027-01-30", CHECK_WAIVED, WAIVER_ACTIVE, 1, true,
         "The waiver ends in 1 day, on 2027-01-31."},
        {"2027-01-31", CHECK_WAIVED, WAIVER_ACTIVE, 0, true,
         "The waiver ends today, on 2027-01-31."},
        {"2027-02-01", CHECK_WAIVER_EXPIRED, WAIVER_EXPIRED, -1, false, NULL},
        {"2028-03-01", CHECK_WAIVER_EXPIRED, WAIVER_EXPIRED, -395, false, NULL},
    };
    size_t i;

    for (i = 0; i < COUNT(days); i++) {
        const struct check_finding *warning;
        struct judged judged;

        judge(&judged, *state,
              &(struct trial){.answers = "deep: true",
                              .rest = RIGHT UNTIL("2027-01-31"),
                              .as_of = days[i].as_of});
        assert_int_equal(judged.result.outcome, days[i].outcome);
        assert_int_equal(judged.result.unwaived, CHECK_DIFFERS);
        assert_int_equal(judged.result.waiver, days[i].state);
        assert_int_equal(judged.result.waiver_days, days[i].days);
        assert_int_equal(judged.result.fails,
                         days[i].outcome == CHECK_WAIVER_EXPIRED);
        warning = finding_of(&judged.result, CHECK_WAIVER_EXPIRING);
        assert_int_equal(!!warning, days[i].warns);
        if (warning) {
            assert_int_equal(warning->level, CHECK_LEVEL_WARNING);
            assert_string_equal(warning->message, days[i].message);
            assert_string_equal(warning->place.pointer, "/waiver/expires");
            assert_int_equal(warning->place.at.line, 3);
            assert_int_equal(warning->place.at.column, 49);
        }
        assert_null(finding_of(&judged.result, CHECK_WAIVER_UNUSED));
        forget_trial(&judged);
    }
}

static void a_waiver_says_so_in_the_message(void **state)
{
    static const struct expectation expectations[] = {
        {"deep: true", RIGHT UNTIL("2027-01-31"), NULL, CHECK_WAIVED, false,
         "The decision is Right, but the answers lead to Left (weak, 2 points "
         "ahead); a waiver is in force until 2027-01-31."},
        {"deep: true", RIGHT UNTIL("2026-11-21"), NULL, CHECK_WAIVER_EXPIRED,
         true,
         "The decision is Right, but the answers lead to Left (weak, 2 points "
         "ahead); the waiver ended on 2026-11-21."},
        {"", RIGHT UNTIL("2027-01-31"), NULL, CHECK_WAIVED, false, NULL},
        {"deep: true", LEFT UNTIL("2027-01-31"), "min_lead: 3\n", CHECK_WAIVED,
         false,
         "The decision is Left, and the answers lead to it, but not by enough "
         "(weak, 2 points ahead); p.yaml:2 asks for 3 points; a waiver is in "
         "force until 2027-01-31."},
        {"deep: true", UNTIL("2027-01-31"), NULL, CHECK_WAIVED, false, NULL},
        {"deep: true", RIGHT UNTIL("2027-01-31"),
         "fail_on: [differs, waived]\n", CHECK_WAIVED, true, NULL},
        {"deep: true", PAIR UNTIL("2027-01-31"), NULL, CHECK_WAIVED, false,
         "The decision is Pair, but the answers lead to Left (weak, 2 points "
         "ahead); a waiver is in force until 2027-01-31. It stands still."},
        /* That it ended is no reason to pass. */
        {"deep: true", RIGHT UNTIL("2026-11-21"), "fail_on: [differs]\n",
         CHECK_WAIVER_EXPIRED, true, NULL},
        {"deep: true, size: medium", RIGHT UNTIL("2026-11-21"),
         "fail_on: [tolerated]\n", CHECK_WAIVER_EXPIRED, true, NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void a_waiver_of_nothing_is_unused(void **state)
{
    static const struct {
        struct trial trial;
        enum check_outcome outcome;
        const char *message;
    } trials[] = {
        {{.answers = "deep: true", .rest = LEFT UNTIL("2026-11-23")},
         CHECK_AGREES,
         "The waiver waives nothing: the outcome passes without it."},
        {{.answers = "deep: true", .rest = LEFT UNTIL("2026-11-21")},
         CHECK_AGREES,
         "The waiver waives nothing: the outcome passes without it. It ended "
         "on 2026-11-21."},
        {{.answers = "deep: true, size: medium",
          .rest = LEFT UNTIL("2026-11-22")},
         CHECK_TOLERATED,
         NULL},
        {{.answers = "deep: true",
          .rest = RIGHT UNTIL("2026-11-21"),
          .policy = "fail_on: [undecided]\n"},
         CHECK_DIFFERS,
         NULL},
    };
    size_t i;

    for (i = 0; i < COUNT(trials); i++) {
        const struct check_finding *warning;
        struct judged judged;

        judge(&judged, *state, &trials[i].trial);
        assert_int_equal(judged.result.outcome, trials[i].outcome);
        assert_int_equal(judged.result.waiver, WAIVER_UNUSED);
        assert_false(judged.result.fails);
        warning = finding_of(&judged.result, CHECK_WAIVER_UNUSED);
        assert_non_null(warning);
        assert_int_equal(warning->level, CHECK_LEVEL_WARNING);
        assert_string_equal(warning->place.pointer, "/waiver");
        assert_int_equal(warning->place.at.line, 3);
        assert_int_equal(warning->place.at.column, 1);
        assert_non_null(warning->hint);
        if (trials[i].message)
            assert_string_equal(warning->message, trials[i].message);
        assert_null(finding_of(&judged.result, CHECK_WAIVER_EXPIRING));
        forget_trial(&judged);
    }
}

static void waivers_have_words(void **state)
{
    (void)state;
    assert_null(waiver_word(WAIVER_NONE));
    assert_string_equal(waiver_word(WAIVER_ACTIVE), "active");
    assert_string_equal(waiver_word(WAIVER_EXPIRED), "expired");
    assert_string_equal(waiver_word(WAIVER_UNUSED), "unused");
}

/* ---------------------------------------------------------------- summary */

static void the_worst_result_is_the_status(void **state)
{
    static const struct check_result results[] = {
        {.outcome = CHECK_AGREES},
        {.outcome = CHECK_WAIVED},
        {.outcome = CHECK_AGREES},
        {.outcome = CHECK_AGREES, .fails = true}, /* by its lock */
        {.outcome = CHECK_ERROR, .fails = true},
    };
    struct check_summary summary;

    (void)state;
    summary = check_summarise(results, 3);
    assert_int_equal(summary.total, 3);
    assert_int_equal(summary.failed, 0);
    assert_int_equal(summary.outcomes[CHECK_AGREES], 2);
    assert_int_equal(summary.outcomes[CHECK_WAIVED], 1);
    assert_int_equal(check_summary_status(&summary), CHECK_STATUS_HOLDS);
    summary = check_summarise(results, 4);
    assert_int_equal(summary.failed, 1);
    assert_int_equal(check_summary_status(&summary), CHECK_STATUS_FAILS);
    summary = check_summarise(results, 5);
    assert_int_equal(summary.failed, 2);
    assert_int_equal(check_summary_status(&summary), CHECK_STATUS_ERROR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decision_agrees_with_the_verdict_or_differs),
        cmocka_unit_test(without_a_decision_there_is_nothing_to_agree_with),
        cmocka_unit_test(an_expected_option_stands_in_for_the_decision),
        cmocka_unit_test(too_close_tolerates_the_leading_options_only),
        cmocka_unit_test(too_few_answers_never_pass_by_default),
        cmocka_unit_test(a_verdict_that_open_answers_change_is_not_settled),
        cmocka_unit_test(the_policy_says_which_outcomes_fail),
        cmocka_unit_test(a_waiver_holds_on_its_last_day_and_not_the_day_after),
        cmocka_unit_test(a_waiver_says_so_in_the_message),
        cmocka_unit_test(a_waiver_of_nothing_is_unused),
        cmocka_unit_test(waivers_have_words),
        cmocka_unit_test(the_worst_result_is_the_status),
    };

    return cmocka_run_group_tests(tests, trial_open, trial_close);
}
