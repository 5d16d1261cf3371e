/* SPDX-License-Identifier: MIT */
/*
 * The bench: a cold `dvf advise` beside an empty process, every command and
 * format over many profiles, loading of KBs beside a bare pass of libyaml over
 * the same bytes, and evaluations. Prints tables and asserts no time; figures
 * are medians of runs that alternate.
 *
 * Build: bench.c cold.c clock.c generate.c many.c with the library's objects,
 *        optimised and without sanitizers.
 * Run:   bench DVF PROFILE [KB]
 *        DVF the program; PROFILE for the built-in KB; KB its file
 */
#define _DEFAULT_SOURCE

#include "clock.h"
#include "cold.h"
#include "generate.h"
#include "many.h"

#include <dvf/dvf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define COLD_ROUNDS 300

static void stop(const char *why)
{
    fprintf(stderr, "bench: %s\n", why);
    exit(2);
}

/* --------------------------------------------------------- Cold processes */

#define COLD_COMMANDS 5

static void print_cold(struct cold *commands, size_t count, unsigned rounds)
{
    double empty = samples_median(&commands[0].wall);
    size_t i;

    printf("Cold processes, medians of %d runs each, in turn\n\n"
           "  %-30s %9s %7s %10s %14s\n",
           (int)rounds, "", "wall ms", "x true", "peak KiB", "instructions");
    for (i = 0; i < count; i++) {
        struct cold *command = &commands[i];
        double wall = samples_median(&command->wall);

        printf("  %-30s %9.2f %7.2f %10ld ", command->title, wall,
               empty > 0 ? wall / empty : 0, command->peak);
        if (command->instructions > 0)
            printf("%14lld", command->instructions);
        else
            printf("%14s", "-");
        puts(command->status == 0 ? "" : "  FAILED");
    }
    putchar('\n');
}

/* Before anything large is in memory: a child's peak counts ours. */
static void bench_cold(const char *dvf, const char *profile, const char *kb)
{
    const char *const empty[] = {"true", NULL};
    const char *const version[] = {dvf, "--version", NULL};
    const char *const text[] = {dvf, "advise", profile, NULL};
    const char *const json[] = {dvf, "advise", "-f", "json", profile, NULL};
    const char *const file[] = {dvf, "advise", "--kb", kb, profile, NULL};
    static struct cold commands[COLD_COMMANDS];
    size_t count = kb == NULL ? COLD_COMMANDS - 1 : COLD_COMMANDS;

    commands[0] = (struct cold){.title = "true", .words = empty};
    commands[1] = (struct cold){.title = "dvf --version", .words = version};
    commands[2] = (struct cold){.title = "dvf advise", .words = text};
    commands[3] = (struct cold){.title = "dvf advise -f json", .words = json};
    commands[4] = (struct cold){.title = "dvf advise --kb FILE", .words = file};
    cold_measure(commands, count, COLD_ROUNDS);
    print_cold(commands, count, COLD_ROUNDS);
}

/* ------------------------------------------------------------------ Loading */

/* All that any reader of YAML has to do at least. */
static void pass_events(const struct buffer *text)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = true;

    if (!yaml_parser_initialize(&parser))
        stop("out of memory");
    yaml_parser_set_input_string(&parser, (const unsigned char *)text->bytes,
                                 text->length);
    while (more) {
        if (!yaml_parser_parse(&parser, &event))
            stop("libyaml refuses a generated KB");
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

static void show_and_stop(const dvf_diagnostics *problems)
{
    dvf_text text;

    if (dvf_diagnostics_render(problems, NULL, &text) == DVF_OK)
        fputs(text.bytes, stderr);
    stop("an input of the bench is refused");
}

static dvf_kb *load_kb(const struct buffer *text)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_kb *kb = NULL;

    if (problems == NULL || text->failed)
        stop("out of memory");
    if (dvf_kb_load(&(dvf_input){"generated", text->bytes, text->length},
                    problems, &kb) != DVF_OK)
        show_and_stop(problems);
    dvf_diagnostics_free(problems);
    return kb;
}

static void bench_load(unsigned rules)
{
    static struct samples load;
    static struct samples bare;
    struct buffer text = {0};
    unsigned rounds = 5 + 30000 / rules;
    double loaded;
    double passed;

    load.count = bare.count = 0;
    generate_kb(rules, &text);
    for (; rounds > 0; rounds--) {
        double start = clock_now();

        dvf_kb_free(load_kb(&text));
        samples_add(&load, start);
        start = clock_now();
        pass_events(&text);
        samples_add(&bare, start);
    }
    loaded = samples_median(&load);
    passed = samples_median(&bare);
    printf("  %7u %9zu %12.2f %9.2f %9.2f %13.2f\n", rules, text.length / 1024,
           loaded, passed, loaded / passed, loaded * 1e3 / rules);
    buffer_release(&text);
}

static void bench_loads(void)
{
    static const unsigned sizes[] = {100, 1000, 10000};
    size_t i;

    printf("Loading and compiling a KB\n\n"
           "  %7s %9s %12s %9s %9s %13s\n",
           "rules", "KiB", "dvf_kb ms", "yaml ms", "ratio", "us per rule");
    for (i = 0; i < sizeof sizes / sizeof *sizes; i++)
        bench_load(sizes[i]);
    putchar('\n');
}

/* -------------------------------------------------------------- Evaluations */

static void evaluate(const dvf_kb *kb, const dvf_profile *profile)
{
    dvf_evaluation *evaluation = NULL;
    dvf_diagnostics *problems = dvf_diagnostics_new();

    if (problems == NULL ||
        dvf_evaluate(kb, profile, NULL, problems, &evaluation) != DVF_OK)
        stop("an evaluation failed");
    dvf_evaluation_free(evaluation);
    dvf_diagnostics_free(problems);
}

static void bench_profile(const char *title, const dvf_kb *kb,
                          const dvf_profile *profile)
{
    double start = clock_now();
    double passed = 0;
    unsigned long count = 0;

    while (passed < 500) {
        unsigned i;

        for (i = 0; i < 20; i++)
            evaluate(kb, profile);
        count += i;
        passed = clock_now() - start;
    }
    printf("  %-30s %7zu %14.0f %9.2f\n", title, dvf_kb_describe(kb).rules,
           (double)count / passed * 1e3, passed * 1e3 / (double)count);
}

static void bench_generated(unsigned rules)
{
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    struct buffer text = {0};
    struct buffer answers = {0};
    dvf_kb *kb;

    generate_kb(rules, &text);
    generate_profile(&answers);
    kb = load_kb(&text);
    if (problems == NULL || answers.failed)
        stop("out of memory");
    if (dvf_profile_load(
            kb, &(dvf_input){"generated", answers.bytes, answers.length},
            problems, &profile) != DVF_OK)
        show_and_stop(problems);
    bench_profile("generated", kb, profile);
    dvf_profile_free(profile);
    dvf_kb_free(kb);
    dvf_diagnostics_free(problems);
    buffer_release(&answers);
    buffer_release(&text);
}

static void bench_evaluations(const char *path)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;

    if (problems == NULL)
        stop("out of memory");
    if (dvf_profile_load_file(kb, path, problems, &profile) != DVF_OK)
        show_and_stop(problems);
    printf("Evaluations, one thread\n\n  %-30s %7s %14s %9s\n", "KB", "rules",
           "per second", "us");
    bench_profile(dvf_kb_describe(kb).id, kb, profile);
    bench_generated(1000);
    bench_generated(10000);
    dvf_profile_free(profile);
    dvf_diagnostics_free(problems);
}

int main(int argc, char **argv)
{
    if (argc < 3 || argc > 4) {
        fputs("usage: bench DVF PROFILE [KB]\n", stderr);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 4096);
    bench_cold(argv[1], argv[2], argc == 4 ? argv[3] : NULL);
    if (!many_print(argv[1], argv[2], argc == 4 ? argv[3] : NULL))
        stop("no profiles can be made in /tmp");
    bench_loads();
    bench_evaluations(argv[2]);
    return 0;
}
