/* SPDX-License-Identifier: MIT */
/*
 * What a key press costs: what it writes to the terminal, and the time from
 * the key to the bytes. The knowledge base is the built-in one, which is the
 * one that people meet.
 */
#include "ask/screen.h"

#include "support.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define BYTES_MAX 4096

/* Sanitizers take their time, and so does code that is not optimised. */
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if !defined(__OPTIMIZE__) || defined(__SANITIZE_ADDRESS__) ||                 \
    defined(__SANITIZE_THREAD__) || __has_feature(address_sanitizer) ||        \
    __has_feature(thread_sanitizer)
#define MILLISECONDS_MAX 40.0
#else
#define MILLISECONDS_MAX 2.0
#endif

#define PRESSES 3000

/* Of several runs over the same keys the fastest counts: the others tell of
 * what else the machine does. */
#define RUNS    3

/* The keys that people press, some more than once as they are pressed more. */
static const struct key keys[] = {
    {.kind = KEY_DOWN},   {.kind = KEY_DOWN},      {.kind = KEY_UP},
    {.kind = KEY_ENTER},  {.kind = KEY_ENTER},     {.kind = KEY_HOME},
    {.kind = KEY_END},    {.kind = KEY_ESCAPE},    {.kind = KEY_BACKSPACE},
    {.kind = KEY_LEFT},   {KEY_CHARACTER, '-'},    {KEY_CHARACTER, '?'},
    {KEY_CHARACTER, 's'}, {KEY_CHARACTER, '/'},    {KEY_CHARACTER, '='},
    {KEY_CHARACTER, ' '}, {KEY_CHARACTER, '1'},    {KEY_CHARACTER, '3'},
    {KEY_CHARACTER, 'e'}, {KEY_CHARACTER, 0x20ac},
};

/* An interview on a terminal of a size. */
struct seat {
    struct interview interview;
    struct frame frame;
    struct screen screen;
    struct buffer out;
    struct frame_style style;
};

static void sit_down(struct seat *seat, unsigned columns, unsigned rows)
{
    *seat = (struct seat){
        .style = {.columns = columns, .rows = rows, .colour = true}};
    assert_int_equal(interview_init(&seat->interview, dvf_kb_builtin(), "x"),
                     DVF_OK);
    seat->interview.unanalysed = true;
    interview_begin(&seat->interview);
}

static void stand_up(struct seat *seat)
{
    interview_release(&seat->interview);
    frame_release(&seat->frame);
    screen_release(&seat->screen);
    buffer_release(&seat->out);
}

/* Of this process: the load of the machine is nobody's fault. */
static double now(void)
{
    struct timespec time;

    assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time), 0);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Press a key as the command does. @return milliseconds */
static double press(struct seat *seat, struct key key)
{
    double start = now();

    interview_press(&seat->interview, key);
    frame_draw(&seat->frame, &seat->interview, &seat->style);
    buffer_clear(&seat->out);
    interview_told(&seat->interview);
    screen_update(&seat->screen, &seat->frame, &seat->out);
    return now() - start;
}

/* The same keys each time. */
static struct key pick(struct random *random)
{
    return keys[random_below(random, COUNT(keys))];
}

static void measure(unsigned columns, unsigned rows)
{
    static double times[PRESSES];
    double slowest = 0;
    size_t most = 0;

    for (int run = 0; run < RUNS; run++) {
        struct random random = {7};
        struct seat seat;

        sit_down(&seat, columns, rows);
        for (int i = 0; i < PRESSES; i++) {
            double time = press(&seat, pick(&random));

            times[i] = run == 0 || time < times[i] ? time : times[i];
            most = seat.out.length > most ? seat.out.length : most;
            if (seat.interview.mode != MODE_DONE)
                continue;
            interview_begin(&seat.interview);
            interview_told(&seat.interview);
        }
        stand_up(&seat);
    }
    for (int i = 0; i < PRESSES; i++)
        slowest = times[i] > slowest ? times[i] : slowest;
    printf("# %u x %u: at most %zu bytes and %.3f ms for a key\n", columns,
           rows, most, slowest);
    assert_true(most < BYTES_MAX);
    assert_true(slowest < MILLISECONDS_MAX);
}

static void a_key_costs_little_at_80_by_24(void **state)
{
    (void)state;
    measure(80, 24);
}

static void a_key_costs_little_at_40_by_12(void **state)
{
    (void)state;
    measure(40, 12);
}

static void a_key_costs_little_at_20_by_6(void **state)
{
    (void)state;
    measure(20, 6);
}

static void a_key_costs_little_at_120_by_40(void **state)
{
    (void)state;
    measure(120, 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_costs_little_at_80_by_24),
        cmocka_unit_test(a_key_costs_little_at_40_by_12),
        cmocka_unit_test(a_key_costs_little_at_20_by_6),
        cmocka_unit_test(a_key_costs_little_at_120_by_40),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
