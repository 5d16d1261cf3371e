/* SPDX-License-Identifier: MIT */
/*
 * Hints about words outside a closed list.
 */
#include "base/hint.h"

struct hint hint_begin(struct dvf_diagnostics *list, const char *wanted)
{
    return (struct hint){.list = list, .wanted = wanted, .words = ""};
}

void hint_offer(struct hint *hint, const char *word)
{
    suggest_offer(&hint->best, hint->wanted, word);
    if (hint->count++ >= HINT_WORDS_MAX)
        return;
    if (hint->count == HINT_WORDS_MAX)
        word = "...";
    hint->words = diagnostics_text(hint->list, "%s%s%s", hint->words,
                                   *hint->words ? ", " : "one of: ", word);
}

const char *hint_nearest(struct dvf_diagnostics *list,
                         const struct suggestion *best)
{
    if (!best->word)
        return NULL;
    return diagnostics_text(list, "did you mean '%s'?", best->word);
}

const char *hint_text(const struct hint *hint)
{
    const char *nearest = hint_nearest(hint->list, &hint->best);

    return nearest ? nearest : hint->words;
}
