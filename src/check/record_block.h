/* SPDX-License-Identifier: MIT */
/*
 * Blocks of decision records: the parts of a Markdown record that dvf writes
 * and renews stand between two markers, lines of their own; all else is the
 * readers'. One part, the last, is data: the answers that the record rests on.
 *
 *     <!-- dvf:begin answers -->
 *
 *     ```yaml
 *     knowledge_base: web-framework
 *     version: 1.0.0
 *     sha256: ...            # of the knowledge base
 *     profile: acme-assistant
 *     file: ../../dvf.yaml   # of the profile, from here on; where it is known
 *     option: monolith       # chosen by the record
 *     answers:               # in the order of the knowledge base
 *       project_type: saas
 *     answers_sha256: ...    # as in dvf.lock
 *     ```
 *
 *     <!-- dvf:end answers -->
 */
#ifndef DVF_CHECK_RECORD_BLOCK_H
#define DVF_CHECK_RECORD_BLOCK_H

#include "base/buffer.h"
#include "engine/evaluation.h"

/** A marker is one of the first two, the name of a part, and the third. */
#define RECORD_BEGIN     "<!-- dvf:begin "
#define RECORD_END       "<!-- dvf:end "
#define RECORD_CLOSE     " -->"

/** Opening of the answers' code block, and its end, each a line. */
#define RECORD_FENCE     "```yaml"
#define RECORD_FENCE_END "```"

/* The parts in their order: enum, name. None holds another one. */
#define RECORD_PARTS(X)                                                        \
    X(CONTEXT, "context")                                                      \
    X(DRIVERS, "drivers")                                                      \
    X(OPTIONS, "options")                                                      \
    X(OUTCOME, "outcome")                                                      \
    X(CONSEQUENCES, "consequences")                                            \
    X(CONFIRMATION, "confirmation")                                            \
    X(ANSWERS, "answers")                                                      \
    X(PROS_AND_CONS, "pros-and-cons")                                          \
    X(MORE_INFORMATION, "more-information")

enum record_part {
#define X(id, name) RECORD_##id,
    RECORD_PARTS(X)
#undef X
    RECORD_PART_COUNT
};

/** @return the name of a part, static */
const char *record_part_word(enum record_part part);

/** Append the marker before a part, or the one behind it, as a line. */
void record_part_begin(enum record_part part, struct buffer *out);
void record_part_end(enum record_part part, struct buffer *out);

/**
 * Append the part with the answers of an evaluation, markers and all.
 *
 * @param option id of the option that the record chooses
 * @param file path of the profile, from the record's folder on; null: none
 */
void record_answers_append(const dvf_evaluation *evaluation, const char *option,
                           const char *file, struct buffer *out);

#endif
