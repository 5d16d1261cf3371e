/* SPDX-License-Identifier: MIT */
/*
 * Wording of a knowledge base: titles, and the meanings of values, as every
 * room shows them to people. Texts are appended as they are; the caller that
 * shows them makes them harmless.
 */
#ifndef DVF_KB_WORDING_H
#define DVF_KB_WORDING_H

#include "base/buffer.h"
#include "kb/block.h"

/** A title, or the id of an option or criterion that has none. */
const char *kb_option_title(const dvf_kb *kb, uint32_t option);
const char *kb_criterion_title(const dvf_kb *kb, uint32_t criterion);

/** True for a claim that is as true today as when it was made. */
bool kb_claim_holds(const dvf_kb *kb, const struct kb_claim *claim);

/**
 * Append the meaning of a value: its label, behind the bounds of its numbers
 * where the label does not state them: "below 50 requests/s: Few". May be
 * nothing.
 *
 * @param value its index in the attribute
 */
void kb_append_meaning(struct buffer *out, const dvf_kb *kb, uint32_t attribute,
                       uint32_t value);

/** Append the example of a value, where it has one.
 * @param before text before the example, such as ", e.g. " */
void kb_append_example(struct buffer *out, const dvf_kb *kb, uint32_t attribute,
                       uint32_t value, const char *before);

#endif
