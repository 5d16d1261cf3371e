/* SPDX-License-Identifier: MIT */
/*
 * Hints about a word outside a closed list: the nearest word of the list ("did
 * you mean"), or all of its words.
 */
#ifndef DVF_BASE_HINT_H
#define DVF_BASE_HINT_H

#include "base/diagnostics.h"
#include "base/lookalike.h"

#include <stddef.h>

/** Best candidate so far; starts as all zeroes. */
struct suggestion {
    const char *word; /* borrowed from the candidates; null for none */
    unsigned distance;
    struct lookalike strange; /* the first of the word wanted, near or not */
};

/**
 * Offer a candidate. It is kept where it is nearer to `wanted` than the best
 * so far and near enough to be meant: a third of the longer word's length at
 * the most, by insertions, deletions, substitutions and swaps of neighbours.
 * Letter case, '-' against '_', and look-alikes cost nothing. Words past 64
 * bytes are never near. The longer of two equally near candidates is kept,
 * then the first.
 */
void suggest_offer(struct suggestion *best, const char *wanted,
                   const char *candidate);

/** Most words of a list that are named. */
#define HINT_WORDS_MAX 40

/** "did you mean 'b'?" in the list's memory, with the first look-alike of the
 * word wanted; null where there is neither. */
const char *hint_nearest(struct dvf_diagnostics *list,
                         const struct suggestion *best);

/** The words of a list, offered one by one; starts by hint_begin(). */
struct hint {
    struct dvf_diagnostics *list; /* its memory holds the text */
    const char *wanted;           /* the word that is not in the list */
    struct suggestion best;
    const char *words; /* "one of: a, b" so far */
    size_t count;      /* words offered */
};

/** @param wanted borrowed */
struct hint hint_begin(struct dvf_diagnostics *list, const char *wanted);

/** Offer one word of the closed list, in its order. */
void hint_offer(struct hint *hint, const char *word);

/** "did you mean 'b'?" or "one of: a, b", in the list's memory; with the first
 * look-alike of the word wanted. */
const char *hint_text(const struct hint *hint);

/**
 * Report a text that is no date: either no such day exists, or the form is
 * wrong.
 *
 * @param form advice, such as "write YYYY-MM-DD"
 * @param is_date test for the accepted forms
 */
void hint_date_error(struct dvf_diagnostics *list, struct position at,
                     const char *text, const char *form,
                     bool (*is_date)(const char *text));

/**
 * "did you mean '42'?" for a number with look-alikes, in the list's memory;
 * `otherwise` for any other text.
 */
const char *hint_number(struct dvf_diagnostics *list, const char *text,
                        const char *otherwise);

/** Sentence on the first look-alike of a text, in the list's memory, or
 * null where it has none. */
const char *hint_lookalike(struct dvf_diagnostics *list, const char *text);

#endif
