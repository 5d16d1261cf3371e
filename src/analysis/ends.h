/* SPDX-License-Identifier: MIT */
/*
 * Ends: the verdict of every way to answer, as one function over a space. Where
 * answers contradict themselves that is their end; where a question is answered
 * that does not apply, or the other way round, there is none.
 */
#ifndef DVF_ANALYSIS_ENDS_H
#define DVF_ANALYSIS_ENDS_H

#include "analysis/space.h"
#include "engine/verdict.h"

/** Most ends of verdicts: options, too close, undecided. */
#define ENDS_MAX (KB_OPTIONS_ALL + 2)

/** Numbers of ends: an option, or one of those below, which follow the
 * options. */
static inline uint32_t end_too_close(const dvf_kb *kb)
{
    return kb_options_count(kb);
}

static inline uint32_t end_undecided(const dvf_kb *kb)
{
    return kb_options_count(kb) + 1;
}

/** Answers contradict themselves anew. */
static inline uint32_t end_bad(const dvf_kb *kb)
{
    return kb_options_count(kb) + 2;
}

/** No way to answer. */
static inline uint32_t end_none(const dvf_kb *kb)
{
    return kb_options_count(kb) + 3;
}

/** @return the end that a verdict is */
uint32_t end_of_verdict(const dvf_kb *kb, const struct verdict *verdict);

/**
 * The function of ends, by rank; see end_rank().
 *
 * @param space its diagram grows; the budget of the diagram may fail
 */
struct edge ends_build(struct space *space);

/** More than any rank. */
#define END_RANKS_MAX (2 * KB_OPTIONS_ALL + 4)

/** @return the value of the function that means an end */
uint32_t end_rank(const dvf_kb *kb, uint32_t end);

#endif
