/* SPDX-License-Identifier: MIT */
/*
 * Order of the questions of an analysis: it decides how many states there are,
 * by a hundredfold, and nothing else. Hill climbing from a given order, with a
 * fixed seed and a number of tries, so that the same input gives the same one.
 */
#ifndef DVF_ANALYSIS_ORDER_H
#define DVF_ANALYSIS_ORDER_H

#include "kb/block.h"

/**
 * Look for an order with fewer states of a profile without answers.
 *
 * @param rules enum rule_state of each rule; only RULE_LEFT_OUT is looked at
 * @param order one to begin with; the best that was found
 * @param best its states; UINT32_MAX where every one was too large
 * @return false when out of memory
 */
bool order_improve(const dvf_kb *kb, const uint8_t *rules, uint32_t tries,
                   uint32_t *order, uint32_t *best);

#endif
