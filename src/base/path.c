/* SPDX-License-Identifier: MIT */
/*
 * Paths. realpath() belongs to POSIX only since 2008, and glibc still declares
 * it for X/Open alone. It writes to a buffer of ours, so that no memory but
 * the arena's changes hands.
 */
#define _XOPEN_SOURCE 700

#include "base/path.h"

#include "base/buffer.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

size_t path_folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? (size_t)(slash - path) + 1 : 0;
}

const char *path_folder(struct arena *arena, const char *path)
{
    size_t length = path_folder_length(path);

    if (length == 0)
        return ".";
    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_copy(arena, path, length);
}

const char *path_join(struct arena *arena, const char *folder, const char *name)
{
    size_t length = strlen(folder);
    size_t rest = strlen(name) + 1;
    char *path;

    while (length > 0 && folder[length - 1] == '/')
        length--;
    if (folder[0] != '/' && (length == 0 || strncmp(folder, ".", length) == 0))
        return arena_copy(arena, name, rest - 1);
    path = arena_alloc(arena, length + 1 + rest);
    if (!path)
        return NULL;
    memcpy(path, folder, length);
    path[length] = '/';
    memcpy(path + length + 1, name, rest);
    return path;
}

const char *path_tidy(struct arena *arena, const char *path)
{
    char *tidy = arena_copy(arena, path, strlen(path));
    char *to = tidy;

    if (!tidy || !*path)
        return tidy;
    if (*path == '/')
        to++;
    while (*path) {
        size_t length = strcspn(path, "/");

        if (length > 0 && !(length == 1 && *path == '.')) {
            if (to > tidy && to[-1] != '/')
                *to++ = '/';
            memmove(to, path, length);
            to += length;
        }
        path += length + (path[length] == '/');
    }
    *to = '\0';
    return to > tidy ? tidy : ".";
}

const char *path_real(struct arena *arena, const char *path, int *error)
{
    char real[PATH_MAX];
    const char *copy;

    if (!realpath(path, real)) {
        *error = errno;
        return NULL;
    }
    copy = arena_copy(arena, real, strlen(real));
    if (!copy)
        *error = ENOMEM;
    return copy;
}

const char *path_real_parent(struct arena *arena, const char *path, int *error)
{
    const char *folder = path_folder(arena, path);
    const char *joined = NULL;
    const char *real;

    if (folder) {
        real = path_real(arena, folder, error);
        if (!real)
            return NULL;
        joined = path_join(arena, real, path + path_folder_length(path));
    }
    if (!joined)
        *error = ENOMEM;
    return joined;
}

size_t path_within(const char *path, const char *folder)
{
    size_t length = strlen(folder);

    if (strncmp(path, folder, length) != 0)
        return 0;
    return length == 1 || path[length] == '\0' || path[length] == '/' ? length
                                                                      : 0;
}

/* Length of the folder that holds both paths. */
static size_t common_length(const char *from, const char *to)
{
    size_t common = 0;
    size_t i = 0;

    for (; from[i] && from[i] == to[i]; i++)
        if (from[i] == '/')
            common = i;
    if ((!from[i] || from[i] == '/') && (!to[i] || to[i] == '/'))
        common = i;
    return common;
}

const char *path_relative(struct arena *arena, const char *from, const char *to)
{
    size_t common = common_length(from, to);
    struct buffer way = {0};

    for (const char *at = from + common; *at; at++)
        if (*at == '/' && at[1])
            buffer_puts(&way, way.length > 0 ? "/.." : "..");
    to += common + strspn(to + common, "/");
    if (*to)
        buffer_printf(&way, "%s%s", way.length > 0 ? "/" : "", to);
    return way.length > 0 || way.failed ? buffer_keep(&way, arena) : ".";
}

bool path_is_there(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

bool path_is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}
