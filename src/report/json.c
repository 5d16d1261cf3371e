/* SPDX-License-Identifier: MIT */
/*
 * JSON: records from their tables; around the results what all of them share:
 * the knowledge base, its options, and the claims and sources that any cites.
 */
#include "report/json.h"
#include "profile/profile.h"
#include "report/check_report.h"
#include "report/comparison.h"

#define SCHEMA_VERSION 1

/* ------------------------------------------------------------------ records */

/* An answer as a value id, a list of them, or a flag. */
static void put_answer(struct json_writer *json, const dvf_kb *kb,
                       uint32_t attribute, value_set chosen)
{
    const struct kb_attribute *record = &kb_attributes(kb)[attribute];
    const struct kb_value *values = kb_attribute_values(kb, record);

    if (record->type == KB_FLAG) {
        json_boolean(json, (chosen >> 1 & 1) != 0);
        return;
    }
    if (record->type == KB_SET)
        json_begin_array(json);
    for (uint32_t i = 0; i < record->values.count; i++)
        if (values_have(chosen, i))
            json_string(json, kb_string(kb, values[i].id));
    if (record->type == KB_SET)
        json_end(json);
}

static void put_value(struct json_writer *json, const struct item *item,
                      const struct value *value)
{
    switch (value->kind) {
    case VALUE_NULL:
        json_null(json);
        break;
    case VALUE_STRING:
        json_string(json, value->string);
        break;
    case VALUE_NUMBER:
        json_integer(json, value->number);
        break;
    case VALUE_THOUSANDTHS:
        json_thousandths(json, value->number);
        break;
    case VALUE_RANGE:
        json_begin_array(json);
        json_integer(json, value->number);
        json_integer(json, value->greatest);
        json_end(json);
        break;
    case VALUE_FLAG:
        json_boolean(json, value->number != 0);
        break;
    case VALUE_ANSWER:
        put_answer(json, item->kb, (uint32_t)value->number, value->chosen);
        break;
    }
}

static void put_values(struct json_writer *json, const struct field *field,
                       const struct item *item)
{
    uint32_t cursor = 0;
    struct value value;

    if (field->kind == FIELD_PAIRS)
        json_begin_object(json);
    else
        json_begin_array(json);
    while (field_next_value(field, item, &cursor, &value)) {
        if (field->kind == FIELD_PAIRS)
            json_key(json, value.key);
        put_value(json, item, &value);
    }
    json_end(json);
}

static void put_records(struct json_writer *json, const struct field *field,
                        const struct item *item)
{
    struct item inner = *item;
    uint32_t cursor = 0;

    if (field->inner && !field->inner(item, &inner)) {
        json_null(json);
        return;
    }
    json_begin_array(json);
    while (field->next_item(item, &cursor, &inner))
        json_record(json, field->record, &inner);
    json_end(json);
}

static void put_field(struct json_writer *json, const struct field *field,
                      const struct item *item)
{
    struct item inner = *item;
    struct value value;

    switch (field->kind) {
    case FIELD_IDS:
    case FIELD_TEXTS:
    case FIELD_LIST:
    case FIELD_VALUES:
    case FIELD_PAIRS:
        put_values(json, field, item);
        break;
    case FIELD_RECORD:
        if (field->inner(item, &inner))
            json_record(json, field->record, &inner);
        else
            json_null(json);
        break;
    case FIELD_RECORDS:
        put_records(json, field, item);
        break;
    default:
        value = field_value(field, item);
        put_value(json, item, &value);
        break;
    }
}

/* Of two fields of one key the item has one. */
static bool is_left_out(const struct field *field, const struct item *item)
{
    struct item inner = *item;

    return field->kind < FIELD_RECORD && field->inner &&
           !field->inner(item, &inner);
}

/* The members of a record from this field on, within an object. */
static void json_members(struct json_writer *json, const struct field *fields,
                         const struct item *item)
{
    for (; fields->key; fields++) {
        if (is_left_out(fields, item))
            continue;
        json_key(json, fields->key);
        put_field(json, fields, item);
    }
}

void json_record(struct json_writer *json, const struct record *record,
                 const struct item *item)
{
    json_begin_object(json);
    json_members(json, record->fields, item);
    json_end(json);
}

/* -------------------------------------------------------------- the report */

/* How much of each result is told, the same for all. */
static enum telling json_telling(const dvf_style *style)
{
    return style->detail == DVF_BRIEF ? TELLING_BRIEF : TELLING_ALL;
}

/* Begin the report's object, with all that comes before "results".
 *
 * @param report may be without evaluations
 * @param item of the report: its KB, telling and scratch */
static void json_opening(struct json_writer *json, const struct report *report,
                         const struct item *item)
{
    const dvf_kb *kb = report->kb;
    struct item inner = *item;

    json_begin_object(json);
    json_number(json, "schema_version", SCHEMA_VERSION);
    json_key(json, "tool");
    json_begin_object(json);
    json_member(json, "name", "dvf");
    json_member(json, "version", dvf_version());
    json_end(json);
    json_key(json, "kb");
    json_record(json, &record_kb, item);
    json_key(json, "selection");
    /* One evaluation speaks for all: a report is made with one selection. */
    inner.evaluation = report->count > 0 ? report->evaluations[0] : NULL;
    json_record(json, &record_selection, &inner);
    json_key(json, "options");
    json_begin_array(json);
    for (uint32_t i = 0; i < kb_options_count(kb); i++) {
        inner.data = &kb_options(kb)[i];
        json_record(json, &record_option, &inner);
    }
    json_end(json);
}

static bool is_open_somewhere(const struct report *report, uint32_t attribute)
{
    for (size_t i = 0; i < report->count; i++)
        if (evaluation_applies(report->evaluations[i], attribute) &&
            !answer_is_given(report->evaluations[i], attribute))
            return true;
    return false;
}

/* One of the records that all results share, by its id. */
static void put_shared(struct json_writer *json, const struct item *item,
                       const struct record *record, enum kb_section section)
{
    json_key(json, record_id(item->kb, section, item->index));
    json_record(json, record, item);
}

static void put_cited(struct json_writer *json, struct item item,
                      const struct citations *citations)
{
    const dvf_kb *kb = item.kb;

    json_key(json, "claims");
    json_begin_object(json);
    for (item.index = 0; item.index < kb_claims_count(kb); item.index++) {
        item.data = &kb_claims(kb)[item.index];
        if (citations->claims[item.index] != 0)
            put_shared(json, &item, &record_claim, KB_SECTION_claims);
    }
    json_end(json);
    json_key(json, "sources");
    json_begin_object(json);
    for (item.index = 0; item.index < kb_sources_count(kb); item.index++) {
        item.data = &kb_sources(kb)[item.index];
        if (citations->sources[item.index] != 0)
            put_shared(json, &item, &record_source, KB_SECTION_sources);
    }
    json_end(json);
}

/* How the options stand, whatever was answered; in brief nothing. */
static void put_comparison(struct json_writer *json, struct item item)
{
    const dvf_kb *kb = item.kb;

    json_key(json, "comparison");
    json_begin_array(json);
    for (item.index = 0;
         item.telling == TELLING_ALL && item.index < kb_comparisons_count(kb);
         item.index++) {
        item.data = &kb_comparisons(kb)[item.index];
        json_record(json, &record_comparison, &item);
    }
    json_end(json);
}

/* All that comes after "results", and the end of the object.
 *
 * @param compares with the comparison of the options */
static void json_closing(struct json_writer *json, const struct report *report,
                         const struct item *item, bool compares)
{
    const dvf_kb *kb = report->kb;
    struct citations citations;
    struct item shared = *item;

    json_key(json, "attributes");
    json_begin_object(json);
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        shared.index = i;
        shared.data = &kb_attributes(kb)[i];
        if (is_open_somewhere(report, i))
            put_shared(json, &shared, &record_attribute, KB_SECTION_attributes);
    }
    json_end(json);
    if (compares)
        put_comparison(json, *item);
    if (citations_init(&citations, kb) == DVF_OK) {
        for (size_t i = 0; i < report->count; i++)
            citations_collect(&citations, report->evaluations[i],
                              item->telling);
        if (compares && item->telling == TELLING_ALL)
            citations_compare(&citations, kb);
        put_cited(json, *item, &citations);
    } else {
        json->out->failed = true;
    }
    citations_release(&citations);
    json_end(json);
}

/* The result that a question is asked of, with the answer behind it. */
static void put_asked(struct json_writer *json, const struct asked *asked,
                      const struct item *result)
{
    struct item item = *result;
    bool why = asked->kind == ASKED_WHY_NOT;

    json_begin_object(json);
    json_members(json, record_result.fields, result);
    item.data = asked;
    json_key(json, why ? "why_not" : "what_if");
    json_record(json, why ? &record_why_not : &record_what_if, &item);
    json_end(json);
}

static void put_differences(struct json_writer *json,
                            const struct report *report,
                            const struct item *item)
{
    struct comparison comparison;
    struct item inner = *item;

    inner.data = &comparison;
    if (comparison_init(&comparison, report) == DVF_OK) {
        json_key(json, "differences");
        json_record(json, &record_differences, &inner);
    } else {
        json->out->failed = true;
    }
    comparison_release(&comparison);
}

void report_json(const struct report *report, struct buffer *out)
{
    struct json_writer json;
    struct buffer words = {0};
    struct item item = {.kb = report->kb,
                        .data = report->kb,
                        .telling = json_telling(&report->style),
                        .words = &words};

    json_init(&json, out);
    json_opening(&json, report, &item);
    json_key(&json, "results");
    json_begin_array(&json);
    for (size_t i = 0; i < report->count && sink_spill(report->sink, out);
         i++) {
        struct item result = item;

        result.evaluation = report->evaluations[i];
        result.data = result.evaluation;
        result.analysis = report_analysis(report, i, out);
        if (report->asked)
            put_asked(&json, report->asked, &result);
        else
            json_record(&json, &record_result, &result);
    }
    json_end(&json);
    if (report->compares)
        put_differences(&json, report, &item);
    json_closing(&json, report, &item, true);
    if (words.failed)
        out->failed = true;
    buffer_release(&words);
}

/* --------------------------------------------------------------- of a check */

static void put_result(struct json_writer *json, const struct item *report,
                       const struct check_result *result)
{
    struct item item = *report;

    item.subject = result;
    item.evaluation = result->evaluation;
    item.data = result->evaluation;
    json_begin_object(json);
    json_member(json, "file", result->file);
    json_key(json, "check");
    json_record(json, &record_check, &item);
    if (result->evaluation) /* all of it but its file */
        json_members(json, record_result.fields + 1, &item);
    json_end(json);
}

static void put_all(const struct check_report *report,
                    const struct report *evaluated, struct buffer *out,
                    struct buffer *words)
{
    struct json_writer json;
    struct item item = {.kb = report->kb,
                        .data = report->kb,
                        .telling = json_telling(&report->style),
                        .words = words};
    struct item run = item;

    run.data = report;
    json_init(&json, out);
    json_opening(&json, evaluated, &item);
    json_key(&json, "check");
    json_record(&json, &record_summary, &run);
    json_key(&json, "results");
    json_begin_array(&json);
    for (size_t i = 0; i < report->count && sink_spill(report->sink, out); i++)
        put_result(&json, &item, &report->results[i]);
    json_end(&json);
    json_closing(&json, evaluated, &item, false);
}

void check_report_json(const struct check_report *report, struct buffer *out)
{
    struct arena arena = {0};
    struct buffer words = {0};
    const dvf_evaluation **evaluations = arena_array(
        &arena, report->count, sizeof(const dvf_evaluation *));
    struct report evaluated = {
        .kb = report->kb, .evaluations = evaluations, .style = report->style};

    if (!evaluations) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < report->count; i++)
        if (report->results[i].evaluation)
            evaluations[evaluated.count++] = report->results[i].evaluation;
    put_all(report, &evaluated, out, &words);
    if (words.failed)
        out->failed = true;
    buffer_release(&words);
    arena_release(&arena);
}
