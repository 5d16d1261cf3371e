/* SPDX-License-Identifier: MIT */
/*
 * The words of a check.
 */
#include "check/outcome.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *word;
    bool fails;
    const char *title;
    const char *meaning;
} outcomes[] = {
#define X(name, word, fails, title, meaning) {word, fails, title, meaning},
    CHECK_OUTCOMES(X)
#undef X
};

/* The findings that are no outcome, from CHECK_OUTCOME_COUNT on. */
static const struct {
    const char *word;
    const char *title;
} findings[] = {
#define X(name, word, title) {word, title},
    CHECK_FINDINGS(X)
#undef X
};

const char *check_outcome_word(enum check_outcome outcome)
{
    return outcomes[outcome].word;
}

const char *check_outcome_meaning(enum check_outcome outcome)
{
    return outcomes[outcome].meaning;
}

bool check_outcome_fails(enum check_outcome outcome)
{
    return outcomes[outcome].fails;
}

enum check_outcome check_outcome_find(const char *word)
{
    unsigned outcome = 0;

    while (outcome < CHECK_OUTCOME_COUNT &&
           strcmp(outcomes[outcome].word, word) != 0)
        outcome++;
    return (enum check_outcome)outcome;
}

const char *check_finding_word(unsigned kind)
{
    assert(kind < CHECK_FINDING_COUNT);
    return kind < CHECK_OUTCOME_COUNT
               ? outcomes[kind].word
               : findings[kind - CHECK_OUTCOME_COUNT].word;
}

const char *check_finding_title(unsigned kind)
{
    assert(kind < CHECK_FINDING_COUNT);
    return kind < CHECK_OUTCOME_COUNT
               ? outcomes[kind].title
               : findings[kind - CHECK_OUTCOME_COUNT].title;
}

const char *check_level_word(enum check_level level)
{
    static const char *const words[] = {
        [CHECK_LEVEL_ERROR] = "error",
        [CHECK_LEVEL_WARNING] = "warning",
        [CHECK_LEVEL_NOTE] = "note",
    };

    return words[level];
}
