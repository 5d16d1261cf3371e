/* SPDX-License-Identifier: MIT */
/*
 * Which words answer an attribute.
 */
#include "engine/answer.h"

#include "base/hint.h"
#include "base/number.h"

#include <string.h>

bool answer_takes_number(const dvf_kb *kb, const struct kb_attribute *attribute)
{
    return attribute->type == KB_SCALE &&
           kb_attribute_values(kb, attribute)[0].below > 0;
}

uint32_t answer_find_value(const dvf_kb *kb,
                           const struct kb_attribute *attribute,
                           const char *word)
{
    const struct kb_value *values = kb_attribute_values(kb, attribute);

    for (uint32_t i = 0; i < attribute->values.count; i++)
        if (strcmp(kb_string(kb, values[i].id), word) == 0)
            return i;
    return KB_NONE;
}

uint32_t answer_number_value(const dvf_kb *kb,
                             const struct kb_attribute *attribute,
                             const char *word)
{
    const struct kb_value *values = kb_attribute_values(kb, attribute);
    uint64_t number;

    if (!answer_takes_number(kb, attribute) || !number_read(word, &number))
        return KB_NONE;
    uint32_t value = 0;
    while (values[value].below > 0 && number >= values[value].below)
        value++;
    return value;
}

const char *answer_hint(const dvf_kb *kb, const struct kb_attribute *attribute,
                        struct dvf_diagnostics *problems, const char *word)
{
    const struct kb_value *values = kb_attribute_values(kb, attribute);
    struct hint hint = hint_begin(problems, word);

    if (attribute->type == KB_FLAG)
        return "write true or false";
    for (uint32_t i = 0; i < attribute->values.count; i++)
        hint_offer(&hint, kb_string(kb, values[i].id));
    if (hint.best.word || !answer_takes_number(kb, attribute))
        return hint_text(&hint);
    return diagnostics_text(problems, "%s; or a whole number (%s)",
                            hint_text(&hint), kb_string(kb, attribute->unit));
}
