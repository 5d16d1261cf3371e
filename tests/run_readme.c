/* SPDX-License-Identifier: MIT */
/*
 * Runs the README: in every ```console block, the lines behind "$ " are
 * commands (continued behind "> "), and the lines below each are exactly what
 * it prints, on both outputs. The blocks share one directory, where `data` is
 * the project's. Blocks marked otherwise (```sh for what installs or builds)
 * are not run.
 *
 * Build: run_readme.c support/process.c, no library.
 * Run:   run_readme DVF DATA README.md
 * Prints TAP. A README without any command is a failure.
 */
#define _XOPEN_SOURCE 700

#include "support/process.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct readme {
    char *next; /* the line to read next; null at the end */
    size_t line;
    struct sandbox sandbox;
    int last_status; /* what "$?" is in the next command */
    size_t count;
    size_t failures;
};

/* The next line, cut off with a NUL. */
static char *next_line(struct readme *readme)
{
    char *line = readme->next;
    char *end = NULL;

    if (line == NULL || *line == '\0')
        return NULL;
    end = strchr(line, '\n');
    if (end != NULL)
        *end = '\0';
    readme->next = end == NULL ? NULL : end + 1;
    readme->line++;
    return line;
}

static bool starts(const char *text, const char *start)
{
    return text != NULL && strncmp(text, start, strlen(start)) == 0;
}

/* Append a line and its end to text that grows in place of what was read: what
 * was read is never shorter. */
static void append(struct bytes *text, const char *line)
{
    size_t length = strlen(line);

    memmove(text->data + text->length, line, length);
    text->length += length;
    text->data[text->length++] = '\n';
}

static void check(struct readme *readme, const char *command, size_t line,
                  const struct bytes *wanted)
{
    struct outcome outcome;
    size_t size = strlen(command) + 32;
    char *script = malloc(size);
    bool good = false;

    if (script == NULL)
        exit(2);
    snprintf(script, size, "(exit %d)\n%s", readme->last_status, command);
    if (!sandbox_run(&readme->sandbox, script, true, &outcome))
        printf("# could not be run: %s\n", strerror(errno));
    else
        good = compare_bytes("the output", wanted, &outcome.out) &&
               !outcome.timed_out;
    readme->last_status = outcome.status;
    readme->count++;
    readme->failures += !good;
    printf("%sok %zu - line %zu: %.*s\n", good ? "" : "not ", readme->count,
           line, (int)strcspn(command, "\n"), command);
    outcome_release(&outcome);
    free(script);
}

/* A console block, up to its end; false where it does not open with "$ ". */
static bool run_block(struct readme *readme)
{
    char *line = next_line(readme);

    while (line != NULL && !starts(line, "```")) {
        struct bytes command = {line + 2, 0};
        struct bytes wanted = {NULL, 0};
        size_t at = readme->line;

        if (!starts(line, "$ "))
            return false;
        append(&command, line + 2);
        while (starts(line = next_line(readme), "> "))
            append(&command, line + 2);
        command.data[command.length - 1] = '\0';
        wanted.data = line;
        while (line != NULL && !starts(line, "$ ") && !starts(line, "```")) {
            append(&wanted, line);
            line = next_line(readme);
        }
        check(readme, command.data, at, &wanted);
    }
    return line != NULL;
}

static bool run_all(struct readme *readme)
{
    char *line = NULL;

    while ((line = next_line(readme)) != NULL) {
        if (!starts(line, "```console"))
            continue;
        if (!run_block(readme)) {
            printf("# line %zu: no command, or no end of the block\n",
                   readme->line);
            return false;
        }
    }
    return readme->count > 0;
}

int main(int argc, char **argv)
{
    struct readme readme = {.next = NULL};
    struct bytes text = {NULL, 0};
    char *dvf = argc == 4 ? realpath(argv[1], NULL) : NULL;
    char *data = argc == 4 ? realpath(argv[2], NULL) : NULL;
    bool good = false;

    if (dvf == NULL || data == NULL || !bytes_read(argv[3], &text)) {
        fputs("usage: run_readme DVF DATA README.md\n", stderr);
        goto out;
    }
    readme.next = text.data;
    if (!sandbox_open(&readme.sandbox, dvf, data, NULL)) {
        perror("run_readme");
        goto out;
    }
    good = run_all(&readme);
    printf("1..%zu\n# %zu of %zu commands passed\n", readme.count,
           readme.count - readme.failures, readme.count);
out:
    sandbox_close(&readme.sandbox);
    bytes_release(&text);
    free(dvf);
    free(data);
    return good && readme.failures == 0 ? 0 : 1;
}
