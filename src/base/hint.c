/* SPDX-License-Identifier: MIT */
/*
 * Hints about words outside a closed list. Words are near by optimal string
 * alignment: the least number of insertions, deletions, substitutions and swaps
 * of neighbours, over three rows of the usual table.
 */
#include "base/hint.h"

#include "base/date.h"
#include "base/number.h"

#include <string.h>

struct hint hint_begin(struct dvf_diagnostics *list, const char *wanted)
{
    return (struct hint){.list = list, .wanted = wanted, .words = ""};
}

void hint_offer(struct hint *hint, const char *word)
{
    suggest_offer(&hint->best, hint->wanted, word);
    if (hint->count++ >= HINT_WORDS_MAX)
        return;
    if (hint->count == HINT_WORDS_MAX)
        word = "...";
    hint->words = diagnostics_text(hint->list, "%s%s%s", hint->words,
                                   *hint->words ? ", " : "one of: ", word);
}

/* Join a hint and the sentence on the first look-alike, if there is one. */
static const char *add_lookalike(struct dvf_diagnostics *list, const char *hint,
                                 const struct lookalike *strange)
{
    char described[LOOKALIKE_SIZE];

    if (strange->place == 0)
        return hint;
    lookalike_describe(strange, described);
    return diagnostics_text(list, "%s%s%s", hint, *hint ? " " : "", described);
}

const char *hint_lookalike(struct dvf_diagnostics *list, const char *text)
{
    struct lookalike strange;

    return lookalike_find(text, &strange) ? add_lookalike(list, "", &strange)
                                          : NULL;
}

const char *hint_nearest(struct dvf_diagnostics *list,
                         const struct suggestion *best)
{
    if (!best->word && best->strange.place == 0)
        return NULL;
    return add_lookalike(
        list,
        best->word ? diagnostics_text(list, "did you mean '%s'?", best->word)
                   : "",
        &best->strange);
}

const char *hint_text(const struct hint *hint)
{
    if (hint->best.word || hint->best.strange.place == 0)
        return hint->best.word ? hint_nearest(hint->list, &hint->best)
                               : hint->words;
    return add_lookalike(hint->list,
                         diagnostics_text(hint->list, "%s;", hint->words),
                         &hint->best.strange);
}

/* Room for a date or a number; a longer text is neither. */
#define PLAIN_SIZE 24

void hint_date_error(struct dvf_diagnostics *list, struct position at,
                     const char *text, const char *form,
                     bool (*is_date)(const char *text))
{
    char plain[PLAIN_SIZE];
    char why[DATE_FAULT_SIZE];
    struct suggestion meant = {.word = plain};

    if (date_fault(text, why)) {
        diagnostics_error(list, DIAGNOSTIC_DATE, at, why,
                          "'%s': there is no such day", text);
        return;
    }
    if (lookalike_find(text, &meant.strange) &&
        lookalike_plain(text, plain, sizeof plain) && is_date(plain))
        form = hint_nearest(list, &meant);
    diagnostics_error(list, DIAGNOSTIC_DATE, at, form, "'%s' is not a date",
                      text);
}

const char *hint_number(struct dvf_diagnostics *list, const char *text,
                        const char *otherwise)
{
    char plain[PLAIN_SIZE];
    uint64_t number;
    struct suggestion meant = {.word = plain};

    return lookalike_find(text, &meant.strange) &&
                   lookalike_plain(text, plain, sizeof plain) &&
                   number_read(plain, &number)
               ? hint_nearest(list, &meant)
               : otherwise;
}

/* ------------------------------------------------------------ nearest words */

/* Longer words, in bytes, are near to none. */
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
