/* SPDX-License-Identifier: MIT */
/*
 * Temporary folders: see temporary.h. Built into run_cases and its like, the
 * units and killed; needs no library.
 */
#define _XOPEN_SOURCE 700

#include "temporary.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool temporary_make(char path[TEMPORARY_SIZE])
{
    memcpy(path, "/tmp/dvf-test-XXXXXX", sizeof "/tmp/dvf-test-XXXXXX");
    return mkdtemp(path);
}

static int remove_one(const char *path, const struct stat *status, int kind,
                      struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

bool temporary_remove(const char *path)
{
    return nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0;
}
