/* SPDX-License-Identifier: MIT */
/*
 * Tables of a document as text: in columns where all of them find room, else
 * each row as an item with what is said in each column.
 */
#include "report/text.h"

#include <string.h>

/* The cell of a block: first what the row is about. */
static const struct span *cell_span(const struct text *text, uint32_t column)
{
    return column == 0 || column > text->row->span_count
               ? NULL
               : document_span(&text->document, text->row, column - 1);
}

static const char *cell(void *rows, uint32_t column)
{
    const struct text *text = rows;
    const struct span *span = cell_span(text, column);

    if (span)
        return span->text;
    return column == 0 && text->row->kind == BLOCK_ROW ? text->row->title : "";
}

static enum role cell_role(void *rows, uint32_t column)
{
    const struct text *text = rows;
    const struct span *span = cell_span(text, column);

    return span ? span->role : ROLE_QUIET;
}

/* True for a table whose columns find room. */
static bool measure(struct text *text, const struct block *block)
{
    const struct document *document = &text->document;
    const struct block *end = (const struct block *)document->blocks.items +
                              document->blocks.count;

    text->table = (struct table){.columns = block->span_count + 1,
                                 .numbers = UINT32_MAX,
                                 .cell = cell,
                                 .role = cell_role,
                                 .rows = text};
    if (text->table.columns > TABLE_COLUMNS_MAX || text->layout.linear)
        return false;
    text->row = block;
    table_measure(&text->table, &text->layout);
    for (text->row = block + 1; text->row < end && text->row->kind == BLOCK_ROW;
         text->row++)
        table_measure(&text->table, &text->layout);
    return table_fits(&text->table, &text->layout);
}

void text_table(struct text *text, const struct block *block)
{
    text_heading(text, block->title, NULL);
    text->has_columns = measure(text, block);
    text->row = block;
    text->columns = block;
    if (text->has_columns)
        table_row(&text->table, &text->layout);
}

void text_table_row(struct text *text, const struct block *block)
{
    struct layout *layout = &text->layout;

    text->row = block;
    if (text->has_columns) {
        table_row(&text->table, layout);
        return;
    }
    text_bullet(text, ROLE_QUIET, GLYPH_BULLET);
    layout_put(layout, ROLE_STRONG, block->title);
    layout_end(layout);
    for (uint32_t i = 0; i < block->span_count; i++) {
        const struct span *title = document_span(&text->document, text->columns,
                                                 i);
        const struct span *said = document_span(&text->document, block, i);

        if (strcmp(said->text, "") == 0)
            continue;
        layout_begin(layout, text->gutter, text->gutter + 2);
        layout_put(layout, ROLE_QUIET, title->text);
        layout_put(layout, ROLE_QUIET, ": ");
        layout_put(layout, said->role, said->text);
        layout_end(layout);
    }
}
