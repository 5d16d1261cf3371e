/* SPDX-License-Identifier: MIT */
/*
 * Editing the decision of profiles: option, date and record are replaced or
 * added where they belong, and every other byte stays.
 */
#include "profile/profile_edit.h"

#include "editing.h"
#include "profile/profile.h"
#include "support.h"

#include <string.h>

static const struct decision new_record = {.record = "docs/adr/0007-b.md"};
static const struct decision decided = {
    .option = "left", .date = "2026-11-27", .record = "docs/adr/0007-b.md"};

static dvf_status edit(const char *text, const struct decision *decision,
                       struct buffer *out)
{
    dvf_profile *profile = load_profile(editing_kb, text);
    struct decision *to = &profile->decision;

    to->option = decision->option ? decision->option : to->option;
    to->date = decision->date ? decision->date : to->date;
    to->record = decision->record ? decision->record : to->record;
    dvf_status status = profile_edit_decision(profile, text, strlen(text), out);
    dvf_profile_free(profile);
    return status;
}

static void becomes(const char *before, const struct decision *decision,
                    const char *after)
{
    struct buffer out = {0};

    assert_int_equal(edit(before, decision, &out), DVF_OK);
    assert_string_equal(out.bytes, after);
    buffer_release(&out);
}

static void cannot_be_edited(const char *text, const struct decision *decision)
{
    struct buffer out = {0};

    buffer_puts(&out, "kept");
    assert_int_equal(edit(text, decision, &out), DVF_INVALID);
    assert_int_equal(out.length, 4);
    buffer_release(&out);
}

static void a_decision_that_is_not_there_stands_at_the_end(void **state)
{
    (void)state;
    becomes("profile: p # ours\nanswers:\n    colour: red\n# end\n",
            &new_record,
            "profile: p # ours\nanswers:\n    colour: red\n# end\n"
            "decision:\n    record: docs/adr/0007-b.md\n");
    becomes("answers: {}\r\nprofile: p", &decided,
            "answers: {}\r\nprofile: p\r\ndecision:\r\n  option: left\r\n"
            "  date: 2026-11-27\r\n  record: docs/adr/0007-b.md");
    becomes("profile: p\n\nanswers:\n  colour: red\n", &new_record,
            "profile: p\n\nanswers:\n  colour: red\n\n"
            "decision:\n  record: docs/adr/0007-b.md\n");
    becomes("  profile: p\n  answers:\n    colour: red\n", &new_record,
            "  profile: p\n  answers:\n    colour: red\n"
            "  decision:\n    record: docs/adr/0007-b.md\n");
}

static void what_is_recorded_is_replaced_in_place(void **state)
{
    (void)state;
    becomes(
        "profile: p\ndecision: # taken\n  record: 'a.md' # first\n"
        "  option:   'right'# no\n  because: |\n    it was\n\n"
        "answers: {}\n",
        &decided,
        "profile: p\ndecision: # taken\n  record: docs/adr/0007-b.md # first\n"
        "  option:   left # no\n  date: 2026-11-27\n  because: |\n"
        "    it was\n\nanswers: {}\n");
    becomes("profile: p\ndecision: {option: left , because: x}\nanswers: {}\n",
            &new_record,
            "profile: p\ndecision: {option: left, record: "
            "docs/adr/0007-b.md , because: x}\nanswers: {}\n");
}

static void what_is_the_same_stays_as_it_is_written(void **state)
{
    static const char text[] =
        "profile: p\ndecision: {\"date\": 2026-11-27, 'option': \"left\",\n"
        "  record: \"docs/adr/0007-b.md\"}\nanswers:\n";

    (void)state;
    becomes(text, &decided, text);
}

static void json_stays_json(void **state)
{
    (void)state;
    becomes("{\"profile\": \"p\", \"answers\": {}}\n", &new_record,
            "{\"profile\": \"p\", \"answers\": {}, \"decision\": "
            "{\"record\": \"docs/adr/0007-b.md\"}}\n");
    becomes("{\n\t\"profile\": \"p\",\n\t\"answers\": {\"loud\": true}\n}",
            &new_record,
            "{\n\t\"profile\": \"p\",\n\t\"answers\": {\"loud\": true},\n"
            "\t\"decision\": {\"record\": \"docs/adr/0007-b.md\"}\n}");
    becomes("{\"profile\":\"p\",\"decision\":{\"option\":\"right\"},"
            "\"answers\":{}}",
            &decided,
            "{\"profile\":\"p\",\"decision\":{\"option\":\"left\","
            "\"date\":\"2026-11-27\",\"record\":\"docs/adr/0007-b.md\"},"
            "\"answers\":{}}");
}

static void names_that_yaml_would_misread_stand_in_quotes(void **state)
{
    static const struct decision odd = {.record = "a b: #1, [x].md"};

    (void)state;
    becomes("profile: p\nanswers: {}\ndecision: {option: left}\n", &odd,
            "profile: p\nanswers: {}\ndecision: {option: left, record: "
            "\"a b: #1, [x].md\"}\n");
}

static void a_layout_that_has_no_place_for_it_is_refused(void **state)
{
    (void)state;
    cannot_be_edited("profile: p\nanswers: {}\n...\n", &new_record);
    cannot_be_edited("{profile: p, answers: {} # here\n}\n# end\n",
                     &new_record);
    cannot_be_edited("profile: p\nanswers: {}\ndecision:\n  option: left\n"
                     "  record: a\n    b\n",
                     &new_record);
    cannot_be_edited("profile: p\nanswers: {}\ndecision:\n  ? option\n"
                     "  : left\n",
                     &new_record);
}

static void a_decision_without_an_option_needs_a_record(void **state)
{
    static const struct expected expected[] = {
        {4, 3, "missing-key", "'option' is missing in 'decision'", "option"}};
    static const char text[] =
        "profile: p\nanswers: {}\ndecision:\n  because: x\n";
    dvf_profile *profile = load_profile(
        editing_kb, "profile: p\nanswers: {}\ndecision: {record: a.md}\n");

    (void)state;
    assert_null(profile->decision.option);
    assert_string_equal(profile->decision.record, "a.md");
    assert_int_equal(profile->decision.record_at.column, 20);
    dvf_profile_free(profile);
    expect_bad_profile(editing_kb, text, strlen(text), expected, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decision_that_is_not_there_stands_at_the_end),
        cmocka_unit_test(what_is_recorded_is_replaced_in_place),
        cmocka_unit_test(what_is_the_same_stays_as_it_is_written),
        cmocka_unit_test(json_stays_json),
        cmocka_unit_test(names_that_yaml_would_misread_stand_in_quotes),
        cmocka_unit_test(a_layout_that_has_no_place_for_it_is_refused),
        cmocka_unit_test(a_decision_without_an_option_needs_a_record),
    };

    return cmocka_run_group_tests(tests, editing_begin, editing_end);
}
