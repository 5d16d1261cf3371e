/* SPDX-License-Identifier: MIT */
/*
 * Dispatch: from the command line to the command that it names.
 */
#include "cli/dispatch.h"

#include "cli/command.h"
#include "cli/help.h"
#include "cli/message.h"

static int fail_usage(const struct command *command, struct buffer *complaint)
{
    buffer_puts(complaint, "\nTry 'dvf ");
    if (command)
        buffer_printf(complaint, "%s ", command->name);
    buffer_puts(complaint, "--help'.");
    return message_fail(complaint);
}

static int run(const struct command *command, const struct settings *settings,
               struct buffer *complaint)
{
    if (settings->command && !command) {
        command_complain(settings->command, complaint);
        return fail_usage(NULL, complaint);
    }
    if (settings->help)
        return help_show(command);
    if (settings->version)
        return help_show_version();
    if (!command)
        return help_remind();
    if (!command_accepts(command, settings, complaint))
        return fail_usage(command, complaint);
    return command->run(settings);
}

int dispatch(int argc, char **argv)
{
    struct settings settings = {0};
    struct buffer complaint = {0};
    const struct command *command = NULL;
    bool good = options_parse(argc, argv, &settings, &complaint);
    int status;

    if (settings.command)
        command = command_find(settings.command);
    if (good)
        status = run(command, &settings, &complaint);
    else
        status = fail_usage(command, &complaint);
    buffer_release(&complaint);
    settings_release(&settings);
    return status;
}
