/* SPDX-License-Identifier: MIT */
/*
 * Diffs: the bytes of `diff -u` where there is one way to tell a change, and as
 * few changed lines as diff finds where there are several; what is added and
 * kept is the new text.
 */
#define _POSIX_C_SOURCE 200809L

#include "write/diff.h"

#include "folder.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_file(const char *name, const struct buffer *text)
{
    FILE *file = fopen(name, "wb");

    assert_non_null(file);
    assert_int_equal(
        fwrite(text->length ? text->bytes : "", 1, text->length, file),
        text->length);
    assert_int_equal(fclose(file), 0);
}

/* The output of a command. */
static void run(const char *command, struct buffer *out)
{
    char bytes[4096];
    size_t got;
    FILE *pipe = popen(command, "r");

    assert_non_null(pipe);
    while ((got = fread(bytes, 1, sizeof bytes, pipe)) > 0)
        buffer_append(out, bytes, got);
    (void)pclose(pipe);
    buffer_puts(out, "");
}

static void make_diff(const struct buffer *one, const struct buffer *two,
                      struct buffer *out)
{
    diff_append(
        out,
        &(struct diff_text){"x", one->length ? one->bytes : "", one->length},
        &(struct diff_text){"x", two->length ? two->bytes : "", two->length});
    buffer_puts(out, "");
    assert_false(out->failed);
}

static const char *bytes_of(const struct buffer *text)
{
    return text->bytes ? text->bytes : "";
}

/* Lines of a diff that begin with a sign, without those of its head. */
static size_t count_changes(const char *diff)
{
    size_t count = 0;

    for (const char *line = diff; *line; line += strcspn(line, "\n") + 1)
        count += (*line == '+' && strncmp(line, "+++", 3) != 0) ||
                 (*line == '-' && strncmp(line, "---", 3) != 0);
    return count;
}

/* A text, and another one that is like it. */
struct pair {
    struct buffer one;
    struct buffer two;
};

static void put_line(struct buffer *out, struct random *random, uint32_t kinds,
                     uint32_t number)
{
    if (kinds > 0)
        buffer_printf(out, "line %u\n", (unsigned)random_below(random, kinds));
    else
        buffer_printf(out, "line %u\n", (unsigned)number);
}

/* @param kinds of lines; 0: no two are the same */
static void make_pair(struct pair *pair, struct random *random, uint32_t kinds)
{
    const uint32_t lines = random_below(random, 60);
    const uint32_t rare = 2 + random_below(random, 20);
    uint32_t fresh = 1000;

    for (uint32_t i = 0; i < lines; i++) {
        const size_t start = pair->one.length;

        put_line(&pair->one, random, kinds, i);
        if (random_once_in(random, rare))
            put_line(&pair->two, random, kinds, fresh++);
        if (!random_once_in(random, rare))
            buffer_append(&pair->two, pair->one.bytes + start,
                          pair->one.length - start);
    }
    if (pair->one.length > 0 && random_once_in(random, 4))
        pair->one.length--;
    if (pair->two.length > 0 && random_once_in(random, 4))
        pair->two.length--;
}

static void release(struct pair *pair)
{
    buffer_release(&pair->one);
    buffer_release(&pair->two);
}

static void texts_without_equal_lines_differ_as_diff_tells(void **state)
{
    struct random random = {1};

    (void)state;
    for (int i = 0; i < 150; i++) {
        struct pair pair = {0};
        struct buffer ours = {0};
        struct buffer theirs = {0};

        make_pair(&pair, &random, 0);
        put_file("one", &pair.one);
        put_file("two", &pair.two);
        make_diff(&pair.one, &pair.two, &ours);
        run("diff -u --label a/x --label b/x one two", &theirs);
        assert_string_equal(bytes_of(&ours), bytes_of(&theirs));
        buffer_release(&ours);
        buffer_release(&theirs);
        release(&pair);
    }
}

/* The lines of a diff with all of its context: the old text, or the new one. */
static void take_side(const char *diff, char sign, struct buffer *out)
{
    bool taken = false;

    for (const char *line = diff; *line;) {
        const size_t length = strcspn(line, "\n") + 1;

        if (*line == '\\')
            out->length -= taken;
        taken = false;
        if ((*line == ' ' || *line == sign) && strncmp(line, "---", 3) &&
            strncmp(line, "+++", 3)) {
            buffer_append(out, line + 1, length - 1);
            taken = true;
        }
        line += length;
    }
}

static void check_side(const char *diff, char sign, const struct buffer *text)
{
    struct buffer side = {0};

    take_side(diff, sign, &side);
    assert_int_equal(side.length, text->length);
    assert_memory_equal(bytes_of(&side), bytes_of(text), text->length);
    buffer_release(&side);
}

static void texts_with_equal_lines_change_as_few_as_can_be(void **state)
{
    struct random random = {2};

    (void)state;
    for (int i = 0; i < 150; i++) {
        struct pair pair = {0};
        struct buffer ours = {0};
        struct buffer theirs = {0};

        make_pair(&pair, &random, 2 + random_below(&random, 8));
        put_file("one", &pair.one);
        put_file("two", &pair.two);
        make_diff(&pair.one, &pair.two, &ours);
        run("diff -d -u one two", &theirs);
        assert_int_equal(count_changes(bytes_of(&ours)),
                         count_changes(bytes_of(&theirs)));
        buffer_release(&ours);
        buffer_release(&theirs);
        release(&pair);
    }
}

static void both_texts_can_be_read_from_one_hunk(void **state)
{
    static const char one[] = "a\nb\nc\nd\ne\n";
    static const char two[] = "a\nX\nb\nd\nd\ne";
    struct buffer diff = {0};
    struct buffer first = {0};
    struct buffer second = {0};

    (void)state;
    buffer_puts(&first, one);
    buffer_puts(&second, two);
    make_diff(&first, &second, &diff);
    check_side(diff.bytes, '-', &first);
    check_side(diff.bytes, '+', &second);
    buffer_release(&diff);
    buffer_release(&first);
    buffer_release(&second);
}

static void a_new_file_has_nothing_before_it(void **state)
{
    struct buffer out = {0};

    (void)state;
    diff_append(&out, &(struct diff_text){NULL, "", 0},
                &(struct diff_text){"docs/a\nb.md", "x\r\ny", 4});
    assert_string_equal(out.bytes, "--- /dev/null\n+++ b/docs/a\\nb.md\n"
                                   "@@ -0,0 +1,2 @@\n+x\r\n+y\n"
                                   "\\ No newline at end of file\n");
    buffer_release(&out);
}

static void the_same_text_has_no_difference(void **state)
{
    struct buffer out = {0};

    (void)state;
    diff_append(&out, &(struct diff_text){"a", "x\n", 2},
                &(struct diff_text){"a", "x\n", 2});
    assert_int_equal(out.length, 0);
    buffer_release(&out);
}

static void texts_that_have_nothing_in_common_are_replaced(void **state)
{
    struct buffer one = {0};
    struct buffer two = {0};
    struct buffer out = {0};

    (void)state;
    for (unsigned i = 0; i < 3000; i++) {
        buffer_printf(&one, "a %u\n", i);
        buffer_printf(&two, "b %u\n", i);
    }
    make_diff(&one, &two, &out);
    expect_part(out.bytes, "@@ -1,3000 +1,3000 @@\n-a 0\n");
    assert_int_equal(count_changes(out.bytes), 6000);
    buffer_release(&one);
    buffer_release(&two);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            texts_without_equal_lines_differ_as_diff_tells, folder_enter,
            folder_leave),
        cmocka_unit_test_setup_teardown(
            texts_with_equal_lines_change_as_few_as_can_be, folder_enter,
            folder_leave),
        cmocka_unit_test(both_texts_can_be_read_from_one_hunk),
        cmocka_unit_test(a_new_file_has_nothing_before_it),
        cmocka_unit_test(the_same_text_has_no_difference),
        cmocka_unit_test(texts_that_have_nothing_in_common_are_replaced),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
