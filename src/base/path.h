/* SPDX-License-Identifier: MIT */
/*
 * Paths: taking them apart, putting them together, looking them up. Paths are
 * bytes: nothing is assumed of their encoding.
 */
#ifndef DVF_BASE_PATH_H
#define DVF_BASE_PATH_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/** Bytes of the folder's part of a path, with its last slash; 0 where there is
 * none. */
size_t path_folder_length(const char *path);

/** The folder of a path: "." where none is named, else without slashes at its
 * end. @return of the arena; null when out of memory */
const char *path_folder(struct arena *arena, const char *path);

/** The path of a name in a folder; of one in ".", the name alone. @return of
 * the arena; null when out of memory */
const char *path_join(struct arena *arena, const char *folder,
                      const char *name);

/** Path without its "." and doubled slashes. @return of the arena; null when
 * out of memory */
const char *path_tidy(struct arena *arena, const char *path);

/**
 * Absolute path of an existing file or folder, without links, "." and "..".
 *
 * @param error the errno of a failure, ENOMEM when out of memory
 * @return of the arena; null after a failure
 */
const char *path_real(struct arena *arena, const char *path, int *error);

/** As path_real(), for a file that need not be there, in a folder that must. A
 * link at the end of the path stays as it is. */
const char *path_real_parent(struct arena *arena, const char *path, int *error);

/** Relative path from a folder to a file or folder, both absolute and without
 * links, "." and ".."; "." where they are the same. @return of the arena; null
 * when out of memory */
const char *path_relative(struct arena *arena, const char *from,
                          const char *to);

/** Length of `folder` where it is the beginning of `path`, or all of it; else
 * 0. Both are absolute and without links. */
size_t path_within(const char *path, const char *folder);

/** False only for a name that is certainly free: a dangling link is there, and
 * so is a name that cannot be looked up. */
bool path_is_there(const char *path);

/** True for a folder, also behind symbolic links. */
bool path_is_folder(const char *path);

#endif
