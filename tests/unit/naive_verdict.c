/* SPDX-License-Identifier: MIT */
/*
 * A second implementation of evaluation: see naive.h. The verdict, its strength
 * and its alternative.
 */
#include "naive_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool is_excluded_id(const struct naive *naive, const char *id)
{
    const struct tree *excludes = tree_get(tree_get(naive->kb, "verdict"),
                                           "excludes");
    size_t i;

    for (i = 0; i < tree_count(excludes); i++)
        if (naive_equal(tree_text(excludes->children[i], "option"), id) &&
            naive_state(naive, excludes->children[i]) == 1)
            return true;
    return false;
}

bool naive_excluded(const struct naive *naive, const struct tree *option)
{
    const struct tree *parts = tree_get(option, "of");
    size_t i;

    for (i = 0; i < tree_count(parts); i++)
        if (is_excluded_id(naive, parts->children[i]->text))
            return true;
    return is_excluded_id(naive, tree_text(option, "id"));
}

static bool is_met(const struct naive *naive, const struct tree *combination)
{
    const struct tree *requires = tree_get(combination, "requires");
    size_t i;

    for (i = 0; i < tree_count(requires); i++)
        if (naive_state(naive, requires->children[i]) != 1)
            return false;
    return !naive_excluded(naive, naive_item(naive->kb, "options",
                                             tree_text(combination, "option")));
}

/* The best option that scores, apart from one; null where there is none. */
static const struct tree *best_option(const struct naive *naive,
                                      const struct tree *apart, bool eligible)
{
    const struct tree *options = tree_get(naive->kb, "options");
    const struct tree *best = NULL;
    int most = -1;
    size_t i;

    for (i = 0; i < tree_count(options); i++) {
        const struct tree *option = options->children[i];
        int score;

        if (option == apart || tree_get(option, "of") ||
            (eligible && naive_excluded(naive, option)))
            continue;
        score = naive_score(naive, tree_text(option, "id"));
        if (score > most) {
            most = score;
            best = option;
        }
    }
    return best;
}

static int score_of_tree(const struct naive *naive, const struct tree *option)
{
    return !option ? 0 : naive_score(naive, tree_text(option, "id"));
}

static int total_score(const struct naive *naive)
{
    const struct tree *options = tree_get(naive->kb, "options");
    int total = 0;
    size_t i;

    for (i = 0; i < tree_count(options); i++)
        if (!tree_get(options->children[i], "of"))
            total += score_of_tree(naive, options->children[i]);
    return total;
}

static int number_of(const struct tree *mapping, const char *key)
{
    const char *text = tree_text(mapping, key);

    return text ? (int)strtol(text, NULL, 10) : 0;
}

static int answers_given(const struct naive *naive)
{
    int given = 0;
    size_t i;

    for (i = 0; i < tree_count(tree_get(naive->kb, "attributes")); i++)
        given += naive_answered(naive, i);
    return given;
}

/* Behind a combination nobody is compared. */
static bool condition_is_missed(const struct naive *naive,
                                const struct tree *step)
{
    const struct tree *when = tree_get(step, "when");
    size_t i;

    for (i = 0; i < tree_count(when); i++)
        if (!naive->runner_up && (strstr(when->children[i]->text, "(leader") ||
                                  strstr(when->children[i]->text, "runner_up")))
            return false;
    return naive_test_all(naive, when) != 1;
}

/* The rule by which the runner-up is too strong, in the first line that is
 * false and compares the two. */
static const char *rule_in_the_way(const struct naive *naive,
                                   const struct tree *step)
{
    const struct tree *rules = tree_get(naive->kb, "rules");
    const struct tree *when = tree_get(step, "when");
    struct words words = {.naive = naive};
    const char *found = NULL;
    int most = 0;
    char name[128];

    for (size_t i = 0; i < tree_count(when) && !words.at; i++)
        if (naive_test(naive, when->children[i]->text) == -1)
            words.at = strstr(when->children[i]->text, "strongest(runner_up,");
    if (!words.at)
        return NULL;
    words.at += strlen("strongest(runner_up,");
    do {
        size_t i;

        words_take(&words, name);
        for (i = 0; i < tree_count(rules); i++) {
            const struct tree *rule = rules->children[i];
            const char *id = tree_text(rule, "id");
            int points = naive_rule_points(naive, rule);

            if (naive_rule(naive, i) == 1 &&
                naive_lies_in(naive->kb, rule, name) &&
                naive_equal(tree_text(rule, "favours"), naive->runner_up) &&
                (points > most || (points == most && strcmp(id, found) < 0))) {
                most = points;
                found = id;
            }
        }
    } while (words_accept(&words, ","));
    return found;
}

/* The last step that holds, and the last that points would do for. */
static void find_strength(struct naive *naive, int points)
{
    const struct tree *steps = tree_get(tree_get(naive->kb, "verdict"),
                                        "strength");
    int total = total_score(naive);
    size_t i;

    naive->contenders = true;
    naive->missed = NULL;
    naive->strength = tree_text(steps->children[0], "id");
    for (i = 0; i < tree_count(steps); i++) {
        const struct tree *step = steps->children[i];
        bool few = answers_given(naive) < number_of(step, "answers");
        bool missed = condition_is_missed(naive, step);

        if (points < number_of(step, "points") ||
            points * 100 < number_of(step, "percent") * total)
            continue;
        if (few || missed) {
            naive->missed = tree_text(step, "id");
            naive->missed_answers = few;
            naive->missed_condition = missed;
            naive->missed_rule = missed ? rule_in_the_way(naive, step) : NULL;
        } else {
            naive->missed = NULL;
            naive->strength = tree_text(step, "id");
        }
    }
}

/* What a combination's strength is measured by. */
static int weakest_part(const struct naive *naive, const char *option)
{
    const struct tree *parts = tree_get(
        naive_item(naive->kb, "options", option), "of");
    int least = INT32_MAX;
    size_t i;

    for (i = 0; i < tree_count(parts); i++) {
        int score = naive_score(naive, parts->children[i]->text);

        least = score < least ? score : least;
    }
    return least;
}

static bool is_too_close(const struct naive *naive, int lead)
{
    const struct tree *limits = tree_get(tree_get(naive->kb, "verdict"),
                                         "too_close");

    return lead < number_of(limits, "points") ||
           lead * 100 < number_of(limits, "percent") * total_score(naive);
}

/* ------------------------------------------------------------ Alternative */

/* Whether an option may be the alternative. */
static bool is_worth_a_look(const struct naive *naive,
                            const struct tree *option)
{
    const struct tree *parts = tree_get(option, "of");
    int points = parts ? 0 : score_of_tree(naive, option);
    size_t i;

    for (i = 0; i < tree_count(parts); i++)
        points += naive_score(naive, parts->children[i]->text);
    return points > 0 && !naive_excluded(naive, option) &&
           !naive_equal(tree_text(option, "id"), naive->outcome) &&
           (parts || !naive_equal(naive->outcome, "too_close"));
}

static const struct tree *most_of_parts(const struct naive *naive,
                                        const struct tree *combination)
{
    const struct tree *options = tree_get(naive->kb, "options");
    const struct tree *parts = tree_get(combination, "of");
    const struct tree *best = NULL;
    size_t i;
    size_t k;

    for (i = 0; i < tree_count(options); i++)
        for (k = 0; k < tree_count(parts); k++) {
            const struct tree *option = options->children[i];

            if (naive_equal(parts->children[k]->text,
                            tree_text(option, "id")) &&
                (!best ||
                 score_of_tree(naive, option) > score_of_tree(naive, best)))
                best = option;
        }
    return best;
}

static const struct tree *listed_alternative(const struct naive *naive)
{
    const struct tree *list = tree_get(tree_get(naive->kb, "verdict"),
                                       "alternatives");
    size_t i;

    for (i = 0; i < tree_count(list); i++) {
        const struct tree *option = naive_item(
            naive->kb, "options", tree_text(list->children[i], "option"));

        if (naive_state(naive, list->children[i]) == 1 &&
            is_worth_a_look(naive, option))
            return option;
    }
    return NULL;
}

static void find_alternative(struct naive *naive)
{
    const struct tree *verdict = tree_get(naive->kb, "verdict");
    const struct tree *option = naive_item(naive->kb, "options",
                                           naive->outcome);
    const char *least = tree_text(tree_get(verdict, "strength")->children[0],
                                  "id");
    const struct tree *found;

    naive->alternative = NULL;
    if (!tree_get(verdict, "alternatives") ||
        naive_equal(naive->outcome, "undecided"))
        return;
    naive->contenders = true;
    if (option && tree_get(option, "of"))
        found = most_of_parts(naive, option);
    else if (option && !naive_equal(naive->strength, least))
        return;
    else
        found = listed_alternative(naive);
    if (!found && naive->runner_up)
        found = naive_item(naive->kb, "options", naive->runner_up);
    if (found && is_worth_a_look(naive, found))
        naive->alternative = tree_text(found, "id");
}

/* ------------------------------------------------------------------ Whole */

const char *naive_text(const struct naive *naive, const char *combination,
                       const char *key)
{
    const struct tree *list = tree_get(tree_get(naive->kb, "verdict"),
                                       "combinations");
    const struct tree *option = naive_item(naive->kb, "options", combination);
    const char *own = tree_text(option, key);

    for (size_t i = 0; i < tree_count(list); i++) {
        const struct tree *item = list->children[i];
        const struct tree *variants = tree_get(tree_get(item, "variants"), key);

        if (!naive_equal(tree_text(item, "option"), combination))
            continue;
        for (size_t k = 0; k < tree_count(variants); k++)
            if (naive_state(naive, variants->children[k]) == 1)
                return tree_text(variants->children[k], "text");
        own = own ? own : tree_text(item, key);
    }
    return own ? own : "";
}

/* The first condition by which any lead is too close, or -1. */
static int close_condition(const struct naive *naive)
{
    const struct tree *any = tree_get(
        tree_get(tree_get(naive->kb, "verdict"), "too_close"), "any");
    size_t i;

    for (i = 0; i < tree_count(any); i++)
        if (naive_test(naive, any->children[i]->text) == 1)
            return (int)i;
    return -1;
}

static bool settle_combination(struct naive *naive)
{
    const struct tree *combinations = tree_get(tree_get(naive->kb, "verdict"),
                                               "combinations");
    size_t i;
    size_t k;

    for (i = 0; i < tree_count(combinations); i++) {
        const struct tree *requires = tree_get(combinations->children[i],
                                               "requires");

        if (!is_met(naive, combinations->children[i]))
            continue;
        naive->outcome = tree_text(combinations->children[i], "option");
        for (k = 0; k < tree_count(requires); k++)
            if (naive_met(naive, requires->children[k]) == 0)
                naive->provisional = true;
        find_strength(naive, weakest_part(naive, naive->outcome));
        return true;
    }
    return false;
}

static void settle_option(struct naive *naive)
{
    const struct tree *best = best_option(naive, NULL, true);
    const struct tree *rival = best_option(naive, best, true);
    const struct tree *other;
    bool no_lead;

    naive->outcome = "undecided";
    if (!best || total_score(naive) == 0)
        return;
    naive->outcome = "too_close";
    no_lead = is_too_close(naive, score_of_tree(naive, best) -
                                      score_of_tree(naive, rival));
    if (rival && !no_lead)
        naive->close = close_condition(naive);
    if (rival && (no_lead || naive->close >= 0))
        return;
    other = best_option(naive, best, false);
    naive->outcome = tree_text(best, "id");
    naive->leader = naive->outcome;
    naive->runner_up = tree_text(other, "id");
    naive->lead = score_of_tree(naive, best) - score_of_tree(naive, other);
    find_strength(naive, naive->lead);
}

void naive_verdict(struct naive *naive)
{
    const struct tree *first = best_option(naive, NULL, false);
    const struct tree *second = best_option(naive, first, false);

    naive->lead = score_of_tree(naive, first) - score_of_tree(naive, second);
    naive->close = -1;
    if (!settle_combination(naive))
        settle_option(naive);
    find_alternative(naive);
    naive->settled = true;
}
