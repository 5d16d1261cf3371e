/* SPDX-License-Identifier: MIT */
/*
 * Reading tests/data/verdicts.txt: heads at the margin, answers below them.
 */
#include "verdict_cases.h"

#include <string.h>

/* The next line without its end, or false. */
static bool next_line(const char **text, char line[static 256])
{
    size_t length = strcspn(*text, "\n");

    if (**text == '\0')
        return false;
    assert_true(length < 256);
    memcpy(line, *text, length);
    line[length] = '\0';
    *text += length + ((*text)[length] == '\n');
    return true;
}

const char *next_word(char **line)
{
    char *word = *line;
    char *end = word + strcspn(word, " ");

    if (*end == ' ')
        *end++ = '\0';
    *line = end;
    return word;
}

bool verdict_case_next(struct verdict_case *one, const char **text)
{
    char answer[256];

    do {
        if (!next_line(text, one->line)) {
            buffer_release(&one->profile);
            return false;
        }
    } while (one->line[0] == '\0' || one->line[0] == '#');
    one->reasons = one->line;
    one->id = next_word(&one->reasons);
    one->name = next_word(&one->reasons);
    one->outcome = next_word(&one->reasons);
    buffer_clear(&one->profile);
    buffer_printf(&one->profile, "profile: %s\nanswers:\n", one->name);
    while (**text == ' ' && next_line(text, answer))
        buffer_printf(&one->profile, "%s\n", answer);
    assert_false(one->profile.failed);
    return true;
}
