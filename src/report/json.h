/* SPDX-License-Identifier: MIT */
/*
 * Records as JSON.
 */
#ifndef DVF_REPORT_JSON_H
#define DVF_REPORT_JSON_H

#include "report/record.h"
#include "report/report.h"
#include "write/json_writer.h"

/** A record as an object. */
void json_record(struct json_writer *json, const struct record *record,
                 const struct item *item);

#endif
