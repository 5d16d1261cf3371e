/* SPDX-License-Identifier: MIT */
/*
 * Loading what a knowledge base says of the verdict and of questions that do
 * not apply: everything that can be wrong with a key is reported where it
 * stands, with a hint.
 */
#include "support.h"

#include <string.h>

static const char sections[] =
    "terms:\n"
    "  - id: noisy\n"
    "    when:\n"
    "      - loud\n"
    "  - id: noisier\n"
    "    when:\n"
    "      - noisy\n"
    "verdict:\n"
    "  too_close:\n"
    "    points: 2\n"
    "    percent: 15\n"
    "    any:\n"
    "      - fired(some) and lead(left, right) > 0\n"
    "      - loud\n"
    "  strength:\n"
    "    - {id: weak, points: 0}\n"
    "    - id: clear\n"
    "      points: 4\n"
    "      percent: 30\n"
    "      answers: 2\n"
    "      when:\n"
    "        - strongest(leader, main) >= strongest(runner_up, main, total)\n"
    "      unmet: The main thing speaks against it.\n"
    "      record: {agreed: 9, of: 11, source: paper}\n"
    "    - id: full\n"
    "      points: 8\n"
    "      percent: 60\n"
    "      answers: 3\n"
    "  alternatives:\n"
    "    - option: pair\n"
    "      when:\n"
    "        - lead(leader, runner_up) < strong\n"
    "      unless:\n"
    "        - deep\n"
    "  combinations:\n"
    "    - option: pair\n"
    "      requires:\n"
    "        - when:\n"
    "            - score(left) >= strong\n"
    "          unmet: Left is weak.\n"
    "      against: It is heavy.\n"
    "      variants:\n"
    "        title:\n"
    "          - when:\n"
    "              - loud\n"
    "            text: Loud pair\n"
    "        summary:\n"
    "          - when:\n"
    "              - fired(some)\n"
    "            text: Some.\n"
    "        against:\n"
    "          - when:\n"
    "              - colour == red\n"
    "            text: It is red.\n";

static void a_strength_may_ask_only_for_what_there_is(void **state)
{
    static const struct kb_mistake mistakes[] = {
        {"{id: weak, points: 0}", "{id: weak, points: 0, answers: ^1}",
         "structure", "'answers'", "remove it"},
        {"    - {id: weak, points: 0}\n",
         "    - id: weak\n      points: 0\n      when:\n        ^- loud\n",
         "structure", "'when'", "remove it"},
        {"{id: weak, points: 0}", "^{id: weak, points: 1}", "structure",
         "first strength", "points: 0"},
        {"{id: weak, points: 0}", "{id: weak, points: 0, unmet: ^No.}",
         "structure", "no condition", "'when'"},
        {"    - {id: weak, points: 0}\n", "    - ^id: weak\n", "missing-key",
         "'points'", "add a line"},
        {"answers: 2", "answers: ^two", "number", "two", "digits"},
        {"answers: 2", "answers: ^1001", "number", "1000", NULL},
        {"answers: 2", "^answer: 2", "unknown-key", "answer", "answers"},
        {"    - id: full\n      points: 8\n      percent: 60\n      answers: 3",
         "    - ^id: full\n      points: 8\n      percent: 60\n      answers: "
         "1",
         "structure", "less than", "least to the greatest"},
        {"    - id: full\n      points: 8\n      percent: 60\n",
         "    - ^id: full\n      points: 8\n", "structure", "less than", NULL},
        {"strongest(leader,", "strongest(^leadr,", "condition", "leadr",
         "leader"},
        {"strongest(leader,", "strongest(^rigt,", "condition", "rigt", "right"},
        {"strongest(runner_up, main,", "strongest(^runnerup, main,",
         "condition", "runnerup", "runner_up"},
        {"strongest(runner_up, main,", "strongest(runner_up, ^man,",
         "condition", "man", "main"},
        {">= strongest(", ">= ^stronger(", "condition", "'stronger'",
         "strongest(...)"},
        {">= strongest(", ">= ^score(", "condition", "'score'",
         "strongest(...)"},
        {"strongest(leader, main)", "strongest(^pair, main)", "condition",
         "combination", "one of the options"},
        {"strongest(leader, main)", "^outcome == left or score(leader)",
         "condition", "'outcome' can only be asked", NULL},
        {"      when:\n        - strongest(leader",
         "      when: ^[loud]\n      #", "condition-style", "brackets", NULL},
        {"lead(leader, runner_up) < strong",
         "score(leader) < ^lead(leader, runner_up)", "condition", "'lead'",
         "number or a weight"},
    };

    (void)state;
    expect_mistakes(sections, mistakes, COUNT(mistakes));
}

static void a_record_counts_some_of_what_it_saw(void **state)
{
    static const struct kb_mistake mistakes[] = {
        {"agreed: 9,", "agreed: ^12,", "number", "12 cannot agree of 11",
         "'of'"},
        {"of: 11,", "of: ^0,", "number", "nothing", "leave"},
        {"of: 11,", "of: ^many,", "number", "many", "digits"},
        {"agreed: 9,", "agreed: ^-1,", "number", "-1", NULL},
        {"source: paper}\n    - id: full", "source: ^papr}\n    - id: full",
         "unknown-id", "papr", "paper"},
        {"record: {agreed: 9, of: 11, source: paper}",
         "record: ^{agreed: 9, of: 11}", "missing-key", "'source'", NULL},
        {"{agreed: 9, of", "{^agred: 9, of", "unknown-key", "agred", "agreed"},
    };

    (void)state;
    expect_mistakes(sections, mistakes, COUNT(mistakes));
}

static void leader_means_something_behind_a_verdict_only(void **state)
{
    static const struct kb_mistake mistakes[] = {
        {"score(left)", "score(^leader)", "condition", "'leader'",
         "'strength' and 'alternatives'"},
        {"lead(left, right)", "lead(left, ^runner_up)", "condition",
         "'runner_up'", "name an option"},
        {"- fired(some)\n", "- score(^leader) > 1\n", "condition", "no meaning",
         NULL},
        {"      - noisy\n", "      - ^score(leader) > 1\n", "condition",
         "'score' can only be asked", NULL},
        {"{id: left,", "{id: ^leader,", "bad-id", "'leader'", "another word"},
        {"{id: right,", "{id: ^runner_up,", "bad-id", "'runner_up'",
         "another word"},
    };
    struct buffer text = {0};
    struct buffer changed = {0};

    (void)state;
    expect_mistakes(sections, mistakes, 4);
    /* All that names the option is at fault then. */
    small_kb_with(sections, &text);
    for (size_t i = 4; i < COUNT(mistakes); i++) {
        dvf_diagnostics *list = dvf_diagnostics_new();
        struct expected wrong = change_kb(&text, &mistakes[i], &changed);
        dvf_kb *kb = NULL;

        dvf_kb_load(&(dvf_input){"kb.yaml", changed.bytes, changed.length},
                    list, &kb);
        assert_null(kb);
        const dvf_diagnostic *first = dvf_diagnostics_at(list, 0);
        assert_int_equal(first->line, wrong.line);
        assert_int_equal(first->column, wrong.column);
        assert_string_equal(first->code, wrong.code);
        assert_non_null(strstr(first->message, wrong.message));
        assert_non_null(strstr(first->hint, wrong.hint));
        dvf_diagnostics_free(list);
    }
    buffer_release(&text);
    buffer_release(&changed);
}

static void conditions_of_too_close_are_checked(void **state)
{
    static const struct kb_mistake mistakes[] = {
        {"fired(some) and", "fired(^som) and", "condition", "som", "some"},
        {"      - loud\n  strength", "      - ^load\n  strength", "condition",
         "load", "loud"},
        {"fired(some) and lead(left, right)",
         "fired(some) and ^lad(left, right)", "condition", "lad", "lead"},
        {"    any:\n      - fired(some) and lead(left, right) > 0\n      - "
         "loud\n",
         "    any: ^[]\n", "condition-style", "brackets", NULL},
        {"    any:\n", "    ^ani:\n", "unknown-key", "ani", "any"},
    };

    (void)state;
    expect_mistakes(sections, mistakes, COUNT(mistakes));
}

static void an_alternative_is_an_option(void **state)
{
    static const struct kb_mistake mistakes[] = {
        {"alternatives:\n    - option: pair",
         "alternatives:\n    - option: ^par", "unknown-id", "par", "pair"},
        {"lead(leader, runner_up)", "lead(leader, ^runer_up)", "condition",
         "runer_up", "runner_up"},
        {"< strong\n      unless", "< ^srong\n      unless", "condition",
         "srong", "strong"},
        {"    - option: pair\n      when:\n        - lead(leader, runner_up) < "
         "strong\n",
         "    - ^option: pair\n", "missing-key", "'when'", NULL},
        {"  alternatives:\n", "  ^alternative:\n", "unknown-key", "alternative",
         "alternatives"},
        {"        - deep\n", "        - ^deap\n", "condition", "deap", "deep"},
    };

    (void)state;
    expect_mistakes(sections, mistakes, COUNT(mistakes));
}

static void variants_have_a_condition_and_a_text(void **state)
{
    static const struct kb_mistake mistakes[] = {
        {"          - when:\n              - loud\n            text: Loud "
         "pair\n",
         "          - ^when:\n              - loud\n", "missing-key", "'text'",
         "add a line"},
        {"text: Loud pair", "text: ^\"\"", "empty-value", "'text'", NULL},
        {"          - when:\n              - loud\n            text: Loud "
         "pair\n",
         "          - ^text: Loud pair\n", "missing-key", "'when'", NULL},
        {"        title:\n", "        ^titel:\n", "unknown-key", "titel",
         "title"},
        {"              - colour == red\n            text",
         "              - colour == ^rot\n            text", "condition", "rot",
         "red"},
        {"              - colour == red\n            text",
         "              - ^outcome == left\n            text", "condition",
         "'outcome'", NULL},
    };

    (void)state;
    expect_mistakes(sections, mistakes, COUNT(mistakes));
}

static void a_variant_title_is_no_longer_than_a_title(void **state)
{
    struct buffer text = {0};
    struct kb_mistake mistake = {"text: Loud pair", NULL, "limit", "256",
                                 "shorten"};

    (void)state;
    buffer_puts(&text, "text: ^");
    buffer_repeat(&text, "x", 257);
    mistake.to = text.bytes;
    expect_mistakes(sections, &mistake, 1);
    buffer_release(&text);
}

/* Behind `why`, of the attributes loud and deep. */
#define LOUD "why: It wakes.\n"

static void only_if_reads_what_stands_before(void **state)
{
    static const struct kb_mistake mistakes[] = {
        {LOUD, LOUD "    only_if:\n      - ^deep\n", "condition",
         "'deep' stands behind", "before"},
        {LOUD, LOUD "    only_if:\n      - not ^loud\n", "condition",
         "its own answer", "before"},
        {LOUD, LOUD "    only_if:\n      - size > tiny\n      - ^noisier\n",
         "condition", "'noisier' reads 'loud'", "before"},
        {LOUD, LOUD "    only_if:\n      - ^clour == red\n", "condition",
         "clour", "colour"},
        {LOUD, LOUD "    only_if:\n      - colour == ^rad\n", "condition",
         "rad", "red"},
        {LOUD, LOUD "    only_if:\n      - ^fired(some)\n", "condition",
         "'fired' can only be asked", NULL},
        {LOUD, LOUD "    only_if: ^[colour == red]\n", "condition-style",
         "brackets", NULL},
        {LOUD, LOUD "    ^onlyif:\n      - colour == red\n", "unknown-key",
         "onlyif", "only_if"},
    };

    (void)state;
    expect_mistakes(sections, mistakes, COUNT(mistakes));
}

/* Two questions that hang on each other: the first reads a later one. */
static void questions_do_not_hang_on_each_other(void **state)
{
    static const struct kb_mistake mistakes[] = {
        {LOUD "  - id: deep\n    type: flag\n    ask: Is it deep?\n"
              "    why: It drowns.\n",
         LOUD "    only_if:\n      - ^deep\n"
              "  - id: deep\n    type: flag\n    ask: Is it deep?\n"
              "    why: It drowns.\n    only_if:\n      - loud\n",
         "condition", "'deep'", "before"},
    };

    (void)state;
    expect_mistakes(sections, mistakes, COUNT(mistakes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_strength_may_ask_only_for_what_there_is),
        cmocka_unit_test(a_record_counts_some_of_what_it_saw),
        cmocka_unit_test(leader_means_something_behind_a_verdict_only),
        cmocka_unit_test(conditions_of_too_close_are_checked),
        cmocka_unit_test(an_alternative_is_an_option),
        cmocka_unit_test(variants_have_a_condition_and_a_text),
        cmocka_unit_test(a_variant_title_is_no_longer_than_a_title),
        cmocka_unit_test(only_if_reads_what_stands_before),
        cmocka_unit_test(questions_do_not_hang_on_each_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
