/* SPDX-License-Identifier: MIT */
/*
 * A report of a check made by hand: one result for each outcome, with every
 * text that a profile, a policy, a lock or a file name can hold set to one
 * word. For tests of renderers.
 */
#ifndef DVF_TESTS_CHECK_FIXTURE_H
#define DVF_TESTS_CHECK_FIXTURE_H

#include "report/check_report.h"

/** Findings of a result: that of its outcome, a warning, a note. */
#define FIXTURE_FINDINGS 3

/** Made by fixture_init(); release when done. */
struct check_fixture {
    dvf_kb *kb;
    dvf_evaluation *evaluation;
    struct policy policy;
    uint8_t required[16];
    struct lock_entry before;
    struct lock_score scores[1];
    struct lock_answer_change answers[2];
    struct lock_rule_change rules[2];
    struct check_place related[2];
    struct check_finding findings[CHECK_OUTCOME_COUNT][FIXTURE_FINDINGS];
    struct check_result results[CHECK_OUTCOME_COUNT];
    struct check_report report;
};

/** @param word stands in every text; borrowed */
void fixture_init(struct check_fixture *fixture, const char *word);
void fixture_release(struct check_fixture *fixture);

/** Render a report. @return bytes of the buffer, which is released by the
 * caller */
const char *fixture_render(const struct check_report *report,
                           check_renderer *render, struct buffer *out);

/** A report of these results, with its summary. */
struct check_report fixture_report(const dvf_kb *kb,
                                   const struct check_result *results,
                                   size_t count);

/** How often a word stands in a text. */
size_t fixture_occurrences(const char *text, const char *word);

#endif
