/* SPDX-License-Identifier: MIT */
/*
 * Reports of a check: finding a format, and the one call that renders.
 */
#include "report/check_report.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    dvf_format format;
    check_renderer *render;
} formats[] = {
#define X(name, summary) {{#name, summary}, check_report_##name},
    CHECK_FORMATS(X)
#undef X
};

#define FORMATS (sizeof formats / sizeof *formats)

const dvf_format *check_format_at(size_t index)
{
    return index < FORMATS ? &formats[index].format : NULL;
}

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
    size_t index = 0;

    while (index < FORMATS && &formats[index].format != format)
        index++;
    assert(index < FORMATS);
    return check_render_by(formats[index].render, report, out);
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
