/* SPDX-License-Identifier: MIT */
/*
 * Answers: the one place that knows which words answer an attribute.
 */
#ifndef DVF_PROFILE_ANSWER_H
#define DVF_PROFILE_ANSWER_H

#include "base/diagnostics.h"
#include "kb/block.h"

/**
 * The value that a number means: digits in base 10, any amount.
 *
 * @return its index, or KB_NONE where the word is no number or the attribute
 *         takes none
 */
uint32_t answer_number_value(const dvf_kb *kb,
                             const struct kb_attribute *attribute,
                             const char *word);

/** The word in place of an answer that is not known. */
#define ANSWER_UNKNOWN "unknown"

/** Likely meaning of a word that is no answer to a question. */
enum answer_word {
    ANSWER_WORD_OTHER,
    ANSWER_WORD_UNKNOWN, /* null, n/a, tbd, ?, nothing at all, ... */
    ANSWER_WORD_NO,      /* no, off, none, false, [], ... */
    ANSWER_WORD_YES      /* yes, on, true, ... */
};

enum answer_word answer_word(const char *text);

/** Advice on a word that is no answer, in the list's memory. */
const char *answer_hint(const dvf_kb *kb, const struct kb_attribute *attribute,
                        struct dvf_diagnostics *problems, const char *word);

/**
 * As answer_hint(), for a word in the list that answers a set, or in place of
 * it.
 *
 * @param nothing how the set without items is written where the word stands
 */
const char *answer_set_hint(const dvf_kb *kb,
                            const struct kb_attribute *attribute,
                            struct dvf_diagnostics *problems, const char *word,
                            const char *nothing);

#endif
