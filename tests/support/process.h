/* SPDX-License-Identifier: MIT */
/*
 * Processes for tests: a shell command in a clean environment and a fresh
 * directory, its output caught, and a readable comparison with what was
 * expected. Uses POSIX only, nothing of dvf.
 */
#ifndef DVF_TESTS_PROCESS_H
#define DVF_TESTS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

/** Bytes of a file or an output; always NUL-terminated. */
struct bytes {
    char *data;
    size_t length;
};

void bytes_release(struct bytes *bytes);

/** Read a file whole; false where it cannot be read. Ends the program when
 * out of memory. */
bool bytes_read(const char *path, struct bytes *bytes);

/** @return "directory/name", to be freed; ends the program when out of memory
 */
char *path_join(const char *directory, const char *name);

/** A directory of its own for each command. */
struct sandbox {
    char *root;      /* removed at the end */
    char *directory; /* where commands run: a link `data` and what was copied */
    const char *dvf; /* absolute path of the program under test */
    const char *data; /* absolute path of the project's data directory */
};

/**
 * Make a fresh directory.
 *
 * @param source directory of a case, whose content is copied but for the files
 *               that say how it is run; null for none
 * @return false where it could not be made; errno says why
 */
bool sandbox_open(struct sandbox *sandbox, const char *dvf, const char *data,
                  const char *source);
void sandbox_close(struct sandbox *sandbox);

/** What a command did. */
struct outcome {
    struct bytes out;
    struct bytes err; /* empty where it was merged into out */
    int status;       /* 128 + signal for a command that was killed */
    bool timed_out;
    double milliseconds;
    double cpu; /* milliseconds of processor time */
    long peak;  /* KiB of the largest process; at least that of this one */
};

/**
 * Run a command by `sh -c` with LC_ALL=C.UTF-8, HOME the directory, TZ=UTC,
 * the program under test first in PATH, and nothing else in the environment
 * but what sanitizers read; standard input is /dev/null. It is killed after a
 * minute.
 *
 * @param merge standard error goes where standard output goes
 */
bool sandbox_run(const struct sandbox *sandbox, const char *command, bool merge,
                 struct outcome *outcome);
void outcome_release(struct outcome *outcome);

/**
 * Compare and print what differs, each line behind "# ".
 *
 * @return whether they are equal
 */
bool compare_bytes(const char *what, const struct bytes *expected,
                   const struct bytes *actual);

#endif
