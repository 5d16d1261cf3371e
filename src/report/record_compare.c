/* SPDX-License-Identifier: MIT */
/*
 * Records of a comparison: where profiles stand apart. Keys are only ever
 * added.
 */
#include "profile/profile.h"
#include "report/comparison.h"
#include "report/record.h"

#define COMPARE "compare.schema.json#/$defs/"

static const struct report *report_of(const struct item *item)
{
    return ((const struct comparison *)item->data)->report;
}

/* ---------------------------------------------------------------- answers */

/* The index is that of an attribute. */
static struct value answer_attribute(const struct item *item)
{
    return value_string(
        record_id(item->kb, KB_SECTION_attributes, item->index));
}

static bool answer_applies(const struct item *item, uint32_t *cursor,
                           struct value *value)
{
    const struct report *report = report_of(item);

    if (*cursor == report->count)
        return false;
    *value = value_flag(
        evaluation_applies(report->evaluations[(*cursor)++], item->index));
    return true;
}

static bool answer_answers(const struct item *item, uint32_t *cursor,
                           struct value *value)
{
    const struct report *report = report_of(item);

    if (*cursor == report->count)
        return false;
    const dvf_evaluation *evaluation = report->evaluations[(*cursor)++];
    bool given = evaluation_applies(evaluation, item->index) &&
                 answer_is_given(evaluation, item->index);

    *value = (struct value){
        .kind = given ? VALUE_ANSWER : VALUE_NULL,
        .number = item->index,
        .chosen = answer_values(&evaluation->profile->answers[item->index])};
    return true;
}

static const struct field answer_fields[] = {
    {"attribute", FIELD_VALUE, .value = answer_attribute},
    {"applies", FIELD_VALUES, .next_value = answer_applies},
    {"answers", FIELD_VALUES, .next_value = answer_answers},
    {.key = NULL}};
const struct record record_compared_answer = {COMPARE "answer", answer_fields};

/* ---------------------------------------------------------------- reasons */

static struct value reason_points(const struct item *item)
{
    return value_number(kb_rule_points(item->kb, item->subject));
}

static bool reason_states(const struct item *item, uint32_t *cursor,
                          struct value *value)
{
    const struct comparison *comparison = item->data;

    if (*cursor == comparison->report->count)
        return false;
    *value = value_string(
        compared_word(comparison_state(comparison, (*cursor)++, item->index)));
    return true;
}

static const struct field reason_fields[] = {
    {"rule", FIELD_TEXT, SUBJECT(kb_rule, id)},
    {"option", FIELD_ID, SUBJECT(kb_rule, option),
     .section = KB_SECTION_options},
    {"points", FIELD_VALUE, .value = reason_points},
    {"because", FIELD_TEXT, SUBJECT(kb_rule, because)},
    {"states", FIELD_VALUES, .next_value = reason_states},
    {.key = NULL}};
const struct record record_compared_reason = {COMPARE "reason", reason_fields};

/* --------------------------------------------------------------- the whole */

static bool next_answer(const struct item *item, uint32_t *cursor,
                        struct item *inner)
{
    while (*cursor < kb_attributes_count(item->kb)) {
        inner->index = (*cursor)++;
        if (comparison_has_answer(item->data, inner->index))
            return true;
    }
    return false;
}

static bool next_reason(const struct item *item, uint32_t *cursor,
                        struct item *inner)
{
    while (*cursor < kb_rules_count(item->kb)) {
        inner->index = (*cursor)++;
        inner->subject = &kb_rules(item->kb)[inner->index];
        if (comparison_fires(item->data, inner->index) &&
            comparison_has_rule(item->data, inner->index))
            return true;
    }
    return false;
}

static const struct field differences_fields[] = {
    {"answers", FIELD_RECORDS, .next_item = next_answer,
     .record = &record_compared_answer},
    {"reasons", FIELD_RECORDS, .next_item = next_reason,
     .record = &record_compared_reason},
    {.key = NULL}};
const struct record record_differences = {
    "compare.schema.json#/properties/differences", differences_fields};
