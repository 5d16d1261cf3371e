/* SPDX-License-Identifier: MIT */
/*
 * JSON report of a check: that of the advice, with what was checked added to
 * each result and to the whole. A result that was not evaluated has nothing
 * but its file and its check.
 */
#include "report/check_report.h"
#include "report/json.h"

static void put_result(struct json_writer *json, const struct item *report,
                       const struct check_result *result)
{
    struct item item = *report;

    item.subject = result;
    item.evaluation = result->evaluation;
    item.data = result->evaluation;
    json_begin_object(json);
    json_member(json, "file", result->file);
    json_key(json, "check");
    json_record(json, &record_check, &item);
    if (result->evaluation) /* all of it but its file */
        json_members(json, record_result.fields + 1, &item);
    json_end(json);
}

static void put_all(const struct check_report *report,
                    const struct report *evaluated, struct buffer *out,
                    struct buffer *words)
{
    struct json_writer json;
    struct item item = {.kb = report->kb,
                        .data = report->kb,
                        .telling = json_telling(&report->style),
                        .words = words};
    struct item run = item;

    run.data = report;
    json_init(&json, out);
    json_opening(&json, evaluated, &item);
    json_key(&json, "check");
    json_record(&json, &record_summary, &run);
    json_key(&json, "results");
    json_begin_array(&json);
    for (size_t i = 0; i < report->count && sink_spill(report->sink, out); i++)
        put_result(&json, &item, &report->results[i]);
    json_end(&json);
    json_closing(&json, evaluated, &item, false);
}

void check_report_json(const struct check_report *report, struct buffer *out)
{
    struct arena arena = {0};
    struct buffer words = {0};
    const dvf_evaluation **evaluations = arena_array(
        &arena, report->count, sizeof(const dvf_evaluation *));
    struct report evaluated = {
        .kb = report->kb, .evaluations = evaluations, .style = report->style};

    if (!evaluations) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < report->count; i++)
        if (report->results[i].evaluation)
            evaluations[evaluated.count++] = report->results[i].evaluation;
    put_all(report, &evaluated, out, &words);
    if (words.failed)
        out->failed = true;
    buffer_release(&words);
    arena_release(&arena);
}
