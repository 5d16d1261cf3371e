/* SPDX-License-Identifier: MIT */
/*
 * Help: `dvf help`, --help and --version. No option, command or format is
 * named here: their tables are the only place where they are described.
 */
#include "cli/command.h"

#include "cli/console.h"
#include "cli/output.h"

#include <string.h>

#define WIDTH         80

/* Columns where descriptions begin: of options, and of words. */
#define OPTION_INDENT 26
#define WORD_INDENT   12

static const char program_details[] =
    "Recommend one of a few options for a project, with the reasons for it,\n"
    "the case against it, and what is not known yet. A knowledge base holds\n"
    "the options and the rules, and is built in or given with --kb. Projects\n"
    "are described by profiles: files of answers in YAML.\n";

static const char program_examples[] =
    "  dvf init -o dvf.yaml           write a profile to fill in\n"
    "  dvf advise dvf.yaml            recommend, with reasons\n"
    "  dvf check dvf.yaml             does the recorded decision stand?\n";

static const char statuses[] = "  0    done, whatever the verdict; of a "
                               "gate: it holds\n"
                               "  1    the gate fails\n"
                               "  2    no answer could be given: wrong usage, "
                               "unreadable or invalid input,\n"
                               "       a write error, or out of memory\n"
                               "  130  interrupted\n"
                               "  141  whoever read the output left early\n";

/* ------------------------------------------------------------- Layout */

static void heading(struct buffer *out, const char *text)
{
    buffer_printf(out, "\n%s:\n", text);
}

/* Text from column `indent` on, wrapped; the line so far has `column`. */
static void describe(struct buffer *out, size_t column, size_t indent,
                     const char *text)
{
    if (column + 2 > indent) {
        buffer_putc(out, '\n');
        column = 0;
    }
    buffer_repeat(out, " ", indent - column);
    column = indent;
    while (*text != '\0') {
        size_t length = strcspn(text, " ");

        if (column > indent && column + 1 + length > WIDTH) {
            buffer_putc(out, '\n');
            buffer_repeat(out, " ", indent);
            column = indent;
        } else if (column > indent) {
            buffer_putc(out, ' ');
            column++;
        }
        buffer_append(out, text, length);
        column += length;
        text += length;
        text += strspn(text, " ");
    }
    buffer_putc(out, '\n');
}

/* A name with its description. */
static void entry(struct buffer *out, const char *name, const char *text)
{
    buffer_printf(out, "  %s", name);
    describe(out, 2 + strlen(name), WORD_INDENT, text);
}

/* ----------------------------------------------------------- Sections */

static void append_option(struct buffer *out, enum option_id id)
{
    const struct option_row *row = option_at(id);
    size_t start = out->length;

    if (row->letter != 0)
        buffer_printf(out, "  -%c, --%s", row->letter, row->name);
    else
        buffer_printf(out, "      --%s", row->name);
    if (row->argument)
        buffer_printf(out, " %s", row->argument);
    describe(out, out->length - start, OPTION_INDENT, row->help);
}

/* Options of a command, in its order, then the common ones. */
static void append_options(struct buffer *out, const struct command *command)
{
    heading(out, "Options");
    for (size_t i = 0; command && command->options[i] != OPTION_NONE; i++)
        append_option(out, command->options[i]);
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++)
        if (option_at(id)->common)
            append_option(out, id);
}

static void append_formats(struct buffer *out, const struct command *command)
{
    const dvf_format *format;

    heading(out, "Formats, the first one being the default");
    for (size_t i = 0; (format = command->format_at(i)); i++)
        entry(out, format->name, format->summary);
}

static void append_commands(struct buffer *out)
{
    heading(out, "Commands");
    for (size_t i = 0; command_at(i); i++)
        entry(out, command_at(i)->name, command_at(i)->summary);
}

void help_append(const struct command *command, struct buffer *out)
{
    buffer_printf(out, "Usage: dvf %s\n\n",
                  command ? command->usage : "COMMAND [OPTION]...");
    buffer_puts(out, command ? command->details : program_details);
    if (!command)
        append_commands(out);
    append_options(out, command);
    if (command && command->format_at)
        append_formats(out, command);
    heading(out, "Exit status");
    buffer_puts(out, statuses);
    heading(out, "Examples");
    buffer_puts(out, command ? command->examples : program_examples);
    if (!command)
        buffer_puts(out, "\nSee 'dvf help COMMAND' for the options of a "
                         "command, and dvf(1) for more.\n");
}

/* ------------------------------------------------------------ Showing */

static int show(struct buffer *text)
{
    int status = EXIT_NO_ANSWER;

    if (text->failed)
        console_no_memory();
    else
        status = output_write(NULL, &(dvf_text){text->bytes, text->length});
    buffer_release(text);
    return status;
}

int help_show(const struct command *command)
{
    struct buffer text = {0};

    help_append(command, &text);
    return show(&text);
}

int help_show_version(void)
{
    dvf_kb_info kb = dvf_kb_describe(dvf_kb_builtin());
    struct buffer text = {0};

    buffer_printf(&text, "dvf %s\nknowledge base %s %s, as of %s\n",
                  dvf_version(), kb.id, kb.version, kb.as_of);
    return show(&text);
}

int help_remind(void)
{
    struct buffer text = {0};

    buffer_puts(&text, "Usage: dvf COMMAND [OPTION]...\n");
    append_commands(&text);
    buffer_puts(&text, "\nTry 'dvf --help'.\n");
    if (text.failed)
        console_no_memory();
    else
        console_show(&text);
    buffer_release(&text);
    return EXIT_NO_ANSWER;
}

/* ------------------------------------------------------------ Command */

static int help_run(const struct settings *settings)
{
    const char *const *words = settings_words(&settings->operands);
    const struct command *command = NULL;
    struct buffer complaint = {0};
    int status;

    if (settings->operands.count > 0) {
        command = command_find(words[0]);
        if (!command) {
            command_complain(words[0], &complaint);
            status = console_fail(&complaint);
            buffer_release(&complaint);
            return status;
        }
    }
    return help_show(command);
}

const struct command command_help = {
    .name = "help",
    .summary = "Show how to use dvf, or one of its commands",
    .usage = "help [COMMAND]",
    .details = "Show the commands there are, or what one of them does and the\n"
               "options it takes.\n",
    .examples = "  dvf help advise\n",
    .operand = "COMMAND",
    .operands_max = 1,
    .run = help_run,
};
