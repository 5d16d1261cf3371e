/* SPDX-License-Identifier: MIT */
/*
 * Witness of an end: the fewest further answers with which dvf says it, while
 * some completion of them still ends there. Among as many the first in the
 * order of the knowledge base, by attributes, then by values.
 */
#ifndef DVF_ANALYSIS_WITNESS_H
#define DVF_ANALYSIS_WITNESS_H

#include "analysis/tally.h"

/** One answer: a way of a level. */
struct witness_answer {
    uint32_t level;
    uint32_t way; /* of the level */
};

/** Most answers that a witness may have. */
#define WITNESS_MAX 64

struct witness {
    bool found; /* false where none was found in as many tries as it is worth */
    uint32_t count;
    struct witness_answer answers[WITNESS_MAX]; /* by attribute */
};

/** @return by state, the fewest answers with which it is come to, to be freed;
 *          null when the budget fails */
int32_t *witness_paths(const struct tally *tally, struct budget *budget);

/**
 * @param paths see witness_paths()
 * @param end index of tally->ends, that a completion reaches
 * @return false where the budget fails
 */
bool witness_find(const struct tally *tally, const int32_t *paths,
                  struct budget *budget, uint32_t end, struct witness *out);

#endif
