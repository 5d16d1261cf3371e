/* SPDX-License-Identifier: MIT */
/*
 * Counts of ways to answer: whole numbers of 128 bits, of two halves, as not
 * every compiler has them. A count that does not fit is the greatest one, and
 * stays it.
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

struct count count_add(struct count a, struct count b);

/** @param b at most a; neither is lost */
struct count count_subtract(struct count a, struct count b);

struct count count_multiply(struct count a, struct count b);

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
