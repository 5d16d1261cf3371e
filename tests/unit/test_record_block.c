/* SPDX-License-Identifier: MIT */
/*
 * Blocks of decision records: markers are lines, and the block of answers reads
 * back as the answers, whatever the profile is called.
 */
#include "support.h"

#include "check/lock.h"
#include "check/record_block.h"
#include "profile/profile.h"

#include <stdio.h>
#include <string.h>

static dvf_evaluation *evaluate_named(const dvf_kb *kb, const char *name,
                                      const char *answers)
{
    char text[2000];
    dvf_diagnostics *list = dvf_diagnostics_new();
    dvf_profile *profile = NULL;

    (void)snprintf(text, sizeof text, "profile: %s\nanswers:%s\n", name,
                   answers);
    if (dvf_profile_load(kb, &(dvf_input){"p", text, strlen(text)}, list,
                         &profile) != DVF_OK)
        fail_msg("%s", dvf_diagnostics_at(list, 0)->message);
    dvf_diagnostics_free(list);
    return evaluate(kb, profile, NULL);
}

static void a_marker_is_a_line_of_its_own(void **state)
{
    struct buffer out = {0};

    (void)state;
    record_part_begin(RECORD_CONTEXT, &out);
    record_part_end(RECORD_MORE_INFORMATION, &out);
    assert_string_equal(out.bytes, "<!-- dvf:begin context -->\n"
                                   "<!-- dvf:end more-information -->\n");
    assert_string_equal(record_part_word(RECORD_ANSWERS), "answers");
    buffer_release(&out);
}

static void a_block_holds_what_a_check_needs(void **state)
{
    dvf_evaluation *evaluation = evaluate_named(*state, "acme",
                                                " {deep: true, speed: 0060,\n"
                                                "  parts: [roof, door]}");
    char digest[SHA256_HEX_SIZE];
    char expected[2000];
    struct arena arena = {0};
    struct lock_entry entry;
    struct buffer out = {0};

    kb_digest(*state, digest);
    assert_int_equal(lock_entry_make(&entry, &arena, evaluation, ""), DVF_OK);
    record_answers_append(evaluation, "left", NULL, &out);
    (void)snprintf(expected, sizeof expected,
                   "<!-- dvf:begin answers -->\n\n"
                   "```yaml\n"
                   "knowledge_base: small\n"
                   "version: 1.2.3\n"
                   "sha256: %s\n"
                   "profile: acme\n"
                   "option: left\n"
                   "answers:\n"
                   "  speed: 0060\n"
                   "  parts: [door, roof]\n"
                   "  deep: true\n"
                   "answers_sha256: %s\n"
                   "```\n\n"
                   "<!-- dvf:end answers -->\n",
                   digest, entry.answers_sha256);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
    arena_release(&arena);
    forget(evaluation);
}

static void a_block_without_answers_says_so(void **state)
{
    dvf_evaluation *evaluation = evaluate_named(*state, "none", " {}");
    struct buffer out = {0};

    record_answers_append(evaluation, "left", NULL, &out);
    assert_non_null(strstr(out.bytes, "\nanswers: {}\nanswers_sha256: "));
    buffer_release(&out);
    forget(evaluation);
}

/* Columns of the longest line. */
static size_t longest_line(const char *text)
{
    size_t longest = 0;

    while (*text != '\0') {
        size_t length = strcspn(text, "\n");

        if (length > longest)
            longest = length;
        text += length + (text[length] == '\n');
    }
    return longest;
}

static void a_long_name_folds_and_reads_back(void **state)
{
    static const char name[] =
        "\"a <!-- dvf:end answers --> ``` name: of more  words than one line "
        "holds, \\\\ with \\\"quotes\\\",\\nline breaks --- and ``` fences, "
        "<!-- dvf:end answers --> again\"";
    dvf_evaluation *evaluation = evaluate_named(*state, name, " {deep: true}");
    struct buffer out = {0};
    const char *begin;
    char text[2000];

    record_answers_append(evaluation, "left", NULL, &out);
    assert_in_range(longest_line(out.bytes), 60, 80);
    assert_null(strstr(out.bytes, "\n```\n    "));
    begin = strstr(out.bytes, "profile: ");
    assert_non_null(begin);
    (void)snprintf(text, sizeof text, "%.*s",
                   (int)(strstr(begin, "option: ") - begin), begin);
    text[strlen(text) - 1] = '\0';
    dvf_evaluation *again = evaluate_named(*state, text + strlen("profile: "),
                                           " {deep: true}");

    assert_string_equal(again->profile->name, evaluation->profile->name);
    buffer_release(&out);
    forget(again);
    forget(evaluation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_marker_is_a_line_of_its_own),
        cmocka_unit_test(a_block_holds_what_a_check_needs),
        cmocka_unit_test(a_block_without_answers_says_so),
        cmocka_unit_test(a_long_name_folds_and_reads_back),
    };

    return cmocka_run_group_tests(tests, open_small_kb, close_kb);
}
