/* SPDX-License-Identifier: MIT */
/*
 * Space: the ways to answer that an analysis looks at, and the forest cut down
 * to them. Answers that are fixed ask no question any more; what they decide is
 * decided in the diagrams.
 */
#ifndef DVF_ANALYSIS_SPACE_H
#define DVF_ANALYSIS_SPACE_H

#include "analysis/forest.h"

enum domain_mode {
    DOMAIN_FIXED, /* this answer only, be it a missing one */
    DOMAIN_OPEN,  /* any answer, for a cost of 1; or missing, for nothing */
    DOMAIN_ASKED, /* any answer, as completions give one */
    DOMAIN_VARIED /* this answer, or another one for a cost of 1 */
};

/** The answers to one question. Where it may not apply, "not applicable" is
 * among them, for nothing. */
struct domain {
    enum domain_mode mode;
    value_set answer; /* unless open or asked */
};

/** A class of answers that the diagram of a space tells apart. */
struct space_answer {
    uint32_t class; /* see classes.h */
    enum answer_kind kind;
    uint32_t cost;
    uint64_t ways; /* answers in it; 1 for one that does not apply or is fixed;
                      0 for a missing one, which completes nothing */
};

/** A question that is left open. */
struct space_level {
    uint32_t attribute;
    uint32_t first; /* answer */
    uint32_t idle;  /* index of `idle`, or KB_NONE: it applies */
};

/** Most points of an option; sums of a hundredfold of them fit. */
#define SPACE_POINTS_MAX 1000000

/** Most questions left that may not apply. */
#define SPACE_IDLE_MAX   64

/** Release with space_release(). */
struct space {
    const struct forest *forest;
    struct diagram diagram;
    uint16_t *answers;          /* of the diagram: number of them, by level */
    struct space_answer *items; /* of all levels */
    struct space_level *levels;
    uint32_t level_count;

    struct edge scores[KB_OPTIONS_MAX];
    struct edge excluded[KB_OPTIONS_MAX];
    struct edge close;
    struct edge gates[FOREST_GATES_MAX];
    struct edge bad;    /* it would contradict itself anew */
    struct edge beyond; /* more changes than are looked at, see space_limit() */
    uint32_t idle_count;
    struct edge idle[SPACE_IDLE_MAX];
};

/**
 * @param forest must outlive the space
 * @param domains one for each attribute
 * @param standing one byte for each warning: 1 where it holds already, and is
 *                 no reason to leave anything out; null to leave out nothing
 * @return false where the budget fails
 */
bool space_build(struct space *space, struct budget *budget,
                 const struct forest *forest, const struct domain *domains,
                 const uint8_t *standing);
void space_release(struct space *space);

/**
 * Look at ways to answer of this cost at most. Beyond it nothing is told apart,
 * and the points are such that one option leads: so where it leads in all ways
 * that are looked at, that is plain.
 *
 * @param leader score of the option, or KB_NONE
 */
void space_limit(struct space *space, uint32_t cost, uint32_t leader);

/** @param answer below the `answers` of the level */
static inline const struct space_answer *
space_answer(const struct space *space, uint32_t level, uint32_t answer)
{
    return &space->items[space->levels[level].first + answer];
}

#endif
