/* SPDX-License-Identifier: MIT */
/*
 * Version and orders that writing, loading and comparing locks share. Between
 * the files of check only.
 */
#ifndef DVF_CHECK_LOCK_FORMAT_H
#define DVF_CHECK_LOCK_FORMAT_H

#include "check/lock.h"

/** Version of the format. */
#define LOCK_VERSION 1

/** Orders for qsort(): answers by attribute, rules by id. */
int lock_answer_order(const void *a, const void *b);
int lock_rule_order(const void *a, const void *b);

#endif
