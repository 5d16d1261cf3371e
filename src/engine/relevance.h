/* SPDX-License-Identifier: MIT */
/*
 * Relevance: can an answer still change a verdict? May call base, kb and
 * engine.
 */
#ifndef DVF_ENGINE_RELEVANCE_H
#define DVF_ENGINE_RELEVANCE_H

#include "engine/evaluation.h"

/**
 * Whether an attribute still matters: a rule, an exclusion or a requirement of
 * a combination reads it, and is not decided yet. A rule is decided when it is
 * closed, left out, or fired without an open exception. Notes and warnings
 * never decide anything and are not asked.
 */
bool relevance_of(const dvf_evaluation *evaluation, uint32_t attribute);

#endif
