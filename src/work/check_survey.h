/* SPDX-License-Identifier: MIT */
/*
 * Survey of a check: a profile must not leave the gate by being moved or
 * removed, so that what the locks of searched folders name is compared with
 * what was found.
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

/** Gather what made the gate of a run weaker, which was judged, so that none of
 * it is silent; and how its knowledge differs from that of the locks.
 * @return false when out of memory */
bool remarks_make(struct check_run *run);

/** Gather the files of a run that was judged of which the name in reports, from
 * the root of the repository, is not the one from the current folder.
 * @return false when out of memory */
bool names_make(struct check_run *run);

#endif
