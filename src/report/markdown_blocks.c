/* SPDX-License-Identifier: MIT */
/*
 * Blocks in Markdown: what each kind looks like.
 */
#include "report/markdown_blocks.h"

#include "kb/wording.h"

#include <inttypes.h>
#include <string.h>

void page_init(struct markdown_page *page, const dvf_kb *kb, struct buffer *out,
               dvf_detail detail, size_t width)
{
    *page = (struct markdown_page){
        .prose = {.out = out, .width = width}, .headline = 1, .level = 2};
    document_init(&page->document, kb, detail);
}

void page_release(struct markdown_page *page)
{
    if (page->words.failed || page->document.failed)
        page->prose.out->failed = true;
    buffer_release(&page->words);
    document_release(&page->document);
    prose_release(&page->prose);
}

struct buffer *page_words(struct markdown_page *page)
{
    buffer_clear(&page->words);
    return &page->words;
}

const char *page_scratch(const struct markdown_page *page)
{
    return page->words.failed || !page->words.bytes ? "" : page->words.bytes;
}

/* ------------------------------------------------------------------ pieces */

static void put_gap(struct markdown_page *page, bool is_item)
{
    if (page->last != PAGE_EMPTY && !(is_item && page->last == PAGE_ITEM))
        buffer_putc(page->prose.out, '\n');
    page->last = is_item ? PAGE_ITEM : PAGE_PARAGRAPH;
}

void page_paragraph(struct markdown_page *page)
{
    put_gap(page, false);
    prose_begin(&page->prose, "", 0);
}

void page_item(struct markdown_page *page)
{
    put_gap(page, true);
    prose_begin(&page->prose, "* ", 2);
}

void page_subitem(struct markdown_page *page)
{
    if (page->last != PAGE_ITEM) {
        page_item(page);
        return;
    }
    prose_begin(&page->prose, "  * ", 4);
}

void page_heading(struct markdown_page *page, unsigned level, const char *text)
{
    put_gap(page, false);
    prose_heading(&page->prose, level, text);
}

void page_line(struct markdown_page *page, const char *line)
{
    put_gap(page, false);
    buffer_puts(page->prose.out, line);
    buffer_putc(page->prose.out, '\n');
}

static bool is_strong(const struct span *span)
{
    return span->text &&
           (span->role == ROLE_STRONG || span->role == ROLE_WINNER);
}

static void put_span(struct markdown_page *page, const struct span *span)
{
    if (!span->text)
        prose_put(&page->prose, " \xc2\xb7 ");
    else if (span->role == ROLE_ANSWER)
        prose_code(&page->prose, span->text);
    else
        prose_link(&page->prose, span->text);
}

/* Write the emphasis that was gathered in the scratch, if any. */
static void put_strong(struct markdown_page *page)
{
    if (page->words.length > 0)
        prose_strong(&page->prose, page_scratch(page));
    buffer_clear(&page->words);
}

/* The spans of a block; emphasis that meets is one. */
static void put_words(struct markdown_page *page, const struct block *block)
{
    struct buffer *strong = page_words(page);

    for (uint32_t i = 0; i < block->span_count; i++) {
        const struct span *span = document_span(&page->document, block, i);

        if (is_strong(span)) {
            buffer_puts(strong, span->text);
            continue;
        }
        put_strong(page);
        put_span(page, span);
    }
    put_strong(page);
}

static void put_spans(struct markdown_page *page, const struct block *block)
{
    put_words(page, block);
    prose_end(&page->prose);
}

/* ------------------------------------------------------------------ blocks */

static void put_headline(struct markdown_page *page, const struct block *block)
{
    struct buffer *words = page_words(page);

    for (uint32_t i = 0; i < block->span_count; i++) {
        const char *text = document_span(&page->document, block, i)->text;

        buffer_puts(words, text ? text : " ");
    }
    page_heading(page, page->headline, page_scratch(page));
}

static void put_paragraph(struct markdown_page *page, const struct block *block)
{
    page_paragraph(page);
    put_spans(page, block);
}

static void put_item(struct markdown_page *page, const struct block *block)
{
    page_item(page);
    put_spans(page, block);
}

static void put_subitem(struct markdown_page *page, const struct block *block)
{
    page_subitem(page);
    put_spans(page, block);
}

static void put_score(struct markdown_page *page, const struct block *block)
{
    const struct side *side = &page->document.ranking.sides[block->index];

    phrase_side(page_words(page), page->document.kb, side);
    page_item(page);
    if (side->is_recommended)
        prose_strong(&page->prose, page_scratch(page));
    else
        prose_text(&page->prose, page_scratch(page));
    prose_end(&page->prose);
}

static void put_heading(struct markdown_page *page, const struct block *block)
{
    struct buffer *words = page_words(page);

    buffer_puts(words, block->title);
    if (block->right)
        buffer_printf(words, " (%s)", block->right);
    if (page->level > 0) {
        page_heading(page, page->level, page_scratch(page));
        return;
    }
    page_paragraph(page);
    prose_text(&page->prose, page_scratch(page));
    prose_put(&page->prose, ":");
    prose_end(&page->prose);
}

static void put_bullet(struct markdown_page *page, const struct block *block)
{
    page_item(page);
    put_words(page, block);
    if (block->right) {
        prose_put(&page->prose, " (");
        prose_text(&page->prose, block->right);
        prose_put(&page->prose, ")");
    }
    prose_end(&page->prose);
}

static void put_reason(struct markdown_page *page, const struct block *block)
{
    struct prose *prose = &page->prose;

    page_item(page);
    prose_strong(prose, block->title);
    phrase_points(page_words(page), (int32_t)block->reason->points);
    prose_put(prose, " (");
    prose_put(prose, page_scratch(page));
    prose_put(prose, block->sign == SIGN_UNCOUNTED ? " not counted, " : ", ");
    prose_code(prose, block->right);
    prose_put(prose, block->span_count > 0 ? "): " : ")");
    put_spans(page, block);
}

static void put_part(struct markdown_page *page, const struct block *block)
{
    page_item(page);
    prose_strong(&page->prose, block->title);
    prose_put(&page->prose, ": ");
    put_spans(page, block);
}

static void put_criterion(struct markdown_page *page, const struct block *block)
{
    phrase_criterion(page_words(page), page->document.evaluation, block->index);
    page_item(page);
    prose_text(&page->prose, page_scratch(page));
    prose_end(&page->prose);
}

/* Cells are prose of one line. */
static void put_row(struct markdown_page *page, const struct block *block)
{
    struct prose *prose = &page->prose;

    prose_begin(prose, "| ", 0);
    prose_text(prose, block->kind == BLOCK_ROW ? block->title : "");
    for (uint32_t i = 0; i < block->span_count; i++) {
        prose_put(prose, " | ");
        prose_text(prose, document_span(&page->document, block, i)->text);
    }
    prose_put(prose, " |");
    prose_end(prose);
}

/* The heading, the titles of the columns and the line below them. */
static void put_table(struct markdown_page *page, const struct block *block)
{
    page_heading(page, page->level, block->title);
    put_gap(page, false);
    put_row(page, block);
    buffer_puts(page->prose.out, "|");
    for (uint32_t i = 0; i <= block->span_count; i++)
        buffer_puts(page->prose.out, " --- |");
    buffer_putc(page->prose.out, '\n');
}

/* A line sets the foot apart. */
static void put_foot(struct markdown_page *page, const struct block *block)
{
    const struct document *document = &page->document;

    if (block == document->blocks.items || (block - 1)->kind != BLOCK_FOOT)
        page_line(page, "---");
    put_item(page, block);
}

void page_block(struct markdown_page *page, const struct block *block)
{
    static void (*const printers[])(struct markdown_page *,
                                    const struct block *) = {
        [BLOCK_HEADLINE] = put_headline,
        [BLOCK_CERTAINTY] = put_item,
        [BLOCK_STATEMENT] = put_paragraph,
        [BLOCK_SCORE] = put_score,
        [BLOCK_HEADING] = put_heading,
        [BLOCK_BODY] = put_paragraph,
        [BLOCK_BULLET] = put_bullet,
        [BLOCK_REASON] = put_reason,
        [BLOCK_DETAIL] = put_subitem,
        [BLOCK_CHOICES] = put_subitem,
        [BLOCK_PART] = put_part,
        [BLOCK_CRITERIA] = put_heading,
        [BLOCK_CRITERION] = put_criterion,
        [BLOCK_TABLE] = put_table,
        [BLOCK_ROW] = put_row,
        [BLOCK_FOOT] = put_foot,
    };

    printers[block->kind](page, block);
}

void page_blocks(struct markdown_page *page)
{
    for (size_t i = 0; i < page->document.blocks.count; i++)
        page_block(page, document_block(&page->document, i));
}
