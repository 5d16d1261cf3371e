/* SPDX-License-Identifier: MIT */
/*
 * Walks case directories: each holds a file `command` (one line), and what is
 * expected in `stdout`, `stderr` and `status`. A missing output must be empty,
 * a missing status is 0. Other files of the directory are there for the
 * command; `data` is the project's data directory.
 *
 * Build: run_cases.c with support, no library.
 * Run:   run_cases [--update] DVF DATA CASES [WORD]
 *        DVF the program, DATA the project's data directory, CASES this
 *        directory's cases/; only the cases whose name holds WORD, if given.
 * Prints TAP. A run without any case is a failure.
 */
#define _XOPEN_SOURCE 700

#include "support/process.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct run {
    const char *word; /* in the names of the cases to run; null for all */
    char *dvf;
    char *data;
    char *cases;
    bool update;
    size_t count;
    size_t failures;
};

/* ------------------------------------------------------------ Expectations */

static struct bytes expected(const char *directory, const char *name)
{
    struct bytes bytes = {NULL, 0};
    char *path = path_join(directory, name);

    if (!bytes_read(path, &bytes))
        bytes.data = calloc(1, 1);
    free(path);
    if (!bytes.data)
        exit(2);
    return bytes;
}

/* Write an expectation, or remove it where it goes without saying. */
static bool update_one(const char *directory, const char *name,
                       const char *data, size_t length)
{
    char *path = path_join(directory, name);
    bool done = true;
    FILE *file = NULL;

    if (length == 0) {
        done = remove(path) == 0 || errno == ENOENT;
        goto out;
    }
    file = fopen(path, "wb");
    done = file && fwrite(data, 1, length, file) == length;
    if (file && fclose(file) != 0)
        done = false;
out:
    free(path);
    return done;
}

static size_t status_text(int status, char text[static 16])
{
    return status == 0 ? 0 : (size_t)snprintf(text, 16, "%d\n", status);
}

static bool update_case(const char *directory, const struct outcome *outcome)
{
    char status[16] = "";
    size_t length = status_text(outcome->status, status);

    return update_one(directory, "stdout", outcome->out.data,
                      outcome->out.length) &&
           update_one(directory, "stderr", outcome->err.data,
                      outcome->err.length) &&
           update_one(directory, "status", status, length);
}

static bool check_one(const char *directory, const char *name,
                      const struct bytes *actual)
{
    struct bytes wanted = expected(directory, name);
    bool same = compare_bytes(name, &wanted, actual);

    bytes_release(&wanted);
    return same;
}

static bool check_status(const char *directory, int actual)
{
    struct bytes wanted = expected(directory, "status");
    char *end = wanted.data;
    long status = wanted.length == 0 ? 0 : strtol(wanted.data, &end, 10);
    bool good = wanted.length == 0 || strcmp(end, "\n") == 0;

    if (!good)
        puts("# the file status is not one number and an end of line");
    if (good && status != actual) {
        printf("# status is %d, expected %ld\n", actual, status);
        good = false;
    }
    bytes_release(&wanted);
    return good;
}

static bool check_case(const char *directory, const struct outcome *outcome)
{
    bool good = check_status(directory, outcome->status);

    if (outcome->timed_out) {
        puts("# killed: it took more than a minute");
        good = false;
    }
    good = check_one(directory, "stdout", &outcome->out) && good;
    return check_one(directory, "stderr", &outcome->err) && good;
}

/* --------------------------------------------------------------------- Cases
 */

static bool read_command(const char *directory, struct bytes *command)
{
    char *path = path_join(directory, "command");
    bool done = bytes_read(path, command);

    free(path);
    if (!done)
        return false;
    if (command->length < 2 ||
        strchr(command->data, '\n') != command->data + command->length - 1) {
        puts("# the file command is not one line");
        bytes_release(command);
        return false;
    }
    command->data[--command->length] = '\0';
    return true;
}

static bool run_case(const struct run *run, const char *directory)
{
    struct sandbox sandbox = {NULL, NULL, NULL, NULL};
    struct outcome outcome = {.status = -1};
    struct bytes command = {NULL, 0};
    bool good = false;

    if (!read_command(directory, &command))
        return false;
    if (!sandbox_open(&sandbox, run->dvf, run->data, directory) ||
        !sandbox_run(&sandbox, command.data, false, &outcome))
        printf("# could not be run: %s\n", strerror(errno));
    else if (run->update && !outcome.timed_out)
        good = update_case(directory, &outcome);
    else
        good = check_case(directory, &outcome);
    if (!good)
        printf("# command: %s\n", command.data);
    outcome_release(&outcome);
    sandbox_close(&sandbox);
    bytes_release(&command);
    return good;
}

static bool is_case(const char *directory)
{
    struct stat status;
    char *path = path_join(directory, "command");
    bool found = stat(path, &status) == 0;

    free(path);
    return found;
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void take_case(struct run *run, const char *directory)
{
    const char *name = directory + strlen(run->cases) + 1;
    bool good;

    if (run->word && !strstr(name, run->word))
        return;
    run->count++;
    good = run_case(run, directory);
    run->failures += !good;
    printf("%sok %zu - %s\n", good ? "" : "not ", run->count, name);
}

/* Cases lie two levels down; a directory without any there is a mistake. */
static bool walk(struct run *run, const char *directory, unsigned depth)
{
    struct dirent **entries = NULL;
    int count = scandir(directory, &entries, visible, alphasort);
    bool good = count > 0;
    int i;

    for (i = 0; i < count; i++) {
        char *path = path_join(directory, entries[i]->d_name);

        if (is_case(path))
            take_case(run, path);
        else if (depth == 0)
            good = walk(run, path, 1) && good;
        else
            good = false;
        if (!good)
            printf("# %s: not a case, or without one\n", path);
        free(path);
        free(entries[i]);
    }
    free(entries);
    return good;
}

static bool resolve(const char *given, char **path)
{
    *path = realpath(given, NULL);
    if (!*path)
        fprintf(stderr, "run_cases: %s: %s\n", given, strerror(errno));
    return *path;
}

int main(int argc, char **argv)
{
    struct run run = {.update = argc > 1 && strcmp(argv[1], "--update") == 0};
    int first = run.update ? 2 : 1;
    int status = 2;
    bool good;

    if (argc - first < 3 || argc - first > 4) {
        fputs("usage: run_cases [--update] DVF DATA CASES [WORD]\n", stderr);
        return 2;
    }
    run.word = argc - first == 4 ? argv[first + 3] : NULL;
    if (!resolve(argv[first], &run.dvf) ||
        !resolve(argv[first + 1], &run.data) ||
        !resolve(argv[first + 2], &run.cases))
        goto out;
    good = walk(&run, run.cases, 0);
    printf("1..%zu\n# %zu of %zu cases passed\n", run.count,
           run.count - run.failures, run.count);
    status = good && run.count > 0 && run.failures == 0 ? 0 : 1;
out:
    free(run.dvf);
    free(run.data);
    free(run.cases);
    return status;
}
