/* SPDX-License-Identifier: MIT */
/*
 * Reports: one renderer per file over evaluations, one row per format in the
 * table of formats.c. Renderers read evaluations and append to a buffer; they
 * decide nothing.
 */
#ifndef DVF_REPORT_REPORT_H
#define DVF_REPORT_REPORT_H

#include "analysis/analysis.h"
#include "base/buffer.h"
#include "report/asked.h"
#include "report/formats.h"
#include "write/sink.h"

/** Analyses of a report's evaluations: made when they are told, as many of them
 * would take much memory. */
struct analyses {
    /* @param out set to one that is valid until the next call, or to null */
    dvf_status (*get)(struct analyses *analyses, size_t index,
                      const dvf_analysis **out);
};

/** Analyses that were made before: those of the evaluations' advice. */
struct given_analyses {
    struct analyses analyses; /* first: it stands for all */
    const dvf_advice *advice;
};

struct given_analyses analyses_given(const dvf_advice *advice);

/** Evaluations by one knowledge base, for renderers. */
struct report {
    const dvf_kb *kb;
    const dvf_evaluation *const *evaluations;
    size_t count;              /* at least 1, but for a comparison */
    struct analyses *analyses; /* null: none */
    dvf_style style;
    struct sink *sink;   /* null: none */
    const char *as_of;   /* day of a record; null: see document_day() */
    const char *kb_path; /* of --kb, for commands; null: the built-in one */
    /* Of a record that is written to a file; null: it has none, */
    const char *record_path;  /* of that file, for the command that checks it */
    const char *profile_file; /* of the profile, from the record's folder on */
    bool compares;            /* sets them, or the options, side by side */
    /* What is asked of the only evaluation, or null: the text then answers in
     * place of the advice. */
    const struct asked *asked;
};

/** @return the analysis of a profile, valid until the next one is asked for;
 * null where there is none. @param out has failed where memory ran out */
const dvf_analysis *report_analysis(const struct report *report, size_t index,
                                    struct buffer *out);

typedef void report_renderer(const struct report *report, struct buffer *out);

#define ADVICE(name, ending, media, summary, traits)                           \
    report_renderer report_##name;
#define CHECK(name, ending, media, summary)
#define BOTH(name, ending, media, summary, check_summary, traits)              \
    ADVICE(name, ending, media, summary, traits)
FORMATS(ADVICE, CHECK, BOTH)
#undef ADVICE
#undef CHECK
#undef BOTH

/** @return the renderer of one of dvf_format_at() */
report_renderer *format_renderer(const dvf_format *format);

/** False where the format is a record, but not one decision can be recorded. */
bool report_can_render(const struct report *report, const dvf_format *format);

/** Parts of an analysis that a report tells. People are told of several
 * evaluations only whether each is settled; programs read everything.
 * @return DVF_ANALYSE_NEEDS and so on */
unsigned report_parts(const dvf_format *format, size_t count,
                      dvf_detail detail);

/** As dvf_render(), of a report with a sink: @param out the rest that was not
 * handed to it */
dvf_status report_render(const dvf_format *format, const struct report *report,
                         dvf_text *out);

#endif
