/* SPDX-License-Identifier: MIT */
/*
 * Random knowledge bases and profiles as YAML texts, for the differential
 * test, and random profiles of a loaded KB, for tests of properties. All of
 * them are valid; the same seed gives the same.
 */
#ifndef DVF_TESTS_RANDOM_KB_H
#define DVF_TESTS_RANDOM_KB_H

#include "support.h"
#include "tree.h"

#include "profile/profile.h"

/** Write a KB. @param out cleared first */
void random_kb(struct random *random, struct buffer *out);

/** As random_kb(), with longer conditions, larger sets, more rules and options,
 * and at times the most points. */
void random_large_kb(struct random *random, struct buffer *out);

/** Write a profile for a KB. @param out cleared first */
void random_profile_text(struct random *random, const struct tree *kb,
                         struct buffer *out);

/** A profile of a KB, from nearly empty to nearly complete. */
dvf_profile *random_profile(const dvf_kb *kb, struct random *random);

/** Values that may answer an attribute, which a set may do with none. */
uint64_t random_values(const struct kb_attribute *attribute,
                       struct random *random);

#endif
