/* SPDX-License-Identifier: MIT */
/*
 * Dates that are likely slips of the year. Days are compared as texts, which
 * are of one length and in the order of time.
 */
#include "check/dates.h"

#include "base/date.h"

#include <string.h>

/* Adds the years to the digits of the start, which may pass the year 9999. */
static bool is_years_after(const char *day, const char *start, int years)
{
    char limit[DATE_SIZE];

    memcpy(limit, start, sizeof limit);
    for (int i = 3; i >= 0 && years > 0; i--) {
        int digit = limit[i] - '0' + years;

        limit[i] = (char)('0' + digit % 10);
        years = digit / 10;
    }
    /* Past the year 9999 there is no day. */
    return years == 0 && strcmp(day, limit) > 0;
}

dvf_status check_dates(const dvf_profile *profile, const char *as_of,
                       struct dvf_diagnostics *problems)
{
    const struct decision *decision = &profile->decision;
    const struct waiver *waiver = &profile->waiver;

    diagnostics_input(problems, profile->file, NULL, 0);
    if (decision->date && strcmp(decision->date, as_of) > 0)
        diagnostics_warning(problems, DIAGNOSTIC_DATE, decision->date_at,
                            "is the year right?",
                            "the decision is dated %s, which is after %s",
                            decision->date, as_of);
    if (waiver->reason &&
        is_years_after(waiver->expires, as_of, CHECK_WAIVER_YEARS_MAX))
        diagnostics_warning(problems, DIAGNOSTIC_DATE, waiver->expires_at,
                            "is the year right? A waiver is leave for a time",
                            "the waiver lasts until %s, more than %d years "
                            "after %s",
                            waiver->expires, CHECK_WAIVER_YEARS_MAX, as_of);
    dvf_status status = diagnostics_status(problems);
    diagnostics_input_end(problems);
    return status;
}
