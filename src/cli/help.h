/* SPDX-License-Identifier: MIT */
/*
 * Help: texts put together from the tables of commands, options and formats.
 */
#ifndef DVF_CLI_HELP_H
#define DVF_CLI_HELP_H

#include "cli/command.h"

/** Append the help of a command, or of the program where it is null. */
void help_append(const struct command *command, struct buffer *out);

/** Write that help to standard output. @return the exit status */
int help_show(const struct command *command);

/** Write the version and that of the built-in knowledge base. */
int help_show_version(void);

/** Say on standard error what commands there are. @return EXIT_NO_ANSWER */
int help_remind(void);

#endif
