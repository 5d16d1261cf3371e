/* SPDX-License-Identifier: MIT */
/*
 * Conditions are in postfix order, so that an operand is found from its end:
 * entries and their parts are walked backwards.
 */
#include "engine/obstacle.h"

/* The first operation of the operand that ends before `end`. */
static uint32_t operand_first(const dvf_kb *kb, uint32_t end)
{
    const struct kb_operation *items = kb_operations(kb);

    for (uint32_t wanted = 1; wanted > 0;)
        wanted += kb_operands(&items[--end]) - 1;
    return end;
}

static enum truth truth_of_part(const struct facts *facts,
                                struct kb_range operations)
{
    const struct kb_condition alone = {.when = operations};

    return truth_of(facts, &alone).when;
}

/* ----------------------------------------------------------------- entries */

/* The first of some entries that has a truth. All but the first are followed by
 * their join, so that one walk from the last one finds each. */
static bool find_entry(const struct facts *facts, struct kb_range operations,
                       struct kb_range texts, enum truth truth,
                       struct obstacle *obstacle)
{
    const dvf_kb *kb = facts->kb;
    uint32_t end = operations.first + operations.count;
    bool found = false;

    for (uint32_t i = texts.count; i-- > 0;) {
        uint32_t last = i > 0 ? end - 1 : end;
        uint32_t first = operand_first(kb, last);
        struct kb_range entry = {first, last - first};

        end = first;
        if (truth_of_part(facts, entry) != truth)
            continue;
        *obstacle = (struct obstacle){.text = kb_index(kb, texts)[i],
                                      .operations = entry,
                                      .is_open = truth == TRUTH_OPEN};
        found = true;
    }
    return found;
}

static bool find_exception(const struct facts *facts,
                           const struct kb_condition *condition,
                           enum truth truth, struct obstacle *obstacle)
{
    bool found = find_entry(facts, condition->unless, condition->unless_texts,
                            truth, obstacle);

    if (found)
        obstacle->is_exception = true;
    return found;
}

bool obstacle_find(const struct facts *facts,
                   const struct kb_condition *condition,
                   struct obstacle *obstacle)
{
    return find_entry(facts, condition->when, condition->when_texts,
                      TRUTH_FALSE, obstacle) ||
           find_exception(facts, condition, TRUTH_TRUE, obstacle) ||
           find_entry(facts, condition->when, condition->when_texts, TRUTH_OPEN,
                      obstacle) ||
           find_exception(facts, condition, TRUTH_OPEN, obstacle);
}

/* -------------------------------------------------------------------- ways */

/* Operations that are walked, as terms in terms may make any number of them.
 * Conditions that people read have far fewer. */
#define STEPS_MAX 1000

/* An answer that a question might have. */
struct supposition {
    const struct facts *facts;
    uint32_t attribute;
    value_set answer;
    uint32_t steps; /* left */
};

/* The truth of the operations before `end` if the question had the answer; open
 * once too many were walked. */
static enum truth truth_if(struct supposition *supposition, uint32_t end)
{
    const struct facts *facts = supposition->facts;
    const dvf_kb *kb = facts->kb;
    const struct kb_operation *last = &kb_operations(kb)[end - 1];

    if (supposition->steps == 0)
        return TRUTH_OPEN;
    supposition->steps--;
    if (last->code == KB_TEST &&
        kb_tests(kb)[last->a].attribute == supposition->attribute)
        return truth_of_test(&kb_tests(kb)[last->a], supposition->answer);
    if (last->code == KB_TERM) {
        struct kb_range when = kb_terms(kb)[last->a].condition.when;

        return truth_if(supposition, when.first + when.count);
    }
    if (kb_operands(last) == 0)
        return truth_of_part(facts, (struct kb_range){end - 1, 1});
    enum truth right = truth_if(supposition, end - 1);
    if (last->code == KB_NOT)
        return (enum truth)(TRUTH_TRUE - right);
    enum truth left = truth_if(supposition, operand_first(kb, end - 1));
    return (last->code == KB_AND) == (left < right) ? left : right;
}

struct search {
    const struct facts *facts;
    struct ways *ways;
    uint32_t steps; /* left */
};

static struct way *way_for(struct ways *ways, uint32_t attribute,
                           enum way_kind kind)
{
    for (uint32_t i = 0; i < ways->count; i++)
        if (ways->items[i].attribute == attribute &&
            ways->items[i].kind == kind)
            return &ways->items[i];
    if (ways->count == WAYS_MAX)
        return NULL;
    struct way *way = &ways->items[ways->count++];
    *way = (struct way){.attribute = attribute, .kind = kind};
    return way;
}

/* The values that a test is about, as answers that give it a truth. */
static void add_way(struct search *search, const struct kb_test *test,
                    bool wanted)
{
    const struct kb_attribute *attribute = &kb_attributes(
        search->facts->kb)[test->attribute];
    value_set mask = kb_test_mask(test);
    value_set all = (UINT64_C(1) << attribute->values.count) - 1;
    enum way_kind kind = WAY_ANY_OF;

    if (test->kind == KB_TEST_COUNT) {
        kind = WAY_COUNT;
        all = all << 1 | 1;
    } else if (attribute->type == KB_SET && !wanted) {
        kind = WAY_NONE_OF;
    }
    struct way *way = way_for(search->ways, test->attribute, kind);
    if (way)
        way->values |= (wanted || kind == WAY_NONE_OF ? mask : ~mask) & all;
}

/* Go down to the tests that keep the operations before `end` from having the
 * truth that is wanted. */
static void descend(struct search *search, uint32_t end, bool wanted)
{
    const dvf_kb *kb = search->facts->kb;
    const struct kb_operation *last = &kb_operations(kb)[end - 1];

    if (search->steps == 0)
        return;
    search->steps--;
    if (last->code == KB_TEST) {
        add_way(search, &kb_tests(kb)[last->a], wanted);
    } else if (last->code == KB_TERM) {
        struct kb_range when = kb_terms(kb)[last->a].condition.when;

        descend(search, when.first + when.count, wanted);
    } else if (last->code == KB_NOT) {
        descend(search, end - 1, !wanted);
    } else if (kb_operands(last) == 2) {
        uint32_t middle = operand_first(kb, end - 1);
        uint32_t first = operand_first(kb, middle);
        enum truth against = wanted ? TRUTH_FALSE : TRUTH_TRUE;
        enum truth left = truth_of_part(
            search->facts, (struct kb_range){first, middle - first});
        enum truth right = truth_of_part(
            search->facts, (struct kb_range){middle, end - 1 - middle});
        /* One side is enough, or each has to give way: then the first that
         * stands against it, or hangs. */
        bool either = (last->code == KB_OR) == wanted;
        bool is_left = left == against ||
                       (left == TRUTH_OPEN && right != against);

        if (either || is_left)
            descend(search, middle, wanted);
        if (either || !is_left)
            descend(search, end - 1, wanted);
    } else {
        search->ways->by_rules = true;
    }
}

/* Leave only values with which the whole entry may have the truth wanted; all
 * of them where other answers have to change as well. */
static void narrow(const struct facts *facts, struct kb_range entry,
                   bool wanted, struct way *way)
{
    const struct kb_attribute *attribute = &kb_attributes(
        facts->kb)[way->attribute];
    enum truth against = wanted ? TRUTH_FALSE : TRUTH_TRUE;
    value_set left = 0;

    if (attribute->type == KB_SET)
        return;
    for (uint32_t i = 0; i < attribute->values.count; i++) {
        struct supposition supposition = {facts, way->attribute, values_of(i),
                                          STEPS_MAX};

        if (values_have(way->values, i) &&
            truth_if(&supposition, entry.first + entry.count) != against)
            left |= values_of(i);
    }
    if (left != 0)
        way->values = left;
}

void obstacle_ways(const struct facts *facts, const struct obstacle *obstacle,
                   struct ways *ways)
{
    struct search search = {facts, ways, STEPS_MAX};
    struct kb_range entry = obstacle->operations;
    bool wanted = !obstacle->is_exception;

    *ways = (struct ways){.count = 0};
    descend(&search, entry.first + entry.count, wanted);
    for (uint32_t i = 0; search.steps > 0 && i < ways->count; i++)
        narrow(facts, entry, wanted, &ways->items[i]);
}

const char *way_word(enum way_kind kind)
{
    static const char *const words[] = {
#define X(kind, word) [WAY_##kind] = word,
        WAY_KINDS(X)
#undef X
    };

    return words[kind];
}

/* ------------------------------------------------------------------- rules */

static int32_t points_of(const dvf_kb *kb, uint32_t rule)
{
    return kb_rule_points(kb, &kb_rules(kb)[rule]);
}

uint32_t obstacle_rules(const dvf_evaluation *evaluation, uint32_t option,
                        uint32_t *rules)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t count = 0;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        uint32_t at = count;

        if (kb_rules(kb)[i].option != option ||
            evaluation->rules[i] == RULE_FIRED ||
            evaluation->rules[i] == RULE_LEFT_OUT)
            continue;
        /* Rules come by id: put each behind those of as many points. */
        for (; at > 0 && points_of(kb, rules[at - 1]) < points_of(kb, i); at--)
            rules[at] = rules[at - 1];
        rules[at] = i;
        count++;
    }
    return count;
}

int32_t obstacle_gain(const dvf_evaluation *evaluation, uint32_t rule)
{
    const dvf_kb *kb = evaluation->kb;
    uint32_t score = kb_options(kb)[kb_rules(kb)[rule].option].score;
    int32_t more = points_of(kb, rule); /* collected one level below */
    int32_t gain = more;

    for (uint32_t at = kb_rules(kb)[rule].criterion; at != KB_NONE;
         at = kb_criteria(kb)[at].parent) {
        int32_t now = evaluation->points[(size_t)at * kb->scoring + score];

        if (kb_criteria(kb)[at].collect == KB_SUM)
            more = now + gain;
        gain = more > now ? more - now : 0;
        more = now + gain;
    }
    return gain;
}
