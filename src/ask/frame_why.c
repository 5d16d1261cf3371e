/* SPDX-License-Identifier: MIT */
/*
 * Pages that are only read: the meaning of a question and why it is asked; the
 * claims on which the rules rest that read its answer; the recommendation so
 * far. A page that is longer than its room scrolls.
 */
#include "ask/frame_parts.h"

#include "report/report.h"

#include <string.h>

/* A paragraph of the body, none of what is empty. */
static void paragraph(struct drawing *drawing, const char *label,
                      const char *words)
{
    if (*words == '\0')
        return;
    drawing_begin_text(drawing, drawing->indent, drawing->indent);
    layout_put(&drawing->layout, ROLE_QUIET, label);
    layout_put(&drawing->layout, ROLE_PLAIN, words);
    drawing_end(drawing, &drawing->parts[PART_BODY]);
}

static void begin_bullet(struct drawing *drawing)
{
    drawing_begin_text(drawing, drawing->indent, drawing->gutter);
    layout_glyph(&drawing->layout, ROLE_QUIET, GLYPH_BULLET);
    layout_column(&drawing->layout, drawing->gutter);
}

/* ------------------------------------------------------------- the meaning */

static void draw_example(struct drawing *drawing, uint32_t value)
{
    uint32_t question = drawing->interview->question;
    struct buffer *words = drawing_words(drawing);

    kb_append_example(words, drawing->kb, question, value, "");
    if (words->failed || words->length == 0)
        return;
    begin_bullet(drawing);
    layout_put(&drawing->layout, ROLE_ANSWER,
               interview_label(drawing->interview, question, value));
    layout_put(&drawing->layout, ROLE_QUIET, " " WORDING_EXAMPLE " ");
    layout_put(&drawing->layout, ROLE_PLAIN, words->bytes);
    drawing_end(drawing, &drawing->parts[PART_BODY]);
}

static void draw_meaning(struct drawing *drawing)
{
    const dvf_kb *kb = drawing->kb;
    const struct kb_attribute *attribute = &kb_attributes(
        kb)[drawing->interview->question];

    paragraph(drawing, "", kb_string(kb, attribute->means));
    paragraph(drawing, "Why it is asked: ", kb_string(kb, attribute->why));
    for (uint32_t i = 0; i < attribute->values.count; i++)
        draw_example(drawing, i);
}

/* -------------------------------------------------------------- the claims */

static void draw_claim(struct drawing *drawing, const struct kb_claim *claim)
{
    struct layout *layout = &drawing->layout;

    begin_bullet(drawing);
    layout_put(layout, ROLE_ANSWER, kb_string(drawing->kb, claim->id));
    layout_format(layout, ROLE_QUIET, " (%s) ",
                  kb_string(drawing->kb, claim->status));
    layout_put(layout, ROLE_PLAIN, kb_string(drawing->kb, claim->says));
    drawing_end(drawing, &drawing->parts[PART_BODY]);
}

static void draw_claims(struct drawing *drawing)
{
    struct citations citations = {NULL, NULL};
    const dvf_kb *kb = drawing->kb;
    uint32_t shown = 0;

    if (!wording_cite(drawing->interview, &citations))
        drawing->frame->failed = true;
    for (uint32_t i = 0; i < kb_claims_count(kb) && !drawing->frame->failed;
         i++) {
        if (citations.claims[i] == 0)
            continue;
        if (shown++ == 0)
            paragraph(drawing, WORDING_CLAIMS_TITLE, " ");
        draw_claim(drawing, &kb_claims(kb)[i]);
    }
    citations_release(&citations);
    if (shown == 0)
        paragraph(drawing, WORDING_CLAIMS_NONE, " ");
}

/* ------------------------------------------------------ the recommendation */

static void draw_report(struct drawing *drawing)
{
    const dvf_evaluation *evaluation = drawing->interview->evaluation;
    const struct report report = {
        .kb = drawing->kb,
        .evaluations = &evaluation,
        .count = 1,
        .style = {.width = (unsigned)drawing->width,
                  .colour = drawing->style->colour,
                  .ascii = drawing->style->ascii,
                  .detail = DVF_NORMAL},
    };

    report_text(&report, &drawing->page);
    drawing_take_page(drawing, &drawing->parts[PART_BODY]);
}

/* -------------------------------------------------------------------- room */

void reading_draw(struct drawing *drawing)
{
    if (drawing->interview->mode == MODE_WHY)
        draw_meaning(drawing);
    else if (drawing->interview->mode == MODE_CLAIMS)
        draw_claims(drawing);
    else
        draw_report(drawing);
}

void reading_fit(struct drawing *drawing, size_t height)
{
    struct array *lines = &drawing->parts[PART_BODY];
    size_t all = lines->count;
    size_t shown = height > 1 ? height - 1 : height;
    size_t top = drawing->interview->top;

    if (all <= height)
        return;
    top = top < all - shown ? top : all - shown;
    if (shown > 0)
        memmove(lines->items, array_at(lines, top), shown * lines->item_size);
    lines->count = shown;
    drawing->frame->top = (uint32_t)top;
    if (height > 1)
        drawing_put_rest(drawing, (uint32_t)top, (uint32_t)(all - top - shown));
}
