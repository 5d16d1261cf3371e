/* SPDX-License-Identifier: MIT */
/*
 * The comparison: rows that say of each option that scores how it stands, and
 * the cells that rows share with claims.
 */
#include "kb/compiler.h"

#include <string.h>

static void check_cell(struct compiler *compiler,
                       const struct model_cell *cells, uint32_t index,
                       const struct step *step)
{
    const char *option = cells[index].option;

    if (index > compiler->model->options_count)
        return; /* more cells than options: a repetition was reported */
    for (uint32_t i = 0; i < index; i++)
        if (strcmp(cells[i].option, option) == 0)
            compile_error(compiler, step, DIAGNOSTIC_DUPLICATE_VALUE,
                          "keep one of the two", "'%s' has a cell already",
                          option);
}

struct kb_range compile_cells(struct compiler *compiler,
                              const struct model_cell *cells, uint32_t count,
                              const struct step *up)
{
    struct builder *builder = &compiler->builder;
    struct step list = {.up = up, .key = "cells"};
    uint32_t first = builder_count(builder, KB_SECTION_cells);

    for (uint32_t i = 0; i < count; i++) {
        struct step item = {.up = &list, .index = i};
        struct step step = {.up = &item, .key = "option"};
        struct kb_cell *cell = builder_add(builder, KB_SECTION_cells);

        if (!cell)
            break;
        cell->option = compile_reference(compiler, &compiler->options,
                                         cells[i].option, "option", &step);
        cell->says = builder_text(builder, cells[i].says);
        check_cell(compiler, cells, i, &step);
    }
    return builder_since(builder, KB_SECTION_cells, first);
}

/* ------------------------------------------------------------------- rows */

/* Report a cell for an option that joins others: it is as good as they are. */
static void check_combination(struct compiler *compiler,
                              const struct model_cell *cell,
                              const struct step *item)
{
    struct step step = {.up = item, .key = "option"};
    uint32_t option = symbols_find(&compiler->options, cell->option);

    if (option != KB_NONE && compiler->model->options[option].of_count > 0)
        compile_error(compiler, &step, DIAGNOSTIC_STRUCTURE,
                      "name the options that it combines",
                      "'%s' is a combination and has no cell", cell->option);
}

static uint32_t find_cell(const struct model_comparison *row,
                          const char *option)
{
    for (uint32_t i = 0; i < row->cells_count; i++)
        if (strcmp(row->cells[i].option, option) == 0)
            return i;
    return KB_NONE;
}

/* Put the cells in the order of the options' scores, and report an option that
 * has none. */
static void order_cells(struct compiler *compiler,
                        const struct model_comparison *row,
                        struct kb_range cells, const struct step *step)
{
    const struct model *model = compiler->model;
    bool too_few = row->cells_count < compiler->builder.head.scoring;
    struct kb_cell ordered[KB_OPTIONS_MAX];
    uint32_t count = 0;

    for (uint32_t i = 0; i < model->options_count && count < KB_OPTIONS_MAX;
         i++) {
        const char *option = model->options[i].id;

        if (model->options[i].of_count > 0)
            continue;
        uint32_t cell = find_cell(row, option);
        /* schema_check() reported a missing list, and with enough cells one
         * of another option was reported. */
        if (cell == KB_NONE && too_few &&
            step_node(compiler, step) != YAML_NONE)
            compile_error(compiler, step, DIAGNOSTIC_MISSING_KEY,
                          "each option that scores has one",
                          "there is no cell for '%s'", option);
        else if (cell < cells.count)
            ordered[count++] = *(struct kb_cell *)builder_at(
                &compiler->builder, KB_SECTION_cells, cells.first + cell);
    }
    if (count == cells.count && count > 0)
        memcpy(builder_at(&compiler->builder, KB_SECTION_cells, cells.first),
               ordered, count * sizeof *ordered);
}

static void compile_row(struct compiler *compiler, uint32_t index)
{
    const struct model_comparison *row = &compiler->model->comparison[index];
    struct builder *builder = &compiler->builder;
    struct step section = {.key = "comparison"};
    struct step item = {.up = &section, .index = index};
    struct step cells = {.up = &item, .key = "cells"};
    struct kb_comparison made = {0};

    made.id = builder_text(builder, row->id);
    made.title = builder_text(builder, row->title);
    compile_title(compiler, row->title, &item);
    made.cells = compile_cells(compiler, row->cells, row->cells_count, &item);
    for (uint32_t i = 0; i < row->cells_count; i++) {
        struct step cell = {.up = &cells, .index = i};

        check_combination(compiler, &row->cells[i], &cell);
    }
    order_cells(compiler, row, made.cells, &cells);
    made.claims = compile_claim_list(compiler, row->claims, row->claims_count,
                                     &item);
    struct kb_comparison *record = builder_add(builder, KB_SECTION_comparisons);
    if (record)
        *record = made;
}

void compile_comparison(struct compiler *compiler)
{
    for (uint32_t i = 0; i < compiler->model->comparison_count; i++)
        compile_row(compiler, i);
}
