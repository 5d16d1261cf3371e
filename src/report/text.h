/* SPDX-License-Identifier: MIT */
/*
 * Text for people, of advice and of checks: how headings, paragraphs, bullets
 * and the blocks of a document look on a terminal.
 */
#ifndef DVF_REPORT_TEXT_H
#define DVF_REPORT_TEXT_H

#include "report/document.h"
#include "write/layout.h"

/* Lines longer than this tire the reader, whatever the terminal offers. */
#define TEXT_MEASURE_MAX 100

/* Narrower than this, indents shrink and columns give way to lists. */
#define TEXT_NARROW      60

/** Made by text_init(); release when done. */
struct text {
    struct layout layout;
    struct buffer scratch;
    struct document document;
    size_t indent; /* of bullets */
    size_t gutter; /* indent of the text beside them */
    /* Of the table that is being written: */
    struct table table;
    bool has_columns;
    const struct block *columns; /* their titles */
    const struct block *row;     /* the current one */
};

/** Begin a report in this style. */
void text_init(struct text *text, const dvf_kb *kb, struct buffer *out,
               const dvf_style *style);

/** Running out of memory shows in the output. */
void text_release(struct text *text);

/** Write the blocks of the document. A heading has an empty line before it. */
void text_blocks(struct text *text);

/** A table's heading and the titles of its columns, and then each row. */
void text_table(struct text *text, const struct block *block);
void text_table_row(struct text *text, const struct block *block);

/** A heading with what stands at the right of it; null for nothing. */
void text_heading(struct text *text, const char *title, const char *right);

/** A paragraph at an indent; behind a label (null for none) its later lines
 * stand two columns further in. */
void text_paragraph(struct text *text, size_t indent, const char *label,
                    const char *words);

/** A sign in the gutter and the words beside it; the paragraph stays open. */
void text_bullet(struct text *text, enum role role, enum glyph glyph);

/** Empty the scratch buffer, to put words together in it. */
struct buffer *text_words(struct text *text);

/** @return what the scratch buffer holds, never null */
const char *text_scratch(const struct text *text);

#endif
