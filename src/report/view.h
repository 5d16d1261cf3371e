/* SPDX-License-Identifier: MIT */
/*
 * View: what several renderers need to know of an evaluation and no single
 * field of it says. Nothing is owned but the marks of struct citations.
 */
#ifndef DVF_REPORT_VIEW_H
#define DVF_REPORT_VIEW_H

#include "kb/wording.h"
#include "report/report.h"

/** The rule behind a reason. */
const struct kb_rule *view_rule(const dvf_evaluation *evaluation,
                                const struct reason *reason);

/** Was this attribute answered? */
bool view_is_answered(const dvf_evaluation *evaluation, uint32_t attribute);

/** @return the value chosen, by its index in the attribute; for an answer
 *          with at least one value */
uint32_t view_chosen(const dvf_evaluation *evaluation, uint32_t attribute);

/** Append an answer for people: `required`, `1500 (high)`, `a, b`. */
void view_append_answer(struct buffer *out, const dvf_evaluation *evaluation,
                        uint32_t attribute);

/** Is this option recommended, by itself or as a part of a combination? */
bool view_is_recommended(const dvf_evaluation *evaluation, uint32_t option);

/** Number of reasons that count for an option. */
uint32_t view_counted(const dvf_evaluation *evaluation, uint32_t option);

/** Does this option have points, and no other one more? */
bool view_leads(const dvf_evaluation *evaluation, uint32_t option);

/** Does a criterion lie within another, or is it the same? */
bool view_lies_within(const dvf_kb *kb, uint32_t criterion, uint32_t outer);

/** @return the combination that is recommended, or null */
const struct kb_combination *view_combination(const dvf_evaluation *evaluation);

/** What counts in place of a reason: one of the two, or neither. */
struct loss {
    uint32_t rule;      /* of the same criterion and option, or KB_NONE */
    uint32_t criterion; /* the branch taken instead of its own, or KB_NONE */
};

/** What kept a reason from counting. */
struct loss view_loss(const dvf_evaluation *evaluation,
                      const struct reason *reason);

/** What an evaluation cites: a mark for each claim and source of the KB. */
struct citations {
    uint8_t *claims;
    uint8_t *sources;
};

/** @return false when out of memory; release in any case */
bool citations_init(struct citations *citations, const dvf_kb *kb);
void citations_release(struct citations *citations);

/** Mark a range of indices of claims, and the sources of each. */
void citations_add(struct citations *citations, const dvf_kb *kb,
                   struct kb_range claims);

/** How much of an evaluation is told. */
enum telling {
    TELLING_BRIEF, /* neither notes nor reasons that do not count, nor gates
                      that are neither met nor worth reporting */
    TELLING_TEXT,  /* all but such gates */
    TELLING_ALL
};

/** Whether a gate is told. */
bool view_tells_gate(const struct gate *gate, enum telling telling);

/** How many reasons are told: those that count come first. */
uint32_t view_told_reasons(const dvf_evaluation *evaluation,
                           enum telling telling);

/** Mark what is told of an evaluation and cites: reasons, remarks, exclusions
 * and gates. */
void citations_collect(struct citations *citations,
                       const dvf_evaluation *evaluation, enum telling telling);

#endif
