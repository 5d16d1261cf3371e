/* SPDX-License-Identifier: MIT */
/*
 * Plain: an interview line by line, for screen readers, dumb terminals and
 * logs. No cursor, no colour, no column counts.
 */
#ifndef DVF_ASK_PLAIN_H
#define DVF_ASK_PLAIN_H

#include "ask/interview.h"

/** Append what there is to say now: the news; by the mode the question with its
 * numbered values, why it is asked, the contradiction, or the summary; each
 * entry is one line. Then come the words, where they were asked for, the
 * complaint, and the prompt "> ". */
void plain_append(const struct interview *interview, bool ascii,
                  struct buffer *out);

#endif
