/* SPDX-License-Identifier: MIT */
/*
 * Lines, and their meaning: the same as keys, for those who type and for pipes.
 * A line may hold anything; what it is told about it is safe to show.
 */
#include "ask/interview_parts.h"

#include "base/utf8.h"
#include "profile/answer.h"

#include <string.h>

#define BLANKS        " \t"
#define DIGITS        "0123456789"

/* The command that no key stands for: keys are listed where they work. */
#define HELP          'h'

/* Longest complaint, in bytes: one that quotes more would fill the screen. */
#define COMPLAINT_MAX 240

/* ----------------------------------------------------------------- reading */

/* @return null, or what is wrong with the line */
static const char *read_line(const char *line, char words[])
{
    size_t length;
    size_t step;

    line += strspn(line, BLANKS);
    length = strlen(line);
    while (length > 0 && strchr(BLANKS "\r\n", line[length - 1]))
        length--;
    if (length > INTERVIEW_LINE_MAX)
        return "the line is too long";
    for (size_t i = 0; i < length; i += step) {
        uint32_t character = 0;

        step = utf8_decode(line + i, length - i, &character);
        if (step == 0 || utf8_is_hostile(character) || character == '\n' ||
            character == '\r')
            return "the line holds what is no text";
        memcpy(words + i, line + i, step);
        if (character == '\t')
            words[i] = ' ';
    }
    words[length] = '\0';
    return NULL;
}

static bool is_same(const char *a, const char *b)
{
    while (*a && interview_fold(*a) == interview_fold(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

static bool is_number(const char *word)
{
    return *word && word[strspn(word, DIGITS)] == '\0';
}

/* The entry that a position from 1 stands for, or KB_NONE. */
static uint32_t find_entry(const struct interview *interview, const char *word)
{
    uint32_t entries = interview_entries(interview);
    uint64_t position = 0;

    if (!is_number(word))
        return KB_NONE;
    for (; *word && position <= entries; word++)
        position = position * 10 + (uint64_t)(*word - '0');
    return position >= 1 && position <= entries ? (uint32_t)position - 1
                                                : KB_NONE;
}

static char find_command(const char *word)
{
    static const struct {
        const char *word;
        char command;
    } commands[] = {
        {"?", '?'},    {"<", '<'},          {"-", '-'},       {"s", 's'},
        {"q", 'q'},    {"why", '?'},        {"back", '<'},    {"unknown", '-'},
        {"quit", 'q'}, {"don't know", '-'}, {"summary", 's'}, {"help", HELP},
    };

    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (is_same(word, commands[i].word))
            return commands[i].command;
    return '\0';
}

static enum interview_event command(struct interview *interview, char which)
{
    enum interview_event event;

    if (which == HELP) {
        interview->helped = true;
        return INTERVIEW_CHANGED;
    }
    event = interview_command(interview, which);
    if (event == INTERVIEW_IGNORED)
        return interview_complain(interview, "that does nothing here");
    return event;
}

/* ---------------------------------------------------------------- problems */

static dvf_status begin_problems(struct interview *interview)
{
    if (interview_clear_problems(interview) != DVF_OK)
        return DVF_NO_MEMORY;
    diagnostics_input(interview->problems, "answer", NULL, 0);
    return diagnostics_status(interview->problems);
}

/* The first one, with its hint, as the complaint. */
static enum interview_event complain_of(struct interview *interview)
{
    const dvf_diagnostics *problems = interview->problems;
    struct buffer *said = &interview->said;

    if (problems->arena.failed || dvf_diagnostics_count(problems) == 0)
        return INTERVIEW_NO_MEMORY;
    const dvf_diagnostic *first = dvf_diagnostics_at(problems, 0);
    size_t length = strlen(first->message);
    if (length > COMPLAINT_MAX)
        return interview_complain(interview, "that is no answer");
    buffer_clear(said);
    buffer_puts(said, first->message);
    if (first->hint && length + strlen(first->hint) < COMPLAINT_MAX)
        buffer_printf(said, "; %s", first->hint);
    if (said->failed) {
        buffer_release(said);
        return INTERVIEW_NO_MEMORY;
    }
    return interview_complain(interview, said->bytes);
}

/* ----------------------------------------------------------------- answers */

static enum interview_event give_value(struct interview *interview,
                                       uint32_t value)
{
    const struct answer answer = {.chosen = values_of(value)};

    return interview_answer(interview, interview->question, &answer);
}

/* A word as it would stand in a profile. */
static enum interview_event give_word(struct interview *interview,
                                      const char *word)
{
    struct given_answer given = {.attribute = interview->question};

    if (begin_problems(interview) != DVF_OK)
        return INTERVIEW_NO_MEMORY;
    if (answer_read_value(interview->kb, word, (struct position){0},
                          interview->problems, &given) != DVF_OK)
        return complain_of(interview);
    return interview_answer(interview, given.attribute, &given.answer);
}

static enum interview_event give_number(struct interview *interview,
                                        const char *word)
{
    if (!interview_takes_number(interview))
        return interview_complain(interview, "this question takes no number");
    if (!is_number(word))
        return interview_complain(interview, "write a whole number behind =");
    return interview_answer_number(interview, word);
}

/* Positions and ids, with commas or blanks between them. */
static enum interview_event give_set(struct interview *interview, char *words)
{
    const dvf_kb *kb = interview->kb;
    const struct kb_attribute *attribute = &kb_attributes(
        kb)[interview->question];
    struct buffer list = {0};
    enum interview_event event = INTERVIEW_NO_MEMORY;

    if (is_same(words, "none"))
        return give_word(interview, "");
    for (words += strspn(words, ", "); *words; words += strspn(words, ", ")) {
        char *word = words;

        words += strcspn(words, ", ");
        if (*words)
            *words++ = '\0';
        uint32_t value = find_entry(interview, word);
        buffer_puts(&list, list.length > 0 ? "," : "");
        buffer_puts(
            &list,
            value == KB_NONE
                ? word
                : kb_string(kb, kb_attribute_values(kb, attribute)[value].id));
    }
    if (!list.failed && list.length == 0)
        event = interview_complain(interview, "nothing is named");
    else if (!list.failed)
        event = give_word(interview, list.bytes);
    buffer_release(&list);
    return event;
}

/* Digits are a position or a number, whatever labels say. */
static uint32_t find_label(const struct interview *interview, const char *words)
{
    if (is_number(words))
        return KB_NONE;
    for (uint32_t i = 0; i < interview_entries(interview); i++)
        if (is_same(words, interview_label(interview, interview->question, i)))
            return i;
    return KB_NONE;
}

/* An id goes before a command, so that every value can be named. */
static enum interview_event say_answer(struct interview *interview, char *words)
{
    const struct kb_attribute *attribute = &kb_attributes(
        interview->kb)[interview->question];
    uint32_t value = kb_find_value(interview->kb, attribute, words);
    char which = find_command(words);

    if (value == KB_NONE && which != '\0')
        return command(interview, which);
    if (*words == '=')
        return give_number(interview, words + 1 + strspn(words + 1, BLANKS));
    if (value == KB_NONE)
        value = find_label(interview, words);
    if (value == KB_NONE && interview_is_set(interview))
        return give_set(interview, words);
    if (value == KB_NONE)
        value = find_entry(interview, words);
    return value != KB_NONE ? give_value(interview, value)
                            : give_word(interview, words);
}

/* --------------------------------------------------- whatever is asked now */

/* An answer beside the question. In the summary it is as good as a revision. */
static enum interview_event give_beside(struct interview *interview,
                                        const struct given_answer *given)
{
    if (interview->mode == MODE_WARNING) {
        interview_accept_warnings(interview);
        interview_go_on(interview);
    }
    if (interview->mode != MODE_SUMMARY)
        return interview_answer(interview, given->attribute, &given->answer);
    uint32_t question = interview->question;
    interview->question = given->attribute;
    interview->revising = true;
    enum interview_event event = interview_answer(interview, given->attribute,
                                                  &given->answer);
    if (event == INTERVIEW_NO_MEMORY) {
        interview->question = question;
        interview->revising = false;
    }
    return event;
}

/* "attribute=value", with blanks around the sign or without. */
static enum interview_event say_pair(struct interview *interview, char *words)
{
    struct given_answer given = {0};
    char *sign = strchr(words + 1, '=');
    char *value = sign + 1 + strspn(sign + 1, BLANKS);

    while (strchr(BLANKS, sign[-1]))
        sign--;
    *sign++ = '=';
    memmove(sign, value, strlen(value) + 1);
    if (begin_problems(interview) != DVF_OK)
        return INTERVIEW_NO_MEMORY;
    if (answer_read(interview->kb, words, (struct position){0},
                    interview->problems, &given) != DVF_OK)
        return complain_of(interview);
    return give_beside(interview, &given);
}

/* The entry of a summary or of a warning, or KB_NONE. */
static uint32_t find_named(const struct interview *interview, const char *word)
{
    uint32_t last = interview_entries(interview) - 1;
    uint32_t attribute = kb_find_attribute(interview->kb, word);

    if (interview->mode == MODE_SUMMARY && is_same(word, "finish"))
        return SUMMARY_FINISH;
    if (interview->mode == MODE_SUMMARY && is_same(word, "recommendation"))
        return SUMMARY_REPORT;
    if (interview->mode == MODE_SUMMARY && interview_has_more(interview) &&
        is_same(word, "more"))
        return SUMMARY_MORE;
    if (interview->mode == MODE_WARNING && is_same(word, "keep"))
        return last;
    for (uint32_t i = 0; attribute != KB_NONE && i <= last; i++)
        if (interview_attribute(interview, i) == attribute)
            return i;
    return find_entry(interview, word);
}

static enum interview_event say_entry(struct interview *interview,
                                      const char *word)
{
    char which = find_command(word);
    uint32_t entry = find_named(interview, word);

    if (entry == KB_NONE && which != '\0')
        return command(interview, which);
    if (entry == KB_NONE)
        return interview_complain(interview, "the list has no such entry");
    interview->selected = entry;
    return interview_confirm(interview);
}

/* Whoever types a line has done with what takes keys. */
static bool end_keys(struct interview *interview)
{
    if (interview_is_reading(interview))
        interview_stop_reading(interview);
    else if (interview->mode == MODE_FILTER || interview->mode == MODE_NUMBER)
        interview_stop_typing(interview);
    else
        return false;
    return true;
}

enum interview_event interview_say(struct interview *interview,
                                   const char *line)
{
    char words[INTERVIEW_LINE_MAX + 1];

    if (interview->mode == MODE_DONE)
        return INTERVIEW_IGNORED;
    interview->helped = false;
    bool explained = interview->mode == MODE_WHY;
    bool ended = end_keys(interview);
    const char *fault = read_line(line, words);
    if (!fault && words[0] == '\0')
        return ended ? INTERVIEW_CHANGED : INTERVIEW_IGNORED;
    interview->complaint = NULL;
    if (fault)
        return interview_complain(interview, fault);
    if (strchr(words + 1, '='))
        return say_pair(interview, words);
    if (interview->mode != MODE_QUESTION)
        return say_entry(interview, words);
    enum interview_event event = say_answer(interview, words);
    /* Asked once more why, tell on what it rests. */
    if (explained && interview->mode == MODE_WHY)
        interview_read(interview, MODE_CLAIMS);
    return event;
}
