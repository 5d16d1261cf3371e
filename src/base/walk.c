/* SPDX-License-Identifier: MIT */
/*
 * Walks and directories. Waiting folders are a stack: when a folder is on its
 * top, the current path begins with all folders on the way to it. A folder is
 * opened from the deepest one on its way that is still open. Kinds of entries
 * come from fstatat() rather than from the entry: POSIX knows no d_type, and
 * some file systems leave it empty.
 */
#include "base/walk.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

/* A folder that is still to be visited. */
struct walk_waiting {
    const char *name; /* in the folder above; the whole path at depth 0 */
    size_t depth;
};

static void wait_for(struct walk *walk, const char *name, size_t depth)
{
    struct walk_waiting *added = array_push(&walk->waiting);
    const char *copy = arena_copy(&walk->arena, name, strlen(name));

    if (added)
        *added = (struct walk_waiting){copy, depth};
    else
        walk->arena.failed = true;
}

void walk_begin(struct walk *walk, const char *path)
{
    array_init(&walk->waiting, sizeof(struct walk_waiting));
    array_init(&walk->lengths, sizeof(size_t));
    walk->descriptor = -1;
    wait_for(walk, path, 0);
}

void walk_enter(struct walk *walk, const char *name)
{
    wait_for(walk, name, walk->depth + 1);
}

/* ------------------------------------------------------------- The way */

static void close_from(struct walk *walk, size_t depth)
{
    while (walk->open_count > 0 &&
           walk->open[walk->open_count - 1].depth >= depth)
        (void)close(walk->open[--walk->open_count].descriptor);
}

/* Keep a folder open; if WALK_OPEN_MAX are, close the one of least depth. */
static void keep_open(struct walk *walk, int descriptor)
{
    if (walk->open_count == WALK_OPEN_MAX) {
        (void)close(walk->open[0].descriptor);
        memmove(walk->open, walk->open + 1,
                (WALK_OPEN_MAX - 1) * sizeof *walk->open);
        walk->open_count--;
    }
    walk->open[walk->open_count++] = (struct walk_open){walk->depth,
                                                        descriptor};
}

/* Set the path to a folder: cut it to the folder above, append the name. */
static void take_way(struct walk *walk, const struct walk_waiting *folder)
{
    walk->depth = folder->depth;
    if (folder->depth > 0) {
        const size_t *before = array_at(&walk->lengths, folder->depth - 1);

        walk->path.length = *before;
        if (walk->path.bytes[*before - 1] != '/')
            buffer_putc(&walk->path, '/');
    }
    buffer_puts(&walk->path, folder->name);
    walk->lengths.count = folder->depth;
    size_t *length = array_push(&walk->lengths);
    if (length)
        *length = walk->path.length;
    walk->arena.failed |= !length || walk->path.failed;
}

/* ------------------------------------------------------------- Opening */

static int open_folder(int at, const char *path, int follow)
{
    return openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | follow);
}

/* Open a path that may be longer than one call takes, a piece at a time.
 * @param from an open folder, which stays open; or AT_FDCWD */
static int open_far(int from, char *path, int follow)
{
    int at = from;

    while (strlen(path) >= PATH_MAX) {
        char *end = path + PATH_MAX - 1;
        int next;

        while (end > path && *end != '/')
            end--;
        if (end == path) {
            errno = ENAMETOOLONG;
            next = -1;
        } else {
            *end = '\0';
            next = open_folder(at, path, 0);
            *end = '/';
        }
        if (at != from)
            (void)close(at);
        if (next < 0)
            return -1;
        at = next;
        path = end + 1;
    }
    int opened = open_folder(at, path, follow);
    if (at != from) {
        int error = errno;

        (void)close(at);
        errno = error;
    }
    return opened;
}

static void open_last(struct walk *walk)
{
    int follow = walk->depth > 0 ? O_NOFOLLOW : 0;
    char *path = walk->path.bytes;
    int from = AT_FDCWD;

    close_from(walk, walk->depth);
    if (walk->open_count > 0) {
        const struct walk_open *last = &walk->open[walk->open_count - 1];
        const size_t *length = array_at(&walk->lengths, last->depth);

        from = last->descriptor;
        path += *length + strspn(path + *length, "/");
    }
    walk->descriptor = open_far(from, path, follow);
    walk->error = walk->descriptor < 0 ? errno : 0;
    if (walk->descriptor >= 0)
        keep_open(walk, walk->descriptor);
}

bool walk_next(struct walk *walk)
{
    struct walk_waiting folder;

    if (walk->arena.failed || walk->waiting.count == 0)
        return false;
    folder = *(struct walk_waiting *)array_at(&walk->waiting,
                                              walk->waiting.count - 1);
    walk->waiting.count--;
    take_way(walk, &folder);
    if (walk->arena.failed)
        return false;
    open_last(walk);
    return true;
}

void walk_release(struct walk *walk)
{
    close_from(walk, 0);
    array_release(&walk->waiting);
    array_release(&walk->lengths);
    buffer_release(&walk->path);
    arena_release(&walk->arena);
}

/* -------------------------------------------------------------- directories */

static int add_entry(struct directory *directory, DIR *stream, const char *name)
{
    struct directory_entry *entry = array_push(&directory->entries);
    struct stat status;

    if (!entry)
        return ENOMEM;
    entry->name = arena_copy(&directory->arena, name, strlen(name));
    if (!entry->name)
        return ENOMEM;
    if (fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? 0 : errno;
    entry->is_folder = S_ISDIR(status.st_mode);
    entry->is_link = S_ISLNK(status.st_mode);
    return 0;
}

static int read_entries(struct directory *directory, DIR *stream)
{
    const struct dirent *found;
    int error = 0;

    while (error == 0) {
        errno = 0;
        found = readdir(stream);
        if (!found)
            return errno;
        if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
            error = add_entry(directory, stream, found->d_name);
    }
    return error;
}

static int by_name(const void *a, const void *b)
{
    const struct directory_entry *one = a;
    const struct directory_entry *two = b;

    return strcmp(one->name, two->name);
}

/* closedir() closes its descriptor, so the stream gets a copy. */
static DIR *open_stream(int descriptor)
{
    int copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream;
    int error;

    if (copy < 0)
        return NULL;
    stream = fdopendir(copy);
    if (stream)
        return stream;
    error = errno;
    (void)close(copy);
    errno = error;
    return NULL;
}

int directory_read(struct directory *directory, int descriptor)
{
    DIR *stream = open_stream(descriptor);
    int error;

    array_init(&directory->entries, sizeof(struct directory_entry));
    if (!stream)
        return errno;
    error = read_entries(directory, stream);
    (void)closedir(stream);
    if (error == 0 && directory->entries.count > 1)
        qsort(directory->entries.items, directory->entries.count,
              sizeof(struct directory_entry), by_name);
    return error;
}

bool directory_is_folder(int descriptor, const char *name)
{
    struct stat status;

    return fstatat(descriptor, name, &status, 0) == 0 &&
           S_ISDIR(status.st_mode);
}

void directory_release(struct directory *directory)
{
    array_release(&directory->entries);
    arena_release(&directory->arena);
}
