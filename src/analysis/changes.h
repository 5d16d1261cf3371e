/* SPDX-License-Identifier: MIT */
/*
 * Changes: the smallest sets of given answers that, changed alone, change the
 * end.
 */
#ifndef DVF_ANALYSIS_CHANGES_H
#define DVF_ANALYSIS_CHANGES_H

#include "engine/evaluation.h"

struct budget;
struct forest;

/** Most answers that are changed together, and most sets that are listed. */
#define CHANGES_SIZE 3
#define CHANGES_MAX  10

/** Answers to one attribute that do. */
struct change {
    uint32_t attribute;
    value_set to; /* values, any of which does; of a set: the nearest one */
};

/** Answers that are changed together, by attribute; any choice among the
 * values of each does. */
struct change_set {
    uint32_t end; /* see ends.h */
    uint32_t size;
    struct change items[CHANGES_SIZE];
};

struct changes {
    uint32_t size; /* of each set; 0 where there is none of CHANGES_SIZE */
    uint32_t count;
    struct change_set sets[CHANGES_MAX];
    bool more; /* there are others of this size */
};

/**
 * @param evaluation of the profile
 * @param standing see space_build()
 * @return false where the budget fails
 */
bool changes_find(struct budget *budget, const struct forest *forest,
                  const dvf_evaluation *evaluation, const uint8_t *standing,
                  struct changes *out);

#endif
