/* SPDX-License-Identifier: MIT */
/*
 * Figures: see figures.h.
 */
#include "figures.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

static bool prints_json;
static bool has_members;

void figures_begin(bool as_json)
{
    prints_json = as_json;
    if (as_json)
        putchar('{');
}

void figures_end(void)
{
    if (prints_json)
        puts("\n}");
}

void figures_table(const char *format, ...)
{
    va_list arguments;

    if (prints_json)
        return;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
}

/* Letters and digits stay; what stands between them is one underscore. */
static void put_word(const char *text)
{
    bool is_parted = false;
    bool has_any = false;

    for (; *text != '\0'; text++) {
        if (!isalnum((unsigned char)*text)) {
            is_parted = has_any;
            continue;
        }
        if (is_parted)
            putchar('_');
        putchar(tolower((unsigned char)*text));
        is_parted = false;
        has_any = true;
    }
}

void figures_put(const char *group, const char *subject, const char *what,
                 double number)
{
    if (!prints_json)
        return;
    printf("%s\n  \"%s.", has_members ? "," : "", group);
    put_word(subject);
    /* A ratio to no time at all is no number in JSON. */
    printf(".%s\": %.10g", what, isfinite(number) ? number : 0);
    has_members = true;
}

void figures_put_alone(const char *name, double number)
{
    if (!prints_json)
        return;
    printf("%s\n  \"%s\": %.10g", has_members ? "," : "", name,
           isfinite(number) ? number : 0);
    has_members = true;
}
