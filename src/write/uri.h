/* SPDX-License-Identifier: MIT */
/*
 * URIs (RFC 3986) of files.
 */
#ifndef DVF_WRITE_URI_H
#define DVF_WRITE_URI_H

#include "base/buffer.h"

#include <stdbool.h>

/** Does a path need no base? Then its URI is one of the scheme `file`. */
bool uri_is_absolute(const char *path);

/**
 * Append the URI of a path: a relative reference, or an absolute URI for which
 * uri_is_absolute() holds. Segments `.` and empty ones are left out; every
 * byte but the unreserved ones is percent-encoded, whatever its encoding.
 */
void uri_append(struct buffer *out, const char *path);

#endif
