/* SPDX-License-Identifier: MIT */
/*
 * Bounds: what a policy's min_lead, min_strength, min_answered and require make
 * of an outcome, which options lead whatever they ask, and that more of a bound
 * never lets anything pass.
 */
#include "random_kb.h"
#include "trial.h"

#include <string.h>

/* ------------------------------------------------------- lead and strength */

static void a_lead_below_the_policy_settles_nothing(void **state)
{
    /* Left leads by 6 of 10 points, and by one of 3. */
    static const char answers[] = "speed: fast, size: medium";
    static const char close[] = "deep: true, size: small";
    const struct expectation expectations[] = {
        {answers, LEFT, "min_lead: 6\n", CHECK_AGREES, false, NULL},
        {answers, RIGHT, "min_lead: 6\n", CHECK_DIFFERS, true, NULL},
        {answers, LEFT, "min_lead: 7\n", CHECK_UNDECIDED, true,
         "The decision is Left, and the answers lead to it, but not by enough "
         "(clear, 6 points ahead); p.yaml:2 asks for 7 points."},
        {answers, RIGHT, "min_lead: 7\n", CHECK_DIFFERS, true,
         "The decision is Right, but the answers lead to Left (clear, 6 points "
         "ahead)."},
        {answers, PAIR, "min_lead: 7\n", CHECK_DIFFERS, true, NULL},
        {answers, LEFT, "min_lead: 2147483647\n", CHECK_UNDECIDED, true, NULL},
        {answers, RIGHT, "min_lead: 2147483647\n", CHECK_DIFFERS, true, NULL},
        {answers, LEFT, "min_lead: 7\nfail_on: [differs]\n", CHECK_UNDECIDED,
         false, NULL},
        {close, LEFT, "min_lead: 1\n", CHECK_TOLERATED, false, NULL},
        {close, RIGHT, "min_lead: 1\n", CHECK_TOLERATED, false, NULL},
        {close, LEFT, "min_lead: 2\n", CHECK_UNDECIDED, true,
         "The decision is Left, and it is too close to call between Left and "
         "Right (1 point apart); p.yaml:2 asks for 2 points."},
        {close, RIGHT, "min_lead: 2\n", CHECK_UNDECIDED, true, NULL},
        {close, PAIR, "min_lead: 2\n", CHECK_DIFFERS, true, NULL},
        {"deep: true, size: medium", LEFT, "min_lead: 1\n", CHECK_UNDECIDED,
         true,
         "The decision is Left, and it is too close to call between Left and "
         "Right; p.yaml:2 asks for 1 point."},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void a_strength_below_the_policy_settles_nothing(void **state)
{
    static const char clear[] = "speed: fast, size: large";
    static const char weak[] = "colour: red, size: medium";
    const struct expectation expectations[] = {
        {clear, LEFT, "min_strength: clear\n", CHECK_AGREES, false, NULL},
        {clear, RIGHT, "min_strength: clear\n", CHECK_DIFFERS, true, NULL},
        {clear, LEFT, "min_strength: full\n", CHECK_UNDECIDED, true, NULL},
        {clear, RIGHT, "min_strength: full\n", CHECK_DIFFERS, true, NULL},
        {weak, LEFT, "min_strength: clear\n", CHECK_UNDECIDED, true,
         "The decision is Left, and the answers lead to it, but not by enough "
         "(weak, 2 points ahead); p.yaml:2 asks for clear."},
        {weak, RIGHT, "min_strength: clear\n", CHECK_DIFFERS, true,
         "The decision is Right, but the answers lead to Left (weak, 2 points "
         "ahead)."},
        {weak, LEFT, "min_lead: 3\nmin_strength: clear\n", CHECK_UNDECIDED,
         true,
         "The decision is Left, and the answers lead to it, but not by enough "
         "(weak, 2 points ahead); p.yaml:3 asks for clear; p.yaml:2 asks for "
         "3 points."},
        {weak, LEFT, "min_lead: 2\nmin_strength: clear\n", CHECK_UNDECIDED,
         true,
         "The decision is Left, and the answers lead to it, but not by enough "
         "(weak, 2 points ahead); p.yaml:3 asks for clear."},
        {weak, RIGHT, "min_strength: clear\nmin_lead: 3\n", CHECK_DIFFERS, true,
         NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void the_least_strength_is_more_than_too_close_to_call(void **state)
{
    static const char weak[] = "colour: red, size: medium";
    static const char close[] = "deep: true, size: small";
    const struct expectation expectations[] = {
        {weak, LEFT, "min_strength: weak\n", CHECK_AGREES, false, NULL},
        {weak, RIGHT, "min_strength: weak\n", CHECK_DIFFERS, true, NULL},
        {close, LEFT, "min_strength: weak\n", CHECK_UNDECIDED, true,
         "The decision is Left, and it is too close to call between Left and "
         "Right (1 point apart); p.yaml:2 asks for weak."},
        {close, RIGHT, "min_strength: weak\n", CHECK_UNDECIDED, true, NULL},
        {close, PAIR, "min_strength: weak\n", CHECK_DIFFERS, true, NULL},
        {close, LEFT, "min_strength: full\n", CHECK_UNDECIDED, true, NULL},
        {close, LEFT, "min_strength: none\n", CHECK_TOLERATED, false, NULL},
        {close, RIGHT, "min_strength: none\n", CHECK_TOLERATED, false, NULL},
        {"parts: [wheel], speed: fast", PAIR, "min_strength: weak\n",
         CHECK_AGREES, false, NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void an_excluded_option_never_leads(void **state)
{
    /* Right would be ahead by three. */
    static const char answers[] = "colour: red, loud: true, parts: [roof, "
                                  "lamp]";
    const struct expectation expectations[] = {
        {answers, RIGHT, "min_lead: 20\n", CHECK_DIFFERS, true, NULL},
        {answers, RIGHT, "min_strength: full\n", CHECK_DIFFERS, true, NULL},
        {answers, LEFT, "min_lead: 20\n", CHECK_UNDECIDED, true,
         "The decision is Left, and the answers lead to it, but not by enough "
         "(weak); p.yaml:2 asks for 20 points."},
        {answers, LEFT, "min_lead: 1\n", CHECK_UNDECIDED, true, NULL},
        {answers, LEFT, "min_lead: 0\n", CHECK_AGREES, false, NULL},
        {answers, LEFT, NULL, CHECK_AGREES, false, NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void a_combination_stands_by_its_weaker_part(void **state)
{
    /* The weaker part of the combination has 4 of 12, 1 of 9, or nothing. */
    static const char clear[] = "parts: [wheel], speed: fast, size: large";
    static const char weak[] = "parts: [wheel], speed: fast, size: small";
    static const char none[] = "parts: [wheel], speed: fast";
    const struct expectation expectations[] = {
        {clear, PAIR, NULL, CHECK_AGREES, false,
         "The decision is Pair, and the answers lead to it (clear, 4 points "
         "for its weaker part)."},
        {clear, LEFT, NULL, CHECK_DIFFERS, true,
         "The decision is Left, but the answers lead to Pair (clear, 4 points "
         "for its weaker part)."},
        {clear, PAIR, "min_lead: 4\nmin_strength: clear\n", CHECK_AGREES, false,
         NULL},
        {clear, PAIR, "min_lead: 5\n", CHECK_UNDECIDED, true,
         "The decision is Pair, and the answers lead to it, but not by enough "
         "(clear, 4 points for its weaker part); p.yaml:2 asks for 5 points."},
        {clear, PAIR, "min_lead: 9\n", CHECK_UNDECIDED, true, NULL},
        {weak, PAIR, "min_strength: clear\n", CHECK_UNDECIDED, true,
         "The decision is Pair, and the answers lead to it, but not by enough "
         "(weak, 1 point for its weaker part); p.yaml:2 asks for clear."},
        {weak, PAIR, "min_lead: 1\n", CHECK_AGREES, false, NULL},
        {weak, PAIR, "min_lead: 2\n", CHECK_UNDECIDED, true, NULL},
        {weak, LEFT, "min_strength: clear\nmin_lead: 99\n", CHECK_DIFFERS, true,
         "The decision is Left, but the answers lead to Pair (weak, 1 point "
         "for its weaker part)."},
        {weak, RIGHT, "min_strength: clear\nmin_lead: 99\n", CHECK_DIFFERS,
         true, NULL},
        {none, PAIR, NULL, CHECK_AGREES, false,
         "The decision is Pair, and the answers lead to it (weak, 0 points for "
         "its weaker part)."},
        {none, PAIR, "min_lead: 1\n", CHECK_UNDECIDED, true, NULL},
        {none, LEFT, "min_lead: 1\n", CHECK_DIFFERS, true, NULL},
        /* Neither of two parts that are level leads beside it. */
        {"parts: [wheel], colour: red, size: large", RIGHT,
         "min_strength: full\n", CHECK_DIFFERS, true, NULL},
        {"parts: [wheel], colour: red, size: large", LEFT,
         "min_strength: full\n", CHECK_DIFFERS, true, NULL},
        {"parts: [wheel], deep: true, size: small", RIGHT,
         "min_strength: full\n", CHECK_DIFFERS, true, NULL},
        {"parts: [wheel, roof], speed: fast, size: small", PAIR, NULL,
         CHECK_DIFFERS, true, NULL},
    };

    expect_outcomes(*state, expectations, COUNT(expectations));
}

static void a_margin_is_the_lead_or_the_points_of_the_weaker_part(void **state)
{
    static const struct {
        const char *answers;
        const char *outcome;
        int32_t margin;
        int32_t lead;
    } margins[] = {
        {"", "undecided", 0, 0},
        {"speed: fast", "left", 8, 8},
        {"speed: fast, size: medium", "left", 6, 6},
        {"deep: true, loud: true", "right", 6, 6},
        {"deep: true, size: small", "too_close", 1, 1},
        {"deep: true, size: medium", "too_close", 0, 0},
        {"colour: red, loud: true, parts: [roof, lamp]", "left", -3, -3},
        /* As many points for a combination, whichever part is ahead. */
        {"parts: [wheel], speed: fast, size: large", "pair", 4, 4},
        {"parts: [wheel], colour: red, loud: true", "pair", 4, 4},
        {"parts: [wheel], speed: fast, size: small", "pair", 1, 7},
        {"parts: [wheel], deep: true, loud: true", "pair", 2, 6},
        {"parts: [wheel], speed: fast, loud: true", "pair", 8, 0},
        {"parts: [wheel], speed: fast", "pair", 0, 8},
        {"parts: [wheel]", "pair", 0, 0},
    };
    size_t i;

    for (i = 0; i < COUNT(margins); i++) {
        struct judged judged;

        judge(&judged, *state, &(struct trial){.answers = margins[i].answers});
        assert_string_equal(verdict_outcome(judged.evaluation),
                            margins[i].outcome);
        assert_int_equal(verdict_margin(judged.evaluation), margins[i].margin);
        assert_int_equal(judged.evaluation->verdict.lead, margins[i].lead);
        forget_trial(&judged);
    }
}

static void a_message_names_the_option_that_asks(void **state)
{
    static const struct {
        enum policy_setting setting;
        const char *name;
        const char *word;
        const char *message;
    } options[] = {
        {POLICY_MIN_LEAD, "--min-lead", "3",
         "The decision is Left, and the answers lead to it, but not by enough "
         "(weak, 2 points ahead); --min-lead asks for 3 points."},
        {POLICY_MIN_STRENGTH, "--min-strength", "full",
         "The decision is Left, and the answers lead to it, but not by enough "
         "(weak, 2 points ahead); --min-strength asks for full."},
        {POLICY_MIN_ANSWERED, "--min-answered", "2",
         "There are not enough answers: 1 of 6 questions are answered; "
         "--min-answered asks for 2."},
        {POLICY_REQUIRE, "--require", "size,deep",
         "Not answered, but required by --require: size."},
        {POLICY_REQUIRE_SETTLED, "--require-settled", "true",
         "The decision is Left, and the answers lead to it (weak, 2 points "
         "ahead); --require-settled asks for a settled verdict, but it could "
         "still become Right if size is large, or Pair if parts is [wheel], or "
         "too close to call if size is small."},
    };
    size_t i;

    for (i = 0; i < COUNT(options); i++) {
        const struct policy_option option = {.setting = options[i].setting,
                                             .name = options[i].name,
                                             .words = &options[i].word,
                                             .count = 1};
        dvf_diagnostics *list = dvf_diagnostics_new();
        struct judged judged;

        judge(&judged, *state,
              &(struct trial){.answers = "deep: true", .rest = LEFT});
        assert_int_equal(judged.result.outcome, CHECK_AGREES);
        assert_int_equal(policy_set(&judged.policy, &option, list), DVF_OK);
        judge_again(&judged);
        assert_int_equal(judged.result.outcome, CHECK_UNDECIDED);
        assert_string_equal(judged.result.message, options[i].message);
        forget_trial(&judged);
        dvf_diagnostics_free(list);
    }
}

static void without_an_answer_no_option_leads(void **state)
{
    dvf_evaluation *evaluation = evaluate(*state, load_answers(*state, ""),
                                          NULL);
    uint32_t i;

    for (i = 0; i < kb_options_count(*state); i++)
        assert_false(verdict_is_leading(evaluation, i));
    forget(evaluation);
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

static void no_bound_lets_another_option_lead(void **state)
{
    /* Left is two points ahead. */
    static const struct expectation expectations[] = {
        {"deep: true", RIGHT, NULL, CHECK_DIFFERS, true, NULL},
        {"deep: true", RIGHT, "min_lead: 2\n", CHECK_DIFFERS, true, NULL},
        {"deep: true", RIGHT, "min_lead: 3\n", CHECK_DIFFERS, true, NULL},
        {"deep: true", THIRD, "min_lead: 4\n", CHECK_DIFFERS, true, NULL},
        {"deep: true", THIRD, "min_lead: 5\n", CHECK_DIFFERS, true, NULL},
        {"deep: true", LEFT, "min_lead: 2\n", CHECK_AGREES, false, NULL},
        {"deep: true", LEFT, "min_lead: 3\n", CHECK_UNDECIDED, true, NULL},
        {"deep: true", RIGHT, "min_strength: clear\n", CHECK_DIFFERS, true,
         NULL},
        {"deep: true", THIRD, "min_strength: clear\n", CHECK_DIFFERS, true,
         NULL},
        {"deep: true", THIRD, "min_strength: full\n", CHECK_DIFFERS, true,
         NULL},
        {"deep: true", LEFT, "min_strength: clear\n", CHECK_UNDECIDED, true,
         NULL},
    };
    dvf_kb *kb = load_three("");

    (void)state;
    expect_outcomes(kb, expectations, COUNT(expectations));
    dvf_kb_free(kb);
}

static void each_option_as_close_to_the_best_leads(void **state)
{
    static const struct expectation two[] = {
        {"deep: true", LEFT, NULL, CHECK_TOLERATED, false,
         "The decision is Left, and it is too close to call between Left and "
         "Right (2 points apart)."},
        {"deep: true", RIGHT, NULL, CHECK_TOLERATED, false, NULL},
        {"deep: true", THIRD, NULL, CHECK_DIFFERS, true,
         "The decision is Third, but it is too close to call between Left and "
         "Right (2 points apart)."},
        {"deep: true", THIRD, "min_lead: 9\n", CHECK_DIFFERS, true, NULL},
    };
    static const struct expectation three[] = {
        {"deep: true", LEFT, NULL, CHECK_TOLERATED, false, NULL},
        {"deep: true", RIGHT, NULL, CHECK_TOLERATED, false, NULL},
        {"deep: true", THIRD, NULL, CHECK_TOLERATED, false,
         "The decision is Third, and it is too close to call between Left, "
         "Right and Third (2 points apart)."},
        {"deep: true", THIRD, "min_lead: 2\n", CHECK_TOLERATED, false, NULL},
        {"deep: true", THIRD, "min_lead: 3\n", CHECK_UNDECIDED, true, NULL},
        {"deep: true", PAIR, NULL, CHECK_DIFFERS, true, NULL},
    };
    dvf_kb *kb = load_three("");

    (void)state;
    kb->too_close_points = 3;
    expect_outcomes(kb, two, COUNT(two));
    kb->too_close_points = 4;
    expect_outcomes(kb, two, COUNT(two));
    kb->too_close_points = 5;
    expect_outcomes(kb, three, COUNT(three));
    dvf_kb_free(kb);
}

static void what_is_excluded_is_no_measure_of_the_lead_of_others(void **state)
{
    static const struct expectation expectations[] = {
        /* Without left, right is the best, and third two points behind. */
        {"deep: true", LEFT, "min_lead: 9\n", CHECK_DIFFERS, true, NULL},
        {"deep: true", RIGHT, NULL, CHECK_AGREES, false, NULL},
        {"deep: true", THIRD, "min_lead: 2\n", CHECK_DIFFERS, true, NULL},
        {"deep: true", THIRD, "min_lead: 3\n", CHECK_DIFFERS, true, NULL},
    };
    static const struct expectation close[] = {
        {"deep: true", LEFT, NULL, CHECK_DIFFERS, true,
         "The decision is Left, which is ruled out; it is too close to call "
         "between Right and Third. Not left."},
        {"deep: true", THIRD, NULL, CHECK_TOLERATED, false,
         "The decision is Third, and it is too close to call between Right and "
         "Third."},
        {"deep: true", THIRD, "min_lead: 2\n", CHECK_TOLERATED, false, NULL},
        {"deep: true", THIRD, "min_lead: 3\n", CHECK_UNDECIDED, true, NULL},
        {"deep: true", LEFT, "min_lead: 3\n", CHECK_DIFFERS, true, NULL},
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

/* ---------------------------------------------------------------- monotony */

#define PROFILES 20000

/* Settings that are bounds. */
static const enum policy_setting bounds[] = {
    POLICY_MIN_LEAD, POLICY_MIN_STRENGTH, POLICY_MIN_ANSWERED, POLICY_REQUIRE};

/* Add a bound, or raise it where there is one. */
static void raise_bound(struct policy *policy, enum policy_setting setting,
                        struct random *random)
{
    uint32_t attributes = kb_attributes_count(policy->kb);
    uint32_t first = policy->min_strength == KB_NONE ? 0 : policy->min_strength;
    uint32_t strengths = kb_strengths_count(policy->kb) - first;

    switch (setting) {
    case POLICY_MIN_LEAD:
        policy->min_lead += 1 + random_below(random, 8);
        break;
    case POLICY_MIN_STRENGTH:
        policy->min_strength = first + random_below(random, strengths);
        break;
    case POLICY_MIN_ANSWERED:
        policy->min_answered += 1 + random_below(random, attributes / 2);
        break;
    default:
        policy->required[random_below(random, attributes)] = 1;
        break;
    }
}

/* A policy. Where it fails what a bound may turn into undecided, it fails
 * undecided as well: it would ask for bounds and let pass what is short of
 * them. */
static void make_policy(struct policy *policy, struct random *random)
{
    bool *fails = policy->fails;
    size_t i;

    assert_int_equal(policy_init(policy, dvf_kb_builtin()), DVF_OK);
    for (i = 0; i < COUNT(bounds); i++)
        if (random_once_in(random, 5))
            raise_bound(policy, bounds[i], random);
    for (i = 0; i < CHECK_OUTCOME_COUNT; i++)
        if (random_once_in(random, 3))
            fails[i] = i == CHECK_ERROR || random_once_in(random, 2);
    if (fails[CHECK_AGREES] || fails[CHECK_TOLERATED])
        fails[CHECK_UNDECIDED] = true;
}

/* Mostly what the answers lead to, so that many pass. */
static void decide(dvf_profile *profile, const dvf_evaluation *evaluation,
                   struct random *random)
{
    const dvf_kb *kb = profile->kb;
    uint32_t option = evaluation->verdict.option;

    if (random_once_in(random, 20))
        return;
    if (option == KB_NONE || random_once_in(random, 3))
        option = random_below(random, kb_options_count(kb));
    profile->decision.option = kb_string(kb, kb_options(kb)[option].id);
    if (random_once_in(random, 6))
        profile->waiver = (struct waiver){
            .reason = "We must.",
            .expires = random_once_in(random, 2) ? "2026-11-22" : "2026-11-21",
        };
}

/* What became of a profile with less of a bound, and with more. */
struct step {
    enum check_outcome before;
    enum check_outcome after; /* both without a waiver */
    bool failed;
    bool fails;
};

static void judge_step(struct step *step, const dvf_evaluation *evaluation,
                       enum policy_setting setting, struct random *random)
{
    struct policy policy;
    const struct check_request request = {.policy = &policy,
                                          .as_of = "2026-11-22"};
    const struct check_subject subject = {
        .file = "f", .name = "f", .evaluation = evaluation};
    struct check_result result = {0};

    make_policy(&policy, random);
    assert_int_equal(check_judge(&result, &subject, &request), DVF_OK);
    step->before = result.unwaived;
    step->failed = result.fails;
    check_result_release(&result);
    raise_bound(&policy, setting, random);
    assert_int_equal(check_judge(&result, &subject, &request), DVF_OK);
    step->after = result.unwaived;
    step->fails = result.fails;
    check_result_release(&result);
    policy_release(&policy);
}

static void more_of_a_bound_never_lets_anything_pass(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    struct random random = {6};
    unsigned stopped[COUNT(bounds)] = {0};
    unsigned failed = 0;
    size_t i;

    (void)state;
    for (i = 0; i < PROFILES; i++) {
        dvf_profile *profile = random_profile(kb, &random);
        dvf_evaluation *evaluation = evaluate(kb, profile, NULL);
        enum policy_setting setting = bounds[i % COUNT(bounds)];
        struct step step;

        decide(profile, evaluation, &random);
        judge_step(&step, evaluation, setting, &random);
        if ((step.failed && !step.fails) ||
            (step.after != step.before && step.after != CHECK_UNDECIDED))
            fail_msg("%zu: more %s: from %s, which %s, to %s, which %s", i,
                     policy_key(setting), check_outcome_word(step.before),
                     step.failed ? "fails" : "passes",
                     check_outcome_word(step.after),
                     step.fails ? "fails" : "passes");
        failed += step.failed;
        stopped[i % COUNT(bounds)] += step.fails && !step.failed;
        forget(evaluation);
    }
    assert_true(failed > PROFILES / 10);
    for (i = 0; i < COUNT(bounds); i++)
        if (stopped[i] < PROFILES / 200)
            fail_msg("%s stops %u", policy_key(bounds[i]), stopped[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lead_below_the_policy_settles_nothing),
        cmocka_unit_test(a_strength_below_the_policy_settles_nothing),
        cmocka_unit_test(the_least_strength_is_more_than_too_close_to_call),
        cmocka_unit_test(an_excluded_option_never_leads),
        cmocka_unit_test(a_combination_stands_by_its_weaker_part),
        cmocka_unit_test(a_margin_is_the_lead_or_the_points_of_the_weaker_part),
        cmocka_unit_test(a_message_names_the_option_that_asks),
        cmocka_unit_test(no_bound_lets_another_option_lead),
        cmocka_unit_test(each_option_as_close_to_the_best_leads),
        cmocka_unit_test(without_an_answer_no_option_leads),
        cmocka_unit_test(what_is_excluded_is_no_measure_of_the_lead_of_others),
        cmocka_unit_test(more_of_a_bound_never_lets_anything_pass),
    };

    return cmocka_run_group_tests(tests, trial_open, trial_close);
}
