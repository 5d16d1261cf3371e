/* SPDX-License-Identifier: MIT */
/*
 * Profiles of a small knowledge base that are edited: a text, the answers that
 * are given, the text that comes of it.
 */
#ifndef DVF_TESTS_EDITING_H
#define DVF_TESTS_EDITING_H

#include "base/buffer.h"

#include <dvf/dvf.h>

/** How most of the texts begin. */
#define EDITING_HEAD "profile: p\nanswers:\n"

/** Loaded while a group of tests runs. */
extern dvf_kb *editing_kb;

/** Set-up and tear-down of a group. */
int editing_begin(void **state);
int editing_end(void **state);

/** Give answers "attribute=value", parted by blanks, to the profile that a text
 * is, and edit the text. */
dvf_status editing_edit(const char *text, const char *answers,
                        struct buffer *out);

/** Likewise; the result has to be this. */
void editing_becomes(const char *before, const char *answers,
                     const char *after);

#endif
