/* SPDX-License-Identifier: MIT */
/*
 * Shell words and commands: a POSIX shell that reads them gives back what was
 * meant, and none of them needs more than one line of harmless characters.
 */
#define _POSIX_C_SOURCE 200809L

#include "support.h"

#include "base/shell.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static const char *const words[] = {
    "a",
    "docs/a.dvf.yaml",
    "",
    "a b",
    "a  b",
    " a",
    "a ",
    "'",
    "it's",
    "''",
    "\"q\"",
    "$HOME",
    "${x}",
    "$(echo x)",
    "`echo x`",
    "a;b",
    "a&b|c>d<e",
    "*",
    "?[a]",
    "~",
    "#a",
    "!a",
    "a\\b",
    "\\",
    "100%",
    "%s%n%%",
    "=a",
    "{a,b}",
    "a\nb",
    "\n",
    "a\n",
    "a\n\n",
    "\na",
    "tab\there",
    "cr\r",
    "\x1b[31m",
    "\x7f",
    "caf\xc3\xa9",
    "caf\xc3\xa9's",
    "caf\xc3\xa9\n\xe2\x82\xac\n",
    "\xff\xfe",
    "\xe2\x80\xae",
    "\0011",
    "-",
    "-x",
};

/* A shell gets the word alone on its command line, and prints it. */
static void expect_meaning(const char *word, const char *wanted)
{
    struct buffer script = {0};
    char got[256];
    size_t length;
    FILE *shell;

    buffer_printf(&script, "printf '%%s.' %s", word);
    shell = popen(script.bytes, "r");
    assert_non_null(shell);
    length = fread(got, 1, sizeof got - 1, shell);
    got[length] = '\0';
    assert_int_equal(pclose(shell), 0);
    assert_true(length > 0);
    got[length - 1] = '\0';
    assert_string_equal(got, wanted);
    buffer_release(&script);
}

static void a_shell_reads_each_word_as_it_was_meant(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(words); i++) {
        struct buffer word = {0};
        struct buffer ascii = {0};

        shell_word(&word, words[i]);
        expect_meaning(word.bytes, words[i]);
        shell_ascii(&ascii, word.bytes);
        expect_meaning(ascii.bytes, words[i]);
        for (const char *at = ascii.bytes; *at; at++)
            assert_true(*at >= ' ' && *at <= '~');
        buffer_release(&word);
        buffer_release(&ascii);
    }
}

/* Showing a text escapes what is hostile: nothing may be left to escape. */
static void words_are_shown_as_they_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(words); i++) {
        struct buffer word = {0};
        struct buffer safe = {0};

        shell_word(&word, words[i]);
        utf8_append_safe(&safe, word.bytes, word.length, false);
        assert_string_equal(safe.bytes, word.bytes);
        assert_null(strstr(word.bytes, "  "));
        buffer_release(&word);
        buffer_release(&safe);
    }
}

static void plain_words_stay_plain(void **state)
{
    struct buffer word = {0};

    (void)state;
    shell_word(&word, "docs/a-b_c.dvf.yaml");
    assert_string_equal(word.bytes, "docs/a-b_c.dvf.yaml");
    buffer_clear(&word);
    shell_word(&word, "it's");
    assert_string_equal(word.bytes, "'it'\\''s'");
    buffer_release(&word);
}

static void no_operand_looks_like_an_option(void **state)
{
    static const struct {
        const char *operand;
        const char *command;
    } trials[] = {
        {"a", "x --kb 'k b' a"},         {"-a", "x --kb 'k b' ./-a"},
        {"-", "x --kb 'k b' -"},         {"--", "x --kb 'k b' ./--"},
        {"- a", "x --kb 'k b' './- a'"}, {NULL, "x --kb 'k b'"},
    };
    const struct shell_option options[] = {{NULL, "none"}, {"--kb", "k b"}};

    (void)state;
    for (size_t i = 0; i < COUNT(trials); i++) {
        const struct shell_command command = {.words = "x",
                                              .options = options,
                                              .options_count = 2,
                                              .operand = trials[i].operand};
        struct buffer text = {0};

        shell_command(&text, &command);
        assert_string_equal(text.bytes, trials[i].command);
        buffer_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shell_reads_each_word_as_it_was_meant),
        cmocka_unit_test(words_are_shown_as_they_are),
        cmocka_unit_test(plain_words_stay_plain),
        cmocka_unit_test(no_operand_looks_like_an_option),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
