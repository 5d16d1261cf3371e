/* SPDX-License-Identifier: MIT */
/*
 * Reports, of advice and of a check: the one call that renders.
 */
#include "report/report.h"

#include "report/check_report.h"
#include "report/document.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Where no other one is wanted. */
static const dvf_style plain = {.detail = DVF_NORMAL};

bool report_can_render(const struct report *report, const dvf_format *format)
{
    return !format_has(format, FORMAT_IS_RECORD) ||
           (report->count == 1 && !report->asked &&
            document_choice(report->evaluations[0]) != KB_NONE);
}

dvf_status report_render(const dvf_format *format, const struct report *report,
                         dvf_text *out)
{
    report_renderer *render = format_renderer(format);
    struct buffer buffer = {0};

    assert(render &&
           (report->count > 0 ? report->evaluations[0]->kb == report->kb
                              : report->compares));
    if (!report_can_render(report, format))
        return DVF_INVALID;
    render(report, &buffer);
    return buffer_detach(&buffer, &out->bytes, &out->length);
}

const dvf_analysis *report_analysis(const struct report *report, size_t index,
                                    struct buffer *out)
{
    const dvf_analysis *analysis = NULL;

    if (report->analyses &&
        report->analyses->get(report->analyses, index, &analysis) != DVF_OK)
        out->failed = true;
    return analysis;
}

unsigned report_parts(const dvf_format *format, size_t count, dvf_detail detail)
{
    const unsigned usual = DVF_ANALYSE_NEEDS | DVF_ANALYSE_CHANGES;

    if (format_has(format, FORMAT_TELLS_ALL))
        return usual | DVF_ANALYSE_WEIGHTS;
    if (format_has(format, FORMAT_IS_RECORD))
        return usual;
    if (count > 1 || detail == DVF_BRIEF)
        return 0;
    return detail >= DVF_FULL ? usual | DVF_ANALYSE_WEIGHTS : usual;
}

static dvf_status get_given(struct analyses *analyses, size_t index,
                            const dvf_analysis **out)
{
    *out = ((struct given_analyses *)analyses)->advice[index].analysis;
    return DVF_OK;
}

struct given_analyses analyses_given(const dvf_advice *advice)
{
    return (struct given_analyses){{get_given}, advice};
}

dvf_status dvf_render_advice(const dvf_format *format, const dvf_advice *advice,
                             size_t count, const dvf_style *style,
                             dvf_text *out)
{
    struct given_analyses given = analyses_given(advice);
    struct arena arena = {0};
    const dvf_evaluation **evaluations = arena_array(&arena, count,
                                                     sizeof(void *));
    const struct report report = {.kb = advice[0].evaluation->kb,
                                  .evaluations = evaluations,
                                  .count = count,
                                  .analyses = &given.analyses,
                                  .style = style ? *style : plain};
    dvf_status status = arena_status(&arena);

    assert(format && count > 0);
    for (size_t i = 0; i < count && status == DVF_OK; i++)
        evaluations[i] = advice[i].evaluation;
    if (status == DVF_OK)
        status = report_render(format, &report, out);
    arena_release(&arena);
    return status;
}

dvf_status dvf_render(const dvf_format *format,
                      const dvf_evaluation *const *evaluations, size_t count,
                      const dvf_style *style, dvf_text *out)
{
    assert(format && count > 0);
    const struct report report = {.kb = evaluations[0]->kb,
                                  .evaluations = evaluations,
                                  .count = count,
                                  .style = style ? *style : plain};

    return report_render(format, &report, out);
}

/* --------------------------------------------------------------- of a check */

dvf_status check_render_by(check_renderer *render,
                           const struct check_report *report, dvf_text *out)
{
    struct buffer buffer = {0};

    assert(report->kb && (report->results || report->count == 0));
    render(report, &buffer);
    return buffer_detach(&buffer, &out->bytes, &out->length);
}

dvf_status check_render(const dvf_format *format,
                        const struct check_report *report, dvf_text *out)
{
    check_renderer *render = check_format_renderer(format);

    assert(render);
    return check_render_by(render, report, out);
}

static int by_file(const void *file, const void *name)
{
    const struct check_name *other = name;

    return strcmp(file, other->file);
}

const char *check_report_local(const struct check_report *report,
                               const char *file)
{
    const struct check_name *name = NULL;

    if (report->names_count > 0)
        name = bsearch(file, report->names, report->names_count,
                       sizeof *report->names, by_file);
    return name ? name->local : file;
}
