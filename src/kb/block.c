/* SPDX-License-Identifier: MIT */
/*
 * Finding records of a block by their ids, and words for its numbers.
 */
#include "kb/block.h"

#include <string.h>

/* Search attributes, criteria and sources one by one: they are few, and not
 * sorted by id because their order has a meaning. */
#define FIND(section)                                                          \
    for (uint32_t i = 0; i < kb_##section##_count(kb); i++)                    \
        if (strcmp(kb_string(kb, kb_##section(kb)[i].id), id) == 0)            \
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

const char *kb_warning_word(enum kb_warning_kind kind)
{
    static const char *const words[] = {
#define X(name, word) [KB_WARNING_##name] = word,
        KB_WARNING_KINDS(X)
#undef X
    };
    return words[kind];
}
