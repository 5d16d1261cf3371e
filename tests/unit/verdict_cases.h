/* SPDX-License-Identifier: MIT */
/*
 * The profiles of tests/data/verdicts.txt, one after the other.
 */
#ifndef DVF_TESTS_VERDICT_CASES_H
#define DVF_TESTS_VERDICT_CASES_H

#include "support.h"

/** A profile, and what is expected of it; zeroed to begin with. Texts are valid
 * until the next one. */
struct verdict_case {
    char line[256];
    const char *id;
    const char *name;
    const char *outcome;
    char *reasons; /* ids of claims and notes, between blanks; may be empty */
    struct buffer profile; /* YAML */
};

/** Read the next profile, and move the text behind it.
 * @return false where there is none left; the case is then released */
bool verdict_case_next(struct verdict_case *one, const char **text);

/** The next word of a line, cut off; the line moves behind it. */
const char *next_word(char **line);

#endif
