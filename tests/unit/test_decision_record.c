/* SPDX-License-Identifier: MIT */
/*
 * Decision records: the block of a record reads as the profile it was made
 * from, with the places of the record, and is guarded as a profile is.
 */
#include "check/decision_record.h"

#include "support.h"

#include "check/record_block.h"
#include "profile/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A record whose block says this, after five lines. */
#define RECORD(block)                                                          \
    "# T\n\n<!-- dvf:begin answers -->\n\n```yaml\n" block                     \
    "```\n<!-- dvf:end answers -->\n"

#define KB "knowledge_base: small\nversion: 1.2.3\nsha256: abc\n"

static dvf_status load(const dvf_kb *kb, const char *text, size_t length,
                       dvf_diagnostics *list, struct recorded *recorded)
{
    struct profile_schema *schema = recorded_schema_new(kb);
    const dvf_input input = {"r.md", text, length};

    assert_non_null(schema);
    dvf_status status = decision_record_load(schema, &input, list, recorded);
    profile_schema_free(schema);
    return status;
}

static void is_refused(const dvf_kb *kb, const char *text,
                       const struct expected *expected, size_t count)
{
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct recorded recorded;

    assert_int_equal(load(kb, text, strlen(text), list, &recorded),
                     DVF_INVALID);
    expect_list(list, expected, count);
    dvf_diagnostics_free(list);
}

static void what_is_written_reads_back(void **state)
{
    dvf_evaluation *evaluation = evaluate(
        *state,
        load_answers(*state, "speed: 60\nparts: [roof, door]\nloud: true\n"),
        NULL);
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct recorded recorded = {0};
    struct buffer text = {0};

    buffer_puts(&text, "---\nstatus: proposed\n---\n# T\r\n");
    record_answers_append(evaluation, "left", NULL, &text);
    assert_int_equal(load(*state, text.bytes, text.length, list, &recorded),
                     DVF_OK);
    assert_int_equal(dvf_diagnostics_count(list), 0);
    assert_string_equal(recorded.profile->name, evaluation->profile->name);
    assert_string_equal(recorded.profile->decision.option, "left");
    assert_string_equal(recorded.kb_id, "small");
    assert_null(recorded.file);
    assert_int_equal(recorded.profile->decision.at.line, 12);
    assert_int_equal(recorded.answers_at.line, 13);
    for (uint32_t i = 0; i < kb_attributes_count(*state); i++)
        assert_true(answer_is_same(&recorded.profile->answers[i],
                                   &evaluation->profile->answers[i]));
    dvf_profile_free(recorded.profile);
    dvf_diagnostics_free(list);
    buffer_release(&text);
    forget(evaluation);
}

static void mistakes_have_the_lines_of_the_record(void **state)
{
    static const struct expected expected[] = {
        {6, 1, "missing-key", "'answers_sha256' is missing", NULL},
        {9, 1, "unknown-key", "'profil'", NULL},
        {10, 9, "unknown-id", "no option named 'up'", "left"},
        {12, 11, "unknown-value", "'blue' is not a value of colour", NULL}};
    char digest[SHA256_HEX_SIZE];
    char text[1000];

    kb_digest(*state, digest);
    (void)snprintf(text, sizeof text,
                   RECORD("knowledge_base: small\nversion: 1\nsha256: %s\n"
                          "profil: p\noption: up\nanswers:\n"
                          "  colour: blue\n"),
                   digest);
    is_refused(*state, text, expected, COUNT(expected));
}

static void knowledge_that_changed_is_no_mistake(void **state)
{
    static const char text[] = RECORD(
        KB "profile: p\noption: left\nanswers:\n  gone: x\n"
           "  colour: blue\n  size: large\n  parts: [door, horn]\n"
           "answers_sha256: abc\n");
    static const struct expected expected[] = {
        {12, 3, "unknown-id", "no such question", NULL},
        {13, 3, "unknown-id", "no such answer", NULL},
        {15, 3, "unknown-id", "no such answer", NULL}};
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct recorded recorded = {0};
    size_t answered = 0;

    assert_int_equal(load(*state, text, strlen(text), list, &recorded), DVF_OK);
    expect_list(list, expected, COUNT(expected));
    for (uint32_t i = 0; i < kb_attributes_count(*state); i++)
        answered += answer_given(&recorded.profile->answers[i]);
    assert_int_equal(answered, 1);
    dvf_profile_free(recorded.profile);
    dvf_diagnostics_free(list);
}

static void a_block_is_guarded_as_a_profile_is(void **state)
{
    static const struct expected anchor[] = {
        {9, 10, "anchor", "anchors are not accepted", NULL}};
    static const struct expected none[] = {
        {1, 1, "structure", "holds no block of code in YAML", "--update"}};
    static const struct expected missing[] = {{0, 0, "missing-key",
                                               "the part 'answers' is missing",
                                               "<!-- dvf:begin answers -->"}};

    is_refused(*state,
               RECORD(KB "profile: &a p\noption: left\nanswers: {}\n"
                         "answers_sha256: a\n"),
               anchor, 1);
    is_refused(*state,
               "<!-- dvf:begin answers -->\n```json\n{}\n```\n"
               "<!-- dvf:end answers -->\n",
               none, 1);
    is_refused(*state, "<!-- dvf:begin context -->\n<!-- dvf:end context -->\n",
               missing, 1);
}

static void a_text_without_markers_is_no_record(void **state)
{
    static const char text[] = "# Backend\n\n```yaml\nsha256: x\n```\n";
    dvf_diagnostics *list = dvf_diagnostics_new();
    struct recorded recorded = {0};

    assert_int_equal(load(*state, text, strlen(text), list, &recorded), DVF_OK);
    assert_null(recorded.profile);
    assert_int_equal(dvf_diagnostics_count(list), 0);
    dvf_diagnostics_free(list);
}

static void a_text_past_the_limit_is_refused(void **state)
{
    static const struct expected expected[] = {
        {0, 0, "file-too-large", "larger than 1 MiB", NULL}};
    char *text = malloc(MARKED_BYTES_MAX + 2);

    assert_non_null(text);
    memset(text, '\n', MARKED_BYTES_MAX + 1);
    text[MARKED_BYTES_MAX + 1] = '\0';
    is_refused(*state, text, expected, 1);
    free(text);
}

static void records_are_known_by_the_ends_of_their_names(void **state)
{
    (void)state;
    assert_true(decision_record_is_name("docs/adr/0007-backend.md"));
    assert_true(decision_record_is_name("A.MarkDown"));
    assert_false(decision_record_is_name(".md"));
    assert_false(decision_record_is_name("dvf.yaml"));
    assert_false(decision_record_is_name("md"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(mistakes_have_the_lines_of_the_record),
        cmocka_unit_test(knowledge_that_changed_is_no_mistake),
        cmocka_unit_test(a_block_is_guarded_as_a_profile_is),
        cmocka_unit_test(a_text_without_markers_is_no_record),
        cmocka_unit_test(a_text_past_the_limit_is_refused),
        cmocka_unit_test(records_are_known_by_the_ends_of_their_names),
    };

    return cmocka_run_group_tests(tests, open_small_kb, close_kb);
}
