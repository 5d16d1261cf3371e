/* SPDX-License-Identifier: MIT */
/*
 * Globs: patterns for names of files and folders, matched here and nowhere
 * else, so that they mean the same on every machine.
 *
 *     *     any characters of one name
 *     ?     one character of a name
 *     **    as a whole name: any number of folders; at the end, all below
 *
 * A slash before the end, or at the beginning, ties a pattern to its folder;
 * one without matches names at any depth below it. A slash at the end matches
 * folders only. All else stands for itself.
 */
#ifndef DVF_BASE_GLOB_H
#define DVF_BASE_GLOB_H

#include "base/arena.h"

#include <dvf/dvf.h>
#include <stdbool.h>
#include <stddef.h>

/** Most bytes of a pattern. Matching takes at most as many steps as the bytes
 * of the pattern times those of the path. */
#define GLOB_LENGTH_MAX 256

/** A pattern, made by glob_init(). */
struct glob {
    const char *given;   /* as it was written */
    const char *pattern; /* whole names parted by single slashes, from the
                            folder on */
    bool folders;        /* the pattern matches folders only */
};

/**
 * Take a pattern apart.
 *
 * @param arena receives the texts
 * @param fault receives the fault of a pattern that is wrong, worded to follow
 *              it; null for none
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status glob_init(struct glob *glob, struct arena *arena,
                     const char *pattern, const char **fault);

/**
 * Match a file or a folder. Files in a matching folder need not match by
 * themselves: ask for the folders on the way first.
 *
 * @param path names parted by single slashes, from the folder of the pattern
 *             on, without one at either end; not empty
 */
bool glob_matches(const struct glob *glob, const char *path, bool is_folder);

#endif
