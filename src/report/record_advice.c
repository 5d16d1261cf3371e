/* SPDX-License-Identifier: MIT */
/*
 * Records of advice: the knowledge base, and the result of one profile with its
 * verdict and all that led to it. Keys are only ever added.
 */
#include "engine/bearing.h"
#include "profile/profile.h"
#include "report/phrases.h"
#include "report/record.h"

#define ADVISE "advise.schema.json#"
#define RESULT ADVISE "/$defs/result/properties"

static const char *attribute_id(const struct item *item, uint32_t attribute)
{
    return record_id(item->kb, KB_SECTION_attributes, attribute);
}

/* ------------------------------------------------------- the knowledge base */

static struct value kb_sha256(const struct item *item)
{
    buffer_clear(item->words);
    buffer_puts(item->words, dvf_kb_describe(item->kb).sha256);
    return value_string(item->words->bytes);
}

static bool attribute_values(const struct item *item, uint32_t *cursor,
                             struct value *value)
{
    const struct kb_attribute *attribute = item->data;
    const struct kb_value *values = kb_attribute_values(item->kb, attribute);

    if (*cursor == attribute->values.count)
        return false;
    *value = value_string(kb_string(item->kb, values[*cursor].label));
    value->key = kb_string(item->kb, values[*cursor].id);
    ++*cursor;
    return true;
}

static bool attribute_examples(const struct item *item, uint32_t *cursor,
                               struct value *value)
{
    const struct kb_attribute *attribute = item->data;
    const struct kb_value *values = kb_attribute_values(item->kb, attribute);

    while (*cursor < attribute->values.count && values[*cursor].example == 0)
        ++*cursor;
    if (*cursor == attribute->values.count)
        return false;
    *value = value_string(kb_string(item->kb, values[*cursor].example));
    value->key = kb_string(item->kb, values[*cursor].id);
    ++*cursor;
    return true;
}

static bool next_cell(const struct item *item, struct kb_range cells,
                      uint32_t *cursor, struct value *value)
{
    if (*cursor == cells.count)
        return false;
    const struct kb_cell *cell = &kb_cells(item->kb)[cells.first + (*cursor)++];
    *value = value_string(kb_string(item->kb, cell->says));
    value->key = record_id(item->kb, KB_SECTION_options, cell->option);
    return true;
}

static bool claim_cells(const struct item *item, uint32_t *cursor,
                        struct value *value)
{
    const struct kb_claim *claim = item->data;

    return next_cell(item, claim->cells, cursor, value);
}

static bool comparison_cells(const struct item *item, uint32_t *cursor,
                             struct value *value)
{
    const struct kb_comparison *row = item->data;

    return next_cell(item, row->cells, cursor, value);
}

static const struct field kb_fields[] = {
    {"id", FIELD_TEXT, DATA(dvf_kb, id)},
    {"version", FIELD_TEXT, DATA(dvf_kb, version)},
    {"as_of", FIELD_TEXT, DATA(dvf_kb, as_of)},
    {"sha256", FIELD_VALUE, .value = kb_sha256},
    {"title", FIELD_TEXT, DATA(dvf_kb, title)},
    {.key = NULL}};
const struct record record_kb = {ADVISE "/properties/kb", kb_fields};

static const struct field option_fields[] = {
    {"id", FIELD_TEXT, DATA(kb_option, id)},
    {"title", FIELD_TEXT, DATA(kb_option, title)},
    {"summary", FIELD_OPTIONAL, DATA(kb_option, summary)},
    {"of", FIELD_IDS, DATA(kb_option, parts), .section = KB_SECTION_options},
    {.key = NULL}};
const struct record record_option = {ADVISE "/properties/options/items",
                                     option_fields};

static const struct field attribute_fields[] = {
    {"ask", FIELD_TEXT, DATA(kb_attribute, ask)},
    {"means", FIELD_OPTIONAL, DATA(kb_attribute, means)},
    {"why", FIELD_TEXT, DATA(kb_attribute, why)},
    {"unit", FIELD_OPTIONAL, DATA(kb_attribute, unit)},
    {"values", FIELD_PAIRS, .next_value = attribute_values},
    {"examples", FIELD_PAIRS, .next_value = attribute_examples},
    {.key = NULL}};
const struct record record_attribute = {
    ADVISE "/properties/attributes/additionalProperties", attribute_fields};

static const struct field claim_fields[] = {
    {"about", FIELD_ID, DATA(kb_claim, about), .section = KB_SECTION_options},
    {"kind", FIELD_OPTIONAL, DATA(kb_claim, kind)},
    {"says", FIELD_TEXT, DATA(kb_claim, says)},
    {"status", FIELD_OPTIONAL, DATA(kb_claim, status)},
    {"now", FIELD_OPTIONAL, DATA(kb_claim, now)},
    {"until", FIELD_OPTIONAL, DATA(kb_claim, until)},
    {"confidence", FIELD_OPTIONAL, DATA(kb_claim, confidence)},
    {"source", FIELD_ID, DATA(kb_claim, source), .section = KB_SECTION_sources},
    {"refs", FIELD_IDS, DATA(kb_claim, refs), .section = KB_SECTION_sources},
    {"cells", FIELD_PAIRS, .next_value = claim_cells},
    {.key = NULL}};
const struct record record_claim = {ADVISE "/$defs/claim", claim_fields};

static const struct field comparison_fields[] = {
    {"id", FIELD_TEXT, DATA(kb_comparison, id)},
    {"title", FIELD_TEXT, DATA(kb_comparison, title)},
    {"cells", FIELD_PAIRS, .next_value = comparison_cells},
    {"claims", FIELD_IDS, DATA(kb_comparison, claims),
     .section = KB_SECTION_claims},
    {.key = NULL}};
const struct record record_comparison = {ADVISE "/properties/comparison/items",
                                         comparison_fields};

static const struct field source_fields[] = {
    {"title", FIELD_TEXT, DATA(kb_source, title)},
    {"date", FIELD_OPTIONAL, DATA(kb_source, date)},
    {"kind", FIELD_OPTIONAL, DATA(kb_source, kind)},
    {"url", FIELD_OPTIONAL, DATA(kb_source, url)},
    {"caveat", FIELD_OPTIONAL, DATA(kb_source, caveat)},
    {.key = NULL}};
const struct record record_source = {ADVISE "/$defs/source", source_fields};

/* ---------------------------------------------------------------- selection */

/* Readers of the first version know one source by name, and its key stays. */
static struct value selection_article_only(const struct item *item)
{
    const dvf_evaluation *evaluation = item->evaluation;

    return value_flag(evaluation && evaluation->only_sources.count == 1 &&
                      evaluation->only_sources.items[0] ==
                          kb_find_source(item->kb, "article"));
}

static bool selection_sources(const struct item *item, uint32_t *cursor,
                              struct value *value)
{
    const dvf_evaluation *evaluation = item->evaluation;

    if (!evaluation || *cursor == evaluation->only_sources.count)
        return false;
    *value = value_string(
        record_id(item->kb, KB_SECTION_sources,
                  evaluation->only_sources.items[(*cursor)++]));
    return true;
}

/* Rules before criteria. */
static bool selection_without(const struct item *item, uint32_t *cursor,
                              struct value *value)
{
    if (!item->evaluation)
        return false;
    const struct index_list *rules = &item->evaluation->without_rules;
    const struct index_list *criteria = &item->evaluation->without_criteria;
    uint32_t i = *cursor;

    if (i == rules->count + criteria->count)
        return false;
    ++*cursor;
    *value = value_string(
        i < rules->count
            ? record_id(item->kb, KB_SECTION_rules, rules->items[i])
            : record_id(item->kb, KB_SECTION_criteria,
                        criteria->items[i - rules->count]));
    return true;
}

static const struct field selection_fields[] = {
    {"article_only", FIELD_VALUE, .value = selection_article_only},
    {"only_sources", FIELD_VALUES, .next_value = selection_sources},
    {"without", FIELD_VALUES, .next_value = selection_without},
    {.key = NULL}};
const struct record record_selection = {ADVISE "/properties/selection",
                                        selection_fields};

/* ----------------------------------------------------------------- criteria */

/* Points of the options that score, by their ids. */
static bool next_points(const struct item *item, const int32_t *points,
                        uint32_t *cursor, struct value *value)
{
    if (*cursor == item->kb->scoring)
        return false;
    *value = value_number(points[*cursor]);
    value->key = record_id(item->kb, KB_SECTION_options,
                           kb_scoring_option(item->kb, (*cursor)++));
    return true;
}

static struct value criterion_collect(const struct item *item)
{
    const struct kb_criterion *criterion = item->data;

    return value_string(kb_collect_word((enum kb_collect)criterion->collect));
}

static bool criterion_points(const struct item *item, uint32_t *cursor,
                             struct value *value)
{
    size_t row = (size_t)item->index * item->kb->scoring;

    return next_points(item, item->evaluation->points + row, cursor, value);
}

static const struct field criterion_fields[] = {
    {"id", FIELD_TEXT, DATA(kb_criterion, id)},
    {"title", FIELD_OPTIONAL, DATA(kb_criterion, title)},
    {"in", FIELD_ID, DATA(kb_criterion, parent),
     .section = KB_SECTION_criteria},
    {"collect", FIELD_VALUE, .value = criterion_collect},
    {"points", FIELD_PAIRS, .next_value = criterion_points},
    {.key = NULL}};
const struct record record_criterion = {ADVISE "/$defs/criterion",
                                        criterion_fields};

/* ------------------------------------------------------------------ reasons */

static const struct field at_fields[] = {
    {"line", FIELD_NUMBER, DATA(position, line)},
    {"column", FIELD_NUMBER, DATA(position, column)},
    {.key = NULL}};
const struct record record_at_place = {ADVISE "/$defs/reason/properties/at",
                                       at_fields};

static struct value reason_outweighed_by(const struct item *item)
{
    return value_string(
        record_id(item->kb, KB_SECTION_rules,
                  reason_loss(item->evaluation, item->data).rule));
}

static struct value reason_counted_within(const struct item *item)
{
    return value_string(
        record_id(item->kb, KB_SECTION_criteria,
                  reason_loss(item->evaluation, item->data).criterion));
}

/* The unanswered attributes that may still close a provisional reason. */
static bool reason_unless(const struct item *item, uint32_t *cursor,
                          struct value *value)
{
    uint32_t attribute = reason_hangs_on(item->evaluation, item->data, cursor);

    if (attribute != KB_NONE)
        *value = value_string(attribute_id(item, attribute));
    return attribute != KB_NONE;
}

static struct value answer_value(const struct item *item, uint32_t attribute)
{
    const struct answer *answers = item->evaluation->profile->answers;

    return (struct value){.kind = VALUE_ANSWER,
                          .key = attribute_id(item, attribute),
                          .number = attribute,
                          .chosen = answer_values(&answers[attribute])};
}

static bool reason_answers(const struct item *item, uint32_t *cursor,
                           struct value *value)
{
    const struct kb_range reads =
        ((const struct kb_rule *)item->subject)->condition.reads;

    while (*cursor < reads.count) {
        uint32_t attribute = kb_index(item->kb, reads)[(*cursor)++];

        if (!answer_is_given(item->evaluation, attribute))
            continue;
        *value = answer_value(item, attribute);
        return true;
    }
    return false;
}

static struct value reason_origin(const struct item *item)
{
    return value_string(kb_rule_origin(item->kb, item->subject));
}

/* The place of the first answer that a reason rests on. */
static bool reason_at(const struct item *item, struct item *inner)
{
    uint32_t attribute = reason_first_answer(item->evaluation, item->data);

    return attribute != KB_NONE &&
           record_at(&item->evaluation->profile->places[attribute].key, inner);
}

static const struct field reason_fields[] = {
    {"rule", FIELD_TEXT, SUBJECT(kb_rule, id)},
    {"criterion", FIELD_ID, SUBJECT(kb_rule, criterion),
     .section = KB_SECTION_criteria},
    {"option", FIELD_ID, SUBJECT(kb_rule, option),
     .section = KB_SECTION_options},
    {"points", FIELD_NUMBER, DATA(reason, points)},
    {"weight", FIELD_ID, SUBJECT(kb_rule, weight),
     .section = KB_SECTION_weights},
    {"counts", FIELD_FLAG, DATA(reason, counts)},
    {"outweighed_by", FIELD_VALUE, .value = reason_outweighed_by},
    {"counted_within", FIELD_VALUE, .value = reason_counted_within},
    {"provisional", FIELD_FLAG, DATA(reason, provisional)},
    {"unless_unanswered", FIELD_VALUES, .next_value = reason_unless},
    {"because", FIELD_TEXT, SUBJECT(kb_rule, because)},
    {"otherwise", FIELD_OPTIONAL, SUBJECT(kb_rule, otherwise)},
    {"answers", FIELD_PAIRS, .next_value = reason_answers},
    {"claims", FIELD_IDS, SUBJECT(kb_rule, claims),
     .section = KB_SECTION_claims},
    {"origin", FIELD_VALUE, .value = reason_origin},
    {"at", FIELD_RECORD, .inner = reason_at, .record = &record_at_place},
    {.key = NULL}};
const struct record record_reason = {ADVISE "/$defs/reason", reason_fields};

/* -------------------------------------------------------------------- gates */

static bool gate_requirements(const struct item *item, uint32_t *cursor,
                              struct item *inner)
{
    const struct kb_combination *combination = item->subject;

    if (*cursor == combination->requirements.count)
        return false;
    inner->index = combination->requirements.first + (*cursor)++;
    inner->data = &kb_requirements(item->kb)[inner->index];
    return true;
}

static struct value requirement_essential(const struct item *item)
{
    const struct kb_requirement *requirement = item->data;

    return value_flag(requirement->essential != 0);
}

static struct value requirement_met(const struct item *item)
{
    uint8_t met = item->evaluation->requirements.met[item->index];

    return met == TRUTH_OPEN ? value_string(NULL)
                             : value_flag(met == TRUTH_TRUE);
}

static const struct field requirement_fields[] = {
    {"when", FIELD_TEXTS, DATA(kb_requirement, condition.when_texts)},
    {"unless", FIELD_TEXTS, DATA(kb_requirement, condition.unless_texts)},
    {"essential", FIELD_VALUE, .value = requirement_essential},
    {"met", FIELD_VALUE, .value = requirement_met},
    {"unmet", FIELD_TEXT, DATA(kb_requirement, unmet)},
    {.key = NULL}};
const struct record record_requirement = {
    ADVISE "/$defs/gate/properties/requirements/items", requirement_fields};

static struct value gate_against(const struct item *item)
{
    const struct kb_combination *combination = item->subject;
    const char *against = evaluation_text(item->evaluation, combination->option,
                                          KB_VARYING_AGAINST);

    return value_string(against[0] != '\0' ? against : NULL);
}

static const struct field gate_fields[] = {
    {"option", FIELD_ID, SUBJECT(kb_combination, option),
     .section = KB_SECTION_options},
    {"met", FIELD_TRUTH, DATA(gate, met)},
    {"worth_reporting", FIELD_FLAG, DATA(gate, worth_reporting)},
    {"ruled_out", FIELD_FLAG, DATA(gate, ruled_out)},
    {"against", FIELD_VALUE, .value = gate_against},
    {"requirements", FIELD_RECORDS, .next_item = gate_requirements,
     .record = &record_requirement},
    {"claims", FIELD_IDS, SUBJECT(kb_combination, claims),
     .section = KB_SECTION_claims},
    {.key = NULL}};
const struct record record_gate = {ADVISE "/$defs/gate", gate_fields};

/* ------------------------------------------------------ exclusions, remarks */

static struct value warning_kind(const struct item *item)
{
    const struct kb_remark *warning = item->data;

    return value_string(kb_warning_word((enum kb_warning_kind)warning->kind));
}

static const struct field excluded_fields[] = {
    {"option", FIELD_ID, DATA(kb_exclude, option),
     .section = KB_SECTION_options},
    {"says", FIELD_TEXT, DATA(kb_exclude, says)},
    {"claims", FIELD_IDS, DATA(kb_exclude, claims),
     .section = KB_SECTION_claims},
    {.key = NULL}};
const struct record record_excluded = {RESULT "/excluded/items",
                                       excluded_fields};

static struct value note_kind(const struct item *item)
{
    const struct kb_remark *note = item->data;

    return value_string(kb_note_word((enum kb_note_kind)note->kind));
}

/* The reason that the note stands under. */
static struct value note_under(const struct item *item)
{
    uint32_t reason = note_reason(item->evaluation, item->index);

    return value_string(record_id(
        item->kb, KB_SECTION_rules,
        reason == KB_NONE ? KB_NONE : item->evaluation->reasons[reason].rule));
}

static const struct field note_fields[] = {
    {"id", FIELD_TEXT, DATA(kb_remark, id)},
    {"kind", FIELD_VALUE, .value = note_kind},
    {"under", FIELD_VALUE, .value = note_under},
    {"says", FIELD_TEXT, DATA(kb_remark, says)},
    {"until", FIELD_OPTIONAL, DATA(kb_remark, until)},
    {"claims", FIELD_IDS, DATA(kb_remark, claims),
     .section = KB_SECTION_claims},
    {.key = NULL}};
const struct record record_note = {ADVISE "/$defs/note", note_fields};

static const struct field warning_fields[] = {
    {"id", FIELD_TEXT, DATA(kb_remark, id)},
    {"kind", FIELD_VALUE, .value = warning_kind},
    {"says", FIELD_TEXT, DATA(kb_remark, says)},
    {"claims", FIELD_IDS, DATA(kb_remark, claims),
     .section = KB_SECTION_claims},
    {.key = NULL}};
const struct record record_warning = {ADVISE "/$defs/warning", warning_fields};

/* ------------------------------------------------------------------- result */

static struct value result_file(const struct item *item)
{
    return value_string(item->evaluation->profile->file);
}

static struct value result_profile(const struct item *item)
{
    return value_string(item->evaluation->profile->name);
}

static struct value result_description(const struct item *item)
{
    return value_string(item->evaluation->profile->description);
}

static bool result_verdict(const struct item *item, struct item *inner)
{
    inner->data = &item->evaluation->verdict;
    return true;
}

static bool result_scores(const struct item *item, uint32_t *cursor,
                          struct value *value)
{
    return next_points(item, item->evaluation->scores, cursor, value);
}

static bool result_criteria(const struct item *item, uint32_t *cursor,
                            struct item *inner)
{
    if (*cursor == kb_criteria_count(item->kb))
        return false;
    inner->index = (*cursor)++;
    inner->data = &kb_criteria(item->kb)[inner->index];
    return true;
}

static bool result_reasons(const struct item *item, uint32_t *cursor,
                           struct item *inner)
{
    const dvf_evaluation *evaluation = item->evaluation;

    if (*cursor == telling_reasons(item->telling, evaluation))
        return false;
    inner->data = &evaluation->reasons[*cursor];
    inner->subject = reason_rule(evaluation, &evaluation->reasons[*cursor]);
    ++*cursor;
    return true;
}

static bool result_gates(const struct item *item, uint32_t *cursor,
                         struct item *inner)
{
    while (*cursor < item->evaluation->gate_count) {
        const struct gate *gate = &item->evaluation->gates[(*cursor)++];

        if (!telling_has_gate(item->telling, gate))
            continue;
        inner->data = gate;
        inner->subject = &kb_combinations(item->kb)[gate->combination];
        return true;
    }
    return false;
}

static bool result_excluded(const struct item *item, uint32_t *cursor,
                            struct item *inner)
{
    const struct index_list *list = &item->evaluation->excludes;

    if (*cursor == list->count)
        return false;
    inner->data = &kb_excludes(item->kb)[list->items[(*cursor)++]];
    return true;
}

static bool result_notes(const struct item *item, uint32_t *cursor,
                         struct item *inner)
{
    const struct index_list *list = &item->evaluation->notes;

    if (item->telling == TELLING_BRIEF || *cursor == list->count)
        return false;
    inner->index = list->items[(*cursor)++];
    inner->data = &kb_notes(item->kb)[inner->index];
    return true;
}

static bool result_warnings(const struct item *item, uint32_t *cursor,
                            struct item *inner)
{
    const struct index_list *list = &item->evaluation->warnings;

    if (*cursor == list->count)
        return false;
    inner->data = &kb_warnings(item->kb)[list->items[(*cursor)++]];
    return true;
}

static bool result_answers(const struct item *item, uint32_t *cursor,
                           struct value *value)
{
    const struct index_list *answered = &item->evaluation->answered;

    if (*cursor == answered->count)
        return false;
    *value = answer_value(item, answered->items[(*cursor)++]);
    return true;
}

/* Answers to scales that were given as numbers, as they were written. */
static bool result_numbers(const struct item *item, uint32_t *cursor,
                           struct value *value)
{
    const struct index_list *answered = &item->evaluation->answered;

    while (*cursor < answered->count) {
        uint32_t attribute = answered->items[(*cursor)++];
        const struct answer *answer =
            &item->evaluation->profile->answers[attribute];

        if (!answer->number)
            continue;
        *value = value_string(answer->number);
        value->key = attribute_id(item, attribute);
        return true;
    }
    return false;
}

/* Answers that led to nothing. Marks are made at the first one and kept in the
 * scratch, which ids do not use. */
static bool result_no_difference(const struct item *item, uint32_t *cursor,
                                 struct value *value)
{
    const struct index_list *answered = &item->evaluation->answered;
    uint8_t bears[KB_ATTRIBUTES_MAX];

    if (*cursor == 0) {
        bearing_mark(item->evaluation, bears);
        buffer_clear(item->words);
        buffer_append(item->words, (const char *)bears,
                      kb_attributes_count(item->kb));
    }
    while (*cursor < answered->count && !item->words->failed) {
        uint32_t attribute = answered->items[(*cursor)++];

        if (item->words->bytes[attribute])
            continue;
        *value = value_string(attribute_id(item, attribute));
        return true;
    }
    return false;
}

static struct value result_questions(const struct item *item)
{
    return value_number(phrase_questions(item->evaluation));
}

/* Questions that do not apply, with the answers that were given all the same.
 */
static bool result_not_applicable(const struct item *item, uint32_t *cursor,
                                  struct value *value)
{
    while (*cursor < kb_attributes_count(item->kb)) {
        uint32_t attribute = (*cursor)++;

        if (evaluation_applies(item->evaluation, attribute))
            continue;
        if (evaluation_is_idle(item->evaluation, attribute))
            *value = answer_value(item, attribute);
        else
            *value = (struct value){.kind = VALUE_NULL,
                                    .key = attribute_id(item, attribute)};
        return true;
    }
    return false;
}

static bool result_analysis(const struct item *item, struct item *inner)
{
    inner->data = item->analysis;
    return item->analysis;
}

static const struct field result_fields[] = {
    {"file", FIELD_VALUE, .value = result_file},
    {"profile", FIELD_VALUE, .value = result_profile},
    {"description", FIELD_VALUE, .value = result_description},
    {"verdict", FIELD_RECORD, .inner = result_verdict,
     .record = &record_verdict},
    {"scores", FIELD_PAIRS, .next_value = result_scores},
    {"criteria", FIELD_RECORDS, .next_item = result_criteria,
     .record = &record_criterion},
    {"reasons", FIELD_RECORDS, .next_item = result_reasons,
     .record = &record_reason},
    {"gates", FIELD_RECORDS, .next_item = result_gates, .record = &record_gate},
    {"excluded", FIELD_RECORDS, .next_item = result_excluded,
     .record = &record_excluded},
    {"notes", FIELD_RECORDS, .next_item = result_notes, .record = &record_note},
    {"warnings", FIELD_RECORDS, .next_item = result_warnings,
     .record = &record_warning},
    {"answers", FIELD_PAIRS, .next_value = result_answers},
    {"numbers", FIELD_PAIRS, .next_value = result_numbers},
    {"no_difference", FIELD_VALUES, .next_value = result_no_difference},
    {"answered", FIELD_NUMBER, DATA(dvf_evaluation, answered.count)},
    {"questions", FIELD_VALUE, .value = result_questions},
    {"unknown", FIELD_LIST, DATA(dvf_evaluation, unknown),
     .section = KB_SECTION_attributes},
    {"not_applicable", FIELD_PAIRS, .next_value = result_not_applicable},
    {"analysis", FIELD_RECORD, .inner = result_analysis,
     .record = &record_analysis},
    {.key = NULL}};
const struct record record_result = {ADVISE "/$defs/result", result_fields};
