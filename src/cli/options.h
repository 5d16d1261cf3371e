/* SPDX-License-Identifier: MIT */
/*
 * Options: one table for all commands, over getopt_long(). An option means the
 * same wherever it is taken; a command lists those it takes.
 */
#ifndef DVF_CLI_OPTIONS_H
#define DVF_CLI_OPTIONS_H

#include "base/array.h"
#include "base/buffer.h"
#include "check/policy.h"
#include "cli/terminal.h"

#include <dvf/dvf.h>

/** The rows of the table, in the order of the help. */
enum option_id {
    OPTION_NONE, /* ends a list of options */
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_KB,
    OPTION_TYPE,
    OPTION_ONLY_SOURCE,
    OPTION_ARTICLE_ONLY,
    OPTION_WITHOUT,
    OPTION_NO_ANALYSIS,
    OPTION_WHY_NOT,
    OPTION_WHAT_IF,
    OPTION_EXPECT,
    OPTION_MIN_LEAD,
    OPTION_MIN_STRENGTH,
    OPTION_MIN_ANSWERED,
    OPTION_REQUIRE,
    OPTION_REQUIRE_SETTLED,
    OPTION_FAIL_ON,
    OPTION_EXCLUDE,
    OPTION_NO_CONFIG,
    OPTION_SHOW_CONFIG,
    OPTION_AS_OF,
    OPTION_LOCK,
    OPTION_LOCKED,
    OPTION_REPORT,
    OPTION_STDIN_FILENAME,
    OPTION_EXIT_ZERO,
    OPTION_CATEGORY,
    OPTION_UPDATE,
    OPTION_DECIDE,
    OPTION_DRY_RUN,
    OPTION_SET,
    OPTION_RESUME,
    OPTION_NO_INPUT,
    OPTION_INPUT,
    OPTION_IN_ORDER,
    OPTION_PLAIN,
    OPTION_COLOR,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

/** Settings of the command line. Words are borrowed from argv. */
struct settings {
    const char *command;   /* first operand; null for none */
    struct array operands; /* const char *: the others */
    bool given[OPTION_COUNT];
    const char *format; /* null where not given, as all words */
    const char *output;
    const char *kb;
    const char *type;
    struct array only_sources; /* const char * */
    struct array without;      /* const char * */
    bool no_analysis;
    const char *why_not;  /* an option or a rule */
    struct array what_if; /* const char *: attribute=value */
    const char *expect;
    struct array policy[POLICY_SETTING_COUNT]; /* const char * */
    bool no_config;
    bool show_config;
    const char *as_of; /* a day */
    bool lock;
    bool locked;
    struct array reports; /* const char * */
    const char *stdin_filename;
    bool exit_zero;
    const char *category; /* null where it was not given */
    const char *update;   /* null where not given */
    const char *decide;   /* an option; null where not given */
    bool dry_run;
    struct array answers; /* const char *: attribute=value */
    const char *resume;   /* null where not given */
    bool no_input;
    bool input;
    bool in_order;
    bool plain;
    enum terminal_colour colour;
    dvf_detail detail;
    bool help;
    bool version;
};

struct option_row;

/**
 * Take an option's argument into the settings.
 *
 * @param argument null for an option without one
 * @param complaint receives what is wrong with it
 * @return DVF_OK, DVF_INVALID where it was refused, or DVF_NO_MEMORY
 */
typedef dvf_status option_store(const struct option_row *row,
                                const char *argument, struct settings *settings,
                                struct buffer *complaint);

/** One option. All texts are static. */
struct option_row {
    const char *name;     /* long, without the dashes */
    char letter;          /* short, or 0 */
    char letter_meant;    /* that means it elsewhere: it is pointed to; or 0 */
    bool common;          /* taken by every command, and without one */
    const char *argument; /* name of its argument; null for none */
    const char *kind;     /* of the argument, for the completions of shells:
                             "file", "rule" and so on; null: any word */
    const char *help;     /* for the help: one sentence or two, no full stop */
    option_store *store;
    size_t offset; /* of the field in the settings */
    int value;     /* what is stored, where the option has no argument */
};

/** @param id above OPTION_NONE, below OPTION_COUNT */
const struct option_row *option_at(enum option_id id);

/** Each use of the option counts, rather than the last. */
bool option_repeats(const struct option_row *row);

/** @return a word of --color; null past the last one */
const char *option_colour(size_t index);

/** @return the option with this long name, or OPTION_NONE */
enum option_id option_find(const char *name, size_t length);

/**
 * Read the command line: options and operands in any order, "--" ends the
 * options, "-" is an operand. Stops at the first mistake.
 *
 * @param settings whatever they were; release in any case
 * @param complaint receives the mistake, one line; it has failed where memory
 *                  ran out
 * @return DVF_OK, DVF_INVALID after a mistake, or DVF_NO_MEMORY
 */
dvf_status options_parse(int argc, char **argv, struct settings *settings,
                         struct buffer *complaint);

void settings_release(struct settings *settings);

/** @return the words of an array of const char *, borrowed; null for none */
const char *const *settings_words(const struct array *words);

#endif
