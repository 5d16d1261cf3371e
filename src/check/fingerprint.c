/* SPDX-License-Identifier: MIT */
/*
 * Fingerprints: hosts know a finding again by them. They are made of what stays
 * the same while lines move, other findings come and go, and a folder is named
 * in another way.
 */
#include "check/judge.h"

#include <string.h>

/* Bytes of a name to leave out: those of the current folder. */
static size_t skipped(const char *file, const char *current)
{
    size_t length = current ? strlen(current) : 0;

    if (length == 0 || strncmp(file, current, length) != 0)
        return 0;
    if (current[length - 1] == '/')
        return length;
    return file[length] == '/' ? length + 1 : 0;
}

/* Take back the last part of a name, where one can be. */
static bool go_up(struct buffer *out, size_t begin)
{
    size_t length = out->length;

    while (length > begin && out->bytes[length - 1] != '/')
        length--;
    if (out->length == begin || strcmp(out->bytes + length, "..") == 0)
        return false;
    out->length = length > begin ? length - 1 : begin;
    out->bytes[out->length] = '\0';
    return true;
}

/* Append a name as it would be without ".", ".." and doubled slashes, from the
 * current folder on: `docs`, `./docs/` and `docs/../docs` are one folder. */
static void append_identity(struct buffer *out, const char *file,
                            const char *current)
{
    size_t begin;

    file += skipped(file, current);
    if (*file == '/')
        buffer_putc(out, '/');
    begin = out->length;
    while (*file && !out->failed) {
        size_t length = strcspn(file, "/");
        bool up = length == 2 && memcmp(file, "..", 2) == 0;

        if (length > 0 && !(length == 1 && *file == '.') &&
            !(up && go_up(out, begin))) {
            if (out->length > begin)
                buffer_putc(out, '/');
            buffer_append(out, file, length);
        }
        file += length;
        file += strspn(file, "/");
    }
}

bool fingerprint_take(struct check_finding *finding,
                      const struct fingerprint *fingerprint)
{
    const char *code = fingerprint->code;
    const char *key = fingerprint->key;
    struct buffer text = {0};

    append_identity(&text, finding->place.file, fingerprint->current);
    buffer_printf(&text, "\n%s%s%s\n%s\n%u", check_finding_word(finding->kind),
                  code ? "/" : "", code ? code : "",
                  key ? key : finding->place.pointer,
                  (unsigned)finding->ordinal);
    bool made = !text.failed;
    if (made)
        sha256_text(text.bytes, text.length, finding->fingerprint);
    buffer_release(&text);
    return made;
}
