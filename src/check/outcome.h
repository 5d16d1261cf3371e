/* SPDX-License-Identifier: MIT */
/*
 * The words of a check: outcomes and other findings, one row each.
 */
#ifndef DVF_CHECK_OUTCOME_H
#define DVF_CHECK_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>

/* Outcomes of a profile: enum, word, failure by default, title, meaning.
 * "error" always fails, with a status of its own. */
#define CHECK_OUTCOMES(X)                                                      \
    X(AGREES, "agrees", false, "The decision stands",                          \
      "the decision is what the answers lead to")                              \
    X(TOLERATED, "tolerated", false, "The decision is within reach",           \
      "too close to call, and the decision is one of the leading options")     \
    X(DIFFERS, "differs", true, "The answers lead elsewhere",                  \
      "the answers lead to something other than the decision")                 \
    X(UNDECIDED, "undecided", true, "The answers do not settle it",            \
      "there are not enough answers, or what they lead to is too weak")        \
    X(WAIVED, "waived", false, "A waiver is in force",                         \
      "it would fail, but a waiver is in force")                               \
    X(WAIVER_EXPIRED, "waiver_expired", true, "The waiver has expired",        \
      "it fails, and its waiver is past its day")                              \
    X(NO_DECISION, "no_decision", true, "No decision is recorded",             \
      "no decision is recorded")                                               \
    X(ERROR, "error", true, "It could not be evaluated",                       \
      "it could not be evaluated")

enum check_outcome {
#define X(name, word, fails, title, meaning) CHECK_##name,
    CHECK_OUTCOMES(X)
#undef X
    CHECK_OUTCOME_COUNT
};

/* Findings besides the outcomes, which have the same words: enum, word, title.
 * Each is a rule of SARIF, and part of a fingerprint: words are never
 * changed. */
#define CHECK_FINDINGS(X)                                                      \
    X(WAIVER_EXPIRING, "waiver_expiring", "The waiver ends within 30 days")    \
    X(WAIVER_UNUSED, "waiver_unused", "The waiver no longer waives anything")  \
    X(LOCK_MISSING, "lock_missing", "The verdict is not locked")               \
    X(LOCK_CHANGED, "lock_changed", "What the lock recorded has changed")      \
    X(LOCK_MOVED, "lock_moved", "The verdict is not the one that was locked")  \
    X(PROVISIONAL, "verdict_provisional",                                      \
      "The verdict hangs on open questions")                                   \
    X(IDLE_ANSWER, "answer_idle", "An answer does not count")                  \
    X(RECORD_MOVED, "record_moved", "The record is not what the profile says") \
    X(RECORD_CHANGED, "record_changed", "What the record states has changed")  \
    X(RECORD_APART, "record_apart", "The profile does not name its record")    \
    X(RECORD_UNREAD, "record_unread", "The record cannot be checked")

/* A finding that is an outcome has the outcome's number. */
enum check_finding_kind {
    CHECK_FINDING_FIRST = CHECK_OUTCOME_COUNT - 1,
#define X(name, word, title) CHECK_##name,
    CHECK_FINDINGS(X)
#undef X
    CHECK_FINDING_COUNT
};

/** Level of a finding: it fails the gate, asks to be looked at, or informs. */
enum check_level {
    CHECK_LEVEL_ERROR,
    CHECK_LEVEL_WARNING,
    CHECK_LEVEL_NOTE,
    CHECK_LEVEL_COUNT
};

/** Word of an outcome, static. */
const char *check_outcome_word(enum check_outcome outcome);

/** Meaning of an outcome, static: a clause without a full stop. */
const char *check_outcome_meaning(enum check_outcome outcome);

/** True for an outcome that fails unless a policy says otherwise. */
bool check_outcome_fails(enum check_outcome outcome);

/** @return the outcome of a word, or CHECK_OUTCOME_COUNT */
enum check_outcome check_outcome_find(const char *word);

/** Word and title of a finding, static; an outcome's are its own. */
const char *check_finding_word(unsigned kind);
const char *check_finding_title(unsigned kind);

/** "error", "warning" or "note", static. */
const char *check_level_word(enum check_level level);

#endif
