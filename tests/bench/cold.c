/* SPDX-License-Identifier: MIT */
/*
 * Whole processes: see cold.h. Their outputs go to /dev/null.
 */
#define _DEFAULT_SOURCE

#include "cold.h"

#include "support/clock.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void to_null(int descriptor)
{
    int null = open("/dev/null", O_WRONLY);

    if (null >= 0)
        dup2(null, descriptor);
}

static void become(const char *const *words)
{
    /* execvp() does not write to its arguments; its type is older than that. */
    union {
        const char *const *given;
        char *const *taken;
    } arguments = {words};

    execvp(words[0], arguments.taken);
    _exit(127);
}

static double milliseconds_of(const struct timeval *time)
{
    return (double)time->tv_sec * 1e3 + (double)time->tv_usec / 1e3;
}

static void run_once(struct cold *command)
{
    struct rusage usage;
    double start = clock_now();
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        to_null(STDOUT_FILENO);
        to_null(STDERR_FILENO);
        become(command->words);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        command->status = -1;
        return;
    }
    samples_add(&command->wall, start);
    samples_put(&command->cpu, milliseconds_of(&usage.ru_utime) +
                                   milliseconds_of(&usage.ru_stime));
    command->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (usage.ru_maxrss > command->peak)
        command->peak = usage.ru_maxrss;
}

#define WORDS_MAX 32

/* "Collected : N" is what callgrind says at the end, on standard error. */
static long long find_count(FILE *report)
{
    static const char mark[] = "Collected :";
    char line[512];
    long long count = 0;

    while (fgets(line, sizeof line, report)) {
        const char *found = strstr(line, mark);

        for (found = found ? found + strlen(mark) : ""; *found != '\0'; found++)
            if (*found >= '0' && *found <= '9')
                count = count * 10 + (*found - '0');
    }
    return count;
}

static void count_instructions(struct cold *command)
{
    const char *words[WORDS_MAX] = {"valgrind", "--tool=callgrind",
                                    "--callgrind-out-file=/dev/null"};
    size_t count = 3;
    size_t i;
    int ends[2];
    FILE *report;
    pid_t child;

    for (i = 0; command->words[i] && count + 1 < WORDS_MAX; i++)
        words[count++] = command->words[i];
    if (pipe(ends) != 0)
        return;
    child = fork();
    if (child == 0) {
        to_null(STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        become(words);
    }
    close(ends[1]);
    report = fdopen(ends[0], "r");
    if (report) {
        command->instructions = find_count(report);
        fclose(report);
    }
    waitpid(child, NULL, 0);
}

void cold_time(struct cold *commands, size_t count, unsigned rounds)
{
    unsigned round;
    size_t i;

    fflush(NULL);
    for (round = 0; round < rounds; round++)
        for (i = 0; i < count; i++)
            run_once(&commands[i]);
}

void cold_measure(struct cold *commands, size_t count, unsigned rounds)
{
    size_t i;

    cold_time(commands, count, rounds);
    for (i = 0; i < count; i++)
        count_instructions(&commands[i]);
}
