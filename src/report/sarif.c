/* SPDX-License-Identifier: MIT */
/*
 * SARIF report: one run. It stays below what code scanning hosts take, and
 * says what was cut for that.
 */
#include "report/sarif.h"

#include "report/check_json.h"
#include "report/findings.h"

#define SARIF_SCHEMA                                                           \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"      \
    "sarif-schema-2.1.0.json"

bool sarif_put_within(struct sarif *sarif, size_t limit, sarif_writer *write,
                      const void *item)
{
    struct json_writer before = sarif->json;
    struct buffer *out = before.out;

    if (!sink_spill(sarif->report->sink, out))
        return false;
    buffer_clear(&sarif->piece);
    sarif->json.out = &sarif->piece;
    write(sarif, item);
    if (sink_length(sarif->report->sink, out) + sarif->piece.length > limit) {
        sarif->json = before;
        return false;
    }
    sarif->json.out = out;
    buffer_append(out, sarif->piece.bytes, sarif->piece.length);
    return true;
}

static void put_tool(struct sarif *sarif)
{
    struct json_writer *json = &sarif->json;

    json_key(json, "tool");
    json_begin_object(json);
    json_key(json, "driver");
    json_begin_object(json);
    json_member(json, "name", "dvf");
    json_member(json, "informationUri", SARIF_HOME);
    json_member(json, "version", dvf_version());
    json_member(json, "semanticVersion", dvf_version());
    sarif_rules(sarif);
    json_end(json);
    json_end(json);
}

/* Hosts take a later report of a category for the successor of an earlier one.
 * The part behind the last slash is that of the single run: there is none. */
static void put_automation(struct sarif *sarif)
{
    const char *category = sarif->report->category;

    buffer_clear(&sarif->text);
    buffer_puts(&sarif->text, category ? category : "dvf-check");
    buffer_putc(&sarif->text, '/');
    json_key(&sarif->json, "automationDetails");
    json_begin_object(&sarif->json);
    json_key(&sarif->json, "id");
    json_bytes(&sarif->json, sarif->text.bytes, sarif->text.length);
    json_end(&sarif->json);
    buffer_clear(&sarif->text);
}

static void put_base(struct sarif *sarif)
{
    struct json_writer *json = &sarif->json;

    json_key(json, "originalUriBaseIds");
    json_begin_object(json);
    json_key(json, SARIF_BASE);
    json_begin_object(json);
    sarif_message(sarif, "description", "The root of the repository.");
    json_end(json);
    json_end(json);
}

/* What was cut, `all` less `kept`. */
static void put_cut(struct sarif *sarif, const char *what, size_t kept,
                    size_t all)
{
    if (kept == all)
        return;
    json_begin_object(&sarif->json);
    json_member(&sarif->json, "level", "warning");
    buffer_printf(&sarif->text,
                  "%s: %zu of %zu. A report holds %d results and %d bytes at "
                  "most.",
                  what, all - kept, all, SARIF_RESULTS_MAX, SARIF_BYTES_MAX);
    sarif_scratch_message(sarif, "message");
    json_end(&sarif->json);
}

static void put_invocation(struct sarif *sarif)
{
    struct json_writer *json = &sarif->json;

    json_key(json, "invocations");
    json_begin_array(json);
    json_begin_object(json);
    json_flag(json, "executionSuccessful",
              sarif->report->status != CHECK_STATUS_ERROR);
    json_key(json, "toolExecutionNotifications");
    json_begin_array(json);
    put_cut(sarif, "Results left out, the least severe ones", sarif->results,
            sarif->findings);
    put_cut(sarif, "Results without their related locations",
            sarif->results - sarif->without_related, sarif->results);
    put_cut(sarif, "Profiles left out of the artifacts", sarif->artifacts,
            sarif->report->count);
    json_end(json);
    json_end(json);
    json_end(json);
}

static void put_properties(struct sarif *sarif)
{
    json_key(&sarif->json, "properties");
    json_begin_object(&sarif->json);
    json_kb(&sarif->json, sarif->report->kb);
    check_json_summary(&sarif->json, sarif->report);
    json_end(&sarif->json);
}

static void put_run(struct sarif *sarif)
{
    json_begin_object(&sarif->json);
    put_tool(sarif);
    put_automation(sarif);
    json_member(&sarif->json, "columnKind", "unicodeCodePoints");
    put_base(sarif);
    put_properties(sarif);
    sarif_results(sarif);
    sarif_artifacts(sarif);
    put_invocation(sarif);
    json_end(&sarif->json);
}

void check_report_sarif(const struct check_report *report, struct buffer *out)
{
    struct sarif sarif = {.report = report, .findings = findings_count(report)};
    struct json_writer *json = &sarif.json;

    json_init(json, out);
    json_begin_object(json);
    json_member(json, "$schema", SARIF_SCHEMA);
    json_member(json, "version", "2.1.0");
    json_key(json, "runs");
    json_begin_array(json);
    put_run(&sarif);
    json_end(json);
    json_end(json);
    if (sarif.text.failed || sarif.escaped.failed || sarif.piece.failed)
        out->failed = true;
    buffer_release(&sarif.text);
    buffer_release(&sarif.escaped);
    buffer_release(&sarif.piece);
}
