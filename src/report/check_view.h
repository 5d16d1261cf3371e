/* SPDX-License-Identifier: MIT */
/*
 * Check view: words that several reports of a check share. Owns nothing; texts
 * of others are appended as they are, and the renderer makes them harmless.
 */
#ifndef DVF_REPORT_CHECK_VIEW_H
#define DVF_REPORT_CHECK_VIEW_H

#include "report/check_report.h"

/** "passes", "fails", or "error" for what was not evaluated; static. */
const char *check_view_gate(const struct check_result *result);

/** Name that a profile gives itself; null where it is unknown or empty. */
const char *check_view_name(const struct check_result *result);

/** Append the option expected, `left` or `left (--expect)`; "-" for none. */
void check_view_append_expected(struct buffer *out,
                                const struct check_result *result);

/** Append the verdict with its strength and lead, `left (clear, lead 7)`, or
 * compact `left (clear, +7)`; "-" where there is none. */
void check_view_append_verdict(struct buffer *out,
                               const struct check_result *result, bool compact);

/** Append "Left 15, Right 8, from 18 of 28 answers"; nothing without an
 * evaluation. */
void check_view_append_scores(struct buffer *out,
                              const struct check_result *result);

/** Append "3 profiles: 1 agrees, 1 differs, 1 error.", and of those that pass
 * otherwise how many fail by the lock. */
void check_view_append_counts(struct buffer *out,
                              const struct check_report *report);

/** Append what made the gate weaker, a sentence; nothing where nothing did. */
void check_view_append_weaker(struct buffer *out,
                              const struct check_report *report);

/** Append by what alone a result passes, "--fail-on and --expect left"; nothing
 * where it passes without. */
void check_view_append_only_by(struct buffer *out,
                               const struct check_result *result);

/** Conclusion from the counts, a sentence; static. */
const char *check_view_conclusion(const struct check_report *report);

/** State of the lock as a word, "-" for what was not evaluated; static. */
const char *check_view_lock(const struct check_result *result);

/** Does any result compare with a lock? */
bool check_view_has_locks(const struct check_report *report);

/** Findings of a level. */
size_t check_view_findings(const struct check_report *report,
                           enum check_level level);

/** Does a result need more than its row in a table? It fails, or something is
 * to be looked at. */
bool check_view_matters(const struct check_result *result);

/** Number of findings of all results. */
size_t findings_count(const struct check_report *report);

/** Append the message of a finding, and what to do about it. */
void finding_append(struct buffer *out, const struct check_finding *finding);

/** Append what to do about a finding, with the command for it; nothing where
 * nothing is known. */
void finding_append_hint(struct buffer *out,
                         const struct check_finding *finding);

/** Append a place: `FILE:LINE:COLUMN`, or `FILE` where all of it is meant. */
void finding_append_place(struct buffer *out, const struct check_place *place);

#endif
