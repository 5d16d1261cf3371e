/* SPDX-License-Identifier: MIT */
/*
 * Advice in Markdown, for a pull request or a wiki: the document of each
 * profile, above them a table where there are several; in brief the table
 * alone. Rows and blocks that the host would not take any more are counted, not
 * written.
 */
#include "report/markdown_blocks.h"
#include "report/profiles.h"
#include "report/report.h"
#include "write/markdown_writer.h"

#include <inttypes.h>

/* Most bytes: GitHub takes 65,536 characters in a comment. */
#define COMMENT_MAX 65000

/* Bytes kept for sentences about cuts. */
#define RESERVE     400

/* Most characters of a cell. */
#define CELL_LIMIT  200

struct markdown_advice {
    struct markdown_page page; /* writes into the piece */
    struct buffer piece;       /* a row or a block that may find no room */
    struct buffer *out;
    const struct report *report;
    struct profiles profiles;
    bool is_full;
};

/* Move the piece to the report, or nothing any more once one found no room. */
static void put_piece(struct markdown_advice *advice)
{
    struct buffer *piece = &advice->piece;

    if (advice->out->length + piece->length + RESERVE > COMMENT_MAX)
        advice->is_full = true;
    if (!advice->is_full)
        buffer_append(advice->out, piece->bytes, piece->length);
    buffer_clear(piece);
}

/* ------------------------------------------------------------------- table */

static void put_row(struct markdown_advice *advice, size_t row)
{
    struct markdown markdown = {.out = &advice->piece};
    uint32_t columns = profiles_columns(advice->report);

    for (uint32_t i = 0; i < columns; i++) {
        profiles_append_cell(page_words(&advice->page), &advice->profiles, row,
                             i);
        buffer_puts(&advice->piece, i == 0 ? "| " : " | ");
        markdown_text(&markdown, page_scratch(&advice->page), CELL_LIMIT);
    }
    buffer_puts(&advice->piece, " |\n");
    markdown_release(&markdown);
    put_piece(advice);
}

static void put_rule(struct markdown_advice *advice)
{
    uint32_t columns = profiles_columns(advice->report);
    uint32_t numbers = advice->report->kb->scoring + 1;

    for (uint32_t i = 0; i < columns; i++)
        buffer_puts(&advice->piece,
                    i >= PROFILES_SCORES && i - PROFILES_SCORES < numbers
                        ? "| ---: "
                        : "| --- ");
    buffer_puts(&advice->piece, "|\n");
    put_piece(advice);
}

static void put_cut(struct markdown_advice *advice, const char *what)
{
    buffer_printf(advice->out,
                  "\n**Cut:** there is no room for %s; the other formats have "
                  "all of it.\n",
                  what);
}

static void put_table(struct markdown_advice *advice)
{
    size_t count = advice->report->count;
    size_t row = 0;

    buffer_printf(page_words(&advice->page), "Advice on %zu profile%s", count,
                  count == 1 ? "" : "s");
    page_heading(&advice->page, 1, page_scratch(&advice->page));
    buffer_putc(&advice->piece, '\n');
    put_piece(advice);
    put_row(advice, PROFILES_TITLES);
    put_rule(advice);
    while (row < count && !advice->is_full && !advice->out->failed)
        put_row(advice, row++);
    if (!advice->is_full)
        return;
    buffer_printf(page_words(&advice->page), "%zu more profile%s",
                  count - row + 1, row == count ? "" : "s");
    put_cut(advice, page_scratch(&advice->page));
}

/* --------------------------------------------------------------- documents */

static void put_blocks(struct markdown_advice *advice)
{
    const struct document *document = &advice->page.document;

    for (size_t i = 0; i < document->blocks.count && !advice->is_full; i++) {
        page_block(&advice->page, document_block(document, i));
        put_piece(advice);
    }
}

static void put_documents(struct markdown_advice *advice)
{
    const struct report *report = advice->report;
    struct document *document = &advice->page.document;
    size_t row = 0;

    for (; row < report->count && !advice->is_full && !advice->out->failed;
         row++) {
        if (report->asked)
            document_answer(document, report->evaluations[0], report->asked);
        else
            profiles_compose(&advice->profiles, document, row, advice->out);
        put_blocks(advice);
    }
    if (!advice->is_full)
        return;
    buffer_puts(page_words(&advice->page), "the rest of this profile");
    if (row < report->count)
        buffer_printf(&advice->page.words, ", and for %zu more",
                      report->count - row);
    put_cut(advice, page_scratch(&advice->page));
}

static void put_comparison(struct markdown_advice *advice)
{
    document_compare(&advice->page.document, advice->report);
    put_blocks(advice);
    if (advice->is_full)
        put_cut(advice, "the rest of this comparison");
}

static void put_advice(struct markdown_advice *advice)
{
    const struct report *report = advice->report;
    bool brief = report->style.detail == DVF_BRIEF && !report->asked;
    bool has_table = report->count > 1 || brief;

    if (has_table) {
        advice->page.headline = 2;
        advice->page.level = 3;
    }
    if (profiles_init(&advice->profiles, report) != DVF_OK)
        advice->out->failed = true;
    else if (has_table)
        put_table(advice);
    if (!brief && !advice->is_full && !advice->out->failed)
        put_documents(advice);
    profiles_release(&advice->profiles);
}

void report_markdown(const struct report *report, struct buffer *out)
{
    struct markdown_advice advice = {.out = out, .report = report};

    page_init(&advice.page, report->kb, &advice.piece, report->style.detail, 0);
    page_line(&advice.page, report->compares ? "<!-- dvf-compare -->"
                                             : "<!-- dvf-advise -->");
    if (report->compares)
        put_comparison(&advice);
    else
        put_advice(&advice);
    page_release(&advice.page);
    if (advice.piece.failed)
        out->failed = true;
    buffer_release(&advice.piece);
}
