/* SPDX-License-Identifier: MIT */
/*
 * The parts of the JSON report, shared by json*.c only. The shape is that of
 * data/schema/advise.schema.json; keys are only ever added. May call base, kb
 * and engine.
 */
#ifndef DVF_REPORT_JSON_H
#define DVF_REPORT_JSON_H

#include "report/json_writer.h"
#include "report/view.h"

/** A key with a text of the pool. */
void json_text(struct json_writer *json, const char *key, const dvf_kb *kb,
               kb_text text);

/** As json_text(), null where the text is empty. */
void json_optional(struct json_writer *json, const char *key, const dvf_kb *kb,
                   kb_text text);

/** A key with the ids of a range of claims. */
void json_claim_ids(struct json_writer *json, const dvf_kb *kb,
                    struct kb_range claims);

/** json_result.c: one member of "results". */
void json_result(struct json_writer *json, const dvf_evaluation *evaluation);

/** json_reasons.c: "reasons" of a result. */
void json_reasons(struct json_writer *json, const dvf_evaluation *evaluation);

/** json_reasons.c: an answer as a value id, a list of them, or a flag. */
void json_answer(struct json_writer *json, const dvf_evaluation *evaluation,
                 uint32_t attribute);

#endif
