/* SPDX-License-Identifier: MIT */
/*
 * Runners: what GitHub's would obey is broken, in text laid out too, and
 * nothing else is touched.
 */
#include "support.h"

#include "base/runner.h"
#include "write/layout.h"

#include <string.h>

static void expect_shielded(const char *text, const char *expected)
{
    struct buffer out = {0};

    buffer_puts(&out, "::kept\n");
    buffer_puts(&out, text);
    runner_shield(&out, strlen("::kept\n"));
    assert_false(out.failed);
    assert_memory_equal(out.bytes, "::kept\n", strlen("::kept\n"));
    assert_string_equal(out.bytes + strlen("::kept\n"), expected);
    assert_int_equal(out.length, strlen(out.bytes));
    buffer_release(&out);
}

static void other_text_is_left_as_it_is(void **state)
{
    static const char *const texts[] = {
        "",      "\n",    ":",      ": :x",   "a ::error::b", "#[a]",
        "#",     "[",     "## [a]", "#a#[b]", "##a[",         "[##",
        "\xff[", "a\n b", "a:: b",  "x\n",    "\\x3a::",      "\x1b[1mab",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(texts); i++)
        expect_shielded(texts[i], texts[i]);
}

static void a_line_never_begins_a_command(void **state)
{
    (void)state;
    expect_shielded("::error::x", "\\x3a:error::x");
    expect_shielded("a\n::error::x\nb\n", "a\n\\x3a:error::x\nb\n");
    expect_shielded("::a\n::b\n", "\\x3a:a\n\\x3a:b\n");
    expect_shielded(":::", "\\x3a::");
}

/* The runner trims lines; its comparison leaves out what has no width. */
static void neither_blanks_nor_joiners_hide_a_command(void **state)
{
    (void)state;
    expect_shielded("  ::error::x", "  \\x3a:error::x");
    expect_shielded("\xc2\xa0\xe3\x80\x80::x", "\xc2\xa0\xe3\x80\x80\\x3a:x");
    expect_shielded("\xe2\x80\x8d::x", "\xe2\x80\x8d\\x3a:x");
    expect_shielded(":\xc2\xad:x", "\\x3a\xc2\xad:x");
    expect_shielded("\x1b[1;31m::x", "\x1b[1;31m\\x3a:x");
}

static void the_older_form_is_broken_anywhere(void **state)
{
    (void)state;
    expect_shielded("##[error]x", "##\\x5berror]x");
    expect_shielded("a ##[b] ###[c]\n##[d]",
                    "a ##\\x5bb] ###\\x5bc]\n##\\x5bd]");
    expect_shielded("#\xe2\x80\x8c#[x]", "#\xe2\x80\x8c#\\x5bx]");
    expect_shielded("::##[x", "\\x3a:##\\x5bx");
}

/* However long the text before it is, and whatever is in it. */
static void a_command_behind_a_run_of_text_is_broken(void **state)
{
    (void)state;
    expect_shielded("much text [a] # ##\n  ::b",
                    "much text [a] # ##\n  \\x3a:b");
    expect_shielded("# much text ##[b", "# much text ##\\x5bb");
    expect_shielded("\xff text \xe2\x80\x8d##[b\n\n::c",
                    "\xff text \xe2\x80\x8d##\\x5bb\n\n\\x3a:c");
    expect_shielded("#\n#[a", "#\n#[a");
}

static void no_line_of_a_layout_is_a_command(void **state)
{
    const dvf_style style = {.width = 20};
    struct buffer out = {0};
    struct layout layout;

    (void)state;
    layout_init(&layout, &out, &style);
    buffer_puts(&out, "::not of the layout ##[\n");
    layout_begin(&layout, 0, 2);
    layout_put(&layout, ROLE_STRONG, "::one and enough ::two ##");
    layout_put(&layout, ROLE_QUIET, "[three");
    layout_end(&layout);
    layout_release(&layout);
    assert_string_equal(out.bytes, "::not of the layout ##[\n"
                                   "\\x3a:one and enough\n"
                                   "  \\x3a:two ##\\x5bthree\n");
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_text_is_left_as_it_is),
        cmocka_unit_test(a_line_never_begins_a_command),
        cmocka_unit_test(neither_blanks_nor_joiners_hide_a_command),
        cmocka_unit_test(the_older_form_is_broken_anywhere),
        cmocka_unit_test(a_command_behind_a_run_of_text_is_broken),
        cmocka_unit_test(no_line_of_a_layout_is_a_command),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
