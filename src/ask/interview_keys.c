/* SPDX-License-Identifier: MIT */
/*
 * Keys, and their meaning by the mode: move, mark, type, or one of the
 * commands.
 */
#include "ask/interview_parts.h"

#include "base/utf8.h"

#include <string.h>

/* Entries that PageUp and PageDown pass over: how many are shown is not known
 * here. */
#define PAGE     8

/* Line to scroll to for the end: whoever draws it knows which one that is. */
#define READ_MAX 1000000

/* ------------------------------------------------------------------ moving */

/* Entry that a key moves to from no entry. */
static uint32_t target_from_none(enum key_kind kind, uint32_t last)
{
    switch (kind) {
    case KEY_DOWN:
    case KEY_TAB:
    case KEY_HOME:
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
        return 0;
    case KEY_UP:
    case KEY_END:
        return last;
    default:
        return KB_NONE;
    }
}

/* Entry that a key moves to; the current one for any other key. */
static uint32_t target(const struct interview *interview, enum key_kind kind,
                       uint32_t last)
{
    uint32_t at = interview->selected;

    if (at == KB_NONE)
        return target_from_none(kind, last);
    switch (kind) {
    case KEY_UP:
        return at > 0 ? at - 1 : last;
    case KEY_DOWN:
    case KEY_TAB:
        return at < last ? at + 1 : 0;
    case KEY_HOME:
        return 0;
    case KEY_END:
        return last;
    case KEY_PAGE_UP:
        return at > PAGE ? at - PAGE : 0;
    case KEY_PAGE_DOWN:
        return last - at > PAGE ? at + PAGE : last;
    default:
        return at;
    }
}

static enum interview_event move(struct interview *interview,
                                 enum key_kind kind)
{
    uint32_t entries = interview_entries(interview);
    uint32_t to = entries > 0 ? target(interview, kind, entries - 1)
                              : interview->selected;

    if (to == interview->selected)
        return INTERVIEW_IGNORED;
    interview->selected = to;
    return INTERVIEW_CHANGED;
}

static enum interview_event toggle(struct interview *interview)
{
    if (interview_entries(interview) == 0)
        return interview_complain(interview, "nothing matches");
    if (interview->selected == KB_NONE)
        return interview_complain(interview, "choose with arrows or a digit");
    interview->marked ^= UINT64_C(1)
                         << interview_value(interview, interview->selected);
    return INTERVIEW_CHANGED;
}

/* The first ten have a digit: 1 to 9, then 0. */
static enum interview_event jump(struct interview *interview, uint32_t digit)
{
    uint32_t to = digit > 0 ? digit - 1 : 9;

    if (to >= interview_entries(interview))
        return interview_complain(interview, "the list is not that long");
    interview->selected = to;
    if (interview->mode == MODE_QUESTION && interview_is_set(interview))
        return toggle(interview);
    return INTERVIEW_CHANGED;
}

/* ------------------------------------------------------------------ typing */

static bool holds(const struct interview *interview, const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i + interview->text_length <= length; i++) {
        size_t same = 0;

        while (same < interview->text_length &&
               interview_fold(text[i + same]) ==
                   interview_fold(interview->text[same]))
            same++;
        if (same == interview->text_length)
            return true;
    }
    return false;
}

/* After a change of the text: the entries left, and the selected value among
 * them, or the first one. Without a text nobody has chosen any. */
static void narrow(struct interview *interview, uint32_t value)
{
    const dvf_kb *kb = interview->kb;
    const struct kb_attribute *attribute = &kb_attributes(
        kb)[interview->question];
    const struct kb_value *values = kb_attribute_values(kb, attribute);
    uint32_t entries = 0;

    interview->selected = interview->text_length > 0 ? 0 : KB_NONE;
    interview->shown = 0;
    for (uint32_t i = 0; i < attribute->values.count; i++) {
        if (!holds(interview, kb_string(kb, values[i].id)) &&
            !holds(interview,
                   interview_label(interview, interview->question, i)))
            continue;
        interview->shown |= UINT64_C(1) << i;
        if (i == value)
            interview->selected = entries;
        entries++;
    }
}

/* Begin to type. */
static enum interview_event start(struct interview *interview,
                                  enum interview_mode mode)
{
    uint32_t value = interview->selected;

    if (mode == MODE_FILTER && !interview_can_filter(interview))
        return interview_complain(interview, "so short a list has no filter");
    if (mode == MODE_NUMBER && !interview_takes_number(interview))
        return interview_complain(interview, "this question takes no number");
    interview->mode = mode;
    interview->text[0] = '\0';
    interview->text_length = 0;
    if (mode == MODE_FILTER)
        narrow(interview, value);
    return INTERVIEW_CHANGED;
}

static enum interview_event set_length(struct interview *interview,
                                       uint32_t length)
{
    uint32_t value = interview_value(interview, interview->selected);

    if (length == interview->text_length)
        return INTERVIEW_IGNORED;
    interview->text_length = length;
    interview->text[length] = '\0';
    if (interview->mode == MODE_FILTER)
        narrow(interview, value);
    return INTERVIEW_CHANGED;
}

static enum interview_event erase(struct interview *interview)
{
    uint32_t length = interview->text_length;

    while (length > 0 && utf8_continues(interview->text[length - 1]))
        length--;
    return set_length(interview, length > 0 ? length - 1 : 0);
}

/* @return bytes, at most 4 */
static uint32_t encode(uint32_t character, char bytes[4])
{
    static const unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
    uint32_t length = 1;

    if (character >= 0x80)
        length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (uint32_t i = length; i-- > 1; character >>= 6)
        bytes[i] = (char)(unsigned char)(0x80 | (character & 0x3f));
    bytes[0] = (char)(unsigned char)(marks[length] | character);
    return length;
}

static enum interview_event type(struct interview *interview,
                                 uint32_t character)
{
    char bytes[4];
    uint32_t length = encode(character, bytes);

    if (interview->mode == MODE_NUMBER && (character < '0' || character > '9'))
        return interview_complain(interview, "type a whole number");
    if (length > INTERVIEW_TEXT_MAX - interview->text_length)
        return interview_complain(interview, "this is as long as it may be");
    memcpy(interview->text + interview->text_length, bytes, length);
    return set_length(interview, interview->text_length + length);
}

/* ------------------------------------------------------------------- modes */

static enum interview_event press_question(struct interview *interview,
                                           uint32_t character)
{
    if (character == ' ' && interview_is_set(interview))
        return toggle(interview);
    if (character == '/')
        return start(interview, MODE_FILTER);
    if (character == '=')
        return start(interview, MODE_NUMBER);
    return INTERVIEW_IGNORED;
}

/* Scroll what is only read. @return false where the key does not */
static bool scroll(struct interview *interview, enum key_kind kind)
{
    uint32_t top = interview->top;

    switch (kind) {
    case KEY_UP:
        interview->top = top > 0 ? top - 1 : 0;
        return true;
    case KEY_DOWN:
        interview->top = top < READ_MAX ? top + 1 : top;
        return true;
    case KEY_PAGE_UP:
        interview->top = top > PAGE ? top - PAGE : 0;
        return true;
    case KEY_PAGE_DOWN:
        interview->top = top < READ_MAX ? top + PAGE : top;
        return true;
    case KEY_HOME:
        interview->top = 0;
        return true;
    case KEY_END:
        interview->top = READ_MAX;
        return true;
    default:
        return false;
    }
}

/* The meaning of a question, the claims, the recommendation. */
static enum interview_event press_reading(struct interview *interview,
                                          struct key key)
{
    bool is_report = interview->mode == MODE_REPORT;
    uint32_t character = key.kind == KEY_CHARACTER ? key.character : 0;

    if (character == ' ' && is_report)
        key.kind = KEY_PAGE_DOWN;
    if (scroll(interview, key.kind))
        return INTERVIEW_CHANGED;
    if (character == 'q' && is_report)
        return interview_command(interview, 'q');
    if (character == '?' && interview->mode == MODE_WHY)
        interview_read(interview, MODE_CLAIMS);
    else
        interview_stop_reading(interview);
    return INTERVIEW_CHANGED;
}

/* A question, a contradiction, the summary. */
static enum interview_event press_list(struct interview *interview,
                                       struct key key)
{
    uint32_t character = key.character;

    if (key.kind == KEY_LEFT || key.kind == KEY_BACKSPACE)
        return interview_command(interview, '<');
    if (key.kind == KEY_ESCAPE && interview->mode == MODE_SUMMARY)
        return interview_command(interview, 's');
    if (key.kind == KEY_ESCAPE && interview->mode == MODE_WARNING) {
        interview_go_on(interview);
        return INTERVIEW_CHANGED;
    }
    if (key.kind != KEY_CHARACTER)
        return move(interview, key.kind);
    if (character >= '0' && character <= '9')
        return jump(interview, character - '0');
    if (character < 0x80 && strchr("?<-nsq", (int)character))
        return interview_command(interview, (char)character);
    return interview->mode == MODE_QUESTION
               ? press_question(interview, character)
               : INTERVIEW_IGNORED;
}

/* A filter or a number. */
static enum interview_event press_text(struct interview *interview,
                                       struct key key)
{
    switch (key.kind) {
    case KEY_ESCAPE:
        return interview_stop_typing(interview);
    case KEY_BACKSPACE:
        return erase(interview);
    case KEY_CLEAR:
        return set_length(interview, 0);
    case KEY_CHARACTER:
        if (key.character == ' ' && interview->mode == MODE_FILTER &&
            interview_is_set(interview))
            return toggle(interview);
        return type(interview, key.character);
    default:
        return interview->mode == MODE_FILTER ? move(interview, key.kind)
                                              : INTERVIEW_IGNORED;
    }
}

static bool is_typing(const struct interview *interview)
{
    return interview->mode == MODE_FILTER || interview->mode == MODE_NUMBER;
}

/* Read j and k as Down and Up, where nothing is typed. */
static struct key moved_by_letter(struct key key)
{
    if (key.kind == KEY_CHARACTER && key.character == 'j')
        return (struct key){.kind = KEY_DOWN};
    if (key.kind == KEY_CHARACTER && key.character == 'k')
        return (struct key){.kind = KEY_UP};
    return key;
}

static enum interview_event press(struct interview *interview, struct key key)
{
    if (key.kind == KEY_END_OF_INPUT)
        return interview_command(interview, 'q');
    if (!is_typing(interview))
        key = moved_by_letter(key);
    if (interview_is_reading(interview))
        return press_reading(interview, key);
    if (key.kind == KEY_ENTER)
        return interview_confirm(interview);
    return is_typing(interview) ? press_text(interview, key)
                                : press_list(interview, key);
}

/* Nothing that the interview has to do with. */
static bool is_foreign(struct key key)
{
    if (key.kind == KEY_CHARACTER)
        return key.character > 0x10ffff || utf8_is_hostile(key.character) ||
               (key.character >= 0xd800 && key.character <= 0xdfff) ||
               key.character < ' ';
    return key.kind == KEY_NONE || key.kind == KEY_REDRAW ||
           key.kind == KEY_INTERRUPT || key.kind == KEY_PASTE;
}

enum interview_event interview_press(struct interview *interview,
                                     struct key key)
{
    bool complained = interview->complaint;

    if (is_foreign(key) || interview->mode == MODE_DONE)
        return INTERVIEW_IGNORED;
    interview->complaint = NULL;
    enum interview_event event = press(interview, key);
    return event == INTERVIEW_IGNORED && complained ? INTERVIEW_CHANGED : event;
}

/* ------------------------------------------------------------------ pasting */

/* A number is taken as a whole or not at all: a part of it would be another. */
static enum interview_event paste_number(struct interview *interview,
                                         const char *text)
{
    static const char digits[] = "0123456789";
    size_t start = strspn(text, " ");
    size_t count = strspn(text + start, digits);

    if (count == 0 || text[start + count + strspn(text + start + count, " ")])
        return interview_complain(interview, "what was pasted is no number");
    if (count > INTERVIEW_TEXT_MAX - interview->text_length)
        return interview_complain(interview, "this is as long as it may be");
    for (size_t i = 0; i < count; i++)
        type(interview, (uint32_t)text[start + i]);
    return INTERVIEW_CHANGED;
}

static enum interview_event paste_filter(struct interview *interview,
                                         const char *text)
{
    size_t length = strlen(text);
    size_t used;

    for (size_t i = 0; i < length && !interview->complaint; i += used) {
        uint32_t character = 0;

        used = utf8_decode(text + i, length - i, &character);
        if (used > 0 && !utf8_is_hostile(character) && character >= ' ')
            type(interview, character);
        used = used > 0 ? used : 1;
    }
    return INTERVIEW_CHANGED;
}

enum interview_event interview_paste(struct interview *interview,
                                     const char *text)
{
    if (interview->mode != MODE_NUMBER && interview->mode != MODE_FILTER)
        return INTERVIEW_IGNORED;
    interview->complaint = NULL;
    return interview->mode == MODE_NUMBER ? paste_number(interview, text)
                                          : paste_filter(interview, text);
}
