/* SPDX-License-Identifier: MIT */
/*
 * SARIF 2.1.0 (OASIS): one run, with a rule for each kind of finding, the
 * findings as results, and the profiles as artifacts, those without a finding
 * too. It stays below what code scanning hosts take, and says what was cut.
 */
#include "profile/profile.h"
#include "report/check_report.h"
#include "report/check_view.h"
#include "report/json.h"
#include "report/repeats.h"
#include "write/uri.h"

#define SARIF_SCHEMA                                                           \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"      \
    "sarif-schema-2.1.0.json"

/* Hosts show so many results, and take files of so many bytes. */
#define SARIF_RESULTS_MAX   5000
#define SARIF_BYTES_MAX     10000000

/* Ends of results and artifacts, which leave room for the members behind. */
#define SARIF_RESULTS_END   9000000
#define SARIF_ARTIFACTS_END 9900000

/* The name of the folder that places of files are relative to. */
#define SARIF_BASE          "%SRCROOT%"

/* URI of the documentation, which the build may replace. */
#ifdef DVF_HOME
#define SARIF_HOME     DVF_HOME
#define SARIF_HOME_FOR DVF_HOME
#else
#define SARIF_HOME     "man:dvf(1)"
#define SARIF_HOME_FOR SARIF_HOME "#CHECKS"
#endif

/* A report that is being written. */
struct sarif {
    struct json_writer json;
    const struct check_report *report;
    struct buffer text;    /* scratch: a text that is put together */
    struct buffer escaped; /* scratch: the same as a message or a URI */
    struct buffer piece;   /* scratch: what is written aside */
    size_t findings;       /* in all */
    size_t seen;           /* findings, of which not all become results */
    size_t results;        /* written */
    size_t without_related;
    size_t artifacts; /* written */
};

/* ----------------------------------------------------------------- Messages */

/* The value of a member, from the scratch buffer for what is escaped. */
static void put_escaped(struct sarif *sarif, const char *key)
{
    json_key(&sarif->json, key);
    json_bytes(&sarif->json, sarif->escaped.bytes, sarif->escaped.length);
}

/* Plain text may hold placeholders, `{0}`, for which braces are doubled, and
 * links, `[text](target)`: a blank keeps the words of others from being one. */
static void escape_message(struct buffer *out, const char *text)
{
    buffer_clear(out);
    for (; *text != '\0'; text++) {
        buffer_putc(out, *text);
        if (*text == '{' || *text == '}')
            buffer_putc(out, *text);
        else if (text[0] == ']' && text[1] == '(')
            buffer_putc(out, ' ');
    }
}

static void put_message(struct sarif *sarif, const char *key, const char *text)
{
    escape_message(&sarif->escaped, text);
    json_key(&sarif->json, key);
    json_begin_object(&sarif->json);
    put_escaped(sarif, "text");
    json_end(&sarif->json);
}

static void put_scratch_message(struct sarif *sarif, const char *key)
{
    if (!sarif->text.failed)
        put_message(sarif, key, sarif->text.bytes);
    buffer_clear(&sarif->text);
}

static void put_file(struct sarif *sarif, const char *key, const char *file)
{
    buffer_clear(&sarif->escaped);
    uri_append(&sarif->escaped, file);
    json_key(&sarif->json, key);
    json_begin_object(&sarif->json);
    put_escaped(sarif, "uri");
    if (!uri_is_absolute(file))
        json_member(&sarif->json, "uriBaseId", SARIF_BASE);
    json_end(&sarif->json);
}

/* -------------------------------------------------------------------- Rules */

/* The level unless a policy or --locked says otherwise, and what to do. */
static const struct {
    enum check_level level;
    const char *help;
} rules[] = {
    [CHECK_AGREES] = {CHECK_LEVEL_NOTE,
                      "There is nothing to correct in the profile: the policy "
                      "lists `agrees` in `fail_on`."},
    [CHECK_TOLERATED] = {CHECK_LEVEL_NOTE,
                         "The answers leave the choice open. Answer more "
                         "questions for a clear verdict, or leave the decision "
                         "as it is."},
    [CHECK_DIFFERS] = {CHECK_LEVEL_ERROR,
                       "Correct the answers if they are wrong. Otherwise "
                       "decide anew and record it under `decision`, or add a "
                       "`waiver` with a reason and the day on which it ends."},
    [CHECK_UNDECIDED] = {CHECK_LEVEL_ERROR,
                         "Answer the questions that the message names, or more "
                         "of them."},
    [CHECK_WAIVED] = {CHECK_LEVEL_NOTE,
                      "Decide anew or correct the answers before the waiver "
                      "ends."},
    [CHECK_WAIVER_EXPIRED] = {CHECK_LEVEL_ERROR,
                              "Decide anew or correct the answers, and remove "
                              "the waiver; or move the day on which it ends."},
    [CHECK_NO_DECISION] = {CHECK_LEVEL_ERROR,
                           "Record what was decided under `decision` in the "
                           "profile, or name it with `--expect`."},
    [CHECK_ERROR] = {CHECK_LEVEL_ERROR,
                     "Correct the file that the message names. Until then "
                     "nothing is known of the decision."},
    [CHECK_WAIVER_EXPIRING] = {CHECK_LEVEL_WARNING,
                               "Decide anew or correct the answers before that "
                               "day; or move it."},
    [CHECK_WAIVER_UNUSED] = {CHECK_LEVEL_WARNING,
                             "Remove the waiver from the profile."},
    [CHECK_LOCK_MISSING] = {CHECK_LEVEL_ERROR,
                            "Run `dvf check --lock .`, and keep `dvf.lock` "
                            "under version control."},
    [CHECK_LOCK_CHANGED] = {CHECK_LEVEL_NOTE,
                            "If the decision still holds, refresh the lock: "
                            "`dvf check --lock .`."},
    [CHECK_LOCK_MOVED] = {CHECK_LEVEL_WARNING,
                          "If the decision still holds, refresh the lock: `dvf "
                          "check --lock .`. Otherwise decide anew, or correct "
                          "the answers, and then lock again."},
    [CHECK_PROVISIONAL] = {CHECK_LEVEL_WARNING,
                           "Answer the questions that the message names."},
    [CHECK_IDLE_ANSWER] = {CHECK_LEVEL_WARNING,
                           "Remove the answer, or correct the one by which the "
                           "question does not apply."},
    [CHECK_RECORD_MOVED] = {CHECK_LEVEL_ERROR,
                            "Correct the profile if it is wrong. Otherwise "
                            "decide anew, and renew the record: `dvf record "
                            "--update`."},
    [CHECK_RECORD_CHANGED] = {CHECK_LEVEL_WARNING,
                              "Look at the record again, and renew it: `dvf "
                              "record --update`."},
    [CHECK_RECORD_APART] = {CHECK_LEVEL_WARNING,
                            "Name the record in the profile, as `record` under "
                            "`decision`."},
    [CHECK_RECORD_UNREAD] = {CHECK_LEVEL_WARNING,
                             "Write a record that can be checked: `dvf "
                             "record`."},
};

/* A title or a clause as a sentence. */
static void put_sentence(struct sarif *sarif, const char *key, const char *text)
{
    bool lower = text[0] >= 'a' && text[0] <= 'z';

    buffer_putc(&sarif->text, lower ? (char)(text[0] - 'a' + 'A') : text[0]);
    buffer_printf(&sarif->text, "%s.", text + 1);
    put_scratch_message(sarif, key);
}

/* "waiver_expired" as "WaiverExpired", as rules are named there. */
static void put_name(struct sarif *sarif, const char *word)
{
    bool begins = true;

    for (; *word != '\0'; word++) {
        if (*word != '_')
            buffer_putc(&sarif->text,
                        begins ? (char)(*word - 'a' + 'A') : *word);
        begins = *word == '_';
    }
    json_key(&sarif->json, "name");
    json_bytes(&sarif->json, sarif->text.bytes, sarif->text.length);
    buffer_clear(&sarif->text);
}

static void put_rule(struct sarif *sarif, unsigned kind)
{
    struct json_writer *json = &sarif->json;
    const char *title = check_finding_title(kind);

    json_begin_object(json);
    json_member(json, "id", check_finding_word(kind));
    put_name(sarif, check_finding_word(kind));
    put_sentence(sarif, "shortDescription", title);
    put_sentence(sarif, "fullDescription",
                 kind < CHECK_OUTCOME_COUNT
                     ? check_outcome_meaning((enum check_outcome)kind)
                     : title);
    put_message(sarif, "help", rules[kind].help);
    json_member(json, "helpUri", SARIF_HOME_FOR);
    json_key(json, "defaultConfiguration");
    json_begin_object(json);
    json_member(json, "level", check_level_word(rules[kind].level));
    json_end(json);
    json_end(json);
}

static void put_rules(struct sarif *sarif)
{
    unsigned kind;

    json_key(&sarif->json, "rules");
    json_begin_array(&sarif->json);
    for (kind = 0; kind < CHECK_FINDING_COUNT; kind++)
        put_rule(sarif, kind);
    json_end(&sarif->json);
}

/* --------------------------------------------------------------------- Room */

/* Writes one value of an array. */
typedef void sarif_writer(struct sarif *sarif, const void *item);

/* Write a value of an array if the report stays within some bytes. @return was
 * it written? */
static bool put_within(struct sarif *sarif, size_t limit, sarif_writer *write,
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

/* ------------------------------------------------------------------ Results */

/* Usual size of a result without related locations, and of an artifact. */
#define RESULT_BYTES   1200
#define ARTIFACT_BYTES 500

/* A finding, with its related locations or without. */
struct found {
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
    put_file(sarif, "artifactLocation", place->file);
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
        put_message(sarif, "message", place->message);
    json_key(json, "properties");
    json_begin_object(json);
    json_member(json, "pointer", place->pointer);
    json_end(json);
    json_end(json);
}

static void put_locations(struct sarif *sarif, const struct found *found)
{
    struct json_writer *json = &sarif->json;
    const struct check_finding *finding = found->finding;
    uint32_t i;

    json_key(json, "locations");
    json_begin_array(json);
    put_location(sarif, &finding->place, 0);
    json_end(json);
    if (!found->related || finding->related_count == 0)
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
static void put_suppressions(struct sarif *sarif, const struct found *found)
{
    json_key(&sarif->json, "suppressions");
    json_begin_array(&sarif->json);
    if (found->finding->kind == CHECK_WAIVED &&
        found->finding->level != CHECK_LEVEL_ERROR && found->result->evaluation)
        put_suppression(sarif, found->result);
    json_end(&sarif->json);
}

static void put_reported(struct sarif *sarif, const void *address)
{
    struct json_writer *json = &sarif->json;
    const struct found *found = address;
    const struct check_finding *finding = found->finding;

    json_begin_object(json);
    json_member(json, "ruleId", check_finding_word(finding->kind));
    json_number(json, "ruleIndex", finding->kind);
    json_member(json, "level", check_level_word(finding->level));
    finding_append(&sarif->text, finding);
    put_scratch_message(sarif, "message");
    put_locations(sarif, found);
    json_key(json, "partialFingerprints");
    json_begin_object(json);
    json_member(json, "dvfFinding/v1", finding->fingerprint);
    json_end(json);
    put_suppressions(sarif, found);
    json_key(json, "properties");
    json_begin_object(json);
    json_member(json, "profile", found->result->profile);
    json_member(json, "outcome", check_outcome_word(found->result->outcome));
    json_end(json);
    json_end(json);
}

/* End of related locations, which leaves room for the results to come and for
 * the artifacts. */
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

/* Results go without related locations once room gets short, then not at
 * all. */
static void put_result(struct sarif *sarif, struct found *found)
{
    sarif->seen++;
    if (sarif->results == SARIF_RESULTS_MAX)
        return;
    if (put_within(sarif, related_end(sarif), put_reported, found)) {
        sarif->results++;
        return;
    }
    found->related = false;
    if (!put_within(sarif, SARIF_RESULTS_END, put_reported, found))
        return;
    sarif->results++;
    sarif->without_related += found->finding->related_count > 0;
}

static void put_level(struct sarif *sarif, const struct check_result *result,
                      enum check_level level)
{
    uint32_t i;

    for (i = 0; i < result->findings_count; i++) {
        struct found found = {result, &result->findings[i], true};

        if (found.finding->level == level)
            put_result(sarif, &found);
    }
}

static void put_results(struct sarif *sarif)
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

/* ---------------------------------------------------------------- Artifacts */

/* A profile, and how many before it have the same file: artifacts must not
 * be alike. */
struct analysed {
    const struct check_result *result;
    uint32_t before;
};

static void put_artifact(struct sarif *sarif, const void *address)
{
    struct json_writer *json = &sarif->json;
    const struct analysed *item = address;

    json_begin_object(json);
    put_file(sarif, "location", item->result->file);
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

static const uint32_t *count_files(const struct check_report *report,
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

static void put_artifacts(struct sarif *sarif)
{
    const struct check_report *report = sarif->report;
    struct arena arena = {0};
    const uint32_t *repeats = count_files(report, &arena);
    size_t i;

    json_key(&sarif->json, "artifacts");
    json_begin_array(&sarif->json);
    for (i = 0; repeats && i < report->count; i++) {
        struct analysed item = {&report->results[i], repeats[i]};

        if (put_within(sarif, SARIF_ARTIFACTS_END, put_artifact, &item))
            sarif->artifacts++;
    }
    json_end(&sarif->json);
    if (!repeats)
        sarif->json.out->failed = true;
    arena_release(&arena);
}

/* ------------------------------------------------------------------ The run */

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
    put_rules(sarif);
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
    put_message(sarif, "description", "The root of the repository.");
    json_end(json);
    json_end(json);
}

/* A notification of a cut: `all` less `kept`. */
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
    put_scratch_message(sarif, "message");
    json_end(&sarif->json);
}

static void put_knowledge(struct sarif *sarif)
{
    if (!sarif->report->knowledge.says)
        return;
    json_begin_object(&sarif->json);
    json_member(&sarif->json, "level", "note");
    put_message(sarif, "message", sarif->report->knowledge.says);
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
    put_knowledge(sarif);
    json_end(json);
    json_end(json);
    json_end(json);
}

static void put_properties(struct sarif *sarif)
{
    struct item item = {.kb = sarif->report->kb,
                        .data = sarif->report->kb,
                        .words = &sarif->text};

    json_key(&sarif->json, "properties");
    json_begin_object(&sarif->json);
    json_key(&sarif->json, "kb");
    json_record(&sarif->json, &record_kb, &item);
    item.data = sarif->report;
    json_key(&sarif->json, "check");
    json_record(&sarif->json, &record_summary, &item);
    json_end(&sarif->json);
    buffer_clear(&sarif->text);
}

static void put_run(struct sarif *sarif)
{
    json_begin_object(&sarif->json);
    put_tool(sarif);
    put_automation(sarif);
    json_member(&sarif->json, "columnKind", "unicodeCodePoints");
    put_base(sarif);
    put_properties(sarif);
    put_results(sarif);
    put_artifacts(sarif);
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
