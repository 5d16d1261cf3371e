/* SPDX-License-Identifier: MIT */
#include "analysis/count.h"

#include <assert.h>
#include <string.h>

#define HALF      32
#define HALF_MASK UINT64_C(0xffffffff)

static const struct count lost = {UINT64_MAX, UINT64_MAX};

struct count count_subtract(struct count a, struct count b)
{
    assert(count_compare(a, b) >= 0);
    return (struct count){
        .high = a.high - b.high - (a.low < b.low),
        .low = a.low - b.low,
    };
}

/* The product of two halves, whole. */
static struct count multiply_halves(uint64_t a, uint64_t b)
{
    uint64_t low = (a & HALF_MASK) * (b & HALF_MASK);
    uint64_t left = (a >> HALF) * (b & HALF_MASK) + (low >> HALF);
    uint64_t right = (a & HALF_MASK) * (b >> HALF) + (left & HALF_MASK);

    return (struct count){
        .high = (a >> HALF) * (b >> HALF) + (left >> HALF) + (right >> HALF),
        .low = right << HALF | (low & HALF_MASK),
    };
}

struct count count_multiply_long(struct count a, struct count b)
{
    if (count_is_zero(a) || count_is_zero(b))
        return count_of(0);
    if ((a.high != 0 && b.high != 0) || count_is_lost(a) || count_is_lost(b))
        return lost;
    struct count product = multiply_halves(a.low, b.low);
    if ((a.high | b.high) == 0)
        return product;
    struct count cross = multiply_halves(a.high != 0 ? a.high : b.high,
                                         a.high != 0 ? b.low : a.low);
    if (cross.high != 0)
        return lost;
    return count_add(product, (struct count){.high = cross.low});
}

/* Bit by bit: seldom, and the same on every machine. */
struct count count_divide(struct count count, uint64_t divisor)
{
    struct count quotient = {0};
    uint64_t rest = 0;

    assert(divisor > 0 && !count_is_lost(count));
    if (count.high == 0)
        return count_of(count.low / divisor);
    for (int bit = 127; bit >= 0; bit--) {
        uint64_t next = bit >= 64 ? count.high >> (bit - 64) & 1
                                  : count.low >> bit & 1;
        uint64_t top = rest >> 63;

        rest = rest << 1 | next;
        if (top == 0 && rest < divisor)
            continue;
        rest -= divisor;
        if (bit >= 64)
            quotient.high |= UINT64_C(1) << (bit - 64);
        else
            quotient.low |= UINT64_C(1) << bit;
    }
    return quotient;
}

int count_compare(struct count a, struct count b)
{
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    return a.low == b.low ? 0 : a.low < b.low ? -1 : 1;
}

void count_text(struct count count, char text[COUNT_TEXT_SIZE])
{
    char digits[COUNT_TEXT_SIZE];
    char *at = digits + sizeof digits - 1;

    assert(!count_is_lost(count));
    *at = '\0';
    do {
        struct count tenth = count_divide(count, 10);

        *--at = (char)('0' + (int)(count.low - tenth.low * 10));
        count = tenth;
    } while (!count_is_zero(count));
    memcpy(text, at, (size_t)(digits + sizeof digits - at));
}

/* Move both down until the whole fits 32 bits: they lose what is below 2^-31
 * of it. */
uint64_t count_share(struct count part, struct count whole)
{
    assert(!count_is_zero(whole) && count_compare(part, whole) <= 0);
    while (whole.high != 0 || whole.low > HALF_MASK) {
        whole.low = whole.low >> 1 | whole.high << 63;
        whole.high >>= 1;
        part.low = part.low >> 1 | part.high << 63;
        part.high >>= 1;
    }
    return (part.low << HALF) / whole.low;
}
