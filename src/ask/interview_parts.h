/* SPDX-License-Identifier: MIT */
/*
 * Functions that the parts of the interview share: nobody else includes this.
 * The parts are the answers (interview.c), the order of the questions
 * (interview_order.c), the way through them (interview_flow.c), keys, lines,
 * and what is shown.
 */
#ifndef DVF_ASK_INTERVIEW_PARTS_H
#define DVF_ASK_INTERVIEW_PARTS_H

#include "ask/interview.h"

/** ASCII letters as small ones. */
static inline char interview_fold(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* ---------------------------------------------------------------- Answers */

/** Put an answer into the profile and evaluate it.
 * @return DVF_OK or DVF_NO_MEMORY; nothing is changed then */
dvf_status interview_take(struct interview *interview, uint32_t attribute,
                          const struct answer *answer);

/** Empty the problems, for what is read next. @return DVF_OK or
 * DVF_NO_MEMORY; they stay then */
dvf_status interview_clear_problems(struct interview *interview);

/* ------------------------------------------------------------------- Order */

/** Analyse an evaluation, by the states as they are.
 * @param outlook to be released; empty before the interview begins
 * @return DVF_OK or DVF_NO_MEMORY; it is empty then */
dvf_status interview_analyse(struct interview *interview,
                             const dvf_evaluation *evaluation,
                             struct outlook *outlook);
void outlook_release(struct outlook *outlook);

/** Find out which questions are due, and in which order. */
void interview_put_in_order(struct interview *interview);

/** The question to ask next, or KB_NONE. Unattended, those that are not due
 * come last. */
uint32_t interview_next(const struct interview *interview);

/* --------------------------------------------------------------- Questions */

/** Note that a question was asked here, behind those that were before. */
void interview_remember(struct interview *interview, uint32_t attribute);

/** Note a piece of news, for which there is room. */
void interview_add_news(struct interview *interview, enum interview_news news,
                        uint32_t attribute);

/** Take all contradictions that there are as pointed out. */
void interview_accept_warnings(struct interview *interview);

/** Go where an answer leads: to a contradiction, the summary, a question. */
void interview_go_on(struct interview *interview);

/* ----------------------------------------------------------------- Events */

/** @param complaint static or in `said` */
enum interview_event interview_complain(struct interview *interview,
                                        const char *complaint);

/** Give an answer and go on. */
enum interview_event interview_answer(struct interview *interview,
                                      uint32_t attribute,
                                      const struct answer *answer);

/** Answer the question with a number.
 * @param digits at least one, and nothing else */
enum interview_event interview_answer_number(struct interview *interview,
                                             const char *digits);

/** Take what is selected, marked or typed. */
enum interview_event interview_confirm(struct interview *interview);

/** Do what one of the characters ? < - n s q means. */
enum interview_event interview_command(struct interview *interview,
                                       char command);

/** Show what is only read, from its first line on; and what was shown before.
 */
void interview_read(struct interview *interview, enum interview_mode mode);
void interview_stop_reading(struct interview *interview);

/** End the filter or the number. */
enum interview_event interview_stop_typing(struct interview *interview);

#endif
