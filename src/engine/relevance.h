/* SPDX-License-Identifier: MIT */
/*
 * Relevance: can an answer still change a verdict?
 */
#ifndef DVF_ENGINE_RELEVANCE_H
#define DVF_ENGINE_RELEVANCE_H

#include "engine/evaluation.h"

/**
 * Mark the attributes that still matter: a rule, an exclusion or a requirement
 * of a combination reads them, and is not decided yet. A rule is decided when
 * it is closed, left out, or fired without an open exception; a combination
 * also when one of its essential requirements cannot be met any more. What
 * asks for scores or for rules that fired is open while those can change. Notes
 * and warnings never decide anything and are not asked.
 *
 * Whatever is answered to the others, an attribute that does not matter
 * changes no score and no verdict, and never matters again.
 *
 * @param matters one byte for each attribute, 1 or 0; untouched on failure
 * @return false when out of memory
 */
bool relevance_mark(const dvf_evaluation *evaluation, uint8_t *matters);

#endif
