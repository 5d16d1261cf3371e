/* SPDX-License-Identifier: MIT */
/*
 * Obstacles: which entry keeps a rule from firing, which answers would take it
 * away, and what the rule would add.
 */
#include "support.h"

#include "engine/obstacle.h"
#include "profile/answer.h"

#include <inttypes.h>
#include <string.h>

/* Terms, and rule r of a condition. */
#define TERMS                                                                  \
    "terms:\n  - id: red_and_loud\n    when:\n      - colour == red\n"         \
    "      - loud\n"
#define RULE_ALONE(conditions)                                                 \
    "rules:\n  - id: r\n    criterion: main\n" conditions                      \
    "    favours: left\n    weight: strong\n    because: So.\n"                \
    "    claims: [c1]\n    origin: paper\n"
#define RULE(conditions) TERMS RULE_ALONE(conditions)
#define WHEN(entry)      "    when:\n      - " entry "\n"
#define AND(entry)       "      - " entry "\n"
#define UNLESS(entry)    "    unless:\n      - " entry "\n"

static void append_way(struct buffer *out, const dvf_kb *kb,
                       const struct way *way)
{
    buffer_printf(out, " %s %s", way_word(way->kind),
                  kb_attribute_id(kb, way->attribute));
    if (way->kind == WAY_COUNT)
        buffer_printf(out, " %" PRIu64, way->values);
    else
        buffer_puts(out, " ");
    if (way->kind != WAY_COUNT)
        (void)answer_append_ids(kb, way->attribute, way->values, "|", out);
}

/* "failed: colour == red; any_of colour red" */
static void describe(const dvf_evaluation *evaluation, struct buffer *out)
{
    static const char *const labels[2][2] = {{"failed: ", "open: "},
                                             {"excepted: ", "may be: "}};
    const dvf_kb *kb = evaluation->kb;
    struct facts facts = evaluation_facts(evaluation);
    struct obstacle obstacle;
    struct ways ways;

    if (!obstacle_find(&facts, &kb_rules(kb)[kb_find_rule(kb, "r")].condition,
                       &obstacle)) {
        buffer_puts(out, "nothing");
        return;
    }
    obstacle_ways(&facts, &obstacle, &ways);
    buffer_printf(out, "%s%s;", labels[obstacle.is_exception][obstacle.is_open],
                  kb_string(kb, obstacle.text));
    for (uint32_t i = 0; i < ways.count; i++)
        append_way(out, kb, &ways.items[i]);
    assert_false(ways.by_rules);
}

static void expect_of_kb(const dvf_kb *kb, const char *answers,
                         const char *expected)
{
    dvf_evaluation *evaluation = evaluate(kb, load_answers(kb, answers), NULL);
    struct buffer found = {0};

    describe(evaluation, &found);
    assert_string_equal(found.bytes, expected);
    buffer_release(&found);
    forget(evaluation);
}

static void expect(const char *sections, const char *answers,
                   const char *expected)
{
    dvf_kb *kb = load_small_kb(sections);

    expect_of_kb(kb, answers, expected);
    dvf_kb_free(kb);
}

static void an_entry_that_failed_comes_before_open_ones(void **state)
{
    static const char three[] = RULE(WHEN("colour == red") AND("size >= medium")
                                         AND("loud"));

    (void)state;
    expect(three, "size: small",
           "failed: size >= medium; any_of size medium|large");
    expect(three, "loud: false", "failed: loud; any_of loud true");
    expect(three, "loud: true", "open: colour == red; any_of colour red");
    expect(three, "colour: red\nloud: true",
           "open: size >= medium; any_of size medium|large");
    expect(three, "colour: red\nsize: large\nloud: true", "nothing");
}

static void joints_within_an_entry_do_not_split_it(void **state)
{
    static const char two[] = RULE(WHEN("colour == red and deep")
                                       AND("loud or size == tiny"));

    (void)state;
    expect(two, "colour: red\ndeep: true\nloud: false\nsize: small",
           "failed: loud or size == tiny; any_of loud true any_of size tiny");
    expect(two, "colour: red\ndeep: false",
           "failed: colour == red and deep; any_of deep true");
    expect(two, "colour: green",
           "failed: colour == red and deep; any_of colour red");
}

static void an_exception_that_holds_needs_another_answer(void **state)
{
    static const char guarded[] = RULE(WHEN("colour == red") UNLESS("deep")
                                           AND("size <= small"));

    (void)state;
    expect(guarded, "colour: red\ndeep: false\nsize: tiny",
           "excepted: size <= small; any_of size medium|large");
    expect(guarded, "deep: true", "excepted: deep; any_of deep false");
    expect(guarded, "colour: green\ndeep: true",
           "failed: colour == red; any_of colour red");
    expect(guarded, "colour: red\ndeep: false",
           "may be: size <= small; any_of size medium|large");
}

static void negations_need_what_is_left(void **state)
{
    (void)state;
    expect(RULE(WHEN("not (colour == red or loud)")), "colour: red\nloud: true",
           "failed: not (colour == red or loud); any_of colour none|green");
    expect(RULE(WHEN("not (colour == red and loud)")),
           "colour: red\nloud: true",
           "failed: not (colour == red and loud); any_of colour none|green "
           "any_of loud false");
    expect(RULE(WHEN("not parts has wheel")), "parts: [wheel, roof]",
           "failed: not parts has wheel; none_of parts wheel");
    expect(RULE(WHEN("parts has door")), "parts: []",
           "failed: parts has door; any_of parts door");
}

static void a_range_of_one_question_is_narrowed_to_what_would_do(void **state)
{
    (void)state;
    expect(RULE(WHEN("size >= small and size <= medium")), "size: tiny",
           "failed: size >= small and size <= medium; "
           "any_of size small|medium");
    expect(RULE(WHEN("colour != red and colour != green")), "colour: red",
           "failed: colour != red and colour != green; any_of colour none");
}

static void terms_are_told_by_their_answers(void **state)
{
    (void)state;
    expect(RULE(WHEN("red_and_loud")), "colour: red\nloud: false",
           "failed: red_and_loud; any_of loud true");
    expect(RULE(WHEN("deep") UNLESS("red_and_loud")),
           "deep: true\ncolour: red\nloud: true",
           "excepted: red_and_loud; any_of colour none|green "
           "any_of loud false");
    /* A bit for each number of values: 3 and 4. */
    expect(RULE(WHEN("count(parts) >= 3")), "parts: [wheel]",
           "failed: count(parts) >= 3; count parts 24");
}

static void questions_that_do_not_apply_are_named(void **state)
{
    static const char ask[] = "    ask: Is it deep?\n";
    struct buffer text = {0};
    struct buffer changed = {0};

    (void)state;
    small_kb_with(RULE(WHEN("deep")), &text);
    const char *at = strstr(text.bytes, ask);
    assert_non_null(at);
    buffer_append(&changed, text.bytes, (size_t)(at - text.bytes));
    buffer_puts(&changed, "    only_if:\n      - loud\n");
    buffer_puts(&changed, at);
    dvf_kb *kb = load_kb(changed.bytes);
    expect_of_kb(kb, "loud: false", "failed: deep; any_of deep true");
    expect_of_kb(kb, "loud: true", "open: deep; any_of deep true");
    dvf_kb_free(kb);
    buffer_release(&text);
    buffer_release(&changed);
}

#define SCORING(name, criterion, entry, weight)                                \
    "  - id: " name "\n    criterion: " criterion                              \
    "\n" WHEN(entry) "    favours: left\n    weight: " weight                  \
                     "\n    because: So.\n"                                    \
                     "    claims: [c1]\n    origin: paper\n"

static const char scoring[] =
    "criteria:\n  - {id: total, collect: sum}\n"
    "  - {id: main, in: total, collect: max}\n"
    "  - {id: more, in: total, collect: sum}\n"
    "rules:\n" SCORING("a", "main", "loud", "moderate")
        SCORING("b", "main", "colour == red", "strong")
            SCORING("c", "more", "colour == red", "moderate")
                SCORING("d", "main", "size == large", "slight");

static void a_gain_is_what_the_criteria_let_through(void **state)
{
    dvf_kb *kb = load_small_kb(scoring);
    dvf_evaluation *evaluation = evaluate(
        kb, load_answers(kb, "loud: true\ncolour: green"), NULL);

    (void)state;
    assert_int_equal(obstacle_gain(evaluation, kb_find_rule(kb, "b")), 2);
    assert_int_equal(obstacle_gain(evaluation, kb_find_rule(kb, "c")), 2);
    assert_int_equal(obstacle_gain(evaluation, kb_find_rule(kb, "d")), 0);
    forget(evaluation);
    dvf_kb_free(kb);
}

static void rules_come_by_points_then_by_id(void **state)
{
    static const char *const without[] = {"d"};
    const dvf_selection selection = {.without = without, .without_count = 1};
    dvf_kb *kb = load_small_kb(scoring);
    dvf_evaluation *evaluation = evaluate(kb, load_answers(kb, ""), &selection);
    uint32_t rules[4];

    (void)state;
    assert_int_equal(
        obstacle_rules(evaluation, kb_find_option(kb, "left"), rules), 3);
    assert_int_equal(rules[0], kb_find_rule(kb, "b"));
    assert_int_equal(rules[1], kb_find_rule(kb, "a"));
    assert_int_equal(rules[2], kb_find_rule(kb, "c"));
    assert_int_equal(
        obstacle_rules(evaluation, kb_find_option(kb, "right"), rules), 0);
    forget(evaluation);
    dvf_kb_free(kb);
}

/* Each term uses the one before it twice: followed to the end, as many tests
 * as two to the power of their number. */
static void
terms_that_double_each_other_are_not_followed_to_the_end(void **state)
{
    struct buffer sections = {0};

    (void)state;
    buffer_puts(&sections, "terms:\n"
                           "  - id: t0\n    when:\n      - colour == red\n");
    for (int i = 1; i < 60; i++)
        buffer_printf(&sections,
                      "  - id: t%d\n    when:\n"
                      "      - t%d and (t%d or loud)\n",
                      i, i - 1, i - 1);
    buffer_puts(&sections, RULE_ALONE(WHEN("t59")));
    expect(sections.bytes, "loud: true", "open: t59; any_of colour red");
    buffer_release(&sections);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_that_failed_comes_before_open_ones),
        cmocka_unit_test(joints_within_an_entry_do_not_split_it),
        cmocka_unit_test(an_exception_that_holds_needs_another_answer),
        cmocka_unit_test(negations_need_what_is_left),
        cmocka_unit_test(a_range_of_one_question_is_narrowed_to_what_would_do),
        cmocka_unit_test(terms_are_told_by_their_answers),
        cmocka_unit_test(questions_that_do_not_apply_are_named),
        cmocka_unit_test(a_gain_is_what_the_criteria_let_through),
        cmocka_unit_test(rules_come_by_points_then_by_id),
        cmocka_unit_test(
            terms_that_double_each_other_are_not_followed_to_the_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
