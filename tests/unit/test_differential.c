/* SPDX-License-Identifier: MIT */
/*
 * The engine against a second, naive implementation (naive.c): over profiles
 * of the built-in KB and of random ones, with rules left out by chance, all
 * that naive_compare.h names must agree.
 *
 * Run: test_differential [PART], 1 or 2, of all that is tried; else both
 */
#include "naive_compare.h"
#include "random_kb.h"
#include "support.h"

#include "engine/evaluation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARTS            2 /* each a test of its own */
#define RANDOM_KBS       (250 / PARTS)
#define PROFILES_EACH    100
#define BUILTIN_PROFILES (500 / PARTS)

/* How often each thing came up: all of them must. */
struct tally {
    unsigned undecided;
    unsigned too_close;
    unsigned options;
    unsigned combinations;
    unsigned behind; /* recommended in place of an excluded option */
    unsigned open_rules;
    unsigned idle_reasons; /* that do not count */
    unsigned notes;
    unsigned alternatives;
    unsigned alternative_pairs;
    unsigned missed_answers;
    unsigned missed_conditions;
    unsigned missed_rules;
    unsigned close; /* by a condition */
    unsigned provisional;
    unsigned provisional_reasons;
    unsigned idle; /* answers to what does not apply */
    unsigned unsure;
    unsigned variants;
};

/* What to leave out, now and then: a rule or a criterion by chance. */
static void random_selection(struct random *random, struct naive *naive)
{
    const struct tree *items = tree_get(
        naive->kb, random_once_in(random, 2) ? "rules" : "criteria");
    uint32_t which = random_below(random, (uint32_t)tree_count(items));

    if (random_once_in(random, 8))
        naive->only_source = tree_text(
            tree_get(naive->kb, "sources")->children[0], "id");
    if (random_once_in(random, 4))
        naive->without = tree_text(items->children[which], "id");
}

static void count(const struct pair *pair, struct tally *tally)
{
    const dvf_evaluation *evaluation = pair->evaluation;
    const struct verdict *verdict = &evaluation->verdict;
    uint32_t i;

    tally->undecided += verdict->outcome == OUTCOME_UNDECIDED;
    tally->too_close += verdict->outcome == OUTCOME_TOO_CLOSE;
    tally->behind += verdict->outcome == OUTCOME_OPTION && verdict->lead < 0;
    if (verdict->outcome == OUTCOME_OPTION) {
        bool combination = kb_options(pair->kb)[verdict->option].score ==
                           KB_NONE;

        tally->combinations += combination;
        tally->options += !combination;
    }
    for (i = 0; i < kb_rules_count(pair->kb); i++)
        tally->open_rules += evaluation->rules[i] == RULE_OPEN;
    for (i = 0; i < evaluation->reason_count; i++)
        tally->idle_reasons += !evaluation->reasons[i].counts;
    for (i = 0; i < evaluation->reason_count; i++)
        tally->provisional_reasons += evaluation->reasons[i].provisional;
    for (i = 0; i < kb_attributes_count(pair->kb); i++)
        tally->idle += evaluation_is_idle(evaluation, i);
    tally->notes += evaluation->notes.count;
    tally->alternatives += verdict->alternative != KB_NONE;
    tally->alternative_pairs +=
        verdict->alternative != KB_NONE &&
        kb_options(pair->kb)[verdict->alternative].score == KB_NONE;
    tally->missed_answers += verdict->missed.answers;
    tally->missed_conditions += verdict->missed.condition;
    tally->missed_rules += verdict->missed.rule != KB_NONE;
    tally->close += verdict->close != KB_NONE;
    tally->provisional += verdict->provisional;
    tally->unsure += evaluation->unsure;
    tally->variants += strcmp(verdict_title(evaluation), "title 1") == 0;
}

static void try_profile(struct pair *pair, const char *text,
                        struct random *random, struct tally *tally)
{
    struct tree *profile = tree_read(text, strlen(text));
    dvf_selection selection = {.without = &pair->naive.without};

    pair->naive = (struct naive){.kb = pair->naive.kb,
                                 .answers = tree_get(profile, "answers")};
    random_selection(random, &pair->naive);
    selection.without_count = !!pair->naive.without;
    selection.only_sources = &pair->naive.only_source;
    selection.only_sources_count = !!pair->naive.only_source;
    dvf_evaluation *evaluation = evaluate(
        pair->kb, load_profile(pair->kb, text), &selection);
    pair->evaluation = evaluation;
    naive_compare(pair);
    count(pair, tally);
    forget(evaluation);
    tree_free(profile);
}

static void try_kb(const dvf_kb *kb, const char *text, struct random *random,
                   unsigned profiles, struct tally *tally)
{
    struct tree *tree = tree_read(text, strlen(text));
    struct buffer profile = {0};
    struct pair pair = {.kb = kb, .kb_text = text, .naive = {.kb = tree}};

    for (; profiles > 0; profiles--) {
        random_profile_text(random, tree, &profile);
        try_profile(&pair, profile.bytes, random, tally);
    }
    buffer_release(&profile);
    tree_free(tree);
}

/* ------------------------------------------------------------------- Tests */

static void the_built_in_kb_is_evaluated_alike(void **state)
{
    struct random random = {60 + *(unsigned *)*state};
    struct tally tally = {0};
    struct buffer text = {0};

    read_source_file("tests/data/kb/web-framework.yaml", &text);
    try_kb(dvf_kb_builtin(), text.bytes, &random, BUILTIN_PROFILES, &tally);
    buffer_release(&text);
    assert_true(tally.too_close > 0 && tally.options > 0);
    assert_true(tally.undecided > 0 && tally.combinations > 0);
}

static void random_kbs_are_evaluated_alike(void **state)
{
    struct random random = {70 + *(unsigned *)*state};
    struct tally tally = {0};
    struct buffer text = {0};

    for (int i = 0; i < RANDOM_KBS; i++) {
        dvf_kb *kb;

        random_kb(&random, &text);
        kb = load_kb(text.bytes);
        try_kb(kb, text.bytes, &random, PROFILES_EACH, &tally);
        dvf_kb_free(kb);
    }
    buffer_release(&text);
    assert_true(tally.undecided > 100 && tally.too_close > 100);
    assert_true(tally.options > 1000 && tally.combinations > 100);
    assert_true(tally.behind > 25 && tally.notes > 100);
    assert_true(tally.open_rules > 1000 && tally.idle_reasons > 1000);
    assert_true(tally.alternatives > 500 && tally.alternative_pairs > 50);
    assert_true(tally.missed_answers > 25 && tally.missed_conditions > 25);
    assert_true(tally.missed_rules > 10 && tally.close > 100);
    assert_true(tally.provisional > 25 && tally.provisional_reasons > 100);
    assert_true(tally.idle > 100 && tally.unsure > 100);
    assert_true(tally.variants > 10);
}

int main(int argc, char **argv)
{
    static unsigned part;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(the_built_in_kb_is_evaluated_alike, &part),
        cmocka_unit_test_prestate(random_kbs_are_evaluated_alike, &part),
    };

    return run_parts(argc, argv, PARTS, &part, tests,
                     sizeof tests / sizeof tests[0]);
}
