/* SPDX-License-Identifier: MIT */
/*
 * The tables for bash: functions that set variables of _dvf(). Ids of a
 * knowledge base and names of options need no quotes.
 */
#include "host/completions.h"

static void append_words(const struct word_list *list, struct buffer *out)
{
    const struct word *words = list->items.items;

    buffer_printf(out, "    '%s%s%s') list=(", list->kind, list->of ? " " : "",
                  list->of ? list->of : "");
    for (size_t i = 0; i < list->items.count; i++)
        buffer_printf(out, "%s%s", i > 0 ? " " : "", words[i].text);
    buffer_puts(out, ") ;;\n");
}

static void append_name(const struct command *command,
                        const struct option_row *row, struct buffer *out)
{
    (void)command;
    if (row->letter != 0)
        buffer_printf(out, " -%c", row->letter);
    buffer_printf(out, " --%s", row->name);
}

static void append_options(const struct command *command, struct buffer *out)
{
    buffer_printf(out, "    'options %s') list=(",
                  command ? command->name : "");
    completions_options(command, append_name, out);
    buffer_puts(out, ") ;;\n");
}

/* Map each option with an argument to its kind; `word` takes any text, so that
 * the argument is not completed as an option. */
static void append_arguments(struct buffer *out)
{
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++) {
        const struct option_row *row = option_at(id);

        if (!row->argument)
            continue;
        buffer_printf(out, "    --%s", row->name);
        if (row->letter != 0)
            buffer_printf(out, " | -%c", row->letter);
        buffer_printf(out, ") kind=%s ;;\n", row->kind ? row->kind : "word");
    }
}

bool completions_bash(const dvf_kb *kb, struct buffer *out)
{
    buffer_puts(out, "# _dvf_words LIST: sets `list`.\n"
                     "_dvf_words() {\n    list=()\n    case $1 in\n");
    (void)completions_each(kb, append_words, out);
    append_options(NULL, out);
    for (size_t i = 0; command_at(i); i++)
        append_options(command_at(i), out);
    buffer_puts(out, "    esac\n}\n\n"
                     "# _dvf_argument OPTION: sets `kind`, of its argument.\n"
                     "_dvf_argument() {\n    kind=\n    case $1 in\n");
    append_arguments(out);
    buffer_puts(out, "    esac\n}\n\n"
                     "# _dvf_operand COMMAND: sets `kind`, of its operands.\n"
                     "_dvf_operand() {\n    kind=\n    case $1 in\n");
    for (size_t i = 0; command_at(i); i++)
        if (completions_operand(command_at(i)))
            buffer_printf(out, "    %s) kind=%s ;;\n", command_at(i)->name,
                          completions_operand(command_at(i)));
    buffer_puts(out, "    esac\n}\n");
    return !out->failed;
}
