/* SPDX-License-Identifier: MIT */
#include "analysis/classes.h"

#include "analysis/diagram.h"

#include <stdlib.h>
#include <string.h>

/* Groups of a set beyond which their combinations are too many. */
#define GROUPS_MAX 7

/* Deciding tests of one attribute. */
struct finder {
    struct found_classes *found;
    struct budget *budget;
    const dvf_kb *kb;
    const uint8_t *decides;
    uint32_t first; /* test of the attribute */
    uint32_t end;
};

/* ------------------------------------------------------------- partitions */

/* A partition of up to 64 numbers: those of one part have the same label, the
 * labels are 0 to parts - 1. */
struct partition {
    uint8_t labels[64];
    uint32_t count;
    uint32_t parts;
};

static void partition_begin(struct partition *partition, uint32_t count)
{
    memset(partition->labels, 0, sizeof partition->labels);
    partition->count = count;
    partition->parts = count > 0 ? 1 : 0;
}

/* Part those in a mask from the others, labels in order of first members. */
static void partition_split(struct partition *partition, uint64_t mask)
{
    uint8_t labels[2 * 64];

    memset(labels, UINT8_MAX, sizeof labels);
    partition->parts = 0;
    for (uint32_t i = 0; i < partition->count; i++) {
        uint8_t *label = &labels[2 * partition->labels[i] + (mask >> i & 1)];

        if (*label == UINT8_MAX)
            *label = (uint8_t)partition->parts++;
        partition->labels[i] = *label;
    }
}

static uint64_t partition_part(const struct partition *partition,
                               uint32_t label)
{
    uint64_t part = 0;

    for (uint32_t i = 0; i < partition->count; i++)
        if (partition->labels[i] == label)
            part |= UINT64_C(1) << i;
    return part;
}

/* Split by every deciding test of one kind. @return all their masks */
static uint64_t split_by_tests(const struct finder *finder,
                               struct partition *partition,
                               enum kb_test_kind kind)
{
    uint64_t all = 0;

    for (uint32_t i = finder->first; i < finder->end; i++) {
        const struct kb_test *test = &kb_tests(finder->kb)[i];

        if (!finder->decides[i] || test->kind != kind)
            continue;
        partition_split(partition, kb_test_mask(test));
        all |= kb_test_mask(test);
    }
    return all;
}

/* ---------------------------------------------------------------- classes */

static bool add_class(const struct finder *finder, struct answer_class class)
{
    struct found_classes *found = finder->found;
    uint32_t count = found->classes.count;

    if (!BUDGET_GROW(finder->budget, found->items, &found->capacity, count + 1))
        return false;
    found->items[count] = class;
    found->classes.items = found->items;
    found->classes.count = count + 1;
    return true;
}

static bool add_values(const struct finder *finder, uint32_t values)
{
    struct partition partition;

    partition_begin(&partition, values);
    split_by_tests(finder, &partition, KB_TEST_VALUES);
    for (uint32_t i = 0; i < partition.parts; i++) {
        value_set part = partition_part(&partition, i);

        if (!add_class(finder, (struct answer_class){
                                   .values = part,
                                   .ways = values_count(part),
                               }))
            return false;
    }
    return true;
}

static bool add_group(const struct finder *finder, value_set values)
{
    struct found_classes *found = finder->found;
    uint32_t count = found->classes.group_count;

    if (!BUDGET_GROW(finder->budget, found->groups, &found->group_capacity,
                     count + 1))
        return false;
    found->groups[count].values = values;
    found->classes.groups = found->groups;
    found->classes.group_count = count + 1;
    return true;
}

/* Multiply a polynomial in the number of values chosen by that of one group:
 * each of its values may be chosen or not, at least one where `any`. Counts of
 * 63 values fit. */
static void choose(uint64_t ways[64], unsigned values, bool any)
{
    uint64_t kept[64];

    memcpy(kept, ways, sizeof kept);
    for (unsigned i = 0; i < values; i++)
        for (unsigned n = 63; n > 0; n--)
            ways[n] += ways[n - 1];
    for (unsigned n = 0; any && n < 64; n++)
        ways[n] -= kept[n];
}

/* Ways to choose from some groups, by the number of values chosen. */
static void count_ways(const struct classes *classes,
                       const struct attribute_classes *own, uint32_t chosen,
                       uint64_t ways[64])
{
    memset(ways, 0, 64 * sizeof ways[0]);
    ways[0] = 1;
    choose(ways, values_count(own->loose), false);
    for (uint32_t i = 0; i < own->groups; i++)
        if (chosen >> i & 1)
            choose(ways,
                   values_count(classes->groups[own->first_group + i].values),
                   true);
}

/* Classes of one choice of groups: one for each part of the numbers. */
static bool add_sets(const struct finder *finder,
                     const struct attribute_classes *own,
                     const struct partition *numbers, uint32_t chosen)
{
    uint64_t ways[64];
    struct answer_class class = {0};

    count_ways(&finder->found->classes, own, chosen, ways);
    for (uint32_t i = 0; i < own->groups; i++)
        if (chosen >> i & 1)
            class.values |= finder->found->groups[own->first_group + i].values;
    for (uint32_t i = 0; i < numbers->parts; i++) {
        class.numbers = partition_part(numbers, i);
        class.ways = 0;
        for (uint32_t n = 0; n < numbers->count; n++)
            if (class.numbers >> n & 1)
                class.ways += ways[n];
        if (class.ways > 0 && !add_class(finder, class))
            return false;
    }
    return true;
}

static bool add_sets_of(const struct finder *finder,
                        struct attribute_classes *own, uint32_t values)
{
    struct partition partition;
    struct partition numbers;

    partition_begin(&partition, values);
    partition_begin(&numbers, values + 1);
    value_set grouped = split_by_tests(finder, &partition, KB_TEST_VALUES);
    split_by_tests(finder, &numbers, KB_TEST_COUNT);
    own->first_group = finder->found->classes.group_count;
    for (uint32_t i = 0; i < partition.parts; i++) {
        value_set part = partition_part(&partition, i);

        if ((part & grouped) == 0)
            own->loose = part;
        else if (!add_group(finder, part))
            return false;
    }
    own->groups = finder->found->classes.group_count - own->first_group;
    if (own->groups > GROUPS_MAX) {
        budget_spend(finder->budget);
        return false;
    }
    for (uint32_t chosen = 0; chosen < UINT32_C(1) << own->groups; chosen++)
        if (!add_sets(finder, own, &numbers, chosen))
            return false;
    return true;
}

static bool add_attribute(struct finder *finder, uint32_t index)
{
    const struct kb_attribute *attribute = &kb_attributes(finder->kb)[index];
    const struct classes *classes = &finder->found->classes;
    struct attribute_classes own = {.first = classes->count};
    uint32_t tests = kb_tests_count(finder->kb);

    finder->first = finder->end;
    while (finder->end < tests &&
           kb_tests(finder->kb)[finder->end].attribute == index)
        finder->end++;
    bool done = attribute->type == KB_SET
                    ? add_sets_of(finder, &own, attribute->values.count)
                    : add_values(finder, attribute->values.count);
    if (done && attribute->only_if.when.count > 0)
        done = add_class(finder,
                         (struct answer_class){.kind = ANSWER_NOT_APPLICABLE});
    done = done &&
           add_class(finder, (struct answer_class){.kind = ANSWER_MISSING});
    own.count = classes->count - own.first;
    if (done && own.count > DIAGRAM_ANSWERS) {
        budget_spend(finder->budget);
        return false;
    }
    finder->found->attributes[index] = own;
    return done;
}

bool classes_find(struct found_classes *found, struct budget *budget,
                  const dvf_kb *kb, const uint8_t *decides)
{
    uint32_t count = kb_attributes_count(kb);
    struct finder finder = {
        .found = found,
        .budget = budget,
        .kb = kb,
        .decides = decides,
    };

    if (!BUDGET_GROW(budget, found->attributes, &found->attribute_capacity,
                     count))
        return false;
    found->classes.attributes = found->attributes;
    for (uint32_t i = 0; i < count; i++)
        if (!add_attribute(&finder, i))
            return false;
    return true;
}

void classes_release(struct found_classes *found)
{
    free(found->items);
    free(found->groups);
    free(found->attributes);
    *found = (struct found_classes){0};
}

/* ---------------------------------------------------------------- answers */

bool class_passes(const struct kb_test *test, const struct answer_class *class,
                  uint32_t type)
{
    if (class->kind != ANSWER_GIVEN)
        return false;
    if (type == KB_SET && test->kind == KB_TEST_COUNT)
        return (kb_test_mask(test) & class->numbers) != 0;
    return (kb_test_mask(test) & class->values) != 0;
}

static const struct value_group *groups_of(const struct classes *classes,
                                           uint32_t attribute)
{
    return classes->groups + classes->attributes[attribute].first_group;
}

unsigned values_distance(value_set a, value_set b)
{
    return values_count(a ^ b);
}

bool class_has(const struct classes *classes, const dvf_kb *kb,
               uint32_t attribute, const struct answer_class *class,
               value_set answer)
{
    const struct attribute_classes *own = &classes->attributes[attribute];

    if (answer == VALUES_UNKNOWN)
        return class->kind == ANSWER_MISSING;
    if (answer == VALUES_NOT_APPLICABLE)
        return class->kind == ANSWER_NOT_APPLICABLE;
    if (class->kind != ANSWER_GIVEN)
        return false;
    if (kb_attributes(kb)[attribute].type != KB_SET)
        return (class->values & answer) != 0;
    for (uint32_t i = 0; i < own->groups; i++) {
        value_set group = groups_of(classes, attribute)[i].values;

        if (((group & answer) != 0) != ((group & class->values) != 0))
            return false;
    }
    return (class->numbers >> values_count(answer) & 1) != 0;
}

static uint64_t lowest(uint64_t bits)
{
    return bits & (~bits + 1);
}

static uint64_t highest(uint64_t bits)
{
    while (bits & (bits - 1))
        bits &= bits - 1;
    return bits;
}

/* A number of values of a class that is nearest to one, the smaller first;
 * between the least and the most that its groups allow. */
static unsigned nearest_number(uint64_t numbers, unsigned wanted,
                               unsigned least, unsigned most)
{
    for (unsigned away = 0; away < 64; away++) {
        if (wanted >= away && wanted - away >= least && wanted - away <= most &&
            (numbers >> (wanted - away) & 1))
            return wanted - away;
        if (wanted + away >= least && wanted + away <= most &&
            (numbers >> (wanted + away) & 1))
            return wanted + away;
    }
    return wanted;
}

value_set class_nearest(const struct classes *classes, const dvf_kb *kb,
                        uint32_t attribute, const struct answer_class *class,
                        value_set answer)
{
    const struct attribute_classes *own = &classes->attributes[attribute];
    value_set allowed = class->values | own->loose;
    value_set kept = 0; /* one value of each group that must be there */
    unsigned groups = 0;

    if (kb_attributes(kb)[attribute].type != KB_SET)
        return lowest(class->values);
    answer = values_given(answer) ? answer & allowed : 0;
    for (uint32_t i = 0; i < own->groups; i++) {
        value_set group = groups_of(classes, attribute)[i].values;

        if ((group & class->values) == 0)
            continue;
        groups++;
        if ((group & answer) == 0)
            answer |= lowest(group);
        kept |= lowest(group & answer);
    }
    unsigned number = nearest_number(class->numbers, values_count(answer),
                                     groups, values_count(allowed));
    while (values_count(answer) < number)
        answer |= lowest(allowed & ~answer);
    while (values_count(answer) > number)
        answer &= ~highest(answer & ~kept);
    return answer;
}
