/* SPDX-License-Identifier: MIT */
/*
 * Locks of a run: the dvf.lock of each folder, read once, and written anew
 * with --lock. May call base, check, messages and the profiles found.
 */
#ifndef DVF_CLI_LOCKS_H
#define DVF_CLI_LOCKS_H

#include "check/lock.h"
#include "cli/policies.h"
#include "cli/profiles_found.h"

/** The lock of a folder. */
struct lock_source {
    const char *path; /* in the folder as it was given */
    const char *real; /* without links */
    const char *name; /* as it is shown */
    enum source_state state;
    struct lock lock; /* empty where there is no file */
    size_t put;       /* entries made in this run */
};

/** Starts as all zeroes; release when done. */
struct locks {
    struct arena arena;
    const struct profiles_found *found;
    struct lock_source *sources; /* one for each folder */
    size_t count;
};

/** @param found must outlive the locks @return false when out of memory */
bool locks_open(struct locks *locks, const struct profiles_found *found);

/**
 * The lock in the folder of a file.
 *
 * @param problems as for policies_get()
 * @param source borrowed; to be looked at for its state; null where there can
 *               be none, without a folder or a name
 * @return false when out of memory
 */
bool locks_get(struct locks *locks, const struct found_file *file,
               struct dvf_diagnostics *problems,
               const struct lock_source **source);

/** Put what led to a verdict in the lock of a file's folder, which was got.
 * @return false when out of memory */
bool locks_put(struct locks *locks, const struct found_file *file,
               const dvf_evaluation *evaluation);

/**
 * Write the locks that are other than their files, and say so.
 *
 * @param quiet say nothing of those that were written
 * @return EXIT_DONE, or EXIT_NO_ANSWER after a message
 */
int locks_write(const struct locks *locks, bool quiet);

void locks_release(struct locks *locks);

#endif
