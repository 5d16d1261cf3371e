/* SPDX-License-Identifier: MIT */
/*
 * Tables in a layout. Cells are asked for twice, for their widths and for their
 * text, so that no row need be kept.
 */
#ifndef DVF_WRITE_TABLE_H
#define DVF_WRITE_TABLE_H

#include "write/layout.h"

/** Most columns. */
#define TABLE_COLUMNS_MAX 16

/**
 * A table. Measure with every row, the titles too, as the current one; ask
 * whether it fits; then write each row.
 */
struct table {
    uint32_t columns; /* at most TABLE_COLUMNS_MAX */
    uint32_t numbers; /* columns from this one on stand to the right */
    bool is_open;     /* the last column may run over the edge */
    /* Of the current row; a text stays valid until the next one. */
    const char *(*cell)(void *rows, uint32_t column);
    enum role (*role)(void *rows, uint32_t column);
    void *rows; /* passed to both */
    size_t widths[TABLE_COLUMNS_MAX];
    size_t gap; /* before each column */
};

/** Widen the columns for the current row. */
void table_measure(struct table *table, struct layout *layout);

/** Set the gap: two columns, or one where that makes the table fit.
 * @return false where there is no room for it, or the layout is linear */
bool table_fits(struct table *table, const struct layout *layout);

/** Write the current row. */
void table_row(const struct table *table, struct layout *layout);

#endif
