/* SPDX-License-Identifier: MIT */
/*
 * Counts of ways to answer: whole numbers of 128 bits, of two halves, as not
 * every compiler has them; one that has multiplies halves at once. A count that
 * does not fit is the greatest one, and stays it.
 */
#ifndef DVF_ANALYSIS_COUNT_H
#define DVF_ANALYSIS_COUNT_H

#include <stdbool.h>
#include <stdint.h>

struct count {
    uint64_t high;
    uint64_t low;
};

/** Bytes of the longest count as text, with a NUL. */
#define COUNT_TEXT_SIZE 40

static inline struct count count_of(uint64_t number)
{
    return (struct count){.low = number};
}

static inline bool count_is_zero(struct count count)
{
    return (count.high | count.low) == 0;
}

/** True for a count that did not fit. */
static inline bool count_is_lost(struct count count)
{
    return (count.high & count.low) == UINT64_MAX;
}

static inline struct count count_add(struct count a, struct count b)
{
    struct count sum = {.high = a.high + b.high, .low = a.low + b.low};
    uint64_t carry = sum.low < a.low;

    if (sum.high < a.high || sum.high + carry < sum.high || count_is_lost(a) ||
        count_is_lost(b))
        return (struct count){UINT64_MAX, UINT64_MAX};
    sum.high += carry;
    return sum;
}

/** @param b at most a; neither is lost */
struct count count_subtract(struct count a, struct count b);

/** As count_multiply(), of any counts. */
struct count count_multiply_long(struct count a, struct count b);

static inline struct count count_multiply(struct count a, struct count b)
{
#ifdef __SIZEOF_INT128__
    if ((a.high | b.high) == 0) {
        __extension__ unsigned __int128 product = a.low;

        product *= b.low;
        return (struct count){(uint64_t)(product >> 64), (uint64_t)product};
    }
#else
    if ((a.high | b.high | a.low >> 32 | b.low >> 32) == 0)
        return count_of(a.low * b.low);
#endif
    return count_multiply_long(a, b);
}

/** @param divisor at least 1; the count is not lost */
struct count count_divide(struct count count, uint64_t divisor);

/** Negative, 0 or positive, as a is below, equal to or above b. */
int count_compare(struct count a, struct count b);

/** Decimal digits. */
void count_text(struct count count, char text[COUNT_TEXT_SIZE]);

/** One part of a whole in units of 2^-32, rounded down.
 * @param whole at least 1, at least `part` */
uint64_t count_share(struct count part, struct count whole);

#endif
