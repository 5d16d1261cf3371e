/* SPDX-License-Identifier: MIT */
/*
 * Dates are read without the C library, whose functions depend on the locale
 * and the time zone.
 */
#include "base/date.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Value of `count` digits, or -1. */
static int read_digits(const char *text, size_t count)
{
    int number = 0;

    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_is_period(const char *text)
{
    size_t length = strlen(text);

    if (length != 4 && length != 7 && length != 10)
        return false;
    int year = read_digits(text, 4);
    if (year < 0 || length == 4)
        return year >= 0;
    int month = read_digits(text + 5, 2);
    if (text[4] != '-' || month < 1 || month > 12 || length == 7)
        return text[4] == '-' && month >= 1 && month <= 12;
    int day = read_digits(text + 8, 2);
    return text[7] == '-' && day >= 1 && day <= days_of(year, month);
}

/* Check digits and dashes of YYYY-MM-DD or YYYY-MM only: 2026-13-99 passes. */
static bool has_form(const char *text)
{
    size_t length = strlen(text);

    return (length == 7 || length == 10) && read_digits(text, 4) >= 0 &&
           text[4] == '-' && read_digits(text + 5, 2) >= 0 &&
           (length == 7 || (text[7] == '-' && read_digits(text + 8, 2) >= 0));
}

bool date_fault(const char *text, char why[DATE_FAULT_SIZE])
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};

    if (!has_form(text) || date_is_period(text))
        return false;
    int year = read_digits(text, 4);
    int month = read_digits(text + 5, 2);
    if (month < 1 || month > 12)
        snprintf(why, DATE_FAULT_SIZE, "a year has no month %02d", month);
    else if (read_digits(text + 8, 2) == 0)
        snprintf(why, DATE_FAULT_SIZE, "a month begins with day 01");
    else
        snprintf(why, DATE_FAULT_SIZE, "%s %04d has %d days", months[month - 1],
                 year, days_of(year, month));
    return true;
}

bool date_is_day(const char *text)
{
    return strlen(text) == 10 && date_is_period(text);
}

/* Days from 0000-01-01 to the first day of a year, Gregorian. */
static int32_t days_before(int year)
{
    int before = year - 1;

    return year == 0
               ? 0
               : 366 + before * 365 + before / 4 - before / 100 + before / 400;
}

int32_t date_days(const char *day)
{
    int year = read_digits(day, 4);
    int month = read_digits(day + 5, 2);
    int32_t days = days_before(year) - days_before(1970);

    for (int before = 1; before < month; before++)
        days += days_of(year, before);
    return days + read_digits(day + 8, 2) - 1;
}

static void put_digits(char *text, int count, int number)
{
    while (count-- > 0) {
        text[count] = (char)('0' + number % 10);
        number /= 10;
    }
}

void date_text(int64_t days, char text[DATE_SIZE])
{
    const int32_t first = -days_before(1970);
    const int32_t last = days_before(10000) - days_before(1970) - 1;
    int year = 0;
    int month = 1;

    int32_t day = days < first ? first : days > last ? last : (int32_t)days;
    day += days_before(1970);
    /* No year has more than 366 days, so the first guess is never too late. */
    year = day / 366;
    while (days_before(year + 1) <= day)
        year++;
    day -= days_before(year);
    while (day >= days_of(year, month))
        day -= days_of(year, month++);
    put_digits(text, 4, year);
    put_digits(text + 5, 2, month);
    put_digits(text + 8, 2, day + 1);
    text[4] = text[7] = '-';
    text[DATE_SIZE - 1] = '\0';
}
