/* SPDX-License-Identifier: MIT */
/*
 * The document: all that a report says of one evaluation, decided once, as a
 * list of blocks in the order in which they are read. Printers decide only how
 * a block looks; a document knows no format, width or colour.
 *
 * Texts are borrowed from the evaluation and its knowledge base, or belong to
 * the document; a printer makes them harmless.
 */
#ifndef DVF_REPORT_DOCUMENT_H
#define DVF_REPORT_DOCUMENT_H

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/array.h"
#include "check/record_block.h"
#include "report/phrases.h"
#include "write/role.h"

/* The sections in their order: enum, the function that adds its
 * blocks. */
#define DOCUMENT_SECTIONS(X)                                                   \
    X(HEADLINE, section_headline)                                              \
    X(CERTAINTY, section_certainty)                                            \
    X(OPENING, section_opening)                                                \
    X(CONTRADICTIONS, section_contradictions)                                  \
    X(EXCLUSIONS, section_exclusions)                                          \
    X(FIRST_QUESTIONS, section_first_questions)                                \
    X(SPLIT, section_split)                                                    \
    X(SIDES, section_sides)                                                    \
    X(AGAINST, section_against)                                                \
    X(MISSING, section_missing)                                                \
    X(QUESTIONS, section_questions)                                            \
    X(MARGINS, section_margins)                                                \
    X(NOTES, section_notes)                                                    \
    X(UNCOUNTED, section_uncounted)                                            \
    X(CRITERIA, section_criteria)                                              \
    X(COMPARISON, section_comparison)                                          \
    X(EVIDENCE, section_evidence)                                              \
    X(NO_DIFFERENCE, section_no_difference)                                    \
    X(UNANSWERED, section_unanswered)                                          \
    X(FOOT, section_foot)

enum section {
#define X(name, add) SECTION_##name,
    DOCUMENT_SECTIONS(X)
#undef X
    SECTION_COUNT
};

enum block_kind {
    BLOCK_HEADLINE,  /* spans: the recommendation in one line */
    BLOCK_CERTAINTY, /* spans: how far it can be trusted, a line for each */
    BLOCK_STATEMENT, /* spans: a paragraph of the opening */
    BLOCK_SCORE,     /* index: a side of the ranking */
    BLOCK_HEADING,   /* title, right */
    BLOCK_BODY,      /* spans: a paragraph of a section */
    BLOCK_BULLET,    /* role of its sign, spans, right */
    BLOCK_REASON,    /* reason, sign, title: its criterion, right: its rule;
                        spans: its answers, of which there may be none */
    BLOCK_DETAIL,    /* spans: of the bullet or reason before it */
    BLOCK_CHOICES,   /* spans: values that answer the question before it */
    BLOCK_PART,      /* title: a part of a combination; spans: what it takes */
    BLOCK_CRITERIA,  /* title: heading of a table of points by criterion */
    BLOCK_CRITERION, /* index: a criterion; parents before their children */
    BLOCK_TABLE,     /* title: heading of a table; spans: titles of columns */
    BLOCK_ROW,       /* title: what it is about; spans: a cell each */
    BLOCK_FOOT       /* spans: a line below everything */
};

/** Effect of a reason's points. */
enum sign {
    SIGN_FOR,      /* speak for what is recommended, or for a side */
    SIGN_AGAINST,  /* speak for another option */
    SIGN_UNCOUNTED /* add nothing */
};

/** Words of one role. */
struct span {
    enum role role;
    bool is_whole;    /* its words are best kept on one line */
    const char *text; /* null: the sign between two parts of a line */
};

struct block {
    enum section section;
    enum block_kind kind;
    enum role role;
    enum sign sign;
    bool is_labelled; /* the first span says what the others are */
    bool is_apart;    /* from the block before it, which is of its kind */
    const char *title;
    const char *right; /* beside a title; null: nothing */
    const struct reason *reason;
    uint32_t index;
    uint32_t first_span;
    uint32_t span_count;
};

/** Made by document_init(); release when done. */
struct document {
    const dvf_kb *kb;
    dvf_detail detail;
    bool compares; /* where the detail has a comparison: true at first */
    const dvf_evaluation *evaluation;
    const dvf_analysis *analysis; /* of the evaluation; null: none */
    struct certainty certainty;   /* by the analysis, or as below */
    struct certainty known; /* set before: what is known without an analysis */
    struct ranking ranking; /* of the evaluation */
    enum section section;   /* that is being added */
    struct block spare;     /* in place of one that found no room */
    struct array blocks;    /* struct block */
    struct array spans;     /* struct span */
    struct arena arena;     /* texts made for the document */
    struct buffer words;    /* scratch */
    bool failed;            /* out of memory: blocks are missing */
};

void document_init(struct document *document, const dvf_kb *kb,
                   dvf_detail detail);
void document_release(struct document *document);

/** Begin the document of another evaluation, without any block.
 * @param analysis of it; null for none */
void document_begin(struct document *document, const dvf_evaluation *evaluation,
                    const dvf_analysis *analysis);

/** Add the blocks of a section; none where it has nothing to say. All but the
 * comparison are about the evaluation. */
void document_add(struct document *document, enum section section);

/** As document_begin(), with every section. */
void document_compose(struct document *document,
                      const dvf_evaluation *evaluation,
                      const dvf_analysis *analysis);

struct asked;
struct report;

/** Begin the document that sets the options side by side, or the profiles of a
 * report, where it has any. In brief it is their verdicts alone. */
void document_compare(struct document *document, const struct report *report);

/** Begin the document that answers a question about an evaluation, in place of
 * the advice. In brief it is the opening alone. */
void document_answer(struct document *document,
                     const dvf_evaluation *evaluation,
                     const struct asked *asked);

/** @return the option that a record of an evaluation is about: the recorded
 * decision of its profile, else the one that is recommended; KB_NONE without
 * either */
uint32_t document_choice(const dvf_evaluation *evaluation);

/** @return the day of such a record, static or borrowed: that of the decision,
 * else that of the knowledge base. @param as_of the day asked for; null: none
 */
const char *document_day(const dvf_evaluation *evaluation, const char *as_of);

/**
 * Replace the blocks by those of one part of a decision record; none for the
 * parts RECORD_CONFIRMATION and RECORD_ANSWERS, which are data.
 *
 * @param document begun; there is a choice
 * @param day of the record
 */
void document_record(struct document *document, enum record_part part,
                     const char *day);

/** @param index below blocks.count */
static inline const struct block *
document_block(const struct document *document, size_t index)
{
    return array_at(&document->blocks, index);
}

/** @param index below span_count of the block */
static inline const struct span *document_span(const struct document *document,
                                               const struct block *block,
                                               uint32_t index)
{
    return array_at(&document->spans, block->first_span + index);
}

#endif
