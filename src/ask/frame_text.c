/* SPDX-License-Identifier: MIT */
/*
 * The parts of a frame around its list, what is only read, and the line of a
 * finished question.
 */
#include "ask/frame_parts.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Mark for where typing goes on: the terminal's own cursor stands where a
 * change of its size does the least harm. */
#define CURSOR       "_"

/* A question of fewer columns tells nothing, and is left out. */
#define QUESTION_MIN 4

void text_pair(struct drawing *drawing, const struct pair *pair)
{
    const char *ask = kb_string(
        drawing->kb, kb_attributes(drawing->kb)[pair->attribute].ask);
    struct layout *layout = &drawing->layout;
    size_t room = drawing->width > pair->column ? drawing->width - pair->column
                                                : 0;
    struct buffer answer = {0};
    size_t width = 2;

    buffer_puts(&answer, "");
    wording_append_state(drawing->interview, pair->attribute, &answer);
    if (answer.failed)
        drawing->frame->failed = true;
    else
        width += layout_width(layout, answer.bytes);
    size_t left = width < room ? room - width : 0;
    left = left < pair->least ? pair->least : left;
    if (left >= QUESTION_MIN) {
        drawing_cut_words(drawing, ask, left < pair->most ? left : pair->most);
        drawing_put_words(drawing, pair->question_role);
        if (pair->is_aligned && pair->most < left)
            layout_column(layout, pair->column + pair->most + 2);
        else
            layout_keep(layout, ROLE_PLAIN, "  ");
    }
    if (!answer.failed)
        layout_keep(layout, pair->answer_role, answer.bytes);
    buffer_release(&answer);
}

void text_finished(struct drawing *drawing, uint32_t attribute)
{
    const struct pair pair = {.attribute = attribute,
                              .column = 2,
                              .most = SIZE_MAX,
                              .question_role = ROLE_PLAIN,
                              .answer_role = ROLE_ANSWER};

    drawing_begin_line(drawing, 0);
    layout_glyph(&drawing->layout, ROLE_FOR, GLYPH_DONE);
    layout_keep(&drawing->layout, ROLE_PLAIN, " ");
    text_pair(drawing, &pair);
    drawing_end(drawing, &drawing->frame->lines);
}

void text_back(struct drawing *drawing, uint32_t attribute)
{
    const char *ask = kb_string(drawing->kb,
                                kb_attributes(drawing->kb)[attribute].ask);

    drawing_begin_line(drawing, 0);
    layout_keep(&drawing->layout, ROLE_QUIET, "< Back to: ");
    layout_keep(&drawing->layout, ROLE_QUIET, ask);
    drawing_end(drawing, &drawing->frame->lines);
}

static void begin_title(struct drawing *drawing, enum role role,
                        const char *sign, const char *words)
{
    drawing_begin_text(drawing, 0, 2);
    layout_put(&drawing->layout, role, sign);
    layout_put(&drawing->layout, ROLE_PLAIN, " ");
    layout_put(&drawing->layout, ROLE_STRONG, words);
    layout_put(&drawing->layout, ROLE_PLAIN, " ");
}

/* "3 of 28" at the right, or as far beyond as need be, where it has room. */
static void put_count(struct drawing *drawing, uint32_t number, uint32_t total)
{
    struct layout *layout = &drawing->layout;
    struct buffer *words = drawing_words(drawing);

    buffer_printf(words, "%" PRIu32 " of %" PRIu32, number, total);
    size_t end = layout->column + 2 + words->length;
    if (words->failed || end > drawing->full)
        return;
    if (end > layout->width)
        layout->width = end;
    layout_right(layout, ROLE_QUIET, words->bytes);
}

void text_title(struct drawing *drawing)
{
    const struct interview *interview = drawing->interview;
    const dvf_kb *kb = drawing->kb;
    struct progress progress = wording_progress(interview);

    if (interview->mode == MODE_WARNING) {
        begin_title(drawing, ROLE_CAUTION, "!",
                    kb_string(kb, kb_warnings(kb)[interview->warning].says));
    } else if (interview->mode == MODE_SUMMARY) {
        begin_title(drawing, ROLE_FOR, "?", "Your answers");
        put_count(drawing, progress.closed, progress.total);
    } else if (interview->mode == MODE_REPORT) {
        begin_title(drawing, ROLE_FOR, "?",
                    interview->question == KB_NONE
                        ? "The recommendation"
                        : "The recommendation so far");
        put_count(drawing, progress.closed, progress.total);
    } else {
        begin_title(drawing, ROLE_FOR, "?",
                    kb_string(kb, kb_attributes(kb)[interview->question].ask));
        if (progress.number > 0)
            put_count(drawing, progress.number, progress.total);
    }
    drawing_end(drawing, &drawing->parts[PART_QUESTION]);
}

void text_note(struct drawing *drawing)
{
    const struct interview *interview = drawing->interview;
    struct buffer *words = drawing_words(drawing);

    wording_append_certainty(interview, words);
    if (wording_has_other_answer(interview)) {
        buffer_puts(words, words->length > 0 ? "; so far: " : "so far: ");
        interview_append_answer(interview, interview->question, words);
    }
    if (words->length == 0)
        return;
    drawing_begin_text(drawing, drawing->gutter, drawing->gutter);
    layout_put(&drawing->layout, ROLE_QUIET, words->failed ? "" : words->bytes);
    drawing_end(drawing, &drawing->parts[PART_NOTE]);
}

/* Put the end of what is typed into the scratch buffer: so much of it as has
 * room, with an ellipsis before it. */
static void cut_typed(struct drawing *drawing, size_t width)
{
    const struct interview *interview = drawing->interview;
    bool ascii = drawing->style->ascii;
    const char *typed = interview->text;
    size_t length = interview->text_length;
    struct buffer *words = drawing_words(drawing);

    utf8_append_safe(words, typed, length, ascii);
    while (length > 0 && words->length > 0 &&
           utf8_width(words->bytes, words->length) > width) {
        size_t used = utf8_length(typed, length);

        typed += used;
        length -= used;
        buffer_clear(words);
        buffer_puts(words, layout_sign(GLYPH_ELLIPSIS, ascii));
        utf8_append_safe(words, typed, length, ascii);
    }
}

void text_input(struct drawing *drawing)
{
    const struct interview *interview = drawing->interview;
    bool is_number = interview->mode == MODE_NUMBER;
    size_t column = drawing->indent + 2 + strlen(CURSOR);
    const char *unit = "";

    if (!is_number && interview->mode != MODE_FILTER)
        return;
    cut_typed(drawing, drawing->width > column ? drawing->width - column : 0);
    drawing_begin_line(drawing, drawing->indent);
    layout_keep(&drawing->layout, ROLE_FOR, is_number ? "= " : "/ ");
    drawing_put_words(drawing, ROLE_ANSWER);
    layout_keep(&drawing->layout, ROLE_ANSWER, CURSOR);
    if (is_number)
        unit = kb_string(drawing->kb,
                         kb_attributes(drawing->kb)[interview->question].unit);
    if (unit[0] != '\0') {
        layout_keep(&drawing->layout, ROLE_QUIET, " ");
        layout_keep(&drawing->layout, ROLE_QUIET, unit);
    }
    drawing_end(drawing, &drawing->parts[PART_INPUT]);
}

void text_complaint(struct drawing *drawing)
{
    if (!drawing->interview->complaint)
        return;
    drawing_begin_text(drawing, drawing->indent, drawing->gutter);
    layout_put(&drawing->layout, ROLE_CAUTION, "! ");
    layout_put(&drawing->layout, ROLE_CAUTION, drawing->interview->complaint);
    drawing_end(drawing, &drawing->parts[PART_COMPLAINT]);
}

/* Put "One 12 | Other 4 | up to 25 more questions" into the scratch buffer. */
static void word_standing(struct drawing *drawing, bool brief)
{
    char between[sizeof " \u00b7 "];
    struct buffer *words = drawing_words(drawing);

    snprintf(between, sizeof between, " %s ",
             layout_sign(GLYPH_BETWEEN, drawing->style->ascii));
    phrase_scores(words, drawing->interview->evaluation, between);
    buffer_puts(words, between);
    wording_append_left(drawing->interview, brief ? LEFT_BRIEF : LEFT_FULL,
                        words);
}

/* The scores are in the summary alone: beside a question they would tempt to
 * answer for their sake. */
void text_standing(struct drawing *drawing)
{
    size_t room = drawing->width > drawing->gutter
                      ? drawing->width - drawing->gutter
                      : 0;

    if (interview_is_reading(drawing->interview))
        return;
    if (drawing->interview->mode != MODE_SUMMARY) {
        help_draw_answering(drawing);
        return;
    }
    word_standing(drawing, false);
    if (!drawing->words.failed &&
        layout_width(&drawing->layout, drawing->words.bytes) > room)
        word_standing(drawing, true);
    drawing_begin_line(drawing, drawing->gutter);
    drawing_put_words(drawing, ROLE_QUIET);
    drawing_end(drawing, &drawing->parts[PART_STANDING]);
}

void text_end(struct drawing *drawing)
{
    drawing_begin_line(drawing, 0);
    drawing_end(drawing, &drawing->parts[PART_BODY]);
}

/* ---------------------------------------------------------------------- why */

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

    if (wording_cite(drawing->interview, &citations) != DVF_OK)
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
    const dvf_style style = {.width = (unsigned)drawing->width,
                             .colour = drawing->style->colour,
                             .ascii = drawing->style->ascii};

    wording_append_report(drawing->interview, &style, &drawing->page);
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
