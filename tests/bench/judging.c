/* SPDX-License-Identifier: MIT */
/*
 * Evaluations: see judging.h. Profiles are made by chance, nine of ten
 * questions answered, the same ones each time; times are of the processor.
 */
#define _DEFAULT_SOURCE

#include "judging.h"

#include "cold.h"
#include "figures.h"
#include "generate.h"
#include "profile/profile.h"
#include "support/oracle.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define PROFILES 500
#define SLICES   20 /* of each way, in turn */

/* ------------------------------------------------------------- allocations */

static unsigned long allocations;

#ifdef __linux__
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

void *__wrap_malloc(size_t size)
{
    allocations++;
    return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    allocations++;
    return __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    allocations++;
    return __real_realloc(memory, size);
}
#endif

/* ---------------------------------------------------------------- profiles */

/* A knowledge base with profiles, and the two that judge them. */
struct bench {
    const dvf_kb *kb;
    dvf_profile *profiles[PROFILES];
    dvf_evaluator *evaluator;
    struct oracle *oracle;
    int64_t sum; /* of leads, so that none is left out */
};

/* SplitMix64. @return 0 to limit - 1 */
static uint32_t random_below(uint64_t *state, uint32_t limit)
{
    uint64_t mixed = *state += UINT64_C(0x9e3779b97f4a7c15);

    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((mixed ^ (mixed >> 31)) % limit);
}

static void answer(dvf_profile *profile, size_t index,
                   const dvf_attribute *attribute, uint64_t *state)
{
    size_t values[KB_VALUES_MAX];
    size_t count = 0;

    if (attribute->type != DVF_SET) {
        (void)dvf_profile_set(profile, index,
                              random_below(state, (uint32_t)attribute->values));
        return;
    }
    for (size_t i = 0; i < attribute->values; i++)
        if (random_below(state, 3) == 0)
            values[count++] = i;
    (void)dvf_profile_set_values(profile, index, values, count);
}

static bool begin(struct bench *bench, const dvf_kb *kb)
{
    dvf_attribute attribute;
    uint64_t state = 16;
    bool done = true;

    *bench = (struct bench){.kb = kb, .oracle = oracle_new(kb)};
    for (int i = 0; done && i < PROFILES; i++) {
        done = dvf_profile_new(kb, "bench", &bench->profiles[i]) == DVF_OK;
        for (size_t k = 0; done && dvf_kb_attribute_at(kb, k, &attribute); k++)
            if (random_below(&state, 10) > 0)
                answer(bench->profiles[i], k, &attribute, &state);
    }
    return done && bench->oracle &&
           dvf_evaluator_new(kb, NULL, NULL, &bench->evaluator) == DVF_OK;
}

static void end(struct bench *bench)
{
    for (int i = 0; i < PROFILES; i++)
        dvf_profile_free(bench->profiles[i]);
    dvf_evaluator_free(bench->evaluator);
    oracle_free(bench->oracle);
}

static void judge(struct bench *bench, unsigned number, bool old)
{
    const dvf_profile *profile = bench->profiles[number % PROFILES];
    dvf_result result = {0};

    if (old) {
        profile_answers(profile, bench->oracle->given);
        oracle_run(bench->oracle);
        bench->sum += bench->oracle->verdict.lead;
        return;
    }
    (void)dvf_evaluator_run(bench->evaluator, &profile, 1, &result);
    bench->sum += result.lead;
}

bool judging_run(unsigned count, bool old)
{
    static struct bench bench;
    bool done = begin(&bench, dvf_kb_builtin());

    for (unsigned i = 0; done && i < count; i++)
        judge(&bench, i, old);
    end(&bench);
    return done;
}

/* ------------------------------------------------------------------- times */

static double processor_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Evaluations, and the milliseconds that they took. */
struct pace {
    double count;
    double milliseconds;
};

static void keep_pace(struct bench *bench, bool old, double milliseconds,
                      struct pace *pace)
{
    double start = processor_now();
    double passed = 0;
    unsigned count = 0;

    while (passed < milliseconds) {
        for (unsigned i = 0; i < 100; i++)
            judge(bench, count++, old);
        passed = processor_now() - start;
    }
    pace->count += count;
    pace->milliseconds += passed;
}

/* @param names of the figures of both ways, and of their ratio */
static void print_pace(struct bench *bench, const char *title,
                       const char *const names[3], double milliseconds)
{
    struct pace paces[2] = {{0}};
    double per_second[2];

    for (int i = 0; i < SLICES; i++)
        for (int old = 0; old < 2; old++)
            keep_pace(bench, old == 1, milliseconds / SLICES, &paces[old]);
    for (int old = 0; old < 2; old++) {
        per_second[old] = paces[old].count / paces[old].milliseconds * 1e3;
        figures_put_alone(names[old], per_second[old]);
    }
    figures_put_alone(names[2], per_second[0] / per_second[1]);
    figures_table("  %-30s %14.0f %14.0f %9.1f\n", title, per_second[0],
                  per_second[1], per_second[0] / per_second[1]);
}

/* ------------------------------------------------------------ instructions */

#define FEW  1000
#define MANY 3000

static double count_instructions(const char *program, const char *way)
{
    const char *const few[] = {program, way, "1000", NULL};
    const char *const many[] = {program, way, "3000", NULL};
    struct cold runs[] = {{.title = "few", .words = few},
                          {.title = "many", .words = many}};

    cold_measure(runs, 2, 0);
    return (double)(runs[1].instructions - runs[0].instructions) / (MANY - FEW);
}

static void print_instructions(const char *program)
{
    double own = count_instructions(program, "--judge");
    double old = count_instructions(program, "--judge-old");

    figures_put_alone("evaluate_instructions", own);
    figures_put_alone("evaluate_old_instructions", old);
    figures_table("  %-30s %14.0f %14.0f %9.1f\n", "instructions of each", own,
                  old, own > 0 ? old / own : 0);
}

/* ------------------------------------------------------------------- whole */

static bool print_builtin(struct bench *bench, double milliseconds)
{
    static const char *const names[] = {"evaluate_per_s", "evaluate_old_per_s",
                                        "evaluate_times_old"};
    bool done = begin(bench, dvf_kb_builtin());

    if (done) {
        unsigned long before = allocations;

        for (unsigned i = 0; i < PROFILES; i++)
            judge(bench, i, false);
        figures_put_alone("evaluate_allocations",
                          (double)(allocations - before));
        print_pace(bench, "built-in", names, milliseconds);
    }
    end(bench);
    return done;
}

static bool print_generated(struct bench *bench, double milliseconds)
{
    static const char *const names[] = {"evaluate_10000_rules_per_s",
                                        "evaluate_old_10000_rules_per_s",
                                        "evaluate_10000_rules_times_old"};
    dvf_diagnostics *problems = dvf_diagnostics_new();
    struct buffer text = {0};
    dvf_kb *kb = NULL;

    generate_kb(GENERATED_ATTRIBUTES, 10000, &text);
    bool done = problems && !text.failed &&
                dvf_kb_load(&(dvf_input){"generated", text.bytes, text.length},
                            problems, &kb) == DVF_OK &&
                begin(bench, kb);
    if (done)
        print_pace(bench, "10,000 rules", names, milliseconds);
    end(bench);
    dvf_kb_free(kb);
    dvf_diagnostics_free(problems);
    buffer_release(&text);
    return done;
}

bool judging_print(const char *program, double milliseconds)
{
    static struct bench bench;

    figures_table("\nEvaluations one at a time, per second of processor time\n"
                  "\n  %-30s %14s %14s %9s\n",
                  "", "by rows", "as of old", "ratio");
    bool done = print_builtin(&bench, milliseconds);
    if (done)
        print_instructions(program);
    return done && print_generated(&bench, milliseconds);
}
