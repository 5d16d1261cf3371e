/* SPDX-License-Identifier: MIT */
/*
 * Attributes, values, options and strengths for users of the library.
 */
#include "kb/block.h"

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
