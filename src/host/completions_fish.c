/* SPDX-License-Identifier: MIT */
/*
 * The tables for fish: lists of words with what they mean, and a call of
 * `complete` for each option of each command.
 */
#include "host/completions.h"

#include <string.h>

static void append_quoted(struct buffer *out, const char *text)
{
    buffer_putc(out, '\'');
    completions_escape(out, text, "'\\", "\\");
    buffer_putc(out, '\'');
}

/* Write "values a" as cases of `answer a`: a=x, a=y and so on. */
static void append_words(const struct word_list *list, struct buffer *out)
{
    const struct word *words = list->items.items;
    bool values = strcmp(list->kind, "values") == 0;

    if (strcmp(list->kind, "answer") == 0)
        return;
    buffer_printf(out, "        case '%s%s%s'\n",
                  values ? "answer" : list->kind, list->of ? " " : "",
                  list->of ? list->of : "");
    for (size_t i = 0; i < list->items.count; i++) {
        buffer_puts(out, "            printf '%s\\t%s\\n' ");
        if (values)
            buffer_printf(out, "%s=", list->of);
        buffer_puts(out, words[i].text);
        buffer_puts(out, strcmp(list->kind, "report") == 0 ? "= " : " ");
        append_quoted(out, words[i].title);
        buffer_putc(out, '\n');
    }
}

/* Append the switches of `complete` for a kind of argument; null: any text. */
static void append_argument(const char *kind, const char *command,
                            struct buffer *out)
{
    if (!kind)
        buffer_puts(out, " -x");
    else if (strcmp(kind, "file") == 0)
        buffer_puts(out, " -r -F");
    else if (strcmp(kind, "profile") == 0)
        buffer_puts(out, " -k -x -a '(__fish_complete_suffix .yaml)'");
    else if (strcmp(kind, "report") == 0)
        buffer_puts(out, " -r -F -a '(__dvf_words report)'");
    else if (strcmp(kind, "answer") == 0)
        buffer_puts(out, " -x -a '(__dvf_answers)'");
    else if (strcmp(kind, "attribute") == 0 || strcmp(kind, "outcome") == 0)
        buffer_printf(
            out, " -x -a '(__fish_complete_list , \"__dvf_words %s\")'", kind);
    else if (strcmp(kind, "format") == 0)
        buffer_printf(out, " -x -a '(__dvf_words \"format %s\")'", command);
    else
        buffer_printf(out, " -x -a '(__dvf_words %s)'", kind);
}

static void append_option(const struct command *command,
                          const struct option_row *row, struct buffer *out)
{
    const char *name = command ? command->name : "";

    if (command)
        buffer_printf(out, "complete -c dvf -n '__dvf_is %s'", name);
    else
        buffer_puts(out, "complete -c dvf -n __dvf_has_no_command");
    if (row->letter != 0)
        buffer_printf(out, " -s %c", row->letter);
    buffer_printf(out, " -l %s", row->name);
    if (row->argument)
        append_argument(row->kind, name, out);
    buffer_puts(out, " -d ");
    append_quoted(out, row->help);
    buffer_putc(out, '\n');
}

static void append_answers(const dvf_kb *kb, struct buffer *out)
{
    buffer_puts(out, "function __dvf_answers\n");
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        buffer_printf(out, "    __dvf_words 'answer %s'\n",
                      kb_attribute_id(kb, i));
    buffer_puts(out, "end\n\n");
}

bool completions_fish(const dvf_kb *kb, struct buffer *out)
{
    buffer_puts(out, "function __dvf_words\n    switch $argv[1]\n");
    (void)completions_each(kb, append_words, out);
    buffer_puts(out, "    end\nend\n\n");
    append_answers(kb, out);
    buffer_puts(out, "complete -c dvf -n __dvf_has_no_command"
                     " -a '(__dvf_words command)'\n");
    completions_options(NULL, append_option, out);
    for (size_t i = 0; command_at(i); i++) {
        const char *operand = completions_operand(command_at(i));

        completions_options(command_at(i), append_option, out);
        if (!operand)
            continue;
        buffer_printf(out, "complete -c dvf -n '__dvf_is %s'",
                      command_at(i)->name);
        append_argument(operand, "", out);
        buffer_putc(out, '\n');
    }
    return !out->failed;
}
