/* SPDX-License-Identifier: MIT */
/*
 * Facts for a second look at a verdict, as values: its record, the reasons for
 * an alternative, the answers that a reason hangs on, and what applies.
 */
#include "support.h"

#include "report/document.h"

#include <string.h>

static dvf_kb *kb;

static int load(void **state)
{
    struct buffer text = {0};

    (void)state;
    read_source_file("tests/cases/advise/second-looks/kb.yaml", &text);
    kb = load_kb(text.bytes);
    buffer_release(&text);
    return kb ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    dvf_kb_free(kb);
    return 0;
}

static dvf_evaluation *judge(const char *answers)
{
    return evaluate(kb, load_answers(kb, answers), NULL);
}

static const char *attribute_id(uint32_t attribute)
{
    return attribute == KB_NONE
               ? NULL
               : kb_string(kb, kb_attributes(kb)[attribute].id);
}

/* The rules of the alternative's reasons, joined by blanks. */
static void expect_reasons(const dvf_evaluation *evaluation, const char *rules)
{
    const struct reason *reason;
    struct buffer seen = {0};
    uint32_t cursor = 0;

    while ((reason = alternative_reason(evaluation, &cursor)))
        buffer_printf(&seen, "%s ",
                      kb_string(kb, reason_rule(evaluation, reason)->id));
    assert_string_equal(seen.length > 0 ? seen.bytes : "", rules);
    buffer_release(&seen);
}

static void a_verdict_has_the_record_of_its_strength(void **state)
{
    dvf_evaluation *slight = judge("wind: windy");
    dvf_evaluation *clear = judge("wind: fair\nhaste: none\ncrew: alone");
    dvf_evaluation *close = judge("wind: fair\nmoor: true\nberth: low_bridge");
    dvf_evaluation *both = judge("wind: windy\nhaste: much\ncrew: two");

    (void)state;
    assert_int_equal(verdict_record(slight)->agreed, 8);
    assert_int_equal(verdict_record(slight)->of, 21);
    assert_int_equal(verdict_record(clear)->agreed, 9);
    assert_int_equal(verdict_record(clear)->of, 11);
    assert_null(verdict_record(close));
    assert_null(verdict_record(both));
    forget(slight);
    forget(clear);
    forget(close);
    forget(both);
}

static void an_alternative_has_the_reasons_that_count_for_it(void **state)
{
    dvf_evaluation *none = judge("wind: windy");
    dvf_evaluation *other = judge("wind: windy\nhaste: some\ncrew: alone");
    dvf_evaluation *part = judge("wind: windy\nhaste: much");
    dvf_evaluation *whole = judge(
        "wind: fair\nmoor: true\nberth: low_bridge\ncrew: two");

    (void)state;
    assert_int_equal(none->verdict.alternative, KB_NONE);
    expect_reasons(none, "");
    assert_int_equal(other->verdict.alternative, kb_find_option(kb, "motor"));
    expect_reasons(other, "haste.some ");
    assert_int_equal(part->verdict.option, kb_find_option(kb, "both"));
    assert_int_equal(part->verdict.alternative, kb_find_option(kb, "sail"));
    expect_reasons(part, "wind.windy ");
    assert_int_equal(whole->verdict.outcome, OUTCOME_TOO_CLOSE);
    assert_int_equal(whole->verdict.alternative, kb_find_option(kb, "both"));
    expect_reasons(whole, "berth.bridge wind.fair ");
    forget(none);
    forget(other);
    forget(part);
    forget(whole);
}

/* By an exception, and by a question that may not apply. */
static void a_provisional_reason_names_what_it_hangs_on(void **state)
{
    static const struct {
        const char *answers;
        const char *hangs_on;
    } trials[] = {
        {"haste: some", "crew"},
        {"haste: some\ncrew: alone", NULL},
        {"berth: low_bridge", "moor"},
        {"berth: low_bridge\nmoor: true", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        dvf_evaluation *evaluation = judge(trials[i].answers);
        const struct reason *reason = &evaluation->reasons[0];
        uint32_t cursor = 0;

        assert_int_equal(evaluation->reason_count, 1);
        assert_int_equal(reason->provisional, !!trials[i].hangs_on);
        if (trials[i].hangs_on)
            assert_string_equal(
                attribute_id(reason_hangs_on(evaluation, reason, &cursor)),
                trials[i].hangs_on);
        assert_int_equal(reason_hangs_on(evaluation, reason, &cursor), KB_NONE);
        forget(evaluation);
    }
}

static void only_questions_that_apply_are_counted(void **state)
{
    uint32_t berth = kb_find_attribute(kb, "berth");
    dvf_evaluation *open = judge("wind: windy");
    dvf_evaluation *idle = judge("wind: windy\nmoor: false\nberth: deep");
    struct buffer words = {0};

    (void)state;
    assert_int_equal(phrase_questions(open), 5);
    assert_true(evaluation_applies(open, berth));
    assert_int_equal(phrase_questions(idle), 4);
    assert_false(evaluation_applies(idle, berth));
    assert_true(evaluation_is_idle(idle, berth));
    assert_false(answer_is_given(idle, berth));
    phrase_answered(&words, idle);
    assert_string_equal(words.bytes, "2 of 4 answers");
    buffer_release(&words);
    forget(open);
    forget(idle);
}

static void who_is_ahead_is_said_of_those_not_ruled_out(void **state)
{
    static const struct {
        const char *answers;
        const char *words;
    } trials[] = {
        {"wind: fair\nmoor: true\nberth: low_bridge", "level"},
        {"wind: windy\nmoor: true\nberth: low_bridge",
         "A sailing boat ahead by 4"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        dvf_evaluation *evaluation = judge(trials[i].answers);
        struct ranking ranking;
        struct buffer words = {0};

        ranking_of(&ranking, evaluation);
        assert_int_equal(evaluation->verdict.outcome, OUTCOME_TOO_CLOSE);
        phrase_ahead(&words, &ranking);
        assert_string_equal(words.bytes, trials[i].words);
        buffer_release(&words);
        forget(evaluation);
    }
}

static void a_combination_has_the_title_of_the_variant_that_holds(void **state)
{
    uint32_t both = kb_find_option(kb, "both");
    dvf_evaluation *own = judge("wind: windy");
    dvf_evaluation *variant = judge("haste: much");

    (void)state;
    assert_string_equal(phrase_title(own, both), "A motor sailer");
    assert_string_equal(phrase_title(variant, both),
                        "A motor sailer, engine first");
    forget(own);
    forget(variant);
}

/* How often the section on what a combination lacks says some words. */
static unsigned count_missing(const dvf_evaluation *evaluation,
                              const char *words)
{
    struct document document;
    unsigned count = 0;

    document_init(&document, evaluation->kb, DVF_NORMAL);
    document_compose(&document, evaluation, NULL);
    assert_false(document.failed);
    for (size_t i = 0; i < document.blocks.count; i++) {
        const struct block *block = document_block(&document, i);

        if (block->section != SECTION_MISSING)
            continue;
        for (uint32_t k = 0; k < block->span_count; k++) {
            const char *text = document_span(&document, block, k)->text;

            count += text && strstr(text, words);
        }
    }
    document_release(&document);
    return count;
}

/* A second requirement that hangs on the crew, behind the one that is there. */
static dvf_kb *load_with_another_requirement(void)
{
    static const char mark[] = "          unmet: Two machines are too many "
                               "for one.\n";
    struct buffer text = {0};
    struct buffer changed = {0};

    read_source_file("tests/cases/advise/second-looks/kb.yaml", &text);
    const char *at = strstr(text.bytes, mark);
    assert_non_null(at);
    at += strlen(mark);
    buffer_append(&changed, text.bytes, (size_t)(at - text.bytes));
    buffer_puts(&changed, "        - unless:\n"
                          "            - crew == two\n"
                          "          unmet: Two are a crowd.\n");
    buffer_puts(&changed, at);
    assert_false(changed.failed);
    dvf_kb *loaded = load_kb(changed.bytes);
    buffer_release(&changed);
    buffer_release(&text);
    return loaded;
}

static void a_question_that_is_open_is_put_once(void **state)
{
    dvf_kb *more = load_with_another_requirement();
    dvf_evaluation *open = evaluate(more, load_answers(more, "wind: windy"),
                                    NULL);
    dvf_evaluation *answered = evaluate(
        more, load_answers(more, "wind: windy\ncrew: two"), NULL);

    (void)state;
    assert_int_equal(open->gates[0].requirements[2], TRUTH_OPEN);
    assert_int_equal(open->gates[0].requirements[3], TRUTH_OPEN);
    assert_int_equal(count_missing(open, "(crew)"), 1);
    assert_int_equal(count_missing(answered, "(crew)"), 0);
    assert_int_equal(count_missing(answered, "Two are a crowd."), 1);
    forget(open);
    forget(answered);
    dvf_kb_free(more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_verdict_has_the_record_of_its_strength),
        cmocka_unit_test(an_alternative_has_the_reasons_that_count_for_it),
        cmocka_unit_test(a_provisional_reason_names_what_it_hangs_on),
        cmocka_unit_test(only_questions_that_apply_are_counted),
        cmocka_unit_test(who_is_ahead_is_said_of_those_not_ruled_out),
        cmocka_unit_test(a_combination_has_the_title_of_the_variant_that_holds),
        cmocka_unit_test(a_question_that_is_open_is_put_once),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
