/* SPDX-License-Identifier: MIT */
/*
 * Checks for the tests of reports: a run over profiles of a small knowledge
 * base, judged as dvf does it, whose texts can then be replaced. May use
 * support.h.
 */
#ifndef DVF_TESTS_SAMPLE_CHECKS_H
#define DVF_TESTS_SAMPLE_CHECKS_H

#include "support.h"

#include "report/check_report.h"

/** One of each: every outcome, every finding. */
#define SAMPLE_CHECKS 12

/** A run. Made by sample_begin(); end it. */
struct sample {
    dvf_kb *kb;
    struct policy policy;
    struct arena arena;         /* of locks and texts */
    dvf_diagnostics **problems; /* [result]; null for most */
    struct check_result *results;
    size_t count;
    size_t capacity;
    const char *as_of;
};

/** @param capacity most results */
void sample_begin(struct sample *sample, size_t capacity);
void sample_end(struct sample *sample);

/**
 * Judge one profile.
 *
 * @param lines of the profile behind `profile: NAME`: answers, decision
 * @param locked lines of the profile when it was locked; null: it was not
 */
struct check_result *sample_add(struct sample *sample, const char *file,
                                const char *lines, const char *locked);

/** A profile that could not be evaluated, for a mistake in it. */
struct check_result *sample_add_error(struct sample *sample, const char *file);

/** All SAMPLE_CHECKS of them. */
void sample_add_all(struct sample *sample);

/** Replace the text in every slot of a result that others fill. */
void sample_replace(struct sample *sample, struct check_result *result,
                    const char *text);

/** The report on what was added. */
struct check_report sample_report(const struct sample *sample);

/** Render in a format; fails the test where that fails. Release the text. */
dvf_text sample_render(const struct sample *sample, check_renderer *render,
                       const dvf_style *style);

/** Hostile texts, and their number. */
extern const char *const sample_hostile[];
extern const size_t sample_hostile_count;

#endif
