/* SPDX-License-Identifier: MIT */
/*
 * The parts of the JSON reports, of advice and of checks. The shapes are those
 * of data/schema; keys are only ever added.
 */
#ifndef DVF_REPORT_JSON_H
#define DVF_REPORT_JSON_H

#include "report/ranking.h"
#include "report/report.h"
#include "write/json_writer.h"

/** A key with a string, or with null where there is none. */
void json_member(struct json_writer *json, const char *key, const char *text);

/** A key with an integer. */
void json_number(struct json_writer *json, const char *key, int64_t number);

/** A key with true or false. */
void json_flag(struct json_writer *json, const char *key, bool value);

/** A key with a text of the pool. */
void json_text(struct json_writer *json, const char *key, const dvf_kb *kb,
               kb_text text);

/** As json_text(), null where the text is empty. */
void json_optional(struct json_writer *json, const char *key, const dvf_kb *kb,
                   kb_text text);

/** A key with the ids of a range of claims. */
void json_claim_ids(struct json_writer *json, const dvf_kb *kb,
                    struct kb_range claims);

/** "at": line and column, or null where there is no such place. */
void json_at(struct json_writer *json, const struct position *at);

/** json_frame.c: begin the report's object, with all that comes before
 * "results". @param report may be without evaluations */
void json_opening(struct json_writer *json, const struct report *report);

/** json_frame.c: all that comes after "results", and the end of the object. */
void json_closing(struct json_writer *json, const struct report *report);

/** json_frame.c: "kb". */
void json_kb(struct json_writer *json, const dvf_kb *kb);

/** json_frame.c: how much of each result is told, the same for all. */
enum telling json_telling(const dvf_style *style);

/** json_result.c: one member of "results". */
void json_result(struct json_writer *json, const dvf_evaluation *evaluation,
                 enum telling telling);

/** json_result.c: the members of a result, but for its file. */
void json_evaluation(struct json_writer *json, const dvf_evaluation *evaluation,
                     enum telling telling);

/** json_reasons.c: "reasons" of a result. */
void json_reasons(struct json_writer *json, const dvf_evaluation *evaluation,
                  enum telling telling);

/** json_reasons.c: an answer as a value id, a list of them, or a flag. */
void json_answer(struct json_writer *json, const dvf_evaluation *evaluation,
                 uint32_t attribute);

#endif
