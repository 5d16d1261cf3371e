/* SPDX-License-Identifier: MIT */
/*
 * The answers of an interview, and their evaluation. An answer and all that
 * follows from it are taken together or, when out of memory, not at all.
 */
#include "ask/interview_parts.h"

#include "engine/relevance.h"
#include "profile/answer_text.h"

#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- answers */

bool interview_clear_problems(struct interview *interview)
{
    dvf_diagnostics *fresh = dvf_diagnostics_new();

    if (!fresh)
        return false;
    dvf_diagnostics_free(interview->problems);
    interview->problems = fresh;
    return true;
}

static bool evaluate(struct interview *interview)
{
    dvf_evaluation *fresh = NULL;

    if (!interview_clear_problems(interview) ||
        dvf_evaluate(interview->kb, interview->profile, NULL,
                     interview->problems, &fresh) != DVF_OK)
        return false;
    if (!relevance_mark(fresh, interview->matters)) {
        dvf_evaluation_free(fresh);
        return false;
    }
    dvf_evaluation_free(interview->evaluation);
    interview->evaluation = fresh;
    return true;
}

bool interview_take(struct interview *interview, uint32_t attribute,
                    const struct answer *answer)
{
    struct answer *place = &interview->profile->answers[attribute];
    const struct answer before = *place;

    if (!answer_put(interview->profile, attribute, answer))
        return false;
    if (!evaluate(interview)) {
        *place = before;
        return false;
    }
    interview->states[attribute] = answer->answered ? QUESTION_ANSWERED
                                                    : QUESTION_UNKNOWN;
    interview->given[attribute] = 1;
    return true;
}

/* -------------------------------------------------------------- beginning */

bool interview_init(struct interview *interview, const dvf_kb *kb,
                    const char *name)
{
    size_t attributes = kb_attributes_count(kb);

    interview->kb = kb;
    interview->mode = MODE_DONE;
    interview->question = KB_NONE;
    interview->answered = KB_NONE;
    array_init(&interview->asked, sizeof(uint32_t));
    array_init(&interview->news, sizeof(struct interview_note));
    interview->profile = profile_new(kb, name);
    interview->states = calloc(attributes + 1, 1);
    interview->given = calloc(attributes + 1, 1);
    interview->matters = calloc(attributes + 1, 1);
    interview->warned = calloc((size_t)kb_warnings_count(kb) + 1, 1);
    return interview->profile && interview->states && interview->given &&
           interview->matters && interview->warned &&
           array_reserve(&interview->asked, attributes) == DVF_OK &&
           array_reserve(&interview->news, attributes) == DVF_OK &&
           evaluate(interview);
}

void interview_release(struct interview *interview)
{
    dvf_evaluation_free(interview->evaluation);
    dvf_profile_free(interview->profile);
    dvf_diagnostics_free(interview->problems);
    free(interview->states);
    free(interview->given);
    free(interview->matters);
    free(interview->warned);
    array_release(&interview->asked);
    array_release(&interview->news);
    buffer_release(&interview->said);
    *interview = (struct interview){0};
}

dvf_status interview_set(struct interview *interview, const char *answer,
                         struct position at, struct dvf_diagnostics *problems)
{
    struct given_answer given = {0};

    if (!answer_read(interview->kb, answer, at, problems, &given))
        return problems->arena.failed ? DVF_NO_MEMORY : DVF_INVALID;
    return interview_take(interview, given.attribute, &given.answer)
               ? DVF_OK
               : DVF_NO_MEMORY;
}

bool interview_is_same(const struct answer *a, const struct answer *b)
{
    if (!a->answered || !b->answered)
        return a->answered == b->answered;
    if (a->values != b->values)
        return false;
    return a->number && b->number ? strcmp(a->number, b->number) == 0
                                  : a->number == b->number;
}

/* True for a question that was answered so beforehand. */
static bool is_settled(const struct interview *interview,
                       const struct given_answer *given)
{
    return interview->states[given->attribute] != QUESTION_OPEN &&
           interview_is_same(&interview->profile->answers[given->attribute],
                             &given->answer);
}

dvf_status interview_restore(struct interview *interview, const char *answer,
                             struct position at,
                             struct dvf_diagnostics *problems)
{
    struct given_answer given = {0};

    if (!answer_read(interview->kb, answer, at, problems, &given))
        return problems->arena.failed ? DVF_NO_MEMORY : DVF_INVALID;
    if (is_settled(interview, &given))
        return DVF_OK;
    if (!interview_take(interview, given.attribute, &given.answer))
        return DVF_NO_MEMORY;
    interview_remember(interview, given.attribute);
    return DVF_OK;
}

enum interview_event interview_begin(struct interview *interview)
{
    interview->complaint = NULL;
    interview->answered = KB_NONE;
    interview->revising = false;
    interview->question = KB_NONE;
    interview_told(interview);
    for (size_t i = 0; i < interview->asked.count; i++)
        interview_add_news(interview, NEWS_ANSWERED,
                           *(uint32_t *)array_at(&interview->asked, i));
    interview_accept_warnings(interview);
    interview_go_on(interview);
    return INTERVIEW_CHANGED;
}

/* --------------------------------------------------------------- resuming */

/* Texts of a profile beside its answers. */
struct texts {
    const char *name;
    const char *description;
    struct decision decision;
    struct waiver waiver;
};

static bool copy_texts(struct arena *arena, struct texts *texts)
{
    const char **all[] = {
        &texts->name,
        &texts->description,
        &texts->decision.option,
        &texts->decision.date,
        &texts->decision.record,
        &texts->decision.because,
        &texts->waiver.reason,
        &texts->waiver.owner,
        &texts->waiver.expires,
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!*all[i])
            continue;
        *all[i] = arena_copy(arena, *all[i], strlen(*all[i]));
        if (!*all[i])
            return false;
    }
    return true;
}

static void put_texts(dvf_profile *profile, const struct texts *texts)
{
    if (texts->name && *texts->name)
        profile->name = texts->name;
    profile->description = texts->description;
    profile->decision = texts->decision;
    profile->waiver = texts->waiver;
}

void interview_yield(struct interview *interview, uint32_t attribute)
{
    interview->given[attribute] = 0;
}

static bool copy_answers(struct interview *interview, const dvf_profile *from)
{
    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++)
        if (!interview->given[i] &&
            !answer_put(interview->profile, i, &from->answers[i]))
            return false;
    return true;
}

static void note_states(struct interview *interview, const dvf_profile *profile)
{
    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++)
        if (!interview->given[i])
            interview->states[i] = profile->answers[i].answered
                                       ? QUESTION_ANSWERED
                                       : QUESTION_OPEN;
}

bool interview_resume(struct interview *interview, const dvf_profile *profile)
{
    dvf_profile *own = interview->profile;
    uint32_t count = kb_attributes_count(interview->kb);
    struct answer *before = calloc((size_t)count + 1, sizeof *before);
    struct texts texts = {profile->name, profile->description,
                          profile->decision, profile->waiver};

    if (!before)
        return false;
    memcpy(before, own->answers, count * sizeof *before);
    bool done = copy_texts(&own->arena, &texts) &&
                copy_answers(interview, profile) && evaluate(interview);
    if (done) {
        put_texts(own, &texts);
        note_states(interview, profile);
    } else {
        memcpy(own->answers, before, count * sizeof *before);
    }
    free(before);
    return done;
}
