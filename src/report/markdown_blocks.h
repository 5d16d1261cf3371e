/* SPDX-License-Identifier: MIT */
/*
 * Blocks in Markdown: how a document looks in a report and in a decision
 * record. Blocks of one list stand together, all else an empty line apart.
 */
#ifndef DVF_REPORT_MARKDOWN_BLOCKS_H
#define DVF_REPORT_MARKDOWN_BLOCKS_H

#include "report/document.h"
#include "write/markdown_prose.h"

/** Made by page_init(); release when done. */
struct markdown_page {
    struct prose prose;
    struct document document;
    struct buffer words; /* scratch */
    unsigned headline;   /* level of the headline's heading */
    unsigned level;      /* of other headings; 0: they are paragraphs */
    enum {
        PAGE_EMPTY,
        PAGE_PARAGRAPH,
        PAGE_ITEM
    } last; /* thing that stands on the page */
};

/** @param width columns of a line; 0: any */
void page_init(struct markdown_page *page, const dvf_kb *kb, struct buffer *out,
               dvf_detail detail, size_t width);

/** Running out of memory shows in the output. */
void page_release(struct markdown_page *page);

/** Begin a paragraph, an item of a list, or one of the list below an item;
 * prose_end() ends it. */
void page_paragraph(struct markdown_page *page);
void page_item(struct markdown_page *page);
void page_subitem(struct markdown_page *page);

void page_heading(struct markdown_page *page, unsigned level, const char *text);

/** Write a line of Markdown of ours as a paragraph, such as a comment. */
void page_line(struct markdown_page *page, const char *line);

/** Empty the scratch buffer, to put words together in it. */
struct buffer *page_words(struct markdown_page *page);

/** @return what the scratch buffer holds, never null */
const char *page_scratch(const struct markdown_page *page);

/** Write a block of the document. */
void page_block(struct markdown_page *page, const struct block *block);

/** Write all of them. */
void page_blocks(struct markdown_page *page);

#endif
