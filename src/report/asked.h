/* SPDX-License-Identifier: MIT */
/*
 * Questions about one result, beside the advice: why it is not another option,
 * how a rule stands, and what other answers would change. Owns the list of
 * rules only.
 */
#ifndef DVF_REPORT_ASKED_H
#define DVF_REPORT_ASKED_H

#include "engine/obstacle.h"

/** A question; all zeroes: none. Release when done. */
struct asked {
    enum {
        ASKED_NOTHING,
        ASKED_WHY_NOT,
        ASKED_WHAT_IF
    } kind;
    /* Why not: one of the two, the other is KB_NONE. */
    uint32_t option;
    uint32_t rule;
    uint32_t *rules; /* for an option that scores: see obstacle_rules() */
    uint32_t rules_count;
    /* What if: the result, and the one with other answers; borrowed. */
    const dvf_evaluation *before;
    const dvf_evaluation *changed;
};

/**
 * Ask why it is not an option, or how a rule stands.
 *
 * @param word id of an option, or else of a rule
 * @param problems receives that there is neither
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status asked_why_not(struct asked *asked, const dvf_evaluation *evaluation,
                         const char *word, struct dvf_diagnostics *problems);

/** Report a word that is no id of an option or a rule. */
dvf_status asked_check_word(const dvf_kb *kb, const char *word,
                            struct dvf_diagnostics *problems);

void asked_release(struct asked *asked);

/** @return the reason that a rule gave; null where it did not fire */
const struct reason *asked_reason(const dvf_evaluation *evaluation,
                                  uint32_t rule);

/** The next attribute whose answer the change makes another one.
 * @param cursor 0 to begin with @return KB_NONE behind the last one */
uint32_t asked_next_change(const dvf_evaluation *before,
                           const dvf_evaluation *after, uint32_t *cursor);

/** The next reason of a result whose rule did not fire in another one: those
 * that count first, then by points. @param cursor 0 to begin with
 * @return null behind the last one */
const struct reason *asked_next_gone(const dvf_evaluation *evaluation,
                                     const dvf_evaluation *other,
                                     uint32_t *cursor);

#endif
