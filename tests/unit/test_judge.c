/* SPDX-License-Identifier: MIT */
/*
 * Outcomes: every one and each of its bounds, what policies and waivers make of
 * them, and the sum of a run.
 */
#include "trial.h"

#include <string.h>

/* --------------------------------------------------------------- outcomes */

struct expectation {
    const char *answers;
    const char *rest;
    const char *policy;
    enum check_outcome outcome;
    bool fails;
    const char *message; /* the whole; null: any */
};

static void expect_outcomes(const dvf_kb *kb,
                            const struct expectation *expectations,
                            size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        const struct expectation *one = &expectations[i];
        struct judged judged;

        judge(&judged, kb,
              &(struct trial){.answers = one->answers,
                              .rest = one->rest,
                              .policy = one->policy});
        if (judged.result.outcome != one->outcome ||
            judged.result.fails != one->fails ||
            (one->message != NULL &&
             strcmp(judged.result.message, one->message) != 0))
            fail_msg("trial %zu: %s, %s: %s", i,
                     check_outcome_word(judged.result.outcome),
                     judged.result.fails ? "fails" : "passes",
                     judged.result.message);
        forget_trial(&judged);
    }
}

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
         "ahead)."},
        {"loud: true, size: large, parts: [roof, lamp]", RIGHT, NULL,
         CHECK_DIFFERS, true,
         "The decision is Right, which is ruled out: the answers lead to Left "
         "(weak)."},
        {"loud: true, parts: [roof, lamp]", PAIR, NULL, CHECK_DIFFERS, true,
         "The decision is Pair, which is ruled out: the answers lead to Left "
         "(weak)."},
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
        if (trials[i].message != NULL)
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
         "Right (1 point apart)."},
        {"deep: true, size: small", LEFT, "fail_on: [tolerated]\n",
         CHECK_TOLERATED, true, NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void a_lead_below_the_policy_is_too_close_to_call(void **state)
{
    /* Left leads by 6 of 10 points. */
    static const char answers[] = "speed: fast, size: medium";
    const struct expectation expectations[] = {
        {answers, LEFT, "min_lead: 6\n", CHECK_AGREES, false, NULL},
        {answers, RIGHT, "min_lead: 6\n", CHECK_DIFFERS, true, NULL},
        {answers, LEFT, "min_lead: 7\n", CHECK_TOLERATED, false,
         "The decision is Left, and the answers lead to it, but not by enough "
         "(clear, 6 points ahead; the policy asks for 7 points)."},
        {answers, RIGHT, "min_lead: 7\n", CHECK_TOLERATED, false,
         "The decision is Right, which is within reach: the answers lead to "
         "Left (clear, 6 points ahead; the policy asks for 7 points)."},
        {answers, PAIR, "min_lead: 7\n", CHECK_DIFFERS, true, NULL},
        {answers, RIGHT, "min_lead: 2147483647\n", CHECK_TOLERATED, false,
         NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void a_strength_below_the_policy_is_too_close_to_call(void **state)
{
    static const char clear[] = "speed: fast, size: large";
    static const char weak[] = "colour: red, size: medium";
    const struct expectation expectations[] = {
        {clear, LEFT, "min_strength: clear\n", CHECK_AGREES, false, NULL},
        {clear, RIGHT, "min_strength: clear\n", CHECK_DIFFERS, true, NULL},
        {clear, LEFT, "min_strength: full\n", CHECK_TOLERATED, false, NULL},
        {weak, LEFT, "min_strength: weak\n", CHECK_AGREES, false, NULL},
        {weak, RIGHT, "min_strength: clear\n", CHECK_TOLERATED, false,
         "The decision is Right, which is within reach: the answers lead to "
         "Left (weak, 2 points ahead; the policy asks for clear)."},
        {weak, RIGHT, "min_strength: clear\nmin_lead: 3\n", CHECK_TOLERATED,
         false,
         "The decision is Right, which is within reach: the answers lead to "
         "Left (weak, 2 points ahead; the policy asks for clear and 3 "
         "points)."},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void an_excluded_option_never_leads(void **state)
{
    static const struct expectation expectations[] = {
        /* Right would be ahead by one. */
        {"colour: red, loud: true, parts: [roof, lamp]", RIGHT,
         "min_lead: 20\n", CHECK_DIFFERS, true, NULL},
        {"colour: red, loud: true, parts: [roof, lamp]", LEFT, "min_lead: 20\n",
         CHECK_TOLERATED, false, NULL},
        {"colour: red, loud: true, parts: [roof, lamp]", LEFT, NULL,
         CHECK_AGREES, false, NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void a_combination_has_a_strength_but_no_lead(void **state)
{
    /* The weakest part of the combination has 4 of 12, 4 of 8 or 1 of 9. */
    static const struct expectation expectations[] = {
        {"parts: [wheel], speed: fast, size: large", PAIR, NULL, CHECK_AGREES,
         false, "The decision is Pair, and the answers lead to it (clear)."},
        {"parts: [wheel], speed: fast, size: large", LEFT, NULL, CHECK_DIFFERS,
         true, "The decision is Left, but the answers lead to Pair (clear)."},
        {"parts: [wheel], speed: fast, size: large", PAIR, "min_lead: 9\n",
         CHECK_AGREES, false, NULL},
        {"parts: [wheel], speed: fast, size: small", PAIR,
         "min_strength: clear\n", CHECK_TOLERATED, false,
         "The decision is Pair, and the answers lead to it, but not by enough "
         "(weak; the policy asks for clear)."},
        {"parts: [wheel], speed: fast, size: small", LEFT,
         "min_strength: clear\nmin_lead: 99\n", CHECK_TOLERATED, false, NULL},
        {"parts: [wheel], speed: fast, size: small", RIGHT,
         "min_strength: clear\nmin_lead: 99\n", CHECK_DIFFERS, true, NULL},
        {"parts: [wheel], colour: red, size: large", RIGHT,
         "min_strength: full\n", CHECK_TOLERATED, false, NULL},
        /* Near the best is not the best: 2 against 1. */
        {"parts: [wheel], deep: true, size: small", RIGHT,
         "min_strength: full\n", CHECK_DIFFERS, true, NULL},
        {"parts: [wheel, roof], speed: fast, size: small", PAIR, NULL,
         CHECK_DIFFERS, true, NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void too_few_answers_never_pass_by_default(void **state)
{
    static const struct expectation expectations[] = {
        {"", LEFT, NULL, CHECK_UNDECIDED, true,
         "There are not enough answers: 0 of 6 questions are answered, and "
         "nothing speaks for "
         "an option."},
        {"colour: none, size: tiny", LEFT, NULL, CHECK_UNDECIDED, true, NULL},
        {"speed: fast, deep: false", LEFT, "min_answered: 2\n", CHECK_AGREES,
         false, NULL},
        {"speed: fast, deep: false", LEFT, "min_answered: 3\n", CHECK_UNDECIDED,
         true,
         "There are not enough answers: 2 of 6 questions are answered; the "
         "policy asks for "
         "3."},
        {"speed: fast, deep: false, parts: []", LEFT,
         "require: [deep, parts]\n", CHECK_AGREES, false, NULL},
        {"speed: fast, deep: unknown, parts: []", LEFT,
         "require: [deep, parts, loud]\nmin_answered: 3\n", CHECK_UNDECIDED,
         true,
         "There are not enough answers: 2 of 6 questions are answered; the "
         "policy asks for "
         "3; the policy requires loud, deep."},
        {"", LEFT, "require: [deep, parts, loud, size, speed, colour]\n",
         CHECK_UNDECIDED, true,
         "There are not enough answers: 0 of 6 questions are answered, and "
         "nothing speaks for "
         "an option; the policy requires colour, size, speed, parts, loud and "
         "1 more."},
        {"speed: fast, deep: unknown", LEFT, "require: [deep, speed]\n",
         CHECK_UNDECIDED, true,
         "There are not enough answers: 1 of 6 questions are answered; the "
         "policy requires deep."},
        {"", LEFT, "fail_on: [differs]\n", CHECK_UNDECIDED, false, NULL},
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

/* ------------------------------------------------ three options that score */

/* A KB in which deep yields 8 points for left, 6 for right, 4 for third. */
static dvf_kb *load_three(const char *excludes)
{
    struct buffer text = {0};
    struct buffer whole = {0};
    const char *options;
    dvf_kb *kb;

    buffer_puts(&text, "criteria:\n"
                       "  - {id: total, collect: sum}\n"
                       "  - {id: main, in: total, collect: sum}\n"
                       "rules:\n");
    trial_rule(&text, "l8", "deep", "left", "decisive");
    trial_rule(&text, "r4", "deep", "right", "strong");
    trial_rule(&text, "r2", "deep", "right", "moderate");
    trial_rule(&text, "t4", "deep", "third", "strong");
    buffer_printf(&text,
                  "verdict:\n"
                  "  too_close: {points: 2, percent: 0}\n"
                  "  strength:\n"
                  "    - {id: weak, points: 0, percent: 0}\n"
                  "    - {id: clear, points: 4, percent: 10}\n"
                  "    - {id: full, points: 5, percent: 10}\n%s",
                  excludes);
    small_kb_with(text.bytes, &whole);
    options = strstr(whole.bytes, "  - {id: pair,");
    buffer_clear(&text);
    buffer_append(&text, whole.bytes, (size_t)(options - whole.bytes));
    buffer_puts(&text, "  - {id: third, title: Third, summary: The last.}\n");
    buffer_puts(&text, options);
    kb = load_kb(text.bytes);
    buffer_release(&text);
    buffer_release(&whole);
    return kb;
}

#define THIRD "decision: {option: third}\n"

static void each_option_within_reach_leads(void **state)
{
    static const struct expectation expectations[] = {
        {"deep: true", RIGHT, NULL, CHECK_DIFFERS, true, NULL},
        {"deep: true", RIGHT, "min_lead: 2\n", CHECK_DIFFERS, true, NULL},
        {"deep: true", RIGHT, "min_lead: 3\n", CHECK_TOLERATED, false, NULL},
        {"deep: true", THIRD, "min_lead: 4\n", CHECK_DIFFERS, true, NULL},
        {"deep: true", THIRD, "min_lead: 5\n", CHECK_TOLERATED, false, NULL},
        {"deep: true", RIGHT, "min_strength: clear\n", CHECK_TOLERATED, false,
         NULL},
        {"deep: true", THIRD, "min_strength: clear\n", CHECK_DIFFERS, true,
         NULL},
        {"deep: true", THIRD, "min_strength: full\n", CHECK_TOLERATED, false,
         NULL},
    };
    dvf_kb *kb = load_three("");

    (void)state;
    expect_outcomes(kb, expectations, COUNT(expectations));
    dvf_kb_free(kb);
}

static void without_an_answer_no_option_leads(void **state)
{
    const struct verdict_reach far = {.points = 100, .strength = 2};
    dvf_evaluation *evaluation = evaluate(*state, load_answers(*state, ""),
                                          NULL);
    uint32_t i;

    for (i = 0; i < kb_options_count(*state); i++)
        assert_false(verdict_is_leading(evaluation, i, far));
    forget(evaluation);
}

static void what_is_excluded_is_no_measure_of_the_lead_of_others(void **state)
{
    static const struct expectation expectations[] = {
        /* Without left, right is the best, and third two points behind. */
        {"deep: true", LEFT, "min_lead: 9\n", CHECK_DIFFERS, true, NULL},
        {"deep: true", RIGHT, NULL, CHECK_AGREES, false, NULL},
        {"deep: true", THIRD, "min_lead: 2\n", CHECK_DIFFERS, true, NULL},
        {"deep: true", THIRD, "min_lead: 3\n", CHECK_TOLERATED, false, NULL},
    };
    static const struct expectation close[] = {
        {"deep: true", LEFT, NULL, CHECK_DIFFERS, true,
         "The decision is Left, which is ruled out: it is too close to call "
         "between Right and Third."},
        {"deep: true", THIRD, NULL, CHECK_TOLERATED, false,
         "The decision is Third, and it is too close to call between Right and "
         "Third."},
    };
    static const char excludes[] = "  excludes:\n"
                                   "    - option: left\n"
                                   "      when:\n"
                                   "        - deep\n"
                                   "      says: Not left.\n";
    dvf_kb *kb = load_three(excludes);

    (void)state;
    expect_outcomes(kb, expectations, COUNT(expectations));
    /* Two points apart are too close by a wider bound of the KB. */
    kb->too_close_points = 3;
    expect_outcomes(kb, close, COUNT(close));
    dvf_kb_free(kb);
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
        assert_int_equal(warning != NULL, days[i].warns);
        if (warning != NULL) {
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
        {"deep: true", UNTIL("2027-01-31"), NULL, CHECK_WAIVED, false, NULL},
        {"deep: true", RIGHT UNTIL("2027-01-31"),
         "fail_on: [differs, waived]\n", CHECK_WAIVED, true, NULL},
        {"deep: true", RIGHT UNTIL("2026-11-21"), "fail_on: [differs]\n",
         CHECK_WAIVER_EXPIRED, false, NULL},
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
        if (trials[i].message != NULL)
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
        cmocka_unit_test(a_lead_below_the_policy_is_too_close_to_call),
        cmocka_unit_test(a_strength_below_the_policy_is_too_close_to_call),
        cmocka_unit_test(an_excluded_option_never_leads),
        cmocka_unit_test(a_combination_has_a_strength_but_no_lead),
        cmocka_unit_test(too_few_answers_never_pass_by_default),
        cmocka_unit_test(the_policy_says_which_outcomes_fail),
        cmocka_unit_test(each_option_within_reach_leads),
        cmocka_unit_test(without_an_answer_no_option_leads),
        cmocka_unit_test(what_is_excluded_is_no_measure_of_the_lead_of_others),
        cmocka_unit_test(a_waiver_holds_on_its_last_day_and_not_the_day_after),
        cmocka_unit_test(a_waiver_says_so_in_the_message),
        cmocka_unit_test(a_waiver_of_nothing_is_unused),
        cmocka_unit_test(waivers_have_words),
        cmocka_unit_test(the_worst_result_is_the_status),
    };

    return cmocka_run_group_tests(tests, trial_open, trial_close);
}
