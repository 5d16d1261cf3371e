/* SPDX-License-Identifier: MIT */
/*
 * The verdict: exclusions, gates, and who leads by how much.
 */
#ifndef DVF_ENGINE_VERDICT_H
#define DVF_ENGINE_VERDICT_H

#include "engine/evaluation.h"

/**
 * Settle exclusions, gates and the verdict of an evaluation whose rules have
 * scored. Its lists must be allocated.
 */
void verdict_settle(dvf_evaluation *evaluation);

#endif
