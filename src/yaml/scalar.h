/* SPDX-License-Identifier: MIT */
/*
 * Scalars: text as a YAML value of one line, which reads back unchanged.
 */
#ifndef DVF_YAML_SCALAR_H
#define DVF_YAML_SCALAR_H

#include "base/buffer.h"

/**
 * Append a text as a scalar: as it is where it is a plain word, else in double
 * quotes, with escapes.
 *
 * @param text UTF-8 without hostile characters (utf8_is_hostile()); may hold
 *             line breaks and tabs
 */
void yaml_append_scalar(struct buffer *out, const char *text);

#endif
