/* SPDX-License-Identifier: MIT */
/*
 * Exclusions: what patterns leave out of a check.
 */
#ifndef DVF_WORK_EXCLUSIONS_H
#define DVF_WORK_EXCLUSIONS_H

#include "work/profiles_found.h"

/**
 * Mark the files that are left out, drop locks, faults and strays that are, and
 * count the folders. A folder that is left out is so with all below it, be
 * there policies or not: on the way down from the top the nearest policy so far
 * decides. Patterns of the command line begin at the current folder and hold
 * besides.
 *
 * @param found with all its folders
 * @return false when out of memory
 */
bool exclusions_apply(struct profiles_found *found, struct policies *policies);

#endif
