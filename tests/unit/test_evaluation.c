/* SPDX-License-Identifier: MIT */
/*
 * Evaluations: states of rules, collecting, which reasons count, verdicts,
 * vetoes, gates, notes and warnings, and selections.
 */
#include "support.h"

#include "engine/evaluation.h"
#include "profile/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A rule of one line. */
#define RULE(id, criterion, when, unless, favours, weight, origin)             \
    "  - id: " id "\n    criterion: " criterion "\n    when:\n      - " when   \
    "\n" unless "    favours: " favours "\n    weight: " weight                \
    "\n    because: So.\n    claims: [c1]\n    origin: " origin "\n"

#define UNLESS(condition) "    unless:\n      - " condition "\n"

static dvf_evaluation *evaluate_answers(const dvf_kb *kb, const char *answers)
{
    return evaluate(kb, load_answers(kb, answers), NULL);
}

static enum rule_state state_of(const dvf_evaluation *evaluation,
                                const char *rule)
{
    return (enum rule_state)
        evaluation->rules[kb_find_rule(evaluation->kb, rule)];
}

/* The reason that a rule is, or null. */
static const struct reason *reason_of(const dvf_evaluation *evaluation,
                                      const char *rule)
{
    uint32_t number = kb_find_rule(evaluation->kb, rule);
    uint32_t i;

    for (i = 0; i < evaluation->reason_count; i++)
        if (evaluation->reasons[i].rule == number)
            return &evaluation->reasons[i];
    return NULL;
}

static int32_t points_of(const dvf_evaluation *evaluation,
                         const char *criterion, uint32_t score)
{
    const dvf_kb *kb = evaluation->kb;

    return evaluation
        ->points[kb_find_criterion(kb, criterion) * kb->scoring + score];
}

static void expect_verdict(const dvf_kb *kb, const char *answers,
                           const char *outcome, const char *strength,
                           int32_t lead)
{
    dvf_evaluation *evaluation = evaluate_answers(kb, answers);
    dvf_verdict verdict = dvf_evaluation_verdict(evaluation);

    if (strcmp(verdict.outcome, outcome) != 0 || verdict.lead != lead)
        fail_msg("'%s': %s by %d, expected %s by %d", answers, verdict.outcome,
                 (int)verdict.lead, outcome, (int)lead);
    assert_non_null(verdict.title);
    if (!strength)
        assert_null(verdict.strength);
    else
        assert_string_equal(verdict.strength, strength);
    forget(evaluation);
}

/* ------------------------------------------------------------------- Rules */

static void exceptions_close_a_rule_or_leave_it_provisional(void **state)
{
    static const struct {
        const char *answers;
        enum rule_state state;
        bool provisional;
    } cases[] = {
        {"", RULE_OPEN, false},
        {"loud: true", RULE_FIRED, true},
        {"loud: false", RULE_CLOSED, false},
        {"deep: true", RULE_CLOSED, false},
        {"deep: false", RULE_OPEN, false},
        {"loud: true\ndeep: true", RULE_CLOSED, false},
        {"loud: true\ndeep: false", RULE_FIRED, true},
        {"loud: true\ndeep: false\ncolour: green", RULE_FIRED, false},
        {"loud: true\ndeep: false\ncolour: red", RULE_CLOSED, false},
        {"loud: true\ncolour: green", RULE_FIRED, true},
        {"loud: false\ndeep: false", RULE_CLOSED, false},
    };
    dvf_kb *kb = load_small_kb("rules:\n" RULE(
        "r", "main", "loud", UNLESS("deep\n      - colour == red"), "left",
        "strong", "paper"));
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        dvf_evaluation *evaluation = evaluate_answers(kb, cases[i].answers);
        const struct reason *reason = reason_of(evaluation, "r");

        if (state_of(evaluation, "r") != cases[i].state)
            fail_msg("'%s': state %d, expected %d", cases[i].answers,
                     (int)state_of(evaluation, "r"), (int)cases[i].state);
        assert_int_equal(!!reason, cases[i].state == RULE_FIRED);
        assert_int_equal(score_of(evaluation, "left"), reason ? 4 : 0);
        if (reason)
            assert_int_equal(reason->provisional, cases[i].provisional);
        forget(evaluation);
    }
    dvf_kb_free(kb);
}

/* -------------------------------------------------------------- Collecting */

static const char tree[] =
    "criteria:\n"
    "  - {id: total, collect: sum}\n"
    "  - {id: fit, in: total, collect: max}\n"
    "  - {id: needs, in: fit, collect: sum}\n"
    "  - {id: one, in: needs, collect: max}\n"
    "  - {id: two, in: needs, collect: sum}\n"
    "  - {id: use, in: fit, collect: max}\n"
    "  - {id: team, in: total, collect: max}\n"
    "rules:\n" RULE("one.a", "one", "colour == red", "", "left", "moderate",
                    "paper") RULE("one.b", "one", "loud", "", "left",
                                  "moderate", "paper")
        RULE("one.c", "one", "deep", "", "right", "slight", "paper")
            RULE("two.a", "two", "loud", "", "left", "slight", "paper")
                RULE("two.b", "two", "deep", "", "left", "slight", "advisor")
                    RULE("use.a", "use", "size >= medium", "", "left", "strong",
                         "paper") RULE("use.b", "use", "size >= small", "",
                                       "right", "decisive", "paper")
                        RULE("team.a", "team", "parts has door", "", "right",
                             "strong", "advisor");

static void max_takes_the_largest_and_sum_adds(void **state)
{
    dvf_kb *kb = load_small_kb(tree);
    dvf_evaluation *evaluation = evaluate_answers(
        kb, "colour: red\nloud: true\ndeep: true\nsize: medium\n");

    (void)state;
    assert_int_equal(points_of(evaluation, "one", 0), 2);
    assert_int_equal(points_of(evaluation, "one", 1), 1);
    assert_int_equal(points_of(evaluation, "two", 0), 2);
    assert_int_equal(points_of(evaluation, "needs", 0), 4);
    assert_int_equal(points_of(evaluation, "use", 0), 4);
    assert_int_equal(points_of(evaluation, "use", 1), 8);
    assert_int_equal(points_of(evaluation, "fit", 0), 4);
    assert_int_equal(points_of(evaluation, "fit", 1), 8);
    assert_int_equal(points_of(evaluation, "team", 1), 0);
    assert_int_equal(score_of(evaluation, "left"), 4);
    assert_int_equal(score_of(evaluation, "right"), 8);
    forget(evaluation);
    dvf_kb_free(kb);
}

static void points_of_what_counts_add_up_to_the_score(void **state)
{
    dvf_kb *kb = load_small_kb(tree);
    dvf_evaluation *evaluation = evaluate_answers(
        kb, "colour: red\nloud: true\ndeep: true\nsize: medium\n");
    int32_t sums[2] = {0, 0};
    uint32_t i;

    (void)state;
    for (i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];
        uint32_t option = kb_rules(kb)[reason->rule].option;

        if (reason->counts)
            sums[kb_options(kb)[option].score] += (int32_t)reason->points;
    }
    assert_int_equal(sums[0], score_of(evaluation, "left"));
    assert_int_equal(sums[1], score_of(evaluation, "right"));
    /* needs and use tie at 4 for left: needs comes first by id */
    assert_true(reason_of(evaluation, "one.a")->counts);
    assert_false(reason_of(evaluation, "one.b")->counts);
    assert_true(reason_of(evaluation, "two.a")->counts);
    assert_true(reason_of(evaluation, "two.b")->counts);
    assert_false(reason_of(evaluation, "use.a")->counts);
    assert_true(reason_of(evaluation, "use.b")->counts);
    assert_false(reason_of(evaluation, "one.c")->counts);
    assert_null(reason_of(evaluation, "team.a"));
    forget(evaluation);
    dvf_kb_free(kb);
}

static void reasons_come_by_counting_points_and_id(void **state)
{
    static const char *const order[] = {"use.b", "one.a", "two.a", "two.b",
                                        "use.a", "one.b", "one.c"};
    dvf_kb *kb = load_small_kb(tree);
    dvf_evaluation *evaluation = evaluate_answers(
        kb, "colour: red\nloud: true\ndeep: true\nsize: medium\n");
    uint32_t i;

    (void)state;
    assert_int_equal(evaluation->reason_count, COUNT(order));
    for (i = 0; i < COUNT(order); i++)
        assert_string_equal(
            kb_string(kb, kb_rules(kb)[evaluation->reasons[i].rule].id),
            order[i]);
    assert_int_equal(reason_first_answer(evaluation, &evaluation->reasons[0]),
                     kb_find_attribute(kb, "size"));
    forget(evaluation);
    dvf_kb_free(kb);
}

/* ---------------------------------------------------------------- Verdicts */

/* Points for left by size: 1, 2, 4, 8; for right by colour and speed. */
static const char balance[] =
    "criteria:\n"
    "  - {id: total, collect: sum}\n"
    "  - {id: l, in: total, collect: max}\n"
    "  - {id: r, in: total, collect: sum}\n"
    "rules:\n" RULE("l1", "l", "size == tiny", "", "left", "slight", "paper")
        RULE("l2", "l", "size == small", "", "left", "moderate", "paper") RULE(
            "l4", "l", "size == medium", "", "left", "strong", "paper")
            RULE("l8", "l", "size == large", "", "left", "decisive", "paper")
                RULE("r1", "r", "loud", "", "right", "slight", "paper")
                    RULE("r2", "r", "deep", "", "right", "moderate", "paper")
                        RULE("r4", "r", "colour == red", "", "right", "strong",
                             "paper");

static void the_lead_decides_the_verdict_and_its_strength(void **state)
{
    dvf_kb *kb = load_small_kb(balance);

    (void)state;
    expect_verdict(kb, "", "undecided", NULL, 0);
    expect_verdict(kb, "loud: false", "undecided", NULL, 0);
    expect_verdict(kb, "size: tiny", "too_close", NULL, 1);
    expect_verdict(kb, "size: small", "left", "weak", 2);
    expect_verdict(kb, "size: medium", "left", "clear", 4);
    expect_verdict(kb, "size: large", "left", "full", 8);
    expect_verdict(kb, "size: large\nloud: true", "left", "clear", 7);
    expect_verdict(kb, "size: large\ndeep: true", "left", "clear", 6);
    expect_verdict(kb, "size: large\ncolour: red", "left", "clear", 4);
    expect_verdict(kb, "size: large\ncolour: red\nloud: true", "left", "weak",
                   3);
    expect_verdict(kb, "size: large\ncolour: red\ndeep: true", "too_close",
                   NULL, 2);
    expect_verdict(kb, "size: tiny\ncolour: red", "right", "weak", 3);
    expect_verdict(kb, "colour: red\ndeep: true", "right", "clear", 6);
    expect_verdict(kb, "size: medium\ncolour: red", "too_close", NULL, 0);
    dvf_kb_free(kb);
}

static const char gated[] =
    "criteria:\n"
    "  - {id: total, collect: sum}\n"
    "  - {id: l, in: total, collect: max}\n"
    "  - {id: r, in: total, collect: max}\n"
    "rules:\n" RULE("l8", "l", "size == large", "", "left", "decisive", "paper")
        RULE("l2", "l", "size == small", "", "left", "moderate", "paper")
            RULE("r4", "r", "colour == red", "", "right", "strong", "paper")
                RULE("r1", "r", "colour == green", "", "right", "slight",
                     "paper") "notes:\n"
                              "  - id: note.pair\n"
                              "    when:\n"
                              "      - outcome == pair\n"
                              "    says: A pair.\n"
                              "    claims: [c1]\n"
                              "  - id: note.right\n"
                              "    when:\n"
                              "      - fired(r)\n"
                              "    unless:\n"
                              "      - outcome == pair\n"
                              "    says: Right has something.\n"
                              "    claims: [c1]\n"
                              "  - id: note.lead\n"
                              "    when:\n"
                              "      - lead(left, right) >= 4\n"
                              "      - score(right) == 0\n"
                              "    says: Left leads.\n"
                              "    claims: [c1]\n"
                              "  - id: note.not_left\n"
                              "    when:\n"
                              "      - outcome != left\n"
                              "    says: Not left.\n"
                              "    claims: [c1]\n"
                              "warnings:\n"
                              "  - id: odd\n"
                              "    when:\n"
                              "      - loud\n"
                              "      - size == tiny\n"
                              "    says: Loud and tiny.\n"
                              "verdict:\n"
                              "  too_close: {points: 2, percent: 15}\n"
                              "  strength:\n"
                              "    - {id: weak, points: 0, percent: 0}\n"
                              "    - {id: clear, points: 4, percent: 30}\n"
                              "  excludes:\n"
                              "    - option: right\n"
                              "      when:\n"
                              "        - speed == slow\n"
                              "      says: Right is never slow.\n"
                              "  combinations:\n"
                              "    - option: pair\n"
                              "      requires:\n"
                              "        - when:\n"
                              "            - strongest(left, l) >= strong\n"
                              "          essential: true\n"
                              "          unmet: Left is weak.\n"
                              "        - when:\n"
                              "            - strongest(right, r) >= strong\n"
                              "          essential: true\n"
                              "          unmet: Right is weak.\n"
                              "        - when:\n"
                              "            - deep\n"
                              "          unmet: It is not deep.\n"
                              "        - unless:\n"
                              "            - loud\n"
                              "          unmet: It is too loud.\n";

static void a_combination_is_a_gate(void **state)
{
    static const struct {
        const char *answers;
        const char *outcome;
        enum truth met;
        bool worth;
    } cases[] = {
        {"size: large\ncolour: red\ndeep: true\nloud: false", "pair",
         TRUTH_TRUE, false},
        /* an open exception holds nothing back, as with rules */
        {"size: large\ncolour: red\ndeep: true", "pair", TRUTH_TRUE, false},
        {"size: large\ncolour: red\ndeep: true\nloud: true", "left",
         TRUTH_FALSE, true},
        {"size: large\ncolour: red\ndeep: false", "left", TRUTH_FALSE, true},
        {"size: large\ncolour: red", "left", TRUTH_OPEN, true},
        {"size: large\ncolour: green\ndeep: true", "left", TRUTH_FALSE, false},
        {"size: small\ncolour: red\ndeep: true", "right", TRUTH_FALSE, false},
    };
    dvf_kb *kb = load_small_kb(gated);
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        dvf_evaluation *evaluation = evaluate_answers(kb, cases[i].answers);
        const struct gate *gate = &evaluation->gates[0];

        assert_int_equal(evaluation->gate_count, 1);
        if (strcmp(verdict_outcome(evaluation), cases[i].outcome) != 0)
            fail_msg("'%s': %s, expected %s", cases[i].answers,
                     verdict_outcome(evaluation), cases[i].outcome);
        if (gate->met != cases[i].met)
            fail_msg("'%s': gate %d, expected %d", cases[i].answers,
                     (int)gate->met, (int)cases[i].met);
        if (gate->worth_reporting != cases[i].worth)
            fail_msg("'%s': worth reporting or not?", cases[i].answers);
        forget(evaluation);
    }
    dvf_kb_free(kb);
}

static void a_combination_with_an_excluded_part_is_excluded(void **state)
{
    dvf_kb *kb = load_small_kb(gated);
    dvf_evaluation *evaluation = evaluate_answers(
        kb, "size: large\ncolour: red\ndeep: true\n"
            "loud: false\nspeed: slow");

    (void)state;
    assert_string_equal(verdict_outcome(evaluation), "left");
    assert_int_not_equal(evaluation->gates[0].met, TRUTH_TRUE);
    forget(evaluation);
    dvf_kb_free(kb);
}

static void an_excluded_option_gives_way_to_the_next(void **state)
{
    dvf_kb *kb = load_small_kb(gated);
    dvf_evaluation *evaluation;

    (void)state;
    expect_verdict(kb, "size: small\ncolour: red\nspeed: slow", "left", "weak",
                   -2);
    evaluation = evaluate_answers(kb, "size: small\ncolour: red\nspeed: slow");
    assert_int_equal(evaluation->excludes.count, 1);
    assert_int_equal(score_of(evaluation, "right"), 4);
    forget(evaluation);
    evaluation = evaluate_answers(kb, "size: small\ncolour: red\nspeed: fast");
    assert_int_equal(evaluation->excludes.count, 0);
    forget(evaluation);
    evaluation = evaluate_answers(kb, "size: small\ncolour: red");
    assert_int_equal(evaluation->excludes.count, 0);
    assert_string_equal(verdict_outcome(evaluation), "right");
    forget(evaluation);
    dvf_kb_free(kb);
}

static void expect_same_list(const struct index_list *one,
                             const struct index_list *other)
{
    assert_int_equal(one->count, other->count);
    for (uint32_t i = 0; i < one->count; i++)
        assert_int_equal(one->items[i], other->items[i]);
}

static void expect_same(const dvf_evaluation *one, const dvf_evaluation *other)
{
    const dvf_kb *kb = one->kb;

    assert_string_equal(verdict_outcome(one), verdict_outcome(other));
    assert_int_equal(one->verdict.lead, other->verdict.lead);
    assert_int_equal(one->verdict.strength, other->verdict.strength);
    assert_int_equal(one->excluded, other->excluded);
    assert_int_equal(one->reason_count, other->reason_count);
    for (uint32_t i = 0; i < one->reason_count; i++) {
        assert_int_equal(one->reasons[i].rule, other->reasons[i].rule);
        assert_int_equal(one->reasons[i].counts, other->reasons[i].counts);
    }
    assert_memory_equal(one->scores, other->scores, sizeof one->scores);
    assert_memory_equal(one->points, other->points,
                        (size_t)kb_criteria_count(kb) * kb->scoring *
                            sizeof *one->points);
    assert_memory_equal(one->rules, other->rules, kb_rules_count(kb));
    for (uint32_t i = 0; i < one->gate_count; i++) {
        assert_int_equal(one->gates[i].met, other->gates[i].met);
        assert_int_equal(one->gates[i].ruled_out, other->gates[i].ruled_out);
        assert_int_equal(one->gates[i].worth_reporting,
                         other->gates[i].worth_reporting);
    }
    expect_same_list(&one->excludes, &other->excludes);
    expect_same_list(&one->notes, &other->notes);
    expect_same_list(&one->warnings, &other->warnings);
    expect_same_list(&one->answered, &other->answered);
    expect_same_list(&one->unknown, &other->unknown);
}

static void an_evaluation_runs_again_as_if_it_were_new(void **state)
{
    static const char *const answers[] = {
        "size: large\ncolour: red\ndeep: true\nloud: true\nspeed: slow",
        "",
        "size: tiny\nloud: true",
        "size: large\ncolour: red\ndeep: true\nloud: false",
        "size: small\ncolour: red\nspeed: fast",
        "colour: green",
    };
    static const char *const without[] = {"l"};
    static const dvf_selection some = {.without = without, .without_count = 1};
    dvf_kb *kb = load_small_kb(gated);
    dvf_diagnostics *problems = dvf_diagnostics_new();

    (void)state;
    for (int left_out = 0; left_out < 2; left_out++) {
        const dvf_selection *selection = left_out ? &some : NULL;
        dvf_evaluation *again = evaluation_new(kb);

        if (selection)
            assert_int_equal(evaluation_select(again, selection, problems),
                             DVF_OK);
        for (size_t i = 0; i < COUNT(answers); i++) {
            dvf_profile *profile = load_answers(kb, answers[i]);
            dvf_evaluation *fresh = evaluate(kb, profile, selection);

            profile_answers(profile, again->given);
            evaluation_run(again);
            expect_same(again, fresh);
            evaluation_run(again);
            expect_same(again, fresh);
            forget(fresh);
        }
        dvf_evaluation_free(again);
    }
    dvf_diagnostics_free(problems);
    dvf_kb_free(kb);
}

static void rows_that_pay_change_nothing(void **state)
{
    dvf_kb *kb = load_small_kb(gated);
    dvf_profile *profile = load_answers(
        kb, "size: large\ncolour: red\ndeep: true\nloud: true\nspeed: slow");
    dvf_evaluation *by_trees = evaluate(kb, profile, NULL);
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct rows *rows = rows_make_for(kb, ROWS_PAY);
    dvf_evaluation *by_rows = NULL;

    (void)state;
    assert_null(rows_make_for(kb, ROWS_PAY - 1));
    assert_null(rows_make_for(dvf_kb_builtin(), ROWS_PAY));
    assert_non_null(rows);
    assert_null(by_trees->rows);
    assert_int_equal(profile_evaluate(profile, rows, NULL, problems, &by_rows),
                     DVF_OK);
    assert_ptr_equal(by_rows->rows, rows);
    expect_same(by_rows, by_trees);
    dvf_evaluation_free(by_rows);
    free(rows);
    dvf_diagnostics_free(problems);
    forget(by_trees);
    dvf_kb_free(kb);
}

/* A test of it is false, and so its negation true: nothing is open. */
static void a_question_that_does_not_apply_leaves_nothing_open(void **state)
{
    dvf_kb *kb = load_small_kb(
        "rules:\n" RULE("is", "main", "deep", "", "left", "slight", "paper")
            RULE("is.not", "main", "not deep", "", "left", "slight", "paper")
                RULE("first", "main", "colour == red", "", "left", "slight",
                     "paper") RULE("none", "main", "count(parts) == 0", "",
                                   "left", "slight", "paper"));
    dvf_evaluation *evaluation = evaluation_new(kb);

    (void)state;
    evaluation_run(evaluation);
    assert_int_equal(state_of(evaluation, "is"), RULE_OPEN);
    assert_int_equal(state_of(evaluation, "none"), RULE_OPEN);
    assert_int_equal(evaluation->unknown.count, kb_attributes_count(kb));
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        evaluation->given[i] = VALUES_NOT_APPLICABLE;
    evaluation_run(evaluation);
    assert_int_equal(state_of(evaluation, "is"), RULE_CLOSED);
    assert_int_equal(state_of(evaluation, "is.not"), RULE_FIRED);
    assert_int_equal(state_of(evaluation, "first"), RULE_CLOSED);
    assert_int_equal(state_of(evaluation, "none"), RULE_CLOSED);
    assert_int_equal(evaluation->unknown.count, 0);
    assert_int_equal(evaluation->answered.count, 0);
    assert_int_equal(values_first(VALUES_NOT_APPLICABLE), KB_VALUES_MAX);
    assert_int_equal(values_first(values_of(62)), 62);
    dvf_evaluation_free(evaluation);
    dvf_kb_free(kb);
}

/* Scores and results put together by hand, without a profile. */
static void a_verdict_needs_scores_and_facts_alone(void **state)
{
    static const struct {
        int32_t scores[2];
        const char *excluded; /* a letter for each option */
        bool gate;
        enum outcome outcome;
        uint32_t option, strength;
        int32_t lead, distance;
    } cases[] = {
        {{0, 0}, "", false, OUTCOME_UNDECIDED, KB_NONE, KB_NONE, 0, 0},
        {{1, 0}, "", false, OUTCOME_TOO_CLOSE, KB_NONE, KB_NONE, 1, 1},
        {{2, 0}, "", false, OUTCOME_OPTION, 0, 0, 2, 2},
        {{2, 9}, "", false, OUTCOME_OPTION, 1, 1, 7, 7},
        {{2, 9}, "r", false, OUTCOME_OPTION, 0, 0, -7, 2},
        {{2, 9}, "lr", false, OUTCOME_UNDECIDED, KB_NONE, KB_NONE, 7, 0},
        {{3, 9}, "", true, OUTCOME_OPTION, 2, 0, 6, 6},
        {{5, 9}, "", true, OUTCOME_OPTION, 2, 1, 4, 4},
        {{9, 9}, "p", false, OUTCOME_TOO_CLOSE, KB_NONE, KB_NONE, 0, 0},
    };
    dvf_kb *kb = load_small_kb(gated);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct facts facts = {.kb = kb, .scores = cases[i].scores};
        const struct gate gate = {.holds = cases[i].gate};
        option_set excluded = 0;

        for (uint32_t option = 0; option < 3; option++)
            if (strchr(cases[i].excluded, "lrp"[option]))
                excluded |= UINT64_C(1) << option;
        struct verdict verdict = verdict_of(&facts, excluded, &gate);
        assert_int_equal(verdict.outcome, cases[i].outcome);
        assert_int_equal(verdict.option, cases[i].option);
        assert_int_equal(verdict.strength, cases[i].strength);
        assert_int_equal(verdict.lead, cases[i].lead);
        assert_int_equal(verdict_distance(&facts, excluded), cases[i].distance);
    }
    dvf_kb_free(kb);
}

static void an_excluded_part_excludes_its_combination(void **state)
{
    static const uint32_t first = 0;
    dvf_kb *kb = load_small_kb(gated);
    uint8_t met[] = {TRUTH_TRUE, TRUTH_TRUE, TRUTH_TRUE, TRUTH_TRUE};
    uint8_t met_holds[] = {1, 1, 1, 1};
    const struct requirement_truths truths = {met, met_holds};
    option_set excluded = verdict_excluded(kb, &first, 1);
    struct gate gate = verdict_gate(kb, 0, &truths, excluded);

    (void)state;
    assert_true(verdict_excluded(kb, &first, 0) == 0);
    assert_false(option_set_has(excluded, kb_find_option(kb, "left")));
    assert_true(option_set_has(excluded, kb_find_option(kb, "right")));
    assert_true(option_set_has(excluded, kb_find_option(kb, "pair")));
    assert_int_equal(gate.met, TRUTH_FALSE);
    assert_true(gate.ruled_out);
    gate = verdict_gate(kb, 0, &truths, 0);
    assert_int_equal(gate.met, TRUTH_TRUE);
    assert_false(gate.ruled_out);
    dvf_kb_free(kb);
}

static bool holds(const dvf_evaluation *evaluation, const char *note)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t i;

    for (i = 0; i < evaluation->notes.count; i++)
        if (strcmp(kb_string(kb, kb_notes(kb)[evaluation->notes.items[i]].id),
                   note) == 0)
            return true;
    return false;
}

static void notes_read_what_fired_and_the_outcome(void **state)
{
    dvf_kb *kb = load_small_kb(gated);
    dvf_evaluation *evaluation = evaluate_answers(
        kb, "size: large\ncolour: red\ndeep: true\nloud: false");

    (void)state;
    assert_true(holds(evaluation, "note.pair"));
    assert_false(holds(evaluation, "note.right"));
    assert_true(holds(evaluation, "note.not_left"));
    forget(evaluation);
    evaluation = evaluate_answers(kb, "size: large");
    assert_false(holds(evaluation, "note.pair"));
    assert_false(holds(evaluation, "note.right"));
    assert_true(holds(evaluation, "note.lead"));
    assert_false(holds(evaluation, "note.not_left"));
    forget(evaluation);
    evaluation = evaluate_answers(kb, "size: large\ncolour: green");
    assert_true(holds(evaluation, "note.right"));
    assert_false(holds(evaluation, "note.lead"));
    forget(evaluation);
    dvf_kb_free(kb);
}

static void contradictory_answers_are_warned_about(void **state)
{
    dvf_kb *kb = load_small_kb(gated);
    dvf_evaluation *evaluation = evaluate_answers(kb, "loud: true\nsize: tiny");

    (void)state;
    assert_int_equal(evaluation->warnings.count, 1);
    assert_int_equal(evaluation->answered.count, 2);
    assert_int_equal(evaluation->unknown.count, 4);
    forget(evaluation);
    evaluation = evaluate_answers(kb, "size: tiny");
    assert_int_equal(evaluation->warnings.count, 0);
    forget(evaluation);
    dvf_kb_free(kb);
}

/* -------------------------------------------------------------- Selections */

static dvf_evaluation *evaluate_without(const dvf_kb *kb, const char *answers,
                                        const char *id, const char *source)
{
    dvf_selection selection = {.without = &id,
                               .without_count = id ? 1 : 0,
                               .only_sources = &source,
                               .only_sources_count = source ? 1 : 0};

    return evaluate(kb, load_answers(kb, answers), &selection);
}

static void rules_and_criteria_can_be_left_out(void **state)
{
    static const char answers[] = "loud: true\ndeep: true\nparts: [door]";
    dvf_kb *kb = load_small_kb(tree);
    dvf_evaluation *evaluation = evaluate_without(kb, answers, NULL, NULL);

    (void)state;
    assert_int_equal(score_of(evaluation, "left"), 4);
    assert_int_equal(score_of(evaluation, "right"), 5);
    forget(evaluation);
    evaluation = evaluate_without(kb, answers, "one.b", NULL);
    assert_int_equal(state_of(evaluation, "one.b"), RULE_LEFT_OUT);
    assert_int_equal(score_of(evaluation, "left"), 2);
    assert_int_equal(evaluation->without_rules.count, 1);
    forget(evaluation);
    evaluation = evaluate_without(kb, answers, "needs", NULL);
    assert_int_equal(state_of(evaluation, "one.b"), RULE_LEFT_OUT);
    assert_int_equal(state_of(evaluation, "two.a"), RULE_LEFT_OUT);
    assert_int_equal(state_of(evaluation, "team.a"), RULE_FIRED);
    assert_int_equal(score_of(evaluation, "left"), 0);
    assert_int_equal(score_of(evaluation, "right"), 4);
    assert_int_equal(evaluation->without_criteria.count, 1);
    forget(evaluation);
    evaluation = evaluate_without(kb, answers, NULL, "paper");
    assert_int_equal(state_of(evaluation, "team.a"), RULE_LEFT_OUT);
    assert_int_equal(state_of(evaluation, "two.b"), RULE_LEFT_OUT);
    assert_int_equal(score_of(evaluation, "left"), 3);
    assert_int_equal(score_of(evaluation, "right"), 1);
    assert_int_equal(evaluation->only_sources.count, 1);
    forget(evaluation);
    dvf_kb_free(kb);
}

/* The two problems of a selection that is refused; to be freed. */
static dvf_diagnostics *refuse(const dvf_selection *selection)
{
    dvf_kb *kb = load_small_kb(tree);
    dvf_profile *profile = load_answers(kb, "");
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_evaluation *evaluation = NULL;

    assert_int_equal(dvf_evaluate(kb, profile, selection, list, &evaluation),
                     DVF_INVALID);
    assert_null(evaluation);
    assert_int_equal(dvf_diagnostics_count(list), 2);
    dvf_profile_free(profile);
    dvf_kb_free(kb);
    return list;
}

static void an_unknown_id_to_leave_out_is_refused(void **state)
{
    static const char *const ids[] = {"one.x", "neds"};
    dvf_diagnostics *list = refuse(
        &(dvf_selection){.without = ids, .without_count = 2});

    (void)state;
    assert_non_null(strstr(dvf_diagnostics_at(list, 0)->message, "one.x"));
    assert_non_null(strstr(dvf_diagnostics_at(list, 1)->hint, "needs"));
    dvf_diagnostics_free(list);
}

static void an_unknown_source_is_refused(void **state)
{
    static const char *const sources[] = {"papper", "advisor"};
    dvf_diagnostics *list = refuse(
        &(dvf_selection){.only_sources = sources, .only_sources_count = 2});

    (void)state;
    assert_non_null(strstr(dvf_diagnostics_at(list, 0)->hint, "'paper'"));
    assert_non_null(strstr(dvf_diagnostics_at(list, 1)->message, "advisor"));
    dvf_diagnostics_free(list);
}

static void a_combination_has_no_score(void **state)
{
    dvf_kb *kb = load_small_kb("");
    dvf_evaluation *evaluation = evaluate_answers(kb, "colour: red");
    int32_t points = 77;

    (void)state;
    assert_false(dvf_evaluation_score(evaluation, "pair", &points));
    assert_false(dvf_evaluation_score(evaluation, "nobody", &points));
    assert_int_equal(points, 77);
    assert_int_equal(score_of(evaluation, "left"), 4);
    forget(evaluation);
    dvf_kb_free(kb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exceptions_close_a_rule_or_leave_it_provisional),
        cmocka_unit_test(an_unknown_source_is_refused),
        cmocka_unit_test(max_takes_the_largest_and_sum_adds),
        cmocka_unit_test(points_of_what_counts_add_up_to_the_score),
        cmocka_unit_test(reasons_come_by_counting_points_and_id),
        cmocka_unit_test(the_lead_decides_the_verdict_and_its_strength),
        cmocka_unit_test(a_combination_is_a_gate),
        cmocka_unit_test(an_evaluation_runs_again_as_if_it_were_new),
        cmocka_unit_test(rows_that_pay_change_nothing),
        cmocka_unit_test(a_question_that_does_not_apply_leaves_nothing_open),
        cmocka_unit_test(a_verdict_needs_scores_and_facts_alone),
        cmocka_unit_test(an_excluded_part_excludes_its_combination),
        cmocka_unit_test(a_combination_with_an_excluded_part_is_excluded),
        cmocka_unit_test(an_excluded_option_gives_way_to_the_next),
        cmocka_unit_test(notes_read_what_fired_and_the_outcome),
        cmocka_unit_test(contradictory_answers_are_warned_about),
        cmocka_unit_test(rules_and_criteria_can_be_left_out),
        cmocka_unit_test(an_unknown_id_to_leave_out_is_refused),
        cmocka_unit_test(a_combination_has_no_score),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
