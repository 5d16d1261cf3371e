/* SPDX-License-Identifier: MIT */
/*
 * Parsing: how getopt_long() walks the table of options. Operands are collected
 * here rather than by its permutation, and long names are looked up before it
 * sees them, because it would accept abbreviations.
 */
#include "base/suggest.h"
#include "cli/choice.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/options.h"

#include <getopt.h>
#include <string.h>

/* What getopt_long() returns for a row: past all letters. */
#define LONG_BASE 256

/* ---------------------------------------------------------- Complaints */

/* "--name" of an option, without what may follow its '='. */
static void quote_name(struct buffer *complaint, const char *word)
{
    struct buffer name = {0};

    buffer_append(&name, word, strcspn(word, "="));
    if (name.failed)
        complaint->failed = true;
    else
        message_quote(complaint, name.bytes);
    buffer_release(&name);
}

static void complain_unknown_long(const struct settings *settings,
                                  const char *word, struct buffer *complaint)
{
    const struct command *command = settings->command
                                        ? command_find(settings->command)
                                        : NULL;
    struct suggestion nearest = {0};
    struct buffer name = {0};

    buffer_append(&name, word, strcspn(word, "="));
    buffer_puts(complaint, "unknown option ");
    quote_name(complaint, word);
    if (name.failed)
        complaint->failed = true;
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT && !name.failed;
         id++)
        if (!command || command_takes(command, id))
            suggest_offer(&nearest, name.bytes + 2, option_at(id)->name);
    if (nearest.word)
        buffer_printf(complaint, "; did you mean '--%s'?", nearest.word);
    if (!name.failed)
        choice_append_lookalike(name.bytes, complaint);
    buffer_release(&name);
}

/* getopt gives one byte; where that is no whole character, the word is shown
 * in which it stands. */
static void complain_unknown_letter(int letter, const char *word,
                                    struct buffer *complaint)
{
    buffer_puts(complaint, "unknown option ");
    if (letter > ' ' && letter <= '~')
        buffer_printf(complaint, "'-%c'", letter);
    else
        message_quote(complaint, word);
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++)
        if (letter != 0 && option_at(id)->letter_meant == letter)
            buffer_printf(complaint, "; did you mean '--%s'?",
                          option_at(id)->name);
    choice_append_lookalike(word, complaint);
}

/* ------------------------------------------------------------- Parsing */

/* The table as getopt_long() wants it. */
struct getopt_tables {
    struct option longs[OPTION_COUNT];
    char letters[2 + 2 * OPTION_COUNT];
};

static void make_tables(struct getopt_tables *tables)
{
    size_t length = 0;

    memset(tables, 0, sizeof *tables);
    /* Stop at operands; tell missing arguments apart; say nothing. */
    tables->letters[length++] = '+';
    tables->letters[length++] = ':';
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++) {
        const struct option_row *row = option_at(id);
        bool takes = row->argument;

        tables->longs[id - 1] = (struct option){
            .name = row->name,
            .has_arg = takes ? required_argument : no_argument,
            .val = LONG_BASE + (int)id,
        };
        if (row->letter != 0)
            tables->letters[length++] = row->letter;
        if (row->letter != 0 && takes)
            tables->letters[length++] = ':';
    }
}

/* getopt keeps its place in a group of letters: make it forget. */
static void getopt_restart(const struct getopt_tables *tables)
{
    char name[] = "dvf";
    char *nothing[] = {name, NULL};

    opterr = 0;
    optind = 0;
    (void)getopt_long(1, nothing, tables->letters, tables->longs, NULL);
    optind = 1;
}

static enum option_id id_of(int code)
{
    if (code > LONG_BASE)
        return (enum option_id)(code - LONG_BASE);
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++)
        if (code != 0 && option_at(id)->letter == code)
            return id;
    return OPTION_NONE;
}

/* Whether a word with two dashes is an option as it must be written. */
static bool check_long(const struct settings *settings, const char *word,
                       struct buffer *complaint)
{
    const char *name = word + 2;
    size_t length = strcspn(name, "=");
    enum option_id id = option_find(name, length);

    if (id == OPTION_NONE) {
        complain_unknown_long(settings, word, complaint);
        return false;
    }
    if (!option_at(id)->argument && name[length] == '=') {
        buffer_printf(complaint, "option '--%s' takes no argument",
                      option_at(id)->name);
        return false;
    }
    return true;
}

static bool take_operand(struct settings *settings, const char *word,
                         struct buffer *complaint)
{
    if (!settings->command) {
        settings->command = word;
        return true;
    }
    return settings_push(&settings->operands, word, complaint);
}

/* An option without its argument, or with an empty one, as it was written. */
static void complain_argument(const struct option_row *row, const char *word,
                              struct buffer *complaint)
{
    if (word[1] == '-')
        buffer_printf(complaint, "option '--%s'", row->name);
    else
        buffer_printf(complaint, "option '-%c'", row->letter);
    buffer_printf(complaint, " needs an argument: %s", row->argument);
}

/* The option at argv[optind], or the next letter of the group there. */
static bool take_option(int argc, char **argv,
                        const struct getopt_tables *tables,
                        struct settings *settings, struct buffer *complaint)
{
    const char *word = argv[optind];
    int code = getopt_long(argc, argv, tables->letters, tables->longs, NULL);
    enum option_id id = id_of(code == ':' ? optopt : code);
    const struct option_row *row;

    if (id == OPTION_NONE) {
        complain_unknown_letter(optopt, word, complaint);
        return false;
    }
    row = option_at(id);
    if (code == ':' || (row->argument && optarg[0] == '\0')) {
        complain_argument(row, word, complaint);
        return false;
    }
    settings->given[id] = true;
    return row->store(row, optarg, settings, complaint);
}

bool options_parse(int argc, char **argv, struct settings *settings,
                   struct buffer *complaint)
{
    struct getopt_tables tables;
    bool options_ended = false;
    bool good = true;

    settings_init(settings);
    make_tables(&tables);
    getopt_restart(&tables);
    while (good && optind < argc) {
        const char *word = argv[optind];

        if (options_ended || word[0] != '-' || word[1] == '\0') {
            good = take_operand(settings, word, complaint);
            optind++;
        } else if (strcmp(word, "--") == 0) {
            options_ended = true;
            optind++;
        } else {
            good = (word[1] != '-' || check_long(settings, word, complaint)) &&
                   take_option(argc, argv, &tables, settings, complaint);
        }
    }
    return good;
}
