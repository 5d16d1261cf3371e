/* SPDX-License-Identifier: MIT */
/*
 * Knowledge bases of any size for the bench: as realistic as a made-up one can
 * be, about 500 bytes a rule.
 */
#ifndef DVF_BENCH_GENERATE_H
#define DVF_BENCH_GENERATE_H

#include "base/buffer.h"

/** Questions of a usual KB, as many as the built-in one has. */
#define GENERATED_ATTRIBUTES 28

/**
 * Append a valid KB.
 *
 * @param attributes questions, 1 to 1,000
 * @param rules 1 to 10,000; 10,000 take some 5 MiB
 */
void generate_kb(unsigned attributes, unsigned rules, struct buffer *out);

/** Append a profile for a generated KB, with its first questions answered. */
void generate_profile(unsigned answers, struct buffer *out);

#endif
