/* SPDX-License-Identifier: MIT */
/*
 * Order of the questions of an analysis: it decides how many states there are,
 * by a hundredfold, and nothing else. Hill climbing from a given order, with a
 * fixed seed and a number of tries, so that the same input gives the same one.
 */
#ifndef DVF_ANALYSIS_ORDER_H
#define DVF_ANALYSIS_ORDER_H

#include "kb/block.h"

/** Measures of an order. */
enum order_measure {
    ORDER_BY_DIAGRAMS, /* nodes of all that decides: fast, and a good guess */
    ORDER_BY_STATES    /* states of a profile without answers: what counts */
};

struct order_search {
    enum order_measure measure;
    uint32_t tries;
    /* Nodes that all tries may make together, as a knowledge base may be large;
     * 0 for any number. */
    uint64_t work;
};

/**
 * Look for a better order.
 *
 * @param rules enum rule_state of each rule; only RULE_LEFT_OUT is looked at
 * @param order one to begin with; the best that was found
 * @param best its measure; UINT32_MAX where every one was too large
 * @return false when out of memory
 */
bool order_improve(const dvf_kb *kb, const uint8_t *rules,
                   const struct order_search *search, uint32_t *order,
                   uint32_t *best);

#endif
