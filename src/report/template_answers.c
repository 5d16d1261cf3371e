/* SPDX-License-Identifier: MIT */
/*
 * Answers given beforehand: each word is checked against the knowledge base,
 * so that the template cannot hold what its reader would refuse.
 */
#include "base/hint.h"
#include "engine/answer.h"
#include "report/template.h"

#include <string.h>

/* What is being checked. */
struct checker {
    const dvf_kb *kb;
    struct dvf_diagnostics *problems;
    const struct kb_attribute *attribute;
    struct buffer word; /* NUL-terminated copy of a part of the input */
};

static const struct position nowhere = {0, 0, 0};

static const char *take_word(struct checker *checker, const char *bytes,
                             size_t length)
{
    buffer_clear(&checker->word);
    buffer_append(&checker->word, bytes, length);
    return checker->word.failed ? "" : checker->word.bytes;
}

static uint32_t find_attribute(struct checker *checker, const char *id)
{
    const dvf_kb *kb = checker->kb;
    uint32_t index = kb_find_attribute(kb, id);
    struct suggestion best = {0};
    uint32_t i;

    if (index != KB_NONE || checker->word.failed)
        return index;
    for (i = 0; i < kb_attributes_count(kb); i++)
        suggest_offer(&best, id, kb_string(kb, kb_attributes(kb)[i].id));
    diagnostics_error(checker->problems, DIAGNOSTIC_USAGE, nowhere,
                      hint_nearest(checker->problems, &best),
                      "'%s' is no question of this knowledge base", id);
    return KB_NONE;
}

static void report_value(struct checker *checker, const char *word)
{
    const struct kb_attribute *attribute = checker->attribute;

    diagnostics_error(
        checker->problems, DIAGNOSTIC_USAGE, nowhere,
        answer_hint(checker->kb, attribute, checker->problems, word),
        "'%s' is no answer to %s", word, kb_string(checker->kb, attribute->id));
}

/* The index of a value of the attribute; KB_NONE where it was reported. */
static uint32_t find_value(struct checker *checker, const char *word)
{
    uint32_t value = answer_find_value(checker->kb, checker->attribute, word);

    if (value == KB_NONE)
        report_value(checker, word);
    return value;
}

/* "a,b" as [a, b]; an empty word is the empty set. */
static void check_set(struct checker *checker, const char *words,
                      struct buffer *value)
{
    uint64_t seen = 0;

    buffer_putc(value, '[');
    while (*words != '\0') {
        size_t length = strcspn(words, ",");
        const char *word = take_word(checker, words, length);
        uint32_t index = find_value(checker, word);

        if (index != KB_NONE && (seen >> index & 1) != 0)
            diagnostics_error(checker->problems, DIAGNOSTIC_USAGE, nowhere,
                              NULL, "'%s' is given twice", word);
        if (index != KB_NONE)
            seen |= UINT64_C(1) << index;
        buffer_puts(value, value->length > 1 ? ", " : "");
        buffer_puts(value, word);
        words += length;
        words += *words == ',' ? 1 : 0;
    }
    buffer_putc(value, ']');
}

static void check_value(struct checker *checker, const char *word,
                        struct buffer *value)
{
    if (strcmp(word, "unknown") == 0)
        buffer_puts(value, word);
    else if (checker->attribute->type == KB_SET)
        check_set(checker, word, value);
    else if (answer_number_value(checker->kb, checker->attribute, word) !=
                 KB_NONE ||
             find_value(checker, word) != KB_NONE)
        buffer_puts(value, word);
}

static void check_answer(struct checker *checker, const char *answer,
                         struct buffer *values)
{
    size_t length = strcspn(answer, "=");
    uint32_t index;

    if (answer[length] != '=') {
        diagnostics_error(checker->problems, DIAGNOSTIC_USAGE, nowhere,
                          "write attribute=value",
                          "'%s' names no question and answer", answer);
        return;
    }
    index = find_attribute(checker, take_word(checker, answer, length));
    if (index == KB_NONE)
        return;
    checker->attribute = kb_attributes(checker->kb) + index;
    if (values[index].length > 0)
        diagnostics_error(checker->problems, DIAGNOSTIC_USAGE, nowhere, NULL,
                          "%s is answered twice",
                          kb_string(checker->kb, checker->attribute->id));
    else
        check_value(checker, answer + length + 1, &values[index]);
}

dvf_status template_answers(const dvf_kb *kb, const char *const *answers,
                            size_t count, struct dvf_diagnostics *problems,
                            struct buffer *values)
{
    struct checker checker = {.kb = kb, .problems = problems};
    dvf_status status;
    uint32_t attribute;
    size_t i;

    diagnostics_input(problems, "dvf", NULL, 0);
    for (i = 0; i < count; i++)
        check_answer(&checker, answers[i], values);
    status = diagnostics_status(problems);
    for (attribute = 0; attribute < kb_attributes_count(kb); attribute++)
        if (values[attribute].failed)
            status = DVF_NO_MEMORY;
    if (checker.word.failed)
        status = DVF_NO_MEMORY;
    diagnostics_input_end(problems);
    buffer_release(&checker.word);
    return status;
}
