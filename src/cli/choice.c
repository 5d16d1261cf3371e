/* SPDX-License-Identifier: MIT */
/*
 * Choices: words of a closed list, found exactly or refused with the nearest.
 */
#include "cli/choice.h"

#include "base/hint.h"
#include "cli/console.h"

#include <string.h>

size_t choice_find(const struct choice *choice, const char *word)
{
    for (size_t i = 0; choice->at(choice->list, i); i++)
        if (strcmp(choice->at(choice->list, i), word) == 0)
            return i;
    return CHOICE_NONE;
}

/* "a, b and c" */
static void append_all(const struct choice *choice, struct buffer *complaint)
{
    for (size_t i = 0; choice->at(choice->list, i); i++) {
        if (i > 0)
            buffer_puts(complaint,
                        choice->at(choice->list, i + 1) ? ", " : " and ");
        buffer_puts(complaint, choice->at(choice->list, i));
    }
}

void choice_append_lookalike(const char *word, struct buffer *complaint)
{
    char described[LOOKALIKE_SIZE];
    struct lookalike strange;

    if (!lookalike_find(word, &strange))
        return;
    lookalike_describe(&strange, described);
    buffer_printf(complaint, " (%s)", described);
}

void choice_complain(const struct choice *choice, const char *word,
                     struct buffer *complaint)
{
    struct suggestion nearest = {0};

    for (size_t i = 0; choice->at(choice->list, i); i++)
        suggest_offer(&nearest, word, choice->at(choice->list, i));
    buffer_printf(complaint, "unknown %s ", choice->what);
    console_quote(complaint, word);
    if (nearest.word) {
        buffer_printf(complaint, "; did you mean '%s'?", nearest.word);
    } else {
        buffer_puts(complaint, "; there are ");
        append_all(choice, complaint);
    }
    choice_append_lookalike(word, complaint);
}
