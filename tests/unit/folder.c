/* SPDX-License-Identifier: MIT */
/*
 * Folders: see folder.h.
 */
#include "folder.h"

#include "support/temporary.h"

/* cmocka wants these four before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

static char directory[TEMPORARY_SIZE];
static int home = -1;

int folder_enter(void **state)
{
    (void)state;
    home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return home >= 0 && temporary_make(directory) && chdir(directory) == 0 ? 0
                                                                           : -1;
}

int folder_leave(void **state)
{
    (void)state;
    if (fchdir(home) != 0 || !temporary_remove(directory))
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
