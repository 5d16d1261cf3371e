/* SPDX-License-Identifier: MIT */
/*
 * Questions: of each level, whether its answer can still change the end, how
 * much it tells, and to which ends each answer leads.
 */
#ifndef DVF_ANALYSIS_QUESTIONS_H
#define DVF_ANALYSIS_QUESTIONS_H

#include "analysis/tally.h"

struct question {
    bool matters;  /* two completions that differ in it alone end differently */
    uint32_t gain; /* expected drop in entropy, see entropy.h; 0 where
                      completions are not counted */
};

/** Release with questions_release(). */
struct questions {
    struct question *items; /* by level */
    uint64_t *reached; /* by way: bit i where a completion ends in ends[i] */
};

/** @return false where the budget fails */
bool questions_build(struct questions *questions, struct budget *budget,
                     const struct tally *tally);
void questions_release(struct questions *questions);

#endif
