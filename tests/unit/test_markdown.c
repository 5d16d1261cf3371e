/* SPDX-License-Identifier: MIT */
/*
 * Markdown reports: their structure is the same whatever the texts of others
 * are, they hold to the limits of their hosts, and cuts are counted.
 */
#include "sample_checks.h"

#include "write/markdown_writer.h"

#include <stdlib.h>
#include <string.h>

static check_renderer *const renderers[] = {check_report_markdown,
                                            check_report_job_summary};
static const size_t limits[] = {65536, 1048576};

/* Not by strstr(), which sanitizers make quadratic. */
static size_t count_of(const char *text, const char *part)
{
    size_t length = strlen(part);
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += *text == *part && strncmp(text, part, length) == 0;
    return count;
}

/* ------------------------------------------------------- One text alone */

static void expect_text(const char *text, size_t limit, const char *expected)
{
    struct buffer out = {0};
    struct markdown markdown = {.out = &out};

    buffer_append(&out, "", 0);
    markdown_text(&markdown, text, limit);
    markdown_release(&markdown);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void signs_become_entities(void **state)
{
    (void)state;
    expect_text("a*b_c`d|e\\f", 99, "a&#42;b&#95;c&#96;d&#124;e&#92;f");
    expect_text("<b> [c](d)", 99, "&#60;b&#62; &#91;c&#93;(d)");
    expect_text("plain words, and (more) - it's so; ok?", 99,
                "plain words, and (more) - it's so; ok?");
}

static void mentions_and_references_are_taken_apart(void **state)
{
    (void)state;
    expect_text("@a #1 :x:", 99,
                "&#64;<!-- -->a &#35;<!-- -->1 &#58;<!-- -->x&#58;");
    expect_text("a.b. c.", 99, "a&#46;b. c.");
}

static void blanks_at_the_ends_stay_and_break_nothing(void **state)
{
    (void)state;
    expect_text("  a b  ", 99, "&#32;&#32;a b&#32;&#32;");
    expect_text("a\n\tb", 99, "a&#92;n&#92;tb");
}

static void a_long_text_is_cut_between_characters(void **state)
{
    (void)state;
    expect_text("abcd", 4, "abcd");
    expect_text("abcde", 4, "abcd...");
    expect_text("\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80x", 3,
                "\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80...");
}

/* ------------------------------------------------------------ Structure */

/* What is left of a text without entities and empty comments. */
static void strip(struct buffer *out, const char *text)
{
    buffer_clear(out);
    while (*text != '\0') {
        if (strncmp(text, "<!-- -->", 8) == 0) {
            text += 8;
        } else if (strncmp(text, "&#", 2) == 0) {
            text += strspn(text + 2, "0123456789") + 2;
            assert_true(*text == ';');
            text++;
        } else {
            buffer_putc(out, *text++);
        }
    }
    assert_false(out->failed);
}

/* The signs by which a line has structure, and its first characters. */
static void structure_of(struct buffer *out, const char *text)
{
    struct buffer stripped = {0};
    const char *at;

    strip(&stripped, text);
    buffer_clear(out);
    for (at = stripped.bytes; *at != '\0'; at++) {
        if (at == stripped.bytes || at[-1] == '\n')
            buffer_append(out, at,
                          strcspn(at, "\n") < 3 ? strcspn(at, "\n") : 3);
        if (strchr("\n|<>*_`~[]#&@!$^\\=", *at))
            buffer_putc(out, *at);
    }
    assert_false(out->failed);
    buffer_release(&stripped);
}

static void render_with(struct buffer *structure, check_renderer *render,
                        const char *replacement)
{
    struct sample sample;
    const char *line;
    dvf_text text;
    size_t i;

    sample_begin(&sample, SAMPLE_CHECKS);
    sample_add_all(&sample);
    for (i = 0; i < sample.count; i++)
        sample_replace(&sample, &sample.results[i], replacement);
    text = sample_render(&sample, render, NULL);
    structure_of(structure, text.bytes);
    assert_null(strstr(text.bytes, "##["));
    for (line = text.bytes; *line != '\0'; line += strcspn(line, "\n") + 1)
        assert_true(strncmp(line + strspn(line, " "), "::", 2) != 0);
    dvf_text_release(&text);
    sample_end(&sample);
}

static void texts_of_others_change_no_structure(void **state)
{
    struct buffer expected = {0};
    struct buffer found = {0};
    size_t i;
    size_t j;

    (void)state;
    for (i = 0; i < COUNT(renderers); i++) {
        render_with(&expected, renderers[i], "x");
        for (j = 0; j < sample_hostile_count; j++) {
            /* a profile without a name has a line less */
            if (sample_hostile[j][0] == '\0')
                continue;
            render_with(&found, renderers[i], sample_hostile[j]);
            assert_string_equal(found.bytes, expected.bytes);
        }
    }
    buffer_release(&expected);
    buffer_release(&found);
}

static void every_row_has_as_many_cells(void **state)
{
    struct sample sample;
    dvf_text text;
    const char *line;
    size_t rows = 0;

    (void)state;
    sample_begin(&sample, SAMPLE_CHECKS);
    sample_add_all(&sample);
    text = sample_render(&sample, check_report_markdown, NULL);
    for (line = text.bytes; *line != '\0'; line += strcspn(line, "\n") + 1) {
        size_t pipes = 0;
        size_t i;

        for (i = 0; line[i] != '\n'; i++)
            pipes += line[i] == '|';
        assert_true(pipes == (line[0] == '|' ? 7 : 0));
        rows += line[0] == '|';
    }
    assert_int_equal(rows, SAMPLE_CHECKS + 2);
    dvf_text_release(&text);
    sample_end(&sample);
}

/* ------------------------------------------------------------- Contents */

static void a_comment_can_be_found_again(void **state)
{
    struct sample sample;
    dvf_text text;

    (void)state;
    sample_begin(&sample, SAMPLE_CHECKS);
    sample_add_all(&sample);
    text = sample_render(&sample, check_report_markdown, NULL);
    assert_true(strncmp(text.bytes, "<!-- dvf-check -->\n", 19) == 0);
    dvf_text_release(&text);
    text = sample_render(&sample, check_report_job_summary, NULL);
    assert_true(strncmp(text.bytes,
                        "## dvf check: 1 of 12 profiles could not "
                        "be evaluated, 6 of 12 profiles fail\n",
                        77) == 0);
    dvf_text_release(&text);
    sample_end(&sample);
}

static void what_was_not_evaluated_is_an_error_and_no_pass(void **state)
{
    struct sample sample;
    dvf_text text;

    (void)state;
    sample_begin(&sample, 1);
    sample_add_error(&sample, "a.yaml");
    text = sample_render(&sample, check_report_markdown, NULL);
    assert_non_null(strstr(text.bytes, "## dvf check: 1 of 1 profile could not "
                                       "be evaluated\n"));
    assert_non_null(strstr(text.bytes, "| **error** | error |"));
    assert_null(strstr(text.bytes, "pass"));
    dvf_text_release(&text);
    sample_end(&sample);
}

static void whatever_has_a_finding_has_details(void **state)
{
    struct sample sample;
    dvf_text text;

    (void)state;
    sample_begin(&sample, SAMPLE_CHECKS);
    sample_add_all(&sample);
    text = sample_render(&sample, check_report_markdown, NULL);
    assert_int_equal(count_of(text.bytes, "<details>"), 11);
    assert_int_equal(count_of(text.bytes, "</details>"), 11);
    assert_null(strstr(text.bytes, "<summary><code>agrees&#46;yaml"));
    assert_non_null(strstr(text.bytes,
                           "<summary><code>tolerated&#46;yaml</code>: "
                           "tolerated (passes)</summary>\n\n"));
    assert_non_null(strstr(text.bytes,
                           "<summary><code>changed&#46;yaml</code>: "
                           "agrees (passes)</summary>\n\n"));
    assert_non_null(strstr(text.bytes, "<summary><code>waived&#46;yaml</code>: "
                                       "waived (passes)</summary>\n\n"));
    assert_non_null(strstr(text.bytes,
                           "\n  - Waiver: until 2026-12-01, by Jo&#58; "
                           "The move is under way\n"));
    assert_non_null(
        strstr(text.bytes, "  - line 2: loud&#58; true speaks for Right"));
    assert_null(strstr(text.bytes, "Cut:"));
    dvf_text_release(&text);
    sample_end(&sample);
}

/* --------------------------------------------------------------- Limits */

#define MANY 5000

/* Many results that share what one profile of each kind was judged to be; the
 * shares of those that fail vary. */
static dvf_text render_many(check_renderer *render, const char *replacement,
                            size_t failing)
{
    struct check_result *results = calloc(MANY, sizeof *results);
    struct check_report report;
    struct sample sample;
    dvf_text text;
    size_t i;

    assert_non_null(results);
    sample_begin(&sample, SAMPLE_CHECKS);
    sample_add_all(&sample);
    for (i = 0; replacement && i < sample.count; i++)
        sample_replace(&sample, &sample.results[i], replacement);
    /* 0 agrees, 2 differs */
    for (i = 0; i < MANY; i++)
        results[i] = sample.results[i < MANY - failing ? 0 : 2];
    report = sample_report(&sample);
    report.results = results;
    report.count = MANY;
    report.summary = check_summarise(results, MANY);
    assert_int_equal(check_render_by(render, &report, &text), DVF_OK);
    sample_end(&sample);
    free(results);
    return text;
}

/* The number before some words; 0 where they do not occur. */
static size_t number_before(const char *text, const char *words)
{
    const char *at = strstr(text, words);

    if (!at)
        return 0;
    while (at > text && at[-1] >= '0' && at[-1] <= '9')
        at--;
    return strtoul(at, NULL, 10);
}

static void limits_hold_and_cuts_are_counted(void **state)
{
    static const size_t failing[] = {0, 1, 100, 4000, MANY};
    struct buffer long_text = {0};
    const char *texts[3] = {NULL, NULL, NULL};
    size_t i;
    size_t j;
    size_t k;

    (void)state;
    buffer_repeat(&long_text, "@<|`\xc3\xa9", 3000);
    texts[1] = "services/some-project/profile.dvf.yaml";
    texts[2] = long_text.bytes;
    for (i = 0; i < COUNT(renderers); i++)
        for (j = 0; j < COUNT(texts); j++)
            for (k = 0; k < COUNT(failing); k++) {
                dvf_text text = render_many(renderers[i], texts[j], failing[k]);
                size_t rows = count_of(text.bytes, "\n| <code>");
                size_t failing_rows = count_of(text.bytes, "| **fails** |");

                assert_true(text.length < limits[i]);
                assert_int_equal(
                    rows + number_before(text.bytes, " more profiles, of"),
                    MANY);
                assert_int_equal(failing_rows +
                                     number_before(text.bytes, " fail.\n"),
                                 failing[k]);
                /* Those that fail are cut last. */
                assert_true(failing_rows == failing[k] || failing_rows == rows);
                assert_true(failing[k] == 0 || failing_rows > 0);
                assert_int_equal(count_of(text.bytes, "<details") +
                                     number_before(text.bytes, " more profile"
                                                               "s; the other") +
                                     number_before(text.bytes, " more profile; "
                                                               "the other"),
                                 failing[k]);
                dvf_text_release(&text);
            }
    buffer_release(&long_text);
}

static void a_profile_with_many_mistakes_is_cut_too(void **state)
{
    struct check_finding findings[100];
    struct sample sample;
    dvf_text text;
    size_t i;

    (void)state;
    sample_begin(&sample, 1);
    sample_add_error(&sample, "a.yaml");
    for (i = 0; i < COUNT(findings); i++)
        findings[i] = sample.results[0].findings[0];
    sample.results[0].findings = findings;
    sample.results[0].findings_count = COUNT(findings);
    text = sample_render(&sample, check_report_markdown, NULL);
    assert_int_equal(count_of(text.bytes, "- **error**, line 2: "), 10);
    assert_non_null(strstr(text.bytes, "- **Cut:** 90 more like these\n"));
    dvf_text_release(&text);
    sample_end(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_become_entities),
        cmocka_unit_test(mentions_and_references_are_taken_apart),
        cmocka_unit_test(blanks_at_the_ends_stay_and_break_nothing),
        cmocka_unit_test(a_long_text_is_cut_between_characters),
        cmocka_unit_test(texts_of_others_change_no_structure),
        cmocka_unit_test(every_row_has_as_many_cells),
        cmocka_unit_test(a_comment_can_be_found_again),
        cmocka_unit_test(what_was_not_evaluated_is_an_error_and_no_pass),
        cmocka_unit_test(whatever_has_a_finding_has_details),
        cmocka_unit_test(limits_hold_and_cuts_are_counted),
        cmocka_unit_test(a_profile_with_many_mistakes_is_cut_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
