/* SPDX-License-Identifier: MIT */
/*
 * JSON report: the reasons of a result, and answers as JSON.
 */
#include "profile/profile.h"
#include "report/json.h"

void json_answer(struct json_writer *json, const dvf_evaluation *evaluation,
                 uint32_t attribute)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_attribute *record = kb_attributes(kb) + attribute;
    const struct kb_value *values = kb_attribute_values(kb, record);
    uint64_t chosen = evaluation->profile->answers[attribute].values;
    uint32_t i;

    if (record->type == KB_FLAG) {
        json_boolean(json, (chosen >> 1 & 1) != 0);
        return;
    }
    if (record->type == KB_SET)
        json_begin_array(json);
    for (i = 0; i < record->values.count; i++)
        if ((chosen >> i & 1) != 0)
            json_string(json, kb_string(kb, values[i].id));
    if (record->type == KB_SET)
        json_end(json);
}

static void put_answers(struct json_writer *json,
                        const dvf_evaluation *evaluation,
                        const struct kb_rule *rule)
{
    const dvf_kb *kb = evaluation->kb;
    const uint32_t *reads = kb_index(kb, rule->condition.reads);
    uint32_t i;

    json_key(json, "answers");
    json_begin_object(json);
    for (i = 0; i < rule->condition.reads.count; i++) {
        if (!answer_is_given(evaluation, reads[i]))
            continue;
        json_key(json, kb_string(kb, kb_attributes(kb)[reads[i]].id));
        json_answer(json, evaluation, reads[i]);
    }
    json_end(json);
}

/* The unanswered attributes that may still close a provisional reason. */
static void put_unless(struct json_writer *json,
                       const dvf_evaluation *evaluation,
                       const struct reason *reason)
{
    const dvf_kb *kb = evaluation->kb;
    struct kb_range guards = reason_rule(evaluation, reason)->condition.guards;
    const uint32_t *items = kb_index(kb, guards);
    uint32_t i;

    json_key(json, "unless_unanswered");
    json_begin_array(json);
    for (i = 0; reason->provisional && i < guards.count; i++)
        if (!answer_is_given(evaluation, items[i]))
            json_string(json, kb_string(kb, kb_attributes(kb)[items[i]].id));
    json_end(json);
}

/* The place of the first answer that a reason rests on. */
static void put_place(struct json_writer *json,
                      const dvf_evaluation *evaluation,
                      const struct reason *reason)
{
    uint32_t attribute = reason_first_answer(evaluation, reason);

    json_at(json, attribute != KB_NONE
                      ? &evaluation->profile->answers[attribute].key
                      : NULL);
}

static void put_loss(struct json_writer *json, const dvf_evaluation *evaluation,
                     const struct reason *reason)
{
    const dvf_kb *kb = evaluation->kb;
    struct loss loss = reason_loss(evaluation, reason);

    json_optional(json, "outweighed_by", kb,
                  loss.rule != KB_NONE ? kb_rules(kb)[loss.rule].id : 0);
    json_optional(json, "counted_within", kb,
                  loss.criterion != KB_NONE ? kb_criteria(kb)[loss.criterion].id
                                            : 0);
}

static void put_reason(struct json_writer *json,
                       const dvf_evaluation *evaluation,
                       const struct reason *reason)
{
    const dvf_kb *kb = evaluation->kb;
    const struct kb_rule *rule = reason_rule(evaluation, reason);

    json_begin_object(json);
    json_text(json, "rule", kb, rule->id);
    json_text(json, "criterion", kb, kb_criteria(kb)[rule->criterion].id);
    json_text(json, "option", kb, kb_options(kb)[rule->option].id);
    json_key(json, "points");
    json_integer(json, reason->points);
    json_text(json, "weight", kb, kb_weights(kb)[rule->weight].id);
    json_key(json, "counts");
    json_boolean(json, reason->counts);
    put_loss(json, evaluation, reason);
    json_key(json, "provisional");
    json_boolean(json, reason->provisional);
    put_unless(json, evaluation, reason);
    json_text(json, "because", kb, rule->because);
    json_optional(json, "otherwise", kb, rule->otherwise);
    put_answers(json, evaluation, rule);
    json_claim_ids(json, kb, rule->claims);
    json_key(json, "origin");
    json_string(json, kb_rule_origin(kb, rule));
    put_place(json, evaluation, reason);
    json_end(json);
}

void json_reasons(struct json_writer *json, const dvf_evaluation *evaluation,
                  enum telling telling)
{
    uint32_t count = telling_reasons(telling, evaluation);
    uint32_t i;

    json_key(json, "reasons");
    json_begin_array(json);
    for (i = 0; i < count; i++)
        put_reason(json, evaluation, &evaluation->reasons[i]);
    json_end(json);
}
