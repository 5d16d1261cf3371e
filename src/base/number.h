/* SPDX-License-Identifier: MIT */
/*
 * Whole numbers as text.
 */
#ifndef DVF_BASE_NUMBER_H
#define DVF_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/**
 * Read digits in base 10, without sign, point or exponent; any amount of them.
 *
 * @param number exact up to UINT32_MAX; larger values are only known to be
 *               larger than it, hence than every bound
 * @return false where the text is anything else, or empty
 */
bool number_read(const char *text, uint64_t *number);

#endif
