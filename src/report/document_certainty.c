/* SPDX-License-Identifier: MIT */
/*
 * Document: how far a verdict can be trusted. Below the headline a line each
 * for what open answers could make of it, for given ones that would change it,
 * and for what to ask next; further down all questions, and the points with
 * which it stands.
 */
#include "report/document_parts.h"

#include "analysis/certainty.h"
#include "analysis/ends.h"
#include "kb/wording.h"

#include <inttypes.h>

/* Most items that a line lists, unless more is asked for. */
#define ITEMS_MAX 3

static uint32_t items_max(const struct document *document)
{
    return document->detail >= DVF_MORE ? UINT32_MAX : ITEMS_MAX;
}

static bool has_open_questions(const struct document *document)
{
    return document->certainty.state != CERTAINTY_NONE &&
           document->evaluation->unknown.count > 0;
}

static bool stands(const dvf_analysis *analysis)
{
    return analysis_find(analysis, analysis->end) != KB_NONE;
}

bool document_is_settled(const struct document *document)
{
    return has_open_questions(document) &&
           document->certainty.state == CERTAINTY_SETTLED;
}

static void begin_line(struct document *document, const char *label)
{
    block_labelled(document, BLOCK_CERTAINTY, ROLE_STRONG, label);
}

/* "; and 7 more" behind a list that was cut */
static void say_more(struct document *document, uint32_t more)
{
    if (more == 0)
        return;
    buffer_printf(document_words(document), " and %" PRIu32 " more", more);
    block_say(document, ROLE_PLAIN, document_taken(document));
}

/* ------------------------------------------------------- settled, or open */

static void add_settled(struct document *document)
{
    struct certainty certainty = document->certainty;
    bool close = certainty.end == end_too_close(document->kb);

    begin_line(document, "Settled: ");
    if (certainty.state == CERTAINTY_SETTLED) {
        block_say(document, ROLE_PLAIN,
                  close ? "no open answer can tip this"
                        : "no open answer can change this");
    } else {
        block_say(document, ROLE_PLAIN,
                  "whatever the open answers are, they lead to ");
        block_say(document, ROLE_STRONG,
                  certainty_verdict(document->kb, certainty.end));
    }
    block_say(document, ROLE_PLAIN,
              certainty.contradictions_left_out
                  ? " without contradicting others."
                  : ".");
}

/* The line without an analysis, of one profile among several. */
static void add_open_or_not(struct document *document)
{
    bool open = document->certainty.state == CERTAINTY_OPEN;

    begin_line(document, open ? "Open: " : "Perhaps open: ");
    block_say(document, ROLE_PLAIN,
              open ? "open answers can still change this."
                   : "that no open answer can change this is not proved.");
}

/* A verdict other than that of today. */
static bool is_other(const dvf_analysis *analysis, uint32_t index, bool proved)
{
    const struct reachable *one = &analysis->reachable[index];

    return one->end != analysis->end && one->proved == proved;
}

static uint32_t count_others(const dvf_analysis *analysis, bool proved)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < analysis->reachable_count; i++)
        count += is_other(analysis, i, proved);
    return count;
}

static void say_needs(struct document *document, const struct reachable *one)
{
    if (!one->has_needs || one->need_count == 0)
        return;
    block_say(document, ROLE_PLAIN, " if ");
    certainty_needs(document_words(document), document->kb, one);
    block_say(document, ROLE_ANSWER, document_taken(document));
}

/* List the other verdicts that are proved, or those that are not excluded. */
static void list_others(struct document *document, bool proved)
{
    const dvf_analysis *analysis = document->analysis;
    bool tips = analysis->end == end_too_close(document->kb);
    uint32_t most = items_max(document);
    uint32_t count = 0;

    for (uint32_t i = 0; i < analysis->reachable_count; i++) {
        if (!is_other(analysis, i, proved) || count++ >= most)
            continue;
        block_say(document, ROLE_PLAIN, count > 1 ? "; " : "");
        block_say(document, ROLE_PLAIN, proved && tips ? "to " : "");
        block_say(document, ROLE_STRONG,
                  certainty_verdict(analysis->kb, analysis->reachable[i].end));
        say_needs(document, &analysis->reachable[i]);
    }
    say_more(document, count > most ? count - most : 0);
}

/* The words before the verdicts that are possible, from that of today. */
static const char *introduction(const struct document *document)
{
    const dvf_analysis *analysis = document->analysis;

    if (analysis->end == end_undecided(document->kb))
        return "could become ";
    if (!stands(analysis))
        return "it will not stay so, and could become ";
    return analysis->end == end_too_close(document->kb)
               ? "open answers can tip it "
               : "could still be ";
}

static void add_open(struct document *document)
{
    uint32_t proved = count_others(document->analysis, true);
    uint32_t possible = count_others(document->analysis, false);

    begin_line(document, proved > 0 ? "Open: " : "Not excluded: ");
    if (proved > 0) {
        block_say(document, ROLE_PLAIN, introduction(document));
        list_others(document, true);
    }
    if (proved > 0 && possible > 0)
        block_say(document, ROLE_PLAIN, "; not excluded: ");
    if (possible > 0)
        list_others(document, false);
    block_say(document, ROLE_PLAIN, ".");
}

/* ------------------------------------------------------------ given answers */

static void say_change(struct document *document, const struct change_set *set)
{
    const dvf_kb *kb = document->kb;
    struct buffer *words = document_words(document);

    for (uint32_t i = 0; i < set->size; i++) {
        const struct change *change = &set->items[i];

        buffer_printf(words, "%s%s to ", i == 0 ? "" : " and ",
                      document_attribute(document, change->attribute));
        certainty_values(words, kb, change->attribute, change->to);
    }
    block_say(document, ROLE_ANSWER, document_taken(document));
    buffer_printf(document_words(document), " (%s)",
                  certainty_verdict(document->kb, set->end));
    block_say(document, ROLE_PLAIN, document_taken(document));
}

/* No set of given answers was found. */
static void say_no_change(struct document *document)
{
    uint32_t answered = document->evaluation->answered.count;

    block_add(document, BLOCK_CERTAINTY);
    block_say(document, ROLE_PLAIN,
              answered == 1
                  ? "Your one answer, changed alone, does not change it."
              : answered == 2
                  ? "Not one or both of your answers, changed alone, change it."
                  : "Not one, two or three of your answers, changed alone, "
                    "change it.");
}

static void add_changes(struct document *document)
{
    const struct changes *changes = &document->analysis->changes;
    uint32_t most = items_max(document);

    if (!document->analysis->has_changes ||
        document->evaluation->answered.count == 0)
        return;
    if (changes->count == 0) {
        say_no_change(document);
        return;
    }
    begin_line(document, "Would change it: ");
    for (uint32_t i = 0; i < changes->count && i < most; i++) {
        block_say(document, ROLE_PLAIN, i > 0 ? "; " : "");
        say_change(document, &changes->sets[i]);
    }
    if (changes->more)
        block_say(document, ROLE_PLAIN, " and more");
    else
        say_more(document, changes->count > most ? changes->count - most : 0);
}

/* ---------------------------------------------------------- open questions */

/* List questions that matter, or that do not. */
static void add_asked(struct document *document, const char *label,
                      bool matters)
{
    const dvf_analysis *analysis = document->analysis;
    /* Those that matter stand further down with their answers. */
    uint32_t most = matters ? ITEMS_MAX : items_max(document);
    uint32_t count = 0;

    for (uint32_t i = 0; i < analysis->inquiry_count; i++) {
        if (analysis->inquiries[i].matters != matters || count++ >= most)
            continue;
        if (count == 1)
            begin_line(document, label);
        block_list(
            document, count == 1, ROLE_ANSWER,
            document_attribute(document, analysis->inquiries[i].attribute));
    }
    say_more(document, count > most ? count - most : 0);
}

void section_certainty(struct document *document)
{
    bool open = has_open_questions(document);
    bool settled = document->certainty.state == CERTAINTY_SETTLED ||
                   document->certainty.state == CERTAINTY_OTHER;

    if (open && settled)
        add_settled(document);
    else if (open && !document->analysis)
        add_open_or_not(document);
    else if (open)
        add_open(document);
    if (!document->analysis)
        return;
    add_changes(document);
    if (!open || settled)
        return;
    /* Those to answer first stand below with what they ask. */
    if (!document_asks_first(document))
        add_asked(document, "Ask next: ", true);
    add_asked(document, "Need not ask: ", false);
}

/* ------------------------------------------------- ranges, ways to answer */

/* "One 14 to 39, Other 0 to 24" */
static void add_ranges(struct document *document)
{
    const dvf_kb *kb = document->kb;
    struct buffer *words = document_words(document);

    for (uint32_t i = 0; i < kb->scoring; i++) {
        const int32_t *range = document->analysis->ranges[i];

        buffer_printf(words, "%s%s ", i == 0 ? "" : ", ",
                      kb_option_title(kb, kb_scoring_option(kb, i)));
        buffer_printf(words, "%" PRId32, range[0]);
        if (range[1] != range[0])
            buffer_printf(words, " to %" PRId32, range[1]);
    }
    const char *ranges = document_taken(document);
    block_labelled(document, BLOCK_BODY, ROLE_QUIET,
                   document->analysis->method == DVF_EXACT
                       ? "Points in the end: "
                       : "Points in the end, at most: ");
    block_say(document, ROLE_PLAIN, ranges);
}

/* "One 59 %, too close to call 23 %" */
static void add_shares(struct document *document)
{
    const dvf_analysis *analysis = document->analysis;

    if (!analysis->completions || analysis->reachable_count < 2)
        return;
    block_labelled(document, BLOCK_BODY, ROLE_QUIET, "Of the ways to answer: ");
    for (uint32_t i = 0; i < analysis->reachable_count; i++) {
        const struct reachable *one = &analysis->reachable[i];
        struct buffer *words = document_words(document);

        buffer_printf(words, "%s%s ", i == 0 ? "" : ", ",
                      certainty_verdict(analysis->kb, one->end));
        phrase_share(words, one->completions, analysis->completions);
        block_say(document, ROLE_PLAIN, document_taken(document));
    }
}

static void add_method(struct document *document)
{
    const dvf_analysis *analysis = document->analysis;

    if (analysis->contradictions_left_out) {
        block_add(document, BLOCK_BODY);
        block_say(document, ROLE_PLAIN,
                  "Answers that contradict each other are left out here.");
    }
    if (analysis->method != DVF_EXACT) {
        block_add(document, BLOCK_BODY);
        block_say(document, ROLE_PLAIN,
                  "There are too many ways to answer to look at each of them.");
    }
}

/* -------------------------------------------------------------- questions */

/* The values of an inquiry with which exactly these verdicts remain. */
static value_set values_with(const struct inquiry *inquiry, uint64_t verdicts)
{
    value_set values = 0;

    for (uint32_t i = 0; i < inquiry->prospect_count; i++)
        if (inquiry->prospects[i].verdicts == verdicts)
            values |= inquiry->prospects[i].values;
    return values;
}

static void say_verdicts(struct document *document, uint64_t verdicts)
{
    const dvf_analysis *analysis = document->analysis;
    struct buffer *words = document_words(document);
    bool any = false;

    buffer_puts(words, ": ");
    for (uint32_t i = 0; i < analysis->reachable_count; i++) {
        if (!(verdicts >> i & 1))
            continue;
        buffer_printf(
            words, "%s%s", any ? ", " : "",
            certainty_verdict(analysis->kb, analysis->reachable[i].end));
        any = true;
    }
    block_say(document, ROLE_PLAIN, document_taken(document));
}

/* Answers that leave the same verdicts stand together; selections of a set
 * each by itself, as they are examples. */
static void say_prospect(struct document *document,
                         const struct inquiry *inquiry, uint32_t index,
                         bool first)
{
    const struct prospect *prospect = &inquiry->prospects[index];
    bool is_set = kb_attributes(document->kb)[inquiry->attribute].type ==
                  KB_SET;
    value_set values = is_set ? prospect->values
                              : values_with(inquiry, prospect->verdicts);
    struct buffer *words = document_words(document);

    buffer_puts(words, first ? "" : "; ");
    buffer_puts(words, is_set ? "such as " : "");
    certainty_values(words, document->kb, inquiry->attribute, values);
    block_say(document, ROLE_ANSWER, document_taken(document));
    say_verdicts(document, prospect->verdicts);
}

static bool is_told(const struct inquiry *inquiry, uint32_t index, bool is_set)
{
    for (uint32_t i = 0; i < index && !is_set; i++)
        if (inquiry->prospects[i].verdicts ==
            inquiry->prospects[index].verdicts)
            return true;
    return false;
}

static bool leaves_all(const struct inquiry *inquiry)
{
    for (uint32_t i = 1; i < inquiry->prospect_count; i++)
        if (inquiry->prospects[i].verdicts != inquiry->prospects[0].verdicts)
            return false;
    return true;
}

/* A question that matters, and below it what its answers lead to. */
static void add_inquiry(struct document *document,
                        const struct inquiry *inquiry)
{
    bool is_set = kb_attributes(document->kb)[inquiry->attribute].type ==
                  KB_SET;

    block_bullet(document, ROLE_QUIET);
    block_say(document, ROLE_ANSWER,
              document_attribute(document, inquiry->attribute));
    if (leaves_all(inquiry)) {
        block_say(document, ROLE_PLAIN,
                  ": no answer to it alone excludes a verdict");
        return;
    }
    block_add(document, BLOCK_DETAIL);
    for (uint32_t i = 0; i < inquiry->prospect_count; i++)
        if (!is_told(inquiry, i, is_set))
            say_prospect(document, inquiry, i, i == 0);
}

void section_questions(struct document *document)
{
    const dvf_analysis *analysis = document->analysis;

    if (document->detail < DVF_MORE || !document->analysis ||
        !has_open_questions(document))
        return;
    block_heading(document, "What is open", NULL);
    add_ranges(document);
    if (document->detail >= DVF_FULL)
        add_shares(document);
    add_method(document);
    for (uint32_t i = 0; i < analysis->inquiry_count; i++)
        if (analysis->inquiries[i].matters)
            add_inquiry(document, &analysis->inquiries[i]);
}

/* ---------------------------------------------------------------- margins */

/* "admin.required (8): 4 or more". No bound: nothing is said. */
static void add_margin(struct document *document, const dvf_margin *margin)
{
    struct buffer *words = document_words(document);

    if (margin->least < 0 && margin->greatest < 0)
        return;
    block_bullet(document, ROLE_QUIET);
    if (margin->is_weight)
        buffer_puts(words, "the word ");
    buffer_printf(words, "%s", margin->id);
    block_say(document, ROLE_ANSWER, document_taken(document));
    buffer_printf(document_words(document), ", %" PRId32 ": ", margin->points);
    if (margin->greatest < 0)
        buffer_printf(&document->words, "%" PRId32 " or more", margin->least);
    else if (margin->least < 0)
        buffer_printf(&document->words, "%" PRId32 " or less",
                      margin->greatest);
    else
        buffer_printf(&document->words, "%" PRId32 " to %" PRId32,
                      margin->least, margin->greatest);
    block_say(document, ROLE_PLAIN, document_taken(document));
}

static bool has_bounds(const dvf_analysis *analysis)
{
    dvf_margin margin;

    for (size_t i = 0; dvf_analysis_margin(analysis, i, &margin); i++)
        if (margin.least >= 0 || margin.greatest >= 0)
            return true;
    return false;
}

void section_margins(struct document *document)
{
    const dvf_analysis *analysis = document->analysis;
    dvf_margin margin;

    if (document->detail < DVF_FULL || !analysis || !analysis->has_weights)
        return;
    block_heading(document, "Margins", NULL);
    block_add(document, BLOCK_BODY);
    block_say(
        document, ROLE_PLAIN,
        has_bounds(analysis)
            ? "Points with which the verdict stands, moved alone. What is "
              "not listed may have any."
            : "No points of a rule or a word, moved alone, change the "
              "verdict.");
    for (size_t i = 0; dvf_analysis_margin(analysis, i, &margin); i++)
        add_margin(document, &margin);
}
