/* SPDX-License-Identifier: MIT */
/*
 * Phrases: the home of each group of words that several places say of an
 * evaluation. Texts of others are appended as they are; whoever shows them
 * makes them harmless.
 */
#ifndef DVF_REPORT_PHRASES_H
#define DVF_REPORT_PHRASES_H

#include "analysis/analysis.h"
#include "base/buffer.h"
#include "report/ranking.h"

/** Append "1 point", "7 points". */
void phrase_points(struct buffer *out, int32_t points);

/** Append "One 17, Other 5".
 * @param between stands between two options, such as ", " */
void phrase_scores(struct buffer *out, const dvf_evaluation *evaluation,
                   const char *between);

/** Append how an option stands: "One: 17 points, recommended". */
void phrase_side(struct buffer *out, const dvf_kb *kb, const struct side *side);

/** Append the points of a criterion: "Name (max), in Other: One 8, Other 0". */
void phrase_criterion(struct buffer *out, const dvf_evaluation *evaluation,
                      uint32_t criterion);

/** How many questions apply, or may. */
uint32_t phrase_questions(const dvf_evaluation *evaluation);

/** Append "18 of 28 answers", of the questions that apply. */
void phrase_answered(struct buffer *out, const dvf_evaluation *evaluation);

/** Append how clear a recommendation is: "3 points ahead of Other", or of a
 * combination "the weaker part has 8 points (One 9, Other 8)". */
void phrase_lead(struct buffer *out, const struct ranking *ranking);

/** Append who is ahead where it is too close: "One ahead by 1", or "level". */
void phrase_ahead(struct buffer *out, const struct ranking *ranking);

/** Append conditions as they are written, joined by " and ".
 * @param texts indices: texts */
void phrase_conditions(struct buffer *out, const dvf_kb *kb,
                       struct kb_range texts);

/** Append "One, Other ruled out", or nothing.
 *
 * @param leading only options that no other one is ahead of
 */
void phrase_ruled_out(struct buffer *out, const struct ranking *ranking,
                      bool leading);

/** Append the answers that a rule rests on: "speed: fast; parts: a, b". */
void phrase_rests_on(struct buffer *out, const dvf_evaluation *evaluation,
                     const struct kb_rule *rule);

/** As phrase_rests_on(), or the id of a rule that rests on no answer. */
void phrase_rule(struct buffer *out, const dvf_evaluation *evaluation,
                 uint32_t rule);

/** Append an answer: `required`, `1500 (high)`, `a, b`. */
void phrase_answer(struct buffer *out, const dvf_evaluation *evaluation,
                   uint32_t attribute);

/** @return ", provisional", or nothing */
const char *phrase_provisional(const dvf_evaluation *evaluation);

/** Append a part of a whole: "23 %", "under 1 %", "over 99 %".
 * @param part, whole decimal digits; the part is less than the whole */
void phrase_share(struct buffer *out, const char *part, const char *whole);

/** How far a verdict can be trusted, without its analysis. */
struct certainty {
    uint8_t state; /* enum certainty_state */
    uint8_t end;   /* of CERTAINTY_OTHER, see analysis/ends.h */
    bool contradictions_left_out;
};

enum certainty_state {
    CERTAINTY_NONE, /* not analysed */
    CERTAINTY_OPEN,
    CERTAINTY_PERHAPS, /* that it is open is not proved */
    CERTAINTY_SETTLED,
    CERTAINTY_OTHER /* settled as another verdict */
};

/** @param analysis null for none */
struct certainty certainty_of(const dvf_analysis *analysis);

/** Append it in a word: "settled", "open"; nothing where there is none. */
void phrase_certainty(struct buffer *out, const dvf_kb *kb,
                      struct certainty certainty);

/** @return the title of an option: of a combination the variant that holds */
const char *phrase_title(const dvf_evaluation *evaluation, uint32_t option);

/** @return the name that the profile gives itself, or else its file */
const char *phrase_profile(const dvf_evaluation *evaluation);

#endif
