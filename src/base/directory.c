/* SPDX-License-Identifier: MIT */
/*
 * Directories. Kinds come from fstatat() rather than from the entry: POSIX
 * knows no d_type, and some file systems leave it empty.
 */
#include "base/directory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int add_entry(struct directory *directory, DIR *stream, const char *name)
{
    struct directory_entry *entry = array_push(&directory->entries);
    struct stat status;

    if (!entry)
        return ENOMEM;
    entry->name = arena_copy(&directory->arena, name, strlen(name));
    if (!entry->name)
        return ENOMEM;
    if (fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW) == 0)
        entry->is_folder = S_ISDIR(status.st_mode);
    else if (errno != ENOENT)
        return errno;
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
