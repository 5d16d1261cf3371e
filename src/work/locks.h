/* SPDX-License-Identifier: MIT */
/*
 * Locks of a run: the dvf.lock of each folder, read once, and written anew with
 * --lock, one folder at a time so that runs cannot wait for each other.
 */
#ifndef DVF_WORK_LOCKS_H
#define DVF_WORK_LOCKS_H

#include "check/lock.h"
#include "work/policies.h"
#include "work/profiles_found.h"

/** Names of profiles that a lock has entries of, borrowed from it. */
struct lock_names {
    const char **items;
    size_t count;
};

/** The lock of a folder. */
struct lock_source {
    struct source source;      /* its path is in the folder as it was given */
    const char *real;          /* the path without links */
    bool surveyed;             /* a search came upon it */
    bool *checked;             /* surveyed: for each entry that was loaded */
    struct array judged;       /* struct lock_judged, until the lock is read */
    struct lock lock;          /* as it was read; empty without a file */
    struct lock made;          /* entries made in this run */
    struct lock_names gone;    /* surveyed: those of no file */
    struct lock_names outside; /* those of a file that is not checked */
};

/** Milliseconds that a run waits for others that write locks, all in all. */
#define LOCKS_PATIENCE_MS 10000

/** Starts as all zeroes; release when done. */
struct locks {
    struct arena arena;
    const struct profiles_found *found;
    struct notices *notices;
    struct lock_source *sources; /* one for each folder */
    size_t count;
    unsigned patience; /* milliseconds that may still be waited */
};

/** @param found must outlive the locks, as must the notices
 * @return false when out of memory */
bool locks_open(struct locks *locks, const struct profiles_found *found,
                struct notices *notices);

/** Note the evaluation of a file before the lock of its folder is got: one
 * whose bytes are those of today's entries is not parsed. Both must outlive the
 * locks. @return false when out of memory */
bool locks_note(struct locks *locks, const struct source *file,
                const dvf_evaluation *evaluation);

/**
 * The lock in the folder of a file.
 *
 * @param problems as for policies_get()
 * @param source borrowed; to be looked at for its state; null where there can
 *               be none, without a folder or a name
 * @return false when out of memory
 */
bool locks_get(struct locks *locks, const struct source *file,
               struct dvf_diagnostics *problems,
               const struct lock_source **source);

/**
 * The lock of a folder that was searched, for the first time only. Unless it is
 * broken, its entries can then be compared with the profiles that were found.
 *
 * @param problems as for locks_get(); none are added where it was got before
 * @param source as for locks_get(); null where it was surveyed before, too
 * @return false when out of memory
 */
bool locks_survey(struct locks *locks, const struct source *lock,
                  struct dvf_diagnostics *problems,
                  const struct lock_source **source);

/** Find the entries of profiles that are gone or outside, in all locks that
 * were surveyed. @return false when out of memory */
bool locks_compare(struct locks *locks);

/** Append names as they are told to people: a few, then how many more. */
void lock_names_append(const struct lock_names *names, struct buffer *out);

/** Put the entry of a result, which must outlive the locks, into the lock of
 * its file's folder, which was got. @return false when out of memory */
bool locks_put(struct locks *locks, const struct source *file,
               const struct check_result *result);

/**
 * Write the entries that were made into the locks, less those of profiles that
 * are gone, with a notice of each lock. A lock is read anew for that, while no
 * other run can write it; one that would not change is left alone. A failure
 * does not keep the others from being written.
 *
 * @return DVF_OK, DVF_IO with notices of those not written, or DVF_NO_MEMORY
 */
dvf_status locks_write(struct locks *locks);

void locks_release(struct locks *locks);

#endif
