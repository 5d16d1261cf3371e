/* SPDX-License-Identifier: MIT */
/*
 * Answers as text: words such as "attribute=value", and values as they stand in
 * a profile.
 */
#ifndef DVF_PROFILE_ANSWER_TEXT_H
#define DVF_PROFILE_ANSWER_TEXT_H

#include "base/buffer.h"
#include "profile/profile.h"

/** An answer that was given as a word. */
struct given_answer {
    uint32_t attribute;
    struct answer answer; /* without places; its number borrows the word */
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

/**
 * Put an answer into a profile, in place of the one that is there.
 *
 * @param answer its number is copied
 * @return DVF_OK or DVF_NO_MEMORY; nothing is changed then
 */
dvf_status answer_put(dvf_profile *profile, uint32_t attribute,
                      const struct answer *answer);

#endif
