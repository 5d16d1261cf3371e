/* SPDX-License-Identifier: MIT */
/*
 * Reports: one renderer per file over evaluations, one row per format in the
 * table below, which declares the renderer too. Renderers read evaluations and
 * append to a buffer; they decide nothing.
 */
#ifndef DVF_REPORT_REPORT_H
#define DVF_REPORT_REPORT_H

#include "analysis/analysis.h"
#include "base/buffer.h"
#include "engine/evaluation.h"
#include "write/sink.h"

/** Evaluations by one knowledge base, for renderers. */
struct report {
    const dvf_kb *kb;
    const dvf_evaluation *const *evaluations;
    const dvf_analysis *const *analyses; /* of each, or null; null: none */
    size_t count;                        /* at least 1 */
    dvf_style style;
    struct sink *sink; /* null: none */
};

/** @return the analysis of a profile; null where there is none */
static inline const dvf_analysis *report_analysis(const struct report *report,
                                                  size_t index)
{
    return report->analyses ? report->analyses[index] : NULL;
}

typedef void report_renderer(const struct report *report, struct buffer *out);

/* The output formats, the default first: name, and a line for the help. The
 * renderer of a format is report_NAME, in a file of its own. */
#define REPORT_FORMATS(X)                                                      \
    X(text, "for people: the recommendation and what led to it")               \
    X(json, "for programs: one object with everything the text shows")

#define X(name, summary) report_renderer report_##name;
REPORT_FORMATS(X)
#undef X

/** As dvf_render(), of a report with a sink: @param out the rest that was not
 * handed to it */
dvf_status report_render(const dvf_format *format, const struct report *report,
                         dvf_text *out);

#endif
