/* SPDX-License-Identifier: MIT */
/*
 * Runs the examples of the README and of the manual pages: in a block, the
 * lines behind "$ " are commands (continued behind "> "), and the lines below
 * each are exactly what it prints, on both outputs. The blocks of one file
 * share one directory, where `data` is the project's.
 *
 * A block is ```console in a file *.md; blocks marked otherwise (```sh for what
 * installs or builds) are not run. In a manual page it is .EX to .EE, where the
 * first line begins with "$ ", with the escapes of roff.
 *
 * The version of the knowledge base, and its date, stand there as <version> and
 * <date>, so that a new one of either changes no page.
 *
 * Build: run_readme.c with support, no library.
 * Run:   run_readme [--update] DVF DATA FILE...
 * Prints TAP. A file without any command is a failure. --update puts what
 * commands print in place of what stands below them.
 */
#define _XOPEN_SOURCE 700

#include "support/process.h"

#include <errno.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How a file marks its blocks. */
struct form {
    const char *opens;
    const char *closes;
    bool roff; /* with escapes, and with blocks that hold no command */
};

static const struct form markdown = {"```console", "```", false};
static const struct form manual = {".EX", ".EE", true};

/* The file at hand. */
struct page {
    const struct form *form;
    char *next; /* the line to read next; null at the end */
    size_t line;
    struct bytes updated; /* the file with what the commands print today */
    struct sandbox sandbox;
    int last_status; /* what "$?" is in the next command */
    size_t commands;
};

struct run {
    char *dvf;
    char *data;
    bool update;
    size_t count;
    size_t failures;
};

/* ----------------------------------------------------------------- Texts */

static void add(struct bytes *text, const char *data, size_t length)
{
    char *grown = realloc(text->data, text->length + length + 1);

    if (!grown)
        exit(2);
    memcpy(grown + text->length, data, length);
    text->data = grown;
    text->length += length;
    text->data[text->length] = '\0';
}

static bool starts(const char *text, const char *start)
{
    return text && strncmp(text, start, strlen(start)) == 0;
}

/* The next line, cut off with a NUL. */
static char *next_line(struct page *page)
{
    char *line = page->next;

    if (!line || *line == '\0')
        return NULL;
    char *end = strchr(line, '\n');
    if (end)
        *end = '\0';
    page->next = end ? end + 1 : NULL;
    page->line++;
    return line;
}

/* Take a line over into the updated file as it is. */
static void keep(struct page *page, const char *line)
{
    add(&page->updated, line, strlen(line));
    add(&page->updated, "\n", 1);
}

/* ------------------------------------------------------------------ Roff */

/* Characters that roff would take for others, or for its own. */
static const struct escape {
    const char *roff;
    const char *plain;
} escapes[] = {
    {"\\-", "-"},   {"\\e", "\\"},  {"\\(aq", "'"}, {"\\(ga", "`"},
    {"\\(ha", "^"}, {"\\(ti", "~"}, {"\\&", ""},
};

#define ESCAPES (sizeof escapes / sizeof escapes[0])

/* Append a code point below U+10000 in UTF-8. */
static void add_character(struct bytes *text, unsigned long code)
{
    const char bytes[] = {(char)(0xE0 | code >> 12),
                          (char)(0x80 | (code >> 6 & 0x3F)),
                          (char)(0x80 | (code & 0x3F))};
    const char two[] = {(char)(0xC0 | code >> 6), bytes[2]};

    if (code < 0x800)
        add(text, two, sizeof two);
    else
        add(text, bytes, sizeof bytes);
}

/* Append what a line of roff stands for. */
static void add_plain(struct bytes *text, const char *line)
{
    while (*line) {
        size_t i = 0;

        while (i < ESCAPES && !starts(line, escapes[i].roff))
            i++;
        if (i < ESCAPES) {
            add(text, escapes[i].plain, strlen(escapes[i].plain));
            line += strlen(escapes[i].roff);
        } else if (starts(line, "\\[u")) {
            char *end = NULL;

            add_character(text, strtoul(line + 3, &end, 16));
            line = *end == ']' ? end + 1 : end;
        } else {
            add(text, line++, 1);
        }
    }
}

/* Append one character as roff; @return its bytes. */
static size_t add_roff_character(struct bytes *text, const char *at)
{
    unsigned char first = (unsigned char)*at;
    char name[16];
    size_t i = 0;

    while (i < ESCAPES && (!*escapes[i].plain || *escapes[i].plain != *at))
        i++;
    if (i < ESCAPES) {
        add(text, escapes[i].roff, strlen(escapes[i].roff));
        return 1;
    }
    if (first < 0xC0) {
        add(text, at, 1);
        return 1;
    }
    unsigned code = first & (first < 0xE0 ? 0x1FU : 0x0FU);
    size_t length = first < 0xE0 ? 2 : 3;
    for (i = 1; i < length && at[i]; i++)
        code = code << 6 | ((unsigned char)at[i] & 0x3FU);
    snprintf(name, sizeof name, "\\[u%04X]", code);
    add(text, name, strlen(name));
    return i;
}

/* Append lines as roff. A line is kept from being taken for a request, or for
 * a command. */
static void add_roff(struct bytes *text, const char *lines)
{
    bool begins = true;

    while (*lines) {
        if (begins && strchr(".'$>", *lines))
            add(text, "\\&", 2);
        begins = *lines == '\n';
        lines += add_roff_character(text, lines);
    }
}

/* Append a line of a block as it is meant. */
static void add_line(const struct page *page, struct bytes *text,
                     const char *line)
{
    if (page->form->roff)
        add_plain(text, line);
    else
        add(text, line, strlen(line));
    add(text, "\n", 1);
}

/* -------------------------------------------------------------- Commands */

/* Where a report names the version of its knowledge base, and the date. */
static const struct foot {
    const char *found;
    const char *shown;
} feet[] = {
    {"[0-9]+[.][0-9]+[.][0-9]+, as of [0-9]{4}-[0-9]{2}-[0-9]{2}",
     "<version>, as of <date>"},
    {"[0-9]+[.][0-9]+[.][0-9]+, on ", "<version>, on "},
    {"[0-9]+[.][0-9]+[.][0-9]+ +# built in", "<version>    # built in"},
};

/* Put placeholders where the text names a version, or a version and a date. */
static void put_placeholders(struct bytes *text, const struct foot *foot)
{
    struct bytes shown = {NULL, 0};
    const char *rest = text->data;
    regmatch_t match;
    regex_t pattern;

    if (regcomp(&pattern, foot->found, REG_EXTENDED) != 0)
        exit(2);
    while (regexec(&pattern, rest, 1, &match, 0) == 0) {
        add(&shown, rest, (size_t)match.rm_so);
        add(&shown, foot->shown, strlen(foot->shown));
        rest += match.rm_eo;
    }
    add(&shown, rest, text->length - (size_t)(rest - text->data));
    regfree(&pattern);
    bytes_release(text);
    *text = shown;
}

/* Put the output into the updated file; false where it cannot stand there. */
static bool update(struct page *page, const struct outcome *outcome)
{
    const struct bytes *out = &outcome->out;

    if (outcome->timed_out ||
        (out->length > 0 && out->data[out->length - 1] != '\n'))
        return false;
    if (out->length > 0 && page->form->roff)
        add_roff(&page->updated, out->data);
    else
        add(&page->updated, out->data, out->length);
    return true;
}

static void check(struct run *run, struct page *page, const char *command,
                  const struct bytes *wanted)
{
    struct outcome outcome = {.status = -1};
    size_t size = strlen(command) + 32;
    char *script = malloc(size);
    bool good = false;

    if (!script)
        exit(2);
    snprintf(script, size, "(exit %d)\n%s", page->last_status, command);
    bool ran = sandbox_run(&page->sandbox, script, true, &outcome);
    for (size_t i = 0; ran && i < sizeof feet / sizeof *feet; i++)
        put_placeholders(&outcome.out, &feet[i]);
    if (!ran)
        printf("# could not be run: %s\n", strerror(errno));
    else if (run->update)
        good = update(page, &outcome);
    else
        good = compare_bytes("the output", wanted, &outcome.out) &&
               !outcome.timed_out;
    page->last_status = outcome.status;
    page->commands++;
    run->failures += !good;
    outcome_release(&outcome);
    free(script);
}

/* A command that begins at a line of a block, with what is below it; @return
 * the line behind it. */
static char *run_command(struct run *run, struct page *page, const char *line)
{
    struct bytes command = {NULL, 0};
    struct bytes wanted = {NULL, 0};
    size_t at = page->line;
    size_t failures = run->failures;
    char *next = NULL;

    keep(page, line);
    add_line(page, &command, line + 2);
    for (next = next_line(page); starts(next, "> "); next = next_line(page)) {
        keep(page, next);
        add_line(page, &command, next + 2);
    }
    command.data[command.length - 1] = '\0';
    add(&wanted, "", 0);
    for (; next && !starts(next, "$ ") && !starts(next, page->form->closes);
         next = next_line(page))
        add_line(page, &wanted, next);
    check(run, page, command.data, &wanted);
    printf("%sok %zu - line %zu: %.*s\n",
           run->failures == failures ? "" : "not ", ++run->count, at,
           (int)strcspn(command.data, "\n"), command.data);
    bytes_release(&command);
    bytes_release(&wanted);
    return next;
}

/* A block, up to its end; false where it has none, or no command that must be
 * there. */
static bool run_block(struct run *run, struct page *page)
{
    char *line = next_line(page);
    bool runs = starts(line, "$ ");

    if (!runs && !page->form->roff)
        return false;
    while (line && !starts(line, page->form->closes)) {
        if (runs) {
            line = run_command(run, page, line);
        } else {
            keep(page, line);
            line = next_line(page);
        }
    }
    if (line)
        keep(page, line);
    return line;
}

/* ----------------------------------------------------------------- Files */

static bool run_blocks(struct run *run, struct page *page)
{
    char *line = NULL;

    while ((line = next_line(page))) {
        keep(page, line);
        if (starts(line, page->form->opens) && !run_block(run, page)) {
            printf("# line %zu: no command, or no end of the block\n",
                   page->line);
            return false;
        }
    }
    return page->commands > 0;
}

static bool write_file(const char *name, const struct bytes *bytes)
{
    FILE *file = fopen(name, "wb");
    bool done = file &&
                fwrite(bytes->data, 1, bytes->length, file) == bytes->length;

    if (file && fclose(file) != 0)
        done = false;
    if (!done)
        fprintf(stderr, "run_readme: %s: %s\n", name, strerror(errno));
    return done;
}

static bool run_file(struct run *run, const char *name)
{
    const char *end = strrchr(name, '.');
    struct page page = {.form = end && strcmp(end, ".md") == 0 ? &markdown
                                                               : &manual};
    struct bytes text = {NULL, 0};
    size_t failures = run->failures;
    bool good = false;

    printf("# %s\n", name);
    if (!bytes_read(name, &text) ||
        !sandbox_open(&page.sandbox, run->dvf, run->data, NULL)) {
        fprintf(stderr, "run_readme: %s: %s\n", name, strerror(errno));
        goto out;
    }
    page.next = text.data;
    good = run_blocks(run, &page);
    if (page.commands == 0)
        puts("# there is no command in it");
    if (good && run->update && run->failures == failures)
        good = write_file(name, &page.updated);
out:
    sandbox_close(&page.sandbox);
    bytes_release(&page.updated);
    bytes_release(&text);
    return good;
}

int main(int argc, char **argv)
{
    struct run run = {.update = argc > 1 && strcmp(argv[1], "--update") == 0};
    int first = run.update ? 2 : 1;
    bool good = argc - first >= 3;

    if (good) {
        run.dvf = realpath(argv[first], NULL);
        run.data = realpath(argv[first + 1], NULL);
    }
    if (!run.dvf || !run.data) {
        fputs("usage: run_readme [--update] DVF DATA FILE...\n", stderr);
        good = false;
    }
    for (int i = first + 2; run.dvf && run.data && i < argc; i++)
        good = run_file(&run, argv[i]) && good;
    printf("1..%zu\n# %zu of %zu commands passed\n", run.count,
           run.count - run.failures, run.count);
    free(run.dvf);
    free(run.data);
    return good && run.failures == 0 ? 0 : 1;
}
