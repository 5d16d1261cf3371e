/* SPDX-License-Identifier: MIT */
/*
 * Annotations for GitHub: read back by the rules of the runner (ActionCommand,
 * TryParseV2), they are the findings, and nothing of them is anything else.
 */
#include "sample_checks.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ------------------------------------------------- The runner's rules */

#define PROPERTIES_MAX 8

struct command {
    char name[16];
    struct buffer names[PROPERTIES_MAX];
    struct buffer values[PROPERTIES_MAX];
    size_t properties;
    struct buffer data;
};

static void command_release(struct command *command)
{
    size_t i;

    for (i = 0; i < PROPERTIES_MAX; i++) {
        buffer_release(&command->names[i]);
        buffer_release(&command->values[i]);
    }
    buffer_release(&command->data);
}

static const struct {
    const char *escape;
    char byte;
    bool property;
} unescapes[] = {
    {"%0D", '\r', false}, {"%0A", '\n', false}, {"%3A", ':', true},
    {"%2C", ',', true},   {"%25", '%', false},
};

static void unescape(struct buffer *out, const char *bytes, size_t length,
                     bool property)
{
    size_t i;
    size_t j;

    for (i = 0; i < length; i++) {
        for (j = 0; j < COUNT(unescapes); j++)
            if (length - i >= 3 && (property || !unescapes[j].property) &&
                memcmp(bytes + i, unescapes[j].escape, 3) == 0)
                break;
        if (j < COUNT(unescapes)) {
            buffer_putc(out, unescapes[j].byte);
            i += 2;
        } else {
            buffer_putc(out, bytes[i]);
        }
    }
    buffer_append(out, "", 0);
    assert_false(out->failed);
}

static const char *find_colons(const char *from, const char *end)
{
    for (; from + 1 < end; from++)
        if (from[0] == ':' && from[1] == ':')
            return from;
    return NULL;
}

static void parse_property(struct command *command, const char *text,
                           const char *end)
{
    const char *equals = memchr(text, '=', (size_t)(end - text));
    size_t index = command->properties;

    assert_non_null(equals);
    assert_true(index < PROPERTIES_MAX);
    command->properties++;
    buffer_append(&command->names[index], text, (size_t)(equals - text));
    unescape(&command->values[index], equals + 1, (size_t)(end - equals - 1),
             true);
}

/* @return whether the line is a command */
static bool parse(struct command *command, const char *line, size_t length)
{
    const char *end = line + length;
    const char *close;
    const char *at;

    *command = (struct command){.properties = 0};
    while (line < end && *line == ' ')
        line++;
    if (end - line < 2 || line[0] != ':' || line[1] != ':')
        return false;
    line += 2;
    close = find_colons(line, end);
    if (!close)
        return false;
    at = memchr(line, ' ', (size_t)(close - line));
    if (!at)
        at = close;
    assert_true((size_t)(at - line) < sizeof command->name);
    memcpy(command->name, line, (size_t)(at - line));
    while (at < close) {
        const char *comma;

        at++;
        comma = memchr(at, ',', (size_t)(close - at));
        comma = comma ? comma : close;
        parse_property(command, at, comma);
        at = comma;
    }
    unescape(&command->data, close + 2, (size_t)(end - close - 2), false);
    return true;
}

static const char *property(const struct command *command, const char *name)
{
    size_t i;

    for (i = 0; i < command->properties; i++)
        if (strcmp(command->names[i].bytes, name) == 0)
            return command->values[i].bytes;
    return NULL;
}

/* -------------------------------------------------------- Comparing */

static void safe(struct buffer *out, const char *text)
{
    buffer_clear(out);
    utf8_append_safe(out, text, strlen(text), false);
    buffer_append(out, "", 0);
    assert_false(out->failed);
}

/* A number as a property, which is absent where there is none. */
static void expect_number(const struct command *command, const char *name,
                          uint32_t number)
{
    char digits[16];

    snprintf(digits, sizeof digits, "%" PRIu32, number);
    if (number == 0)
        assert_null(property(command, name));
    else
        assert_string_equal(property(command, name), digits);
}

static void expect_finding(const struct command *command,
                           const struct check_finding *finding)
{
    static const char *const names[] = {"error", "warning", "notice"};
    struct buffer text = {0};
    uint32_t i;

    assert_string_equal(command->name, names[finding->level]);
    safe(&text, finding->place.file);
    assert_string_equal(property(command, "file"), text.bytes);
    expect_number(command, "line", finding->place.at.line);
    expect_number(command, "col", finding->place.at.column);
    assert_string_equal(property(command, "title"),
                        check_finding_title(finding->kind));
    safe(&text, finding->message);
    assert_true(strncmp(command->data.bytes, text.bytes, text.length) == 0);
    if (finding->waiver) {
        safe(&text, finding->waiver);
        assert_non_null(strstr(command->data.bytes, "\nWaiver: "));
        assert_non_null(strstr(command->data.bytes, text.bytes));
    }
    if (finding->hint) {
        safe(&text, finding->hint);
        assert_non_null(strstr(command->data.bytes, text.bytes));
    }
    for (i = 0; i < finding->related_count; i++) {
        safe(&text, finding->related[i].message);
        assert_non_null(strstr(command->data.bytes, text.bytes));
    }
    buffer_release(&text);
}

/* The next finding of a level; null behind the last one. */
static const struct check_finding *next_finding(const struct sample *sample,
                                                size_t *result, uint32_t *index,
                                                enum check_level level)
{
    for (; *result < sample->count; (*result)++, *index = 0)
        while (*index < sample->results[*result].findings_count) {
            const struct check_finding *finding =
                &sample->results[*result].findings[(*index)++];

            if (finding->level == level)
                return finding;
        }
    return NULL;
}

/* Every finding is a command, errors first, ten of a level at most; the last
 * line is none. */
static void expect_findings(const struct sample *sample, const char *text)
{
    unsigned level;

    for (level = 0; level < CHECK_LEVEL_COUNT; level++) {
        const struct check_finding *finding;
        size_t result = 0;
        uint32_t index = 0;
        unsigned count = 0;

        while ((finding = next_finding(sample, &result, &index,
                                       (enum check_level)level))) {
            struct command command;

            if (++count > 10)
                continue;
            assert_true(parse(&command, text, strcspn(text, "\n")));
            expect_finding(&command, finding);
            command_release(&command);
            text += strcspn(text, "\n") + 1;
        }
    }
    assert_int_equal(strcspn(text, "\n"), strlen(text) - 1);
    assert_true(*text >= '0' && *text <= '9');
    assert_null(strstr(text, "##["));
}

/* ------------------------------------------------------------- Tests */

static void a_runner_reads_back_every_finding(void **state)
{
    struct sample sample;
    dvf_text text;

    (void)state;
    sample_begin(&sample, SAMPLE_CHECKS);
    sample_add_all(&sample);
    text = sample_render(&sample, check_report_github, NULL);
    expect_findings(&sample, text.bytes);
    dvf_text_release(&text);
    sample_end(&sample);
}

static void hostile_texts_come_through_as_they_are_shown(void **state)
{
    size_t i;
    size_t j;

    (void)state;
    for (i = 0; i < sample_hostile_count; i++) {
        struct sample sample;
        dvf_text text;

        sample_begin(&sample, SAMPLE_CHECKS);
        sample_add_all(&sample);
        for (j = 0; j < sample.count; j++)
            sample_replace(&sample, &sample.results[j], sample_hostile[i]);
        text = sample_render(&sample, check_report_github, NULL);
        expect_findings(&sample, text.bytes);
        dvf_text_release(&text);
        sample_end(&sample);
    }
}

static void a_place_without_a_line_has_none(void **state)
{
    struct sample sample;
    dvf_text text;

    (void)state;
    sample_begin(&sample, 1);
    sample_add_error(&sample, "a.yaml")->findings[0].place.at.line = 0;
    text = sample_render(&sample, check_report_github, NULL);
    assert_true(strncmp(text.bytes, "::error file=a.yaml,title=", 26) == 0);
    dvf_text_release(&text);
    sample.results[0].findings[0].place.file = "-";
    text = sample_render(&sample, check_report_github, NULL);
    assert_true(strncmp(text.bytes, "::error title=", 14) == 0);
    dvf_text_release(&text);
    sample_end(&sample);
}

/* Lines of a text that begin with some words. */
static size_t lines_with(const char *text, const char *words)
{
    size_t count = 0;

    while (*text != '\0') {
        count += strncmp(text, words, strlen(words)) == 0;
        text += strcspn(text, "\n") + 1;
    }
    return count;
}

static void the_tenth_of_a_level_says_how_many_more_there_are(void **state)
{
    struct sample sample;
    dvf_text text;
    size_t i;

    (void)state;
    sample_begin(&sample, 5 * SAMPLE_CHECKS);
    for (i = 0; i < 5; i++)
        sample_add_all(&sample);
    text = sample_render(&sample, check_report_github, NULL);
    expect_findings(&sample, text.bytes);
    assert_int_equal(lines_with(text.bytes, "::error "), 10);
    assert_int_equal(lines_with(text.bytes, "::warning "), 10);
    assert_int_equal(lines_with(text.bytes, "::notice "), 10);
    /* of each sample 7 errors, 2 warnings and 3 notes */
    assert_non_null(strstr(text.bytes, "%0AAnd 25 more errors without"));
    assert_null(strstr(text.bytes, "more warnings"));
    assert_non_null(strstr(text.bytes, "%0AAnd 5 more notes without"));
    dvf_text_release(&text);
    sample_end(&sample);
}

static void a_long_message_is_cut_where_the_runner_would(void **state)
{
    struct sample sample;
    struct buffer long_text = {0};
    struct command command;
    dvf_text text;

    (void)state;
    buffer_repeat(&long_text, "\xc3\xa9%", 20000);
    sample_begin(&sample, 1);
    sample_add_error(&sample, "a.yaml")->findings[0].message = long_text.bytes;
    text = sample_render(&sample, check_report_github, NULL);
    assert_true(parse(&command, text.bytes, strcspn(text.bytes, "\n")));
    assert_true(command.data.length <= 4096 && command.data.length > 3000);
    assert_string_equal(command.data.bytes + command.data.length - 3, "...");
    for (size_t i = 0; i < command.data.length;) {
        uint32_t character;
        size_t used = utf8_decode(command.data.bytes + i,
                                  command.data.length - i, &character);

        assert_true(used > 0);
        i += used;
    }
    command_release(&command);
    dvf_text_release(&text);
    sample_end(&sample);
    buffer_release(&long_text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_runner_reads_back_every_finding),
        cmocka_unit_test(hostile_texts_come_through_as_they_are_shown),
        cmocka_unit_test(a_place_without_a_line_has_none),
        cmocka_unit_test(the_tenth_of_a_level_says_how_many_more_there_are),
        cmocka_unit_test(a_long_message_is_cut_where_the_runner_would),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
