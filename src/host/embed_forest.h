/* SPDX-License-Identifier: MIT */
/*
 * Forest of a knowledge base that is embedded: made once, while dvf is built,
 * and not at the start of each analysis.
 */
#ifndef DVF_HOST_EMBED_FOREST_H
#define DVF_HOST_EMBED_FOREST_H

#include "kb/block.h"

/**
 * Add the forest of all rules, but for one that is too large to be carried
 * along; analyses then make it themselves.
 *
 * @param kb sealed, in its order of analyses; grows, and moves
 * @return false when out of memory, which is told
 */
bool embed_forest(dvf_kb **kb);

#endif
