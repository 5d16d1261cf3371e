/* SPDX-License-Identifier: MIT */
/*
 * Survey of a check: the profiles named by locks of searched folders are
 * compared with those found, since a profile must not leave the gate by being
 * moved or removed.
 */
#ifndef DVF_WORK_CHECK_SURVEY_H
#define DVF_WORK_CHECK_SURVEY_H

#include "work/check_run.h"

/**
 * Look at the locks that a search came upon, after all profiles were judged.
 * Each entry of a profile that is not there is a result that is an error with
 * --locked, dropped with --lock, and else warned of. A lock that is broken and
 * of no profile that is checked is a result, too, and so is a folder that could
 * not be searched, or was named and holds no profile.
 *
 * @return DVF_OK; DVF_INVALID where the run is refused, with a notice; or
 *         DVF_NO_MEMORY
 */
dvf_status check_survey(struct check_run *run);

/** Gather the sources that made the gate of a judged run weaker, so that none
 * is silent, and the difference of its knowledge from that of the locks.
 * @return false when out of memory */
bool remarks_make(struct check_run *run);

/** Gather the files of a judged run whose name in reports, from the root of the
 * repository, differs from that in the current folder.
 * @return false when out of memory */
bool names_make(struct check_run *run);

#endif
