/* SPDX-License-Identifier: MIT */
/*
 * JSON report of a check: that of the advice, with what was checked added to
 * each result and to the whole. A result that was not evaluated has nothing
 * but its file and its check.
 */
#include "report/check_json.h"

/* What made the gate weaker. Profiles are null for what concerns the run. */
static void put_weaker(struct json_writer *json, const struct weaker *weaker)
{
    json_key(json, "weaker");
    json_begin_array(json);
    for (size_t i = 0; weaker && i < weaker->sources.count; i++) {
        const struct weak_source *source = array_at(&weaker->sources, i);

        json_begin_object(json);
        json_member(json, "by", source->words);
        json_key(json, "profiles");
        if (source->profiles > 0)
            json_integer(json, (int64_t)source->profiles);
        else
            json_null(json);
        json_end(json);
    }
    json_end(json);
}

/* Null where no locked verdict is of other knowledge. */
static void put_knowledge(struct json_writer *json,
                          const struct knowledge_change *change)
{
    json_key(json, "knowledge_changed");
    if (!change->says) {
        json_null(json);
        return;
    }
    json_begin_object(json);
    json_number(json, "profiles", (int64_t)change->profiles);
    json_number(json, "moved", (int64_t)change->moved);
    json_member(json, "says", change->says);
    json_end(json);
}

void check_json_summary(struct json_writer *json,
                        const struct check_report *report)
{
    unsigned i;

    json_key(json, "check");
    json_begin_object(json);
    json_member(json, "as_of", report->as_of);
    json_number(json, "status", report->status);
    json_key(json, "outcomes");
    json_begin_object(json);
    for (i = 0; i < CHECK_OUTCOME_COUNT; i++)
        json_number(json, check_outcome_word((enum check_outcome)i),
                    (int64_t)report->summary.outcomes[i]);
    json_end(json);
    json_number(json, "failed", (int64_t)report->summary.failed);
    json_number(json, "total", (int64_t)report->summary.total);
    put_weaker(json, report->weaker);
    put_knowledge(json, &report->knowledge);
    json_key(json, "left_out");
    json_begin_object(json);
    json_number(json, "files", (int64_t)report->left_out.files);
    json_number(json, "folders", (int64_t)report->left_out.folders);
    json_number(json, "worktrees", (int64_t)report->left_out.worktrees);
    json_end(json);
    json_end(json);
}

static void put_result(struct json_writer *json,
                       const struct check_result *result, enum telling telling)
{
    json_begin_object(json);
    json_member(json, "file", result->file);
    check_json_result(json, result);
    if (result->evaluation)
        json_evaluation(json, result->evaluation, telling);
    json_end(json);
}

static void put_all(const struct check_report *report,
                    const struct report *evaluated, struct buffer *out)
{
    struct json_writer json;
    size_t i;

    json_init(&json, out);
    json_opening(&json, evaluated);
    check_json_summary(&json, report);
    json_key(&json, "results");
    json_begin_array(&json);
    for (i = 0; i < report->count && sink_spill(report->sink, out); i++) {
        put_result(&json, &report->results[i], json_telling(&report->style));
    }
    json_end(&json);
    json_closing(&json, evaluated);
}

void check_report_json(const struct check_report *report, struct buffer *out)
{
    struct arena arena = {0};
    const dvf_evaluation **evaluations = arena_array(
        &arena, report->count, sizeof(const dvf_evaluation *));
    struct report evaluated = {
        .kb = report->kb, .evaluations = evaluations, .style = report->style};
    size_t i;

    if (!evaluations) {
        out->failed = true;
        return;
    }
    for (i = 0; i < report->count; i++)
        if (report->results[i].evaluation)
            evaluations[evaluated.count++] = report->results[i].evaluation;
    put_all(report, &evaluated, out);
    arena_release(&arena);
}
