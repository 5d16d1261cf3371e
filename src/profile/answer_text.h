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
 * @return whether it is an answer; if not, the problems say why
 */
bool answer_read(const dvf_kb *kb, const char *word, struct position at,
                 struct dvf_diagnostics *problems, struct given_answer *given);

/**
 * As answer_read(), for the value of an attribute that is known.
 *
 * @param given its attribute is set by the caller
 */
bool answer_read_value(const dvf_kb *kb, const char *value, struct position at,
                       struct dvf_diagnostics *problems,
                       struct given_answer *given);

/** Append an answer as it stands in a profile: `required`, `1500`, `[a, b]`,
 * `unknown`. */
void answer_append(const dvf_kb *kb, uint32_t attribute,
                   const struct answer *answer, struct buffer *out);

/**
 * Put an answer into a profile, in place of the one that is there.
 *
 * @param answer its number is copied
 * @return false when out of memory; nothing is changed then
 */
bool answer_put(dvf_profile *profile, uint32_t attribute,
                const struct answer *answer);

#endif
