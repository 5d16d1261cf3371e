/* SPDX-License-Identifier: MIT */
/*
 * Analyses: results over missing and over changed answers, as renderers read
 * them.
 */
#ifndef DVF_ANALYSIS_ANALYSIS_H
#define DVF_ANALYSIS_ANALYSIS_H

#include "analysis/changes.h"
#include "analysis/count.h"
#include "analysis/weights.h"
#include "base/arena.h"

/** One answer that leads to a verdict. */
struct need {
    uint32_t attribute;
    value_set values; /* any of them; of a set all */
};

/** A verdict that is reachable, or not excluded. */
struct reachable {
    uint32_t end; /* see ends.h */
    bool proved;
    const char *completions; /* digits, or null */
    bool has_needs;
    uint32_t need_count;
    struct need *needs; /* by attribute */
};

/** Answers that lead to the same verdicts. */
struct prospect {
    value_set values;  /* of a set, one selection */
    uint64_t verdicts; /* bits: indices of `reachable` */
};

struct inquiry {
    uint32_t attribute;
    bool matters;
    bool counted;
    uint32_t gain; /* see entropy.h */
    uint32_t prospect_count;
    struct prospect *prospects;
};

struct dvf_analysis {
    struct arena arena;
    const dvf_kb *kb;
    dvf_method method;
    uint32_t end; /* of the evaluation */
    bool contradictions_left_out;
    const char *completions; /* digits, or null */
    struct reachable *reachable;
    uint32_t reachable_count;
    int32_t ranges[KB_OPTIONS_MAX][2]; /* by score */
    struct inquiry *inquiries;
    uint32_t inquiry_count;
    bool has_changes;
    struct changes changes;
    value_set *given; /* by attribute, for changes */
    bool has_weights;
    struct weight_range *rules; /* by rule */
    struct weight_range *words; /* by weight */
    uint8_t *fired;             /* by rule: 0 or 1 */
};

/** True where one verdict is reachable for certain. */
bool analysis_settled(const dvf_analysis *analysis);

/** @return the index of an end among `reachable`, or KB_NONE */
uint32_t analysis_find(const dvf_analysis *analysis, uint32_t end);

/** Id and words of an end. */
const char *analysis_outcome(const dvf_analysis *analysis, uint32_t end);
const char *analysis_title(const dvf_analysis *analysis, uint32_t end);

/**
 * As dvf_analyse(), with forests that are kept from one to the next.
 */
struct analyser;

/** @return new; null when out of memory. @param kb must outlive it */
struct analyser *analyser_new(const dvf_kb *kb);
void analyser_free(struct analyser *analyser);

/**
 * @param evaluation of the analyser's knowledge base; all by one selection, and
 *                   analysed in the same memory
 * @param out new on success
 */
dvf_status analyser_run(struct analyser *analyser,
                        const dvf_evaluation *evaluation,
                        const dvf_analysis_options *options,
                        dvf_analysis **out);

/**
 * Find whether a verdict is settled, and little else, in a part of the time: as
 * analyser_run() without parts, but of an open verdict only two reachable ones
 * are told; completions, ranges and questions are not; and that answers which
 * contradict themselves are left out only where it is settled.
 */
dvf_status analyser_settle(struct analyser *analyser,
                           const dvf_evaluation *evaluation,
                           const dvf_analysis_options *options,
                           dvf_analysis **out);

#endif
