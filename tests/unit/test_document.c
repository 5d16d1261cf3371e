/* SPDX-License-Identifier: MIT */
/*
 * The document of each kind of verdict, as values: its ranking, its blocks in
 * their order, and the words of some, without any printer.
 */
#include "support.h"

#include "report/document.h"

#include <string.h>

static const char sections[] =
    "criteria:\n"
    "  - {id: total, collect: sum}\n"
    "  - {id: l, in: total, collect: max, title: Leftness}\n"
    "  - {id: r, in: total, collect: max}\n"
    "rules:\n"
    "  - id: l.red\n"
    "    criterion: l\n"
    "    when:\n"
    "      - colour == red\n"
    "    favours: left\n"
    "    weight: decisive\n"
    "    because: Red is left.\n"
    "    claims: [c1]\n"
    "    origin: paper\n"
    "  - id: l.green\n"
    "    criterion: l\n"
    "    when:\n"
    "      - colour == green\n"
    "    favours: left\n"
    "    weight: strong\n"
    "    because: Green is left.\n"
    "    claims: [c1]\n"
    "    origin: advisor\n"
    "  - id: l.none\n"
    "    criterion: l\n"
    "    when:\n"
    "      - colour != green\n"
    "    favours: left\n"
    "    weight: slight\n"
    "    because: It is not green.\n"
    "    claims: [c1]\n"
    "    origin: advisor\n"
    "  - id: r.small\n"
    "    criterion: r\n"
    "    when:\n"
    "      - size == small\n"
    "    favours: right\n"
    "    weight: strong\n"
    "    because: Small is right.\n"
    "    otherwise: Left needs a lens.\n"
    "    claims: [c1]\n"
    "    origin: advisor\n"
    "  - id: r.large\n"
    "    criterion: r\n"
    "    when:\n"
    "      - size == large\n"
    "    favours: right\n"
    "    weight: decisive\n"
    "    because: Large is right.\n"
    "    claims: [c1]\n"
    "    origin: advisor\n"
    "notes:\n"
    "  - id: n.deep\n"
    "    when:\n"
    "      - deep\n"
    "    says: Deep waters are still.\n"
    "    claims: [c1]\n"
    "verdict:\n"
    "  too_close: {points: 2, percent: 15}\n"
    "  strength:\n"
    "    - {id: weak, points: 0, percent: 0}\n"
    "    - {id: clear, points: 4, percent: 30}\n"
    "  excludes:\n"
    "    - option: left\n"
    "      when:\n"
    "        - speed == slow\n"
    "      says: Left is never slow.\n"
    "  combinations:\n"
    "    - option: pair\n"
    "      against: Two are dearer than one.\n"
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
    "            - loud\n"
    "          unmet: It is not loud.\n";

static dvf_kb *kb;
static dvf_evaluation *told; /* by the document */

static int load(void **state)
{
    (void)state;
    kb = load_small_kb(sections);
    return kb ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    dvf_kb_free(kb);
    return 0;
}

/* The document on a profile with these answers. */
static void compose(struct document *document, dvf_detail detail,
                    const char *answers)
{
    dvf_profile *profile = load_answers(kb, answers);

    document_init(document, kb, detail);
    told = evaluate(kb, profile, NULL);
    document_compose(document, told, NULL);
    assert_false(document->failed);
}

static void drop(struct document *document)
{
    document_release(document);
    forget(told);
}

/* A letter for each block, in their order. */
static void expect_blocks(const struct document *document, const char *letters)
{
    static const char names[] = {
        [BLOCK_HEADLINE] = 'h',  [BLOCK_CERTAINTY] = '!',
        [BLOCK_STATEMENT] = 's', [BLOCK_SCORE] = '#',
        [BLOCK_HEADING] = 'H',   [BLOCK_BODY] = 'b',
        [BLOCK_BULLET] = '*',    [BLOCK_REASON] = 'R',
        [BLOCK_DETAIL] = 'd',    [BLOCK_CHOICES] = 'c',
        [BLOCK_PART] = 'p',      [BLOCK_CRITERIA] = 'T',
        [BLOCK_CRITERION] = 't', [BLOCK_FOOT] = 'f',
    };
    struct buffer seen = {0};

    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = document_block(document, i);

        assert_true(i == 0 ||
                    document_block(document, i - 1)->section <= block->section);
        buffer_putc(&seen, names[block->kind]);
    }
    assert_string_equal(seen.bytes, letters);
    buffer_release(&seen);
}

/* The words of block number `nth` of a section, its title before them. */
static void expect_words(const struct document *document, enum section section,
                         unsigned nth, const char *words)
{
    struct buffer seen = {0};

    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *block = document_block(document, i);

        if (block->section != section || nth-- != 0)
            continue;
        buffer_puts(&seen, block->title ? block->title : "");
        if (block->right)
            buffer_printf(&seen, " [%s]", block->right);
        buffer_puts(&seen, block->title && block->span_count > 0 ? ": " : "");
        for (uint32_t j = 0; j < block->span_count; j++) {
            const char *text = document_span(document, block, j)->text;

            buffer_puts(&seen, text ? text : " | ");
        }
    }
    assert_non_null(seen.bytes);
    assert_string_equal(seen.bytes, words);
    buffer_release(&seen);
}

static void
an_option_is_told_with_its_lead_and_what_speaks_against(void **state)
{
    struct document document;
    const struct ranking *ranking = &document.ranking;
    uint32_t other;

    (void)state;
    compose(&document, DVF_NORMAL,
            "colour: red\nsize: small\nspeed: fast\ndeep: true\nloud: false");
    assert_true(ranking->recommends && ranking->has_lead);
    assert_null(ranking->combination);
    assert_int_equal(ranking->sides_count, 2);
    assert_int_equal(ranking->most, 8);
    assert_int_equal(ranking->runner_up, 1);
    assert_int_equal(ranking->weakest, KB_NONE);
    assert_true(ranking->sides[0].is_recommended && ranking->sides[0].leads);
    assert_false(ranking->sides[1].is_recommended || ranking->sides[1].leads);
    assert_int_equal(ranking->sides[0].counted, 1);
    assert_int_equal(ranking_against(ranking, &other), 1);
    assert_int_equal(other, 1);
    expect_blocks(&document, "hs##HRddHRddH*H*sHbff");
    expect_words(&document, SECTION_OPENING, 0,
                 "Clear: 4 points ahead of Right, from 5 of 6 answers. Not yet "
                 "Pair: see what is missing below.");
    expect_words(&document, SECTION_SIDES, 0, "Why Left [8 points]");
    expect_words(&document, SECTION_SIDES, 1, "Leftness [l.red]: colour: red");
    expect_words(&document, SECTION_SIDES, 3, "Also: colour: red (l.none)");
    expect_words(&document, SECTION_AGAINST, 0,
                 "What speaks against it [Right: 4 points]");
    expect_words(&document, SECTION_AGAINST, 3, "Instead: Left needs a lens.");
    expect_words(&document, SECTION_MISSING, 1, "It is not loud.");
    expect_words(&document, SECTION_NOTES, 1, "Deep waters are still.");
    expect_words(&document, SECTION_NO_DIFFERENCE, 0,
                 "Made no difference: speed");
    expect_words(&document, SECTION_UNANSWERED, 1, "parts");
    expect_words(&document, SECTION_FOOT, 0,
                 "profile.yaml | 5 of 6 questions answered");
    drop(&document);
}

static void a_combination_is_as_clear_as_its_weakest_part(void **state)
{
    struct document document;
    const struct ranking *ranking = &document.ranking;
    uint32_t other;

    (void)state;
    compose(&document, DVF_NORMAL, "colour: red\nsize: small\nloud: true");
    assert_true(ranking->recommends);
    assert_false(ranking->has_lead);
    assert_non_null(ranking->combination);
    assert_int_equal(ranking->weakest, 1);
    assert_int_equal(ranking->runner_up, KB_NONE);
    assert_true(ranking->sides[0].is_recommended &&
                ranking->sides[1].is_recommended);
    assert_int_equal(ranking_against(ranking, &other), 0);
    expect_words(&document, SECTION_OPENING, 0,
                 "Clear: the weaker part has 4 points (Left 8, Right 4), from "
                 "3 of 6 answers. All that joining them requires is met.");
    expect_words(&document, SECTION_SPLIT, 1, "Left: Leftness");
    expect_words(&document, SECTION_SPLIT, 2, "Right: r");
    expect_words(&document, SECTION_SIDES, 0, "For Left [8 points]");
    expect_words(&document, SECTION_AGAINST, 1, "Two are dearer than one.");
    drop(&document);
}

static void too_close_tells_each_side_and_recommends_none(void **state)
{
    struct document document;
    const struct ranking *ranking = &document.ranking;

    (void)state;
    compose(&document, DVF_NORMAL, "colour: green\nsize: small\nloud: false");
    assert_false(ranking->recommends);
    assert_true(ranking->has_lead);
    assert_int_equal(ranking->runner_up, KB_NONE);
    assert_true(ranking->sides[0].leads && ranking->sides[1].leads);
    expect_words(&document, SECTION_SIDES, 0, "For Left [4 points]");
    expect_words(&document, SECTION_SIDES, 3, "For Right [4 points]");
    expect_words(&document, SECTION_SIDES, 6, "Instead: Left needs a lens.");
    expect_blocks(&document, "hs##HRdHRddH*Hbff");
    drop(&document);
}

static void without_points_the_first_questions_are_asked(void **state)
{
    struct document document;

    (void)state;
    compose(&document, DVF_NORMAL, "deep: false");
    assert_false(document.ranking.recommends || document.ranking.has_lead);
    assert_int_equal(document.ranking.most, 0);
    assert_false(document.ranking.sides[0].leads);
    expect_blocks(&document, "hs##H*c*c*c*c*csHbff");
    expect_words(&document, SECTION_FIRST_QUESTIONS, 1,
                 "colour: Which colour?");
    expect_words(&document, SECTION_FIRST_QUESTIONS, 2, "none, red, green");
    drop(&document);
}

static void a_leader_that_is_excluded_is_behind_no_one_but_named(void **state)
{
    struct document document;
    const struct ranking *ranking = &document.ranking;

    (void)state;
    compose(&document, DVF_NORMAL, "colour: red\nsize: small\nspeed: slow");
    assert_true(ranking->recommends);
    assert_int_equal(ranking->runner_up, 0);
    assert_true(ranking->sides[0].is_ruled_out && ranking->sides[0].leads);
    assert_false(ranking->sides[1].is_ruled_out);
    expect_words(&document, SECTION_OPENING, 0,
                 "Weak: 4 points behind Left (ruled out), from 3 of 6 "
                 "answers.");
    expect_words(&document, SECTION_EXCLUSIONS, 1, "Left is never slow.");
    drop(&document);
}

static void in_full_all_evidence_is_told_and_what_adds_nothing(void **state)
{
    struct document document;

    (void)state;
    compose(&document, DVF_FULL,
            "colour: red\nsize: small\nspeed: fast\n"
            "deep: true\nloud: false\nparts: [door]");
    expect_words(&document, SECTION_SIDES, 4,
                 "Weight: decisive; origin: paper");
    expect_words(&document, SECTION_SIDES, 5, "Rests on: c1 (holds)");
    expect_words(&document, SECTION_UNCOUNTED, 2,
                 "For Left; outweighed by l.red");
    expect_words(&document, SECTION_CRITERIA, 0, "Criteria");
    expect_words(&document, SECTION_EVIDENCE, 0, "Claims");
    expect_words(&document, SECTION_EVIDENCE, 1, " [holds]c1");
    expect_blocks(&document, "hs##HRddddHRddddH*H*dHRddddTtttH*ddH*dsfff");
    drop(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            an_option_is_told_with_its_lead_and_what_speaks_against),
        cmocka_unit_test(a_combination_is_as_clear_as_its_weakest_part),
        cmocka_unit_test(too_close_tells_each_side_and_recommends_none),
        cmocka_unit_test(without_points_the_first_questions_are_asked),
        cmocka_unit_test(a_leader_that_is_excluded_is_behind_no_one_but_named),
        cmocka_unit_test(in_full_all_evidence_is_told_and_what_adds_nothing),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
