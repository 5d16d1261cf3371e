/* SPDX-License-Identifier: MIT */
/*
 * Time for tests: what has passed, and waiting. Uses POSIX only.
 */
#ifndef DVF_TESTS_CLOCK_H
#define DVF_TESTS_CLOCK_H

/** @return milliseconds since some moment; monotonic */
double clock_now(void);

/** Wait for so many microseconds, whatever signals come. */
void clock_pause(long microseconds);

#endif
