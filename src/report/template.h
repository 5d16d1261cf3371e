/* SPDX-License-Identifier: MIT */
/*
 * The template of a profile: every question with its values as comments, and
 * the answers that are there. May call base, yaml, kb, engine and the layout.
 */
#ifndef DVF_REPORT_TEMPLATE_H
#define DVF_REPORT_TEMPLATE_H

#include "base/buffer.h"
#include "engine/profile.h"

/** Append a profile as YAML that loads as the same one: its name, description,
 * answers, decision and waiver, with each question explained. */
void template_append(const dvf_profile *profile, struct buffer *out);

#endif
