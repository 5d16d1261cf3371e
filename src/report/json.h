/* SPDX-License-Identifier: MIT */
/*
 * Records as JSON, and the frame of the JSON reports, of advice and of checks.
 */
#ifndef DVF_REPORT_JSON_H
#define DVF_REPORT_JSON_H

#include "report/record.h"
#include "report/report.h"
#include "write/json_writer.h"

/** A record as an object. */
void json_record(struct json_writer *json, const struct record *record,
                 const struct item *item);

/** The members of a record from this field on, within an object. */
void json_members(struct json_writer *json, const struct field *fields,
                  const struct item *item);

/** Begin the report's object, with all that comes before "results".
 *
 * @param report may be without evaluations
 * @param item of the report: its KB, telling and scratch */
void json_opening(struct json_writer *json, const struct report *report,
                  const struct item *item);

/** All that comes after "results", and the end of the object.
 *
 * @param compares with the comparison of the options */
void json_closing(struct json_writer *json, const struct report *report,
                  const struct item *item, bool compares);

/** How much of each result is told, the same for all. */
enum telling json_telling(const dvf_style *style);

#endif
