/* SPDX-License-Identifier: MIT */
/*
 * Scores: points of rules collected in the tree of criteria, by option.
 */
#ifndef DVF_ENGINE_SCORES_H
#define DVF_ENGINE_SCORES_H

#include "kb/block.h"

/** Cells of all criteria, [criterion * kb->scoring + score]; the first ones are
 * the root's. Borrowed. */
struct score_cells {
    int32_t *points;
    int32_t *strongest; /* the most points of one rule, however deep; null where
                           nobody asks for it */
};

void scores_clear(const dvf_kb *kb, const struct score_cells *cells);

/** Add a rule that fires to its own criterion. */
void scores_add(const dvf_kb *kb, const struct score_cells *cells,
                const struct kb_rule *rule, int32_t points);

/** Collect the points of every criterion in the one above it. */
void scores_fold(const dvf_kb *kb, const struct score_cells *cells);

#endif
