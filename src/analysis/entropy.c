/* SPDX-License-Identifier: MIT */
#include "analysis/entropy.h"

#define ONE            (UINT64_C(1) << 32)
#define FRACTION_STEPS 24

/* -log2 of a share of 2^-32 to 1, in units of 2^-24: its whole part by shifts,
 * the rest by squaring what is left. */
static uint32_t minus_log2(uint64_t share)
{
    uint32_t whole = 0;
    uint32_t fraction = 0;

    while (share < ONE) {
        share <<= 1;
        whole++;
    }
    /* share is 1 to below 2; log2(share) = whole part of its squarings */
    for (uint32_t i = 0; i < FRACTION_STEPS; i++) {
        share = (share >> 1) * (share >> 1) >> 30;
        fraction <<= 1;
        if (share >= 2 * ONE) {
            share >>= 1;
            fraction |= 1;
        }
    }
    return whole * ENTROPY_BIT - fraction;
}

uint32_t entropy_of(const struct count *counts, uint32_t count)
{
    struct count whole = {0};
    uint64_t sum = 0;

    for (uint32_t i = 0; i < count; i++)
        whole = count_add(whole, counts[i]);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t share = count_is_zero(counts[i])
                             ? 0
                             : count_share(counts[i], whole);

        if (share > 0)
            sum += share * minus_log2(share);
    }
    return (uint32_t)(sum >> 32);
}
