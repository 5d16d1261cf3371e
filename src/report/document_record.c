/* SPDX-License-Identifier: MIT */
/*
 * Document: the parts of a decision record. The record is about the decision
 * that the profile records, else about the option that is recommended, and says
 * where the two differ.
 */
#include "report/document_parts.h"

#include "base/date.h"
#include "kb/wording.h"
#include "profile/profile.h"

#include <inttypes.h>
#include <string.h>

/* A record is looked at again after so many days. */
#define REVIEW_DAYS 365

/* ------------------------------------------------------------------ choice */

static uint32_t decided(const dvf_evaluation *evaluation)
{
    const char *option = evaluation->profile->decision.option;

    return option ? kb_find_option(evaluation->kb, option) : KB_NONE;
}

static uint32_t recommended(const dvf_evaluation *evaluation)
{
    return evaluation->verdict.outcome == OUTCOME_OPTION
               ? evaluation->verdict.option
               : KB_NONE;
}

uint32_t document_choice(const dvf_evaluation *evaluation)
{
    uint32_t option = decided(evaluation);

    return option != KB_NONE ? option : recommended(evaluation);
}

const char *document_day(const dvf_evaluation *evaluation, const char *as_of)
{
    const struct decision *decision = &evaluation->profile->decision;

    if (as_of)
        return as_of;
    return decision->option && decision->date && date_is_day(decision->date)
               ? decision->date
               : kb_string(evaluation->kb, evaluation->kb->as_of);
}

/* ----------------------------------------------------------------- context */

static void add_answer(struct document *document, uint32_t attribute)
{
    block_bullet(document, ROLE_QUIET);
    block_say(
        document, ROLE_PLAIN,
        document_text(document, kb_attributes(document->kb)[attribute].ask));
    block_say(document, ROLE_PLAIN, " ");
    buffer_printf(document_words(document),
                  "%s: ", document_attribute(document, attribute));
    phrase_answer(&document->words, document->evaluation, attribute);
    block_say(document, ROLE_ANSWER, document_taken(document));
}

static void add_context(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;
    const char *description = evaluation->profile->description;
    const dvf_kb *kb = document->kb;

    block_add(document, BLOCK_STATEMENT);
    buffer_printf(document_words(document), "%s: which option suits %s?",
                  kb_string(kb, kb->title != 0 ? kb->title : kb->id),
                  phrase_profile(evaluation));
    block_say(document, ROLE_PLAIN, document_taken(document));
    if (description && description[0] != '\0') {
        block_add(document, BLOCK_STATEMENT);
        block_say(document, ROLE_PLAIN, description);
    }
    block_add(document, BLOCK_STATEMENT);
    buffer_puts(document_words(document), "Known so far, ");
    phrase_answered(&document->words, evaluation);
    buffer_putc(&document->words, evaluation->answered.count > 0 ? ':' : '.');
    block_say(document, ROLE_PLAIN, document_taken(document));
    for (uint32_t i = 0; i < evaluation->answered.count; i++)
        add_answer(document, evaluation->answered.items[i]);
}

/* ----------------------------------------------------------------- reasons */

/* " (8 points for One, rule.id)" */
static void say_points(struct document *document, const struct reason *reason,
                       bool names_option)
{
    const struct kb_rule *rule = reason_rule(document->evaluation, reason);
    struct buffer *words = document_words(document);

    buffer_puts(words, " (");
    phrase_points(words, (int32_t)reason->points);
    if (names_option)
        buffer_printf(words, " for %s",
                      kb_option_title(document->kb, rule->option));
    if (!reason->counts)
        buffer_puts(words, " not counted");
    if (reason->provisional)
        buffer_puts(words, ", provisional");
    buffer_puts(words, ", ");
    block_say(document, ROLE_PLAIN, document_taken(document));
    block_say(document, ROLE_ANSWER, document_text(document, rule->id));
    block_say(document, ROLE_PLAIN, ")");
}

static void add_drivers(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;
    uint32_t count = telling_reasons(TELLING_BRIEF, evaluation);

    for (uint32_t i = 0; i < count; i++) {
        const struct reason *reason = &evaluation->reasons[i];
        const struct kb_rule *rule = reason_rule(evaluation, reason);

        block_bullet(document, ROLE_PLAIN);
        block_say(document, ROLE_PLAIN,
                  kb_criterion_title(document->kb, rule->criterion));
        phrase_rests_on(document_words(document), evaluation, rule);
        if (document->words.length > 0) {
            const char *answers = document_taken(document);

            block_say(document, ROLE_PLAIN, ": ");
            block_say(document, ROLE_ANSWER, answers);
        }
        say_points(document, reason, true);
    }
    if (count > 0)
        return;
    block_add(document, BLOCK_STATEMENT);
    block_say(document, ROLE_PLAIN,
              "None of the answers speaks for an option.");
}

/* ----------------------------------------------------------------- options */

/* An option that is a part of another one, or the option itself. */
static bool concerns(const struct document *document, uint32_t option,
                     uint32_t other)
{
    return option == other || kb_option_includes(document->kb, option, other);
}

/* Say why an option is ruled out: each time of itself or of a part. */
static void add_exclusions(struct document *document, enum block_kind kind,
                           uint32_t option, const char *label)
{
    const struct index_list *list = &document->evaluation->excludes;

    for (uint32_t i = 0; i < list->count; i++) {
        const struct kb_exclude *exclude = &kb_excludes(
            document->kb)[list->items[i]];

        if (!concerns(document, option, exclude->option))
            continue;
        block_add(document, kind);
        block_say(document, ROLE_PLAIN, label);
        block_say(document, ROLE_PLAIN, document_text(document, exclude->says));
    }
}

static void add_options(struct document *document)
{
    for (uint32_t i = 0; i < kb_options_count(document->kb); i++) {
        block_bullet(document, ROLE_PLAIN);
        block_say(document, ROLE_PLAIN, phrase_title(document->evaluation, i));
        add_exclusions(document, BLOCK_DETAIL, i, "Ruled out: ");
    }
}

/* ----------------------------------------------------------------- outcome */

/* Say a text that ends a sentence, with a full stop unless it has one. */
static void say_sentence(struct document *document, const char *text)
{
    size_t length = strlen(text);

    block_say(document, ROLE_PLAIN, text);
    if (length == 0 || !strchr(".!?", text[length - 1]))
        block_say(document, ROLE_PLAIN, ".");
}

/* "decisive, 7 points ahead of Other, from 18 of 28 answers" */
static void append_verdict(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;
    struct buffer *words = &document->words;
    const char *strength = verdict_strength(evaluation);

    if (strength)
        buffer_printf(words, "%s%s, ", strength,
                      phrase_provisional(evaluation));
    phrase_lead(words, &document->ranking);
    buffer_puts(words, ", from ");
    phrase_answered(words, evaluation);
}

/* The justification: the profile's own, else the answers. */
static void say_because(struct document *document, uint32_t choice)
{
    const struct decision *decision = &document->evaluation->profile->decision;

    if (decision->option && decision->because && decision->because[0] != '\0') {
        say_sentence(document, decision->because);
        return;
    }
    document_words(document);
    if (choice == recommended(document->evaluation)) {
        buffer_puts(&document->words, "the answers lead to it: ");
        append_verdict(document);
    } else {
        buffer_puts(&document->words, "it was decided so");
    }
    buffer_putc(&document->words, '.');
    block_say(document, ROLE_PLAIN, document_taken(document));
}

static void add_decision(struct document *document)
{
    const struct decision *decision = &document->evaluation->profile->decision;

    if (!decision->option || !decision->date)
        return;
    block_add(document, BLOCK_STATEMENT);
    block_say(document, ROLE_PLAIN, "Decided on ");
    block_say(document, ROLE_PLAIN, decision->date);
    block_say(document, ROLE_PLAIN, ".");
}

static void add_verdict(struct document *document, uint32_t choice)
{
    const dvf_evaluation *evaluation = document->evaluation;
    const char *strength = verdict_strength(evaluation);

    block_add(document, BLOCK_STATEMENT);
    if (choice != recommended(evaluation))
        block_say(document, ROLE_STRONG, "dvf differs. ");
    block_say(document, ROLE_PLAIN, "Verdict by the answers: ");
    block_say(document, ROLE_STRONG, verdict_title(evaluation));
    document_words(document);
    if (strength)
        buffer_printf(&document->words, ", %s%s", strength,
                      phrase_provisional(evaluation));
    buffer_puts(&document->words, " (");
    phrase_scores(&document->words, evaluation, ", ");
    buffer_puts(&document->words, ").");
    block_say(document, ROLE_PLAIN, document_taken(document));
}

static void add_outcome(struct document *document)
{
    uint32_t choice = document_choice(document->evaluation);

    block_add(document, BLOCK_STATEMENT);
    block_say(document, ROLE_PLAIN, "Chosen option: \"");
    block_say(document, ROLE_PLAIN, phrase_title(document->evaluation, choice));
    block_say(document, ROLE_PLAIN, "\", because ");
    say_because(document, choice);
    add_decision(document);
    add_verdict(document, choice);
}

/* ------------------------------------------------------------ consequences */

static void argue(struct document *document, const char *words)
{
    block_bullet(document, ROLE_PLAIN);
    block_say(document, ROLE_PLAIN, words);
}

/* Consequence of one reason: what is spared, or what is needed instead. */
static void add_consequence(struct document *document,
                            const struct kb_rule *rule, bool is_good)
{
    kb_text text = rule->otherwise != 0 ? rule->otherwise : rule->because;

    argue(document, is_good ? "Good, because of " : "Bad, because of ");
    block_say(document, ROLE_PLAIN,
              kb_criterion_title(document->kb, rule->criterion));
    block_say(document, ROLE_PLAIN,
              rule->otherwise == 0 ? ": "
              : is_good            ? ". Otherwise: "
                                   : ". Instead: ");
    block_say(document, ROLE_PLAIN, document_text(document, text));
}

/* The cost of a combination. */
static void add_cost(struct document *document, uint32_t option)
{
    const char *cost = kb_combination_of(document->kb, option) == KB_NONE
                           ? ""
                           : evaluation_text(document->evaluation, option,
                                             KB_VARYING_AGAINST);

    if (cost[0] == '\0')
        return;
    argue(document, "Bad, because of what it costs: ");
    block_say(document, ROLE_PLAIN, cost);
}

/* Without any argument an item says so. */
static void argue_at_all(struct document *document, size_t blocks)
{
    if (document->blocks.count == blocks)
        argue(document, "Neutral, because none of the answers speaks for or "
                        "against it.");
}

static void add_consequences(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;
    uint32_t choice = document_choice(evaluation);
    uint32_t count = telling_reasons(TELLING_BRIEF, evaluation);

    for (unsigned good = 2; good-- > 0;)
        for (uint32_t i = 0; i < count; i++) {
            const struct kb_rule *rule = reason_rule(evaluation,
                                                     &evaluation->reasons[i]);

            if (concerns(document, choice, rule->option) == (good == 1))
                add_consequence(document, rule, good == 1);
        }
    add_cost(document, choice);
    add_exclusions(document, BLOCK_BULLET, choice,
                   "Bad, because it is ruled out: ");
    argue_at_all(document, 0);
}

/* ----------------------------------------------------------- pros and cons */

/* The reasons for an option: those that count, or those that do not. */
static void add_pros(struct document *document, uint32_t option, bool counts)
{
    const dvf_evaluation *evaluation = document->evaluation;

    for (uint32_t i = 0; i < evaluation->reason_count; i++) {
        const struct reason *reason = &evaluation->reasons[i];
        const struct kb_rule *rule = reason_rule(evaluation, reason);

        if (reason->counts != counts || rule->option != option)
            continue;
        argue(document, counts ? "Good, because of " : "Neutral, because of ");
        block_say(document, ROLE_PLAIN,
                  kb_criterion_title(document->kb, rule->criterion));
        say_points(document, reason, false);
        block_say(document, ROLE_PLAIN, ": ");
        block_say(document, ROLE_PLAIN, document_text(document, rule->because));
    }
}

/* The reasons for other options. Their texts stand below these. */
static void add_cons(struct document *document, uint32_t option)
{
    const dvf_evaluation *evaluation = document->evaluation;
    uint32_t count = telling_reasons(TELLING_BRIEF, evaluation);

    for (uint32_t i = 0; i < count; i++) {
        const struct kb_rule *rule = reason_rule(evaluation,
                                                 &evaluation->reasons[i]);

        if (concerns(document, option, rule->option))
            continue;
        argue(document, "Bad, because of ");
        block_say(document, ROLE_PLAIN,
                  kb_criterion_title(document->kb, rule->criterion));
        block_say(document, ROLE_PLAIN, ", which speaks for ");
        block_say(document, ROLE_PLAIN,
                  kb_option_title(document->kb, rule->option));
        block_say(document, ROLE_PLAIN, " (");
        block_say(document, ROLE_ANSWER, document_text(document, rule->id));
        block_say(document, ROLE_PLAIN, ")");
    }
}

/* The parts of a combination, and what joining them requires. */
static void add_gate(struct document *document, uint32_t combination)
{
    const struct gate *gate = &document->evaluation->gates[combination];
    const struct kb_combination *record = &kb_combinations(
        document->kb)[combination];
    struct open_questions questions = {0};

    for (uint32_t i = 0; i < document->ranking.sides_count; i++) {
        const struct side *side = &document->ranking.sides[i];

        if (side->points == 0 ||
            !kb_option_includes(document->kb, record->option, side->option))
            continue;
        buffer_puts(document_words(document), "Good, because of ");
        phrase_points(&document->words, side->points);
        buffer_printf(&document->words, " for %s",
                      kb_option_title(document->kb, side->option));
        argue(document, document_taken(document));
    }
    for (uint32_t i = 0; i < record->requirements.count; i++) {
        if (!lacks_something_new(document, gate, i, &questions))
            continue;
        argue(document, gate->requirements[i] == TRUTH_OPEN
                            ? "Neutral, because of an open answer. "
                            : "Bad, because of what is missing: ");
        say_requirement(document, gate, i, &questions);
    }
    if (gate->met == TRUTH_TRUE)
        argue(document, "Good, because all that joining them requires is met.");
}

static void add_option(struct document *document, uint32_t option)
{
    uint32_t combination = kb_combination_of(document->kb, option);
    const char *summary = evaluation_text(document->evaluation, option,
                                          KB_VARYING_SUMMARY);

    block_heading(document, phrase_title(document->evaluation, option), NULL);
    if (summary[0] != '\0') {
        block_add(document, BLOCK_STATEMENT);
        block_say(document, ROLE_PLAIN, summary);
    }
    size_t blocks = document->blocks.count;
    add_pros(document, option, true);
    add_pros(document, option, false);
    if (combination != KB_NONE)
        add_gate(document, combination);
    add_cons(document, option);
    add_cost(document, option);
    add_exclusions(document, BLOCK_BULLET, option,
                   "Bad, because it is ruled out: ");
    argue_at_all(document, blocks);
}

static void add_pros_and_cons(struct document *document)
{
    for (uint32_t i = 0; i < kb_options_count(document->kb); i++)
        add_option(document, i);
}

/* -------------------------------------------------------- more information */

static void add_certainty(struct document *document)
{
    block_heading(document, "How far the verdict can be trusted", NULL);
    size_t blocks = document->blocks.count;
    document_add(document, SECTION_CERTAINTY);
    if (document->blocks.count > blocks)
        return;
    block_add(document, BLOCK_STATEMENT);
    block_say(document, ROLE_PLAIN,
              document->evaluation->unknown.count == 0
                  ? "Every question that applies is answered."
                  : "That was not analysed.");
}

static void add_notes(struct document *document)
{
    const struct index_list *notes = &document->evaluation->notes;
    bool any = false;

    for (uint32_t i = 0; i < notes->count; i++) {
        if (!document_tells_note(document, notes->items[i]))
            continue;
        if (!any)
            block_heading(document, "Worth knowing", NULL);
        any = true;
        block_bullet(document, ROLE_QUIET);
        say_remark(document, &kb_notes(document->kb)[notes->items[i]]);
    }
}

static void add_assumptions(struct document *document)
{
    const struct index_list *unknown = &document->evaluation->unknown;

    if (unknown->count == 0)
        return;
    block_heading(document, "Assumptions to be confirmed, as nobody answered",
                  NULL);
    for (uint32_t i = 0; i < unknown->count; i++) {
        const struct kb_attribute *attribute = &kb_attributes(
            document->kb)[unknown->items[i]];

        block_bullet(document, ROLE_QUIET);
        block_say(document, ROLE_PLAIN,
                  document_text(document, attribute->ask));
        block_say(document, ROLE_PLAIN, " ");
        block_say(document, ROLE_ANSWER,
                  document_text(document, attribute->id));
    }
}

static void add_source(struct document *document,
                       const struct kb_source *source)
{
    block_bullet(document, ROLE_QUIET);
    block_say(document, ROLE_PLAIN, document_text(document, source->title));
    buffer_printf(
        document_words(document), " (%s%s%s)",
        source->kind != 0 ? document_text(document, source->kind) : "",
        source->kind != 0 ? ", " : "", document_text(document, source->date));
    block_say(document, ROLE_PLAIN, document_taken(document));
    if (source->url == 0)
        return;
    block_say(document, ROLE_PLAIN, " ");
    block_say(document, ROLE_PLAIN, document_text(document, source->url));
}

static void add_sources(struct document *document,
                        const struct citations *citations)
{
    bool any = false;

    for (uint32_t i = 0; i < kb_sources_count(document->kb); i++) {
        if (citations->sources[i] == 0)
            continue;
        if (!any)
            block_heading(document, "Sources", NULL);
        any = true;
        add_source(document, &kb_sources(document->kb)[i]);
    }
}

/* The claim that ends first, or KB_NONE. */
static uint32_t first_to_end(const struct document *document,
                             const struct citations *citations)
{
    const struct kb_claim *claims = kb_claims(document->kb);
    uint32_t first = KB_NONE;

    for (uint32_t i = 0; i < kb_claims_count(document->kb); i++)
        if (citations->claims[i] != 0 && claims[i].until != 0 &&
            (first == KB_NONE ||
             strcmp(document_text(document, claims[i].until),
                    document_text(document, claims[first].until)) < 0))
            first = i;
    return first;
}

/* The first of: a year after the record, the end of a claim that it rests on.
 */
static void add_review(struct document *document,
                       const struct citations *citations, const char *day)
{
    uint32_t claim = first_to_end(document, citations);
    char review[DATE_SIZE] = "";
    const char *until = "";

    if (date_is_day(day))
        date_text((int64_t)date_days(day) + REVIEW_DAYS, review);
    if (claim != KB_NONE)
        until = document_text(document, kb_claims(document->kb)[claim].until);
    block_heading(document, "When to look at this again", NULL);
    block_add(document, BLOCK_STATEMENT);
    if (until[0] != '\0' && (review[0] == '\0' || strcmp(until, review) < 0)) {
        block_say(document, ROLE_PLAIN, until);
        block_say(document, ROLE_PLAIN, ", until when this holds: ");
        block_say(document, ROLE_ANSWER,
                  document_text(document, kb_claims(document->kb)[claim].id));
        block_say(document, ROLE_PLAIN, ".");
        return;
    }
    buffer_printf(document_words(document), "%s, a year after this record.",
                  review);
    block_say(document, ROLE_PLAIN, document_taken(document));
}

static void add_evidence(struct document *document, const char *day)
{
    struct citations citations = {NULL, NULL};

    if (citations_init(&citations, document->kb) != DVF_OK) {
        document->failed = true;
    } else {
        citations_collect(&citations, document->evaluation, TELLING_BRIEF);
        add_sources(document, &citations);
        add_review(document, &citations, day);
    }
    citations_release(&citations);
}

/* ------------------------------------------------------------------- whole */

void document_record(struct document *document, enum record_part part,
                     const char *day)
{
    document->blocks.count = 0;
    document->spans.count = 0;
    switch (part) {
    case RECORD_CONTEXT:
        add_context(document);
        break;
    case RECORD_DRIVERS:
        add_drivers(document);
        break;
    case RECORD_OPTIONS:
        add_options(document);
        break;
    case RECORD_OUTCOME:
        add_outcome(document);
        break;
    case RECORD_CONSEQUENCES:
        add_consequences(document);
        break;
    case RECORD_PROS_AND_CONS:
        add_pros_and_cons(document);
        break;
    case RECORD_MORE_INFORMATION:
        add_certainty(document);
        document_add(document, SECTION_CONTRADICTIONS);
        add_notes(document);
        add_assumptions(document);
        add_evidence(document, day);
        break;
    case RECORD_CONFIRMATION:
    case RECORD_ANSWERS:
    case RECORD_PART_COUNT:
        break;
    }
    document->failed |= document->words.failed;
}
