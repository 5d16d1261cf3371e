/* SPDX-License-Identifier: MIT */
/*
 * The journal: the answers of an interview that is not finished, kept in the
 * user's state directory, so that it survives whatever ends it. One file for
 * each place; a lock beside it while an interview runs there. May call base,
 * the library and the environment.
 */
#ifndef DVF_CLI_JOURNAL_H
#define DVF_CLI_JOURNAL_H

#include "base/buffer.h"
#include "base/file_lock.h"

#include <dvf/dvf.h>

/** Most bytes that are read; no interview writes as many. */
#define JOURNAL_BYTES_MAX ((size_t)64 * 1024)

/** Starts as all zeroes; close in any case. */
struct journal {
    struct buffer path; /* empty: there is no journal */
    struct buffer lock_path;
    struct buffer head; /* the comment that it begins with */
    struct file_lock lock;
};

/** Why there is none. */
enum journal_state {
    JOURNAL_KEPT,    /* there is one */
    JOURNAL_BUSY,    /* another interview keeps it */
    JOURNAL_NOWHERE, /* no directory is named for it */
    JOURNAL_REFUSED  /* the directory cannot be used; errno says why */
};

/**
 * Find the journal of a place, make its directory, and lock it.
 *
 * @param journal all zeroes
 * @param kb that the answers are of
 * @param profile name of the file that the interview is for; "" for none
 */
enum journal_state journal_open(struct journal *journal, const dvf_kb *kb,
                                const char *profile);

/**
 * Read what an earlier interview left.
 *
 * @param bytes empty; stays so where there is nothing that can be used
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status journal_read(const struct journal *journal, struct buffer *bytes);

/**
 * Take the next line of what was read that holds an answer.
 *
 * @param at where the search begins; is moved behind the line
 * @param line number of the line, from 0 before the first call
 * @param answer is emptied first; failed when out of memory
 * @return whether there is one
 */
bool journal_next(const struct buffer *bytes, size_t *at, uint32_t *line,
                  struct buffer *answer);

/** Write the answers, one a line. @return 0, or the errno of the failure */
int journal_write(const struct journal *journal, const struct buffer *answers);

/** Forget the answers: they are not needed any more. */
void journal_remove(const struct journal *journal);

/** Unlock. */
void journal_close(struct journal *journal);

#endif
