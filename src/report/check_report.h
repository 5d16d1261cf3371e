/* SPDX-License-Identifier: MIT */
/*
 * Reports of a check: one renderer per file, one row per format in the table of
 * formats.c. Renderers read results and append to a buffer; they decide
 * nothing.
 */
#ifndef DVF_REPORT_CHECK_REPORT_H
#define DVF_REPORT_CHECK_REPORT_H

#include "base/buffer.h"
#include "check/check.h"
#include "check/weaker.h"
#include "report/formats.h"
#include "write/sink.h"

/** A run of a check, for renderers. */
struct check_report {
    const dvf_kb *kb;
    const struct check_result *results; /* in the order of the report */
    size_t count;                       /* 0: all that was named is left out */
    struct check_left_out left_out;
    const struct check_name *names; /* in the order of `file`; those of which
                                       the two are the same may be absent */
    size_t names_count;
    struct check_summary summary;
    enum check_status status;
    const struct weaker *weaker;       /* null: nothing is known of it */
    struct knowledge_change knowledge; /* since the verdicts were locked */
    const char *as_of;
    const char *category; /* of SARIF, --category; null: the usual one */
    dvf_style style;      /* used by text only */
    struct sink *sink;    /* null: none */
};

typedef void check_renderer(const struct check_report *report,
                            struct buffer *out);

#define ADVICE(name, ending, media, summary, traits)
#define CHECK(name, ending, media, summary) check_renderer check_report_##name;
#define BOTH(name, ending, media, summary, check_summary, traits)              \
    CHECK(name, ending, media, check_summary)
FORMATS(ADVICE, CHECK, BOTH)
#undef ADVICE
#undef CHECK
#undef BOTH

/** @return the renderer of one of check_format_at() */
check_renderer *check_format_renderer(const dvf_format *format);

/** The summary of a GitHub job: Markdown, below the host's 1 MiB. */
check_renderer check_report_job_summary;

/** @return the name by which people find a file; borrowed */
const char *check_report_local(const struct check_report *report,
                               const char *file);

/**
 * Render a report.
 *
 * @param format one of check_format_at()
 * @param out caller-owned on success: all that was not handed to the sink
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status check_render(const dvf_format *format,
                        const struct check_report *report, dvf_text *out);

/** As check_render(), by a renderer. */
dvf_status check_render_by(check_renderer *render,
                           const struct check_report *report, dvf_text *out);

#endif
