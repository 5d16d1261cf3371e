/* SPDX-License-Identifier: MIT */
/*
 * dvf-completions: runs while dvf is built, and writes completions for shells
 * from the tables of options and commands and from the built-in knowledge
 * base: the lists of words, the tables of each shell, and the files that they
 * go into. The code of each shell that uses the tables is in
 * src/host/completions. Nothing else may call it.
 */
#include "base/file.h"
#include "check/outcome.h"
#include "cli/command.h"
#include "kb/block.h"
#include "kb/wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A word that may be completed. Texts are borrowed. */
struct word {
    const char *text;
    const char *title; /* its meaning; may be "" */
};

/* Words for one kind of argument. */
struct word_list {
    const char *kind; /* as in struct option_row; or "command", "values" */
    const char *of;   /* command or attribute of the words; null: all of them */
    struct array items; /* struct word */
};

/* Use a list, which is valid during the call only. */
typedef void word_list_use(const struct word_list *list, struct buffer *out);

/* ------------------------------------------------------------- Lists */

static void add(struct word_list *list, struct buffer *out, const char *text,
                const char *title)
{
    struct word *word = array_push(&list->items);

    if (word)
        *word = (struct word){text, title};
    else
        out->failed = true;
}

static void add_commands(struct word_list *list, const dvf_kb *kb,
                         struct buffer *out)
{
    (void)kb;
    for (size_t i = 0; command_at(i); i++)
        add(list, out, command_at(i)->name, command_at(i)->summary);
}

static void add_formats(struct word_list *list, const struct command *command,
                        struct buffer *out)
{
    const dvf_format *format;

    for (size_t i = 0; (format = command->format_at(i)); i++)
        add(list, out, format->name, format->summary);
}

static void add_colours(struct word_list *list, const dvf_kb *kb,
                        struct buffer *out)
{
    (void)kb;
    for (size_t i = 0; option_colour(i); i++)
        add(list, out, option_colour(i), "");
}

static void add_rules(struct word_list *list, const dvf_kb *kb,
                      struct buffer *out)
{
    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];
        const struct kb_criterion *criterion = &kb_criteria(
            kb)[rule->criterion];

        add(list, out, kb_string(kb, rule->id),
            kb_string(kb, criterion->title));
    }
    for (uint32_t i = 0; i < kb_criteria_count(kb); i++)
        add(list, out, kb_string(kb, kb_criteria(kb)[i].id),
            kb_string(kb, kb_criteria(kb)[i].title));
}

static void add_sources(struct word_list *list, const dvf_kb *kb,
                        struct buffer *out)
{
    for (uint32_t i = 0; i < kb_sources_count(kb); i++)
        add(list, out, kb_string(kb, kb_sources(kb)[i].id),
            kb_string(kb, kb_sources(kb)[i].title));
}

static void add_decisions(struct word_list *list, const dvf_kb *kb,
                          struct buffer *out)
{
    for (uint32_t i = 0; i < kb_options_count(kb); i++)
        add(list, out, kb_option_id(kb, i),
            kb_string(kb, kb_options(kb)[i].title));
}

static void add_options_and_rules(struct word_list *list, const dvf_kb *kb,
                                  struct buffer *out)
{
    add_decisions(list, kb, out);
    for (uint32_t i = 0; i < kb_rules_count(kb); i++)
        add(list, out, kb_string(kb, kb_rules(kb)[i].id),
            kb_criterion_title(kb, kb_rules(kb)[i].criterion));
}

static void add_strengths(struct word_list *list, const dvf_kb *kb,
                          struct buffer *out)
{
    for (uint32_t i = 0; i < kb_strengths_count(kb); i++)
        add(list, out, kb_string(kb, kb_strengths(kb)[i].id), "");
}

static void add_attributes(struct word_list *list, const dvf_kb *kb,
                           struct buffer *out)
{
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        add(list, out, kb_attribute_id(kb, i),
            kb_string(kb, kb_attributes(kb)[i].ask));
}

static void add_outcomes(struct word_list *list, const dvf_kb *kb,
                         struct buffer *out)
{
    (void)kb;
    for (unsigned i = 0; i < CHECK_OUTCOME_COUNT; i++)
        add(list, out, check_outcome_word((enum check_outcome)i),
            check_outcome_meaning((enum check_outcome)i));
    add(list, out, "none", "fail on no outcome");
}

static void add_values(struct word_list *list, const dvf_kb *kb,
                       uint32_t number, struct buffer *out)
{
    const struct kb_attribute *attribute = &kb_attributes(kb)[number];
    const struct kb_value *values = kb_attribute_values(kb, attribute);

    for (uint32_t i = 0; i < attribute->values.count; i++)
        add(list, out, kb_string(kb, values[i].id),
            kb_string(kb, values[i].label));
}

static void add_types(struct word_list *list, const dvf_kb *kb,
                      struct buffer *out)
{
    if (kb_attributes_count(kb) > 0)
        add_values(list, kb, 0, out);
}

/* Lists that belong to no command or attribute. */
static const struct {
    const char *kind;
    void (*fill)(struct word_list *list, const dvf_kb *kb, struct buffer *out);
} kinds[] = {
    {"command", add_commands},
    {"colour", add_colours},
    {"rule", add_rules},
    {"decision", add_decisions},
    {"strength", add_strengths},
    {"outcome", add_outcomes},
    {"attribute", add_attributes},
    {"answer", add_attributes},
    {"type", add_types},
    {"source", add_sources},
    {"reason", add_options_and_rules},
};

/* Use each list of words, in a fixed order. @return false: out of memory */
static bool completions_each(const dvf_kb *kb, word_list_use *use,
                             struct buffer *out)
{
    struct word_list list = {0};

    array_init(&list.items, sizeof(struct word));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        list.kind = kinds[i].kind;
        list.items.count = 0;
        kinds[i].fill(&list, kb, out);
        use(&list, out);
    }
    for (size_t i = 0; command_at(i); i++) {
        list.of = command_at(i)->name;
        list.items.count = 0;
        if (!command_at(i)->format_at)
            continue;
        add_formats(&list, command_at(i), out);
        list.kind = "format";
        use(&list, out);
        list.kind = "report";
        if (command_takes(command_at(i), OPTION_REPORT))
            use(&list, out);
    }
    list.kind = "values";
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        list.of = kb_attribute_id(kb, i);
        list.items.count = 0;
        add_values(&list, kb, i, out);
        add(&list, out, "unknown", "");
        use(&list, out);
    }
    array_release(&list.items);
    return !out->failed;
}

/* Use each option of a command; for null, the common options. */
static void completions_options(const struct command *command,
                                void (*use)(const struct command *command,
                                            const struct option_row *row,
                                            struct buffer *out),
                                struct buffer *out)
{
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++)
        if (command ? command_takes(command, id) : option_at(id)->common)
            use(command, option_at(id), out);
}

/* @return the kind of a command's operands; null where there are none */
static const char *completions_operand(const struct command *command)
{
    if (command->reads_operands)
        return "profile";
    return command == &command_help ? "command" : NULL;
}

/* Append text, each byte of `special` behind `escape`. */
static void completions_escape(struct buffer *out, const char *text,
                               const char *special, const char *escape)
{
    for (; *text != '\0'; text++) {
        if (strchr(special, *text))
            buffer_puts(out, escape);
        buffer_putc(out, *text);
    }
}

/* --------------------------------------------------------------------- bash */

/* Functions that set variables of _dvf(). Ids of a knowledge base and names of
 * options need no quotes. */

static void bash_words(const struct word_list *list, struct buffer *out)
{
    const struct word *words = list->items.items;

    buffer_printf(out, "    '%s%s%s') list=(", list->kind, list->of ? " " : "",
                  list->of ? list->of : "");
    for (size_t i = 0; i < list->items.count; i++)
        buffer_printf(out, "%s%s", i > 0 ? " " : "", words[i].text);
    buffer_puts(out, ") ;;\n");
}

static void bash_name(const struct command *command,
                      const struct option_row *row, struct buffer *out)
{
    (void)command;
    if (row->letter != 0)
        buffer_printf(out, " -%c", row->letter);
    buffer_printf(out, " --%s", row->name);
}

static void bash_options(const struct command *command, struct buffer *out)
{
    buffer_printf(out, "    'options %s') list=(",
                  command ? command->name : "");
    completions_options(command, bash_name, out);
    buffer_puts(out, ") ;;\n");
}

/* Map each option with an argument to its kind; `word` takes any text, so that
 * the argument is not completed as an option. */
static void bash_arguments(struct buffer *out)
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

static bool completions_bash(const dvf_kb *kb, struct buffer *out)
{
    buffer_puts(out, "# _dvf_words LIST: sets `list`.\n"
                     "_dvf_words() {\n    list=()\n    case $1 in\n");
    (void)completions_each(kb, bash_words, out);
    bash_options(NULL, out);
    for (size_t i = 0; command_at(i); i++)
        bash_options(command_at(i), out);
    buffer_puts(out, "    esac\n}\n\n"
                     "# _dvf_argument OPTION: sets `kind`, of its argument.\n"
                     "_dvf_argument() {\n    kind=\n    case $1 in\n");
    bash_arguments(out);
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

/* ---------------------------------------------------------------------- zsh */

/* Words with what they mean, for _describe, and options for _arguments. */

/* Append text for quotes, with a backslash before each byte of `special`. */
static void zsh_quoted(struct buffer *out, const char *text,
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

static void zsh_words(const struct word_list *list, struct buffer *out)
{
    const struct word *words = list->items.items;

    buffer_printf(out, "    '%s%s%s') items=(\n", list->kind,
                  list->of ? " " : "", list->of ? list->of : "");
    for (size_t i = 0; i < list->items.count; i++) {
        buffer_puts(out, "        '");
        zsh_quoted(out, words[i].text, ":\\");
        if (words[i].title[0] != '\0') {
            buffer_putc(out, ':');
            zsh_quoted(out, words[i].title, "\\");
        }
        buffer_puts(out, "'\n");
    }
    buffer_puts(out, "    ) ;;\n");
}

/* Append one form of an option as it is written, and its argument. */
static void zsh_form(const struct command *command,
                     const struct option_row *row, const char *exclusive,
                     const char *form, struct buffer *out)
{
    buffer_printf(out, "        '%s%s[", exclusive, form);
    zsh_quoted(out, row->help, "[]:\\");
    buffer_putc(out, ']');
    if (row->argument)
        buffer_printf(out, ":%s:", row->argument);
    if (row->argument && row->kind)
        buffer_printf(out, " _dvf_offer %s %s", row->kind,
                      command ? command->name : "");
    buffer_puts(out, "'\n");
}

static void zsh_option(const struct command *command,
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
        zsh_form(command, row, both.bytes ? both.bytes : "", name.bytes, out);
        if (row->letter != 0) {
            const char letter[] = {'-', row->letter, row->argument ? '+' : '\0',
                                   '\0'};

            zsh_form(command, row, both.bytes ? both.bytes : "", letter, out);
        }
    }
    buffer_release(&both);
    buffer_release(&name);
}

static void zsh_specs(const struct command *command, struct buffer *out)
{
    const char *operand = command ? completions_operand(command) : NULL;

    buffer_printf(out, "    '%s') specs=(\n", command ? command->name : "");
    completions_options(command, zsh_option, out);
    if (operand)
        buffer_printf(out, "        '%s:%s: _dvf_offer %s'\n",
                      command->operands_max > 1 ? "*" : "1", command->operand,
                      operand);
    buffer_puts(out, "    ) ;;\n");
}

static bool completions_zsh(const dvf_kb *kb, struct buffer *out)
{
    buffer_puts(out, "# _dvf_words LIST: sets `items`.\n"
                     "_dvf_words() {\n    case $1 in\n");
    (void)completions_each(kb, zsh_words, out);
    buffer_puts(out, "    esac\n}\n\n"
                     "# _dvf_specs COMMAND: sets `specs`.\n"
                     "_dvf_specs() {\n    case $1 in\n");
    zsh_specs(NULL, out);
    for (size_t i = 0; command_at(i); i++)
        zsh_specs(command_at(i), out);
    buffer_puts(out, "    esac\n}\n");
    return !out->failed;
}

/* --------------------------------------------------------------------- fish */

/* Lists of words with what they mean, and a call of `complete` for each option
 * of each command. */

static void fish_quoted(struct buffer *out, const char *text)
{
    buffer_putc(out, '\'');
    completions_escape(out, text, "'\\", "\\");
    buffer_putc(out, '\'');
}

/* Write "values a" as cases of `answer a`: a=x, a=y and so on. */
static void fish_words(const struct word_list *list, struct buffer *out)
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
        fish_quoted(out, words[i].title);
        buffer_putc(out, '\n');
    }
}

/* Append the switches of `complete` for a kind of argument; null: any text. */
static void fish_argument(const char *kind, const char *command,
                          struct buffer *out)
{
    if (!kind)
        buffer_puts(out, " -x");
    else if (strcmp(kind, "file") == 0)
        buffer_puts(out, " -r -F");
    else if (strcmp(kind, "profile") == 0)
        buffer_puts(out, " -k -x -a '(__fish_complete_suffix .yaml)'");
    else if (strcmp(kind, "report") == 0)
        buffer_printf(out, " -r -F -a '(__dvf_words \"report %s\")'", command);
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

static void fish_option(const struct command *command,
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
        fish_argument(row->kind, name, out);
    buffer_puts(out, " -d ");
    fish_quoted(out, row->help);
    buffer_putc(out, '\n');
}

static void fish_answers(const dvf_kb *kb, struct buffer *out)
{
    buffer_puts(out, "function __dvf_answers\n");
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        buffer_printf(out, "    __dvf_words 'answer %s'\n",
                      kb_attribute_id(kb, i));
    buffer_puts(out, "end\n\n");
}

static bool completions_fish(const dvf_kb *kb, struct buffer *out)
{
    buffer_puts(out, "function __dvf_words\n    switch $argv[1]\n");
    (void)completions_each(kb, fish_words, out);
    buffer_puts(out, "    end\nend\n\n");
    fish_answers(kb, out);
    buffer_puts(out, "complete -c dvf -n __dvf_has_no_command"
                     " -a '(__dvf_words command)'\n");
    completions_options(NULL, fish_option, out);
    for (size_t i = 0; command_at(i); i++) {
        const char *operand = completions_operand(command_at(i));

        completions_options(command_at(i), fish_option, out);
        if (!operand)
            continue;
        buffer_printf(out, "complete -c dvf -n '__dvf_is %s'",
                      command_at(i)->name);
        fish_argument(operand, "", out);
        buffer_putc(out, '\n');
    }
    return !out->failed;
}

/* ------------------------------------------------------------- Files */

static const char mark[] = "# @tables@\n";

/* Append the tables of a shell. @return false: out of memory */
typedef bool completions_tables(const dvf_kb *kb, struct buffer *out);

/* Make the file of a shell, with the tables in place of the mark. */
static const char *make(const char *source, completions_tables *tables,
                        const dvf_kb *kb, struct buffer *out)
{
    struct buffer text = {0};
    const char *place;
    const char *problem = NULL;
    FILE *file = fopen(source, "rb");
    int byte;

    if (!file)
        return "it cannot be read";
    while ((byte = getc(file)) != EOF)
        buffer_putc(&text, (char)byte);
    (void)fclose(file);
    place = text.failed || !text.bytes ? NULL : strstr(text.bytes, mark);
    if (!place) {
        problem = "it has no mark for the tables";
    } else {
        buffer_append(out, text.bytes, (size_t)(place - text.bytes));
        if (!tables(kb, out))
            problem = "out of memory";
        buffer_puts(out, place + strlen(mark));
    }
    buffer_release(&text);
    return out->failed ? "out of memory" : problem;
}

static int write_file(const char *from, const char *to, const char *name,
                      completions_tables *tables)
{
    struct buffer source = {0};
    struct buffer target = {0};
    struct buffer text = {0};
    const char *problem = "out of memory";
    int error = 0;

    buffer_printf(&source, "%s/%s", from, name);
    buffer_printf(&target, "%s/%s", to, name);
    if (!source.failed && !target.failed)
        problem = make(source.bytes, tables, dvf_kb_builtin(), &text);
    if (!problem)
        error = file_replace(target.bytes, text.bytes, text.length);
    if (problem || error != 0)
        fprintf(stderr, "dvf-completions: %s: %s\n", name,
                problem ? problem : strerror(error));
    buffer_release(&source);
    buffer_release(&target);
    buffer_release(&text);
    return !problem && error == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: dvf-completions SOURCES FOLDER\n", stderr);
        return EXIT_FAILURE;
    }
    return write_file(argv[1], argv[2], "dvf.bash", completions_bash) ||
           write_file(argv[1], argv[2], "_dvf", completions_zsh) ||
           write_file(argv[1], argv[2], "dvf.fish", completions_fish);
}
