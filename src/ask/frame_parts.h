/* SPDX-License-Identifier: MIT */
/*
 * Parts of a frame, shared by frame*.c only. A part is a block of lines
 * that is laid out by itself; frame.c decides how many of them there is room
 * for.
 */
#ifndef DVF_ASK_FRAME_PARTS_H
#define DVF_ASK_FRAME_PARTS_H

#include "ask/frame.h"
#include "ask/wording.h"
#include "write/layout.h"

/* Live lines take two thirds of the terminal, but no less than this where there
 * is room, and no more: so that a terminal that becomes narrower rarely wraps
 * them, and as longer lines read badly. */
#define FRAME_MEASURE_MIN 40
#define FRAME_MEASURE_MAX 100

/* In terminals wider than this values may be longer. */
#define FRAME_WIDE        70

/* In terminals this high the keys may take two lines. */
#define FRAME_HIGH        20

/* Narrower than this, indents go. */
#define FRAME_NARROW      36

/** The parts below the news, in order. */
enum frame_part {
    PART_QUESTION,
    PART_NOTE,  /* the answer so far */
    PART_INPUT, /* filter or number */
    PART_BODY,  /* the list, or what is only read */
    PART_COMPLAINT,
    PART_STANDING, /* how to answer, or the scores; questions left */
    PART_HELP,     /* the keys beside the list */
    PART_COUNT
};

/** A frame that is being drawn. */
struct drawing {
    struct frame *frame; /* its text holds the lines of all parts */
    const struct interview *interview;
    const dvf_kb *kb;
    const struct frame_style *style;
    size_t full;                    /* most columns of any line */
    size_t measure;                 /* of a live line that can be shorter */
    size_t width;                   /* one of them: of the lines drawn now */
    size_t indent;                  /* of marks */
    size_t gutter;                  /* of the text beside them */
    struct layout layout;           /* writes to the page */
    struct buffer page;             /* what was laid out last */
    struct buffer words;            /* scratch */
    struct array parts[PART_COUNT]; /* struct frame_line */
};

/* ---------------------------------------- frame.c: lines of a width */

/** Begin running text, which wraps; later lines have the hanging indent. */
void drawing_begin_text(struct drawing *drawing, size_t indent, size_t hang);

/** Begin one line, which is cut where it is too wide. */
void drawing_begin_line(struct drawing *drawing, size_t indent);

/** End it: its lines belong to a list of lines. */
void drawing_end(struct drawing *drawing, struct array *lines);

/** The lines of the page belong to a list of lines. */
void drawing_take_page(struct drawing *drawing, struct array *lines);

/** Add a line to the body: how many lines or entries there are before it and
 * after it. */
void drawing_put_rest(struct drawing *drawing, uint32_t before, uint32_t after);

/** @return the scratch buffer, emptied */
struct buffer *drawing_words(struct drawing *drawing);

/** Put a text into the scratch buffer, harmless and cut to a width. */
void drawing_cut_words(struct drawing *drawing, const char *text, size_t width);

/** Add the scratch buffer to the line as it is, blanks and all. */
void drawing_put_words(struct drawing *drawing, enum role role);

/* ------------------------------------ frame_text.c: the lines around a list */

/** A question beside its answer. */
struct pair {
    uint32_t attribute;
    size_t column; /* at which it begins */
    size_t least;  /* columns of the question, whatever the answer takes */
    size_t most;   /* likewise */
    enum role question_role;
    enum role answer_role;
    bool is_aligned; /* the answer stands behind all these columns */
};

/** Add it to the line: the answer whole, the question cut to what is left. */
void text_pair(struct drawing *drawing, const struct pair *pair);

/** "question  answer", as a line of the frame. */
void text_finished(struct drawing *drawing, uint32_t attribute);

/** "Back to: question", likewise. */
void text_back(struct drawing *drawing, uint32_t attribute);

/** The question, the contradiction, or the title of the summary. */
void text_title(struct drawing *drawing);

/** Text beside a list: the answer so far where it is a number or not known,
 * and in the summary that nothing is left to ask. */
void text_note(struct drawing *drawing);

/** The filter or the number as it is typed. */
void text_input(struct drawing *drawing);

void text_complaint(struct drawing *drawing);

/** "One 12 | Other 4 | 25 questions left" */
void text_standing(struct drawing *drawing);

/** The empty line that ends the frame of an interview that is done. */
void text_end(struct drawing *drawing);

/* ----------------------------------------------- frame_list.c: the entries */

/** Lines of the list when all of it is shown. */
size_t list_height(const struct drawing *drawing);

/** Draw the part of the list that a number of lines has room for. */
void list_draw(struct drawing *drawing, size_t height);

/* ------------------------------------- frame_text.c: what is only read */

/** Draw all of it. */
void reading_draw(struct drawing *drawing);

/** Keep the part of it that a number of lines has room for. */
void reading_fit(struct drawing *drawing, size_t height);

/* -------------------------------------------------- frame_help.c: the keys */

/** How to answer, and how many questions are left. */
void help_draw_answering(struct drawing *drawing);

/** The keys beside those of the question. */
void help_draw(struct drawing *drawing);

#endif
