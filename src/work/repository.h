/* SPDX-License-Identifier: MIT */
/*
 * Repositories: roots, and names of files from there on, so that reports are
 * the same wherever one is checked out and dvf is run.
 */
#ifndef DVF_WORK_REPOSITORY_H
#define DVF_WORK_REPOSITORY_H

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
    size_t top;       /* bytes of `real` that are the last folder upwards in
                         which policies hold; 0 where it cannot be found */
    size_t horizon;   /* bytes of `real` that are the last folder upwards in
                         which a policy that does not hold is named */
    int error;        /* errno for which it cannot be found */
};

/** The current folder of a run. */
struct surroundings {
    const char *current; /* its real path; null: it cannot be found */
    const char *root;    /* real path of the root of the repository around it;
                            null: there is none. Whoever reads names knows
                            them from there, be there further repositories
                            within it or not */
};

/**
 * Find a folder and the repository around it: the nearest folder upwards that
 * holds .git, or else .jj, or else .hg, or else .svn.
 *
 * @param given of the arena
 * @param outer real path of a folder; what lies below it is named from there
 *              on rather than from its own repository; null for none
 * @return false when out of memory
 */
bool place_find(struct place *place, struct arena *arena, const char *given,
                const char *outer);

/** True for a name that version control leaves at the root of a repository. */
bool place_is_marker(const char *name);

/** Find the current folder. @param surroundings its texts are of the arena
 * @return false when out of memory */
bool place_surroundings(struct arena *arena, struct surroundings *surroundings);

/**
 * Widen a place without a repository: policies hold from further up, from the
 * current folder if it lies above, else from the operand's folder. Widen the
 * horizon of one in a repository to both of them and to the current repository.
 *
 * @param operand real path of a folder; null for none
 */
void place_reach(struct place *place, const struct surroundings *surroundings,
                 const char *operand);

/**
 * Give places in several repositories one base, the folder that all of them are
 * in, so that no two files have the same name. Nothing changes for one
 * repository, or none.
 *
 * @param count at least 1
 * @param base receives the one of all of them; null where names are as given,
 *             or there is none; borrowed
 * @param length receives its bytes
 */
void places_share_base(struct place *places, size_t count, const char **base,
                       size_t *length);

/**
 * Report a file that is a link out of the repository around a place: a
 * repository may be anybody's, and its links must not show files that lie
 * elsewhere.
 *
 * @param name of the file in messages
 * @return whether it is one, or memory ran out
 */
bool place_refuses(const struct place *place, const char *path,
                   const char *name, struct dvf_diagnostics *problems);

/** The folder above one, up to the last one in which policies hold. @return
 * bytes of `real`; 0 for none */
size_t place_above(const struct place *place, size_t length);

/**
 * Look for a name in a folder.
 *
 * @param length bytes of `real` that are the folder
 * @return false when out of memory
 */
bool place_holds(const struct place *place, size_t length, const char *name,
                 bool *held);

/**
 * Look for a file in a folder that was found, then upwards as far as policies
 * hold.
 *
 * @param length bytes of `real` that are the folder with the file; 0 for none
 * @return false when out of memory
 */
bool place_look_upwards(const struct place *place, const char *name,
                        size_t *length);

/** Name of a folder in reports: from the base on, or as given where there is
 * none; "." is the base itself. As place_name(). */
const char *place_folder_name(struct arena *arena, const struct place *place,
                              size_t length);

/**
 * Name of a file in reports: from the base on, or as given where there is none.
 *
 * @param length bytes of `real` that are its folder
 * @return of the arena; null when out of memory
 */
const char *place_name(struct arena *arena, const struct place *place,
                       size_t length, const char *name);

/**
 * Look for a file above the one that holds, or else above the last folder in
 * which policies hold, up to the horizon. The root of a repository ends the
 * search on purpose, unless the run began further up.
 *
 * @param length bytes of `real`: the folder with the one that holds; 0 for none
 * @param beyond bytes of `real` that are the folder with the file; 0 for none
 * @return false when out of memory
 */
bool place_look_beyond(const struct place *place, size_t length,
                       const char *name, size_t *beyond);

/** Path of a folder for people in the current one, as place_local_name(). */
const char *place_local_folder(struct arena *arena, const struct place *place,
                               const struct surroundings *surroundings,
                               size_t length);

/**
 * Path of a file for people in the current folder: by its folder as it was
 * given, or from there upwards.
 *
 * @param length bytes of `real` that are its folder
 * @return of the arena; null when out of memory
 */
const char *place_local_name(struct arena *arena, const struct place *place,
                             const struct surroundings *surroundings,
                             size_t length, const char *name);

#endif
