/* SPDX-License-Identifier: MIT */
/*
 * Words that people and scripts write for "not known", for no and for yes.
 * None of them is an answer unless the attribute says so; a hint has to tell
 * them apart, since "none" may be an answer and "null" never is.
 */
#include "profile/answer.h"

#include "base/lookalike.h"

#include <string.h>

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
