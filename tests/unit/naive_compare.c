/* SPDX-License-Identifier: MIT */
/*
 * Comparing the engine with the naive implementation: see naive_compare.h.
 */
#include "naive_compare.h"

#include <stdio.h>
#include <string.h>

/* -------------------------------------------------------------- Comparing */

/* Answers as a profile has them. */
static void write_answers(const struct tree *answers, struct buffer *out)
{
    for (size_t i = 0; i + 1 < tree_count(answers); i += 2) {
        const struct tree *answer = answers->children[i + 1];

        buffer_printf(out, "  %s:%s%s", answers->children[i]->text,
                      answer->text ? " " : " [",
                      answer->text ? answer->text : "");
        for (size_t k = 0; k < tree_count(answer); k++)
            buffer_printf(out, "%s%s", k > 0 ? ", " : "",
                          answer->children[k]->text);
        buffer_puts(out, answer->text ? "\n" : "]\n");
    }
    buffer_putc(out, '\0');
}

static void differ(const struct pair *pair, const char *what, const char *id,
                   long got, long expected)
{
    const struct naive *naive = &pair->naive;
    struct buffer answers = {0};

    write_answers(naive->answers, &answers);
    fail_msg("%s %s: engine %ld, naive %ld, without %s%s%s, for\n%s\nof\n%s",
             what, id, got, expected,
             naive->without ? naive->without : "nothing",
             naive->only_source ? ", one source only" : "",
             naive->left_out ? ", some left out" : "", answers.bytes,
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

            compare_numbers(pair, "requirement", "of pair",
                            (int)gate->requirements[k] - 1, met);
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

/* ------------------------------------------------------------------ Whole */

void naive_compare(struct pair *pair)
{
    naive_begin(&pair->naive);
    compare_answers(pair);
    compare_rules(pair);
    compare_points(pair);
    compare_gates(pair);
    naive_verdict(&pair->naive);
    compare_verdicts(pair);
    compare_texts(pair);
    compare_lists(pair);
}

/* ---------------------------------------------------------------- Answers */

static struct tree *answer_of(const dvf_kb *kb,
                              const struct kb_attribute *attribute,
                              value_set values)
{
    struct tree *set = attribute->type == KB_SET ? tree_list() : NULL;

    for (uint32_t i = 0; i < attribute->values.count; i++) {
        if ((values >> i & 1) == 0)
            continue;
        struct tree *value = tree_scalar(
            kb_string(kb, kb_values(kb)[attribute->values.first + i].id));
        if (!set)
            return value;
        tree_add(set, value);
    }
    return set;
}

struct tree *naive_answers(const dvf_kb *kb, const value_set *given)
{
    struct tree *answers = tree_list();

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        const struct kb_attribute *attribute = &kb_attributes(kb)[i];

        if (!values_given(given[i]))
            continue;
        tree_add(answers, tree_scalar(kb_string(kb, attribute->id)));
        tree_add(answers, answer_of(kb, attribute, given[i]));
    }
    tree_name_keys(answers);
    return answers;
}
