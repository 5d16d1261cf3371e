/* SPDX-License-Identifier: MIT */
/*
 * A knowledge base whose texts are of wide and combining characters, for tests
 * of what is drawn. May use the public API and cmocka.
 */
#ifndef DVF_TESTS_WIDE_KB_H
#define DVF_TESTS_WIDE_KB_H

#include <dvf/dvf.h>

/** Twelve questions, every third one a set; fails the test where it cannot be
 * loaded. */
dvf_kb *load_wide_kb(void);

#endif
