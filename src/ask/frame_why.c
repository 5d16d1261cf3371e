/* SPDX-License-Identifier: MIT */
/*
 * Why a question is asked: its reason, and the claims on which the rules rest
 * that read its answer, in the order of the knowledge base.
 */
#include "ask/frame_parts.h"

#include <inttypes.h>

static void note_end(struct drawing *drawing)
{
    if (!array_push_u32(&drawing->ends,
                        (uint32_t)drawing->parts[PART_BODY].count))
        drawing->frame->failed = true;
}

static void claims_title(struct drawing *drawing)
{
    drawing_begin_text(drawing, drawing->indent, drawing->gutter);
    layout_put(&drawing->layout, ROLE_QUIET, WORDING_CLAIMS_TITLE);
    drawing_end(drawing, &drawing->parts[PART_BODY]);
}

static void claim(struct drawing *drawing, uint32_t index)
{
    const struct kb_claim *record = &kb_claims(drawing->kb)[index];
    struct layout *layout = &drawing->layout;

    drawing_begin_text(drawing, drawing->indent, drawing->gutter);
    layout_glyph(layout, ROLE_QUIET, GLYPH_BULLET);
    layout_column(layout, drawing->gutter);
    layout_put(layout, ROLE_ANSWER, kb_string(drawing->kb, record->id));
    layout_format(layout, ROLE_QUIET, " (%s) ",
                  kb_string(drawing->kb, record->status));
    layout_put(layout, ROLE_PLAIN, kb_string(drawing->kb, record->says));
    drawing_end(drawing, &drawing->parts[PART_BODY]);
}

static void more(struct drawing *drawing, uint32_t shown)
{
    uint32_t rest = drawing->claims - shown;

    if (rest == 0)
        return;
    drawing_begin_line(drawing, shown > 0 ? drawing->gutter : drawing->indent);
    if (shown > 0)
        layout_format(&drawing->layout, ROLE_QUIET, "and %" PRIu32 " more",
                      rest);
    else
        layout_format(&drawing->layout, ROLE_QUIET,
                      "%" PRIu32 " claim%s on the answer", rest,
                      rest == 1 ? " hangs" : "s hang");
    drawing_end(drawing, &drawing->parts[PART_BODY]);
}

static void draw_claims(struct drawing *drawing, const uint8_t *marks)
{
    uint32_t shown = 0;
    uint32_t i;

    for (i = 0; i < kb_claims_count(drawing->kb); i++) {
        drawing->claims += marks[i];
        if (marks[i] == 0 || shown == WORDING_CLAIMS)
            continue;
        if (shown == 0)
            claims_title(drawing);
        claim(drawing, i);
        note_end(drawing);
        shown++;
    }
    more(drawing, shown);
}

void why_draw(struct drawing *drawing)
{
    uint32_t question = drawing->interview->question;
    kb_text why = kb_attributes(drawing->kb)[question].why;
    struct citations citations = {NULL, NULL};

    drawing_begin_text(drawing, drawing->indent, drawing->indent);
    layout_put(&drawing->layout, ROLE_PLAIN,
               why != 0 ? kb_string(drawing->kb, why) : "No reason is given.");
    drawing_end(drawing, &drawing->parts[PART_BODY]);
    note_end(drawing);
    if (wording_cite(drawing->interview, &citations))
        draw_claims(drawing, citations.claims);
    else
        drawing->frame->failed = true;
    citations_release(&citations);
}

void why_shorten(struct drawing *drawing, size_t height)
{
    struct array *lines = &drawing->parts[PART_BODY];
    const uint32_t *ends = drawing->ends.items;
    size_t shown = drawing->ends.count;

    if (lines->count <= height || shown == 0)
        return;
    while (shown > 0 && ends[shown - 1] >= height)
        shown--;
    if (shown > 0) {
        lines->count = ends[shown - 1];
        more(drawing, (uint32_t)shown - 1);
        return;
    }
    /* Not even the reason has room, and no line for the claims. */
    if (height > 0 && ends[0] > height)
        drawing_break_off(drawing, array_at(lines, height - 1));
    lines->count = height;
}
