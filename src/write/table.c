/* SPDX-License-Identifier: MIT */
/*
 * Tables: the gap before each column shrinks before a table gives up.
 */
#include "write/table.h"

#include <assert.h>

/* Columns that an open last column needs at least. */
#define OPEN_WIDTH 20

void table_measure(struct table *table, struct layout *layout)
{
    uint32_t i;

    assert(table->columns <= TABLE_COLUMNS_MAX);
    for (i = 0; i < table->columns; i++) {
        size_t width = layout_width(layout, table->cell(table->rows, i));

        table->widths[i] = width > table->widths[i] ? width : table->widths[i];
    }
}

bool table_fits(struct table *table, const struct layout *layout)
{
    size_t total = 0;
    uint32_t i;

    if (layout->linear)
        return false;
    for (i = 0; i < table->columns; i++)
        total += table->widths[i];
    if (table->is_open && table->widths[table->columns - 1] > OPEN_WIDTH)
        total -= table->widths[table->columns - 1] - OPEN_WIDTH;
    table->gap = 2;
    while (table->gap > 0 &&
           total + table->columns * table->gap > layout->width)
        table->gap--;
    return table->gap > 0;
}

void table_row(const struct table *table, struct layout *layout)
{
    size_t column = table->gap;
    uint32_t i;

    layout_begin(layout, table->gap, table->gap);
    for (i = 0; i < table->columns; i++) {
        const char *words = table->cell(table->rows, i);
        size_t blanks = i < table->numbers
                            ? 0
                            : table->widths[i] - layout_width(layout, words);

        if (i > 0)
            layout_column(layout, column + blanks);
        layout_keep(layout, table->role(table->rows, i), words);
        column += table->widths[i] + table->gap;
    }
    layout_end(layout);
}
