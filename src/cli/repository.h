/* SPDX-License-Identifier: MIT */
/*
 * Repositories: where one begins, and how files are named within it, so that
 * reports are the same wherever it is checked out and from where dvf is run.
 * May call base.
 */
#ifndef DVF_CLI_REPOSITORY_H
#define DVF_CLI_REPOSITORY_H

#include "base/arena.h"
#include "base/diagnostics.h"

#include <stdbool.h>

/** A folder, as it was given and as it is. All texts are of an arena. */
struct place {
    const char *given;
    const char *real; /* null: it cannot be found */
    size_t root;      /* bytes of `real` that are the root of the repository
                         around it; 0: there is none */
    size_t base;      /* bytes of `real` behind which names begin: the root, or
                         that of a repository around it; 0: as given */
    int error;        /* why it cannot be found, an errno */
};

/**
 * Find a folder and the repository around it: the nearest folder upwards that
 * holds .git, or else .hg, or else .svn.
 *
 * @param given of the arena
 * @param outer real path of a folder; what lies below it is named from there
 *              on rather than from its own repository; null for none
 * @return false when out of memory
 */
bool place_find(struct place *place, struct arena *arena, const char *given,
                const char *outer);

/**
 * The root of the repository around the current folder: whoever reads names
 * knows them from there, be there further repositories within it or not.
 *
 * @param root of the arena; null where there is none
 * @return false when out of memory
 */
bool place_current_root(struct arena *arena, const char **root);

/**
 * Report a file that is a link out of the repository around a place: what is in
 * a repository may be anybody's, and must not show what lies elsewhere.
 *
 * @param name of the file in messages
 * @return whether it is one, or memory ran out
 */
bool place_refuses(const struct place *place, const char *path,
                   const char *name, struct dvf_diagnostics *problems);

/** The folder above one, up to the root of the repository; without a
 * repository there is none. @return bytes of `real`; 0 for none */
size_t place_above(const struct place *place, size_t length);

/**
 * Whether something of a name is in a folder.
 *
 * @param length bytes of `real` that are the folder
 * @return false when out of memory
 */
bool place_holds(const struct place *place, size_t length, const char *name,
                 bool *held);

/**
 * Look for a file in a folder that was found, then upwards as far as the root
 * of its repository; without a repository, in the folder only.
 *
 * @param length bytes of `real` that are the folder with the file; 0 for none
 * @return false when out of memory
 */
bool place_look_upwards(const struct place *place, const char *name,
                        size_t *length);

/** How a folder is shown: from the base on, or as it was given where there is
 * none; "." is the base itself. As place_name(). */
const char *place_folder_name(struct arena *arena, const struct place *place,
                              size_t length);

/**
 * How a file is shown: from the base on, or as it was given where there is
 * none.
 *
 * @param length bytes of `real` that are its folder
 * @return of the arena; null when out of memory
 */
const char *place_name(struct arena *arena, const struct place *place,
                       size_t length, const char *name);

#endif
