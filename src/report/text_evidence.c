/* SPDX-License-Identifier: MIT */
/*
 * Text report, with -v: the criteria as a tree with the points collected, the
 * claims that reasons rest on, and the sources of these.
 */
#include "report/text.h"

#include <inttypes.h>

/* Deeper criteria are drawn at this depth. */
#define TREE_DEPTH_MAX 12

static size_t digits_of(int32_t number)
{
    size_t digits = 1;

    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

/* Columns of one option's numbers, the gap before them included. */
static size_t number_columns(struct text *text, uint32_t score)
{
    size_t width = digits_of(text->evaluation->scores[score]);
    size_t title;

    if (text->layout.width < TEXT_NARROW)
        return width + 2;
    title = layout_width(
        &text->layout,
        kb_option_title(text->kb, kb_scoring_option(text->kb, score)));
    return (title > width ? title : width) + 2;
}

static size_t numbers_column(struct text *text)
{
    size_t taken = 0;
    uint32_t i;

    for (i = 0; i < text->kb->scoring; i++)
        taken += number_columns(text, i);
    return taken < text->layout.width ? text->layout.width - taken : 0;
}

static uint32_t last_child(const dvf_kb *kb, uint32_t criterion)
{
    struct kb_range children = kb_criteria(kb)[criterion].children;

    return kb_index(kb, children)[children.count - 1];
}

/* The lines that lead to a criterion from the ones above it. */
static void branches(struct text *text, uint32_t criterion)
{
    uint32_t path[TREE_DEPTH_MAX];
    uint32_t depth = 0;

    while (depth < TREE_DEPTH_MAX &&
           kb_criteria(text->kb)[criterion].parent != KB_NONE) {
        path[depth++] = criterion;
        criterion = kb_criteria(text->kb)[criterion].parent;
    }
    while (depth > 0) {
        uint32_t step = path[--depth];
        uint32_t parent = kb_criteria(text->kb)[step].parent;
        bool last = last_child(text->kb, parent) == step;

        if (depth == 0)
            layout_glyph(&text->layout, ROLE_QUIET,
                         last ? GLYPH_LAST_BRANCH : GLYPH_BRANCH);
        else if (last)
            layout_keep(&text->layout, ROLE_QUIET, "   ");
        else
            layout_glyph(&text->layout, ROLE_QUIET, GLYPH_TRUNK);
    }
}

static void numbers(struct text *text, uint32_t criterion)
{
    const int32_t *points = text->evaluation->points +
                            (size_t)criterion * text->kb->scoring;
    size_t end = numbers_column(text);
    uint32_t i;

    for (i = 0; i < text->kb->scoring; i++) {
        end += number_columns(text, i);
        layout_column(&text->layout, end - digits_of(points[i]));
        layout_format(&text->layout, points[i] > 0 ? ROLE_PLAIN : ROLE_QUIET,
                      "%" PRId32, points[i]);
    }
}

static void tree_line(struct text *text, uint32_t criterion)
{
    const struct kb_criterion *record = kb_criteria(text->kb) + criterion;
    struct layout *layout = &text->layout;
    size_t width = layout->width;

    layout_begin(layout, 0, 0);
    branches(text, criterion);
    layout->hang = layout->word_width + 2;
    layout->width = numbers_column(text);
    layout_put(layout, ROLE_PLAIN, kb_criterion_title(text->kb, criterion));
    layout_put(layout, ROLE_PLAIN, " ");
    buffer_clear(&text->scratch);
    buffer_printf(&text->scratch, "(%s%s%s)",
                  record->title != 0 ? kb_string(text->kb, record->id) : "",
                  record->title != 0 ? ", " : "",
                  kb_collect_word((enum kb_collect)record->collect));
    layout_keep(layout, ROLE_QUIET, text_scratch(text));
    layout_put(layout, ROLE_PLAIN, " ");
    layout->width = width;
    numbers(text, criterion);
    layout_end(layout);
}

/* The same in words: what a criterion lies in, then its points. */
static void say_criterion(struct text *text, uint32_t criterion)
{
    const struct kb_criterion *record = kb_criteria(text->kb) + criterion;
    const int32_t *points = text->evaluation->points +
                            (size_t)criterion * text->kb->scoring;
    struct layout *layout = &text->layout;
    uint32_t i;

    layout_begin(layout, 0, 0);
    layout_format(layout, ROLE_PLAIN, "%s (%s)",
                  kb_criterion_title(text->kb, criterion),
                  kb_collect_word((enum kb_collect)record->collect));
    if (record->parent != KB_NONE)
        layout_format(layout, ROLE_PLAIN, ", in %s",
                      kb_criterion_title(text->kb, record->parent));
    for (i = 0; i < text->kb->scoring; i++)
        layout_format(layout, ROLE_PLAIN, "%s %s %" PRId32, i == 0 ? ":" : ",",
                      kb_option_title(text->kb, kb_scoring_option(text->kb, i)),
                      points[i]);
    layout_end(layout);
}

/* The criterion that follows in a walk of the tree, KB_NONE at its end. */
static uint32_t next_criterion(const dvf_kb *kb, uint32_t criterion)
{
    const struct kb_criterion *criteria = kb_criteria(kb);

    if (criteria[criterion].children.count > 0)
        return kb_index(kb, criteria[criterion].children)[0];
    while (criteria[criterion].parent != KB_NONE) {
        uint32_t parent = criteria[criterion].parent;
        const uint32_t *children = kb_index(kb, criteria[parent].children);
        uint32_t i = 0;

        if (last_child(kb, parent) != criterion) {
            while (children[i] != criterion)
                i++;
            return children[i + 1];
        }
        criterion = parent;
    }
    return KB_NONE;
}

static void tree_titles(struct text *text)
{
    struct layout *layout = &text->layout;
    size_t end = numbers_column(text);
    bool wide = layout->width >= TEXT_NARROW;
    uint32_t i;

    layout_blank(layout);
    layout_begin(layout, 0, 2);
    layout_put(layout, ROLE_HEADING, "Criteria");
    if (!wide)
        layout_put(layout, ROLE_QUIET, ", points for ");
    for (i = 0; i < text->kb->scoring; i++) {
        const char *title = kb_option_title(text->kb,
                                            kb_scoring_option(text->kb, i));

        end += number_columns(text, i);
        if (wide)
            layout_column(layout, end - layout_width(layout, title));
        else if (i > 0)
            layout_put(layout, ROLE_QUIET, ", ");
        layout_put(layout, ROLE_QUIET, title);
    }
    layout_end(layout);
}

void text_tree(struct text *text)
{
    uint32_t criterion = 0;

    if (kb_criteria_count(text->kb) == 0)
        return;
    if (text->layout.linear)
        text_heading(text, "Criteria", NULL);
    else
        tree_titles(text);
    while (criterion != KB_NONE) {
        if (text->layout.linear)
            say_criterion(text, criterion);
        else
            tree_line(text, criterion);
        criterion = next_criterion(text->kb, criterion);
    }
}

/* Ids of the sources of a claim: of what it says, then of what is true now. */
static void claim_sources(struct text *text, const struct kb_claim *claim)
{
    const struct kb_source *sources = kb_sources(text->kb);
    const uint32_t *refs = kb_index(text->kb, claim->refs);
    bool first = claim->source == KB_NONE;
    uint32_t i;

    if (first && claim->refs.count == 0)
        return;
    layout_begin(&text->layout, text->gutter, text->gutter + 2);
    layout_put(&text->layout, ROLE_QUIET, "Source: ");
    if (!first)
        text_listed(text, true, ROLE_PLAIN,
                    kb_string(text->kb, sources[claim->source].id));
    for (i = 0; i < claim->refs.count; i++) {
        if (refs[i] == claim->source)
            continue;
        text_listed(text, first, ROLE_PLAIN,
                    kb_string(text->kb, sources[refs[i]].id));
        first = false;
    }
    layout_end(&text->layout);
}

static void put_claim(struct text *text, const struct kb_claim *claim)
{
    struct layout *layout = &text->layout;
    const struct kb_cell *cells = kb_cells(text->kb) + claim->cells.first;
    uint32_t i;

    text_bullet(text, ROLE_QUIET, GLYPH_BULLET);
    layout_put(layout, ROLE_STRONG, kb_string(text->kb, claim->id));
    layout_right(layout, ROLE_QUIET, kb_string(text->kb, claim->status));
    layout_end(layout);
    text_paragraph(text, text->gutter, NULL, kb_string(text->kb, claim->says));
    for (i = 0; i < claim->cells.count; i++) {
        layout_begin(layout, text->gutter, text->gutter + 2);
        layout_format(layout, ROLE_QUIET,
                      "%s: ", kb_option_title(text->kb, cells[i].option));
        layout_put(layout, ROLE_PLAIN, kb_string(text->kb, cells[i].says));
        layout_end(layout);
    }
    if (claim->now != 0)
        text_paragraph(text, text->gutter,
                       "Today:", kb_string(text->kb, claim->now));
    if (claim->until != 0)
        text_paragraph(text, text->gutter,
                       "Until:", kb_string(text->kb, claim->until));
    claim_sources(text, claim);
}

static void put_source(struct text *text, const struct kb_source *source)
{
    struct layout *layout = &text->layout;

    text_bullet(text, ROLE_QUIET, GLYPH_BULLET);
    layout_put(layout, ROLE_STRONG, kb_string(text->kb, source->id));
    layout_right(layout, ROLE_QUIET, kb_string(text->kb, source->date));
    layout_end(layout);
    layout_begin(layout, text->gutter, text->gutter);
    layout_put(layout, ROLE_PLAIN, kb_string(text->kb, source->title));
    if (source->kind != 0)
        layout_format(layout, ROLE_QUIET, " (%s)",
                      kb_string(text->kb, source->kind));
    layout_end(layout);
    if (source->url != 0)
        text_paragraph(text, text->gutter, NULL,
                       kb_string(text->kb, source->url));
    if (source->caveat != 0)
        text_paragraph(text, text->gutter,
                       "Caveat:", kb_string(text->kb, source->caveat));
}

/* A heading before the first item, an empty line before the others. */
static void next_item(struct text *text, const char *title, bool *first)
{
    if (*first)
        text_heading(text, title, NULL);
    else
        layout_blank(&text->layout);
    *first = false;
}

static void put_cited(struct text *text, const struct citations *citations)
{
    uint32_t claims = kb_claims_count(text->kb);
    uint32_t sources = kb_sources_count(text->kb);
    bool first = true;
    uint32_t i;

    for (i = 0; i < claims; i++) {
        if (citations->claims[i] == 0)
            continue;
        next_item(text, "Claims", &first);
        put_claim(text, kb_claims(text->kb) + i);
    }
    first = true;
    for (i = 0; i < sources; i++) {
        if (citations->sources[i] == 0)
            continue;
        next_item(text, "Sources", &first);
        put_source(text, kb_sources(text->kb) + i);
    }
}

void text_claims(struct text *text)
{
    struct citations citations;

    if (citations_init(&citations, text->kb)) {
        citations_collect(&citations, text->evaluation, TELLING_TEXT);
        put_cited(text, &citations);
    } else {
        text->scratch.failed = true;
    }
    citations_release(&citations);
}
