/* SPDX-License-Identifier: MIT */
/*
 * A run of `dvf check`: all profiles loaded, evaluated and judged, before
 * anything is rendered or written.
 */
#ifndef DVF_WORK_CHECK_RUN_H
#define DVF_WORK_CHECK_RUN_H

#include "check/check.h"
#include "check/weaker.h"
#include "profile/profile.h"
#include "work/locks.h"
#include "work/policies.h"
#include "work/profiles_found.h"
#include "work/records.h"

/** Subject, profile, evaluation and problems behind one result. */
struct check_item {
    struct check_subject subject;
    dvf_profile *profile;
    dvf_evaluation *evaluation;
    dvf_diagnostics *problems; /* null: none */
};

/** Starts as all zeroes; close in any case. */
struct check_run {
    const struct work_settings *settings;
    const dvf_kb *kb;
    const char *as_of; /* a day */
    struct profile_schema
        *schema;       /* of the KB; null before the first profile */
    struct rows *rows; /* that evaluations share; null: embedded, or none */
    struct notices notices;
    size_t problems; /* of broken files so far, kept or not */
    struct profiles_found found;
    struct policies policies;
    struct locks locks;
    struct check_item *items; /* one for each file */
    struct array records; /* struct record_item *: records named by operands and
                             by profiles */
    struct array results; /* struct check_result, one for each file, then those
                             of records, locks and folders */
    struct array other_problems; /* struct dvf_diagnostics *: of these */
    struct check_summary summary;
    struct weaker weaker;
    struct knowledge_change knowledge;
    struct arena arena; /* owns records, words of `weaker` and `knowledge` */
    struct array names; /* struct check_name, as check_report.names */
};

/** Most problems of broken files that a run keeps. */
#define CHECK_RUN_PROBLEMS_MAX 5000

/**
 * Check the settings and find the profiles. After a mistake in the settings or
 * in the knowledge base the problems of the profiles are reported, too, as far
 * as they do not depend on it.
 *
 * @param kb null where it is broken
 * @return DVF_OK, DVF_INVALID, DVF_IO or DVF_NO_MEMORY
 */
dvf_status check_run_open(struct check_run *run, const dvf_kb *kb,
                          const struct work_settings *settings,
                          struct dvf_diagnostics *problems);

/**
 * Load, evaluate and judge.
 *
 * @return DVF_OK; DVF_INVALID where the run is refused, with a notice; or
 *         DVF_NO_MEMORY
 */
dvf_status check_run_judge(struct check_run *run);

/** A list of problems, free with dvf_diagnostics_free(), that reads with the
 * patience of the settings. @return null when out of memory */
dvf_diagnostics *check_run_problems_new(const struct check_run *run);

/**
 * Write the entries of all profiles into the locks. After an error with any
 * profile none is written: a lock with half of the entries is worse than none.
 *
 * @return DVF_OK, DVF_IO or DVF_INVALID with notices, or DVF_NO_MEMORY
 */
dvf_status check_run_lock(struct check_run *run);

/** True for a run with a profile that could not be evaluated. */
bool check_run_has_errors(const struct check_run *run);

void check_run_close(struct check_run *run);

#endif
