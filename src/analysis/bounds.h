/* SPDX-License-Identifier: MIT */
/*
 * Bounds: what is known of the ends where completions are too many to be
 * looked at. Branch and bound over the engine's own evaluation, with a fixed
 * number of evaluations: an end is proved by a completion in hand, and excluded
 * where the least and the most of all points leave no room for it.
 */
#ifndef DVF_ANALYSIS_BOUNDS_H
#define DVF_ANALYSIS_BOUNDS_H

#include "analysis/ends.h"
#include "engine/evaluation.h"

struct bounds {
    bool complete; /* every end possible is proved */
    bool contradictions_left_out;
    bool proved[ENDS_MAX];
    bool possible[ENDS_MAX];           /* not excluded */
    int32_t ranges[KB_OPTIONS_MAX][2]; /* by score; at most */
};

/**
 * @param evaluation of the profile
 * @param unknowable one byte for each attribute: 1 where it stays missing
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status bounds_find(const dvf_evaluation *evaluation,
                       const uint8_t *unknowable, struct bounds *out);

#endif
