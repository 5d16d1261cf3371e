/* SPDX-License-Identifier: MIT */
/*
 * Evaluations one at a time, by an evaluator and by the oracle of the tests,
 * which is how the engine used to work.
 */
#ifndef DVF_BENCH_JUDGING_H
#define DVF_BENCH_JUDGING_H

#include <stdbool.h>

/**
 * Print evaluations a second and instructions of each, for both ways, in turn.
 *
 * @param program the bench itself, which is run to count instructions
 * @param milliseconds that each figure takes
 * @return false when out of memory
 */
bool judging_print(const char *program, double milliseconds);

/** Judge profiles of the built-in knowledge base, to be watched.
 * @param old by the oracle */
bool judging_run(unsigned count, bool old);

#endif
