/* SPDX-License-Identifier: MIT */
/*
 * The bench: a cold `dvf advise` beside an empty process, every command and
 * format over many profiles, loading of KBs beside a bare pass of libyaml over
 * the same bytes, and evaluations. Prints tables and asserts no time; figures
 * are medians of runs that alternate.
 *
 * Build: all of tests/bench with the library's objects, optimised and without
 *        sanitizers.
 * Run:   dvf-bench [--json] [--quick] DVF PROFILE [KB]
 *        DVF the program; PROFILE for the built-in KB; KB its file
 *        --json  one object with a number for each figure, not tables
 *        --quick one run of few files for each figure, to test the bench: the
 *                same names, and numbers that say nothing
 */
#define _DEFAULT_SOURCE

#include "analyses.h"
#include "cold.h"
#include "figures.h"
#include "generate.h"
#include "judging.h"
#include "many.h"
#include "samples.h"
#include "support/clock.h"

#include <dvf/dvf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How long is measured. */
struct effort {
    unsigned cold_rounds;
    unsigned load_rounds; /* of some KB; more for smaller ones */
    unsigned load_rules;  /* in all rounds beyond these */
    double milliseconds;  /* of evaluations */
    unsigned analyses;    /* of each figure */
};

static const struct effort whole = {300, 5, 30000, 500, 15};
static const struct effort quick = {1, 1, 0, 1, 1};

static void stop(const char *why)
{
    fprintf(stderr, "bench: %s\n", why);
    exit(2);
}

/* --------------------------------------------------------- Cold processes */

#define COLD_COMMANDS 7

static void print_cold_row(struct cold *command, double empty)
{
    const char *title = command->title;
    double wall = samples_median(&command->wall);
    double ratio = empty > 0 ? wall / empty : 0;

    figures_table("  %-30s %9.2f %7.2f %10ld ", title, wall, ratio,
                  command->peak);
    if (command->instructions > 0)
        figures_table("%14lld", command->instructions);
    else
        figures_table("%14s", "-");
    figures_table(command->status == 0 ? "\n" : "  FAILED\n");
    figures_put("cold", title, "wall_ms", wall);
    figures_put("cold", title, "times_true", ratio);
    figures_put("cold", title, "peak_kib", (double)command->peak);
    if (command->instructions > 0)
        figures_put("cold", title, "instructions",
                    (double)command->instructions);
    figures_put("cold", title, "exit_status", command->status);
}

static void print_cold(struct cold *commands, size_t count, unsigned rounds)
{
    double empty = samples_median(&commands[0].wall);
    size_t i;

    figures_table("Cold processes, medians of %u runs each, in turn\n\n"
                  "  %-30s %9s %7s %10s %14s\n",
                  rounds, "", "wall ms", "x true", "peak KiB", "instructions");
    for (i = 0; i < count; i++)
        print_cold_row(&commands[i], empty);
    figures_table("\n");
}

/* Before anything large is in memory: a child's peak counts ours. */
static void bench_cold(const struct effort *effort, const char *dvf,
                       const char *profile, const char *kb)
{
    const char *const empty[] = {"true", NULL};
    const char *const version[] = {dvf, "--version", NULL};
    const char *const text[] = {dvf, "advise", profile, NULL};
    const char *const json[] = {dvf, "advise", "-f", "json", profile, NULL};
    const char *const page[] = {dvf, "advise", "-f", "markdown", profile, NULL};
    const char *const record[] = {dvf, "advise", "-f", "madr", profile, NULL};
    const char *const file[] = {dvf, "advise", "--kb", kb, profile, NULL};
    static struct cold commands[COLD_COMMANDS];
    size_t count = !kb ? COLD_COMMANDS - 1 : COLD_COMMANDS;

    commands[0] = (struct cold){.title = "true", .words = empty};
    commands[1] = (struct cold){.title = "dvf --version", .words = version};
    commands[2] = (struct cold){.title = "dvf advise", .words = text};
    commands[3] = (struct cold){.title = "dvf advise -f json", .words = json};
    commands[4] = (struct cold){.title = "dvf advise -f markdown",
                                .words = page};
    commands[5] = (struct cold){.title = "dvf advise -f madr", .words = record};
    commands[6] = (struct cold){.title = "dvf advise --kb FILE", .words = file};
    cold_measure(commands, count, effort->cold_rounds);
    print_cold(commands, count, effort->cold_rounds);
}

/* ------------------------------------------------------------------ Loading */

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

    if (!problems || text->failed)
        stop("out of memory");
    if (dvf_kb_load(&(dvf_input){"generated", text->bytes, text->length},
                    problems, &kb) != DVF_OK)
        show_and_stop(problems);
    dvf_diagnostics_free(problems);
    return kb;
}

static void bench_load(const struct effort *effort, unsigned rules)
{
    static struct samples load;
    static struct samples bare;
    struct buffer text = {0};
    unsigned rounds = effort->load_rounds + effort->load_rules / rules;
    char subject[32];
    double loaded;
    double passed;

    load.count = bare.count = 0;
    generate_kb(GENERATED_ATTRIBUTES, rules, &text);
    for (; rounds > 0; rounds--) {
        double start = clock_now();

        dvf_kb_free(load_kb(&text));
        samples_add(&load, start);
        start = clock_now();
        if (!many_pass_text(text.bytes, text.length))
            stop("libyaml refuses a generated KB");
        samples_add(&bare, start);
    }
    loaded = samples_median(&load);
    passed = samples_median(&bare);
    figures_table("  %7u %9zu %12.2f %9.2f %9.2f %13.2f\n", rules,
                  text.length / 1024, loaded, passed, loaded / passed,
                  loaded * 1e3 / rules);
    snprintf(subject, sizeof subject, "%u rules", rules);
    figures_put("load", subject, "size_kib", (double)(text.length / 1024));
    figures_put("load", subject, "kb_ms", loaded);
    figures_put("load", subject, "yaml_ms", passed);
    figures_put("load", subject, "times_yaml", loaded / passed);
    figures_put("load", subject, "us_per_rule", loaded * 1e3 / rules);
    buffer_release(&text);
}

static void bench_loads(const struct effort *effort)
{
    static const unsigned sizes[] = {100, 1000, 10000};
    size_t i;

    figures_table("Loading and compiling a KB\n\n"
                  "  %7s %9s %12s %9s %9s %13s\n",
                  "rules", "KiB", "dvf_kb ms", "yaml ms", "ratio",
                  "us per rule");
    for (i = 0; i < sizeof sizes / sizeof *sizes; i++)
        bench_load(effort, sizes[i]);
    figures_table("\n");
}

/* -------------------------------------------------------------- Evaluations */

static void evaluate(const dvf_kb *kb, const dvf_profile *profile)
{
    dvf_evaluation *evaluation = NULL;
    dvf_diagnostics *problems = dvf_diagnostics_new();

    if (!problems ||
        dvf_evaluate(kb, profile, NULL, problems, &evaluation) != DVF_OK)
        stop("an evaluation failed");
    dvf_evaluation_free(evaluation);
    dvf_diagnostics_free(problems);
}

/* @param subject names the KB in the figures, whatever its id is */
static void bench_profile(const struct effort *effort, const char *subject,
                          const dvf_kb *kb, const dvf_profile *profile)
{
    const dvf_kb_info info = dvf_kb_describe(kb);
    double start = clock_now();
    double passed = 0;
    unsigned long count = 0;

    while (passed < effort->milliseconds) {
        unsigned i;

        for (i = 0; i < 20; i++)
            evaluate(kb, profile);
        count += i;
        passed = clock_now() - start;
    }
    double per_second = (double)count / passed * 1e3;
    double microseconds = passed * 1e3 / (double)count;
    figures_table("  %-30s %7zu %14.0f %9.2f\n", info.id, info.rules,
                  per_second, microseconds);
    figures_put("evaluate", subject, "rules", (double)info.rules);
    figures_put("evaluate", subject, "per_second", per_second);
    figures_put("evaluate", subject, "us", microseconds);
}

static void bench_generated(const struct effort *effort, unsigned rules)
{
    char subject[32];
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;
    struct buffer text = {0};
    struct buffer answers = {0};
    dvf_kb *kb;

    generate_kb(GENERATED_ATTRIBUTES, rules, &text);
    generate_profile(GENERATED_ATTRIBUTES, &answers);
    kb = load_kb(&text);
    if (!problems || answers.failed)
        stop("out of memory");
    if (dvf_profile_load(
            kb, &(dvf_input){"generated", answers.bytes, answers.length},
            problems, &profile) != DVF_OK)
        show_and_stop(problems);
    snprintf(subject, sizeof subject, "%u rules", rules);
    bench_profile(effort, subject, kb, profile);
    dvf_profile_free(profile);
    dvf_kb_free(kb);
    dvf_diagnostics_free(problems);
    buffer_release(&answers);
    buffer_release(&text);
}

static void bench_evaluations(const struct effort *effort, const char *program,
                              const char *path)
{
    const dvf_kb *kb = dvf_kb_builtin();
    dvf_diagnostics *problems = dvf_diagnostics_new();
    dvf_profile *profile = NULL;

    if (!problems)
        stop("out of memory");
    if (dvf_profile_load_file(kb, path, problems, &profile) != DVF_OK)
        show_and_stop(problems);
    figures_table("Evaluations, one thread\n\n  %-30s %7s %14s %9s\n", "KB",
                  "rules", "per second", "us");
    bench_profile(effort, "builtin", kb, profile);
    bench_generated(effort, 1000);
    bench_generated(effort, 10000);
    if (!judging_print(program, effort->milliseconds))
        stop("out of memory");
    if (!analyses_print(profile, effort->analyses))
        stop("an analysis failed");
    dvf_profile_free(profile);
    dvf_diagnostics_free(problems);
}

int main(int argc, char **argv)
{
    const struct effort *effort = &whole;
    bool as_json = false;
    int at = 1;

    /* To be watched by a program that counts instructions. */
    if (argc == 3 && strncmp(argv[1], "--judge", 7) == 0)
        return judging_run((unsigned)strtoul(argv[2], NULL, 10),
                           strcmp(argv[1], "--judge-old") == 0)
                   ? 0
                   : 2;
    if (argc > 2 && strcmp(argv[1], MANY_PASS) == 0)
        return many_pass((const char *const *)argv + 2) ? 0 : 2;
    for (; at < argc && argv[at][0] == '-'; at++)
        if (strcmp(argv[at], "--json") == 0)
            as_json = true;
        else if (strcmp(argv[at], "--quick") == 0)
            effort = &quick;
        else
            break;
    if (argc - at < 2 || argc - at > 3) {
        fputs("usage: dvf-bench [--json] [--quick] DVF PROFILE [KB]\n", stderr);
        return 2;
    }
    const char *dvf = argv[at];
    const char *profile = argv[at + 1];
    const char *kb = argv[at + 2];
    setvbuf(stdout, NULL, _IOLBF, 4096);
    figures_begin(as_json);
    bench_cold(effort, dvf, profile, kb);
    if (!many_print(&(struct many_inputs){argv[0], dvf, profile, kb},
                    effort == &quick))
        stop("no profiles can be made in /tmp");
    bench_loads(effort);
    bench_evaluations(effort, argv[0], profile);
    figures_end();
    return 0;
}
