/* SPDX-License-Identifier: MIT */
/*
 * What the tests of the interview share: pressing keys by their names, what is
 * expected to be asked, and what holds of an interview at any time.
 */
#ifndef DVF_TESTS_ASKING_H
#define DVF_TESTS_ASKING_H

#include "support.h"

#include "ask/frame.h"
#include "ask/interview.h"

/** Start on an interview that has not begun; fails the test where it cannot. */
void start_interview(struct interview *interview, const dvf_kb *kb);

/** As start_interview(), with answers beforehand, "a=b c=d", and begun without
 * an analysis: every question that applies is asked, as in the KB. */
void begin_interview(struct interview *interview, const dvf_kb *kb,
                     const char *answers);

/** As begin_interview(), with one. */
void begin_analysed(struct interview *interview, const dvf_kb *kb,
                    const char *answers);

/** A KB of the test's own, and an interview of it that has begun. */
struct scene {
    dvf_kb *kb;
    struct interview interview;
};

/** The small KB: tiny or red things that are loud are contradictions. */
void open_small(struct scene *scene, const char *answers);

/** A KB with labels that are no ASCII, long lists, and ids that are words of
 * the interview. */
void open_menu(struct scene *scene, const char *answers);

void close_scene(struct scene *scene);

/**
 * Press keys, with blanks between them: up, down, left, right, home, end, pgup,
 * pgdn, enter, tab, backspace, escape, clear, space, redraw, interrupt, eof,
 * none; anything else is one character. What must always hold is looked at
 * after each key.
 *
 * @return what the last key did
 */
enum interview_event press_keys(struct interview *interview, const char *keys);

/** Say lines, with line feeds between them. @return what the last one did */
enum interview_event say_lines(struct interview *interview, const char *lines);

/** A question is asked: the values of this attribute are shown. */
void expect_question(const struct interview *interview, const char *attribute);

/** The value of this id is selected. */
void expect_selected(const struct interview *interview, const char *value);

/** An attribute is answered like this, in words for people. */
void expect_answer(const struct interview *interview, const char *attribute,
                   const char *answer);

/** The complaint, or a part of it; null for none. */
void expect_complaint(const struct interview *interview, const char *part);

/** All lines of a frame, each with a line feed behind it. */
void append_frame(const struct frame *frame, struct buffer *out);

/** What interview_append_lines() gives. */
void expect_lines(const struct interview *interview, const char *lines);

/** Fails the test where anything does not fit together. */
void expect_sound(const struct interview *interview);

/** As expect_sound(), and the evaluation is that of the answers. */
void expect_evaluated(const struct interview *interview);

#endif
