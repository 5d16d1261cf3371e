/* SPDX-License-Identifier: MIT */
/*
 * The terminal: what the environment says about colour and character set.
 */
#include "cli/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const variables[] = {
    "NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM",       "LC_ALL",
    "LC_CTYPE", "LANG",           "COLUMNS",  "ACCESSIBLE",
};

static int clear_environment(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        assert_int_equal(unsetenv(variables[i]), 0);
    return 0;
}

static void set(const char *name, const char *value)
{
    assert_int_equal(setenv(name, value, 1), 0);
}

static bool automatic(bool is_terminal)
{
    return terminal_has_colour(is_terminal, TERMINAL_COLOUR_AUTO);
}

static void only_a_terminal_has_colour_by_itself(void **state)
{
    (void)state;
    set("TERM", "xterm");
    assert_true(automatic(true));
    assert_false(automatic(false));
}

static void the_option_beats_the_environment(void **state)
{
    (void)state;
    set("NO_COLOR", "1");
    assert_true(terminal_has_colour(false, TERMINAL_COLOUR_ALWAYS));
    clear_environment(state);
    set("CLICOLOR_FORCE", "1");
    assert_false(terminal_has_colour(true, TERMINAL_COLOUR_NEVER));
}

static void no_color_beats_force_unless_empty(void **state)
{
    (void)state;
    set("CLICOLOR_FORCE", "1");
    set("NO_COLOR", "");
    assert_true(automatic(false));
    set("NO_COLOR", "0");
    assert_false(automatic(true));
}

static void force_beats_a_dumb_terminal(void **state)
{
    (void)state;
    set("TERM", "dumb");
    set("CLICOLOR", "0");
    assert_false(automatic(true));
    set("CLICOLOR_FORCE", "1");
    assert_true(automatic(false));
    set("CLICOLOR_FORCE", "0");
    assert_false(automatic(true));
}

static void a_dumb_terminal_and_clicolor_0_have_none(void **state)
{
    (void)state;
    set("TERM", "dumb");
    assert_false(automatic(true));
    set("TERM", "xterm");
    set("CLICOLOR", "0");
    assert_false(automatic(true));
    set("CLICOLOR", "1");
    assert_true(automatic(true));
    assert_false(automatic(false));
}

static void the_codeset_decides_between_utf8_and_ascii(void **state)
{
    static const struct {
        const char *locale;
        bool utf8;
    } rows[] = {
        {"C", false},
        {"POSIX", false},
        {"C.UTF-8", true},
        {"en_US.utf8", true},
        {"de_DE.Utf-8@euro", true},
        {"de_DE", false},
        {"en_US.ISO-8859-1", false},
        {"UTF-8", true},
        {"en_US.UTF_8", true},
        {"en_US.U", false},
        {".UTF-8", true},
        {"x.UTF-16", false},
        {"x.UTF-88", false},
        {"x.", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        set("LANG", rows[i].locale);
        assert_int_equal(terminal_is_utf8(), rows[i].utf8);
    }
}

static void the_first_locale_that_is_not_empty_decides(void **state)
{
    (void)state;
    set("LANG", "C.UTF-8");
    set("LC_CTYPE", "C");
    assert_false(terminal_is_utf8());
    set("LC_ALL", "C.UTF-8");
    assert_true(terminal_is_utf8());
    set("LC_ALL", "");
    set("LC_CTYPE", "");
    assert_true(terminal_is_utf8());
}

static void where_no_locale_is_named_it_is_utf8(void **state)
{
    (void)state;
    assert_true(terminal_is_utf8());
    set("LC_ALL", "");
    set("LC_CTYPE", "");
    set("LANG", "");
    assert_true(terminal_is_utf8());
}

static void a_file_is_utf8_whatever_the_locale(void **state)
{
    (void)state;
    set("LC_ALL", "C");
    assert_true(terminal_is_ascii(STDOUT_FILENO));
    assert_true(terminal_style(STDERR_FILENO, TERMINAL_COLOUR_AUTO).ascii);
    assert_false(terminal_is_ascii(TERMINAL_NONE));
    assert_false(terminal_style(TERMINAL_NONE, TERMINAL_COLOUR_AUTO).ascii);
}

static void what_is_no_terminal_has_80_columns(void **state)
{
    (void)state;
    set("COLUMNS", "132");
    assert_int_equal(terminal_width(TERMINAL_NONE), 80);
    assert_int_equal(terminal_style(TERMINAL_NONE, TERMINAL_COLOUR_AUTO).width,
                     80);
}

static void words_for_no_ask_for_no_words_alone(void **state)
{
    static const char *const words_for_no[] = {
        "",    "0",   "no", "No",    "NO",    "n",     "N",    "off",
        "Off", "OFF", "f",  "false", "False", "FALSE", "none", "never"};
    static const char *const others[] = {"1",       "2", "yes", "true", "on",
                                         "nothing", " ", "00",  "o"};

    (void)state;
    assert_false(terminal_is_accessible());
    for (size_t i = 0; i < sizeof words_for_no / sizeof *words_for_no; i++) {
        set("ACCESSIBLE", words_for_no[i]);
        assert_false(terminal_is_accessible());
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        set("ACCESSIBLE", others[i]);
        assert_true(terminal_is_accessible());
        assert_true(terminal_style(TERMINAL_NONE, TERMINAL_COLOUR_AUTO).linear);
    }
}

#define TEST(function) cmocka_unit_test_setup(function, clear_environment)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_a_terminal_has_colour_by_itself),
        TEST(the_option_beats_the_environment),
        TEST(no_color_beats_force_unless_empty),
        TEST(force_beats_a_dumb_terminal),
        TEST(a_dumb_terminal_and_clicolor_0_have_none),
        TEST(the_codeset_decides_between_utf8_and_ascii),
        TEST(where_no_locale_is_named_it_is_utf8),
        TEST(a_file_is_utf8_whatever_the_locale),
        TEST(the_first_locale_that_is_not_empty_decides),
        TEST(what_is_no_terminal_has_80_columns),
        TEST(words_for_no_ask_for_no_words_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
