/* SPDX-License-Identifier: MIT */
/*
 * Writing files: whole and beside the target first, or in place where the
 * target is something that cannot be replaced.
 */
#include "base/file.h"
#include "base/path.h"
#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int file_write_all(int descriptor, const char *bytes, size_t length)
{
    struct pollfd waiting = {.fd = descriptor, .events = POLLOUT};

    while (length > 0) {
        ssize_t put = write(descriptor, bytes, length);

        if (put > 0) {
            bytes += put;
            length -= (size_t)put;
        } else if (put == 0) {
            return EIO;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            (void)poll(&waiting, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

/* Some file systems cannot sync; that is no failure to write. */
static int sync_descriptor(int descriptor)
{
    while (fsync(descriptor) != 0) {
        if (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP)
            return 0;
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

/* Call close() once only: interrupted, it may have closed the descriptor. */
static int close_checked(int descriptor, int error)
{
    if (close(descriptor) != 0 && errno != EINTR && error == 0)
        error = errno;
    return error;
}

/* Number in names such as /dev/fd/3, or -1. The open descriptor is written to
 * as it is: opened anew, a file would be overwritten from its start although
 * the caller's shell means to append. */
static int named_descriptor(const char *path)
{
    static const char *const prefixes[] = {"/dev/fd/", "/proc/self/fd/"};
    int number = 0;

    if (strcmp(path, "/dev/stdout") == 0)
        return STDOUT_FILENO;
    if (strcmp(path, "/dev/stderr") == 0)
        return STDERR_FILENO;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t length = strlen(prefixes[i]);

        if (strncmp(path, prefixes[i], length) != 0 || path[length] == '\0')
            continue;
        for (path += length; *path >= '0' && *path <= '9'; path++) {
            if (number > 100000)
                return -1;
            number = number * 10 + (*path - '0');
        }
        return *path == '\0' ? number : -1;
    }
    return -1;
}

static int open_retrying(const char *path, int flags)
{
    int descriptor;

    do {
        descriptor = open(path, flags);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

/* Open without blocking: a FIFO may never get a reader. */
static int begin_in_place(struct file_writer *writer, const char *path)
{
    int flags;

    writer->descriptor = open_retrying(path, O_WRONLY | O_CLOEXEC | O_NOCTTY |
                                                 O_NONBLOCK);
    if (writer->descriptor < 0)
        return errno;
    writer->is_open = true;
    flags = fcntl(writer->descriptor, F_GETFL);
    return flags < 0 ||
                   fcntl(writer->descriptor, F_SETFL, flags & ~O_NONBLOCK) != 0
               ? errno
               : 0;
}

/* Replace the path of a link in `target` by the path that the link names. */
static int follow_link(struct buffer *target)
{
    char name[4096];
    ssize_t length = readlink(target->bytes, name, sizeof name);

    if (length < 0)
        return errno;
    if ((size_t)length == sizeof name)
        return ENAMETOOLONG;
    if (length > 0 && name[0] == '/')
        target->length = 0;
    else
        target->length = path_folder_length(target->bytes);
    buffer_append(target, name, (size_t)length);
    return target->failed ? ENOMEM : 0;
}

/* Follow symbolic links to a path that is no link, or not there yet. */
static int follow_links(const char *path, struct buffer *target)
{
    int error = 0;

    buffer_puts(target, path);
    if (target->failed)
        return ENOMEM;
    for (int links = 0; links < 40 && error == 0; links++) {
        struct stat status;

        if (lstat(target->bytes, &status) != 0)
            return errno == ENOENT ? 0 : errno;
        if (!S_ISLNK(status.st_mode))
            return 0;
        error = follow_link(target);
    }
    return error != 0 ? error : ELOOP;
}

static int sync_directory(const char *target)
{
    size_t length = path_folder_length(target);
    struct buffer directory = {0};
    int descriptor;
    int error;

    buffer_append(&directory, target, length);
    if (length == 0)
        buffer_puts(&directory, ".");
    if (directory.failed) {
        error = ENOMEM;
    } else {
        descriptor = open_retrying(directory.bytes,
                                   O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        /* A directory may be writable but not readable: then skip the sync. */
        error = descriptor < 0 ? 0 : sync_descriptor(descriptor);
        if (descriptor >= 0)
            (void)close(descriptor);
    }
    buffer_release(&directory);
    return error;
}

/* Block signals until the temporary file is renamed or removed, so that none
 * leaves it behind. Faults such as SIGSEGV cannot wait. */
static void hold_signals(sigset_t *before)
{
    static const int faults[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV};
    sigset_t held;

    (void)sigfillset(&held);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        (void)sigdelset(&held, faults[i]);
    (void)pthread_sigmask(SIG_BLOCK, &held, before);
}

/* Look for a pending signal that will end the process once it is unblocked:
 * going on would be in vain. */
static bool is_ending(const sigset_t *before)
{
    static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    sigset_t pending;

    if (sigpending(&pending) != 0)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct sigaction action;

        if (sigismember(&pending, ends[i]) == 1 &&
            sigismember(before, ends[i]) == 0 &&
            sigaction(ends[i], NULL, &action) == 0 &&
            action.sa_handler == SIG_DFL)
            return true;
    }
    return false;
}

/* Give a new file the mode and, as far as we may, the owner of the old one. */
static int take_after(int descriptor, const struct stat *old)
{
    if (fchown(descriptor, old->st_uid, old->st_gid) != 0 && errno != EPERM &&
        errno != EINVAL && errno != ENOSYS)
        return errno;
    return fchmod(descriptor, old->st_mode & 0777) == 0 ? 0 : errno;
}

/* @param old the file to be replaced; null: there is none */
static int begin_beside(struct file_writer *writer, const struct stat *old)
{
    const char *target = writer->target.bytes;
    int error;

    if (target[path_folder_length(target)] == '\0')
        return target[0] == '\0' ? ENOENT : EISDIR;
    hold_signals(&writer->signals);
    writer->is_beside = true;
    error = temporary_open(&writer->temporary, target);
    writer->descriptor = writer->temporary.descriptor;
    return error == 0 && old ? take_after(writer->descriptor, old) : error;
}

/* Sync before the renaming: the name must never lead to a partial file. */
static int rename_temporary(struct file_writer *writer)
{
    struct temporary *temporary = &writer->temporary;
    int error = sync_descriptor(temporary->descriptor);

    error = close_checked(temporary->descriptor, error);
    temporary->descriptor = -1;
    if (error == 0 && rename(temporary->path.bytes, writer->target.bytes) != 0)
        error = errno;
    return error;
}

static int finish_beside(struct file_writer *writer, int error)
{
    bool made = writer->temporary.descriptor >= 0;

    if (error == 0)
        error = rename_temporary(writer);
    writer->is_named = error == 0;
    if (error == 0)
        error = sync_directory(writer->target.bytes);
    else if (made)
        (void)unlink(writer->temporary.path.bytes);
    temporary_close(&writer->temporary);
    (void)pthread_sigmask(SIG_SETMASK, &writer->signals, NULL);
    return error;
}

/* Check that following the links by name led to the file that stat() found:
 * some names in /proc only look like links. */
static bool is_same(const char *target, const struct stat *found)
{
    struct stat status;

    return lstat(target, &status) == 0 && status.st_dev == found->st_dev &&
           status.st_ino == found->st_ino;
}

int file_begin(struct file_writer *writer, const char *path)
{
    struct stat found;
    bool exists;
    int error;

    *writer = (struct file_writer){.descriptor = named_descriptor(path)};
    if (writer->descriptor >= 0)
        return 0;
    exists = stat(path, &found) == 0;
    if (!exists && errno != ENOENT)
        return errno;
    if (exists && !S_ISREG(found.st_mode))
        return begin_in_place(writer, path);
    /* rename() would replace even a file that is protected against writing. */
    if (exists && faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
        return errno;
    error = follow_links(path, &writer->target);
    if (error != 0)
        return error;
    return exists && !is_same(writer->target.bytes, &found)
               ? begin_in_place(writer, path)
               : begin_beside(writer, exists ? &found : NULL);
}

int file_put(struct file_writer *writer, const char *bytes, size_t length)
{
    if (writer->is_beside && is_ending(&writer->signals))
        return EINTR;
    return file_write_all(writer->descriptor, bytes, length);
}

int file_finish(struct file_writer *writer, int error)
{
    if (writer->is_beside)
        error = finish_beside(writer, error);
    else if (writer->is_open)
        error = close_checked(writer->descriptor, error);
    buffer_release(&writer->target);
    return error;
}

int file_replace(const char *path, const char *bytes, size_t length)
{
    struct file_writer writer;
    int error = file_begin(&writer, path);

    if (error == 0)
        error = file_put(&writer, bytes, length);
    return file_finish(&writer, error);
}

/* ------------------------------------------------------------ Two files */

/* Write a file beside its target and sync it: only its name is missing. */
static int prepare(struct file_writer *writer, const struct file_text *text)
{
    int error = file_begin(writer, text->path);

    if (error == 0 && !writer->is_beside)
        error = EINVAL;
    if (error == 0)
        error = file_put(writer, text->bytes, text->length);
    if (error == 0)
        error = sync_descriptor(writer->descriptor);
    return error;
}

/* Test late: nothing but the two names is left to be done. */
static bool is_taken(const struct file_text *text)
{
    struct stat status;

    return text->is_new && (lstat(text->path, &status) == 0 || errno != ENOENT);
}

static void take_back(const struct file_text *text)
{
    if (text->is_new)
        (void)unlink(text->path);
    else
        (void)file_replace(text->path, text->old, text->old_length);
}

int file_replace_both(const struct file_text *first,
                      const struct file_text *second, const char **failed)
{
    struct file_writer writers[2] = {{0}, {0}};
    int error = prepare(&writers[0], first);
    int other;

    *failed = first->path;
    if (error == 0 && is_taken(first))
        error = EEXIST;
    if (error != 0)
        return file_finish(&writers[0], error);
    *failed = second->path;
    error = prepare(&writers[1], second);
    /* The writer that is finished last gives the signals back. */
    if (writers[1].is_beside) {
        const sigset_t before = writers[0].signals;

        writers[0].signals = writers[1].signals;
        writers[1].signals = before;
    }
    other = file_finish(&writers[0], error);
    if (error == 0 && other != 0)
        *failed = first->path;
    /* The first has its name, be its folder synced or not: go on. */
    error = file_finish(&writers[1], writers[0].is_named ? 0 : other);
    if (error == 0)
        error = other;
    if (writers[0].is_named && !writers[1].is_named)
        take_back(first);
    return error;
}
