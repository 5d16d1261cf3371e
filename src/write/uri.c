/* SPDX-License-Identifier: MIT */
/*
 * URIs of files, segment by segment.
 */
#include "write/uri.h"

#include <string.h>

bool uri_is_absolute(const char *path)
{
    return path[0] == '/';
}

/* The unreserved characters; isalnum() would ask the locale. */
static bool is_unreserved(char byte)
{
    return byte != '\0' &&
           strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                  "0123456789-._~",
                  byte);
}

static void append_segment(struct buffer *out, const char *bytes, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++) {
        if (is_unreserved(bytes[i]))
            buffer_putc(out, bytes[i]);
        else
            buffer_printf(out, "%%%02X", (unsigned)(unsigned char)bytes[i]);
    }
}

void uri_append(struct buffer *out, const char *path)
{
    const char *between = uri_is_absolute(path) ? "file:///" : "";
    bool any = false;

    while (*path != '\0') {
        size_t length = strcspn(path, "/");

        if (length != 0 && !(length == 1 && path[0] == '.')) {
            buffer_puts(out, between);
            append_segment(out, path, length);
            between = "/";
            any = true;
        }
        path += length + (path[length] == '/');
    }
    if (!any)
        buffer_puts(out, between[0] != '\0' ? between : ".");
}
