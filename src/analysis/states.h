/* SPDX-License-Identifier: MIT */
/*
 * States: all ways to answer, merged where the rest is the same. A state stands
 * before a question, and two states have the same ends for the same answers
 * only if they are one. So a question is asked for a state only where it can
 * still change the end.
 */
#ifndef DVF_ANALYSIS_STATES_H
#define DVF_ANALYSIS_STATES_H

#include "analysis/space.h"

#define STATE_NONE UINT32_MAX

/** Answers to one question that nothing tells apart. */
struct way {
    uint32_t first; /* member: see states.members */
    uint32_t members;
    enum answer_kind kind;
    uint32_t cost; /* of the member that costs the least */
    uint64_t
        ways; /* answers in it; 0 for missing ones, which complete nothing */
};

/** Ways of a level. */
struct states_level {
    uint32_t first;
    uint32_t ways;
    uint64_t
        total; /* answers where the question applies; 1 where it need not */
};

struct state {
    uint32_t level; /* of the space; level_count for an end */
    uint32_t first; /* edge: the next state by way, or STATE_NONE */
};

/** Release with states_release(). The first states are ends: one for each
 * option, too close, undecided, and one for answers that contradict
 * themselves. */
struct states {
    const struct space *space;
    uint32_t outcomes; /* ends but the contradiction, which is the next one */
    struct states_level *levels;
    struct way *ways;
    uint32_t *members; /* classes of answers, see classes.h */
    struct state *items;
    uint32_t count;
    uint32_t *edges;
    uint32_t edge_count;
    uint32_t *order; /* states that are no ends, by level */
    uint32_t ordered;
    uint32_t root;
};

/**
 * @param space its diagram grows; must outlive the states
 * @return false where the budget fails
 */
bool states_build(struct states *states, struct budget *budget,
                  struct space *space);
void states_release(struct states *states);

/** The end of answers that contradict themselves. */
static inline uint32_t states_bad(const struct states *states)
{
    return states->outcomes;
}

/** @return the level of a state that is no end, with its ways */
static inline const struct states_level *
states_level(const struct states *states, uint32_t state)
{
    return &states->levels[states->items[state].level];
}

/** @return a way of a state's level */
static inline const struct way *states_way(const struct states *states,
                                           uint32_t state, uint32_t way)
{
    return &states->ways[states_level(states, state)->first + way];
}

/** @return the next state by a way of a state's level, or STATE_NONE where
 *          the question applies and the way is that it does not, or reverse */
static inline uint32_t states_next(const struct states *states, uint32_t state,
                                   uint32_t way)
{
    return states->edges[states->items[state].first + way];
}

/** The answer of a way that is nearest to another one, see class_nearest(). */
value_set states_nearest(const struct states *states, uint32_t level,
                         const struct way *way, value_set answer);

/** The values of the answers of a way; of a set, those of its members' groups.
 */
value_set states_values(const struct states *states, const struct way *way);

/**
 * Least and greatest points of each option in any completion.
 *
 * @param ranges one for each score; untouched where no completion is left
 * @return false where the budget fails
 */
bool states_ranges(struct space *space, int32_t (*ranges)[2]);

#endif
