/* SPDX-License-Identifier: MIT */
/*
 * Profiles without a file: answers that a program sets.
 */
#include "base/buffer.h"
#include "profile/answer.h"
#include "profile/profile.h"

#include <inttypes.h>
#include <stdio.h>

dvf_status dvf_profile_new(const dvf_kb *kb, const char *name,
                           dvf_profile **out)
{
    dvf_profile *profile = profile_new(kb, name ? name : "profile");

    if (!profile)
        return DVF_NO_MEMORY;
    *out = profile;
    return DVF_OK;
}

/* The attribute of an index, or null. */
static const struct kb_attribute *find(const dvf_profile *profile, size_t index)
{
    return index < kb_attributes_count(profile->kb)
               ? &kb_attributes(profile->kb)[index]
               : NULL;
}

/* Keep the places: the answer still stands there in the file. */
static void put(dvf_profile *profile, size_t index, value_set chosen)
{
    struct answer *answer = &profile->answers[index];

    answer->chosen = chosen;
    answer->number = NULL;
}

dvf_status dvf_profile_set(dvf_profile *profile, size_t attribute, size_t value)
{
    const struct kb_attribute *record = find(profile, attribute);

    if (!record || value >= record->values.count)
        return DVF_INVALID;
    put(profile, attribute, values_of((uint32_t)value));
    return DVF_OK;
}

dvf_status dvf_profile_set_values(dvf_profile *profile, size_t attribute,
                                  const size_t *values, size_t count)
{
    const struct kb_attribute *record = find(profile, attribute);
    value_set set = 0;

    if (!record || record->type != KB_SET || (count > 0 && !values))
        return DVF_INVALID;
    for (size_t i = 0; i < count; i++) {
        if (values[i] >= record->values.count ||
            (set & values_of((uint32_t)values[i])) != 0)
            return DVF_INVALID;
        set |= values_of((uint32_t)values[i]);
    }
    put(profile, attribute, set);
    return DVF_OK;
}

dvf_status dvf_profile_set_number(dvf_profile *profile, size_t attribute,
                                  uint64_t number)
{
    const struct kb_attribute *record = find(profile, attribute);

    if (!record || !kb_takes_number(profile->kb, record))
        return DVF_INVALID;
    if (!profile->digits)
        profile->digits = arena_array(&profile->arena,
                                      kb_attributes_count(profile->kb),
                                      sizeof *profile->digits);
    if (!profile->digits)
        return DVF_NO_MEMORY;
    char *digits = profile->digits[attribute];
    (void)snprintf(digits, sizeof profile->digits[attribute], "%" PRIu64,
                   number);
    uint32_t value = answer_number_value(profile->kb, record, digits);
    put(profile, attribute, values_of(value));
    profile->answers[attribute].number = digits;
    return DVF_OK;
}

dvf_status dvf_profile_set_unknown(dvf_profile *profile, size_t attribute)
{
    if (!find(profile, attribute))
        return DVF_INVALID;
    put(profile, attribute, VALUES_UNKNOWN);
    return DVF_OK;
}

dvf_status dvf_profile_answer(dvf_profile *profile, const char *attribute,
                              const char *answer, dvf_diagnostics *problems)
{
    struct given_answer given = {0};
    struct buffer word = {0};

    buffer_printf(&word, "%s=%s", attribute, answer);
    if (word.failed) {
        buffer_release(&word);
        return DVF_NO_MEMORY;
    }
    diagnostics_input(problems, "dvf", NULL, 0);
    dvf_status status = answer_read(profile->kb, word.bytes,
                                    (struct position){0}, problems, &given);
    diagnostics_input_end(problems);
    if (status == DVF_OK)
        status = answer_put(profile, given.attribute, &given.answer);
    buffer_release(&word);
    return status;
}

/* All mistakes are noted. */
static dvf_status take_words(dvf_profile *profile, const char *const *words,
                             size_t count, struct dvf_diagnostics *problems)
{
    static const struct position nowhere;
    dvf_status status = DVF_OK;

    for (size_t i = 0; i < count && status != DVF_NO_MEMORY; i++) {
        struct given_answer given = {0};
        dvf_status read = DVF_INVALID;

        if (!answer_is_again(words, i, nowhere, problems))
            read = answer_read(profile->kb, words[i], nowhere, problems,
                               &given);
        if (read == DVF_OK)
            read = answer_put(profile, given.attribute, &given.answer);
        status = status_worse(status, read);
    }
    return status;
}

static dvf_status copy_answers(const dvf_profile *from, dvf_profile *to)
{
    dvf_status status = DVF_OK;

    to->name = from->name;
    to->description = from->description;
    for (uint32_t i = 0; i < kb_attributes_count(to->kb) && status == DVF_OK;
         i++) {
        to->places[i] = from->places[i];
        status = answer_put(to, i, &from->answers[i]);
    }
    return status;
}

dvf_status dvf_profile_change(const dvf_profile *profile,
                              const char *const *words, size_t count,
                              struct dvf_diagnostics *problems,
                              dvf_profile **out)
{
    dvf_profile *made = profile_new(profile->kb, profile->file);
    dvf_status status = made ? copy_answers(profile, made) : DVF_NO_MEMORY;

    diagnostics_input(problems, "dvf", NULL, 0);
    if (status == DVF_OK)
        status = take_words(made, words, count, problems);
    diagnostics_input_end(problems);
    if (status == DVF_OK)
        *out = made;
    else
        dvf_profile_free(made);
    return status;
}

void dvf_profile_clear(dvf_profile *profile)
{
    for (uint32_t i = 0; i < kb_attributes_count(profile->kb); i++)
        put(profile, i, VALUES_UNKNOWN);
}
