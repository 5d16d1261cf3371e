/* SPDX-License-Identifier: MIT */
/*
 * The verdict as a function of scores and facts: exclusions, gates, who leads
 * by how much, and how strong that is.
 */
#ifndef DVF_ENGINE_VERDICT_H
#define DVF_ENGINE_VERDICT_H

#include "engine/truth.h"

/** The gate of a combination. */
struct gate {
    uint32_t combination;
    enum truth met;       /* every requirement true, and nothing excluded; true
                             for the combination that is the verdict */
    bool holds;           /* every one holds, and nothing is excluded */
    bool provisional;     /* some hang on an answer, by an exception */
    bool worth_reporting; /* every essential one holds and another does not */
    bool ruled_out;       /* every one holds, but it or a part is excluded */
    const uint8_t *requirements; /* see requirement_truths.met, of its own */
};

/** Truths of requirements; each array has one for each of kb_requirements. */
struct requirement_truths {
    uint8_t *met;   /* enum truth; open where it hangs on an answer */
    uint8_t *holds; /* 0 or 1: an open exception does not hold it back */
};

enum outcome {
    OUTCOME_UNDECIDED,
    OUTCOME_TOO_CLOSE,
    OUTCOME_OPTION
};

/** A strength that the points reach, and that something else withholds. */
struct missed_strength {
    uint32_t strength; /* the strongest such one, or KB_NONE */
    uint32_t rule;     /* the runner-up's strongest one where the condition
                          compares it with the leader's, or KB_NONE */
    bool answers;      /* too few are answered */
    bool condition;    /* its condition does not hold */
};

struct verdict {
    enum outcome outcome;
    uint32_t option;    /* with OUTCOME_OPTION, else KB_NONE */
    uint32_t runner_up; /* the best other option that scores, the first of
                           equals; KB_NONE behind a combination or no option */
    uint32_t strength;  /* index of kb_strengths; KB_NONE without an option */
    int32_t lead;       /* see dvf_verdict */
    struct missed_strength missed;
    uint32_t close;       /* of kb_closes: the first that makes too close what
                             points alone would not; else KB_NONE */
    uint32_t alternative; /* option that is worth a second look, or KB_NONE */
    bool provisional;     /* a combination that an answer may still unmake */
};

/** A set of options: a bit for each index. */
typedef uint64_t option_set;

static inline bool option_set_has(option_set set, uint32_t option)
{
    return (set >> option & 1) != 0;
}

/**
 * Options that cannot be recommended: named by an exclude, or a combination
 * with such a part.
 *
 * @param excludes indices of the excludes in force, `count` of them
 */
option_set verdict_excluded(const dvf_kb *kb, const uint32_t *excludes,
                            uint32_t count);

/** @param requirements borrowed */
struct gate verdict_gate(const dvf_kb *kb, uint32_t combination,
                         const struct requirement_truths *requirements,
                         option_set excluded);

/**
 * The verdict without what verdict_complete() adds.
 *
 * @param gates one for each combination, of which `holds` is read
 */
struct verdict verdict_of(const struct facts *facts, option_set excluded,
                          const struct gate *gates);

/** Add what a verdict missed, its alternative, and whether it is
 * provisional. @param gates one for each combination */
void verdict_complete(const struct facts *facts, option_set excluded,
                      const struct gate *gates, struct verdict *verdict);

/** The verdict by points alone: without combinations, and without conditions
 * that make it too close. */
struct points_outcome {
    enum outcome outcome;
    uint32_t option;   /* with OUTCOME_OPTION, else KB_NONE */
    bool is_contested; /* two or more may be recommended, and have points */
};

/** @param scores points of each option that scores */
struct points_outcome verdict_by_points(const dvf_kb *kb, const int32_t *scores,
                                        option_set excluded);

/** Points of the weakest part of a combination. */
int32_t verdict_weakest_part(const struct facts *facts, uint32_t combination);

/** Points between the two best options that are not excluded. */
int32_t verdict_distance(const struct facts *facts, option_set excluded);

/** True for an option too close to the best one that is not excluded; also for
 * the second best where a condition makes the facts' verdict too close. */
bool verdict_is_close(const struct facts *facts, option_set excluded,
                      uint32_t option);

#endif
