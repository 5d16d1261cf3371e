/* SPDX-License-Identifier: MIT */
/*
 * Hints about words outside a closed list.
 */
#include "base/hint.h"

#include "base/date.h"
#include "base/number.h"

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

/* Join a hint and the sentence on the first look-alike, if there is one. */
static const char *add_lookalike(struct dvf_diagnostics *list, const char *hint,
                                 const struct lookalike *strange)
{
    char described[LOOKALIKE_SIZE];

    if (strange->place == 0)
        return hint;
    lookalike_describe(strange, described);
    return diagnostics_text(list, "%s%s%s", hint, *hint ? " " : "", described);
}

const char *hint_lookalike(struct dvf_diagnostics *list, const char *text)
{
    struct lookalike strange;

    return lookalike_find(text, &strange) ? add_lookalike(list, "", &strange)
                                          : NULL;
}

const char *hint_nearest(struct dvf_diagnostics *list,
                         const struct suggestion *best)
{
    if (!best->word && best->strange.place == 0)
        return NULL;
    return add_lookalike(
        list,
        best->word ? diagnostics_text(list, "did you mean '%s'?", best->word)
                   : "",
        &best->strange);
}

const char *hint_text(const struct hint *hint)
{
    if (hint->best.word || hint->best.strange.place == 0)
        return hint->best.word ? hint_nearest(hint->list, &hint->best)
                               : hint->words;
    return add_lookalike(hint->list,
                         diagnostics_text(hint->list, "%s;", hint->words),
                         &hint->best.strange);
}

/* Room for a date or a number; a longer text is neither. */
#define PLAIN_SIZE 24

void hint_date_error(struct dvf_diagnostics *list, struct position at,
                     const char *text, const char *form,
                     bool (*is_date)(const char *text))
{
    char plain[PLAIN_SIZE];
    char why[DATE_FAULT_SIZE];
    struct suggestion meant = {.word = plain};

    if (date_fault(text, why)) {
        diagnostics_error(list, DIAGNOSTIC_DATE, at, why,
                          "'%s': there is no such day", text);
        return;
    }
    if (lookalike_find(text, &meant.strange) &&
        lookalike_plain(text, plain, sizeof plain) && is_date(plain))
        form = hint_nearest(list, &meant);
    diagnostics_error(list, DIAGNOSTIC_DATE, at, form, "'%s' is not a date",
                      text);
}

const char *hint_number(struct dvf_diagnostics *list, const char *text,
                        const char *otherwise)
{
    char plain[PLAIN_SIZE];
    uint64_t number;
    struct suggestion meant = {.word = plain};

    return lookalike_find(text, &meant.strange) &&
                   lookalike_plain(text, plain, sizeof plain) &&
                   number_read(plain, &number)
               ? hint_nearest(list, &meant)
               : otherwise;
}
