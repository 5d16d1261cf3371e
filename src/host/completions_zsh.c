/* SPDX-License-Identifier: MIT */
/*
 * The tables for zsh: words with what they mean, for _describe, and options for
 * _arguments.
 */
#include "host/completions.h"

/* Append text for quotes, with a backslash before each byte of `special`. */
static void append_quoted(struct buffer *out, const char *text,
                          const char *special)
{
    struct buffer plain = {0};

    completions_escape(&plain, text, special, "\\");
    if (plain.failed)
        out->failed = true;
    for (size_t i = 0; i < plain.length; i++) {
        if (plain.bytes[i] == '\'')
            buffer_puts(out, "'\\'");
        buffer_putc(out, plain.bytes[i]);
    }
    buffer_release(&plain);
}

static void append_words(const struct word_list *list, struct buffer *out)
{
    const struct word *words = list->items.items;

    buffer_printf(out, "    '%s%s%s') items=(\n", list->kind,
                  list->of ? " " : "", list->of ? list->of : "");
    for (size_t i = 0; i < list->items.count; i++) {
        buffer_puts(out, "        '");
        append_quoted(out, words[i].text, ":\\");
        if (words[i].title[0] != '\0') {
            buffer_putc(out, ':');
            append_quoted(out, words[i].title, "\\");
        }
        buffer_puts(out, "'\n");
    }
    buffer_puts(out, "    ) ;;\n");
}

/* Append one form of an option as it is written, and its argument. */
static void append_form(const struct command *command,
                        const struct option_row *row, const char *exclusive,
                        const char *form, struct buffer *out)
{
    buffer_printf(out, "        '%s%s[", exclusive, form);
    append_quoted(out, row->help, "[]:\\");
    buffer_putc(out, ']');
    if (row->argument)
        buffer_printf(out, ":%s:", row->argument);
    if (row->argument && row->kind)
        buffer_printf(out, " _dvf_offer %s %s", row->kind,
                      command ? command->name : "");
    buffer_puts(out, "'\n");
}

static void append_option(const struct command *command,
                          const struct option_row *row, struct buffer *out)
{
    const char *again = option_repeats(row) ? "*" : "";
    struct buffer both = {0};
    struct buffer name = {0};

    if (again[0] == '\0' && row->letter != 0)
        buffer_printf(&both, "(-%c --%s)", row->letter, row->name);
    else
        buffer_puts(&both, again);
    buffer_printf(&name, "--%s%s", row->name, row->argument ? "=" : "");
    if (both.failed || name.failed) {
        out->failed = true;
    } else {
        append_form(command, row, both.bytes ? both.bytes : "", name.bytes,
                    out);
        if (row->letter != 0) {
            const char letter[] = {'-', row->letter, row->argument ? '+' : '\0',
                                   '\0'};

            append_form(command, row, both.bytes ? both.bytes : "", letter,
                        out);
        }
    }
    buffer_release(&both);
    buffer_release(&name);
}

static void append_specs(const struct command *command, struct buffer *out)
{
    const char *operand = command ? completions_operand(command) : NULL;

    buffer_printf(out, "    '%s') specs=(\n", command ? command->name : "");
    completions_options(command, append_option, out);
    if (operand)
        buffer_printf(out, "        '%s:%s: _dvf_offer %s'\n",
                      command->operands_max > 1 ? "*" : "1", command->operand,
                      operand);
    buffer_puts(out, "    ) ;;\n");
}

bool completions_zsh(const dvf_kb *kb, struct buffer *out)
{
    buffer_puts(out, "# _dvf_words LIST: sets `items`.\n"
                     "_dvf_words() {\n    case $1 in\n");
    (void)completions_each(kb, append_words, out);
    buffer_puts(out, "    esac\n}\n\n"
                     "# _dvf_specs COMMAND: sets `specs`.\n"
                     "_dvf_specs() {\n    case $1 in\n");
    append_specs(NULL, out);
    for (size_t i = 0; command_at(i); i++)
        append_specs(command_at(i), out);
    buffer_puts(out, "    esac\n}\n");
    return !out->failed;
}
