/* SPDX-License-Identifier: MIT */
/*
 * Reading files. They are opened non-blocking: then a FIFO that nobody writes
 * to reads as empty at once, while one whose writer is still busy says "try
 * again".
 */
#include "base/file.h"

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
    bool is_pipe; /* opened by us: empty when nobody writes to it */
};

static const struct position whole_file = {0};

static dvf_status refused(const struct input *input)
{
    return input->problems->no_memory ? DVF_NO_MEMORY : DVF_IO;
}

static dvf_status refuse_unreadable(const struct input *input, int error)
{
    if (error == ENOMEM)
        return DVF_NO_MEMORY;
    diagnostics_error(input->problems, DIAGNOSTIC_FILE_UNREADABLE, whole_file,
                      error == ENOENT ? HINT_PATH : NULL, "cannot be read: %s",
                      strerror(error));
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

/* Wait until there is something to read; a time of -1 has no end. */
static void wait_readable(int descriptor, int milliseconds)
{
    struct pollfd waiting = {.fd = descriptor, .events = POLLIN};

    while (poll(&waiting, 1, milliseconds) < 0 && errno == EINTR)
        continue;
}

/* As read(), through interruptions and waiting for data. */
static ssize_t read_some(int descriptor, char *bytes, size_t size)
{
    for (;;) {
        ssize_t got = read(descriptor, bytes, size);

        if (got >= 0)
            return got;
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            wait_readable(descriptor, -1);
        else if (errno != EINTR)
            return -1;
    }
}

/* As read_some(), for the first bytes of a pipe: a writer that is just being
 * started has a little time. */
static ssize_t read_first(const struct input *input, char *bytes, size_t size)
{
    ssize_t got = read_some(input->descriptor, bytes, size);

    if (got != 0 || !input->is_pipe)
        return got;
    wait_readable(input->descriptor, WRITER_GRACE);
    return read_some(input->descriptor, bytes, size);
}

static dvf_status read_all(const struct input *input)
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
        got = read_some(input->descriptor, chunk, sizeof chunk);
    }
    return got == 0 ? DVF_OK : refuse_unreadable(input, errno);
}

/* Look at what was opened before the first byte is read. */
static dvf_status check_kind(struct input *input)
{
    struct stat status;

    if (fstat(input->descriptor, &status) != 0)
        return refuse_unreadable(input, errno);
    input->is_pipe = S_ISFIFO(status.st_mode);
    if (!S_ISREG(status.st_mode) && !input->is_pipe)
        return refuse_kind(input, status.st_mode);
    if (S_ISREG(status.st_mode) && status.st_size > 0 &&
        (uintmax_t)status.st_size > input->limit)
        return refuse_large(input);
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

    assert(path != NULL && bytes->length == 0 && problems != NULL);
    diagnostics_input(problems, name, NULL, 0);
    if (strcmp(path, "-") == 0)
        status = read_all(&input);
    else
        status = read_path(&input);
    if (status == DVF_OK && problems->no_memory)
        status = DVF_NO_MEMORY; /* its name could not be kept */
    diagnostics_input_end(problems);
    if (status != DVF_OK)
        buffer_release(bytes);
    return status;
}
