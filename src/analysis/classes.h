/* SPDX-License-Identifier: MIT */
/*
 * Classes of answers: answers to one question that no deciding condition tells
 * apart are one class. A question with an only_if has a class for "does not
 * apply", and each has one for "not answered"; these two come last.
 */
#ifndef DVF_ANALYSIS_CLASSES_H
#define DVF_ANALYSIS_CLASSES_H

#include "analysis/budget.h"
#include "engine/answers.h"

enum answer_kind {
    ANSWER_GIVEN,
    ANSWER_NOT_APPLICABLE,
    ANSWER_MISSING
};

/** A class of answers. Of a set of values only groups matter, of which any is
 * chosen or none, and the number of values. */
struct answer_class {
    value_set values; /* one of them is the answer; of a set: those of groups
                         of which any is chosen */
    uint64_t numbers; /* of a set: bit n for n values chosen */
    uint64_t ways;    /* answers in the class; 0 unless given */
    uint32_t kind;    /* enum answer_kind */
    uint32_t unused;  /* 0; the size is the same on every machine */
};

/** Of a set: values that every condition treats alike. */
struct value_group {
    value_set values;
};

/** Classes of one attribute. */
struct attribute_classes {
    uint32_t first;
    uint32_t count;
    uint32_t first_group;
    uint32_t groups; /* 0 unless a set */
    value_set loose; /* of a set: values in no group */
};

/** Classes of all attributes, as they are read. */
struct classes {
    const struct answer_class *items;
    uint32_t count;
    const struct value_group *groups;
    uint32_t group_count;
    const struct attribute_classes *attributes;
};

/** Classes that were found. Release with classes_release(). */
struct found_classes {
    struct classes classes; /* the arrays below */
    struct answer_class *items;
    uint32_t capacity;
    struct value_group *groups;
    uint32_t group_capacity;
    struct attribute_classes *attributes;
    uint32_t attribute_capacity;
};

/**
 * Find the classes of every attribute.
 *
 * @param found all zeroes
 * @param decides one byte for each test: 1 where a deciding condition uses it
 * @return false where the budget fails, also by more than DIAGRAM_ANSWERS
 *         classes
 */
bool classes_find(struct found_classes *found, struct budget *budget,
                  const dvf_kb *kb, const uint8_t *decides);
void classes_release(struct found_classes *found);

/** Truth of a test for every answer of a class; the test must decide. */
bool class_passes(const struct kb_test *test, const struct answer_class *class,
                  uint32_t type);

/** Values that are in one of two sets only. */
unsigned values_distance(value_set a, value_set b);

/** True for a class that an answer belongs to. */
bool class_has(const struct classes *classes, const dvf_kb *kb,
               uint32_t attribute, const struct answer_class *class,
               value_set answer);

/** The answer of a class that is nearest to another one: fewest values come
 * and go, the first come and the last go. For attributes that take one value:
 * the first of the class. */
value_set class_nearest(const struct classes *classes, const dvf_kb *kb,
                        uint32_t attribute, const struct answer_class *class,
                        value_set answer);

#endif
