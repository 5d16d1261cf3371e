/* SPDX-License-Identifier: MIT */
/*
 * JSON report: the object as a whole.
 */
#include "report/json.h"

void report_json(const struct report *report, struct buffer *out)
{
    struct json_writer json;
    size_t i;

    json_init(&json, out);
    json_opening(&json, report);
    json_key(&json, "results");
    json_begin_array(&json);
    for (i = 0; i < report->count && sink_spill(report->sink, out); i++) {
        json_result(&json, report->evaluations[i],
                    json_telling(&report->style));
    }
    json_end(&json);
    json_closing(&json, report);
}
