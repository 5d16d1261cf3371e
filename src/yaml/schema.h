/* SPDX-License-Identifier: MIT */
/*
 * Schemas: holding a guarded document against a libcyaml schema, and loading
 * it through libcyaml. libcyaml stops at the first mistake and misplaces some;
 * so the same tables are walked here first. Faulty parts are reported, and
 * left out of a clean text or filled with empty values; libcyaml loads that
 * text, so that later stages find more mistakes in the same run.
 */
#ifndef DVF_YAML_SCHEMA_H
#define DVF_YAML_SCHEMA_H

#include "yaml/document.h"

#include <cyaml/cyaml.h>

/**
 * Report the differences between a document and its schema: unknown keys,
 * missing keys, wrong kinds, empty values, words outside an enumeration.
 * Unknown keys are dropped, or taken for the absent key that was meant. A list
 * with CYAML_FLAG_BLOCK must stand in block style with one-line items. An
 * empty list is accepted: the reader of the data judges it. Writes the
 * document's clean text.
 */
void schema_check(struct yaml_document *document,
                  const cyaml_schema_value_t *schema,
                  struct dvf_diagnostics *problems);

/**
 * Load a checked document. Faulty and missing values come out empty, lists
 * keep one item for each item of the document.
 *
 * @param document must outlive the data, which borrows long texts from it
 * @param arena owns the data
 * @return DVF_OK, DVF_INVALID (libcyaml refused it; reported) or DVF_NO_MEMORY
 */
dvf_status schema_load(const struct yaml_document *document,
                       const cyaml_schema_value_t *schema, struct arena *arena,
                       struct dvf_diagnostics *problems, void **data);

#endif
