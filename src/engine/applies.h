/* SPDX-License-Identifier: MIT */
/*
 * Applicability of questions, and the tests of their answers.
 */
#ifndef DVF_ENGINE_APPLIES_H
#define DVF_ENGINE_APPLIES_H

#include "engine/evaluation.h"

/**
 * Settle `answers`, `applies`, `tests` and `terms` of an evaluation by the
 * answers that are given; the `sure_` arrays, too, where answers are taken as
 * given to questions that may not apply. A pass goes in the order of the KB: a
 * question hangs on those before it only.
 */
void applies_settle(dvf_evaluation *evaluation);

#endif
