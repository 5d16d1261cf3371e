/* SPDX-License-Identifier: MIT */
/*
 * The way through the questions: which one is next, what comes after an
 * answer, and back again. Nothing here depends on how an answer was typed.
 */
#include "ask/interview_parts.h"

#include "profile/answer.h"
#include "report/report.h"

#include <assert.h>
#include <string.h>

/* --------------------------------------------------------------- questions */

static void clear_text(struct interview *interview)
{
    interview->text[0] = '\0';
    interview->text_length = 0;
    interview->shown = 0;
}

/* Nothing is selected but what was answered: whoever presses Enter at every
 * question has answered none. */
static uint32_t first_value(value_set values)
{
    return values ? values_first(values) : KB_NONE;
}

/* Ask a question, its answer selected. */
static void ask(struct interview *interview, uint32_t question, bool revising)
{
    const struct answer *answer = &interview->profile->answers[question];
    uint64_t values = answer_values(answer);

    interview->mode = MODE_QUESTION;
    interview->question = question;
    interview->revising = revising;
    interview->selected = first_value(values);
    interview->marked = interview_is_set(interview) ? values : 0;
    clear_text(interview);
}

/* The entry of a question in the summary. */
static uint32_t entry_of(const struct interview *interview, uint32_t attribute)
{
    return interview_first_question(interview) + attribute;
}

static void sum_up(struct interview *interview, uint32_t selected)
{
    interview->mode = MODE_SUMMARY;
    interview->revising = false;
    interview->selected = selected;
    clear_text(interview);
}

/* ---------------------------------------------------------- contradictions */

void interview_accept_warnings(struct interview *interview)
{
    const struct index_list *holding = &interview->evaluation->warnings;

    memset(interview->warned, 0, kb_warnings_count(interview->kb));
    for (uint32_t i = 0; i < holding->count; i++)
        interview->warned[holding->items[i]] = 1;
}

/* One that was not pointed out since it began to hold; one that ceased to hold
 * may be pointed out again. */
static uint32_t next_warning(struct interview *interview)
{
    const struct index_list *holding = &interview->evaluation->warnings;
    uint32_t found = KB_NONE;
    uint32_t at = 0;

    for (uint32_t i = 0; i < kb_warnings_count(interview->kb); i++) {
        bool holds = at < holding->count && holding->items[at] == i;

        at += holds;
        if (!holds)
            interview->warned[i] = 0;
        else if (!interview->warned[i] && found == KB_NONE)
            found = i;
    }
    return found;
}

/* ------------------------------------------------------------------ onward */

/* True for a question that is done with. It is not where an answer to another
 * was given beside it, unless that made it moot. */
static bool is_over(const struct interview *interview)
{
    uint32_t question = interview->question;

    if (question == KB_NONE || question == interview->answered)
        return true;
    return !interview->revising &&
           interview->states[question] == QUESTION_OPEN &&
           !interview_is_due(interview, question);
}

/* From the question, or from the warning that it led to. */
static void move_on(struct interview *interview)
{
    uint32_t next = interview_next(interview);

    if (!is_over(interview)) {
        ask(interview, interview->question, interview->revising);
        return;
    }
    if (next != KB_NONE && !interview->revising) {
        ask(interview, next, false);
        return;
    }
    sum_up(interview, interview->revising
                          ? entry_of(interview, interview->answered)
                          : SUMMARY_FINISH);
    interview->question = next;
}

void interview_go_on(struct interview *interview)
{
    uint32_t warning = next_warning(interview);

    if (warning == KB_NONE || interview->unattended) {
        move_on(interview);
        return;
    }
    interview->warned[warning] = 1;
    interview->warning = warning;
    interview->mode = MODE_WARNING;
    interview->selected = KB_NONE;
    clear_text(interview);
}

/* The summary, with the entry of what was just revised or contradicts another;
 * else with the recommendation, which is what most look for there. */
static void look_back(struct interview *interview)
{
    bool warned = interview->mode == MODE_WARNING;
    uint32_t from = warned ? interview->answered : interview->question;
    uint32_t entry = warned || interview->revising ? entry_of(interview, from)
                                                   : SUMMARY_REPORT;

    if (interview->revising || (warned && is_over(interview)))
        interview->question = interview_next(interview);
    sum_up(interview, entry);
}

/* -------------------------------------------------------------------- news */

/* Make room for one more piece of news. */
static dvf_status expect_news(struct interview *interview)
{
    return interview->unattended
               ? DVF_OK
               : array_reserve(&interview->news, interview->news.count + 1);
}

void interview_add_news(struct interview *interview, enum interview_news news,
                        uint32_t attribute)
{
    if (interview->unattended)
        return;
    struct interview_note *note = array_push(&interview->news);
    assert(note);
    *note = (struct interview_note){news, attribute};
}

void interview_told(struct interview *interview)
{
    interview->news.count = 0;
}

/* ------------------------------------------------------------------ events */

enum interview_event interview_complain(struct interview *interview,
                                        const char *complaint)
{
    interview->complaint = complaint;
    return INTERVIEW_CHANGED;
}

void interview_remember(struct interview *interview, uint32_t attribute)
{
    for (size_t i = 0; i < interview->asked.count; i++)
        if (*(uint32_t *)array_at(&interview->asked, i) == attribute)
            return;
    /* There is room for each attribute once. */
    dvf_status status = array_push_u32(&interview->asked, attribute);
    assert(status == DVF_OK);
    (void)status;
}

enum interview_event interview_answer(struct interview *interview,
                                      uint32_t attribute,
                                      const struct answer *answer)
{
    if (expect_news(interview) != DVF_OK ||
        interview_take(interview, attribute, answer) != DVF_OK)
        return INTERVIEW_NO_MEMORY;
    interview_add_news(interview, NEWS_ANSWERED, attribute);
    interview_remember(interview, attribute);
    interview->answered = attribute;
    interview_go_on(interview);
    return INTERVIEW_ANSWERED;
}

enum interview_event interview_answer_number(struct interview *interview,
                                             const char *digits)
{
    struct given_answer given = {.attribute = interview->question};
    dvf_status status = answer_read_value(interview->kb, digits,
                                          (struct position){0},
                                          interview->problems, &given);
    assert(status != DVF_INVALID);
    if (status != DVF_OK)
        return INTERVIEW_NO_MEMORY;
    return interview_answer(interview, given.attribute, &given.answer);
}

enum interview_event interview_stop_typing(struct interview *interview)
{
    const struct answer *answer =
        &interview->profile->answers[interview->question];

    if (interview->mode == MODE_FILTER && interview->shown != 0)
        interview->selected = interview_value(interview, interview->selected);
    else if (interview->mode == MODE_FILTER)
        interview->selected = first_value(answer_values(answer));
    interview->mode = MODE_QUESTION;
    clear_text(interview);
    return INTERVIEW_CHANGED;
}

/* An empty set was answered before where it is one that Enter takes. */
static enum interview_event confirm_set(struct interview *interview)
{
    const struct answer answer = {.chosen = interview->marked};

    if (interview->marked == 0 &&
        !answer_given(&interview->profile->answers[interview->question]))
        return interview_complain(
            interview, "mark with space or a digit; 'n' if none of them, "
                       "'-' if not known");
    return interview_answer(interview, interview->question, &answer);
}

static enum interview_event confirm_values(struct interview *interview)
{
    struct answer answer = {0};

    if (interview_entries(interview) == 0)
        return interview_complain(interview, "nothing matches");
    if (interview_is_set(interview))
        return confirm_set(interview);
    if (interview->selected == KB_NONE)
        return interview_complain(interview, "choose with arrows or a digit, "
                                             "'-' if not known");
    answer.chosen = values_of(interview_value(interview, interview->selected));
    return interview_answer(interview, interview->question, &answer);
}

void interview_read(struct interview *interview, enum interview_mode mode)
{
    interview->mode = mode;
    interview->top = 0;
}

void interview_stop_reading(struct interview *interview)
{
    interview->mode = interview->mode == MODE_REPORT ? MODE_SUMMARY
                                                     : MODE_QUESTION;
}

static enum interview_event leave(struct interview *interview,
                                  enum interview_event event)
{
    interview->mode = MODE_DONE;
    return event;
}

/* Ask a question again. */
static enum interview_event ask_again(struct interview *interview,
                                      uint32_t attribute, bool revising)
{
    if (expect_news(interview) != DVF_OK)
        return INTERVIEW_NO_MEMORY;
    interview_add_news(interview, NEWS_BACK, attribute);
    ask(interview, attribute, revising);
    return INTERVIEW_CHANGED;
}

static enum interview_event show_report(struct interview *interview)
{
    const dvf_analysis *analysis;
    unsigned parts = report_parts(dvf_format_at(0), 1, DVF_NORMAL);

    if (interview_analyse_report(interview, parts, &analysis) != DVF_OK)
        return INTERVIEW_NO_MEMORY;
    interview_read(interview, MODE_REPORT);
    return INTERVIEW_CHANGED;
}

/* Ask the questions, too, that cannot change the verdict. */
static void ask_more(struct interview *interview)
{
    interview->thorough = true;
    interview_put_in_order(interview);
    ask(interview, interview_next(interview), false);
}

static enum interview_event confirm_summary(struct interview *interview)
{
    uint32_t attribute = interview_attribute(interview, interview->selected);

    if (interview->selected == SUMMARY_FINISH)
        return leave(interview, INTERVIEW_FINISHED);
    if (interview->selected == SUMMARY_REPORT)
        return show_report(interview);
    if (attribute != KB_NONE)
        ask(interview, attribute, true);
    else
        ask_more(interview);
    return INTERVIEW_CHANGED;
}

static enum interview_event confirm_warning(struct interview *interview)
{
    uint32_t attribute;

    if (interview->selected == KB_NONE)
        return interview_complain(interview, "choose with arrows or a digit, "
                                             "or go on with Escape");
    attribute = interview_attribute(interview, interview->selected);
    if (attribute != KB_NONE)
        return ask_again(interview, attribute, false);
    interview_go_on(interview);
    return INTERVIEW_CHANGED;
}

enum interview_event interview_confirm(struct interview *interview)
{
    switch (interview->mode) {
    case MODE_QUESTION:
    case MODE_FILTER:
        return confirm_values(interview);
    case MODE_NUMBER:
        if (interview->text_length > 0)
            return interview_answer_number(interview, interview->text);
        return interview_stop_typing(interview);
    case MODE_WARNING:
        return confirm_warning(interview);
    case MODE_SUMMARY:
        return confirm_summary(interview);
    default:
        return INTERVIEW_IGNORED;
    }
}

/* ---------------------------------------------------------------- commands */

static enum interview_event why(struct interview *interview)
{
    if (interview->mode != MODE_QUESTION)
        return INTERVIEW_IGNORED;
    interview_read(interview, MODE_WHY);
    return INTERVIEW_CHANGED;
}

static enum interview_event unknown(struct interview *interview)
{
    const struct answer answer = {.chosen = VALUES_UNKNOWN};

    if (interview->mode != MODE_QUESTION)
        return INTERVIEW_IGNORED;
    return interview_answer(interview, interview->question, &answer);
}

/* Nothing of what several can be chosen of. */
static enum interview_event none(struct interview *interview)
{
    const struct answer answer = {.chosen = 0};

    if (interview->mode != MODE_QUESTION || !interview_is_set(interview))
        return INTERVIEW_IGNORED;
    return interview_answer(interview, interview->question, &answer);
}

/* The question asked before this one, or KB_NONE. */
static uint32_t previous(const struct interview *interview)
{
    size_t at = 0;

    while (at < interview->asked.count &&
           *(uint32_t *)array_at(&interview->asked, at) != interview->question)
        at++;
    return at > 0 ? *(uint32_t *)array_at(&interview->asked, at - 1) : KB_NONE;
}

/* To where one came from: from the summary to the question, from a
 * contradiction to what was just answered. */
static enum interview_event back(struct interview *interview)
{
    uint32_t to = interview->question;
    bool is_summary = interview->mode == MODE_SUMMARY;

    if (interview->mode == MODE_QUESTION && interview->revising) {
        look_back(interview);
        return INTERVIEW_CHANGED;
    }
    if (interview->mode == MODE_QUESTION)
        to = previous(interview);
    else if (interview->mode == MODE_WARNING)
        to = interview->answered;
    if (to == KB_NONE)
        return INTERVIEW_IGNORED;
    if (!is_summary)
        return ask_again(interview, to, interview->revising);
    ask(interview, to, interview->revising);
    return INTERVIEW_CHANGED;
}

static enum interview_event summary(struct interview *interview)
{
    if (interview->mode == MODE_SUMMARY)
        return back(interview);
    look_back(interview);
    return INTERVIEW_CHANGED;
}

enum interview_event interview_command(struct interview *interview,
                                       char command)
{
    switch (command) {
    case '?':
        return why(interview);
    case '<':
        return back(interview);
    case '-':
        return unknown(interview);
    case 'n':
        return none(interview);
    case 's':
        return summary(interview);
    case 'q':
        return leave(interview, INTERVIEW_LEFT);
    default:
        return INTERVIEW_IGNORED;
    }
}
