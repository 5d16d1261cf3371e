/* SPDX-License-Identifier: MIT */
/*
 * A second implementation of evaluation: see naive.h. Nothing here is meant to
 * be fast.
 */
#include "naive.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool equal(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* The item of a section with this id, or null. */
static const struct tree *item_of(const struct tree *kb, const char *section,
                                  const char *id)
{
    const struct tree *items = tree_get(kb, section);
    size_t i;

    for (i = 0; i < tree_count(items); i++)
        if (equal(tree_text(items->children[i], "id"), id))
            return items->children[i];
    return NULL;
}

/* ------------------------------------------------------------------ Words */

/* A condition, read from the front. */
struct words {
    const struct naive *naive;
    const char *at;
    char word[128];
};

static bool in_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

/* The next word without taking it: a name, a number, a sign, or "". */
static const char *peek(struct words *words)
{
    size_t length = 0;

    words->at += strspn(words->at, " ");
    if (in_name(*words->at))
        while (in_name(words->at[length]))
            length++;
    else if (strchr("=!<>", *words->at) && *words->at != '\0')
        length = words->at[1] == '=' ? 2 : 1;
    else if (*words->at != '\0')
        length = 1;
    assert_true(length < sizeof words->word);
    memcpy(words->word, words->at, length);
    words->word[length] = '\0';
    return words->word;
}

static const char *take(struct words *words, char word[static 128])
{
    memcpy(word, peek(words), 128);
    words->at += strlen(word);
    return word;
}

static bool accept(struct words *words, const char *word)
{
    if (strcmp(peek(words), word) != 0)
        return false;
    words->at += strlen(word);
    return true;
}

static void expect(struct words *words, const char *word)
{
    if (!accept(words, word))
        fail_msg("'%s' expected before '%s'", word, words->at);
}

static bool compare(int left, const char *sign, int right)
{
    if (strcmp(sign, "==") == 0)
        return left == right;
    if (strcmp(sign, "!=") == 0)
        return left != right;
    if (strcmp(sign, "<") == 0)
        return left < right;
    if (strcmp(sign, "<=") == 0)
        return left <= right;
    if (strcmp(sign, ">") == 0)
        return left > right;
    assert_string_equal(sign, ">=");
    return left >= right;
}

static int truth(bool value)
{
    return value ? 1 : -1;
}

/* ---------------------------------------------------------------- Answers */

static int value_index(const struct tree *attribute, const char *value)
{
    const struct tree *values = tree_get(attribute, "values");
    size_t i;

    for (i = 0; i < tree_count(values); i++)
        if (equal(tree_text(values->children[i], "id"), value))
            return (int)i;
    fail_msg("no value '%s'", value);
    return -1;
}

/* The index of an answer, which may be a number where there are bounds. */
static int answer_index(const struct tree *attribute, const char *answer)
{
    const struct tree *values = tree_get(attribute, "values");
    long number = strtol(answer, NULL, 10);
    size_t i;

    if (*answer < '0' || *answer > '9')
        return value_index(attribute, answer);
    for (i = 0; i < tree_count(values); i++) {
        const char *below = tree_text(values->children[i], "below");

        if (!below || number < strtol(below, NULL, 10))
            return (int)i;
    }
    fail_msg("no value for '%s'", answer);
    return -1;
}

/* An answer, or null where there is none. */
static const struct tree *answer_to(const struct naive *naive,
                                    const char *attribute)
{
    const struct tree *answer = tree_get(naive->answers, attribute);

    return !answer || equal(answer->text, "unknown") ? NULL : answer;
}

/* What follows the name of an attribute. */
static int test_attribute(struct words *words, const struct tree *attribute)
{
    const struct tree *answer = answer_to(words->naive,
                                          tree_text(attribute, "id"));
    char sign[128];
    char value[128];
    bool found = false;
    size_t i;

    if (equal(tree_text(attribute, "type"), "flag"))
        return !answer ? 0 : truth(equal(answer->text, "true"));
    if (accept(words, "has")) {
        take(words, value);
        for (i = 0; i < tree_count(answer); i++)
            found = found || equal(answer->children[i]->text, value);
        return !answer ? 0 : truth(found);
    }
    if (accept(words, "in")) {
        expect(words, "[");
        do {
            take(words, value);
            if (answer)
                found = found || answer_index(attribute, answer->text) ==
                                     value_index(attribute, value);
        } while (accept(words, ","));
        expect(words, "]");
        return !answer ? 0 : truth(found);
    }
    take(words, sign);
    take(words, value);
    if (!answer)
        return 0;
    return truth(compare(answer_index(attribute, answer->text), sign,
                         value_index(attribute, value)));
}

/* ------------------------------------------------------------- Conditions */

static int test_or(struct words *words);

static int points_of_word(const struct naive *naive, const char *word)
{
    const struct tree *weight = item_of(naive->kb, "weights", word);

    if (weight)
        return (int)strtol(tree_text(weight, "points"), NULL, 10);
    return (int)strtol(word, NULL, 10);
}

static int rule_points(const struct naive *naive, const struct tree *rule)
{
    return points_of_word(naive, tree_text(rule, "weight"));
}

/* Whether a rule lies in a criterion, or below it. */
static bool lies_in(const struct tree *kb, const struct tree *rule,
                    const char *criterion)
{
    const char *at = tree_text(rule, "criterion");

    for (; at; at = tree_text(item_of(kb, "criteria", at), "in"))
        if (strcmp(at, criterion) == 0)
            return true;
    return false;
}

static const char *root_of(const struct tree *kb)
{
    const struct tree *criteria = tree_get(kb, "criteria");
    size_t i;

    for (i = 0; i < tree_count(criteria); i++)
        if (!tree_get(criteria->children[i], "in"))
            return tree_text(criteria->children[i], "id");
    fail_msg("no root");
    return NULL;
}

static int score_of_option(const struct naive *naive, const char *option)
{
    return naive_points(naive, root_of(naive->kb), option);
}

/* Any rule of these names that fired, for this option or, for null, any;
 * returns its points, the most of them. */
static int strongest_of(struct words *words, const char *option)
{
    const struct naive *naive = words->naive;
    const struct tree *rules = tree_get(naive->kb, "rules");
    int best = 0;
    char name[128];
    size_t i;

    do {
        take(words, name);
        for (i = 0; i < tree_count(rules); i++) {
            const struct tree *rule = rules->children[i];
            bool named = equal(tree_text(rule, "id"), name) ||
                         lies_in(naive->kb, rule, name);

            if (named && naive_rule(naive, i) == 1 &&
                (!option || equal(tree_text(rule, "favours"), option)) &&
                rule_points(naive, rule) > best)
                best = rule_points(naive, rule);
        }
    } while (accept(words, ","));
    return best;
}

static int compare_points(struct words *words, int left)
{
    char sign[128];
    char word[128];

    expect(words, ")");
    take(words, sign);
    return truth(
        compare(left, sign, points_of_word(words->naive, take(words, word))));
}

/* A function; its name and "(" have been taken. */
static int test_function(struct words *words, const char *function)
{
    char one[128];
    char two[128];
    int points;

    if (strcmp(function, "fired") == 0) {
        points = strongest_of(words, NULL);
        expect(words, ")");
        return truth(points > 0);
    }
    take(words, one);
    if (strcmp(function, "score") == 0)
        return compare_points(words, score_of_option(words->naive, one));
    if (strcmp(function, "lead") == 0) {
        expect(words, ",");
        take(words, two);
        return compare_points(words, score_of_option(words->naive, one) -
                                         score_of_option(words->naive, two));
    }
    if (strcmp(function, "strongest") == 0) {
        expect(words, ",");
        return compare_points(words, strongest_of(words, one));
    }
    assert_string_equal(function, "count");
    points = (int)tree_count(answer_to(words->naive, one));
    if (answer_to(words->naive, one))
        return compare_points(words, points);
    compare_points(words, 0);
    return 0;
}

static int test_outcome(struct words *words)
{
    char sign[128];
    char word[128];

    assert_true(words->naive->settled);
    take(words, sign);
    take(words, word);
    return truth(equal(words->naive->outcome, word) ==
                 (strcmp(sign, "==") == 0));
}

static int test_primary(struct words *words)
{
    const struct tree *kb = words->naive->kb;
    char name[128];
    int value;

    if (accept(words, "not"))
        return -test_primary(words);
    if (accept(words, "(")) {
        value = test_or(words);
        expect(words, ")");
        return value;
    }
    take(words, name);
    if (strcmp(name, "outcome") == 0)
        return test_outcome(words);
    if (accept(words, "("))
        return test_function(words, name);
    if (item_of(kb, "terms", name))
        return naive_state(words->naive, item_of(kb, "terms", name));
    if (!item_of(kb, "attributes", name))
        fail_msg("what is '%s'?", name);
    return test_attribute(words, item_of(kb, "attributes", name));
}

static int test_and(struct words *words)
{
    int value = test_primary(words);

    while (accept(words, "and")) {
        int other = test_primary(words);

        value = other < value ? other : value;
    }
    return value;
}

static int test_or(struct words *words)
{
    int value = test_and(words);

    while (accept(words, "or")) {
        int other = test_and(words);

        value = other > value ? other : value;
    }
    return value;
}

static int test_text(const struct naive *naive, const char *text)
{
    struct words words = {.naive = naive, .at = text};
    int value = test_or(&words);

    assert_string_equal(peek(&words), "");
    return value;
}

int naive_state(const struct naive *naive, const struct tree *item)
{
    const struct tree *when = tree_get(item, "when");
    const struct tree *unless = tree_get(item, "unless");
    int holds = 1;
    int hinders = -1;
    size_t i;

    for (i = 0; i < tree_count(when); i++) {
        int one = test_text(naive, when->children[i]->text);

        holds = one < holds ? one : holds;
    }
    for (i = 0; i < tree_count(unless); i++) {
        int one = test_text(naive, unless->children[i]->text);

        hinders = one > hinders ? one : hinders;
    }
    if (holds == -1 || hinders == 1)
        return -1;
    return holds;
}

/* ---------------------------------------------------------------- Scoring */

static bool is_left_out(const struct naive *naive, const struct tree *rule)
{
    if (naive->only_source &&
        !equal(tree_text(rule, "origin"), naive->only_source))
        return true;
    return naive->without && (equal(tree_text(rule, "id"), naive->without) ||
                              lies_in(naive->kb, rule, naive->without));
}

void naive_begin(struct naive *naive)
{
    const struct tree *rules = tree_get(naive->kb, "rules");
    size_t i;

    assert_true(tree_count(rules) <= NAIVE_RULES_MAX);
    for (i = 0; i < tree_count(rules); i++)
        naive->rules[i] = (signed char)(is_left_out(naive, rules->children[i])
                                            ? -2
                                            : naive_state(naive,
                                                          rules->children[i]));
}

int naive_rule(const struct naive *naive, size_t number)
{
    return naive->rules[number];
}

/* What a criterion collects is asked of a rule or of another criterion. */
static int points_of_part(const struct naive *naive, const struct tree *part,
                          size_t number, const char *option)
{
    if (tree_get(part, "collect"))
        return naive_points(naive, tree_text(part, "id"), option);
    if (!equal(tree_text(part, "favours"), option) ||
        naive_rule(naive, number) != 1)
        return 0;
    return rule_points(naive, part);
}

/* A part of a criterion is a criterion in it or a rule of it. */
static bool is_part(const struct tree *part, const char *criterion)
{
    return equal(tree_text(part, "in"), criterion) ||
           equal(tree_text(part, "criterion"), criterion);
}

int naive_points(const struct naive *naive, const char *criterion,
                 const char *option)
{
    const char *const sections[] = {"criteria", "rules"};
    bool sum = equal(
        tree_text(item_of(naive->kb, "criteria", criterion), "collect"), "sum");
    int points = 0;
    size_t section;
    size_t i;

    for (section = 0; section < 2; section++) {
        const struct tree *parts = tree_get(naive->kb, sections[section]);

        for (i = 0; i < tree_count(parts); i++) {
            int one;

            if (!is_part(parts->children[i], criterion))
                continue;
            one = points_of_part(naive, parts->children[i], i, option);
            points = sum ? points + one : one > points ? one : points;
        }
    }
    return points;
}

/* Whether a part is what its `max` criterion takes: nothing there has more
 * points, nor as many and a smaller id. */
static bool is_taken(const struct naive *naive, const struct tree *part,
                     int points, const char *option)
{
    bool rule = !tree_get(part, "collect");
    const char *criterion = tree_text(part, rule ? "criterion" : "in");
    const struct tree *above = item_of(naive->kb, "criteria", criterion);
    const struct tree *parts = tree_get(naive->kb, rule ? "rules" : "criteria");
    size_t i;

    if (equal(tree_text(above, "collect"), "sum"))
        return true;
    for (i = 0; i < tree_count(parts); i++) {
        const struct tree *other = parts->children[i];
        int others;

        if (other == part || !is_part(other, criterion))
            continue;
        others = points_of_part(naive, other, i, option);
        if (others > points ||
            (others == points &&
             strcmp(tree_text(other, "id"), tree_text(part, "id")) < 0))
            return false;
    }
    return true;
}

bool naive_counts(const struct naive *naive, const struct tree *rule)
{
    const char *option = tree_text(rule, "favours");
    const struct tree *part = rule;
    int points = rule_points(naive, rule);

    while (tree_get(part, "criterion") || tree_get(part, "in")) {
        const char *above;

        if (!is_taken(naive, part, points, option))
            return false;
        above = tree_text(part,
                          !tree_get(part, "collect") ? "criterion" : "in");
        part = item_of(naive->kb, "criteria", above);
        points = naive_points(naive, above, option);
    }
    return true;
}

/* ---------------------------------------------------------------- Verdict */

static bool is_excluded_id(const struct naive *naive, const char *id)
{
    const struct tree *excludes = tree_get(tree_get(naive->kb, "verdict"),
                                           "excludes");
    size_t i;

    for (i = 0; i < tree_count(excludes); i++)
        if (equal(tree_text(excludes->children[i], "option"), id) &&
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
    return !naive_excluded(
        naive, item_of(naive->kb, "options", tree_text(combination, "option")));
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
        score = score_of_option(naive, tree_text(option, "id"));
        if (score > most) {
            most = score;
            best = option;
        }
    }
    return best;
}

static int score_of_tree(const struct naive *naive, const struct tree *option)
{
    return !option ? 0 : score_of_option(naive, tree_text(option, "id"));
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
    return (int)strtol(tree_text(mapping, key), NULL, 10);
}

/* The last step that a lead reaches, else the first. */
static const char *strength_of(const struct naive *naive, int lead)
{
    const struct tree *steps = tree_get(tree_get(naive->kb, "verdict"),
                                        "strength");
    const char *found = tree_text(steps->children[0], "id");
    int total = total_score(naive);
    size_t i;

    for (i = 0; i < tree_count(steps); i++)
        if (lead >= number_of(steps->children[i], "points") &&
            lead * 100 >= number_of(steps->children[i], "percent") * total)
            found = tree_text(steps->children[i], "id");
    return found;
}

/* What a combination's strength is measured by. */
static int weakest_part(const struct naive *naive, const char *option)
{
    const struct tree *parts = tree_get(item_of(naive->kb, "options", option),
                                        "of");
    int least = INT32_MAX;
    size_t i;

    for (i = 0; i < tree_count(parts); i++) {
        int score = score_of_option(naive, parts->children[i]->text);

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

static void settle(struct naive *naive, const char *outcome,
                   const char *strength, int lead)
{
    naive->outcome = outcome;
    naive->strength = strength;
    naive->lead = lead;
    naive->settled = true;
}

void naive_verdict(struct naive *naive)
{
    const struct tree *combinations = tree_get(tree_get(naive->kb, "verdict"),
                                               "combinations");
    const struct tree *first = best_option(naive, NULL, false);
    const struct tree *second = best_option(naive, first, false);
    int distance = score_of_tree(naive, first) - score_of_tree(naive, second);
    const struct tree *best = best_option(naive, NULL, true);
    const struct tree *rival = best_option(naive, best, true);
    int lead;
    size_t i;

    for (i = 0; i < tree_count(combinations); i++)
        if (is_met(naive, combinations->children[i])) {
            const char *option = tree_text(combinations->children[i], "option");

            settle(naive, option,
                   strength_of(naive, weakest_part(naive, option)), distance);
            return;
        }
    if (!best || total_score(naive) == 0) {
        settle(naive, "undecided", NULL, distance);
        return;
    }
    if (rival && is_too_close(naive, score_of_tree(naive, best) -
                                         score_of_tree(naive, rival))) {
        settle(naive, "too_close", NULL, distance);
        return;
    }
    lead = score_of_tree(naive, best) -
           score_of_tree(naive, best_option(naive, best, false));
    settle(naive, tree_text(best, "id"), strength_of(naive, lead), lead);
}
