/* SPDX-License-Identifier: MIT */
/*
 * Random knowledge bases and profiles as YAML texts, for the differential
 * test. All of them are valid; the same seed gives the same text.
 */
#ifndef DVF_TESTS_RANDOM_KB_H
#define DVF_TESTS_RANDOM_KB_H

#include "support.h"
#include "tree.h"

/** Write a KB. @param out cleared first */
void random_kb(struct random *random, struct buffer *out);

/** Write a profile for a KB. @param out cleared first */
void random_profile_text(struct random *random, const struct tree *kb,
                         struct buffer *out);

#endif
