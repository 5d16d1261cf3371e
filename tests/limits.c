/* SPDX-License-Identifier: MIT */
/*
 * Hostile inputs, as processes: each is refused with status 2, nothing on
 * standard output, a message with a hint, and at most 16 MiB of memory. The
 * time is printed, not judged: machines differ. Of faulty rules it is held to
 * grow with their number.
 *
 * Build: limits.c with support, no library. Where
 * sanitizers are on it skips itself (status 77), as they need much more memory.
 * Run:   limits DVF DATA inputs|rules
 * Prints TAP.
 */
#define _XOPEN_SOURCE 700

#include "support/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PEAK_MAX (16 * 1024)

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif

#ifndef SANITIZED
#define SANITIZED 0
#endif

/* ------------------------------------------------------------------ Inputs */

static void repeat(FILE *file, const char *text, size_t length, unsigned count)
{
    for (; count > 0; count--)
        fwrite(text, 1, length, file);
}

static void put_brackets(FILE *file)
{
    repeat(file, "[", 1, 1000000);
}

static void put_braces(FILE *file)
{
    repeat(file, "{a: ", 4, 250000);
}

static void put_tags(FILE *file)
{
    unsigned i;

    for (i = 0; i < 50000; i++)
        fprintf(file, "%%TAG !t%u! tag:x,2000:\n", i);
    fputs("---\na: b\n", file);
}

/* Nested aliases, each level of nine of the one before. */
static void put_aliases(FILE *file)
{
    static const char names[] = "abcdefghi";
    size_t i;
    size_t k;

    fputs("a: &a [x,x,x,x,x,x,x,x,x]\n", file);
    for (i = 1; names[i] != '\0'; i++) {
        fprintf(file, "%c: &%c [", names[i], names[i]);
        for (k = 0; k < 9; k++)
            fprintf(file, "%s*%c", k ? "," : "", names[i - 1]);
        fputs("]\n", file);
    }
}

static void put_nul_bytes(FILE *file)
{
    repeat(file, "\0\0\0\0\0\0\0\0", 8, 128 * 1024);
}

static void put_percents(FILE *file)
{
    repeat(file, "%\n", 2, 500000);
}

static void put_utf_16(FILE *file)
{
    fwrite("\xff\xfep\0r\0o\0f\0i\0l\0e\0:\0 \0x\0\n\0", 1, 24, file);
}

static void put_utf_16_without_mark(FILE *file)
{
    fwrite("\0p\0r\0o\0f\0i\0l\0e\0:\0 \0x\0\n", 1, 22, file);
}

static void put_no_utf_8(FILE *file)
{
    repeat(file, "\xfe\xff\xc0\x80\xed\xa0\x80 ", 8, 128 * 1024);
}

static void put_unknown_keys(FILE *file)
{
    unsigned i;

    fputs("profile: p\nanswers:\n", file);
    for (i = 0; i < 9990; i++)
        fprintf(file, "  key_%u: x\n", i);
}

static void put_unknown_values(FILE *file)
{
    fputs("profile: p\nanswers:\n  building_blocks:\n", file);
    repeat(file, "    - zzz\n", 10, 19900);
}

static void put_doubles(FILE *file)
{
    repeat(file, "a: b\n", 5, 9990);
}

static void put_long_line(FILE *file)
{
    fputs("profile: ", file);
    repeat(file, "xxxxxxxxxxxxxxxx", 16, 60000);
}

static void put_escapes(FILE *file)
{
    fputs("profile: \"", file);
    repeat(file, "\\u202e", 6, 10000);
    fputs("\"\nanswers:\n", file);
}

static void put_too_much(FILE *file)
{
    repeat(file, "# nothing but comments\n", 23, 400000);
}

/* ------------------------------------------------------------------- Trials */

/* Each is made as the file `x`, if at all, and given to commands as it is. */
static const struct trial {
    const char *name;
    void (*put)(FILE *file); /* null: made by the command */
    const char *prepare;     /* shell, before the command; null: nothing */
    const char *operand;
} trials[] = {
    {"nested aliases", put_aliases, NULL, "x"},
    {"a million [", put_brackets, NULL, "x"},
    {"a quarter million {a:", put_braces, NULL, "x"},
    {"50,000 %TAG lines", put_tags, NULL, "x"},
    {"half a million % lines", put_percents, NULL, "x"},
    {"a MiB of NUL bytes", put_nul_bytes, NULL, "x"},
    {"UTF-16", put_utf_16, NULL, "x"},
    {"UTF-16 without a mark", put_utf_16_without_mark, NULL, "x"},
    {"a MiB of bytes that are no UTF-8", put_no_utf_8, NULL, "x"},
    {"a FIFO without a writer", NULL, "mkfifo x; ", "x"},
    {"a directory", NULL, "mkdir x; ", "x"},
    {"/dev/zero", NULL, NULL, "/dev/zero"},
    {"/dev/null", NULL, NULL, "/dev/null"},
    {"an empty file", NULL, ": > x; ", "x"},
    {"a file that is not there", NULL, NULL, "x"},
    {"an endless pipe", NULL, "yes | ", "-"},
    {"an endless line", NULL, "cat /dev/zero | ", "-"},
    {"ten thousand unknown keys", put_unknown_keys, NULL, "x"},
    {"twenty thousand unknown values", put_unknown_values, NULL, "x"},
    {"ten thousand duplicate keys", put_doubles, NULL, "x"},
    {"a value of a MiB", put_long_line, NULL, "x"},
    {"ten thousand escapes", put_escapes, NULL, "x"},
    {"nine MiB of comments", put_too_much, NULL, "x"},
};

#define TRIALS (sizeof trials / sizeof *trials)

static bool put_file(const struct sandbox *sandbox, const struct trial *trial)
{
    char *path = path_join(sandbox->directory, "x");
    FILE *file = !trial->put ? NULL : fopen(path, "wb");
    bool done = !trial->put || file;

    if (file) {
        trial->put(file);
        done = fclose(file) == 0;
    }
    free(path);
    return done;
}

static bool judge(const struct outcome *outcome)
{
    bool refused = outcome->status == 2 && outcome->out.length == 0 &&
                   !outcome->timed_out;
    bool told = strstr(outcome->err.data, "hint: ");
    bool small = outcome->peak <= PEAK_MAX;

    if (!refused)
        printf("# status %d, %zu bytes on standard output%s\n", outcome->status,
               outcome->out.length,
               outcome->timed_out ? ", killed after a minute" : "");
    if (!told)
        printf("# no hint in: %.300s\n", outcome->err.data);
    if (!small)
        printf("# more than %d KiB\n", PEAK_MAX);
    return refused && told && small;
}

/* ------------------------------------------------------------- Faulty rules */

/* A rule is an id, all different or all the same, and one of these. */
#define RULE(criterion, when, weight)                                          \
    "    criterion: " criterion "\n    when:" when                             \
    "    favours: a\n    weight: " weight                                      \
    "\n    because: So.\n    claims: []\n    origin: advisor\n"

static const struct fault {
    const char *name;
    const char *rule;
    bool same_id;
} faults[] = {
    {"an unknown criterion", RULE("all", "\n      - q == one\n", "slight"),
     false},
    {"an unknown attribute", RULE("total", "\n      - x == one\n", "slight"),
     false},
    {"an unknown value", RULE("total", "\n      - q == six\n", "slight"),
     false},
    {"no syntax", RULE("total", "\n      - q == == one\n", "slight"), false},
    {"conditions in brackets", RULE("total", " [q == one]\n", "slight"), false},
    {"no condition", RULE("total", " []\n", "slight"), false},
    {"an id given twice", RULE("total", "\n      - q == one\n", "slight"),
     true},
    {"an unknown weight", RULE("total", "\n      - q == one\n", "heavy"),
     false},
    {"an unknown key",
     RULE("total", "\n      - q == one\n", "slight\n    x: y"), false},
    {"an id alone", "", false},
};

#define FAULTS (sizeof faults / sizeof *faults)

static bool put_rules(const struct sandbox *sandbox, const struct fault *fault,
                      unsigned count)
{
    char *path = path_join(sandbox->directory, "x");
    FILE *file = fopen(path, "wb");

    free(path);
    if (!file)
        return false;
    fputs("knowledge_base: k\nversion: 1.0.0\nas_of: 2026-11-22\ntitle: T\n"
          "weights: [{id: slight, points: 1}]\n"
          "options:\n  - {id: a, title: A, summary: A.}\n"
          "  - {id: b, title: B, summary: B.}\n"
          "sources: [{id: s, title: S, date: 2026-11, kind: opinion}]\n"
          "attributes:\n  - id: q\n    type: choice\n    ask: Q?\n"
          "    why: W.\n"
          "    values: [{id: one, label: O}, {id: two, label: T}]\n"
          "claims: []\ncriteria: [{id: total, collect: sum}]\nverdict:\n"
          "  too_close: {points: 1}\n"
          "  strength: [{id: slight, points: 0, percent: 0}]\nrules:\n",
          file);
    for (unsigned i = 0; i < count; i++)
        fprintf(file, "  - id: r%u\n%s", fault->same_id ? 0 : i, fault->rule);
    return fclose(file) == 0;
}

/* @return milliseconds of the processor; 0 where the KB was not refused */
static double time_rules(const char *dvf, const char *data,
                         const struct fault *fault, unsigned count)
{
    struct sandbox sandbox;
    struct outcome outcome = {.status = -1};
    double taken = 0;

    if (sandbox_open(&sandbox, dvf, data, NULL) &&
        put_rules(&sandbox, fault, count) &&
        sandbox_run(&sandbox, "dvf advise --kb x nowhere.yaml", false,
                    &outcome) &&
        outcome.status == 2 && !outcome.timed_out &&
        strstr(outcome.err.data, "hint: "))
        taken = outcome.cpu;
    outcome_release(&outcome);
    sandbox_close(&sandbox);
    return taken;
}

/* Four times as many faulty rules take four times as long. With work that grows
 * by their square they would take sixteen times as long. */
#define FEW_RULES  10000
#define MANY_RULES 40000

static bool try_rules(const char *dvf, const char *data,
                      const struct fault *fault)
{
    double few = time_rules(dvf, data, fault, FEW_RULES);
    double many = time_rules(dvf, data, fault, MANY_RULES);
    bool good = few > 0 && many > 0 && many < 8 * few + 100;

    printf("%sok - rules with %s (%d: %.0f ms, %d: %.0f ms)\n",
           good ? "" : "not ", fault->name, FEW_RULES, few, MANY_RULES, many);
    return good;
}

/* ------------------------------------------------------------------- Running
 */

/* One input as a profile or as a KB. */
static bool try_one(const char *dvf, const char *data,
                    const struct trial *trial, bool as_kb)
{
    struct sandbox sandbox;
    struct outcome outcome = {.status = -1};
    char command[256];
    bool good = false;

    snprintf(command, sizeof command, "%sdvf advise %s%s%s",
             trial->prepare ? trial->prepare : "", as_kb ? "--kb " : "",
             trial->operand, as_kb ? " nowhere.yaml" : "");
    if (sandbox_open(&sandbox, dvf, data, NULL) && put_file(&sandbox, trial) &&
        sandbox_run(&sandbox, command, false, &outcome))
        good = judge(&outcome);
    else
        puts("# could not be run");
    printf("%sok - %s, as a %s (%.0f ms, %ld KiB)\n", good ? "" : "not ",
           trial->name, as_kb ? "KB" : "profile", outcome.milliseconds,
           outcome.peak);
    outcome_release(&outcome);
    sandbox_close(&sandbox);
    return good;
}

static size_t try_inputs(const char *dvf, const char *data)
{
    size_t failures = 0;

    for (size_t i = 0; i < TRIALS; i++) {
        failures += !try_one(dvf, data, &trials[i], false);
        failures += !try_one(dvf, data, &trials[i], true);
    }
    printf("1..%zu\n", 2 * TRIALS);
    return failures;
}

static size_t try_all_rules(const char *dvf, const char *data)
{
    size_t failures = 0;

    for (size_t i = 0; i < FAULTS; i++)
        failures += !try_rules(dvf, data, &faults[i]);
    printf("1..%zu\n", FAULTS);
    return failures;
}

static const struct half {
    const char *name;
    size_t (*run)(const char *dvf, const char *data);
} halves[] = {{"inputs", try_inputs}, {"rules", try_all_rules}};

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

    if (SANITIZED)
        return 77;
    if (!dvf || !data) {
        fputs("usage: limits DVF DATA inputs|rules\n", stderr);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 4096);
    size_t failures = half->run(dvf, data);
    free(dvf);
    free(data);
    return failures == 0 ? 0 : 1;
}
