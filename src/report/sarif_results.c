/* SPDX-License-Identifier: MIT */
/*
 * SARIF report: the findings.
 */
#include "report/sarif.h"

#include "report/findings.h"

/* What a result without related locations and an artifact usually take. */
#define RESULT_BYTES   1200
#define ARTIFACT_BYTES 500

/* A finding, and whether its related locations are told. */
struct item {
    const struct check_result *result;
    const struct check_finding *finding;
    bool related;
};

/* There is no region where the whole file is meant. */
static void put_physical(struct sarif *sarif, const struct check_place *place)
{
    struct json_writer *json = &sarif->json;

    json_key(json, "physicalLocation");
    json_begin_object(json);
    sarif_file(sarif, "artifactLocation", place->file);
    if (place->at.line != 0) {
        json_key(json, "region");
        json_begin_object(json);
        json_number(json, "startLine", place->at.line);
        if (place->at.column != 0)
            json_number(json, "startColumn", place->at.column);
        json_end(json);
    }
    json_end(json);
}

/* A location. @param id 0 for none */
static void put_location(struct sarif *sarif, const struct check_place *place,
                         uint32_t id)
{
    struct json_writer *json = &sarif->json;

    json_begin_object(json);
    if (id != 0)
        json_number(json, "id", id);
    put_physical(sarif, place);
    if (place->message)
        sarif_message(sarif, "message", place->message);
    json_key(json, "properties");
    json_begin_object(json);
    json_member(json, "pointer", place->pointer);
    json_end(json);
    json_end(json);
}

static void put_locations(struct sarif *sarif, const struct item *item)
{
    struct json_writer *json = &sarif->json;
    const struct check_finding *finding = item->finding;
    uint32_t i;

    json_key(json, "locations");
    json_begin_array(json);
    put_location(sarif, &finding->place, 0);
    json_end(json);
    if (!item->related || finding->related_count == 0)
        return;
    json_key(json, "relatedLocations");
    json_begin_array(json);
    for (i = 0; i < finding->related_count; i++)
        put_location(sarif, &finding->related[i], i + 1);
    json_end(json);
}

/* A waiver is a construct of the profile, hence not `external`. */
static void put_suppression(struct sarif *sarif,
                            const struct check_result *result)
{
    struct json_writer *json = &sarif->json;
    const struct waiver *waiver = &result->evaluation->profile->waiver;
    struct check_place place = {
        .file = result->file, .pointer = "/waiver", .at = waiver->at};

    json_begin_object(json);
    json_member(json, "kind", "inSource");
    json_member(json, "status", "accepted");
    if (waiver->reason)
        json_member(json, "justification", waiver->reason);
    json_key(json, "location");
    put_location(sarif, &place, 0);
    json_end(json);
}

/* Results without a suppression have an empty list of them: where one result
 * has a list, all must. */
static void put_suppressions(struct sarif *sarif, const struct item *item)
{
    json_key(&sarif->json, "suppressions");
    json_begin_array(&sarif->json);
    if (item->finding->kind == CHECK_WAIVED &&
        item->finding->level != CHECK_LEVEL_ERROR && item->result->evaluation)
        put_suppression(sarif, item->result);
    json_end(&sarif->json);
}

static void put_finding(struct sarif *sarif, const void *address)
{
    struct json_writer *json = &sarif->json;
    const struct item *item = address;
    const struct check_finding *finding = item->finding;

    json_begin_object(json);
    json_member(json, "ruleId", check_finding_word(finding->kind));
    json_number(json, "ruleIndex", finding->kind);
    json_member(json, "level", check_level_word(finding->level));
    finding_append(&sarif->text, finding);
    sarif_scratch_message(sarif, "message");
    put_locations(sarif, item);
    json_key(json, "partialFingerprints");
    json_begin_object(json);
    json_member(json, "dvfFinding/v1", finding->fingerprint);
    json_end(json);
    put_suppressions(sarif, item);
    json_key(json, "properties");
    json_begin_object(json);
    json_member(json, "profile", item->result->profile);
    json_member(json, "outcome", check_outcome_word(item->result->outcome));
    json_end(json);
    json_end(json);
}

/* Where related locations end: so that there is room for the results to come,
 * and for the artifacts. */
static size_t related_end(const struct sarif *sarif)
{
    size_t to_come = sarif->findings - sarif->seen;
    size_t kept;

    if (to_come > SARIF_RESULTS_MAX - sarif->results)
        to_come = SARIF_RESULTS_MAX - sarif->results;
    kept = to_come * RESULT_BYTES + sarif->report->count * ARTIFACT_BYTES;
    if (kept > SARIF_ARTIFACTS_END)
        return 0;
    kept = SARIF_ARTIFACTS_END - kept;
    return kept < SARIF_RESULTS_END ? kept : SARIF_RESULTS_END;
}

/* Where room gets short, results go without related locations, then not at
 * all. */
static void put_result(struct sarif *sarif, struct item *item)
{
    sarif->seen++;
    if (sarif->results == SARIF_RESULTS_MAX)
        return;
    if (sarif_put_within(sarif, related_end(sarif), put_finding, item)) {
        sarif->results++;
        return;
    }
    item->related = false;
    if (!sarif_put_within(sarif, SARIF_RESULTS_END, put_finding, item))
        return;
    sarif->results++;
    sarif->without_related += item->finding->related_count > 0;
}

static void put_level(struct sarif *sarif, const struct check_result *result,
                      enum check_level level)
{
    uint32_t i;

    for (i = 0; i < result->findings_count; i++) {
        struct item item = {result, &result->findings[i], true};

        if (item.finding->level == level)
            put_result(sarif, &item);
    }
}

void sarif_results(struct sarif *sarif)
{
    const struct check_report *report = sarif->report;
    unsigned level;
    size_t i;

    json_key(&sarif->json, "results");
    json_begin_array(&sarif->json);
    for (level = 0; level < CHECK_LEVEL_COUNT; level++)
        for (i = 0; i < report->count; i++)
            put_level(sarif, &report->results[i], (enum check_level)level);
    json_end(&sarif->json);
}
