/* SPDX-License-Identifier: MIT */
/*
 * Tally: the ends that completions reach, and how many. A completion answers
 * every question; those that contradict themselves are none.
 */
#ifndef DVF_ANALYSIS_TALLY_H
#define DVF_ANALYSIS_TALLY_H

#include "analysis/count.h"
#include "analysis/states.h"

/** Most ends that are told apart: a set of them fits a mask. */
#define TALLY_ENDS_MAX   64

/** Most levels over which completions may be counted; that many questions of
 * two answers outgrow a count. */
#define TALLY_LEVELS_MAX 128

/** Release with tally_release(). */
struct tally {
    const struct states *states;
    uint32_t way_count; /* of all levels */
    uint32_t end_count;
    uint32_t ends[TALLY_ENDS_MAX]; /* states that end; ascending */
    uint64_t *reached; /* by state: bit i where a completion ends in ends[i] */
    bool contradicts;  /* some completions contradict themselves */
    bool counted;      /* else counts do not fit, and the rest is null */
    struct count *completions; /* by state and end, from its level on */
    struct count *gaps; /* answers to levels that an edge passes over, see
                           tally_gap() */
};

/** @return false where the budget fails */
bool tally_build(struct tally *tally, struct budget *budget,
                 const struct states *states);
void tally_release(struct tally *tally);

/** Completions of the levels from `first` to before `end`. */
static inline struct count tally_gap(const struct tally *tally, uint32_t first,
                                     uint32_t end)
{
    return tally->gaps[first * (tally->states->space->level_count + 1) + end];
}

/** Completions by end from one state on. */
static inline const struct count *tally_of(const struct tally *tally,
                                           uint32_t state)
{
    return tally->completions + (size_t)state * tally->end_count;
}

/** Completions by end of the whole space. */
struct count tally_total(const struct tally *tally, uint32_t end);

#endif
