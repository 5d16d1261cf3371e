/* SPDX-License-Identifier: MIT */
/*
 * Rows that are embedded with a knowledge base.
 */
#ifndef DVF_HOST_EMBED_ROWS_H
#define DVF_HOST_EMBED_ROWS_H

#include "kb/block.h"

/**
 * Put the rows of a sealed knowledge base behind it, so that nobody has to make
 * them.
 *
 * @param kb malloc'ed; replaced on success
 * @return false when out of memory, which is told on standard error
 */
bool embed_rows(dvf_kb **kb);

#endif
