/* SPDX-License-Identifier: MIT */
/*
 * Bearing: which answers led to anything that a report tells?
 */
#ifndef DVF_ENGINE_BEARING_H
#define DVF_ENGINE_BEARING_H

#include "engine/evaluation.h"

/**
 * Mark the attributes that something in force reads: a rule that fired, an
 * exclusion, a note but for background, a warning, a condition of strengths or
 * close calls, the alternative that is named; or that holds one of them back by
 * an exception. A combination reads those by which it is met, or that alone
 * keep it from being so; a question that does not apply those by which it does
 * not.
 *
 * @param bears one byte for each attribute, 1 or 0
 */
void bearing_mark(const dvf_evaluation *evaluation, uint8_t *bears);

#endif
