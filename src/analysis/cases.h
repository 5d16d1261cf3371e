/* SPDX-License-Identifier: MIT */
/*
 * Cases: all that decides a verdict besides points, as one function over a
 * space. A case is a set of open exclusions and whether it is too close, whose
 * end hangs on points; or the end itself, as its rank behind CASES_SOFT.
 */
#ifndef DVF_ANALYSIS_CASES_H
#define DVF_ANALYSIS_CASES_H

#include "analysis/space.h"

/** Options whose exclusion is open, up to which every case is told apart. */
#define CASES_OPEN_MAX  4

/* A case that hangs on points: a bit for what makes it too close, and those of
 * the open exclusions that hold. */
#define CASES_CLOSE_BIT 1U
#define CASES_SOFT      (2U << CASES_OPEN_MAX)

struct cases {
    struct edge function;
    uint32_t open[CASES_OPEN_MAX]; /* scores whose exclusion is open */
    uint32_t open_count;
    uint32_t runners; /* bits: scores that are not excluded for certain */
};

/** @param space its diagram grows; the budget of the diagram may fail */
struct cases cases_find(struct space *space);

/** The truth of answers that are no completion: that contradict themselves,
 * answer what does not apply, or miss an answer. */
struct edge cases_exclude(struct space *space);

#endif
