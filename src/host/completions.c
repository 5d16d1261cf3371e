/* SPDX-License-Identifier: MIT */
/*
 * dvf-completions: the lists of words, and the files that they go into.
 */
#include "host/completions.h"

#include "base/file.h"
#include "check/outcome.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static void add_reports(struct word_list *list, const dvf_kb *kb,
                        struct buffer *out)
{
    (void)kb;
    add_formats(list, &command_check, out);
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
    {"command", add_commands},   {"report", add_reports},
    {"colour", add_colours},     {"rule", add_rules},
    {"decision", add_decisions}, {"strength", add_strengths},
    {"outcome", add_outcomes},   {"attribute", add_attributes},
    {"answer", add_attributes},  {"type", add_types},
    {"source", add_sources},
};

bool completions_each(const dvf_kb *kb, word_list_use *use, struct buffer *out)
{
    struct word_list list = {0};

    array_init(&list.items, sizeof(struct word));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        list.kind = kinds[i].kind;
        list.items.count = 0;
        kinds[i].fill(&list, kb, out);
        use(&list, out);
    }
    list.kind = "format";
    for (size_t i = 0; command_at(i); i++) {
        list.of = command_at(i)->name;
        list.items.count = 0;
        if (command_at(i)->format_at) {
            add_formats(&list, command_at(i), out);
            use(&list, out);
        }
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

void completions_options(const struct command *command,
                         void (*use)(const struct command *command,
                                     const struct option_row *row,
                                     struct buffer *out),
                         struct buffer *out)
{
    for (enum option_id id = OPTION_NONE + 1; id < OPTION_COUNT; id++)
        if (command ? command_takes(command, id) : option_at(id)->common)
            use(command, option_at(id), out);
}

const char *completions_operand(const struct command *command)
{
    if (command->reads_operands)
        return "profile";
    return command == &command_help ? "command" : NULL;
}

void completions_escape(struct buffer *out, const char *text,
                        const char *special, const char *escape)
{
    for (; *text != '\0'; text++) {
        if (strchr(special, *text))
            buffer_puts(out, escape);
        buffer_putc(out, *text);
    }
}

/* ------------------------------------------------------------- Files */

static const char mark[] = "# @tables@\n";

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
