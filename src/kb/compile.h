/* SPDX-License-Identifier: MIT */
/*
 * Compiling a model into a block. May call base, yaml and the rest of kb.
 */
#ifndef DVF_KB_COMPILE_H
#define DVF_KB_COMPILE_H

#include "base/diagnostics.h"
#include "kb/block.h"
#include "kb/model.h"
#include "yaml/document.h"

/** The bytes that a model was loaded from; borrowed. */
struct kb_file {
    const char *bytes;
    size_t length;
};

/**
 * Compile a loaded model. Everything that is wrong is reported in one run.
 *
 * @param document where the model came from, for places
 * @param file copied into the block, for its digest
 * @param out malloc'ed on success
 * @return DVF_OK, DVF_INVALID or DVF_NO_MEMORY
 */
dvf_status compile_model(const struct yaml_document *document,
                         const struct model *model, struct kb_file file,
                         struct dvf_diagnostics *problems, dvf_kb **out);

#endif
