/* SPDX-License-Identifier: MIT */
/*
 * Race: what points between a least and a most can make of a verdict. More
 * points of an option's own never hurt it, and more of the others never help,
 * as percentages are 100 at the most. So two corners of the box of points tell.
 */
#ifndef DVF_ANALYSIS_RACE_H
#define DVF_ANALYSIS_RACE_H

#include "analysis/ends.h"
#include "engine/truth.h"

/** Least and most of something, in this order. */
enum {
    LEAST,
    MOST,
    SIDES
};

struct race_box {
    const dvf_kb *kb;
    const int32_t *points[SIDES]; /* by score */
    uint32_t excluded[SIDES]; /* bits: scores, for certain and at the most */
    enum truth close;         /* it is too close whatever the points */
};

/**
 * True where an option has the verdict by its lead over all of its rivals.
 *
 * @param rivals bits: scores
 * @param own points of each option, of which it takes its own
 * @param others alike, of which it takes those of all others
 */
bool race_leads(const dvf_kb *kb, uint32_t rivals, uint32_t score,
                const int32_t *own, const int32_t *others);

/** Set the ends that are possible; perhaps more than come about. */
void race_ends(const struct race_box *box, bool possible[ENDS_MAX]);

#endif
