/* SPDX-License-Identifier: MIT */
/*
 * Remarks on a check: what makes the gate less strict than it looks, so that
 * none of it is silent.
 */
#ifndef DVF_WORK_REMARKS_H
#define DVF_WORK_REMARKS_H

#include "work/check_run.h"

/** Gather what made the gate of a run weaker, which was judged, and how its
 * knowledge differs from that of the locks. @return false when out of memory
 */
bool remarks_make(struct check_run *run);

#endif
