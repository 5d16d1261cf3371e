/* SPDX-License-Identifier: MIT */
/*
 * SARIF report: the profiles, those without a finding too.
 */
#include "report/sarif.h"

#include "report/repeats.h"

/* A profile, and how many before it have the same file: artifacts must not
 * be alike. */
struct item {
    const struct check_result *result;
    uint32_t before;
};

static void put_artifact(struct sarif *sarif, const void *address)
{
    struct json_writer *json = &sarif->json;
    const struct item *item = address;

    json_begin_object(json);
    sarif_file(sarif, "location", item->result->file);
    json_key(json, "roles");
    json_begin_array(json);
    json_string(json, "analysisTarget");
    json_end(json);
    json_key(json, "properties");
    json_begin_object(json);
    json_member(json, "profile", item->result->profile);
    json_member(json, "outcome", check_outcome_word(item->result->outcome));
    json_flag(json, "fails", item->result->fails);
    json_member(json, "message", item->result->message);
    if (item->before > 0)
        json_number(json, "repeat", item->before);
    json_end(json);
    json_end(json);
}

static const uint32_t *count_repeats(const struct check_report *report,
                                     struct arena *arena)
{
    const char **files = arena_array(arena, report->count,
                                     sizeof(const char *));
    size_t i;

    if (!files)
        return NULL;
    for (i = 0; i < report->count; i++)
        files[i] = report->results[i].file;
    return repeats_count(arena, files, report->count);
}

void sarif_artifacts(struct sarif *sarif)
{
    const struct check_report *report = sarif->report;
    struct arena arena = {0};
    const uint32_t *repeats = count_repeats(report, &arena);
    size_t i;

    json_key(&sarif->json, "artifacts");
    json_begin_array(&sarif->json);
    for (i = 0; repeats && i < report->count; i++) {
        struct item item = {&report->results[i], repeats[i]};

        if (sarif_put_within(sarif, SARIF_ARTIFACTS_END, put_artifact, &item))
            sarif->artifacts++;
    }
    json_end(&sarif->json);
    if (!repeats)
        sarif->json.out->failed = true;
    arena_release(&arena);
}
