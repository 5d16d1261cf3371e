/* SPDX-License-Identifier: MIT */
/*
 * Wording: the words in which frames and plain lines show the same interview.
 * Text of the knowledge base is appended as it is; whoever shows it makes it
 * harmless.
 */
#ifndef DVF_ASK_WORDING_H
#define DVF_ASK_WORDING_H

#include "ask/interview.h"
#include "kb/wording.h"
#include "report/phrases.h"

/** Titles above the claims of MODE_CLAIMS, and in their place. */
#define WORDING_CLAIMS_TITLE                                                   \
    "Claims that hang on the answer, and whether they hold today:"
#define WORDING_CLAIMS_NONE "No claim hangs on the answer."

/** Word before an example. */
#define WORDING_EXAMPLE     "e.g."

/** Progress of an interview. */
struct progress {
    uint32_t number; /* of the question asked, from 1; 0 where none is, or one
                        is revised */
    uint32_t total;  /* questions closed, and those that are left */
    uint32_t closed; /* answered, or said to be unknown */
    uint32_t left;   /* that may be asked after this one */
};

struct progress wording_progress(const struct interview *interview);

/** How many of the questions asked are finished: the first of them, up to the
 * one that is being asked again after going back. */
uint32_t wording_finished(const struct interview *interview);

/** Append the value behind an entry of the question. */
void wording_append_value(const struct interview *interview, uint32_t entry,
                          struct buffer *out);

/** Extents in which the questions left are told. */
enum left_extent {
    LEFT_FULL,  /* "up to 25 more questions", "last question" */
    LEFT_SHORT, /* "up to 25 more", "last question" */
    LEFT_BRIEF  /* "25 more", "last" */
};

/** Append how many questions are left at most. */
void wording_append_left(const struct interview *interview,
                         enum left_extent extent, struct buffer *out);

/** Append how a question was answered, or why it was not. */
void wording_append_state(const struct interview *interview, uint32_t attribute,
                          struct buffer *out);

/** True while a question is asked whose answer so far is none of the values in
 * its list: a number, or not known. */
bool wording_has_other_answer(const struct interview *interview);

/** Append the words for an entry that is no question: the first ones of a
 * summary, the last of a warning. */
void wording_append_entry(const struct interview *interview, uint32_t entry,
                          struct buffer *out);

/** Append with a summary which verdicts are still possible, or that the verdict
 * is settled; with a question why it is asked all the same; else nothing. */
void wording_append_certainty(const struct interview *interview,
                              struct buffer *out);

/** Append "Settled as far as you know; A would still be possible if ...", where
 * that is so; else nothing. */
void wording_append_doubt(const struct interview *interview,
                          struct buffer *out);

/** Append the recommendation so far, with the analysis for it.
 * @param style but for the extent, which is the usual one */
void wording_append_report(const struct interview *interview,
                           const dvf_style *style, struct buffer *out);

/** Mark the claims on which the rules rest that read the question's answer.
 * @param citations all zeroes; release in any case
 * @return DVF_OK or DVF_NO_MEMORY */
dvf_status wording_cite(const struct interview *interview,
                        struct citations *citations);

#endif
