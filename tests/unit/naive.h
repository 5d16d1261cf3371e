/* SPDX-License-Identifier: MIT */
/*
 * A second implementation of evaluation, as plain as possible: it reads the
 * YAML into a tree and evaluates the texts of the conditions word by word,
 * anew for each question. Shares no code with src/. Any mistake in its input
 * fails the test.
 */
#ifndef DVF_TESTS_NAIVE_H
#define DVF_TESTS_NAIVE_H

#include "tree.h"

#include <stdbool.h>
#include <stddef.h>

/* ------------------------------------------------------------- Evaluation */

#define NAIVE_RULES_MAX 256

/** Truths are -1 for false, 0 for open, 1 for true. */
struct naive {
    const struct tree *kb;
    const struct tree *answers; /* may be null: none */
    const char *without;        /* a rule or criterion left out, or null */
    const char *only_source;    /* the only source of rules, or null */
    signed char rules[NAIVE_RULES_MAX]; /* states, set by naive_begin() */
    const char *outcome;                /* set by naive_verdict() */
    const char *strength;
    int lead;
    bool settled; /* the outcome is known: notes may ask for it */
};

/** Work out the rules of what the first four members say. */
void naive_begin(struct naive *naive);

/** What `when` and `unless` of an item say: true, or false, or open */
int naive_state(const struct naive *naive, const struct tree *item);

/** As naive_state() for a rule of the KB, by its number in the file; -2 where
 * it is left out. */
int naive_rule(const struct naive *naive, size_t number);

/** Points of a criterion for an option. */
int naive_points(const struct naive *naive, const char *criterion,
                 const char *option);

/** Whether the points of a rule that fired reach the root. */
bool naive_counts(const struct naive *naive, const struct tree *rule);

/** Whether an option is excluded, itself or in part. */
bool naive_excluded(const struct naive *naive, const struct tree *option);

/** Work out outcome, strength and lead. */
void naive_verdict(struct naive *naive);

#endif
