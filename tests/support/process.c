/* SPDX-License-Identifier: MIT */
/*
 * Processes for tests: see process.h. Built into run_cases, run_readme and
 * limits; needs no library.
 */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include "process.h"

#include "clock.h"
#include "temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define TIMEOUT_MILLISECONDS (60 * 1000)

static void *need(void *memory)
{
    if (!memory) {
        fputs("out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

void bytes_release(struct bytes *bytes)
{
    free(bytes->data);
    *bytes = (struct bytes){NULL, 0};
}

bool bytes_read(const char *path, struct bytes *bytes)
{
    size_t capacity = 4096;
    size_t got = 0;
    FILE *file = fopen(path, "rb");

    if (!file)
        return false;
    bytes->data = need(malloc(capacity));
    bytes->length = 0;
    while ((got = fread(bytes->data + bytes->length, 1,
                        capacity - bytes->length - 1, file)) > 0) {
        bytes->length += got;
        if (capacity - bytes->length < 2) {
            capacity *= 2;
            bytes->data = need(realloc(bytes->data, capacity));
        }
    }
    bytes->data[bytes->length] = '\0';
    fclose(file);
    return true;
}

char *path_join(const char *directory, const char *name)
{
    size_t size = strlen(directory) + strlen(name) + 2;
    char *path = need(malloc(size));

    snprintf(path, size, "%s/%s", directory, name);
    return path;
}

/* ------------------------------------------------------------ Sandboxes */

static bool run_copy(const char *source, const char *target)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        execlp("cp", "cp", "-R", source, target, (char *)NULL);
        _exit(127);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* What says how a case is run is no part of what it runs on. */
static void remove_expectations(const char *directory)
{
    static const char *const names[] = {"command", "stdout", "stderr",
                                        "status"};
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = path_join(directory, names[i]);

        remove(path);
        free(path);
    }
}

bool sandbox_open(struct sandbox *sandbox, const char *dvf, const char *data,
                  const char *source)
{
    char root[TEMPORARY_SIZE];
    char *contents = !source ? NULL : path_join(source, ".");
    char *link = NULL;
    bool done = false;

    *sandbox = (struct sandbox){.dvf = dvf, .data = data};
    if (!temporary_make(root))
        goto out;
    sandbox->root = need(strdup(root));
    sandbox->directory = path_join(root, "work");
    link = path_join(sandbox->directory, "data");
    done = mkdir(sandbox->directory, 0777) == 0 && symlink(data, link) == 0 &&
           (!contents || run_copy(contents, sandbox->directory));
    if (done)
        remove_expectations(sandbox->directory);
out:
    free(link);
    free(contents);
    return done;
}

void sandbox_close(struct sandbox *sandbox)
{
    if (sandbox->root)
        (void)temporary_remove(sandbox->root);
    free(sandbox->root);
    free(sandbox->directory);
    *sandbox = (struct sandbox){NULL, NULL, NULL, NULL};
}

/* ------------------------------------------------------------- Commands */

/* What a command may see of our environment: sanitizers and coverage. */
static const char *const passed_on[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS",
                                        "LSAN_OPTIONS", "LLVM_PROFILE_FILE"};

#define PASSED_ON (sizeof passed_on / sizeof *passed_on)

static char *setting(const char *name, const char *value)
{
    size_t size = strlen(name) + strlen(value) + 2;
    char *text = need(malloc(size));

    snprintf(text, size, "%s=%s", name, value);
    return text;
}

static char *search_path(const char *dvf)
{
    static const char rest[] = ":/usr/local/bin:/usr/bin:/bin";
    const char *slash = strrchr(dvf, '/');
    size_t directory = !slash ? 0 : (size_t)(slash - dvf);
    size_t size = directory + sizeof rest;
    char *path = need(malloc(size));

    snprintf(path, size, "%.*s%s", (int)directory, dvf, rest);
    return path;
}

static void clean_environment(const struct sandbox *sandbox,
                              char *environment[static PASSED_ON + 5])
{
    char *path = search_path(sandbox->dvf);
    size_t count = 0;
    size_t i;

    environment[count++] = setting("PATH", path);
    environment[count++] = setting("HOME", sandbox->directory);
    environment[count++] = setting("LC_ALL", "C.UTF-8");
    environment[count++] = setting("TZ", "UTC");
    for (i = 0; i < PASSED_ON; i++)
        if (getenv(passed_on[i]))
            environment[count++] = setting(passed_on[i], getenv(passed_on[i]));
    environment[count] = NULL;
    free(path);
}

static int output_file(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

/* In the child: never returns. `alive` stays open in all that it starts, so
 * that the parent sees when the last of them has gone. */
static void become_command(const struct sandbox *sandbox, const char *command,
                           bool merge, int alive)
{
    char *environment[PASSED_ON + 5];
    char *out = path_join(sandbox->root, "stdout");
    char *err = path_join(sandbox->root, "stderr");
    int in_descriptor = open("/dev/null", O_RDONLY);
    int out_descriptor = output_file(out);
    int err_descriptor = merge ? out_descriptor : output_file(err);

    setpgid(0, 0);
    signal(SIGPIPE, SIG_DFL);
    clean_environment(sandbox, environment);
    if (in_descriptor < 0 || out_descriptor < 0 || err_descriptor < 0 ||
        chdir(sandbox->directory) != 0 || dup2(in_descriptor, 0) < 0 ||
        dup2(out_descriptor, 1) < 0 || dup2(err_descriptor, 2) < 0 ||
        dup2(alive, 9) < 0)
        _exit(126);
    execle("/bin/sh", "sh", "-c", command, (char *)NULL, environment);
    _exit(127);
}

static long peak_of(const struct rusage *usage)
{
#ifdef __APPLE__
    return usage->ru_maxrss / 1024;
#else
    return usage->ru_maxrss;
#endif
}

static double milliseconds_of(const struct timeval *time)
{
    return (double)time->tv_sec * 1e3 + (double)time->tv_usec / 1e3;
}

static bool wait_for(pid_t child, int alive, struct outcome *outcome)
{
    struct pollfd watched = {.fd = alive, .events = POLLIN};
    struct rusage usage;
    int status = 0;
    int ready = 0;

    do
        ready = poll(&watched, 1, TIMEOUT_MILLISECONDS);
    while (ready < 0 && errno == EINTR);
    if (ready == 0) {
        outcome->timed_out = true;
        kill(-child, SIGKILL);
    }
    if (wait4(child, &status, 0, &usage) != child)
        return false;
    outcome->milliseconds = clock_now() - outcome->milliseconds;
    outcome->peak = peak_of(&usage);
    outcome->cpu = milliseconds_of(&usage.ru_utime) +
                   milliseconds_of(&usage.ru_stime);
    outcome->status = WIFEXITED(status) ? WEXITSTATUS(status)
                                        : 128 + WTERMSIG(status);
    return true;
}

static bool read_caught(const struct sandbox *sandbox, const char *name,
                        struct bytes *bytes)
{
    char *path = path_join(sandbox->root, name);
    bool done = bytes_read(path, bytes);

    if (done)
        remove(path);
    free(path);
    return done;
}

bool sandbox_run(const struct sandbox *sandbox, const char *command, bool merge,
                 struct outcome *outcome)
{
    int alive[2];
    pid_t child;
    bool done;

    *outcome = (struct outcome){.status = -1};
    if (pipe(alive) != 0)
        return false;
    fcntl(alive[0], F_SETFD, FD_CLOEXEC);
    fcntl(alive[1], F_SETFD, FD_CLOEXEC);
    fflush(NULL);
    outcome->milliseconds = clock_now();
    child = fork();
    if (child == 0)
        become_command(sandbox, command, merge, alive[1]);
    close(alive[1]);
    done = child > 0 && wait_for(child, alive[0], outcome) &&
           read_caught(sandbox, "stdout", &outcome->out) &&
           (merge || read_caught(sandbox, "stderr", &outcome->err));
    close(alive[0]);
    if (merge)
        outcome->err = (struct bytes){need(calloc(1, 1)), 0};
    return done;
}

void outcome_release(struct outcome *outcome)
{
    bytes_release(&outcome->out);
    bytes_release(&outcome->err);
}

/* ----------------------------------------------------------- Comparison */

#define CONTEXT_LINES 2
#define SHOWN_LINES   40

static size_t count_lines(const struct bytes *bytes)
{
    size_t lines = 0;
    size_t i;

    for (i = 0; i < bytes->length; i++)
        lines += bytes->data[i] == '\n';
    return lines +
           (bytes->length > 0 && bytes->data[bytes->length - 1] != '\n');
}

/* The line of this number; a missing end of line is part of the answer. */
static struct bytes line_at(const struct bytes *bytes, size_t number)
{
    char *start = bytes->data;
    char *end = bytes->data + bytes->length;
    char *stop = NULL;

    for (; number > 0; number--)
        start = (char *)memchr(start, '\n', (size_t)(end - start)) + 1;
    stop = memchr(start, '\n', (size_t)(end - start));
    return (struct bytes){start, (size_t)((!stop ? end : stop + 1) - start)};
}

static void print_line(char mark, struct bytes line)
{
    size_t i;

    printf("#   %c ", mark);
    for (i = 0; i < line.length && line.data[i] != '\n'; i++) {
        unsigned char byte = (unsigned char)line.data[i];

        if (byte < 0x20 || byte == 0x7f)
            printf("\\x%02x", byte);
        else
            putchar(byte);
    }
    puts(i == line.length ? "  (no end of line)" : "");
}

static void print_lines(char mark, const struct bytes *bytes, size_t from,
                        size_t to)
{
    size_t i;

    for (i = from; i < to && i < from + SHOWN_LINES; i++)
        print_line(mark, line_at(bytes, i));
    if (i < to)
        printf("#   %c ... %zu more\n", mark, to - i);
}

static bool same_line(const struct bytes *a, size_t i, const struct bytes *b,
                      size_t j)
{
    struct bytes left = line_at(a, i);
    struct bytes right = line_at(b, j);

    return left.length == right.length &&
           memcmp(left.data, right.data, left.length) == 0;
}

bool compare_bytes(const char *what, const struct bytes *expected,
                   const struct bytes *actual)
{
    size_t old_end = count_lines(expected);
    size_t new_end = count_lines(actual);
    size_t same = 0;

    if (expected->length == actual->length &&
        memcmp(expected->data, actual->data, actual->length) == 0)
        return true;
    while (same < old_end && same < new_end &&
           same_line(expected, same, actual, same))
        same++;
    while (old_end > same && new_end > same &&
           same_line(expected, old_end - 1, actual, new_end - 1)) {
        old_end--;
        new_end--;
    }
    printf("# %s differs at line %zu (- expected, + got):\n", what, same + 1);
    print_lines(' ', expected, same > CONTEXT_LINES ? same - CONTEXT_LINES : 0,
                same);
    print_lines('-', expected, same, old_end);
    print_lines('+', actual, same, new_end);
    return false;
}
