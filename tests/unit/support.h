/* SPDX-License-Identifier: MIT */
/*
 * What the unit tests of the engine share: random numbers that are the same on
 * every machine, loading that must succeed, and diagnostics compared with what
 * was expected. May use the public API, buffers and cmocka.
 */
#ifndef DVF_TESTS_SUPPORT_H
#define DVF_TESTS_SUPPORT_H

#include "base/buffer.h"

#include <dvf/dvf.h>

/* cmocka wants these four before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/types.h>

/* -------------------------------------------------------- Random numbers */

/** SplitMix64; the state may start as any number. */
struct random {
    uint64_t state;
};

/** @return 0 to limit - 1; the limit is at least 1 */
uint32_t random_below(struct random *random, uint32_t limit);

/** @return true once in `n` times on average */
bool random_once_in(struct random *random, uint32_t n);

/** Put indices 0 to count - 1 in a random order. */
void random_order(struct random *random, uint32_t *indices, uint32_t count);

/* --------------------------------------------------------------- Loading */

/** Read a file of the source tree; fails the test where it cannot. */
void read_source_file(const char *path, struct buffer *bytes);

/** Load a KB that has no mistake; fails the test with its diagnostics. */
dvf_kb *load_kb(const char *text);

/** Load a profile that has no mistake; fails the test with its diagnostics. */
dvf_profile *load_profile(const dvf_kb *kb, const char *text);

/** As load_profile(), from lines "attribute: value", indented or not. */
dvf_profile *load_answers(const dvf_kb *kb, const char *lines);

/** Evaluate; fails the test where that fails. Free it with its profile. */
dvf_evaluation *evaluate(const dvf_kb *kb, const dvf_profile *profile,
                         const dvf_selection *selection);

/** Free an evaluation and its profile. */
void forget(dvf_evaluation *evaluation);

/** Points of an option that scores. */
int32_t score_of(const dvf_evaluation *evaluation, const char *option);

/* ------------------------------------------------------ Texts, processes */

/** A text holds another one. */
void expect_part(const char *text, const char *part);

/** A text does not hold another one. */
void expect_no_part(const char *text, const char *part);

/** Wait for a child, which has to end with status 0. */
void expect_success(pid_t child);

/* ----------------------------------------------------------- Diagnostics */

/** A diagnostic as a test expects it. */
struct expected {
    uint32_t line;
    uint32_t column;
    const char *code;
    const char *message; /* a part of it; null for any */
    const char *hint;    /* a part of it; null for any */
};

/** The list holds exactly these, in this order. */
void expect_list(const dvf_diagnostics *list, const struct expected *expected,
                 size_t count);

/** Whether a diagnostic of this code is in the list. */
bool list_has(const dvf_diagnostics *list, const char *code);

/** The text is no KB, for exactly these reasons. */
void expect_bad_kb(const char *text, size_t length,
                   const struct expected *expected, size_t count);

/** The text is no profile for this KB, for exactly these reasons. */
void expect_bad_profile(const dvf_kb *kb, const char *text, size_t length,
                        const struct expected *expected, size_t count);

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ------------------------------------------------------ A small KB */

/**
 * A KB around parts of the test's own: weights of 1, 2, 4 and 8 points; the
 * options left, right and pair; the attributes colour (choice), size and speed
 * (scales, the latter of numbers), parts (set), loud and deep (flags); a claim
 * c1; a verdict.
 *
 * @param sections text of `terms:`, `criteria:`, `rules:`, `notes:` and so on;
 *                 a root `total` with a leaf `main`, one rule `some` and a
 *                 verdict stand for those that are not given
 * @param out appended to
 */
void small_kb_with(const char *sections, struct buffer *out);

/** Lines before `sections` in what small_kb_with() makes. */
uint32_t small_kb_lines(void);

/**
 * Run a group of tests for one part of all that they try, or for each.
 *
 * @param argv of main(): the number of the part, if any
 * @param part what the tests read theirs from: 1 to `parts`
 */
int run_parts(int argc, char **argv, unsigned parts, unsigned *part,
              const struct CMUnitTest *tests, size_t count);

/** Load what small_kb_with() makes; fails the test where it has mistakes. */
dvf_kb *load_small_kb(const char *sections);

/** Setup of a group: the state is a small KB without sections of its own. */
int open_small_kb(void **state);

/** Teardown: frees the KB that is the state. */
int close_kb(void **state);

/** A change of a KB, and what is wrong then, where '^' stands in the new
 * text. */
struct kb_mistake {
    const char *from;
    const char *to;
    const char *code;
    const char *message;
    const char *hint;
};

/** Replace the first `from` of a text.
 * @param changed receives the new text, without '^'
 * @return what is to be reported where '^' stood */
struct expected change_kb(const struct buffer *text,
                          const struct kb_mistake *mistake,
                          struct buffer *changed);

/** What small_kb_with() makes is a KB, and with any one of the changes it is
 * none, for that reason alone. */
void expect_mistakes(const char *sections, const struct kb_mistake *mistakes,
                     size_t count);

#endif
