/* SPDX-License-Identifier: MIT */
/*
 * Reach: whether some way to answer ends otherwise than in one end, without
 * merging or counting all of them. What a question may still change bounds each
 * function, so that most ways need not be followed; the first that is found
 * will do.
 */
#ifndef DVF_ANALYSIS_REACH_H
#define DVF_ANALYSIS_REACH_H

#include "analysis/space.h"

/** Ways to answer of any cost. */
#define REACH_ANY_COST UINT32_MAX

/** Most cost that is looked at otherwise. */
#define REACH_COST_MAX 3

enum reach_result {
    REACH_NOTHING, /* for certain */
    REACH_FOUND,
    REACH_GIVEN_UP /* after too many steps, or where the budget fails */
};

struct reach_request {
    const struct space *space;
    uint32_t cost;  /* most of a way, REACH_COST_MAX at most; or any */
    uint32_t avoid; /* end that is passed over; end_none() for no such one */
    bool wants_bad; /* look for answers that contradict themselves instead */
};

/**
 * Look for an end.
 *
 * @param end set when one is found; never one of answers that contradict
 *            themselves unless these are wanted
 */
enum reach_result reach_find(const struct reach_request *request,
                             struct budget *budget, uint32_t *end);

#endif
