/* SPDX-License-Identifier: MIT */
/*
 * Scalars: text as a YAML value.
 */
#include "yaml/scalar.h"

#include <stdbool.h>
#include <string.h>

/* Accept only texts that every reader of YAML takes for a word: no dash, which
 * may open a list or a document, and no point, which may end one. */
static bool is_plain(const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";

    return *text != '\0' && *text != '-' && *text != '.' &&
           text[strspn(text, plain)] == '\0';
}

void yaml_append_scalar(struct buffer *out, const char *text)
{
    if (is_plain(text)) {
        buffer_puts(out, text);
        return;
    }
    buffer_putc(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            buffer_putc(out, '\\');
        if (*text == '\n')
            buffer_puts(out, "\\n");
        else if (*text == '\t')
            buffer_puts(out, "\\t");
        else if (*text == '\r')
            buffer_puts(out, "\\r");
        else
            buffer_putc(out, *text);
    }
    buffer_putc(out, '"');
}
