/* SPDX-License-Identifier: MIT */
/*
 * Kinds of YAML and JSON files, known by the keys at their top: a file in the
 * wrong place gets one message rather than many.
 */
#ifndef DVF_KB_FILE_KIND_H
#define DVF_KB_FILE_KIND_H

#include "yaml/document.h"

/** Kinds of files that dvf reads, and all others. */
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
 * @return true where it was reported
 */
bool file_kind_is_other(const struct yaml_document *document,
                        enum file_kind wanted,
                        struct dvf_diagnostics *problems);

#endif
