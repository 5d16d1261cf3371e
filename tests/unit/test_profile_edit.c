/* SPDX-License-Identifier: MIT */
/*
 * Editing profiles: what people wrote stays, byte for byte, whatever the
 * layout; only the answers that differ are replaced or added.
 */
#include "profile/profile_edit.h"

#include "editing.h"
#include "profile/answer.h"
#include "profile/profile.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The text is left alone, and so is what was written before. */
static void cannot_be_edited(const char *text, const char *answers)
{
    struct buffer out = {0};

    buffer_puts(&out, "kept");
    assert_int_equal(editing_edit(text, answers, &out), DVF_INVALID);
    assert_int_equal(out.length, 4);
    buffer_release(&out);
}

/* ---------------------------------------------------------------- scalars */

static void a_value_is_replaced_and_its_comment_stays(void **state)
{
    (void)state;
    editing_becomes(
        "# Ours.\nprofile: p # the name\n\nanswers: # so far\n"
        "  # Which?\n  colour:   red   # for now\n\n  size: large\n"
        "# end\n",
        "colour=green",
        "# Ours.\nprofile: p # the name\n\nanswers: # so far\n"
        "  # Which?\n  colour:   green   # for now\n\n  size: large\n"
        "# end\n");
}

static void without_changes_nothing_changes(void **state)
{
    static const char text[] =
        "answers: {colour: 'red' , parts: [ wheel ,door]}\n"
        "profile:   \"p\"  \r\n# x\n\n\n";

    (void)state;
    editing_becomes(text, "", text);
    editing_becomes(text, "colour=red parts=wheel,door", text);
}

static void quotes_are_part_of_the_value(void **state)
{
    (void)state;
    editing_becomes(EDITING_HEAD
                    "  colour: 'red' # one\n  size: \"large\"# two\n",
                    "colour=none size=small",
                    EDITING_HEAD "  colour: none # one\n  size: small # two\n");
    editing_becomes(
        "\"profile\": p\n'answers':\n  'colour' : \"r\\u0065d\" #\n",
        "colour=none", "\"profile\": p\n'answers':\n  'colour' : none #\n");
}

static void a_value_on_a_line_of_its_own_is_replaced_there(void **state)
{
    (void)state;
    editing_becomes(
        EDITING_HEAD "  colour: # which?\n    # this:\n    red # yes\n",
        "colour=none",
        EDITING_HEAD "  colour: # which?\n    # this:\n    none # yes\n");
    editing_becomes(EDITING_HEAD "  ? colour\n  : red\n", "colour=none",
                    EDITING_HEAD "  ? colour\n  : none\n");
}

static void numbers_are_replaced_as_they_are_written(void **state)
{
    (void)state;
    editing_becomes(EDITING_HEAD "  speed: 0100\n", "speed=7",
                    EDITING_HEAD "  speed: 7\n");
    editing_becomes(EDITING_HEAD "  speed: 5\n", "speed=0005",
                    EDITING_HEAD "  speed: 0005\n");
    editing_becomes(EDITING_HEAD "  speed: 5\n", "speed=5",
                    EDITING_HEAD "  speed: 5\n");
}

static void what_is_not_known_any_more_is_unknown(void **state)
{
    (void)state;
    editing_becomes(EDITING_HEAD "  colour: red # hm\n  parts: [wheel] # hm\n",
                    "colour=unknown parts=unknown",
                    EDITING_HEAD
                    "  colour: unknown # hm\n  parts: unknown # hm\n");
    editing_becomes(EDITING_HEAD "  colour: unknown\n  parts: unknown\n",
                    "colour=red parts=wheel,door",
                    EDITING_HEAD "  colour: red\n  parts: [wheel, door]\n");
}

static void lines_may_end_as_they_like(void **state)
{
    (void)state;
    editing_becomes(
        "profile: p\r\nanswers:\r\n  colour: red\r\n  size: large\r\n",
        "colour=none size=small",
        "profile: p\r\nanswers:\r\n  colour: none\r\n  size: small\r\n");
    editing_becomes("profile: p\ranswers:\r  colour: red\r", "colour=none",
                    "profile: p\ranswers:\r  colour: none\r");
    editing_becomes(EDITING_HEAD "  colour: red", "colour=none",
                    EDITING_HEAD "  colour: none");
}

static void columns_count_characters(void **state)
{
    (void)state;
    editing_becomes(
        "profile: p\n"
        "answers: {\"colour\": red, size: large} # \u00fcber \u4e2d\n"
        "description: \"\u00fc\u00fc\u4e2d\U0001f600\"\n",
        "size=small",
        "profile: p\n"
        "answers: {\"colour\": red, size: small} # \u00fcber \u4e2d\n"
        "description: \"\u00fc\u00fc\u4e2d\U0001f600\"\n");
    editing_becomes(
        "{description: \"\u00fc\u4e2d\U0001f600e\u0301\", profile: p, "
        "answers: {colour: red, size: large}}\n",
        "colour=none",
        "{description: \"\u00fc\u4e2d\U0001f600e\u0301\", profile: p, "
        "answers: {colour: none, size: large}}\n");
}

static void a_byte_order_mark_stays(void **state)
{
    (void)state;
    editing_becomes("\xEF\xBB\xBF{profile: p, answers: {colour: red}}",
                    "colour=none",
                    "\xEF\xBB\xBF{profile: p, answers: {colour: none}}");
}

static void a_value_over_lines_is_replaced(void **state)
{
    (void)state;
    editing_becomes(
        EDITING_HEAD "  colour: >- # so\n    red\n\n  # next\n  size: large\n",
        "colour=none",
        EDITING_HEAD "  colour: none  # so\n\n  # next\n  size: large\n");
    editing_becomes(EDITING_HEAD "  colour: |-\n    red",
                    "colour=none size=large",
                    EDITING_HEAD "  colour: none\n  size: large");
    editing_becomes(EDITING_HEAD "  colour: |-\n    red\n", "size=large",
                    EDITING_HEAD "  colour: |-\n    red\n  size: large\n");
    editing_becomes(EDITING_HEAD "  colour: \"r\\\n    ed\" # x\n",
                    "colour=none", EDITING_HEAD "  colour: none # x\n");
}

/* ------------------------------------------------------------------ adding */

#define COLOUR(indent, value)                                                  \
    "\n" indent "# Which colour?\n" indent "# Why: It shows.\n" indent         \
    "#   none   None\n" indent "#   red    Red\n" indent                       \
    "#   green  Green\n" indent "colour: " value

static void what_is_absent_is_added_as_a_line(void **state)
{
    (void)state;
    editing_becomes(
        EDITING_HEAD "  size: large # so\n\n# end\ndescription: d\n",
        "colour=red parts=door,wheel",
        EDITING_HEAD
        "  size: large # so\n  colour: red\n  parts: [wheel, door]\n"
        "\n# end\ndescription: d\n");
    editing_becomes("profile: p\nanswers:\n    size: large", "colour=red",
                    "profile: p\nanswers:\n    size: large\n    colour: red");
    editing_becomes("answers:\n size: large\nprofile: p\n", "colour=red",
                    "answers:\n size: large\n colour: red\nprofile: p\n");
}

/* What dvf wrote is explained, and goes on so. */
static void it_is_explained_where_others_are(void **state)
{
    static const char head[] = "# A profile of a project, for dvf with the "
                               "knowledge\n" EDITING_HEAD "  size: large\n";
    static const char question[] = EDITING_HEAD
        "\n  # Which size?\n  size: large\n";
    struct buffer out = {0};

    (void)state;
    assert_int_equal(editing_edit(head, "colour=red", &out), DVF_OK);
    assert_non_null(strstr(out.bytes, "large\n" COLOUR("  ", "red") "\n"));
    buffer_clear(&out);
    assert_int_equal(editing_edit(question, "colour=red", &out), DVF_OK);
    assert_non_null(strstr(out.bytes, "large\n" COLOUR("  ", "red") "\n"));
    buffer_release(&out);
    editing_becomes(
        EDITING_HEAD "\n  # Which size is it?\n  size: large\n", "colour=red",
        EDITING_HEAD "\n  # Which size is it?\n  size: large\n  colour: red\n");
}

static void it_is_added_behind_the_comments_of_the_last_answer(void **state)
{
    (void)state;
    editing_becomes(
        EDITING_HEAD "  size: large\n    # because\n  # colour: green\n# end\n",
        "colour=red",
        EDITING_HEAD "  size: large\n    # because\n  # colour: green\n"
                     "  colour: red\n# end\n");
}

static void it_is_added_behind_a_list(void **state)
{
    (void)state;
    editing_becomes(
        EDITING_HEAD "  parts:\n  - wheel\n  - door # b\n", "colour=red",
        EDITING_HEAD "  parts:\n  - wheel\n  - door # b\n  colour: red\n");
    editing_becomes(EDITING_HEAD "  parts:\n  - wheel\n  - door # b\n",
                    "colour=red parts=roof",
                    EDITING_HEAD "  parts:\n  - roof\n  # b\n  colour: red\n");
    editing_becomes(
        EDITING_HEAD "  parts: [wheel,\n  door\n  ] # b\n", "colour=red",
        EDITING_HEAD "  parts: [wheel,\n  door\n  ] # b\n  colour: red\n");
}

static void it_is_added_where_there_is_no_answer_yet(void **state)
{
    (void)state;
    editing_becomes("profile: p\nanswers:\n", "colour=red",
                    "profile: p\nanswers:\n  colour: red\n");
    editing_becomes(
        "profile: p\nanswers: # none\n  # yet\n# x\ndescription: d\n",
        "colour=red",
        "profile: p\nanswers: # none\n  # yet\n  colour: red\n"
        "# x\ndescription: d\n");
    editing_becomes("answers:\r\nprofile: p\r\n", "loud=true",
                    "answers:\r\n  loud: true\r\nprofile: p\r\n");
    editing_becomes(
        "answers:\nprofile: p\nwaiver:\n    reason: r\n"
        "    expires: 2030-01-01\n",
        "loud=true",
        "answers:\n    loud: true\nprofile: p\nwaiver:\n    reason: r\n"
        "    expires: 2030-01-01\n");
}

static void it_is_added_within_braces(void **state)
{
    (void)state;
    editing_becomes(
        "profile: p\nanswers: {}\n", "colour=red parts=wheel,door",
        "profile: p\nanswers: {colour: red, parts: [wheel, door]}\n");
    editing_becomes("profile: p\nanswers: { size: large } # x\n", "colour=red",
                    "profile: p\nanswers: { size: large, colour: red } # x\n");
    editing_becomes("{profile: p, answers: {parts: [wheel, door],}}",
                    "colour=red parts=door",
                    "{profile: p, answers: {parts: [door], colour: red,}}");
    editing_becomes(
        "profile: p\nanswers: {\n  size: large # x\n}\n", "colour=red",
        "profile: p\nanswers: {\n  size: large, # x\n  colour: red\n}\n");
    editing_becomes(
        "profile: p\nanswers: {\n  size: large, # x\n}\n", "colour=red",
        "profile: p\nanswers: {\n  size: large, # x\n  colour: red,\n}\n");
}

static void what_is_unknown_and_absent_is_not_added(void **state)
{
    (void)state;
    editing_becomes(EDITING_HEAD "  size: large\n", "colour=unknown",
                    EDITING_HEAD "  size: large\n");
}

static void decisions_stay(void **state)
{
    (void)state;
    editing_becomes(
        EDITING_HEAD "  size: large\ndecision: {option: left,\n"
                     "  date: 2026-01-01, # then\n because: 'it # was'}\n",
        "size=small",
        EDITING_HEAD "  size: small\ndecision: {option: left,\n"
                     "  date: 2026-01-01, # then\n because: 'it # was'}\n");
}

/* ------------------------------------------------------- what is left alone */

static void odd_layouts_are_left_alone(void **state)
{
    (void)state;
    cannot_be_edited(EDITING_HEAD "  ? parts\n  : - wheel\n    - door\n",
                     "parts=door");
    cannot_be_edited("{profile: p, answers: }", "colour=red");
}

static void an_odd_answer_that_stays_is_in_nobodys_way(void **state)
{
    (void)state;
    editing_becomes(EDITING_HEAD "  colour: >-\n    red\n  size: large\n",
                    "size=small",
                    EDITING_HEAD "  colour: >-\n    red\n  size: small\n");
}

static void a_text_that_says_something_else_is_refused(void **state)
{
    dvf_profile *profile = load_profile(editing_kb,
                                        EDITING_HEAD "  colour: red\n");
    static const char other[] = "profile: q\nanswers:\n  colour: red\n";
    static const char broken[] = "profile: p\nanswers:\n  colour: rot\n";
    struct buffer out = {0};

    (void)state;
    assert_int_equal(profile_edit(profile, other, sizeof other - 1, &out),
                     DVF_INVALID);
    assert_int_equal(profile_edit(profile, broken, sizeof broken - 1, &out),
                     DVF_INVALID);
    assert_int_equal(profile_edit_check(profile, other, sizeof other - 1),
                     DVF_INVALID);
    buffer_release(&out);
    dvf_profile_free(profile);
}

static void long_lines_cost_no_more_than_their_length(void **state)
{
    struct buffer text = {0};
    struct buffer out = {0};

    (void)state;
    buffer_puts(&text, EDITING_HEAD "  parts: [\n");
    buffer_repeat(&text, " ", 250000);
    buffer_puts(&text, "wheel,");
    buffer_repeat(&text, "# x\n", 100000);
    buffer_puts(&text, "door]\n");
    assert_int_equal(editing_edit(text.bytes, "parts=roof", &out), DVF_OK);
    buffer_release(&text);
    buffer_release(&out);
}

/* ---------------------------------------------------------------- at random */

/* How an attribute is answered, and how a scalar is written. */
static const struct {
    const char *attribute;
    const char *values[4];
} answers[] = {
    {"colour", {"red", "green", "none", "unknown"}},
    {"size", {"small", "large", "unknown", "small"}},
    {"speed", {"7", "0", "1500", "unknown"}},
    {"parts", {"door", "lamp,roof", "", "unknown"}},
    {"loud", {"true", "false", "unknown", "true"}},
    {"deep", {"true", "false", "unknown", "true"}},
};

static const char *pick(struct random *random, const char *const words[],
                        uint32_t count)
{
    return words[random_below(random, count)];
}

static void put_comment(struct random *random, struct buffer *out,
                        const char *line_break)
{
    static const char *const comments[] = {
        "", "", "", " # why", "   # '[", " # \u00fc: - ]"};

    buffer_puts(out, pick(random, comments, COUNT(comments)));
    buffer_puts(out, line_break);
}

static void put_scalar(struct random *random, struct buffer *out,
                       const char *word)
{
    static const char *const quotes[] = {"", "", "'", "\""};
    const char *quote = pick(random, quotes, COUNT(quotes));

    buffer_printf(out, "%s%s%s", quote, word, quote);
}

static void put_items(struct random *random, struct buffer *out,
                      const char *words, const char *line_break)
{
    const uint32_t style = random_below(random, 3);

    buffer_puts(out, style == 0 ? "" : " [");
    if (style != 1)
        put_comment(random, out, line_break);
    for (const char *word = words; *word != '\0';) {
        size_t length = strcspn(word, ",");
        char item[8] = "";

        memcpy(item, word, length);
        if (style == 0)
            buffer_puts(out, "    - ");
        put_scalar(random, out, item);
        word += word[length] == ',' ? length + 1 : length;
        if (style != 0)
            buffer_puts(out, *word != '\0' ? ", " : " ");
        if (style != 1)
            put_comment(random, out, line_break);
        if (style != 1 && random_once_in(random, 3)) {
            buffer_puts(out, "    ");
            put_comment(random, out, line_break);
        }
    }
    if (style != 0)
        buffer_puts(out, "]");
    if (style != 0)
        put_comment(random, out, line_break);
}

static void put_answer(struct random *random, struct buffer *out, size_t i,
                       const char *line_break)
{
    const char *value = pick(random, answers[i].values, 4);

    buffer_puts(out, "  ");
    put_scalar(random, out, answers[i].attribute);
    buffer_puts(out, ":");
    if (strcmp(answers[i].attribute, "parts") == 0 && value[0] != '\0' &&
        strcmp(value, "unknown") != 0) {
        put_items(random, out, value, line_break);
        return;
    }
    buffer_puts(out, " ");
    if (value[0] == '\0')
        buffer_puts(out, "[ ]");
    else
        put_scalar(random, out, value);
    put_comment(random, out, line_break);
}

static void put_profile(struct random *random, struct buffer *out)
{
    static const char *const line_breaks[] = {"\n", "\n", "\r\n", "\r"};
    const char *line_break = pick(random, line_breaks, COUNT(line_breaks));
    uint32_t order[COUNT(answers)];

    random_order(random, order, COUNT(answers));
    buffer_printf(out, "profile: 'x' # x%sanswers:", line_break);
    put_comment(random, out, line_break);
    for (size_t i = 0; i < COUNT(answers); i++)
        if (!random_once_in(random, 3))
            put_answer(random, out, order[i], line_break);
    if (random_once_in(random, 2))
        buffer_printf(out, "description: d%s", line_break);
}

/* Bytes of the comments of the test's own, which nothing else contains. */
static size_t count_comments(const struct buffer *text)
{
    size_t count = 0;

    for (size_t i = 0; i + 2 < text->length; i++)
        count += memcmp(text->bytes + i, "# w", 3) == 0 ||
                 memcmp(text->bytes + i, "# '", 3) == 0 ||
                 memcmp(text->bytes + i, "# \xc3", 3) == 0;
    return count;
}

/* profile_edit() reads the result back itself: that it accepts it says that
 * the answers are right. */
static void any_layout_takes_any_answers(void **state)
{
    struct random random = {4};

    (void)state;
    for (int run = 0; run < 4000; run++) {
        struct buffer text = {0};
        struct buffer words = {0};
        struct buffer out = {0};
        struct buffer again = {0};

        put_profile(&random, &text);
        for (size_t i = 0; i < COUNT(answers); i++)
            if (random_once_in(&random, 2))
                buffer_printf(&words, "%s=%s ", answers[i].attribute,
                              pick(&random, answers[i].values, 4));
        buffer_puts(&words, "");
        if (editing_edit(text.bytes, words.length > 0 ? words.bytes : "",
                         &out) != DVF_OK)
            fail_msg("%s cannot be put into:\n%s", words.bytes, text.bytes);
        assert_int_equal(count_comments(&out), count_comments(&text));
        /* Once it is there nothing is left to do. */
        assert_int_equal(editing_edit(out.bytes,
                                      words.length > 0 ? words.bytes : "",
                                      &again),
                         DVF_OK);
        assert_string_equal(again.bytes, out.bytes);
        buffer_release(&text);
        buffer_release(&words);
        buffer_release(&out);
        buffer_release(&again);
    }
}

/* A random answer of the built-in knowledge base. */
static void answer_at_random(struct random *random, dvf_profile *profile,
                             uint32_t attribute)
{
    const struct kb_attribute *record = &kb_attributes(profile->kb)[attribute];
    struct answer given = {.chosen = VALUES_UNKNOWN};
    bool known = !random_once_in(random, 5);

    if (known && record->type == KB_SET)
        given.chosen = random->state &
                       ((UINT64_C(1) << record->values.count) - 1);
    else if (known)
        given.chosen = values_of(random_below(random, record->values.count));
    assert_int_equal(answer_put(profile, attribute, &given), DVF_OK);
}

/* Each line of remarks is in the other text too, in the same order. */
static void expect_remarks(const char *before, const char *after)
{
    while (*before != '\0') {
        size_t length = strcspn(before, "\n");
        struct buffer line = {0};

        buffer_append(&line, before, length);
        before += length + (before[length] == '\n');
        if (line.length > 0 && line.bytes[strspn(line.bytes, " ")] == '#') {
            after = strstr(after, line.bytes);
            if (!after)
                fail_msg("lost: %s", line.bytes);
        }
        buffer_release(&line);
    }
}

static void the_examples_keep_their_remarks(void **state)
{
    static const char *const names[] = {"borderline-crud",  "chat-backend",
                                        "hybrid-assistant", "ml-inference",
                                        "saas-billing",     "web-shop"};
    const dvf_kb *built_in = dvf_kb_builtin();
    struct random random = {5};

    (void)state;
    for (size_t run = 0; run < 20 * COUNT(names); run++) {
        struct buffer path = {0};
        struct buffer text = {0};
        struct buffer out = {0};
        dvf_profile *profile;

        buffer_printf(&path, "tests/data/profiles/%s.yaml",
                      names[run % COUNT(names)]);
        read_source_file(path.bytes, &text);
        profile = load_profile(built_in, text.bytes);
        for (uint32_t i = 0; i < kb_attributes_count(built_in); i++)
            if (random_once_in(&random, 2))
                answer_at_random(&random, profile, i);
        assert_int_equal(profile_edit(profile, text.bytes, text.length, &out),
                         DVF_OK);
        expect_remarks(text.bytes, out.bytes);
        dvf_profile_free(profile);
        buffer_release(&path);
        buffer_release(&text);
        buffer_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_replaced_and_its_comment_stays),
        cmocka_unit_test(without_changes_nothing_changes),
        cmocka_unit_test(quotes_are_part_of_the_value),
        cmocka_unit_test(a_value_on_a_line_of_its_own_is_replaced_there),
        cmocka_unit_test(numbers_are_replaced_as_they_are_written),
        cmocka_unit_test(what_is_not_known_any_more_is_unknown),
        cmocka_unit_test(lines_may_end_as_they_like),
        cmocka_unit_test(columns_count_characters),
        cmocka_unit_test(a_byte_order_mark_stays),
        cmocka_unit_test(a_value_over_lines_is_replaced),
        cmocka_unit_test(what_is_absent_is_added_as_a_line),
        cmocka_unit_test(it_is_explained_where_others_are),
        cmocka_unit_test(it_is_added_behind_the_comments_of_the_last_answer),
        cmocka_unit_test(it_is_added_behind_a_list),
        cmocka_unit_test(it_is_added_where_there_is_no_answer_yet),
        cmocka_unit_test(it_is_added_within_braces),
        cmocka_unit_test(what_is_unknown_and_absent_is_not_added),
        cmocka_unit_test(decisions_stay),
        cmocka_unit_test(odd_layouts_are_left_alone),
        cmocka_unit_test(an_odd_answer_that_stays_is_in_nobodys_way),
        cmocka_unit_test(a_text_that_says_something_else_is_refused),
        cmocka_unit_test(long_lines_cost_no_more_than_their_length),
        cmocka_unit_test(any_layout_takes_any_answers),
        cmocka_unit_test(the_examples_keep_their_remarks),
    };

    return cmocka_run_group_tests(tests, editing_begin, editing_end);
}
