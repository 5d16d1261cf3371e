/* SPDX-License-Identifier: MIT */
/*
 * All completions of a profile, by plain evaluation of each. They lie in a
 * table over all answers to all questions that are open; those that do not
 * apply are answered too, and the engine ignores it.
 */
#ifndef DVF_TESTS_COMPLETIONS_H
#define DVF_TESTS_COMPLETIONS_H

#include "analysis/ends.h"
#include "engine/evaluation.h"

/** Most questions that may be open. */
#define COMPLETIONS_OPEN_MAX 32

/** Release with completions_release(). */
struct completions {
    const dvf_kb *kb;
    const dvf_evaluation *evaluation; /* of the profile */
    dvf_evaluation *working;
    uint8_t *standing; /* by warning: it holds already */
    uint32_t open_count;
    uint32_t open[COMPLETIONS_OPEN_MAX];   /* attributes, ascending */
    uint32_t values[COMPLETIONS_OPEN_MAX]; /* answers to each */
    uint32_t stride[COMPLETIONS_OPEN_MAX];
    uint32_t size;   /* of the table: product of `values` */
    uint8_t *ends;   /* see ends.h */
    uint8_t *bad;    /* it contradicts itself anew */
    uint32_t *idle;  /* bit i: open[i] does not apply */
    int32_t *scores; /* [index * kb->scoring + score] */
    bool some_bad;   /* some completions contradict themselves */
    bool all_bad;    /* all do, so that all count */
};

/**
 * @param evaluation must outlive the completions
 * @param unknowable one byte for each attribute, 1 where it stays missing; null
 *                   for none
 * @param most entries of the table
 * @return false where there are more; nothing to release then
 */
bool completions_find(struct completions *completions,
                      const dvf_evaluation *evaluation,
                      const uint8_t *unknowable, uint32_t most);
void completions_release(struct completions *completions);

/** Number of the answer to an open question, in one entry. */
static inline uint32_t completions_digit(const struct completions *completions,
                                         uint32_t index, uint32_t place)
{
    return index / completions->stride[place] % completions->values[place];
}

/** The answer of a number. */
value_set completions_answer(const struct completions *completions,
                             uint32_t place, uint32_t digit);

/** True for an entry that does not contradict itself anew, or where all do. */
static inline bool completions_allow(const struct completions *completions,
                                     uint32_t index)
{
    return !completions->bad[index] || completions->all_bad;
}

/** True for one entry of each completion that counts: those of others differ
 * in answers that do not apply only. */
bool completions_count(const struct completions *completions, uint32_t index);

/**
 * Evaluate changed answers, which lie in `working->given`.
 *
 * @param bad set where they contradict themselves for certain
 * @return the end
 */
uint32_t completions_judge(const struct completions *completions, bool *bad);

/** Answer as the profile does. */
void completions_reset(const struct completions *completions);

#endif
