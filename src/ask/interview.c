/* SPDX-License-Identifier: MIT */
/*
 * The answers of an interview, their evaluation, and what there is to show of
 * them. An answer and all that follows from it are taken together or, when out
 * of memory, not at all.
 */
#include "ask/interview_parts.h"

#include "analysis/analysis.h"
#include "profile/answer.h"

#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- answers */

dvf_status interview_clear_problems(struct interview *interview)
{
    dvf_diagnostics *fresh = dvf_diagnostics_new();

    if (!fresh)
        return DVF_NO_MEMORY;
    dvf_diagnostics_free(interview->problems);
    interview->problems = fresh;
    return DVF_OK;
}

/* @param same the answers are as they were, and so is what is analysed */
static dvf_status evaluate(struct interview *interview, bool same)
{
    dvf_evaluation *fresh = NULL;
    struct outlook outlook = {0};

    if (interview_clear_problems(interview) != DVF_OK ||
        dvf_evaluate(interview->kb, interview->profile, NULL,
                     interview->problems, &fresh) != DVF_OK)
        return DVF_NO_MEMORY;
    if (!same && interview_analyse(interview, fresh, &outlook) != DVF_OK) {
        dvf_evaluation_free(fresh);
        return DVF_NO_MEMORY;
    }
    dvf_evaluation_free(interview->evaluation);
    interview->evaluation = fresh;
    if (!same) {
        outlook_release(&interview->outlook);
        interview->outlook = outlook;
    }
    interview_put_in_order(interview);
    return DVF_OK;
}

dvf_status interview_take(struct interview *interview, uint32_t attribute,
                          const struct answer *answer)
{
    struct answer *place = &interview->profile->answers[attribute];
    const struct answer before = *place;
    const uint8_t state = interview->states[attribute];

    if (answer_put(interview->profile, attribute, answer) != DVF_OK)
        return DVF_NO_MEMORY;
    interview->states[attribute] = answer_given(answer) ? QUESTION_ANSWERED
                                                        : QUESTION_UNKNOWN;
    if (evaluate(interview, interview->states[attribute] == state &&
                                answer_is_same(&before, place)) != DVF_OK) {
        *place = before;
        interview->states[attribute] = state;
        return DVF_NO_MEMORY;
    }
    interview->given[attribute] = 1;
    return DVF_OK;
}

/* -------------------------------------------------------------- beginning */

dvf_status interview_init(struct interview *interview, const dvf_kb *kb,
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
    interview->due = calloc(attributes + 1, 1);
    interview->rank = calloc(attributes + 1, sizeof *interview->rank);
    interview->required = calloc(attributes + 1, 1);
    interview->warned = calloc((size_t)kb_warnings_count(kb) + 1, 1);
    interview->analyser = analyser_new(kb);
    if (!interview->profile || !interview->states || !interview->given ||
        !interview->due || !interview->rank || !interview->required ||
        !interview->warned || !interview->analyser ||
        array_reserve(&interview->asked, attributes) != DVF_OK ||
        array_reserve(&interview->news, attributes) != DVF_OK)
        return DVF_NO_MEMORY;
    return evaluate(interview, false);
}

void interview_release(struct interview *interview)
{
    outlook_release(&interview->outlook);
    analyser_free(interview->analyser);
    dvf_evaluation_free(interview->evaluation);
    dvf_profile_free(interview->profile);
    dvf_diagnostics_free(interview->problems);
    free(interview->states);
    free(interview->given);
    free(interview->due);
    free(interview->rank);
    free(interview->required);
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

    dvf_status status = answer_read(interview->kb, answer, at, problems,
                                    &given);
    return status == DVF_OK
               ? interview_take(interview, given.attribute, &given.answer)
               : status;
}

/* True for a question that was answered so beforehand. */
static bool is_settled(const struct interview *interview,
                       const struct given_answer *given)
{
    return interview->states[given->attribute] != QUESTION_OPEN &&
           answer_is_same(&interview->profile->answers[given->attribute],
                          &given->answer);
}

dvf_status interview_restore(struct interview *interview, const char *answer,
                             struct position at,
                             struct dvf_diagnostics *problems)
{
    struct given_answer given = {0};

    dvf_status status = answer_read(interview->kb, answer, at, problems,
                                    &given);
    if (status != DVF_OK || is_settled(interview, &given))
        return status;
    status = interview_take(interview, given.attribute, &given.answer);
    if (status == DVF_OK)
        interview_remember(interview, given.attribute);
    return status;
}

enum interview_event interview_begin(struct interview *interview)
{
    interview->begun = true;
    if (evaluate(interview, false) != DVF_OK)
        return INTERVIEW_NO_MEMORY;
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

static dvf_status copy_texts(struct arena *arena, struct texts *texts)
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
            return DVF_NO_MEMORY;
    }
    return DVF_OK;
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

static dvf_status copy_answers(struct interview *interview,
                               const dvf_profile *from)
{
    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++)
        if (!interview->given[i] &&
            answer_put(interview->profile, i, &from->answers[i]) != DVF_OK)
            return DVF_NO_MEMORY;
    return DVF_OK;
}

static void note_states(struct interview *interview, const dvf_profile *profile)
{
    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++)
        if (!interview->given[i])
            interview->states[i] = answer_given(&profile->answers[i])
                                       ? QUESTION_ANSWERED
                                       : QUESTION_OPEN;
}

/* Answers and states that are put back where memory runs out. */
struct kept {
    struct answer *answers;
    uint8_t *states;
};

static bool keep(struct kept *kept, const struct interview *interview)
{
    size_t count = kb_attributes_count(interview->kb);

    kept->answers = calloc(count + 1, sizeof *kept->answers);
    kept->states = calloc(count + 1, 1);
    if (!kept->answers || !kept->states)
        return false;
    memcpy(kept->answers, interview->profile->answers,
           count * sizeof *kept->answers);
    memcpy(kept->states, interview->states, count);
    return true;
}

static void put_back(const struct kept *kept, struct interview *interview)
{
    size_t count = kb_attributes_count(interview->kb);

    memcpy(interview->profile->answers, kept->answers,
           count * sizeof *kept->answers);
    memcpy(interview->states, kept->states, count);
}

static dvf_status take_profile(struct interview *interview,
                               const dvf_profile *profile)
{
    dvf_profile *own = interview->profile;
    struct texts texts = {profile->name, profile->description,
                          profile->decision, profile->waiver};

    if (copy_texts(&own->arena, &texts) != DVF_OK ||
        copy_answers(interview, profile) != DVF_OK)
        return DVF_NO_MEMORY;
    note_states(interview, profile);
    if (evaluate(interview, false) != DVF_OK)
        return DVF_NO_MEMORY;
    put_texts(own, &texts);
    return DVF_OK;
}

dvf_status interview_resume(struct interview *interview,
                            const dvf_profile *profile)
{
    struct kept kept = {NULL, NULL};
    dvf_status status = DVF_NO_MEMORY;

    if (keep(&kept, interview)) {
        status = take_profile(interview, profile);
        if (status != DVF_OK)
            put_back(&kept, interview);
    }
    free(kept.answers);
    free(kept.states);
    return status;
}

/* ----------------------------------------------------------------- entries */

static const struct kb_attribute *asked_about(const struct interview *interview)
{
    return interview->question == KB_NONE
               ? NULL
               : &kb_attributes(interview->kb)[interview->question];
}

/* The ways back from the warning: the answered attributes that its condition
 * reads, in its order; what only its exceptions read comes last.
 *
 * @param ways set to their number where there is no such entry
 * @return the attribute behind an entry, or KB_NONE */
static uint32_t way_back(const struct interview *interview, uint32_t entry,
                         uint32_t *ways)
{
    const dvf_kb *kb = interview->kb;
    const struct answer *answers = interview->profile->answers;
    const struct kb_condition *condition =
        &kb_warnings(kb)[interview->warning].condition;
    const uint32_t *reads = kb_index(kb, condition->reads);
    const uint32_t *guards = kb_index(kb, condition->guards);

    *ways = 0;
    for (uint32_t i = 0; i < condition->reads.count; i++)
        if (answer_given(&answers[reads[i]]) && (*ways)++ == entry)
            return reads[i];
    for (uint32_t i = 0; i < condition->guards.count; i++)
        if (answer_given(&answers[guards[i]]) &&
            !kb_index_has(kb, condition->reads, guards[i]) &&
            (*ways)++ == entry)
            return guards[i];
    return KB_NONE;
}

uint32_t interview_entries(const struct interview *interview)
{
    const struct kb_attribute *attribute = asked_about(interview);
    uint32_t ways;

    switch (interview->mode) {
    case MODE_SUMMARY:
        return kb_attributes_count(interview->kb) +
               interview_first_question(interview);
    case MODE_WARNING:
        way_back(interview, KB_NONE, &ways);
        return ways + 1;
    case MODE_FILTER:
        return values_count(interview->shown);
    case MODE_REPORT:
    case MODE_DONE:
        return 0;
    default:
        return attribute ? attribute->values.count : 0;
    }
}

uint32_t interview_value(const struct interview *interview, uint32_t entry)
{
    if (entry >= interview_entries(interview))
        return KB_NONE;
    if (interview->mode != MODE_FILTER)
        return entry;
    for (uint32_t i = 0; i < KB_VALUES_MAX; i++)
        if (values_have(interview->shown, i) && entry-- == 0)
            return i;
    return KB_NONE;
}

uint32_t interview_attribute(const struct interview *interview, uint32_t entry)
{
    uint32_t first = interview_first_question(interview);
    uint32_t ways;

    if (interview->mode == MODE_WARNING)
        return way_back(interview, entry, &ways);
    return entry < first ? KB_NONE : entry - first;
}

bool interview_is_reading(const struct interview *interview)
{
    return interview->mode == MODE_WHY || interview->mode == MODE_CLAIMS ||
           interview->mode == MODE_REPORT;
}

/* --------------------------------------------------------------- questions */

const char *interview_label(const struct interview *interview,
                            uint32_t attribute, uint32_t value)
{
    const dvf_kb *kb = interview->kb;
    const struct kb_attribute *record = &kb_attributes(kb)[attribute];
    const struct kb_value *values = kb_attribute_values(kb, record);

    if (record->type == KB_FLAG)
        return value != 0 ? "Yes" : "No";
    return kb_string(kb, values[value].label);
}

bool interview_is_set(const struct interview *interview)
{
    const struct kb_attribute *attribute = asked_about(interview);

    return attribute && attribute->type == KB_SET;
}

bool interview_takes_number(const struct interview *interview)
{
    const struct kb_attribute *attribute = asked_about(interview);

    return attribute && kb_takes_number(interview->kb, attribute);
}

bool interview_can_filter(const struct interview *interview)
{
    const struct kb_attribute *attribute = asked_about(interview);

    return attribute && attribute->values.count >= INTERVIEW_FILTER_MIN;
}

uint32_t interview_closed(const struct interview *interview)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++)
        count += interview->states[i] != QUESTION_OPEN;
    return count;
}

/* ----------------------------------------------------------------- answers */

/* The labels of the chosen values; `none` for an empty set. */
static void append_labels(const struct interview *interview, uint32_t attribute,
                          struct buffer *out)
{
    const struct kb_attribute *record = &kb_attributes(
        interview->kb)[attribute];
    uint64_t chosen = answer_values(&interview->profile->answers[attribute]);
    const char *separator = "";

    if (chosen == 0)
        buffer_puts(out, "none");
    for (uint32_t i = 0; i < record->values.count; i++) {
        if (!values_have(chosen, i))
            continue;
        buffer_puts(out, separator);
        buffer_puts(out, interview_label(interview, attribute, i));
        separator = ", ";
    }
}

void interview_append_answer(const struct interview *interview,
                             uint32_t attribute, struct buffer *out)
{
    const dvf_kb *kb = interview->kb;
    const char *unit = kb_string(kb, kb_attributes(kb)[attribute].unit);
    const char *number = interview->profile->answers[attribute].number;

    if (interview->states[attribute] == QUESTION_UNKNOWN)
        buffer_puts(out, "don't know");
    if (interview->states[attribute] != QUESTION_ANSWERED)
        return;
    if (number)
        buffer_printf(out, "%s%s%s", number, *unit ? " " : "", unit);
    else
        append_labels(interview, attribute, out);
}

static void append_line(const struct interview *interview, uint32_t attribute,
                        const dvf_profile *before, struct buffer *out)
{
    const dvf_kb *kb = interview->kb;

    if (!interview->given[attribute])
        return;
    buffer_printf(out, "%s=", kb_attribute_id(kb, attribute));
    answer_append_given(kb, attribute, &interview->profile->answers[attribute],
                        out);
    if (before) {
        buffer_puts(out, INTERVIEW_WAS);
        answer_append_given(kb, attribute, &before->answers[attribute], out);
    }
    buffer_putc(out, '\n');
}

static bool was_asked(const struct interview *interview, uint32_t attribute)
{
    for (size_t i = 0; i < interview->asked.count; i++)
        if (*(uint32_t *)array_at(&interview->asked, i) == attribute)
            return true;
    return false;
}

void interview_append_lines(const struct interview *interview,
                            const dvf_profile *before, struct buffer *out)
{
    for (uint32_t i = 0; i < kb_attributes_count(interview->kb); i++)
        if (!was_asked(interview, i))
            append_line(interview, i, before, out);
    for (size_t i = 0; i < interview->asked.count; i++)
        append_line(interview, *(uint32_t *)array_at(&interview->asked, i),
                    before, out);
}
