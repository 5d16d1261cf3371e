/* SPDX-License-Identifier: MIT */
/*
 * SARIF report: messages, and the places of files.
 */
#include "report/sarif.h"

#include "write/uri.h"

/* The value of a member, from the scratch buffer for what is escaped. */
static void put_escaped(struct sarif *sarif, const char *key)
{
    json_key(&sarif->json, key);
    json_bytes(&sarif->json, sarif->escaped.bytes, sarif->escaped.length);
}

/* Plain text may hold placeholders, `{0}`, for which braces are doubled, and
 * links, `[text](target)`: a blank keeps the words of others from being one. */
static void escape_message(struct buffer *out, const char *text)
{
    buffer_clear(out);
    for (; *text != '\0'; text++) {
        buffer_putc(out, *text);
        if (*text == '{' || *text == '}')
            buffer_putc(out, *text);
        else if (text[0] == ']' && text[1] == '(')
            buffer_putc(out, ' ');
    }
}

void sarif_message(struct sarif *sarif, const char *key, const char *text)
{
    escape_message(&sarif->escaped, text);
    json_key(&sarif->json, key);
    json_begin_object(&sarif->json);
    put_escaped(sarif, "text");
    json_end(&sarif->json);
}

void sarif_scratch_message(struct sarif *sarif, const char *key)
{
    if (!sarif->text.failed)
        sarif_message(sarif, key, sarif->text.bytes);
    buffer_clear(&sarif->text);
}

void sarif_file(struct sarif *sarif, const char *key, const char *file)
{
    buffer_clear(&sarif->escaped);
    uri_append(&sarif->escaped, file);
    json_key(&sarif->json, key);
    json_begin_object(&sarif->json);
    put_escaped(sarif, "uri");
    if (!uri_is_absolute(file))
        json_member(&sarif->json, "uriBaseId", SARIF_BASE);
    json_end(&sarif->json);
}
