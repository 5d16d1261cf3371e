/* SPDX-License-Identifier: MIT */
/*
 * Answers by word: the values and numbers that an attribute takes, hints for
 * other words, and answers as text. Many words are written for "not known", for
 * no and for yes. None of them is an answer unless the attribute says so; a
 * hint has to tell them apart, since "none" may be an answer and "null" never
 * is. Each word is checked against the knowledge base, so that nothing is
 * written that the reader of profiles would refuse.
 */
#include "profile/answer.h"

#include "base/hint.h"
#include "base/lookalike.h"
#include "base/number.h"

#include <assert.h>
#include <string.h>

uint32_t answer_number_value(const dvf_kb *kb,
                             const struct kb_attribute *attribute,
                             const char *word)
{
    const struct kb_value *values = kb_attribute_values(kb, attribute);
    uint64_t number;

    if (!kb_takes_number(kb, attribute) || !number_read(word, &number))
        return KB_NONE;
    uint32_t value = 0;
    while (values[value].below > 0 && number >= values[value].below)
        value++;
    return value;
}

/* ----------------------------------------------------------------- hints */

static struct hint offer_values(const dvf_kb *kb,
                                const struct kb_attribute *attribute,
                                struct dvf_diagnostics *problems,
                                const char *word)
{
    const struct kb_value *values = kb_attribute_values(kb, attribute);
    struct hint hint = hint_begin(problems, word);

    for (uint32_t i = 0; i < attribute->values.count; i++)
        hint_offer(&hint, kb_string(kb, values[i].id));
    return hint;
}

/* The word is a value but for letter case, dashes and look-alikes. */
static bool is_disguised(const struct hint *hint)
{
    return hint->best.word && hint->best.distance == 0;
}

/* "one of: a, b; or a whole number (days)" */
static const char *all_answers(const dvf_kb *kb,
                               const struct kb_attribute *attribute,
                               const struct hint *hint)
{
    if (!kb_takes_number(kb, attribute))
        return hint->words;
    return diagnostics_text(hint->list, "%s; or a whole number (%s)",
                            hint->words, kb_string(kb, attribute->unit));
}

#define UNKNOWN_LAST "; or unknown"
#define UNKNOWN_OR   " Or unknown, where it is not known?"

/* A hint that offers no near word, and the first look-alike of the word. */
static const char *add_lookalike(struct dvf_diagnostics *problems,
                                 const char *hint, const char *word)
{
    const char *strange = hint_lookalike(problems, word);

    return strange ? diagnostics_text(problems, "%s; %s", hint, strange) : hint;
}

static const char *flag_hint(struct dvf_diagnostics *problems, const char *word)
{
    struct hint hint = hint_begin(problems, word);

    hint_offer(&hint, "true");
    hint_offer(&hint, "false");
    if (is_disguised(&hint))
        return hint_text(&hint);
    switch (answer_word(word)) {
    case ANSWER_WORD_UNKNOWN:
        return "write unknown where it is not known, else true or false";
    case ANSWER_WORD_NO:
        return "did you mean 'false'?" UNKNOWN_OR;
    case ANSWER_WORD_YES:
        return "did you mean 'true'?";
    case ANSWER_WORD_OTHER:
        break;
    }
    hint_offer(&hint, ANSWER_UNKNOWN);
    return hint.best.word ? hint_text(&hint)
                          : "write true or false" UNKNOWN_LAST;
}

const char *answer_hint(const dvf_kb *kb, const struct kb_attribute *attribute,
                        struct dvf_diagnostics *problems, const char *word)
{
    if (attribute->type == KB_FLAG)
        return flag_hint(problems, word);
    struct hint hint = offer_values(kb, attribute, problems, word);
    const char *all = all_answers(kb, attribute, &hint);
    enum answer_word meaning = answer_word(word);
    bool has_none = kb_find_value(kb, attribute, "none") != KB_NONE;

    /* Ask back: scripts write None where they know nothing. */
    if (has_none && strcmp(word, "None") == 0)
        return "did you mean 'none'?" UNKNOWN_OR;
    if (is_disguised(&hint))
        return hint_text(&hint);
    if (has_none && meaning == ANSWER_WORD_NO)
        return "did you mean 'none'?";
    if (meaning == ANSWER_WORD_UNKNOWN)
        return diagnostics_text(
            problems, "write unknown where it is not known, else %s", all);
    hint_offer(&hint, ANSWER_UNKNOWN);
    if (hint.best.word)
        return hint_text(&hint);
    all = diagnostics_text(problems, "%s" UNKNOWN_LAST, all);
    all = add_lookalike(problems, all, word);
    return kb_takes_number(kb, attribute) ? hint_number(problems, word, all)
                                          : all;
}

const char *answer_set_hint(const dvf_kb *kb,
                            const struct kb_attribute *attribute,
                            struct dvf_diagnostics *problems, const char *word,
                            const char *nothing)
{
    struct hint hint = offer_values(kb, attribute, problems, word);

    const char *all = hint.words;
    if (is_disguised(&hint))
        return hint_text(&hint);
    switch (answer_word(word)) {
    case ANSWER_WORD_UNKNOWN:
        return diagnostics_text(problems,
                                "unknown stands in place of the list, where it "
                                "is not known; %s is none of them",
                                nothing);
    case ANSWER_WORD_NO:
        return diagnostics_text(problems,
                                "write %s for none of them; unknown stands in "
                                "place of the list, where it is not known",
                                nothing);
    case ANSWER_WORD_YES:
    case ANSWER_WORD_OTHER:
        break;
    }
    hint_offer(&hint, ANSWER_UNKNOWN);
    if (hint.best.word && strcmp(hint.best.word, ANSWER_UNKNOWN) == 0)
        return "did you mean 'unknown'? It stands in place of the list";
    if (hint.best.word)
        return hint_text(&hint);
    return add_lookalike(
        problems,
        diagnostics_text(problems, "%s; or unknown in place of the list", all),
        word);
}

/* ------------------------------------------------------- words of no answer */

/* Longer texts are none of these words. */
#define WORD_SIZE 32

/* Letters and digits only, in small letters: see reduce(). */
static const char *const unknown_words[] = {
    "blank",       "default",      "donotknow",     "dontknow",
    "dunno",       "empty",        "idk",           "idontknow",
    "later",       "maybe",        "missing",       "na",
    "nan",         "nil",          "noanswer",      "noidea",
    "noneyet",     "notanswered",  "notapplicable", "notavailable",
    "notdecided",  "notdefined",   "notgiven",      "notknown",
    "notset",      "notspecified", "notsure",       "notyet",
    "notyetknown", "null",         "nul",           "open",
    "pending",     "skip",         "skipped",       "tba",
    "tbc",         "tbd",          "unanswered",    "uncertain",
    "unclear",     "unconfirmed",  "undecided",     "undef",
    "undefined",   "undetermined", "unknown",       "unset",
    "unspecified", "unsure",       "void",          "wedontknow",
    "whatever",
};

/* Rest of a word that begins with "to", such as "to be done". */
static const char *const to_words[] = {
    "beannounced",  "beconfirmed", "bedecided", "bedefined",
    "bedetermined", "bedone",      "do",
};

static const char *const no_words[] = {
    "0",  "absent", "disabled", "f",       "false", "n",   "never",
    "no", "none",   "nope",     "nothing", "not",   "off", "without",
};

static const char *const yes_words[] = {
    "1", "enabled", "on", "t", "true", "y", "yep", "yes",
};

#define IS_ONE_OF(word, words)                                                 \
    is_one_of(word, words, sizeof(words) / sizeof(words)[0])

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

/* Keep only letters, made small, and digits. @return whether the word is
 * ASCII */
static bool reduce(char *word)
{
    size_t length = 0;

    for (const char *at = word; *at; at++) {
        if ((unsigned char)*at >= 0x80)
            return false;
        if (*at >= 'A' && *at <= 'Z')
            word[length++] = (char)(*at - 'A' + 'a');
        else if ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9'))
            word[length++] = *at;
    }
    word[length] = '\0';
    return true;
}

enum answer_word answer_word(const char *text)
{
    char word[WORD_SIZE];

    if (!lookalike_plain(text, word, sizeof word))
        return ANSWER_WORD_OTHER;
    if (strcmp(word, "[]") == 0 || strcmp(word, "{}") == 0)
        return ANSWER_WORD_NO;
    if (!reduce(word))
        return ANSWER_WORD_OTHER;
    /* Signs alone, such as ~, ?, - and ..., say nothing. */
    if (!*word || IS_ONE_OF(word, unknown_words) ||
        (strncmp(word, "to", 2) == 0 && IS_ONE_OF(word + 2, to_words)))
        return ANSWER_WORD_UNKNOWN;
    if (IS_ONE_OF(word, no_words))
        return ANSWER_WORD_NO;
    return IS_ONE_OF(word, yes_words) ? ANSWER_WORD_YES : ANSWER_WORD_OTHER;
}

/* ---------------------------------------------------------- answers as text */

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
        suggest_offer(&best, id, kb_attribute_id(kb, i));
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
    given->answer = (struct answer){.chosen = VALUES_UNKNOWN};
    if (strcmp(value, ANSWER_UNKNOWN) != 0)
        given->answer.chosen = reader.attribute->type == KB_SET
                                   ? read_set(&reader, value)
                                   : read_word(&reader, value,
                                               &given->answer.number);
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
    if (!answer_given(answer))
        buffer_puts(out, ANSWER_UNKNOWN);
    else if (answer->number)
        buffer_puts(out, answer->number);
    else
        (void)answer_append_ids(kb, attribute, answer_values(answer), ",", out);
}

void answer_append(const dvf_kb *kb, uint32_t attribute,
                   const struct answer *answer, struct buffer *out)
{
    if (!answer_given(answer) || kb_attributes(kb)[attribute].type != KB_SET) {
        answer_append_given(kb, attribute, answer, out);
        return;
    }
    buffer_putc(out, '[');
    (void)answer_append_ids(kb, attribute, answer_values(answer), ", ", out);
    buffer_putc(out, ']');
}

bool answer_is_again(const char *const *words, size_t index, struct position at,
                     struct dvf_diagnostics *problems)
{
    const char *word = words[index];
    size_t length = strcspn(word, "=");
    bool again = false;

    for (size_t i = 0; i < index && word[length] == '='; i++)
        again |= strncmp(words[i], word, length + 1) == 0;
    if (again)
        diagnostics_error(problems, DIAGNOSTIC_USAGE, at, NULL,
                          "%.*s is answered twice", (int)length, word);
    return again;
}

bool answer_is_same(const struct answer *a, const struct answer *b)
{
    if (!answer_given(a) || !answer_given(b))
        return answer_given(a) == answer_given(b);
    if (answer_values(a) != answer_values(b))
        return false;
    return a->number && b->number ? strcmp(a->number, b->number) == 0
                                  : a->number == b->number;
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
    place->chosen = answer->chosen;
    place->number = number;
    return DVF_OK;
}
