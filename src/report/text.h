/* SPDX-License-Identifier: MIT */
/*
 * The parts of the text report, shared by text*.c and check_text*.c only. Each
 * part writes its heading with an empty line before it, or nothing at all where
 * it has nothing to say.
 */
#ifndef DVF_REPORT_TEXT_H
#define DVF_REPORT_TEXT_H

#include "report/view.h"
#include "write/table.h"

/** What every part is given. */
struct text {
    struct layout layout;
    struct buffer scratch;
    const struct report *report;
    const dvf_kb *kb;
    size_t index; /* of the evaluation in the report */
    const dvf_evaluation *evaluation;
    const bool *shared_names; /* for each profile: others are named alike; null:
                                 none is */
    bool full;                /* DVF_FULL */
    size_t indent;            /* of points and bullets */
    size_t gutter;            /* indent of the text beside them */
};

/* Lines longer than this tire the reader, whatever the terminal offers. */
#define TEXT_MEASURE_MAX 100

/* Narrower than this, indents shrink and columns give way to lists. */
#define TEXT_NARROW      60

/* text_parts.c: what the parts are made of */

/** Begin a report in this style. Release in the end: running out of memory
 * shows in the output. */
void text_init(struct text *text, struct buffer *out, const dvf_style *style);
void text_release(struct text *text);

/** Go on to an evaluation of the report. */
void text_go_to(struct text *text, size_t index);

/** A heading with what stands at the right of it; null for nothing. */
void text_heading(struct text *text, const char *title, const char *right);

/** A paragraph at an indent; behind a label (null for none) its later lines
 * stand two columns further in. */
void text_paragraph(struct text *text, size_t indent, const char *label,
                    const char *words);

/** A sign in the gutter and the words beside it; the paragraph stays open. */
void text_bullet(struct text *text, enum role role, enum glyph glyph);

/** Words joined by commas: the first, and each one after it. */
void text_listed(struct text *text, bool first, enum role role,
                 const char *word);

/** Ids of claims as one labelled paragraph, with -v only. */
void text_claims_of(struct text *text, struct kb_range claims);

/** "One 17, Other 5", within a paragraph. */
void text_scores(struct text *text, enum role role);

/** "18 of 28 answers", within a paragraph. */
void text_answers(struct text *text, enum role role);

/** Append "One, Other ruled out" to the scratch buffer, or nothing.
 *
 * @param leading only options that no other one is ahead of
 */
void text_append_ruled_out(struct text *text, bool leading);

/** Append the answers that a reason rests on to the scratch buffer. */
void text_append_answers(struct text *text, const struct reason *reason);

/** @return what the scratch buffer holds, never null */
const char *text_scratch(const struct text *text);

/** @return "1 point", "7 points", in the scratch buffer */
const char *text_points(struct text *text, int32_t points);

/** What the profile calls itself, or else its file. */
const char *text_profile_name(const dvf_evaluation *evaluation);

/** As text_profile_name(), with the file in brackets where another profile of
 * the report has the same name; may be in the scratch buffer. */
const char *text_distinct_name(struct text *text);

/** Does any option have points? */
bool text_has_points(const dvf_evaluation *evaluation);

/* text_reason.c: one reason */

/** How the points of a reason are shown: +8 for the option recommended or for
 * a side, +4 for another option, (4) where they add nothing. */
enum sign {
    SIGN_FOR,
    SIGN_AGAINST,
    SIGN_UNCOUNTED
};

/** A reason that counts; with -v an empty line parts it from one before. */
void text_reason(struct text *text, const struct reason *reason, enum sign sign,
                 bool first);

/** The reasons that add nothing. */
void text_uncounted(struct text *text);

/* The other parts, in the order of the report where it is not the order of
 * text.c: text_opening.c, text_split.c, text_reasons.c, text_remarks.c,
 * text_evidence.c, text_summary.c */

void text_opening(struct text *text);
void text_foot(struct text *text);
void text_reasons(struct text *text);
void text_split(struct text *text);
void text_first_questions(struct text *text);
void text_exclusions(struct text *text);
void text_gates(struct text *text);
void text_notes(struct text *text);
void text_contradictions(struct text *text);
void text_unanswered(struct text *text);
void text_tree(struct text *text);
void text_claims(struct text *text);
void text_summary(struct text *text);

#endif
