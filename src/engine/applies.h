/* SPDX-License-Identifier: MIT */
/*
 * Which questions apply, and the tests of their answers.
 */
#ifndef DVF_ENGINE_APPLIES_H
#define DVF_ENGINE_APPLIES_H

#include "engine/evaluation.h"

/**
 * Settle `answers`, `applies`, `tests` and `terms` of an evaluation by the
 * answers that are given; and what is sure of them, where that is less. One
 * pass in the order of the KB: a question hangs on those before it only.
 */
void applies_settle(dvf_evaluation *evaluation);

#endif
