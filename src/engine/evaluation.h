/* SPDX-License-Identifier: MIT */
/*
 * Evaluations: results of the rules for the answers to one knowledge base, read
 * by renderers. An evaluation can be run again, over other answers.
 */
#ifndef DVF_ENGINE_EVALUATION_H
#define DVF_ENGINE_EVALUATION_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "engine/rows.h"
#include "engine/verdict.h"

/** A rule that fired. */
struct reason {
    uint32_t rule;
    uint32_t points;
    bool counts;      /* its points reach the root */
    bool provisional; /* an answer may still close it: an exception is open, or
                         a question that it rests on may not apply */
};

/** Indices of records of one section. */
struct index_list {
    uint32_t *items;
    uint32_t count;
};

struct dvf_evaluation {
    struct arena arena;
    const dvf_kb *kb;
    const dvf_profile *profile; /* whose answers they are, for readers of the
                                   result; null: nobody's */
    const struct rows *rows;    /* borrowed; null: all conditions are trees */
    uint64_t *bits;             /* as rows.h has them; without rows, three for
                                   each rule: fired, open, sure */
    uint64_t *sure_bits;        /* alike, where an answer cannot be relied on */
    uint64_t *kept;             /* bits of rules that are not left out */
    value_set *given;           /* answers to judge, one for each attribute */
    value_set *answers;         /* alike: those of questions that apply */
    uint8_t *applies;           /* enum truth, for each attribute */
    uint8_t *terms;             /* enum truth, for each term */
    bool unsure; /* answers are taken as given to questions that may not apply:
                    only then the next two hold something */
    uint8_t *sure_applies; /* as the two above, but open where an answer to */
    uint8_t *sure_terms;   /* another question may still change them */
    uint8_t *rules;        /* enum rule_state, for each rule */
    int32_t *points; /* [criterion * kb->scoring + score]: points collected */
    int32_t scores[KB_OPTIONS_MAX]; /* the root's points */
    struct reason *reasons; /* those that count first, then by points (most
                               first), then by id */
    uint32_t reason_count;
    struct gate *gates; /* one for each combination */
    uint32_t gate_count;
    struct requirement_truths requirements;
    struct verdict verdict;
    struct index_list excludes; /* those in force */
    option_set excluded;        /* see verdict_excluded() */
    struct index_list notes;    /* those that hold */
    struct index_list warnings; /* those that hold */
    struct index_list answered; /* attributes that apply */
    struct index_list unknown;  /* attributes that apply, or may */
    struct index_list hangs_on; /* unknown attributes that a provisional
                                   verdict hangs on */
    struct arena working;       /* of runs to come */
    struct scratch *scratch;    /* in it; null behind evaluation_end() */
    bool is_partial;            /* as evaluation_judge() leaves it */
    uint32_t moved;             /* see facts.moved */
    int32_t moved_by;
    const uint32_t *moved_points;       /* see facts.points */
    struct index_list only_sources;     /* those selected; none for all */
    struct index_list without_rules;    /* named by the selection */
    struct index_list without_criteria; /* named by the selection */
};

/**
 * @param kb must outlive the evaluation
 * @return new, with every answer unknown and nothing judged yet; null when out
 *         of memory
 */
dvf_evaluation *evaluation_new(const dvf_kb *kb);

/** As evaluation_new(), with rows in place of those that are embedded with the
 * knowledge base; null for none. They must outlive the evaluation. */
dvf_evaluation *evaluation_new_with(const dvf_kb *kb, const struct rows *rows);

/**
 * Leave out rules in all runs to come; to be called once at the most.
 *
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status evaluation_select(dvf_evaluation *evaluation,
                             const dvf_selection *selection,
                             struct dvf_diagnostics *problems);

/** Take over the answers of another evaluation, and the rules it leaves out. */
void evaluation_take(dvf_evaluation *copy, const dvf_evaluation *evaluation);

/** Judge the answers, and replace the results of the last run. Allocates
 * nothing. */
void evaluation_run(dvf_evaluation *evaluation);

/** As evaluation_run(), but for nothing else than scores, and the outcome,
 * option, strength and lead of the verdict: the other results are undefined
 * until the next run. */
void evaluation_judge(dvf_evaluation *evaluation);

/**
 * Settle scores and verdict anew, by the points of the reasons, which the
 * caller may have changed, and with a weight that conditions name moved.
 * Reasons that count are not found anew.
 *
 * @param moved weight
 * @param moved_by points that it has more; 0 where none is moved
 */
void evaluation_reweigh(dvf_evaluation *evaluation, uint32_t moved,
                        int32_t moved_by);

/**
 * Keep the results in no more memory than they need: no run is to come, and
 * many evaluations may be kept.
 *
 * @return DVF_OK or DVF_NO_MEMORY; the evaluation can only be freed then
 */
dvf_status evaluation_end(dvf_evaluation *evaluation);

/** The results of an evaluation as facts, borrowed from it. */
struct facts evaluation_facts(const dvf_evaluation *evaluation);

/** As evaluation_facts(), with tests and terms that no answer can change. */
struct facts evaluation_sure_facts(const dvf_evaluation *evaluation);

/** @return enum truth, one for each attribute: does it apply, whatever else is
 *         answered? */
static inline const uint8_t *
evaluation_sure_applies(const dvf_evaluation *evaluation)
{
    return evaluation->unsure ? evaluation->sure_applies : evaluation->applies;
}

/** True for an attribute whose question applies, or may. */
bool evaluation_applies(const dvf_evaluation *evaluation, uint32_t attribute);

/** True for an attribute with an answer whose question does not apply. */
bool evaluation_is_idle(const dvf_evaluation *evaluation, uint32_t attribute);

/**
 * Mark the unknown attributes whose answers may still change a condition, by
 * themselves or because a question that it reads may not apply.
 *
 * @param marks one byte for each attribute: 1 is added, 0 is left
 */
void evaluation_mark_hanging(const dvf_evaluation *evaluation,
                             const struct kb_condition *condition,
                             uint8_t *marks);

/** A text of a combination: the first variant that holds, else its own; any
 * other option has its own title and summary. */
const char *evaluation_text(const dvf_evaluation *evaluation, uint32_t option,
                            enum kb_varying which);

/** An attribute that a reason rests on: read by its condition and answered.
 * The first one, in the order of the condition, or KB_NONE. */
uint32_t reason_first_answer(const dvf_evaluation *evaluation,
                             const struct reason *reason);

/** Id, title of any outcome; an option's own title. @param option with
 * OUTCOME_OPTION */
const char *outcome_id(const dvf_kb *kb, enum outcome outcome, uint32_t option);
const char *outcome_title(const dvf_kb *kb, enum outcome outcome,
                          uint32_t option);

/** Id, title of the outcome: of the option, or of the two without one. */
const char *verdict_outcome(const dvf_evaluation *evaluation);
const char *verdict_title(const dvf_evaluation *evaluation);

/** True for an option that cannot be recommended, by itself or for one of its
 * parts. */
bool verdict_is_ruled_out(const dvf_evaluation *evaluation, uint32_t option);

/** The points by which a verdict stands: the lead; for a combination the points
 * of its weakest part; without a recommendation the distance between the two
 * best that are not ruled out. */
int32_t verdict_margin(const dvf_evaluation *evaluation);

/** True for an option that leads: it is the verdict, or the outcome is too
 * close to call and the option is that close to the best and not ruled out. */
bool verdict_is_leading(const dvf_evaluation *evaluation, uint32_t option);

/** Word for the strength, or null. */
const char *verdict_strength(const dvf_evaluation *evaluation);

/** Report the unknown ids of a selection. @return DVF_OK, DVF_INVALID or
 * DVF_NO_MEMORY */
dvf_status evaluation_check_selection(const dvf_kb *kb,
                                      const dvf_selection *selection,
                                      struct dvf_diagnostics *problems);

#endif
