/* SPDX-License-Identifier: MIT */
/*
 * Time for tests: see clock.h.
 */
#define _XOPEN_SOURCE 700

#include "clock.h"

#include <errno.h>
#include <time.h>

double clock_now(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void clock_pause(long microseconds)
{
    struct timespec left = {microseconds / 1000000,
                            microseconds % 1000000 * 1000};

    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        continue;
}
