/* SPDX-License-Identifier: MIT */
/*
 * Compiling a model into a block.
 */
#ifndef DVF_KB_COMPILE_H
#define DVF_KB_COMPILE_H

#include "base/diagnostics.h"
#include "kb/block.h"
#include "kb/model.h"
#include "yaml/document.h"

/**
 * Compile a loaded model. All mistakes are reported in one run.
 *
 * @param document source of the model, for places
 * @param input source of the model; its bytes are copied into the block, for
 * the digest
 * @param out malloc'ed on success
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status compile_model(const struct yaml_document *document,
                         const struct model *model, const dvf_input *input,
                         struct dvf_diagnostics *problems, dvf_kb **out);

#endif
