/* SPDX-License-Identifier: MIT */
/*
 * Reading dates without the C library's, which take the locale and the time
 * zone along.
 */
#include "base/date.h"

#include <stddef.h>
#include <string.h>

/* The number that `count` digits make, or -1. */
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

bool date_is_day(const char *text)
{
    return strlen(text) == 10 && date_is_period(text);
}
