/* SPDX-License-Identifier: MIT */
/*
 * Temporary folders for tests and what lies in them. Uses POSIX only.
 */
#ifndef DVF_TESTS_TEMPORARY_H
#define DVF_TESTS_TEMPORARY_H

#include <stdbool.h>

/** Bytes of a path, the NUL included. */
#define TEMPORARY_SIZE 24

/** Make an empty folder below /tmp; false where that fails, and errno says
 * why. */
bool temporary_make(char path[TEMPORARY_SIZE]);

/** Remove a folder with all that is in it. */
bool temporary_remove(const char *path);

#endif
