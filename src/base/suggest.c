/* SPDX-License-Identifier: MIT */
/*
 * Nearest word by optimal string alignment: the least number of insertions,
 * deletions, substitutions and swaps of neighbours, over three rows of the
 * usual table.
 */
#include "base/suggest.h"

#include <string.h>

#define LONGEST 64

/* Fold letter case and '_' first, so that they cost nothing. */
static char folded(char byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return (char)(byte - 'A' + 'a');
    return byte == '-' ? '_' : byte;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Fill the row of the table for a[i - 1] from the two rows above it. */
static void fill_row(unsigned rows[3][LONGEST + 1], const char *a, size_t i,
                     const char *b, size_t b_length)
{
    unsigned *row = rows[i % 3];
    const unsigned *above = rows[(i + 2) % 3];
    const unsigned *higher = rows[(i + 1) % 3];
    char current = folded(a[i - 1]);

    row[0] = (unsigned)i;
    for (size_t j = 1; j <= b_length; j++) {
        char other = folded(b[j - 1]);

        row[j] = least(above[j], row[j - 1]) + 1;
        row[j] = least(row[j], above[j - 1] + (current != other));
        if (i > 1 && j > 1 && current == folded(b[j - 2]) &&
            folded(a[i - 2]) == other)
            row[j] = least(row[j], higher[j - 2] + 1);
    }
}

static unsigned distance(const char *a, size_t a_length, const char *b,
                         size_t b_length)
{
    unsigned rows[3][LONGEST + 1];

    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a_length; i++)
        fill_row(rows, a, i, b, b_length);
    return rows[a_length % 3][b_length];
}

/* Prefer the longer of two equally near words: letters are left out more often
 * than added. */
static bool is_better(const struct suggestion *best, const char *candidate,
                      unsigned found)
{
    return !best->word || found < best->distance ||
           (found == best->distance && strlen(candidate) > strlen(best->word));
}

void suggest_offer(struct suggestion *best, const char *wanted,
                   const char *candidate)
{
    char plain[LONGEST + 1];

    if (lookalike_find(wanted, &best->strange)) {
        if (!lookalike_plain(wanted, plain, sizeof plain))
            return;
        wanted = plain;
    }
    size_t length = strlen(wanted);
    size_t other = strlen(candidate);
    size_t longer = length > other ? length : other;
    size_t shorter = length + other - longer;
    if (shorter == 0 || longer > LONGEST || longer - shorter > longer / 3)
        return;
    unsigned found = distance(wanted, length, candidate, other);
    if (found > longer / 3 || !is_better(best, candidate, found))
        return;
    best->word = candidate;
    best->distance = found;
}
