/* SPDX-License-Identifier: MIT */
/*
 * Folders: see folder.h.
 */
#include "folder.h"

/* cmocka wants these four before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char directory[64];
static int home = -1;

int folder_enter(void **state)
{
    (void)state;
    (void)snprintf(directory, sizeof directory, "/tmp/dvf-test-file-XXXXXX");
    home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return home >= 0 && mkdtemp(directory) && chdir(directory) == 0 ? 0 : -1;
}

static void empty_folder(const char *path)
{
    DIR *stream = opendir(path);
    struct dirent *entry;
    char name[512];

    while (stream && (entry = readdir(stream))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        (void)snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (unlink(name) != 0) {
            empty_folder(name);
            (void)rmdir(name);
        }
    }
    if (stream)
        (void)closedir(stream);
}

int folder_leave(void **state)
{
    (void)state;
    empty_folder(".");
    if (fchdir(home) != 0 || rmdir(directory) != 0)
        return -1;
    return close(home);
}

size_t folder_count(const char *path)
{
    DIR *stream = opendir(path);
    size_t count = 0;

    assert_non_null(stream);
    while (readdir(stream))
        count++;
    assert_int_equal(closedir(stream), 0);
    return count - 2;
}
