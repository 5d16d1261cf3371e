/* SPDX-License-Identifier: MIT */
/*
 * How much a document tells and where: notes under the reason that they
 * qualify, what is true and adds nothing, answers that made no difference, and
 * what each degree of detail adds.
 */
#include "random_kb.h"
#include "support.h"

#include "engine/bearing.h"
#include "report/document.h"

#include <string.h>

#define RANDOM_KBS       100
#define PROFILES_EACH    20
#define BUILTIN_PROFILES 500

/* A use case stands for its needs: of the two the larger counts. */
static const char criteria[] = "criteria:\n"
                               "  - {id: total, collect: sum}\n"
                               "  - {id: fit, in: total, collect: max}\n"
                               "  - {id: use, in: fit, collect: max}\n"
                               "  - {id: needs, in: fit, collect: sum}\n"
                               "  - {id: paint, in: needs, collect: max}\n"
                               "  - {id: room, in: needs, collect: max}\n"
                               "rules:\n";

static const struct rule {
    const char *id;
    const char *criterion;
    const char *when;
    const char *option;
    const char *weight;
} rules[] = {
    {"use.loud", "use", "loud", "left", "slight"},
    {"paint.red", "paint", "colour == red", "left", "strong"},
    {"paint.any", "paint", "colour != none", "left", "slight"},
    {"room.small", "room", "size == small", "right", "slight"},
    /* The last one goes on with `notes`. */
    {"room.tiny", "room", "size < small and not deep", "right", "moderate"},
};

static const char notes[] = "    unless:\n"
                            "      - parts has roof\n"
                            "notes:\n"
                            "  - id: n.paint\n"
                            "    qualifies: [paint]\n"
                            "    when:\n"
                            "      - colour == red\n"
                            "    says: Red fades.\n"
                            "    claims: [c1]\n"
                            "  - id: n.deep\n"
                            "    qualifies: [room.tiny]\n"
                            "    when:\n"
                            "      - deep\n"
                            "    says: Still waters.\n"
                            "    claims: [c1]\n"
                            "  - id: n.speed\n"
                            "    kind: background\n"
                            "    when:\n"
                            "      - speed == slow\n"
                            "    says: Snails are slow.\n"
                            "    claims: [c1]\n";

static dvf_kb *kb;

static int load(void **state)
{
    struct buffer text = {0};

    (void)state;
    buffer_puts(&text, criteria);
    for (size_t i = 0; i < COUNT(rules); i++)
        buffer_printf(&text,
                      "  - id: %s\n    criterion: %s\n    when:\n"
                      "      - %s\n    favours: %s\n    weight: %s\n"
                      "    because: So.\n    claims: [c1]\n"
                      "    origin: paper\n",
                      rules[i].id, rules[i].criterion, rules[i].when,
                      rules[i].option, rules[i].weight);
    buffer_puts(&text, notes);
    kb = load_small_kb(text.bytes);
    buffer_release(&text);
    return kb ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    dvf_kb_free(kb);
    return 0;
}

/* All words of the sections of a document, a line for each block. */
static void tell(struct buffer *out, dvf_detail detail, const char *answers)
{
    dvf_evaluation *evaluation = evaluate(kb, load_answers(kb, answers), NULL);
    struct document document;

    document_init(&document, kb, detail);
    document_compose(&document, evaluation, NULL);
    assert_false(document.failed);
    buffer_clear(out);
    buffer_putc(out, '\n');
    for (size_t i = 0; i < document.blocks.count; i++) {
        const struct block *block = document_block(&document, i);

        if (block->kind == BLOCK_REASON)
            buffer_printf(out, "%s ", block->right);
        else if (block->title)
            buffer_puts(out, block->title);
        for (uint32_t k = 0; k < block->span_count; k++) {
            const char *text = document_span(&document, block, k)->text;

            buffer_puts(out, text ? text : " | ");
        }
        buffer_putc(out, '\n');
    }
    assert_false(out->failed);
    document_release(&document);
    forget(evaluation);
}

static const char answers[] = "colour: red\nsize: small\nloud: true\n"
                              "deep: true\nspeed: slow\nparts: [door]";

static void expect_told(dvf_detail detail, const char *words, bool told)
{
    struct buffer text = {0};

    tell(&text, detail, answers);
    bool found = strstr(text.bytes, words);
    if (found != told)
        fail_msg("'%s' is %s:%s", words, told ? "missing" : "there",
                 text.bytes);
    buffer_release(&text);
}

static void a_note_stands_under_the_reason_that_it_qualifies(void **state)
{
    (void)state;
    expect_told(DVF_NORMAL,
                "\npaint.red colour: red\nSo.\nNote: Red fades.\n"
                "Also: colour: red (paint.any)\n",
                true);
}

static void a_note_whose_reason_is_not_there_stands_by_itself(void **state)
{
    (void)state;
    expect_told(DVF_NORMAL, "\nWorth knowing\nStill waters.\n", true);
}

static void background_is_told_to_those_who_want_more(void **state)
{
    (void)state;
    expect_told(DVF_NORMAL, "Snails are slow.", false);
    expect_told(DVF_MORE, "\nStill waters.\nSnails are slow.\n", true);
}

static void what_another_branch_outweighs_is_told_in_one_line(void **state)
{
    (void)state;
    expect_told(DVF_NORMAL, "\nAlso true: loud: true (use.loud)\nWhat speaks",
                true);
}

static void answers_that_led_to_nothing_are_listed(void **state)
{
    (void)state;
    expect_told(DVF_NORMAL, "\nMade no difference: speed, parts\n", true);
}

static void each_degree_of_detail_adds_to_the_one_before(void **state)
{
    static const struct {
        const char *words;
        dvf_detail from;
    } rows[] = {
        {"\nTrue as well, but adds nothing\n", DVF_MORE},
        {"\nCriteria\n", DVF_MORE},
        {"\nClaims\nc1\n", DVF_MORE},
        {"\nSources\n", DVF_FULL},
        {"Weight: ", DVF_FULL},
        {"Rests on: c1 (holds)", DVF_FULL},
        {"Still waters. (n.deep)", DVF_FULL},
        {"Note: Red fades. (n.paint)", DVF_FULL},
        {"SHA-256", DVF_FULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        for (dvf_detail detail = DVF_NORMAL; detail <= DVF_FULL; detail++)
            expect_told(detail, rows[i].words, detail >= rows[i].from);
}

/* ----------------------------------------------------------------- Bearing */

static void expect_no_difference(const char *given, const char *idle)
{
    dvf_evaluation *evaluation = evaluate(kb, load_answers(kb, given), NULL);
    uint8_t bears[64];
    struct buffer seen = {0};

    bearing_mark(evaluation, bears);
    buffer_puts(&seen, "");
    for (uint32_t i = 0; i < evaluation->answered.count; i++) {
        uint32_t attribute = evaluation->answered.items[i];

        if (!bears[attribute])
            buffer_printf(&seen, "%s%s", seen.length > 0 ? " " : "",
                          kb_string(kb, kb_attributes(kb)[attribute].id));
    }
    assert_string_equal(seen.bytes ? seen.bytes : "", idle);
    buffer_release(&seen);
    forget(evaluation);
}

static void an_answer_that_holds_a_rule_back_makes_a_difference(void **state)
{
    (void)state;
    expect_no_difference("size: tiny\ndeep: false\nparts: [door]", "");
    expect_no_difference("size: tiny\ndeep: false\nparts: [roof]", "size deep");
    expect_no_difference("size: large\nparts: [roof]", "size parts");
}

/* What is told of two evaluations is the same, but for what is not answered.
 */
static void expect_same(const dvf_evaluation *a, const dvf_evaluation *b)
{
    assert_int_equal(a->verdict.outcome, b->verdict.outcome);
    assert_int_equal(a->verdict.option, b->verdict.option);
    assert_memory_equal(a->scores, b->scores, sizeof a->scores);
    assert_int_equal(a->reason_count, b->reason_count);
    for (uint32_t i = 0; i < a->reason_count; i++) {
        assert_int_equal(a->reasons[i].rule, b->reasons[i].rule);
        assert_int_equal(a->reasons[i].counts, b->reasons[i].counts);
    }
    assert_int_equal(a->warnings.count, b->warnings.count);
    assert_int_equal(a->excludes.count, b->excludes.count);
}

/* @return answers found to lead to nothing */
static unsigned try_profile(const dvf_kb *tried, struct random *random)
{
    dvf_profile *profile = random_profile(tried, random);
    dvf_evaluation *evaluation = evaluate(tried, profile, NULL);
    uint8_t bears[64];
    unsigned idle = 0;

    bearing_mark(evaluation, bears);
    for (uint32_t i = 0; i < evaluation->answered.count; i++) {
        uint32_t attribute = evaluation->answered.items[i];
        struct answer kept = profile->answers[attribute];

        if (bears[attribute])
            continue;
        idle++;
        profile->answers[attribute] = (struct answer){.chosen = VALUES_UNKNOWN};
        dvf_evaluation *without = evaluate(tried, profile, NULL);
        expect_same(evaluation, without);
        dvf_evaluation_free(without);
        profile->answers[attribute] = kept;
    }
    forget(evaluation);
    return idle;
}

static void without_such_an_answer_all_is_the_same_in_random_kbs(void **state)
{
    struct random random = {31};
    struct buffer text = {0};
    unsigned idle = 0;

    (void)state;
    for (int i = 0; i < RANDOM_KBS; i++) {
        random_kb(&random, &text);
        dvf_kb *tried = load_kb(text.bytes);
        for (int k = 0; k < PROFILES_EACH; k++)
            idle += try_profile(tried, &random);
        dvf_kb_free(tried);
    }
    assert_true(idle > RANDOM_KBS);
    buffer_release(&text);
}

static void without_such_an_answer_all_is_the_same_in_the_builtin(void **state)
{
    struct random random = {32};
    unsigned idle = 0;

    (void)state;
    for (int i = 0; i < BUILTIN_PROFILES; i++)
        idle += try_profile(dvf_kb_builtin(), &random);
    assert_true(idle > BUILTIN_PROFILES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_stands_under_the_reason_that_it_qualifies),
        cmocka_unit_test(a_note_whose_reason_is_not_there_stands_by_itself),
        cmocka_unit_test(background_is_told_to_those_who_want_more),
        cmocka_unit_test(what_another_branch_outweighs_is_told_in_one_line),
        cmocka_unit_test(answers_that_led_to_nothing_are_listed),
        cmocka_unit_test(each_degree_of_detail_adds_to_the_one_before),
        cmocka_unit_test(an_answer_that_holds_a_rule_back_makes_a_difference),
        cmocka_unit_test(without_such_an_answer_all_is_the_same_in_random_kbs),
        cmocka_unit_test(without_such_an_answer_all_is_the_same_in_the_builtin),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
