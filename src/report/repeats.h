/* SPDX-License-Identifier: MIT */
/*
 * Repeats: which of many words stood there before, for reports in which each
 * one must be told from the others.
 */
#ifndef DVF_REPORT_REPEATS_H
#define DVF_REPORT_REPEATS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Count for each word how many like it stand before it.
 *
 * @param words `count` of them, which is below UINT32_MAX
 * @return `count` numbers of the arena, or null when out of memory
 */
const uint32_t *repeats_count(struct arena *arena, const char *const *words,
                              size_t count);

/**
 * Mark the words that stand more than once.
 *
 * @return `count` marks of the arena, or null when out of memory
 */
const bool *repeats_mark(struct arena *arena, const char *const *words,
                         size_t count);

#endif
