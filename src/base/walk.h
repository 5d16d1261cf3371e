/* SPDX-License-Identifier: MIT */
/*
 * Folders: the names in one, in an order that does not depend on the file
 * system, and walks through one and those below it that its user wants to see,
 * however deep they are. Neither the stack nor the number of open descriptors
 * grows with depth, and no path is too long.
 */
#ifndef DVF_BASE_WALK_H
#define DVF_BASE_WALK_H

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"

/** Most folders that are kept open: the last ones on the way. */
#define WALK_OPEN_MAX 16

/** A folder on the way that is open. */
struct walk_open {
    size_t depth;
    int descriptor;
};

/** Starts as all zeroes; release when done. */
struct walk {
    struct buffer path;   /* of the folder that is being visited */
    int descriptor;       /* of that folder; below 0: opening failed */
    int error;            /* errno of a failed opening, or 0 */
    struct arena arena;   /* owns names that are not visited yet; it failed
                             where memory ran out */
    struct array waiting; /* struct walk_waiting: the next one is the last */
    struct array lengths; /* size_t: of the path, at each depth on the way */
    struct walk_open open[WALK_OPEN_MAX];
    size_t open_count;
    size_t depth; /* of the folder that is being visited */
};

/** Begin at a folder. */
void walk_begin(struct walk *walk, const char *path);

/**
 * Go to the next folder: `path`, `descriptor` and `error` are of that one then.
 *
 * @return whether there is one; false when out of memory too
 */
bool walk_next(struct walk *walk);

/**
 * Visit a folder in this one, too: before all that wait now, and after those
 * entered later. Links to folders are not followed.
 */
void walk_enter(struct walk *walk, const char *name);

void walk_release(struct walk *walk);

/** One name in a directory. */
struct directory_entry {
    const char *name;
    bool is_folder; /* a folder itself, not a link to one */
    bool is_link;
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
