/* SPDX-License-Identifier: MIT */
/*
 * Code Quality report of GitLab: an array of findings. The host shows the first
 * one of a fingerprint only, so that each has one of its own.
 */
#include "report/check_view.h"
#include "report/json.h"
#include "report/repeats.h"

#include <inttypes.h>
#include <string.h>

/* A report that is being written. */
struct gitlab {
    struct json_writer json;
    struct buffer text;
};

/* Blocker is left to the host's users: a gate that fails stops by itself. */
static const char *severity(const struct check_finding *finding)
{
    static const char *const words[] = {
        [CHECK_LEVEL_ERROR] = "major",
        [CHECK_LEVEL_WARNING] = "minor",
        [CHECK_LEVEL_NOTE] = "info",
    };

    if (finding->kind == CHECK_ERROR && finding->level == CHECK_LEVEL_ERROR)
        return "critical";
    return words[finding->level];
}

static void put_fingerprint(struct gitlab *gitlab,
                            const struct check_finding *finding,
                            uint32_t before)
{
    char fingerprint[SHA256_HEX_SIZE];

    memcpy(fingerprint, finding->fingerprint, sizeof fingerprint);
    if (before > 0) {
        buffer_clear(&gitlab->text);
        buffer_printf(&gitlab->text, "%s\n%" PRIu32, fingerprint, before);
        sha256_text(gitlab->text.bytes, gitlab->text.length, fingerprint);
    }
    json_member(&gitlab->json, "fingerprint", fingerprint);
}

/* Every place has a line; the first one stands for the whole file. */
static void put_location(struct json_writer *json,
                         const struct check_place *place)
{
    const char *path = place->file;

    while (strncmp(path, "./", 2) == 0)
        path += 2 + strspn(path + 2, "/");
    json_key(json, "location");
    json_begin_object(json);
    json_member(json, "path", path);
    json_key(json, "lines");
    json_begin_object(json);
    json_number(json, "begin", place->at.line != 0 ? place->at.line : 1);
    json_end(json);
    json_end(json);
}

static void put_issue(struct gitlab *gitlab,
                      const struct check_finding *finding, uint32_t before)
{
    struct json_writer *json = &gitlab->json;

    buffer_clear(&gitlab->text);
    finding_append(&gitlab->text, finding);
    json_begin_object(json);
    json_key(json, "description");
    json_bytes(json, gitlab->text.bytes, gitlab->text.length);
    json_member(json, "check_name", check_finding_word(finding->kind));
    put_fingerprint(gitlab, finding, before);
    json_member(json, "severity", severity(finding));
    put_location(json, &finding->place);
    json_end(json);
}

/* For each finding, in the order of the report, how many of the same
 * fingerprint come before it. */
static const uint32_t *count_repeats(const struct check_report *report,
                                     struct arena *arena)
{
    const char **words = arena_array(arena, findings_count(report),
                                     sizeof(const char *));
    size_t count = 0;
    size_t i;
    uint32_t j;

    if (!words)
        return NULL;
    for (i = 0; i < report->count; i++)
        for (j = 0; j < report->results[i].findings_count; j++)
            words[count++] = report->results[i].findings[j].fingerprint;
    return repeats_count(arena, words, count);
}

static void put_all(struct gitlab *gitlab, const struct check_report *report,
                    const uint32_t *repeats)
{
    struct buffer *out = gitlab->json.out;
    size_t i;
    uint32_t j;

    json_begin_array(&gitlab->json);
    for (i = 0; i < report->count && sink_spill(report->sink, out); i++)
        for (j = 0; j < report->results[i].findings_count; j++)
            put_issue(gitlab, &report->results[i].findings[j], *repeats++);
    json_end(&gitlab->json);
}

void check_report_gitlab(const struct check_report *report, struct buffer *out)
{
    struct gitlab gitlab = {0};
    struct arena arena = {0};
    const uint32_t *repeats = count_repeats(report, &arena);

    json_init(&gitlab.json, out);
    if (repeats)
        put_all(&gitlab, report, repeats);
    if (!repeats || gitlab.text.failed)
        out->failed = true;
    buffer_release(&gitlab.text);
    arena_release(&arena);
}
