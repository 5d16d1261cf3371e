/* SPDX-License-Identifier: MIT */
/*
 * Schemas: holding a guarded document against a libcyaml schema, and loading it
 * through libcyaml. libcyaml stops at the first mistake and misplaces some; so
 * the same tables are walked here first. What is wrong is reported, and left
 * out of a clean text or filled with empty values; libcyaml loads that text,
 * and what follows can go on to look for more mistakes.
 */
#ifndef DVF_YAML_SCHEMA_H
#define DVF_YAML_SCHEMA_H

#include "yaml/document.h"

#include <cyaml/cyaml.h>

/**
 * Report what a document has that its schema has not, and the reverse: unknown
 * keys, missing keys, wrong kinds, empty values, words outside an enumeration.
 * Unknown keys are dropped, or taken for the absent key that was meant. A list
 * with CYAML_FLAG_BLOCK must stand in block style with one-line items. An empty
 * list is accepted: whether it may be empty is for the reader of the data to
 * say. Writes the document's clean text.
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
