/* SPDX-License-Identifier: MIT */
/*
 * Weaker gates: sources by which profiles pass that would fail by default, so
 * that no gate gets weaker without a word.
 */
#ifndef DVF_CHECK_WEAKER_H
#define DVF_CHECK_WEAKER_H

#include "base/array.h"
#include "check/check.h"

/** Something that made a gate weaker. */
struct weak_source {
    const char *words; /* such as "fail_on in .dvf-policy.yaml:3" */
    size_t profiles;   /* passing only by it; 0: it concerns the run */
};

/** Sources that made the gate of a run weaker. Starts as all zeroes, which is
 * none; release when done. */
struct weaker {
    struct array sources; /* struct weak_source, in the order of results */
};

/** Find the sources by which a result passes, all else of which is known. */
void weaker_find(struct check_result *result,
                 const struct check_request *request);

/** Gather the sources found for each result, which must outlive it. @return
 * DVF_OK or DVF_NO_MEMORY */
dvf_status weaker_gather(struct weaker *weaker,
                         const struct check_result *results, size_t count);

/** Add a source that concerns the run. @param words a clause; must outlive it
 * @return DVF_OK or DVF_NO_MEMORY */
dvf_status weaker_note(struct weaker *weaker, const char *words);

/** Part of the sources to be told. */
enum weaker_part {
    WEAKER_ALL,
    WEAKER_RUN /* those that concern the run alone */
};

/** Append "Weaker gate: 1 profile passes only by --fail-on."; nothing where
 * the gate is not weaker. */
void weaker_append(const struct weaker *weaker, enum weaker_part part,
                   struct buffer *out);

void weaker_release(struct weaker *weaker);

#endif
