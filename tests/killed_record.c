/* SPDX-License-Identifier: MIT */
/*
 * Kills `dvf record` at each of its last system calls, which are those that
 * write, and at some before them. Afterwards no file is torn,
 * the record is named only where it is there, and the same command run again
 * has both files as if nothing had happened, with one record.
 *
 * Build: killed_record.c support/temporary.c.
 * Run:   killed_record DVF
 * Prints TAP. The status is 77 where a process cannot be traced.
 */
#define _DEFAULT_SOURCE

#include "support/temporary.h"

#include <dirent.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Calls from the end on that are tried one by one, and one in so many before
 * them. A call is two stops. */
#define LAST_CALLS 75
#define STEP       20
#define WORDS_MAX  10

static const char profile[] = "# Ours.\n"
                              "profile: p\n"
                              "answers:\n"
                              "  project_type: ecommerce\n"
                              "  admin_ui: required\n";

static const char record_end[] = "<!-- dvf:end more-information -->\n";

/* A command that changes both files. */
struct scene {
    const char *name;
    bool update; /* the record is there before */
    const char *words[WORDS_MAX];
    const char *in_profile; /* what the profile holds afterwards */
    const char *in_record;
};

static const struct scene scenes[] = {
    {"a record is written",
     false,
     {"record", "-q", "--as-of", "2026-12-01", "p.yaml", "-o", "adr/"},
     "\ndecision:\n  record: adr/0001-p.md\n",
     "\noption: django\n"},
    {"a record is renewed and a decision written",
     true,
     {"record", "-q", "--as-of", "2026-12-01", "--decide", "both", "--update",
      "adr/0001-p.md", "p.yaml"},
     "\n  option: both\n",
     "\noption: both\n"},
};

static const char *dvf;

static void fail(const char *what, const struct scene *scene, long call)
{
    printf("not ok - %s: %s (killed at call %ld)\n", scene->name, what, call);
    exit(1);
}

/* ------------------------------------------------------------------- Files */

static void put_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "wb");

    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        exit(2);
}

/* A file as text; "" where it is not there. Valid until the next call. */
static const char *get_file(const char *name)
{
    static char text[65536];
    FILE *file = fopen(name, "rb");
    size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;

    text[length] = '\0';
    if (file)
        (void)fclose(file);
    return text;
}

static bool holds(const char *name, const char *part)
{
    return strstr(get_file(name), part);
}

static size_t count_files(const char *path)
{
    DIR *folder = opendir(path);
    size_t count = 0;

    if (!folder)
        exit(2);
    for (const struct dirent *entry; (entry = readdir(folder));)
        count += entry->d_name[0] != '.';
    (void)closedir(folder);
    return count;
}

/* --------------------------------------------------------------------- Runs */

static void exec_dvf(const struct scene *scene)
{
    char storage[WORDS_MAX][64];
    char *words[WORDS_MAX + 2] = {storage[0]};
    char name[] = "dvf";
    int count = 1;

    words[0] = name;
    for (; scene->words[count - 1]; count++) {
        (void)snprintf(storage[count - 1], sizeof storage[0], "%s",
                       scene->words[count - 1]);
        words[count] = storage[count - 1];
    }
    (void)execv(dvf, words);
    _exit(2);
}

static int run(const struct scene *scene)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0)
        exec_dvf(scene);
    (void)waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Run up to a stop at a system call, and kill it there. @return how many stops
 * there were */
static long run_up_to(const struct scene *scene, long stops)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
            _exit(77);
        (void)raise(SIGSTOP);
        exec_dvf(scene);
    }
    (void)waitpid(child, &status, 0);
    if (WIFEXITED(status))
        exit(77);
    for (long i = 0; i < stops; i++) {
        if (ptrace(PTRACE_SYSCALL, child, NULL, NULL) != 0 ||
            waitpid(child, &status, 0) != child)
            exit(77);
        if (WIFEXITED(status))
            return i;
    }
    (void)kill(child, SIGKILL);
    (void)waitpid(child, &status, 0);
    return stops;
}

/* ------------------------------------------------------------------- Scenes */

static void begin(const struct scene *scene)
{
    (void)unlink("adr/0001-p.md");
    put_file("p.yaml", profile);
    if (scene->update && run(&scenes[0]) != 0)
        fail("it cannot begin", scene, 0);
}

/* Kill a run at a stop. */
static void try_stop(const struct scene *scene, long call, unsigned *between)
{
    begin(scene);
    (void)run_up_to(scene, call);
    bool named = holds("p.yaml", scene->in_profile);
    bool made = holds("adr/0001-p.md", scene->in_record);

    if (strncmp(get_file("p.yaml"), profile, strlen(profile)) != 0)
        fail("the profile is torn", scene, call);
    if ((made || scene->update) && !holds("adr/0001-p.md", record_end))
        fail("the record is torn", scene, call);
    if (named && !made)
        fail("the profile goes before its record", scene, call);
    *between += made && !named;
    if (!named && run(scene) != 0)
        fail("it cannot be run again", scene, call);
    if (!holds("p.yaml", scene->in_profile) ||
        !holds("adr/0001-p.md", scene->in_record))
        fail("it is not completed", scene, call);
    if (count_files("adr") != 1)
        fail("there are two records", scene, call);
}

static void run_scene(const struct scene *scene, unsigned number)
{
    unsigned between = 0;
    unsigned tried = 0;

    begin(scene);
    const long stops = run_up_to(scene, LONG_MAX);
    for (long stop = 1; stop < stops; tried++) {
        try_stop(scene, stop, &between);
        stop += stop < stops - 2 * LAST_CALLS ? 2 * STEP : 2;
    }
    if (between == 0)
        fail("it was never killed between the two files", scene, stops);
    printf("ok %u - %s\n# killed %u times, %u between the two files\n", number,
           scene->name, tried, between);
}

int main(int argc, char *argv[])
{
    char folder[TEMPORARY_SIZE];

    dvf = argc > 1 ? realpath(argv[1], NULL) : NULL;
    if (!dvf || !temporary_make(folder) || chdir(folder) != 0 ||
        mkdir("adr", 0777) != 0)
        return 2;
    (void)setvbuf(stdout, NULL, _IOLBF, 4096);
    /* Its search for leaks traces the process by itself. */
    (void)setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
    for (unsigned i = 0; i < sizeof scenes / sizeof *scenes; i++)
        run_scene(&scenes[i], i + 1);
    printf("1..%zu\n", sizeof scenes / sizeof *scenes);
    if (chdir("/") != 0 || !temporary_remove(folder))
        printf("# %s is left\n", folder);
    return 0;
}
