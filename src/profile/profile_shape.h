/* SPDX-License-Identifier: MIT */
/*
 * The shape of a profile: problems that its tree shows before it is held
 * against its schema, some of them without a knowledge base.
 */
#ifndef DVF_PROFILE_PROFILE_SHAPE_H
#define DVF_PROFILE_PROFILE_SHAPE_H

#include "base/diagnostics.h"
#include "kb/block.h"
#include "yaml/document.h"

/**
 * Report a file that is no profile.
 *
 * @param kb null where there is none
 * @return whether it is none
 */
bool profile_shape_is_other(const dvf_kb *kb,
                            const struct yaml_document *document,
                            struct dvf_diagnostics *problems);

/**
 * Report answers that are no value where one is needed, no list where one is,
 * or to questions of another knowledge base. They are marked as faulty, or
 * dropped; so is the word "unknown", which is no answer.
 *
 * @param kb null where there is none: then all answers are dropped
 */
void profile_shape_check(const dvf_kb *kb, struct yaml_document *document,
                         struct dvf_diagnostics *problems);

/** Report a decision without an option, days of the decision and the waiver
 * that are none, and a reason that is blank. To be called behind the schema,
 * which mends keys. */
void profile_shape_check_decision(const struct yaml_document *document,
                                  struct dvf_diagnostics *problems);

#endif
