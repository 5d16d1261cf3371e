/* SPDX-License-Identifier: MIT */
/*
 * Nested worktrees: a repository may be checked out once more in a folder of
 * its own. A worktree of Git has a file `.git` that leads to a folder
 * `worktrees/NAME` of the repository with a file `commondir`; that of a
 * submodule leads to `modules/NAME` without one, and is part of the checkout. A
 * workspace of Jujutsu has a file in place of `.jj/repo`.
 */
#include "work/profiles_search.h"

#include "base/directory.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Most bytes read of a file that leads elsewhere: a path, and a word. */
#define LEAD_MAX 4200

#define LEAD     "gitdir:"
#define COMMON   "/commondir"

static bool is_file(int descriptor, const char *name)
{
    struct stat status;

    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(status.st_mode);
}

/* The text of a small regular file; "" where there is none. */
static void read_lead(int descriptor, const char *name, char text[LEAD_MAX + 1])
{
    int file = openat(descriptor, name,
                      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    ssize_t got = file >= 0 ? read(file, text, LEAD_MAX) : 0;

    text[got > 0 ? got : 0] = '\0';
    if (file >= 0)
        (void)close(file);
}

/* Bytes of a path less its last name and the slashes before it. */
static size_t without_last(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] != '/')
        length--;
    while (length > 0 && path[length - 1] == '/')
        length--;
    return length;
}

static bool ends_in(const char *path, size_t length, const char *name)
{
    size_t wanted = strlen(name);

    return length >= wanted &&
           memcmp(path + length - wanted, name, wanted) == 0 &&
           (length == wanted || path[length - wanted - 1] == '/');
}

/* The name tells where the repository cannot be seen, as in a container; a
 * submodule may itself be named `worktrees/NAME`. */
static bool is_worktree_name(const char *path)
{
    size_t length = strlen(path);

    while (length > 0 && path[length - 1] == '/')
        length--;
    length = without_last(path, length);
    return ends_in(path, length, "worktrees") &&
           !ends_in(path, without_last(path, length), "modules");
}

/* @param text of the file `.git` in the folder; cut at the end of its line */
static bool leads_to_worktree(int descriptor, char *text)
{
    char *path = text + sizeof LEAD - 1;

    if (strncmp(text, LEAD, sizeof LEAD - 1) != 0)
        return false;
    path += strspn(path, " ");
    path[strcspn(path, "\r\n")] = '\0';
    if (!directory_is_folder(descriptor, path))
        return is_worktree_name(path);

    char common[LEAD_MAX + sizeof COMMON];
    (void)snprintf(common, sizeof common, "%s%s", path, COMMON);
    return is_file(descriptor, common);
}

bool search_is_worktree(int descriptor)
{
    char text[LEAD_MAX + 1];

    if (is_file(descriptor, ".jj/repo"))
        return true;
    if (!is_file(descriptor, ".git"))
        return false;
    read_lead(descriptor, ".git", text);
    return leads_to_worktree(descriptor, text);
}
