/* SPDX-License-Identifier: MIT */
/*
 * libdvf: why a verdict is not another one, how a rule stands, and what other
 * answers would change. A part of <dvf/dvf.h>, which includes it.
 *
 *     dvf_why_not *why = NULL;
 *     dvf_standing standing;
 *
 *     if (dvf_why_not_new(evaluation, "red", problems, &why) == DVF_OK)
 *         for (size_t i = 0; dvf_why_not_rule(why, i, &standing); i++)
 *             puts(standing.obstacle.condition);
 *     dvf_why_not_free(why);
 */
#ifndef DVF_WHY_H
#define DVF_WHY_H

#include <dvf/dvf.h>

#ifdef __cplusplus
extern "C" {
#endif

/* --------------------------------------------------------------- Why not */

/** How answers get past an obstacle. */
typedef enum dvf_way_kind {
    DVF_ANY_OF,  /**< any of the values; of a set, one that is among others */
    DVF_NONE_OF, /**< of a set: none of the values */
    DVF_COUNT_OF /**< of a set: as many values as one of the bits says */
} dvf_way_kind;

/** Answers to one question of which any would do. */
typedef struct dvf_way {
    size_t attribute; /**< index, see dvf_kb_attribute_at() */
    dvf_way_kind kind;
    uint64_t values; /**< bit i for value i, or for i values */
} dvf_way;

/** Most ways past an obstacle that are told. */
#define DVF_WAYS_MAX 16

/** The entry that keeps a condition from holding: the first that is false, else
 * the first exception that holds, else the first that is open. */
typedef struct dvf_obstacle {
    const char *condition; /**< as it is written; null where there is none */
    bool exception;        /**< it stands under `unless` */
    bool open;             /**< it hangs on a missing answer */
    bool by_rules; /**< other rules that fire, or points, would do as well */
    size_t ways;   /**< number of them; of questions that have to be answered
                        together the first is told */
    dvf_way way[DVF_WAYS_MAX]; /**< any of them would do */
} dvf_obstacle;

/** State of a rule. */
typedef enum dvf_rule_state {
    DVF_RULE_CLOSED,  /**< it did not fire, whatever is still answered */
    DVF_RULE_OPEN,    /**< it hangs on a missing answer */
    DVF_RULE_FIRED,   /**< see `counts` */
    DVF_RULE_LEFT_OUT /**< by the selection */
} dvf_rule_state;

/** How a rule stands. Strings are borrowed from the knowledge base. */
typedef struct dvf_standing {
    const char *rule;      /**< id */
    const char *criterion; /**< id */
    const char *option;    /**< id of the option that it favours */
    const char *because;   /**< why this speaks for the option */
    int32_t points;        /**< where it fires */
    dvf_rule_state state;
    bool counts;  /**< it fired, and its points reach the score */
    int32_t gain; /**< points that it would add to the score if it fired by
                       itself; 0 where it did, or is left out */
    const char *outweighed_by;  /**< id of the rule that counts in its place;
                                     null without one */
    const char *counted_within; /**< id of the criterion taken in place of its
                                     own; null without one */
    dvf_obstacle obstacle;      /**< of a rule that is closed or open */
} dvf_standing;

/** A requirement of a combination that is not met. */
typedef struct dvf_lack {
    const char
        *unmet; /**< what to say of it; borrowed from the knowledge base */
    bool open;  /**< it hangs on a missing answer */
    dvf_obstacle obstacle;
} dvf_lack;

/** An answer to "why not?": of an option the rules that would favour it and did
 * not fire, or the requirements of a combination that are not met; of a rule
 * its state. */
typedef struct dvf_why_not dvf_why_not;

/**
 * Ask why the verdict is not an option, or how a rule stands.
 *
 * @param evaluation must outlive the answer
 * @param word id of an option, or else of a rule
 * @param problems receives that there is neither
 * @param out new on success
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
DVF_API dvf_status dvf_why_not_new(const dvf_evaluation *evaluation,
                                   const char *word, dvf_diagnostics *problems,
                                   dvf_why_not **out);

/** Free an answer. */
DVF_API void dvf_why_not_free(dvf_why_not *why);

/**
 * Rules and requirements of an answer: walk them by counting up until false.
 * Rules come by points, most first, then by id; a rule that was asked for is
 * the only one. Requirements are in the order of the knowledge base.
 *
 * @param index from 0
 * @param out set on success
 * @return false where there is none of this index
 */
DVF_API bool dvf_why_not_rule(const dvf_why_not *why, size_t index,
                              dvf_standing *out);
DVF_API bool dvf_why_not_requirement(const dvf_why_not *why, size_t index,
                                     dvf_lack *out);

/* --------------------------------------------------------------- What if */

/**
 * A profile with the answers of another one, but for some.
 *
 * @param profile must outlive the new one, which borrows its name
 * @param answers `count` of "attribute=value", as for dvf_profile_answer();
 *                each attribute once
 * @param problems receives the words that are no answers
 * @param out new on success; dvf_profile_free() when done
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
DVF_API dvf_status dvf_profile_change(const dvf_profile *profile,
                                      const char *const *answers, size_t count,
                                      dvf_diagnostics *problems,
                                      dvf_profile **out);

/** An answer that two profiles give otherwise. */
typedef struct dvf_difference {
    size_t attribute;  /**< index */
    bool known_before; /**< else it was not answered */
    bool known_after;  /**< else it is not answered */
    uint64_t before;   /**< bit i for value i; a number counts as its value */
    uint64_t after;    /**< the same, of the other profile */
} dvf_difference;

/**
 * Differences of two evaluations against one knowledge base: walk them by
 * counting up until false. dvf_evaluation_gone() gives the reasons of the first
 * whose rules did not fire in the second; call it the other way round for those
 * that came.
 *
 * @param index from 0, in the order of the knowledge base or of the reasons
 * @param out set on success
 * @return false where there is none of this index
 */
DVF_API bool dvf_evaluation_difference(const dvf_evaluation *before,
                                       const dvf_evaluation *after,
                                       size_t index, dvf_difference *out);
DVF_API bool dvf_evaluation_gone(const dvf_evaluation *evaluation,
                                 const dvf_evaluation *other, size_t index,
                                 dvf_reason *out);

#ifdef __cplusplus
}
#endif

#endif
