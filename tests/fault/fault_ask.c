/* SPDX-License-Identifier: MIT */
/*
 * Fails allocations on the paths of `dvf ask` without a terminal, each first
 * alone, then with all after it. A run must end with status 2 or do what it
 * does with enough memory; nothing may leak, and a file is whole or as it was.
 *
 * Build: as fault_advise, with allocations.c.
 * Run:   fault_ask
 */
#define _XOPEN_SOURCE 700

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

/* A run of the command in a folder of its own, with the file old.yaml. */
struct scene {
    const char *name;
    const char *input;
    const char *words[WORDS_MAX]; /* behind "dvf ask" */
};

/* All but a few answers, so that what is analysed takes few allocations. */
static const char old_text[] = "# Ours.\n"
                               "profile: old\n"
                               "answers:\n"
                               "  project_type: saas # what else\n"
                               "  deployment: containers\n"
                               "  team_experience: both\n"
                               "  separable_hot_path: inseparable\n"
                               "  team_size: small\n"
                               "  user_accounts: full\n"
                               "  data_model: moderate\n"
                               "  ui_rendering: spa\n"
                               "  io_profile: mixed\n"
                               "  realtime: none\n"
                               "  ml_serving: none\n"
                               "  ops_capacity: one_service\n"
                               "  building_blocks:\n"
                               "    - payments # cards\n"
                               "    - search\n"
                               "  content_editing: none\n"
                               "  i18n: false\n"
                               "  data_store: relational\n"
                               "  existing_database: none\n"
                               "  api_style: rest\n"
                               "  api_docs: interactive\n"
                               "  payload_validation: basic\n"
                               "  background_jobs: light\n"
                               "  time_to_market: normal\n"
                               "  decision_style: balanced\n"
                               "  support_horizon: medium\n"
                               "  compliance: standard\n";

static const struct scene scenes[] = {
    {"answers from a pipe",
     "admin_ui=required\nunknown\nunknown\n",
     {"--resume", "old.yaml", "-o", "new.yaml", "-v"}},
    {"a profile is edited",
     "unknown\nunknown\n",
     {"--resume", "old.yaml", "--set", "building_blocks=cms", "--set",
      "throughput=5", "-f", "json"}},
    {"an interview is left", "1\nquit\n", {"-o", "new.yaml", "--in-order"}},
    {"a profile is edited elsewhere",
     "quit\n",
     {"--resume", "old.yaml", "-o", "new.yaml", "--set", "admin_ui=none"}},
    {"mistakes", "x\ny=z\nteam_siz=3\n", {"--set", "a=b"}},
    {"nothing is answered", "", {"--no-input"}},
};

static struct share share;

/* -------------------------------------------------------------------- A run */

static void put_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "wb");

    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        exit(2);
}

/* Whether a file is not there, or a profile up to its end. */
static bool is_whole(const char *name)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    dvf_status status = DVF_OK;

    if (access(name, F_OK) == 0)
        status = dvf_profile_load_file(dvf_kb_builtin(), name, problems,
                                       &profile);
    dvf_profile_free(profile);
    dvf_diagnostics_free(problems);
    return status == DVF_OK;
}

/* In a process of its own: never returns. */
static void run_here(const struct scene *scene, int reports)
{
    static char storage[WORDS_MAX + 2][WORD_MAX] = {"dvf", "ask"};
    char *words[WORDS_MAX + 3] = {storage[0], storage[1]};
    struct report report;
    int count = 2;
    long live;

    for (; count - 2 < WORDS_MAX && scene->words[count - 2]; count++) {
        (void)snprintf(storage[count], WORD_MAX, "%s", scene->words[count - 2]);
        words[count] = storage[count];
    }
    (void)dup2(open("input", O_RDONLY), STDIN_FILENO);
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

    put_file("input", scene->input);
    put_file("old.yaml", old_text);
    (void)unlink("new.yaml");
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
    if (report.status != 2 && report.status != usual)
        mistake("neither status 2 nor the usual one", scene->name);
    if (report.lost != 0)
        mistake("memory was lost", scene->name);
    if (!is_whole("old.yaml") || !is_whole("new.yaml"))
        mistake("a file is not whole", scene->name);
}

/* A fault costs an interview, and most allocations are those of analyses, of
 * which fault_analysis fails every one: one of so many is failed here. */
#define SPREAD 4

static bool run_scene(const struct scene *scene)
{
    size_t before = mistakes();
    struct report report;

    allocations.first = 0;
    report = run(scene);
    if (report.lost != 0 || report.count == 0)
        mistake("the run without a fault is not sound", scene->name);
    for (size_t at = 1 + share.number * SPREAD;
         at <= report.count && mistakes() < before + 10;
         at += share.of * SPREAD) {
        run_with_fault(scene, at, false, report.status);
        run_with_fault(scene, at, true, report.status);
    }
    printf("# status %d, %zu allocations\n", report.status, report.count);
    return mistakes() == before;
}

int main(int argc, char **argv)
{
    share = share_of(argc, argv);
    const size_t count = sizeof scenes / sizeof *scenes;
    char folder[] = "/tmp/dvf-fault-XXXXXX";

    if (!mkdtemp(folder) || chdir(folder) != 0)
        return 2;
    (void)setvbuf(stdout, NULL, _IOLBF, 4096);
    for (size_t i = 0; i < count; i++)
        printf("%sok %zu - %s\n", run_scene(&scenes[i]) ? "" : "not ", i + 1,
               scenes[i].name);
    printf("1..%zu\n", count);
    (void)unlink("input");
    (void)unlink("old.yaml");
    (void)unlink("new.yaml");
    (void)rmdir(folder);
    return mistakes() == 0 ? 0 : 1;
}
