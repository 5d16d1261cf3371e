/* SPDX-License-Identifier: MIT */
/*
 * The formats of a check for machines: no text changes their structure, no
 * result without an evaluation looks like a success, and what hosts do not
 * take is cut and said to be.
 */
#include "support.h"

#include "base/utf8.h"
#include "check_fixture.h"

#include <stdlib.h>
#include <string.h>

static const char *const hostile_words[] = {
    "two\nlines",
    "\r\n::error::no",
    "::error file=x::no",
    "  ::warning::no",
    "##[error]no",
    "###[error]no",
    "##vso[task.complete]",
    "\x1b[31mred\x1b[0m",
    "\xe2\x80\xae"
    "back",
    "\xe2\x80\xa8"
    "line",
    "]]>",
    "</script><script>",
    "<!--",
    "-->",
    "<failure/>",
    "&lt;&#0;&x;",
    "a|b",
    "`code` ```",
    "\"quoted\", \"more\": 1",
    "'quoted'",
    "back\\slash\\",
    "{0} {{ }",
    "[text](http://x.example)",
    "[text](1)",
    "100%0A%25",
    "\xff\xfe broken \xc3",
    "\xf0\x9f\x98\x80",
    "\x01\x02\x7f",
    "\t tab \t",
    "null",
    "../.././x",
    "#",
    "?q=1#f",
};

/* ------------------------------------------------------------- Structure */

/* Strings become "x", but for keys; those of scores are options. */
static void json_structure(const char *text, struct buffer *out)
{
    static const char scores[] = "\"scores\": {";
    bool in_scores = false;

    while (*text != '\0') {
        const char *start = text;

        if (strncmp(text, scores, sizeof scores - 1) == 0)
            in_scores = true;
        else if (*text == '}')
            in_scores = false;
        if (*text != '"') {
            buffer_putc(out, *text++);
            continue;
        }
        for (text++; *text != '"'; text++) {
            assert_int_not_equal(*text, '\0');
            text += *text == '\\';
        }
        text++;
        if (*text == ':' && (!in_scores || strncmp(start, scores, 9) == 0))
            buffer_append(out, start, (size_t)(text - start));
        else
            buffer_puts(out, "x");
    }
}

/* Values of attributes and lines of text become "x". */
static void xml_structure(const char *text, struct buffer *out)
{
    bool in_tag = false;

    for (; *text != '\0'; text++) {
        if (in_tag && *text == '"') {
            text += 1 + strcspn(text + 1, "\"<");
            assert_int_equal(*text, '"');
            buffer_puts(out, "\"x\"");
        } else if (in_tag || *text == '<' || *text == '\n') {
            buffer_putc(out, *text);
        }
        in_tag = *text != '>' && (in_tag || *text == '<');
    }
}

static const struct {
    const char *name;
    check_renderer *render;
    void (*structure)(const char *text, struct buffer *out);
} formats[] = {
    {"json", check_report_json, json_structure},
    {"sarif", check_report_sarif, json_structure},
    {"gitlab", check_report_gitlab, json_structure},
    {"junit", check_report_junit, xml_structure},
};

static void expect_harmless(const struct buffer *report)
{
    const char *text = report->bytes;
    size_t i;

    assert_null(strstr(text, "##["));
    for (i = 0; i < report->length;) {
        uint32_t character = 0;
        size_t used = utf8_decode(text + i, report->length - i, &character);

        assert_true(used > 0);
        assert_true(character == '\n' || character >= ' ');
        assert_false(utf8_is_hostile(character));
        i += used;
        if (character == '\n')
            assert_int_not_equal(
                strncmp(text + i + strspn(text + i, " "), "::", 2), 0);
    }
}

static void put_structure(size_t format, const char *word, struct buffer *out)
{
    struct check_fixture fixture;
    struct buffer report = {0};

    fixture_init(&fixture, word);
    fixture_render(&fixture.report, formats[format].render, &report);
    expect_harmless(&report);
    formats[format].structure(report.bytes, out);
    assert_false(out->failed);
    buffer_release(&report);
    fixture_release(&fixture);
}

static void no_text_changes_the_structure_of_a_report(void **state)
{
    size_t format;
    size_t i;

    (void)state;
    for (format = 0; format < COUNT(formats); format++) {
        struct buffer plain = {0};

        put_structure(format, "x", &plain);
        for (i = 0; i < COUNT(hostile_words); i++) {
            struct buffer found = {0};

            put_structure(format, hostile_words[i], &found);
            if (strcmp(found.bytes, plain.bytes) != 0)
                fail_msg("%s is another one with word %zu",
                         formats[format].name, i);
            buffer_release(&found);
        }
        buffer_release(&plain);
    }
}

/* -------------------------------------------------------------- Outcomes */

static void render_all(check_renderer *render, struct buffer *out)
{
    struct check_fixture fixture;

    fixture_init(&fixture, "x");
    fixture_render(&fixture.report, render, out);
    fixture_release(&fixture);
}

static void expect_count(const struct buffer *out, const char *word,
                         size_t count)
{
    size_t found = fixture_occurrences(out->bytes, word);

    if (found != count)
        fail_msg("'%s' %zu times, not %zu, in\n%s", word, found, count,
                 out->bytes);
}

static void
json_has_a_check_in_each_result_and_no_verdict_in_an_error(void **state)
{
    struct buffer out = {0};
    const char *error;

    (void)state;
    render_all(check_report_json, &out);
    expect_count(&out, "\n      \"check\": {", CHECK_OUTCOME_COUNT);
    expect_count(&out, "\n      \"verdict\": {", CHECK_OUTCOME_COUNT - 1);
    error = strstr(out.bytes, "\"outcome\": \"error\"");
    assert_non_null(error);
    assert_null(strstr(error, "\"verdict\""));
    expect_count(&out, "\"status\": 2", 1);
    expect_count(&out, "\"failed\": 5", 1);
    buffer_release(&out);
}

static void junit_shows_what_is_not_evaluated_as_an_error(void **state)
{
    struct buffer out = {0};

    (void)state;
    render_all(check_report_junit, &out);
    expect_count(&out, "tests=\"8\" failures=\"4\" errors=\"1\" skipped=\"0\"",
                 2);
    expect_count(&out, "<testcase ", 8);
    expect_count(&out, "<failure ", 4);
    expect_count(&out, "<error type=\"error\"", 1);
    expect_count(&out, "<system-out>", 8);
    buffer_release(&out);
}

static void junit_skips_what_passes_without_a_test(void **state)
{
    struct check_fixture fixture;
    struct buffer out = {0};

    (void)state;
    fixture_init(&fixture, "x");
    fixture.results[CHECK_UNDECIDED].fails = false;
    fixture.results[CHECK_NO_DECISION].fails = false;
    fixture.results[CHECK_DIFFERS].fails = false;
    fixture_render(&fixture.report, check_report_junit, &out);
    expect_count(&out, "failures=\"1\" errors=\"1\" skipped=\"2\"", 2);
    expect_count(&out, "<skipped ", 2);
    /* A waiver tests nothing either. */
    fixture.results[CHECK_WAIVED].unwaived = CHECK_UNDECIDED;
    buffer_clear(&out);
    fixture_render(&fixture.report, check_report_junit, &out);
    expect_count(&out, "failures=\"1\" errors=\"1\" skipped=\"3\"", 2);
    expect_count(&out, "<skipped ", 3);
    buffer_release(&out);
    fixture_release(&fixture);
}

static void junit_names_the_lock_where_it_alone_fails(void **state)
{
    struct check_fixture fixture;
    struct buffer out = {0};

    (void)state;
    fixture_init(&fixture, "x");
    fixture.results[CHECK_AGREES].fails = true;
    fixture.findings[CHECK_AGREES][0].kind = CHECK_LOCK_MOVED;
    fixture.findings[CHECK_AGREES][0].level = CHECK_LEVEL_ERROR;
    fixture.report = fixture_report(fixture.kb, fixture.results, 1);
    fixture_render(&fixture.report, check_report_junit, &out);
    expect_count(&out, "<failure type=\"lock_moved\"", 1);
    buffer_release(&out);
    fixture_release(&fixture);
}

static void sarif_suppresses_what_is_waived_and_nothing_else(void **state)
{
    struct buffer out = {0};

    (void)state;
    render_all(check_report_sarif, &out);
    expect_count(&out, "\"ruleId\": ", (size_t)CHECK_OUTCOME_COUNT * 3);
    expect_count(&out, "\"kind\": \"inSource\"", 1);
    expect_count(&out, "\"suppressions\": []",
                 (size_t)CHECK_OUTCOME_COUNT * 3 - 1);
    expect_count(&out, "\"executionSuccessful\": false", 1);
    expect_count(&out, "\"toolExecutionNotifications\": []", 1);
    expect_count(&out, "\"analysisTarget\"", CHECK_OUTCOME_COUNT);
    buffer_release(&out);
}

static void sarif_has_an_expired_waiver_open(void **state)
{
    struct check_fixture fixture;
    struct buffer out = {0};

    (void)state;
    fixture_init(&fixture, "x");
    fixture.report = fixture_report(fixture.kb,
                                    &fixture.results[CHECK_WAIVER_EXPIRED], 1);
    fixture_render(&fixture.report, check_report_sarif, &out);
    expect_count(&out, "\"inSource\"", 0);
    expect_count(&out, "\"executionSuccessful\": true", 1);
    buffer_release(&out);
    fixture_release(&fixture);
}

static void sarif_begins_with_the_most_severe_results(void **state)
{
    struct buffer out = {0};
    const char *results;
    const char *note;
    const char *warning;

    (void)state;
    render_all(check_report_sarif, &out);
    results = strstr(out.bytes, "\"results\"");
    assert_non_null(results);
    warning = strstr(results, "\"level\": \"warning\"");
    note = strstr(results, "\"level\": \"note\"");
    assert_true(warning && note && warning < note);
    assert_null(strstr(warning, "\"level\": \"error\""));
    assert_null(strstr(note, "\"level\": \"warning\""));
    buffer_release(&out);
}

static void sarif_has_a_rule_with_help_for_each_kind(void **state)
{
    struct buffer out = {0};
    unsigned kind;

    (void)state;
    render_all(check_report_sarif, &out);
    expect_count(&out, "\"help\": {", CHECK_FINDING_COUNT);
    for (kind = 0; kind < CHECK_FINDING_COUNT; kind++) {
        struct buffer id = {0};

        buffer_printf(&id, "\"id\": \"%s\"", check_finding_word(kind));
        expect_count(&out, id.bytes, 1);
        buffer_release(&id);
    }
    buffer_release(&out);
}

static void sarif_encodes_places_and_parts_links(void **state)
{
    struct check_fixture fixture;
    struct buffer out = {0};

    (void)state;
    fixture_init(&fixture, "./a b/[\xc3\xa9](1){0}.yaml");
    fixture_render(&fixture.report, check_report_sarif, &out);
    assert_non_null(strstr(
        out.bytes, "\"uri\": \"a%20b/%5B%C3%A9%5D%281%29%7B0%7D.yaml\""));
    assert_non_null(strstr(out.bytes, "[\xc3\xa9] (1){{0}}.yaml"));
    assert_null(strstr(out.bytes, "\"text\": \"./a b/[\xc3\xa9](1)"));
    buffer_release(&out);
    fixture_release(&fixture);
}

static void an_absolute_path_has_no_base(void **state)
{
    struct check_fixture fixture;
    struct buffer out = {0};

    (void)state;
    fixture_init(&fixture, "/srv/a.yaml");
    fixture_render(&fixture.report, check_report_sarif, &out);
    assert_non_null(strstr(out.bytes, "\"uri\": \"file:///srv/a.yaml\""));
    expect_count(&out, "uriBaseId", 0);
    buffer_release(&out);
    fixture_release(&fixture);
}

static void gitlab_has_a_line_a_plain_path_and_a_severity(void **state)
{
    struct check_fixture fixture;
    struct buffer out = {0};

    (void)state;
    fixture_init(&fixture, ".//./a/b.yaml");
    fixture_render(&fixture.report, check_report_gitlab, &out);
    expect_count(&out, "\"path\": \"a/b.yaml\"",
                 (size_t)CHECK_OUTCOME_COUNT * FIXTURE_FINDINGS);
    expect_count(&out, "\"begin\": 0", 0);
    expect_count(&out, "\"severity\": \"critical\"", 1);
    expect_count(&out, "\"severity\": \"major\"", 4);
    expect_count(&out, "\"severity\": \"minor\"", CHECK_OUTCOME_COUNT);
    buffer_release(&out);
    fixture_release(&fixture);
}

static void gitlab_without_findings_is_an_empty_list(void **state)
{
    struct check_fixture fixture;
    struct buffer out = {0};

    (void)state;
    fixture_init(&fixture, "x");
    fixture.results[0].findings_count = 0;
    fixture.report = fixture_report(fixture.kb, fixture.results, 1);
    assert_string_equal(
        fixture_render(&fixture.report, check_report_gitlab, &out), "[]\n");
    buffer_release(&out);
    fixture_release(&fixture);
}

/* ----------------------------------------------------------------- Twice */

static void a_file_given_twice_is_told_apart(void **state)
{
    struct check_fixture fixture;
    struct check_result twice[2];
    struct buffer out = {0};

    (void)state;
    fixture_init(&fixture, "x");
    twice[0] = twice[1] = fixture.results[CHECK_DIFFERS];
    fixture.report = fixture_report(fixture.kb, twice, 2);
    fixture_render(&fixture.report, check_report_gitlab, &out);
    expect_count(&out, fixture.findings[CHECK_DIFFERS][0].fingerprint, 1);
    expect_count(&out, "\"fingerprint\": ", 2 * FIXTURE_FINDINGS);
    buffer_clear(&out);
    fixture_render(&fixture.report, check_report_sarif, &out);
    expect_count(&out, "\"repeat\": 1", 1);
    buffer_release(&out);
    fixture_release(&fixture);
}

/* ------------------------------------------------------------------ Cuts */

/* Results that could not be evaluated, with one finding each. */
static void render_many(size_t count, const struct check_finding *finding,
                        struct buffer *out)
{
    dvf_kb *kb = load_small_kb("");
    struct check_result *results = calloc(count, sizeof *results);
    struct check_finding one = *finding;
    struct check_report report;
    size_t i;

    assert_non_null(results);
    for (i = 0; i < count; i++)
        results[i] = (struct check_result){.file = "x.yaml",
                                           .outcome = CHECK_ERROR,
                                           .fails = true,
                                           .message = "It is no profile.",
                                           .findings = &one,
                                           .findings_count = 1};
    report = fixture_report(kb, results, count);
    fixture_render(&report, check_report_sarif, out);
    free(results);
    dvf_kb_free(kb);
}

static struct check_finding make_finding(const char *message)
{
    return (struct check_finding){
        .kind = CHECK_ERROR,
        .level = CHECK_LEVEL_ERROR,
        .message = message,
        .place = {.file = "x.yaml", .pointer = "", .at = {1, 1, 1}},
        .fingerprint = "0"};
}

static void sarif_has_at_most_5000_results_and_says_so(void **state)
{
    struct check_finding finding = make_finding("No.");
    struct buffer out = {0};

    (void)state;
    render_many(5000, &finding, &out);
    expect_count(&out, "\"ruleId\": ", 5000);
    expect_count(&out, "\"toolExecutionNotifications\": []", 1);
    buffer_clear(&out);
    render_many(5012, &finding, &out);
    expect_count(&out, "\"ruleId\": ", 5000);
    expect_count(&out, "the least severe ones: 12 of 5012.", 1);
    assert_true(out.length < 10000000);
    buffer_release(&out);
}

static void sarif_stays_below_its_bytes_and_says_so(void **state)
{
    static char message[6000];
    struct check_finding finding = make_finding(message);
    struct buffer out = {0};

    (void)state;
    /* Six bytes each as JSON. */
    memset(message, 1, sizeof message - 1);
    render_many(400, &finding, &out);
    assert_true(out.length < 10000000);
    expect_count(&out, "Results left out, the least severe ones: ", 1);
    expect_count(&out, "\"analysisTarget\"", 400);
    buffer_release(&out);
}

static void sarif_leaves_related_locations_out_before_results(void **state)
{
    struct check_finding finding = make_finding("No.");
    struct check_place related[CHECK_RELATED_MAX];
    struct buffer out = {0};
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(related); i++) {
        related[i] = finding.place;
        related[i].message = "Here.";
    }
    finding.related = related;
    finding.related_count = COUNT(related);
    render_many(500, &finding, &out);
    expect_count(&out, "\"relatedLocations\"", 500);
    expect_count(&out, "\"toolExecutionNotifications\": []", 1);
    buffer_clear(&out);
    render_many(5000, &finding, &out);
    assert_true(out.length < 10000000);
    expect_count(&out, "\"ruleId\": ", 5000);
    expect_count(&out, "\"analysisTarget\"", 5000);
    expect_count(&out, "Results without their related locations: ", 1);
    buffer_release(&out);
}

static void sarif_leaves_artifacts_out_for_its_bytes_and_says_so(void **state)
{
    struct check_finding finding = make_finding("No.");
    struct buffer out = {0};

    (void)state;
    render_many(30000, &finding, &out);
    assert_true(out.length < 10000000);
    expect_count(&out, "Profiles left out of the artifacts: ", 1);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_text_changes_the_structure_of_a_report),
        cmocka_unit_test(
            json_has_a_check_in_each_result_and_no_verdict_in_an_error),
        cmocka_unit_test(junit_shows_what_is_not_evaluated_as_an_error),
        cmocka_unit_test(junit_skips_what_passes_without_a_test),
        cmocka_unit_test(junit_names_the_lock_where_it_alone_fails),
        cmocka_unit_test(sarif_suppresses_what_is_waived_and_nothing_else),
        cmocka_unit_test(sarif_has_an_expired_waiver_open),
        cmocka_unit_test(sarif_begins_with_the_most_severe_results),
        cmocka_unit_test(sarif_has_a_rule_with_help_for_each_kind),
        cmocka_unit_test(sarif_encodes_places_and_parts_links),
        cmocka_unit_test(an_absolute_path_has_no_base),
        cmocka_unit_test(gitlab_has_a_line_a_plain_path_and_a_severity),
        cmocka_unit_test(gitlab_without_findings_is_an_empty_list),
        cmocka_unit_test(a_file_given_twice_is_told_apart),
        cmocka_unit_test(sarif_has_at_most_5000_results_and_says_so),
        cmocka_unit_test(sarif_stays_below_its_bytes_and_says_so),
        cmocka_unit_test(sarif_leaves_related_locations_out_before_results),
        cmocka_unit_test(sarif_leaves_artifacts_out_for_its_bytes_and_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
