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
    uint32_t number;  /* of the question asked, from 1; 0 where none is, or one
                         is revised */
    uint32_t total;   /* questions settled, and those that are left */
    uint32_t settled; /* answered, or said to be unknown */
    uint32_t left;    /* that will be asked after this one */
    uint32_t skipped; /* that no longer matter */
};

struct progress wording_progress(const struct interview *interview);

/** How many of the questions asked are finished: the first of them, up to the
 * one that is being asked again after going back. */
uint32_t wording_finished(const struct interview *interview);

/** Append the value behind an entry of the question. */
void wording_append_value(const struct interview *interview, uint32_t entry,
                          struct buffer *out);

/** Append "25 questions left", "1 question left", "last question"; in brief "25
 * left", "last". */
void wording_append_left(const struct interview *interview, bool brief,
                         struct buffer *out);

/** Append how a question was answered, or why it was not. */
void wording_append_state(const struct interview *interview, uint32_t attribute,
                          struct buffer *out);

/** True while a question is asked whose answer so far is none of the values in
 * its list: a number, or not known. */
bool wording_has_other_answer(const struct interview *interview);

/** Words for an entry that is no question: the first two of a summary, the last
 * of a warning. Static. */
const char *wording_goes_on(const struct interview *interview, uint32_t entry);

/** Append that nothing is left to ask and what was skipped, with the summary
 * that ends an interview; else nothing. */
void wording_append_end(const struct interview *interview, struct buffer *out);

/** Mark the claims on which the rules rest that read the question's answer.
 * @param citations all zeroes; release in any case
 * @return DVF_OK or DVF_NO_MEMORY */
dvf_status wording_cite(const struct interview *interview,
                        struct citations *citations);

#endif
