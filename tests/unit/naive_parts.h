/* SPDX-License-Identifier: MIT */
/*
 * Between the parts of the naive implementation.
 */
#ifndef DVF_TESTS_NAIVE_PARTS_H
#define DVF_TESTS_NAIVE_PARTS_H

#include "naive.h"

/** A condition, read from the front. */
struct words {
    const struct naive *naive;
    const char *at;
    const char *next; /* where the word is that was last looked at, or null */
    size_t length;
    char word[128];
};

/** The next word without taking it: a name, a number, a sign, or "". */
const char *words_peek(struct words *words);
const char *words_take(struct words *words, char word[static 128]);
bool words_accept(struct words *words, const char *word);
void words_expect(struct words *words, const char *word);

/** Whether two texts are there and equal. */
bool naive_equal(const char *a, const char *b);

/** The item of a section with this id, or null. */
const struct tree *naive_item(const struct tree *kb, const char *section,
                              const char *id);

int naive_rule_points(const struct naive *naive, const struct tree *rule);

/** Whether a rule lies in a criterion, or below it. */
bool naive_lies_in(const struct tree *kb, const struct tree *rule,
                   const char *criterion);

int naive_score(const struct naive *naive, const char *option);

/** The truth of one condition, and of all of a list. */
int naive_test(const struct naive *naive, const char *text);
int naive_test_all(const struct naive *naive, const struct tree *list);

#endif
