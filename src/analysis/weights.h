/* SPDX-License-Identifier: MIT */
/*
 * Weights: how far the points of one rule, or of one word for points, may move
 * before the verdict is another one.
 */
#ifndef DVF_ANALYSIS_WEIGHTS_H
#define DVF_ANALYSIS_WEIGHTS_H

#include "engine/evaluation.h"

/** Most points that are tried. */
#define WEIGHTS_MOST 1000

/** Points with which the verdict stands, from the present ones on; -1 without
 * bound. */
struct weight_range {
    int32_t least;
    int32_t greatest;
};

/**
 * @param rules one for each rule; no bounds where it did not fire
 * @param words one for each weight, which stays between its neighbours
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status weights_find(const dvf_evaluation *evaluation,
                        struct weight_range *rules, struct weight_range *words);

#endif
