/* SPDX-License-Identifier: MIT */
/*
 * The template of a profile: every question with its values as comments, and
 * the answers that are there.
 */
#ifndef DVF_PROFILE_TEMPLATE_H
#define DVF_PROFILE_TEMPLATE_H

#include "base/buffer.h"
#include "profile/profile.h"

/** Append a profile as YAML that loads as the same one: its name, description,
 * answers, decision and waiver, with each question explained. */
void template_append(const dvf_profile *profile, struct buffer *out);

/** Deepest indentation of a question. */
#define TEMPLATE_INDENT_MAX 40

/**
 * Append one question as it stands in a template: an empty line, the comment,
 * the answer.
 *
 * @param indent columns before each line, at most TEMPLATE_INDENT_MAX
 */
void template_append_question(const dvf_profile *profile, uint32_t attribute,
                              size_t indent, struct buffer *out);

/** True for a text with explanations of a template: its head, or a question
 * that is indented so. */
bool template_is_in(const dvf_profile *profile, const char *bytes,
                    size_t length, size_t indent);

#endif
