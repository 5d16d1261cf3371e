/* SPDX-License-Identifier: MIT */
/*
 * A run of `dvf check`: all profiles loaded, evaluated and judged, before
 * anything is rendered or written.
 */
#ifndef DVF_CLI_CHECK_RUN_H
#define DVF_CLI_CHECK_RUN_H

#include "base/date.h"
#include "check/weaker.h"
#include "cli/locks.h"
#include "cli/policies.h"
#include "cli/profiles_found.h"
#include "cli/session.h"

/** What is held of one profile besides its result. */
struct check_item {
    struct check_subject subject;
    dvf_profile *profile;
    dvf_evaluation *evaluation;
    dvf_diagnostics *problems; /* null: none */
};

/** Starts as all zeroes; close in any case. */
struct check_run {
    size_t problems; /* of broken files so far, shown or not */
    struct session session;
    char today[DATE_SIZE];
    const char *as_of;
    struct profiles_found found;
    struct policies policies;
    struct locks locks;
    struct check_item *items; /* one for each file */
    struct array results; /* struct check_result, one for each file, then those
                             of locks and folders */
    struct array other_problems; /* struct dvf_diagnostics *: of these */
    struct check_summary summary;
    struct weaker weaker;
    struct arena arena; /* owns words of `weaker` */
    struct array names; /* struct check_name, as check_report.names */
};

/** Most problems of broken files that a run keeps. */
#define CHECK_RUN_PROBLEMS_MAX 5000

/**
 * Get the knowledge base, the day and the options, and find the profiles.
 *
 * @return DVF_OK, DVF_INVALID, DVF_IO or DVF_NO_MEMORY
 */
dvf_status check_run_open(struct check_run *run,
                          const struct settings *settings);

/**
 * Load, evaluate and judge.
 *
 * @return DVF_OK; DVF_INVALID where the run is refused, after a message; or
 *         DVF_NO_MEMORY
 */
dvf_status check_run_judge(struct check_run *run);

/** Show what is wrong with the files, each problem once. @return EXIT_DONE, or
 * EXIT_NO_ANSWER where memory ran out */
int check_run_tell(const struct check_run *run);

/** Append a name in quotes and made harmless, for a report: unlike a message,
 * it is the same under every locale. */
void check_run_quote(struct buffer *out, const char *name);

/** Whether any profile could not be evaluated. */
bool check_run_has_errors(const struct check_run *run);

void check_run_close(struct check_run *run);

#endif
