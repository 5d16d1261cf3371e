/* SPDX-License-Identifier: MIT */
/*
 * Texts: places of a tree's nodes in the bytes it was read from, to replace
 * some of them. Lines end at LF, CR and CR LF, as the guard counts. Offsets
 * are in bytes.
 */
#ifndef DVF_YAML_TEXT_H
#define DVF_YAML_TEXT_H

#include "yaml/document.h"

/** Made by yaml_text_open(); release when done. */
struct yaml_text {
    const struct yaml_document *document; /* borrowed */
    const char *bytes;                    /* borrowed */
    size_t length;
    const char *line_break; /* that of the first line, else LF; static */
    struct array lines;     /* size_t: offset of each line */
    bool lost;              /* a place that was asked for is unknown */
};

/** A value in the text, from its first byte to behind its last one. */
struct yaml_region {
    uint32_t node;
    size_t start;
    size_t end;
};

/**
 * @param document read from these bytes without a problem
 * @param bytes without a byte order mark
 * @return DVF_OK or DVF_NO_MEMORY
 */
dvf_status yaml_text_open(struct yaml_text *text,
                          const struct yaml_document *document,
                          const char *bytes, size_t length);
void yaml_text_release(struct yaml_text *text);

bool yaml_text_is_break(char byte);

/** Offset behind blanks and tabs. */
size_t yaml_text_skip_blanks(const struct yaml_text *text, size_t at);

/** Offset of the end of a line, before its line break. */
size_t yaml_text_line_end(const struct yaml_text *text, size_t at);

/** Offset behind the line break at `at`, if there is one. */
size_t yaml_text_skip_break(const struct yaml_text *text, size_t at);

/** Offset of a node's first byte. */
size_t yaml_text_start(const struct yaml_text *text, uint32_t number);

/** Offset behind a scalar. A scalar over several lines must stand in quotes;
 * for any other `lost` is set. */
size_t yaml_text_scalar_end(struct yaml_text *text, uint32_t number);

/** Offset behind the colon of a key, which must stand in the same line. */
size_t yaml_text_behind_key(struct yaml_text *text, uint32_t key);

/** Region of a key's value: a scalar or a list of scalars. A list of lines
 * begins behind the key's colon. */
struct yaml_region yaml_text_value(struct yaml_text *text, uint32_t key);

#endif
