/* SPDX-License-Identifier: MIT */
/*
 * Records of advice: the verdict, how far it can be trusted, on which answers
 * it hangs, and what is worth a second look.
 */
#include "report/phrases.h"
#include "report/record.h"

#define VERDICT "advise.schema.json#/$defs/verdict"

static struct value verdict_outcome_value(const struct item *item)
{
    return value_string(verdict_outcome(item->evaluation));
}

static struct value verdict_title_value(const struct item *item)
{
    return value_string(verdict_title(item->evaluation));
}

/* Of an option, or of a combination the variant that holds. */
static struct value verdict_summary_value(const struct item *item)
{
    uint32_t option = item->evaluation->verdict.option;
    const char *summary = option == KB_NONE
                              ? ""
                              : evaluation_text(item->evaluation, option,
                                                KB_VARYING_SUMMARY);

    return value_string(summary[0] != '\0' ? summary : NULL);
}

static struct value verdict_strength_value(const struct item *item)
{
    return value_string(verdict_strength(item->evaluation));
}

static bool verdict_hangs_on(const struct item *item, uint32_t *cursor,
                             struct value *value)
{
    const struct index_list *list = &item->evaluation->hangs_on;

    if (*cursor == list->count)
        return false;
    *value = value_string(
        record_id(item->kb, KB_SECTION_attributes, list->items[(*cursor)++]));
    return true;
}

/* ------------------------------------------------------------------- missed */

static bool verdict_missed(const struct item *item, struct item *inner)
{
    inner->data = &item->evaluation->verdict.missed;
    return item->evaluation->verdict.missed.strength != KB_NONE;
}

static const struct kb_strength *missed_strength(const struct item *item)
{
    const struct missed_strength *missed = item->data;

    return &kb_strengths(item->kb)[missed->strength];
}

static struct value missed_strength_word(const struct item *item)
{
    return value_string(kb_string(item->kb, missed_strength(item)->id));
}

static struct value missed_answers(const struct item *item)
{
    const struct missed_strength *missed = item->data;

    return value_number(missed->answers
                            ? (int64_t)missed_strength(item)->answers -
                                  item->evaluation->answered.count
                            : 0);
}

static struct value missed_unmet(const struct item *item)
{
    const struct missed_strength *missed = item->data;
    kb_text unmet = missed_strength(item)->unmet;

    return value_string(
        missed->condition && unmet != 0 ? kb_string(item->kb, unmet) : NULL);
}

static const struct field missed_fields[] = {
    {"strength", FIELD_VALUE, .value = missed_strength_word},
    {"answers", FIELD_VALUE, .value = missed_answers},
    {"rule", FIELD_ID, DATA(missed_strength, rule),
     .section = KB_SECTION_rules},
    {"condition", FIELD_FLAG, DATA(missed_strength, condition)},
    {"unmet", FIELD_VALUE, .value = missed_unmet},
    {.key = NULL}};
const struct record record_missed = {VERDICT "/properties/missed",
                                     missed_fields};

/* ------------------------------------------------------ record, alternative */

static bool verdict_record_of(const struct item *item, struct item *inner)
{
    inner->data = verdict_record(item->evaluation);
    return inner->data;
}

static const struct field track_fields[] = {
    {"agreed", FIELD_NUMBER, DATA(kb_strength, agreed)},
    {"of", FIELD_NUMBER, DATA(kb_strength, of)},
    {"source", FIELD_ID, DATA(kb_strength, source),
     .section = KB_SECTION_sources},
    {.key = NULL}};
const struct record record_track = {VERDICT "/properties/record", track_fields};

static bool verdict_alternative(const struct item *item, struct item *inner)
{
    inner->data = &item->evaluation->verdict;
    return item->evaluation->verdict.alternative != KB_NONE;
}

static struct value alternative_title(const struct item *item)
{
    return value_string(
        phrase_title(item->evaluation, item->evaluation->verdict.alternative));
}

static bool alternative_reasons(const struct item *item, uint32_t *cursor,
                                struct value *value)
{
    const struct reason *reason = alternative_reason(item->evaluation, cursor);

    if (reason)
        *value = value_string(
            record_id(item->kb, KB_SECTION_rules, reason->rule));
    return reason;
}

static const struct field alternative_fields[] = {
    {"option", FIELD_ID, DATA(verdict, alternative),
     .section = KB_SECTION_options},
    {"title", FIELD_VALUE, .value = alternative_title},
    {"reasons", FIELD_VALUES, .next_value = alternative_reasons},
    {.key = NULL}};
const struct record record_alternative = {VERDICT "/properties/alternative",
                                          alternative_fields};

/* ------------------------------------------------------------------ verdict */

static const struct field verdict_fields[] = {
    {"outcome", FIELD_VALUE, .value = verdict_outcome_value},
    {"title", FIELD_VALUE, .value = verdict_title_value},
    {"summary", FIELD_VALUE, .value = verdict_summary_value},
    {"strength", FIELD_VALUE, .value = verdict_strength_value},
    {"lead", FIELD_SIGNED, DATA(verdict, lead)},
    {"provisional", FIELD_FLAG, DATA(verdict, provisional)},
    {"hangs_on", FIELD_VALUES, .next_value = verdict_hangs_on},
    {"missed", FIELD_RECORD, .inner = verdict_missed, .record = &record_missed},
    {"record", FIELD_RECORD, .inner = verdict_record_of,
     .record = &record_track},
    {"alternative", FIELD_RECORD, .inner = verdict_alternative,
     .record = &record_alternative},
    {.key = NULL}};
const struct record record_verdict = {VERDICT, verdict_fields};
