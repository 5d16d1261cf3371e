/* SPDX-License-Identifier: MIT */
/*
 * Remarks on a check: what makes the gate less strict than it looks, in one
 * sentence each, so that none of it is silent. May call base and the run.
 */
#ifndef DVF_CLI_REMARKS_H
#define DVF_CLI_REMARKS_H

#include "cli/check_run.h"

/** Make the remarks on a run that was judged. @return false when out of memory
 */
bool remarks_make(struct check_run *run);

#endif
