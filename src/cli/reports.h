/* SPDX-License-Identifier: MIT */
/*
 * Reports of a check: where each goes. They are written while they are
 * rendered, so that none takes the memory of its bytes.
 */
#ifndef DVF_CLI_REPORTS_H
#define DVF_CLI_REPORTS_H

#include "base/array.h"
#include "cli/options.h"
#include "report/check_report.h"

/** One report. */
struct report_target {
    const dvf_format *format;
    const char *path; /* null, or "-": standard output */
    const char *real; /* the path without links; null: it cannot be found */
};

/** Starts as all zeroes; release when done. */
struct reports {
    struct arena arena;
    struct array targets; /* struct report_target: --report, then -f and -o */
    const char *job_file; /* to append the summary of a job to; null: none */
};

/**
 * Read what --report, -f and -o say, as command_accepts() does.
 *
 * @param reports all zeroes; release in any case
 * @return DVF_OK, DVF_INVALID (the complaint says why) or DVF_NO_MEMORY
 */
dvf_status reports_open(struct reports *reports,
                        const struct settings *settings,
                        struct buffer *complaint);

/**
 * No report would replace an input.
 *
 * @param input null for none; need not be there if it is a real path
 * @param complaint receives that one would
 */
bool reports_spare(const struct reports *reports, const char *input,
                   struct buffer *complaint);

/**
 * Write all of them, each in the style of where it goes, standard output last;
 * a failure does not keep those behind it from being written.
 *
 * @return as output_write(), the worst of all
 */
int reports_write(const struct reports *reports,
                  const struct settings *settings,
                  const struct check_report *report);

void reports_release(struct reports *reports);

#endif
