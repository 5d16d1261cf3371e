/* SPDX-License-Identifier: MIT */
/*
 * Wording: counts and short phrases, each in one place.
 */
#include "ask/wording.h"

#include <inttypes.h>

static uint32_t position_asked(const struct interview *interview,
                               uint32_t attribute)
{
    uint32_t at = 0;

    while (at < interview->asked.count &&
           *(uint32_t *)array_at(&interview->asked, at) != attribute)
        at++;
    return at;
}

struct progress wording_progress(const struct interview *interview)
{
    struct progress progress = {.left = interview_left(interview),
                                .settled = interview_closed(interview)};
    uint32_t count = kb_attributes_count(interview->kb);
    uint32_t question = interview->question;
    uint32_t beforehand;

    for (uint32_t i = 0; i < count; i++)
        progress.skipped += interview_is_skipped(interview, i);
    progress.total = progress.settled + progress.left;
    if (interview->mode == MODE_SUMMARY || interview->mode == MODE_REPORT ||
        interview->mode == MODE_DONE || question == KB_NONE)
        return progress;
    if (interview->states[question] == QUESTION_OPEN &&
        !interview_is_skipped(interview, question))
        progress.left--;
    if (interview->revising)
        return progress;
    beforehand = progress.settled - (uint32_t)interview->asked.count;
    progress.number = beforehand + position_asked(interview, question) + 1;
    if (progress.number > progress.total)
        progress.number = progress.total;
    return progress;
}

uint32_t wording_finished(const struct interview *interview)
{
    switch (interview->mode) {
    case MODE_WARNING:
    case MODE_SUMMARY:
    case MODE_REPORT:
    case MODE_DONE:
        return (uint32_t)interview->asked.count;
    default:
        return position_asked(
            interview, interview->revising ? KB_NONE : interview->question);
    }
}

void wording_append_value(const struct interview *interview, uint32_t entry,
                          struct buffer *out)
{
    const dvf_kb *kb = interview->kb;
    uint32_t question = interview->question;
    uint32_t value = interview_value(interview, entry);
    size_t before = out->length;

    if (kb_attributes(kb)[question].type != KB_FLAG)
        kb_append_meaning(out, kb, question, value);
    if (out->length == before)
        buffer_puts(out, interview_label(interview, question, value));
}

void wording_append_left(const struct interview *interview, bool brief,
                         struct buffer *out)
{
    struct progress progress = wording_progress(interview);
    const char *noun = progress.left == 1 ? " question" : " questions";

    if (progress.left > 0)
        buffer_printf(out, "%" PRIu32 "%s left", progress.left,
                      brief ? "" : noun);
    else if (progress.number > 0)
        buffer_puts(out, brief ? "last" : "last question");
    else
        buffer_puts(out, brief ? "0 left" : "no question left");
}

void wording_append_state(const struct interview *interview, uint32_t attribute,
                          struct buffer *out)
{
    if (interview->states[attribute] != QUESTION_OPEN) {
        interview_append_answer(interview, attribute, out);
        if (evaluation_is_idle(interview->evaluation, attribute))
            buffer_puts(out, " (does not count: the question does not apply)");
    } else if (!evaluation_applies(interview->evaluation, attribute)) {
        buffer_puts(out, "does not apply");
    } else if (interview_is_skipped(interview, attribute)) {
        buffer_puts(out, "skipped, no longer matters");
    } else {
        buffer_puts(out, "not asked yet");
    }
}

bool wording_has_other_answer(const struct interview *interview)
{
    uint32_t question = interview->question;

    if (interview->mode != MODE_QUESTION && interview->mode != MODE_FILTER &&
        interview->mode != MODE_NUMBER)
        return false;
    return interview->states[question] == QUESTION_UNKNOWN ||
           interview->profile->answers[question].number;
}

const char *wording_goes_on(const struct interview *interview, uint32_t entry)
{
    if (interview->mode != MODE_SUMMARY)
        return "Leave it so and go on";
    return entry == SUMMARY_FINISH ? "Finish" : "Show the recommendation";
}

void wording_append_end(const struct interview *interview, struct buffer *out)
{
    struct progress progress = wording_progress(interview);

    if (interview->mode != MODE_SUMMARY || interview->question != KB_NONE)
        return;
    buffer_puts(out, "Nothing is left to ask");
    if (progress.skipped > 0)
        buffer_printf(out, "; %" PRIu32 " question%s no longer matter%s",
                      progress.skipped, progress.skipped == 1 ? "" : "s",
                      progress.skipped == 1 ? "s" : "");
    buffer_putc(out, '.');
}

dvf_status wording_cite(const struct interview *interview,
                        struct citations *citations)
{
    const dvf_kb *kb = interview->kb;

    if (citations_init(citations, kb) != DVF_OK)
        return DVF_NO_MEMORY;
    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        const struct kb_rule *rule = &kb_rules(kb)[i];

        if (kb_index_has(kb, rule->condition.reads, interview->question) ||
            kb_index_has(kb, rule->condition.guards, interview->question))
            citations_add(citations, kb, rule->claims);
    }
    return DVF_OK;
}
