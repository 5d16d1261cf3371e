/* SPDX-License-Identifier: MIT */
/*
 * Commands: one file and one descriptor for each, one table of them all. The
 * help, the usage checks and the dispatch come from the descriptors. To add a
 * command, write its file and give it a row in command.c.
 */
#ifndef DVF_CLI_COMMAND_H
#define DVF_CLI_COMMAND_H

#include "cli/options.h"

#include <stdint.h>

/** One command. All texts are static. */
struct command {
    const char *name;
    const char *summary;  /* one line, an imperative without a full stop */
    const char *usage;    /* behind "dvf ": name and operands */
    const char *details;  /* what it does, in paragraphs */
    const char *examples; /* whole lines */
    const char *operand;  /* name of an operand; null for none */
    size_t operands_min;
    size_t operands_max;
    enum option_id alone; /* with it there need be no operand */
    bool reads_operands;  /* they are files, and "-" is standard input */
    bool output_is_new;   /* -o must not name a file that is there */
    /* The formats of -f, the default first; null past the last one. */
    const dvf_format *(*format_at)(size_t index);
    /* Taken besides the common ones; OPTION_NONE ends them. */
    enum option_id options[OPTION_COUNT];
    /* Complains, like command_accepts(), of what this command alone refuses; or
     * null. */
    bool (*accepts)(const struct settings *settings, struct buffer *complaint);
    /* Do what was accepted. @return the exit status */
    int (*run)(const struct settings *settings);
};

/** Any number of operands. */
#define OPERANDS_ANY SIZE_MAX

extern const struct command command_advise;
extern const struct command command_ask;
extern const struct command command_check;
extern const struct command command_compare;
extern const struct command command_init;
extern const struct command command_record;
extern const struct command command_help;

/** @return a command, in the order of the help; null past the last one */
const struct command *command_at(size_t index);

/** @return the command of this name, or null */
const struct command *command_find(const char *name);

/** The command takes an option, be it its own or a common one. */
bool command_takes(const struct command *command, enum option_id id);

/** @return the format of a command by its name, the default for null; null
 * where there is none of that name */
const dvf_format *command_format(const struct command *command,
                                 const char *name);

/** Append that a command has no such format, with the nearest one. */
void command_complain_format(const struct command *command, const char *name,
                             struct buffer *complaint);

/** Append that there is no such command, with the nearest one. */
void command_complain(const char *name, struct buffer *complaint);

/**
 * Append what is wrong with the options and operands for a command.
 *
 * @return whether nothing is
 */
bool command_accepts(const struct command *command,
                     const struct settings *settings, struct buffer *complaint);

/** Read the command line and do what it says. @return the exit status */
int dispatch(int argc, char **argv);

/** Append the help of a command, or of the program where it is null. */
void help_append(const struct command *command, struct buffer *out);

/** Write that help to standard output. @return the exit status */
int help_show(const struct command *command);

/** Write the version and that of the built-in knowledge base. */
int help_show_version(void);

/** Say on standard error what commands there are. @return EXIT_NO_ANSWER */
int help_remind(void);

#endif
