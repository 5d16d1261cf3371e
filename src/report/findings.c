/* SPDX-License-Identifier: MIT */
/*
 * Findings as one text each.
 */
#include "report/findings.h"

#include <inttypes.h>

size_t findings_count(const struct check_report *report)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < report->count; i++)
        count += report->results[i].findings_count;
    return count;
}

void finding_append(struct buffer *out, const struct check_finding *finding)
{
    buffer_puts(out, finding->message);
    if (finding->waiver)
        buffer_printf(out, " Waiver: %s", finding->waiver);
    if (finding->hint) {
        buffer_puts(out, " Hint: ");
        finding_append_hint(out, finding);
    }
}

void finding_append_hint(struct buffer *out,
                         const struct check_finding *finding)
{
    if (finding->hint)
        buffer_puts(out, finding->hint);
    if (finding->command)
        buffer_printf(out, ": %s", finding->command);
}

void finding_append_place(struct buffer *out, const struct check_place *place)
{
    buffer_puts(out, place->file);
    if (place->at.line != 0)
        buffer_printf(out, ":%" PRIu32 ":%" PRIu32, place->at.line,
                      place->at.column);
}
