/* SPDX-License-Identifier: MIT */
/*
 * Titles, meanings and examples: small texts of records, each put together in
 * one place.
 */
#include "kb/wording.h"

#include <inttypes.h>
#include <string.h>

const char *kb_option_title(const dvf_kb *kb, uint32_t option)
{
    const struct kb_option *record = kb_options(kb) + option;

    return kb_string(kb, record->title != 0 ? record->title : record->id);
}

const char *kb_criterion_title(const dvf_kb *kb, uint32_t criterion)
{
    const struct kb_criterion *record = kb_criteria(kb) + criterion;

    return kb_string(kb, record->title != 0 ? record->title : record->id);
}

bool kb_claim_holds(const dvf_kb *kb, const struct kb_claim *claim)
{
    return claim->status == 0 ||
           strcmp(kb_string(kb, claim->status), "holds") == 0;
}

void kb_append_meaning(struct buffer *out, const dvf_kb *kb, uint32_t attribute,
                       uint32_t value)
{
    const struct kb_attribute *record = kb_attributes(kb) + attribute;
    const struct kb_value *values = kb_attribute_values(kb, record);
    const char *label = kb_string(kb, values[value].label);
    const char *word = "below";
    uint32_t bound = values[value].below;

    if (bound == 0 && value > 0) {
        word = "from";
        bound = values[value - 1].below;
    }
    if (bound != 0 && !strpbrk(label, "0123456789"))
        buffer_printf(out, "%s %" PRIu32 "%s%s%s", word, bound,
                      record->unit != 0 ? " " : "", kb_string(kb, record->unit),
                      label[0] != '\0' ? ": " : "");
    buffer_puts(out, label);
}

void kb_append_example(struct buffer *out, const dvf_kb *kb, uint32_t attribute,
                       uint32_t value, const char *before)
{
    const struct kb_attribute *record = kb_attributes(kb) + attribute;
    kb_text example = kb_attribute_values(kb, record)[value].example;

    if (example != 0)
        buffer_printf(out, "%s%s", before, kb_string(kb, example));
}
