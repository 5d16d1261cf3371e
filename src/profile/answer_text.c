/* SPDX-License-Identifier: MIT */
/*
 * Answers as text. Each word is checked against the knowledge base, so that
 * nothing is written that the reader of profiles would refuse.
 */
#include "profile/answer_text.h"

#include "base/hint.h"
#include "profile/answer.h"

#include <assert.h>
#include <string.h>

/* ---------------------------------------------------------------- reading */

/* The empty set. */
#define NO_ITEMS "none"

/* Input of one answer, and the verdict on it so far. */
struct reader {
    const dvf_kb *kb;
    const struct kb_attribute *attribute;
    struct position at;
    struct dvf_diagnostics *problems;
    struct buffer word; /* NUL-terminated copy of a part of the input */
    dvf_status status;
};

static const char *take_word(struct reader *reader, const char *bytes,
                             size_t length)
{
    buffer_clear(&reader->word);
    buffer_append(&reader->word, bytes, length);
    if (!reader->word.failed)
        return reader->word.bytes;
    reader->problems->arena.failed = true;
    return "";
}

static uint32_t find_attribute(struct reader *reader, const char *id)
{
    const dvf_kb *kb = reader->kb;
    uint32_t index = kb_find_attribute(kb, id);
    struct suggestion best = {0};

    if (index != KB_NONE || reader->word.failed)
        return index;
    for (uint32_t i = 0; i < kb_attributes_count(kb); i++)
        suggest_offer(&best, id, kb_string(kb, kb_attributes(kb)[i].id));
    diagnostics_error(reader->problems, DIAGNOSTIC_USAGE, reader->at,
                      hint_nearest(reader->problems, &best),
                      "'%s' is no question of this knowledge base", id);
    return KB_NONE;
}

/* The index of a value of the attribute; KB_NONE where it was reported. */
static uint32_t find_value(struct reader *reader, const char *word)
{
    uint32_t value = kb_find_value(reader->kb, reader->attribute, word);

    if (value != KB_NONE || reader->word.failed)
        return value;
    reader->status = DVF_INVALID;
    diagnostics_error(reader->problems, DIAGNOSTIC_USAGE, reader->at,
                      reader->attribute->type == KB_SET
                          ? answer_set_hint(reader->kb, reader->attribute,
                                            reader->problems, word, NO_ITEMS)
                          : answer_hint(reader->kb, reader->attribute,
                                        reader->problems, word),
                      "'%s' is no answer to %s", word,
                      kb_string(reader->kb, reader->attribute->id));
    return KB_NONE;
}

/* True for the empty set: written as nothing, or as "none" unless that is a
 * value of the set. */
static bool is_empty_set(const struct reader *reader, const char *words)
{
    if (strncmp(words, NO_ITEMS, sizeof NO_ITEMS - 1) == 0 &&
        kb_find_value(reader->kb, reader->attribute, NO_ITEMS) == KB_NONE)
        words += sizeof NO_ITEMS - 1;
    return words[strspn(words, " ")] == '\0';
}

/* "a,b", with blanks around the words or without. */
static uint64_t read_set(struct reader *reader, const char *words)
{
    uint64_t values = 0;

    words += strspn(words, " ");
    if (is_empty_set(reader, words))
        return 0;
    while (*words != '\0') {
        size_t length = strcspn(words, ",");
        size_t end = length;

        while (end > 0 && words[end - 1] == ' ')
            end--;
        const char *word = take_word(reader, words, end);
        uint32_t index = find_value(reader, word);
        if (index != KB_NONE && values_have(values, index)) {
            reader->status = DVF_INVALID;
            diagnostics_error(reader->problems, DIAGNOSTIC_USAGE, reader->at,
                              NULL, "'%s' is given twice", word);
        }
        if (index != KB_NONE)
            values |= UINT64_C(1) << index;
        words += length;
        words += *words == ',' ? 1 : 0;
        words += strspn(words, " ");
    }
    return values;
}

static uint64_t read_word(struct reader *reader, const char *word,
                          const char **number)
{
    uint32_t value = answer_number_value(reader->kb, reader->attribute, word);

    if (value != KB_NONE)
        *number = word;
    else
        value = find_value(reader, word);
    return value != KB_NONE ? UINT64_C(1) << value : 0;
}

dvf_status answer_read_value(const dvf_kb *kb, const char *value,
                             struct position at,
                             struct dvf_diagnostics *problems,
                             struct given_answer *given)
{
    struct reader reader = {.kb = kb,
                            .attribute = &kb_attributes(kb)[given->attribute],
                            .at = at,
                            .problems = problems};

    assert(given->attribute < kb_attributes_count(kb));
    given->answer = (struct answer){.answered = strcmp(value, ANSWER_UNKNOWN) !=
                                                0};
    if (given->answer.answered && reader.attribute->type == KB_SET)
        given->answer.values = read_set(&reader, value);
    else if (given->answer.answered)
        given->answer.values = read_word(&reader, value, &given->answer.number);
    buffer_release(&reader.word);
    return problems->arena.failed ? DVF_NO_MEMORY : reader.status;
}

dvf_status answer_read(const dvf_kb *kb, const char *word, struct position at,
                       struct dvf_diagnostics *problems,
                       struct given_answer *given)
{
    struct reader reader = {.kb = kb, .at = at, .problems = problems};
    size_t length = strcspn(word, "=");

    if (word[length] != '=') {
        diagnostics_error(problems, DIAGNOSTIC_USAGE, at,
                          "write attribute=value",
                          "'%s' names no question and answer", word);
        return problems->arena.failed ? DVF_NO_MEMORY : DVF_INVALID;
    }
    given->attribute = find_attribute(&reader,
                                      take_word(&reader, word, length));
    buffer_release(&reader.word);
    if (problems->arena.failed)
        return DVF_NO_MEMORY;
    return given->attribute == KB_NONE
               ? DVF_INVALID
               : answer_read_value(kb, word + length + 1, at, problems, given);
}

/* ---------------------------------------------------------------- writing */

bool answer_append_ids(const dvf_kb *kb, uint32_t attribute, value_set values,
                       const char *between, struct buffer *out)
{
    const struct kb_attribute *record = &kb_attributes(kb)[attribute];
    const struct kb_value *items = kb_attribute_values(kb, record);
    bool any = false;

    assert(attribute < kb_attributes_count(kb));
    for (uint32_t i = 0; i < record->values.count; i++) {
        if (!values_have(values, i))
            continue;
        buffer_puts(out, any ? between : "");
        buffer_puts(out, kb_string(kb, items[i].id));
        any = true;
    }
    return any;
}

void answer_append_given(const dvf_kb *kb, uint32_t attribute,
                         const struct answer *answer, struct buffer *out)
{
    if (!answer->answered)
        buffer_puts(out, ANSWER_UNKNOWN);
    else if (answer->number)
        buffer_puts(out, answer->number);
    else
        (void)answer_append_ids(kb, attribute, answer->values, ",", out);
}

void answer_append(const dvf_kb *kb, uint32_t attribute,
                   const struct answer *answer, struct buffer *out)
{
    if (!answer->answered || kb_attributes(kb)[attribute].type != KB_SET) {
        answer_append_given(kb, attribute, answer, out);
        return;
    }
    buffer_putc(out, '[');
    (void)answer_append_ids(kb, attribute, answer->values, ", ", out);
    buffer_putc(out, ']');
}

dvf_status answer_put(dvf_profile *profile, uint32_t attribute,
                      const struct answer *answer)
{
    struct answer *place = &profile->answers[attribute];
    const char *number = NULL;

    assert(attribute < kb_attributes_count(profile->kb));
    if (answer->number) {
        number = arena_copy(&profile->arena, answer->number,
                            strlen(answer->number));
        if (!number)
            return DVF_NO_MEMORY;
    }
    place->answered = answer->answered;
    place->values = answer->values;
    place->number = number;
    return DVF_OK;
}
