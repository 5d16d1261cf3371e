/* SPDX-License-Identifier: MIT */
/*
 * Reports of a check: one renderer per file, one row per format in the table
 * below, which declares the renderer too. Renderers read results and append to
 * a buffer; they decide nothing.
 */
#ifndef DVF_REPORT_CHECK_REPORT_H
#define DVF_REPORT_CHECK_REPORT_H

#include "base/buffer.h"
#include "check/check.h"
#include "check/weaker.h"
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

/* The formats, the default first: name, and a line for the help. The renderer
 * of a format is check_report_NAME, in a file of its own. */
#define CHECK_FORMATS(X)                                                       \
    X(text, "for people: what fails and why, and a table")                     \
    X(json, "for programs: one object with every result and its evaluation")   \
    X(sarif, "SARIF 2.1.0, for code scanning and editors")                     \
    X(junit, "JUnit XML, for test reports")                                    \
    X(github, "commands that annotate files in a GitHub workflow")             \
    X(gitlab, "a Code Quality report of GitLab")                               \
    X(markdown, "a comment for a pull or merge request")

#define X(name, summary) check_renderer check_report_##name;
CHECK_FORMATS(X)
#undef X

/** The summary of a GitHub job: Markdown, below the host's 1 MiB. */
check_renderer check_report_job_summary;

/** @return the name by which people find a file; borrowed */
const char *check_report_local(const struct check_report *report,
                               const char *file);

/** @return format number `index`, static; null past the last one; the first
 *          is the default */
const dvf_format *check_format_at(size_t index);

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
