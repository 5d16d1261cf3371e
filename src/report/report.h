/* SPDX-License-Identifier: MIT */
/*
 * Reports: one renderer per file over evaluations, one row per format in
 * report.c. Renderers read evaluations and append to a buffer; they decide
 * nothing. May call base, kb and engine.
 */
#ifndef DVF_REPORT_REPORT_H
#define DVF_REPORT_REPORT_H

#include "base/buffer.h"
#include "engine/evaluation.h"

/** What a renderer is given. */
struct report {
    const dvf_kb *kb;
    const dvf_evaluation *const *evaluations;
    size_t count; /* at least 1 */
    dvf_style style;
};

typedef void report_renderer(const struct report *report, struct buffer *out);

report_renderer report_text;
report_renderer report_json;

#endif
