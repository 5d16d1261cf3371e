/* SPDX-License-Identifier: MIT */
/*
 * Temporary files. flock() rather than fcntl(): its locks belong to an open
 * file, so that one thread never takes the file of another for a leftover.
 */
#include "base/temporary.h"

#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Mark between the target's name and the numbers: a hidden file of the user's,
 * such as `.notes.2026-11`, must never look like one of ours. */
#define MARK     ".dvf-"

/* Most names that are tried. */
#define ATTEMPTS 1000

/* ------------------------------------------------------------ Leftovers */

/* Number of leading digits, or 0. */
static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* ".NAME.dvf-PID-NUMBER" */
static bool is_ours(const char *name)
{
    const char *mark = NULL;
    size_t length;

    for (const char *at = strstr(name, MARK); at; at = strstr(at + 1, MARK))
        mark = at;
    if (name[0] != '.' || !mark || mark == name)
        return false;
    mark += sizeof MARK - 1;
    length = digits(mark);
    if (length == 0 || mark[length] != '-')
        return false;
    mark += length + 1;
    length = digits(mark);
    return length > 0 && mark[length] == '\0';
}

static bool is_file_of_ours(const struct stat *status)
{
    return S_ISREG(status->st_mode) && status->st_uid == geteuid() &&
           status->st_nlink == 1;
}

/* Remove a file that nobody has locked. A creator locks its file or gives it
 * up, so holding the lock while the name is still the file's is enough to
 * remove it. */
static void remove_unlocked(int folder, const char *name)
{
    struct stat named;
    struct stat opened;
    int descriptor;

    if (fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) != 0 ||
        !is_file_of_ours(&named))
        return;
    descriptor = openat(
        folder, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0 &&
        fstat(descriptor, &opened) == 0 && is_file_of_ours(&opened) &&
        fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
        named.st_dev == opened.st_dev && named.st_ino == opened.st_ino)
        (void)unlinkat(folder, name, 0);
    (void)close(descriptor);
}

/* Tidying fails in silence: the caller asked for another file. */
static void remove_leftovers(const char *folder)
{
    DIR *stream = opendir(folder);
    const struct dirent *entry;

    while (stream && (entry = readdir(stream)))
        if (is_ours(entry->d_name))
            remove_unlocked(dirfd(stream), entry->d_name);
    if (stream)
        (void)closedir(stream);
}

/* ------------------------------------------------------------- Creating */

/* Lock a new file. A file system without locks is fine: nobody can take the
 * file for a leftover there. @return false where a tidying process was
 * quicker */
static bool lock(int descriptor, const char *path)
{
    struct stat named;

    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return false;
    return lstat(path, &named) == 0 || errno != ENOENT;
}

/* open() rather than mkstemp(), so that the umask applies without being read:
 * reading it means changing it for the whole process. */
static int create(struct temporary *temporary, const char *target,
                  unsigned attempt)
{
    struct buffer *path = &temporary->path;
    size_t folder = path_folder_length(target);

    buffer_clear(path);
    buffer_append(path, target, folder);
    buffer_printf(path, ".%.200s" MARK "%ld-%u", target + folder,
                  (long)getpid(), attempt);
    if (path->failed)
        return ENOMEM;
    temporary->descriptor = open(path->bytes,
                                 O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (temporary->descriptor < 0)
        return errno;
    if (lock(temporary->descriptor, path->bytes))
        return 0;
    (void)close(temporary->descriptor);
    temporary->descriptor = -1;
    return EEXIST;
}

static int create_any(struct temporary *temporary, const char *target)
{
    int error = EEXIST;

    for (unsigned i = 0; i < ATTEMPTS; i++) {
        error = create(temporary, target, i);
        if (error != EEXIST && error != EINTR)
            break;
    }
    if (error != 0)
        return error;
    temporary->lock = fcntl(temporary->descriptor, F_DUPFD_CLOEXEC, 0);
    if (temporary->lock >= 0)
        return 0;
    error = errno;
    (void)unlink(temporary->path.bytes);
    return error;
}

int temporary_open(struct temporary *temporary, const char *target)
{
    struct buffer folder = {0};
    int error = ENOMEM;

    *temporary = (struct temporary){.descriptor = -1, .lock = -1};
    buffer_append(&folder, target, path_folder_length(target));
    buffer_putc(&folder, '.');
    if (!folder.failed) {
        remove_leftovers(folder.bytes);
        error = create_any(temporary, target);
    }
    buffer_release(&folder);
    return error;
}

void temporary_close(struct temporary *temporary)
{
    if (temporary->descriptor >= 0)
        (void)close(temporary->descriptor);
    if (temporary->lock >= 0)
        (void)close(temporary->lock);
    buffer_release(&temporary->path);
}
