/* SPDX-License-Identifier: MIT */
/*
 * Many profiles: each one more takes at most 8 KiB of memory, whatever the
 * report, and no more time than the one before. Runs over few and over many are
 * compared, so that machines may differ, and processor time is the least of
 * some runs, so that they may be busy. A report that cannot be written is given
 * up: it takes far less time than the whole of it.
 *
 * Build: many.c with support, no library. Where
 * sanitizers are on it is left out, as they need much more memory.
 * Run:   many DVF DATA memory|time
 * Prints TAP.
 */
#define _XOPEN_SOURCE 700

#include "support/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FEW          500
#define MANY         2500
#define MOST         10000
#define BYTES_MAX    8192

/* Time a file, of MOST to FEW: it would be more than twice as much where all
 * names were looked through for each. */
#define GROWTH_MAX   2.2

/* Time of advise -q to that of check. */
#define RATIO_MAX    2.5

/* Time of a report that is given up to that of the whole of it: little more
 * than reading the profiles takes. */
#define GIVEN_UP_MAX 0.75

#define TIMED_ROUNDS 3

/* A long name in common makes comparisons dear. */
#define NAME         "a-profile-of-a-department-that-has-a-great-many-of-them-"

static const char *const commands[] = {
    "advise",
    "advise -q",
    "advise -v",
    "advise -f json",
    "check",
    "check -q",
    "check -v",
    "check -f json",
    "check -f sarif",
    "check -f junit",
    "check -f github",
    "check -f gitlab",
    "check -f markdown",
    "check -f json -o report",
    "check --report json=one --report sarif=two",
};

#define COMMANDS (sizeof commands / sizeof *commands)

/* -------------------------------------------------------------- Profiles */

/* A profile, taken apart at its name and at what was decided. */
struct profile {
    struct bytes bytes;
    size_t name;
    size_t name_end;
    size_t option;
    size_t option_end;
};

static bool find(const struct bytes *bytes, const char *key, size_t *value,
                 size_t *end)
{
    const char *found = strstr(bytes->data, key);

    if (!found)
        return false;
    *value = (size_t)(found - bytes->data) + strlen(key);
    *end = *value + strcspn(bytes->data + *value, "\n");
    return true;
}

static bool read_profile(const char *data, struct profile *profile)
{
    char *path = path_join(data, "profiles/saas-billing.yaml");
    bool good = bytes_read(path, &profile->bytes) &&
                find(&profile->bytes, "profile: ", &profile->name,
                     &profile->name_end) &&
                find(&profile->bytes, "option: ", &profile->option,
                     &profile->option_end);

    free(path);
    return good;
}

static bool put(const char *path, unsigned name, const char *option,
                const struct profile *profile)
{
    const char *bytes = profile->bytes.data;
    FILE *file = fopen(path, "wb");

    if (!file)
        return false;
    fwrite(bytes, 1, profile->name, file);
    fprintf(file, NAME "%u", name);
    fwrite(bytes + profile->name_end, 1, profile->option - profile->name_end,
           file);
    fputs(option, file);
    fwrite(bytes + profile->option_end, 1,
           profile->bytes.length - profile->option_end, file);
    return fclose(file) == 0;
}

/* A folder of profiles: every second one fails, and is named like the one
 * before. */
static bool make_folder(const struct sandbox *sandbox, const char *folder,
                        unsigned count, const struct profile *profile)
{
    char *path = path_join(sandbox->directory, folder);
    bool good = mkdir(path, 0700) == 0;
    unsigned i;

    for (i = 0; i < count && good; i++) {
        char name[48];
        char *file;

        snprintf(name, sizeof name, "%u.dvf.yaml", i);
        file = path_join(path, name);
        good = put(file, i / 2, i % 2 == 0 ? "django" : "fastapi", profile);
        free(file);
    }
    free(path);
    return good;
}

/* --------------------------------------------------------------- Running */

static bool run(const struct sandbox *sandbox, const char *command,
                const char *folder, struct outcome *outcome)
{
    char line[256];

    snprintf(line, sizeof line, "exec dvf %s %s/*.dvf.yaml >result", command,
             folder);
    return sandbox_run(sandbox, line, false, outcome) &&
           outcome->err.length == 0 && outcome->status <= 1;
}

static bool try_memory(const struct sandbox *sandbox, const char *command)
{
    struct outcome few = {.status = -1};
    struct outcome many = {.status = -1};
    bool good = run(sandbox, command, "few", &few) &&
                run(sandbox, command, "many", &many);
    long bytes = (many.peak - few.peak) * 1024 / (MANY - FEW);

    if (!good)
        printf("# could not be run: status %d, %.300s\n", many.status,
               many.err.data ? many.err.data : "");
    good = good && bytes <= BYTES_MAX;
    printf("%sok - memory of dvf %s (%ld bytes a profile)\n",
           good ? "" : "not ", command, bytes);
    outcome_release(&few);
    outcome_release(&many);
    return good;
}

/* The least processor time of some runs; negative where one failed. */
static double least_time(const struct sandbox *sandbox, const char *command,
                         const char *folder)
{
    double least = -1;

    for (unsigned i = 0; i < TIMED_ROUNDS; i++) {
        struct outcome outcome = {.status = -1};
        bool good = run(sandbox, command, folder, &outcome);

        if (good && (least < 0 || outcome.cpu < least))
            least = outcome.cpu;
        outcome_release(&outcome);
        if (!good)
            return -1;
    }
    return least;
}

static bool try_growth(const struct sandbox *sandbox, const char *command,
                       double *most)
{
    double few = least_time(sandbox, command, "few");
    double growth;

    *most = least_time(sandbox, command, "most");
    growth = *most / few * FEW / MOST;
    if (few > 0 && *most > 0 && growth <= GROWTH_MAX) {
        printf("ok - time of dvf %s (x %.2f a file)\n", command, growth);
        return true;
    }
    printf("not ok - time of dvf %s (%.1f ms, then %.1f ms)\n", command, few,
           *most);
    return false;
}

/* The disk is full at the first piece of the report. */
static bool try_giving_up(const struct sandbox *sandbox, const char *command)
{
    char failing[64];
    struct outcome outcome = {.status = -1};
    double whole = least_time(sandbox, command, "few");
    double least = whole;
    bool good = whole > 0;

    snprintf(failing, sizeof failing, "%s -o /dev/full", command);
    for (unsigned i = 0; i < TIMED_ROUNDS && good; i++) {
        (void)run(sandbox, failing, "few", &outcome);
        good = outcome.status == 2 && outcome.err.length > 0;
        if (outcome.cpu < least)
            least = outcome.cpu;
        outcome_release(&outcome);
    }
    good = good && least <= GIVEN_UP_MAX * whole;
    printf("%sok - giving up dvf %s (x %.2f of the whole)\n",
           good ? "" : "not ", command, least / whole);
    return good;
}

static size_t try_memories(const struct sandbox *sandbox)
{
    size_t failures = 0;

    for (size_t i = 0; i < COMMANDS; i++)
        failures += !try_memory(sandbox, commands[i]);
    printf("1..%zu\n", COMMANDS);
    return failures;
}

static size_t try_times(const struct sandbox *sandbox)
{
    double advise = 0;
    double check = 0;
    size_t failures = !try_growth(sandbox, "advise -q", &advise);

    failures += !try_growth(sandbox, "check", &check);
    if (check <= 0 || advise / check > RATIO_MAX) {
        failures++;
        printf("not ");
    }
    printf("ok - dvf advise -q beside dvf check (x %.2f)\n", advise / check);
    failures += !try_giving_up(sandbox, "advise");
    failures += !try_giving_up(sandbox, "advise -v");
    puts("1..5");
    return failures;
}

/* A half of the trials, over the folder that has the most for it. */
static const struct half {
    const char *name;
    size_t (*run)(const struct sandbox *sandbox);
    const char *folder;
    unsigned count;
} halves[] = {
    {"memory", try_memories, "many", MANY},
    {"time", try_times, "most", MOST},
};

static const struct half *find_half(const char *name)
{
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
        if (strcmp(halves[i].name, name) == 0)
            return &halves[i];
    return NULL;
}

int main(int argc, char **argv)
{
    const struct half *half = argc == 4 ? find_half(argv[3]) : NULL;
    char *dvf = half ? realpath(argv[1], NULL) : NULL;
    char *data = half ? realpath(argv[2], NULL) : NULL;
    struct profile profile = {0};
    struct sandbox sandbox = {0};

    if (!dvf || !data) {
        fputs("usage: many DVF DATA memory|time\n", stderr);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 4096);
    if (!read_profile(data, &profile) ||
        !sandbox_open(&sandbox, dvf, data, NULL) ||
        !make_folder(&sandbox, "few", FEW, &profile) ||
        !make_folder(&sandbox, half->folder, half->count, &profile)) {
        puts("Bail out! the profiles could not be made");
        return 1;
    }
    size_t failures = half->run(&sandbox);
    sandbox_close(&sandbox);
    bytes_release(&profile.bytes);
    free(dvf);
    free(data);
    return failures == 0 ? 0 : 1;
}
