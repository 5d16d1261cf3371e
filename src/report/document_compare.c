/* SPDX-License-Identifier: MIT */
/*
 * Document: the options side by side, whatever was answered, or profiles side
 * by side.
 */
#include "report/document_parts.h"

#include "kb/wording.h"
#include "report/comparison.h"
#include "report/profiles.h"

#include <inttypes.h>

/* ------------------------------------------------------------------ tables */

/* Begin a table; its columns are said next, one span each. */
static void add_table(struct document *document, const char *title)
{
    block_add(document, BLOCK_TABLE)->title = title;
}

/* Begin a row; its cells are said next, one span each. */
static void add_row(struct document *document, const char *label)
{
    block_add(document, BLOCK_ROW)->title = label;
}

static void add_body(struct document *document, const char *words)
{
    block_add(document, BLOCK_BODY);
    block_say(document, ROLE_PLAIN, words);
}

/* ----------------------------------------------------------- of the options */

/* The id and date of what was asked. */
static void add_foot(struct document *document)
{
    const dvf_kb *kb = document->kb;

    document->section = SECTION_FOOT;
    block_add(document, BLOCK_FOOT);
    buffer_printf(document_words(document), "%s %s, as of %s",
                  document_text(document, kb->id),
                  document_text(document, kb->version),
                  document_text(document, kb->as_of));
    block_say(document, ROLE_QUIET, document_taken(document));
}

/* The text on an option; empty without one. */
static const char *cell_of(const struct document *document,
                           struct kb_range range, uint32_t option)
{
    const struct kb_cell *cells = &kb_cells(document->kb)[range.first];

    for (uint32_t i = 0; i < range.count; i++)
        if (cells[i].option == option)
            return document_text(document, cells[i].says);
    return "";
}

static void add_rows(struct document *document)
{
    const dvf_kb *kb = document->kb;

    add_table(document, "How they compare");
    for (uint32_t i = 0; i < kb->scoring; i++)
        block_say(document, ROLE_STRONG,
                  kb_option_title(kb, kb_scoring_option(kb, i)));
    for (uint32_t i = 0; i < kb_comparisons_count(kb); i++) {
        const struct kb_comparison *row = &kb_comparisons(kb)[i];

        add_row(document, document_text(document, row->title));
        for (uint32_t k = 0; k < kb->scoring; k++)
            block_say(document, ROLE_PLAIN,
                      cell_of(document, row->cells, kb_scoring_option(kb, k)));
    }
}

/* A claim of the comparison, and what is true today. */
static void add_claim_today(struct document *document,
                            const struct kb_comparison *row,
                            const struct kb_claim *claim)
{
    struct block *block = block_add(document, BLOCK_BULLET);

    block->role = ROLE_QUIET;
    block->right = document_text(document, claim->status);
    block_say(document, ROLE_STRONG, document_text(document, row->title));
    block_say(document, ROLE_PLAIN, ": ");
    block_say(document, ROLE_PLAIN, document_text(document, claim->says));
    block_labelled(document, BLOCK_DETAIL, ROLE_QUIET, "Today: ");
    block_say(document, ROLE_PLAIN, document_text(document, claim->now));
}

/* Claims under a row that do not just hold, and the truth of today. */
static void add_today(struct document *document)
{
    const dvf_kb *kb = document->kb;
    bool first = true;

    for (uint32_t i = 0; i < kb_comparisons_count(kb); i++) {
        const struct kb_comparison *row = &kb_comparisons(kb)[i];
        const uint32_t *claims = kb_index(kb, row->claims);

        for (uint32_t k = 0; k < row->claims.count; k++) {
            const struct kb_claim *claim = &kb_claims(kb)[claims[k]];

            if (claim->now == 0 || kb_claim_holds(kb, claim))
                continue;
            if (first)
                block_heading(document, "What holds today", NULL);
            first = false;
            add_claim_today(document, row, claim);
        }
    }
}

static void compare_options(struct document *document)
{
    const dvf_kb *kb = document->kb;

    document->section = SECTION_COMPARISON;
    block_add(document, BLOCK_HEADLINE);
    block_say(document, ROLE_HEADING, "Comparison: ");
    block_say(document, ROLE_HEADING, document_text(document, kb->title));
    if (kb_comparisons_count(kb) == 0) {
        add_body(document, "This knowledge base compares nothing.");
    } else {
        add_rows(document);
        if (document->detail < DVF_MORE)
            add_today(document);
    }
    /* Claims tell what holds today, too. */
    if (document->detail >= DVF_MORE) {
        document->detail = DVF_FULL;
        document_add(document, SECTION_EVIDENCE);
    }
    add_foot(document);
}

/* --------------------------------------------------------------- of profiles
 */

static void say_profiles(struct document *document,
                         const struct profiles *profiles, uint32_t column)
{
    enum role role = column == PROFILES_VERDICT || column == PROFILES_NAME
                         ? ROLE_STRONG
                         : ROLE_PLAIN;

    for (size_t i = 0; i < profiles->report->count; i++) {
        profiles_append_cell(document_words(document), profiles, i, column);
        block_say(document, role, document_taken(document));
    }
}

static void add_verdicts(struct document *document,
                         const struct profiles *profiles)
{
    add_table(document, "Verdicts");
    say_profiles(document, profiles, PROFILES_NAME);
    for (uint32_t i = PROFILES_VERDICT; i < profiles_columns(profiles->report);
         i++) {
        profiles_append_cell(document_words(document), profiles,
                             PROFILES_TITLES, i);
        add_row(document, document_taken(document));
        say_profiles(document, profiles, i);
    }
}

static void say_answer(struct document *document,
                       const dvf_evaluation *evaluation, uint32_t attribute)
{
    if (!evaluation_applies(evaluation, attribute)) {
        block_say(document, ROLE_QUIET, "does not apply");
    } else if (!answer_is_given(evaluation, attribute)) {
        block_say(document, ROLE_QUIET, "not answered");
    } else {
        phrase_answer(document_words(document), evaluation, attribute);
        block_say(document, ROLE_PLAIN, document_taken(document));
    }
}

static void add_answers(struct document *document,
                        const struct comparison *comparison,
                        const struct profiles *profiles)
{
    const struct report *report = comparison->report;
    bool all = document->detail >= DVF_MORE;
    bool any = false;

    for (uint32_t i = 0; i < kb_attributes_count(document->kb); i++) {
        if (!all && !comparison_has_answer(comparison, i))
            continue;
        if (!any) {
            add_table(document, all ? "Answers" : "Answers that differ");
            say_profiles(document, profiles, PROFILES_NAME);
        }
        any = true;
        add_row(document, document_attribute(document, i));
        for (size_t k = 0; k < report->count; k++)
            say_answer(document, report->evaluations[k], i);
    }
    if (any)
        return;
    block_heading(document, "Answers that differ", NULL);
    add_body(document, "None: every question is answered alike.");
}

static void say_state(struct document *document,
                      const struct comparison *comparison, size_t profile,
                      uint32_t rule)
{
    int32_t points = kb_rule_points(document->kb,
                                    &kb_rules(document->kb)[rule]);

    switch (comparison_state(comparison, profile, rule)) {
    case COMPARED_CLOSED:
        block_say(document, ROLE_QUIET, "-");
        break;
    case COMPARED_OPEN:
        block_say(document, ROLE_QUIET, "open");
        break;
    case COMPARED_UNCOUNTED:
        buffer_printf(document_words(document), "(%" PRId32 ")", points);
        block_say(document, ROLE_QUIET, document_taken(document));
        break;
    case COMPARED_COUNTS:
        buffer_printf(document_words(document), "+%" PRId32, points);
        block_say(document, ROLE_PLAIN, document_taken(document));
        break;
    }
}

static void add_reasons(struct document *document,
                        const struct comparison *comparison,
                        const struct profiles *profiles)
{
    const dvf_kb *kb = document->kb;
    bool all = document->detail >= DVF_MORE;
    bool any = false;

    for (uint32_t i = 0; i < kb_rules_count(kb); i++) {
        if (!comparison_fires(comparison, i) ||
            (!all && !comparison_has_rule(comparison, i)))
            continue;
        if (!any) {
            add_table(document, all ? "Reasons" : "Reasons that differ");
            say_profiles(document, profiles, PROFILES_NAME);
        }
        any = true;
        buffer_printf(document_words(document), "%s (%s)",
                      document_text(document, kb_rules(kb)[i].id),
                      kb_option_title(kb, kb_rules(kb)[i].option));
        add_row(document, document_taken(document));
        for (size_t k = 0; k < comparison->report->count; k++)
            say_state(document, comparison, k, i);
    }
    if (any)
        return;
    block_heading(document, "Reasons that differ", NULL);
    add_body(document, "None: the same rules fired for all.");
}

static void compare_profiles(struct document *document,
                             const struct comparison *comparison,
                             const struct profiles *profiles)
{
    document->section = SECTION_COMPARISON;
    block_add(document, BLOCK_HEADLINE);
    buffer_printf(document_words(document), "Comparison of %zu profiles",
                  comparison->report->count);
    block_say(document, ROLE_HEADING, document_taken(document));
    add_verdicts(document, profiles);
    if (document->detail > DVF_BRIEF) {
        add_answers(document, comparison, profiles);
        add_reasons(document, comparison, profiles);
    }
    add_foot(document);
}

void document_compare(struct document *document, const struct report *report)
{
    struct comparison comparison;
    struct profiles profiles;

    document_begin(document, NULL, NULL);
    if (report->count == 0) {
        compare_options(document);
    } else {
        dvf_status status = comparison_init(&comparison, report);

        if (profiles_init(&profiles, report) == DVF_OK && status == DVF_OK)
            compare_profiles(document, &comparison, &profiles);
        else
            document->failed = true;
        profiles_release(&profiles);
        comparison_release(&comparison);
    }
    document->failed |= document->words.failed;
}
