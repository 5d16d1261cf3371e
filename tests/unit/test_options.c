/* SPDX-License-Identifier: MIT */
/*
 * The command line: the tables of options and commands are complete, the help
 * and the man page say what they say, and mistakes are met with a suggestion.
 */
#include "cli/choice.h"
#include "cli/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WORDS_MAX 16
#define WORD_MAX  64

/* A command line and what was made of it. */
struct parsed {
    struct settings settings;
    struct buffer complaint;
    bool good;
};

static void release(struct parsed *parsed)
{
    settings_release(&parsed->settings);
    buffer_release(&parsed->complaint);
}

/* As main() would: words up to a null pointer, "dvf" before them. They are
 * copied, since getopt takes them as writable, and live until the next call. */
static struct parsed parse(const char *const words[])
{
    static char storage[WORDS_MAX][WORD_MAX] = {"dvf"};
    char *argv[WORDS_MAX + 1] = {storage[0]};
    struct parsed parsed = {0};
    int argc = 1;

    for (size_t i = 0; words[i]; i++) {
        assert_true(argc < WORDS_MAX && strlen(words[i]) < WORD_MAX);
        argv[argc] = storage[argc];
        memcpy(argv[argc], words[i], strlen(words[i]) + 1);
        argc++;
    }
    parsed.good = options_parse(argc, argv, &parsed.settings,
                                &parsed.complaint) == DVF_OK;
    if (parsed.good && parsed.settings.command)
        parsed.good = command_accepts(command_find(parsed.settings.command),
                                      &parsed.settings, &parsed.complaint);
    return parsed;
}

#define PARSE(...)              parse((const char *const[]){__VA_ARGS__, NULL})

#define REFUSED(complaint, ...) refused(PARSE(__VA_ARGS__), complaint)

static void refused(struct parsed parsed, const char *complaint)
{
    assert_false(parsed.good);
    assert_non_null(parsed.complaint.bytes);
    if (!strstr(parsed.complaint.bytes, complaint))
        fail_msg("\"%s\" is not in \"%s\"", complaint, parsed.complaint.bytes);
    release(&parsed);
}

static const char *operand(const struct parsed *parsed, size_t index)
{
    assert_true(index < parsed->settings.operands.count);
    return settings_words(&parsed->settings.operands)[index];
}

/* -------------------------------------------------------------- Tables */

static void every_option_has_a_name_help_and_a_place(void **state)
{
    (void)state;
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++) {
        const struct option_row *row = option_at(id);

        assert_non_null(row->name);
        assert_non_null(row->help);
        assert_non_null(row->store);
        assert_true(strlen(row->help) > 0);
        assert_true(row->help[strlen(row->help) - 1] != '.');
        assert_int_equal(option_find(row->name, strlen(row->name)), id);
    }
}

static void no_two_options_share_a_name_or_a_letter(void **state)
{
    (void)state;
    for (enum option_id a = OPTION_NONE + 1; a < OPTION_COUNT; a++)
        for (enum option_id b = a + 1; b < OPTION_COUNT; b++) {
            assert_string_not_equal(option_at(a)->name, option_at(b)->name);
            if (option_at(a)->letter != 0)
                assert_int_not_equal(option_at(a)->letter,
                                     option_at(b)->letter);
        }
}

static void letters_that_are_pointed_to_are_not_taken(void **state)
{
    (void)state;
    for (enum option_id a = OPTION_NONE + 1; a < OPTION_COUNT; a++)
        for (enum option_id b = OPTION_NONE + 1; b < OPTION_COUNT; b++)
            if (option_at(a)->letter_meant != 0)
                assert_int_not_equal(option_at(a)->letter_meant,
                                     option_at(b)->letter);
    REFUSED("unknown option '-V'; did you mean '--version'?", "-V");
    REFUSED("unknown option '-V'; did you mean '--version'?", "advise", "-qV");
    REFUSED("unknown option '-?'; did you mean '--help'?", "-?");
}

static void every_option_is_taken_by_some_command(void **state)
{
    (void)state;
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++) {
        size_t takers = 0;

        for (size_t i = 0; command_at(i); i++)
            takers += command_takes(command_at(i), id);
        assert_true(takers > 0);
    }
}

static void every_command_is_described(void **state)
{
    (void)state;
    for (size_t i = 0; command_at(i); i++) {
        const struct command *command = command_at(i);
        size_t length = strlen(command->name);

        assert_ptr_equal(command_find(command->name), command);
        assert_memory_equal(command->usage, command->name, length);
        assert_true(strlen(command->summary) > 0);
        assert_true(strlen(command->details) > 0);
        assert_true(strlen(command->examples) > 0);
        assert_non_null(command->run);
        assert_true(command->operands_min <= command->operands_max);
        assert_true(command->operands_max == 0 || command->operand);
    }
}

/* ---------------------------------------------------- Help and man page */

static void expect_in(const struct buffer *text, const char *part)
{
    assert_false(text->failed);
    if (!strstr(text->bytes, part))
        fail_msg("\"%s\" is missing in:\n%s", part, text->bytes);
}

/* "--name" where an option of the help begins. */
static void expect_option(const struct buffer *help, enum option_id id)
{
    const struct option_row *row = option_at(id);
    struct buffer part = {0};

    if (row->letter != 0)
        buffer_printf(&part, "\n  -%c, --%s", row->letter, row->name);
    else
        buffer_printf(&part, "\n      --%s", row->name);
    if (row->argument)
        buffer_printf(&part, " %s", row->argument);
    expect_in(help, part.bytes);
    buffer_release(&part);
}

static void expect_at_most_80_columns(const struct buffer *text)
{
    for (const char *line = text->bytes; *line != '\0';) {
        size_t length = strcspn(line, "\n");

        if (length > 80)
            fail_msg("too long: %.*s", (int)length, line);
        line += length + 1;
    }
}

static void help_lists_every_option_of_a_command(void **state)
{
    (void)state;
    for (size_t i = 0; command_at(i); i++) {
        struct buffer help = {0};

        help_append(command_at(i), &help);
        for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++)
            if (command_takes(command_at(i), id))
                expect_option(&help, id);
        expect_in(&help, command_at(i)->usage);
        expect_in(&help, "\nExit status:\n");
        expect_in(&help, command_at(i)->examples);
        expect_at_most_80_columns(&help);
        buffer_release(&help);
    }
}

static void help_lists_every_format_where_there_is_a_choice(void **state)
{
    (void)state;
    for (size_t i = 0; command_at(i); i++) {
        const struct command *command = command_at(i);
        const dvf_format *format;
        struct buffer help = {0};

        help_append(command, &help);
        assert_int_equal(command_takes(command, OPTION_FORMAT),
                         !!command->format_at);
        for (size_t j = 0;
             command->format_at && (format = command->format_at(j)); j++) {
            expect_in(&help, format->name);
            assert_ptr_equal(command_format(command, format->name), format);
        }
        if (command->format_at)
            assert_ptr_equal(command_format(command, NULL),
                             command->format_at(0));
        buffer_release(&help);
    }
}

static void help_of_the_program_lists_every_command(void **state)
{
    struct buffer help = {0};

    (void)state;
    help_append(NULL, &help);
    for (size_t i = 0; command_at(i); i++) {
        expect_in(&help, command_at(i)->name);
        expect_in(&help, command_at(i)->summary);
    }
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++)
        if (option_at(id)->common)
            expect_option(&help, id);
    expect_at_most_80_columns(&help);
    buffer_release(&help);
}

static void read_man_page(struct buffer *text)
{
    FILE *file = fopen(DVF_SOURCE_DIR "/data/man/dvf.1", "rb");
    char block[4096];
    size_t length;

    assert_non_null(file);
    while ((length = fread(block, 1, sizeof block, file)) > 0)
        buffer_append(text, block, length);
    (void)fclose(file);
}

/* "--an-option" as the page spells it. */
static void append_escaped(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '-')
            buffer_puts(out, "\\-");
        else
            buffer_putc(out, *text);
}

static void expect_option_in_page(const struct buffer *page, enum option_id id)
{
    const struct option_row *row = option_at(id);
    struct buffer part = {0};

    buffer_puts(&part, "\n.TP\n");
    if (row->letter != 0)
        buffer_printf(&part, "\\fB\\-%c\\fR, ", row->letter);
    buffer_puts(&part, "\\fB\\-\\-");
    append_escaped(&part, row->name);
    buffer_puts(&part, "\\fR");
    if (row->argument)
        buffer_printf(&part, " \\fI%s\\fR", row->argument);
    buffer_putc(&part, '\n');
    expect_in(page, part.bytes);
    buffer_release(&part);
}

/* Its entry, which ends in the ending of files and the media type. */
static void expect_format_in_page(const struct buffer *page,
                                  const dvf_format *format)
{
    struct buffer head = {0};
    struct buffer end = {0};

    buffer_printf(&head, "\n.TP\n.B %s\n", format->name);
    buffer_printf(&end, "\nEnding %s, media type %s.\n.", format->ending,
                  format->media_type);
    expect_in(page, head.bytes);
    const char *entry = strstr(page->bytes, head.bytes) + head.length;
    const char *next = strstr(entry, "\n.TP");
    const char *found = strstr(entry, end.bytes);
    assert_true(found && next && found < next);
    buffer_release(&head);
    buffer_release(&end);
}

static void man_page_explains_every_option_command_and_format(void **state)
{
    struct buffer page = {0};
    struct buffer part = {0};

    (void)state;
    read_man_page(&page);
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++)
        expect_option_in_page(&page, id);
    for (size_t i = 0; command_at(i); i++) {
        buffer_clear(&part);
        buffer_printf(&part, "\n.TP\n\\fB%s\\fR", command_at(i)->name);
        expect_in(&page, part.bytes);
    }
    for (size_t i = 0; command_at(i); i++)
        for (size_t j = 0;
             command_at(i)->format_at && command_at(i)->format_at(j); j++)
            expect_format_in_page(&page, command_at(i)->format_at(j));
    expect_in(&page, "\"dvf " DVF_VERSION "\"");
    buffer_release(&part);
    buffer_release(&page);
}

/* ------------------------------------------------------------- Parsing */

static void options_may_follow_operands(void **state)
{
    struct parsed parsed = PARSE("advise", "a.yaml", "--output=out", "b.yaml",
                                 "-vf", dvf_format_at(0)->name, "c.yaml");

    (void)state;
    assert_true(parsed.good);
    assert_string_equal(parsed.settings.command, "advise");
    assert_int_equal(parsed.settings.operands.count, 3);
    assert_string_equal(operand(&parsed, 0), "a.yaml");
    assert_string_equal(operand(&parsed, 2), "c.yaml");
    assert_string_equal(parsed.settings.output, "out");
    assert_int_equal(parsed.settings.detail, DVF_MORE);
    release(&parsed);
}

static void options_may_precede_the_command(void **state)
{
    struct parsed parsed = PARSE("--color", "never", "advise", "a.yaml");

    (void)state;
    assert_true(parsed.good);
    assert_string_equal(parsed.settings.command, "advise");
    assert_int_equal(parsed.settings.colour, TERMINAL_COLOUR_NEVER);
    release(&parsed);
}

static void two_dashes_end_the_options(void **state)
{
    struct parsed parsed = PARSE("advise", "-q", "--", "-v", "--", "--nope");

    (void)state;
    assert_true(parsed.good);
    assert_int_equal(parsed.settings.operands.count, 3);
    assert_string_equal(operand(&parsed, 0), "-v");
    assert_string_equal(operand(&parsed, 1), "--");
    assert_string_equal(operand(&parsed, 2), "--nope");
    assert_int_equal(parsed.settings.detail, DVF_BRIEF);
    release(&parsed);
}

static void a_dash_is_an_operand_and_may_be_an_argument(void **state)
{
    struct parsed parsed = PARSE("advise", "-", "-o", "-");

    (void)state;
    assert_true(parsed.good);
    assert_string_equal(operand(&parsed, 0), "-");
    assert_string_equal(parsed.settings.output, "-");
    release(&parsed);
}

static void a_list_keeps_every_word_in_order(void **state)
{
    struct parsed parsed = PARSE("advise", "--without", "one", "x",
                                 "--without=two");
    const char *const *words = settings_words(&parsed.settings.without);

    (void)state;
    assert_true(parsed.good);
    assert_int_equal(parsed.settings.without.count, 2);
    assert_string_equal(words[0], "one");
    assert_string_equal(words[1], "two");
    release(&parsed);
}

static void the_last_of_several_counts(void **state)
{
    struct parsed parsed = PARSE("advise", "x", "-v", "-q", "-o", "one", "-o",
                                 "two");

    (void)state;
    assert_true(parsed.good);
    assert_int_equal(parsed.settings.detail, DVF_BRIEF);
    assert_string_equal(parsed.settings.output, "two");
    release(&parsed);
}

static void verbose_twice_says_all(void **state)
{
    static const struct {
        const char *first;
        const char *second;
        dvf_detail detail;
    } rows[] = {
        {"-v", "y", DVF_MORE},         {"-vv", "y", DVF_FULL},
        {"-v", "--verbose", DVF_FULL}, {"-vvv", "y", DVF_FULL},
        {"-vvq", "-v", DVF_MORE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct parsed parsed = PARSE("advise", "x", rows[i].first,
                                     rows[i].second);

        assert_true(parsed.good);
        assert_int_equal(parsed.settings.detail, rows[i].detail);
        release(&parsed);
    }
}

static void a_line_after_a_broken_one_is_read_afresh(void **state)
{
    struct parsed parsed;

    (void)state;
    REFUSED("'-Z'", "advise", "-vZq", "x");
    parsed = PARSE("advise", "x");
    assert_true(parsed.good);
    assert_int_equal(parsed.settings.detail, DVF_NORMAL);
    release(&parsed);
}

/* ------------------------------------------------------------ Mistakes */

static void unknown_words_get_suggestions(void **state)
{
    struct buffer complaint = {0};

    (void)state;
    REFUSED("unknown option '--fromat'; did you mean '--format'?", "advise",
            "--fromat", "text", "x");
    REFUSED("unknown option '--outptu'; did you mean '--output'?", "advise",
            "--outptu=x", "x");
    REFUSED("unknown format 'jsno'; did you mean 'json'?", "advise", "-f",
            "jsno", "x");
    REFUSED("unknown colour 'alwys'; did you mean 'always'?", "--color=alwys");
    command_complain("advice", &complaint);
    assert_string_equal(complaint.bytes,
                        "unknown command 'advice'; did you mean 'advise'?");
    buffer_release(&complaint);
}

static void words_near_nothing_get_the_list(void **state)
{
    struct buffer complaint = {0};

    (void)state;
    REFUSED("unknown colour 'mauve'; there are auto, always and never",
            "--color", "mauve");
    command_complain("bake", &complaint);
    assert_non_null(strstr(complaint.bytes, "there are advise"));
    buffer_release(&complaint);
}

static void a_profile_without_a_command_is_understood(void **state)
{
    struct buffer complaint = {0};

    (void)state;
    command_complain("my.yaml", &complaint);
    assert_string_equal(complaint.bytes, "unknown command 'my.yaml'; did you "
                                         "mean 'dvf advise my.yaml'?");
    buffer_release(&complaint);
}

static void long_options_are_not_abbreviated(void **state)
{
    (void)state;
    REFUSED("unknown option '--form'", "advise", "--form", "text", "x");
    REFUSED("unknown option '--v'", "advise", "--v", "x");
}

static void a_suggestion_is_an_option_of_the_command(void **state)
{
    struct parsed parsed = PARSE("advise", "--typ", "x");

    (void)state;
    assert_false(parsed.good);
    assert_string_equal(parsed.complaint.bytes, "unknown option '--typ'");
    release(&parsed);
}

static void arguments_are_missed_and_refused(void **state)
{
    (void)state;
    REFUSED("option '--output' needs an argument: FILE", "advise", "x",
            "--output");
    REFUSED("option '-o' needs an argument: FILE", "advise", "x", "-vo");
    REFUSED("option '--kb' needs an argument: FILE", "advise", "--kb=", "x");
    REFUSED("option '--quiet' takes no argument", "advise", "x", "--quiet=1");
}

static void formats_are_those_of_the_command(void **state)
{
    struct parsed parsed = PARSE("check", "-f", "sarif", "x");

    (void)state;
    assert_true(parsed.good);
    assert_string_equal(parsed.settings.format, "sarif");
    release(&parsed);
    REFUSED("unknown format 'sarif'; there are text, json, markdown and madr",
            "advise", "-f", "sarif", "x");
    REFUSED("unknown format 'madr'; there are text and json", "ask", "-f",
            "madr");
    REFUSED("unknown format 'madr'; there are text, json, sarif,", "check",
            "-f", "madr", "x");
    REFUSED("unknown format 'makdown'; did you mean 'markdown'?", "check", "-f",
            "makdown", "x");
}

static void reports_name_a_format_and_a_file_each(void **state)
{
    struct parsed parsed = PARSE("check", "x", "--report", "json=a=b",
                                 "--report=junit=/nowhere/c.xml");

    (void)state;
    assert_true(parsed.good);
    assert_int_equal(parsed.settings.reports.count, 2);
    release(&parsed);
    REFUSED("'json' is no report; write FORMAT=FILE", "check", "--report",
            "json", "x");
    REFUSED("'json=' is no report", "check", "--report", "json=", "x");
    REFUSED("'=a' is no report", "check", "--report", "=a", "x");
    REFUSED("unknown format 'jsno'; did you mean 'json'?", "check", "--report",
            "jsno=a", "x");
    REFUSED("is chosen with '--format'", "check", "--report", "json=-", "x");
}

static void reports_of_advice_are_in_its_formats(void **state)
{
    struct parsed parsed = PARSE("advise", "x", "--report", "madr=/nowhere/a",
                                 "--report=markdown=/nowhere/b");

    (void)state;
    assert_true(parsed.good);
    release(&parsed);
    REFUSED("unknown format 'sarif'; there are text,", "advise", "--report",
            "sarif=a", "x");
    REFUSED("two reports would be written to './a'", "advise", "--report",
            "json=a", "--report", "text=./a", "x");
    REFUSED("'a.dvf.yaml' is a name that later checks read", "advise",
            "--report", "json=a.dvf.yaml", "x");
}

static void a_record_is_of_one_profile_by_all_rules(void **state)
{
    (void)state;
    REFUSED("a record is about one profile", "advise", "-f", "madr", "x", "y");
    REFUSED("a record is about one profile", "advise", "--report", "madr=/n/a",
            "x", "y");
    REFUSED("a record answers no question", "advise", "-f", "madr", "--why-not",
            "z", "x");
    REFUSED("a record rests on all rules", "advise", "-f", "madr", "--without",
            "z", "x");
    REFUSED("a record rests on all rules", "advise", "-f", "madr",
            "--article-only", "x");
}

static void no_two_reports_go_to_one_file(void **state)
{
    (void)state;
    REFUSED("two reports would be written to './a'", "check", "--report",
            "json=a", "--report", "sarif=./a", "x");
    REFUSED("two reports would be written to 'a'", "check", "--report",
            "json=a", "-o", "a", "x");
    REFUSED("two reports would be written to '/tmp/../tmp/a'", "check",
            "--report", "json=/tmp/a", "-o", "/tmp/../tmp/a", "x");
}

static void words_for_a_policy_are_kept_in_order(void **state)
{
    struct parsed parsed = PARSE("check", "--require=a,b", "x", "--fail-on",
                                 "none", "--require", "c", "--min-lead=3");
    const struct array *policy = parsed.settings.policy;

    (void)state;
    assert_true(parsed.good);
    assert_int_equal(policy[POLICY_REQUIRE].count, 2);
    assert_string_equal(settings_words(&policy[POLICY_REQUIRE])[0], "a,b");
    assert_string_equal(settings_words(&policy[POLICY_REQUIRE])[1], "c");
    assert_string_equal(settings_words(&policy[POLICY_FAIL_ON])[0], "none");
    assert_string_equal(settings_words(&policy[POLICY_MIN_LEAD])[0], "3");
    assert_int_equal(policy[POLICY_MIN_STRENGTH].count, 0);
    release(&parsed);
}

static void every_setting_of_a_policy_has_its_option(void **state)
{
    (void)state;
    for (unsigned i = 0; i < POLICY_SETTING_COUNT; i++) {
        struct buffer name = {0};
        enum option_id id;

        buffer_puts(&name, policy_key((enum policy_setting)i));
        for (size_t j = 0; j < name.length; j++)
            if (name.bytes[j] == '_')
                name.bytes[j] = '-';
        id = option_find(name.bytes, name.length);
        assert_int_not_equal(id, OPTION_NONE);
        assert_true(command_takes(&command_check, id));
        assert_int_equal(option_at(id)->offset,
                         offsetof(struct settings, policy) +
                             i * sizeof(struct array));
        buffer_release(&name);
    }
}

static void a_day_is_one_of_the_calendar(void **state)
{
    struct parsed parsed = PARSE("check", "--as-of", "2028-02-29", "x");

    (void)state;
    assert_true(parsed.good);
    assert_string_equal(parsed.settings.as_of, "2028-02-29");
    release(&parsed);
    REFUSED("'2027-02-29': there is no such day; February 2027 has 28 days",
            "check", "--as-of", "2027-02-29", "x");
    REFUSED("'tomorrow' is not a day", "check", "--as-of=tomorrow", "x");
}

static void the_name_of_standard_input_needs_it(void **state)
{
    (void)state;
    REFUSED("'--stdin-filename' needs standard input", "check",
            "--stdin-filename", "a", "x");
    REFUSED("'a/' is no name of a file", "check", "--stdin-filename", "a/",
            "-");
    REFUSED("has no lock without '--stdin-filename'", "check", "--lock", "-");
    REFUSED("has no lock without '--stdin-filename'", "check", "--locked", "-");
}

static void a_lock_is_not_written_and_asked_for_at_once(void **state)
{
    (void)state;
    REFUSED("'--lock' and '--locked' exclude each other", "check", "--lock",
            "--locked", "x");
}

static void showing_the_settings_needs_no_profile(void **state)
{
    struct parsed parsed = PARSE("check", "--show-config");

    (void)state;
    assert_true(parsed.good);
    release(&parsed);
    REFUSED("'dvf check' needs at least one PROFILE", "check", "--no-config");
}

static void options_of_other_commands_are_refused(void **state)
{
    (void)state;
    REFUSED("'dvf advise' has no option '--type'; 'dvf init' has it", "advise",
            "x", "--type", "y");
    REFUSED("'dvf init' has no option '--format'", "init", "-f",
            dvf_format_at(0)->name);
}

static void operands_are_counted(void **state)
{
    (void)state;
    REFUSED("'dvf advise' needs at least one PROFILE", "advise");
    REFUSED("unexpected operand 'x'", "init", "x");
    REFUSED("unexpected operand 'init'", "help", "advise", "init");
}

static void standard_input_is_read_once(void **state)
{
    (void)state;
    REFUSED("only once", "advise", "-", "-");
    REFUSED("only once", "advise", "--kb", "-", "-");
    REFUSED("only once", "advise", "--", "-", "a", "-");
}

static void hostile_words_are_shown_harmless(void **state)
{
    (void)state;
    REFUSED("unknown option '--a\\x1b[31m\\nb'", "--a\x1b[31m\nb");
    REFUSED("unknown option '-\\xc3'", "-\xc3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_option_has_a_name_help_and_a_place),
        cmocka_unit_test(no_two_options_share_a_name_or_a_letter),
        cmocka_unit_test(letters_that_are_pointed_to_are_not_taken),
        cmocka_unit_test(every_option_is_taken_by_some_command),
        cmocka_unit_test(every_command_is_described),
        cmocka_unit_test(help_lists_every_option_of_a_command),
        cmocka_unit_test(help_lists_every_format_where_there_is_a_choice),
        cmocka_unit_test(help_of_the_program_lists_every_command),
        cmocka_unit_test(man_page_explains_every_option_command_and_format),
        cmocka_unit_test(options_may_follow_operands),
        cmocka_unit_test(options_may_precede_the_command),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(a_dash_is_an_operand_and_may_be_an_argument),
        cmocka_unit_test(a_list_keeps_every_word_in_order),
        cmocka_unit_test(the_last_of_several_counts),
        cmocka_unit_test(verbose_twice_says_all),
        cmocka_unit_test(a_line_after_a_broken_one_is_read_afresh),
        cmocka_unit_test(unknown_words_get_suggestions),
        cmocka_unit_test(words_near_nothing_get_the_list),
        cmocka_unit_test(a_profile_without_a_command_is_understood),
        cmocka_unit_test(long_options_are_not_abbreviated),
        cmocka_unit_test(a_suggestion_is_an_option_of_the_command),
        cmocka_unit_test(arguments_are_missed_and_refused),
        cmocka_unit_test(formats_are_those_of_the_command),
        cmocka_unit_test(reports_name_a_format_and_a_file_each),
        cmocka_unit_test(reports_of_advice_are_in_its_formats),
        cmocka_unit_test(a_record_is_of_one_profile_by_all_rules),
        cmocka_unit_test(no_two_reports_go_to_one_file),
        cmocka_unit_test(words_for_a_policy_are_kept_in_order),
        cmocka_unit_test(every_setting_of_a_policy_has_its_option),
        cmocka_unit_test(a_day_is_one_of_the_calendar),
        cmocka_unit_test(the_name_of_standard_input_needs_it),
        cmocka_unit_test(a_lock_is_not_written_and_asked_for_at_once),
        cmocka_unit_test(showing_the_settings_needs_no_profile),
        cmocka_unit_test(options_of_other_commands_are_refused),
        cmocka_unit_test(operands_are_counted),
        cmocka_unit_test(standard_input_is_read_once),
        cmocka_unit_test(hostile_words_are_shown_harmless),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
