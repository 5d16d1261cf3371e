/* SPDX-License-Identifier: MIT */
/*
 * Finding records of a block by their ids, words for its numbers, its digest,
 * and its lists for users of the library.
 */
#include "kb/block.h"

#include "base/sha256.h"

#include <assert.h>
#include <string.h>

/* Search attributes, criteria and sources one by one: they are few, and not
 * sorted by id because their order has a meaning. Most differ in their first
 * letter, which is told without a call. */
static bool is_same(const char *a, const char *b)
{
    return a[0] == b[0] && strcmp(a, b) == 0;
}

#define FIND(section)                                                          \
    for (uint32_t i = 0; i < kb_##section##_count(kb); i++)                    \
        if (is_same(kb_string(kb, kb_##section(kb)[i].id), id))                \
            return i;                                                          \
    return KB_NONE

uint32_t kb_find_attribute(const dvf_kb *kb, const char *id)
{
    FIND(attributes);
}

uint32_t kb_find_criterion(const dvf_kb *kb, const char *id)
{
    FIND(criteria);
}

uint32_t kb_find_option(const dvf_kb *kb, const char *id)
{
    FIND(options);
}

uint32_t kb_find_source(const dvf_kb *kb, const char *id)
{
    FIND(sources);
}

uint32_t kb_find_rule(const dvf_kb *kb, const char *id)
{
    uint32_t low = 0;
    uint32_t high = kb_rules_count(kb);

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(kb_string(kb, kb_rules(kb)[middle].id), id);

        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return KB_NONE;
}

uint32_t kb_scoring_option(const dvf_kb *kb, uint32_t score)
{
    for (uint32_t i = 0; i < kb_options_count(kb); i++)
        if (kb_options(kb)[i].score == score)
            return i;
    return KB_NONE;
}

bool kb_asks_contender(const struct kb_operation *operation)
{
    switch ((enum kb_operation_code)operation->code) {
    case KB_SCORE:
    case KB_STRONGEST:
        return kb_is_contender(operation->a);
    case KB_LEAD:
    case KB_STRONGER:
        return kb_is_contender(operation->a) || kb_is_contender(operation->b);
    default:
        return false;
    }
}

bool kb_option_includes(const dvf_kb *kb, uint32_t option, uint32_t other)
{
    struct kb_range parts = kb_options(kb)[option].parts;

    for (uint32_t i = 0; i < parts.count; i++)
        if (kb_index(kb, parts)[i] == other)
            return true;
    return option == other;
}

uint32_t kb_combination_of(const dvf_kb *kb, uint32_t option)
{
    for (uint32_t i = 0; i < kb_combinations_count(kb); i++)
        if (kb_combinations(kb)[i].option == option)
            return i;
    return KB_NONE;
}

bool kb_criterion_within(const dvf_kb *kb, uint32_t criterion, uint32_t outer)
{
    while (criterion != KB_NONE && criterion != outer)
        criterion = kb_criteria(kb)[criterion].parent;
    return criterion == outer;
}

bool kb_criterion_within_names(const dvf_kb *kb, uint32_t criterion,
                               struct kb_range names)
{
    const uint32_t *items = kb_index(kb, names);

    for (uint32_t i = 0; i < names.count; i++)
        if ((items[i] & KB_CRITERION_BIT) != 0 &&
            kb_criterion_within(kb, criterion, items[i] & ~KB_CRITERION_BIT))
            return true;
    return false;
}

bool kb_index_has(const dvf_kb *kb, struct kb_range range, uint32_t index)
{
    const uint32_t *items = kb_index(kb, range);

    for (uint32_t i = 0; i < range.count; i++)
        if (items[i] == index)
            return true;
    return false;
}

bool kb_rule_within_names(const dvf_kb *kb, uint32_t rule,
                          struct kb_range names)
{
    return kb_index_has(kb, names, rule) ||
           kb_criterion_within_names(kb, kb_rules(kb)[rule].criterion, names);
}

bool kb_takes_number(const dvf_kb *kb, const struct kb_attribute *attribute)
{
    return attribute->type == KB_SCALE &&
           kb_attribute_values(kb, attribute)[0].below > 0;
}

uint32_t kb_find_value(const dvf_kb *kb, const struct kb_attribute *attribute,
                       const char *id)
{
    const struct kb_value *values = kb_attribute_values(kb, attribute);

    for (uint32_t i = 0; i < attribute->values.count; i++)
        if (strcmp(kb_string(kb, values[i].id), id) == 0)
            return i;
    return KB_NONE;
}

const char *kb_collect_word(enum kb_collect collect)
{
    static const char *const words[] = {
#define X(name, word) [KB_##name] = word,
        KB_COLLECTS(X)
#undef X
    };
    return words[collect];
}

const char *kb_rule_origin(const dvf_kb *kb, const struct kb_rule *rule)
{
    return rule->origin == KB_NONE
               ? KB_ADVISOR
               : kb_string(kb, kb_sources(kb)[rule->origin].id);
}

const char *kb_note_word(enum kb_note_kind kind)
{
    static const char *const words[] = {
#define X(name, word) [KB_NOTE_##name] = word,
        KB_NOTE_KINDS(X)
#undef X
    };
    return words[kind];
}

const char *kb_warning_word(enum kb_warning_kind kind)
{
    static const char *const words[] = {
#define X(name, word) [KB_WARNING_##name] = word,
        KB_WARNING_KINDS(X)
#undef X
    };
    return words[kind];
}

/* ------------------------------------------------------------------- digest */

void kb_digest(const dvf_kb *kb, char text[SHA256_HEX_SIZE])
{
    if (kb_source_count(kb) > 0)
        sha256_text(kb_source(kb), kb_source_count(kb), text);
    else
        sha256_hex(kb->digest, text);
}

void kb_seal(dvf_kb *kb)
{
    assert(kb_source_count(kb) > 0); /* which is hashed once */
    sha256_hash(kb_source(kb), kb_source_count(kb), kb->digest);
    kb->size = kb->sections[KB_SECTION_source].first;
    kb->sections[KB_SECTION_source].count = 0;
}

/* ------------------------------------------- lists for users of the library */

bool dvf_kb_attribute_at(const dvf_kb *kb, size_t index, dvf_attribute *out)
{
    static const dvf_type types[] = {
        [KB_CHOICE] = DVF_CHOICE,
        [KB_SCALE] = DVF_SCALE,
        [KB_SET] = DVF_SET,
        [KB_FLAG] = DVF_FLAG,
    };

    if (index >= kb_attributes_count(kb))
        return false;
    const struct kb_attribute *attribute = &kb_attributes(kb)[index];
    *out = (dvf_attribute){
        .id = kb_string(kb, attribute->id),
        .ask = kb_string(kb, attribute->ask),
        .why = kb_string(kb, attribute->why),
        .unit = kb_string(kb, attribute->unit),
        .type = types[attribute->type],
        .takes_number = kb_takes_number(kb, attribute),
        .values = attribute->values.count,
    };
    return true;
}

bool dvf_kb_value_at(const dvf_kb *kb, size_t attribute, size_t index,
                     dvf_value *out)
{
    if (attribute >= kb_attributes_count(kb) ||
        index >= kb_attributes(kb)[attribute].values.count)
        return false;
    const struct kb_value *value = &kb_attribute_values(
        kb, &kb_attributes(kb)[attribute])[index];
    *out = (dvf_value){
        .id = kb_string(kb, value->id),
        .label = kb_string(kb, value->label),
        .below = value->below,
    };
    return true;
}

bool dvf_kb_option_at(const dvf_kb *kb, size_t index, dvf_option *out)
{
    if (index >= kb_options_count(kb))
        return false;
    const struct kb_option *option = &kb_options(kb)[index];
    *out = (dvf_option){
        .id = kb_string(kb, option->id),
        .title = kb_string(kb, option->title),
        .summary = kb_string(kb, option->summary),
        .score = option->score == KB_NONE ? DVF_NONE : option->score,
    };
    return true;
}

bool dvf_kb_comparison_at(const dvf_kb *kb, size_t index, dvf_comparison *out)
{
    if (index >= kb_comparisons_count(kb))
        return false;
    const struct kb_comparison *row = &kb_comparisons(kb)[index];
    const struct kb_cell *cells = &kb_cells(kb)[row->cells.first];

    *out = (dvf_comparison){
        .id = kb_string(kb, row->id),
        .title = kb_string(kb, row->title),
        .scores = row->cells.count,
    };
    for (size_t i = 0; i < out->scores; i++)
        out->cells[i] = kb_string(kb, cells[i].says);
    return true;
}

size_t dvf_kb_find_attribute(const dvf_kb *kb, const char *id)
{
    uint32_t index = kb_find_attribute(kb, id);

    return index == KB_NONE ? DVF_NONE : index;
}

size_t dvf_kb_find_value(const dvf_kb *kb, size_t attribute, const char *id)
{
    if (attribute >= kb_attributes_count(kb))
        return DVF_NONE;
    uint32_t index = kb_find_value(kb, &kb_attributes(kb)[attribute], id);

    return index == KB_NONE ? DVF_NONE : index;
}

const char *dvf_kb_strength(const dvf_kb *kb, size_t index)
{
    return index < kb_strengths_count(kb)
               ? kb_string(kb, kb_strengths(kb)[index].id)
               : NULL;
}

bool kb_is_order(const dvf_kb *kb, const uint32_t *order)
{
    uint32_t count = kb_attributes_count(kb);
    bool seen[KB_ATTRIBUTES_MAX] = {false};

    for (uint32_t i = 0; i < count; i++) {
        if (order[i] >= count || seen[order[i]])
            return false;
        struct kb_range reads = kb_attributes(kb)[order[i]].only_if.reads;
        for (uint32_t k = 0; k < reads.count; k++)
            if (!seen[kb_index(kb, reads)[k]])
                return false;
        seen[order[i]] = true;
    }
    return true;
}

bool kb_set_order(dvf_kb *kb, const uint32_t *order)
{
    uint32_t *place =
        (uint32_t *)(void *)((char *)kb + kb->sections[KB_SECTION_order].first);

    if (!kb_is_order(kb, order))
        return false;
    memcpy(place, order, kb_order_count(kb) * sizeof *place);
    return true;
}
