/* SPDX-License-Identifier: MIT */
/*
 * Answers: the one place that knows which words answer an attribute, and
 * answers as text: "attribute=value", and values as they stand in a profile.
 */
#ifndef DVF_PROFILE_ANSWER_H
#define DVF_PROFILE_ANSWER_H

#include "base/buffer.h"
#include "base/diagnostics.h"
#include "kb/block.h"
#include "profile/profile.h"

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

/** An answer that was given as a word. */
struct given_answer {
    uint32_t attribute;
    struct answer answer; /* its number borrows the word */
};

/**
 * Read an answer given as "attribute=value": a value's id, a number where the
 * attribute takes one, "a,b" for a set and nothing for the empty one,
 * "unknown" for an answer that is not known.
 *
 * @param at place of the word in the current input, for messages
 * @param problems must have been given diagnostics_input()
 * @return DVF_OK, DVF_INVALID where it is no answer (reported), or
 *         DVF_NO_MEMORY
 */
dvf_status answer_read(const dvf_kb *kb, const char *word, struct position at,
                       struct dvf_diagnostics *problems,
                       struct given_answer *given);

/**
 * As answer_read(), for the value of an attribute that is known.
 *
 * @param given its attribute is set by the caller
 */
dvf_status answer_read_value(const dvf_kb *kb, const char *value,
                             struct position at,
                             struct dvf_diagnostics *problems,
                             struct given_answer *given);

/**
 * Report a word "attribute=value" that answers a question which an earlier word
 * answers.
 *
 * @return whether it does
 */
bool answer_is_again(const char *const *words, size_t index, struct position at,
                     struct dvf_diagnostics *problems);

/** Append an answer as it stands in a profile: `required`, `1500`, `[a, b]`,
 * `unknown`. */
void answer_append(const dvf_kb *kb, uint32_t attribute,
                   const struct answer *answer, struct buffer *out);

/** Append an answer as answer_read() takes it behind "attribute=": `required`,
 * `1500`, `a,b`, `unknown`. */
void answer_append_given(const dvf_kb *kb, uint32_t attribute,
                         const struct answer *answer, struct buffer *out);

/** Append the ids of an attribute's values, in its order. @return whether
 * there are any */
bool answer_append_ids(const dvf_kb *kb, uint32_t attribute, value_set values,
                       const char *between, struct buffer *out);

/** True for two answers that say the same. */
bool answer_is_same(const struct answer *a, const struct answer *b);

/**
 * Put an answer into a profile, in place of the one that is there.
 *
 * @param answer its number is copied
 * @return DVF_OK or DVF_NO_MEMORY; nothing is changed then
 */
dvf_status answer_put(dvf_profile *profile, uint32_t attribute,
                      const struct answer *answer);

#endif
