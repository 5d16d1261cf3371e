/* SPDX-License-Identifier: MIT */
/*
 * Relevance: can an answer still change a verdict?
 */
#ifndef DVF_ENGINE_RELEVANCE_H
#define DVF_ENGINE_RELEVANCE_H

#include "engine/evaluation.h"

/**
 * Mark the attributes that still matter: something that decides reads them and
 * is not decided yet. A rule is decided when it is closed, left out, or fired
 * and no answer can close it; a combination also when one of its essential
 * requirements cannot be met any more. A condition on scores or on rules that
 * fired is open while those can change. While a strength needs more answers,
 * every question matters, and while the verdict may be weak, so does each that
 * alternatives read. A question that may not apply matters with those that
 * decide it; one that cannot apply never does. Notes, warnings and variants of
 * texts never decide anything and are not asked.
 *
 * Whatever is answered to the others, an attribute that does not matter
 * changes no score, no verdict and no alternative, and never matters again.
 *
 * @param matters one byte for each attribute, 1 or 0; untouched on failure
 * @return false when out of memory
 */
bool relevance_mark(const dvf_evaluation *evaluation, uint8_t *matters);

#endif
