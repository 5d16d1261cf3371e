/* SPDX-License-Identifier: MIT */
/*
 * Applicability of questions by walks, and truths of terms.
 */
#ifndef DVF_ENGINE_APPLIES_H
#define DVF_ENGINE_APPLIES_H

#include "engine/evaluation.h"

/** Settle `answers` and `applies` of an evaluation by the answers that are
 * given, in the order of the KB: a question hangs on those before it only. */
void applies_settle(dvf_evaluation *evaluation);

/** Settle `sure_applies` of an evaluation that is unsure. */
void applies_settle_sure(dvf_evaluation *evaluation);

/** Settle `terms`, and `sure_terms` of an evaluation that is unsure, once it is
 * known which questions apply. */
void applies_settle_terms(dvf_evaluation *evaluation);

#endif
