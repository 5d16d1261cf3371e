/* SPDX-License-Identifier: MIT */
/*
 * Places of decision records: the name of the next one in a folder, and the
 * paths by which a record and its profile name each other.
 */
#ifndef DVF_WORK_RECORD_PLACE_H
#define DVF_WORK_RECORD_PLACE_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdbool.h>

/** Digits of the number of a record, at least. */
#define RECORD_PLACE_DIGITS 4

/** Names of records in a folder, "0007-backend.md". */
struct record_names {
    const char *next; /* number past the greatest one, and the slug */
    const char *last; /* the greatest of those with this slug; null: none */
};

/**
 * Look through a folder for the names of records.
 *
 * @param profile name of a profile, which makes the slug
 * @return 0, or the errno of the failure, ENOMEM when out of memory
 */
int record_names_find(struct record_names *names, struct arena *arena,
                      const char *folder, const char *profile);

/** Paths, each from the folder of the other file on. */
struct record_paths {
    const char *record;
    const char *profile;
};

/**
 * @param record need not be there, but its folder must
 * @return 0, or the errno of the failure, ENOMEM when out of memory
 */
int record_paths_find(struct record_paths *paths, struct arena *arena,
                      const char *record, const char *profile);

/** True where a path from the folder of a file on leads to another file. */
bool record_path_leads(struct arena *arena, const char *from, const char *path,
                       const char *to);

#endif
