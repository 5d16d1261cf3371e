/* SPDX-License-Identifier: MIT */
/*
 * Decision records as values: what the block of a Markdown record states, read
 * by the guard with the lines of the record. May not evaluate, and runs nothing
 * of a record.
 */
#ifndef DVF_CHECK_DECISION_RECORD_H
#define DVF_CHECK_DECISION_RECORD_H

#include "check/marked.h"
#include "profile/recorded.h"

/**
 * Load a record.
 *
 * Limits: as of a profile. All of its markers must be right, but of the parts
 * only the answers must be there.
 *
 * @param schema of recorded_schema_new()
 * @param recorded set on success; its profile is null where the text has no
 *                 markers, which is not reported
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status decision_record_load(const struct profile_schema *schema,
                                const dvf_input *input,
                                struct dvf_diagnostics *problems,
                                struct recorded *recorded);

/** As decision_record_load(), from a file of this path that is shown by the
 * name. @return also DVF_IO */
dvf_status decision_record_load_file(const struct profile_schema *schema,
                                     const char *path, const char *name,
                                     struct dvf_diagnostics *problems,
                                     struct recorded *recorded);

/** Report that a file has no markers. */
void decision_record_report_unmarked(const char *name,
                                     struct dvf_diagnostics *problems);

/** True for the name of a Markdown file, which a record is. */
bool decision_record_is_name(const char *name);

#endif
