/* SPDX-License-Identifier: MIT */
/*
 * Fingerprints: hosts know a finding again by them. Hashes file, kind, pointer
 * or key, and ordinal, not the line, so that they stay the same while lines
 * move, other findings come and go, and a folder is named in another way.
 */
#include "check/judge.h"

#include <string.h>

/* Length of the current folder at the beginning of a name; 0 for none. */
static size_t skipped(const char *file, const char *current)
{
    size_t length = current ? strlen(current) : 0;

    if (length == 0 || strncmp(file, current, length) != 0)
        return 0;
    if (current[length - 1] == '/')
        return length;
    return file[length] == '/' ? length + 1 : 0;
}

/* Remove the last part of a name, unless it is empty or "..". */
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

/* Bytes of a path before its last part, and of the slash before that. */
static size_t before_last(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length > 0 ? length - 1 : 0;
}

/* Shorten a tidy name that goes up from the current folder and comes back:
 * `../docs/a` within `docs` is `a`. */
static void come_back(struct buffer *out, const char *current)
{
    size_t ups = 0;
    size_t folder = current ? strlen(current) : 0;
    const char *rest = out->bytes;

    for (; strncmp(rest, "../", 3) == 0; rest += 3)
        ups++;
    for (size_t i = 0; i < ups; i++)
        folder = before_last(current, folder);
    while (ups > 0 && current && current[folder] == '/') {
        const char *part = current + folder + 1;
        size_t length = strcspn(part, "/");

        if (length == 0 || strncmp(rest, part, length) != 0 ||
            rest[length] != '/')
            break;
        rest += length + 1;
        folder += length + 1;
        ups--;
    }
    if (ups * 3 + strlen(rest) == out->length)
        return;
    rest -= ups * 3;
    size_t kept = strlen(rest);
    memmove(out->bytes, rest, kept + 1);
    for (size_t i = 0; i < ups; i++)
        memcpy(out->bytes + i * 3, "../", 3);
    out->length = kept;
}

/* Append a name as it would be without ".", ".." and doubled slashes, from the
 * current folder on: `docs`, `./docs/` and `docs/../docs` are one folder, and
 * so is `../docs` within it. */
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
    if (!out->failed && begin == 0 && out->length > 0)
        come_back(out, current);
}

dvf_status fingerprint_take(struct check_finding *finding,
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
    dvf_status status = text.failed ? DVF_NO_MEMORY : DVF_OK;
    if (status == DVF_OK)
        sha256_text(text.bytes, text.length, finding->fingerprint);
    buffer_release(&text);
    return status;
}
