/* SPDX-License-Identifier: MIT */
/*
 * Dates of a decision that are dates, but hardly the ones that were meant. May
 * call base and engine.
 */
#ifndef DVF_CHECK_DATES_H
#define DVF_CHECK_DATES_H

#include "profile/profile.h"

/** Years after which a waiver is hardly one for a time. */
#define CHECK_WAIVER_YEARS_MAX 5

/**
 * Warn of a decision that is dated after the day of the check, and of a waiver
 * that ends more than CHECK_WAIVER_YEARS_MAX years after it.
 *
 * @param as_of a day, YYYY-MM-DD
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status check_dates(const dvf_profile *profile, const char *as_of,
                       struct dvf_diagnostics *problems);

#endif
