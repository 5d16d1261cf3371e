/* SPDX-License-Identifier: MIT */
/*
 * Records of an analysis: the verdicts that open answers can lead to, what each
 * answer would make of it, and the answers and points that it hangs on.
 */
#include "report/record.h"

#include "analysis/entropy.h"

#define ANALYSIS "advise.schema.json#/$defs/analysis"

static struct value attribute_value(const struct item *item, uint32_t attribute)
{
    return value_string(record_id(item->kb, KB_SECTION_attributes, attribute));
}

/* One value of an attribute: its id, or of a flag true or false. */
static struct value one_value(const struct item *item, uint32_t attribute,
                              uint32_t index)
{
    const struct kb_attribute *record = &kb_attributes(item->kb)[attribute];

    if (record->type == KB_FLAG)
        return value_flag(index != 0);
    return value_string(
        kb_string(item->kb, kb_attribute_values(item->kb, record)[index].id));
}

static bool next_value_of(const struct item *item, uint32_t attribute,
                          value_set values, uint32_t *cursor,
                          struct value *value)
{
    uint32_t count = kb_attributes(item->kb)[attribute].values.count;

    while (*cursor < count && !values_have(values, *cursor))
        ++*cursor;
    if (*cursor == count)
        return false;
    *value = one_value(item, attribute, (*cursor)++);
    return true;
}

/* -------------------------------------------------------------------- needs */

static struct value need_attribute(const struct item *item)
{
    return attribute_value(item, ((const struct need *)item->data)->attribute);
}

static bool need_values(const struct item *item, uint32_t *cursor,
                        struct value *value)
{
    const struct need *need = item->data;

    return next_value_of(item, need->attribute, need->values, cursor, value);
}

static const struct field need_fields[] = {
    {"attribute", FIELD_VALUE, .value = need_attribute},
    {"values", FIELD_VALUES, .next_value = need_values},
    {.key = NULL}};
const struct record record_need = {
    ANALYSIS "/properties/verdicts/items/properties/needs/items", need_fields};

static struct value reachable_outcome(const struct item *item)
{
    const struct reachable *reachable = item->data;

    return value_string(analysis_outcome(item->analysis, reachable->end));
}

static bool reachable_has_needs(const struct item *item, struct item *inner)
{
    (void)inner;
    return ((const struct reachable *)item->data)->has_needs;
}

static bool reachable_needs(const struct item *item, uint32_t *cursor,
                            struct item *inner)
{
    const struct reachable *reachable = item->data;

    if (*cursor == reachable->need_count)
        return false;
    inner->data = &reachable->needs[(*cursor)++];
    return true;
}

static const struct field reachable_fields[] = {
    {"outcome", FIELD_VALUE, .value = reachable_outcome},
    {"proved", FIELD_FLAG, DATA(reachable, proved)},
    {"completions", FIELD_STRING, DATA(reachable, completions)},
    {"needs", FIELD_RECORDS, .inner = reachable_has_needs,
     .next_item = reachable_needs, .record = &record_need},
    {.key = NULL}};
const struct record record_reachable = {ANALYSIS "/properties/verdicts/items",
                                        reachable_fields};

/* ---------------------------------------------------------------- questions */

/* An answer to a question: a value, or of a set a selection. */
static struct value prospect_value(const struct item *item)
{
    const struct inquiry *inquiry = item->subject;
    const struct prospect *prospect = item->data;
    bool is_set = kb_attributes(item->kb)[inquiry->attribute].type == KB_SET;

    return (struct value){
        .kind = VALUE_ANSWER,
        .number = inquiry->attribute,
        .chosen = is_set ? prospect->values : UINT64_C(1) << item->index,
    };
}

static bool prospect_outcomes(const struct item *item, uint32_t *cursor,
                              struct value *value)
{
    const struct prospect *prospect = item->data;
    const dvf_analysis *analysis = item->analysis;

    while (*cursor < analysis->reachable_count &&
           !(prospect->verdicts >> *cursor & 1))
        ++*cursor;
    if (*cursor == analysis->reachable_count)
        return false;
    *value = value_string(
        analysis_outcome(analysis, analysis->reachable[(*cursor)++].end));
    return true;
}

static const struct field prospect_fields[] = {
    {"value", FIELD_VALUE, .value = prospect_value},
    {"outcomes", FIELD_VALUES, .next_value = prospect_outcomes},
    {.key = NULL}};
const struct record record_prospect = {
    ANALYSIS "/properties/questions/items/properties/answers/items",
    prospect_fields};

static struct value inquiry_attribute(const struct item *item)
{
    return attribute_value(item,
                           ((const struct inquiry *)item->data)->attribute);
}

/* Rounded to thousandths. */
static struct value inquiry_bits(const struct item *item)
{
    const struct inquiry *inquiry = item->data;
    uint64_t thousandths = ((uint64_t)inquiry->gain * 1000 + ENTROPY_BIT / 2) /
                           ENTROPY_BIT;

    return inquiry->counted ? (struct value){.kind = VALUE_THOUSANDTHS,
                                             .number = (int64_t)thousandths}
                            : value_string(NULL);
}

/* The prospect of a value, or null where it contradicts other answers. */
static const struct prospect *prospect_of(const struct inquiry *inquiry,
                                          uint32_t value)
{
    for (uint32_t i = 0; i < inquiry->prospect_count; i++)
        if (values_have(inquiry->prospects[i].values, value))
            return &inquiry->prospects[i];
    return NULL;
}

/* By value, or by selection of a set. */
static bool inquiry_answers(const struct item *item, uint32_t *cursor,
                            struct item *inner)
{
    const struct inquiry *inquiry = item->data;
    const struct kb_attribute *attribute = &kb_attributes(
        item->kb)[inquiry->attribute];
    bool is_set = attribute->type == KB_SET;
    uint32_t count = is_set ? inquiry->prospect_count : attribute->values.count;

    inner->subject = inquiry;
    inner->data = NULL;
    while (*cursor < count && !inner->data) {
        inner->index = (*cursor)++;
        inner->data = is_set ? &inquiry->prospects[inner->index]
                             : prospect_of(inquiry, inner->index);
    }
    return inner->data;
}

static const struct field inquiry_fields[] = {
    {"attribute", FIELD_VALUE, .value = inquiry_attribute},
    {"matters", FIELD_FLAG, DATA(inquiry, matters)},
    {"bits", FIELD_VALUE, .value = inquiry_bits},
    {"answers", FIELD_RECORDS, .next_item = inquiry_answers,
     .record = &record_prospect},
    {.key = NULL}};
const struct record record_inquiry = {ANALYSIS "/properties/questions/items",
                                      inquiry_fields};

/* ------------------------------------------------------------------ changes */

static struct value change_attribute(const struct item *item)
{
    return attribute_value(item,
                           ((const struct change *)item->data)->attribute);
}

static struct value change_from(const struct item *item)
{
    uint32_t attribute = ((const struct change *)item->data)->attribute;

    return (struct value){.kind = VALUE_ANSWER,
                          .number = attribute,
                          .chosen = item->analysis->given[attribute]};
}

static bool change_to(const struct item *item, uint32_t *cursor,
                      struct value *value)
{
    const struct change *change = item->data;

    return next_value_of(item, change->attribute, change->to, cursor, value);
}

static const struct field change_fields[] = {
    {"attribute", FIELD_VALUE, .value = change_attribute},
    {"from", FIELD_VALUE, .value = change_from},
    {"to", FIELD_VALUES, .next_value = change_to},
    {.key = NULL}};
const struct record record_change = {
    ANALYSIS "/properties/changes/items/properties/set/items", change_fields};

static bool set_changes(const struct item *item, uint32_t *cursor,
                        struct item *inner)
{
    const struct change_set *set = item->data;

    if (*cursor == set->size)
        return false;
    inner->data = &set->items[(*cursor)++];
    return true;
}

static struct value set_outcome(const struct item *item)
{
    const struct change_set *set = item->data;

    return value_string(analysis_outcome(item->analysis, set->end));
}

static const struct field set_fields[] = {
    {"set", FIELD_RECORDS, .next_item = set_changes, .record = &record_change},
    {"outcome", FIELD_VALUE, .value = set_outcome},
    {.key = NULL}};
const struct record record_change_set = {ANALYSIS "/properties/changes/items",
                                         set_fields};

/* ------------------------------------------------------------------ weights */

/* The data are points with which the verdict stands, the index is that of the
 * rule, or where there is a subject, of the word. */
static bool weight_is_word(const struct item *item, struct item *inner)
{
    (void)inner;
    return item->subject;
}

static bool weight_is_rule(const struct item *item, struct item *inner)
{
    return !weight_is_word(item, inner);
}

static struct value weight_rule(const struct item *item)
{
    return value_string(record_id(item->kb, KB_SECTION_rules, item->index));
}

static struct value weight_word(const struct item *item)
{
    return value_string(record_id(item->kb, KB_SECTION_weights, item->index));
}

static struct value bound(int32_t points)
{
    return points < 0 ? value_string(NULL) : value_number(points);
}

static struct value weight_least(const struct item *item)
{
    return bound(((const struct weight_range *)item->data)->least);
}

static struct value weight_greatest(const struct item *item)
{
    return bound(((const struct weight_range *)item->data)->greatest);
}

static const struct field weight_fields[] = {
    {"rule", FIELD_VALUE, .inner = weight_is_rule, .value = weight_rule},
    {"weight", FIELD_VALUE, .inner = weight_is_word, .value = weight_word},
    {"least", FIELD_VALUE, .value = weight_least},
    {"greatest", FIELD_VALUE, .value = weight_greatest},
    {.key = NULL}};
const struct record record_weight = {ANALYSIS "/properties/weights/items",
                                     weight_fields};

/* ----------------------------------------------------------------- analysis */

static struct value analysis_method(const struct item *item)
{
    static const char *const words[] = {
        [DVF_EXACT] = "exact",
        [DVF_PROVED] = "proved",
        [DVF_BOUNDS] = "bounds",
    };

    return value_string(words[item->analysis->method]);
}

static struct value analysis_is_settled(const struct item *item)
{
    return value_flag(analysis_settled(item->analysis));
}

static bool analysis_verdicts(const struct item *item, uint32_t *cursor,
                              struct item *inner)
{
    if (*cursor == item->analysis->reachable_count)
        return false;
    inner->data = &item->analysis->reachable[(*cursor)++];
    return true;
}

static bool analysis_ranges(const struct item *item, uint32_t *cursor,
                            struct value *value)
{
    if (*cursor == item->kb->scoring)
        return false;
    const int32_t *range = item->analysis->ranges[*cursor];
    *value = (struct value){
        .kind = VALUE_RANGE,
        .key = record_id(item->kb, KB_SECTION_options,
                         kb_scoring_option(item->kb, (*cursor)++)),
        .number = range[0],
        .greatest = range[1],
    };
    return true;
}

static bool analysis_questions(const struct item *item, uint32_t *cursor,
                               struct item *inner)
{
    if (*cursor == item->analysis->inquiry_count)
        return false;
    inner->data = &item->analysis->inquiries[(*cursor)++];
    return true;
}

static bool analysis_has_changes(const struct item *item, struct item *inner)
{
    (void)inner;
    return item->analysis->has_changes;
}

static bool analysis_changes(const struct item *item, uint32_t *cursor,
                             struct item *inner)
{
    const struct changes *changes = &item->analysis->changes;

    if (*cursor == changes->count)
        return false;
    inner->data = &changes->sets[(*cursor)++];
    return true;
}

static bool analysis_has_weights(const struct item *item, struct item *inner)
{
    (void)inner;
    return item->analysis->has_weights;
}

/* Of the rules that fired, then of the words for points. */
static bool analysis_weights(const struct item *item, uint32_t *cursor,
                             struct item *inner)
{
    const dvf_analysis *analysis = item->analysis;
    uint32_t rules = kb_rules_count(item->kb);

    while (*cursor < rules && !analysis->fired[*cursor])
        ++*cursor;
    if (*cursor == rules + kb_weights_count(item->kb))
        return false;
    uint32_t index = (*cursor)++;
    bool is_word = index >= rules;
    inner->index = is_word ? index - rules : index;
    inner->data = is_word ? &analysis->words[inner->index]
                          : &analysis->rules[inner->index];
    inner->subject = is_word ? inner->data : NULL;
    return true;
}

static const struct field analysis_fields[] = {
    {"method", FIELD_VALUE, .value = analysis_method},
    {"settled", FIELD_VALUE, .value = analysis_is_settled},
    {"contradictions_left_out", FIELD_FLAG,
     DATA(dvf_analysis, contradictions_left_out)},
    {"completions", FIELD_STRING, DATA(dvf_analysis, completions)},
    {"verdicts", FIELD_RECORDS, .next_item = analysis_verdicts,
     .record = &record_reachable},
    {"ranges", FIELD_PAIRS, .next_value = analysis_ranges},
    {"questions", FIELD_RECORDS, .next_item = analysis_questions,
     .record = &record_inquiry},
    {"changes", FIELD_RECORDS, .inner = analysis_has_changes,
     .next_item = analysis_changes, .record = &record_change_set},
    {"weights", FIELD_RECORDS, .inner = analysis_has_weights,
     .next_item = analysis_weights, .record = &record_weight},
    {.key = NULL}};
const struct record record_analysis = {ANALYSIS, analysis_fields};
