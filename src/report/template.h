/* SPDX-License-Identifier: MIT */
/*
 * Answers given beforehand to the template of a profile, as words of the
 * command line. May call base, kb and engine.
 */
#ifndef DVF_REPORT_TEMPLATE_H
#define DVF_REPORT_TEMPLATE_H

#include "base/buffer.h"
#include "base/diagnostics.h"
#include "kb/block.h"

/**
 * Check "attribute=value" words, and keep each value as YAML.
 *
 * @param values a buffer for each attribute of the KB, empty at first
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status template_answers(const dvf_kb *kb, const char *const *answers,
                            size_t count, struct dvf_diagnostics *problems,
                            struct buffer *values);

#endif
