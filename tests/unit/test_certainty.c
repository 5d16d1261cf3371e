/* SPDX-License-Identifier: MIT */
/*
 * How far a verdict can be trusted, in words: values and needs, parts of the
 * ways to answer, and the lines of a document where nothing is proved.
 */
#include "support.h"

#include "analysis/certainty.h"
#include "report/document.h"
#include "report/phrases.h"

#include <string.h>

static void expect_values(const dvf_kb *kb, const char *attribute,
                          value_set values, const char *words)
{
    struct buffer text = {0};

    certainty_values(&text, kb, kb_find_attribute(kb, attribute), values);
    assert_string_equal(text.bytes, words);
    buffer_release(&text);
}

static void values_are_told_as_runs_selections_or_alternatives(void **state)
{
    const dvf_kb *kb = *state;

    expect_values(kb, "size", 1 << 1, "small");
    expect_values(kb, "size", 3, "small or less");
    expect_values(kb, "size", 6, "small or medium");
    expect_values(kb, "size", 12, "medium or more");
    expect_values(kb, "size", 5, "tiny or medium");
    expect_values(kb, "size", 13, "tiny, medium or large");
    expect_values(kb, "deep", 2, "true");
    expect_values(kb, "parts", 0, "[]");
    expect_values(kb, "parts", 3, "[wheel, door]");
}

static void expect_share(const char *part, const char *whole, const char *words)
{
    struct buffer text = {0};

    phrase_share(&text, part, whole);
    assert_string_equal(text.bytes, words);
    buffer_release(&text);
}

static void a_share_is_never_none_and_never_all(void **state)
{
    (void)state;
    expect_share("1", "3", "33 %");
    expect_share("2", "3", "67 %");
    expect_share("1", "99", "1 %");
    expect_share("1", "101", "under 1 %");
    expect_share("1", "340282366920938463463374607431768211454", "under 1 %");
    expect_share("99", "100", "99 %");
    expect_share("991", "1000", "over 99 %");
    expect_share("340282366920938463463374607431768211453",
                 "340282366920938463463374607431768211454", "over 99 %");
}

/* The words of a section, a line for each block. */
static void tell(struct document *document, enum section section,
                 struct buffer *out)
{
    buffer_clear(out);
    document_add(document, section);
    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = document_block(document, i);

        for (uint32_t k = 0; k < block->span_count; k++)
            buffer_puts(out, document_span(document, block, k)->text);
        buffer_putc(out, '\n');
    }
    assert_false(document->failed);
}

static void expect_certainty(const dvf_evaluation *evaluation,
                             const dvf_analysis_options *options, bool several,
                             const char *words)
{
    struct document document;
    struct buffer text = {0};
    dvf_analysis *analysis;

    assert_int_equal(dvf_analyse(evaluation, options, &analysis), DVF_OK);
    document_init(&document, evaluation->kb, DVF_NORMAL);
    document.known = certainty_of(analysis);
    document_begin(&document, evaluation, several ? NULL : analysis);
    tell(&document, SECTION_CERTAINTY, &text);
    assert_string_equal(text.bytes, words);
    document_release(&document);
    dvf_analysis_free(analysis);
    buffer_release(&text);
}

static void without_room_only_what_is_proved_is_called_open(void **state)
{
    const dvf_analysis_options none = {.memory = 1};
    dvf_evaluation *evaluation = evaluate(
        *state, load_answers(*state, "deep: true"), NULL);
    struct buffer text = {0};
    dvf_analysis *analysis;
    struct dvf_certainty certainty;

    assert_int_equal(dvf_analyse(evaluation, &none, &analysis), DVF_OK);
    certainty = dvf_analysis_certainty(analysis);
    assert_int_not_equal(certainty.method, DVF_EXACT);
    assert_null(certainty.completions);
    phrase_certainty(&text, *state, certainty_of(analysis));
    dvf_reachable one;
    bool proved = false;
    for (size_t i = 0; dvf_analysis_reachable(analysis, i, &one); i++)
        proved = proved || (one.proved && strcmp(one.outcome, "left") != 0);
    assert_string_equal(text.bytes, certainty.settled ? "settled"
                                    : proved          ? "open"
                                                      : "perhaps open");
    dvf_analysis_free(analysis);
    buffer_release(&text);
    forget(evaluation);
}

static void of_several_only_the_first_line_is_told(void **state)
{
    dvf_evaluation *evaluation = evaluate(
        *state, load_answers(*state, "deep: true"), NULL);
    const dvf_analysis_options all = {.parts = DVF_ANALYSE_NEEDS |
                                               DVF_ANALYSE_CHANGES};

    expect_certainty(evaluation, &all, true,
                     "Open: open answers can still change this.\n");
    expect_certainty(evaluation, NULL, true,
                     "Open: open answers can still change this.\n");
    forget(evaluation);
}

static int open_kb(void **state)
{
    *state = load_small_kb("criteria:\n"
                           "  - {id: total, collect: sum}\n"
                           "rules:\n"
                           "  - id: l2\n"
                           "    criterion: total\n"
                           "    when:\n"
                           "      - deep\n"
                           "    favours: left\n"
                           "    weight: moderate\n"
                           "    because: It does.\n"
                           "    claims: [c1]\n"
                           "    origin: paper\n"
                           "  - id: r8\n"
                           "    criterion: total\n"
                           "    when:\n"
                           "      - loud\n"
                           "    favours: right\n"
                           "    weight: decisive\n"
                           "    because: It does.\n"
                           "    claims: [c1]\n"
                           "    origin: paper\n");
    return 0;
}

static void needs_and_changes_stand_with_their_answers(void **state)
{
    dvf_evaluation *evaluation = evaluate(
        *state, load_answers(*state, "deep: true"), NULL);
    const dvf_analysis_options all = {.parts = DVF_ANALYSE_NEEDS |
                                               DVF_ANALYSE_CHANGES};

    expect_certainty(evaluation, &all, false,
                     "Open: could still be Right if loud is true.\n"
                     "Would change it: deep to false (undecided)\n"
                     "Ask next: loud\n"
                     "Need not ask: colour, size, speed and 1 more\n");
    expect_certainty(evaluation, NULL, false,
                     "Open: could still be Right.\n"
                     "Ask next: loud\n"
                     "Need not ask: colour, size, speed and 1 more\n");
    forget(evaluation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_told_as_runs_selections_or_alternatives),
        cmocka_unit_test(a_share_is_never_none_and_never_all),
        cmocka_unit_test(without_room_only_what_is_proved_is_called_open),
        cmocka_unit_test(of_several_only_the_first_line_is_told),
        cmocka_unit_test(needs_and_changes_stand_with_their_answers),
    };

    return cmocka_run_group_tests(tests, open_kb, close_kb);
}
