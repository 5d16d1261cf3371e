/* SPDX-License-Identifier: MIT */
/*
 * Formats: the table with the renderers, and the lists of each command.
 */
#include "report/check_report.h"
#include "report/report.h"

#include <assert.h>

/* One side of a format; without a renderer it is not offered. */
struct advice_format {
    dvf_format format;
    report_renderer *render;
};

struct check_format {
    dvf_format format;
    check_renderer *render;
};

static const struct {
    struct advice_format advice;
    struct check_format check;
    unsigned traits;
} formats[] = {
#define ROW(name, ending, media, summary, render)                              \
    {                                                                          \
        {#name, summary, ending, media}, render                                \
    }
#define ADVICE(name, ending, media, summary, traits)                           \
    {ROW(name, ending, media, summary, report_##name), {{0}, 0}, traits},
#define CHECK(name, ending, media, summary)                                    \
    {{{0}, 0}, ROW(name, ending, media, summary, check_report_##name), 0},
#define BOTH(name, ending, media, summary, check_summary, traits)              \
    {ROW(name, ending, media, summary, report_##name),                         \
     ROW(name, ending, media, check_summary, check_report_##name), traits},
    FORMATS(ADVICE, CHECK, BOTH)
#undef BOTH
#undef CHECK
#undef ADVICE
#undef ROW
};

#define ROWS (sizeof formats / sizeof *formats)

/* ------------------------------------------------------------------ lists */

const dvf_format *dvf_format_at(size_t index)
{
    for (size_t i = 0; i < ROWS; i++)
        if (formats[i].advice.render && index-- == 0)
            return &formats[i].advice.format;
    return NULL;
}

size_t dvf_format_count(void)
{
    size_t count = 0;

    while (dvf_format_at(count))
        count++;
    return count;
}

/* The formats of advice with a trait. */
static const dvf_format *trait_format_at(unsigned trait, size_t index)
{
    for (size_t i = 0; i < ROWS; i++)
        if (formats[i].traits & trait && index-- == 0)
            return &formats[i].advice.format;
    return NULL;
}

const dvf_format *ask_format_at(size_t index)
{
    return trait_format_at(FORMAT_ASKS, index);
}

const dvf_format *compare_format_at(size_t index)
{
    return trait_format_at(FORMAT_COMPARES, index);
}

const dvf_format *check_format_at(size_t index)
{
    for (size_t i = 0; i < ROWS; i++)
        if (formats[i].check.render && index-- == 0)
            return &formats[i].check.format;
    return NULL;
}

/* The row of a format of either side. */
static size_t row_of(const dvf_format *format)
{
    size_t row = 0;

    while (row < ROWS && &formats[row].advice.format != format &&
           &formats[row].check.format != format)
        row++;
    assert(row < ROWS);
    return row;
}

bool format_has(const dvf_format *format, unsigned trait)
{
    return formats[row_of(format)].traits & trait;
}

report_renderer *format_renderer(const dvf_format *format)
{
    return formats[row_of(format)].advice.render;
}

check_renderer *check_format_renderer(const dvf_format *format)
{
    return formats[row_of(format)].check.render;
}
