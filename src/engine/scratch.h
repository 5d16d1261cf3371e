/* SPDX-License-Identifier: MIT */
/*
 * What runs of an evaluation work with, besides its results.
 */
#ifndef DVF_ENGINE_SCRATCH_H
#define DVF_ENGINE_SCRATCH_H

#include "engine/evaluation.h"

/* Working memory of a run, besides its results. */
struct scratch {
    uint8_t *criteria;      /* reached, for one option */
    uint8_t *rules;         /* reached */
    struct reason *reasons; /* by id */
    uint32_t *places;       /* see sort_reasons() */
    uint8_t *attributes;    /* marked */
    uint32_t *chosen;       /* see rows.h; as many as there are columns */
    uint32_t *points;       /* by rule, see evaluation_reweigh() */
    points_lanes *cells;    /* see rows_collect() */
};

/* Words of the bits, and those of them that results hang on. Without rows, a
 * rule has a bit by its place in each of three parts. */
static inline uint32_t early_words(const dvf_evaluation *evaluation)
{
    return evaluation->rows ? evaluation->rows->early
                            : (kb_rules_count(evaluation->kb) + 63) / 64;
}

static inline uint32_t all_words(const dvf_evaluation *evaluation)
{
    return evaluation->rows ? evaluation->rows->width
                            : 3 * early_words(evaluation);
}

#endif
