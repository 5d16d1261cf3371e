/* SPDX-License-Identifier: MIT */
/*
 * Reports of a run: where each goes. They are written while they are rendered,
 * so that none takes the memory of its bytes.
 */
#ifndef DVF_CLI_REPORTS_H
#define DVF_CLI_REPORTS_H

#include "base/array.h"
#include "cli/command.h"
#include "write/sink.h"

/** One report. */
struct report_target {
    const dvf_format *format;
    const char *path; /* null, or "-": standard output */
    const char *real; /* the path without links; null: it cannot be found */
};

/**
 * Render one report.
 *
 * @param context of reports_write()
 * @param rest caller-owned on success: all that was not handed to the sink
 * @return DVF_OK, or DVF_NO_MEMORY
 */
typedef dvf_status report_render_to(const void *context,
                                    const dvf_format *format,
                                    const dvf_style *style, struct sink *sink,
                                    dvf_text *rest);

/** Starts as all zeroes; release when done. */
struct reports {
    struct arena arena;
    struct array targets; /* struct report_target: --report, then -f and -o */
    const char *job_file; /* to append the summary of a job to; null: none */
    report_render_to *summarise; /* renders that; ignores format and style */
};

/**
 * Read what --report, -f and -o say, as command_accepts() does.
 *
 * @param reports all zeroes, but for what renders the summary of a job, where
 *                there is one; release in any case
 * @return DVF_OK, DVF_INVALID (the complaint says why) or DVF_NO_MEMORY
 */
dvf_status reports_open(struct reports *reports, const struct command *command,
                        const struct settings *settings,
                        struct buffer *complaint);

/** True where one of them is in a format with a trait, see formats.h. */
bool reports_have(const struct reports *reports, unsigned trait);

/** Parts of an analysis that they tell, as report_parts(). */
unsigned reports_parts(const struct reports *reports, size_t count,
                       dvf_detail detail);

/**
 * No report would replace an input.
 *
 * @param input null for none; need not be there if it is a real path
 * @param complaint receives that one would
 */
bool reports_spare(const struct reports *reports, const char *input,
                   struct buffer *complaint);

/** As reports_spare(), of every operand and of the knowledge base. */
bool reports_spare_inputs(const struct reports *reports,
                          const struct settings *settings,
                          struct buffer *complaint);

/**
 * Write all of them, each in the style of where it goes, standard output last;
 * a failure does not keep those behind it from being written.
 *
 * @return as output_write(), the worst of all
 */
int reports_write(const struct reports *reports,
                  const struct settings *settings, report_render_to *render,
                  const void *context);

void reports_release(struct reports *reports);

#endif
