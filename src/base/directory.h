/* SPDX-License-Identifier: MIT */
/*
 * Directories: the names in one, in an order that does not depend on the file
 * system.
 */
#ifndef DVF_BASE_DIRECTORY_H
#define DVF_BASE_DIRECTORY_H

#include "base/arena.h"
#include "base/array.h"

/** One name in a directory. */
struct directory_entry {
    const char *name;
    bool is_folder; /* a folder itself, not a link to one */
};

/** Starts as all zeroes; release when done. */
struct directory {
    struct arena arena;
    struct array entries; /* struct directory_entry, in the order of bytes */
};

/**
 * Read the names in a directory, less "." and "..".
 *
 * @param directory all zeroes; release in any case
 * @param descriptor of the directory, at its beginning; stays open
 * @return 0, or the errno of the failure
 */
int directory_read(struct directory *directory, int descriptor);

/** Look up a name in an open directory; true for a folder, also behind
 * links. */
bool directory_is_folder(int descriptor, const char *name);

void directory_release(struct directory *directory);

#endif
