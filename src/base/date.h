/* SPDX-License-Identifier: MIT */
/*
 * Calendar dates as text. May call nothing of dvf.
 */
#ifndef DVF_BASE_DATE_H
#define DVF_BASE_DATE_H

#include <stdbool.h>

/** Whether a text is a day of the Gregorian calendar, as YYYY-MM-DD. */
bool date_is_day(const char *text);

/** As date_is_day(), or a month YYYY-MM, or a year YYYY. */
bool date_is_period(const char *text);

#endif
