/* SPDX-License-Identifier: MIT */
/*
 * A second implementation of evaluation: see naive.h. Conditions, rules and
 * points; nothing here is meant to be fast.
 */
#include "naive_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

bool naive_equal(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* The item of a section with this id, or null. */
const struct tree *naive_item(const struct tree *kb, const char *section,
                              const char *id)
{
    return !id ? NULL : tree_get(tree_get(kb, section), id);
}

/* The number of an item in its section. */
static size_t number_of(const struct tree *kb, const char *section,
                        const struct tree *item)
{
    const struct tree *items = tree_get(kb, section);
    size_t number = 0;

    while (items->children[number] != item)
        number++;
    return number;
}

/* ------------------------------------------------------------------ Words */

static bool in_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

/* The next word without taking it: a name, a number, a sign, or "". */
const char *words_peek(struct words *words)
{
    size_t length = 0;

    if (words->next == words->at)
        return words->word;
    while (*words->at == ' ')
        words->at++;
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
    words->next = words->at;
    words->length = length;
    return words->word;
}

const char *words_take(struct words *words, char word[static 128])
{
    const char *next = words_peek(words);

    memcpy(word, next, words->length + 1);
    words->at += words->length;
    return word;
}

bool words_accept(struct words *words, const char *word)
{
    if (strcmp(words_peek(words), word) != 0)
        return false;
    words->at += words->length;
    return true;
}

void words_expect(struct words *words, const char *word)
{
    if (!words_accept(words, word))
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
        if (naive_equal(tree_text(values->children[i], "id"), value))
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

    return !answer || naive_equal(answer->text, "unknown") ? NULL : answer;
}

int naive_applies(const struct naive *naive, size_t number)
{
    return naive->applies[naive->sure][number];
}

bool naive_answered(const struct naive *naive, size_t number)
{
    const struct tree *attribute =
        tree_get(naive->kb, "attributes")->children[number];

    return answer_to(naive, tree_text(attribute, "id")) &&
           naive->applies[0][number] != -1;
}

/* The truth of a test where its question may not apply. */
static int where_it_applies(const struct naive *naive,
                            const struct tree *attribute, int value)
{
    int applies = naive_applies(naive,
                                number_of(naive->kb, "attributes", attribute));

    if (applies == -1)
        return -1;
    return naive->sure && applies == 0 && value == 1 ? 0 : value;
}

/* What follows the name of an attribute that applies. */
static int test_answer(struct words *words, const struct tree *attribute)
{
    const struct tree *answer = answer_to(words->naive,
                                          tree_text(attribute, "id"));
    char sign[128];
    char value[128];
    bool found = false;
    size_t i;

    if (naive_equal(tree_text(attribute, "type"), "flag"))
        return !answer ? 0 : truth(naive_equal(answer->text, "true"));
    if (words_accept(words, "has")) {
        words_take(words, value);
        for (i = 0; i < tree_count(answer); i++)
            found = found || naive_equal(answer->children[i]->text, value);
        return !answer ? 0 : truth(found);
    }
    if (words_accept(words, "in")) {
        words_expect(words, "[");
        do {
            words_take(words, value);
            if (answer)
                found = found || answer_index(attribute, answer->text) ==
                                     value_index(attribute, value);
        } while (words_accept(words, ","));
        words_expect(words, "]");
        return !answer ? 0 : truth(found);
    }
    words_take(words, sign);
    words_take(words, value);
    if (!answer)
        return 0;
    return truth(compare(answer_index(attribute, answer->text), sign,
                         value_index(attribute, value)));
}

static int test_attribute(struct words *words, const struct tree *attribute)
{
    int value = test_answer(words, attribute);

    return where_it_applies(words->naive, attribute, value);
}

/* ------------------------------------------------------------- Conditions */

static int test_or(struct words *words);

static int points_of_word(const struct naive *naive, const char *word)
{
    const struct tree *weight = naive_item(naive->kb, "weights", word);

    if (weight)
        return (int)strtol(tree_text(weight, "points"), NULL, 10);
    return (int)strtol(word, NULL, 10);
}

int naive_rule_points(const struct naive *naive, const struct tree *rule)
{
    return points_of_word(naive, tree_text(rule, "weight"));
}

/* Whether a rule lies in a criterion, or below it. */
bool naive_lies_in(const struct tree *kb, const struct tree *rule,
                   const char *criterion)
{
    const struct tree *criteria = tree_get(kb, "criteria");
    const char *at = tree_text(rule, "criterion");

    for (; at; at = tree_text(tree_get(criteria, at), "in"))
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

int naive_score(const struct naive *naive, const char *option)
{
    return naive_points(naive, root_of(naive->kb), option);
}

/* An option's name, or whom "leader" and "runner_up" mean: "" is nobody. */
static const char *option_of(const struct naive *naive, const char *word)
{
    const char *meant = word;

    if (strcmp(word, "leader") == 0)
        meant = naive->leader;
    else if (strcmp(word, "runner_up") == 0)
        meant = naive->runner_up;
    else
        return word;
    assert_true(naive->contenders);
    return meant ? meant : "";
}

static int score_of_word(const struct naive *naive, const char *word)
{
    const char *option = option_of(naive, word);

    return *option == '\0' ? 0 : naive_score(naive, option);
}

/* Any rule of these names that fired, for this option or, for null, any;
 * returns its points, the most of them. */
static int strongest_of(struct words *words, const char *option)
{
    const struct naive *naive = words->naive;
    const struct tree *rules = tree_get(naive->kb, "rules");
    int best = 0;
    char name[128];

    do {
        words_take(words, name);
        bool criterion = naive_item(naive->kb, "criteria", name);
        for (size_t i = 0; i < tree_count(rules); i++) {
            const struct tree *rule = rules->children[i];

            if (naive_rule(naive, i) == 1 &&
                (!option || naive_equal(tree_text(rule, "favours"), option)) &&
                (naive_equal(tree_text(rule, "id"), name) ||
                 (criterion && naive_lies_in(naive->kb, rule, name)))) {
                int points = naive_rule_points(naive, rule);

                best = points > best ? points : best;
            }
        }
    } while (words_accept(words, ","));
    return best;
}

static int compare_points(struct words *words, int left)
{
    char sign[128];
    char word[128];

    words_expect(words, ")");
    words_take(words, sign);
    if (words_accept(words, "strongest")) {
        int right;

        words_expect(words, "(");
        words_take(words, word);
        words_expect(words, ",");
        right = strongest_of(words, option_of(words->naive, word));
        words_expect(words, ")");
        return truth(compare(left, sign, right));
    }
    return truth(compare(
        left, sign, points_of_word(words->naive, words_take(words, word))));
}

/* A function; its name and "(" have been taken. */
static int test_function(struct words *words, const char *function)
{
    char one[128];
    char two[128];
    int points;

    if (strcmp(function, "fired") == 0) {
        points = strongest_of(words, NULL);
        words_expect(words, ")");
        return truth(points > 0);
    }
    words_take(words, one);
    if (strcmp(function, "score") == 0)
        return compare_points(words, score_of_word(words->naive, one));
    if (strcmp(function, "lead") == 0) {
        words_expect(words, ",");
        words_take(words, two);
        return compare_points(words, score_of_word(words->naive, one) -
                                         score_of_word(words->naive, two));
    }
    if (strcmp(function, "strongest") == 0) {
        words_expect(words, ",");
        return compare_points(
            words, strongest_of(words, option_of(words->naive, one)));
    }
    assert_string_equal(function, "count");
    points = compare_points(words,
                            (int)tree_count(answer_to(words->naive, one)));
    if (!answer_to(words->naive, one))
        points = 0;
    return where_it_applies(
        words->naive, naive_item(words->naive->kb, "attributes", one), points);
}

static int test_outcome(struct words *words)
{
    char sign[128];
    char word[128];

    assert_true(words->naive->settled);
    words_take(words, sign);
    words_take(words, word);
    return truth(naive_equal(words->naive->outcome, word) ==
                 (strcmp(sign, "==") == 0));
}

static int test_primary(struct words *words)
{
    const struct tree *kb = words->naive->kb;
    const struct tree *item;
    char name[128];
    int value;

    if (words_accept(words, "not"))
        return -test_primary(words);
    if (words_accept(words, "(")) {
        value = test_or(words);
        words_expect(words, ")");
        return value;
    }
    words_take(words, name);
    if (strcmp(name, "outcome") == 0)
        return test_outcome(words);
    if (words_accept(words, "("))
        return test_function(words, name);
    item = naive_item(kb, "terms", name);
    if (item)
        return naive_state(words->naive, item);
    item = naive_item(kb, "attributes", name);
    if (!item)
        fail_msg("what is '%s'?", name);
    return test_attribute(words, item);
}

static int test_and(struct words *words)
{
    int value = test_primary(words);

    while (words_accept(words, "and")) {
        int other = test_primary(words);

        value = other < value ? other : value;
    }
    return value;
}

static int test_or(struct words *words)
{
    int value = test_and(words);

    while (words_accept(words, "or")) {
        int other = test_and(words);

        value = other > value ? other : value;
    }
    return value;
}

int naive_test(const struct naive *naive, const char *text)
{
    struct words words = {.naive = naive, .at = text};
    int value = test_or(&words);

    assert_string_equal(words_peek(&words), "");
    return value;
}

/* All of a list of conditions. */
int naive_test_all(const struct naive *naive, const struct tree *list)
{
    int holds = 1;
    size_t i;

    for (i = 0; i < tree_count(list); i++) {
        int one = naive_test(naive, list->children[i]->text);

        holds = one < holds ? one : holds;
    }
    return holds;
}

/* Any of a list of conditions. */
static int test_any(const struct naive *naive, const struct tree *list)
{
    int holds = -1;
    size_t i;

    for (i = 0; i < tree_count(list); i++) {
        int one = naive_test(naive, list->children[i]->text);

        holds = one > holds ? one : holds;
    }
    return holds;
}

int naive_state(const struct naive *naive, const struct tree *item)
{
    int holds = naive_test_all(naive, tree_get(item, "when"));

    if (holds == -1 || test_any(naive, tree_get(item, "unless")) == 1)
        return -1;
    return holds;
}

int naive_met(const struct naive *naive, const struct tree *item)
{
    struct naive sure;
    int state = naive_state(naive, item);

    if (state != 1)
        return state;
    sure = *naive;
    sure.sure = true;
    return naive_test_all(&sure, tree_get(item, "when")) == 1 &&
                   test_any(&sure, tree_get(item, "unless")) == -1
               ? 1
               : 0;
}

/* In the order of the file: each reads the ones before. */
static void find_what_applies(struct naive *naive)
{
    const struct tree *attributes = tree_get(naive->kb, "attributes");
    size_t i;

    assert_true(tree_count(attributes) <= NAIVE_ATTRIBUTES_MAX);
    for (i = 0; i < tree_count(attributes); i++) {
        const struct tree *only_if = tree_get(attributes->children[i],
                                              "only_if");

        naive->sure = false;
        naive->applies[0][i] = (signed char)naive_test_all(naive, only_if);
        naive->sure = true;
        naive->applies[1][i] = (signed char)naive_test_all(naive, only_if);
    }
    naive->sure = false;
}

/* ---------------------------------------------------------------- Scoring */

static bool is_left_out(const struct naive *naive, size_t number)
{
    const struct tree *rule = tree_get(naive->kb, "rules")->children[number];

    if (naive->left_out && naive->left_out[number])
        return true;
    if (naive->only_source &&
        !naive_equal(tree_text(rule, "origin"), naive->only_source))
        return true;
    return naive->without &&
           (naive_equal(tree_text(rule, "id"), naive->without) ||
            naive_lies_in(naive->kb, rule, naive->without));
}

int naive_rule(const struct naive *naive, size_t number)
{
    return naive->rules[number];
}

int naive_points(const struct naive *naive, const char *criterion,
                 const char *option)
{
    const struct tree *kb = naive->kb;
    const struct tree *one = naive_item(kb, "criteria", criterion);
    const struct tree *other = naive_item(kb, "options", option);

    return naive->points[number_of(kb, "criteria", one)]
                        [number_of(kb, "options", other)];
}

/* A part of a criterion is a criterion in it or a rule of it. */
static const char *lies_in(const struct tree *part)
{
    return tree_text(part, tree_get(part, "collect") ? "in" : "criterion");
}

static bool is_part(const struct tree *part, const char *criterion)
{
    return naive_equal(lies_in(part), criterion);
}

/* What a criterion collects is asked of a rule or of another criterion. */
static int points_of_part(const struct naive *naive, const struct tree *part,
                          size_t number, const char *option)
{
    if (tree_get(part, "collect"))
        return naive_points(naive, tree_text(part, "id"), option);
    if (naive_rule(naive, number) != 1 ||
        !naive_equal(tree_text(part, "favours"), option))
        return 0;
    return naive_rule_points(naive, part);
}

static void add_part(struct naive *naive, size_t criterion, bool sum,
                     const struct tree *part, size_t number)
{
    const struct tree *options = tree_get(naive->kb, "options");

    for (size_t k = 0; k < tree_count(options); k++) {
        int *points = &naive->points[criterion][k];
        int one = points_of_part(naive, part, number,
                                 tree_text(options->children[k], "id"));

        *points = sum ? *points + one : one > *points ? one : *points;
    }
}

/* Criteria in this one are collected before it. */
static void collect(struct naive *naive, size_t number)
{
    const struct tree *criteria = tree_get(naive->kb, "criteria");
    const struct tree *rules = tree_get(naive->kb, "rules");
    const struct tree *criterion = criteria->children[number];
    const char *id = tree_text(criterion, "id");
    bool sum = naive_equal(tree_text(criterion, "collect"), "sum");

    for (size_t i = 0; i < tree_count(criteria); i++)
        if (is_part(criteria->children[i], id)) {
            collect(naive, i);
            add_part(naive, number, sum, criteria->children[i], i);
        }
    for (size_t i = 0; i < tree_count(rules); i++)
        if (naive_rule(naive, i) == 1 && is_part(rules->children[i], id))
            add_part(naive, number, sum, rules->children[i], i);
}

void naive_begin(struct naive *naive)
{
    const struct tree *kb = naive->kb;
    const struct tree *rules = tree_get(kb, "rules");

    assert_true(tree_count(rules) <= NAIVE_RULES_MAX);
    assert_true(tree_count(tree_get(kb, "criteria")) <= NAIVE_CRITERIA_MAX);
    assert_true(tree_count(tree_get(kb, "options")) <= NAIVE_OPTIONS_MAX);
    find_what_applies(naive);
    for (size_t i = 0; i < tree_count(rules); i++)
        naive->rules[i] = (signed char)(is_left_out(naive, i)
                                            ? -2
                                            : naive_state(naive,
                                                          rules->children[i]));
    memset(naive->points, 0, sizeof naive->points);
    collect(naive,
            number_of(kb, "criteria", naive_item(kb, "criteria", root_of(kb))));
}

/* Whether a part is what its `max` criterion takes: nothing there has more
 * points, nor as many and a smaller id. */
static bool is_taken(const struct naive *naive, const struct tree *part,
                     int points, const char *option)
{
    bool is_rule = !tree_get(part, "collect");
    const struct tree *parts = tree_get(naive->kb,
                                        is_rule ? "rules" : "criteria");
    const char *criterion = lies_in(part);
    const struct tree *above = naive_item(naive->kb, "criteria", criterion);
    size_t i;

    if (naive_equal(tree_text(above, "collect"), "sum"))
        return true;
    for (i = 0; i < tree_count(parts); i++) {
        const struct tree *other = parts->children[i];
        bool silent = is_rule && naive_rule(naive, i) != 1;
        int others;

        if (other == part || (silent && points > 0) ||
            !is_part(other, criterion))
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
    int points = naive_rule_points(naive, rule);

    while (lies_in(part)) {
        const char *above = lies_in(part);

        if (!is_taken(naive, part, points, option))
            return false;
        part = naive_item(naive->kb, "criteria", above);
        points = naive_points(naive, above, option);
    }
    return true;
}
