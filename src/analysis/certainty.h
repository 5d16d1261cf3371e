/* SPDX-License-Identifier: MIT */
/*
 * Certainty in words: answers that lead somewhere, as reports and checks put
 * them. Texts are appended as they are; the caller that shows them makes them
 * harmless.
 */
#ifndef DVF_ANALYSIS_CERTAINTY_H
#define DVF_ANALYSIS_CERTAINTY_H

#include "analysis/analysis.h"
#include "base/buffer.h"

/** Append values, any of which does: `high`, `low or high`, `medium or more`;
 * of a set the selection: `[a, b]`. */
void certainty_values(struct buffer *out, const dvf_kb *kb, uint32_t attribute,
                      value_set values);

/** Append the answers that a verdict needs: "speed is fast and deep is true",
 * or of many "5 answers say so: speed is fast, deep is true and 3 more". */
void certainty_needs(struct buffer *out, const dvf_kb *kb,
                     const struct reachable *reachable);

/** @return the verdict within a sentence: the title of an option, "too close
 * to call" or "undecided" */
const char *certainty_verdict(const dvf_kb *kb, uint32_t end);

#endif
