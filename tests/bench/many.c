/* SPDX-License-Identifier: MIT */
/*
 * Many files: see many.h. A lock has a limit, so that the profiles are spread
 * over folders.
 */
#define _XOPEN_SOURCE 700

#include "many.h"

#include "cold.h"
#include "figures.h"

#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <yaml.h>

#define FEW         1000
#define MANY        10000
#define FOLDER      250 /* profiles in one */
#define ROUNDS      3
#define QUICK_PART  200 /* this part of the files, for tests of the bench */
#define PATH_SIZE   96
#define OPTIONS_MAX 5

/* Locks are made before they are compared. */
static const char *const commands[][OPTIONS_MAX + 1] = {
    {"advise"},
    {"advise", "-q"},
    {"advise", "-v"},
    {"advise", "-f", "json"},
    {"check"},
    {"check", "-q"},
    {"check", "-f", "json"},
    {"check", "-f", "sarif"},
    {"check", "-f", "junit"},
    {"check", "-f", "github"},
    {"check", "-f", "gitlab"},
    {"check", "-f", "markdown"},
    {"check", "--lock", "-q"},
    {"check", "--locked"},
    {"check", "--locked", "-f", "json"},
    {"check", "--kb"},
};

#define COMMANDS     (sizeof commands / sizeof *commands)
#define COMMAND_KB   (COMMANDS - 1)
#define ADVISE_QUIET 1
#define CHECK        4
#define CHECK_LOCKED 13

/* Profiles of one number. */
struct profiles {
    char root[PATH_SIZE];
    unsigned count;
    char (*paths)[PATH_SIZE];
    struct cold runs[COMMANDS];
    const char **words[COMMANDS];
    struct cold passes[2]; /* a check, and two bare passes */
};

/* -------------------------------------------------------------- Profiles */

static bool copy(const char *bytes, size_t length, const char *to)
{
    FILE *file = fopen(to, "wb");

    return file && fwrite(bytes, 1, length, file) == length &&
           fclose(file) == 0;
}

static bool make_profiles(struct profiles *profiles, const char *root,
                          const char *profile)
{
    static char bytes[1 << 16];
    FILE *file = fopen(profile, "rb");
    size_t length = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    unsigned i;

    if (!file || fclose(file) != 0 || length == 0)
        return false;
    snprintf(profiles->root, sizeof profiles->root, "%s/%u", root,
             profiles->count);
    profiles->paths = calloc(profiles->count, sizeof *profiles->paths);
    if (!profiles->paths || mkdir(profiles->root, 0700) != 0)
        return false;
    for (i = 0; i < profiles->count; i++) {
        char folder[PATH_SIZE];

        snprintf(folder, sizeof folder, "%.60s/%u", profiles->root, i / FOLDER);
        if (i % FOLDER == 0 && mkdir(folder, 0700) != 0)
            return false;
        snprintf(profiles->paths[i], PATH_SIZE, "%.70s/%u.dvf.yaml", folder, i);
        if (!copy(bytes, length, profiles->paths[i]))
            return false;
    }
    return true;
}

static int remove_one(const char *path, const struct stat *status, int type,
                      struct FTW *place)
{
    (void)status;
    (void)type;
    (void)place;
    return remove(path);
}

/* --------------------------------------------------------------- Running */

/* The words of a command: the files for advise, their folder for check. */
static bool make_words(struct profiles *profiles, size_t command,
                       const char *dvf, const char *kb)
{
    const char **words = calloc(profiles->count + OPTIONS_MAX + 3,
                                sizeof *words);
    size_t count = 0;
    unsigned i;

    if (!words)
        return false;
    words[count++] = dvf;
    for (i = 0; commands[command][i]; i++)
        words[count++] = commands[command][i];
    if (command == COMMAND_KB)
        words[count++] = kb;
    if (strcmp(commands[command][0], "check") == 0)
        words[count] = profiles->root;
    else
        for (i = 0; i < profiles->count; i++)
            words[count + i] = profiles->paths[i];
    profiles->words[command] = words;
    profiles->runs[command] = (struct cold){.words = words};
    return true;
}

static void print_row(size_t command, struct profiles *few,
                      struct profiles *many)
{
    struct cold *one = &few->runs[command];
    struct cold *other = &many->runs[command];
    double first = samples_median(&one->cpu);
    double last = samples_median(&other->cpu);
    char title[64] = "";
    unsigned i;

    for (i = 0; commands[command][i]; i++) {
        size_t length = strlen(title);

        snprintf(title + length, sizeof title - length, "%s%s",
                 i > 0 ? " " : "", commands[command][i]);
    }
    double ratio = first > 0 ? last / first * FEW / MANY : 0;
    long growth = (other->peak - one->peak) * 1024 / (MANY - FEW);
    bool failed = one->status != 0 || other->status != 0;
    figures_table("  %-26s %9.1f %10.1f %8.2f %10ld %10ld%s\n", title, first,
                  last, ratio, other->peak, growth, failed ? "  FAILED" : "");
    figures_put("many", title, "1000_files_cpu_ms", first);
    figures_put("many", title, "10000_files_cpu_ms", last);
    figures_put("many", title, "times_a_file", ratio);
    figures_put("many", title, "peak_kib", (double)other->peak);
    figures_put("many", title, "bytes_a_file", (double)growth);
    figures_put("many", title, "failures", failed);
}

static void print_rows(struct profiles *few, struct profiles *many,
                       size_t count)
{
    double check = samples_median(&many->runs[CHECK].cpu);
    size_t i;

    figures_table("Many files, processor time, medians of %d runs\n\n"
                  "  %-26s %9s %10s %8s %10s %10s\n",
                  ROUNDS, "", "1,000 ms", "10,000 ms", "x a file", "peak KiB",
                  "B a file");
    for (i = 0; i < count; i++)
        print_row(i, few, many);
    double quiet = samples_median(&many->runs[ADVISE_QUIET].cpu);
    double ratio = check > 0 ? quiet / check : 0;
    figures_table("\n  10,000 files: advise -q takes %.2f x the time of check"
                  "\n\n",
                  ratio);
    figures_put("many", "advise -q", "10000_files_times_check", ratio);
}

/* --------------------------------------------------------- Bare passes */

bool many_pass_text(const char *bytes, size_t length)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = true;
    bool good = true;

    if (!yaml_parser_initialize(&parser))
        return false;
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
    while (more) {
        good = yaml_parser_parse(&parser, &event) != 0;
        more = good && event.type != YAML_STREAM_END_EVENT;
        if (good)
            yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return good;
}

bool many_pass(const char *const *paths)
{
    static char bytes[1 << 16];
    bool good = true;

    for (; *paths && good; paths++) {
        FILE *file = fopen(*paths, "rb");
        size_t length = file ? fread(bytes, 1, sizeof bytes, file) : 0;

        good = file && fclose(file) == 0 && many_pass_text(bytes, length) &&
               many_pass_text(bytes, length);
    }
    return good;
}

/* Run checks and bare passes in turn, before there are locks: a lock is held
 * against today's entries by every check. */
static bool compare_passes(struct profiles *profiles,
                           const struct many_inputs *inputs, unsigned rounds)
{
    const char *const check[] = {inputs->dvf, "check", profiles->root, NULL};
    const char **words = calloc(profiles->count + 3, sizeof *words);
    unsigned i;

    if (!words)
        return false;
    words[0] = inputs->bench;
    words[1] = MANY_PASS;
    for (i = 0; i < profiles->count; i++)
        words[2 + i] = profiles->paths[i];
    struct cold *runs = profiles->passes;
    runs[0] = (struct cold){.words = check};
    runs[1] = (struct cold){.words = words};
    cold_time(runs, 2, rounds);
    runs[0].words = runs[1].words = NULL;
    free(words);
    return runs[1].status == 0;
}

static void print_ratios(struct profiles *profiles)
{
    double check = samples_median(&profiles->passes[0].cpu);
    double bare = samples_median(&profiles->passes[1].cpu);
    double locked = samples_median(&profiles->runs[CHECK_LOCKED].cpu);
    double files = bare > 0 ? check / bare : 0;
    double locks = check > 0 ? locked / check : 0;

    figures_table("  10,000 files: check takes %.2f x the time of two bare "
                  "passes of libyaml, %.1f ms,\n"
                  "  and check --locked %.2f x that of check\n\n",
                  files, bare, locks);
    figures_put_alone("check_files_ratio", files);
    figures_put_alone("check_files_bare_cpu_ms", bare);
    figures_put_alone("check_locked_ratio", locks);
}

/* ------------------------------------------------------------- All of it */

static bool run_all(struct profiles *profiles, const struct many_inputs *inputs,
                    size_t count, unsigned rounds)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (!make_words(profiles, i, inputs->dvf, inputs->kb))
            return false;
        cold_time(&profiles->runs[i], 1, rounds);
    }
    return true;
}

static void release(struct profiles *profiles)
{
    size_t i;

    for (i = 0; i < COMMANDS; i++)
        free(profiles->words[i]);
    free(profiles->paths);
}

bool many_print(const struct many_inputs *inputs, bool is_quick)
{
    static struct profiles few = {.count = FEW};
    static struct profiles many = {.count = MANY};
    char root[] = "/tmp/dvf-bench-XXXXXX";
    size_t count = !inputs->kb ? COMMANDS - 1 : COMMANDS;
    unsigned rounds = is_quick ? 1 : ROUNDS;
    bool done;

    if (!mkdtemp(root))
        return false;
    if (is_quick) {
        few.count /= QUICK_PART;
        many.count /= QUICK_PART;
    }
    done = make_profiles(&few, root, inputs->profile) &&
           run_all(&few, inputs, count, rounds);
    done = done && make_profiles(&many, root, inputs->profile) &&
           compare_passes(&many, inputs, rounds) &&
           run_all(&many, inputs, count, rounds);
    if (done)
        print_rows(&few, &many, count);
    if (done)
        print_ratios(&many);
    (void)nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    release(&few);
    release(&many);
    return done;
}
