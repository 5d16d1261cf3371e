/* SPDX-License-Identifier: MIT */
/*
 * Commands: the table of them, what is checked for all of them, and the way
 * from the command line to the one that it names.
 */
#include "cli/command.h"

#include "base/file.h"
#include "cli/choice.h"
#include "cli/console.h"
#include "cli/output.h"

#include <string.h>

static const struct command *const commands[] = {
    &command_advise, &command_ask,  &command_check, &command_compare,
    &command_record, &command_init, &command_help,
};

const struct command *command_at(size_t index)
{
    const size_t count = sizeof commands / sizeof(const struct command *);

    return index < count ? commands[index] : NULL;
}

static const char *name_at(const void *list, size_t index)
{
    const struct command *command = command_at(index);

    (void)list;
    return command ? command->name : NULL;
}

static const struct choice names = {"command", name_at, NULL};

const struct command *command_find(const char *name)
{
    size_t index = choice_find(&names, name);

    return index != CHOICE_NONE ? command_at(index) : NULL;
}

bool command_takes(const struct command *command, enum option_id id)
{
    if (option_at(id)->common)
        return true;
    for (size_t i = 0; command->options[i] != OPTION_NONE; i++)
        if (command->options[i] == id)
            return true;
    return false;
}

/* ------------------------------------------------------------- Formats */

static const char *format_name_at(const void *list, size_t index)
{
    const struct command *command = list;
    const dvf_format *format = command->format_at(index);

    return format ? format->name : NULL;
}

static struct choice formats_of(const struct command *command)
{
    return (struct choice){"format", format_name_at, command};
}

const dvf_format *command_format(const struct command *command,
                                 const char *name)
{
    const struct choice formats = formats_of(command);
    size_t index = name ? choice_find(&formats, name) : 0;

    return index != CHOICE_NONE ? command->format_at(index) : NULL;
}

void command_complain_format(const struct command *command, const char *name,
                             struct buffer *complaint)
{
    const struct choice formats = formats_of(command);

    choice_complain(&formats, name, complaint);
}

/* -------------------------------------------------------------- Checks */

/* Someone who forgot the command, rather than misspelt it. */
static bool looks_like_profile(const char *word)
{
    size_t length = strlen(word);

    return strcmp(word, "-") == 0 || strchr(word, '/') ||
           (length > 4 && strcmp(word + length - 4, ".yml") == 0) ||
           (length > 5 && strcmp(word + length - 5, ".yaml") == 0);
}

/* Someone who forgot the dashes of what needs no command. */
static bool is_common_option(const char *name)
{
    enum option_id id = option_find(name, strlen(name));

    return id != OPTION_NONE && option_at(id)->common;
}

void command_complain(const char *name, struct buffer *complaint)
{
    struct buffer meant = {0};

    if (is_common_option(name)) {
        buffer_printf(complaint, "unknown command '%s'; did you mean '--%s'?",
                      name, name);
        return;
    }
    if (!looks_like_profile(name)) {
        choice_complain(&names, name, complaint);
        return;
    }
    buffer_printf(&meant, "dvf %s %s", command_advise.name, name);
    buffer_puts(complaint, "unknown command ");
    console_quote(complaint, name);
    buffer_puts(complaint, "; did you mean ");
    if (meant.failed)
        complaint->failed = true;
    else
        console_quote(complaint, meant.bytes);
    buffer_putc(complaint, '?');
    buffer_release(&meant);
}

static bool options_fit(const struct command *command,
                        const struct settings *settings,
                        struct buffer *complaint)
{
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++) {
        const struct command *other = NULL;

        if (!settings->given[id] || command_takes(command, id))
            continue;
        for (size_t i = 0; command_at(i) && !other; i++)
            if (command_takes(command_at(i), id))
                other = command_at(i);
        buffer_printf(complaint, "'dvf %s' has no option '--%s'", command->name,
                      option_at(id)->name);
        if (other)
            buffer_printf(complaint, "; 'dvf %s' has it", other->name);
        return false;
    }
    return true;
}

static bool format_fits(const struct command *command,
                        const struct settings *settings,
                        struct buffer *complaint)
{
    if (!settings->format || command_format(command, settings->format))
        return true;
    command_complain_format(command, settings->format, complaint);
    return false;
}

static bool operands_fit(const struct command *command,
                         const struct settings *settings,
                         struct buffer *complaint)
{
    size_t count = settings->operands.count;

    if (count < command->operands_min && !settings->given[command->alone]) {
        buffer_printf(complaint, "'dvf %s' needs %s %s", command->name,
                      command->operands_max > 1 ? "at least one" : "a",
                      command->operand);
        return false;
    }
    if (count > command->operands_max) {
        const char *const *words = settings_words(&settings->operands);

        buffer_puts(complaint, "unexpected operand ");
        console_quote(complaint, words[command->operands_max]);
        return false;
    }
    return true;
}

/* Standard input can be read once only. */
static bool reads_input_once(const struct command *command,
                             const struct settings *settings,
                             struct buffer *complaint)
{
    const char *const *words = settings_words(&settings->operands);
    size_t uses = settings->kb && strcmp(settings->kb, "-") == 0;

    for (size_t i = 0; command->reads_operands && i < settings->operands.count;
         i++)
        if (strcmp(words[i], "-") == 0)
            uses++;
    if (uses > 1)
        buffer_puts(complaint, "standard input ('-') can be read only once");
    return uses <= 1;
}

/* A result replaces an older one, but never what people wrote. */
static bool spares_files(const struct command *command,
                         const struct settings *settings,
                         struct buffer *complaint)
{
    const char *const *words = settings_words(&settings->operands);
    const char *output = settings->output;

    if (output_is_standard(output))
        return true;
    if (command->output_is_new && file_is_regular(output)) {
        console_quote(complaint, output);
        buffer_puts(complaint, " is there already, perhaps filled in; choose "
                               "another name");
        return false;
    }
    for (size_t i = 0; command->reads_operands && i < settings->operands.count;
         i++)
        if (output_replaces(output, words[i], complaint))
            return false;
    return !output_replaces(output, settings->kb, complaint);
}

bool command_accepts(const struct command *command,
                     const struct settings *settings, struct buffer *complaint)
{
    return options_fit(command, settings, complaint) &&
           format_fits(command, settings, complaint) &&
           operands_fit(command, settings, complaint) &&
           reads_input_once(command, settings, complaint) &&
           spares_files(command, settings, complaint) &&
           (!command->accepts || command->accepts(settings, complaint));
}

/* --------------------------------------------------------------- Dispatch */

static int fail_usage(const struct command *command, struct buffer *complaint)
{
    buffer_puts(complaint, "\nTry 'dvf ");
    if (command)
        buffer_printf(complaint, "%s ", command->name);
    buffer_puts(complaint, "--help'.");
    return console_fail(complaint);
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
    dvf_status parsed = options_parse(argc, argv, &settings, &complaint);
    int status;

    if (settings.command)
        command = command_find(settings.command);
    if (parsed == DVF_OK)
        status = run(command, &settings, &complaint);
    else
        status = fail_usage(command, &complaint);
    buffer_release(&complaint);
    settings_release(&settings);
    return status;
}
