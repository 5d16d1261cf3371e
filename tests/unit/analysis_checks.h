/* SPDX-License-Identifier: MIT */
/*
 * An analysis against brute force: every check fails the test, with the
 * profile and the knowledge base, where the two differ.
 */
#ifndef DVF_TESTS_ANALYSIS_CHECKS_H
#define DVF_TESTS_ANALYSIS_CHECKS_H

#include "completions.h"
#include "random_kb.h"

#include "analysis/analysis.h"

/** How often each thing came up: all of them must. */
struct seen_analyses {
    unsigned profiles;
    unsigned reachable[5]; /* by the number of verdicts; 4 and more */
    unsigned left_out;
    unsigned moot;
    unsigned needs[4];   /* by their number; 3 and more */
    unsigned changes[4]; /* by size; 0: none */
    unsigned margins[2]; /* without bound, and with one */
    unsigned idle;
    unsigned unknowable;
};

/** An analysis and what it is compared with. */
struct subject {
    const struct completions *completions;
    const dvf_analysis *analysis;
    const char *kb_text; /* null for the built-in one */
    struct seen_analyses *seen;
};

/** Fail with a sentence about the subject unless something holds. */
__attribute__((format(printf, 3, 4))) void
expect_of(const struct subject *subject, bool holds, const char *format, ...);

/** Reachable verdicts, their counts, and whether it is settled. */
void check_reachable(const struct subject *subject);

/** Least and greatest points. */
void check_ranges(const struct subject *subject);

/** Questions: whether they matter, what they tell, where answers lead. */
void check_questions(const struct subject *subject);

/**
 * An analysis without parts: verdicts, ranges and questions; and whether it is
 * settled, found by itself.
 *
 * @param text of the knowledge base; null for the built-in one
 * @param options without parts; may be null
 */
void check_bare(const struct completions *completions, const char *text,
                struct seen_analyses *seen,
                const dvf_analysis_options *options);

/** Needs are the fewest, the first, and may last. */
void check_needs(const struct subject *subject);

/**
 * Changes of one answer are all that there are; of more too, and then the
 * smaller ones do nothing.
 *
 * @param most answers changed together that are still tried one by one
 */
void check_changes(const struct subject *subject, uint32_t most);

/**
 * Margins of the weights and of some rules, by the naive implementation.
 *
 * @param kb is changed and put back
 * @param answers of the profile; may be null
 */
void check_margins(const struct subject *subject, struct random *random,
                   struct tree *kb, const struct tree *answers);

#endif
