/* SPDX-License-Identifier: MIT */
/*
 * The parts of a check's JSON report, shared by check_json*.c and sarif*.c
 * only. The shape is that of data/schema/check.schema.json; keys are only ever
 * added.
 */
#ifndef DVF_REPORT_CHECK_JSON_H
#define DVF_REPORT_CHECK_JSON_H

#include "report/check_report.h"
#include "report/json.h"

/** check_json.c: "check" of the report: how many results ended how. */
void check_json_summary(struct json_writer *json,
                        const struct check_report *report);

/** check_json_result.c: "check" of one result. */
void check_json_result(struct json_writer *json,
                       const struct check_result *result);

/** check_json_lock.c: "lock" of one result. */
void check_json_lock(struct json_writer *json, const struct lock_change *lock);

#endif
