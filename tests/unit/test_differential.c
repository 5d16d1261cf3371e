/* SPDX-License-Identifier: MIT */
/*
 * The engine against a second, naive implementation (naive.c): over the
 * built-in KB and over random ones, every rule's state, all points, the reasons
 * that count, gates, vetoes, the verdict, notes and warnings must agree.
 *
 * Run: test_differential [PART], 1 or 2, of all that is tried; else both
 */
#include "naive.h"
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

/* One KB and one profile, twice. */
struct pair {
    const dvf_kb *kb;
    dvf_evaluation *evaluation;
    struct naive naive;
    const char *kb_text;
    const char *profile_text;
    struct tally *tally;
};

static void differ(const struct pair *pair, const char *what, const char *id,
                   long got, long expected)
{
    fail_msg(
        "%s %s: engine %ld, naive %ld, without %s%s, for\n%s\nof\n%s", what, id,
        got, expected, pair->naive.without ? pair->naive.without : "nothing",
        pair->naive.only_source ? ", one source only" : "", pair->profile_text,
        strlen(pair->kb_text) < 20000 ? pair->kb_text : "(built-in)");
}

static void compare_numbers(const struct pair *pair, const char *what,
                            const char *id, long got, long expected)
{
    if (got != expected)
        differ(pair, what, id, got, expected);
}

/* -2 to 1 as the engine's states of rules. */
static enum rule_state as_state(int naive)
{
    static const enum rule_state states[] = {RULE_LEFT_OUT, RULE_CLOSED,
                                             RULE_OPEN, RULE_FIRED};

    return states[naive + 2];
}

static const struct reason *reason_of(const dvf_evaluation *evaluation,
                                      uint32_t rule)
{
    uint32_t i;

    for (i = 0; i < evaluation->reason_count; i++)
        if (evaluation->reasons[i].rule == rule)
            return &evaluation->reasons[i];
    return NULL;
}

static void compare_rules(const struct pair *pair)
{
    const struct tree *rules = tree_get(pair->naive.kb, "rules");
    size_t i;

    assert_int_equal(tree_count(rules), kb_rules_count(pair->kb));
    for (i = 0; i < tree_count(rules); i++) {
        const char *id = tree_text(rules->children[i], "id");
        uint32_t rule = kb_find_rule(pair->kb, id);
        const struct reason *reason = reason_of(pair->evaluation, rule);
        enum rule_state expected = as_state(naive_rule(&pair->naive, i));

        compare_numbers(pair, "state of", id, pair->evaluation->rules[rule],
                        expected);
        compare_numbers(pair, "reason", id, !!reason, expected == RULE_FIRED);
        if (!reason)
            continue;
        compare_numbers(pair, "counting of", id, reason->counts,
                        naive_counts(&pair->naive, rules->children[i]));
        compare_numbers(pair, "provisional", id, reason->provisional,
                        naive_met(&pair->naive, rules->children[i]) == 0);
    }
}

static void compare_points(const struct pair *pair)
{
    const struct tree *criteria = tree_get(pair->naive.kb, "criteria");
    const struct tree *options = tree_get(pair->naive.kb, "options");
    size_t i;
    size_t k;

    assert_int_equal(tree_count(criteria), kb_criteria_count(pair->kb));
    for (i = 0; i < tree_count(criteria); i++) {
        const char *id = tree_text(criteria->children[i], "id");
        uint32_t row = kb_find_criterion(pair->kb, id) * pair->kb->scoring;
        uint32_t score = 0;

        for (k = 0; k < tree_count(options); k++)
            if (!tree_get(options->children[k], "of")) {
                const char *option = tree_text(options->children[k], "id");

                compare_numbers(pair, "points of", id,
                                pair->evaluation->points[row + score++],
                                naive_points(&pair->naive, id, option));
            }
    }
}

static bool same_word(const char *a, const char *b)
{
    return !a ? !b : b && strcmp(a, b) == 0;
}

/* @param got, expected a word, or null for none */
static void compare_words(const struct pair *pair, const char *what,
                          const char *got, const char *expected)
{
    char both[256];

    if (same_word(got, expected))
        return;
    snprintf(both, sizeof both, "is %s, naively %s", got ? got : "none",
             expected ? expected : "none");
    differ(pair, what, both, 0, 0);
}

static void compare_missed(const struct pair *pair)
{
    const dvf_kb *kb = pair->kb;
    const struct missed_strength *missed = &pair->evaluation->verdict.missed;
    const struct naive *naive = &pair->naive;

    compare_words(pair, "missed strength",
                  missed->strength == KB_NONE
                      ? NULL
                      : kb_string(kb, kb_strengths(kb)[missed->strength].id),
                  naive->missed);
    if (!naive->missed)
        return;
    compare_numbers(pair, "missed", "answers", missed->answers,
                    naive->missed_answers);
    compare_numbers(pair, "missed", "condition", missed->condition,
                    naive->missed_condition);
    compare_words(pair, "rule in the way",
                  missed->rule == KB_NONE
                      ? NULL
                      : kb_string(kb, kb_rules(kb)[missed->rule].id),
                  naive->missed_rule);
}

static void compare_verdicts(const struct pair *pair)
{
    dvf_verdict got = dvf_evaluation_verdict(pair->evaluation);
    const struct verdict *verdict = &pair->evaluation->verdict;
    const struct naive *naive = &pair->naive;
    const dvf_kb *kb = pair->kb;

    compare_words(pair, "outcome", got.outcome, naive->outcome);
    compare_words(pair, "strength", got.strength, naive->strength);
    compare_numbers(pair, "lead of", got.outcome, got.lead, naive->lead);
    compare_words(pair, "alternative",
                  verdict->alternative == KB_NONE
                      ? NULL
                      : kb_string(kb, kb_options(kb)[verdict->alternative].id),
                  naive->alternative);
    compare_numbers(pair, "too close", "condition", (long)(int)verdict->close,
                    naive->close);
    compare_numbers(pair, "provisional", got.outcome, verdict->provisional,
                    naive->provisional);
    compare_numbers(pair, "hangs on", "something",
                    pair->evaluation->hangs_on.count > 0, naive->provisional);
    compare_missed(pair);
}

static void compare_texts(const struct pair *pair)
{
    static const char *const keys[] = {
#define X(name, key) [KB_VARYING_##name] = #key,
        KB_VARYING(X)
#undef X
    };
    uint32_t option = kb_find_option(pair->kb, "pair");

    for (size_t i = 0; option != KB_NONE && i < COUNT(keys); i++)
        compare_words(
            pair, keys[i],
            evaluation_text(pair->evaluation, option, (enum kb_varying)i),
            naive_text(&pair->naive, "pair", keys[i]));
}

/* Which questions apply, and what is made of their answers. */
static void compare_answers(const struct pair *pair)
{
    static const int truths[] = {-1, 0, 1};
    const dvf_evaluation *evaluation = pair->evaluation;
    uint32_t answered = 0;

    for (uint32_t i = 0; i < kb_attributes_count(pair->kb); i++) {
        const char *id = kb_string(pair->kb, kb_attributes(pair->kb)[i].id);
        bool given = naive_answered(&pair->naive, i);

        compare_numbers(pair, "applies", id, truths[evaluation->applies[i]],
                        naive_applies(&pair->naive, i));
        compare_numbers(pair, "answered", id,
                        values_given(evaluation->answers[i]), given);
        answered += given;
        pair->tally->idle += evaluation_is_idle(evaluation, i);
    }
    compare_numbers(pair, "answers", "count", evaluation->answered.count,
                    answered);
}

/* Requirements one by one, and the whole. */
static void compare_gates(const struct pair *pair)
{
    const struct tree *combinations = tree_get(
        tree_get(pair->naive.kb, "verdict"), "combinations");
    size_t i;
    size_t k;

    assert_int_equal(tree_count(combinations), pair->evaluation->gate_count);
    for (i = 0; i < tree_count(combinations); i++) {
        const struct tree *requires = tree_get(combinations->children[i],
                                               "requires");
        const struct gate *gate = &pair->evaluation->gates[i];
        int least = 1; /* Kleene's AND */
        bool holds = true;

        for (k = 0; k < tree_count(requires); k++) {
            int met = naive_met(&pair->naive, requires->children[k]);

            least = met < least ? met : least;
            holds = holds &&
                    naive_state(&pair->naive, requires->children[k]) == 1;
        }
        if (verdict_is_ruled_out(pair->evaluation,
                                 kb_combinations(pair->kb)[i].option)) {
            compare_numbers(pair, "ruled out", "gate", gate->ruled_out, holds);
            least = -1;
        } else if (kb_combinations(pair->kb)[i].option ==
                   pair->evaluation->verdict.option) {
            least = 1;
        }
        compare_numbers(pair, "the whole", "gate", (int)gate->met - 1, least);
        for (k = 0; k < tree_count(requires); k++)
            compare_numbers(pair, "requirement", "of pair",
                            (int)pair->evaluation->gates[i].requirements[k] - 1,
                            naive_met(&pair->naive, requires->children[k]));
    }
}

static void compare_list(const struct pair *pair, const char *what,
                         const struct tree *items,
                         const struct index_list *found)
{
    uint32_t next = 0;
    size_t i;

    for (i = 0; i < tree_count(items); i++) {
        bool listed = next < found->count && found->items[next] == i;
        const char *id = tree_text(items->children[i], "id");

        compare_numbers(pair, what, id ? id : "", listed,
                        naive_state(&pair->naive, items->children[i]) == 1);
        next += listed;
    }
    compare_numbers(pair, what, "count", found->count, next);
}

static void compare_lists(const struct pair *pair)
{
    const struct tree *kb = pair->naive.kb;

    compare_list(pair, "note", tree_get(kb, "notes"), &pair->evaluation->notes);
    compare_list(pair, "warning", tree_get(kb, "warnings"),
                 &pair->evaluation->warnings);
    compare_list(pair, "exclude", tree_get(tree_get(kb, "verdict"), "excludes"),
                 &pair->evaluation->excludes);
}

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

static void count(const struct pair *pair)
{
    const dvf_evaluation *evaluation = pair->evaluation;
    const struct verdict *verdict = &evaluation->verdict;
    struct tally *tally = pair->tally;
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

static void compare_all(struct pair *pair, struct random *random)
{
    struct tree *profile = tree_read(pair->profile_text,
                                     strlen(pair->profile_text));
    dvf_selection selection = {.without = &pair->naive.without};

    pair->naive = (struct naive){.kb = pair->naive.kb,
                                 .answers = tree_get(profile, "answers")};
    random_selection(random, &pair->naive);
    naive_begin(&pair->naive);
    selection.without_count = !!pair->naive.without;
    selection.only_sources = &pair->naive.only_source;
    selection.only_sources_count = !!pair->naive.only_source;
    pair->evaluation = evaluate(
        pair->kb, load_profile(pair->kb, pair->profile_text), &selection);
    compare_answers(pair);
    compare_rules(pair);
    compare_points(pair);
    compare_gates(pair);
    naive_verdict(&pair->naive);
    compare_verdicts(pair);
    compare_texts(pair);
    compare_lists(pair);
    count(pair);
    forget(pair->evaluation);
    tree_free(profile);
}

static void try_kb(const dvf_kb *kb, const char *text, struct random *random,
                   unsigned profiles, struct tally *tally)
{
    struct tree *tree = tree_read(text, strlen(text));
    struct buffer profile = {0};
    struct pair pair = {.kb = kb, .kb_text = text, .tally = tally};

    pair.naive.kb = tree;
    for (; profiles > 0; profiles--) {
        random_profile_text(random, tree, &profile);
        pair.profile_text = profile.bytes;
        compare_all(&pair, random);
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
