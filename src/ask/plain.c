/* SPDX-License-Identifier: MIT */
/*
 * Plain: sentences, and one line for each entry, so that a screen reader can
 * read them one by one.
 */
#include "ask/plain.h"

#include "ask/wording.h"
#include "base/utf8.h"

#include <inttypes.h>

/* The page that the lines go to. */
struct page {
    const struct interview *interview;
    struct buffer *out;
    struct buffer line; /* not yet made harmless */
    bool ascii;
};

static void end_line(struct page *page)
{
    if (page->line.failed)
        page->out->failed = true;
    else if (page->line.length > 0)
        utf8_append_safe(page->out, page->line.bytes, page->line.length,
                         page->ascii);
    buffer_putc(page->out, '\n');
    buffer_clear(&page->line);
}

static const struct kb_attribute *question(const struct page *page)
{
    return &kb_attributes(page->interview->kb)[page->interview->question];
}

/* ---------------------------------------------------------------- the news */

/* Tell of an answer; the question that is gone back to is asked anyway. */
static void put_news(struct page *page)
{
    const struct array *news = &page->interview->news;
    size_t i;

    for (i = 0; i < news->count; i++) {
        const struct interview_note *note = array_at(news, i);

        if (note->news != NEWS_ANSWERED)
            continue;
        buffer_puts(&page->line, "Chosen: ");
        interview_append_answer(page->interview, note->attribute, &page->line);
        end_line(page);
    }
}

/* -------------------------------------------------------------- a question */

static void put_question(struct page *page)
{
    struct progress progress = wording_progress(page->interview);

    buffer_puts(&page->line, "Question");
    if (progress.number > 0)
        buffer_printf(&page->line, " %" PRIu32 ", ", progress.number);
    if (progress.number > 0 && progress.left > 0)
        buffer_printf(&page->line, "up to %" PRIu32 " more", progress.left);
    else if (progress.number > 0)
        buffer_puts(&page->line, "the last");
    buffer_printf(&page->line, ": %s",
                  kb_string(page->interview->kb, question(page)->ask));
    end_line(page);
}

/* True for a value chosen of a set, or the answer that was given before. */
static bool is_chosen(const struct interview *interview, uint32_t value)
{
    const struct answer *answer =
        &interview->profile->answers[interview->question];
    uint64_t values = answer_values(answer);

    if (interview_is_set(interview))
        values = interview->marked;
    return values_have(values, value);
}

/* A line of its own, or none. */
static void put_certainty(struct page *page)
{
    wording_append_certainty(page->interview, &page->line);
    if (page->line.length > 0)
        end_line(page);
}

static void put_values(struct page *page)
{
    const struct interview *interview = page->interview;
    const struct kb_value *values = kb_attribute_values(interview->kb,
                                                        question(page));
    uint32_t i;

    for (i = 0; i < interview_entries(interview); i++) {
        uint32_t value = interview_value(interview, i);

        buffer_printf(&page->line, "%" PRIu32 ". ", i + 1);
        wording_append_value(interview, i, &page->line);
        kb_append_example(&page->line, interview->kb, interview->question,
                          value, ". For example: ");
        buffer_printf(&page->line, " (%s)%s",
                      kb_string(interview->kb, values[value].id),
                      is_chosen(interview, value) ? ", chosen" : "");
        end_line(page);
    }
}

static void put_so_far(struct page *page)
{
    const struct interview *interview = page->interview;

    if (!wording_has_other_answer(interview))
        return;
    buffer_puts(&page->line, "Answer so far: ");
    interview_append_answer(interview, interview->question, &page->line);
    end_line(page);
}

/* All words, whatever is shown: some do nothing there. */
static const char help[] =
    "why: what the question means and why it is asked; once more: the claims "
    "behind it\n"
    "back: the question before\n"
    "unknown: the answer is not known\n"
    "none: nothing of what several can be chosen of\n"
    "summary: the scores so far and all answers, to revise any\n"
    "recommendation: in the summary, show it and come back\n"
    "finish: in the summary, end with the recommendation\n"
    "more: in the summary, go on when nothing needs to be asked\n"
    "keep: at a contradiction, leave the answers as they are\n"
    "quit: save and leave\n"
    "attribute=value: answer any question by its name\n";

/* With all the words at the first question, and short after it. */
static void put_how(struct page *page)
{
    const struct interview *interview = page->interview;
    const char *unit = kb_string(interview->kb, question(page)->unit);

    buffer_puts(&page->line, "Answer with ");
    if (interview_is_set(interview))
        buffer_puts(&page->line, "numbers, such as 1 3, or none");
    else
        buffer_puts(&page->line, "a number");
    if (interview_takes_number(interview))
        buffer_printf(&page->line, ", or an amount such as =20%s%s",
                      unit[0] != '\0' ? " in " : "", unit);
    if (interview->asked.count == 0)
        buffer_puts(&page->line, ", or: why, back, unknown, summary, quit");
    else
        buffer_puts(&page->line, " (help lists the words)");
    end_line(page);
}

static void put_meaning(struct page *page)
{
    const dvf_kb *kb = page->interview->kb;

    if (question(page)->means != 0) {
        buffer_printf(&page->line, "Meaning: %s",
                      kb_string(kb, question(page)->means));
        end_line(page);
    }
    buffer_printf(&page->line, "Why: %s",
                  question(page)->why != 0 ? kb_string(kb, question(page)->why)
                                           : "no reason is given");
    end_line(page);
    buffer_puts(page->out, "Answer now, say why once more for the claims "
                           "behind it, or an empty line for the question\n");
}

static void put_claims(struct page *page)
{
    const struct interview *interview = page->interview;
    const dvf_kb *kb = interview->kb;
    struct citations citations = {NULL, NULL};
    uint32_t count = 0;

    if (wording_cite(interview, &citations) != DVF_OK)
        page->out->failed = true;
    for (uint32_t i = 0; i < kb_claims_count(kb) && !page->out->failed; i++) {
        const struct kb_claim *claim = &kb_claims(kb)[i];

        if (citations.claims[i] == 0)
            continue;
        if (count++ == 0)
            buffer_puts(page->out, WORDING_CLAIMS_TITLE "\n");
        buffer_printf(&page->line, "%s (%s): %s", kb_string(kb, claim->id),
                      kb_string(kb, claim->status), kb_string(kb, claim->says));
        end_line(page);
    }
    citations_release(&citations);
    if (count == 0)
        buffer_puts(page->out, WORDING_CLAIMS_NONE "\n");
    buffer_puts(page->out, "Answer now, or an empty line for the question\n");
}

static void put_report(struct page *page)
{
    const dvf_style style = {.ascii = page->ascii, .linear = true};

    wording_append_report(page->interview, &style, page->out);
    buffer_puts(page->out, "An empty line for your answers, or: finish, "
                           "quit\n");
}

/* ------------------------------------------------------- lists of questions */

/* The word for an entry that is no question. */
static const char *word_of(const struct interview *interview, uint32_t entry)
{
    if (interview->mode != MODE_SUMMARY)
        return "keep";
    if (entry == SUMMARY_MORE)
        return "more";
    return entry == SUMMARY_FINISH ? "finish" : "recommendation";
}

static void put_entries(struct page *page, const char *verb)
{
    const struct interview *interview = page->interview;
    const dvf_kb *kb = interview->kb;

    for (uint32_t i = 0; i < interview_entries(interview); i++) {
        uint32_t attribute = interview_attribute(interview, i);

        buffer_printf(&page->line, "%" PRIu32 ". ", i + 1);
        if (attribute != KB_NONE) {
            buffer_printf(&page->line, "%s%s ", verb,
                          kb_string(kb, kb_attributes(kb)[attribute].ask));
            wording_append_state(interview, attribute, &page->line);
            buffer_printf(&page->line, " (%s)", kb_attribute_id(kb, attribute));
        } else {
            wording_append_entry(interview, i, &page->line);
            buffer_printf(&page->line, " (%s)", word_of(interview, i));
        }
        end_line(page);
    }
}

static void put_warning(struct page *page)
{
    const dvf_kb *kb = page->interview->kb;

    buffer_printf(
        &page->line, "Contradiction: %s",
        kb_string(kb, kb_warnings(kb)[page->interview->warning].says));
    end_line(page);
    put_entries(page, "Change: ");
    buffer_puts(page->out,
                "Answer with a number, or: back, keep, summary, quit\n");
}

/* The scores are in the summary alone: beside a question they would tempt to
 * answer for their sake. */
static void put_standing(struct page *page)
{
    phrase_scores(&page->line, page->interview->evaluation, ", ");
    buffer_puts(&page->line, "; ");
    wording_append_left(page->interview, LEFT_FULL, &page->line);
    end_line(page);
}

static void put_summary(struct page *page)
{
    struct progress progress = wording_progress(page->interview);

    buffer_printf(&page->line, "Your answers, %" PRIu32 " of %" PRIu32,
                  progress.closed, progress.total);
    end_line(page);
    put_standing(page);
    put_entries(page, "");
    put_certainty(page);
    buffer_printf(
        page->out,
        "Answer with a number, or: %srecommendation, finish, %squit\n",
        page->interview->question != KB_NONE ? "back, " : "",
        interview_has_more(page->interview) ? "more, " : "");
}

/* ------------------------------------------------------------- what is said */

static void put_all(struct page *page)
{
    switch (page->interview->mode) {
    case MODE_QUESTION:
    case MODE_FILTER:
    case MODE_NUMBER:
        put_question(page);
        put_values(page);
        put_certainty(page);
        put_so_far(page);
        put_how(page);
        break;
    case MODE_WHY:
        put_meaning(page);
        break;
    case MODE_CLAIMS:
        put_claims(page);
        break;
    case MODE_REPORT:
        put_report(page);
        break;
    case MODE_WARNING:
        put_warning(page);
        break;
    case MODE_SUMMARY:
        put_summary(page);
        break;
    case MODE_DONE:
        break;
    }
}

void plain_append(const struct interview *interview, bool ascii,
                  struct buffer *out)
{
    struct page page = {.interview = interview, .out = out, .ascii = ascii};

    put_news(&page);
    put_all(&page);
    if (interview->helped)
        buffer_puts(out, help);
    if (interview->complaint) {
        buffer_printf(&page.line, "Problem: %s", interview->complaint);
        end_line(&page);
    }
    if (interview->mode != MODE_DONE)
        buffer_puts(out, "> ");
    buffer_release(&page.line);
}
