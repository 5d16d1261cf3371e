/* SPDX-License-Identifier: MIT */
/*
 * Files: reading an input whole and guarded, writing an output whole or not at
 * all.
 */
#ifndef DVF_BASE_FILE_H
#define DVF_BASE_FILE_H

#include "base/buffer.h"
#include "base/diagnostics.h"
#include "base/temporary.h"

#include <signal.h>

/** Time that the writer of a FIFO may be silent. Pipes without a name,
 * standard input among them, are waited for without end, as filters do. */
struct file_patience {
    int milliseconds; /* since the last byte */
    /* Called once after that time, and the wait goes on; null: the FIFO is
     * refused. */
    void (*waiting)(const char *name);
};

/**
 * Read a regular file, a pipe or standard input whole.
 *
 * Opened non-blocking, so that a FIFO without a writer is refused rather than
 * waited for, and one whose writer is silent as problems->patience says;
 * directories, devices and sockets are refused. Never mapped.
 *
 * @param path "-" for standard input
 * @param limit most bytes accepted
 * @param bytes empty; holds the content on success, released otherwise
 * @param problems receives the reason of a failure, under the name of this
 *                 path
 * @return DVF_OK, DVF_IO or DVF_NO_MEMORY
 */
dvf_status file_read(const char *path, size_t limit, struct buffer *bytes,
                     struct dvf_diagnostics *problems);

/** As file_read(), with problems reported as of an input of another name. */
dvf_status file_read_as(const char *path, const char *name, size_t limit,
                        struct buffer *bytes, struct dvf_diagnostics *problems);

/** Input of this name with the bytes read; borrows both. */
dvf_input file_input(const char *path, const struct buffer *bytes);

/** True for a regular file, also behind symbolic links. */
bool file_is_regular(const char *path);

/** True where two paths lead to one and the same regular file. */
bool file_is_same(const char *path, const char *other);

/**
 * Write all bytes to an open descriptor, through interruptions.
 *
 * @return 0, or the errno of the failure
 */
int file_write_all(int descriptor, const char *bytes, size_t length);

/** A file while it is written piece by piece. Starts by file_begin(); finish in
 * any case. */
struct file_writer {
    int descriptor;
    bool is_open;   /* file_begin() opened the target, to write in place */
    bool is_beside; /* written to a temporary file, then renamed */
    bool is_named;  /* and so it was */
    struct buffer target;
    struct temporary temporary;
    sigset_t signals; /* mask before file_begin() blocked signals */
};

/**
 * Write a file whole or leave it as it was: to a temporary file beside the
 * target, synced, renamed over it, and the directory synced. Symbolic links
 * are followed first. A target that exists keeps its mode; one that is no
 * regular file (a FIFO, /dev/stdout) is written in place. Signals that would
 * end the process are held back while the temporary file is there. Temporary
 * files that killed processes left in the folder are removed.
 *
 * @return 0, or the errno of the failure
 */
int file_begin(struct file_writer *writer, const char *path);

/** Write a piece. @return 0, or the errno of the failure; EINTR where a signal
 * is about to end the process */
int file_put(struct file_writer *writer, const char *bytes, size_t length);

/**
 * Give the file its name, or remove the temporary file.
 *
 * @param error first error of writing; 0: the file is whole
 * @return 0, or the errno of the failure, `error` before others; no temporary
 *         file is left then. Where only the sync of the directory failed, the
 *         new file is in place
 */
int file_finish(struct file_writer *writer, int error);

/** Write a file whole: begin, put and finish in one. @return as
 * file_finish() */
int file_replace(const char *path, const char *bytes, size_t length);

/** A file and what it is to hold. */
struct file_text {
    const char *path;
    const char *bytes;
    size_t length;
    bool is_new;       /* it must not be there */
    const char *old;   /* what it holds, unless it is new */
    size_t old_length; /* bytes of `old` */
};

/**
 * Write two files, or neither. Both are written and synced beside their targets
 * before the first of them gets its name, so that a full disk stops neither
 * halfway; where the second cannot get its name, the first is taken back. Two
 * names cannot change in one step: a process that is killed in between leaves
 * the first file without the second.
 *
 * @param failed receives the path at fault
 * @return 0, or the errno of the failure; EEXIST for a new file that is there
 */
int file_replace_both(const struct file_text *first,
                      const struct file_text *second, const char **failed);

#endif
