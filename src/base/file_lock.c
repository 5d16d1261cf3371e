/* SPDX-License-Identifier: MIT */
/*
 * Locks between processes, by flock(): unlike fcntl() it locks a folder too,
 * so that no lock file lies beside the files written there.
 */
#include "base/file_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Most attempts while others remove or replace the file between opening and
 * locking it. */
#define ATTEMPTS    10

/* Pause between two attempts while another process holds the lock. */
#define PAUSE_MS    5

#define MS_A_SECOND 1000
#define NS_A_MS     1000000

static int64_t milliseconds(void)
{
    struct timespec now = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * MS_A_SECOND + now.tv_nsec / NS_A_MS;
}

/* Check that the path still names the file of the descriptor. */
static bool is_still_there(int descriptor, const char *path)
{
    struct stat opened;
    struct stat named;

    return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/* Try once.
 * @param gone whether the file was removed between opening and locking it: then
 *             nothing is locked
 * @return 0; EWOULDBLOCK where another process holds it; or another errno */
static int attempt(struct file_lock *lock, const char *path, int flags,
                   bool *gone)
{
    int error = 0;

    *gone = false;
    lock->descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock->descriptor < 0)
        return errno;
    if (flock(lock->descriptor, LOCK_EX | LOCK_NB) != 0)
        error = errno;
    else
        *gone = !is_still_there(lock->descriptor, path);
    if (error == 0 && !*gone)
        lock->path = path;
    else
        (void)close(lock->descriptor);
    return error;
}

static enum file_lock_state refuse(int error)
{
    errno = error;
    return FILE_LOCK_REFUSED;
}

static enum file_lock_state take(struct file_lock *lock, const char *path,
                                 int flags, unsigned patience)
{
    const struct timespec pause = {.tv_nsec = (long)PAUSE_MS * NS_A_MS};
    const int64_t end = milliseconds() + patience;
    int attempts = 0;

    while (attempts < ATTEMPTS) {
        bool gone;
        int error = attempt(lock, path, flags, &gone);

        if (lock->path)
            return FILE_LOCK_HELD;
        attempts += gone;
        if (gone || error == EINTR)
            continue;
        if (error != EWOULDBLOCK)
            return refuse(error);
        if (milliseconds() >= end)
            break;
        (void)nanosleep(&pause, NULL);
    }
    return FILE_LOCK_BUSY;
}

enum file_lock_state file_lock_file(struct file_lock *lock, const char *path)
{
    return take(lock, path, O_RDWR | O_CREAT, 0);
}

enum file_lock_state file_lock_folder(struct file_lock *lock, const char *path,
                                      unsigned *patience)
{
    const int64_t begin = milliseconds();
    enum file_lock_state state = take(lock, path, O_RDONLY | O_DIRECTORY,
                                      *patience);
    int error = errno;
    int64_t waited = milliseconds() - begin;

    *patience = waited < (int64_t)*patience ? *patience - (unsigned)waited : 0;
    errno = error;
    return state;
}

void file_lock_release(struct file_lock *lock)
{
    if (lock->path)
        (void)close(lock->descriptor);
    *lock = (struct file_lock){0};
}

void file_lock_remove(struct file_lock *lock)
{
    if (lock->path)
        (void)unlink(lock->path);
    file_lock_release(lock);
}
