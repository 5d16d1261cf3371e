/* SPDX-License-Identifier: MIT */
/*
 * Document: the opening. What is recommended, how clear that is and by whose
 * record, on which answers it hangs, and what is worth a second look.
 */
#include "profile/profile.h"
#include "report/document_parts.h"

#include "kb/wording.h"

#include <inttypes.h>

/* Most reasons for an alternative that the opening names. */
#define ALTERNATIVE_REASONS 3

/* Words whose first letter is made upper or lower case, if it is ASCII. */
static const char *in_case(struct document *document, const char *text,
                           bool upper)
{
    char first = text[0];

    if (upper && first >= 'a' && first <= 'z')
        first = (char)(first - 'a' + 'A');
    else if (!upper && first >= 'A' && first <= 'Z')
        first = (char)(first - 'A' + 'a');
    if (first == text[0])
        return text;
    buffer_printf(document_words(document), "%c%s", first, text + 1);
    return document_taken(document);
}

void section_headline(struct document *document)
{
    bool recommends = document->ranking.recommends;
    const char *title = verdict_title(document->evaluation);

    block_add(document, BLOCK_HEADLINE);
    block_say(document, ROLE_HEADING,
              recommends ? "Recommendation for " : "No recommendation for ");
    block_say(document, ROLE_HEADING, phrase_profile(document->evaluation));
    block_say(document, ROLE_HEADING, ": ");
    if (recommends)
        block_say(document, ROLE_WINNER, title);
    else
        block_say(document, ROLE_CAUTION, in_case(document, title, false));
}

/* ----------------------------------------------------------------- clarity */

/* "Of 11 public projects with so clear a verdict, 9 had chosen so." The id of
 * the source says what they are. */
static void say_record(struct document *document)
{
    const struct kb_strength *strength = verdict_record(document->evaluation);

    if (!strength)
        return;
    const char *cases = "cases";
    if (strength->source != KB_NONE)
        cases = document_text(document,
                              kb_sources(document->kb)[strength->source].id);
    buffer_printf(document_words(document), " Of %" PRIu32 " ", strength->of);
    for (size_t i = 0; cases[i] != '\0'; i++)
        buffer_putc(&document->words, cases[i] == '-' ? ' ' : cases[i]);
    buffer_printf(&document->words,
                  " with so clear a verdict, %" PRIu32 " had chosen so.",
                  strength->agreed);
    block_say(document, ROLE_PLAIN, document_taken(document));
}

/* Begin " It would be decisive but for " or go on with " and for ". */
static void begin_miss(struct document *document, bool first)
{
    const struct missed_strength *missed =
        &document->evaluation->verdict.missed;

    if (first)
        buffer_printf(
            &document->words, " It would be %s but for ",
            document_text(document,
                          kb_strengths(document->kb)[missed->strength].id));
    else
        buffer_puts(&document->words, " and for ");
}

/* A stronger word that the points would do for, and what withholds it. */
static void say_missed(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;
    const dvf_kb *kb = document->kb;
    const struct missed_strength *missed = &evaluation->verdict.missed;
    bool first = true;

    if (missed->strength == KB_NONE)
        return;
    const struct kb_strength *strength = &kb_strengths(kb)[missed->strength];
    document_words(document);
    if (missed->rule != KB_NONE) {
        begin_miss(document, first);
        phrase_rule(&document->words, evaluation, missed->rule);
        first = false;
    }
    if (missed->answers) {
        uint32_t want = strength->answers - evaluation->answered.count;

        begin_miss(document, first);
        buffer_printf(&document->words, "want of %" PRIu32 " answer%s", want,
                      want == 1 ? "" : "s");
        first = false;
    }
    if (!first)
        buffer_putc(&document->words, '.');
    else
        buffer_printf(&document->words, " It would be %s by its points.",
                      document_text(document, strength->id));
    if (!missed->answers && strength->unmet != 0)
        buffer_printf(&document->words, " %s",
                      document_text(document, strength->unmet));
    block_say(document, ROLE_PLAIN, document_taken(document));
}

/* An open exception may still unmake the verdict. */
static void say_joining(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;

    if (!document->ranking.combination)
        return;
    if (!evaluation->verdict.provisional) {
        block_say(document, ROLE_PLAIN,
                  " All that joining them requires is met.");
        return;
    }
    block_say(document, ROLE_CAUTION, " Provisional:");
    block_say(document, ROLE_PLAIN,
              evaluation->hangs_on.count == 1
                  ? " it hangs on an answer that is not given yet, to "
                  : " it hangs on answers that are not given yet, to ");
    for (uint32_t i = 0; i < evaluation->hangs_on.count; i++)
        block_list(document, i == 0, ROLE_ANSWER,
                   document_attribute(document, evaluation->hangs_on.items[i]));
    block_say(document, ROLE_PLAIN, ".");
}

/* The least strength says how little it leads, not that it may change. */
static void say_strength(struct document *document)
{
    const char *strength = verdict_strength(document->evaluation);

    if (!strength)
        return;
    block_say(document, ROLE_STRONG, in_case(document, strength, true));
    if (document->evaluation->verdict.strength == 0 &&
        document_is_settled(document))
        block_say(document, ROLE_STRONG,
                  document->ranking.combination ? ", yet settled"
                                                : " lead, yet settled");
    block_say(document, ROLE_PLAIN, ": ");
}

static void say_clarity(struct document *document)
{
    say_strength(document);
    phrase_lead(document_words(document), &document->ranking);
    buffer_puts(&document->words, ", from ");
    phrase_answered(&document->words, document->evaluation);
    buffer_putc(&document->words, '.');
    block_say(document, ROLE_PLAIN, document_taken(document));
    say_joining(document);
    say_missed(document);
    say_record(document);
}

/* A condition of the knowledge base may hold back a lead that points give. */
static void say_too_close(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;

    buffer_puts(document_words(document),
                evaluation->verdict.close == KB_NONE
                    ? "The points do not decide it: "
                    : "The points alone do not decide it here: ");
    phrase_scores(&document->words, evaluation, ", ");
    buffer_puts(&document->words, " (");
    phrase_ahead(&document->words, &document->ranking);
    buffer_puts(&document->words, "), from ");
    phrase_answered(&document->words, evaluation);
    buffer_puts(&document->words, ". Each side's reasons stand below; weigh "
                                  "them yourselves.");
    block_say(document, ROLE_PLAIN, document_taken(document));
}

static void say_undecided(struct document *document)
{
    const char *why = "None of the answers speaks for any option.";

    if (document->ranking.most > 0)
        why = "Every option with a reason for it is ruled out.";
    else if (document->evaluation->unknown.count > 0)
        why = "No answer so far speaks for any option. More answers will "
              "change that.";
    block_say(document, ROLE_PLAIN, why);
}

/* ------------------------------------------------------------- alternative */

/* Tell of a combination what would have to be otherwise. */
static void say_lacks(struct document *document, uint32_t option)
{
    uint32_t index = kb_combination_of(document->kb, option);
    struct open_questions questions = {0};

    if (index == KB_NONE)
        return;
    const struct gate *gate = &document->evaluation->gates[index];
    uint32_t count = kb_combinations(document->kb)[index].requirements.count;
    for (uint32_t i = 0; i < count; i++) {
        if (!lacks_something_new(document, gate, i, &questions))
            continue;
        block_say(document, ROLE_PLAIN, " ");
        say_requirement(document, gate, i, &questions);
    }
}

/* The option that is worth a second look, with the reasons for it. Where the
 * verdict is settled there is none to turn to: only the reasons stand. */
static void add_alternative(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;
    uint32_t option = evaluation->verdict.alternative;
    const struct reason *reason;
    uint32_t cursor = 0;
    uint32_t count = 0;

    if (option == KB_NONE)
        return;
    block_add(document, BLOCK_STATEMENT);
    bool settled = document_is_settled(document);
    block_say(document, ROLE_QUIET,
              settled ? "What speaks for " : "Alternative: ");
    block_say(document, ROLE_STRONG, phrase_title(evaluation, option));
    while ((reason = alternative_reason(evaluation, &cursor))) {
        if (count++ >= ALTERNATIVE_REASONS)
            continue;
        block_say(document, ROLE_PLAIN,
                  count > 1 ? "; "
                  : settled ? ": "
                            : ", for ");
        phrase_rule(document_words(document), evaluation, reason->rule);
        block_say(document, ROLE_ANSWER, document_taken(document));
    }
    if (count > ALTERNATIVE_REASONS) {
        buffer_printf(document_words(document), " and %" PRIu32 " more",
                      count - ALTERNATIVE_REASONS);
        block_say(document, ROLE_PLAIN, document_taken(document));
    }
    block_say(document, ROLE_PLAIN, ".");
    say_lacks(document, option);
}

/* Combinations that little keeps from being recommended: where no requirement
 * is false, the answers that are missing may do so. */
static void say_gates(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;

    for (uint32_t i = 0; i < evaluation->gate_count; i++) {
        const struct gate *gate = &evaluation->gates[i];
        uint32_t option =
            kb_combinations(document->kb)[gate->combination].option;

        if (!gate->worth_reporting)
            continue;
        block_say(document, ROLE_PLAIN,
                  gate->met == TRUTH_OPEN
                      ? " Not known yet is whether it becomes "
                      : " Not yet ");
        block_say(document, ROLE_STRONG, phrase_title(evaluation, option));
        block_say(document, ROLE_PLAIN, ": see what is missing below.");
    }
}

void section_opening(struct document *document)
{
    const char *description = document->evaluation->profile->description;

    block_add(document, BLOCK_STATEMENT);
    switch (document->evaluation->verdict.outcome) {
    case OUTCOME_OPTION:
        say_clarity(document);
        break;
    case OUTCOME_TOO_CLOSE:
        say_too_close(document);
        break;
    case OUTCOME_UNDECIDED:
        say_undecided(document);
        break;
    }
    say_gates(document);
    add_alternative(document);
    if (description && description[0] != '\0') {
        block_add(document, BLOCK_STATEMENT);
        block_say(document, ROLE_QUIET, description);
    }
    for (uint32_t i = 0; i < document->ranking.sides_count; i++)
        block_add(document, BLOCK_SCORE)->index = i;
}
