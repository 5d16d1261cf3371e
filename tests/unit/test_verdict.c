/* SPDX-License-Identifier: MIT */
/*
 * What a verdict says of itself: how strong it is and what was missed for more,
 * the alternative, that it hangs on an answer, that a condition makes it too
 * close; and what is made of questions that do not apply.
 */
#include "support.h"

#include "engine/evaluation.h"

#include <string.h>

/* Left has 8 points for red, 4 for deep; right 4 for loud, 1 for a lamp. Loud
 * lies in `side`, the others in `main`. */
#define RULE(id, criterion, when, option, weight)                              \
    "  - id: " id "\n    criterion: " criterion "\n    when:\n      - " when   \
    "\n    favours: " option "\n    weight: " weight                           \
    "\n    because: So.\n    claims: [c1]\n    origin: paper\n"
#define RULES                                                                  \
    "criteria:\n"                                                              \
    "  - {id: total, collect: sum}\n"                                          \
    "  - {id: main, in: total, collect: sum}\n"                                \
    "  - {id: side, in: total, collect: sum}\n"                                \
    "rules:\n" RULE("red", "main", "colour == red", "left", "decisive")        \
        RULE("deep", "main", "deep", "left", "strong")                         \
            RULE("loud", "side", "loud", "right", "strong")                    \
                RULE("lamp", "main", "parts has lamp", "right", "slight")
#define TOO_CLOSE "verdict:\n  too_close: {points: 2, percent: 15}\n"
#define STRENGTHS                                                              \
    "  strength:\n"                                                            \
    "    - {id: weak, points: 0}\n"                                            \
    "    - id: clear\n"                                                        \
    "      points: 4\n"                                                        \
    "      when:\n"                                                            \
    "        - strongest(leader, side) >= strongest(runner_up, side)\n"        \
    "      unmet: The side.\n"                                                 \
    "    - id: full\n"                                                         \
    "      points: 4\n"                                                        \
    "      percent: 60\n"                                                      \
    "      answers: 3\n"

static const char *option_id(const dvf_kb *kb, uint32_t option)
{
    return option == KB_NONE ? "" : kb_string(kb, kb_options(kb)[option].id);
}

/* ---------------------------------------------------------------- Strength */

struct strength_case {
    const char *answers;
    const char *strength;
    const char *missed; /* "": none */
    const char *rule;   /* in the way; "": none */
    bool few;           /* answers */
    bool condition;
};

static void a_strength_holds_with_all_that_it_asks_for(void **state)
{
    static const struct strength_case cases[] = {
        {"colour: red", "clear", "full", "", true, false},
        {"colour: red\ndeep: true", "clear", "full", "", true, false},
        {"colour: red\ndeep: true\nsize: tiny", "full", "", "", false, false},
        /* Unknown is no answer. */
        {"colour: red\ndeep: true\nsize: unknown", "clear", "full", "", true,
         false},
        {"colour: red\nloud: true", "weak", "clear", "loud", false, true},
        {"colour: red\nparts: [lamp]", "clear", "full", "", true, false},
        {"parts: [lamp]\nloud: true", "clear", "full", "", true, false},
    };
    dvf_kb *kb = load_small_kb(RULES TOO_CLOSE STRENGTHS);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        dvf_evaluation *evaluation = evaluate(
            kb, load_answers(kb, cases[i].answers), NULL);
        const struct missed_strength *missed = &evaluation->verdict.missed;

        assert_string_equal(verdict_strength(evaluation), cases[i].strength);
        assert_string_equal(
            missed->strength == KB_NONE
                ? ""
                : kb_string(kb, kb_strengths(kb)[missed->strength].id),
            cases[i].missed);
        assert_string_equal(missed->rule == KB_NONE
                                ? ""
                                : kb_string(kb, kb_rules(kb)[missed->rule].id),
                            cases[i].rule);
        assert_int_equal(missed->answers, cases[i].few);
        assert_int_equal(missed->condition, cases[i].condition);
        forget(evaluation);
    }
    dvf_kb_free(kb);
}

/* ------------------------------------------------------------ Combinations */

#define COMBINATION                                                            \
    "  combinations:\n"                                                        \
    "    - option: pair\n"                                                     \
    "      requires:\n"                                                        \
    "        - when:\n"                                                        \
    "            - score(left) >= strong and score(right) >= strong\n"         \
    "          essential: true\n"                                              \
    "          unmet: A.\n"                                                    \
    "        - when:\n"                                                        \
    "            - parts has wheel\n"                                          \
    "          unmet: B.\n"                                                    \
    "        - unless:\n"                                                      \
    "            - size == tiny\n"                                             \
    "            - speed == slow and size == small\n"                          \
    "          unmet: C.\n"                                                    \
    "      variants:\n"                                                        \
    "        title:\n"                                                         \
    "          - when:\n"                                                      \
    "              - size == medium\n"                                         \
    "            text: Medium pair\n"                                          \
    "          - when:\n"                                                      \
    "              - fired(red)\n"                                             \
    "            text: Red pair\n"

struct gate_case {
    const char *answers;
    const char *outcome;
    const char *title;
    enum truth met[3];
    enum truth gate;
    bool worth;
    const char *hangs_on; /* "a b " */
};

static void what_hangs_on_an_answer_is_not_met(void **state)
{
    static const struct gate_case cases[] = {
        {"deep: true\nloud: true\nparts: [wheel]",
         "pair",
         "Pair",
         {TRUTH_TRUE, TRUTH_TRUE, TRUTH_OPEN},
         TRUTH_TRUE,
         false,
         "size speed "},
        /* An open `when` does not hold. */
        {"deep: true\nloud: true",
         "too_close",
         "Too close to call",
         {TRUTH_TRUE, TRUTH_OPEN, TRUTH_OPEN},
         TRUTH_OPEN,
         true,
         ""},
        {"deep: true\nloud: true\nparts: [wheel]\nsize: medium",
         "pair",
         "Medium pair",
         {TRUTH_TRUE, TRUTH_TRUE, TRUTH_TRUE},
         TRUTH_TRUE,
         false,
         ""},
        /* Only what is open is named: the first exception is settled. */
        {"deep: true\nloud: true\nparts: [wheel]\nsize: small",
         "pair",
         "Pair",
         {TRUTH_TRUE, TRUTH_TRUE, TRUTH_OPEN},
         TRUTH_TRUE,
         false,
         "speed "},
        {"deep: true\nloud: true\nparts: [wheel]\nspeed: fast",
         "pair",
         "Pair",
         {TRUTH_TRUE, TRUTH_TRUE, TRUTH_OPEN},
         TRUTH_TRUE,
         false,
         "size "},
        {"deep: true\nloud: true\nparts: [wheel]\nsize: tiny",
         "too_close",
         "Too close to call",
         {TRUTH_TRUE, TRUTH_TRUE, TRUTH_FALSE},
         TRUTH_FALSE,
         true,
         ""},
        {"colour: red\nloud: true\nparts: [wheel]\nsize: large",
         "pair",
         "Red pair",
         {TRUTH_TRUE, TRUTH_TRUE, TRUTH_TRUE},
         TRUTH_TRUE,
         false,
         ""},
    };
    dvf_kb *kb = load_small_kb(RULES TOO_CLOSE STRENGTHS COMBINATION);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        dvf_evaluation *evaluation = evaluate(
            kb, load_answers(kb, cases[i].answers), NULL);
        const struct gate *gate = &evaluation->gates[0];
        struct buffer names = {0};

        assert_string_equal(verdict_outcome(evaluation), cases[i].outcome);
        assert_string_equal(verdict_title(evaluation), cases[i].title);
        for (size_t k = 0; k < 3; k++)
            assert_int_equal(gate->requirements[k], cases[i].met[k]);
        assert_int_equal(gate->met, cases[i].gate);
        assert_int_equal(gate->worth_reporting, cases[i].worth);
        for (uint32_t k = 0; k < evaluation->hangs_on.count; k++)
            buffer_printf(
                &names, "%s ",
                kb_string(kb,
                          kb_attributes(kb)[evaluation->hangs_on.items[k]].id));
        buffer_puts(&names, "");
        assert_string_equal(names.length ? names.bytes : "", cases[i].hangs_on);
        assert_int_equal(evaluation->verdict.provisional,
                         *cases[i].hangs_on != '\0');
        buffer_release(&names);
        forget(evaluation);
    }
    dvf_kb_free(kb);
}

/* A combination leads alone, so nobody is compared; its weaker part counts. */
static void contenders_are_passed_over_for_a_combination(void **state)
{
    dvf_kb *kb = load_small_kb(RULES TOO_CLOSE STRENGTHS COMBINATION);
    dvf_evaluation *evaluation = evaluate(
        kb,
        load_answers(kb, "colour: red\nloud: true\nparts: [wheel]\n"
                         "size: large"),
        NULL);

    (void)state;
    assert_string_equal(verdict_outcome(evaluation), "pair");
    assert_string_equal(verdict_strength(evaluation), "clear");
    assert_int_equal(evaluation->verdict.missed.strength, KB_NONE);
    forget(evaluation);
    dvf_kb_free(kb);
}

/* ------------------------------------------------------------- Alternative */

#define ALTERNATIVES                                                           \
    "  alternatives:\n"                                                        \
    "    - option: pair\n"                                                     \
    "      when:\n"                                                            \
    "        - parts has door\n"                                               \
    "        - score(leader) > 0 or lead(left, right) == 0\n"
#define EXCLUDE                                                                \
    "  excludes:\n"                                                            \
    "    - option: right\n"                                                    \
    "      when:\n"                                                            \
    "        - parts has roof\n"                                               \
    "      says: No.\n"

struct alternative_case {
    const char *sections;
    const char *answers;
    const char *outcome;
    const char *alternative; /* "": none */
};

static void expect_alternatives(const struct alternative_case *cases,
                                size_t count)
{
    for (size_t i = 0; i < count; i++) {
        dvf_kb *kb = load_small_kb(cases[i].sections);
        dvf_evaluation *evaluation = evaluate(
            kb, load_answers(kb, cases[i].answers), NULL);

        assert_string_equal(verdict_outcome(evaluation), cases[i].outcome);
        assert_string_equal(option_id(kb, evaluation->verdict.alternative),
                            cases[i].alternative);
        forget(evaluation);
        dvf_kb_free(kb);
    }
}

static void an_alternative_is_another_option_with_a_reason(void **state)
{
    static const char with[] =
        RULES TOO_CLOSE STRENGTHS ALTERNATIVES EXCLUDE COMBINATION;
    static const struct alternative_case cases[] = {
        /* Weak: the runner-up, unless the list says otherwise. */
        {with, "colour: red\nloud: true", "left", "right"},
        {with, "colour: red\nloud: true\nparts: [door]", "left", "pair"},
        /* Clear: none. */
        {with, "colour: red", "left", ""},
        /* Too close: a combination or none. */
        {with, "deep: true\nloud: true\nparts: [door]", "too_close", "pair"},
        {with, "deep: true\nloud: true", "too_close", ""},
        {with, "", "undecided", ""},
        /* Excluded, as is what it is a part of. */
        {with, "colour: red\nloud: true\nparts: [door, roof]", "left", ""},
        {RULES TOO_CLOSE STRENGTHS COMBINATION, "colour: red\nloud: true",
         "left", ""},
    };

    (void)state;
    expect_alternatives(cases, COUNT(cases));
}

/* Two points ahead with nothing on the other side; and a weak pair. */
static void a_runner_up_without_points_is_no_alternative(void **state)
{
    static const char sections[] = "rules:\n" RULE("some", "main", "loud",
                                                   "left", "moderate")
        RULE("none", "main", "deep", "right", "moderate") TOO_CLOSE
        "  strength:\n    - {id: weak, points: 0}\n"
        "    - {id: clear, points: 4}\n"
        "  alternatives: []\n"
        "  combinations:\n    - option: pair\n      requires:\n"
        "        - when:\n            - colour == red\n          unmet: U.\n";
    static const struct alternative_case cases[] = {
        {sections, "loud: true", "left", ""},
        {sections, "colour: red\ndeep: true", "pair", "right"},
        {sections, "colour: red\nloud: true\ndeep: true", "pair", "left"},
        {sections, "colour: red", "pair", ""},
    };

    (void)state;
    expect_alternatives(cases, COUNT(cases));
}

/* --------------------------------------------------------------- Too close */

static void a_condition_makes_any_lead_too_close(void **state)
{
    static const char sections[] = RULES
        "verdict:\n  too_close:\n    points: 2\n    percent: 15\n    any:\n"
        "      - size == large\n"
        "      - fired(loud) and lead(left, right) > 0\n" STRENGTHS EXCLUDE;
    static const struct {
        const char *answers;
        const char *outcome;
        uint32_t close;
    } cases[] = {
        {"colour: red\nloud: true", "too_close", 1},
        {"colour: red\nsize: large", "too_close", 0},
        {"colour: red\nloud: false", "left", KB_NONE},
        {"loud: true", "right", KB_NONE},
        /* Open does not hold, and what is close by its points needs none. */
        {"colour: red", "left", KB_NONE},
        {"deep: true\nloud: true", "too_close", KB_NONE},
        /* Where one option is left, there is nothing to be close to. */
        {"colour: red\nloud: true\nparts: [roof]", "left", KB_NONE},
    };
    dvf_kb *kb = load_small_kb(sections);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        dvf_evaluation *evaluation = evaluate(
            kb, load_answers(kb, cases[i].answers), NULL);

        assert_string_equal(verdict_outcome(evaluation), cases[i].outcome);
        assert_int_equal(evaluation->verdict.close, cases[i].close);
        /* Both are among those that lead, however far apart. */
        if (cases[i].close != KB_NONE)
            assert_true(verdict_is_leading(evaluation, 0) &&
                        verdict_is_leading(evaluation, 1));
        forget(evaluation);
    }
    dvf_kb_free(kb);
}

/* ------------------------------------------- Questions that do not apply */

#define FLAG(id)           "  - id: " id "\n    type: flag\n    ask: A?\n    why: W.\n"
#define ONLY_IF(condition) "    only_if:\n      - " condition "\n"

/* The second question applies where the first is answered yes, the third where
 * the second is. */
static const char chain[] =
    "knowledge_base: chain\nversion: 1.0.0\nas_of: 2026-01-31\ntitle: T\n"
    "weights:\n  - {id: slight, points: 1}\n"
    "options:\n"
    "  - {id: left, title: Left, summary: L.}\n"
    "  - {id: right, title: Right, summary: R.}\n"
    "sources:\n  - {id: paper, title: S, date: 2026, kind: paper}\n"
    "attributes:\n" FLAG("first") FLAG("second") ONLY_IF("yes") FLAG("third")
        ONLY_IF("second") "terms:\n  - id: yes\n    when:\n      - first\n"
                          "claims:\n  - {id: c1, about: left, kind: strength, "
                          "says: S., source: paper,\n"
                          "     status: holds}\n"
                          "criteria:\n  - {id: total, collect: sum}\n"
                          "rules:\n" RULE("second", "total", "second", "left",
                                          "slight")
                              RULE("not_second", "total", "not second", "right",
                                   "slight")
                                  RULE("third", "total", "third", "left",
                                       "slight") "verdict:\n  too_close: "
                                                 "{points: 1, percent: 0}\n"
                                                 "  strength:\n    - {id: "
                                                 "weak, points: 0}\n";

struct applies_case {
    const char *answers;
    enum truth applies[3];
    enum rule_state second;
    enum rule_state not_second;
    enum rule_state third;
    bool provisional; /* whatever fires */
    uint32_t answered;
    uint32_t unknown;
    bool idle; /* the second */
};

static void what_does_not_apply_is_no_value(void **state)
{
    static const struct applies_case cases[] = {
        {"first: false\nsecond: true",
         {TRUTH_TRUE, TRUTH_FALSE, TRUTH_FALSE},
         RULE_CLOSED,
         RULE_FIRED,
         RULE_CLOSED,
         false,
         1,
         0,
         true},
        {"first: false\nsecond: false\nthird: true",
         {TRUTH_TRUE, TRUTH_FALSE, TRUTH_FALSE},
         RULE_CLOSED,
         RULE_FIRED,
         RULE_CLOSED,
         false,
         1,
         0,
         true},
        {"first: false",
         {TRUTH_TRUE, TRUTH_FALSE, TRUTH_FALSE},
         RULE_CLOSED,
         RULE_FIRED,
         RULE_CLOSED,
         false,
         1,
         0,
         false},
        {"first: true\nsecond: true\nthird: true",
         {TRUTH_TRUE, TRUTH_TRUE, TRUTH_TRUE},
         RULE_FIRED,
         RULE_CLOSED,
         RULE_FIRED,
         false,
         3,
         0,
         false},
        {"first: true\nsecond: false\nthird: true",
         {TRUTH_TRUE, TRUTH_TRUE, TRUTH_FALSE},
         RULE_CLOSED,
         RULE_FIRED,
         RULE_CLOSED,
         false,
         2,
         0,
         false},
        /* Open: as answered, and provisional. */
        {"second: true\nthird: true",
         {TRUTH_OPEN, TRUTH_OPEN, TRUTH_TRUE},
         RULE_FIRED,
         RULE_CLOSED,
         RULE_FIRED,
         true,
         2,
         1,
         false},
        {"",
         {TRUTH_OPEN, TRUTH_OPEN, TRUTH_OPEN},
         RULE_OPEN,
         RULE_OPEN,
         RULE_OPEN,
         false,
         0,
         3,
         false},
    };
    dvf_kb *kb = load_kb(chain);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        dvf_evaluation *evaluation = evaluate(
            kb, load_answers(kb, cases[i].answers), NULL);
        const uint8_t *rules = evaluation->rules;

        assert_int_equal(evaluation->applies[1], cases[i].applies[1]);
        assert_int_equal(evaluation->applies[2], cases[i].applies[2]);
        assert_int_equal(rules[kb_find_rule(kb, "second")], cases[i].second);
        assert_int_equal(rules[kb_find_rule(kb, "not_second")],
                         cases[i].not_second);
        assert_int_equal(rules[kb_find_rule(kb, "third")], cases[i].third);
        for (uint32_t k = 0; k < evaluation->reason_count; k++)
            assert_int_equal(evaluation->reasons[k].provisional,
                             cases[i].provisional);
        assert_int_equal(evaluation->answered.count, cases[i].answered);
        assert_int_equal(evaluation->unknown.count, cases[i].unknown);
        assert_int_equal(evaluation_is_idle(evaluation, 1), cases[i].idle);
        forget(evaluation);
    }
    dvf_kb_free(kb);
}

/* A test that is false by an answer stays so where the question falls away. */
static void a_false_test_is_sure_whether_it_applies_or_not(void **state)
{
    dvf_kb *kb = load_kb(chain);
    dvf_evaluation *evaluation = evaluate(kb, load_answers(kb, "second: false"),
                                          NULL);

    (void)state;
    assert_int_equal(evaluation->reason_count, 1);
    assert_false(evaluation->reasons[0].provisional);
    forget(evaluation);
    dvf_kb_free(kb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_strength_holds_with_all_that_it_asks_for),
        cmocka_unit_test(what_hangs_on_an_answer_is_not_met),
        cmocka_unit_test(contenders_are_passed_over_for_a_combination),
        cmocka_unit_test(an_alternative_is_another_option_with_a_reason),
        cmocka_unit_test(a_runner_up_without_points_is_no_alternative),
        cmocka_unit_test(a_condition_makes_any_lead_too_close),
        cmocka_unit_test(what_does_not_apply_is_no_value),
        cmocka_unit_test(a_false_test_is_sure_whether_it_applies_or_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
