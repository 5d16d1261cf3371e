/* SPDX-License-Identifier: MIT */
/*
 * Names of files, for people: reports name files from the root of the
 * repository, and people find them from the current folder.
 */
#ifndef DVF_WORK_NAMES_H
#define DVF_WORK_NAMES_H

#include "work/check_run.h"

/** Gather the files of a run that was judged of which the two names differ.
 * @return false when out of memory */
bool names_make(struct check_run *run);

#endif
