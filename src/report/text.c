/* SPDX-License-Identifier: MIT */
/*
 * Text for people: how the blocks of a document look. Where nothing but words
 * is wanted (`linear`), bars and columns become sentences.
 */
#include "report/text.h"

#include "kb/wording.h"

#include <inttypes.h>
#include <string.h>

/* Deeper criteria are drawn at this depth. */
#define TREE_DEPTH_MAX 12

/* Longest bar. */
#define BAR_MAX        60

/* ------------------------------------------------------------------- pieces */

void text_init(struct text *text, const dvf_kb *kb, struct buffer *out,
               const dvf_style *style)
{
    *text = (struct text){.indent = 2};
    layout_init(&text->layout, out, style);
    document_init(&text->document, kb, style->detail);
    if (text->layout.width > TEXT_MEASURE_MAX && !text->layout.linear)
        text->layout.width = TEXT_MEASURE_MAX;
    if (text->layout.width < TEXT_NARROW)
        text->indent = 1;
    text->gutter = text->indent + 3;
}

void text_release(struct text *text)
{
    if (text->scratch.failed || text->document.failed)
        text->layout.out->failed = true;
    buffer_release(&text->scratch);
    document_release(&text->document);
    layout_release(&text->layout);
}

void text_heading(struct text *text, const char *title, const char *right)
{
    struct layout *layout = &text->layout;

    layout_blank(layout);
    layout_begin(layout, 0, 2);
    layout_put(layout, ROLE_HEADING, title);
    if (right)
        layout_right(layout, ROLE_QUIET, right);
    layout_end(layout);
}

void text_paragraph(struct text *text, size_t indent, const char *label,
                    const char *words)
{
    struct layout *layout = &text->layout;

    layout_begin(layout, indent, label ? indent + 2 : indent);
    if (label) {
        layout_put(layout, ROLE_QUIET, label);
        layout_put(layout, ROLE_PLAIN, " ");
    }
    layout_put(layout, ROLE_PLAIN, words);
    layout_end(layout);
}

void text_bullet(struct text *text, enum role role, enum glyph glyph)
{
    layout_begin(&text->layout, text->indent, text->gutter);
    layout_glyph(&text->layout, role, glyph);
    layout_column(&text->layout, text->gutter);
}

struct buffer *text_words(struct text *text)
{
    buffer_clear(&text->scratch);
    return &text->scratch;
}

const char *text_scratch(const struct text *text)
{
    return text->scratch.failed || !text->scratch.bytes ? ""
                                                        : text->scratch.bytes;
}

static void put_between(struct layout *layout)
{
    layout_put(layout, ROLE_PLAIN, " ");
    layout_glyph(layout, ROLE_QUIET, GLYPH_BETWEEN);
    layout_put(layout, ROLE_PLAIN, " ");
}

static void put_spans(struct text *text, const struct block *block)
{
    struct layout *layout = &text->layout;

    for (uint32_t i = 0; i < block->span_count; i++) {
        const struct span *span = document_span(&text->document, block, i);

        if (!span->text)
            put_between(layout);
        else if (span->is_whole)
            layout_keep(layout, span->role, span->text);
        else
            layout_put(layout, span->role, span->text);
    }
}

/* A paragraph of a block's spans. */
static void put_paragraph(struct text *text, const struct block *block,
                          size_t indent, size_t hang)
{
    layout_begin(&text->layout, indent, hang);
    put_spans(text, block);
    layout_end(&text->layout);
}

static size_t digits_of(int32_t number)
{
    size_t digits = 1;

    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

/* ------------------------------------------------------------------- scores */

static const char *side_title(const struct text *text, uint32_t score)
{
    return kb_option_title(text->document.kb,
                           text->document.ranking.sides[score].option);
}

static size_t widest_title(struct text *text)
{
    size_t widest = 0;

    for (uint32_t i = 0; i < text->document.ranking.sides_count; i++) {
        size_t width = layout_width(&text->layout, side_title(text, i));

        widest = width > widest ? width : widest;
    }
    return widest;
}

/* One line: mark, title, points, bar. */
static void score_bar(struct text *text, uint32_t score)
{
    struct layout *layout = &text->layout;
    const struct ranking *ranking = &text->document.ranking;
    const struct side *side = &ranking->sides[score];
    bool wins = side->is_recommended;
    size_t digits = digits_of(ranking->most);
    size_t titles = widest_title(text);
    size_t room = layout->width / 2;
    size_t start = 2 + (titles < room ? titles : room) + 2 + digits + 2;
    size_t end = layout->width -
                 (side->is_ruled_out ? strlen("  ruled out") : 0);

    layout_begin(layout, 0, 2);
    if (wins)
        layout_glyph(layout, ROLE_WINNER, GLYPH_MARK);
    layout_column(layout, 2);
    layout_put(layout, wins ? ROLE_WINNER : ROLE_STRONG,
               side_title(text, score));
    layout_column(layout, start - 2 - digits);
    buffer_printf(text_words(text), "%*" PRId32, (int)digits, side->points);
    layout_put(layout, ROLE_PLAIN, text_scratch(text));
    layout_column(layout, start);
    if (end >= start + 4)
        layout_bar(layout, wins ? ROLE_WINNER_BAR : ROLE_OTHER_BAR,
                   (uint32_t)side->points, (uint32_t)ranking->most,
                   end - start > BAR_MAX ? BAR_MAX : end - start);
    if (side->is_ruled_out)
        layout_put(layout, ROLE_CAUTION, " ruled out");
    layout_end(layout);
}

/* The bar in words. */
static void say_score(struct text *text, uint32_t score)
{
    phrase_side(text_words(text), text->document.kb,
                &text->document.ranking.sides[score]);
    text_paragraph(text, 0, NULL, text_scratch(text));
}

static void put_score(struct text *text, const struct block *block)
{
    if (block->index == 0)
        layout_blank(&text->layout);
    if (text->layout.linear)
        say_score(text, block->index);
    else
        score_bar(text, block->index);
}

/* ------------------------------------------------------------------ reasons */

static const struct {
    const char *before;
    const char *after;
    const char *in_words;
    enum role role;
} signs[] = {
    [SIGN_FOR] = {"+", "", ": ", ROLE_FOR},
    [SIGN_AGAINST] = {"+", "", ": ", ROLE_AGAINST},
    [SIGN_UNCOUNTED] = {"(", ")", ", not counted: ", ROLE_QUIET},
};

static void put_points(struct text *text, const struct block *block)
{
    struct layout *layout = &text->layout;
    const char *after = signs[block->sign].after;
    int32_t points = (int32_t)block->reason->points;
    size_t width = 2 + strlen(after) + digits_of(points);

    if (layout->linear) {
        phrase_points(text_words(text), points);
        buffer_puts(&text->scratch, signs[block->sign].in_words);
        layout_begin(layout, 0, 0);
        layout_put(layout, ROLE_PLAIN, text_scratch(text));
        return;
    }
    layout_begin(layout, width < text->gutter ? text->gutter - width : 0,
                 text->gutter);
    layout_format(layout, signs[block->sign].role, "%s%" PRId32 "%s",
                  signs[block->sign].before, points, after);
    layout_column(layout, text->gutter);
}

/* Points, criterion, answers and rule: on one line where there is room, else
 * the answers on a line of their own. */
static void put_reason(struct text *text, const struct block *block)
{
    struct layout *layout = &text->layout;
    const char *answers = NULL;
    size_t width = text->gutter + layout_width(layout, block->title) + 2 +
                   layout_width(layout, block->right);

    if (block->span_count > 0) {
        answers = document_span(&text->document, block, 0)->text;
        width += 3 + layout_width(layout, answers);
    }
    put_points(text, block);
    layout_put(layout, ROLE_STRONG, block->title);
    if (answers && width <= layout->width) {
        put_between(layout);
        put_spans(text, block);
    }
    layout_right(layout, ROLE_QUIET, block->right);
    layout_end(layout);
    if (answers && width > layout->width)
        put_paragraph(text, block, text->gutter, text->gutter + 2);
}

/* -------------------------------------------------------------------- parts */

/* The column behind the titles of a combination's parts. */
static size_t part_column(struct text *text, const struct block *block)
{
    const struct document *document = &text->document;
    size_t widest = 0;

    for (size_t i = 0; i < document->blocks.count; i++) {
        const struct block *other = document_block(document, i);
        size_t width;

        if (other->kind != block->kind)
            continue;
        width = layout_width(&text->layout, other->title);
        widest = width > widest ? width : widest;
    }
    widest += text->indent + 2;
    return widest > text->layout.width / 2 ? text->gutter : widest;
}

static void put_part(struct text *text, const struct block *block)
{
    size_t column = part_column(text, block);

    layout_begin(&text->layout, text->indent, column);
    layout_put(&text->layout, ROLE_WINNER, block->title);
    layout_put(&text->layout, ROLE_PLAIN, text->layout.linear ? ":" : "");
    layout_column(&text->layout, column);
    put_spans(text, block);
    layout_end(&text->layout);
}

/* ----------------------------------------------------------------- criteria */

/* Columns of one option's numbers, the gap before them included. */
static size_t number_columns(struct text *text, uint32_t score)
{
    size_t width = digits_of(text->document.ranking.sides[score].points);
    size_t title;

    if (text->layout.width < TEXT_NARROW)
        return width + 2;
    title = layout_width(&text->layout, side_title(text, score));
    return (title > width ? title : width) + 2;
}

static size_t numbers_column(struct text *text)
{
    size_t taken = 0;

    for (uint32_t i = 0; i < text->document.ranking.sides_count; i++)
        taken += number_columns(text, i);
    return taken < text->layout.width ? text->layout.width - taken : 0;
}

static const int32_t *points_of(const struct text *text, uint32_t criterion)
{
    return text->document.evaluation->points +
           (size_t)criterion * text->document.kb->scoring;
}

static bool is_last_child(const dvf_kb *kb, uint32_t criterion)
{
    uint32_t parent = kb_criteria(kb)[criterion].parent;
    struct kb_range children = kb_criteria(kb)[parent].children;

    return kb_index(kb, children)[children.count - 1] == criterion;
}

/* The lines that lead to a criterion from the ones above it. */
static void put_branches(struct text *text, uint32_t criterion)
{
    const dvf_kb *kb = text->document.kb;
    uint32_t path[TREE_DEPTH_MAX];
    uint32_t depth = 0;

    while (depth < TREE_DEPTH_MAX &&
           kb_criteria(kb)[criterion].parent != KB_NONE) {
        path[depth++] = criterion;
        criterion = kb_criteria(kb)[criterion].parent;
    }
    while (depth > 0) {
        bool last = is_last_child(kb, path[--depth]);

        if (depth == 0)
            layout_glyph(&text->layout, ROLE_QUIET,
                         last ? GLYPH_LAST_BRANCH : GLYPH_BRANCH);
        else if (last)
            layout_keep(&text->layout, ROLE_QUIET, "   ");
        else
            layout_glyph(&text->layout, ROLE_QUIET, GLYPH_TRUNK);
    }
}

static void tree_line(struct text *text, uint32_t criterion)
{
    const dvf_kb *kb = text->document.kb;
    const struct kb_criterion *record = &kb_criteria(kb)[criterion];
    const int32_t *points = points_of(text, criterion);
    struct layout *layout = &text->layout;
    size_t width = layout->width;
    size_t end = numbers_column(text);

    layout_begin(layout, 0, 0);
    put_branches(text, criterion);
    layout->hang = layout->word_width + 2;
    layout->width = end;
    layout_put(layout, ROLE_PLAIN, kb_criterion_title(kb, criterion));
    layout_put(layout, ROLE_PLAIN, " ");
    buffer_printf(text_words(text), "(%s%s%s)",
                  record->title != 0 ? kb_string(kb, record->id) : "",
                  record->title != 0 ? ", " : "",
                  kb_collect_word((enum kb_collect)record->collect));
    layout_keep(layout, ROLE_QUIET, text_scratch(text));
    layout_put(layout, ROLE_PLAIN, " ");
    layout->width = width;
    for (uint32_t i = 0; i < kb->scoring; i++) {
        end += number_columns(text, i);
        layout_column(layout, end - digits_of(points[i]));
        layout_format(layout, points[i] > 0 ? ROLE_PLAIN : ROLE_QUIET,
                      "%" PRId32, points[i]);
    }
    layout_end(layout);
}

/* A line of the tree in words: the criterion above, then the points. */
static void say_criterion(struct text *text, uint32_t criterion)
{
    phrase_criterion(text_words(text), text->document.evaluation, criterion);
    text_paragraph(text, 0, NULL, text_scratch(text));
}

static void put_criterion(struct text *text, const struct block *block)
{
    if (text->layout.linear)
        say_criterion(text, block->index);
    else
        tree_line(text, block->index);
}

static void put_criteria(struct text *text, const struct block *block)
{
    struct layout *layout = &text->layout;
    bool wide = layout->width >= TEXT_NARROW;
    size_t end = numbers_column(text);

    if (layout->linear) {
        text_heading(text, block->title, NULL);
        return;
    }
    layout_blank(layout);
    layout_begin(layout, 0, 2);
    layout_put(layout, ROLE_HEADING, block->title);
    if (!wide)
        layout_put(layout, ROLE_QUIET, ", points for ");
    for (uint32_t i = 0; i < text->document.ranking.sides_count; i++) {
        const char *title = side_title(text, i);

        end += number_columns(text, i);
        if (wide)
            layout_column(layout, end - layout_width(layout, title));
        else if (i > 0)
            layout_put(layout, ROLE_QUIET, ", ");
        layout_put(layout, ROLE_QUIET, title);
    }
    layout_end(layout);
}

/* ------------------------------------------------------------------- blocks */

static void put_headline(struct text *text, const struct block *block)
{
    put_paragraph(text, block, 0, 2);
}

static void put_certainty(struct text *text, const struct block *block)
{
    put_paragraph(text, block, 0, 2);
}

static void put_statement(struct text *text, const struct block *block)
{
    put_paragraph(text, block, 0, 0);
}

static void put_heading(struct text *text, const struct block *block)
{
    text_heading(text, block->title, block->right);
}

static void put_body(struct text *text, const struct block *block)
{
    put_paragraph(text, block, text->indent, text->indent);
}

static void put_bullet(struct text *text, const struct block *block)
{
    text_bullet(text, block->role, GLYPH_BULLET);
    put_spans(text, block);
    if (block->right)
        layout_right(&text->layout, ROLE_QUIET, block->right);
    layout_end(&text->layout);
}

static void put_detail(struct text *text, const struct block *block)
{
    put_paragraph(text, block, text->gutter,
                  text->gutter + (block->is_labelled ? 2 : 0));
}

static void put_choices(struct text *text, const struct block *block)
{
    put_paragraph(text, block, text->gutter + 2, text->gutter + 2);
}

static void put_foot(struct text *text, const struct block *block)
{
    if (block->is_labelled)
        put_paragraph(text, block, 2, 4);
    else
        put_paragraph(text, block, 0, 2);
}

void text_blocks(struct text *text)
{
    static void (*const printers[])(struct text *, const struct block *) = {
        [BLOCK_HEADLINE] = put_headline,   [BLOCK_CERTAINTY] = put_certainty,
        [BLOCK_STATEMENT] = put_statement, [BLOCK_SCORE] = put_score,
        [BLOCK_HEADING] = put_heading,     [BLOCK_BODY] = put_body,
        [BLOCK_BULLET] = put_bullet,       [BLOCK_REASON] = put_reason,
        [BLOCK_DETAIL] = put_detail,       [BLOCK_CHOICES] = put_choices,
        [BLOCK_PART] = put_part,           [BLOCK_CRITERIA] = put_criteria,
        [BLOCK_CRITERION] = put_criterion, [BLOCK_TABLE] = text_table,
        [BLOCK_ROW] = text_table_row,      [BLOCK_FOOT] = put_foot,
    };
    enum block_kind before = BLOCK_HEADLINE;

    for (size_t i = 0; i < text->document.blocks.count; i++) {
        const struct block *block = document_block(&text->document, i);

        if (block->is_apart)
            layout_blank(&text->layout);
        if (block->kind == BLOCK_FOOT && before != BLOCK_FOOT) {
            layout_blank(&text->layout);
            layout_rule(&text->layout, ROLE_QUIET, GLYPH_RULE);
        }
        printers[block->kind](text, block);
        before = block->kind;
    }
}
