/* SPDX-License-Identifier: MIT */
/*
 * Kinds of files: what a YAML or JSON file is, by the keys at its top, to say
 * one thing of a file in the wrong place rather than many.
 */
#ifndef DVF_KB_FILE_KIND_H
#define DVF_KB_FILE_KIND_H

#include "yaml/document.h"

/** The kinds that are read. */
enum file_kind {
    FILE_KIND_KB,
    FILE_KIND_PROFILE,
    FILE_KIND_POLICY,
    FILE_KIND_LOCK,
    FILE_KIND_OTHER /* of other programs */
};

/**
 * Report a file of another kind than the one wanted.
 *
 * @return whether it is one
 */
bool file_kind_is_other(const struct yaml_document *document,
                        enum file_kind wanted,
                        struct dvf_diagnostics *problems);

#endif
