/* SPDX-License-Identifier: MIT */
/*
 * Phrases: the home of each group of words that several places say of an
 * evaluation. Texts of others are appended as they are; whoever shows them
 * makes them harmless.
 */
#ifndef DVF_REPORT_PHRASES_H
#define DVF_REPORT_PHRASES_H

#include "base/buffer.h"
#include "report/ranking.h"

/** Append "1 point", "7 points". */
void phrase_points(struct buffer *out, int32_t points);

/** Append "One 17, Other 5".
 * @param between stands between two options, such as ", " */
void phrase_scores(struct buffer *out, const dvf_evaluation *evaluation,
                   const char *between);

/** Append "18 of 28 answers". */
void phrase_answered(struct buffer *out, const dvf_evaluation *evaluation);

/** Append how clear a recommendation is: "3 points ahead of Other", or of a
 * combination "the weaker part has 8 points (One 9, Other 8)". */
void phrase_lead(struct buffer *out, const struct ranking *ranking);

/** Append "One, Other ruled out", or nothing.
 *
 * @param leading only options that no other one is ahead of
 */
void phrase_ruled_out(struct buffer *out, const struct ranking *ranking,
                      bool leading);

/** Append the answers that a rule rests on: "speed: fast; parts: a, b". */
void phrase_rests_on(struct buffer *out, const dvf_evaluation *evaluation,
                     const struct kb_rule *rule);

/** Append an answer: `required`, `1500 (high)`, `a, b`. */
void phrase_answer(struct buffer *out, const dvf_evaluation *evaluation,
                   uint32_t attribute);

/** @return the name that the profile gives itself, or else its file */
const char *phrase_profile(const dvf_evaluation *evaluation);

#endif
