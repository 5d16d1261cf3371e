/* SPDX-License-Identifier: MIT */
/*
 * Facts about a verdict that no single field of an evaluation states, each
 * computed here alone: how each option stands, who comes second, what excludes
 * whom, and why a reason does not count. Owns nothing.
 */
#ifndef DVF_REPORT_RANKING_H
#define DVF_REPORT_RANKING_H

#include "engine/evaluation.h"

/** How an option that scores stands. */
struct side {
    uint32_t option;
    int32_t points;
    uint32_t counted;    /* reasons that count for it */
    bool is_recommended; /* by itself, or as a part of a combination */
    bool is_ruled_out;
    bool leads; /* has points, and no other one more */
};

/** Made by ranking_of(); valid as long as the evaluation. */
struct ranking {
    const dvf_evaluation *evaluation;
    bool recommends; /* an option, which may be a combination */
    const struct kb_combination *combination; /* recommended, or null */
    struct side sides[KB_OPTIONS_MAX];        /* [score] */
    uint32_t sides_count;
    int32_t most;       /* points of the best side; 0: nobody has any */
    uint32_t runner_up; /* beside an option that is recommended: the score of
                           the best other side, else KB_NONE */
    uint32_t weakest;   /* of a combination that is recommended: the score of
                           the weakest part, else KB_NONE */
    bool has_lead;      /* combinations have none, nor what is undecided */
};

void ranking_of(struct ranking *ranking, const dvf_evaluation *evaluation);

/** Sides with reasons against what is recommended. @param other the last of
 * them, by its score @return how many there are */
uint32_t ranking_against(const struct ranking *ranking, uint32_t *other);

/** The strength of a verdict for a single option where it has a record; else
 * null. */
const struct kb_strength *verdict_record(const dvf_evaluation *evaluation);

/** The next reason that counts for the alternative, or for a part of it.
 * @param cursor 0 to begin with @return null behind the last one */
const struct reason *alternative_reason(const dvf_evaluation *evaluation,
                                        uint32_t *cursor);

/** The next unanswered attribute that a provisional reason hangs on.
 * @param cursor 0 to begin with @return KB_NONE behind the last one */
uint32_t reason_hangs_on(const dvf_evaluation *evaluation,
                         const struct reason *reason, uint32_t *cursor);

/** Was this attribute answered, and does it apply? */
bool answer_is_given(const dvf_evaluation *evaluation, uint32_t attribute);

/** The rule behind a reason. */
const struct kb_rule *reason_rule(const dvf_evaluation *evaluation,
                                  const struct reason *reason);

/** Rule or branch that counts in place of a reason, or neither. */
struct loss {
    uint32_t rule;      /* of the same criterion and option, or KB_NONE */
    uint32_t criterion; /* the branch taken instead of its own, or KB_NONE */
};

/** Find what kept a reason from counting. */
struct loss reason_loss(const dvf_evaluation *evaluation,
                        const struct reason *reason);

/** The reason that counts and that a note stands under: the first that it
 * qualifies. @return its number, or KB_NONE */
uint32_t note_reason(const dvf_evaluation *evaluation, uint32_t note);

/** How much of an evaluation is told. */
enum telling {
    TELLING_BRIEF,   /* neither notes nor reasons that do not count, nor gates
                        that are neither met nor worth reporting */
    TELLING_REASONS, /* reasons alone, with those that do not count */
    TELLING_TEXT,    /* all but such gates */
    TELLING_ALL
};

/** Is a gate told? */
bool telling_has_gate(enum telling telling, const struct gate *gate);

/** How many reasons are told: those that count come first. */
uint32_t telling_reasons(enum telling telling,
                         const dvf_evaluation *evaluation);

/** Marks for the claims and sources of the KB that an evaluation cites. */
struct citations {
    uint8_t *claims;
    uint8_t *sources;
};

/** @return DVF_OK or DVF_NO_MEMORY; release in any case */
dvf_status citations_init(struct citations *citations, const dvf_kb *kb);
void citations_release(struct citations *citations);

/** Mark a range of indices of claims, and the sources of each. */
void citations_add(struct citations *citations, const dvf_kb *kb,
                   struct kb_range claims);

/** Mark the claims of the comparison. */
void citations_compare(struct citations *citations, const dvf_kb *kb);

/** Mark the claims of reasons, remarks, exclusions and gates that are told. */
void citations_collect(struct citations *citations,
                       const dvf_evaluation *evaluation, enum telling telling);

#endif
