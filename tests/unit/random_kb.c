/* SPDX-License-Identifier: MIT */
/*
 * Random knowledge bases and profiles: see random_kb.h. Ids are scrambled, so
 * that their order is not that of the file.
 */
#include "random_kb.h"

#include <string.h>

#define ATTRIBUTES_MAX  8
#define CRITERIA_MAX    9
#define RULES_MAX       14
#define TERMS_MAX       4

#define LARGE_RULES_MAX 100

enum type {
    CHOICE,
    SCALE,
    NUMBERS,
    SET,
    FLAG,
    TYPES
};

struct attribute {
    enum type type;
    uint32_t values;
};

/* What of a KB conditions may name. */
struct plan {
    struct random *random;
    struct buffer *out;
    bool is_large;    /* in conditions, rules, sets or points */
    uint32_t options; /* that score */
    bool combination;
    bool second; /* combination, of three options */
    uint32_t attribute_count;
    struct attribute attributes[ATTRIBUTES_MAX];
    uint32_t readable; /* attributes that a condition may read: those before */
    uint32_t term_count;
    uint32_t terms; /* terms that a condition may use: 0 to terms - 1 */
    uint32_t reaches[TERMS_MAX]; /* attributes that a term may read, no less
                                    than those of the terms it uses */
    uint32_t criterion_count;
    bool leaf[CRITERIA_MAX];
    uint32_t rule_count;
};

/* Where a condition stands decides what it may speak of. */
enum scope {
    ANSWERS,
    RESULT,
    CONTENDERS,
    NOTES
};

static uint32_t pick(const struct plan *plan, uint32_t limit)
{
    return random_below(plan->random, limit);
}

/* A number made part of an id so that ids sort differently. */
static unsigned scramble(uint32_t number)
{
    return (unsigned)((number * 37 + 11) % 101);
}

static void put_rule_id(const struct plan *plan, uint32_t number)
{
    buffer_printf(plan->out, "r%02u.x", scramble(number));
}

static void put_criterion_id(const struct plan *plan, uint32_t number)
{
    buffer_printf(plan->out, "c%02u-y", scramble(number));
}

/* ------------------------------------------------------------- Conditions */

static const char *random_sign(const struct plan *plan, bool ordered)
{
    static const char *const signs[] = {"==", "!=", "<", "<=", ">", ">="};

    return signs[pick(plan, ordered ? 6 : 2)];
}

static void put_list(const struct plan *plan, uint32_t number)
{
    uint32_t count = plan->attributes[number].values;
    uint32_t first = pick(plan, count);
    uint32_t i;

    buffer_printf(plan->out, "a%u in [v%u", (unsigned)number, (unsigned)first);
    for (i = 0; i < count; i++)
        if (i != first && random_once_in(plan->random, 3))
            buffer_printf(plan->out, ", v%u", (unsigned)i);
    buffer_putc(plan->out, ']');
}

static void put_attribute_test(const struct plan *plan)
{
    uint32_t number = pick(plan, plan->readable);
    const struct attribute *attribute = &plan->attributes[number];
    uint32_t value = pick(plan, attribute->values);

    if (attribute->type == FLAG)
        buffer_printf(plan->out, "a%u", (unsigned)number);
    else if (attribute->type == SET && random_once_in(plan->random, 2))
        buffer_printf(plan->out, "a%u has v%u", (unsigned)number,
                      (unsigned)value);
    else if (attribute->type == SET)
        buffer_printf(plan->out, "count(a%u) %s %u", (unsigned)number,
                      random_sign(plan, true),
                      (unsigned)pick(plan, attribute->values + 1));
    else if (random_once_in(plan->random, 3))
        put_list(plan, number);
    else
        buffer_printf(plan->out, "a%u %s v%u", (unsigned)number,
                      random_sign(plan, attribute->type != CHOICE),
                      (unsigned)value);
}

static void put_names(const struct plan *plan, bool rules, char end)
{
    uint32_t count = 1 + pick(plan, 3);

    for (; count > 0; count--) {
        if (rules && random_once_in(plan->random, 2))
            put_rule_id(plan, pick(plan, plan->rule_count));
        else
            put_criterion_id(plan, pick(plan, plan->criterion_count));
        if (count > 1)
            buffer_puts(plan->out, ", ");
    }
    buffer_putc(plan->out, end);
}

static void put_points(const struct plan *plan)
{
    static const char *const words[] = {"light", "middling", "heavy"};

    buffer_printf(plan->out, " %s ", random_sign(plan, true));
    if (random_once_in(plan->random, 2))
        buffer_puts(plan->out, words[pick(plan, COUNT(words))]);
    else
        buffer_printf(plan->out, "%u", (unsigned)pick(plan, 9));
}

static void put_outcome(const struct plan *plan)
{
    uint32_t which = pick(plan, plan->options + 2);

    buffer_printf(plan->out, "outcome %s ", random_sign(plan, false));
    if (which < plan->options)
        buffer_printf(plan->out, "o%u", (unsigned)which);
    else if (plan->combination && which == plan->options)
        buffer_puts(plan->out, "pair");
    else
        buffer_puts(plan->out, which % 2 ? "too_close" : "undecided");
}

/* One contender's strongest rule against the other's, or points of both. */
static void put_contest(const struct plan *plan)
{
    static const char *const names[] = {"leader", "runner_up"};
    uint32_t first = pick(plan, 2);

    if (random_once_in(plan->random, 4)) {
        buffer_printf(plan->out, "score(%s)", names[first]);
        put_points(plan);
        return;
    }
    if (random_once_in(plan->random, 4)) {
        buffer_puts(plan->out, "lead(leader, runner_up)");
        put_points(plan);
        return;
    }
    buffer_printf(plan->out, "strongest(%s, ", names[first]);
    put_names(plan, false, ')');
    buffer_printf(plan->out, " %s strongest(%s, ", random_sign(plan, true),
                  names[1 - first]);
    put_names(plan, false, ')');
}

static void put_result_test(const struct plan *plan, enum scope scope)
{
    uint32_t option = pick(plan, plan->options);

    if (scope == CONTENDERS && random_once_in(plan->random, 2)) {
        put_contest(plan);
        return;
    }
    uint32_t which = pick(plan, scope == NOTES ? 5 : 4);
    if (which == 0) {
        buffer_puts(plan->out, "fired(");
        put_names(plan, true, ')');
    } else if (which == 1) {
        buffer_printf(plan->out, "score(o%u)", (unsigned)option);
        put_points(plan);
    } else if (which == 2) {
        buffer_printf(plan->out, "lead(o%u, o%u)", (unsigned)option,
                      (unsigned)((option + 1) % plan->options));
        put_points(plan);
    } else if (which == 3) {
        buffer_printf(plan->out, "strongest(o%u, ", (unsigned)option);
        put_names(plan, false, ')');
        if (random_once_in(plan->random, 3)) {
            buffer_printf(plan->out, " %s strongest(o%u, ",
                          random_sign(plan, true),
                          (unsigned)((option + 1) % plan->options));
            put_names(plan, false, ')');
        } else {
            put_points(plan);
        }
    } else {
        put_outcome(plan);
    }
}

static void put_test(const struct plan *plan, enum scope scope)
{
    if (scope != ANSWERS && random_once_in(plan->random, 2))
        put_result_test(plan, scope);
    else if (plan->terms > 0 && random_once_in(plan->random, 4))
        buffer_printf(plan->out, "t%u", (unsigned)pick(plan, plan->terms));
    else
        put_attribute_test(plan);
}

/* Without the parentheses that precedence would make needless, so that the
 * two readings must agree on it. */
static void put_condition(const struct plan *plan, enum scope scope,
                          uint32_t depth)
{
    uint32_t which = depth == 0 ? 0 : pick(plan, 8);

    if (which <= 2) {
        put_test(plan, scope);
        return;
    }
    if (which == 3) {
        buffer_puts(plan->out, "not ");
        put_condition(plan, scope, 0);
    } else if (which == 4) {
        buffer_puts(plan->out, "not (");
        put_condition(plan, scope, depth - 1);
        buffer_putc(plan->out, ')');
    } else if (which == 5) {
        buffer_putc(plan->out, '(');
        put_condition(plan, scope, depth - 1);
        buffer_puts(plan->out, ") and ");
        put_condition(plan, scope, depth - 1);
    } else {
        put_condition(plan, scope, depth - 1);
        buffer_puts(plan->out, which == 6 ? " and " : " or ");
        put_condition(plan, scope, depth - 1);
    }
}

/* A product of sums, which has very many clauses. */
static void put_product(const struct plan *plan)
{
    for (int i = 0; i < 5; i++) {
        buffer_puts(plan->out, i > 0 ? " and (" : "(");
        put_attribute_test(plan);
        buffer_puts(plan->out, " and ");
        put_attribute_test(plan);
        buffer_puts(plan->out, " or not ");
        put_attribute_test(plan);
        buffer_putc(plan->out, ')');
    }
}

static void put_list_of(const struct plan *plan, const char *key,
                        const char *indent, enum scope scope)
{
    uint32_t count = random_once_in(plan->random, 3) ? 2 : 1;

    buffer_printf(plan->out, "%s%s:\n", indent, key);
    for (; count > 0; count--) {
        buffer_printf(plan->out, "%s  - ", indent);
        if (plan->is_large && random_once_in(plan->random, 8))
            put_product(plan);
        else
            put_condition(plan, scope, plan->is_large ? 2 + pick(plan, 4) : 2);
        buffer_putc(plan->out, '\n');
    }
}

static void put_when_unless(const struct plan *plan, const char *indent,
                            enum scope scope)
{
    put_list_of(plan, "when", indent, scope);
    if (random_once_in(plan->random, 3))
        put_list_of(plan, "unless", indent, scope);
}

/* --------------------------------------------------------------- Sections */

static void put_head(struct plan *plan)
{
    uint32_t i;

    buffer_puts(plan->out, "knowledge_base: random\n"
                           "version: 1.0.0\n"
                           "as_of: 2026-01-01\n"
                           "title: Random\n"
                           "weights:\n");
    buffer_printf(plan->out,
                  "  - {id: light, points: 1}\n"
                  "  - {id: middling, points: %u}\n"
                  "  - {id: heavy, points: %u}\n"
                  "options:\n",
                  (unsigned)pick(plan, 2) + 2,
                  plan->is_large && random_once_in(plan->random, 3)
                      ? 1000
                      : (unsigned)pick(plan, 4) + 4);
    for (i = 0; i < plan->options; i++)
        buffer_printf(plan->out, "  - {id: o%u, title: O, summary: O.}\n",
                      (unsigned)i);
    if (plan->combination)
        buffer_puts(plan->out, "  - {id: pair, title: P, of: [o0, o1], "
                               "summary: P.}\n");
    if (plan->second)
        buffer_puts(plan->out, "  - {id: duo, title: D, of: [o1, o2], "
                               "summary: D.}\n");
    buffer_puts(plan->out, "sources:\n"
                           "  - {id: s, title: S, date: 2026-01-01, "
                           "kind: paper}\n"
                           "claims:\n"
                           "  - {id: k, about: o0, kind: strength, says: S., "
                           "source: s, status: holds}\n");
}

/* How far each term may read, and smaller ones no further. */
static void plan_terms(struct plan *plan)
{
    uint32_t reach = 1;
    uint32_t i;

    for (i = 0; i < plan->term_count; i++) {
        reach += pick(plan, plan->attribute_count + 1 - reach);
        plan->reaches[i] = reach;
    }
}

/* Over the attributes before one, and terms over them. */
static void put_only_if(struct plan *plan, uint32_t number)
{
    if (number == 0 || !random_once_in(plan->random, 3))
        return;
    plan->readable = number;
    plan->terms = 0;
    while (plan->terms < plan->term_count &&
           plan->reaches[plan->terms] <= number)
        plan->terms++;
    put_list_of(plan, "only_if", "    ", ANSWERS);
}

static void put_attributes(struct plan *plan)
{
    static const char *const types[] = {"choice", "scale", "scale", "set",
                                        "flag"};
    uint32_t i;
    uint32_t value;

    buffer_puts(plan->out, "attributes:\n");
    for (i = 0; i < plan->attribute_count; i++) {
        struct attribute *attribute = &plan->attributes[i];

        attribute->type = (enum type)pick(plan, TYPES);
        attribute->values = 2 + pick(plan, plan->is_large ? 9 : 4);
        buffer_printf(plan->out,
                      "  - id: a%u\n    type: %s\n    ask: A?\n    why: B.\n",
                      (unsigned)i, types[attribute->type]);
        put_only_if(plan, i);
        if (attribute->type == FLAG)
            continue;
        if (attribute->type == NUMBERS)
            buffer_puts(plan->out, "    unit: things\n");
        buffer_puts(plan->out, "    values:\n");
        for (value = 0; value < attribute->values; value++) {
            buffer_printf(plan->out, "      - {id: v%u, label: V",
                          (unsigned)value);
            if (attribute->type == NUMBERS && value + 1 < attribute->values)
                buffer_printf(plan->out, ", below: %u",
                              (unsigned)(value + 1) * 10);
            buffer_puts(plan->out, "}\n");
        }
    }
}

/* Terms use smaller ones, and stand in a random order. */
static void put_terms(struct plan *plan)
{
    uint32_t order[TERMS_MAX];
    uint32_t i;

    plan->readable = plan->attribute_count;
    plan->terms = 0;
    if (plan->term_count == 0)
        return;
    random_order(plan->random, order, plan->term_count);
    buffer_puts(plan->out, "terms:\n");
    for (i = 0; i < plan->term_count; i++) {
        plan->terms = order[i];
        plan->readable = plan->reaches[order[i]];
        buffer_printf(plan->out, "  - id: t%u\n", (unsigned)order[i]);
        put_list_of(plan, "when", "    ", ANSWERS);
    }
    plan->terms = plan->term_count;
    plan->readable = plan->attribute_count;
}

/* Criterion 0 is the root; each other lies in a smaller one. */
static void put_criteria(struct plan *plan)
{
    uint32_t parents[CRITERIA_MAX] = {0};
    uint32_t order[CRITERIA_MAX];
    uint32_t i;

    plan->leaf[0] = plan->criterion_count == 1;
    for (i = 1; i < plan->criterion_count; i++) {
        parents[i] = pick(plan, i);
        plan->leaf[i] = true;
        plan->leaf[parents[i]] = false;
    }
    random_order(plan->random, order, plan->criterion_count);
    buffer_puts(plan->out, "criteria:\n");
    for (i = 0; i < plan->criterion_count; i++) {
        buffer_puts(plan->out, "  - {id: ");
        put_criterion_id(plan, order[i]);
        if (order[i] != 0) {
            buffer_puts(plan->out, ", in: ");
            put_criterion_id(plan, parents[order[i]]);
        }
        buffer_printf(plan->out, ", collect: %s}\n",
                      random_once_in(plan->random, 2) ? "max" : "sum");
    }
}

static uint32_t random_leaf(const struct plan *plan)
{
    uint32_t leaf = pick(plan, plan->criterion_count);

    while (!plan->leaf[leaf])
        leaf = (leaf + 1) % plan->criterion_count;
    return leaf;
}

static void put_rules(const struct plan *plan)
{
    static const char *const weights[] = {"light", "middling", "heavy"};
    uint32_t i;

    buffer_puts(plan->out, "rules:\n");
    for (i = 0; i < plan->rule_count; i++) {
        buffer_puts(plan->out, "  - id: ");
        put_rule_id(plan, i);
        buffer_puts(plan->out, "\n    criterion: ");
        put_criterion_id(plan, random_leaf(plan));
        buffer_putc(plan->out, '\n');
        put_when_unless(plan, "    ", ANSWERS);
        buffer_printf(plan->out,
                      "    favours: o%u\n    weight: %s\n    because: So.\n"
                      "    claims: [k]\n    origin: %s\n",
                      (unsigned)pick(plan, plan->options),
                      weights[pick(plan, COUNT(weights))],
                      random_once_in(plan->random, 3) ? "advisor" : "s");
    }
}

static void put_warnings(const struct plan *plan)
{
    uint32_t count = pick(plan, 4);
    uint32_t i;

    if (count > 0)
        buffer_puts(plan->out, "warnings:\n");
    for (i = 0; i < count; i++) {
        buffer_printf(plan->out, "  - id: w%u\n", (unsigned)i);
        if (random_once_in(plan->random, 4))
            buffer_puts(plan->out, "    kind: unusual\n");
        put_when_unless(plan, "    ", ANSWERS);
        buffer_puts(plan->out, "    says: W.\n");
    }
}

static void put_notes(const struct plan *plan)
{
    uint32_t count = pick(plan, 4);
    uint32_t i;

    if (count > 0)
        buffer_puts(plan->out, "notes:\n");
    for (i = 0; i < count; i++) {
        buffer_printf(plan->out, "  - id: n%u\n", (unsigned)i);
        if (random_once_in(plan->random, 3))
            buffer_puts(plan->out, "    kind: background\n");
        if (random_once_in(plan->random, 2)) {
            buffer_puts(plan->out, "    qualifies: [");
            put_names(plan, true, ']');
            buffer_putc(plan->out, '\n');
        }
        put_when_unless(plan, "    ", NOTES);
        buffer_puts(plan->out, "    says: N.\n    claims: [k]\n");
    }
    put_warnings(plan);
}

/* Cells in any order, by numbers that are drawn already. */
static void put_comparison(const struct plan *plan)
{
    uint32_t count = plan->rule_count % 3;

    if (count > 0)
        buffer_puts(plan->out, "comparison:\n");
    for (uint32_t row = 0; row < count; row++) {
        buffer_printf(plan->out,
                      "  - id: row%u\n    title: T\n    claims: [k]\n"
                      "    cells:\n",
                      (unsigned)row);
        for (uint32_t i = 0; i < plan->options; i++)
            buffer_printf(plan->out, "      - {option: o%u, says: S.}\n",
                          (unsigned)((i + row) % plan->options));
    }
}

static void put_variants(const struct plan *plan)
{
    static const char *const keys[] = {"title", "summary", "against"};
    size_t i;

    buffer_puts(plan->out, "      variants:\n");
    for (i = 0; i < COUNT(keys); i++) {
        buffer_printf(plan->out, "        %s:\n", keys[i]);
        for (uint32_t k = 0; k < 2; k++) {
            buffer_printf(plan->out, "          - text: %s %u\n", keys[i],
                          (unsigned)k);
            put_list_of(plan, "when", "            ", RESULT);
        }
    }
}

static void put_combination(const struct plan *plan, const char *id)
{
    uint32_t count = 1 + pick(plan, 3);

    buffer_printf(plan->out, "    - option: %s\n      requires:\n", id);
    for (; count > 0; count--) {
        buffer_puts(plan->out, "        - unmet: U.\n");
        if (random_once_in(plan->random, 2))
            buffer_puts(plan->out, "          essential: true\n");
        /* By an exception alone it may be met provisionally. */
        if (random_once_in(plan->random, 3))
            put_list_of(plan, "unless", "          ", RESULT);
        else
            put_when_unless(plan, "          ", RESULT);
    }
    if (random_once_in(plan->random, 2))
        put_variants(plan);
}

static void put_strength(const struct plan *plan, const char *id,
                         uint32_t points, uint32_t percent, uint32_t answers)
{
    buffer_printf(plan->out, "    - id: %s\n      points: %u\n", id,
                  (unsigned)points);
    if (percent > 0)
        buffer_printf(plan->out, "      percent: %u\n", (unsigned)percent);
    if (answers > 0)
        buffer_printf(plan->out, "      answers: %u\n", (unsigned)answers);
    if (random_once_in(plan->random, 2))
        return;
    buffer_puts(plan->out, "      unmet: U.\n      when:\n        - ");
    put_contest(plan);
    buffer_putc(plan->out, '\n');
    if (random_once_in(plan->random, 2)) {
        buffer_puts(plan->out, "        - ");
        put_condition(plan, RESULT, 1);
        buffer_putc(plan->out, '\n');
    }
}

static void put_strengths(const struct plan *plan)
{
    uint32_t percent = random_once_in(plan->random, 3) ? 0 : pick(plan, 60);
    uint32_t answers = random_once_in(plan->random, 2) ? 0 : pick(plan, 4);

    buffer_puts(plan->out, "  strength:\n    - {id: weak, points: 0}\n");
    put_strength(plan, "clear", pick(plan, 4) + 2, percent, answers);
    put_strength(plan, "full", 8, 60, answers + pick(plan, 3));
}

static void put_alternatives(const struct plan *plan)
{
    uint32_t count = 1 + pick(plan, 2);

    buffer_puts(plan->out, "  alternatives:\n");
    for (; count > 0; count--) {
        if (plan->combination && random_once_in(plan->random, 2))
            buffer_puts(plan->out, "    - option: pair\n");
        else
            buffer_printf(plan->out, "    - option: o%u\n",
                          (unsigned)pick(plan, plan->options));
        put_when_unless(plan, "      ", CONTENDERS);
    }
}

static void put_verdict(const struct plan *plan)
{
    uint32_t count = pick(plan, 3);

    buffer_printf(plan->out,
                  "verdict:\n"
                  "  too_close:\n    points: %u\n    percent: %u\n",
                  (unsigned)pick(plan, 4), (unsigned)pick(plan, 30));
    if (random_once_in(plan->random, 2))
        put_list_of(plan, "any", "    ", RESULT);
    put_strengths(plan);
    if (!random_once_in(plan->random, 3))
        put_alternatives(plan);
    if (count > 0)
        buffer_puts(plan->out, "  excludes:\n");
    for (; count > 0; count--) {
        buffer_printf(plan->out, "    - option: o%u\n      says: X.\n",
                      (unsigned)pick(plan, plan->options));
        put_when_unless(plan, "      ", RESULT);
    }
    if (plan->combination) {
        buffer_puts(plan->out, "  combinations:\n");
        put_combination(plan, "pair");
    }
    /* One that no verdict names is an option all the same. */
    if (plan->second && !random_once_in(plan->random, 4))
        put_combination(plan, "duo");
}

static void put_kb(struct random *random, bool is_large, struct buffer *out)
{
    struct plan plan = {.random = random, .out = out, .is_large = is_large};

    buffer_clear(out);
    plan.options = 2 + pick(&plan, is_large ? 4 : 2);
    plan.combination = pick(&plan, 3) > 0;
    plan.second = plan.combination && plan.options > 2 &&
                  random_once_in(random, 2);
    plan.attribute_count = is_large ? ATTRIBUTES_MAX
                                    : 2 + pick(&plan, ATTRIBUTES_MAX - 1);
    plan.term_count = pick(&plan, TERMS_MAX + 1);
    plan_terms(&plan);
    plan.criterion_count = 1 + pick(&plan, CRITERIA_MAX);
    plan.rule_count = 1 + pick(&plan, is_large ? LARGE_RULES_MAX : RULES_MAX);
    put_head(&plan);
    put_attributes(&plan);
    put_terms(&plan);
    put_criteria(&plan);
    put_rules(&plan);
    put_notes(&plan);
    put_comparison(&plan);
    put_verdict(&plan);
    assert_false(out->failed);
}

void random_kb(struct random *random, struct buffer *out)
{
    put_kb(random, false, out);
}

void random_large_kb(struct random *random, struct buffer *out)
{
    put_kb(random, true, out);
}

/* --------------------------------------------------------------- Profiles */

static void put_set(struct random *random, const struct tree *values,
                    struct buffer *out)
{
    const char *separator = "";
    size_t i;

    buffer_putc(out, '[');
    for (i = 0; i < tree_count(values); i++) {
        if (random_once_in(random, 2))
            continue;
        buffer_printf(out, "%s%s", separator,
                      tree_text(values->children[i], "id"));
        separator = ", ";
    }
    buffer_putc(out, ']');
}

static void put_answer(struct random *random, const struct tree *attribute,
                       struct buffer *out)
{
    const struct tree *values = tree_get(attribute, "values");
    uint32_t count = (uint32_t)tree_count(values);

    if (random_once_in(random, 20))
        buffer_puts(out, "unknown");
    else if (count == 0)
        buffer_puts(out, random_once_in(random, 2) ? "true" : "false");
    else if (strcmp(tree_text(attribute, "type"), "set") == 0)
        put_set(random, values, out);
    else if (tree_get(values->children[0], "below") &&
             random_once_in(random, 2))
        buffer_printf(out, "%u", (unsigned)random_below(random, 60));
    else
        buffer_puts(
            out,
            tree_text(values->children[random_below(random, count)], "id"));
}

void random_profile_text(struct random *random, const struct tree *kb,
                         struct buffer *out)
{
    const struct tree *attributes = tree_get(kb, "attributes");
    uint32_t density = random_below(random, 9);
    size_t i;

    buffer_clear(out);
    buffer_puts(out, "profile: random\nanswers:\n");
    for (i = 0; i < tree_count(attributes); i++) {
        const struct tree *attribute = attributes->children[i];

        if (random_below(random, 8) >= density)
            continue;
        buffer_printf(out, "  %s: ", tree_text(attribute, "id"));
        put_answer(random, attribute, out);
        buffer_putc(out, '\n');
    }
    assert_false(out->failed);
}

/* ----------------------------------------------- Profiles of a loaded KB */

uint64_t random_values(const struct kb_attribute *attribute,
                       struct random *random)
{
    uint32_t count = attribute->values.count;

    if (attribute->type == KB_SET)
        return random_below(random, UINT32_C(1) << count);
    return UINT64_C(1) << random_below(random, count);
}

dvf_profile *random_profile(const dvf_kb *kb, struct random *random)
{
    dvf_profile *profile = profile_new(kb, "random");
    uint32_t density = random_below(random, 9);
    uint32_t i;

    assert_non_null(profile);
    for (i = 0; i < kb_attributes_count(kb); i++) {
        struct answer *answer = &profile->answers[i];

        if (random_below(random, 8) < density)
            answer->chosen = random_values(&kb_attributes(kb)[i], random);
    }
    return profile;
}
