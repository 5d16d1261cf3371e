/* SPDX-License-Identifier: MIT */
/*
 * Findings, for the formats that are lists of them.
 */
#ifndef DVF_REPORT_FINDINGS_H
#define DVF_REPORT_FINDINGS_H

#include "report/check_report.h"

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
