/* SPDX-License-Identifier: MIT */
/*
 * Document: blocks and spans, and the sections of remarks, questions, evidence
 * and the foot; a function for each section.
 */
#include "report/document_parts.h"

#include "engine/bearing.h"
#include "kb/wording.h"
#include "profile/profile.h"

#include <inttypes.h>
#include <string.h>

/* Questions put to somebody whose answers decide nothing yet. */
#define FIRST_QUESTIONS 5

/* ----------------------------------------------------------- blocks, spans */

void document_init(struct document *document, const dvf_kb *kb,
                   dvf_detail detail)
{
    *document = (struct document){.kb = kb, .detail = detail, .compares = true};
    array_init(&document->blocks, sizeof(struct block));
    array_init(&document->spans, sizeof(struct span));
}

void document_release(struct document *document)
{
    array_release(&document->blocks);
    array_release(&document->spans);
    arena_release(&document->arena);
    buffer_release(&document->words);
}

struct block *block_add(struct document *document, enum block_kind kind)
{
    struct block *block = array_push(&document->blocks);

    if (!block) {
        document->failed = true;
        block = &document->spare;
    }
    *block = (struct block){.kind = kind,
                            .section = document->section,
                            .first_span = (uint32_t)document->spans.count};
    return block;
}

/* Add a span to the last block. */
static void block_say_as(struct document *document, enum role role,
                         const char *text, bool is_whole)
{
    struct span *span = array_push(&document->spans);

    if (!span || document->blocks.count == 0) {
        document->failed = true;
        return;
    }
    *span = (struct span){.role = role, .is_whole = is_whole, .text = text};
    struct block *block = array_at(&document->blocks,
                                   document->blocks.count - 1);
    block->span_count++;
}

struct block *document_last(struct document *document)
{
    return document->blocks.count == 0
               ? &document->spare
               : array_at(&document->blocks, document->blocks.count - 1);
}

void block_say(struct document *document, enum role role, const char *text)
{
    block_say_as(document, role, text, false);
}

void block_list(struct document *document, bool first, enum role role,
                const char *word)
{
    if (!first)
        block_say(document, ROLE_PLAIN, ", ");
    block_say_as(document, role, word, true);
}

struct buffer *document_words(struct document *document)
{
    buffer_clear(&document->words);
    return &document->words;
}

const char *document_taken(struct document *document)
{
    const struct buffer *made = &document->words;
    const char *copy = NULL;

    if (made->length == 0 && !made->failed)
        return "";
    if (!made->failed)
        copy = arena_copy(&document->arena, made->bytes, made->length);
    if (!copy)
        document->failed = true;
    return copy ? copy : "";
}

const char *document_text(const struct document *document, kb_text text)
{
    return kb_string(document->kb, text);
}

const char *document_attribute(const struct document *document, uint32_t index)
{
    return document_text(document, kb_attributes(document->kb)[index].id);
}

void block_heading(struct document *document, const char *title,
                   const char *right)
{
    struct block *block = block_add(document, BLOCK_HEADING);

    block->title = title;
    block->right = right;
}

void block_labelled(struct document *document, enum block_kind kind,
                    enum role role, const char *label)
{
    block_add(document, kind)->is_labelled = true;
    block_say(document, role, label);
}

void block_detail(struct document *document, kb_text text)
{
    block_add(document, BLOCK_DETAIL);
    block_say(document, ROLE_PLAIN, document_text(document, text));
}

void block_bullet(struct document *document, enum role role)
{
    block_add(document, BLOCK_BULLET)->role = role;
}

void block_claims_of(struct document *document, struct kb_range claims)
{
    const uint32_t *items = kb_index(document->kb, claims);

    if (document->detail < DVF_FULL || claims.count == 0)
        return;
    block_labelled(document, BLOCK_DETAIL, ROLE_QUIET, "Rests on: ");
    for (uint32_t i = 0; i < claims.count; i++) {
        const struct kb_claim *claim = &kb_claims(document->kb)[items[i]];

        block_list(document, i == 0, ROLE_PLAIN,
                   document_text(document, claim->id));
        buffer_printf(document_words(document), " (%s)",
                      document_text(document, claim->status));
        block_say(document, ROLE_QUIET, document_taken(document));
    }
}

/* ----------------------------------------------- remarks, what is ruled out */

void say_remark(struct document *document, const struct kb_remark *remark)
{
    block_say(document, ROLE_PLAIN, document_text(document, remark->says));
    if (document->detail >= DVF_FULL) {
        buffer_printf(document_words(document), " (%s)",
                      document_text(document, remark->id));
        if (remark->until != 0)
            buffer_printf(&document->words, " (until %s)",
                          document_text(document, remark->until));
        block_say(document, ROLE_QUIET, document_taken(document));
    }
    block_claims_of(document, remark->claims);
}

static void add_remark(struct document *document, enum role role,
                       const struct kb_remark *remark)
{
    block_bullet(document, role);
    say_remark(document, remark);
}

bool document_tells_note(const struct document *document, uint32_t note)
{
    return kb_notes(document->kb)[note].kind != KB_NOTE_BACKGROUND ||
           document->detail >= DVF_MORE;
}

/* The notes that stand under no reason. */
void section_notes(struct document *document)
{
    const struct index_list *list = &document->evaluation->notes;
    bool first = true;

    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t note = list->items[i];

        if (!document_tells_note(document, note) ||
            note_reason(document->evaluation, note) != KB_NONE)
            continue;
        if (first)
            block_heading(document, "Worth knowing", NULL);
        add_remark(document, ROLE_QUIET, &kb_notes(document->kb)[note]);
        first = false;
    }
}

static void add_warnings(struct document *document, const char *title,
                         enum kb_warning_kind kind)
{
    const struct index_list *list = &document->evaluation->warnings;
    bool first = true;

    for (uint32_t i = 0; i < list->count; i++) {
        const struct kb_remark *warning = &kb_warnings(
            document->kb)[list->items[i]];

        if (warning->kind != (uint32_t)kind)
            continue;
        if (first)
            block_heading(document, title, NULL);
        first = false;
        add_remark(document, ROLE_CAUTION, warning);
    }
}

/* Answers to questions that do not apply, and the conditions by which. */
static void add_idle(struct document *document)
{
    const dvf_kb *kb = document->kb;
    bool first = true;

    for (uint32_t i = 0; i < kb_attributes_count(kb); i++) {
        if (!evaluation_is_idle(document->evaluation, i))
            continue;
        if (first)
            block_heading(document, "Answers that do not count", NULL);
        first = false;
        block_bullet(document, ROLE_CAUTION);
        block_say(document, ROLE_ANSWER, document_attribute(document, i));
        buffer_puts(document_words(document),
                    " does not apply here: it does only if ");
        phrase_conditions(&document->words, kb,
                          kb_attributes(kb)[i].only_if.when_texts);
        buffer_putc(&document->words, '.');
        block_say(document, ROLE_PLAIN, document_taken(document));
    }
}

void section_contradictions(struct document *document)
{
    add_warnings(document, "Contradictory answers", KB_WARNING_CONTRADICTION);
    add_warnings(document, "Unusual answers", KB_WARNING_UNUSUAL);
    add_idle(document);
}

static void add_exclude(struct document *document,
                        const struct kb_exclude *exclude)
{
    const char *title = kb_option_title(document->kb, exclude->option);
    const char *says = document_text(document, exclude->says);

    block_bullet(document, ROLE_CAUTION);
    if (strncmp(says, title, strlen(title)) != 0) {
        buffer_printf(document_words(document), "%s: ", title);
        block_say(document, ROLE_STRONG, document_taken(document));
    }
    block_say(document, ROLE_PLAIN, says);
    block_claims_of(document, exclude->claims);
}

void section_exclusions(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;
    const dvf_kb *kb = document->kb;

    if (evaluation->excludes.count == 0)
        return;
    block_heading(document, "Ruled out", NULL);
    for (uint32_t i = 0; i < evaluation->excludes.count; i++)
        add_exclude(document, &kb_excludes(kb)[evaluation->excludes.items[i]]);
    /* A combination whose requirements are met would have been the verdict. */
    for (uint32_t i = 0; i < evaluation->gate_count; i++) {
        const struct gate *gate = &evaluation->gates[i];
        uint32_t option = kb_combinations(kb)[gate->combination].option;

        if (!gate->ruled_out)
            continue;
        block_bullet(document, ROLE_CAUTION);
        buffer_printf(document_words(document),
                      "%s falls with it, though all that it requires is met.",
                      phrase_title(evaluation, option));
        block_say(document, ROLE_PLAIN, document_taken(document));
    }
}

/* --------------------------------------------------------------- questions */

/* A question, and below it the values to choose from. */
static void add_question(struct document *document, uint32_t index)
{
    const struct kb_attribute *attribute = &kb_attributes(document->kb)[index];
    const struct kb_value *values = kb_attribute_values(document->kb,
                                                        attribute);

    block_bullet(document, ROLE_QUIET);
    buffer_printf(document_words(document),
                  "%s: ", document_text(document, attribute->id));
    block_say(document, ROLE_ANSWER, document_taken(document));
    block_say(document, ROLE_PLAIN, document_text(document, attribute->ask));
    block_add(document, BLOCK_CHOICES);
    for (uint32_t i = 0; i < attribute->values.count; i++)
        block_list(document, i == 0, ROLE_QUIET,
                   document_text(document, values[i].id));
}

bool document_asks_first(const struct document *document)
{
    return document->evaluation->verdict.outcome == OUTCOME_UNDECIDED &&
           document->evaluation->unknown.count > 0 &&
           document->ranking.most == 0;
}

void section_first_questions(struct document *document)
{
    const struct index_list *unknown = &document->evaluation->unknown;

    if (!document_asks_first(document))
        return;
    block_heading(document, "Answer these first", NULL);
    for (uint32_t i = 0; i < unknown->count && i < FIRST_QUESTIONS; i++)
        add_question(document, unknown->items[i]);
}

void section_unanswered(struct document *document)
{
    const struct index_list *unknown = &document->evaluation->unknown;

    if (unknown->count == 0)
        return;
    buffer_printf(document_words(document), "Not answered (%" PRIu32 ")",
                  unknown->count);
    block_heading(document, document_taken(document), NULL);
    if (document->detail < DVF_FULL)
        block_add(document, BLOCK_BODY);
    for (uint32_t i = 0; i < unknown->count; i++) {
        if (document->detail >= DVF_FULL)
            add_question(document, unknown->items[i]);
        else
            block_list(document, i == 0, ROLE_PLAIN,
                       document_attribute(document, unknown->items[i]));
    }
}

/* Answers that led to nothing that is told. */
void section_no_difference(struct document *document)
{
    const struct index_list *answered = &document->evaluation->answered;
    uint8_t bears[KB_ATTRIBUTES_MAX];
    bool first = true;

    bearing_mark(document->evaluation, bears);
    for (uint32_t i = 0; i < answered->count; i++) {
        uint32_t attribute = answered->items[i];

        if (bears[attribute])
            continue;
        if (first) {
            block_labelled(document, BLOCK_STATEMENT, ROLE_QUIET,
                           "Made no difference: ");
            document_last(document)->is_apart = true;
        }
        block_list(document, first, ROLE_PLAIN,
                   document_attribute(document, attribute));
        first = false;
    }
}

/* ---------------------------------------------------------------- evidence */

/* The criterion that follows in a walk of the tree, KB_NONE at its end. */
static uint32_t next_criterion(const dvf_kb *kb, uint32_t criterion)
{
    const struct kb_criterion *criteria = kb_criteria(kb);

    if (criteria[criterion].children.count > 0)
        return kb_index(kb, criteria[criterion].children)[0];
    while (criteria[criterion].parent != KB_NONE) {
        uint32_t parent = criteria[criterion].parent;
        const uint32_t *children = kb_index(kb, criteria[parent].children);
        uint32_t i = 0;

        while (children[i] != criterion)
            i++;
        if (i + 1 < criteria[parent].children.count)
            return children[i + 1];
        criterion = parent;
    }
    return KB_NONE;
}

void section_criteria(struct document *document)
{
    uint32_t criterion = 0;

    if (document->detail < DVF_MORE || kb_criteria_count(document->kb) == 0)
        return;
    block_add(document, BLOCK_CRITERIA)->title = "Criteria";
    while (criterion != KB_NONE) {
        block_add(document, BLOCK_CRITERION)->index = criterion;
        criterion = next_criterion(document->kb, criterion);
    }
}

/* What a comparison says of each option. */
static void add_cells(struct document *document, struct kb_range range)
{
    const struct kb_cell *cells = &kb_cells(document->kb)[range.first];

    for (uint32_t i = 0; i < range.count; i++) {
        buffer_printf(document_words(document),
                      "%s: ", kb_option_title(document->kb, cells[i].option));
        block_labelled(document, BLOCK_DETAIL, ROLE_QUIET,
                       document_taken(document));
        block_say(document, ROLE_PLAIN, document_text(document, cells[i].says));
    }
}

/* How the options stand, whatever was answered. */
void section_comparison(struct document *document)
{
    const dvf_kb *kb = document->kb;
    uint32_t count = kb_comparisons_count(kb);

    if (document->detail < DVF_MORE || !document->compares || count == 0)
        return;
    block_heading(document, "Comparison", NULL);
    for (uint32_t i = 0; i < count; i++) {
        const struct kb_comparison *row = &kb_comparisons(kb)[i];

        block_bullet(document, ROLE_QUIET);
        block_say(document, ROLE_STRONG, document_text(document, row->title));
        add_cells(document, row->cells);
        block_claims_of(document, row->claims);
    }
}

/* Name the sources of a claim: of what it says, then of what is true now. */
static void add_claim_sources(struct document *document,
                              const struct kb_claim *claim)
{
    const struct kb_source *sources = kb_sources(document->kb);
    const uint32_t *refs = kb_index(document->kb, claim->refs);
    bool first = claim->source == KB_NONE;

    if (first && claim->refs.count == 0)
        return;
    block_labelled(document, BLOCK_DETAIL, ROLE_QUIET, "Source: ");
    if (!first)
        block_list(document, true, ROLE_PLAIN,
                   document_text(document, sources[claim->source].id));
    for (uint32_t i = 0; i < claim->refs.count; i++) {
        if (refs[i] == claim->source)
            continue;
        block_list(document, first, ROLE_PLAIN,
                   document_text(document, sources[refs[i]].id));
        first = false;
    }
}

/* A claim or a source: its id, and beside it how it stands or its date. */
static void add_cited(struct document *document, const char *heading,
                      bool first, kb_text id, kb_text right)
{
    if (first)
        block_heading(document, heading, NULL);
    struct block *block = block_add(document, BLOCK_BULLET);
    block->role = ROLE_QUIET;
    block->right = document_text(document, right);
    block->is_apart = !first;
    block_say(document, ROLE_STRONG, document_text(document, id));
}

static void add_claim(struct document *document, const struct kb_claim *claim,
                      bool first)
{
    bool full = document->detail >= DVF_FULL;

    add_cited(document, "Claims", first, claim->id, claim->status);
    block_detail(document, claim->says);
    if (full)
        add_cells(document, claim->cells);
    if (claim->now != 0) {
        block_labelled(document, BLOCK_DETAIL, ROLE_QUIET, "Today: ");
        block_say(document, ROLE_PLAIN, document_text(document, claim->now));
    }
    if (!full)
        return;
    if (claim->until != 0) {
        block_labelled(document, BLOCK_DETAIL, ROLE_QUIET, "Until: ");
        block_say(document, ROLE_PLAIN, document_text(document, claim->until));
    }
    add_claim_sources(document, claim);
}

static void add_source(struct document *document,
                       const struct kb_source *source, bool first)
{
    add_cited(document, "Sources", first, source->id, source->date);
    block_detail(document, source->title);
    if (source->kind != 0) {
        buffer_printf(document_words(document), " (%s)",
                      document_text(document, source->kind));
        block_say(document, ROLE_QUIET, document_taken(document));
    }
    if (source->url != 0)
        block_detail(document, source->url);
    if (source->caveat != 0) {
        block_labelled(document, BLOCK_DETAIL, ROLE_QUIET, "Caveat: ");
        block_say(document, ROLE_PLAIN,
                  document_text(document, source->caveat));
    }
}

/* The claims of reasons, and in full all that are cited, with sources. */
void section_evidence(struct document *document)
{
    const dvf_kb *kb = document->kb;
    struct citations citations = {NULL, NULL};
    bool full = document->detail >= DVF_FULL;
    bool first = true;

    if (document->detail < DVF_MORE)
        return;
    if (citations_init(&citations, kb) != DVF_OK) {
        document->failed = true;
        citations_release(&citations);
        return;
    }
    if (document->evaluation)
        citations_collect(&citations, document->evaluation,
                          full ? TELLING_TEXT : TELLING_REASONS);
    if (full && document->compares)
        citations_compare(&citations, kb);
    for (uint32_t i = 0; i < kb_claims_count(kb); i++) {
        if (citations.claims[i] == 0)
            continue;
        add_claim(document, &kb_claims(kb)[i], first);
        first = false;
    }
    first = true;
    for (uint32_t i = 0; full && i < kb_sources_count(kb); i++) {
        if (citations.sources[i] == 0)
            continue;
        add_source(document, &kb_sources(kb)[i], first);
        first = false;
    }
    citations_release(&citations);
}

/* -------------------------------------------------------------------- foot */

/* List the ids that were left out by name, rules before criteria. */
static void list_left_out(struct document *document)
{
    const struct index_list *rules = &document->evaluation->without_rules;
    const struct index_list *criteria = &document->evaluation->without_criteria;
    const dvf_kb *kb = document->kb;

    for (uint32_t i = 0; i < rules->count; i++)
        block_list(document, i == 0, ROLE_CAUTION,
                   document_text(document, kb_rules(kb)[rules->items[i]].id));
    for (uint32_t i = 0; i < criteria->count; i++)
        block_list(
            document, i == 0 && rules->count == 0, ROLE_CAUTION,
            document_text(document, kb_criteria(kb)[criteria->items[i]].id));
}

static void list_only_sources(struct document *document)
{
    const struct index_list *sources = &document->evaluation->only_sources;
    const dvf_kb *kb = document->kb;

    block_say(document, ROLE_CAUTION, "Only rules from ");
    for (uint32_t i = 0; i < sources->count; i++)
        block_list(
            document, i == 0, ROLE_CAUTION,
            document_text(document, kb_sources(kb)[sources->items[i]].id));
}

/* Name what the evaluation did without, if anything. */
static void add_selection(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;
    bool without = evaluation->without_rules.count > 0 ||
                   evaluation->without_criteria.count > 0;
    bool only = evaluation->only_sources.count > 0;

    if (!only && !without)
        return;
    block_add(document, BLOCK_FOOT);
    if (only)
        list_only_sources(document);
    if (only && without)
        block_say(document, ROLE_QUIET, NULL);
    if (without) {
        block_say(document, ROLE_CAUTION, only ? "without " : "Without ");
        list_left_out(document);
    }
}

void section_foot(struct document *document)
{
    const dvf_evaluation *evaluation = document->evaluation;
    const dvf_kb *kb = document->kb;

    block_add(document, BLOCK_FOOT);
    block_say_as(document, ROLE_QUIET, evaluation->profile->file, true);
    block_say(document, ROLE_QUIET, NULL);
    buffer_printf(document_words(document),
                  "%" PRIu32 " of %" PRIu32 " questions answered",
                  evaluation->answered.count, phrase_questions(evaluation));
    block_say(document, ROLE_QUIET, document_taken(document));
    block_add(document, BLOCK_FOOT);
    buffer_printf(document_words(document), "%s %s, as of %s",
                  kb_string(kb, kb->id), kb_string(kb, kb->version),
                  kb_string(kb, kb->as_of));
    block_say(document, ROLE_QUIET, document_taken(document));
    add_selection(document);
    if (document->detail >= DVF_FULL) {
        block_labelled(document, BLOCK_FOOT, ROLE_QUIET, "SHA-256 ");
        buffer_puts(document_words(document), dvf_kb_describe(kb).sha256);
        block_say(document, ROLE_PLAIN, document_taken(document));
    }
}

/* --------------------------------------------------------------- the whole */

void document_begin(struct document *document, const dvf_evaluation *evaluation,
                    const dvf_analysis *analysis)
{
    arena_release(&document->arena);
    document->blocks.count = 0;
    document->spans.count = 0;
    document->evaluation = evaluation;
    document->analysis = analysis;
    document->certainty = analysis ? certainty_of(analysis) : document->known;
    if (evaluation)
        ranking_of(&document->ranking, evaluation);
}

void document_add(struct document *document, enum section section)
{
    static void (*const adders[SECTION_COUNT])(struct document *) = {
#define X(name, adder) [SECTION_##name] = adder,
        DOCUMENT_SECTIONS(X)
#undef X
    };

    document->section = section;
    adders[section](document);
    if (document->words.failed)
        document->failed = true;
}

void document_compose(struct document *document,
                      const dvf_evaluation *evaluation,
                      const dvf_analysis *analysis)
{
    document_begin(document, evaluation, analysis);
    for (unsigned i = 0; i < SECTION_COUNT; i++)
        document_add(document, (enum section)i);
}
