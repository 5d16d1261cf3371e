/* SPDX-License-Identifier: MIT */
/*
 * libdvf: what missing answers could still make of a verdict, and which given
 * ones it hangs on. A part of <dvf/dvf.h>, which includes it.
 *
 *     dvf_analysis *analysis = NULL;
 *
 *     if (dvf_analyse(evaluation, NULL, &analysis) == DVF_OK &&
 *         dvf_analysis_certainty(analysis).settled)
 *         puts("no open answer can change this");
 *     dvf_analysis_free(analysis);
 */
#ifndef DVF_ANALYSIS_H
#define DVF_ANALYSIS_H

#include <dvf/dvf.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * An analysis of how far a verdict can be trusted: what the missing answers
 * could still make of it, and which given ones it hangs on.
 *
 * A completion gives an answer to every question that applies and has none; of
 * a set any selection of values; a number counts as its value. Completions in
 * which a contradiction of the knowledge base holds that does not hold already
 * are left out; if that leaves none, all count. A verdict is reachable if a
 * completion ends in it. Nothing is sampled and nothing is timed: work is
 * capped by what it stores, and each result says how it was found.
 */
typedef struct dvf_analysis dvf_analysis;

/** How a result was found. */
typedef enum dvf_method {
    DVF_EXACT,  /**< every completion was looked at */
    DVF_PROVED, /**< each verdict is proved reachable, or excluded */
    DVF_BOUNDS  /**< those proved are reachable; others are not excluded */
} dvf_method;

/** Parts of an analysis that cost more, to be asked for. */
enum {
    DVF_ANALYSE_NEEDS = 1,   /**< answers that lead to each verdict */
    DVF_ANALYSE_CHANGES = 2, /**< given answers that change the verdict */
    DVF_ANALYSE_WEIGHTS = 4  /**< points that change the verdict */
};

/** Work of an analysis. */
typedef struct dvf_analysis_options {
    unsigned parts; /**< any of DVF_ANALYSE_NEEDS and so on */
    /** Attributes whose answers nobody will ever know: they stay missing. */
    const size_t *unknowable;
    size_t unknowable_count;
    size_t memory; /**< most bytes to take, about; 0 for 32 MiB */
} dvf_analysis_options;

/**
 * Analyse an evaluation.
 *
 * What it costs hangs on the questions that are open more than on anything
 * else. With the built-in knowledge base, in milliseconds of one core, about:
 *
 *     answers given     0    1    4    12
 *     no parts         30   10    3   0.1
 *     all parts        40   15    4     1
 *
 * It takes at most 16 MiB there. A larger one, such as of 30 attributes and 100
 * rules, may be exact only once most questions are answered: until then an
 * analysis stops at its limits, in some tenths of a second, and says what is
 * proved, see dvf_method.
 *
 * @param options null for none
 * @param out new on success; borrows from the knowledge base only
 * @return DVF_OK; DVF_INVALID where an attribute does not exist; DVF_NO_MEMORY
 */
DVF_API dvf_status dvf_analyse(const dvf_evaluation *evaluation,
                               const dvf_analysis_options *options,
                               dvf_analysis **out);

/** Free an analysis. */
DVF_API void dvf_analysis_free(dvf_analysis *analysis);

/** An analysis as a whole. Strings are borrowed from it. */
typedef struct dvf_certainty {
    dvf_method method;
    bool settled; /**< one verdict is reachable, and it is proved */
    bool stands;  /**< the verdict of the evaluation is reachable */
    bool contradictions_left_out; /**< some completions contradict themselves */
    /** Number of completions, in decimal digits; null where they were not
     * counted. */
    const char *completions;
} dvf_certainty;

/** @return what is known of the verdict */
DVF_API dvf_certainty dvf_analysis_certainty(const dvf_analysis *analysis);

/** A verdict that is reachable, or not excluded. */
typedef struct dvf_reachable {
    const char *outcome;     /**< as in dvf_verdict */
    const char *title;       /**< the outcome in words */
    bool proved;             /**< a completion ends in it */
    const char *completions; /**< how many; see dvf_certainty */
    /** The fewest further answers with which it is the verdict and may remain
     * it were found. */
    bool has_needs;
    size_t needs; /**< number of them */
} dvf_reachable;

/** An answer: any of some values; of a set, all of them. */
typedef struct dvf_need {
    size_t attribute; /**< index, see dvf_kb_attribute_at() */
    uint64_t values;  /**< bit i for value i */
} dvf_need;

/** Points of an option in all completions, at most. */
typedef struct dvf_range {
    const char *option; /**< id */
    int32_t least;
    int32_t greatest;
} dvf_range;

/** An unanswered question. */
typedef struct dvf_question {
    size_t attribute; /**< index */
    bool matters;     /**< its answer can still change the verdict */
    bool counted;     /**< `gain` is known */
    uint32_t gain;    /**< expected drop of the verdict's entropy, in units of
                           2^-24 bit */
    size_t answers;   /**< number of groups of answers */
} dvf_question;

/** Answers to a question that lead to the same verdicts. */
typedef struct dvf_prospect {
    uint64_t values;   /**< bit i for value i; of a set, one selection */
    uint64_t verdicts; /**< bit i for the reachable verdict of index i */
} dvf_prospect;

/** Given answers that change the verdict if they are changed together. */
typedef struct dvf_change {
    const char *outcome; /**< the other verdict */
    size_t size;         /**< number of answers */
} dvf_change;

/** One answer of a change. */
typedef struct dvf_changed {
    size_t attribute; /**< index */
    uint64_t from;    /**< values given */
    uint64_t to;      /**< values any of which do; of a set the nearest one */
} dvf_changed;

/** Points with which the verdict stands, nothing else being moved. */
typedef struct dvf_margin {
    const char *id;   /**< of a rule that fired, or of a weight */
    bool is_weight;   /**< which stays between its neighbours */
    int32_t points;   /**< as they are */
    int32_t least;    /**< -1 without bound */
    int32_t greatest; /**< -1 without bound; 1,000 is the most that is tried */
} dvf_margin;

/**
 * Parts of an analysis: walk them by counting up until false.
 *
 * Verdicts come by the number of their needs, then as in the knowledge base;
 * questions that matter first, by gain, then as in the knowledge base; changes
 * by size, attributes and outcome, ten at most; margins of rules by id, then of
 * weights.
 *
 * @param index from 0
 * @param out set on success
 * @return false where there is none of this index
 */
DVF_API bool dvf_analysis_reachable(const dvf_analysis *analysis, size_t index,
                                    dvf_reachable *out);
DVF_API bool dvf_analysis_need(const dvf_analysis *analysis, size_t reachable,
                               size_t index, dvf_need *out);
DVF_API bool dvf_analysis_range(const dvf_analysis *analysis, size_t index,
                                dvf_range *out);
DVF_API bool dvf_analysis_question(const dvf_analysis *analysis, size_t index,
                                   dvf_question *out);
DVF_API bool dvf_analysis_prospect(const dvf_analysis *analysis,
                                   size_t question, size_t index,
                                   dvf_prospect *out);
DVF_API bool dvf_analysis_change(const dvf_analysis *analysis, size_t index,
                                 dvf_change *out);
DVF_API bool dvf_analysis_changed(const dvf_analysis *analysis, size_t change,
                                  size_t index, dvf_changed *out);
DVF_API bool dvf_analysis_margin(const dvf_analysis *analysis, size_t index,
                                 dvf_margin *out);

/** An evaluation with what is known of its verdict. */
typedef struct dvf_advice {
    const dvf_evaluation *evaluation;
    const dvf_analysis *analysis; /**< of this evaluation; null for none */
} dvf_advice;

/**
 * As dvf_render(), with analyses. Of one evaluation alone a text tells all that
 * was analysed; of several only whether each is settled. The parts that it
 * tells are DVF_ANALYSE_NEEDS and DVF_ANALYSE_CHANGES, of DVF_FULL and in JSON
 * also DVF_ANALYSE_WEIGHTS.
 *
 * @param advice in the order of the report; at least one
 */
DVF_API dvf_status dvf_render_advice(const dvf_format *format,
                                     const dvf_advice *advice, size_t count,
                                     const dvf_style *style, dvf_text *out);

#ifdef __cplusplus
}
#endif

#endif
