/* SPDX-License-Identifier: MIT */
/*
 * Folders: an empty one for each test that works with files, so that names are
 * short and leftovers can be counted.
 */
#ifndef DVF_TESTS_FOLDER_H
#define DVF_TESTS_FOLDER_H

#include <stddef.h>

/** Setup of a test: make an empty folder and go there. */
int folder_enter(void **state);

/** Teardown: go back and remove the folder with all that is in it. */
int folder_leave(void **state);

/** How many names are in a folder. */
size_t folder_count(const char *path);

#endif
