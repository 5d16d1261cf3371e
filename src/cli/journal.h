/* SPDX-License-Identifier: MIT */
/*
 * The journal: the answers of an interview that is not finished, kept in the
 * user's state directory, so that it survives whatever ends it. One file for
 * each place; a lock beside it while an interview runs there.
 */
#ifndef DVF_CLI_JOURNAL_H
#define DVF_CLI_JOURNAL_H

#include "base/buffer.h"
#include "base/file_lock.h"

#include <dvf/dvf.h>

/** Most bytes that are read; no interview writes as many. */
#define JOURNAL_BYTES_MAX ((size_t)64 * 1024)

/** An interview that has a journal. */
struct journal_place {
    const dvf_kb *kb;
    const char *resumed; /* profile that is gone on with; null: a new one */
    const char *profile; /* name of the file that is written; null: not known */
};

/** Starts as all zeroes; close in any case. */
struct journal {
    struct buffer path;  /* also where there is none, to be named */
    struct buffer older; /* as versions before format 2 named it */
    struct buffer lock_path;
    struct buffer head; /* the comments that it begins with */
    bool open;
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
 * Find the journal of a place, make its directory, and lock it. The place is
 * the working directory and the id of the KB, or with a profile that is resumed
 * that file: another version of the KB or another name to save under do not
 * matter.
 *
 * @param journal all zeroes
 */
enum journal_state journal_open(struct journal *journal,
                                const struct journal_place *place);

/** Head of a journal. */
struct journal_origin {
    bool unknown;          /* of a format that cannot be read */
    struct buffer kb;      /* version of the KB; empty: not known */
    struct buffer profile; /* name of the file; empty: not known */
};

/** Read the comments that a journal begins with; release the buffers. */
void journal_read_origin(const struct buffer *bytes,
                         struct journal_origin *origin);

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
