/* SPDX-License-Identifier: MIT */
/*
 * Reading files. They are opened non-blocking: then a FIFO that nobody writes
 * to reads as empty at once, while one whose writer is still busy says "try
 * again".
 */
#include "base/file.h"

#include "base/hint.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HINT_PATH    "give the path of a YAML file, or - for standard input"

/* Milliseconds that a FIFO's writer may be late: enough for a shell to start
 * it, too short to be noticed. */
#define WRITER_GRACE 10

/* An input while it is read. */
struct input {
    const char *path;
    size_t limit;
    struct buffer *bytes;
    struct dvf_diagnostics *problems;
    int descriptor;
    size_t size;  /* of a regular file; 0: not known */
    bool is_pipe; /* opened by us: empty when nobody writes to it */
    bool is_fifo; /* a pipe with a name of its own */
    bool told;    /* patience->waiting() was called */
};

/* Ten seconds: enough for a writer that computes, and less than the time limit
 * of a CI job, so that dvf itself reports the wait. */
static const struct file_patience usual_patience = {.milliseconds = 10000};

static const struct position whole_file = {0};

static dvf_status refused(const struct input *input)
{
    return input->problems->arena.failed ? DVF_NO_MEMORY : DVF_IO;
}

/* Pasted options may have lost their dashes to typography. */
static const char *path_hint(const struct input *input)
{
    struct lookalike strange;

    return lookalike_find(input->path, &strange) && strange.place == 1 &&
                   strange.looks_like == '-'
               ? hint_lookalike(input->problems, input->path)
               : HINT_PATH;
}

static dvf_status refuse_unreadable(const struct input *input, int error)
{
    if (error == ENOMEM)
        return DVF_NO_MEMORY;
    diagnostics_error(input->problems, DIAGNOSTIC_FILE_UNREADABLE, whole_file,
                      error == ENOENT ? path_hint(input) : NULL,
                      "cannot be read: %s", strerror(error));
    return refused(input);
}

static dvf_status refuse_large(const struct input *input)
{
    const char *unit = "bytes";
    size_t limit = input->limit;

    if (limit >= 1024 && limit % 1024 == 0) {
        limit /= 1024;
        unit = "KiB";
        if (limit >= 1024 && limit % 1024 == 0) {
            limit /= 1024;
            unit = "MiB";
        }
    }
    diagnostics_error(input->problems, DIAGNOSTIC_FILE_TOO_LARGE, whole_file,
                      "is this the right file?",
                      "is larger than %zu %s, the most that is read", limit,
                      unit);
    return refused(input);
}

static dvf_status refuse_kind(const struct input *input, mode_t mode)
{
    const char *kind = "not a regular file";

    if (S_ISDIR(mode))
        kind = "a directory";
    else if (S_ISSOCK(mode))
        kind = "a socket";
    else if (S_ISCHR(mode) || S_ISBLK(mode))
        kind = "a device";
    diagnostics_error(input->problems, DIAGNOSTIC_FILE_KIND, whole_file,
                      HINT_PATH, "cannot be read: it is %s", kind);
    return refused(input);
}

static dvf_status refuse_idle_pipe(const struct input *input)
{
    diagnostics_error(input->problems, DIAGNOSTIC_FILE_KIND, whole_file,
                      "start the program that writes to it first, or give a "
                      "regular file",
                      "cannot be read: it is a pipe that nothing writes to");
    return refused(input);
}

static dvf_status refuse_silent_pipe(const struct input *input, int silence)
{
    diagnostics_error(input->problems, DIAGNOSTIC_FILE_KIND, whole_file,
                      "see to the program that writes to it, or give a "
                      "regular file",
                      "cannot be read: the writer of this pipe has been silent "
                      "for %d %s",
                      silence >= 1000 ? silence / 1000 : silence,
                      silence >= 1000 ? "s" : "ms");
    return refused(input);
}

/* Wait until the descriptor is readable; -1 waits without end. @return false
 * where the time ran out first */
static bool wait_readable(int descriptor, int milliseconds)
{
    struct pollfd waiting = {.fd = descriptor, .events = POLLIN};
    int ready;

    do {
        ready = poll(&waiting, 1, milliseconds);
    } while (ready < 0 && errno == EINTR);
    return ready != 0;
}

static const struct file_patience *patience_for(const struct input *input)
{
    const struct file_patience *patience = input->problems->patience;

    return patience ? patience : &usual_patience;
}

/* Wait for data. @return false where a FIFO was silent for too long */
static bool wait_for_writer(struct input *input)
{
    const struct file_patience *patience = patience_for(input);

    if (!input->is_fifo || input->told)
        return wait_readable(input->descriptor, -1);
    if (wait_readable(input->descriptor, patience->milliseconds))
        return true;
    if (!patience->waiting)
        return false;
    input->told = true;
    patience->waiting(input->path);
    return wait_readable(input->descriptor, -1);
}

/* As read(), through interruptions and waiting for data; ETIMEDOUT where the
 * wait was too long. */
static ssize_t read_some(struct input *input, char *bytes, size_t size)
{
    for (;;) {
        ssize_t got = read(input->descriptor, bytes, size);

        if (got >= 0)
            return got;
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (wait_for_writer(input))
                continue;
            errno = ETIMEDOUT;
            return -1;
        }
        if (errno != EINTR)
            return -1;
    }
}

/* As read_some(), for the first bytes of a pipe: WRITER_GRACE lets a writer
 * start. */
static ssize_t read_first(struct input *input, char *bytes, size_t size)
{
    ssize_t got = read_some(input, bytes, size);

    if (got != 0 || !input->is_pipe)
        return got;
    (void)wait_readable(input->descriptor, WRITER_GRACE);
    return read_some(input, bytes, size);
}

static dvf_status read_all(struct input *input)
{
    char chunk[16 * 1024];
    ssize_t got = read_first(input, chunk, sizeof chunk);

    if (got == 0 && input->is_pipe)
        return refuse_idle_pipe(input);
    while (got > 0) {
        if ((size_t)got > input->limit - input->bytes->length)
            return refuse_large(input);
        buffer_append(input->bytes, chunk, (size_t)got);
        if (input->bytes->failed)
            return DVF_NO_MEMORY;
        if (input->bytes->length == input->size)
            return DVF_OK; /* spares the call that would read nothing */
        got = read_some(input, chunk, sizeof chunk);
    }
    if (got == 0)
        return DVF_OK;
    if (input->is_fifo && errno == ETIMEDOUT)
        return refuse_silent_pipe(input, patience_for(input)->milliseconds);
    return refuse_unreadable(input, errno);
}

/* Pipes that a shell makes and names by descriptor lie on the file system of
 * pipe(); a FIFO with a name of its own does not. */
static bool has_name(const struct stat *status)
{
    struct stat nameless;
    bool named = true;
    int ends[2];

    if (pipe(ends) != 0)
        return true;
    if (fstat(ends[0], &nameless) == 0)
        named = nameless.st_dev != status->st_dev;
    (void)close(ends[0]);
    (void)close(ends[1]);
    return named;
}

/* Refuse folders, devices and oversized files before reading a byte. */
static dvf_status check_kind(struct input *input)
{
    struct stat status;

    if (fstat(input->descriptor, &status) != 0)
        return refuse_unreadable(input, errno);
    input->is_pipe = S_ISFIFO(status.st_mode);
    input->is_fifo = input->is_pipe && has_name(&status);
    if (!S_ISREG(status.st_mode) && !input->is_pipe)
        return refuse_kind(input, status.st_mode);
    if (S_ISREG(status.st_mode) && status.st_size > 0 &&
        (uintmax_t)status.st_size > input->limit)
        return refuse_large(input);
    if (S_ISREG(status.st_mode) && status.st_size > 0)
        input->size = (size_t)status.st_size;
    return DVF_OK;
}

static int open_guarded(const char *path)
{
    int descriptor;

    do {
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

static dvf_status read_path(struct input *input)
{
    dvf_status status;
    struct stat kind;
    int error;

    input->descriptor = open_guarded(input->path);
    if (input->descriptor < 0) {
        error = errno;
        if (error == ENXIO && stat(input->path, &kind) == 0)
            return refuse_kind(input, kind.st_mode);
        return refuse_unreadable(input, error);
    }
    status = check_kind(input);
    if (status == DVF_OK)
        status = read_all(input);
    (void)close(input->descriptor);
    return status;
}

bool file_is_regular(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

bool file_is_same(const char *path, const char *other)
{
    struct stat one;
    struct stat two;

    return stat(path, &one) == 0 && stat(other, &two) == 0 &&
           S_ISREG(one.st_mode) && one.st_dev == two.st_dev &&
           one.st_ino == two.st_ino;
}

dvf_input file_input(const char *path, const struct buffer *bytes)
{
    return (dvf_input){path, bytes->length ? bytes->bytes : "", bytes->length};
}

dvf_status file_read(const char *path, size_t limit, struct buffer *bytes,
                     struct dvf_diagnostics *problems)
{
    return file_read_as(path, path, limit, bytes, problems);
}

dvf_status file_read_as(const char *path, const char *name, size_t limit,
                        struct buffer *bytes, struct dvf_diagnostics *problems)
{
    struct input input = {.path = path,
                          .limit = limit,
                          .bytes = bytes,
                          .problems = problems,
                          .descriptor = STDIN_FILENO};
    dvf_status status;

    assert(path && bytes->length == 0 && problems);
    diagnostics_input(problems, name, NULL, 0);
    if (strcmp(path, "-") == 0)
        status = read_all(&input);
    else
        status = read_path(&input);
    if (status == DVF_OK && problems->arena.failed)
        status = DVF_NO_MEMORY; /* the list could not keep the name */
    diagnostics_input_end(problems);
    if (status != DVF_OK)
        buffer_release(bytes);
    return status;
}
