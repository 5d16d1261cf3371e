/* SPDX-License-Identifier: MIT */
/*
 * Entropy of distributions over ends, in fixed point: an order that rests on it
 * is the same on every machine.
 */
#ifndef DVF_ANALYSIS_ENTROPY_H
#define DVF_ANALYSIS_ENTROPY_H

#include "analysis/count.h"

/** One bit. */
#define ENTROPY_BIT (UINT32_C(1) << 24)

/**
 * @param counts not lost, and their sum neither
 * @return in units of 2^-24 bit; 0 for none
 */
uint32_t entropy_of(const struct count *counts, uint32_t count);

#endif
