/* SPDX-License-Identifier: MIT */
/*
 * JSON reports: what stands around the results, with what all of them share:
 * the knowledge base, its options, and the claims and sources that any result
 * cites.
 */
#include "report/json.h"

#define SCHEMA_VERSION 1

enum telling json_telling(const dvf_style *style)
{
    return style->detail == DVF_BRIEF ? TELLING_BRIEF : TELLING_ALL;
}

static void put_tool(struct json_writer *json)
{
    json_key(json, "tool");
    json_begin_object(json);
    json_key(json, "name");
    json_string(json, "dvf");
    json_key(json, "version");
    json_string(json, dvf_version());
    json_end(json);
}

void json_kb(struct json_writer *json, const dvf_kb *kb)
{
    json_key(json, "kb");
    json_begin_object(json);
    json_text(json, "id", kb, kb->id);
    json_text(json, "version", kb, kb->version);
    json_text(json, "as_of", kb, kb->as_of);
    json_key(json, "sha256");
    json_string(json, dvf_kb_describe(kb).sha256);
    json_text(json, "title", kb, kb->title);
    json_end(json);
}

static void put_without(struct json_writer *json,
                        const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct index_list *rules = &evaluation->without_rules;
    const struct index_list *criteria = &evaluation->without_criteria;
    uint32_t i;

    for (i = 0; i < rules->count; i++)
        json_string(json, kb_string(kb, kb_rules(kb)[rules->items[i]].id));
    for (i = 0; i < criteria->count; i++)
        json_string(json,
                    kb_string(kb, kb_criteria(kb)[criteria->items[i]].id));
}

static void put_sources(struct json_writer *json,
                        const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct index_list *sources = &evaluation->only_sources;

    for (uint32_t i = 0; i < sources->count; i++)
        json_string(json, kb_string(kb, kb_sources(kb)[sources->items[i]].id));
}

/* Readers of the first version know one source by name, and its key stays. */
static bool is_article_only(const dvf_evaluation *evaluation)
{
    const dvf_kb *kb = evaluation->kb;
    const struct index_list *sources = &evaluation->only_sources;

    return sources->count == 1 &&
           sources->items[0] == kb_find_source(kb, "article");
}

/* One evaluation speaks for all: a report is made with one selection. */
static void put_selection(struct json_writer *json, const struct report *report)
{
    const dvf_evaluation *first = report->count > 0 ? report->evaluations[0]
                                                    : NULL;

    json_key(json, "selection");
    json_begin_object(json);
    json_key(json, "article_only");
    json_boolean(json, first && is_article_only(first));
    json_key(json, "only_sources");
    json_begin_array(json);
    if (first)
        put_sources(json, first);
    json_end(json);
    json_key(json, "without");
    json_begin_array(json);
    if (first)
        put_without(json, first);
    json_end(json);
    json_end(json);
}

static void put_options(struct json_writer *json, const dvf_kb *kb)
{
    uint32_t i;
    uint32_t j;

    json_key(json, "options");
    json_begin_array(json);
    for (i = 0; i < kb_options_count(kb); i++) {
        const struct kb_option *option = kb_options(kb) + i;
        const uint32_t *parts = kb_index(kb, option->parts);

        json_begin_object(json);
        json_text(json, "id", kb, option->id);
        json_text(json, "title", kb, option->title);
        json_optional(json, "summary", kb, option->summary);
        json_key(json, "of");
        json_begin_array(json);
        for (j = 0; j < option->parts.count; j++)
            json_string(json, kb_string(kb, kb_options(kb)[parts[j]].id));
        json_end(json);
        json_end(json);
    }
    json_end(json);
}

static void put_cells(struct json_writer *json, const dvf_kb *kb,
                      struct kb_range cells)
{
    uint32_t i;

    json_key(json, "cells");
    json_begin_object(json);
    for (i = 0; i < cells.count; i++) {
        const struct kb_cell *cell = kb_cells(kb) + cells.first + i;

        json_text(json, kb_string(kb, kb_options(kb)[cell->option].id), kb,
                  cell->says);
    }
    json_end(json);
}

static void put_claim(struct json_writer *json, const dvf_kb *kb,
                      const struct kb_claim *claim)
{
    const uint32_t *refs = kb_index(kb, claim->refs);
    uint32_t i;

    json_key(json, kb_string(kb, claim->id));
    json_begin_object(json);
    json_optional(json, "about", kb,
                  claim->about != KB_NONE ? kb_options(kb)[claim->about].id
                                          : 0);
    json_optional(json, "kind", kb, claim->kind);
    json_text(json, "says", kb, claim->says);
    json_optional(json, "status", kb, claim->status);
    json_optional(json, "now", kb, claim->now);
    json_optional(json, "until", kb, claim->until);
    json_optional(json, "confidence", kb, claim->confidence);
    json_optional(json, "source", kb,
                  claim->source != KB_NONE ? kb_sources(kb)[claim->source].id
                                           : 0);
    json_key(json, "refs");
    json_begin_array(json);
    for (i = 0; i < claim->refs.count; i++)
        json_string(json, kb_string(kb, kb_sources(kb)[refs[i]].id));
    json_end(json);
    put_cells(json, kb, claim->cells);
    json_end(json);
}

static void put_source(struct json_writer *json, const dvf_kb *kb,
                       const struct kb_source *source)
{
    json_key(json, kb_string(kb, source->id));
    json_begin_object(json);
    json_text(json, "title", kb, source->title);
    json_optional(json, "date", kb, source->date);
    json_optional(json, "kind", kb, source->kind);
    json_optional(json, "url", kb, source->url);
    json_optional(json, "caveat", kb, source->caveat);
    json_end(json);
}

static void put_cited(struct json_writer *json, const dvf_kb *kb,
                      const struct citations *citations)
{
    uint32_t i;

    json_key(json, "claims");
    json_begin_object(json);
    for (i = 0; i < kb_claims_count(kb); i++)
        if (citations->claims[i] != 0)
            put_claim(json, kb, kb_claims(kb) + i);
    json_end(json);
    json_key(json, "sources");
    json_begin_object(json);
    for (i = 0; i < kb_sources_count(kb); i++)
        if (citations->sources[i] != 0)
            put_source(json, kb, kb_sources(kb) + i);
    json_end(json);
}

static bool is_open_somewhere(const struct report *report, uint32_t attribute)
{
    size_t i;

    for (i = 0; i < report->count; i++)
        if (!answer_is_given(report->evaluations[i], attribute))
            return true;
    return false;
}

static void put_attribute(struct json_writer *json, const dvf_kb *kb,
                          const struct kb_attribute *attribute)
{
    const struct kb_value *values = kb_attribute_values(kb, attribute);
    uint32_t i;

    json_key(json, kb_string(kb, attribute->id));
    json_begin_object(json);
    json_text(json, "ask", kb, attribute->ask);
    json_optional(json, "means", kb, attribute->means);
    json_text(json, "why", kb, attribute->why);
    json_optional(json, "unit", kb, attribute->unit);
    json_key(json, "values");
    json_begin_object(json);
    for (i = 0; i < attribute->values.count; i++)
        json_text(json, kb_string(kb, values[i].id), kb, values[i].label);
    json_end(json);
    json_key(json, "examples");
    json_begin_object(json);
    for (i = 0; i < attribute->values.count; i++)
        if (values[i].example != 0)
            json_text(json, kb_string(kb, values[i].id), kb, values[i].example);
    json_end(json);
    json_end(json);
}

static void put_attributes(struct json_writer *json,
                           const struct report *report)
{
    const dvf_kb *kb = report->kb;
    uint32_t i;

    json_key(json, "attributes");
    json_begin_object(json);
    for (i = 0; i < kb_attributes_count(kb); i++)
        if (is_open_somewhere(report, i))
            put_attribute(json, kb, kb_attributes(kb) + i);
    json_end(json);
}

void json_opening(struct json_writer *json, const struct report *report)
{
    json_begin_object(json);
    json_key(json, "schema_version");
    json_integer(json, SCHEMA_VERSION);
    put_tool(json);
    json_kb(json, report->kb);
    put_selection(json, report);
    put_options(json, report->kb);
}

void json_closing(struct json_writer *json, const struct report *report)
{
    struct citations citations;
    size_t i;

    put_attributes(json, report);
    if (citations_init(&citations, report->kb)) {
        for (i = 0; i < report->count; i++)
            citations_collect(&citations, report->evaluations[i],
                              json_telling(&report->style));
        put_cited(json, report->kb, &citations);
    } else {
        json->out->failed = true;
    }
    citations_release(&citations);
    json_end(json);
}
