/* SPDX-License-Identifier: MIT */
/*
 * Exclusions: files and folders that patterns leave out of a check.
 */
#ifndef DVF_WORK_EXCLUSIONS_H
#define DVF_WORK_EXCLUSIONS_H

#include "work/profiles_found.h"

/**
 * Mark the files that are left out, drop such locks, faults and strays, and
 * count the folders. A folder is left out with all below it, policies included:
 * on the way down from the top the nearest policy so far decides. Patterns of
 * the command line begin at the current folder and hold in addition.
 *
 * @param found with all its folders
 * @return false when out of memory
 */
bool exclusions_apply(struct profiles_found *found, struct policies *policies);

#endif
