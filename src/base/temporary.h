/* SPDX-License-Identifier: MIT */
/*
 * Temporary files that become another file by being renamed. A lock tells one
 * that is being written from one that a killed process left behind.
 */
#ifndef DVF_BASE_TEMPORARY_H
#define DVF_BASE_TEMPORARY_H

#include "base/buffer.h"

/** Starts by temporary_open(); close in any case. */
struct temporary {
    struct buffer path; /* beside the target: ".NAME.dvf-PID-NUMBER" */
    int descriptor;     /* to write to; -1: there is none */
    int lock;           /* keeps the lock once `descriptor` is closed; or -1 */
};

/**
 * Create a file beside the target, of a name that no other has, and lock it.
 * Leftovers of killed processes in that folder are removed first: only regular
 * files of ours, with names like these, that nobody has locked.
 *
 * @return 0, or the errno of the failure
 */
int temporary_open(struct temporary *temporary, const char *target);

/** Close what is open. The file stays: it was renamed, or is the caller's to
 * remove. */
void temporary_close(struct temporary *temporary);

#endif
