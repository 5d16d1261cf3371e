/* SPDX-License-Identifier: MIT */
/*
 * Trials: a profile, a policy and a lock in a few words, and what a check makes
 * of them. Beside support.h; may use check.
 */
#ifndef DVF_TESTS_TRIAL_H
#define DVF_TESTS_TRIAL_H

#include "support.h"

#include "check/check.h"

/**
 * A KB in which each score can be had: left has 1 point for a lamp, 2 for deep,
 * 4 for red, 8 for fast; right has 1 for small, 2 for medium, 4 for large, 8
 * for loud. A roof rules right out; a wheel makes it a pair. A verdict is clear
 * from 4 points and 30 %, full from 8 and 60 %, else weak. For setup and
 * teardown.
 */
int trial_open(void **state);
int trial_close(void **state);

/** A rule for what load_small_kb() takes, in a criterion named main. */
void trial_rule(struct buffer *out, const char *id, const char *when,
                const char *option, const char *weight);

/** What is judged: parts of a profile, and what is asked of it. */
struct trial {
    const char *answers; /* "deep: true, loud: true" */
    const char *rest;    /* top-level lines of the profile; null: none */
    const char *policy;  /* lines of a policy besides its name; null: none */
    const char *expect;
    const char *as_of;  /* null: 2026-11-22 */
    const char *before; /* the answers when it was locked; null: never */
    bool locked;
    bool locking;
};

/* Lines for `rest`: they begin in line 2 of the profile. */
#define LEFT       "decision: {option: left}\n"
#define RIGHT      "decision: {option: right}\n"
#define PAIR       "decision: {option: pair}\n"
#define UNTIL(day) "waiver: {reason: We must., owner: ops, expires: " day "}\n"

/** A trial that was judged: a/b.dvf.yaml. */
struct judged {
    struct policy policy;
    dvf_evaluation *evaluation;
    dvf_evaluation *then; /* when it was locked */
    struct arena arena;
    struct lock_entry entry; /* of then */
    struct check_request request;
    struct check_result result;
};

/** Judge a trial, to be forgotten afterwards. */
void judge(struct judged *judged, const dvf_kb *kb, const struct trial *trial);
void forget_trial(struct judged *judged);

/** Judge again with the locked entry, which may have been edited. */
void judge_again(struct judged *judged);

/** What is to become of a trial of these parts. */
struct expectation {
    const char *answers;
    const char *rest;
    const char *policy;
    enum check_outcome outcome;
    bool fails;
    const char *message; /* the whole; null: any */
};

/** Judge each; fails the test at the first that ends otherwise. */
void expect_outcomes(const dvf_kb *kb, const struct expectation *expectations,
                     size_t count);

/** The finding of a kind, or null; fails the test where there are several. */
const struct check_finding *finding_of(const struct check_result *result,
                                       unsigned kind);

#endif
