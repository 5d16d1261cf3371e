/* SPDX-License-Identifier: MIT */
/*
 * Kills interviews at any moment, and edits their profile by hand between runs
 * and while they run. What was answered before the next question was shown has
 * to be there at the next run; what was edited by hand has to stay unless it is
 * answered again by whoever has seen it.
 *
 * Build: killed.c support/clock.c support/temporary.c with the library.
 * Run:   killed DVF [RUNS [SEED]]
 * Prints TAP. The status is 77 where there is no terminal to be had.
 */
#define _XOPEN_SOURCE 700

#include "kb/block.h"
#include "profile/profile.h"
#include "support/clock.h"
#include "support/temporary.h"

#include <dirent.h>
#include <dvf/dvf.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT_MAX   64
#define ANSWERS_MAX 8     /* given in one run, at most */
#define PATIENCE    20000 /* milliseconds for a prompt */
#define NONE        (-1)  /* no value: not answered, or not given */

/* How things should stand: values by their index. */
struct model {
    int file[COUNT_MAX];  /* in the profile */
    int given[COUNT_MAX]; /* in the journal */
    int base[COUNT_MAX];  /* of the profile when it was given */
};

struct run {
    const char *dvf;
    const dvf_kb *kb;
    uint32_t count; /* attributes */
    uint64_t random;
    struct model model;
    pid_t child;
    int terminal;
    char seen[65536]; /* end of what was shown since the last line typed */
    size_t length;
    int pending; /* attribute whose answer was typed last, or NONE */
    int typed;   /* its value */
    bool quitting;
    unsigned killed;
    unsigned kept; /* answers that were there again */
    unsigned clashes;
    unsigned edits;
};

static void fail(const struct run *run, const char *what, uint32_t attribute)
{
    printf("not ok 1 - %s (%s, after %u kills)\n1..1\n", what,
           attribute < run->count
               ? kb_string(run->kb, kb_attributes(run->kb)[attribute].id)
               : "-",
           run->killed);
    exit(1);
}

static uint32_t below(struct run *run, uint32_t bound)
{
    run->random = run->random * UINT64_C(6364136223846793005) +
                  1442695040888963407;
    return (uint32_t)((run->random >> 33) % bound);
}

/* ------------------------------------------------------------------ Values */

static const char *attribute_id(const struct run *run, uint32_t attribute)
{
    return kb_string(run->kb, kb_attributes(run->kb)[attribute].id);
}

static const char *value_id(const struct run *run, uint32_t attribute,
                            int value)
{
    const struct kb_attribute *record = &kb_attributes(run->kb)[attribute];

    return kb_string(run->kb, kb_attribute_values(run->kb, record)[value].id);
}

static int any_value(struct run *run, uint32_t attribute)
{
    return (int)below(run, kb_attributes(run->kb)[attribute].values.count);
}

static int find_value(const struct run *run, uint32_t attribute, const char *id,
                      size_t length)
{
    const struct kb_attribute *record = &kb_attributes(run->kb)[attribute];

    for (uint32_t i = 0; i < record->values.count; i++) {
        const char *value = value_id(run, attribute, (int)i);

        if (strlen(value) == length && memcmp(value, id, length) == 0)
            return (int)i;
    }
    return NONE;
}

/* ------------------------------------------------------------------- Files */

static void write_profile(const struct run *run, const int values[])
{
    FILE *file = fopen("new", "wb");

    if (!file)
        exit(2);
    fputs("profile: p\nanswers:\n", file);
    for (uint32_t i = 0; i < run->count; i++)
        if (values[i] != NONE)
            fprintf(file, "  %s: %s\n", attribute_id(run, i),
                    value_id(run, i, values[i]));
    if (fclose(file) != 0 || rename("new", "p.yaml") != 0)
        exit(2);
}

static int only_value(const struct answer *answer)
{
    for (int i = 0; i < 64; i++)
        if (answer_given(answer) && answer_values(answer) == UINT64_C(1) << i)
            return i;
    return NONE;
}

static void read_profile(const struct run *run, int values[])
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;

    if (!problems ||
        dvf_profile_load_file(run->kb, "p.yaml", problems, &profile) != DVF_OK)
        fail(run, "the profile is torn", run->count);
    for (uint32_t i = 0; i < run->count; i++)
        values[i] = only_value(&profile->answers[i]);
    dvf_profile_free(profile);
    dvf_diagnostics_free(problems);
}

/* The one file of its kind. @return null: there is none */
static FILE *open_journal(void)
{
    static char path[512];
    DIR *folder = opendir("state/dvf");
    FILE *found = NULL;

    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        size_t length = strlen(entry->d_name);

        if (length < 8 || strcmp(entry->d_name + length - 8, ".answers") != 0 ||
            entry->d_name[0] == '.')
            continue;
        (void)snprintf(path, sizeof path, "state/dvf/%s", entry->d_name);
        found = fopen(path, "rb");
        break;
    }
    if (folder)
        (void)closedir(folder);
    return found;
}

/* What the profile said when an answer was given. */
static int read_base(const struct run *run, uint32_t attribute,
                     const char *line)
{
    const char *was = strstr(line, "\twas ");

    return was ? find_value(run, attribute, was + 5, strcspn(was + 5, "\n"))
               : NONE;
}

static void read_journal(const struct run *run, int values[], int bases[])
{
    char line[512];
    FILE *journal = open_journal();

    for (uint32_t i = 0; i < run->count; i++)
        values[i] = bases[i] = NONE;
    while (journal && fgets(line, sizeof line, journal)) {
        const char *sign = strchr(line, '=');
        uint32_t i = 0;

        if (line[0] == '#' || !sign)
            continue;
        while (i < run->count &&
               (strlen(attribute_id(run, i)) != (size_t)(sign - line) ||
                memcmp(attribute_id(run, i), line, (size_t)(sign - line)) != 0))
            i++;
        if (i == run->count)
            continue;
        values[i] = find_value(run, i, sign + 1, strcspn(sign + 1, "\t\n"));
        bases[i] = read_base(run, i, line);
    }
    if (journal)
        (void)fclose(journal);
}

/* --------------------------------------------------------------- Terminal */

static void start(struct run *run)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);

    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        exit(77);
    (void)fcntl(master, F_SETFD, FD_CLOEXEC);
    run->terminal = master;
    run->length = 0;
    run->child = fork();
    if (run->child != 0)
        return;
    (void)setsid();
    int slave = open(ptsname(master), O_RDWR);
    if (slave < 0)
        _exit(2);
    for (int i = 0; i < 3; i++)
        (void)dup2(slave, i);
    (void)execl(run->dvf, "dvf", "ask", "-q", "--plain", "--resume", "p.yaml",
                (char *)NULL);
    _exit(2);
}

static bool ends_in(const struct run *run, const char *end)
{
    size_t length = strlen(end);

    return run->length >= length &&
           memcmp(run->seen + run->length - length, end, length) == 0;
}

static bool is_prompted(const struct run *run)
{
    return ends_in(run, "\n> ") || ends_in(run, "[Y/n] ") ||
           ends_in(run, "[f/i] ");
}

/* @return whether there is a prompt; it has ended where there is none */
static bool wait_for_prompt(struct run *run)
{
    struct pollfd waiting = {.fd = run->terminal, .events = POLLIN};

    while (!is_prompted(run)) {
        ssize_t got = -1;

        if (run->length > sizeof run->seen / 2)
            run->length = 0;
        if (poll(&waiting, 1, PATIENCE) == 0)
            fail(run, "no prompt comes", run->count);
        got = read(run->terminal, run->seen + run->length,
                   sizeof run->seen - run->length);
        if (got <= 0)
            return false;
        run->length += (size_t)got;
    }
    return true;
}

static void type_line(struct run *run, const char *line)
{
    run->length = 0;
    if (write(run->terminal, line, strlen(line)) < 0)
        run->length = 0; /* it has ended, as is seen when it is read from */
}

static void end_run(struct run *run, bool by_kill)
{
    if (by_kill)
        (void)kill(run->child, SIGKILL);
    (void)waitpid(run->child, NULL, 0);
    (void)close(run->terminal);
    run->killed += by_kill;
}

/* ------------------------------------------------------------------- Model */

/* Reading the profile: what was edited meanwhile goes before what was given,
 * as this is what is replied. */
static void catch_up(struct run *run)
{
    struct model *model = &run->model;

    for (uint32_t i = 0; i < run->count; i++) {
        if (model->given[i] != NONE && model->file[i] != model->base[i] &&
            model->file[i] != model->given[i]) {
            model->given[i] = NONE;
            run->clashes++;
        }
        model->base[i] = model->file[i];
    }
}

static void edit_by_hand(struct run *run)
{
    uint32_t attribute = below(run, run->count);

    if (kb_attributes(run->kb)[attribute].type == KB_SET)
        return;
    run->edits++;
    run->model.file[attribute] = below(run, 6) == 0 ? NONE
                                                    : any_value(run, attribute);
    write_profile(run, run->model.file);
}

static void answer_one(struct run *run)
{
    uint32_t attribute;
    char line[256];

    do
        attribute = below(run, run->count);
    while (kb_attributes(run->kb)[attribute].type == KB_SET);
    run->pending = (int)attribute;
    run->typed = any_value(run, attribute);
    (void)snprintf(line, sizeof line, "%s=%s\n", attribute_id(run, attribute),
                   value_id(run, attribute, run->typed));
    type_line(run, line);
}

/* The next question is shown: the answer before it is kept. */
static void acknowledge(struct run *run)
{
    if (run->pending == NONE)
        return;
    run->model.given[run->pending] = run->typed;
    run->pending = NONE;
}

/* --------------------------------------------------------------- After it */

static void check_one(struct run *run, uint32_t i, int file, int journal)
{
    const struct model *model = &run->model;
    const int given = model->given[i];
    const bool clash = given != NONE && model->file[i] != model->base[i] &&
                       model->file[i] != given;
    const bool saved = run->quitting && !clash && given != NONE &&
                       file == given;

    if (file != model->file[i] && !saved)
        fail(run, clash ? "a hand edit is overwritten" : "the file is changed",
             i);
    if (run->pending == (int)i && journal == run->typed)
        return;
    if (given != NONE && journal != given &&
        !(journal == NONE && (saved || clash || file == given)))
        fail(run, "an answer is lost", i);
    run->kept += given != NONE;
}

/* Go on from what there is. */
static void check_state(struct run *run)
{
    int file[COUNT_MAX];
    int journal[COUNT_MAX];
    int bases[COUNT_MAX];

    read_profile(run, file);
    read_journal(run, journal, bases);
    for (uint32_t i = 0; i < run->count; i++)
        check_one(run, i, file[i], journal[i]);
    for (uint32_t i = 0; i < run->count; i++) {
        run->model.file[i] = file[i];
        run->model.given[i] = journal[i];
        if (journal[i] != NONE)
            run->model.base[i] = bases[i];
    }
}

/* ------------------------------------------------------------------- A run */

/* Reply to what is asked. @return whether the interview goes on */
static bool step(struct run *run, uint32_t *answers)
{
    if (ends_in(run, "[Y/n] ")) {
        type_line(run, "\n");
        return true;
    }
    if (ends_in(run, "[f/i] ")) {
        type_line(run, "f\n");
        return true;
    }
    acknowledge(run);
    if (below(run, 5) == 0)
        edit_by_hand(run);
    if (++*answers <= ANSWERS_MAX && below(run, 8) != 0) {
        answer_one(run);
        return true;
    }
    run->quitting = true;
    type_line(run, "quit\n");
    return true;
}

/* @param mercy replies before it is killed */
static void interview(struct run *run, uint32_t mercy)
{
    uint32_t answers = 0;
    bool alive = true;

    run->pending = NONE;
    run->quitting = false;
    start(run);
    catch_up(run);
    while (mercy-- > 0 && (alive = wait_for_prompt(run)))
        alive = step(run, &answers);
    if (alive)
        clock_pause((long)below(run, 4000));
    end_run(run, alive);
}

/* The journal's folder is found by an absolute path alone. */
static bool place_state(const char *folder)
{
    char path[64];

    (void)snprintf(path, sizeof path, "%s/state", folder);
    return setenv("XDG_STATE_HOME", path, 1) == 0;
}

static void clean_up(const char *folder)
{
    if (chdir("/") != 0 || !temporary_remove(folder))
        printf("# %s is left\n", folder);
}

int main(int argc, char *argv[])
{
    static struct run run;
    const unsigned runs = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 25;
    char folder[TEMPORARY_SIZE];
    char *dvf = argc > 1 ? realpath(argv[1], NULL) : NULL;

    if (!dvf || !temporary_make(folder) || chdir(folder) != 0 ||
        !place_state(folder))
        return 2;
    (void)unsetenv("CI");
    (void)signal(SIGPIPE, SIG_IGN);
    run.dvf = dvf;
    run.kb = dvf_kb_builtin();
    run.count = kb_attributes_count(run.kb);
    run.random = argc > 3 ? strtoul(argv[3], NULL, 10) : 1;
    for (uint32_t i = 0; i < run.count; i++)
        run.model.file[i] = run.model.given[i] = run.model.base[i] = NONE;
    run.model.file[0] = 0;
    write_profile(&run, run.model.file);
    while (run.killed < runs) {
        for (uint32_t i = below(&run, 3); i > 0; i--)
            edit_by_hand(&run);
        interview(&run, 1 + below(&run, 12));
        check_state(&run);
    }
    printf("ok 1 - %u kills\n# %u answers found again, %u hand edits, %u "
           "clashes\n1..1\n",
           run.killed, run.kept, run.edits, run.clashes);
    clean_up(folder);
    free(dvf);
    return 0;
}
