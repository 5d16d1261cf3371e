/* SPDX-License-Identifier: MIT */
/*
 * Marked texts: decision records as bytes, and the parts between their markers,
 * see record_block.h, so that these can be read and renewed while all else
 * stays as it was written. Each part stands once. Lines within fenced code and
 * within front matter are no markers. Lines end with LF, CR or CR LF. Nothing
 * of a text is run or followed.
 */
#ifndef DVF_CHECK_MARKED_H
#define DVF_CHECK_MARKED_H

#include "base/diagnostics.h"
#include "check/record_block.h"

/** Most bytes of a marked text, as of a profile. */
#define MARKED_BYTES_MAX ((size_t)1024 * 1024)

/** A part, without its markers. */
struct marked_region {
    uint32_t begin; /* line of the marker before it; 0: there is none */
    size_t start;   /* first byte, behind that line */
    size_t end;     /* behind its last byte: where the line of the other marker
                       begins */
};

/** Starts as all zeroes. */
struct marked {
    const char *bytes; /* borrowed */
    size_t length;
    bool any; /* something in it is a marker, or was meant as one */
    struct marked_region parts[RECORD_PART_COUNT];
};

/**
 * Find the parts of a text. Markers that are doubled, nested, misspelt or
 * without their other end are mistakes, and so are characters that no input may
 * hold where there is a marker.
 *
 * @param problems must have been given diagnostics_input() with these bytes
 * @return DVF_OK, DVF_INVALID (reported) or DVF_NO_MEMORY
 */
dvf_status marked_read(struct marked *marked, const char *bytes, size_t length,
                       struct dvf_diagnostics *problems);

/** Report that a text lacks a part, with the lines to write. */
void marked_report_missing(enum record_part part,
                           struct dvf_diagnostics *problems);

/** Append a text with the parts of another one in place of its own, in its line
 * breaks; each byte outside of them stays. Both have the same parts.
 *
 * @param changed receives which parts are other ones than before */
void marked_renew(const struct marked *marked, const struct marked *fresh,
                  struct buffer *out, bool changed[RECORD_PART_COUNT]);

/** A fenced code block. */
struct marked_fence {
    size_t start;  /* first byte of the code */
    size_t end;    /* behind its last byte */
    uint32_t line; /* line of its first byte, from 1 */
};

/** Find the first fenced code block of a part whose info string is `info`.
 * @return false where there is none that is closed */
bool marked_find_fence(const struct marked *marked, enum record_part part,
                       const char *info, struct marked_fence *fence);

#endif
