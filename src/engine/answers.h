/* SPDX-License-Identifier: MIT */
/*
 * Answers as the engine reads them: a word of 64 bits for each attribute of a
 * knowledge base. Places, numbers as written and texts are a profile's.
 */
#ifndef DVF_ENGINE_ANSWERS_H
#define DVF_ENGINE_ANSWERS_H

#include "kb/block.h"

#include <assert.h>

/** One answer: a bit for each value chosen, none for an empty set; or one of
 * the two words below. */
typedef uint64_t value_set;

/* The bit above those of KB_VALUES_MAX values: set where there are no
 * values. */
#define VALUES_ABSENT         (UINT64_C(1) << KB_VALUES_MAX)

/** Unanswered: tests of it are open. */
#define VALUES_UNKNOWN        VALUES_ABSENT

/** The question does not apply: tests of it are false. The lowest bit tells all
 * answers apart where there are less than KB_VALUES_MAX values. */
#define VALUES_NOT_APPLICABLE (VALUES_ABSENT | VALUES_ABSENT >> 1)

static_assert(KB_VALUES_MAX == 63, "a set of values leaves one bit");

/** True for an answer, be it an empty set. */
static inline bool values_given(value_set values)
{
    return (values & VALUES_ABSENT) == 0;
}

/** The set of one value. */
static inline value_set values_of(uint32_t value)
{
    assert(value < KB_VALUES_MAX);
    return UINT64_C(1) << value;
}

/** @param value below KB_VALUES_MAX */
static inline bool values_have(value_set values, uint32_t value)
{
    assert(value < KB_VALUES_MAX);
    return (values >> value & 1) != 0;
}

/** Number of values of a set. */
static inline uint32_t values_count(value_set values)
{
    uint32_t count = 0;

    for (; values; values &= values - 1)
        count++;
    return count;
}

/** Number of the lowest bit. @param values has one */
static inline uint32_t values_lowest(value_set values)
{
    assert(values != 0);
#ifdef __GNUC__
    return (uint32_t)__builtin_ctzll(values);
#else
    uint32_t index = 0;

    for (; (values & 1) == 0; values >>= 1)
        index++;
    return index;
#endif
}

/** The first value of a set; KB_VALUES_MAX where it is empty or absent. */
static inline uint32_t values_first(value_set values)
{
    return values_given(values) && values != 0 ? values_lowest(values)
                                               : KB_VALUES_MAX;
}

#endif
