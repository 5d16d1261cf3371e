/* SPDX-License-Identifier: MIT */
/*
 * Paths: taking them apart, putting them together, and what is there. Paths are
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

/** A path without what means nothing: "." and doubled slashes. @return of the
 * arena; null when out of memory */
const char *path_tidy(struct arena *arena, const char *path);

/**
 * The absolute path without links, "." and "..", of something that is there.
 *
 * @param error the errno of a failure, ENOMEM when out of memory
 * @return of the arena; null after a failure
 */
const char *path_real(struct arena *arena, const char *path, int *error);

/** As path_real(), of something that need not be there, in a folder that is. A
 * link at the end of the path stays as it is. */
const char *path_real_parent(struct arena *arena, const char *path, int *error);

/** The way from one folder to something else, both absolute and without links,
 * "." and ".."; "." where they are the same. @return of the arena; null when
 * out of memory */
const char *path_relative(struct arena *arena, const char *from,
                          const char *to);

/** Bytes of a path that are the folder of another one, or the same: both
 * absolute and without links; 0 where it is neither. */
size_t path_within(const char *path, const char *folder);

/** Whether something of this name is there, be it a link that leads nowhere, or
 * may be there for all that can be seen. */
bool path_is_there(const char *path);

/** Whether there is a folder, perhaps behind symbolic links. */
bool path_is_folder(const char *path);

#endif
