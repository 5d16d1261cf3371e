/* SPDX-License-Identifier: MIT */
/*
 * Decision records of a run: those that operands are, and those that profiles
 * name. Each is read once, and held against the profile that it names, if that
 * is there. No other Markdown is opened.
 */
#ifndef DVF_WORK_RECORDS_H
#define DVF_WORK_RECORDS_H

#include "check/check.h"
#include "work/policies.h"

struct check_run;

/** A record, and the profile that it was made from as that is today. Of the
 * run's arena. */
struct record_item {
    const dvf_kb *kb;
    struct check_record record;
    struct recorded recorded;     /* its profile is null where it is broken */
    struct check_subject subject; /* unless it is an operand */
    struct source source;
    struct place place;               /* its folder */
    const char *real;                 /* path without links */
    dvf_evaluation *evaluation;       /* of its answers; null for an operand */
    dvf_profile *profile;             /* of today; null: none */
    dvf_evaluation *now;              /* of that profile */
    struct dvf_diagnostics *problems; /* borrowed */
    const struct check_request *request; /* of the profile that names it */
    bool is_marked;  /* of one that a profile names: it is a record */
    bool is_operand; /* its result, profile and evaluation are of a file */
};

/** True for a file that is checked as a record rather than a profile. */
bool records_is_record(const struct source *file);

/**
 * Load a record that is an operand.
 *
 * @param place its folder
 * @param out receives a new one; its profile is null where the file is broken
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status records_load(struct check_run *run, struct source *file,
                        const struct place *place,
                        struct dvf_diagnostics *problems,
                        struct record_item **out);

/**
 * Look for the record that a profile names, and keep it for records_judge().
 *
 * @param record receives the fault of one that cannot be checked; null: there
 *               is none
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status records_look(struct check_run *run, const dvf_profile *profile,
                        const struct place *place,
                        const struct check_request *request,
                        const struct check_record **record);

/** Find the profile that a record was made from, and compare their names.
 * @return DVF_OK or DVF_NO_MEMORY */
dvf_status records_compare(struct check_run *run, struct record_item *item);

/** Add the results of the records that profiles name. @return DVF_OK or
 * DVF_NO_MEMORY */
dvf_status records_judge(struct check_run *run);

/** @param index below the count of records */
struct record_item *records_at(const struct check_run *run, size_t index);

void records_release(struct check_run *run);

#endif
