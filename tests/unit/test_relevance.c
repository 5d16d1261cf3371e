/* SPDX-License-Identifier: MIT */
/*
 * Which questions still matter: by hand on a small knowledge base, and by
 * trying every answer on random ones and on the built-in one. Whatever else is
 * answered, what does not matter must change no score and no verdict.
 */
#include "random_kb.h"
#include "support.h"

#include "engine/relevance.h"

#include <string.h>

#define RANDOM_KBS       400
#define PROFILES_EACH    20
#define BUILTIN_PROFILES 1000
#define COMPLETIONS      4

/* ------------------------------------------------------- Small knowledge base
 */

#define RULE(name, conditions)                                                 \
    "  - id: " name "\n    criterion: main\n" conditions                       \
    "    favours: left\n    weight: strong\n    because: So.\n"                \
    "    claims: [c1]\n    origin: paper\n"

#define VERDICT(more)                                                          \
    "verdict:\n  too_close: {points: 2, percent: 15}\n  strength:\n"           \
    "    - {id: weak, points: 0, percent: 0}\n" more

/* The attributes that matter, "a, b", in the order of the KB. */
static void expect_matters(const char *sections, const char *answers,
                           const char *const *without, const char *expected)
{
    dvf_kb *kb = load_small_kb(sections);
    const dvf_selection selection = {.without = without,
                                     .without_count = without ? 1 : 0};
    dvf_evaluation *evaluation = evaluate(kb, load_answers(kb, answers),
                                          &selection);
    struct buffer found = {0};
    uint8_t matters[16];
    uint32_t i;

    memset(matters, 7, sizeof matters);
    assert_true(kb_attributes_count(kb) < COUNT(matters));
    assert_true(relevance_mark(evaluation, matters));
    buffer_puts(&found, "");
    for (i = 0; i < kb_attributes_count(kb); i++) {
        assert_true(matters[i] <= 1);
        if (matters[i] == 0 || evaluation->profile->answers[i].answered)
            continue;
        buffer_puts(&found, found.length > 0 ? ", " : "");
        buffer_puts(&found, kb_string(kb, kb_attributes(kb)[i].id));
    }
    assert_int_equal(matters[i], 7); /* nothing behind the last attribute */
    assert_string_equal(found.bytes, expected);
    buffer_release(&found);
    forget(evaluation);
    dvf_kb_free(kb);
}

static const char two_parts[] = "rules:\n" RULE("both",
                                                "    when:\n"
                                                "      - loud\n"
                                                "      - size >= medium\n"
                                                "    unless:\n"
                                                "      - deep\n");

static void what_no_rule_reads_does_not_matter(void **state)
{
    (void)state;
    expect_matters("", "", NULL, "colour");
    expect_matters(two_parts, "", NULL, "size, loud, deep");
}

static void an_answered_rule_needs_nothing_more(void **state)
{
    (void)state;
    expect_matters("", "colour: red", NULL, "");
    expect_matters("", "colour: green", NULL, "");
}

static void a_closed_rule_makes_its_other_questions_moot(void **state)
{
    (void)state;
    expect_matters(two_parts, "loud: false", NULL, "");
    expect_matters(two_parts, "size: small", NULL, "");
    expect_matters(two_parts, "deep: true", NULL, "");
    expect_matters(two_parts, "deep: false", NULL, "size, loud");
    expect_matters(two_parts, "loud: true", NULL, "size, deep");
}

static void a_fired_rule_waits_for_its_exception(void **state)
{
    (void)state;
    expect_matters(two_parts, "loud: true\nsize: large", NULL, "deep");
    expect_matters(two_parts, "loud: true\nsize: large\ndeep: false", NULL, "");
}

/* What stays open in a part whose truth is settled is moot. */
static void a_settled_part_needs_nothing_more(void **state)
{
    static const char sections[] = "rules:\n" RULE(
        "either", "    when:\n"
                  "      - loud or size == large\n"
                  "    unless:\n"
                  "      - deep and colour == red\n");

    (void)state;
    expect_matters(sections, "loud: true", NULL, "colour, deep");
    expect_matters(sections, "deep: false", NULL, "size, loud");
    expect_matters(sections, "loud: true\ndeep: false", NULL, "");
}

static void an_unknown_answer_keeps_the_others_alive(void **state)
{
    (void)state;
    expect_matters(two_parts, "loud: unknown", NULL, "size, loud, deep");
}

static void what_is_read_twice_matters_until_both_are_decided(void **state)
{
    static const char sections[] =
        "rules:\n" RULE("a", "    when:\n      - loud\n      - deep\n")
            RULE("b", "    when:\n      - deep\n      - size == tiny\n");

    (void)state;
    expect_matters(sections, "loud: false", NULL, "size, deep");
    expect_matters(sections, "loud: false\nsize: large", NULL, "");
}

static void a_term_is_read_through(void **state)
{
    static const char sections[] =
        "terms:\n  - id: wild\n    when:\n      - loud\n"
        "rules:\n" RULE("a", "    when:\n      - wild\n      - deep\n");

    (void)state;
    expect_matters(sections, "", NULL, "loud, deep");
    expect_matters(sections, "loud: false", NULL, "");
}

static void a_rule_left_out_asks_nothing(void **state)
{
    static const char *const without[] = {"both"};

    (void)state;
    expect_matters(two_parts, "", without, "");
}

static void notes_and_warnings_ask_nothing(void **state)
{
    static const char sections[] =
        "notes:\n  - id: n\n    when:\n      - loud\n    says: N.\n"
        "    claims: [c1]\n"
        "warnings:\n  - id: w\n    when:\n      - deep\n    says: W.\n";

    (void)state;
    expect_matters(sections, "", NULL, "colour");
}

static void an_exclusion_asks(void **state)
{
    static const char sections[] = VERDICT(
        "  excludes:\n    - option: left\n      says: X.\n"
        "      when:\n        - loud\n        - deep\n"
        "      unless:\n        - size == large\n");

    (void)state;
    expect_matters(sections, "", NULL, "colour, size, loud, deep");
    expect_matters(sections, "loud: false", NULL, "colour");
    expect_matters(sections, "size: large", NULL, "colour");
    expect_matters(sections, "loud: true\ndeep: true", NULL, "colour, size");
}

/* By the scores as they are, the exclusion is false: but they may grow. */
static void what_asks_for_scores_is_open_while_they_change(void **state)
{
    static const char sections[] = VERDICT(
        "  excludes:\n    - option: left\n      says: X.\n"
        "      when:\n        - score(left) >= strong\n        - deep\n");

    (void)state;
    expect_matters(sections, "", NULL, "colour, deep");
    expect_matters(sections, "colour: red", NULL, "deep");
    expect_matters(sections, "colour: green", NULL, "");
}

static const char combination[] =
    "criteria:\n"
    "  - {id: total, collect: sum}\n"
    "  - {id: main, in: total, collect: max}\n"
    "  - {id: side, in: total, collect: max}\n"
    "rules:\n" RULE(
        "some",
        "    when:\n      - colour == red\n") "  - id: other\n    criterion: "
                                              "side\n    when:\n      - loud\n"
                                              "    favours: right\n    weight: "
                                              "strong\n    because: So.\n"
                                              "    claims: [c1]\n    origin: "
                                              "paper\n" VERDICT(
                                                  "  combinations:\n    - "
                                                  "option: pair\n      "
                                                  "requires:\n"
                                                  "        - when:\n           "
                                                  " - strongest(left, main) >= "
                                                  "strong\n"
                                                  "          essential: true\n "
                                                  "         unmet: U.\n"
                                                  "        - when:\n           "
                                                  " - deep\n          unmet: "
                                                  "U.\n"
                                                  "        - unless:\n         "
                                                  "   - size == tiny\n"
                                                  "          unmet: U.\n");

static void a_combination_asks_while_it_can_be_met(void **state)
{
    (void)state;
    expect_matters(combination, "", NULL, "colour, size, loud, deep");
    expect_matters(combination, "colour: red", NULL, "size, loud, deep");
}

/* The rule on `loud` is open, but not within what the requirement reads. */
static void a_lost_essential_requirement_makes_the_others_moot(void **state)
{
    (void)state;
    expect_matters(combination, "colour: green", NULL, "loud");
}

static void a_lost_requirement_that_is_not_essential_does_not(void **state)
{
    (void)state;
    expect_matters(combination, "deep: false", NULL, "colour, size, loud");
}

/* The leader is nobody while it is too close, and may yet be left, whose rule
 * in the criterion has fired: the other part of the condition still matters. */
static void a_condition_on_the_leader_is_open_while_the_outcome_is(void **state)
{
    static const char side[] =
        "    favours: %s\n    weight: strong\n    because: So.\n"
        "    claims: [c1]\n    origin: paper\n";
    struct buffer text = {0};

    (void)state;
    buffer_puts(
        &text,
        "criteria:\n"
        "  - {id: total, collect: sum}\n"
        "  - {id: main, in: total, collect: max}\n"
        "  - {id: side, in: total, collect: max}\n"
        "rules:\n" RULE(
            "red",
            "    when:\n      - colour == red\n") "  - id: loud\n    "
                                                  "criterion: side\n"
                                                  "    when:\n      - loud\n");
    buffer_printf(&text, side, "right");
    buffer_puts(&text, "  - id: large\n    criterion: side\n"
                       "    when:\n      - size == large\n");
    buffer_printf(&text, side, "left");
    buffer_puts(&text, VERDICT("    - id: clear\n      points: 1\n      when:\n"
                               "        - strongest(leader, main) >= strong\n"
                               "        - deep\n"));
    assert_false(text.failed);
    expect_matters(text.bytes, "colour: red\nloud: true", NULL, "size, deep");
    expect_matters(text.bytes, "colour: red\nloud: true\nsize: tiny", NULL, "");
    buffer_release(&text);
}

/* ------------------------------------------------------------- Brute force */

/* What a verdict is. */
struct result {
    int32_t scores[KB_OPTIONS_MAX];
    struct verdict verdict;
};

static struct result result_of(const dvf_kb *kb, const dvf_profile *profile,
                               uint8_t *matters)
{
    dvf_evaluation *evaluation = evaluate(kb, profile, NULL);
    struct result result;

    memset(&result, 0, sizeof result);
    memcpy(result.scores, evaluation->scores, sizeof result.scores);
    result.verdict = evaluation->verdict;
    assert_true(relevance_mark(evaluation, matters));
    dvf_evaluation_free(evaluation);
    return result;
}

static void expect_same(const struct result *a, const struct result *b)
{
    assert_memory_equal(a->scores, b->scores, sizeof a->scores);
    assert_int_equal(a->verdict.outcome, b->verdict.outcome);
    assert_int_equal(a->verdict.option, b->verdict.option);
    assert_int_equal(a->verdict.strength, b->verdict.strength);
    assert_int_equal(a->verdict.lead, b->verdict.lead);
    assert_int_equal(a->verdict.alternative, b->verdict.alternative);
    assert_int_equal(a->verdict.provisional, b->verdict.provisional);
}

static void answer_some(dvf_profile *profile, struct random *random,
                        uint32_t density, uint32_t but)
{
    const dvf_kb *kb = profile->kb;
    uint32_t i;

    for (i = 0; i < kb_attributes_count(kb); i++) {
        const struct kb_attribute *attribute = &kb_attributes(kb)[i];
        uint32_t count = attribute->values.count;
        struct answer *answer = &profile->answers[i];

        if (i == but || answer->answered || random_below(random, 8) >= density)
            continue;
        answer->answered = true;
        answer->values = attribute->type == KB_SET
                             ? random_below(random, UINT32_C(1) << count)
                             : UINT64_C(1) << random_below(random, count);
    }
}

/* Every answer to one attribute leads to the same, and it stays moot. */
static void expect_moot(dvf_profile *profile, uint32_t index)
{
    const dvf_kb *kb = profile->kb;
    const struct kb_attribute *attribute = &kb_attributes(kb)[index];
    struct answer *answer = &profile->answers[index];
    uint8_t matters[64];
    const struct result open = result_of(kb, profile, matters);
    bool is_set = attribute->type == KB_SET;
    uint32_t count = attribute->values.count;
    uint32_t i;

    assert_int_equal(matters[index], 0);
    answer->answered = true;
    for (i = 0; i < (is_set ? UINT32_C(1) << count : count); i++) {
        answer->values = is_set ? i : UINT64_C(1) << i;
        struct result given = result_of(kb, profile, matters);
        expect_same(&open, &given);
    }
    answer->answered = false;
    answer->values = 0;
}

/* @return attributes found to be moot */
static unsigned try_profile(const dvf_kb *kb, struct random *random)
{
    dvf_profile *profile = profile_new(kb, "random");
    uint32_t count = kb_attributes_count(kb);
    struct answer kept[64];
    uint8_t matters[64];
    unsigned moot = 0;
    uint32_t i;
    int k;

    assert_non_null(profile);
    assert_true(count <= COUNT(kept));
    answer_some(profile, random, random_below(random, 9), KB_NONE);
    memcpy(kept, profile->answers, count * sizeof kept[0]);
    result_of(kb, profile, matters);
    for (i = 0; i < count; i++) {
        if (matters[i] != 0 || kept[i].answered)
            continue;
        moot++;
        for (k = 0; k < COMPLETIONS; k++) {
            answer_some(profile, random, (uint32_t)k * 8 / (COMPLETIONS - 1),
                        i);
            expect_moot(profile, i);
            memcpy(profile->answers, kept, count * sizeof kept[0]);
        }
    }
    dvf_profile_free(profile);
    return moot;
}

static void what_does_not_matter_changes_nothing_in_random_kbs(void **state)
{
    struct random random = {20};
    struct buffer text = {0};
    unsigned moot = 0;
    int i;
    int k;

    (void)state;
    for (i = 0; i < RANDOM_KBS; i++) {
        dvf_kb *kb;

        random_kb(&random, &text);
        kb = load_kb(text.bytes);
        for (k = 0; k < PROFILES_EACH; k++)
            moot += try_profile(kb, &random);
        dvf_kb_free(kb);
    }
    assert_true(moot > RANDOM_KBS);
    buffer_release(&text);
}

static void what_does_not_matter_changes_nothing_in_the_builtin(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    struct random random = {21};
    unsigned moot = 0;
    int i;

    (void)state;
    for (i = 0; i < BUILTIN_PROFILES; i++)
        moot += try_profile(kb, &random);
    assert_true(moot > 10);
}

static void every_question_of_the_builtin_matters_at_first(void **state)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_evaluation *evaluation = evaluate(kb, profile_new(kb, "empty"), NULL);
    uint8_t matters[64];
    uint32_t i;

    (void)state;
    assert_true(kb_attributes_count(kb) <= COUNT(matters));
    assert_true(relevance_mark(evaluation, matters));
    for (i = 0; i < kb_attributes_count(kb); i++)
        assert_int_equal(matters[i], 1);
    forget(evaluation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_no_rule_reads_does_not_matter),
        cmocka_unit_test(an_answered_rule_needs_nothing_more),
        cmocka_unit_test(a_closed_rule_makes_its_other_questions_moot),
        cmocka_unit_test(a_fired_rule_waits_for_its_exception),
        cmocka_unit_test(a_settled_part_needs_nothing_more),
        cmocka_unit_test(an_unknown_answer_keeps_the_others_alive),
        cmocka_unit_test(what_is_read_twice_matters_until_both_are_decided),
        cmocka_unit_test(a_term_is_read_through),
        cmocka_unit_test(a_rule_left_out_asks_nothing),
        cmocka_unit_test(notes_and_warnings_ask_nothing),
        cmocka_unit_test(an_exclusion_asks),
        cmocka_unit_test(what_asks_for_scores_is_open_while_they_change),
        cmocka_unit_test(a_combination_asks_while_it_can_be_met),
        cmocka_unit_test(a_lost_essential_requirement_makes_the_others_moot),
        cmocka_unit_test(a_lost_requirement_that_is_not_essential_does_not),
        cmocka_unit_test(
            a_condition_on_the_leader_is_open_while_the_outcome_is),
        cmocka_unit_test(what_does_not_matter_changes_nothing_in_random_kbs),
        cmocka_unit_test(what_does_not_matter_changes_nothing_in_the_builtin),
        cmocka_unit_test(every_question_of_the_builtin_matters_at_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
