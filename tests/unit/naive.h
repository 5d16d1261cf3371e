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

#define NAIVE_RULES_MAX      256
#define NAIVE_ATTRIBUTES_MAX 128
#define NAIVE_CRITERIA_MAX   64
#define NAIVE_OPTIONS_MAX    16

/** Truths are -1 for false, 0 for open, 1 for true. */
struct naive {
    const struct tree *kb;
    const struct tree *answers; /* may be null: none */
    const char *without;        /* a rule or criterion left out, or null */
    const char *only_source;    /* the only source of rules, or null */
    const bool *left_out;       /* rules left out besides, by their number in
                                   the file, or null */
    signed char rules[NAIVE_RULES_MAX]; /* states, set by naive_begin() */
    /* Points of criteria for each option, set by naive_begin(). */
    int points[NAIVE_CRITERIA_MAX][NAIVE_OPTIONS_MAX];
    /* Truths of each question's applying, as answered and for sure. */
    signed char applies[2][NAIVE_ATTRIBUTES_MAX];
    bool sure;             /* ask what no further answer can change */
    bool contenders;       /* the leader is known: strengths may ask for it */
    const char *leader;    /* null: none */
    const char *runner_up; /* null: none */
    const char *outcome;   /* set by naive_verdict() */
    const char *strength;  /* null: none */
    const char *missed;    /* a stronger strength that points would do for */
    const char *missed_rule;
    bool missed_answers;
    bool missed_condition;
    const char *alternative; /* null: none */
    int close;               /* of `any`, from 0; -1: none */
    bool provisional;
    int lead;
    bool settled; /* the outcome is known: notes may ask for it */
};

/** Work out the rules of what the first five members say. */
void naive_begin(struct naive *naive);

/** What `when` and `unless` of an item say: true, or false, or open */
int naive_state(const struct naive *naive, const struct tree *item);

/** Whether a requirement, or another item, is met: as naive_state(), but open
 * where an answer may still change it. */
int naive_met(const struct naive *naive, const struct tree *item);

/** Whether a question applies, as answered, by its number in the file. */
int naive_applies(const struct naive *naive, size_t number);

/** Whether a question applies and is answered, by its number in the file. */
bool naive_answered(const struct naive *naive, size_t number);

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

/** A text of a combination, by its key. */
const char *naive_text(const struct naive *naive, const char *combination,
                       const char *key);

/** Work out outcome, strength, lead and what belongs to them. */
void naive_verdict(struct naive *naive);

#endif
