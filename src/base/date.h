/* SPDX-License-Identifier: MIT */
/*
 * Calendar dates as text.
 */
#ifndef DVF_BASE_DATE_H
#define DVF_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/** Room for a day as text: YYYY-MM-DD and a NUL. */
#define DATE_SIZE 11

/** Accept a day of the Gregorian calendar, written YYYY-MM-DD. */
bool date_is_day(const char *text);

/** Accept a day as date_is_day(), a month YYYY-MM, or a year YYYY. */
bool date_is_period(const char *text);

/** Room for the text of date_fault(). */
#define DATE_FAULT_SIZE 48

/**
 * Say why a text in the form of a day or a month is no such date: "February
 * 2026 has 28 days", "a year has no month 13".
 *
 * @return false where the text has another form, or is a date
 */
bool date_fault(const char *text, char why[DATE_FAULT_SIZE]);

/** Days from 1970-01-01 to a day. @param day for which date_is_day() holds */
int32_t date_days(const char *day);

/** Write the day that is `days` after 1970-01-01; years are clamped to 0000 to
 * 9999. */
void date_text(int64_t days, char text[DATE_SIZE]);

#endif
