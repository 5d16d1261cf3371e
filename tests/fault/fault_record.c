/* SPDX-License-Identifier: MIT */
/*
 * Fails every allocation on the paths of `dvf record`, and of `dvf check` with
 * a record: first alone, then all from it on. Each run must end with status 2
 * or do what it does with enough memory; nothing may leak, and both files are
 * written or neither.
 *
 * Build: as fault_advise, with allocations.c.
 * Run:   fault_record
 */
#define _XOPEN_SOURCE 700

#include "base/buffer.h"
#include "base/file.h"
#include "cli/command.h"
#include "fault/allocations.h"

#include <dvf/dvf.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS_MAX 16
#define WORD_MAX  128

/* Standard output is closed by a run: each has a process of its own, which
 * reports this. */
struct report {
    int status;
    long lost; /* blocks of memory */
    size_t count;
};

/* A run of the command in a folder with the profile p.yaml and, where it is
 * wanted, the record of that profile. */
struct scene {
    const char *name;
    size_t step; /* of its allocations one in so many fails: most of them are
                    those of an analysis, and of another scene too */
    bool recorded;
    const char *words[WORDS_MAX]; /* behind "dvf" */
};

static const char profile_text[] = "# Ours.\n"
                                   "profile: p\n"
                                   "answers:\n"
                                   "  project_type: ecommerce # what else\n"
                                   "  admin_ui: required\n";

static const struct scene scenes[] = {
    {"a record is written", 1, false, {"record", "p.yaml", "-o", "r.md"}},
    {"a name is found",
     5,
     false,
     {"record", "p.yaml", "-o", "./", "--decide", "django"}},
    {"both changes are shown",
     5,
     true,
     {"record", "p.yaml", "--update", "r.md", "--decide", "both", "--dry-run"}},
    {"both files are renewed",
     3,
     true,
     {"record", "p.yaml", "--update", "r.md", "--decide", "both"}},
    {"a record that is there", 1, true, {"record", "p.yaml", "-o", "r.md"}},
    {"mistakes", 1, false, {"record", "p.yaml", "-o", "r.md", "--decide", "x"}},
    {"a record is checked", 1, true, {"check", "r.md", "--locked"}},
    {"the record of a profile is checked", 1, true, {"check", "p.yaml"}},
};

static struct share share;
static struct buffer record_text;   /* as the first run wrote it */
static struct buffer recorded_text; /* the profile, with its name */

/* ------------------------------------------------------------------- Files */

static void put_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "wb");

    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        exit(2);
}

static bool get_file(const char *name, struct buffer *text)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    bool good = problems &&
                file_read(name, (size_t)1024 * 1024, text, problems) == DVF_OK;

    dvf_diagnostics_free(problems);
    return good;
}

static void begin(const struct scene *scene)
{
    put_file("p.yaml", scene->recorded ? recorded_text.bytes : profile_text);
    (void)unlink("0001-p.md");
    (void)unlink("r.md");
    if (scene->recorded)
        put_file("r.md", record_text.bytes);
}

static bool holds(const char *name, const char *part)
{
    struct buffer text = {0};
    bool held = get_file(name, &text) && strstr(text.bytes, part);

    buffer_release(&text);
    return held;
}

/* Both files are as they were, or both are written. */
static bool are_whole(const struct scene *scene)
{
    if (scene->recorded)
        return holds("r.md", "\noption: both\n") ==
                   holds("p.yaml", "option: both") &&
               holds("r.md", "<!-- dvf:end more-information -->\n");
    const char *name = access("r.md", F_OK) == 0 ? "r.md" : "0001-p.md";

    return holds("p.yaml", "\n  record: ") ==
           holds(name, "<!-- dvf:end more-information -->\n");
}

/* -------------------------------------------------------------------- A run */

/* In a process of its own: never returns. */
static void run_here(const struct scene *scene, int reports)
{
    static char storage[WORDS_MAX + 1][WORD_MAX] = {"dvf"};
    char *words[WORDS_MAX + 2] = {storage[0]};
    struct report report;
    int count = 1;
    long live;

    for (; count - 1 < WORDS_MAX && scene->words[count - 1]; count++) {
        (void)snprintf(storage[count], WORD_MAX, "%s", scene->words[count - 1]);
        words[count] = storage[count];
    }
    (void)dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    (void)dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    (void)dup2(STDERR_FILENO, STDOUT_FILENO);
    live = allocations.live;
    allocations.count = 0;
    allocations.watching = true;
    report.status = dispatch(count, words);
    allocations.watching = false;
    report.lost = allocations.live - live;
    report.count = allocations.count;
    _exit(write(reports, &report, sizeof report) != sizeof report);
}

static struct report run(const struct scene *scene)
{
    struct report report = {.status = -1};
    int ends[2];
    pid_t child;

    begin(scene);
    if (pipe(ends) != 0)
        exit(2);
    (void)fflush(NULL);
    child = fork();
    if (child == 0)
        run_here(scene, ends[1]);
    (void)close(ends[1]);
    if (read(ends[0], &report, sizeof report) != sizeof report)
        mistake("it died", scene->name);
    (void)close(ends[0]);
    (void)waitpid(child, NULL, 0);
    return report;
}

/* ------------------------------------------------------------------- Faults */

static void run_with_fault(const struct scene *scene, size_t first,
                           bool onwards, int usual)
{
    struct report report;

    allocations.first = first;
    allocations.onwards = onwards;
    report = run(scene);
    allocations.first = 0;
    if (report.status != 2 && report.status != usual)
        mistake("neither status 2 nor the usual one", scene->name);
    if (report.lost != 0)
        mistake("memory was lost", scene->name);
    if (!are_whole(scene))
        mistake("one file is written without the other", scene->name);
}

static bool run_scene(const struct scene *scene)
{
    size_t before = mistakes();
    struct report report;

    allocations.first = 0;
    report = run(scene);
    if (report.lost != 0 || report.count == 0)
        mistake("the run without a fault is not sound", scene->name);
    for (size_t at = 1 + share.number * scene->step;
         at <= report.count && mistakes() < before + 10;
         at += share.of * scene->step) {
        run_with_fault(scene, at, false, report.status);
        run_with_fault(scene, at, true, report.status);
    }
    printf("# status %d, %zu allocations\n", report.status, report.count);
    return mistakes() == before;
}

/* Keep what the first scene writes, for those that begin with it. */
static bool prepare(void)
{
    allocations.first = 0;
    return run(&scenes[0]).status == 0 && get_file("r.md", &record_text) &&
           get_file("p.yaml", &recorded_text);
}

int main(int argc, char **argv)
{
    share = share_of(argc, argv);
    const size_t count = sizeof scenes / sizeof *scenes;
    char folder[] = "/tmp/dvf-fault-XXXXXX";

    if (!mkdtemp(folder) || chdir(folder) != 0)
        return 2;
    (void)setvbuf(stdout, NULL, _IOLBF, 4096);
    if (!prepare())
        mistake("no record is written", folder);
    for (size_t i = 0; i < count; i++)
        printf("%sok %zu - %s\n", run_scene(&scenes[i]) ? "" : "not ", i + 1,
               scenes[i].name);
    printf("1..%zu\n", count);
    (void)unlink("p.yaml");
    (void)unlink("r.md");
    (void)unlink("0001-p.md");
    (void)rmdir(folder);
    buffer_release(&record_text);
    buffer_release(&recorded_text);
    return mistakes() == 0 ? 0 : 1;
}
