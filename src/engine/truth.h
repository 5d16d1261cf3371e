/* SPDX-License-Identifier: MIT */
/*
 * Truth: conditions of a compiled knowledge base under Kleene's three-valued
 * logic.
 */
#ifndef DVF_ENGINE_TRUTH_H
#define DVF_ENGINE_TRUTH_H

#include "engine/evaluation.h"

/** Evaluate every test and every term, which conditions then look up. */
void truth_prepare(dvf_evaluation *evaluation);

/** How a condition with its exceptions stands. */
struct standing {
    enum truth when;
    enum truth unless;
};

/** Evaluate a condition; what it asks of the result must be known by then. */
struct standing truth_of(const dvf_evaluation *evaluation,
                         const struct kb_condition *condition);

/**
 * Whether a condition holds: true where `when` is true and no exception is;
 * an open exception does not hold it back. False where `when` is false or an
 * exception is true, else open.
 */
enum truth truth_holds(struct standing standing);

#endif
